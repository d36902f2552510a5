"""Runs that are killed at each of their writes in turn, and what they leave to the next run.

    python -m tests.killed brief review        # every point of these runs
    python -m tests.killed --every 5           # each fifth point of all

A run is a process forked from one that has loaded the program, so that hundreds are quick; it is killed by SIGKILL
at the n-th thing that it does to the disk: a file opened for writing, moved, removed or given another mode, a folder
made, a lock taken, an fsync before and after, a statement of SQLite. Then the state is looked at, and the same
command is run again to its end. Prints a line of JSON for each run: points, and what was wrong after which.
"""

import json
import os
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.cli_runner import ONE, TWO
from tests.kept_state import strays, torn, unsound
from tests.loopback import Loopback, honest
from tests.loopback_batch import BatchLoopback

EARLIER = b"an earlier note\n"
PAIRS = """{"text_a": "The flood killed 19 people.", "text_b": "The flood killed 21 people.", "label": "contradicted"}
{"text_a": "The bridge closed on Friday.", "text_b": "The bridge closed on Friday.", "label": "consistent"}
"""
PATHS = {"open": 0, "os.rename": 0, "os.remove": 0, "os.mkdir": 0, "os.truncate": 0, "os.chmod": 0, "fcntl.flock": -1}
"""Events that a run is killed at, each with the argument that is its path; -1 for none."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
WHEN = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+(Z|\+00:00)|\w+ calls?\b[^\n]*")
"""Times, and how many calls a run made, which are fewer where replies were kept before the kill."""


@dataclass(frozen=True)
class Run:
    """A command, the questions it is given, and the files that it is to end with."""

    name: str
    arguments: tuple[str, ...]
    results: tuple[str, ...] = ()
    stdin: str = ""
    model: bool = False
    batch: bool = False


FORMATS = ("note.md", "note.html", "note.json", "note.csv", "note.docx")
READ = ("one.txt", "two.txt")
ASKED = "How many people died?\nHow many families left their homes?\n"
RUNS = (
    *(Run(f"brief -o {name}", ("brief", *READ, "-q", "-o", name), (name,)) for name in FORMATS),
    Run("brief -o FOLDER/", ("brief", *READ, "-q", "-f", "md,html,json,csv,docx", "-o", "out/"), ("out/note.json",)),
    Run("brief --model", ("brief", *READ, "-q", "-o", "note.md", "--model", "m"), ("note.md",), model=True),
    Run("brief --record", ("brief", *READ, "-q", "--model", "m", "--record", "c.jsonl"), ("c.jsonl",), model=True),
    Run("ask", ("ask", "How many people died?", *READ, "-q", "-o", "note.md"), ("note.md",)),
    Run("chat", ("chat", *READ, "-q"), stdin=ASKED),
    Run("review", ("review", "found.json", "ID", "confirmed", "--by", "Ada"), ("reviews.jsonl",)),
    Run("eval", ("eval", "pairs.jsonl", "-q", "--ledger", "r.jsonl", "--html", "r.html"), ("r.jsonl",)),
    Run("batch", ("digest", *READ, "-q", "--model", "m", "--batch", "submit"), model=True, batch=True),
    Run("digest --into", ("digest", *READ, "-q", "--into", "c/")),
    Run("cache clear", ("cache", "clear"), ()),
)  # fmt: skip


@dataclass
class Found:
    """How many points a run was killed at, and what was amiss, by point."""

    name: str
    points: int = 0
    tried: int = 0
    events: Mapping[str, int] = field(default_factory=dict)
    amiss: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Trial:
    """A run with what it is tried on: its command line, a folder to copy, endpoints, and what it is to end with."""

    run: Run
    run_as: tuple[str, ...]
    template: Path
    urls: Mapping[bool, str]

    def alone(self) -> tuple[Counter[str], dict[str, bytes], float]:
        """What a run that is left alone does to the disk, what it ends with, and its seconds."""
        with _place(self.template) as folder:
            began = time.monotonic()
            seen = _forked(self, folder)
            return seen, _results(self.run, folder), time.monotonic() - began

    def amiss(self, folder: Path, wanted: Mapping[str, bytes]) -> str:
        """What is wrong after a kill, and after another run."""
        earlier = dict.fromkeys(FORMATS, EARLIER)
        wrong = [f"damaged {name}" for name in unsound(folder)] + [f"torn {name}" for name in torn(folder, earlier)]
        before = {name: (folder / name).read_bytes() for name in wanted if (folder / name).exists()}
        wrong += [f"half {name}" for name, held in before.items() if not self._whole(name, held, wanted[name])]
        _forked(self, folder)
        wrong += [f"differs {name}" for name, held in _results(self.run, folder).items() if held != wanted[name]]
        wrong += [f"left {name}" for name in strays(folder)] + [f"damaged {name} later" for name in unsound(folder)]
        return "; ".join(wrong)

    def _whole(self, name: str, held: bytes, wanted: bytes) -> bool:
        """Whether a file is the earlier one, the new one or, of lines that grow, the beginning of it."""
        grown = set(held.splitlines()) <= set(wanted.splitlines()) and held[-1:] in (b"", b"\n")
        return WHEN.sub(b"", held) in (EARLIER, wanted) or (self.run.model and name.endswith(".jsonl") and grown)


def tell(run: Run, every: int, urls: Mapping[bool, str]) -> Found:
    """Kill a run at each `every`th point."""
    with _trial(run, urls) as trial:
        seen, wanted, _ = trial.alone()
        found = Found(run.name, sum(seen.values()), events=dict(seen))
        for point in range(1, found.points + 1, every):
            found.tried += 1
            with _place(trial.template) as folder:
                died = _forked(trial, folder, point=point)["signal"] == signal.SIGKILL
                wrong = trial.amiss(folder, wanted) if died else "was not killed"
            if wrong:
                found.amiss[point] = wrong
    return found


def killed_after(run: Run, urls: Mapping[bool, str], part: float) -> tuple[bool, str]:
    """Kill a run after a part of the time that it takes: whether it died of that, and what was amiss."""
    with _trial(run, urls) as trial:
        _, wanted, seconds = trial.alone()
        with _place(trial.template) as folder:
            died = _forked(trial, folder, seconds=part * seconds)["signal"] == signal.SIGKILL
            return died, trial.amiss(folder, wanted)


@contextmanager
def _trial(run: Run, urls: Mapping[bool, str]) -> Iterator[Trial]:
    with _place() as template:
        identity = _prepared(template)
        yield Trial(run, tuple(identity if word == "ID" else word for word in run.arguments), template, urls)


def _results(run: Run, folder: Path) -> dict[str, bytes]:
    """The files that a run ends with, its times taken out."""
    return {name: WHEN.sub(b"", (folder / name).read_bytes()) for name in run.results}


def _forked(trial: Trial, folder: Path, point: int = 0, seconds: float = 0.0) -> Counter[str]:
    """Run in a process of its own, killed at a point or after a time; else what it did to the disk by kind."""
    child = os.fork()
    if not child:
        _child(trial, folder, point)
    if seconds:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    log = folder / ".events"
    seen: Counter[str] = Counter(json.loads(log.read_text()) if log.exists() else {})
    log.unlink(missing_ok=True)
    if point or seconds:
        seen["signal"] = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    elif status:
        raise AssertionError(f"{trial.run.name}: status {status}: {(folder / 'errors').read_text()}")
    return seen


def _child(trial: Trial, folder: Path, point: int) -> None:
    """Become the run."""
    os.chdir(folder)
    for name in [name for name in os.environ if name.startswith(("OPENAI_", "ASSISTANT_"))]:
        del os.environ[name]
    os.environ |= {"ASSISTANT_CACHE_DIR": f"{folder}/cache", "ASSISTANT_DATA_DIR": f"{folder}/data"}
    os.environ |= {"OPENAI_BASE_URL": trial.urls[trial.run.batch], "OPENAI_API_KEY": "k"} if trial.run.model else {}
    (folder / "typed").write_text(trial.run.stdin, encoding="utf-8")
    for descriptor, name, flags in ((0, "typed", os.O_RDONLY), (1, "output", FRESH), (2, "errors", FRESH)):
        os.dup2(os.open(folder / name, flags, 0o600), descriptor)
    from assistant.cli import main
    from assistant.cli.ending import end_on_signals

    end_on_signals()
    watch = _Watch(folder, point)
    code = main(trial.run_as)
    watch.done = True
    (folder / ".events").write_text(json.dumps(watch.seen))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class _Watch:
    """Counts what is done to the disk below a folder, and kills the process at a point."""

    def __init__(self, folder: Path, point: int) -> None:
        self.seen: Counter[str] = Counter()
        self.done = False
        self._folder, self._point = str(folder), point
        self._kept = {"output", "errors", "typed"}
        fsync = os.fsync

        def synced(descriptor: int) -> None:
            self.count("fsync")
            fsync(descriptor)
            self.count("fsynced")

        connect = sqlite3.connect

        def connected(*args: Any, **named: Any) -> sqlite3.Connection:
            made: sqlite3.Connection = connect(*args, **named)
            made.set_trace_callback(self._stated)
            return made

        os.fsync = synced  # type: ignore[assignment]
        sqlite3.connect = connected  # type: ignore[assignment]
        sys.addaudithook(self._heard)

    def count(self, what: str) -> None:
        """One thing more was done."""
        self.seen[what] += 1
        if self.seen.total() == self._point:
            os.kill(os.getpid(), signal.SIGKILL)

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if self.done:
            return
        if event in PATHS and (PATHS[event] < 0 or self._ours(event, given)):
            self.count(event)

    def _stated(self, statement: str) -> None:
        word = statement.split(" ", 1)[0].upper()
        if word not in ("SELECT", "PRAGMA"):
            self.count(f"sqlite {word}")

    def _ours(self, event: str, given: tuple[Any, ...]) -> bool:
        path = os.fsdecode(given[0]) if isinstance(given[0], str | bytes | os.PathLike) else ""
        inside = (path.startswith(self._folder) or not path.startswith("/")) and path != ""
        return inside and (event != "open" or bool(given[2] & WRITING))


def _prepared(folder: Path) -> str:
    """A folder as runs find it; returns the id of a finding in it."""
    from assistant.cli import main

    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (folder / "pairs.jsonl").write_text(PAIRS, encoding="utf-8")
    for name in FORMATS:
        (folder / name).write_bytes(EARLIER)
    found = folder / "found.json"
    assert main(["compare", str(folder / "one.txt"), str(folder / "two.txt"), "-q", "-o", str(found)]) == 0
    return str(json.loads(found.read_text(encoding="utf-8"))["stories"][0]["discrepancies"][0]["id"])


@contextmanager
def _place(template: Path | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        if template:
            shutil.copytree(template, place, dirs_exist_ok=True)
        yield Path(place)


@contextmanager
def endpoints() -> Iterator[dict[bool, str]]:
    """Endpoints in a process of their own: a fork of one that has threads may hang."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        with Loopback(honest) as quick, BatchLoopback(honest) as batches:
            os.write(theirs, f"{quick.base_url} {batches.base_url}".encode())
            while os.getppid() != 1:
                time.sleep(1)
        os._exit(0)
    try:
        quick_url, batch_url = os.read(ours, 1000).decode().split()
        yield {False: quick_url, True: batch_url}
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def warmed() -> None:
    """Load what runs need, so that their forks have it."""
    import pyarrow.parquet  # noqa: F401

    import assistant.cli.batch
    import assistant.cli.checking
    import assistant.cli.into
    import assistant.engines.llm
    import assistant.llm.endpoint
    import assistant.llm.stack  # noqa: F401

    sqlite3.connect(":memory:").close()


def each(names: list[str], every: int, told: Callable[[Found], None]) -> None:
    """Kill the runs of some names, or all."""
    with endpoints() as urls:
        warmed()
        for run in RUNS:
            if not names or run.name in names:
                told(tell(run, every, urls))


def main(arguments: list[str]) -> None:
    """Kill the runs that are named, or all, at each point or each `--every`th."""
    every = 1
    if "--every" in arguments:
        at = arguments.index("--every")
        every, arguments = int(arguments[at + 1]), arguments[:at]
    each(arguments, every, lambda found: print(json.dumps(asdict(found)), flush=True))


if __name__ == "__main__":
    main(sys.argv[1:])
