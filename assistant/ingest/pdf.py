"""PDF files: the text of each page, rows of one paragraph joined again."""

import io
import logging
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.ingest.document import MAX_BYTES, Document, Parsed, one_line
from assistant.ingest.hidden import cautions
from assistant.ingest.pdf_page import TooMuchError, read_page
from assistant.schema import Problem

if TYPE_CHECKING:
    from pypdf import PdfReader

_JUNK_TITLE = re.compile(r"(?:untitled|microsoft word|document\d*|title|.*\.\w{2,5}$)", re.I)
_PAGE_NUMBER = re.compile(r"(?:[–—-]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[–—-])?", re.I)
_BROKEN = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]+)[-\u00ad\u2010]\n(?P<right>[^\W\d_]+)")
_ITEM = re.compile(r"(?:[•◦▪●‣*–—-]|\(?\d{1,3}[.)])\s")
FULL_ROW = 0.7  # of the longest row; a shorter one ends its paragraph
FEW = 2  # hidden words that are not told: a page number, a letter of a watermark
MOST_PAGES = 5_000
MOST_OPERATORS = 1_000_000
"""Of all pages together. A page of print has 100 to 1,500 (manuals and typeset notes, measured)."""
MOST_SECONDS = 60.0
"""Of processor time for one file; a long book takes a tenth of it."""
_SLOW = "is too complicated a PDF to read in reasonable time"
_LIMITS: dict[str, Any] = {
    "disable_legacy_handling": True,
    "zlib_maximum_output_length": 30_000_000,
    "lzw_maximum_output_length": 10_000_000,
    "run_length_maximum_output_length": 30_000_000,
    "array_based_stream_maximum_output_length": 30_000_000,
    "stream_decoding_work_maximum_length": 100_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
    "page_tree_maximum_entries": 20_000,
    "page_tree_maximum_page_entries": 200_000,
    "xform_maximum_invocations_per_extraction": 1_000,
}
"""What pypdf may do for one stream or page: far above what an article holds, below what fills a small machine."""


def pdf(data: bytes, document: Document) -> Parsed | Problem:
    """The text of all pages that a reader sees, a blank line between them; `pages` says where each begins."""
    from pypdf import PdfReader
    from pypdf import apply_configuration as limited

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        with limited(**_LIMITS):
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                return Problem(document.path, "is encrypted; save a copy without the password and pass that")
            raw, hidden = _read(reader)
            title = _title(reader)
    except TooMuchError as error:
        return Problem(document.path, f"{error}; save its text and pass that")
    except Exception as error:  # damaged files make the parser raise nearly anything; go on to the next
        said = f"not read as PDF ({one_line(error)}); save it again or pass it as text"
        return Problem(document.path, said)
    if not any(page.strip() for page in raw) and any(words.strip() for _, words in hidden):
        return Problem(document.path, "holds only text that no reader sees; look at it before you trust it")
    if not any(page.strip() for page in raw):
        return Problem(document.path, "holds no text, only pictures; run text recognition (OCR) on it")
    words = Counter(word.lower() for page in raw for word in re.findall(r"[\w-]+", page))
    width = max(len(row) for page in raw for row in page.split("\n"))
    pages = [_reflow(page, words, width) for page in raw]
    starts = tuple(sum(len(page) + 2 for page in pages[:number]) for number in range(len(pages)))
    found = cautions(piece for piece in hidden if len(piece[1].split()) > FEW)
    return Parsed("\n\n".join(pages), title=title, pages=starts, known=_running(pages), cautions=found)


def _read(reader: "PdfReader") -> tuple[list[str], list[tuple[str, str]]]:
    """The text of the pages, and what is hidden on them by its means. Raises TooMuchError."""
    work = _Work()
    off = _layers_off(reader)
    pages: list[str] = []
    hidden: list[tuple[str, str]] = []
    long = 0
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES:
            raise TooMuchError(f"has more than {MOST_PAGES:,} pages")
        seen, unseen = read_page(page, off, work.operator)
        work.page()
        pages.append(_unified(seen))
        hidden += unseen
        long += len(seen)
        if long > MAX_BYTES:
            raise TooMuchError(f"holds more than {MAX_BYTES // 1_000_000} million characters")
    return pages, hidden


@dataclass(slots=True)
class _Work:
    """What has been done for a file; both methods raise TooMuchError when it is more than an article is worth."""

    began: float = field(default_factory=time.thread_time)
    operators: int = 0

    def operator(self) -> None:
        """Count an operator. The clock is looked at now and then: asking it can take longer than the operator."""
        self.operators += 1
        if self.operators > MOST_OPERATORS:
            raise TooMuchError(_SLOW)
        if self.operators % 500 == 0:
            self.page()

    def page(self) -> None:
        """Look at the clock."""
        if time.thread_time() - self.began > MOST_SECONDS:
            raise TooMuchError(_SLOW)


def _layers_off(reader: "PdfReader") -> frozenset[int]:
    """The numbers of the layers (optional content groups) that the document says are switched off."""
    layers: Any = reader.root_object.get("/OCProperties")
    if layers is None:
        return frozenset()
    usual = layers.get_object().get("/D", {}).get_object()
    known, on, off = (
        {getattr(group, "idnum", 0) for group in holder.get(key, [])}
        for holder, key in ((layers.get_object(), "/OCGs"), (usual, "/ON"), (usual, "/OFF"))
    )
    return frozenset((known - on) | off if usual.get("/BaseState") == "/OFF" else off)


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
