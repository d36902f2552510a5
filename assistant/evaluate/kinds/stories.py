"""Labelled stories: a folder of articles with its labels; worked as a user would, scored by the labels."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

from assistant import answering
from assistant.engines.seam import Engine
from assistant.errors import UserError
from assistant.evaluate.kinds.seam import Kind
from assistant.evaluate.labels.gold import Gold
from assistant.evaluate.labels.reading import NAMES, gold_file, gold_files, read_gold
from assistant.evaluate.records import Case, Task, Worked
from assistant.evaluate.scoring.agreements import agreement_cases, single_source_cases
from assistant.evaluate.scoring.answers import answer_cases
from assistant.evaluate.scoring.claims import claim_cases
from assistant.evaluate.scoring.findings import finding_cases
from assistant.evaluate.scoring.meanings import MEANINGS
from assistant.evaluate.scoring.output import Output, Reply, output_of, read_back, reply_of, sha_of, written
from assistant.evaluate.scoring.quotes import quote_cases
from assistant.evaluate.scoring.scene import Scene, finished, mark
from assistant.evaluate.scoring.summaries import summary_cases
from assistant.ingest import read
from assistant.library import Library, Means, open_library
from assistant.pipeline import study
from assistant.schema import Briefing, Problem, Reading

SCORERS = (
    finding_cases,
    agreement_cases,
    single_source_cases,
    claim_cases,
    summary_cases,
    quote_cases,
    answer_cases,
)


@dataclass(frozen=True, slots=True)
class Given:
    """A story's articles as they were read, and its labels."""

    reading: Reading
    gold: Gold


def tasks(path: Path) -> Sequence[Task]:
    """The story of a folder with labels, else those of the folders in it.

    Raises UserError where there is no story, and for labels or articles that cannot be read.
    """
    if gold_files(path):
        return [_task(path)]
    folders = [folder for folder in sorted(path.iterdir()) if gold_files(folder)] if path.is_dir() else []
    if not folders:
        raise UserError(f"{path}: no labelled story; name a folder with {' or '.join(NAMES)} beside the articles")
    return [_task(folder) for folder in folders]


def _task(folder: Path) -> Task:
    reading = read(folder)
    if not reading.articles:
        raise UserError(f"{folder}: no article beside {gold_file(folder).name}")
    if reading.problems:
        first = reading.problems[0]
        raise UserError(f"{first.where}: {first.reason}; a story is measured whole: mend it, or take it away")
    name = folder.resolve().name
    gold = read_gold(folder)
    held = mark(asdict(gold), *([PurePath(article.path).name, sha_of(article)] for article in reading.articles))
    return Task(name, name, Given(reading, gold), held)


def work(task: Task, engine: Engine) -> Worked:
    """Digest, compare and brief a story, then put every labelled question to it. Raises ModelError.

    Digests are made once for all of it. Questions are answered as by `assistant ask`: over passages found by their
    words, with the findings of the comparison that was just made, where `ask` has them from the cache.
    """
    given: Given = task.given
    digests, briefing = study(given.reading, engine=engine)
    library = _library(given.reading, briefing)
    replies: list[Reply] = []
    problems = list(briefing.run.problems)
    for question in given.gold.qa:
        answer = answering.ask(question.question, library, engine=engine)
        replies.append(reply_of(question.id, answer))
        problems += [Problem(question.id, each.reason) for each in answer.run.problems if each not in problems]
    output = output_of(digests, briefing, replies)
    return Worked(written(output), tuple(f"{problem.where}: {problem.reason}" for problem in problems))


def _library(reading: Reading, briefing: Briefing) -> Library:
    found = chain.from_iterable(story.discrepancies for story in briefing.stories)
    return open_library(reading, means=Means(findings=tuple(found)))


def cases(task: Task, output: object, repeat: int) -> Sequence[Case]:
    """Every labelled item, and every finding of ours that no label asks for, with its scores.

    Where the output is none of a story, or is of other articles, nothing is scored, and each case says why.
    """
    given: Given = task.given
    scene = Scene(task.id, given.reading.articles, given.gold, _output(output))
    return finished(scene, _all(scene), task.cluster, repeat)


def _output(values: Any) -> Output:
    try:
        return read_back(values)
    except ValueError as error:
        raise UserError(f"the run file holds no output of a story: {error}") from None


def _all(scene: Scene) -> Iterator[Case]:
    for scorer in SCORERS:
        yield from scorer(scene)


KIND = Kind(tasks, work, cases, MEANINGS)
