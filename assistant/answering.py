"""The sentence of the third journey: a question, the passages that bear on it, an answer that was verified."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.answered import Answer, Passage
from assistant.ask.compose import Sources, Told, composed, who_says_what
from assistant.ask.disputes import disputes_on
from assistant.ask.followup import Turn, understood
from assistant.ask.retrieve import retrieve
from assistant.ask.shelf import Shelf
from assistant.ask.stands import adds, leading, stands
from assistant.ask.verify import not_borne
from assistant.compare.reviews import Reviewed, respected_in
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine, run_of
from assistant.errors import ModelError
from assistant.pipeline import compare, require
from assistant.pool import Pool, Watch, unwatched
from assistant.schema import Discrepancy, Origin, Problem, Reading, Rejected, Sentence

Tell = Callable[[Told | Sentence], None]
"""Called with each part of an answer as soon as it is verified: who says what, then sentence by sentence."""
SILENT = "the sources do not say"


def untold(part: Told | Sentence) -> None:
    """Wait for the whole answer."""


@dataclass(frozen=True)
class Library:
    """What questions are put to: the articles as a shelf of passages, and what was found to be in dispute."""

    shelf: Shelf
    findings: tuple[Discrepancy, ...] = ()
    problems: tuple[Problem, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def sources(self) -> Sources:
        """The articles by id, with those that are copies of others."""
        return Sources({article.id: article for article in self.shelf.articles}, self.origins)

    def respecting(self, reviews: Sequence[Reviewed]) -> "Library":
        """The library with its findings marked by what people decided, false alarms left out."""
        return replace(self, findings=respected_in(self.findings, reviews))


def open_library(
    reading: Reading,
    *,
    engine: Engine | None = None,
    pool: Pool | None = None,
    watch: Watch = unwatched,
    group: bool = False,
) -> Library:
    """Articles made ready for questions; `engine` compares them, the built-in one where none is given.

    Raises UserError where there is no article. `assistant.engines.kept` has the engine that asks no model.
    """
    require(reading)
    compared = compare(reading, engine=engine or Builtin(), pool=pool, watch=watch, group=group)
    findings = tuple(finding for story in compared.stories for finding in story.discrepancies)
    origins = tuple(origin for story in compared.stories for origin in story.origins)
    return Library(Shelf(reading.articles), findings, reading.problems, origins)


def ask(question: str, library: Library, *, engine: Engine, turns: Sequence[Turn] = (), tell: Tell = untold) -> Answer:
    """The answer of the articles to a question, every sentence carried by the words it cites, or why there is none.

    `turns` are the questions and answers before, for what the question points back to. What the
    model did not deliver is listed in `run.problems`.
    """
    meant = understood(question, turns)
    sources = library.sources
    disputes = disputes_on(meant, library.findings, sources.articles)
    passages = retrieve(meant, library.shelf)
    desk = _Desk({passage.id: passage for passage in passages}, tell, disputes)
    for told in who_says_what(disputes, sources):
        tell(told)
    desk.taken += _held(disputes, library.origins)
    problems = library.problems
    try:
        why = engine.answer(meant, passages, desk.offer) if passages else SILENT
    except ModelError as error:
        why, problems = str(error), (*problems, Problem("answer", str(error)))
    return Answer(
        question=question,
        answer=composed(meant, desk.taken, disputes, sources),
        sentences=tuple(desk.taken),
        disputed=bool(disputes),
        abstained=not desk.taken,
        why="" if desk.taken else why or SILENT,
        articles=library.shelf.articles,
        run=run_of(engine, problems),
        understood=meant if meant != question else "",
        disputes=disputes,
        removed=tuple(desk.removed.values()),
        origins=library.origins,
    )


def _held(disputes: Sequence[Discrepancy], origins: Sequence[Origin]) -> list[Sentence]:
    """For each answer of what is disputed the words of the first source that gives it, as they stand there."""
    quotes = [stand.positions[0].quotes[0] for dispute in leading(disputes) for stand in stands(dispute, origins)]
    return [Sentence(" ".join(quote.text.split()), (quote,)) for quote in dict.fromkeys(quotes)]


@dataclass
class _Desk:
    """Takes sentences that the cited passages carry, and keeps what was refused and not mended."""

    passages: dict[str, Passage]
    tell: Tell
    disputes: Sequence[Discrepancy] = ()
    taken: list[Sentence] = field(default_factory=list)
    removed: dict[str, Rejected] = field(default_factory=dict)

    def offer(self, text: str, ids: Sequence[str], *, mends: str = "") -> str:
        """Take a sentence or say why not; see `assistant.answered.Offer`."""
        cited = [self.passages[id] for id in dict.fromkeys(ids) if id in self.passages]
        reason = not_borne(text, cited)
        if reason:
            self.removed.setdefault(mends or text, Rejected(mends or text, reason))
            return reason
        self.removed.pop(mends, None)
        self._take(Sentence(text, tuple(passage.quote for passage in cited)))
        return ""

    def _take(self, sentence: Sentence) -> None:
        if sentence not in self.taken and adds(sentence, self.disputes):
            self.taken.append(sentence)
            self.tell(sentence)
