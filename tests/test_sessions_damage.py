"""What is damaged is set aside and kept; what is only locked, full or closed to us is told and left alone."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.sessions import Sessions, open_sessions
from tests.conversations import WRITER, finished, python, said

PAGE = 4096
FULL = """
import resource, sys
from pathlib import Path
from assistant.errors import UserError
from assistant.sessions import Exchange, open_sessions

kept = open_sessions(Path(sys.argv[1]))
session = kept.begin([])
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
for number in range(1000):
    try:
        kept.add(session, Exchange("long?", "words " * 2000))
    except UserError as error:
        print(number, error)
        break
"""
CRAMPED = """
import resource, sys
from pathlib import Path
from assistant.sessions import Exchange, open_sessions

kept = open_sessions(Path(sys.argv[1]))
secret, other = kept.begin([], name="secret"), kept.begin([], name="other")
for number in range(5):
    kept.add(secret, Exchange("Where?", "The quillon stands by the wall. " * 50))
for number in range(30):
    kept.add(other, Exchange("What?", "words " * 20000))
limit = kept.file.stat().st_size // 2
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
kept.delete(secret)
print(kept.file.stat().st_size > limit)
"""
CLOSED = """
import os, sys
from pathlib import Path
from assistant.errors import UserError
from assistant.sessions import Exchange, open_sessions

folder = Path(sys.argv[1])
kept = open_sessions(folder)
session = kept.begin([], name="closed")
kept.add(session, Exchange("before?"))
kept.file.chmod(0o400)
folder.chmod(0o500)
if not os.getuid():  # whom no mode stops
    for path in (folder, kept.file):
        os.chown(path, 65534, 65534)
    os.setgid(65534)
    os.setuid(65534)
again = open_sessions(folder)
print(again.note, len(again.list()), len(again.search("before")))
try:
    again.add(session, Exchange("after?"))
except UserError as error:
    print(error)
folder.chmod(0o700)
"""


@pytest.fixture
def kept(tmp_path: Path) -> Sessions:
    """A folder with a session of forty exchanges."""
    made = open_sessions(tmp_path)
    session = made.begin([], name="old")
    for number in range(40):
        made.add(session, said(f"question {number}", "The ferry left at nine. " * 20))
    return made


def garbage(file: Path) -> None:
    """Nothing of SQLite's."""
    file.write_bytes(b"no database at all\n" * 500)


def short_garbage(file: Path) -> None:
    """Less than SQLite's header."""
    file.write_bytes(b"oops")


def truncated(file: Path) -> None:
    """The file's end is missing."""
    os.truncate(file, 3 * PAGE)


def truncated_in_a_page(file: Path) -> None:
    """The file's end is missing, amid a page."""
    os.truncate(file, 2 * PAGE + 100)


def overwritten(file: Path) -> None:
    """A page in the middle is another file's."""
    content = bytearray(file.read_bytes())
    content[5 * PAGE : 6 * PAGE] = b"\x5a" * PAGE
    file.write_bytes(content)


def alien(file: Path) -> None:
    """A sound database of another program."""
    file.unlink()
    db = sqlite3.connect(file)
    db.execute("CREATE TABLE sessions (title TEXT)")
    db.execute("PRAGMA user_version = 7")
    db.commit()
    db.close()


def lacking(file: Path) -> None:
    """Our database without one of its columns."""
    db = sqlite3.connect(file)
    db.execute("ALTER TABLE exchanges DROP COLUMN why")
    db.commit()
    db.close()


@pytest.mark.parametrize(
    "damage", [garbage, short_garbage, truncated, truncated_in_a_page, overwritten, alien, lacking]
)
def test_a_damaged_file_is_set_aside(damage: Callable[[Path], None], kept: Sessions) -> None:
    """It is kept byte for byte under another name, a new one works, and one line says so."""
    damage(kept.file)
    content = kept.file.read_bytes()
    again = open_sessions(kept.file.parent)
    (aside,) = kept.file.parent.glob("sessions.db.damaged-????????-??????")
    assert aside.read_bytes() == content
    assert again.list() == ()
    again.add(again.begin([], name="new"), said("Does it work?"))
    assert aside.name in again.note
    assert "\n" not in again.note
    assert open_sessions(kept.file.parent).note == ""


def test_damaged_twice_in_a_second_keeps_both(kept: Sessions) -> None:
    """No file that was set aside is written over."""
    for _ in range(3):
        garbage(kept.file)
        open_sessions(kept.file.parent)
    assert len(list(kept.file.parent.glob("*damaged*"))) == 3


def test_the_journal_of_a_damaged_file_goes_with_it(kept: Sessions) -> None:
    """What was half written to the old file is not written into the new one."""
    garbage(kept.file)
    Path(f"{kept.file}-journal").write_bytes(b"\x00" * 600)
    again = open_sessions(kept.file.parent)
    assert len(list(kept.file.parent.glob("*damaged*-journal"))) == 1
    assert not Path(f"{kept.file}-journal").exists()
    assert again.list() == ()


