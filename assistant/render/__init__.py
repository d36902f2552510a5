"""Results to text, or to the bytes of a file: tables of result and format, and the function that writes it.

What writes a format is imported when it is written: a note in Markdown loads nothing of Word.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from assistant.answered import Answer
from assistant.checked import Check
from assistant.render.note import Look, Note
from assistant.schema import Briefing, Comparison, Digests, Stories

LOOK = Look()
Result = Digests | Comparison | Briefing | Stories | Check | Answer

NOTES: dict[type, str] = {
    Digests: "note.piles.digests",
    Stories: "note.piles.stories",
    Comparison: "note.compose.compose",
    Briefing: "note.compose.compose",
}
"""What is told as a note, and the function of this package that composes it of a result and a look."""
WRITERS = {
    "md": "markdown.note",
    "html": "html.note",
    "docx": "word.note",
    "pdf": "pdf.note",
}
"""The formats of a note, each with the function that writes it."""
RENDERERS: dict[tuple[type, str], str] = {
    **{(kind, "json"): "json.dump" for kind in (Digests, Comparison, Briefing, Stories, Check, Answer)},
    **{(kind, "csv"): "csv.table" for kind in (Comparison, Briefing)},
    **{(kind, "claimreview"): "claimreview.dump" for kind in (Comparison, Briefing)},
    (Check, "md"): "check.checked",
    (Check, "html"): "html.check",
    (Answer, "md"): "answer.answered",
}
"""What is written from a result itself: data, and what is no note."""


def render_file(result: Result, form: str, look: Look = LOOK) -> bytes:
    """The result as the content of a file, in any format."""
    written = _written(result, form, look)
    return written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")


def render(result: Result, form: str = "md", look: Look = LOOK) -> str:
    """The result in a format that is text, ending with a line end."""
    written = _written(result, form, look)
    assert isinstance(written, str), f"{form} is no text: render_file gives its bytes"  # nosec B101 # a mistake of the caller in this package
    return written


def _written(result: Result, form: str, look: Look) -> str | bytes:
    key = type(result), form
    if key in RENDERERS:
        page = (look.page,) if form == "claimreview" else ()
        told: str = _function(RENDERERS[key])(result, *page)
        return told
    written: str | bytes = _function(WRITERS[form])(composed(result, look))
    return written


def composed(result: Result, look: Look = LOOK) -> Note:
    """What a note of a result says, in whatever format it is written."""
    note: Note = _function(NOTES[type(result)])(result, look)
    return note


def _function(name: str) -> Callable[..., Any]:
    """A function of this package, by its module and name."""
    module, _, function = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), function)
    return found
