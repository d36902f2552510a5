"""Which of the statements that one source alone makes are shown: what is worth its place and was not told above."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.schema import Article, Compared, SingleSource, Story
from assistant.text.alone import stands
from assistant.text.dates import dates
from assistant.text.facts import Facts, beside_names, context_of, facts_of
from assistant.text.names import names, same_name
from assistant.text.quantities import Quantity, has_number, quantities
from assistant.text.stance import QUOTED
from assistant.text.words import share_in, tokens

SCRAP = re.compile(r"(?:he|she|it|they|his|her|its|their|this|that|these|those|such|one|none)\b", re.IGNORECASE)
"""What opens so says nothing without the sentence before it."""
POINTS_OUT = re.compile(r"\b(?:that|this|it|them|so|these|those|there)[.!]?$")
"""Nor does what ends so: "the operator rejects that"."""
SERVICE = re.compile(
    r"\breaders?\b[^.]*\b(?:can|may|should|wish|are (?:asked|invited|reminded))\b|\b(?:no )?need to book\b"
    r"|\b(?:our|this) (?:office|newsletter|website|app|hotline|newsroom)\b"
    r"|\b(?:sign up|subscribe|click here|follow us)\b",
    re.IGNORECASE,
)
"""What a paper tells its readers to do is no statement about the story."""
COLOUR = re.compile(
    r"\b(?:his|her|their|my) (?:grand)?(?:mother|father)\b|\bbrass band\b|\bover (?:coffee|tea|lunch|dinner)\b"
    r"|\b(?:jok(?:e|ed|ing)|smil(?:e|ed|es|ing)|laugh(?:ed|ing|s)?|grinned|shrugged|hugged|wept|sank to)\b"
    r"|\bof (?:his|her|their) (?:working )?li(?:fe|ves)\b|^Elsewhere\b",
    re.IGNORECASE,
)
"""What paints the scene."""
SPOKEN = 0.6
"""Share of a statement in quotation marks from which it is hardly more than somebody's words."""
BRIEF = 10
"""Words below which a statement without a number or a date is next to nothing."""
IDLE = 2
"""Rank of what paints the scene or says next to nothing: ..."""
FEW = 2
"""... it is shown only where a source has fewer others than this."""
AGAIN = 0.5
"""Share of the words of a statement, names aside, that another holds from which it tells the other again ..."""
AGAIN_FIGURE = 0.25
"""... and where they have a figure in common."""
ROUNDED = 0.03
"""Part by which a rounded figure may be off."""
PAIR = 2
SMALL = 10
"""Figures up to this are in too many statements to tie two."""


def telling(text: str) -> bool:
    """Whether a statement says something by itself: it is whole, and has a name, a number or a date."""
    bare = text.lstrip("“\"'")
    if SCRAP.match(bare) or POINTS_OUT.search(text) or SERVICE.search(text):
        return False
    return bool(names(text) or dates(text, "")) or has_number(text, {token.lower for token in tokens(text)})


def _counted(text: str) -> bool:
    """Whether a statement gives a figure or a date; "two" is none, and how old somebody is says nothing of a story."""
    figures = (q for q in quantities(text) if q.unit != "age")
    return any(q.value > PAIR or q.unit or q.text[:1].isdigit() for q in figures) or bool(dates(text, ""))


@dataclass(frozen=True)
class _Said:
    """A statement and its facts, which are read only where it is compared."""

    text: str
    article: Article

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.text, context_of(self.article))

    @cached_property
    def weights(self) -> Mapping[str, float]:
        return beside_names(self.facts)


def chosen(
    story: Compared | Story, articles: Mapping[str, Article], held: Mapping[str, Sequence[SingleSource]], most: int
) -> Iterator[tuple[str, list[SingleSource]]]:
    """For each article up to `most` statements that can be read alone, what only paints the scene last.

    What was told above, or under another article, is not told again: not if it adds no name and no figure.
    """
    told = [_Said(text, articles[article]) for article, text in _told(story) if article in articles]
    for id, claims in held.items():
        shown: list[SingleSource] = []
        fresh: list[_Said] = []
        fit = [claim for claim in claims if telling(claim.claim)]
        alone = [claim for claim in fit if stands(claim.claim)] or fit
        for claim in sorted(alone, key=lambda claim: _idle(claim.claim)):
            said = _Said(claim.claim, articles[id])
            room = most if _idle(claim.claim) < IDLE else min(most, FEW)
            if len(shown) < room and not any(_again(said, other) for other in told):
                shown.append(claim)
                fresh.append(said)
        told += fresh
        yield id, shown


def _told(story: Compared | Story) -> Iterator[tuple[str, str]]:
    """Article and words of what a note tells before it comes to what only one source says."""
    if isinstance(story, Story):
        yield from ((sentence.quotes[0].article, sentence.text) for sentence in story.summary)
        yield from ((event.article, event.text) for event in story.timeline)
    quotes = [q for fact in story.agreements for s in fact.support for q in s.quotes]
    quotes += [q for finding in story.discrepancies for p in finding.positions for q in p.quotes]
    yield from ((q.article, q.text) for q in dict.fromkeys(quotes))


def _idle(text: str) -> int:
    """What speaks against a statement: `IDLE` for colour or next to nothing, less for mere words of somebody."""
    if COLOUR.search(text) or (len(text.split()) < BRIEF and not _counted(text)):
        return IDLE
    return int(sum(len(found[0]) for found in QUOTED.finditer(text)) > SPOKEN * len(text))


def _again(each: _Said, other: _Said) -> bool:
    """Whether a statement adds no figure, date or name to another that says much the same."""
    figures = [q for q in each.facts.quantities if (q.value > SMALL or q.unit) and q.unit != "age"]
    held = all(any(_equal(q, o) for o in other.facts.quantities) for q in figures)
    dated = all(any(_meet(when.iso, o.iso) for o in other.facts.dates) for when in each.facts.dates)
    known = [name.core for name in other.facts.names]
    if not (held and dated and all(any(same_name(n.core, k) for k in known) for n in each.facts.names)):
        return False
    return share_in(each.weights, other.weights) >= (AGAIN_FIGURE if figures else AGAIN)


def _equal(left: Quantity, right: Quantity) -> bool:
    return left.unit == right.unit and abs(left.value - right.value) <= ROUNDED * max(left.value, right.value)


def _meet(left: str, right: str) -> bool:
    """Whether two dates are one at the precision of the vaguer one."""
    return left.startswith(right) or right.startswith(left)
