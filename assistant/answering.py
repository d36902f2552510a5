"""The sentence of the third journey: a question, the passages that bear on it, an answer that was verified."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answered import Answer, Passage
from assistant.ask.compose import composed
from assistant.ask.disputes import disputes_on
from assistant.ask.followup import Turn, understood
from assistant.ask.retrieve import retrieve
from assistant.ask.shelf import Shelf
from assistant.ask.verify import refused, warm
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine, run_of
from assistant.errors import ModelError
from assistant.pipeline import compare, require
from assistant.pool import Pool, Watch, unwatched
from assistant.schema import Discrepancy, Position, Problem, Quote, Reading, Rejected, Sentence

Tell = Callable[[Sentence], None]
"""Called with each sentence of an answer as soon as it is verified."""
SILENT = "the sources do not say"
UNBORNE = "what the model answered is not carried by the words it cites, and was left out"


def untold(sentence: Sentence) -> None:
    """Wait for the whole answer."""


@dataclass(frozen=True)
class Library:
    """What questions are put to: the articles as a shelf of passages, and what was found to be in dispute."""

    shelf: Shelf
    findings: tuple[Discrepancy, ...] = ()
    problems: tuple[Problem, ...] = ()


def open_library(
    reading: Reading, *, pool: Pool | None = None, watch: Watch = unwatched, group: bool = False
) -> Library:
    """Articles made ready for questions. Raises UserError where there is none; no model is asked."""
    require(reading)
    compared = compare(reading, engine=Builtin(), pool=pool, watch=watch, group=group)
    findings = tuple(finding for story in compared.stories for finding in story.discrepancies)
    return Library(Shelf(reading.articles), findings, reading.problems)


def may_be_disputed(question: str, library: Library) -> bool:
    """Whether sources may turn out to disagree on a question: what they say comes first then, once it is known."""
    held = [quote for finding in library.findings for p in finding.positions for quote in p.quotes]
    return bool(disputes_on(question, held, library.findings))


def ask(question: str, library: Library, *, engine: Engine, turns: Sequence[Turn] = (), tell: Tell = untold) -> Answer:
    """The answer of the articles to a question, every sentence carried by the words it cites, or why there is none.

    `turns` are the questions and answers before, for what the question points back to. What the
    model did not deliver is listed in `run.problems`.
    """
    meant = understood(question, turns)
    passages = retrieve(meant, library.shelf)
    desk = _Desk({passage.id: passage for passage in passages}, tell)
    problems = library.problems
    if passages and engine.name != Builtin.name:
        warm()
    try:
        why = engine.answer(meant, passages, desk.offer) if passages else SILENT
    except ModelError as error:
        why, problems = str(error), (*problems, Problem("answer", str(error)))
    disputes = disputes_on(meant, [quote for sentence in desk.taken for quote in sentence.quotes], library.findings)
    for position in (p for d in disputes for p in d.positions):
        desk.add(position)
    articles = library.shelf.articles
    return Answer(
        question=question,
        answer=composed(desk.taken, disputes, {article.id: article for article in articles}),
        sentences=tuple(desk.taken),
        disputed=bool(disputes),
        abstained=not desk.taken,
        why="" if desk.taken else why or (UNBORNE if desk.removed else SILENT),
        articles=articles,
        run=run_of(engine, problems),
        understood=meant if meant != question else "",
        disputes=disputes,
        removed=tuple(desk.removed.values()),
    )


@dataclass
class _Desk:
    """Takes sentences that the cited passages carry, and keeps what was refused and not mended."""

    passages: dict[str, Passage]
    tell: Tell
    taken: list[Sentence] = field(default_factory=list)
    removed: dict[str, Rejected] = field(default_factory=dict)

    def offer(self, text: str, ids: Sequence[str], *, mends: str = "") -> str:
        """Take a sentence or say why not; see `assistant.answered.Offer`."""
        if reason := refused(text, ids, self.passages):
            self.removed.setdefault(mends or text, Rejected(mends or text, reason))
            return reason
        for mended in (mends, text):
            self.removed.pop(mended, None)
        self._take(Sentence(text, tuple(self.passages[id].quote for id in dict.fromkeys(ids))))
        return ""

    def add(self, position: Position) -> None:
        """A source's own words on what is disputed, unless they are there already."""
        held = {quote for sentence in self.taken for quote in sentence.quotes}
        for quote in position.quotes:
            if not any(_inside(quote, other) for other in held):
                self._take(Sentence(" ".join(quote.text.split()), (quote,)))

    def _take(self, sentence: Sentence) -> None:
        """Keep a sentence and tell of it, unless one says the same in the same words."""
        if all(_said(sentence) != _said(other) for other in self.taken):
            self.taken.append(sentence)
            self.tell(sentence)


def _said(sentence: Sentence) -> str:
    return sentence.text.casefold().rstrip(". ")


def _inside(quote: Quote, other: Quote) -> bool:
    return quote.article == other.article and quote.start < other.end and other.start < quote.end
