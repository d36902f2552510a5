"""Files that are either whole or not there, whoever is stopped while writing them.

What is written is a draft beside the file, which takes the file's place at once. Who writes holds the system's lock
on the draft for as long as it lives: a draft whose lock is free was left by a process that was killed, and whoever
writes into the folder next removes it.
"""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX, SUFFIX = ".assistant-", ".tmp"
TOKEN_BYTES = 6
MODE, PRIVATE = 0o666, 0o600
"""Modes of a new file before the umask: as any other, or for its owner alone."""


def write_whole(target: Path, content: bytes, *, private: bool = False) -> None:
    """Replace a file by another content at once: whoever reads it meets the old one or the new. Raises OSError.

    The file keeps its mode, unless it is to be `private`.
    """
    real = target.resolve()
    # Never open to more people than the file that it replaces, not even as a draft.
    before = stat.S_IMODE(real.stat().st_mode) if real.exists() else MODE
    with _draft(real.parent, PRIVATE if private else before) as (draft, descriptor):
        _fill(descriptor, content)
        if real.exists() and not private:
            shutil.copymode(real, draft)
        _put(draft, descriptor, real)


@contextmanager
def room(folder: Path, size: int) -> Iterator[Callable[[Path, bytes], None]]:
    """Room in a folder for a private file that is not known yet; what is yielded puts its `size` bytes there.

    Raises OSError at once where there is no room, so that what cannot be done twice is not begun.
    """
    with _draft(folder, PRIVATE) as (draft, descriptor):
        _fill(descriptor, bytes(size))

        def put(target: Path, content: bytes) -> None:
            _fill(descriptor, content)
            _put(draft, descriptor, target)

        yield put


def sweep(folder: Path) -> None:
    """Remove the drafts in a folder that nobody writes any more."""
    with suppress(OSError):
        for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
            remove_left(path)


def remove_left(path: Path, written: bytes = b"") -> bool:
    """Remove a file that was made by `made_alone` and whose maker is dead; False where it lives, or may live.

    With `written` the file has to hold that, or nothing. Nothing is removed where the system knows no locks.
    """
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError:
        return False
    try:
        if not _locked(descriptor, wait=False) or not os.path.samestat(os.fstat(descriptor), path.lstat()):
            return False
        if written and os.read(descriptor, len(written) + 1) not in (b"", written):
            return False
        path.unlink()
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def made_alone(path: Path, mode: int = MODE) -> int:
    """A new file, open, whose lock is held until it is closed. Raises FileExistsError, OSError."""
    while True:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
        _locked(descriptor, wait=True)
        # Between its making and its lock somebody may have taken it for one that was left.
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)


def _fill(descriptor: int, content: bytes) -> None:
    """Write over what is in an open file, in the room that it has; it is on the disk when this returns."""
    with open(descriptor, "r+b", closefd=False) as file:
        file.seek(0)
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(descriptor)


def _put(draft: Path, descriptor: int, target: Path) -> None:
    if sys.platform == "win32":  # where what is open cannot be moved
        os.close(descriptor)
    draft.replace(target)


@contextmanager
def _draft(folder: Path, mode: int) -> Iterator[tuple[Path, int]]:
    sweep(folder)
    draft = folder / f"{PREFIX}{os.urandom(TOKEN_BYTES).hex()}{SUFFIX}"
    descriptor = made_alone(draft, mode)
    try:
        yield draft, descriptor
    finally:
        with suppress(OSError):  # closed already, or closed with a fault that was told
            os.close(descriptor)
        draft.unlink(missing_ok=True)


def _locked(descriptor: int, *, wait: bool) -> bool:
    """Whether the lock of an open file is ours now; False where the system or its file system has none."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True
