"""The answer as one text: who says what where sources disagree, then what the other sentences add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.answered import Answer
from assistant.ask.asked import read_question
from assistant.ask.overview import asks_for_disputes
from assistant.ask.stands import Stand, leading, plain_name, source_names, stands, tells_too
from assistant.schema import Article, Discrepancy, Origin, Quote, Review, Sentence
from assistant.text.dates import dates, differ
from assistant.text.days import written
from assistant.text.quantities import quantities, same_figure

MOST_NAMED = 3
"""Sources of one answer that are named; the others are counted."""
OPENINGS = {
    "contradiction": "The sources disagree",
    "superseded": "The reports changed over time",
    "disputed": "The speakers disagree",
}
BOTH = "The sources disagree, and the reports changed over time"
DECIDED = {"confirmed": "confirmed by a person", "resolved": "marked as resolved", "false_alarm": "once cleared"}


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles that an answer is taken from, by id, and which of them are one source.

    With `named` each disagreement is told with what it is about, for a question that does not say it.
    """

    articles: Mapping[str, Article]
    origins: tuple[Origin, ...] = ()
    named: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A disagreement in plain words: what kind it is, who says what with the words that say it, what was decided."""

    opening: str
    items: tuple[Sentence, ...]
    decided: str = ""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The words that say it, all of them."""
        return tuple(dict.fromkeys(quote for item in self.items for quote in item.quotes))

    @property
    def text(self) -> str:
        """All of it in a line."""
        return " ".join(
            filter(None, (stopped(f"{self.opening}: {'; '.join(i.text for i in self.items)}"), self.decided))
        )


def composed(question: str, sentences: Sequence[Sentence], disputes: Sequence[Discrepancy], sources: Sources) -> str:
    """The answer's words: `The sources disagree: Dawn: 12; SouthAsianDesk: 11.` and what its sentences add.

    Where these give different figures or days, and no finding says so, each is told with its source.
    """
    told = [each.text for each in who_says_what(disputes, sources)]
    left = also(sentences, disputes)
    names = apart(question, left, sources)
    worded = [f"{name}: {each.text}" for name, each in zip(names, left, strict=True)] if names else []
    return " ".join([*told, *(worded or (each.text for each in left))])


def who_says_what(disputes: Sequence[Discrepancy], sources: Sources) -> tuple[Told, ...]:
    """The disagreements in plain words, those left out that another one tells too."""
    differing = [dispute for dispute in disputes if dispute.verdict == "contradiction"]
    return tuple(
        _told(dispute, sources, differ_too=any(tells_too(dispute, other) for other in differing))
        for dispute in leading(disputes)
    )


def told_of(answer: Answer) -> tuple[Told, ...]:
    """The disagreements that an answer tells of."""
    return who_says_what(answer.disputes, sources_of(answer))


def sources_of(answer: Answer) -> Sources:
    """The articles of an answer, and how they are told of."""
    general = asks_for_disputes(answer.understood or answer.question) is not None
    return Sources({each.id: each for each in answer.articles}, answer.origins, named=general)


def also(sentences: Sequence[Sentence], disputes: Sequence[Discrepancy]) -> tuple[Sentence, ...]:
    """The sentences that no disagreement has told."""
    told = {quote for dispute in disputes for p in dispute.positions for quote in p.quotes}
    return tuple(each for each in sentences if not told.issuperset(each.quotes))


def apart(question: str, sentences: Sequence[Sentence], sources: Sources) -> list[str]:
    """The source of each sentence, where they give different figures or days; empty where they do not."""
    if not _differing(question, sentences):
        return []
    names = source_names([quote.article for each in sentences for quote in each.quotes], sources.articles)
    return [_listed([names[quote.article] for quote in each.quotes]) for each in sentences]


def _told(dispute: Discrepancy, sources: Sources, *, differ_too: bool) -> Told:
    found = stands(dispute, sources.origins)
    names = _names(found, sources.articles)
    moved = dispute.verdict == "superseded"
    items: list[Sentence] = []
    before = ""
    for stand in found:
        who = _who(stand, names)
        text = _value(stand, dispute) + (_day(stand, stand is found[-1]) if moved else "")
        quotes = tuple(dict.fromkeys(q for p in stand.positions for q in p.quotes))
        items.append(Sentence(text if who == before else f"{who}: {text}", quotes))
        before = who
    opening = BOTH if moved and differ_too else OPENINGS[dispute.verdict]
    about = f"{' '.join(dispute.question.split())} " if sources.named else ""
    return Told(about + opening, tuple(items), _decided(dispute.review))


