"""PDF files: the text of each page, rows of one paragraph joined again."""

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from assistant.ingest.document import Document, Parsed, one_line
from assistant.schema import Problem

if TYPE_CHECKING:
    from pypdf import PdfReader

_JUNK_TITLE = re.compile(r"(?:untitled|microsoft word|document\d*|title|.*\.\w{2,5}$)", re.I)
_PAGE_NUMBER = re.compile(r"(?:[–—-]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[–—-])?", re.I)
_BROKEN = re.compile(r"(?P<left>[^\W\d_]+)[-\u00ad\u2010]\n(?P<right>[^\W\d_]+)")
_ITEM = re.compile(r"(?:[•◦▪●‣*–—-]|\(?\d{1,3}[.)])\s")
FULL_ROW = 0.7  # of the longest row; a shorter one ends its paragraph


def pdf(data: bytes, document: Document) -> Parsed | Problem:
    """The text of all pages, a blank line between them; `pages` says where each begins."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Problem(document.path, "is encrypted; save a copy without the password and pass that")
        raw = [_unified(page.extract_text()) for page in reader.pages]
        title = _title(reader)
    except Exception as error:  # damaged files make the parser raise nearly anything; go on to the next
        said = f"not read as PDF ({one_line(error)}); save it again or pass it as text"
        return Problem(document.path, said)
    if not any(page.strip() for page in raw):
        return Problem(document.path, "holds no text, only pictures; run text recognition (OCR) on it")
    words = Counter(word.lower() for page in raw for word in re.findall(r"[\w-]+", page))
    width = max(len(row) for page in raw for row in page.split("\n"))
    pages = [_reflow(page, words, width) for page in raw]
    starts = tuple(sum(len(page) + 2 for page in pages[:number]) for number in range(len(pages)))
    return Parsed("\n\n".join(pages), title=title, pages=starts, known=_running(pages))


def _unified(text: str) -> str:
    return "\n".join(row.strip() for row in re.sub(r"\r\n?|[\f\v]", "\n", text).split("\n")).strip("\n")


def _title(reader: "PdfReader") -> str:
    title = ((reader.metadata.title if reader.metadata else "") or "").strip()
    return "" if _JUNK_TITLE.fullmatch(title) else " ".join(title.split())


def _reflow(page: str, words: Counter[str], width: int) -> str:
    """One line for each paragraph: a row is joined to the next unless it ends short of the margin."""
    whole = _BROKEN.sub(lambda match: _rejoined(match, words), page)
    rows = whole.split("\n")
    parts: list[str] = []
    for row, below in zip(rows, [*rows[1:], ""], strict=True):
        apart = not (row and below) or _ITEM.match(below) or _PAGE_NUMBER.fullmatch(below)
        runs_on = not apart and len(row) >= FULL_ROW * width
        parts.append(row + (" " if runs_on and not row.endswith("-") else "" if runs_on else "\n"))
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip("\n")


def _rejoined(match: re.Match[str], words: Counter[str]) -> str:
    """A word parted at the end of a row; the hyphen stays unless the whole word is known."""
    left, right = match["left"], match["right"]
    if right[0].isupper():
        return f"{left}-{right}"
    from wordfreq import zipf_frequency

    known = words[f"{left}{right}".lower()] or zipf_frequency(left + right, "en", wordlist="small") > 0
    return f"{left}{right}" if known and not words[f"{left}-{right}".lower()] else f"{left}-{right}"


def _running(pages: list[str]) -> dict[str, str]:
    """Page numbers, and the heads and feet that stand on every page."""
    edges = [{rows[0], rows[-1]} for rows in (page.split("\n") for page in pages) if rows[0]]
    often = Counter(row for edge in edges for row in edge)
    return {
        row: "navigation"
        for row, count in often.items()
        if _PAGE_NUMBER.fullmatch(row) or (count > 2 and count == len(edges))
    }
