"""The part of an article that one call reads: clutter left out, long texts cut at paragraphs."""

import re

from assistant.schema import Article

OVERLAP = 200
PLACES = tuple(map(re.compile, (r"\n\s*\n", r"\n", r"(?<=[.!?…”\"])\s+", r"\s+")))
"""Where a text may be cut, best places first: paragraph, line, sentence, word."""


def readable(article: Article) -> str:
    """The article's text without the stretches marked as clutter and without runs of blank lines."""
    pieces, at = [], 0
    for span in sorted(article.clutter, key=lambda span: span.start):
        pieces.append(article.text[at : span.start])
        at = max(at, span.end)
    pieces.append(article.text[at:])
    return re.sub(r"\n[ \t]*(\n[ \t]*)+", "\n\n", "".join(pieces)).strip()


def windows(text: str, size: int) -> list[str]:
    """The text in parts of at most `size` characters, each beginning a little before the last one ends."""
    parts, start = [], 0
    while len(text) - start > size:
        end = _end(text, start + size // 2, start + size)
        parts.append(text[start:end].strip())
        start = _next(text, end - min(OVERLAP, size // 4), end)
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _end(text: str, low: int, high: int) -> int:
    """Where to end a part: as late as possible, at the best kind of place there is."""
    for place in PLACES:
        ends = [found.end() for found in place.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high


def _next(text: str, low: int, end: int) -> int:
    """Where the following part begins: at the first sentence in reach, so that none loses its context."""
    begins = (found.end() for found in re.finditer(r"\n+|(?<=[.!?…”\"])\s+", text[:end]) if found.end() > low)
    return next(begins, end)
