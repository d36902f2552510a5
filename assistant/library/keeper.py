"""Keeps what is made of articles as text by key, and knows what it kept from what was damaged since."""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from assistant import __version__
from assistant.schema import Article

ROOMS = ("text", "compare", "engines/builtin", "library", "digest.py", "pipeline.py")
"""Code that decides what is made of an article."""
SEAL = 16
"""Characters of the checksum before a text."""


class Keeper(Protocol):
    """A mapping from text to text that outlives the process."""

    def get(self, key: str) -> str | None:
        """The text of a key, or None."""

    def put(self, key: str, text: str) -> None:
        """Keep a text."""


def held(keeper: Keeper | None, key: str) -> Any:
    """What is kept under a key, as JSON gives it; None where there is nothing, or what is there is damaged."""
    text = keeper.get(key) if keeper else None
    if not text or text[:SEAL] != sealed(text[SEAL:]):
        return None
    try:
        return json.loads(text[SEAL:])
    except ValueError:
        return None


def keep(keeper: Keeper | None, key: str, made: Any) -> None:
    """Keep what JSON can say."""
    if keeper:
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        keeper.put(key, sealed(text) + text)


def content(article: Article) -> str:
    """The hash of everything in an article that may decide what is made of it; its place and id are left out."""
    clutter = ";".join(f"{c.start}-{c.end}-{c.reason}" for c in article.clutter)
    return _hash((article.label, article.title, article.outlet, article.published, article.url, article.text, clutter))


def key_of(kind: str, parts: Iterable[str]) -> str:
    """A key for what this code makes of some parts."""
    return _hash((kind, code(), *parts))


@cache
def code() -> str:
    """A hash of the code and tables that decide what is made, so that a change of either makes it anew."""
    root = Path(__file__).parent.parent
    found = [path for room in ROOMS for path in (_files(root / room))]
    parts = [__version__, *(sha256(path.read_bytes()).hexdigest() for path in found)]
    return _hash(parts)


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted([*place.rglob("*.py"), *place.glob("data/*.txt")])


def _hash(parts: Iterable[str]) -> str:
    """SHA-256 of parts, each with its length before it, so that none runs into the next."""
    data = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(data.encode(errors="surrogatepass")).hexdigest()


def sealed(text: str) -> str:
    """The checksum of a text."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:SEAL]
