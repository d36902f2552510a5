"""Whether what a run left behind is whole: no drafts, sound databases, files that are the earlier or the new ones."""

import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path

STRAYS = ("*.tmp", "*.tmp*", ".assistant-*", ".pull-*", "*.jsonl.lock")
ENDS = {".html": b"</html>\n", ".json": b"}\n", ".pdf": b"%%EOF\n", ".docx": b"\x00\x00", ".md": b"\n", ".csv": b"\n"}
"""What a note of each format ends with."""


def strays(folder: Path) -> list[str]:
    """Drafts and locks of ours that are left."""
    return sorted({path.name for pattern in STRAYS for path in folder.rglob(pattern)})


def unsound(folder: Path) -> list[str]:
    """Databases that do not pass their check."""
    return [path.name for path in folder.rglob("*.db") if path.stat().st_size and _checked(path) != "ok"]


def torn(folder: Path, earlier: Mapping[str, bytes]) -> list[str]:
    """Notes that are neither the earlier ones nor new ones as a whole."""
    notes = ((path, path.read_bytes()) for path in folder.glob("note.*") if path.suffix in ENDS)
    return [
        path.name for path, found in notes if found != earlier.get(path.name) and not found.endswith(ENDS[path.suffix])
    ]


def _checked(path: Path) -> str:
    """What SQLite says of a database, with what belongs to it, where it may write."""
    with tempfile.TemporaryDirectory() as place:
        for each in path.parent.glob(f"{path.name}*"):
            shutil.copy(each, place)
        try:
            db = sqlite3.connect(Path(place) / path.name)
            (answer,) = db.execute("PRAGMA quick_check(1)").fetchone()
            db.close()
        except sqlite3.Error as error:
            return str(error)
    return str(answer)
