"""One name in another's place: two statements alike but for a name in the same slot."""

import re

from assistant.schema import Kind, Verdict
from assistant.text.facts import Facts
from assistant.text.names import Name, same_name
from assistant.text.words import shared_weight

AROUND = 2
"""Content words on each side of a name that make its slot; this many in all must be equal."""
PLACE = re.compile(r"\b(?:in|at|near|outside|to|from)\s+(?:the\s+)?$", re.IGNORECASE)
SHORT = 2
"""Letters of an abbreviation that is no name by itself: A.G., D.A."""
LIKENESS = 0.55
LIGHTEST = 1.5
"""Weight below which what two statements share proves little."""


def swapped_name(left: str, right: str, a: Facts, b: Facts) -> Verdict | None:
    """A contradiction where exactly one name differs and its slot and the rest are the same."""
    if min(len(a.names), len(b.names)) == 0:
        return None
    mine = [n for n in a.names if not any(same_name(n.core, o.core) for o in b.names)]
    if len(mine) != 1 or len(mine[0].core.replace(".", "")) <= SHORT:
        return None
    yours = [n for n in b.names if not any(same_name(n.core, o.core) for o in a.names)]
    if len(yours) != 1 or len(yours[0].core.replace(".", "")) <= SHORT or _rest(a, b, mine[0], yours[0]) < LIKENESS:
        return None
    place = bool(PLACE.search(left[: mine[0].start])), bool(PLACE.search(right[: yours[0].start]))
    if place[0] != place[1] or not _same_slot(a, b, mine[0], yours[0]):
        return None
    kind: Kind = "place" if place[0] else "identity_role"
    return Verdict(
        label="contradiction",
        kind=kind,
        question="Where did it happen?" if place[0] else "Who was it?",
        why=f"One names {mine[0].text}, the other {yours[0].text}, in otherwise like words.",
        values=(mine[0].text, yours[0].text),
        by="builtin:slot",
    )


def _rest(a: Facts, b: Facts, mine: Name, yours: Name) -> float:
    """Likeness of two statements without the names in question: shared weight of the lighter one."""
    return shared_weight(_without(a, mine), _without(b, yours), LIGHTEST)


def _without(facts: Facts, name: Name) -> dict[str, float]:
    inside = {t.stem for t in facts.tokens if name.start <= t.start < name.end}
    return {stem: weight for stem, weight in facts.weights.items() if stem not in inside}


def _same_slot(a: Facts, b: Facts, mine: Name, yours: Name) -> bool:
    shared = [left & right for left, right in zip(_slot(a, mine), _slot(b, yours), strict=True)]
    return sum(map(len, shared)) >= AROUND


def _slot(facts: Facts, name: Name) -> tuple[set[str], set[str]]:
    """The content words right before and right behind a name."""
    content = [t for t in facts.tokens if t.content]
    before = [t.stem for t in content if t.end <= name.start][-AROUND:]
    after = [t.stem for t in content if t.start >= name.end][:AROUND]
    return set(before), set(after)
