"""The noun that somebody is called by, and which of the words before it belong to it."""

import re
from dataclasses import dataclass

from assistant.text import trades
from assistant.text.lexicon import lemma
from assistant.text.names import BODIES, CONTRACTED

BEFORE_DONE = re.compile(r"^(?:the|an?|his|her|its|their)$|ly$|[’']s$", re.IGNORECASE)
OWNED = re.compile(r"(?:(?!(?:of|for|to|at|in|from|with|on|\w+ing)\b)[^\s,]+\s+){0,4}?[^\s,]*[^\W\d_](?:[’']s|s[’'])\s")
"""Behind "the" the words for an owner: "the agency's chief engineer"."""
ARTICLES = frozenset("the a an".split())
OWNERS = frozenset("his her its their my our your whose".split())
OWNS = re.compile(r"(?:[’']s|s[’'])$")
ABBREVIATED = re.compile(r"(?:[A-Z]\.)+$|^(?:Lt|Gen|Gov|Sen|Rep|Maj|Brig|Asst|Adm|St|Jr)\.$")


@dataclass(frozen=True, slots=True)
class Calling:
    """Words that call somebody something, with their place in the text.

    `head` is the noun they turn on; `alone` tells that it names a person and nothing else.
    """

    text: str
    start: int
    end: int
    head: str
    alone: bool


def plain_word(word: str) -> str:
    """A word in lower case, without the marks around it and without a possessive."""
    return OWNS.sub("", word.strip("“”\"'‘’(.,;:")).lower()


def made(text: str, start: int, end: int, head: str) -> Calling:
    """The calling at a place, its article left off."""
    words = text[start:end]
    first = words.split(maxsplit=1)
    whose = len(first) == 2 and first[0].lower() in OWNERS and head in trades.RELATED
    if len(first) == 2 and first[0].lower() in ARTICLES | OWNERS and not OWNED.match(first[1]):
        start = end - len(first[1])
    return Calling("" if whose else text[start:end], start, end, trades.SHORT.get(head, head), head in trades.ALONE)


def bare(text: str, start: int) -> int:
    """The place behind quotation marks and brackets that open a word."""
    while text[start] in "“\"'‘(":
        start += 1
    return start


def is_head(word: str) -> bool:
    """Whether a word is a noun that somebody is called by, no possessive, and nothing ends behind it."""
    low = plain_word(word)
    return (
        low in trades.HEADS
        and (word[-1].isalpha() or (word[-1] == "." and word[0].isupper()))
        and not OWNS.search(word)
    )


def modifiers(words: list[re.Match[str]], head: str, *, capital: bool) -> int:
    """Where the words that belong to a noun begin, taken off the list of those before it; -1 where there are none.

    Before a capital a small letter may begin a verb: "to counter President Oster".
    """
    first = -1
    while words:
        word = words[-1].group()
        if OWNS.search(word) and word[0].isalnum() and not CONTRACTED.match(word.lower()):
            return _owner(words)
        if plain_word(word) in trades.DONE_TO and len(words) > 1 and BEFORE_DONE.search(words[-2].group()):
            first = words.pop().start()
            continue
        if (
            not modifies(word, head)
            or plain_word(word) in trades.DONE_TO
            or (capital and word[0].islower() and not _surely_modifies(word))
        ):
            break
        capital = capital or word[0].isupper()
        first = words.pop().start()
    return first


def in_body(words: list[re.Match[str]]) -> bool:
    """Whether the name of a body goes on behind the words that are left: "Council on Roads Chair"."""
    return (
        len(words) > 1
        and words[-1].group() in ("on", "of", "for")
        and plain_word(words[-2].group()) in BODIES
        and words[-2].group()[0].isupper()
    )


def _surely_modifies(word: str) -> bool:
    """Whether a word in small letters belongs to a title in capitals behind it, and is no verb: "union President"."""
    low = plain_word(word)
    return low in trades.QUALIFIERS or bool(trades.PREFIXED.match(word)) or trades.plainly_noun(low)


def _owner(words: list[re.Match[str]]) -> int:
    """Where those begin whose somebody is: "the company's chairman", "Bram Oster's lawyer"."""
    first = words.pop()
    while words and first.group()[0].isupper() and words[-1].group()[0].isupper() and modifies(words[-1].group(), ""):
        first = words.pop()
    while words and first.group()[0].islower() and modifies(words[-1].group(), ""):
        first = words.pop()
    if words and words[-1].group().lower() == "the":
        first = words.pop()
    return first.start()


def modifies(word: str, head: str) -> bool:
    """Whether a word before a noun belongs to it."""
    low = plain_word(word)
    if not word[0].isalnum() or not (word[-1].isalnum() or ABBREVIATED.search(word)) or low in trades.NEVER:
        return False
    if head in trades.RANKS:
        return low in trades.RANK_PARTS and not (head == "major" and low == "army")
    if low.endswith("ing") and low not in trades.QUALIFIERS and lemma(low) != low:
        return False
    if low in trades.CREDITS or "/" in word:
        return False
    if head in trades.TITLED and low in BODIES:
        return False
    if low in trades.QUALIFIERS or word[0].isupper() or word[0].isdigit():
        return low not in trades.HEADS or low in trades.QUALIFIERS or low in trades.RANK_PARTS
    return low not in trades.HEADS and trades.noun_like(low)
