"""The worker pool: results in order, the first error raised, nothing begun after it."""

import threading
import time

import pytest

from assistant.pool import Inline, Pool, Threads, unwatched

POOLS = [Inline(), Threads(1), Threads(4)]


@pytest.mark.parametrize("pool", POOLS)
def test_results_come_in_order(pool: Pool) -> None:
    """The order is that of the items, however long each takes."""

    def step(number: int) -> int:
        time.sleep(0.002 * (5 - number))
        return number * number

    assert list(pool.map(step, range(5))) == [0, 1, 4, 9, 16]


@pytest.mark.parametrize("pool", POOLS)
def test_the_first_error_is_raised(pool: Pool) -> None:
    """An error of a step reaches the caller after the results before it."""

    def step(number: int) -> float:
        return 6 / (2 - number)

    results = pool.map(step, [0, 1, 2, 3])
    assert [next(results), next(results)] == [3.0, 6.0]
    with pytest.raises(ZeroDivisionError):
        next(results)


@pytest.mark.parametrize("pool", POOLS)
def test_no_items_no_results(pool: Pool) -> None:
    """Nothing to do is done at once."""
    assert list(pool.map(str, [])) == []


def test_threads_drop_what_has_not_begun() -> None:
    """After an error the items still waiting are not worked on."""
    begun: list[int] = []

    def step(number: int) -> None:
        begun.append(number)
        if number == 0:
            raise ValueError("no")
        time.sleep(0.005)

    with pytest.raises(ValueError, match="no"):
        list(Threads(1).map(step, range(40)))
    time.sleep(0.4)
    assert len(begun) < 40


def test_threads_work_side_by_side() -> None:
    """Two items can wait for each other."""
    meeting = threading.Barrier(2, timeout=5)
    assert sorted(Threads(2).map(lambda _: meeting.wait(), "ab")) == [0, 1]


def test_unwatched_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The default watch writes no character."""
    unwatched("reading", 1, 2)
    assert capsys.readouterr() == ("", "")
