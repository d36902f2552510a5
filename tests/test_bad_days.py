"""The program on a bad day: full disks, closed folders, odd clocks, kills, later versions, no home, signals.

What each command does under each fault is tried by `bench.bad_days` and `bench.kills`; here is a sample of it that
needs neither root nor mounts.
"""

import ctypes
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.cli.cache import _age
from assistant.cli.ending import shortage
from assistant.compare.review_file import dump, parse
from assistant.errors import UserError
from assistant.evaluate.runfile import load
from assistant.llm.batch import jobs, unreadable
from assistant.llm.call import Call, Message, Reply
from assistant.llm.entry import Entry, from_text, to_text
from assistant.llm.store import cache_folder, open_store
from assistant.places import expanded, kept_in
from assistant.sessions import Exchange, open_sessions
from assistant.settings import Settings
from assistant.whole import made_alone, remove_left, room, sweep, write_whole
from tests.cli_runner import COMMAND, ONE, TWO, environment, start
from tests.kept_state import strays
from tests.loopback import Loopback, Raw

Before = Callable[[], None]
LIMIT_SECONDS = 60
EARLIER = "an earlier note\n"
CAPABILITIES = (0, 1, 2, 3)
"""CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH and CAP_FOWNER: with them a superuser is stopped by no mode."""
DROP = 24
"""PR_CAPBSET_DROP of prctl."""


def no_room() -> None:
    """Not a byte may be written to a file, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def bound_by_modes() -> None:
    """Let modes of files stop the superuser too, as continuous integration is one."""
    if not os.getuid():
        libc = ctypes.CDLL(None)
        for capability in CAPABILITIES:
            libc.prctl(DROP, capability, 0, 0, 0)


def few_files() -> None:
    """Eight files may be open at once, which is enough."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))


@dataclass(frozen=True)
class Day:
    """A command under a fault: `said` is in its only line, of which there is none where it is empty."""

    shell: str
    code: int
    said: str
    before: Before | None = None
    env: Mapping[str, str] = field(default_factory=dict)


