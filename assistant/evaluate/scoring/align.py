"""Which of two rows of things belong together, so that what they share is as much as can be."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")


def aligned(
    left: Sequence[Left], right: Sequence[Right], likeness: Callable[[Left, Right], float]
) -> list[tuple[int, int]]:
    """Pairs of places, each place in one pair at most, with the greatest sum of likenesses; none of likeness 0.

    `likeness` runs from 0, for two that cannot belong together, upwards. Of several best alignments it is always the
    same one that is given, in the order of `left`.
    """
    worth = [[likeness(a, b) for b in right] for a in left]
    return [(i, j) for i, j in enumerate(assignment([[-w for w in row] for row in worth])) if j >= 0 and worth[i][j]]


def assignment(cost: Sequence[Sequence[float]]) -> list[int]:
    """For each row the column that it is given, so that the sum of costs is least; -1 where columns do not suffice.

    The Hungarian method by shortest augmenting paths (Kuhn 1955, Munkres 1957; in the form of Jonker and Volgenant
    1987): one row after the other is brought in along the cheapest chain of exchanges. Cubic in the longer side.
    """
    rows, columns = len(cost), len(cost[0]) if cost else 0
    if rows > columns:
        turned = assignment(list(zip(*cost, strict=True)))
        return [turned.index(row) if row in turned else -1 for row in range(rows)]
    row_price, column_price = [0.0] * rows, [0.0] * (columns + 1)
    owner = [-1] * (columns + 1)  # the last column is where a row stands that comes in
    for row in range(rows):
        owner[columns] = row
        _bring_in(cost, owner, row_price, column_price)
    return [owner.index(row) for row in range(rows)]


def _bring_in(
    cost: Sequence[Sequence[float]], owner: list[int], row_price: list[float], column_price: list[float]
) -> None:
    """Give the row of the last column a column of its own, moving others along the cheapest path."""
    columns = len(owner) - 1
    least, before, done = [float("inf")] * columns, [columns] * columns, [False] * (columns + 1)
    column = columns
    while owner[column] >= 0:
        done[column] = True
        row = owner[column]
        for other in (j for j in range(columns) if not done[j]):
            reduced = cost[row][other] - row_price[row] - column_price[other]
            if reduced < least[other]:
                least[other], before[other] = reduced, column
        nearest = min((j for j in range(columns) if not done[j]), key=least.__getitem__)
        step = least[nearest]
        for j in range(columns + 1):
            if done[j]:
                row_price[owner[j]] += step
                column_price[j] -= step
            elif j < columns:
                least[j] -= step
        column = nearest
    while column != columns:
        owner[column], column = owner[before[column]], before[column]
    owner[columns] = -1
