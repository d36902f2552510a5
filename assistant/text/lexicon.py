"""What words mean to each other: base forms, synonyms, opposites, words of one family.

The knowledge is WordNet 3.0, cut to the frequent senses of words in use, and a table of the words of news.
Both stand in `assistant/text/data`; the first question asked loads them. How they were made:
docs/decisions/010-lexicon.md.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.text.words import stem

DATA = Path(__file__).parent / "data"

ENDINGS = (
    *(("n", *pair) for pair in (("ies", "y"), ("ves", "f"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"))),
    *(("n", *pair) for pair in (("xes", "x"), ("zes", "z"), ("men", "man"), ("oes", "o"), ("s", ""))),
    *(("v", *pair) for pair in (("ies", "y"), ("ied", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"))),
    *(("v", *pair) for pair in (("ed", ""), ("ing", "e"), ("ing", ""))),
    *(("a", *pair) for pair in (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y"))),
)
"""Regular endings, part of speech first, and what stands in their place in the base form."""
PLURAL = re.compile(r"\w{3,}[^sui]s$")
"""A form of a word the lexicon has not that reads as a plural."""
NEGATIVE = ("un", "in", "im", "il", "ir", "dis", "non", "non-")
"""Prefixes that turn an adjective or adverb round; a pair so made counts only where both words are known."""
MOST = 1000
"""More than any word was tagged, by the count that is kept."""
NEAR = 0.7
"""What one step up (a treaty is an agreement), or to a similar adjective, is worth beside the same sense."""
ALIKE = 0.3
"""The least strength at which two words count as synonyms."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as the lexicon knows it: its parts of speech with how often each was tagged, and its senses.

    `senses` maps a synset to the share of the word's uses, 0 to 1, within its part of speech.
    """

    kinds: dict[str, int]
    senses: dict[int, float]
    opposites: frozenset[str]
    family: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """`words` are lines in the order of their words: most are never looked up, and a table of all takes longer."""

    forms: dict[str, str]
    words: list[str]
    above: list[str]


@cache
def _lexicon() -> _Lexicon:
    forms, words, above = (DATA / "lexicon.txt").read_text(encoding="utf-8").split("\n=\n")
    return _Lexicon(
        forms=dict(line.split("|") for line in forms.split("\n")),
        words=words.split("\n"),
        above=above.split("\n"),
    )


def _word_of(line: str) -> str:
    return line.partition("|")[0]


@lru_cache(maxsize=50_000)
def _told(word: str) -> str | None:
    """What the lexicon has behind a word."""
    words = _lexicon().words
    at = bisect_left(words, word, key=_word_of)
    found, _, rest = words[at].partition("|") if at < len(words) else ("", "", "")
    return rest if found == word else None


@cache
def _news() -> tuple[dict[str, frozenset[int]], dict[str, frozenset[str]]]:
    """The groups that each word of news is alike in, and the opposites of each."""
    alike: dict[str, set[int]] = defaultdict(set)
    opposed: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate((DATA / "news.txt").read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            continue
        left, _, right = (part.split() for part in line.partition("!"))
        for word in left:
            opposed[word].update(right)
            if not right:
                alike[word].add(number)
        for word in right:
            opposed[word].update(left)
    return (
        {word: frozenset(groups) for word, groups in alike.items()},
        {word: frozenset(others) for word, others in opposed.items() if others},
    )


@lru_cache(maxsize=50_000)
def entry(word: str) -> Entry | None:
    """What is known of a base form; None for a word that is not in use or a name."""
    found = _told(word)
    if found is None:
        return None
    shown, opposites, family = (*found.split("|"), "", "", "")[:3]
    uses = (use.partition(":") for part in shown.split(";") for use in part.split()[1:])
    senses = {int(at, 16): int(share) / 99 for at, _, share in uses}
    return Entry(_kinds(word), senses, frozenset(opposites.split()), frozenset(family.split()))


@lru_cache(maxsize=50_000)
def _kinds(word: str) -> dict[str, int]:
    """The parts of speech of a word with how often each was tagged; none for one that is not in use.

    A base form is found by these alone: to read the senses of every form it might be takes five times as long.
    """
    shown = (_told(word) or "").partition("|")[0]
    return {part[0]: int(part[1:].partition(" ")[0]) for part in shown.split(";") if part}


@lru_cache(maxsize=50_000)
def _above(synset: int) -> frozenset[int]:
    return frozenset(int(up, 16) for up in _lexicon().above[synset].split())


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The base form that a word is most often a form of, in lower case; the word itself where none is known."""
    low = word.lower().replace("’", "'")
    if best := max(_bases(low), default=None):
        return best[2]
    return low[:-1] if word.islower() and PLURAL.search(low) else low


