"""A library: articles made ready for questions, and the one way to find passages in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from assistant.ask.index import Entry, Index
from assistant.ask.retrieve import Found, retrieve
from assistant.ask.shelf import Shelf
from assistant.compare.reviews import Reviewed, respected_in
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine
from assistant.errors import UserError
from assistant.library.findings import Comparing, findings_of
from assistant.library.keeper import Keeper
from assistant.library.nearest import Nearest, Vectors, nearest_of
from assistant.library.part import Part, parts_of
from assistant.pool import Inline, Pool, Watch, unwatched
from assistant.schema import Article, Discrepancy, Problem, Quote, Reading, Run, Tokens
from assistant.text.words import content_stems


@dataclass(frozen=True, slots=True)
class Means:
    """What a library is made with: what keeps what is made, the engine whose findings it has, and vectors.

    Without a keeper everything is made anew. The engine is asked to compare: give one that costs nothing. Without
    vectors passages are found by their words alone. `findings` are those of a comparison that was made of the same
    articles before; where they are given nothing is compared again.
    """

    keeper: Keeper | None = None
    engine: Engine = field(default_factory=Builtin)
    vectors: Vectors | None = None
    findings: tuple[Discrepancy, ...] | None = None


@dataclass(frozen=True)
class Library:
    """What questions are put to: the articles as a shelf of passages, and what was found to be in dispute.

    `parts` are what was made of each article, in the shelf's order; without them its claims lead nowhere.
    """

    shelf: Shelf
    findings: tuple[Discrepancy, ...] = ()
    problems: tuple[Problem, ...] = ()
    parts: tuple[Part, ...] = ()
    nearest: Nearest | None = None

    @property
    def articles(self) -> dict[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.shelf.articles}

    def respecting(self, reviews: Sequence[Reviewed]) -> "Library":
        """The library with its findings marked by what people decided, false alarms left out."""
        return replace(self, findings=respected_in(self.findings, reviews))

    def find(self, question: str) -> Found:
        """The passages that bear on a question, best first, or why there is none."""
        if not self.nearest:
            return retrieve(question, self.shelf, self.index)
        alike, problems = self.nearest.ranking(question)
        found = retrieve(question, self.shelf, self.index, [alike] if alike else [])
        return replace(found, problems=problems)

    def counted(self, run: Run) -> Run:
        """A run with what its vectors took."""
        calls, tokens, cost = self.nearest.vectors.usage() if self.nearest else (0, Tokens(), "")
        if not calls:
            return run
        known = bool(cost) and (bool(run.cost) or not run.calls)
        return replace(
            run,
            calls=run.calls + calls,
            tokens=Tokens(run.tokens.input + tokens.input, run.tokens.output + tokens.output),
            cost=str(Decimal(run.cost or 0) + Decimal(cost)) if known else "",
        )

    @cached_property
    def index(self) -> Index:
        """Passages, claims and findings by their words."""
        said = [sentence for part in self.parts for sentence in part.sentences]
        lengths = Counter(passage.quote.article for passage in self.shelf.listed)
        return Index(
            passages=said or [content_stems(passage.quote.text) for passage in self.shelf.listed],
            lengths=[lengths[article.id] for article in self.shelf.articles],
            titles=[content_stems(article.title) for article in self.shelf.articles],
            kinds=(self._claims(), self._findings()),
        )

    def _claims(self) -> list[Entry]:
        return [
            Entry(words, self._numbers(claim.quotes))
            for part in self.parts
            for words, claim in zip(part.claims, part.digest.claims, strict=True)
        ]

    def _findings(self) -> list[Entry]:
        found = []
        for finding in self.findings:
            quotes = [quote for position in finding.positions for quote in position.quotes]
            words = " ".join([finding.question, *(position.value for position in finding.positions)])
            found.append(Entry(content_stems(words), self._numbers(quotes), few=True))
        return found

    def _numbers(self, quotes: Sequence[Quote]) -> tuple[int, ...]:
        return tuple(self._places[mark] for mark in self.shelf.marks(quotes))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {mark: number for number, mark in enumerate(self.shelf.passages)}


def open_library(
    reading: Reading,
    *,
    pool: Pool | None = None,
    watch: Watch = unwatched,
    group: bool = False,
    means: Means | None = None,
) -> Library:
    """Articles made ready for questions; `group` as in `assistant.pipeline.compare`.

    Raises UserError where there is no article; no model is asked but for the vectors, where they are wanted.
    """
    if not reading.articles:
        said = "; ".join(f"{p.where}: {p.reason}" for p in reading.problems[:3])
        raise UserError(f"nothing could be read: {said}" if said else "nothing to read: name files, folders or a URL")
    given = means or Means()
    workers = pool or Inline()
    parts = parts_of(reading, given.keeper, workers, watch)
    by_id = {article.id: part for article, part in zip(reading.articles, parts, strict=True)}
    by = Comparing(given.engine, workers, watch, given.keeper)
    findings = given.findings
    if findings is None:
        findings = findings_of(reading.articles, by_id, by, group=group)
    shelf = Shelf(reading.articles)
    nearest = nearest_of(shelf, given.vectors, watch) if given.vectors else None
    problems = (*reading.problems, *(nearest.problems if nearest else ()))
    return Library(shelf, findings, problems, tuple(parts), nearest)
