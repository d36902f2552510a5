"""One committee, court or bridge under two names that differ in one word.

Not in the first: a House and a Senate committee of one name are two.
"""

from collections.abc import Iterator

from assistant.compare.statements import Scale, Statement
from assistant.schema import Verdict

BODIES = frozenset(
    """committee commission department ministry board council court agency office bureau party association league
    union institute university college school hospital church bridge station airport hotel stadium prison""".split()
)
"""Last words of the names that bodies and buildings have."""
WORDS = 4
"""Words that such a name must have; shorter ones come in dozens that differ in one."""


def compare_bodies(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """`House Foreign Trade Committee` in one article, `House Foreign Finance Committee` in the other."""
    if left.claim.article == right.claim.article:
        return []
    return [
        Verdict(
            label="contradiction",
            kind="identity_role",
            question=f"Which {a.core.split()[-1]} is it?",
            why="",
            values=(a.text, b.text),
            by="rule:body",
            facts=(f"{left.claim.id}~{a.text}", f"{right.claim.id}~{b.text}"),
        )
        for a in left.facts.names
        for b in right.facts.names
        if _but_for_one(a.core.split(), b.core.split())
    ][:1]


def body_keys(statement: Statement) -> Iterator[str]:
    """What a statement may be held beside another for: the name of a body with one of its words left out."""
    for name in statement.facts.names:
        words = name.core.split()
        if len(words) >= WORDS and words[-1] in BODIES:
            yield from (" ".join((*words[:n], "*", *words[n + 1 :])) for n in range(1, len(words) - 1))


def _but_for_one(mine: list[str], yours: list[str]) -> bool:
    alike = len(mine) == len(yours) >= WORDS and (mine[0], mine[-1]) == (yours[0], yours[-1]) and mine[-1] in BODIES
    return alike and sum(a != b for a, b in zip(mine, yours, strict=True)) == 1
