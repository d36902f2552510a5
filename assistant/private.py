"""Folders and files that only their owner can read, whatever the umask and whatever was there before."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import UserError

FOLDER_MODE, FILE_MODE = 0o700, 0o600
OURS = "factcheck-assistant"
"""What the folders are called that no setting names: nobody else has a use for them."""
ELSEWHERE = "or name another folder in ASSISTANT_CACHE_DIR or ASSISTANT_DATA_DIR"


def make_private(folder: Path, *, named: bool = False) -> None:
    """Make a folder, and those above it that are missing, and close it to others.

    One that a user `named`, and that is there, keeps its mode: it may be shared, and what is put into it is closed by
    itself. Raises OSError, and UserError where somebody else could read or replace what is put into it.
    """
    for place in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        place.mkdir(FOLDER_MODE, exist_ok=True)
    if os.name == "nt":  # where modes say nothing, and the user's folders are the user's
        return
    # Who may write to the folder above can put another one in this one's place.
    for place in (folder, folder.parent):
        _check_closed(place)
    held = folder.stat()
    if named and folder.name != OURS:
        return
    if held.st_uid != os.geteuid():
        raise UserError(f"{folder}: belongs to somebody else; remove it, {ELSEWHERE}")
    if stat.S_IMODE(held.st_mode) != FOLDER_MODE:
        folder.chmod(FOLDER_MODE)


@contextmanager
def closed_to_others() -> Iterator[None]:
    """Have files that are made meanwhile, by whomever in this process, closed to others."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _check_closed(place: Path) -> None:
    mode = place.stat().st_mode
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        raise UserError(f"{place}: anybody may write to it and replace what is kept; chmod o-w, {ELSEWHERE}")
