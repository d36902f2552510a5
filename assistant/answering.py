"""The sentence of the third journey: a question, the passages that bear on it, an answer that was verified."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answered import ANSWER, Answer, Passage
from assistant.ask.compose import Sources, Told, composed, who_says_what
from assistant.ask.disputes import disputes_on
from assistant.ask.followup import Turn, understood
from assistant.ask.lent import UNLENT, lenders
from assistant.ask.overview import asks_for_disputes, beyond_passages
from assistant.ask.retrieve import Found
from assistant.ask.shelf import Shelf
from assistant.ask.stands import adds, leading, stands
from assistant.ask.verify import refused, warm
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine, run_of
from assistant.errors import ModelError, UserError
from assistant.library import Keeper as Keeper
from assistant.library import Library as Library
from assistant.library import Means as Means
from assistant.library import Wanted as Wanted
from assistant.library import entries_of as entries_of
from assistant.library import open_library as open_library
from assistant.library import told_in as told_in
from assistant.render.plain import one_line
from assistant.schema import Discrepancy, Origin, Problem, Quote, Rejected, Sentence

Tell = Callable[[Told | Sentence], None]
"""Called with each part of an answer: who says what before an engine is asked, then each sentence once verified."""
LONGEST = 2000
"""Characters of a question; what is longer is a text."""
UNDISPUTED = "no contradiction was found between the sources; that is not proof that there is none"
SILENT = "the sources do not say"
UNBORNE = "what the model answered is not carried by the words it cites, and was left out"


def question_in(text: str) -> str:
    """A question in one line. Raises UserError where there is none, or a text in its place."""
    question = one_line(text)
    if not any(map(str.isalnum, question)):
        raise UserError("the question is empty; ask one thing in a sentence")
    if len(question) > LONGEST:
        raise UserError(f"the question is longer than {LONGEST:,} characters; ask one thing, or have the text checked")
    return question


def untold(part: Told | Sentence) -> None:
    """Wait for the whole answer."""


def ask(question: str, library: Library, *, engine: Engine, turns: Sequence[Turn] = (), tell: Tell = untold) -> Answer:
    """The answer of the articles to a question, every sentence carried by the words it cites, or why there is none.

    `turns` are the questions and answers before, for what the question points back to. What the
    model did not deliver is listed in `run.problems`.
    """
    meant = understood(question, turns)
    disputes = disputes_on(meant, library.findings, library.articles)
    general = asks_for_disputes(meant) is not None
    sources = Sources(library.articles, _origins(disputes, library), named=general)
    beyond = UNDISPUTED if general else beyond_passages(meant)
    found = Found(why=beyond) if beyond else library.find(meant)
    passages = found.passages
    desk = _Desk({passage.id: passage for passage in passages}, tell, disputes, library.shelf)
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
    alone = not desk.taken and engine.name != Builtin.name
    return Answer(
        question=question,
        answer=composed(meant, desk.taken, disputes, sources),
        sentences=tuple(desk.taken),
        disputed=bool(disputes),
        abstained=not desk.taken,
        why="" if desk.taken else found.unmet or why or (UNBORNE if desk.removed else SILENT),
        articles=library.shelf.articles,
        run=library.counted(run_of(engine, problems)),
        understood=meant if meant != question else "",
        disputes=disputes,
        removed=tuple(desk.removed.values()),
        origins=sources.origins,
        nearest=_nearest(meant, passages, library.shelf) if alone and passages else (),
    )


def _nearest(question: str, passages: Sequence[Passage], shelf: Shelf) -> tuple[Sentence, ...]:
    """What stands in the sources and comes nearest to an answer, by words alone, where a model has none.

    An article may have told it to have none. Its silence stays; a reader sees beside it what there is to read.
    """
    desk = _Desk({passage.id: passage for passage in passages}, untold, (), shelf)
    Builtin().answer(question, passages, desk.offer)
    return tuple(desk.taken)


def _origins(disputes: Sequence[Discrepancy], library: Library) -> tuple[Origin, ...]:
    """Which of the sources that disagree are copies of one another."""
    if not disputes:
        return ()
    from assistant.compare.origins import find_origins  # the names of agencies take their time to load

    held = {position.article for dispute in disputes for position in dispute.positions}
    return find_origins([article for article in library.shelf.articles if article.id in held])


def _held(disputes: Sequence[Discrepancy], origins: Sequence[Origin]) -> list[Sentence]:
    """For each answer of what is disputed the words of the first source that gives it, as they stand there."""
    quotes = [stand.positions[0].quotes[0] for dispute in leading(disputes) for stand in stands(dispute, origins)]
    return [Sentence(" ".join(quote.text.split()), (quote,)) for quote in dict.fromkeys(quotes)]


@dataclass
class _Desk:
    """Takes sentences that the cited passages carry, and keeps what was refused and not mended."""

    passages: dict[str, Passage]
    tell: Tell
    disputes: Sequence[Discrepancy]
    shelf: Shelf
    taken: list[Sentence] = field(default_factory=list)
    removed: dict[str, Rejected] = field(default_factory=dict)

    def offer(self, text: str, ids: Sequence[str], *, mends: str = "") -> str:
        """Take a sentence or say why not; see `assistant.answered.Offer`."""
        reason = refused(text, ids, self.passages)
        cited = [] if reason else [self.passages[id] for id in dict.fromkeys(ids)]
        lending, missing = lenders(text, cited, self.shelf)
        if reason := reason or (missing and f"{UNLENT} “{missing}”"):
            self.removed.setdefault(mends or text, Rejected(mends or text, reason))
            return reason
        for mended in (mends, text):
            self.removed.pop(mended, None)
        self._take(Sentence(text, tuple(p.quote for p in cited)), tuple(p.quote for p in lending))
        return ""

    def _take(self, sentence: Sentence, lending: tuple[Quote, ...]) -> None:
        """Keep a sentence, with the words that lend it a name, and tell of it, unless one says the same."""
        new = all(_said(sentence) != _said(other) for other in self.taken)
        if new and adds(sentence, self.disputes):
            shown = Sentence(sentence.text, (*sentence.quotes, *lending))
            self.taken.append(shown)
            self.tell(shown)


def _said(sentence: Sentence) -> str:
    return sentence.text.casefold().rstrip(". ")
