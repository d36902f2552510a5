"""The best assignment is the best: held against all that there are."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluate.scoring.align import aligned, assignment

COSTS = st.integers(1, 5).flatmap(
    lambda rows: st.integers(1, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(-20, 20).map(lambda n: n / 4), min_size=columns, max_size=columns),
            min_size=rows,
            max_size=rows,
        )
    )
)


def total(cost: Sequence[Sequence[float]], given: Sequence[int]) -> float:
    """What an assignment costs."""
    return sum(cost[row][column] for row, column in enumerate(given) if column >= 0)


def least(cost: Sequence[Sequence[float]]) -> float:
    """What the cheapest assignment costs, found by trying all."""
    rows, columns = len(cost), len(cost[0])
    if rows > columns:
        return least([[cost[i][j] for i in range(rows)] for j in range(columns)])
    return min(sum(cost[i][j] for i, j in enumerate(order)) for order in permutations(range(columns), rows))


@given(COSTS)
def test_no_assignment_is_cheaper(cost: list[list[float]]) -> None:
    """Of up to five by five, negative costs and ties among them; quarters are exact in binary."""
    found = assignment(cost)
    taken = [column for column in found if column >= 0]
    assert len(set(taken)) == len(taken) == min(len(cost), len(cost[0]))
    assert total(cost, found) == least(cost)


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ([], []),
        ([[]], [-1]),
        ([[5.0]], [0]),
        ([[1.0, 2.0], [1.0, 5.0]], [1, 0]),  # the first gives way, for it loses less
        ([[1.0], [0.0]], [-1, 0]),
        ([[4.0, 1.0, 3.0], [2.0, 0.0, 5.0], [3.0, 2.0, 2.0]], [1, 0, 2]),
    ],
)
def test_what_each_row_is_given(cost: list[list[float]], expected: list[int]) -> None:
    """A row that no column is left for gets none."""
    assert assignment(cost) == expected


def test_what_is_not_alike_is_not_aligned() -> None:
    """A likeness of 0 makes no pair, not even for want of a better one."""
    assert aligned("abc", "cad", lambda one, other: float(one == other)) == [(0, 1), (2, 0)]
