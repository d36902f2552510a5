"""Where a path leads that may begin with the user's home folder, which not every user has."""

from collections.abc import Callable
from pathlib import Path

from assistant.errors import UserError


def expanded(path: str) -> Path:
    """A path with `~` expanded, where that is somebody's home; else it is the name of a file."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def kept_in(named: str, variable: str, standard: Callable[[], str]) -> Path:
    """The folder that is named, else the user's standard one, absolute.

    Raises UserError where that lies in a home folder and there is none: a folder called `~` is nobody's wish.
    """
    try:
        place = Path(named or standard()).expanduser()
    except RuntimeError:
        place = Path("~")
    if place.parts[:1] == ("~",):
        raise UserError(f"there is no home folder to keep anything in; name a folder in {variable}")
    return place.absolute()
