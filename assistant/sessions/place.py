"""Where sessions are kept, for their owner alone, and what becomes of a file that is damaged."""

import os
from datetime import datetime
from pathlib import Path

from assistant.settings import Settings

NAME = "sessions.db"
JOURNAL = "-journal"
"""SQLite's ending for the file of a transaction that is not finished."""
FOLDER_MODE, FILE_MODE = 0o700, 0o600


def data_folder(settings: Settings) -> Path:
    """The folder of what is kept for the user: the one that is set, else the standard place."""
    if settings.data_dir:
        return Path(settings.data_dir).expanduser().absolute()
    from platformdirs import user_data_dir

    return Path(user_data_dir("factcheck-assistant", appauthor=False))


def make_private(folder: Path) -> Path:
    """The file of sessions in a folder, both made where they are missing and closed to others. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(FOLDER_MODE, parents=True)
    _close_to_others(folder, FOLDER_MODE)
    file = folder / NAME
    if not file.exists():
        # SQLite gives its journal the mode of this one.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, FILE_MODE))
    _close_to_others(file, FILE_MODE)
    return file


def set_aside(file: Path) -> Path:
    """Give a damaged file, and the journal that belongs to it, a name that nothing else has. Raises OSError."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    wanted = file.with_name(f"{file.name}.damaged-{stamp}")
    aside = wanted
    count = 1
    while aside.exists():
        count += 1
        aside = wanted.with_name(f"{wanted.name}-{count}")
    journal = Path(f"{file}{JOURNAL}")
    if journal.exists():
        journal.rename(f"{aside}{JOURNAL}")  # first: beside a new file it would be taken for that one's
    file.rename(aside)
    return aside


def _close_to_others(path: Path, mode: int) -> None:
    if path.stat().st_mode & 0o777 != mode:
        try:
            path.chmod(mode)
        except OSError:
            if os.access(path, os.W_OK):
                raise  # a place that cannot be changed can still be read
