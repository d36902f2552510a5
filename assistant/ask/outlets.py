"""Which outlets a question asks to hear: "what did the Herald say", "according to Dawn and the Post"."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.schema import Span

WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
SAY = (
    r"(?:say|says|said|report|reports|reported|write|writes|wrote|written|claim|claims|claimed|publish|publishes|"
    r"published|print|prints|printed|tell|tells|told|put|puts|state|states|stated|give|gives|gave|given|mention|"
    r"mentions|mentioned|describe|describes|described|cover|covers|covered)\b"
)
REPORT = r"(?:articles?|reports?|reporting|stor(?:y|ies)|coverage|accounts?|versions?|pieces?|editions?|issues?)\b"
BEFORE = re.compile(
    rf"\b(?:according to|(?:said|reported|published|printed|written|told) (?:in|by)|{REPORT} (?:in|by|of|from))"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"\s+(?:(?:also|actually|first|itself|has|have|had)\s+)?{SAY}|['’]s?\s+(?:[\w]+\s+){{0,3}}?{REPORT}", re.IGNORECASE
)
OBJECT = re.compile(r"\b(?:about|against|at|by|for|of|on|to|with)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a name that does not itself speak: "people at the Herald say"."""
JOINED = re.compile(r"\s*(?:,|and|or|nor)(?:\s+(?:and|or))?(?:\s+the)?\s*", re.IGNORECASE)
SMALL = frozenset("the a an of and for on in www".split())
PLAIN = frozenset("news online daily weekly tv radio network magazine newspaper agency press com org net co uk".split())
"""Words of a name that do not tell an outlet from another."""
ABBREVIATED = 3
"""Words from which a name goes by its initials."""
LONGEST = 6
"""Words of a name."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A place in a question and the outlets that it names, as the articles call them."""

    span: Span
    outlets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """The outlets by each name that they go by; those of `whole` need no capital."""

    outlets: Mapping[str, frozenset[str]]
    whole: frozenset[str]


def heard_in(question: str, names: Names) -> list[Heard]:
    """The outlets whose word a question asks for. One that it only speaks of, as of anyone, is not among them."""
    groups: list[Heard] = []
    for named in _named(question, names):
        last = groups[-1] if groups else None
        if last and JOINED.fullmatch(question[last.span.end : named.span.start]):
            groups[-1] = Heard(Span(last.span.start, named.span.end), last.outlets | named.outlets)
        else:
            groups.append(named)
    return [group for group in groups if _asked(question[: group.span.start], question[group.span.end :])]


def names_of(outlet: str) -> Iterator[tuple[str, bool]]:
    """The names that an outlet goes by, folded, and whether each is all of it.

    "The Senn Herald" is Senn Herald and the Herald, "nyt.com" is nyt, "New York Times" is NYT.
    """
    words = _folded(outlet).split()
    while words and words[0] in SMALL:
        words = words[1:]
    telling = [word for word in words if word not in PLAIN]
    if words:
        yield " ".join(words), bool(telling)
    while telling and words[-1] in PLAIN:
        words = words[:-1]
        yield " ".join(words), True
    if len(words) > 1:
        yield "".join(words), True
        yield from ((" ".join(words[n:]), False) for n in range(1, len(words)) if words[n] not in SMALL)
    if len(_initials(words)) >= ABBREVIATED:
        yield _initials(words), True


def named_by(outlets: Iterable[str]) -> Names:
    """Outlets, each given once, by all the names that they go by."""
    by_name: dict[str, set[str]] = defaultdict(set)
    entire: set[str] = set()
    for outlet in outlets:
        for name, whole in names_of(outlet):
            by_name[name].add(outlet)
            if whole:
                entire.add(name)
    return Names({name: frozenset(held) for name, held in by_name.items()}, frozenset(entire))


def _named(question: str, names: Names) -> Iterator[Heard]:
    """Every outlet that a question names, in order, the longest name first."""
    words = list(WORD.finditer(question))
    first = 0
    while first < len(words):
        for last in range(min(len(words), first + LONGEST), first, -1):
            span = Span(words[first].start(), words[last - 1].end())
            name = _matched(question[span.start : span.end], names)
            if name:
                yield Heard(span, names.outlets[name])
                first = last - 1
                break
        first += 1


def _matched(written: str, names: Names) -> str:
    """The name that some words of a question are; empty for none. A part of a name needs its capital."""
    folded = _folded(written)
    if folded in names.whole or (folded in names.outlets and written[:1].isupper()):
        return folded
    words = folded.split()
    short = _initials(words) if words[0] not in SMALL and written[:1].isupper() else ""
    return short if len(short) >= ABBREVIATED and short in names.whole else ""


def _asked(before: str, after: str) -> bool:
    """Whether what stands around a name asks for its word."""
    return bool(BEFORE.search(before) or (AFTER.match(after) and not OBJECT.search(before)))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in SMALL)


def _folded(name: str) -> str:
    """A name in small letters without accents, words that are written together apart: `SouthAsianDesk`."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c))
    return " ".join(WORD.findall(plain.lower()))
