"""The table of cases for the facts of a sentence: how its notation is read, and how a case is put to the code."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.schema import Article
from assistant.text.facts import Context, context_of, facts_of
from assistant.text.names import same_name
from assistant.text.quantities import Quantity
from assistant.text.speakers import speaker
from assistant.text.stance import modality, negated
from assistant.text.words import stem

PUBLISHED = "2025-11-12"
TABLE = Path(__file__).with_name("facts.yaml")
WHOLE = Path(__file__).with_name("facts_whole.yaml")
CONTEXT = Context(PUBLISHED)
PEOPLE = context_of(
    Article(
        "a1", "", "", "", PUBLISHED, "", "Prime Minister Ann Lee met Tom Brack, the mayor of Oxmere, and Theresa May."
    )
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as the table writes it: value, bounds and what it is of."""

    low: float
    high: float
    value: float
    exact: bool
    of: str

    def agrees(self, quantity: Quantity) -> bool:
        """Whether a quantity read from the words is this one."""
        of = f"#{quantity.head}" if self.of.startswith("#") and not quantity.unit else quantity.unit
        if of != self.of:
            return False
        if not self.exact:
            bounded = quantity.low < self.value or self.value < quantity.high
            return close(quantity.value, self.value) and bounded and math.isfinite(quantity.low + quantity.high)
        return close(quantity.low, self.low) and close(quantity.high, self.high)


def close(left: float, right: float) -> bool:
    """Whether two figures are one but for the arithmetic of floats."""
    return left == right or math.isclose(left, right, rel_tol=1e-6)


def amounts(written: str) -> list[Amount]:
    """The quantities that a case asks for."""
    return [_amount(part.strip()) for part in str(written).split(";") if part.strip()]


def _amount(written: str) -> Amount:
    number, _, of = written.partition(" ")
    of = f"#{stem(of[1:])}" if of.startswith("#") else of
    if ".." in number:
        ends = number.split("..")
        low, high = (float(end) if end else math.inf * sign for end, sign in zip(ends, (-1, 1), strict=True))
        return Amount(low, high, low if math.isfinite(low) else high, True, of)
    value = _value(number.lstrip("~"))
    return Amount(value, value, value, not number.startswith("~"), of)


def _value(number: str) -> float:
    if ":" in number:
        ours, theirs = number.split(":")
        return float(ours) * 1000 + float(theirs)
    over, _, under = number.partition("/")
    return float(over) / float(under or 1)


def words(written: str) -> list[str]:
    """The entries of a case whose answer is a list."""
    return [part.strip() for part in str(written).split(";") if part.strip()]


def _quantities(text: str, wanted: str) -> bool:
    found, asked = facts_of(text, CONTEXT).quantities, amounts(wanted)
    return len(found) == len(asked) and all(a.agrees(q) for a, q in zip(asked, found, strict=True))


def _listed(read: Callable[[str], Iterable[str]]) -> Callable[[str, str], bool]:
    return lambda text, wanted: list(read(text)) == words(wanted)


def _negated(text: str, wanted: str) -> bool:
    return negated(text) == frozenset(stem(word) for word in wanted.split())


CHECKS: dict[str, Callable[..., bool]] = {
    "quantities": _quantities,
    "dates": _listed(lambda text: [when.iso for when in facts_of(text, CONTEXT).dates]),
    "names": _listed(lambda text: [name.core for name in facts_of(text, CONTEXT).names]),
    "same": lambda left, right, wanted: same_name(left, right) is same_name(right, left) is wanted,
    "persons": lambda text, wanted: PEOPLE.person(text) == wanted,
    "places": _listed(lambda text: [place.core for place in facts_of(text, CONTEXT).places]),
    "negation": _negated,
    "modality": lambda text, wanted: modality(text) == wanted,
    "speakers": lambda text, wanted: speaker(text) == wanted,
}


def read_whole(text: str) -> str:
    """All that is read of the numbers and dates of a sentence, as the table of whole readings writes it."""
    facts = facts_of(text, CONTEXT)
    numbers = [
        f"{q.text} = {q.value:.6g} ({q.low:.6g}..{q.high:.6g}) {q.unit}/{q.head}/{q.step:g}" for q in facts.quantities
    ]
    days = [f"{w.text} = {w.iso}{' relative' * w.relative}{' about' * w.about} {w.zone}".rstrip() for w in facts.dates]
    return "; ".join([*numbers, *days])


def whole() -> dict[str, str]:
    """Every sentence of the table that has a number or date, with all that is read of it."""
    held: dict[str, str] = yaml.safe_load(WHOLE.read_text(encoding="utf-8"))
    return held


def cases() -> list[tuple[str, list[Any]]]:
    """Every case with its section."""
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return [(section, case) for section, rows in table.items() for case in rows]
