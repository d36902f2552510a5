"""What the product made of a story, as a run file keeps it: findings, digests and answers, no text of an article."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from assistant.answered import Answer
from assistant.schema import (
    Agreement,
    Article,
    Briefing,
    Digest,
    Digests,
    Discrepancy,
    Problem,
    Sentence,
    SingleSource,
)


@dataclass(frozen=True, slots=True)
class Read:
    """An article as it was read: its id in the quotes, the name of its file, and the SHA-256 of its text."""

    id: str
    name: str
    sha: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered to a labelled question, by the label's id; fields as in `assistant.answered.Answer`.

    `undelivered` says why the model gave nothing; empty where it did, whatever it said.
    """

    id: str
    answer: str
    sentences: tuple[Sentence, ...]
    disputed: bool
    abstained: bool
    why: str
    undelivered: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """All that came of a story. `problems` are those of the run: what was asked for and not done."""

    articles: tuple[Read, ...]
    digests: tuple[Digest, ...]
    title: str
    summary: tuple[Sentence, ...]
    agreements: tuple[Agreement, ...]
    discrepancies: tuple[Discrepancy, ...]
    single_source: tuple[SingleSource, ...]
    cleared: tuple[Discrepancy, ...]
    answers: tuple[Reply, ...]
    problems: tuple[Problem, ...] = ()


def output_of(digests: Digests, briefing: Briefing, answers: Sequence[Reply]) -> Output:
    """What is kept of the results of one story."""
    story = briefing.stories[0]
    return Output(
        articles=tuple(Read(a.id, PurePath(a.path).name, sha_of(a)) for a in briefing.articles),
        digests=digests.digests,
        title=story.title,
        summary=story.summary,
        agreements=story.agreements,
        discrepancies=story.discrepancies,
        single_source=story.single_source,
        cleared=story.cleared,
        answers=tuple(answers),
        problems=briefing.run.problems,
    )


def reply_of(id: str, answer: Answer) -> Reply:
    """What is kept of an answer."""
    undelivered = answer.why if answer.undelivered else ""
    return Reply(id, answer.answer, answer.sentences, answer.disputed, answer.abstained, answer.why, undelivered)


def sha_of(article: Article) -> str:
    """The SHA-256 of an article's text, by which it is known to be the one that was read."""
    return sha256(article.text.encode(errors="surrogatepass")).hexdigest()


def written(output: Output) -> Any:
    """An output as JSON values."""
    return json.loads(json.dumps(asdict(output)))


def read_back(values: object) -> Output:
    """The output that `written` gave, keys of a newer version left aside. Raises ValueError where it is none."""
    from pydantic import TypeAdapter

    return TypeAdapter(Output).validate_python(values)
