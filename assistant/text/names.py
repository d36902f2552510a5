"""Names of people, places and bodies: what is capitalised where a sentence does not ask for it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.dates import MONTHS, WEEKDAYS
from assistant.text.words import STOP, rarity

TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady rev fr sister judge justice president premier chancellor
    minister prime secretary speaker senator sen rep representative congressman congresswoman governor gov mayor
    king queen prince princess pope ayatollah sheikh general gen major maj colonel col captain capt lieutenant lt
    sergeant sgt admiral marshal field chief commander detective inspector superintendent sheriff officer
    ambassador envoy spokesman spokeswoman spokesperson chairman chairwoman chair director coach manager
    attorney deputy vice former acting supreme leader""".split()
)
_PART = r"(?:[^\W\d_a-z][^\W\d_]*(?:[’'\-][^\W\d_]+)*|(?:[A-Z]\.)+(?:[A-Z]\b)?)"
_LINK = r"(?:\s+(?:of|the|de|del|van|von|der|bin|ibn|al|la|le|da|dos|el|and)){1,2}(?=\s+[^\W\d_a-z])"
NAME = re.compile(rf"{_PART}(?:(?:\s+|-){_PART}|{_LINK}\s+{_PART}){{0,9}}")
OPENS = re.compile(r"""(?:^|[.!?…:;]["'”’)]*\s+|["“‘(\[•]\s*|\n\s*|[–—]\s)$""")
CONTRACTED = re.compile(r"(?:i|you|he|she|it|we|they|there|that|what|who|let|don|isn|can|won)[’']\w+$")
SEPARATOR = re.compile(r"(\s+and\s+(?:the\s+)?)")
SMALL = re.compile(r"(?<![^\W_])[a-z][^\W\d_]+")
INSIDE = re.compile(r"(?<=[a-z,;] )([A-Z][^\W\d_]+)")
BODIES = frozenset(
    """parliament ministry court bank university institute council assembly senate house committee agency party
    department office union club forces army navy police association commission board federation staff centre
    center college school hospital church society museum bureau chamber ministry port lake river bay""".split()
)
PORTFOLIOS = frozenset("foreign finance interior defence defense home health energy trade education transport".split())
OPENERS = frozenset(
    """yesterday today tomorrow meanwhile then later earlier also although though instead despite another police
    state local top senior every many several some most both all no only last next new old according since while
    fellow former ex interim""".split()
)
_NOT_NAMES = STOP | frozenset(MONTHS) | frozenset(WEEKDAYS) | {"i", "mr", "mrs", "ms", "dr"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its place. `core` is the name without titles, in lower case and without 's."""

    text: str
    core: str
    start: int
    end: int

    @property
    def last(self) -> str:
        """The word a person is usually called by on second mention."""
        return self.core.rsplit(" ", 1)[-1]


@lru_cache(maxsize=50_000)
def names(text: str, known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Every name of a text, in order.

    A capitalised first word counts only where it is no common word or is in `known`: words, in
    lower case, that the article capitalises elsewhere within a sentence.
    """
    return tuple(name for match in NAME.finditer(text) for name in _split(text, match, known))


def capitals(text: str) -> frozenset[str]:
    """Words, in lower case, that a text capitalises within a sentence and never writes small."""
    small = set(SMALL.findall(text))
    inside = {m.group(1).lower() for m in INSIDE.finditer(text)}
    return frozenset(inside - small)


def _split(text: str, match: re.Match[str], known: frozenset[str]) -> Iterator[Name]:
    """One name, or several where "and" joins them or a title stands between them."""
    start = match.start()
    for piece in SEPARATOR.split(match.group()):
        if piece.strip() and not SEPARATOR.fullmatch(piece):
            opens = bool(OPENS.search(text[max(0, start - 6) : start]))
            yield from _name(piece, start, opens, known)
        start += len(piece)


def _name(words: str, start: int, opens: bool, known: frozenset[str]) -> Iterator[Name]:
    parts = list(re.finditer(r"\S+", words))
    if opens and _common(parts[0].group(), known) and not _given_name(parts):
        parts = parts[1:]
    while parts and parts[0].group().lower() in _NOT_NAMES | TITLES | {"of"}:
        parts = parts[1:]
    titles = [i for i, part in enumerate(parts) if _plain(part.group()) in TITLES]
    if titles and titles[-1] < len(parts) - 1 and _plain(parts[titles[-1] + 1].group()) != "of":
        if _plain(parts[0].group()) not in PORTFOLIOS:
            yield from _made(parts[: titles[0]], start)
        parts = parts[titles[-1] + 1 :]
    yield from _made(parts, start)


def _given_name(parts: list[re.Match[str]]) -> bool:
    """Whether the first of several capitalised words can be a person's first name: "John Brack"."""
    first = _plain(parts[0].group())
    return len(parts) > 1 and first not in _NOT_NAMES | OPENERS and not first.endswith(("ly", "ing", "s", "ed"))


def _made(parts: list[re.Match[str]], start: int) -> Iterator[Name]:
    of = [i for i, part in enumerate(parts) if part.group() == "of"]
    if of and of[0] >= 2 and _person(parts[: of[0]]):
        yield from _made(parts[: of[0]], start)  # "Bram Oster of Ulmeria" is a person and a place
        parts = parts[of[0] + 1 :]
    if not parts:
        return
    first = start + parts[0].start()
    shown = re.sub(r"[’']s?$", "", parts[0].string[parts[0].start() : parts[-1].end()])
    core = " ".join(word for word in (_plain(part.group()) for part in parts) if word not in ("the", ""))
    if len(core) > 1 and core not in _NOT_NAMES and not CONTRACTED.match(core):
        yield Name(shown, core, first, first + len(shown))


def _person(parts: list[re.Match[str]]) -> bool:
    """Whether the words look like a person's name rather than a body's."""
    words = [_plain(part.group()) for part in parts]
    return rarity(words[0]) >= 0.72 and not set(words) & BODIES


def _plain(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).lower().strip(".")


def _common(word: str, known: frozenset[str]) -> bool:
    """Whether a word that opens a sentence is an ordinary one and so no evidence of a name."""
    low = _plain(word)
    if low in known:
        return False
    return low in _NOT_NAMES or (rarity(low) < 0.72 and not (word.isupper() and len(word) > 1))


def full_names(all_names: Iterable[Name]) -> dict[str, str]:
    """Last name to full name, where an article gives it to one person only."""
    seen: dict[str, Counter[str]] = {}
    for name in all_names:
        if " " in name.core:
            seen.setdefault(name.last, Counter())[name.core] += 1
    return {last: next(iter(full)) for last, full in seen.items() if len(full) == 1}


def same_name(left: str, right: str) -> bool:
    """Whether two cores may name one thing: equal, one a part of the other, or spelled a letter apart."""
    a, b = left.split(), right.split()
    if initials(left) == right.replace(".", "") or initials(right) == left.replace(".", ""):
        return True
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if a[-1] != b[-1] and not _alike(a[-1], b[-1]):
        return False
    return len(a) == 1 or len(b) == 1 or _alike(a[0], b[0]) or a[0][0] == b[0][0]


def _alike(left: str, right: str) -> bool:
    from difflib import SequenceMatcher

    return min(len(left), len(right)) >= 4 and SequenceMatcher(None, left, right).ratio() >= 0.7


def initials(name: str) -> str:
    """`internal revenue service` is `irs`; a single word has none."""
    words = [word for word in name.split() if word not in ("of", "for", "and")]
    return "".join(word[0] for word in words) if len(words) > 1 else ""
