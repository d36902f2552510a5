"""The file of sessions: begun, added to, looked up, deleted. Safe to use from threads and processes.

Every operation opens the file, does its work in one transaction and lets go, so that no process
holds what another one needs and a crash loses at most the exchange that was being written.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from assistant.errors import UserError
from assistant.private import FILE_MODE
from assistant.sessions import rows
from assistant.sessions.naming import absolute, as_name, found, free_name
from assistant.sessions.place import data_folder, make_private, set_aside
from assistant.sessions.records import Exchange, Hit, Session, now
from assistant.sessions.search import search
from assistant.sessions.tables import DamagedError, NewerError, make_current, transaction
from assistant.settings import load_settings

BUSY_SECONDS = 10.0
MOST_HITS = 20
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
PRIMARY = 0xFF
"""The bits of an error code of SQLite that tell its kind."""
WAY_OUT = "mend that, or name another folder in ASSISTANT_DATA_DIR"


class Sessions:
    """What is kept of past conversations. Every method raises UserError where the file cannot be used.

    `note` says that a damaged file was set aside, and is empty otherwise.
    """

    def __init__(self, file: Path, note: str = "", *, wait: float = BUSY_SECONDS) -> None:
        self.file = file
        self.note = note
        self._wait = wait

    def begin(self, paths: Sequence[str], model: str = "", name: str = "") -> Session:
        """A new session, named after its paths where it is given no name. Raises UserError for a name that is taken."""
        at = now()
        places = tuple(map(absolute, paths))
        with self._changing() as db:
            held = rows.sessions(db)
            called = as_name(name, held) if name else free_name(places, held)
            cursor = db.execute(
                "INSERT INTO sessions (name, paths, model, started, last) VALUES (?, ?, ?, ?, ?)",
                (called, rows.listed(places), rows.storable(model), at, at),
            )
        return Session(int(cursor.lastrowid or 0), called, places, model, at, at)

    def add(self, session: Session, said: Exchange) -> Exchange:
        """Keep an exchange: it is on the disk, with its number and time, when this returns."""
        at = said.at or now()
        with self._changing() as db:
            if not db.execute("UPDATE sessions SET last = ? WHERE id = ?", (at, session.id)).rowcount:
                raise UserError(f"session '{session.name}' was deleted meanwhile; nothing more is kept of it")
            most = db.execute("SELECT max(number) FROM exchanges WHERE session = ?", (session.id,)).fetchone()[0]
            kept = replace(said, at=at, number=(most or 0) + 1)
            db.execute(rows.ADD, rows.row_of(session.id, kept))
        return kept

    def list(self) -> tuple[Session, ...]:
        """All sessions, the one last used first."""
        with self._open() as db:
            return rows.sessions(db)

    def latest(self, paths: Sequence[str] = ()) -> Session | None:
        """The session last used, of those on just these paths where some are named; None where there is none."""
        wanted = set(map(absolute, paths))
        return next((each for each in self.list() if not wanted or set(each.paths) == wanted), None)

    def named(self, name: str, *, whole: bool = False) -> Session:
        """The session of a name, an id or, unless `whole`, the beginning of a name.

        Raises UserError, naming the nearest, where there is none or more than one.
        """
        return found(name, self.list(), whole=whole)

    def exchanges(self, session: Session) -> tuple[Exchange, ...]:
        """What was asked and answered in a session, in order."""
        with self._open() as db:
            return rows.exchanges(db, session.id)

    def search(self, words: str, most: int = MOST_HITS) -> tuple[Hit, ...]:
        """The exchanges that hold some words, best first. Raises UserError where `words` holds none."""
        if not any(map(str.isalnum, words)):
            raise UserError("nothing to search for; name words of a question or an answer")
        with self._open() as db:
            held = db.execute(rows.ALL).fetchall()
        hits = search([(row[3], row[4]) for row in held], words, most)
        return tuple(rows.hit_of(held[hit.at], hit.snippet, hit.score) for hit in hits)

    def rename(self, session: Session, name: str) -> Session:
        """Give a session another name. Raises UserError for a name that is taken."""
        with self._changing() as db:
            others = [each for each in rows.sessions(db) if each.id != session.id]
            called = as_name(name, others)
            db.execute("UPDATE sessions SET name = ? WHERE id = ?", (called, session.id))
        return replace(session, name=called)

    def delete(self, session: Session) -> None:
        """Remove a session and its words from the file."""
        with self._changing() as db:
            db.execute("DELETE FROM sessions WHERE id = ?", (session.id,))
        # The words are overwritten by now; where there is no room to pack the file, its gaps are filled later.
        with self._open() as db, suppress(sqlite3.OperationalError):
            db.execute("VACUUM")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with usable(self.file), connected(self.file, self._wait) as db:
            yield db

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db, transaction(db):
            yield db


def open_sessions(folder: Path | None = None, *, wait: float = BUSY_SECONDS) -> Sessions:
    """The sessions of a folder, else of the one that the settings name; its file is made where it is missing.

    A damaged file is set aside and a new one begun, which `note` tells. `wait` is how many seconds
    another process may keep the file to itself. Raises UserError where the folder cannot be used,
    and for a file of a later version.
    """
    place = (data_folder(load_settings()) if folder is None else folder).absolute()
    with usable(place):
        file = make_private(place)
        reason = _damage(file, wait)
        return Sessions(file, _begin_anew(file, wait) if reason else "", wait=wait)


@contextmanager
def connected(file: Path, wait: float) -> Iterator[sqlite3.Connection]:
    """A connection to a file that is there. Raises sqlite3.Error."""
    db = sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, timeout=wait, isolation_level=None)
    try:
        for setting in ("foreign_keys = ON", "secure_delete = ON", "trusted_schema = OFF"):
            db.execute(f"PRAGMA {setting}")
        yield db
    finally:
        db.close()


@contextmanager
def usable(file: Path) -> Iterator[None]:
    """Say what is wrong with the file or its place as a UserError."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise UserError(f"{file}: {_trouble(error)}") from None
    except DamagedError as error:
        raise UserError(f"{file}: {error}; move it away to begin anew") from None


def _damage(file: Path, wait: float) -> str:
    """What is damaged about a file, which is brought to the present version; empty where nothing is."""
    try:
        with connected(file, wait) as db:
            make_current(db)
    except DamagedError as error:
        return str(error)
    except NewerError as error:
        raise UserError(f"{file}: is of format {error}, which a later version wrote; update, or {WAY_OUT}") from None
    except sqlite3.Error as error:
        if not _is_damage(error):
            raise
        return str(error)
    return ""


def _begin_anew(file: Path, wait: float) -> str:
    """Set a damaged file aside, unless another process has done so, and say where it is."""
    from filelock import FileLock

    with FileLock(file.with_name(f"{file.name}.lock"), timeout=wait, mode=FILE_MODE):
        reason = _damage(file, wait)
        if not reason:
            return ""
        aside = set_aside(file)
        make_private(file.parent)
        _damage(file, wait)
    return f"{file} was damaged ({reason}); it is kept as {aside.name}, and a new one is begun"


def _is_damage(error: sqlite3.Error) -> bool:
    return (getattr(error, "sqlite_errorcode", 0) or 0) & PRIMARY in DAMAGED


def _trouble(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError):
        return f"{error.strerror or error}; {WAY_OUT}"
    if _is_damage(error):
        return f"is damaged ({error}); the next command sets it aside"
    if (getattr(error, "sqlite_errorcode", 0) or 0) & PRIMARY in BUSY:
        return "is in use by another program; try again when it is done"
    return f"cannot be used ({error}); {WAY_OUT}"
