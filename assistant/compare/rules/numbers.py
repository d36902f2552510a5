"""The same quantity of the same subject: equal, compatible after rounding and units, or different."""

import math
import re
from dataclasses import dataclass

from assistant.compare.questions import number_question
from assistant.compare.rules.measures import FATES, FIGURES, MANY, measure
from assistant.compare.rules.scope import period_differs, scope_differs
from assistant.compare.rules.slips import slip
from assistant.compare.statements import Scale, Statement, named, near, shared_share
from assistant.schema import Label, Verdict
from assistant.text.lexicon import synonyms
from assistant.text.quantities import Quantity, overlap
from assistant.text.words import stem

SAME = {"age": -1.0, "fate": -1.0, "figure": -0.2, "count": -0.1, "unit": 0.05}
"""Least likeness of the words around two equal numbers to call them one figure."""
CONFLICT = {"age": -1.0, "fate": -1.0, "figure": -0.1, "count": 0.4, "unit": 0.45}
"""The same for two different numbers. Likeness is the shared part of the surroundings, 0 to 1, and `GOVERNED`."""
GOVERNED = 0.2
"""Added where the content word next to the numbers is the same, taken off where it is not."""
SLIPPED = -0.15
"""The same for two numbers that look like one and a slip of it."""
CHANGED_COUNT = 0.0
"""The same where a report says itself that the count was raised or cut."""
CHANGED = re.compile(
    r"\b(?:rais|increas|lower|reduc|cut|ris|rose|climb|grow|grew|fell|fall|revis|doubl)\w*\b[^.;]{0,40}\bto\s+$",
    re.IGNORECASE,
)
COMPOUND = re.compile(r"[\w,.]+-(?P<of>[a-z]+)[- ](?P<what>[a-z]{3,})")
EDITION = re.compile(r"\b(?:first|preliminary|flash|final|second) (?:estimate|reading|reported)|\brevis\w+", re.I)
"""Words that tell which edition of a figure is meant."""
PAIR = 2
"""Claims that use a noun which the two compared use alone."""
ALONE = 0.2
"""The same where both numbers count one noun of which nothing else in the two articles speaks, and are of one size."""
ONE_SIZE = 2.0
"""How many times the other a number may be and still be an answer to the same question, other things being unknown."""
WITHIN = 0.72
"""The same where both numbers stand in one article, which has more to tell of one thing."""
ONE_NOUN = 0.5
"""Least strength of synonyms that are taken for one counted noun."""
VAGUE = 2.0
"""How many times its lowest value a finite range may reach before it says too little."""
REFERENCES = frozenset({"after", "ago", "before", "later", "earlier", "since", "from"})
MODIFIERS = frozenset("least nearly almost roughly approximately fewer less some about around estimated".split())
MODIFIED = re.compile(
    r"(?:more than|over|at least|about|around|nearly|almost|some|up to|less than|fewer than|roughly|approximately)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Two:
    """Two quantities in their statements, what they measure, and how much their surroundings share."""

    a: Quantity
    b: Quantity
    left: Statement
    right: Statement
    alike: float
    measure: str
    governed: bool
    alone: bool = False
    """Whether no other claim of the two articles uses the noun that both count."""

    @property
    def within(self) -> bool:
        """Whether both stand in one article."""
        return self.left.claim.article == self.right.claim.article

    @property
    def kind(self) -> tuple[str, str]:
        """What two figures must have in common to be of one kind."""
        return self.a.unit, self.measure if not self.a.unit else ""

    @property
    def sort(self) -> str:
        """How much noun or unit already say: a key of `CONFLICT`."""
        if self.measure in FATES and self.measure not in MANY:
            return "fate"
        if (self.measure, self.a.unit) in FIGURES:
            return "figure"
        return self.a.unit if self.a.unit == "age" else "count" if self.measure and not self.a.unit else "unit"


def compare_numbers(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """Every quantity of the left statement beside the one of the right that it most likely meets.

    Where a figure of a kind is met, the others of that kind are taken to be of something else.
    """
    best = []
    for a in left.facts.quantities:
        twos = [two for b in right.facts.quantities if (two := _comparable(a, b, left, right, scale))]
        if twos:
            best.append(max(twos, key=lambda two: (overlap(two.a, two.b), two.alike)))
    met = {two.kind for two in best if overlap(two.a, two.b)}
    return [v for two in best if overlap(two.a, two.b) or two.kind not in met for v in _verdict(two)]


def _comparable(a: Quantity, b: Quantity, left: Statement, right: Statement, scale: Scale) -> Two | None:
    if a.unit != b.unit:
        return None
    meant = measure(left.facts, a), measure(right.facts, b)
    if not _one_noun(left, right, (a, b), meant) and (not a.unit or all(meant)):
        return None
    if a.unit == "age" and not meant[0]:
        return None
    if any(_reference(*each) or _vague(each[1]) for each in ((left, a), (right, b))):
        return None
    around = near(left.facts, a.start, a.end), near(right.facts, b.start, b.end)
    if not all(meant) and not (around[0].keys() & around[1].keys()) - named(left) - named(right):
        return None
    governed = bool(_next_to(left, a) & _next_to(right, b))
    alike = shared_share(*around, scale) + (GOVERNED if governed else -GOVERNED)
    alone = meant[0] == a.head == b.head and scale.seen(a.head) == PAIR
    return Two(a, b, left, right, alike, meant[0] if all(meant) else "", governed, alone)


def _one_noun(left: Statement, right: Statement, two: tuple[Quantity, Quantity], meant: tuple[str, str]) -> bool:
    """Whether two numbers count the same, or what two words for one thing name: agreements and accords."""
    if meant[0] == meant[1]:
        return True
    heads = two[0].head, two[1].head
    if two[0].unit or meant != heads:
        return False
    return synonyms(_noun(left, two[0]), _noun(right, two[1])) >= ONE_NOUN


def _reference(statement: Statement, quantity: Quantity) -> bool:
    """Whether a number is not the figure itself: two days after, eight years ago, all but 3,100 homes."""
    if statement.claim.text[: quantity.start].lower().endswith("all but "):
        return True
    behind = statement.claim.text[quantity.end :].split(maxsplit=1)
    return quantity.unit in ("second", "month") and bool(behind) and behind[0].strip(",.") in REFERENCES


def _vague(quantity: Quantity) -> bool:
    """Whether a number says too little to be held against another, as "dozens" does."""
    return not math.isinf(quantity.high) and quantity.high > VAGUE * quantity.low > 0


def _next_to(statement: Statement, quantity: Quantity) -> set[str]:
    """The content words right before and behind a number, its own noun left out."""
    content = [t for t in statement.facts.tokens if t.content and t.stem != quantity.head and t.lower not in MODIFIERS]
    before = [t.stem for t in content if t.end <= quantity.start][-1:]
    after = [t.stem for t in content if t.start >= quantity.end][:1]
    return {*before, *after}


def _verdict(two: Two) -> list[Verdict]:
    if two.a.value == two.b.value:
        return [_made(two, "same", f"Both say {two.a.text}.")] if two.alike >= SAME[two.sort] else []
    if two.sort == "count" and two.alike >= CHANGED_COUNT and not two.within and _was_changed(two):
        return [_made(two, "superseded", "")]
    slipped = "" if two.within or two.alike < SLIPPED else slip(two.a, two.b)
    if slipped:
        return [_made(two, "contradiction", slipped)]
    alike = two.alike >= (WITHIN if two.within else CONFLICT[two.sort])
    if not _of_one_thing(two) and not _alone(two) and (not alike or (two.sort == "count" and not two.governed)):
        return []
    differs = period_differs if two.sort in ("fate", "age") else scope_differs
    scope = "" if _editions(two) else differs(two.left, two.right, two.a, two.b)
    if scope:
        return [_made(two, "differing_scope", scope)]
    if overlap(two.a, two.b):
        shown = f"{two.a.text} and {two.b.text}"
        if two.sort == "fate" and two.left.published != two.right.published:
            return [_made(two, "superseded", "")]
        return [_made(two, "compatible", f"{shown} can be the same figure: rounded, converted or bounded.")]
    return [_made(two, "contradiction", "")]


def _of_one_thing(two: Two) -> bool:
    """Whether both numbers measure one noun in one word: a 47-page indictment and a 48-page indictment."""
    measured = [COMPOUND.match(s.claim.text, q.start) for s, q in ((two.left, two.a), (two.right, two.b))]
    said = [(stem(m["of"]), stem(m["what"])) if m else None for m in measured]
    return not two.within and said[0] is not None and said[0] == said[1]


def _alone(two: Two) -> bool:
    """Whether two sources count one noun of which neither says anything else: one size, and unchanged."""
    small, big = sorted((abs(two.a.value), abs(two.b.value)))
    counted = two.sort == "count" and two.alone and not two.within
    moved = _moved(two.left, two.a) or _moved(two.right, two.b)
    return counted and not moved and two.alike >= ALONE and big <= ONE_SIZE * small


def _moved(statement: Statement, quantity: Quantity) -> bool:
    """Whether what is counted was raised or cut to the number; power that is cut to so many homes was not."""
    said = CHANGED.search(statement.claim.text[: quantity.start])
    return said is not None and any(t.stem == quantity.head for t in statement.facts.tokens if t.start < said.start())


def _editions(two: Two) -> bool:
    """Whether two reports of different days give one known figure as first and as revised."""
    dated = two.left.published[:10] != two.right.published[:10]
    return two.sort == "figure" and dated and all(EDITION.search(s.claim.text) for s in (two.left, two.right))


def _was_changed(two: Two) -> bool:
    """Whether the later report says that the count was raised or cut to what it is."""
    ordered = sorted(((two.left, two.a), (two.right, two.b)), key=lambda each: each[0].published)
    later, quantity = ordered[-1]
    return two.left.published != two.right.published and bool(CHANGED.search(later.claim.text[: quantity.start]))


def _made(two: Two, label: Label, why: str) -> Verdict:
    noun = _noun(two.left, two.a) or _noun(two.right, two.b)
    return Verdict(
        label=label,
        kind="number",
        question=number_question(two.left, two.right, (two.a, two.b), two.measure, noun),
        why=why,
        values=(_value(two.left, two.a), _value(two.right, two.b)),
        by="rule:number",
        facts=(f"{two.left.claim.id}#{two.a.start}", f"{two.right.claim.id}#{two.b.start}"),
    )


def _noun(statement: Statement, quantity: Quantity) -> str:
    """The counted noun as the statement writes it."""
    return next((t.text for t in statement.facts.tokens if t.stem == quantity.head and t.start >= quantity.end), "")


def _value(statement: Statement, quantity: Quantity) -> str:
    text = statement.claim.text
    before = MODIFIED.search(text[: quantity.start])
    shown = text[before.start() if before else quantity.start : quantity.end].strip()
    own = _noun(statement, quantity)
    return f"{shown} {own}".strip() if own and not quantity.unit else shown
