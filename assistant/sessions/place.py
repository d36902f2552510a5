"""Where sessions are kept, for their owner alone, and what becomes of a file that is damaged."""

import os
import stat
from datetime import datetime
from functools import partial
from pathlib import Path

from assistant.places import kept_in
from assistant.private import FILE_MODE, OURS
from assistant.private import make_private as make_folder
from assistant.settings import Settings

NAME = "sessions.db"
BESIDE = ("-journal", "-wal", "-shm")
"""SQLite's endings for the files of what is not yet written to the file itself."""
OTHERS = 0o077


def data_folder(settings: Settings) -> Path:
    """The folder of what is kept for the user: the one that is set, else the standard place. Raises UserError."""
    from platformdirs import user_data_dir

    standard = partial(user_data_dir, OURS, appauthor=False)
    return kept_in(settings.data_dir, "ASSISTANT_DATA_DIR", standard)


def make_private(folder: Path) -> Path:
    """The file of sessions in a folder, both made where they are missing, the file closed to others. Raises OSError.

    A folder that is there keeps its mode: it may be one that a user named and shares.
    """
    make_folder(folder, named=True)
    file = folder / NAME
    if not file.exists():
        # SQLite gives its journal the mode of this one.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, FILE_MODE))
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & OTHERS:
        file.chmod(mode & ~OTHERS)
    return file


def set_aside(file: Path) -> Path:
    """Give a damaged file, and what belongs to it, a name that nothing else has. Raises OSError."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    wanted = file.with_name(f"{file.name}.damaged-{stamp}")
    aside = wanted
    count = 1
    while aside.exists():
        count += 1
        aside = wanted.with_name(f"{wanted.name}-{count}")
    for ending in BESIDE:
        beside = Path(f"{file}{ending}")
        if beside.exists():
            beside.rename(f"{aside}{ending}")  # first: beside a new file it would be taken for that one's
    file.rename(aside)
    return aside
