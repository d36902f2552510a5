"""The sentence of the third journey: a question, the passages that bear on it, an answer that was verified."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answered import ANSWER, Answer, Passage
from assistant.ask.compose import Sources, Told, composed, who_says_what
from assistant.ask.disputes import disputes_on
from assistant.ask.followup import Turn, understood
from assistant.ask.stands import adds, leading, stands
from assistant.ask.verify import refused, warm
from assistant.compare.origins import find_origins
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine, run_of
from assistant.errors import ModelError
from assistant.library import Keeper as Keeper
from assistant.library import Library as Library
from assistant.library import Means as Means
from assistant.library import open_library as open_library
from assistant.schema import Discrepancy, Origin, Problem, Rejected, Sentence

Tell = Callable[[Told | Sentence], None]
"""Called with each part of an answer as soon as it is verified: who says what, then sentence by sentence."""
SILENT = "the sources do not say"
UNBORNE = "what the model answered is not carried by the words it cites, and was left out"


def untold(part: Told | Sentence) -> None:
    """Wait for the whole answer."""


def ask(question: str, library: Library, *, engine: Engine, turns: Sequence[Turn] = (), tell: Tell = untold) -> Answer:
    """The answer of the articles to a question, every sentence carried by the words it cites, or why there is none.

    `turns` are the questions and answers before, for what the question points back to. What the
    model did not deliver is listed in `run.problems`.
    """
    meant = understood(question, turns)
    disputes = disputes_on(meant, library.findings, library.articles)
    sources = Sources(library.articles, _origins(disputes, library))
    found = library.find(meant)
    passages = found.passages
    desk = _Desk({passage.id: passage for passage in passages}, tell, disputes)
    for told in who_says_what(disputes, sources):
        tell(told)
    desk.taken += _held(disputes, sources.origins)
    problems = (*library.problems, *found.problems)
    if passages and engine.name != Builtin.name:
        warm()
    try:
        why = engine.answer(meant, passages, desk.offer) if passages else found.why or SILENT
    except ModelError as error:
        why, problems = str(error), (*problems, Problem(ANSWER, str(error)))
    return Answer(
        question=question,
        answer=composed(meant, desk.taken, disputes, sources),
        sentences=tuple(desk.taken),
        disputed=bool(disputes),
        abstained=not desk.taken,
        why="" if desk.taken else why or (UNBORNE if desk.removed else SILENT),
        articles=library.shelf.articles,
        run=library.counted(run_of(engine, problems)),
        understood=meant if meant != question else "",
        disputes=disputes,
        removed=tuple(desk.removed.values()),
        origins=sources.origins,
    )


def _origins(disputes: Sequence[Discrepancy], library: Library) -> tuple[Origin, ...]:
    """Which of the sources that disagree are copies of one another."""
    held = {position.article for dispute in disputes for position in dispute.positions}
    return find_origins([article for article in library.shelf.articles if article.id in held]) if held else ()


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
        if reason := refused(text, ids, self.passages):
            self.removed.setdefault(mends or text, Rejected(mends or text, reason))
            return reason
        for mended in (mends, text):
            self.removed.pop(mended, None)
        self._take(Sentence(text, tuple(self.passages[id].quote for id in dict.fromkeys(ids))))
        return ""

    def _take(self, sentence: Sentence) -> None:
        """Keep a sentence and tell of it, unless one says the same in the same words."""
        new = all(_said(sentence) != _said(other) for other in self.taken)
        if new and adds(sentence, self.disputes):
            self.taken.append(sentence)
            self.tell(sentence)


def _said(sentence: Sentence) -> str:
    return sentence.text.casefold().rstrip(". ")
