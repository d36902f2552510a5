"""Where a sentence can be cut: stretches that say something of something when they stand by themselves."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, pairwise

from assistant.text.lexicon import entry, lemma
from assistant.text.words import NO_CONTENT, SPEECH, Token, tokens

MOST_PIECES = 12
"""Pieces of a sentence that are joined in every way: the ways grow with their square."""
PIECE = re.compile(r"[;:—–]|,(?!\d)|\s(?=(?:who|whose|which|but|and|while)\s)")
"""Where a clause may end and another begin; not at "that" or "if", without which it says something else."""
OPENING = re.compile(r"^(?:(?:but|and|so|or|however|still|meanwhile|yet|then|also)\b[\s,]*)+", re.IGNORECASE)
HINGE = re.compile(
    r"\b(?:if|unless|whether|would have|den(?:y|ies|ied)|reject\w*|dismiss\w*|refus\w*|demand\w*|urg(?:e|ed|es)|"
    r"not|never|no|called (?:on|for)|calls (?:on|for)|without|that)\b",
    re.IGNORECASE,
)
"""Words after which a clause does not stand by itself: it is a condition's, or denied, or wished for."""
PRONOUNS = frozenset("i we you he she it they this that these those there who one nobody everybody".split())
OWNERS = frozenset("the a an its his her their our my".split())
BOUND = frozenset("though although because when as if unless until since whether".split())
LOOSE = frozenset("with like unlike despite without".split())
"""What opens so says nothing by itself before a comma."""
JOINED = re.compile(r"\b(?:and|but|or)\s+$", re.IGNORECASE)
NOT_ONLY = "not only"
RELATIVE = frozenset("who whose which that where".split())
SMALL = frozenset(
    """of in on at by for from with to into after before about against as than under over during between and or but
    the a an its his her their our my your this these those that which who""".split()
)
"""A clause does not end with one of these, and none begins with a small one in the middle of a sentence."""
AUXILIARY = frozenset(
    """is are was were be been has have had do does did will would can could may might must shall should isn't aren't
    wasn't weren't hasn't haven't hadn't won't wouldn't can't cannot couldn't didn't doesn't don't""".split()
)
USED = 5
"""Times that a word was tagged as a verb before it is taken for one."""


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where neighbouring pieces of a sentence begin and end, joined in every way."""
    cuts = [0, *(m.end() for m in PIECE.finditer(text)), len(text)][: MOST_PIECES + 1]
    pieces = [_trimmed(text, a, b) for a, b in pairwise(cuts)]
    for first, last in combinations_with_replacement([p for p in pieces if p[0] < p[1]], 2):
        yield first[0], last[1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    bare = part.lstrip(" “\"'")
    opening = OPENING.match(bare)
    lead = len(part) - len(bare) + (opening.end() if opening else 0)
    return start + lead, start + len(part.rstrip(' ,;:—–“”".'))


def whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch can stand without what is before and behind it."""
    words = text[start:end].lower().split()
    if not words or words[-1] in SMALL | AUXILIARY or words[0] in RELATIVE - {"that"}:
        return False
    loose = words[0] in LOOSE and "," not in text[start:end]
    return not loose and not _hanging(text[start:end]) and _begins(text[:start], words[0]) and _ends(text[end:])


def _hanging(part: str) -> bool:
    """Whether a relative clause was begun and not told: "released returns, showing that she"."""
    words = tuple(tokens(part))
    last = max((n for n, token in enumerate(words) if token.lower in RELATIVE), default=-1)
    return last >= 0 and not any(_verb(token) for token in words[last:])


def _begins(before: str, first: str) -> bool:
    """Whether a stretch may begin there: with the sentence, or with a clause that hangs on nothing before."""
    bare = before.strip(" “\"'")
    if not bare or OPENING.fullmatch(f"{bare} "):
        return True
    joined = JOINED.search(before)
    if first.endswith("ing"):
        return False  # "…, accusing the mayor"
    parted = not joined or before[: joined.start()].rstrip().endswith((",", ";"))
    return parted and first not in (SMALL | BOUND) - OWNERS and not HINGE.search(before)


def _ends(behind: str) -> bool:
    """Whether a stretch may end there: before "and" only where a clause or a verb follows, not a list."""
    joined = re.match(r"\s(?:and|but)\s+", behind)
    if not joined:
        return True
    rest = tuple(tokens(behind[joined.end() :]))
    return bool(rest) and (_verb(rest[0]) or _said_of(rest, behind[joined.end() :]))


def stands(words: Sequence[Token], text: str) -> bool:
    """Whether words of a text say something of something: a noun or name before a verb that is no participle."""
    if not words or _verb(words[0]) or words[0].lower in SPEECH:
        return False
    part = text[words[0].start : words[-1].end]
    if NOT_ONLY in part and " but " not in part:
        return False
    return _said_of(words, text)


def _said_of(words: Sequence[Token], text: str) -> bool:
    """Whether a finite verb follows its subject, relative clauses and what stands between two commas left aside."""
    opens = words[0].lower
    led = opens in BOUND | SMALL - OWNERS  # "In May," and "When it rained," lead to the clause behind the comma
    subject, relative, commas = False, False, 0
    for before, token in zip((None, *words), words, strict=False):
        parted = before is not None and "," in text[before.end : token.start]
        if parted and led:
            subject, relative, commas, led, opens = False, False, 0, False, ""
        elif parted:
            commas, relative = commas + subject, False
        relative = relative or _subordinates(before, token)
        aside = relative or commas % 2 == 1 or opens in BOUND
        if subject and not aside and _verb(token) and _active(before, token, text):
            return True
        subject = subject or token.lower in PRONOUNS or not token.text.islower() or is_noun(token)
    return False


def _subordinates(before: Token | None, token: Token) -> bool:
    """Whether a word in the middle begins a clause that says nothing by itself; "said that" does not."""
    if before is None or before.lower in SPEECH:
        return False
    return token.lower in (RELATIVE | BOUND) - {"as"}


def _active(before: Token | None, token: Token, text: str) -> bool:
    """Whether a verb is no infinitive, no noun behind an article, and no participle before "by"."""
    return not (before and before.lower in SMALL) and not text[token.end :].startswith(" by ")


def is_noun(token: Token) -> bool:
    """Whether a word is rather a noun than anything else, going by how often its base form is which."""
    known = entry(lemma(token.lower))
    if known is None:
        return not token.lower.endswith(("ed", "ly"))
    return known.kinds.get("n", -1) == max(known.kinds.values()) and not _verb(token)


def _verb(token: Token) -> bool:
    """Whether a form is rather a finite verb than anything else, going by how often its base form is which."""
    if token.lower in AUXILIARY:
        return True
    if not token.text.islower() or token.lower in NO_CONTENT or token.lower.endswith("ing") or token.lower == "like":
        return False
    base = lemma(token.lower)
    known = entry(base)
    uses = known.kinds if known else {}
    if token.lower.endswith("ed") and base != token.lower:
        return "v" in uses
    return uses.get("v", 0) >= USED and 2 * uses["v"] > sum(uses.values())
