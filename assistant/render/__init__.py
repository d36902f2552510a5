"""Results to text, or to the bytes of a file: tables of result and format, and the function that writes it."""

from collections.abc import Callable
from typing import Any

from assistant.answered import Answer
from assistant.checked import Check
from assistant.render import answer, check, claimreview, csv, html, json, markdown, pdf, word
from assistant.render.note import Look, Note, piles
from assistant.render.note.compose import compose
from assistant.schema import Briefing, Comparison, Digests, Stories

LOOK = Look()
Result = Digests | Comparison | Briefing | Stories | Check | Answer

NOTES: dict[type, Callable[[Any, Look], Note]] = {
    Digests: piles.digests,
    Stories: piles.stories,
    Comparison: compose,
    Briefing: compose,
}
"""What is told as a note, and what composes it."""
WRITERS: dict[str, Callable[[Note], str | bytes]] = {
    "md": markdown.note,
    "html": html.note,
    "docx": word.note,
    "pdf": pdf.note,
}
"""The formats of a note."""


def _look_is_nothing_to(write: Callable[[Any], str]) -> Callable[[Any, Look], str]:
    return lambda result, look: write(result)


def _published(result: Comparison | Briefing, look: Look) -> str:
    return claimreview.dump(result, look.page)


RENDERERS: dict[tuple[type, str], Callable[[Any, Look], str]] = {
    **{
        (kind, "json"): _look_is_nothing_to(json.dump)
        for kind in (Digests, Comparison, Briefing, Stories, Check, Answer)
    },
    **{(kind, "csv"): _look_is_nothing_to(csv.table) for kind in (Comparison, Briefing)},
    **{(kind, "claimreview"): _published for kind in (Comparison, Briefing)},
    (Check, "md"): _look_is_nothing_to(check.checked),
    (Check, "html"): _look_is_nothing_to(html.check),
    (Answer, "md"): _look_is_nothing_to(answer.answered),
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
    return RENDERERS[key](result, look) if key in RENDERERS else WRITERS[form](NOTES[type(result)](result, look))
