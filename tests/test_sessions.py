"""Sessions as a chat keeps them: names, order, several chats at once, a process that dies."""

import signal
import sqlite3
import stat
from pathlib import Path

import pytest

from assistant import answering, read
from assistant.engines.builtin import Builtin
from assistant.errors import UserError
from assistant.sessions import Exchange, Sessions, data_folder, exchange_of, open_sessions
from assistant.sessions.tables import STEPS, NewerError, make_current
from assistant.settings import Settings, load_settings
from tests.cli_runner import ROOT
from tests.conversations import WORDS, WRITER, finished, python, said


@pytest.fixture
def kept(tmp_path: Path) -> Sessions:
    """The sessions of an empty folder."""
    return open_sessions(tmp_path / "data")


def test_what_is_kept_comes_back(kept: Sessions) -> None:
    """Every field of an exchange survives, quotes with their places too."""
    session = kept.begin(["ferry.txt"], "builtin")
    added = kept.add(session, said("When did the ferry leave?"))
    assert kept.exchanges(session) == (added,)
    assert (added.number, added.sentences[0].cited) == (1, (WORDS,))
    assert added.at.endswith("+00:00")
    again = open_sessions(kept.file.parent).list()
    assert [(each.exchanges, each.first, each.model) for each in again] == [(1, "When did the ferry leave?", "builtin")]


def test_an_answer_becomes_an_exchange() -> None:
    """Sentences, who says what, and the words of each with mark, path and date."""
    library = answering.open_library(read(ROOT / "corpus" / "lisk-valley-flood"))
    answer = answering.ask("How many people are missing?", library, engine=Builtin())
    made = exchange_of(answer, lambda quote: library.shelf.marks([quote])[0])
    texts = {article.path: article.text for article in answer.articles}
    cited = [each for told in (*made.sentences, *made.disputes) for each in told.cited]
    assert cited
    assert all(texts[each.path][each.start : each.end] == each.text for each in cited)
    assert all(library.shelf.passages[each.mark].source == each.source for each in cited)
    assert (made.answer, made.disputed, made.abstained) == (answer.answer, answer.disputed, answer.abstained)
    assert made.disputes
    assert answer.answer.startswith(" ".join(told.text for told in made.disputes))


def test_only_the_owner_can_read(kept: Sessions) -> None:
    """The folder that is made and the file are closed to others, the file also where it was open."""
    assert stat.S_IMODE(kept.file.parent.stat().st_mode) == 0o700
    for before, after in ((0o644, 0o600), (0o440, 0o400)):
        kept.file.chmod(before)
        open_sessions(kept.file.parent)
        assert stat.S_IMODE(kept.file.stat().st_mode) == after


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """A folder that a user named and shares is not closed to the others."""
    tmp_path.chmod(0o755)
    made = open_sessions(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["corpus/lisk-valley-flood/", "x"], ["lisk-valley-flood", "lisk-valley-flood-2", "lisk-valley-flood-3"]),
        (["https://example.org/news/ferry.html"], ["ferry", "ferry-2", "ferry-3"]),
        (["-"], ["chat", "chat-2", "chat-3"]),
        (["2025.txt"], ["chat", "chat-2", "chat-3"]),
        ([], ["chat", "chat-2", "chat-3"]),
        (["a\x1b[31mb.txt"], ["a [31mb", "a [31mb-2", "a [31mb-3"]),
    ],
)
def test_sessions_are_named_after_what_is_read(paths: list[str], names: list[str], kept: Sessions) -> None:
    """A session that was given no name gets one that can be typed and that no other has."""
    assert [kept.begin(paths).name for _ in names] == names


@pytest.mark.parametrize("name", ["7", "--yes", "...", "x" * 81, "Old", "old"])
def test_a_name_that_cannot_be_one_is_refused(name: str, kept: Sessions) -> None:
    """A number is an id, a dash begins an option, and a name is had once, in whatever case."""
    kept.begin([], name="Old")
    with pytest.raises(UserError, match="name"):
        kept.begin([], name=name)
    with pytest.raises(UserError, match="name"):
        kept.rename(kept.begin([], name="new"), name)


