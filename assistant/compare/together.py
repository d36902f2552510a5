"""Two figures that one source states side by side are two figures, not two answers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from assistant.compare.statements import Statement
from assistant.schema import Verdict
from assistant.text.quantities import Quantity

_Two = tuple[str, frozenset[float]]


class Together:
    """The measured figures that stand in one claim of a story, two and two."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._claims: dict[_Two, Statement] = {}
        for statement in statements:
            measured = [q for q in statement.facts.quantities if _measured(q)]
            for a, b in combinations(measured, 2):
                if a.unit == b.unit:
                    self._claims.setdefault((a.unit, frozenset((a.value, b.value))), statement)

    def sift(self, verdict: Verdict, left: Statement, right: Statement) -> Verdict:
        """A contradiction of two figures, cleared where some claim gives both, each for its own thing.

        Counts are left alone: who writes "12 agreements, not 14" tells of the conflict.
        """
        if verdict.by != "rule:number" or verdict.label != "contradiction":
            return verdict
        a, b = _figure(verdict.facts[0], left.facts.quantities), _figure(verdict.facts[1], right.facts.quantities)
        teller = self._claims.get((a.unit, frozenset((a.value, b.value)))) if a and b and _measured(a) else None
        if teller is None:
            return verdict
        why = f"One source gives {verdict.values[0]} and {verdict.values[1]} side by side, each for its own thing."
        return replace(verdict, label="differing_scope", why=why)


def _measured(quantity: Quantity) -> bool:
    return quantity.unit not in ("", "age", "score", "ordinal")


def _figure(fact: str, quantities: Sequence[Quantity]) -> Quantity | None:
    """The quantity that a fact's name points to."""
    start = int(fact.rpartition("#")[2])
    return next((q for q in quantities if q.start == start), None)
