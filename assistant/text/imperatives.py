# ruff: noqa: E501 - tables of words and patterns
"""Verbs in the imperative: a base form at the head of a clause, with what follows a verb and not a noun."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from assistant.text.lexicon import entry, lemma
from assistant.text.speakers import MASK
from assistant.text.words import STOP

LOOKED_AT = 8
"""Words of a clause that tell whether it opens with an order."""
MOSTLY, PLAINLY = 0.85, 0.95
"""Share of a word's uses as a verb from which what may follow a verb or a noun makes it an order."""
IN_USE = 20
"""How often a word was tagged as a verb from which a noun behind it can be its object."""

_CLAUSE = re.compile(r"[;:\n*=|]+|(?<=[a-z]{3})[.!?]+\s|,\s+(?=(?:but|so)\s)")
_DASH = re.compile(r"\s[-–]+\s|\s*[—―]+\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*|\0+")
_SKIPPED = frozenset(
    """please kindly now then so and but or also just simply instead first second next finally always only thanks thank ok okay
    hey hi hello dear yes no oh well therefore otherwise again immediately here meanwhile do don't never not""".split()
)
"""What may stand before the verb of an order."""
_ELSE = frozenset("but or".split())
_POINTING = frozenset("that this there".split())
_SAID = frozenset("that only nothing so".split())
_DONE = frozenset("as the this it what so exactly".split())
_ASKED = frozenset("please kindly don't never".split())
_DETERMINERS = frozenset(
    """the a an these those your our my his its their any all every each no both some another such what how who whether
    which whatever whoever whichever anything everything nothing anyone everyone nobody somebody someone either neither only
    this that there""".split()
)
"""What opens the object of a verb."""
_OBJECTS = frozenset("it them him us me yourself yourselves themselves you you're".split())
_PREPOSITIONS = frozenset(
    """to with for from out off up down into about as over away without back in on at by under through against of""".split()
)
_TIMES = frozenset("week month year morning afternoon evening time weekend summer winter spring season".split())
_AS_PAST = frozenset(
    """put set cut hit let cost cast shut spread split hurt beat come run become quit bet burst thrust rid wed shed upset bid
    broadcast overcome""".split()
)
"""Base forms that are participles too: "Set in Ulmeria, the film ..."."""
_NO_ORDER = frozenset(
    "like thank suffice bar come need dare police will may might can must near except save separate trump matter".split()
)
"""Verbs that open sentences of other kinds: "Like it or not", "Come Monday", "Except the mayor"."""
_TELLING = frozenset("reply answer report mention respond conclude write side refer speak tell describe note".split())
_FINITE = frozenset(
    "is are was were has have had isn't aren't wasn't weren't said says told will would can could".split()
)
_PHRASE = re.compile(
    r"\W*(?:under no circumstances|(?:in|at|on|for|with|from|after|before) (?:your|any|every|each|no|all) \w+|at (?:the|all) \w+"
    r"|from (?:here|now) on|on no account|in (?:short|return|future|doubt)|for (?:now|once)|by (?:all|no) means)\s+(?=[a-z])",
    re.IGNORECASE,
)
"""Phrases behind which an order may follow without a comma."""
_PAST = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|\w{3,}ed)\b")


def clauses(plain: str) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence; a dash opens one only where no second dash makes an aside of it."""
    bounds = list(_CLAUSE.finditer(plain))
    dashes = list(_DASH.finditer(plain))
    bounds = sorted([*bounds, *dashes], key=lambda match: match.start()) if len(dashes) == 1 else bounds
    start = 0
    for match in bounds:
        yield start, plain[start : match.start()]
        start = match.end()
    yield start, plain[start:]


def imperative(part: str, first: bool) -> str:
    """The verb of an order at the head of some words; empty where there is none.

    `first` tells that they open a clause, and stand not behind a comma in it.
    """
    phrase = _PHRASE.match(part) if first else None
    words = [match[0] for match in islice(_WORD.finditer(part, phrase.end() if phrase else 0), LOOKED_AT)]
    low = [word.lower() for word in words]
    count = next((n for n, word in enumerate(low) if word not in _SKIPPED), len(words))
    if len(words) < count + 2 or _is_name(words[count], words[count + 1], alone=first and not count):
        return ""
    if low[count - 1 : count] == ["do"] and low[count] in _DONE:
        return "do"
    if low[count] in ("be", "let's") and first:
        return low[count]
    return low[count] if _orders(low, count, first) else ""


def _is_name(word: str, following: str, *, alone: bool) -> bool:
    """Whether a capital makes a name of a word; only the first of a clause has one for its place."""
    return word[0].isupper() and not (alone and (following[0].islower() or following[0].isdigit()))


def _orders(low: Sequence[str], count: int, first: bool) -> bool:
    """Whether the word at a place, behind words that may stand before an order, is the verb of one."""
    share = verb_share(low[count])
    before = frozenset(low[:count])
    if share < 0:
        return False
    if before & _ASKED or {"do", "not"} <= before:
        return True
    if before & _ELSE or (not first and "and" in before):
        return False  # "they lost the vote but keep the seat, and hold on to it"
    return _goes_on(low[count], share, low[count + 1 :], first)


def _goes_on(verb: str, share: float, after: Sequence[str], first: bool) -> bool:
    """Whether what follows a base form is what follows a verb."""
    following, third = after[0], after[1] if len(after) > 1 else ""
    if verb == "say":
        return following in _SAID or following.startswith(MASK)
    if following in _OBJECTS or (verb == "let" and verb_share(following) > 0):
        return True
    if following in _POINTING:
        return share >= 0.5 and third not in _TIMES
    if following in _DETERMINERS:
        return share >= 0.3 or (first and share >= 0.1 and not _PAST.search(" ".join(after)))
    if following.startswith(MASK) or (following in _PREPOSITIONS and third == "that"):
        return share >= 0.4
    if following in _PREPOSITIONS:
        return _goes_with(verb, share, after, first)
    known = share >= PLAINLY and verb not in _AS_PAST and _uses(verb) >= IN_USE
    return known and (following[0].isdigit() or (first and _is_thing(following)))


def _goes_with(verb: str, share: float, after: Sequence[str], first: bool) -> bool:
    """The same before a preposition, which follows nouns as well."""
    following, third = after[0], after[1] if len(after) > 1 else ""
    if first and verb in _TELLING and following in ("to", "with", "in", "as"):
        return _FINITE.isdisjoint(after)
    least = 0.4 if following == "with" and third in _DETERMINERS else MOSTLY if first else PLAINLY
    return share >= least and (verb not in _AS_PAST or third == "only")


@lru_cache(maxsize=5_000)
def verb_share(word: str) -> float:
    """Share of a base form's uses as a verb, 0 to 1; -1 where it is none, or opens sentences of other kinds."""
    known = entry(word)
    if not known or "v" not in known.kinds or word in STOP | _NO_ORDER or lemma(word) != word:
        return -1.0
    total = sum(known.kinds.values())
    return known.kinds["v"] / total if total else 0.5


def _uses(verb: str) -> int:
    known = entry(verb)
    return known.kinds.get("v", 0) if known else 0


def _is_thing(word: str) -> bool:
    """Whether a word can open an object without an article: a noun, an adjective, a number."""
    if word[0].isdigit() or word.startswith(MASK):
        return True
    if word in _FINITE or word in STOP or word.endswith(("ed", "ly")):
        return False
    known = entry(lemma(word))
    return known is not None and sum(known.kinds.get(kind, 0) for kind in "na") > known.kinds.get("v", 0)
