"""The worker pool: results in order, the first error raised, nothing begun after it."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.pool import AHEAD, CALLS_AHEAD, LARGE, Inline, Pool, Processes, Threads, pool_for, unwatched

POOLS = [Inline(), Threads(1), Threads(4), Processes(2)]


def slow_square(number: int) -> int:
    """A number's square, the smaller the number the later."""
    time.sleep(0.002 * (5 - number))
    return number * number


def share(number: int) -> float:
    """Six by what is left of two."""
    return 6 / (2 - number)


def process_and_parent(_: int) -> tuple[int, int]:
    """The numbers of this process and of the one that began it."""
    return os.getpid(), os.getppid()


@pytest.mark.parametrize("pool", POOLS)
def test_results_come_in_order(pool: Pool) -> None:
    """The order is that of the items, however long each takes."""
    assert list(pool.map(slow_square, range(5))) == [0, 1, 4, 9, 16]


@pytest.mark.parametrize("pool", POOLS)
def test_the_first_error_is_raised(pool: Pool) -> None:
    """An error of a step reaches the caller after the results before it."""
    results = pool.map(share, [0, 1, 2, 3])
    assert [next(results), next(results)] == [3.0, 6.0]
    with pytest.raises(ZeroDivisionError):
        next(results)


@pytest.mark.parametrize("pool", POOLS)
def test_no_items_no_results(pool: Pool) -> None:
    """Nothing to do is done at once."""
    assert list(pool.map(str, [])) == []


@pytest.mark.parametrize(("pool", "most"), [(Inline(), 1), (Threads(1), CALLS_AHEAD + 1), (Processes(1), AHEAD + 1)])
def test_items_are_taken_as_there_is_room_for_them(pool: Pool, most: int) -> None:
    """A stream without end gives its first results, and no more items are taken of it than may wait."""
    taken: list[int] = []
    stream = (taken.append(number) or number for number in itertools.count())  # type: ignore[func-returns-value]
    results = pool.map(str, stream)
    assert [next(results) for _ in range(3)] == ["0", "1", "2"]
    assert len(taken) <= most + 2
    del results  # which ends what waits


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


def test_processes_are_others() -> None:
    """Each worker is a process of its own that this one began."""
    found = list(Processes(2).map(process_and_parent, range(4)))
    assert {parent for _, parent in found} == {os.getpid()}
    assert os.getpid() not in {own for own, _ in found}


@pytest.mark.parametrize(
    ("sizes", "cores", "kind"),
    [
        ([], 4, Inline),
        ([LARGE * 2], 4, Inline),
        ([10] * 50, 4, Inline),
        ([LARGE, LARGE], 1, Inline),
        ([LARGE, LARGE], 4, Processes),
        ([10] * LARGE, 2, Processes),
    ],
)
def test_only_large_work_in_parts_is_spread(sizes: list[int], cores: int, kind: type[Pool]) -> None:
    """One story, a few small ones, or one core are not worth the start of a process."""
    assert type(pool_for(sizes, cores)) is kind
    assert list(pool_for(sizes).map(str, [])) == []


PARENT = """
import os
from assistant.pool import Processes
from tests.test_pool import linger

if __name__ == "__main__":
    try:
        for number in Processes(2).map(linger, range(8)):
            print(number, flush=True)
    except KeyboardInterrupt:
        os._exit(130)  # as the command line ends
"""


def linger(number: int) -> int:
    """The number of this process, at once for the first items and then after a long time."""
    if number > 1:
        time.sleep(30)
    return os.getpid()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_their_parent(stop: signal.Signals, tmp_path: Path) -> None:
    """Neither an interrupt of all nor the death of the parent leaves a worker behind, or a word of it."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = str(Path(__file__).resolve().parent.parent)
    running = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
        start_new_session=True,
    )
    assert running.stdout
    workers = {int(running.stdout.readline()), int(running.stdout.readline())}
    began = time.monotonic()
    if stop == signal.SIGINT:
        os.killpg(running.pid, stop)
    else:
        os.kill(running.pid, stop)
    _, errors = running.communicate(timeout=20)
    while any(alive(worker) for worker in workers):
        assert time.monotonic() - began < 20
        time.sleep(0.05)
    assert errors == ""


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")
