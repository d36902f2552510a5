"""Who says it and how: speaker, reporting, denial, plan; and which words a negation covers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.schema import Stance
from assistant.text.speakers import DENIED, SAID, speaker
from assistant.text.words import Token, stem, tokens

PLANNED = re.compile(
    r"\b(?:will|would|shall|expects? to|plans? to|planned to|planning to|aims? to|intends? to"
    r"|is (?:due|set|slated|scheduled|"
    r"expected) to|are (?:due|set|slated|scheduled|expected) to|slated for|scheduled for|vow(?:s|ed)? to|"
    r"pledged? to|is to be|are to be|proposes?|going to)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(rf"\b(?:{SAID}|according to)\b", re.IGNORECASE)
DENIAL = re.compile(rf"\b{DENIED}\b", re.IGNORECASE)
QUOTED = re.compile(r"[“\"][^”\"]{12,}[”\"]")
NEGATORS = frozenset(
    """not no never none nobody nothing nowhere neither nor cannot without n't didn't doesn't don't isn't aren't wasn't
    weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't""".split()
)
DENYING_VERBS = frozenset(
    stem(w) for w in "deny denied refuse refused reject rejected fail failed decline declined lack lacks unable".split()
)
NEGATING = (
    NEGATORS
    | {word.replace("'", "’") for word in NEGATORS}
    | frozenset(
        """deny denied denies denying refuse refused refuses refusing refusal reject rejected rejects rejecting fail
        failed fails failing decline declined declines declining lack lacks lacked lacking unable""".split()
    )
)
"""Every form of a word that opens a negation: without one of them there is none."""
REACH = 1
"""Content words that a negation covers, counted from the negator."""
NO_NEGATION = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bif not\b|\b(?:no|not) (?:longer than|more than|fewer than|less than)\b"
    r"|\b(?:why|or) not\b|\bno(?=,)|\bno (?:doubt|wonder|matter|sooner)\b|\bnothing but\b|\bnone other\b|\bnot long\b"
    # what breaks down fails, and denies nothing
    r"|\bfail(?:s|ed|ing)?\b(?=\s*(?:[.,;]|$)|\s+(?:and|because|after|when|at|on|before|since|during|as|while)\b"
    r"|\s+in\s+\d)",
    re.IGNORECASE,
)
CONDITION = re.compile(r"\b(?:if|unless|whether|would have)\b", re.IGNORECASE)
"""Words of a sentence that may state what is not so."""

Modality = Literal["", "alleged", "possible", "planned"]
MODALITIES: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    (
        "alleged",
        re.compile(
            r"\b(?:alleged(?:ly)?|reportedly|purported(?:ly)?|supposedly|accused of|suspected (?:of|to)|charged with|"
            r"(?:is|are|was|were) said to)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "possible",
        re.compile(
            r"\b(?:may(?!\s\d)|might|could(?!\s+not|n[’'])|[Pp]ossibly|[Pp]erhaps|[Mm]aybe|[Pp]robably|[Pp]otentially|"
            r"(?:un)?likely to|(?:appears?|seems?|thought|believed) to)\b"
        ),
    ),
    ("planned", PLANNED),
)
"""Looked at in this order: "may allegedly" is alleged."""
MODAL = frozenset(
    """alleged allegedly reportedly purported purportedly supposedly accused suspected charged said may might could
    possibly perhaps maybe probably potentially likely unlikely appear appears seem seems thought believed will would
    shall expect expects plan plans planned planning aim aims intend intends due set slated scheduled expected vow
    vows vowed pledge pledged be propose proposes going""".split()
)
"""Words of which a sentence needs one to match any of these."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a statement is made: its stance, and its speaker where it has one."""

    stance: Stance
    speaker: str


def voice(sentence: str) -> Voice:
    """Stance and speaker of a sentence, read from its own words."""
    who = speaker(sentence)
    if DENIAL.search(sentence):
        return Voice("denied", who)
    if who and (REPORTED.search(sentence) or QUOTED.search(sentence)):
        return Voice("reported", who)
    if PLANNED.search(QUOTED.sub("", sentence)):
        return Voice("planned", "")
    return Voice("asserted", "")


def quoted_at(text: str, place: int) -> bool:
    """Whether a place of a text stands within quotation marks."""
    before = text[:place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def modality(sentence: str) -> Modality:
    """Whether a sentence states what is alleged, possible or planned; empty for what is or was."""
    return next((kind for kind, form in MODALITIES if form.search(sentence)), "")


def negated(sentence: str, words: Sequence[Token] | None = None) -> frozenset[str]:
    """Stems of the content words that a negation of the sentence covers; `words` are its tokens, if at hand."""
    words = list(tokens(sentence)) if words is None else words
    if not any(token.lower in NEGATING for token in words):
        return frozenset()
    covered: set[str] = set()
    left = 0
    idle = [match.span() for match in NO_NEGATION.finditer(sentence)]
    before = ""
    for token in words:
        low = token.lower.replace("’", "'")
        reached, before = before in covered, token.stem
        if any(start <= token.start < end for start, end in idle):
            continue
        if low in NEGATORS:
            left = REACH
        elif low in ("or", "nor") and reached:
            left = max(left, 1)
        elif left and token.content and low != "longer":
            covered.add(token.stem)
            left -= 1
        if token.stem in DENYING_VERBS:
            left = REACH
    return frozenset(covered)
