"""Names of people, places and bodies: what is capitalised where a sentence does not ask for it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.days import MONTHS, WEEKDAYS
from assistant.text.words import SENTENCE, STOP, rarity

TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady rev fr sister judge justice president premier chancellor
    minister prime secretary speaker senator sen rep representative congressman congresswoman governor gov mayor
    king queen prince princess pope ayatollah sheikh general gen major maj colonel col captain capt lieutenant lt
    sergeant sgt admiral marshal field chief commander detective inspector superintendent sheriff officer
    ambassador envoy spokesman spokeswoman spokesperson chairman chairwoman chair director coach manager
    attorney deputy vice former acting supreme leader""".split()
)
_PART = (
    r"(?:(?:[A-Z]\.)+(?:[A-Z]\b)?|(?:St|Ft|Mt)\.(?=\s[A-Z])"
    r"|(?:\b(?:al|el|ul|ur|ad|as|ash|an|ar)-)?[^\W\d_a-z][^\W\d_]*(?:[’'\-][^\W\d_]+)*)"
)
_LINK = r"(?:\s+(?:of|the|de|del|van|von|der|bin|ibn|al|la|le|da|dos|el|and)){1,2}(?=\s+[^\W\d_a-z])"
NAME = re.compile(rf"{_PART}(?:(?:\s+|-){_PART}|{_LINK}\s+{_PART}){{0,9}}")
OPENS = re.compile(r"""(?:^|[.!?…:;]["'”’)]*\s+|["“‘(\[•]\s*|\n\s*|[–—]\s)$""")
CONTRACTED = re.compile(r"(?:i|you|he|she|it|we|they|there|that|what|who|let|don|isn|can|won)[’']\w+$")
POSSESSIVE = re.compile(r"[’']s?$")
WORDS = re.compile(r"\S+")
SEPARATOR = re.compile(r"(\s+and\s+(?:the\s+)?)")
SMALL = re.compile(r"(?<![^\W_])[a-z][^\W\d_]+")
INSIDE = re.compile(r"(?<=[a-z,;] )([A-Z][^\W\d_]+)")
BODIES = frozenset(
    """parliament ministry court bank university institute council assembly senate house committee agency party
    department office union club forces army navy police association commission board federation staff centre
    center college school hospital church society museum bureau chamber ministry port lake river bay""".split()
)
OFFICES = frozenset("state defense defence justice labor labour commerce agriculture treasury energy education".split())
"""What a secretary is of: "Secretary of State Ann Lee"."""
PORTFOLIOS = frozenset("foreign finance interior defence defense home health energy trade education transport".split())
OPENERS = frozenset(
    """yesterday today tomorrow meanwhile then later earlier also although though instead despite another police
    state local top senior every many several some most both all no only last next new old according since while
    fellow former ex interim""".split()
)
TIME_NAMES = frozenset(MONTHS) | frozenset(WEEKDAYS)
"""Words that are a name only of a person: Mrs May, Joe Friday."""
ALIKE = 0.7
GIVEN = frozenset("april may june august".split())
"""Months that are first names too."""
TEMPORAL = re.compile(r"\b(?:in|since|last|this|next|until|early|late|mid|during)[\s-]+\Z", re.IGNORECASE)
_NOT_NAMES = STOP | frozenset(MONTHS) | frozenset(WEEKDAYS) | {"i", "mr", "mrs", "ms", "dr"}
_NO_START = _NOT_NAMES | TITLES | {"of"}


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


