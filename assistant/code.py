"""Which code made something: a hash of the files and tables that decide it, so that a change of one makes it anew."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from assistant import __version__

DIGESTING = ("text", "compare", "engines/builtin", "library", "digest.py", "pipeline.py")
"""Code that decides what is made of an article."""
READING = ("ingest", "sources.py", "claims.py", "collection", "collecting")
"""Code that decides, with the above, what is read of a file and how a collection holds it."""


@cache
def code(rooms: tuple[str, ...] = DIGESTING) -> str:
    """A hash of the code and tables in some rooms of this package, and of its version."""
    root = Path(__file__).parent
    found = [path for room in rooms for path in (_files(root / room))]
    parts = [__version__, *(sha256(path.read_bytes()).hexdigest() for path in found)]
    return hashed(parts)


def hashed(parts: Iterable[str]) -> str:
    """SHA-256 of parts, each with its length before it, so that none runs into the next."""
    data = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(data.encode(errors="surrogatepass")).hexdigest()


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted([*place.rglob("*.py"), *place.glob("data/*.txt")])
