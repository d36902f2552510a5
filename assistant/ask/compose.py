"""The answer as one text: who says what where sources disagree, then what the other sentences add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.ask.asked import read_question
from assistant.ask.stands import Stand, leading, source_names, stands
from assistant.schema import Article, Discrepancy, Origin, Sentence
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
    """The articles that an answer is taken from, by id, and which of them are one source."""

    articles: Mapping[str, Article]
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A disagreement in plain words: what kind it is, who says what with the words that say it, what was decided."""

    opening: str
    items: tuple[Sentence, ...]
    decided: str = ""

    @property
    def text(self) -> str:
        """All of it in a line."""
        return " ".join(
            filter(None, (stopped(f"{self.opening}: {'; '.join(i.text for i in self.items)}"), self.decided))
        )


def composed(question: str, sentences: Sequence[Sentence], disputes: Sequence[Discrepancy], sources: Sources) -> str:
    """The answer's words: `The sources disagree: Dawn: 12; SouthAsianDesk: 11.` and what its sentences add."""
    told = [each.text for each in who_says_what(disputes, sources)]
    return " ".join([*told, *(each.text for each in also(question, sentences, disputes, sources))])


def who_says_what(disputes: Sequence[Discrepancy], sources: Sources) -> tuple[Told, ...]:
    """The disagreements in plain words, those left out that another one tells too."""
    ids = [position.article for dispute in disputes for position in dispute.positions]
    names = source_names(ids, sources.articles)
    shown = leading(disputes)
    return tuple(_told(dispute, disputes if dispute in shown else (), names, sources) for dispute in shown)


def also(
    question: str, sentences: Sequence[Sentence], disputes: Sequence[Discrepancy], sources: Sources
) -> tuple[Sentence, ...]:
    """The sentences that no disagreement has told, each with its source where they give different figures."""
    told = {quote for dispute in disputes for p in dispute.positions for quote in p.quotes}
    left = [each for each in sentences if not told.issuperset(each.quotes)]
    if not _differing(question, left):
        return tuple(left)
    names = source_names([quote.article for each in left for quote in each.quotes], sources.articles)
    return tuple(
        Sentence(f"{_listed([names[q.article] for q in each.quotes])}: {each.text}", each.quotes) for each in left
    )


def _told(dispute: Discrepancy, disputes: Sequence[Discrepancy], names: Mapping[str, str], sources: Sources) -> Told:
    found = stands(dispute, sources.origins)
    opening = OPENINGS[dispute.verdict]
    if dispute.verdict == "superseded" and any(each.verdict == "contradiction" for each in disputes):
        opening = BOTH
    items = [_item(stand, dispute, names) for stand in found]
    if dispute.verdict == "superseded":
        items = [f"{item}{_day(stand, stand is found[-1])}" for item, stand in zip(items, found, strict=True)]
    quotes = [tuple(dict.fromkeys(q for p in stand.positions for q in p.quotes)) for stand in found]
    review = dispute.review
    note = f": {review.note.rstrip('.')}" if review.note else ""
    late = "; an answer has come in since" if review.outdated else ""
    decided = f"This was {DECIDED[review.state]}{note}{late}." if review.state else ""
    return Told(opening, tuple(Sentence(*pair) for pair in zip(items, quotes, strict=True)), decided)


def _item(stand: Stand, dispute: Discrepancy, names: Mapping[str, str]) -> str:
    """`SouthAsianDesk and Dawn: 12`; of speakers who holds it, unless the sentence says so."""
    value = " ".join(stand.value.split()).removesuffix(".")
    who = _who(stand, names)
    speaker = stand.positions[0].speaker
    if dispute.verdict != "disputed" or not speaker or speaker.casefold() in value.casefold():
        return f"{who}: {value}"
    return f"{speaker}, in {who}: {value}"


def _who(stand: Stand, names: Mapping[str, str]) -> str:
    """The sources of an answer: those that found it out, the copies named as copies."""
    own = list(dict.fromkeys(names[p.article] for p in stand.independent))
    copies = [name for p in stand.positions if (name := names[p.article]) not in own and p.article in stand.copies]
    copies = list(dict.fromkeys(copies))
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