def names(text: str, known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Every name of a text, in order; those of a sentence are kept.

    A capitalised first word counts only where it is no common word or is in `known`: words, in
    lower case, that the article capitalises elsewhere within a sentence.
    """
    return _of_sentence(text, known) if len(text) <= SENTENCE else _names(text, known)


@lru_cache(maxsize=50_000)
def _of_sentence(text: str, known: frozenset[str]) -> tuple[Name, ...]:
    return _names(text, known)


def _names(text: str, known: frozenset[str]) -> tuple[Name, ...]:
    return tuple(name for match in NAME.finditer(text) for name in _split(text, match, known))


def capitals(text: str) -> frozenset[str]:
    """Words, in lower case, that a text capitalises within a sentence and never writes small."""
    small = set(SMALL.findall(text))
    inside = {m.group(1).lower() for m in INSIDE.finditer(text)}
    return frozenset(inside - small - TIME_NAMES)


def _split(text: str, match: re.Match[str], known: frozenset[str]) -> Iterator[Name]:
    """One name, or several where "and" joins them or a title stands between them."""
    start, written = match.start(), match.group()
    for piece in SEPARATOR.split(written) if "and" in written else (written,):
        if piece.strip() and not SEPARATOR.fullmatch(piece):
            opens = bool(OPENS.search(text[max(0, start - 6) : start]))
            yield from _name(list(WORDS.finditer(text, start, start + len(piece))), opens, known)
        start += len(piece)


def _name(parts: Sequence[re.Match[str]], opens: bool, known: frozenset[str]) -> Iterator[Name]:
    if opens and _common(parts[0].group(), known) and not _given_name(parts):
        parts = parts[1:]
    if not parts:
        return
    titled = False
    while parts and (low := _plain(parts[0].group())) in _NO_START and not _is_person(parts, titled, known):
        titled = low in TITLES or (titled and low == "of")
        office = low == "of" and titled and any(_plain(part.group()) in OFFICES for part in parts[1:2])
        parts = parts[2 if office else 1 :]
    titles = [i for i, part in enumerate(parts) if _plain(part.group()) in TITLES]
    if titles and titles[-1] < len(parts) - 1 and _plain(parts[titles[-1] + 1].group()) != "of":
        if _plain(parts[0].group()) not in PORTFOLIOS:
            yield from _made(parts[: titles[0]], False)
        parts = parts[titles[-1] + 1 :]
        titled = True
    yield from _made(parts, titled or _is_person(parts, titled, known))


def _is_person(parts: Sequence[re.Match[str]], titled: bool, known: frozenset[str]) -> bool:
    """Whether words that open like a month or day name a person: "Mrs May", "April Jones", "May" who is known."""
    if not parts or (low := _plain(parts[0].group())) not in TIME_NAMES:
        return False
    start = parts[0].start()
    if TEMPORAL.search(parts[0].string, max(0, start - 10), start):
        return False
    return titled or low in known or (low in GIVEN and len(parts) > 1 and not parts[1].group().islower())


def _given_name(parts: Sequence[re.Match[str]]) -> bool:
    """Whether the first of several capitalised words can be a person's first name: "John Brack"."""
    first = _plain(parts[0].group())
    return len(parts) > 1 and first not in _NOT_NAMES | OPENERS and not first.endswith(("ly", "ing", "s", "ed"))


def _made(parts: Sequence[re.Match[str]], person: bool) -> Iterator[Name]:
    """The name that words make; `person` tells that a title stands before them."""
    of = [i for i, part in enumerate(parts) if part.group() == "of"]
    if of and (person or (of[0] >= 2 and _person(parts[: of[0]]))):
        yield from _made(parts[: of[0]], person)  # "Bram Oster of Ulmeria" is a person and a place
        parts = parts[of[0] + 1 :]
    while len(parts) > 1 and _plain(parts[-1].group()) in WEEKDAYS:
        parts = parts[:-1]  # "Ann Lee Monday called"
    if not parts:
        return
    first = parts[0].start()
    shown = POSSESSIVE.sub("", parts[0].string[parts[0].start() : parts[-1].end()])
    core = " ".join(word for word in (_plain(part.group()) for part in parts) if word not in ("the", ""))
    if len(core) > 1 and (core not in _NOT_NAMES or (person and core in TIME_NAMES)) and not CONTRACTED.match(core):
        yield Name(shown, core, first, first + len(shown))


def _person(parts: Sequence[re.Match[str]]) -> bool:
    """Whether the words look like a person's name rather than a body's."""
    words = [_plain(part.group()) for part in parts]
    return rarity(words[0]) >= 0.72 and not set(words) & BODIES


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    return POSSESSIVE.sub("", word).lower().strip(".")


def _common(word: str, known: frozenset[str]) -> bool:
    """Whether a word that opens a sentence is an ordinary one and so no evidence of a name."""
    low = _plain(word)
    if low in known:
        return False
    return low in _NOT_NAMES or (rarity(low) < 0.72 and not (word.isupper() and len(word) > 1))


def full_names(all_names: Iterable[Name]) -> dict[str, str]:
    """Last name to full name, where an article gives it to one person only."""
    seen: dict[str, set[str]] = {}
    for name in all_names:
        if " " in name.core:
            seen.setdefault(name.last, set()).add(name.core)
    return {last: next(iter(full)) for last, full in seen.items() if len(full) == 1}


@lru_cache(maxsize=200_000)
def same_name(left: str, right: str) -> bool:
    """Whether two cores may name one thing: equal, one a part of the other, or spelled a letter apart.

    Of people with one last name the first names have to be alike too, or one of them an initial.
    """
    if left.replace(".", "") == right.replace(".", ""):
        return True
    if initials(left) == right.replace(".", "") or initials(right) == left.replace(".", ""):
        return True
    if _shortened(left, right) or _shortened(right, left):
        return True
    a, b = _folded(left).split(), _folded(right).split()
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if a[-1] != b[-1] and not _alike(a[-1], b[-1]):
        return False
    return len(a) == 1 or len(b) == 1 or _one_first_name(a[0], b[0])


def name_in(core: str, others: Iterable[str]) -> bool:
    """Whether one of the others may be the same name."""
    return any(same_name(core, other) for other in others)


def cores_in(words: str) -> list[str]:
    """The cores of names in words that are no sentence, such as a speaker: a capital that opens them tells."""
    return [name.core for name in names(f"x {words}")]


def same_named(left: str, right: str) -> bool:
    """Whether the words for two speakers have a name in common."""
    cores = cores_in(right)
    return any(name_in(core, cores) for core in cores_in(left))


SHORT = 4
"""Letters of the longest abbreviation of a name."""
ARTICLE = re.compile(r"\b[ae][ln][-’' ](?=\w)")
"""What Arabic names are written with or without: al-Qaddafi, El Gadhafi."""


def _shortened(short: str, long: str) -> bool:
    """Whether a word of up to four letters is another one cut down: `fla` is `florida`."""
    letters = short.replace(".", "")
    if not 2 < len(letters) <= SHORT < len(long) or not long.startswith(letters[0]) or " " in long:
        return False
    rest = iter(long)
    return all(letter in rest for letter in letters)


def _folded(core: str) -> str:
    """Without accents, and initials as words of their own: `j.k brack` and `j k brack` are one."""
    core = ARTICLE.sub("", core)
    if core.isascii() and "." not in core:
        return core
    plain = "".join(c for c in unicodedata.normalize("NFKD", core) if not unicodedata.combining(c))
    return plain.replace(".", " ") if plain.strip(". ") else core


def _one_first_name(left: str, right: str) -> bool:
    short, long = sorted((left, right))
    return long.startswith(short) or _alike(left, right)


def _alike(left: str, right: str) -> bool:
    """Whether two words are spellings of one: at least 0.7 of their letters in common, in order."""
    from rapidfuzz.distance import Indel

    return min(len(left), len(right)) >= 4 and Indel.normalized_similarity(left, right, score_cutoff=ALIKE) >= ALIKE


def initials(name: str) -> str:
    """`internal revenue service` is `irs`; a single word has none."""
    words = [word for word in name.split() if word not in ("of", "for", "and")]
    return "".join(word[0] for word in words) if len(words) > 1 else ""
