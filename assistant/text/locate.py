"""The quote locator: the only place that makes a `Quote`, and so the proof that words were found.

What may differ between the words looked for and the article's: the form of quotation marks,
apostrophes and dashes, white space, an ellipsis character, invisible characters, Unicode
composition, and ligatures. Nothing else: letters, case, digits and every word must be equal.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache

from assistant.schema import Article, Quote, Span

FOLD = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}
PLAIN = re.compile(r"[!-_a-~]+(?: [!-_a-~]+)*")
"""Words of ASCII, without the accent that passes for an apostrophe, and single spaces between them."""
JOINING = frozenset("\u00a0\u2009\u202f")
JOIN = "\u00a0"
ELLIPSIS = re.compile(r"\s*(?:\[\.\.\.\]|\(\.\.\.\)|\.\.\.)\s*")
MIN_PART_WORDS = 3
"""Shorter parts of an elided quotation could be found anywhere and prove nothing."""


def quote(article: Article, span: Span) -> Quote:
    """The words of an article at a span. Raises IndexError for a span outside the text."""
    if not 0 <= span.start < span.end <= len(article.text):
        raise IndexError(f"{article.id}: no text at {span.start}-{span.end}")
    return Quote(article.id, span.start, span.end, article.text[span.start : span.end])


def locate(article: Article, words: str, at: int = -1) -> Quote | None:
    """The place where an article says these words, the one nearest to offset `at` if given."""
    if at >= 0 and words and article.text.startswith(words, at):
        return quote(article, Span(at, at + len(words)))
    found = min(_find(article.text, words), key=lambda span: abs(span.start - at), default=None)
    return quote(article, found) if found else None


def locate_parts(article: Article, words: str, at: int = -1) -> tuple[Quote, ...]:
    """Like `locate`; words with an ellipsis may be found as parts, each of them, in order."""
    whole = locate(article, words, at)
    if whole:
        return (whole,)
    parts = [part for part in ELLIPSIS.split(fold(words)[0].strip(" \"'")) if part]
    if len(parts) < 2 or any(len(part.split()) < MIN_PART_WORDS for part in parts):
        return ()
    quotes: list[Quote] = []
    for part in parts:
        after = quotes[-1].end if quotes else 0
        spans = [span for span in _find(article.text, part) if span.start >= after]
        if not spans:
            return ()
        quotes.append(quote(article, spans[0]))
    return tuple(quotes)


def _find(text: str, words: str) -> Iterator[Span]:
    folded, offsets = _folded(text)
    wanted = fold(words)[0].strip()
    if len(wanted) > 1 and wanted[0] == wanted[-1] == '"':
        wanted = wanted[1:-1].strip()
    position = folded.find(wanted) if wanted else -1
    while position >= 0:
        end = position + len(wanted)
        if _whole_words(folded, position, end) and not _splits_character(offsets, position, end):
            yield Span(offsets[position], offsets[end - 1] + _width(text, offsets[end - 1]))
        position = folded.find(wanted, position + 1)


def _splits_character(offsets: "array[int]", start: int, end: int) -> bool:
    """Whether the match takes only a part of what one character folded to, or parts a letter from its accent."""
    cut_start = start > 0 and offsets[start - 1] == offsets[start]
    cut_end = end < len(offsets) and offsets[end] == offsets[end - 1]
    return cut_start or cut_end


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether the match neither cuts a word nor a number: 19 is not found in 119, 1.19 or 19.5."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    first, last = text[start], text[end - 1]
    cut_before = first.isalnum() and before[-1:].isalnum()
    cut_after = last.isalnum() and after[:1].isalnum()
    inside, opening = before[:-1], before[-1:]
    number_before = first.isdigit() and (
        (opening in (".", ",", JOIN) and inside.isdigit()) or (opening == "." and not inside.strip())
    )
    number_after = last.isdigit() and after[:1] in (".", ",", JOIN) and after[1:].isdigit()
    minus_before = first.isdigit() and opening == "-" and not inside.isalnum()
    return not (cut_before or cut_after or number_before or number_after or minus_before)


@lru_cache(maxsize=64)
def _folded(text: str) -> tuple[str, "array[int]"]:
    return fold(text)


def fold(text: str) -> tuple[str, "array[int]"]:
    """The folded text, and for each of its characters the offset it came from."""
    out: list[str] = []
    offsets = array("q")
    start = 0
    while start < len(text):
        end = _plain_until(text, start)
        if end > start:
            out.append(text[start:end])
            offsets.extend(range(start, end))
        else:
            end = start + _width(text, start)
            piece = _piece(text, start, end, out[-1][-1] if out else "")
            if piece:
                out.append(piece)
                offsets.extend([start] * len(piece))
        start = end
    return "".join(out), offsets


def _plain_until(text: str, start: int) -> int:
    """Where a stretch in which nothing is folded ends; where it starts, if there is none."""
    plain = PLAIN.match(text, start)
    if not plain:
        return start
    end = plain.end()
    return end if _width(text, end - 1) == 1 else end - 1


def _piece(text: str, start: int, end: int, before: str) -> str:
    """What a character, with the combining marks that follow it, is folded to behind another."""
    cluster = text[start] if end == start + 1 else unicodedata.normalize("NFC", text[start:end])
    if cluster in JOINING and before.isdigit() and text[end : end + 1].isdigit():
        return JOIN  # 19 000 set with a space that does not break is one number
    if cluster.isspace():
        return "" if before == " " else " "
    return FOLD.get(cluster, cluster)


def _width(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and text[end] > "\u02ff" and unicodedata.combining(text[end]):
        end += 1
    return end - start
