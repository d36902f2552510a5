"""PDF: the note typeset with footnotes that lead to the words, bookmarks, and tags for screen readers.

`templates/note.typ` is the form, and a note reaches it as data: text of an article is a string that is shown there,
and can never be markup.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal

from assistant.render import wording
from assistant.render.catalogue import Catalogue
from assistant.render.footnotes import Numbering
from assistant.render.note import Cited, Line, Matrix, Note, Stand
from assistant.render.note.differing import in_marks
from assistant.render.plain import clean, quoted, shortened
from assistant.schema import Quote

_TEMPLATE = Path(__file__).parent / "templates" / "note.typ"
_HEADER = 90
"""Characters of a title that fit into the line at the head of a page."""
_ATTEMPTS: tuple[tuple[bool, Literal["ua-1"] | None], ...] = ((False, "ua-1"), (True, "ua-1"), (True, None))
"""Whether fonts of the machine may help out, and the standard that is kept: a character that no font has breaks it."""
_LAYOUTS = tuple((slack, together) for slack in (0, 3, 6, 9) for together in (3, 0))
"""Millimetres that pages are shorter by, and rows of a table that stay together: where pages end decides where
footnotes go, and the typesetter ties only the first of a table's to its number. Tried in this order."""
_MANY = 150
"""Footnotes of a note that is too long for more than `_FEW` layouts: one takes half a second."""
_FEW = 3
_TOO_MANY = 600
"""Footnotes above which one layout must do: each takes a gigabyte for 1,500 of them, and none is given back."""


def note(told: Note) -> bytes:
    """A note as a PDF; one note gives the same bytes wherever the fonts that come along have all of its characters."""
    notes = _Data(told.articles, told.say)
    data = {
        "title": clean(told.title),
        "header": clean(shortened(told.title, _HEADER)),
        "made": clean(told.made),
        "language": told.say.tag,
        "words": _words(told.say),
        "contents": notes.data(told.contents),
        "opening": notes.data(told.opening),
        "chapters": notes.data(told.chapters),
        "closing": notes.data(told.closing),
        "notes": notes.told(),
    }
    return _typeset(json.dumps(data), _layouts(len(data["notes"])))


def _layouts(footnotes: int) -> Sequence[tuple[int, int]]:
    """The layouts that are tried for a note with so many footnotes."""
    return _LAYOUTS[: next((most for least, most in ((_TOO_MANY, 1), (_MANY, _FEW)) if footnotes > least), None)]


_WORDS = {
    "columns": ("source", "date", "position", "words"),
    "page": ("matrix", "says", "silent", "marked_disputed"),
    "phrases": ("page_of", "as_in"),
    "headings": ("about",),
}
"""What the template says itself, by the tables of the catalogue."""


def _words(say: Catalogue) -> dict[str, str]:
    return {name: say.of(table, name) for table, names in _WORDS.items() for name in names}


class _Data(Numbering):
    """Turns records into data, and quotes into numbers."""

    def data(self, value: Any) -> Any:
        """A record of a note as the template reads it: its fields, with `is` the name of its kind."""
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, Quote):
            return self._cite(value)
        if isinstance(value, tuple):
            return [self.data(item) for item in _once(value)]
        if isinstance(value, Matrix):
            return self._matrix(value)
        if isinstance(value, Line) and value.shown:
            value = replace(value, parts=tuple(self._shown(quote) for part in value.parts for quote in part.quotes))
        if isinstance(value, Stand):
            value = replace(value, pieces=in_marks(value.pieces))
        if is_dataclass(value):
            return {"is": type(value).__name__} | {f.name: self.data(getattr(value, f.name)) for f in fields(value)}
        return value

    def told(self) -> Mapping[str, Mapping[str, str]]:
        """The notes by their numbers."""
        return {
            str(number): {name: clean(text) for name, text in asdict(note).items()}
            for number, note in enumerate(self.footnotes.values(), 1)
        }

    def _cite(self, quote: Quote) -> dict[str, Any]:
        first = quote not in self
        return {"note": str(self.number(quote)), "first": first}

    def _shown(self, quote: Quote) -> Cited:
        byline = wording.byline(self.articles[quote.article], self.say)
        return Cited(f"{quoted(shortened(quote.text))} ({byline})", (quote,))

    def _matrix(self, matrix: Matrix) -> dict[str, Any]:
        """Who says what, without footnotes: the list or table beside it has them."""
        rows = [
            {
                "text": clean(row.text),
                "finding": row.finding,
                "cells": [{"value": clean(cell.value), "said": bool(cell.quotes)} for cell in row.cells],
            }
            for row in matrix.rows
        ]
        names = wording.names([self.articles[id] for id in matrix.articles], self.say)
        return {"is": "Matrix", "sources": [clean(name) for name in names.values()], "rows": rows}


def _once(items: tuple[Any, ...]) -> Iterable[Any]:
    """Quotes without those that come again: two equal numbers tell no more than one."""
    return dict.fromkeys(items) if items and isinstance(items[0], Quote) else items


def _typeset(data: str, layouts: Sequence[tuple[int, int]]) -> bytes:
    """The template with its data as a PDF. No date is written, and nothing is fetched."""
    import typst

    *attempts, last = _ATTEMPTS
    for system_fonts, standard in attempts:
        try:
            return _laid_out(data, layouts, system_fonts, standard)
        except typst.TypstError:  # a character without a glyph: the next attempt has more fonts, or asks less
            continue
    return _laid_out(data, layouts, *last)


def _laid_out(
    data: str, layouts: Sequence[tuple[int, int]], system_fonts: bool, standard: Literal["ua-1"] | None
) -> bytes:
    """The layout in which every footnote is on the page of its number, else the one in which most are."""
    import typst

    compiler = typst.Compiler(_TEMPLATE, ignore_system_fonts=not system_fonts)
    tried = []
    for place, (slack, together) in enumerate(layouts):
        inputs = {"note": data, "slack": str(slack), "together": str(together)}
        made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standard)
        astray = int(compiler.query("<astray>", field="value", one=True))
        tried.append((astray, place, made))
        if not astray:
            break
    made = min(tried)[2]
    assert isinstance(made, bytes)  # nosec B101 # a fact of ours, told to the type checker
    return made
