"""Words, stems and how much a word says: the vocabulary every comparison is written in."""

import math
import re
import threading
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

WORD = re.compile(r"[^\W_]+(?:[’'.\-&][^\W_]+)*(?:\.(?=[^\W_]\b))?")
PLAIN = re.compile(r"[a-zß-ɏ]+(?:[-.][a-zß-ɏ]+)*")
"""Words of Latin letters, in lower case."""

STOP = frozenset(
    """a about above after again against all also am an and any are as at be because been before being
    below between both but by can could did do does doing down during each few for from further had has
    have having he her here hers herself him himself his how i if in into is it its itself just me more
    most my myself of off on once only or other our ours ourselves out over own same she should so some
    such than that the their theirs them themselves then there these they this those through to too under
    until up upon us very was we were what when where which while who whom whose why will with within
    would you your yours yourself s t d ll m re ve don't doesn't didn't isn't aren't wasn't weren't won't
    wouldn't couldn't shouldn't hasn't haven't hadn't may might must shall one among amid across around
    per via not no nor cannot never however although though since still yet even ever now much many""".split()
)

SPEECH = frozenset(
    """say said says saying tell told tells state stated states add added adds note noted notes declare
    declared report reported reports according claim claimed call called calls mr mrs ms dr announce announced
    explain explained insist insisted stress stressed comment commented""".split()
)

NO_CONTENT = STOP | SPEECH


class Token(NamedTuple):
    """A word in its place. `stem` is lower case and cut to what inflection leaves; `content` words say something.

    A named tuple, since a claim has some 25 of them and making one takes a third of a dataclass's time.
    """

    text: str
    stem: str
    start: int
    end: int
    lower: str
    content: bool


SENTENCE = 400
"""Characters up to which a text is taken for a sentence, which is read more than once."""


def tokens(text: str) -> Iterable[Token]:
    """Every word and number of a text with its offsets; a possessive 's is not part of its word.

    Those of a sentence are kept: its facts, its wording and its name are all made of them.
    """
    return _of_sentence(text) if len(text) <= SENTENCE else _tokens(text)


@lru_cache(maxsize=10_000)
def _of_sentence(text: str) -> tuple[Token, ...]:
    return tuple(_tokens(text))


def _tokens(text: str) -> list[Token]:
    # Made past the constructor of a named tuple, which takes as long again: a long article has thousands of words.
    made, kind = tuple.__new__, Token
    found = []
    for match in WORD.finditer(text):
        word, stemmed, low, content = _read(match[0])
        if word:
            start = match.start()
            found.append(made(kind, (word, stemmed, start, start + len(word), low, content)))
    return found


def lower_words(text: str) -> list[str]:
    """The words and numbers of a text in lower case, as its tokens have them."""
    read = map(_read, WORD.findall(text))
    return [low for _, _, low, _ in read if low]


@lru_cache(maxsize=200_000)
def _read(written: str) -> tuple[str, str, str, bool]:
    """A word without its possessive, its stem, its lower case, and whether it is a content word."""
    word = written[:-2] if written.endswith(("'s", "’s")) else written
    low = word.lower()
    return word, stem(word) if word else "", low, low not in NO_CONTENT


def content_stems(text: str) -> tuple[str, ...]:
    """The stems of the content words of a text, in order: of whole libraries, where no word's place is asked for."""
    return tuple(stemmed for word, stemmed, _, content in map(_read, WORD.findall(text)) if word and content)


def any_of(words: Iterable[str]) -> str:
    """A pattern of words, longer ones first; those that begin alike are put together, which is faster to search."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(ends)})" for first, ends in rest.items())


def lowered(text: str) -> str:
    """A text in lower case with every offset kept; as it is where a letter's lower case is longer than itself."""
    low = text.lower()
    return low if len(low) == len(text) else text


_own = threading.local()