def test_an_empty_file_is_a_new_one(kept: Sessions) -> None:
    """There is nothing in it to keep."""
    kept.file.write_bytes(b"")
    again = open_sessions(kept.file.parent)
    assert (again.note, again.list()) == ("", ())


def test_processes_set_a_damaged_file_aside_once(kept: Sessions) -> None:
    """The new file of one is not taken for the damaged one by another."""
    garbage(kept.file)
    running = [python(WRITER, kept.file.parent, "", "5") for _ in range(4)]
    for process in running:
        finished(process)
    assert len(list(kept.file.parent.glob("*damaged*"))) == 1
    assert [each.exchanges for each in open_sessions(kept.file.parent).list()] == [5] * 4


def test_damage_while_a_chat_runs_is_told(kept: Sessions) -> None:
    """The chat can go on unsaved; the next one sets the file aside."""
    session = kept.named("old")
    garbage(kept.file)
    with pytest.raises(UserError, match="damaged"):
        kept.add(session, said("And now?"))
    assert not list(kept.file.parent.glob("*damaged*"))
    assert open_sessions(kept.file.parent).note


def test_a_row_that_cannot_be_read_is_told(kept: Sessions) -> None:
    """A sound database with unsound words in it is no bug of ours, nor thrown away."""
    db = sqlite3.connect(kept.file)
    db.execute("UPDATE exchanges SET sentences = 'not JSON' WHERE number = 3")
    db.commit()
    db.close()
    again = open_sessions(kept.file.parent)
    with pytest.raises(UserError, match="cannot be read"):
        again.exchanges(again.named("old"))


def test_a_file_of_a_later_version_is_refused(kept: Sessions) -> None:
    """It is neither changed nor set aside, and one line says what to do."""
    db = sqlite3.connect(kept.file)
    db.execute("PRAGMA user_version = 99")
    db.commit()
    db.close()
    content = kept.file.read_bytes()
    with pytest.raises(UserError, match="format 99") as error:
        open_sessions(kept.file.parent)
    assert "ASSISTANT_DATA_DIR" in str(error.value)
    assert kept.file.read_bytes() == content
    assert not list(kept.file.parent.glob("*damaged*"))


@pytest.mark.parametrize("do", ["open", "add", "list"])
def test_a_locked_file_is_not_damaged(do: str, kept: Sessions) -> None:
    """After a while it is told that another program uses it, and afterwards all is there."""
    session = kept.named("old")
    hasty = open_sessions(kept.file.parent, wait=0.05)
    other = sqlite3.connect(kept.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(UserError, match="in use by another program"):
            {
                "open": lambda: open_sessions(kept.file.parent, wait=0.05),
                "add": lambda: hasty.add(session, said("Now?")),
                "list": hasty.list,
            }[do]()
    finally:
        other.execute("ROLLBACK")
        other.close()
    again = open_sessions(kept.file.parent)
    assert (again.note, again.named("old").exchanges) == ("", 40)


def test_a_full_disk_is_not_damage(tmp_path: Path) -> None:
    """What was kept before the disk was full is whole, and what failed is told in a line."""
    number, _, reason = finished(python(FULL, tmp_path)).partition(" ")
    assert "ASSISTANT_DATA_DIR" in reason
    again = open_sessions(tmp_path)
    assert again.note == ""
    assert again.list()[0].exchanges == int(number) > 5


def test_deleting_needs_no_room(tmp_path: Path) -> None:
    """Where the file cannot be packed the words are gone all the same, and the rest is whole."""
    assert finished(python(CRAMPED, tmp_path)) == "True\n"
    assert b"quillon" not in (tmp_path / "sessions.db").read_bytes()
    again = open_sessions(tmp_path)
    assert again.note == ""
    assert [(each.name, each.exchanges) for each in again.list()] == [("other", 30)]


def test_a_place_that_is_closed_to_writing_can_be_read() -> None:
    """Sessions are listed and found there; keeping one is refused in a line."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "data"
        Path(folder).chmod(0o755)
        first, second, *_ = finished(python(CLOSED, place)).splitlines()
    assert first.split() == ["1", "1"]
    assert "readonly" in second
    assert "ASSISTANT_DATA_DIR" in second


@pytest.mark.parametrize("obstacle", ["file as folder", "folder as file"])
def test_a_place_that_cannot_be_used_is_told(obstacle: str, tmp_path: Path) -> None:
    """One line names the place and the setting that names another."""
    if obstacle == "file as folder":
        (tmp_path / "data").write_text("", encoding="utf-8")
    else:
        (tmp_path / "data" / "sessions.db").mkdir(parents=True)
    with pytest.raises(UserError) as error:
        open_sessions(tmp_path / "data")
    assert str(tmp_path / "data") in str(error.value)
    assert "ASSISTANT_DATA_DIR" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_taken_away_is_told(kept: Sessions) -> None:
    """It is not quietly begun anew amid a chat."""
    session = kept.named("old")
    kept.file.unlink()
    with pytest.raises(UserError, match="cannot be used"):
        kept.add(session, said("Where is it?"))
    assert not kept.file.exists()
