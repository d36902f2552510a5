"""The reader of each kind of document, imported when a document of that kind is read."""

from functools import cache
from importlib import import_module
from typing import Any

from assistant.ingest.document import Reader, single

_SINGLE = {
    "text": "plain.plain",
    "markdown": "plain.markdown",
    "html": "html.html",
    "pdf": "pdf.pdf",
    "docx": "word.docx",
}
"""Documents of one article, each with the function of this package that parses it."""
_MANY = {
    "feed": "feed.feed",
    "jsonl": "records.json_lines",
    "json": "records.json_list",
}
"""Documents of many articles, each with the function that reads it."""


@cache
def reader_of(kind: str) -> Reader:
    """The reader of a kind of document."""
    if kind in _SINGLE:
        return single(_function(_SINGLE[kind]))
    reader: Reader = _function(_MANY[kind])
    return reader


def _function(name: str) -> Any:
    module, _, function = name.partition(".")
    return getattr(import_module(f"{__package__}.{module}"), function)
