"""Labelled stories: a folder of articles with its labels; worked as a user would, scored by the labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

from assistant import answering
from assistant.engines.seam import Engine
from assistant.errors import UserError
from assistant.evaluate.hashing import hash_of
from assistant.evaluate.kinds.seam import Kind
from assistant.evaluate.labels.gold import Gold
from assistant.evaluate.labels.reading import gold_file, read_gold
from assistant.evaluate.records import Case, Task, Worked
from assistant.evaluate.scoring.agreements import agreement_cases, single_source_cases
from assistant.evaluate.scoring.answers import answer_cases
from assistant.evaluate.scoring.cases import placed, unscored
from assistant.evaluate.scoring.claims import claim_cases
from assistant.evaluate.scoring.findings import finding_cases
from assistant.evaluate.scoring.meanings import MEANINGS
from assistant.evaluate.scoring.output import Output, Reply, output_of, read_back, reply_of, sha_of, written
from assistant.evaluate.scoring.quotes import quote_cases
from assistant.evaluate.scoring.scene import Scene
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
    """The story of a folder. Raises UserError where it lacks labels or articles, or they cannot be read."""
    gold, reading = read_gold(path), read(path)
    if not reading.articles:
        raise UserError(f"{path}: no article beside {gold_file(path).name}")
    if reading.problems:
        first = reading.problems[0]
        raise UserError(f"{first.where}: {first.reason}; a story is measured whole: mend it, or take it away")
    name = path.resolve().name
    held = [[PurePath(article.path).name, sha_of(article)] for article in reading.articles]
    return [Task(name, name, Given(reading, gold), hash_of([gold, held]))]


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
    scene = Scene(given.reading.articles, given.gold, _output(output))
    made = placed((each for scorer in SCORERS for each in scorer(scene)), task, repeat)
    return [_without(each, changed) for each in made] if (changed := scene.changed) else made


def _without(each: Case, why: str) -> Case:
    """A case without its scores."""
    return replace(each, state="unscored", scores=tuple(unscored(score.metric, why) for score in each.scores))


def _output(values: Any) -> Output:
    try:
        return read_back(values)
    except ValueError as error:
        raise UserError(f"the run file holds no output of a story: {error}") from None


KIND = Kind(tasks, work, cases, MEANINGS)
