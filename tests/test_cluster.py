"""A Ray cluster of two nodes in place of this machine's processes, one of which is lost in mid-run."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from assistant.alike import differing, stamp
from assistant.cluster import driver
from assistant.errors import Exit, UserError
from tests.cli_runner import COMMAND, ROOT, environment
from tests.nodes import Nodes, nodes, session

PATIENCE = 90
ARTICLES, FEW = 1000, 40

SEMANTICS = """
import itertools, json, os, sys, threading, time
from functools import partial
from assistant.cluster import driver

taken = 0

def tell(number):
    import ray
    held = ray._private.worker.global_worker
    ray._private.utils.publish_error_to_driver("lost", "a machine is lost", held.gcs_client)

class Large:
    def __init__(self, text, log):
        self.text, self.log = text, log
    def __setstate__(self, state):
        self.__dict__.update(state)
        with open(self.log, "a") as file:
            file.write(f"{os.getpid()}\\n")

def stream(count):
    global taken
    for number in range(count):
        taken += 1
        yield number

def slow(number):
    time.sleep(0.02 * (number % 3))
    return number

def meet(folder, number):
    own = os.path.join(folder, str(os.getppid()))
    open(own, "w").close()
    end = time.monotonic() + 60
    while len(os.listdir(folder)) < 2 and time.monotonic() < end:
        time.sleep(0.02)
    return len(os.listdir(folder))

def share(number):
    return 6 / (2 - number)

def length(large, number):
    return len(large.text) + number

with driver(sys.argv[1], 2) as pool:
    work = pool.for_work([])
    list(work.map(tell, range(1)))
    told = list(work.map(slow, range(60)))
    lazily = work.map(abs, stream(100_000))
    first = next(lazily)
    ahead = taken
    lazily.close()
    found, error = [], None
    try:
        for value in work.map(share, stream(1000)):
            found.append(value)
    except ZeroDivisionError as failed:
        error = failed
    paths = list(work.map(lambda _: sys.path, range(2)))
    large = list(work.map(partial(length, Large("x" * 1_000_000, sys.argv[2])), stream(50)))
    print(json.dumps({
        "numbers": told,
        "machines": list(work.map(partial(meet, sys.argv[3]), range(2))),
        "first": first,
        "ahead": ahead,
        "found": found,
        "cause": str(error.__cause__),
        "same": work.for_work([1]) is work,
        "threads": list(pool.map(lambda _: threading.current_thread() is not threading.main_thread(), range(3))),
        "large": large == [1_000_000 + number for number in range(50)],
        "empty": list(work.map(str, [])),
        "here": os.getcwd() in itertools.chain.from_iterable(paths),
    }))
