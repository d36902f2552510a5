"""The sentence of the third journey: a question, the passages that bear on it, an answer that was verified."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answered import Answer, Passage
from assistant.ask.compose import composed
from assistant.ask.disputes import disputes_on
from assistant.ask.followup import Turn, understood
from assistant.ask.verify import not_borne
from assistant.engines.seam import Engine, run_of
from assistant.errors import ModelError
from assistant.library import Keeper as Keeper
from assistant.library import Library as Library
from assistant.library import Means as Means
from assistant.library import open_library as open_library
from assistant.schema import Position, Problem, Quote, Rejected, Sentence

Tell = Callable[[Sentence], None]
"""Called with each sentence of an answer as soon as it is verified."""
SILENT = "the sources do not say"


def untold(sentence: Sentence) -> None:
    """Wait for the whole answer."""


def ask(question: str, library: Library, *, engine: Engine, turns: Sequence[Turn] = (), tell: Tell = untold) -> Answer:
    """The answer of the articles to a question, every sentence carried by the words it cites, or why there is none.

    `turns` are the questions and answers before, for what the question points back to. What the
    model did not deliver is listed in `run.problems`.
    """
    meant = understood(question, turns)
    found = library.find(meant)
    passages = found.passages
    desk = _Desk({passage.id: passage for passage in passages}, tell)
    problems = (*library.problems, *found.problems)
    try:
        why = engine.answer(meant, passages, desk.offer) if passages else found.why or SILENT
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
        why="" if desk.taken else why or SILENT,
        articles=articles,
        run=library.counted(run_of(engine, problems)),
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
        cited = [self.passages[id] for id in dict.fromkeys(ids) if id in self.passages]
        reason = not_borne(text, cited)
        if reason:
            self.removed.setdefault(mends or text, Rejected(mends or text, reason))
            return reason
        self.removed.pop(mends, None)
        self._take(Sentence(text, tuple(passage.quote for passage in cited)))
        return ""

    def add(self, position: Position) -> None:
        """A source's own words on what is disputed, unless they are there already."""
        held = {quote for sentence in self.taken for quote in sentence.quotes}
        for quote in position.quotes:
            if not any(_inside(quote, other) for other in held):
                self._take(Sentence(" ".join(quote.text.split()), (quote,)))

    def _take(self, sentence: Sentence) -> None:
        if sentence not in self.taken:
            self.taken.append(sentence)
            self.tell(sentence)


def _inside(quote: Quote, other: Quote) -> bool:
    return quote.article == other.article and quote.start < other.end and other.start < quote.end
