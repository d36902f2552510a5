"""Which files a named path stands for."""

import errno
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from assistant.schema import Problem

BESIDE = frozenset({"readme.md", "gold.yaml", "gold.yml"})
"""Files that lie beside articles and are none: what a folder holds, and the labels of a story."""

MOST_PROBLEMS = 20  # of one folder
MOST_KINDS = 10  # of files skipped that are named


def files(folder: str, suffixes: Collection[str]) -> tuple[list[str], list[Problem]]:
    """Every readable file below a folder, sorted, hidden ones and those of `BESIDE` left out.

    Files of other suffixes are told in one problem for the whole folder, and so are links that lead out of it, which
    are not followed: what they show was not named, and may be a file of the reader's own.
    """
    found: list[str] = []
    skipped: Counter[str] = Counter()
    walk = _Walk(os.path.realpath(folder))
    for path in sorted(walk.files(folder), key=lambda path: Path(path).parts):
        name, suffix = Path(path).name, Path(path).suffix.lower()
        if name.lower() in BESIDE:
            continue
        if suffix in suffixes:
            found.append(path)
        else:
            skipped[suffix or "no suffix"] += 1
    told = [*walk.problems]
    if not found:
        told.append(Problem(shown(folder), "holds no articles; name a folder with articles"))
    if walk.outside:
        total = len(walk.outside)
        links = "1 link leads" if total == 1 else f"{total} links lead"
        first = Path(shown(min(walk.outside))).name
        told.append(Problem(shown(folder), f"{links} out of this folder, not followed ({first}); name what is meant"))
    if skipped:
        total = skipped.total()
        kinds = ", ".join(shown(kind) for kind in sorted(skipped)[:MOST_KINDS])
        more = f" and {len(skipped) - MOST_KINDS} more" if len(skipped) > MOST_KINDS else ""
        word = "file" if total == 1 else "files"
        told.append(Problem(shown(folder), f"{total} {word} skipped: unsupported type ({kinds}{more})"))
    return found, told


@dataclass(slots=True)
class _Walk:
    """A way through a folder and all below it, each of its folders entered once. `real` is where it really is."""

    real: str
    problems: list[Problem] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def files(self, folder: str) -> Iterator[str]:
        """Every file that is not hidden. A stack, since the folders of an archive may be nested without end."""
        top = Path(folder).stat()
        entered = {(top.st_dev, top.st_ino)}  # not their real paths: finding those takes the cube of the depth
        waiting = [folder]
        while waiting:
            for entry in self._entries(waiting.pop()):
                if entry.name.startswith(".") or not self._stays(entry):
                    continue
                place = _folder_place(entry)
                if not place:
                    yield entry.path
                elif place not in entered:  # a link may lead back up
                    entered.add(place)
                    waiting.append(entry.path)

    def _entries(self, folder: str) -> list["os.DirEntry[str]"]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            said = f"cannot be read ({error.strerror}); check its permissions"
            self.problems.append(Problem(shown(folder), said))
            return []

    def _stays(self, entry: "os.DirEntry[str]") -> bool:
        if not entry.is_symlink():
            return True
        stays = Path(os.path.realpath(entry.path)).is_relative_to(self.real)
        self.outside += [] if stays else [entry.path]
        return stays


def _folder_place(entry: "os.DirEntry[str]") -> tuple[int, int] | None:
    """What tells a folder from every other, whatever it is called; None for what is none."""
    try:
        if not entry.is_dir():
            return None
    except OSError:  # a link to itself: told when it is opened
        return None
    try:
        found = entry.stat()
    except OSError:  # too long a path: told when it is entered
        return -1, entry.inode()
    return found.st_dev, found.st_ino


def opened(path: str) -> BinaryIO:
    """A regular file, opened for reading. Raises OSError, for anything else too.

    It was looked at before, but may have become a pipe since: it is opened without waiting, and looked at again.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a regular file")
    return os.fdopen(handle, "rb")


def few(problems: tuple[Problem, ...], where: str) -> tuple[Problem, ...]:
    """The first problems of a folder, and how many there are more: a hundred thousand bad files are one mistake."""
    more = len(problems) - MOST_PROBLEMS
    if more <= 1:
        return problems
    return *problems[:MOST_PROBLEMS], Problem(
        shown(where), f"{more:,} more problems like these; name a file to see its own"
    )


def why_unreadable(path: str) -> str:
    """Why a path is no regular file, with what to do; `""` when it is one."""
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        return "no such file; check the path"
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        return f"cannot be read ({said}); check the path"
    # A pipe or a device may never end, or never begin.
    return "" if stat.S_ISREG(mode) else "not a regular file; pass its content through standard input with -"


def unread(error: OSError) -> str:
    """Why a file that is there was not read, with what to do."""
    return f"cannot be read ({error.strerror}); check its permissions"


def shown(path: str) -> str:
    """A path as text that can be written anywhere, even when its bytes are no valid name."""
    return os.fsencode(path).decode("utf-8", "replace")
