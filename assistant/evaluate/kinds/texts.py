"""Lines that hold a bare text and labels of it: what the kinds that digest such a text share."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant import pipeline
from assistant.engines.seam import Engine
from assistant.errors import ModelError
from assistant.evaluate.hashing import hash_of
from assistant.evaluate.kinds.lines import Line, lines, read_output
from assistant.evaluate.records import Case, Task, Worked
from assistant.evaluate.scoring.quotes import cases_of as quote_cases
from assistant.pool import Inline
from assistant.schema import Article, Claim, Reading

ID = "text"
"""The id of the article that a line makes, in its quotes."""


@dataclass(frozen=True, slots=True)
class Digested:
    """The claims of a text."""

    claims: tuple[Claim, ...]

    @staticmethod
    def read(output: object) -> "Digested":
        """What `digested` gave. Raises UserError where it is something else."""
        made: Digested = read_output(Digested, output, "digest")
        return made


def text_tasks(path: Path, required: Collection[str], wrong: Callable[[Line], str]) -> Sequence[Task]:
    """A task a line; `wrong` as in `lines`. Raises UserError."""

    def misfit(line: Line) -> str:
        given = isinstance(line["text"], str) and line["text"].strip()
        return wrong(line) if given else "text must be a text with something in it"

    found = []
    for number, line in enumerate(lines(path, required, misfit), 1):
        id = str(line.get("id", number))
        found.append(Task(id, id, line, hash_of(line)))
    return found


def article_of(task: Task) -> Article:
    """The text of a line as an article, every character where it was: labels may hold offsets."""
    line: Line = task.given
    told = {
        name: str(line.get(key) or "")
        for name, key in (("title", "title"), ("outlet", "outlet"), ("published", "date"))
    }
    return replace(Article(ID, ID, "", "", "", "", line["text"]), **told)  # type: ignore[arg-type]


def digested(task: Task, engine: Engine) -> Worked:
    """Digest the text. Raises ModelError where nothing came of it."""
    made = pipeline.digest(Reading((article_of(task),), ()), engine=engine, pool=Inline())
    problems = tuple(f"{problem.where}: {problem.reason}" for problem in made.run.problems)
    if not made.digests:
        raise ModelError("; ".join(problems) or "it was not digested")
    claims = made.digests[0].claims
    return Worked(json.loads(json.dumps(asdict(Digested(claims)))), problems)


def quoted(task: Task, made: Digested) -> Iterator[Case]:
    """A case for the quotes of a text's claims, where there are any."""
    return quote_cases({ID: article_of(task)}, ((ID, quote) for claim in made.claims for quote in claim.quotes))


def words_of(claim: Claim) -> str:
    """The words that a claim rests on."""
    return " ".join(quote.text for quote in claim.quotes)
