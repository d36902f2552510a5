"""How grave a discrepancy is for whoever prints one of its answers; docs/review.md has the table."""

from collections.abc import Sequence
from itertools import combinations

from assistant.compare.questions import MEASURED
from assistant.schema import Position, Severity, Verdict
from assistant.text.quantities import Quantity, quantities

NEAR = 0.1
"""Amounts and counts that exceed the smaller one by at most this share leave the story as it is."""
NEAR_RATE = 0.02
"""Rates and temperatures move little, so that a small step is news."""
RATES = frozenset({"%", "points", "celsius", "degrees"})
EXACT = frozenset({"score", "ordinal"})
"""Nothing comes near a score or a rank: it is right or wrong."""
LIVES = frozenset({MEASURED["deaths"]})
"""Of the dead every one counts."""


def severity(leading: Verdict, positions: Sequence[Position]) -> Severity:
    """`minor` where the story reads the same either way: near figures, another wording of a quotation."""
    if leading.kind == "attribution_quote" and leading.label != "disputed":
        return "minor"
    if leading.kind != "number" or leading.question in LIVES:
        return "major"
    read = [quantities(position.value)[:1] for position in positions]
    near = all(a and b and _near(a[0], b[0]) for a, b in combinations(read, 2))
    return "minor" if near else "major"


def _near(a: Quantity, b: Quantity) -> bool:
    if a.unit != b.unit or a.unit in EXACT:
        return False
    small, big = sorted((abs(a.value), abs(b.value)))
    return big <= (1 + (NEAR_RATE if a.unit in RATES else NEAR)) * small