HOMELESS = {"HOME": "/dev/null", "XDG_DATA_HOME": ""}
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
CLOSED = "chmod 500 shut && ASSISTANT_DATA_DIR=$PWD/shut/data"
SHUT = "chmod 500 shut && ASSISTANT_NO_CACHE= ASSISTANT_CACHE_DIR=$PWD/shut/c"
DAYS = {
    "a full disk under a note": Day("A brief one.txt two.txt -q -o note.md", 2, "-o note.md: File too large", no_room),
    "a full disk under a review": Day("A review found.json ID confirmed", 2, "reviews.jsonl: File too large", no_room),
    "a full disk under help": Day("A --help > /dev/full", 2, "No space left on device; make room"),
    "nobody hears": Day("A brief one.txt two.txt -o other.md 2> /dev/full", 0, ""),
    "no output at all": Day("A --version >&-", 2, "Bad file descriptor"),
    "a closed folder": Day(f"{CLOSED} A sessions list", 2, "Permission denied; mend that", bound_by_modes),
    "a closed cache": Day(f"{SHUT} A ask 'How many died?' one.txt -q", 0, "(Permission denied); name", bound_by_modes),
    "no home": Day("A sessions list", 2, "/dev/null/.local", env=HOMELESS),
    "a file like a home": Day("A chat ~nobody.txt -q </dev/null", 0, ""),
    "bytes that are no text": Day(r"printf 'How many \377 died?' | A ask - one.txt -q", 0, "", env=ASCII),
    "a locale without letters": Day("A brief ö.txt two.txt -q -o ü.md && grep -q 19 ü.md", 0, "", env=ASCII),
    "few open files": Day("A brief one.txt two.txt -q", 0, "", few_files),
    "a reader that is gone": Day("A brief one.txt two.txt -q | true; exit ${PIPESTATUS[0]}", 0, ""),
    "nobody who hears": Day("A brief nothing.txt 2>&1 | true; exit ${PIPESTATUS[0]}", 2, ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles, what was found in them, an earlier note and a folder to be shut."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in (("one.txt", ONE), ("two.txt", TWO), ("ö.txt", ONE), ("~nobody.txt", ONE), ("note.md", EARLIER)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "shut").mkdir()
    command = [*COMMAND, "compare", "one.txt", "two.txt", "-q", "-o", "found.json"]
    subprocess.run(command, cwd=folder, env=environment(), check=True, timeout=LIMIT_SECONDS)
    return folder


def finding(desk: Path) -> str:
    """The id of a finding."""
    return str(json.loads((desk / "found.json").read_text(encoding="utf-8"))["stories"][0]["discrepancies"][0]["id"])


@pytest.mark.parametrize("name", DAYS)
def test_a_fault_is_told_in_a_line_and_harms_nothing(name: str, desk: Path) -> None:
    """The exit code is the one that is documented, the earlier note stays, no draft does."""
    day = DAYS[name]
    script = 'A() { "$PY" -m assistant "$@"; }; ' + day.shell.replace("ID", finding(desk))
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=desk,
        env=environment(PY=sys.executable, **{"HOME": str(desk), "ASSISTANT_DATA_DIR": "", **day.env}),
        preexec_fn=day.before,
        capture_output=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    said = [line for line in done.stderr.decode().splitlines() if "engine: builtin" not in line]
    assert done.returncode == day.code, said
    assert day.said in "".join(said)
    assert len(said) == bool(day.said), said
    assert (desk / "note.md").read_text(encoding="utf-8") == EARLIER
    assert strays(desk) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_ends_promptly_and_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    """A call that hangs holds nobody up, and the earlier note stays."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "note.md").write_text(EARLIER, encoding="utf-8")
    came = []
    with Loopback(lambda request: came.append(request) or Raw(delay=1, hang_up=True)) as server:  # type: ignore[func-returns-value]
        asked = ["brief", "one.txt", "-q", "-o", "note.md", "--model", "m", "--base-url", server.base_url]
        process = start(asked, tmp_path, {"OPENAI_API_KEY": "k"})
        end = time.monotonic() + LIMIT_SECONDS
        while not came and time.monotonic() < end:
            time.sleep(0.02)
        process.send_signal(number)
        output, errors = process.communicate(timeout=LIMIT_SECONDS)
    assert (process.returncode, output, errors) == (128 + number, "", "")
    assert (tmp_path / "note.md").read_text(encoding="utf-8") == EARLIER
    assert strays(tmp_path) == []


def test_a_kill_at_any_write_leaves_the_state_whole() -> None:
    """The next run goes on, ends as if nothing had been, and clears away what was left, at a sample of points."""
    names = ["chat", "review"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.killed", *names, "--every", "13"],
        cwd=Path(__file__).parent.parent,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=5 * LIMIT_SECONDS,
        check=True,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["name"] for each in told] == names
    assert all(each["tried"] for each in told)
    assert [each["amiss"] for each in told] == [{}] * len(names)


def test_a_draft_that_was_left_is_swept_and_one_that_is_written_is_not(tmp_path: Path) -> None:
    """Whose maker lives is known by its lock."""
    left, busy = tmp_path / ".assistant-0.tmp", tmp_path / ".assistant-1.tmp"
    left.write_text("half")
    held = made_alone(busy)
    write_whole(tmp_path / "note.md", b"whole\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".assistant-1.tmp", "note.md"]
    os.close(held)
    sweep(tmp_path)
    assert strays(tmp_path) == []


def test_a_file_keeps_its_mode_unless_it_is_private(tmp_path: Path) -> None:
    """Also where the one before was open to others."""
    note = tmp_path / "note.md"
    note.write_text(EARLIER)
    note.chmod(0o640)
    write_whole(note, b"new\n")
    assert note.stat().st_mode & 0o777 == 0o640
    write_whole(note, b"newer\n", private=True)
    assert (note.stat().st_mode & 0o777, note.read_bytes()) == (0o600, b"newer\n")


def test_room_that_is_not_used_is_given_back(tmp_path: Path) -> None:
    """What is put in it is shorter than the room."""
    with room(tmp_path, 5000) as put:
        put(tmp_path / "b.json", b"{}")
    with pytest.raises(ValueError, match="no id"), room(tmp_path, 5000):
        raise ValueError("no id")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"b.json": b"{}"}


def test_only_what_is_ours_and_left_is_taken_over(tmp_path: Path) -> None:
    """A lock of another machine stands, as does one that somebody holds, and a link is not followed."""
    lock, link = tmp_path / "lock", tmp_path / "link"
    lock.write_bytes(b"elsewhere")
    link.symlink_to(lock)
    assert not remove_left(lock, b"here")
    assert not remove_left(link)
    held = made_alone(tmp_path / "held")
    assert not remove_left(tmp_path / "held")
    os.close(held)
    lock.write_bytes(b"here")
    assert remove_left(lock, b"here")
    assert not lock.exists()


def entry(**more: object) -> str:
    """A reply that was kept, with what a later version may have written into it."""
    call = Call("http://here/v1", "m", "free", (Message("user", "Question?"),))
    held = json.loads(to_text(Entry(call, Reply("yes", "stop", 3, 1))))
    return json.dumps({**held, "reply": {**held["reply"], **more}})


def test_a_reply_of_a_later_version_is_read() -> None:
    """It was paid for; what is not known of it is left alone."""
    read = from_text(entry(thoughts="none"))
    assert read is not None
    assert read.reply == Reply("yes", "stop", 3, 1)


@pytest.mark.parametrize(("days", "old"), [(-40, True), (-1, False), (0.5, False), (30, True), (36_500, True)])
def test_a_day_that_is_to_come_says_no_age(days: float, old: bool) -> None:
    """What the clock of a wrong day has dated is not kept for ever; a little it may be ahead."""
    at = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
    held = from_text(json.dumps({**json.loads(entry()), "at": at}))
    assert held is not None
    assert (_age(held) > 30 * 86_400) == old


def test_sessions_follow_what_was_done_not_the_clock(tmp_path: Path) -> None:
    """One that was used on a day to come is not the last one for ever."""
    kept = open_sessions(tmp_path)
    ahead, now = kept.begin(["a.txt"]), kept.begin(["b.txt"])
    kept.add(ahead, Exchange("Before?", at="2999-01-01T00:00:00+00:00"))
    kept.add(now, Exchange("After?", at="2001-01-01T00:00:00+00:00"))
    assert [each.id for each in kept.list()] == [now.id, ahead.id]
    latest = kept.begin(["c.txt"])
    assert kept.latest() == latest


def test_a_session_of_a_later_version_is_read(tmp_path: Path) -> None:
    """What it says of cited words and we do not know is no damage."""
    kept = open_sessions(tmp_path)
    session = kept.begin(["a.txt"])
    kept.add(session, Exchange("Who?"))
    cited = {"mark": "1:1", "path": "a", "source": "A", "start": 0, "end": 1, "text": "x", "mood": "glad"}
    db = sqlite3.connect(kept.file)
    db.execute("UPDATE exchanges SET sentences = ?", (json.dumps([{"text": "X.", "cited": [cited]}]),))
    db.commit()
    db.close()
    assert kept.exchanges(session)[0].sentences[0].cited[0].text == "x"


REVIEWED = {
    "id": "aaaaaaaaaa", "state": "confirmed", "note": "", "by": "Ada", "at": "2026-01-01T00:00:00Z",
    "question": "How many?", "kind": "number", "verdict": "contradiction", "severity": "major", "why": "",
    "positions": [],
}  # fmt: skip


def test_a_review_keeps_what_a_later_version_wrote() -> None:
    """Only the line that is marked is written anew."""
    line = json.dumps({**REVIEWED, "votes": 3})
    (review,) = parse(line, "r")
    assert json.loads(dump([review], line + "\n"))["votes"] == 3
    assert json.loads(dump([replace(review, by="Eve")], line + "\n")) == {**REVIEWED, "by": "Eve"}


def test_a_run_of_a_later_version_is_called_so(tmp_path: Path) -> None:
    """Also where it has another shape."""
    (tmp_path / "run.json").write_text('{"format": 99, "pieces": []}', encoding="utf-8")
    with pytest.raises(UserError, match="newer version"):
        load(tmp_path / "run.json")


def test_a_batch_that_cannot_be_read_is_not_forgotten(tmp_path: Path) -> None:
    """It was paid for."""
    folder = tmp_path / "batches"
    folder.mkdir()
    (folder / "b1.json").write_text('{"id": "b1", "jobs": []}', encoding="utf-8")
    assert (jobs(tmp_path), unreadable(tmp_path)) == ([], [folder / "b1.json"])


def test_a_store_that_fails_later_is_told(tmp_path: Path) -> None:
    """Deleting and listing say what happened; they are no bug of ours."""
    store = open_store(tmp_path)
    store.put("key", "text")
    store.close()
    for path in store.folder.glob("cache.db*"):
        path.write_bytes(b"no database at all\n" * 500)
    with pytest.raises(UserError, match="cannot be used"):
        store.delete("key")
    with pytest.raises(UserError, match="cannot be used"):
        list(store)


def test_no_home_is_told_and_no_folder_made() -> None:
    """A folder called ~ is nobody's wish."""
    with pytest.raises(UserError, match="ASSISTANT_X"):
        kept_in("", "ASSISTANT_X", lambda: "~no-such-user-here/.cache")
    with pytest.raises(UserError, match="ASSISTANT_CACHE_DIR"):
        cache_folder(Settings(cache_dir="~no-such-user-here/x"))
    assert kept_in("some/where", "X", lambda: "").is_absolute()
    assert expanded("~no-such-user-here.txt") == Path("~no-such-user-here.txt")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "out of memory"),
        (OSError(24, "Too many open files", "a.txt"), "a.txt: Too many open files; raise the limit of open files"),
        (PermissionError(13, "Permission denied", "kept"), "kept: Permission denied; look at its owner"),
        (RuntimeError("can't start new thread"), "no thread can be started"),
        (ImportError("libx.so: failed to map segment from shared object"), "out of memory"),
        (ImportError("libx.so: cannot open shared object file: Too many open files"), "ulimit -n"),
        (RuntimeError("a bug"), ""),
        (OSError(2, "No such file or directory"), ""),
        (ImportError("no module named x"), ""),
    ],
)
def test_what_the_machine_lacks_is_told_and_bugs_are_not(error: Exception, told: str) -> None:
    """A line where the user can mend it, a traceback else."""
    assert told in shortage(error)
    assert bool(shortage(error)) == bool(told)