def test_renaming(kept: Sessions) -> None:
    """A session keeps its words under another name, and may keep its name."""
    session = kept.begin(["ferry.txt"])
    kept.add(session, said("When?"))
    assert kept.rename(kept.rename(session, "Ferry"), "boats").name == "boats"
    assert kept.named("boats").exchanges == 1


@pytest.mark.parametrize(
    ("given", "meant"), [("ferry", "ferry"), ("FERRY", "ferry"), ("2", "ferry-strike"), ("har", "harbour")]
)
def test_a_session_is_found_by_name_id_or_beginning(given: str, meant: str, kept: Sessions) -> None:
    """A whole name comes before the names that only begin so."""
    for name in ("ferry", "ferry-strike", "harbour"):
        kept.begin([], name=name)
    assert kept.named(given).name == meant


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("ferr", "give the whole name: ferry-strike, ferry"),
        ("harbuor", "did you mean harbour?"),
        ("zzz", "assistant sessions list"),
        ("9", "no session '9'"),
        ("", "no session ''"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(given: str, word: str, kept: Sessions) -> None:
    """One line says what else could be meant."""
    for name in ("ferry", "ferry-strike", "harbour"):
        kept.begin([], name=name)
    with pytest.raises(UserError) as error:
        kept.named(given)
    assert word in str(error.value)
    assert "\n" not in str(error.value)


def test_a_beginning_is_not_enough_to_delete(kept: Sessions) -> None:
    """What cannot be taken back takes a whole name."""
    kept.begin([], name="harbour")
    with pytest.raises(UserError, match="give the whole name: harbour"):
        kept.named("har", whole=True)
    assert kept.named("HARBOUR", whole=True).id == kept.named("1", whole=True).id == 1


def test_the_latest_is_the_one_last_used(kept: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all sessions, or of those on the same articles, named from another folder and in another order."""
    assert kept.latest() is None
    first, second = kept.begin(["a.txt", "https://example.org/x"]), kept.begin(["b.txt"])
    assert kept.latest() == second
    kept.add(first, Exchange("Again?", at="2999-01-01T00:00:00+00:00"))
    assert [each.id for each in kept.list()] == [first.id, second.id]
    here = Path.cwd()
    monkeypatch.chdir(here.parent)
    found = kept.latest([f"{here.name}/b.txt"])
    assert found is not None
    assert found.id == second.id
    found = kept.latest(["https://example.org/x", f"{here.name}/a.txt"])
    assert found is not None
    assert found.id == first.id
    assert kept.latest(["c.txt"]) is None


def test_text_that_is_no_text_is_kept(kept: Sessions) -> None:
    """Halves of surrogate pairs, which files' names and broken input bring, and NUL do no harm."""
    session = kept.begin(["caf\udce9.txt"], "m\udce9")
    kept.add(session, Exchange("Who\udce9 \x00 asks?", "\ud800", why="\udfff"))
    assert kept.list()[0].paths[0].endswith("caf\udce9.txt")
    assert [(each.question, each.answer, each.why) for each in kept.exchanges(session)] == [
        ("Who? \x00 asks?", "?", "?")
    ]


def test_chats_at_once_all_save(kept: Sessions) -> None:
    """Four processes on one session and four on their own lose nothing, and number without a gap."""
    session = kept.begin([], name="shared")
    running = [python(WRITER, kept.file.parent, name, "15") for name in ("shared", "") * 4]
    for process in running:
        finished(process)
    assert [each.number for each in kept.exchanges(session)] == list(range(1, 61))
    assert sorted(each.name for each in kept.list()) == ["ferry", "ferry-2", "ferry-3", "ferry-4", "shared"]
    assert all(each.exchanges == 15 for each in kept.list() if each.name != "shared")


def test_processes_begin_one_file_together(tmp_path: Path) -> None:
    """Chats that start at the same moment on an empty folder agree on the file."""
    running = [python(WRITER, tmp_path / "new", "", "1") for _ in range(4)]
    for process in running:
        finished(process)
    assert len(open_sessions(tmp_path / "new").list()) == 4
    assert not list((tmp_path / "new").glob("*damaged*"))


@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_killed_process_loses_at_most_what_it_was_writing(after: int, kept: Sessions) -> None:
    """What was told as kept is there after SIGKILL, and the file is whole."""
    with python(WRITER, kept.file.parent, "", "100000") as process:
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        told = after + len(process.stdout.read().splitlines())  # `communicate` would pass over what was read ahead
    assert process.returncode == -signal.SIGKILL
    again = open_sessions(kept.file.parent)
    held = again.exchanges(again.named("ferry"))
    assert again.note == ""
    assert told <= len(held) <= told + 1
    assert [each.number for each in held] == list(range(1, len(held) + 1))


def test_deleted_words_are_gone_from_the_disk(kept: Sessions) -> None:
    """Neither a search nor the bytes of the file hold them; the other sessions are untouched."""
    secret, other = kept.begin([], name="secret"), kept.begin([], name="other")
    for number in range(30):
        kept.add(secret, said(f"Where is the quillon {number}?", "The quillon stands by the wall. " * 20))
        kept.add(other, said(f"Where is the ferry {number}?"))
    assert b"quillon" in kept.file.read_bytes()
    kept.delete(secret)
    assert not any(b"quillon" in path.read_bytes() for path in kept.file.parent.iterdir())
    assert kept.search("quillon") == ()
    assert [(each.name, each.exchanges) for each in kept.list()] == [("other", 30)]


def test_a_session_that_was_deleted_elsewhere_takes_no_more(kept: Sessions) -> None:
    """A chat that goes on is told, and the deletion stands."""
    session = kept.begin([], name="gone")
    kept.delete(session)
    with pytest.raises(UserError, match="was deleted meanwhile"):
        kept.add(session, said("Still here?"))
    assert kept.list() == ()
    assert kept.begin([], name="next").id != session.id


def test_a_file_of_an_earlier_version_is_brought_up_to_date(kept: Sessions) -> None:
    """A step to the next version keeps the rows, and is not done twice."""
    session = kept.begin(["ferry.txt"])
    kept.add(session, said("When?"))
    steps = (*STEPS, ("ALTER TABLE sessions ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",))
    db = sqlite3.connect(kept.file, isolation_level=None)
    try:
        make_current(db, steps)
        make_current(db, steps)
        assert db.execute("SELECT name, pinned FROM sessions").fetchall() == [("ferry", 0)]
        with pytest.raises(NewerError):
            make_current(db)
    finally:
        db.close()


def test_a_step_that_fails_changes_nothing(kept: Sessions) -> None:
    """A file is of one version or the next, never between."""
    steps = (*STEPS, ("ALTER TABLE sessions ADD COLUMN pinned TEXT", "DROP TABLE no_such_table"))
    db = sqlite3.connect(kept.file, isolation_level=None)
    try:
        with pytest.raises(sqlite3.OperationalError):
            make_current(db, steps)
        make_current(db)
        assert "pinned" not in str(db.execute("SELECT sql FROM sqlite_master").fetchall())
    finally:
        db.close()


def test_the_folder_is_the_users_or_the_one_that_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flag, variable or file names another one; without, it is the standard place."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder(Settings()).name == "factcheck-assistant"
    named = load_settings(environ={"ASSISTANT_DATA_DIR": str(tmp_path / "mine")}, folder=tmp_path)
    assert data_folder(named) == tmp_path / "mine"
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "mine"))
    assert open_sessions().file.parent == tmp_path / "mine"
