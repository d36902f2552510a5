"""Which files a named path stands for."""

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from assistant.schema import Problem

BESIDE = frozenset({"readme.md", "gold.yaml", "gold.yml"})
"""Files that lie beside articles and are none: what a folder holds, and the labels of a story."""


def files(folder: str, suffixes: Collection[str]) -> tuple[list[str], list[Problem]]:
    """Every readable file below a folder, sorted, hidden ones and those of `BESIDE` left out.

    Files of other suffixes are told in one problem for the whole folder.
    """
    found: list[str] = []
    skipped: Counter[str] = Counter()
    problems: list[Problem] = []
    for path in sorted(_walk(folder, problems), key=lambda path: Path(path).parts):
        name, suffix = Path(path).name, Path(path).suffix.lower()
        if name.lower() in BESIDE:
            continue
        if suffix in suffixes:
            found.append(path)
        else:
            skipped[suffix or "no suffix"] += 1
    if not found:
        problems.append(Problem(shown(folder), "holds no articles; name a folder with articles"))
    if skipped:
        total = skipped.total()
        kinds = ", ".join(sorted(skipped))
        word = "file" if total == 1 else "files"
        problems.append(Problem(shown(folder), f"{total} {word} skipped: unsupported type ({kinds})"))
    return found, problems


def _walk(folder: str, problems: list[Problem]) -> Iterator[str]:
    def note(error: OSError) -> None:
        said = f"cannot be read ({error.strerror}); check its permissions"
        problems.append(Problem(shown(str(error.filename)), said))

    entered = {os.path.realpath(folder)}
    for parent, folders, names in os.walk(folder, onerror=note, followlinks=True):
        inside = []
        for name in sorted(folders):
            real = os.path.realpath(Path(parent, name))
            if not name.startswith(".") and real not in entered:  # a link may lead back up
                entered.add(real)
                inside.append(name)
        folders[:] = inside
        yield from (str(Path(parent, name)) for name in names if not name.startswith("."))


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


def shown(path: str) -> str:
    """A path as text that can be written anywhere, even when its bytes are no valid name."""
    return os.fsencode(path).decode("utf-8", "replace")