def _stemmer() -> Any:
    """The stemmer of this thread: one object may serve one thread only."""
    import Stemmer

    if not hasattr(_own, "stemmer"):
        _own.stemmer = Stemmer.Stemmer("english")
    return _own.stemmer


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Snowball (Porter 2) stem of a word, in lower case, typographic apostrophes unified."""
    return str(_stemmer().stemWord(word.lower().replace("’", "'")))


@lru_cache(maxsize=200_000)
def rarity(word: str) -> float:
    """How much a word says, 0 (every text has it) to 1 (never seen in general English).

    From the Zipf frequency of wordfreq: base-10 logarithm of occurrences per billion words.
    """
    if word[:1].isdigit():
        return 0.8
    return min(1.0, max(0.05, (7.5 - zipf(word)) / 5.0))


def zipf(word: str) -> float:
    """The Zipf frequency of a word in wordfreq's small English list, 0 where it is not in it.

    As `wordfreq.zipf_frequency` gives it, which is asked itself only for what is not plainly a word or words.
    """
    listed = _listed()
    low = word.lower().replace("’", "'")
    if low in listed:
        return listed[low]
    if PLAIN.fullmatch(low):
        parts = low.split("-")
        return _together([listed[part] for part in parts]) if all(part in listed for part in parts) else 0.0
    from wordfreq import zipf_frequency

    return float(zipf_frequency(low, "en", wordlist="small"))


def _together(parts: Sequence[float]) -> float:
    """The frequency of a word of several: the harmonic sum of theirs, to three digits as wordfreq has it."""
    share = 1 / sum(10 ** (9 - part) for part in parts)
    return round(math.log10(round(share, math.floor(-math.log10(share)) + 3)) + 9, 2)


_GZIP = 16 + 15
"""What zlib calls the format of gzip files, with the widest window."""
_PIECE = 8192
"""Bytes of a list read at once: the first five hundred words of most are in one."""
_DIGITS = re.compile(r"\d[\d.,]+")


@cache
def _listed() -> Mapping[str, float]:
    """The list as its file has it, in bands of a hundredth: to import wordfreq takes an eighth of a whole question."""
    import zlib

    import msgpack

    _, *bands = msgpack.unpackb(zlib.decompress(_file_of("en").read_bytes(), _GZIP))
    bounds = (repeat((900 - number) / 100, len(band)) for number, band in enumerate(bands))
    return dict(zip(chain.from_iterable(bands), chain.from_iterable(bounds), strict=True))


def most_frequent(code: str, count: int) -> list[str]:
    """The most frequent words of a language, from wordfreq's small list for its code, read no further than they stand.

    As `wordfreq.top_n_list` gives them: the most frequent first, equally frequent ones in alphabetical order, without
    numbers of several digits.
    """
    import gzip

    import msgpack

    with gzip.open(_file_of(code)) as file:
        reader = msgpack.Unpacker(file, read_size=_PIECE)
        bands = range(reader.read_array_header() - 1)
        reader.skip()  # what the file says of itself
        words = (word for _ in bands for word in reader.unpack() if not _DIGITS.match(word))
        return list(islice(words, count))


@cache
def _file_of(code: str) -> "Path":
    """The file of wordfreq's small list of a language."""
    from importlib.util import find_spec
    from pathlib import Path

    package = find_spec("wordfreq")
    folder = next(iter(package.submodule_search_locations or ()), "") if package else ""
    return Path(folder) / "data" / f"small_{code}.msgpack.gz"


def content_weights(text: str) -> dict[str, float]:
    """Content stems of a text, each with the rarity of its rarest word."""
    return weights_of(tokens(text))


def weights_of(words: Iterable[Token]) -> dict[str, float]:
    """The same of tokens at hand."""
    weights: dict[str, float] = {}
    for token in words:
        if token.content and (weight := rarity(token.lower)) > weights.get(token.stem, 0.0):
            weights[token.stem] = weight
    return weights


def share_in(said: Mapping[str, float], held: Container[str]) -> float:
    """How much of the weight of what is said stands in what is held, 0 to 1; 0 where nothing is said."""
    return sum(weight for stem, weight in said.items() if stem in held) / (sum(said.values()) or 1.0)


def shared_weight(left: Mapping[str, float], right: Mapping[str, float], least: float = 0.0) -> float:
    """How much of the weight of the lighter of two the other carries too, 0 to 1.

    One that weighs less than `least` counts as that heavy: a few words in common prove little.
    """
    shared = sum(min(weight, right[stem]) for stem, weight in left.items() if stem in right)
    return shared / (max(least, min(sum(left.values()), sum(right.values()))) or 1.0)