def _names(found: Sequence[Stand], articles: Mapping[str, Article]) -> dict[str, str]:
    """A name for each article: that of its outlet alone, where the outlet gives one answer only."""
    apart = source_names([p.article for stand in found for p in stand.positions], articles)
    given = [{plain_name(articles[p.article]) for p in stand.positions} for stand in found]
    return {
        id: plain_name(articles[id]) if sum(plain_name(articles[id]) in names for names in given) == 1 else name
        for id, name in apart.items()
    }


def _value(stand: Stand, dispute: Discrepancy) -> str:
    """What is said; where speakers differ after who says it, unless the words name them."""
    value = " ".join(stand.value.split()).removesuffix(".")
    if dispute.kind == "number" and value[1:2].islower():
        value = value[:1].lower() + value[1:]
    speaker = stand.positions[0].speaker
    if dispute.verdict != "disputed" or not speaker or speaker.casefold() in value.casefold():
        return value
    return f"{speaker}, {value}" if dispute.kind == "number" else f"{speaker}: {value}"


def _decided(review: Review) -> str:
    """What a person decided, in a sentence; empty where nobody did."""
    if not review.state:
        return ""
    note = f": {review.note.rstrip('.')}" if review.note else ""
    return f"This was {DECIDED[review.state]}{'; an answer has come in since' if review.outdated else ''}{note}."


def _who(stand: Stand, names: Mapping[str, str]) -> str:
    """The sources of an answer: those that found it out, the copies named as copies."""
    own = list(dict.fromkeys(names[p.article] for p in stand.independent))
    copies = list(dict.fromkeys(names[p.article] for p in stand.positions if p.article in stand.copies))
    copies = [name for name in copies if name not in own]
    copied = f" (and a copy in {copies[0]})" if len(copies) == 1 else f" (and {len(copies)} copies)" if copies else ""
    return f"{_listed(own)}{copied}"


def _listed(names: Sequence[str]) -> str:
    """`A, B and C`; of many the first ones and how many more."""
    apart = list(dict.fromkeys(names))
    if len(apart) > MOST_NAMED + 1:
        apart = [*apart[:MOST_NAMED], f"{len(apart) - MOST_NAMED} more"]
    return " and ".join(filter(None, (", ".join(apart[:-1]), apart[-1])))


def _day(stand: Stand, last: bool) -> str:
    day = stand.positions[0].published[:10]
    return (", later" if last else "") + (f" ({written(day)})" if day else "")


def _differing(question: str, sentences: Sequence[Sentence]) -> bool:
    """Whether sentences of different articles give different figures or days where one is asked for."""
    asks = read_question(question).asks
    pairs = [
        (one.text, other.text)
        for one, other in combinations(sentences, 2)
        if {q.article for q in one.quotes}.isdisjoint(q.article for q in other.quotes)
    ]
    if asks in ("count", "amount", "age", "share"):
        return any(_figures_differ(*pair) for pair in pairs)
    return asks == "time" and any(_days_differ(*pair) for pair in pairs)


def _figures_differ(left: str, right: str) -> bool:
    """Whether two texts count or measure the same thing with no figure in common."""
    mine, yours = quantities(left), quantities(right)
    alike = [(a, b) for a in mine for b in yours if (a.unit, a.head) == (b.unit, b.head) and (a.unit or a.head)]
    return bool(alike) and not any(same_figure(a, b) for a, b in alike)


def _days_differ(left: str, right: str) -> bool:
    pairs = [(a, b) for a in dates(left) for b in dates(right)]
    return bool(pairs) and all(differ(a, b) for a, b in pairs)


def stopped(text: str) -> str:
    """A text with a full stop at its end, where it has none."""
    return text if text.endswith((".", ".”", '."', "?", "!")) else f"{text}."
