"""Which words of a sentence are its verbs, and whether something is said of something."""

import re
from collections.abc import Sequence

from assistant.text.lexicon import entry, lemma
from assistant.text.words import NO_CONTENT, SPEECH, Token

PRONOUNS = frozenset("i we you he she it they this that these those there who one nobody everybody".split())
OWNERS = frozenset("the a an its his her their our my".split())
BOUND = frozenset("though although because when as if unless until since whether".split())
RELATIVE = frozenset("who whose which that where".split())
SUBORDINATING = (RELATIVE | BOUND) - {"as"}
"""Words in the middle of a sentence that begin a clause which says nothing by itself."""
SMALL = frozenset(
    """of in on at by for from with to into after before about against as than under over during between and or but
    the a an its his her their our my your this these those that which who""".split()
)
"""A clause does not end with one of these, and none begins with a small one in the middle of a sentence."""
LEADING = BOUND | SMALL - OWNERS
"""What a sentence opens with that leads to the clause behind its comma: "In May," and "When it rained,"."""
AUXILIARY = frozenset(
    """is are was were be been has have had do does did will would can could may might must shall should isn't aren't
    wasn't weren't hasn't haven't hadn't won't wouldn't can't cannot couldn't didn't doesn't don't""".split()
)
USED = 5
"""Times that a word was tagged as a verb before it is taken for one."""
NOT_ONLY = "not only"


def stands(words: Sequence[Token], text: str) -> bool:
    """Whether words of a text say something of something: a noun or name before a verb that is no participle."""
    if not words or is_verb(words[0]) or words[0].lower in SPEECH:
        return False
    part = text[words[0].start : words[-1].end]
    if NOT_ONLY in part and " but " not in part:
        return False
    return said_of(words, text)


def main_verb(words: Sequence[Token], text: str) -> Token | None:
    """The verb of what is told, no auxiliary and no word of saying; none where all is said with "is" or "has"."""
    relative = False
    for before, token in zip((None, *words), words, strict=False):
        parted = before is not None and "," in text[before.end : token.start]
        led = before is not None and text[: token.start].rstrip().endswith((" how", " that"))
        relative = (relative or (_subordinates(before, token) and token.lower not in ("that", "how"))) and not parted
        relative = relative and not led
        participle = before is not None and before.lower in AUXILIARY and token.lower.endswith(("ed", "en", "wn"))
        behind = text[token.end :].lstrip()
        if behind.startswith(("how ", "that ")):
            relative = False  # "described how he was stopped" tells of the stop
        elif not relative and token.content and (participle or (is_verb(token) and _active(before, token, text))):
            return token
    return None


def said_of(words: Sequence[Token], text: str) -> bool:
    """Whether a finite verb follows its subject, relative clauses and what stands between two commas left aside."""
    opens = words[0].lower
    led = opens in LEADING
    subject, relative, commas = False, False, 0
    for before, token in zip((None, *words), words, strict=False):
        parted = bool(before) and "," in text[before.end : token.start]  # type: ignore[union-attr]
        if parted and led:
            subject, relative, commas, led, opens = False, False, 0, False, ""
        elif parted:
            commas, relative = commas + subject, False
        relative = relative or _subordinates(before, token)
        aside = relative or commas % 2 == 1 or opens in BOUND
        if subject and not aside and is_verb(token) and _active(before, token, text):
            return True
        subject = subject or token.lower in PRONOUNS or not token.text.islower() or is_noun(token)
    return False


def _subordinates(before: Token | None, token: Token) -> bool:
    """Whether a word in the middle begins a clause that says nothing by itself; "said that" does not."""
    said = bool(before) and before.lower in SPEECH  # type: ignore[union-attr]
    return bool(before) and not said and token.lower in SUBORDINATING


def _active(before: Token | None, token: Token, text: str) -> bool:
    """Whether a verb is no infinitive, no noun behind an article, and no participle before "by"."""
    owned = before is not None and re.search(r"['’]s?\s*$", text[before.start : token.start])
    return not (before and (before.lower in SMALL or owned)) and not text[token.end :].startswith(" by ")


def is_noun(token: Token) -> bool:
    """Whether a form is rather a noun than anything else, going by how often it is which."""
    known = entry(lemma(token.lower))
    if known is None:
        return not token.lower.endswith(("ed", "ly"))
    return known.kinds.get("n", -1) == max(known.kinds.values()) and not is_verb(token)


def is_verb(token: Token) -> bool:
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
