"""What is kept is its owner's alone, whatever the umask, and not where somebody else could replace it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.llm.batch import Job, _write
from assistant.llm.cached import Cached
from assistant.llm.call import Call, Message, Reply
from assistant.llm.dialects import Dialects
from assistant.llm.store import EVALS, FOLDER, LIBRARY, open_store
from assistant.llm.weights import fingerprint, models_folder
from assistant.llm.wire import Dialect
from assistant.private import OURS, make_private
from assistant.sessions import open_sessions
from assistant.sessions.records import Exchange
from tests.cli_runner import run

CALL = Call("http://here/v1", "gull", "digest", (Message("user", "text"),))


@pytest.fixture(params=[0o000, 0o022, 0o027, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """A mask that a system may have."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """The mode of a folder and of everything in it."""
    return {str(path): stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


def keep_everything(cache: Path, data: Path) -> None:
    """Write one of each file that is kept."""
    for name in (FOLDER, LIBRARY, EVALS):
        open_store(cache, name).put("a", "text" * 20_000)
    Cached(lambda call: Reply("yes"), open_store(cache))(CALL)
    Dialects(cache, "http://here").learn("gull", Dialect(1))
    models_folder(cache)
    (cache.parent / "weights").write_bytes(b"GGUF")
    fingerprint(cache.parent / "weights", cache)
    make_private(cache / "batches")
    _write(cache / "batches", Job("b-1", "http://here/v1", "gull", "2026-01-01", {CALL.key: CALL}))
    kept = open_sessions(data)
    kept.add(kept.begin(["one.txt"]), Exchange("Who?", "Nobody."))


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("before", [None, 0o755])
def test_everything_that_is_kept_is_private(tmp_path: Path, before: int | None) -> None:
    """Folders are 0700 and files 0600, also where the folders were there and open."""
    cache, data = tmp_path / "cache" / OURS, tmp_path / "data" / OURS
    for place in (cache, data) if before else ():
        place.mkdir(parents=True)
        for each in (place, place.parent):
            each.chmod(before or 0)
    keep_everything(cache, data)
    found = {**modes(cache), **modes(data)}
    names = {Path(path).name for path in found}
    assert {
        "cache.db",
        "dialects.json",
        "weights.json",
        "models",
        "b-1.json",
        "open.lock",
        "locks",
        "sessions.db",
    } <= names
    assert {path: oct(mode) for path, mode in found.items() if mode != (0o700 if Path(path).is_dir() else 0o600)} == {}


@pytest.mark.usefixtures("umask")
def test_the_files_beside_an_open_database_are_private_too(tmp_path: Path) -> None:
    """What SQLite has not yet written to the database itself."""
    store = open_store(tmp_path / "kept")
    store.put("a", "text")
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.folder.glob("cache.db*")}
    store.close()
    assert found == {"cache.db": 0o600, "cache.db-wal": 0o600, "cache.db-shm": 0o600}


def test_a_folder_that_a_user_named_keeps_its_mode(tmp_path: Path) -> None:
    """It may be shared; what is put into it is closed."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    keep_everything(shared, shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755
    assert all(not mode & 0o077 for path, mode in modes(shared).items() if path != str(shared))


@pytest.mark.parametrize("place", ["", "kept"])
def test_a_folder_in_which_anybody_may_write_is_refused(tmp_path: Path, place: str) -> None:
    """Nothing is put there, and the user reads what to do; a sticky one, as /tmp, protects what is in it."""
    (tmp_path / "kept").mkdir()
    (tmp_path / place).chmod(0o777)
    for make in (open_store, open_sessions):
        with pytest.raises(UserError, match=r"anybody may write to it.*chmod o-w.*ASSISTANT_CACHE_DIR"):
            make(tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == []
    (tmp_path / place).chmod(0o1777)
    open_store(tmp_path / "kept").put("a", "text")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to somebody else")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """They could read what is put there."""
    (tmp_path / FOLDER).mkdir()
    os.chown(tmp_path / FOLDER, 65534, 65534)
    with pytest.raises(UserError, match="belongs to somebody else; remove it, or name another folder"):
        open_store(tmp_path)


def test_an_export_of_a_session_is_private(tmp_path: Path) -> None:
    """It holds what was asked, and the words of the articles."""
    kept = open_sessions(tmp_path / "data")
    kept.add(kept.begin(["one.txt"], name="gulls"), Exchange("Who?", "Nobody."))
    done = run(
        ["sessions", "export", "gulls", "-o", "e.md"], tmp_path, extra={"ASSISTANT_DATA_DIR": str(tmp_path / "data")}
    )
    assert done.returncode == 0
    assert stat.S_IMODE((tmp_path / "e.md").stat().st_mode) == 0o600
