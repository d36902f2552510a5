"""Web pages: the report by trafilatura, what it heads and captions by the page's own tags."""

import logging
import re
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

from assistant.ingest import dates, hidden, unseen
from assistant.ingest.decode import decode
from assistant.ingest.document import NOT_TEXT, Document, Parsed, one_line
from assistant.ingest.unseen import BLOCKS, Unseen
from assistant.schema import Caution, Problem

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
_RAISED = re.compile(r"(<sup\b[^>]*>)(?=\s*\d)", re.IGNORECASE)
"""10<sup>6</sup> is 10^6: without the mark its digits would run together into another number."""
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
)
_KNOWN = (
    ("heading", "//h1|//h2|//h3|//h4|//h5|//h6"),
    ("photo caption", "//figcaption"),
    ("byline", "//*[contains(@class, 'byline') or @rel='author' or @itemprop='author']"),
    ("date", "//time"),
)
# Not the extensive search: it takes any date of the page, and a wrong date is worse than none.
_DATE_SEARCH = {"extensive_search": False, "original_date": True}
_UNCLOSED = re.compile(r"<(?![^<>]{0,5000}>)")
_STRAY = 1000
"""Marks that open no tag, from which on they are read as text: the parser looks for the end of each in all the rest."""
_SILENT = frozenset(("script", "style"))


def html(data: bytes, document: Document) -> Parsed | Problem:
    """The main text of a page, its paragraphs apart by blank lines."""
    declared = _CHARSET.search(data[:4096])
    text = decode(data, document.charset or (declared[1].decode("ascii") if declared else ""))
    if text is None:
        return Problem(document.path, NOT_TEXT)
    try:
        return _extract(_RAISED.sub(r"\1^", _DECLARATION.sub("", text, count=1)), document)
    except Exception as error:  # the parsers meet pages nobody has tried; whatever they raise, go on
        return Problem(document.path, f"not read as HTML ({one_line(error)}); save it as text and pass that")


def _extract(text: str, document: Document) -> Parsed | Problem:
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    tree = trafilatura.load_html(text)
    pieces = [] if tree is None else list(hidden.aside(tree, text))
    unread = [] if tree is None else unseen.find(tree)
    if unread:
        found, tree, more = _without(unread, tree, text)
        cautions = (*more, *hidden.cautions(pieces))
    else:
        found, cautions = _report(text), hidden.cautions(pieces)
    if not found or not (found.text or "").strip():
        return Problem(document.path, "holds no readable text; open it in a browser and save the text")
    return Parsed(
        _paragraphs(found.text),
        title=found.title or "",
        outlet=found.sitename or "",
        published=_published(tree, text) or dates.iso(found.date or ""),
        url=document.url or found.url or "",
        known=_known_lines(tree),
        cautions=cautions,
    )


def _report(page: Any) -> Any:
    """The main text of a page and what its tags say of it; None where there is none. The page may be changed."""
    import trafilatura

    return trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        date_extraction_params=_DATE_SEARCH,
    )


def _without(unread: list[Unseen], tree: Any, text: str) -> tuple[Any, Any, tuple[Caution, ...]]:
    """The report of a page without the words it hides, its tree without them, and what is to be told of them.

    A page that would be left with next to nothing is read as it stands: it waits for a script that shows it.
    """
    before = _report(text) if any(len(each.words.split()) >= hidden.SENTENCE_WORDS for each in unread) else None
    said = (before.text or "") if before else ""
    unseen.take_out(unread)
    after = _report(deepcopy(tree))
    left = (after.text or "") if after else ""
    if hidden.waits(unread, said, left):
        return before, _tree(text), hidden.kept(unread, _paragraphs(said))
    return after, tree, hidden.cautions(hidden.told(unread, said, left))


def _tree(text: str) -> Any:
    import trafilatura

    return trafilatura.load_html(text)


def _paragraphs(text: str) -> str:
    lines = [line.rstrip() for line in text.replace("\r", "\n").split("\n") if line.strip()]
    parts: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        together = _is_row(before) and _is_row(line)
        parts.append(("\n" if together else "\n\n") + line)
    return "".join(parts).lstrip("\n")


def _is_row(line: str) -> bool:
    return line.startswith(("- ", "|"))


def _published(tree: Any, text: str) -> str:
    stated = [str(value) for path in _DATES for value in tree.xpath(path)]
    stated += _JSON_DATE.findall(text)
    return next(filter(None, map(dates.iso, stated)), "")


def _known_lines(tree: Any) -> dict[str, str]:
    return {
        " ".join(element.text_content().split()): reason
        for reason, path in reversed(_KNOWN)
        for element in tree.xpath(path)
    }


class _Fragment(HTMLParser):
    """Collects text, with a newline where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent = self._silent or tag in _SILENT
        self.pieces += ["\n"] if tag in BLOCKS else []

    def handle_endtag(self, tag: str) -> None:
        self._silent = self._silent and tag not in _SILENT
        self.pieces += ["\n"] if tag in BLOCKS else []

    def handle_data(self, data: str) -> None:
        self.pieces += [] if self._silent else [re.sub(r"\s+", " ", data)]


def fragment(markup: str) -> str:
    """The text of a piece of HTML such as a feed entry's, its blocks apart by blank lines."""
    return seen(markup)[0]


def seen(markup: str) -> tuple[str, tuple[Caution, ...]]:
    """The text of a piece of HTML as `fragment` has it, and what is to be told of words that it hides."""
    if "<" not in markup and "&" not in markup:
        return markup.strip(), ()
    shown, pieces = hidden.markup(markup)
    parser = _Fragment()
    parser.feed(_UNCLOSED.sub("&lt;", shown) if shown.count("<") > 2 * shown.count(">") + _STRAY else shown)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return "\n\n".join(line for line in lines if line), hidden.cautions(pieces)
