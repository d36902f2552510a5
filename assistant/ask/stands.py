"""Who stands where on a disputed question: sources with one answer together, copies told from origins. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from textwrap import shorten

from assistant.ask.figure import figures
from assistant.schema import Article, Discrepancy, Origin, Position, Quote, Sentence
from assistant.text.days import written
from assistant.text.quantities import quantities
from assistant.text.words import tokens

LONGEST = 60
"""Characters of a title that stands for a source."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One answer and the positions that give it; `copies` are the articles among them that copy another one."""

    value: str
    positions: tuple[Position, ...]
    copies: frozenset[str] = frozenset()

    @property
    def independent(self) -> list[Position]:
        """The positions of sources that found it out for themselves."""
        return [position for position in self.positions if position.article not in self.copies]


def stands(dispute: Discrepancy, origins: Sequence[Origin]) -> tuple[Stand, ...]:
    """The answers of a finding: a change in the order of time, else what most independent sources say first."""
    held: dict[object, list[Position]] = {}
    for position in dispute.positions:
        held.setdefault(_answer(dispute, position), []).append(position)
    found = [Stand(group[0].value, tuple(group), _copies(group, origins)) for group in held.values()]
    if dispute.verdict == "contradiction":
        found.sort(key=lambda stand: -len(stand.independent))
    return tuple(found)


def _answer(dispute: Discrepancy, position: Position) -> object:
    """What makes two positions one: the same figure in the same unit, else the same words."""
    figures = quantities(position.value) if dispute.kind == "number" else []
    return (figures[0].value, figures[0].unit) if figures else position.value.casefold()


def _copies(positions: Iterable[Position], origins: Sequence[Origin]) -> frozenset[str]:
    """The articles that have the answer from another one that gives it too."""
    held = {position.article for position in positions}
    found = set()
    for origin in origins:
        told = [article for article in origin.articles if article in held]
        copies = [copy.article for copy in origin.copies if copy.article in held]
        found |= set(copies if len(copies) < len(told) else copies[1:])
    return frozenset(found)


def leading(disputes: Sequence[Discrepancy]) -> tuple[Discrepancy, ...]:
    """The findings without those whose every answer another one tells too."""
    return tuple(one for one in disputes if not any(tells_too(other, one) for other in disputes))


def tells_too(wider: Discrepancy, other: Discrepancy) -> bool:
    """Whether a finding tells every answer of another one and more."""
    return len(wider.positions) > len(other.positions) and _quotes(other) <= _quotes(wider)


def _quotes(dispute: Discrepancy) -> frozenset[Quote]:
    return frozenset(quote for position in dispute.positions for quote in position.quotes)


def adds(sentence: Sentence, disputes: Sequence[Discrepancy]) -> bool:
    """Whether a sentence says more than who says what: its words are not told yet, nor an answer in them."""
    told = [quote for dispute in disputes for quote in _quotes(dispute)]
    if any(_meet(quote, other) for quote in sentence.quotes for other in told):
        return False
    return not any(_gives(sentence.text, dispute) for dispute in disputes)


def _gives(text: str, dispute: Discrepancy) -> bool:
    """Whether a text repeats one of the answers, the figure or the person's last name, or gives no such figure."""
    if dispute.kind == "number":
        said = {(figure.value, figure.unit) for figure in quantities(text)}
        held = {(f.value, f.unit) for p in dispute.positions for f in quantities(p.value)[:1]}
        units = {figure.unit for p in dispute.positions for _, figure in figures(p)} - {""}
        return bool(held & said) or bool(units and units.isdisjoint(unit for _, unit in said))
    if dispute.kind != "identity_role":
        return False
    words = {token.lower for token in tokens(text)}
    return any(
        words.issuperset(position.value.lower().split()[-1:]) for position in dispute.positions if position.value
    )


def _meet(one: Quote, other: Quote) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def source_names(ids: Iterable[str], articles: Mapping[str, Article]) -> dict[str, str]:
    """A name that a reader can tell each article by: its outlet, title or file, and its day where two share that."""
    held = [articles[id] for id in dict.fromkeys(ids)]
    named: dict[str, str] = {}
    for name, group in groupby(sorted(held, key=plain_name), plain_name):
        same = list(group)
        for article in same:
            named[article.id] = name if len(same) == 1 else _told_apart(article, same, name)
    return named


def plain_name(article: Article) -> str:
    """The name of a source: its outlet, else its title, else its file."""
    return article.outlet or (f"“{_title(article)}”" if article.title else article.label)


def _title(article: Article) -> str:
    return shorten(article.title, LONGEST, placeholder=" …")


def _told_apart(article: Article, same: Sequence[Article], name: str) -> str:
    """The name with the first thing that only this article has: its day, its title, its file."""
    marks = [_marks(other) for other in same]
    for mark, given in zip(_marks(article), zip(*marks, strict=True), strict=True):
        if mark and given.count(mark) == 1:
            return f"{name} ({mark})"
    return f"{name} ({article.id})"


def _marks(article: Article) -> tuple[str, str, str]:
    title = f"“{_title(article)}”" if article.title else ""
    return written(article.published[:10]), title, PurePath(article.path).name
