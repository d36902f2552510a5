"""Texts on disk by key, shared by processes: the only file that knows diskcache.

Diskcache unpickles what it finds in its files, so that whoever can write one could run code here
(CVE-2025-69872). The disk below holds text only: it neither pickles nor unpickles, and it neither
reads nor removes a file that a row names. A row of another kind is as if it were not there.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import UserError
from assistant.places import kept_in
from assistant.private import FILE_MODE, OURS, make_private

if TYPE_CHECKING:
    import diskcache

    from assistant.settings import Settings

FOLDER = "calls"
LIBRARY = "library"
"""Where what is made of articles is kept, beside the calls."""
EVALS = "evals"
"""Where an evaluation that is under way is kept."""
DATABASE = "cache.db"  # diskcache's own name for it
AS_IT_IS = 1  # its mark for a value that is stored as it is
BUSY_SECONDS = 30
NO_LIMIT = 2**62  # bytes
WAYS_OUT = "name another folder in ASSISTANT_CACHE_DIR, empty it with 'assistant cache clear', or add --no-cache"
logger = logging.getLogger(__name__)


class Store:
    """A mapping from text to text that survives the process. Safe to use from threads and processes.

    A fault of the disk after the opening never ends a run: it is told once, and from then on
    nothing is found and nothing kept.
    """

    def __init__(self, folder: Path, held: "diskcache.Cache") -> None:
        self.folder = folder
        self._held = held
        self._broken = False

    def get(self, key: str) -> str | None:
        """The text of a key, or None."""
        if self._broken:
            return None
        try:
            found = self._held.get(key)
        except Exception as error:
            self._fail(error)
            return None
        return found if isinstance(found, str) else None

    def put(self, key: str, text: str) -> None:
        """Keep a text; it is on its way to the disk when this returns, and safe from the process's death."""
        if self._broken:
            return
        try:
            self._held.set(key, text)
        except Exception as error:
            self._fail(error)

    def delete(self, key: str) -> None:
        """Forget a key, held or not. Raises UserError where that fails."""
        with _told(self.folder):
            self._held.delete(key, retry=True)

    def __iter__(self) -> Iterator[str]:
        """The keys, sorted. Raises UserError where they cannot be read."""
        with _told(self.folder):
            for key in self._held.iterkeys():
                if isinstance(key, str):
                    yield key

    def size(self) -> int:
        """Bytes on disk."""
        size = 0
        for path in self.folder.glob(f"{DATABASE}*"):
            with suppress(OSError):  # another process has just put it away
                size += path.stat().st_size
        return size

    def close(self) -> None:
        """Let go of the files, as far as this thread holds them."""
        self._held.close()

    def _fail(self, error: Exception) -> None:
        if not _is_fault(error):
            raise error
        self._broken = True
        logger.warning("the cache in %s failed (%s) and is left alone from here on", self.folder, _reason(error))


def cache_folder(settings: "Settings") -> Path:
    """The folder of everything that is kept: the one that is set, else the user's cache folder. Raises UserError."""
    from platformdirs import user_cache_dir

    standard = partial(user_cache_dir, OURS, appauthor=False)
    return kept_in(settings.cache_dir, "ASSISTANT_CACHE_DIR", standard)


def open_store(folder: str | Path, name: str = FOLDER) -> Store:
    """The store of a name in a folder, which is made where it is missing; only its owner can read it.

    Raises UserError for a folder that cannot be used.
    """
    place = Path(folder) / name
    with _told(Path(folder)):
        _make_private(place)
        held = _open(place)
    return Store(place, held)


def remove_store(folder: str | Path, name: str = FOLDER) -> None:
    """Remove the files of a store, whatever state they are in. Raises UserError where that fails."""
    place = Path(folder) / name
    try:
        if place.is_dir():
            for path in (*place.glob(f"{DATABASE}*"), *place.glob("*/*.lock")):
                path.unlink()
    except OSError as error:
        raise UserError(f"{place}: cannot be removed ({_reason(error)}); remove it by hand") from None


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Say a fault of the disk or the database as a UserError."""
    try:
        yield
    except Exception as error:
        if not _is_fault(error):
            raise
        raise UserError(f"the cache in {folder} cannot be used ({_reason(error)}); {WAYS_OUT}") from None


def _make_private(place: Path) -> None:
    make_private(place.parent, named=True)
    make_private(place)
    database = place / DATABASE
    # SQLite gives its other files the mode of this one.
    os.close(os.open(database, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), FILE_MODE))
    database.chmod(FILE_MODE)


def _open(place: Path) -> "diskcache.Cache":
    import diskcache
    from filelock import FileLock

    with FileLock(place / "open.lock", timeout=BUSY_SECONDS, mode=FILE_MODE):
        held = diskcache.Cache(
            str(place),
            timeout=BUSY_SECONDS,
            disk=_text_disk(),
            eviction_policy="none",
            size_limit=NO_LIMIT,
            cull_limit=0,
            statistics=0,
            tag_index=0,
        )
        next(held.iterkeys(), None)  # a damaged database shows now, not in the middle of a run
    return held


def _is_fault(error: Exception) -> bool:
    """Whether an error is the disk's or the database's, and not a bug of ours."""
    import diskcache
    from filelock import Timeout

    return isinstance(error, OSError | sqlite3.Error | diskcache.Timeout | Timeout)


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text or type(error).__name__


class _TextOnly:
    """What a disk of diskcache does with keys and values, for text alone: all of it in the database."""

    def __init__(self, directory: str, **_: Any) -> None:
        super().__init__(directory)  # type: ignore[call-arg]

    def put(self, key: Any) -> tuple[str, bool]:
        """A key as the database has it. Raises TypeError for one that is no text."""
        return _text(key), True

    def get(self, key: Any, raw: Any) -> str | None:
        """A key from the database; None for one that is no text."""
        return key if raw and isinstance(key, str) else None

    def store(self, value: Any, read: Any, key: Any = None) -> tuple[int, int, None, str]:
        """A value as the database has it. Raises TypeError for one that is no text."""
        return 0, AS_IT_IS, None, _text(value)

    def fetch(self, mode: Any, filename: Any, value: Any, read: Any) -> str:
        """A value from the database. Raises OSError, as for a row that is gone, for one that is no text."""
        if mode != AS_IT_IS or filename is not None or not isinstance(value, str):
            raise OSError("a row that holds no text")
        return value

    def filename(self, key: Any = None, value: Any = None) -> tuple[str, str]:
        """Raise TypeError: nothing is kept in files."""
        raise TypeError("the store keeps nothing in files")

    def remove(self, file_path: Any) -> None:
        """Leave the file alone: a row that names one is not ours."""


@cache
def _text_disk() -> type:
    import diskcache

    return type("TextDisk", (_TextOnly, diskcache.Disk), {})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"the store holds text, not {type(value).__name__}")
    return value
