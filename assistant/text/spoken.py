"""Questions about what somebody said, and which sentences are that person's words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.schema import Span
from assistant.text.names import names, same_named
from assistant.text.offices import root
from assistant.text.sentences import split
from assistant.text.speakers import masked, speaker
from assistant.text.stance import quoted_at
from assistant.text.words import Token, rarity, tokens

_FREE = (
    r"say|said|saying|tell|told|think|thought|believe|claim|claimed|argue|argued|state|stated|announce|announced|respond|"
    r"reply|comment|explain|want|hope|suggest|describe"
)
"""Verbs that ask for anything that somebody said."""
_SPECIAL = (
    r"call(?:ed)? (?:for|on)|demand(?:ed)?|promised?|deny|denied|warn(?:ed)?|urged?|criti[cs]i[sz]ed?|condemn(?:ed)?|"
    r"praised?|accused?|proposed?|recommend(?:ed)?|expect(?:ed)?|predict(?:ed)?|admit(?:ted)?|apologi[sz]ed? for"
)
"""Verbs that ask for what was said in one way, which the answer has to have too."""
_ASKED = re.compile(
    r"\b(?:what(?:\s+else)?|how)\s+(?:exactly\s+)?(?:did|does|do|has|have|had)\s+(?P<who>.+?)\s+"
    rf"(?:ever\s+|also\s+|really\s+|publicly\s+|to\s+)?(?:{_FREE}|(?P<deed>{_SPECIAL}))\b(?P<about>[^?]*)",
    re.IGNORECASE,
)
_REACTION = re.compile(
    r"\bwhat\s+(?:is|was|were|are)\s+(?P<who>[^?]+?)['’]s?\s+(?:response|reaction|comments?|statement|view|opinion|"
    r"position|words)\b(?P<deed>)(?P<about>[^?]*)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:i|you|we|it|they|he|she|this|that|these|those|(?:all\s+|any\s+|both\s+)?(?:the\s+)?"
    r"(?:sources?|articles?|reports?|papers?|newspapers?|media|press|outlets?|people|others|stor(?:y|ies)|texts?|news))$",
    re.IGNORECASE,
)
_EXPRESSED = re.compile(
    r"\b(?:(?:condemn|criti[cs]i[sz]|prais|accus|blam|demand|urg|vow|pledg|promis|warn|stress|emphasi[sz]|reaffirm|"
    r"reiterat|express|extend|welcom|oppos|support|endors|reject|defend|apologi[sz]|slam|blast|propos|recommend|declar|"
    r"announc|describ|dismiss|thank|assur|hail|rip|mock|claim|suggest|argu|insist|talk|discuss|explain|respond|admit|"
    r"confirm|promot|declin)(?:e?[ds]?|ing|p(?:ed|s|ing))|(?:attack|question|call)(?:ed|ing)|den(?:y|ied|ies)|"
    r"repl(?:y|ied|ies)|calls? (?:for|on))\b",
    re.IGNORECASE,
)
"""Verbs by which somebody lets something be known, with or without what was said."""
_OBJECT = re.compile(
    r"\b(?:of|to|with|by|against|from|for|on|at|in|over|about|between)\s+(?:the\s+)?(?:[\w.’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_PRONOUN = frozenset("he she they i we".split())
TEAM = re.compile(r"\s+(?!of\b|and\b|from\b|for\b)[a-z]")
"""What stands behind a name that is not the one who speaks: "the Holt campaign"."""
AWAY = re.compile(r"\b(?:from|to|with|by|at|against)\b")
ASIDE = 5
"""Words of a role in front of a name, with where it was: "In Oxmere the mayor, Ann Lee"."""
SLIGHT = 0.2
"""A word that says less than this, such as "people", is no subject of what was said."""
LONGEST = 8
"""Words for somebody; more are taken to be something else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words a question asks for, and about what: content words, none where anything will do.

    `deed` is the verb where only what was said in one way answers: "What did the board promise?"
    """

    who: str
    about: tuple[Token, ...]
    deed: Token | None = None


@lru_cache(maxsize=1000)
def asked_words(question: str) -> Asked | None:
    """Whose words a question asks for; None where it asks for something else, or for nobody's in particular."""
    found = _ASKED.search(question) or _REACTION.search(question)
    if not found or _NOBODY.match(found["who"].strip()) or len(found["who"].split()) > LONGEST:
        return None
    about = tuple(t for t in tokens(found["about"]) if t.content and rarity(t.lower) > SLIGHT)
    return Asked(found["who"].strip(), about, next(iter(tokens(found["deed"] or "")), None))


