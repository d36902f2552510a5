"""Results to text, or to the bytes of a file: tables of result and format, and the function that writes it."""

from collections.abc import Callable
from typing import Any

from assistant.answered import Answer
from assistant.checked import Check
from assistant.render import answer, check, claimreview, csv, html, json, markdown, word
from assistant.schema import Briefing, Comparison, Digests, Stories

Result = Digests | Comparison | Briefing | Stories | Check | Answer

RENDERERS: dict[tuple[type, str], Callable[[Any], str]] = {
    (Digests, "md"): markdown.digests,
    (Comparison, "md"): markdown.comparison,
    (Briefing, "md"): markdown.briefing,
    (Comparison, "csv"): csv.table,
    (Briefing, "csv"): csv.table,
    (Comparison, "claimreview"): claimreview.dump,
    (Briefing, "claimreview"): claimreview.dump,
    (Check, "md"): check.checked,
    (Digests, "json"): json.dump,
    (Comparison, "json"): json.dump,
    (Briefing, "json"): json.dump,
    (Check, "json"): json.dump,
    (Digests, "html"): html.digests,
    (Comparison, "html"): html.comparison,
    (Briefing, "html"): html.briefing,
    (Stories, "md"): markdown.stories,
    (Stories, "json"): json.dump,
    (Stories, "html"): html.stories,
    (Check, "html"): html.check,
    (Answer, "md"): answer.answered,
    (Answer, "json"): json.dump,
}

FILES: dict[tuple[type, str], Callable[[Any], bytes]] = {
    (Comparison, "docx"): word.briefing,
    (Briefing, "docx"): word.briefing,
}
"""Formats that are no text."""


def render(result: Result, form: str = "md") -> str:
    """The result in a format, ending with a line end."""
    return RENDERERS[type(result), form](result)


def render_file(result: Result, form: str) -> bytes:
    """The result as the content of a file, in any format."""
    key = type(result), form
    return FILES[key](result) if key in FILES else RENDERERS[key](result).encode("utf-8", "backslashreplace")