"""


class Runs:
    """Command lines that are begun, each in a session of its own, of which nothing outlives the tests."""

    def __init__(self) -> None:
        self._begun: list[subprocess.Popen[str]] = []

    def begin(self, arguments: list[str], folder: Path, env: dict[str, str]) -> subprocess.Popen[str]:
        """Begin one."""
        running = subprocess.Popen(
            [*COMMAND, *arguments, "--quiet"],
            cwd=folder,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._begun.append(running)
        return running

    def end(self) -> None:
        """Kill what is left of them."""
        for running in self._begun:
            for pid in session(running.pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            with running:
                pass


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    """Begins command lines."""
    held = Runs()
    yield held
    held.end()


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of short articles, two on each event, and one with a few of them."""
    folder = tmp_path_factory.mktemp("pile")
    rows = (
        {
            "title": f"Flood reaches Wenlow {number // 2}",
            "outlet": f"Paper {number % 2}",
            "published": f"2025-11-{1 + number // 2 % 27:02}",
            "text": f"The flood killed {19 + number % 2} people at Wenlow {number // 2}. The mill closed on Friday.",
        }
        for number in range(ARTICLES)
    )
    lines = [json.dumps(row) + "\n" for row in rows]
    (folder / "news.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "few.jsonl").write_text("".join(lines[:FEW]), encoding="utf-8")
    return folder


def finished(running: subprocess.Popen[str]) -> tuple[int, str]:
    """How it ended, and what it said."""
    _, said = running.communicate(timeout=PATIENCE)
    return running.returncode, said


def held(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def until(what: Any) -> None:
    """Wait for something to be true."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_a_pool(cluster: Nodes, tmp_path: Path) -> None:
    """Order, errors, a bounded look ahead and large arguments, over two machines; nothing of our folder is imported.

    What Ray tells of the cluster is not in what we print.
    """
    unpickled = tmp_path / "unpickled"
    script = tmp_path / "elsewhere" / "script.py"
    script.parent.mkdir()
    (meeting := tmp_path / "meeting").mkdir()
    script.write_text(SEMANTICS, encoding="utf-8")
    command = [sys.executable, str(script), f"ray:{cluster.address}", str(unpickled), str(meeting)]
    env = {**cluster.environment, "PYTHONSAFEPATH": "1"}
    made = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (made.returncode, made.stderr) == (0, "")
    found = json.loads(made.stdout)
    assert found["numbers"] == list(range(60))
    assert found["machines"] == [2, 2]
    assert found["first"] == 0
    assert found["ahead"] < 1000
    assert found["found"] == [3.0, 6.0]
    assert "in share" in found["cause"]
    assert found["same"] and found["large"] and all(found["threads"])
    assert found["empty"] == [] and not found["here"]
    workers = unpickled.read_text().split()
    assert len(workers) == len(set(workers)) > 0


def tells_other_code(cluster: Nodes, runs: Runs, tmp_path: Path) -> None:
    """What two versions make of an article must not be mixed."""
    shutil.copytree(ROOT / "assistant", tmp_path / "assistant", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "prompts", tmp_path / "prompts")
    with (tmp_path / "assistant" / "text" / "units.py").open("a", encoding="utf-8") as file:
        file.write("# another version\n")
    (tmp_path / "one.txt").write_text("Mill closed\n\nThe mill closed on Friday.\n", encoding="utf-8")
    env = {**cluster.environment, "PYTHONPATH": str(tmp_path)}
    running = runs.begin(["digest", "one.txt", "--runner", f"ray:{cluster.address}"], tmp_path, env)
    code, said = finished(running)
    assert code == Exit.USER_CAN_MEND
    assert said.count("\n") == 1
    assert "holds assistant" in said and "install the same" in said


def loses_nothing_with_a_machine(cluster: Nodes, runs: Runs, pile: Path) -> None:
    """Its part of the work is done elsewhere: the files are those of one machine, to the byte."""
    alone = runs.begin(["digest", "news.jsonl", "--into", "alone/"], pile, cluster.environment)
    assert finished(alone) == (Exit.DONE, "")
    named = ["digest", "news.jsonl", "--into", "spread/", "--runner", f"ray:{cluster.address}"]
    running = runs.begin(named, pile, cluster.environment)
    idle = len(cluster.processes(1))
    until(lambda: running.poll() is not None or list(pile.glob("spread/*.parquet")))
    assert running.poll() is None and len(cluster.processes(1)) >= idle
    cluster.lose(1)
    assert running.poll() is None
    assert finished(running) == (Exit.DONE, "")
    assert held(pile / "spread") == held(pile / "alone")


def compares_alike(cluster: Nodes, runs: Runs, pile: Path) -> None:
    """By the machine that is left."""
    for runner, name in (("", "alone.json"), (f"ray:{cluster.address}", "spread.json")):
        env = {**cluster.environment, "ASSISTANT_RUNNER": runner}
        running = runs.begin(["compare", "few.jsonl", "--format", "json", "-o", name], pile, env)
        assert finished(running) == (Exit.DONE, "")
    alone, spread = (json.loads((pile / name).read_text(encoding="utf-8")) for name in ("alone.json", "spread.json"))
    assert alone.pop("run").keys() == spread.pop("run").keys()
    assert json.dumps(alone) == json.dumps(spread)
    assert any(story["discrepancies"] for story in alone["stories"])


def test_a_cluster_of_two_nodes_of_which_one_is_lost(runs: Runs, pile: Path, tmp_path: Path) -> None:
    """One test, since a cluster takes seconds to start and workers of pytest would each start one."""
    with nodes(2) as cluster:
        is_a_pool(cluster, tmp_path)
        tells_other_code(cluster, runs, tmp_path)
        loses_nothing_with_a_machine(cluster, runs, pile)
        compares_alike(cluster, runs, pile)


def test_an_interrupt_ends_a_cluster_of_our_own(runs: Runs, pile: Path) -> None:
    """As Ctrl-C does: no process and no file of it is left, and none of its processes had the key."""
    key = "sk-not-for-the-workers"
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        env = environment(TMPDIR=place, OPENAI_API_KEY=key)
        running = runs.begin(["digest", "news.jsonl", "--into", "stopped/", "--runner", "ray"], pile, env)
        until(lambda: running.poll() is not None or list(pile.glob("stopped/*.parquet")))
        assert running.poll() is None
        assert [path.stat().st_mode & 0o777 for path in Path(place).glob("ray-*")] == [0o700]
        others = [pid for pid in session(running.pid) if pid != running.pid]
        assert len(others) > 3
        assert not [pid for pid in others if key.encode() in Path(f"/proc/{pid}/environ").read_bytes()]
        os.killpg(running.pid, signal.SIGINT)
        code, said = finished(running)
        assert code == Exit.INTERRUPTED
        assert said == "assistant: interrupted: what is digested is kept; run the same command again to go on\n"
        until(lambda: not session(running.pid))
        assert not list(Path(place).iterdir())


@pytest.mark.parametrize(
    ("runner", "says"),
    [
        ("dask", "say ray, or ray:HOST:PORT"),
        ("ray:", "say ray, or ray:HOST:PORT"),
        ("ray://127.0.0.1:10001", "not an address"),
        ("ray:host:port", "not an address"),
        ("ray:127.0.0.1:99999", "not an address"),
        ("ray:127.0.0.1:1", "no cluster answers at 127.0.0.1:1"),
        ("ray:nowhere.invalid", "ray start --head --port=6379"),
    ],
)
def test_a_runner_that_cannot_be_used_is_told_before_the_work(runner: str, says: str) -> None:
    """In a line that says what to do."""
    with pytest.raises(UserError, match=r"^[^\n]*$") as told, driver(runner, 1):
        pass
    assert says in str(told.value)


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Ray is not installed."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UserError, match=r"factcheck-assistant\[ray\]"), driver("ray", 1):
        pass


def test_a_difference_between_machines_is_named() -> None:
    """By its name and both versions."""
    ours = stamp()
    assert ours["assistant"].count("+") == 1
    assert differing(ours, ours) == ""
    assert differing({**ours, "lxml": "0.1"}, ours) == f"lxml {ours['lxml']} where the driver has 0.1"
    assert differing(ours, {"Python": ours["Python"]}).startswith("assistant none where the driver has")
