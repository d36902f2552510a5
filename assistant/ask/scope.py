"""Which articles a question is about, read from the outlets and dates that it names.

An outlet narrows only where the question asks for its word. A date narrows only where it is plainly the day of the
report, as in "what did Dawn say in August": in most questions it is the day of what happened, and then the articles
of that day merely come first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ask.directory import Days, Directory
from assistant.ask.outlets import REPORT, SAY, Heard, heard_in
from assistant.schema import Span
from assistant.text.dates import When, dates
from assistant.text.days import MONTHS, extent

PREPOSITION = r"(?:\s*\b(?:back|in|on|during|from|of|for|the|late|early|mid)\b)*\s*$"
SAID = re.compile(rf"\b{SAY}{PREPOSITION}", re.IGNORECASE)
PUBLISHED = re.compile(
    r"\b(?:(?:was|were|been|being|articles?|stor(?:y|ies)|reports?|what is) (?:reported|published|printed|written)"
    rf"|{REPORT}){PREPOSITION}",
    re.IGNORECASE,
)
OPENS = re.compile(r"^\W*(?:(?:back|in|on|during|for)\b\s*)*$", re.IGNORECASE)
ITS_REPORT = re.compile(rf"(?:['’]s?)?\s+{REPORT}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question asks for, and of whom.

    `question` is what is left to look for once outlets and the days of their reports are taken out. `articles` are
    the numbers of those it is put to, from 0; `first` of those whose day it names, which come first. `why` tells why
    no article is left.
    """

    question: str
    articles: frozenset[int]
    first: frozenset[int] = frozenset()
    why: str = ""


def scope_of(question: str, directory: Directory) -> Scope:
    """The articles that a question is put to. Days are understood from that of the newest article."""
    heard = heard_in(question, directory.outlets)
    named = [when for when in dates(question, directory.newest) if not when.clock and extent(when.iso)]
    narrowing = [when for when in named if _of_report(question, when, heard)]
    kept = directory.of(outlet for each in heard for outlet in each.outlets) if heard else directory.every
    first: frozenset[int] = frozenset()
    if narrowing:
        kept &= directory.within(_days(narrowing))
    elif named:
        first = kept & directory.within(_days(named))
    left = _without(question, [*(each.span for each in heard), *(Span(w.start, w.end) for w in narrowing)])
    return Scope(left, kept, first, "" if kept or not directory.articles else _nothing(heard, narrowing))


def _days(named: Sequence[When]) -> list[Days]:
    """The days that dates cover."""
    return [days for when in named if (days := extent(when.iso))]


def _of_report(question: str, when: When, heard: Sequence[Heard]) -> bool:
    """Whether a date is plainly the day of a report, not of what it tells of."""
    before, after = question[: when.start], question[when.end :]
    if PUBLISHED.search(before) or ITS_REPORT.match(after):
        return True
    return bool(heard) and bool(SAID.search(before) or OPENS.match(before) or _follows(question, when, heard))


def _follows(question: str, when: When, heard: Sequence[Heard]) -> bool:
    """Whether a date stands right behind an outlet: "according to Dawn in August"."""
    return any(re.fullmatch(PREPOSITION, question[each.span.end : when.start], re.IGNORECASE) for each in heard)


def _without(question: str, spans: Sequence[Span]) -> str:
    for span in sorted(spans, key=lambda span: -span.start):
        question = f"{question[: span.start]} {question[span.end :]}"
    return " ".join(question.split())


def _nothing(heard: Sequence[Heard], named: Sequence[When]) -> str:
    outlets = sorted({outlet for each in heard for outlet in each.outlets})
    by = f" by {' or '.join(outlets)}" if outlets else ""
    return f"no article{by} of {' or '.join(map(_told, named))}" if named else f"no article{by}"


def _told(when: When) -> str:
    """A date as it is said: `August 2025`, `3 March 2025`; as it was asked where it is a week."""
    return " ".join(_parts(when)) or when.text


def _parts(when: When) -> Iterator[str]:
    if "W" not in when.iso:
        year, *rest = when.iso.split("-")
        yield from (str(int(day)) for day in rest[1:])
        yield from (MONTHS[int(month) - 1].capitalize() for month in rest[:1])
        yield year