def told_by(who: str, text: str, before: str = "") -> bool:
    """Whether a sentence gives the words of somebody, or tells what they let be known.

    `before` are the sentences in front of it, for whom "he said" means.
    """
    sayer = speaker(text)
    if sayer.lower() in _PRONOUN:
        return _is_spoken_of(who, before)
    if sayer:
        return _is(who, sayer, text)
    return _expresses(who, text, before)


def _is(who: str, sayer: str, text: str) -> bool:
    """Whether a speaker is the one: by name, or by the role that stands beside the name."""
    if _by_name(who):
        acting = _acting(sayer)[:1]
        return any(_same(who, name) and not TEAM.match(sayer, sayer.find(name) + len(name)) for name in acting)
    return _has_role(who, _with_asides(sayer, text))


def _by_name(who: str) -> bool:
    """Whether the one is named; else it is a role: "the Ulmerian foreign minister"."""
    return who.split()[-1][0].isupper()


def _has_role(who: str, words: str) -> bool:
    held = {form for token in tokens(words) for form in (token.stem, root(token.lower))}
    return all({token.stem, root(token.lower)} & held for token in tokens(who) if token.content)


def _with_asides(sayer: str, text: str) -> str:
    """A speaker with what explains them: "the mayor, Ann Lee" and "Ann Lee, the mayor"."""
    before, found, behind = masked(text).partition(sayer)
    ahead = before.rstrip().removesuffix(",").rpartition(",")[2] if before.rstrip().endswith(",") else ""
    ahead = ahead if len(ahead.split()) <= ASIDE else ""
    aside = behind[1:].partition(",")[0] if found and behind.startswith(",") else ""
    return f"{ahead} {sayer} {aside}"


def _same(who: str, name: str) -> bool:
    """Whether a name is that of the one, spelt so: "Ryan" is no "Rand"."""
    return any(one.last == other.last for one in names(f"x {who}") for other in names(f"x {name}")) and same_named(
        who, name
    )


def _is_spoken_of(who: str, before: str) -> bool:
    """Whether "he" is the one: who spoke last before, else who acts first in the nearest sentence that has a name."""
    earlier = [before[each.start : each.end] for each in split(before, Span(0, len(before)))]
    for text in reversed(earlier):
        sayer = speaker(text)
        if sayer and sayer.lower() not in _PRONOUN:
            return _is(who, sayer, text)
        if not sayer and (acting := _acting(text)):
            return _same(who, acting[0])
    return False


def _acting(words: str) -> list[str]:
    """The names among some words that nothing is done with, to or by, and that own nothing there."""
    return [
        name.text
        for name in names(f"x {words}")
        if not _OBJECT.search(words[: max(0, name.start - 2)])
        and not words.startswith(("'s", "’s", "s'", "s’"), name.end - 2)
    ]


def _expresses(who: str, text: str, before: str) -> bool:
    """Whether a sentence tells what somebody let be known: the one is what acts first in it."""
    plain = masked(text)
    for verb in _EXPRESSED.finditer(plain):
        if quoted_at(text, verb.start()):
            continue
        ahead = text[: verb.start()]
        if ahead.partition(" ")[0].lower() in _PRONOUN:
            return _is_spoken_of(who, before)
        if _by_name(who):
            return any(_same(who, name) for name in _acting(ahead)[:2])
        return _has_role(who, AWAY.split(ahead)[0])
    return False
