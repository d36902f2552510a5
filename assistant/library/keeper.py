"""Keeps what is made of articles as text by key, and knows what it kept from what was damaged since."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Protocol

from assistant.code import code, hashed
from assistant.schema import Article

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
    return hashed((article.label, article.title, article.outlet, article.published, article.url, article.text, clutter))


def key_of(kind: str, parts: Iterable[str]) -> str:
    """A key for what this code makes of some parts."""
    return hashed((kind, code(), *parts))


def sealed(text: str) -> str:
    """The checksum of a text."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:SEAL]
