"""The form of the file: its tables, the steps from each version to the next, and what counts as damage."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

OURS = 0x46434153
"""SQLite's application_id by which the file is known as ours: `FCAS`."""
Step = tuple[str, ...]
STEPS: tuple[Step, ...] = (
    (
        """CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE, paths TEXT NOT NULL,
            model TEXT NOT NULL, started TEXT NOT NULL, last TEXT NOT NULL)""",
        """CREATE TABLE exchanges (
            session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE, number INTEGER NOT NULL,
            at TEXT NOT NULL, question TEXT NOT NULL, understood TEXT NOT NULL, answer TEXT NOT NULL,
            abstained INTEGER NOT NULL, disputed INTEGER NOT NULL, why TEXT NOT NULL,
            sentences TEXT NOT NULL, disputes TEXT NOT NULL, PRIMARY KEY (session, number))""",
    ),
)
"""What leads from version 0, an empty file, to 1, and so on. A step that was released is never changed."""
_COLUMNS = """SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'"""


class NewerError(Exception):
    """The file was written by a later version of the assistant; the argument is the file's version."""


class DamagedError(Exception):
    """The file is no file of sessions, or not all of it is there; the argument says which."""


def make_current(db: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring a file to the last version, an empty one too. Raises NewerError, DamagedError, sqlite3.Error."""
    with transaction(db, "DEFERRED"):  # what is read below is of one moment
        version = _version(db, steps)
    if version < len(steps):
        with transaction(db):
            for step in steps[_version(db, steps) :]:  # another process may have been faster
                for statement in step:
                    db.execute(statement)
            db.execute(f"PRAGMA application_id = {OURS}")
            db.execute(f"PRAGMA user_version = {len(steps)}")
    _examine(db, steps)


@contextmanager
def transaction(db: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All of what is done inside, or nothing of it. Raises sqlite3.Error."""
    db.execute(f"BEGIN {kind}")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk makes SQLite roll back by itself
            db.execute("ROLLBACK")
        raise


def _version(db: sqlite3.Connection, steps: Sequence[Step]) -> int:
    owner, version = _number(db, "application_id"), _number(db, "user_version")
    if not owner and not version and not _number(db, "schema_version"):
        return 0
    if owner != OURS:
        raise DamagedError("another program's file")
    if version > len(steps):
        raise NewerError(version)
    return version


def _examine(db: sqlite3.Connection, steps: Sequence[Step]) -> None:
    found = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    if found != "ok":
        raise DamagedError(found.splitlines()[-1])
    missing = _expected(steps) - set(db.execute(_COLUMNS))
    if missing:
        raise DamagedError(f"{len(missing)} of its columns are missing")


def _expected(steps: Sequence[Step]) -> set[tuple[str, str]]:
    model = sqlite3.connect(":memory:")
    try:
        for statement in (each for step in steps for each in step):
            model.execute(statement)
        return set(model.execute(_COLUMNS))
    finally:
        model.close()


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
