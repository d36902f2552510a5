"""A draft as sentences in their places, each also as it is to be understood where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.check.checkable import not_checkable
from assistant.check.resolve import resolved
from assistant.schema import Article, Span
from assistant.text.sentences import sentences

UNCASED_END = re.compile(r"(?<=[a-z0-9)\]%\"'”’] )[.!?](?=\s)|(?<=[^\W_]{3})[.!?](?=\s+[^\W_])")
"""Where a sentence ends in a text without capitals: a stop set apart, or one behind a word of some length."""
CASED = 0.01
"""Least share of capitals among the letters of a text whose sentences begin with one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a draft. `text` is exactly what stands from `start` to `end`.

    `meant` is the same on one line, a pronoun or relative day at its head resolved from the
    sentence before. `skip` says why it states nothing that can be checked; empty where it does.
    """

    text: str
    start: int
    end: int
    meant: str
    skip: str = ""


def parts(draft: Article) -> tuple[Part, ...]:
    """Every sentence of a draft in order; nothing of it is left out."""
    found: list[Part] = []
    spans = list(_spans(draft))
    before = ""
    for span in spans:
        text = draft.text[span.start : span.end]
        line = " ".join(text.split())
        meant = resolved(line, before, draft.published)
        found.append(Part(text, span.start, span.end, meant, not_checkable(line, alone=len(spans) == 1)))
        before = meant
    return tuple(found)


def _spans(draft: Article) -> Iterator[Span]:
    # What ingest takes for a credit or a menu may be a press line here: everything is shown.
    whole = sentences(replace(draft, clutter=()))
    if _uncased(draft.text):
        whole = [part for span in whole for part in _pieces(draft.text, span)]
    return (span for span in whole if any(map(str.isalnum, draft.text[span.start : span.end])))


def _uncased(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(map(str.isupper, letters)) < CASED * len(letters)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A stretch of text without capitals, cut behind its stops."""
    start = span.start
    for match in UNCASED_END.finditer(text, span.start, span.end):
        yield Span(start, match.end())
        start = match.end() + len(text[match.end() : span.end]) - len(text[match.end() : span.end].lstrip())
    if start < span.end:
        yield Span(start, span.end)