def _bases(word: str) -> Iterator[tuple[int, int, str]]:
    """Every base form a word may have, with how often it is used so; a word is rather its own base form."""
    for uses in _kinds(word).values():
        yield uses, 1, word
    known = _lexicon().forms.get(word, "").split()
    candidates = [(base[0], base[1:]) for base in known] or [
        (kind, word[: -len(end)] + put) for kind, end, put in ENDINGS if word.endswith(end) and len(word) > len(end) + 1
    ]
    if not known:
        candidates += _undoubled(word)
    for kind, base in candidates:
        kinds = _kinds(base)
        if kind in kinds:
            participle = kind == "v" and word.endswith("ed")  # "the wounded" are who was wounded
            yield kinds[kind] + MOST * participle, 0, base


def _undoubled(word: str) -> list[tuple[str, str]]:
    """`stopped` is `stop`, `bigger` is `big`."""
    return [
        (kind, word[: -len(end) - 1])
        for kind, end in (("v", "ed"), ("v", "ing"), ("a", "er"), ("a", "est"))
        if word.endswith(end) and len(word) > len(end) + 3 and word[-len(end) - 1] == word[-len(end) - 2]
    ]


@lru_cache(maxsize=200_000)
def related(left: str, right: str) -> bool:
    """Whether two words are of one family: the same base form or stem, `invade` and `invasion`."""
    a, b = lemma(left), lemma(right)
    if a == b or stem(left) == stem(right) or stem(a) == stem(b):
        return True
    first, second = entry(a), entry(b)
    return bool((first and b in first.family) or (second and a in second.family))


@lru_cache(maxsize=200_000)
def synonyms(left: str, right: str) -> float:
    """How far two words can stand for one another, 0 to 1: 1 for one base form, else by the senses they share.

    A shared sense counts by the share of both words' uses that have it; a sense one step above, or a
    similar adjective, counts `NEAR` of that. `ALIKE` is a fair threshold.
    """
    a, b = lemma(left), lemma(right)
    if a == b:
        return 1.0
    groups, _ = _news()
    if groups.get(a, frozenset()) & groups.get(b, frozenset()):
        return 0.9
    first, second = entry(a), entry(b)
    if not first or not second:
        return 0.0
    return max(_same_sense(first, second), _one_above(first, second), _one_above(second, first))


@lru_cache(maxsize=50_000)
def kin(word: str) -> frozenset[int]:
    """Keys of the groups, senses and senses above of a base form: words that are alike have one in common.

    Senses too seldom used to make two words synonyms by themselves are left out.
    """
    groups, _ = _news()
    known = entry(word)
    senses = known.senses if known else {}
    own = {sense for sense, share in senses.items() if share >= ALIKE**2}
    above = {up for sense, share in senses.items() if share >= (ALIKE / NEAR) ** 2 for up in _above(sense)}
    return frozenset(above | own | {-1 - group for group in groups.get(word, ())})


def _same_sense(first: Entry, second: Entry) -> float:
    shared = first.senses.keys() & second.senses.keys()
    return min(1.0, sum(math.sqrt(first.senses[s] * second.senses[s]) for s in shared))


def _one_above(lower: Entry, upper: Entry) -> float:
    return NEAR * max(
        (
            math.sqrt(share * upper.senses[up])
            for synset, share in lower.senses.items()
            for up in _above(synset)
            if up in upper.senses
        ),
        default=0.0,
    )


@lru_cache(maxsize=200_000)
def antonyms(left: str, right: str) -> bool:
    """Whether two words are opposites: by WordNet, by the table of news, or by a prefix such as un-."""
    a, b = lemma(left), lemma(right)
    if a == b:
        return False
    _, opposed = _news()
    pairs = {(x, y) for x in {a, left.lower()} for y in {b, right.lower()}}
    if any(y in opposed.get(x, ()) for x, y in pairs):
        return True
    first, second = entry(a), entry(b)
    if not first or not second:
        return False
    if b in first.opposites or a in second.opposites:
        return True
    qualities = all({"a", "r"} & each.kinds.keys() and "n" not in each.kinds for each in (first, second))
    return qualities and (_prefixed(a, b) or _prefixed(b, a))


@lru_cache(maxsize=100_000)
def opposable(word: str) -> bool:
    """Whether a word may have an opposite at all; of two antonyms at least one does."""
    base = lemma(word)
    _, opposed = _news()
    known = entry(base)
    quality = known and {"a", "r"} & known.kinds.keys() and "n" not in known.kinds
    return base in opposed or word.lower() in opposed or bool(known and (known.opposites or quality))


def _prefixed(turned: str, plain: str) -> bool:
    return len(plain) > 3 and any(turned == prefix + plain for prefix in NEGATIVE)
