"""Who says it and how: speaker, reporting, denial, plan; and which words a negation covers."""

import re
from dataclasses import dataclass

from assistant.schema import Stance
from assistant.text.words import stem, tokens

SAID = (
    r"(?:said|says|told|tells|stated|states|added|adds|declared|declares|announced|argued|argues|insisted|insists|"
    r"warned|warns|explained|confirmed|confirms|conceded|acknowledged|testified|wrote|replied|responded|tweeted|"
    r"remarked|asserted|maintained|admitted|estimated|estimates|alleged|alleges"
    r"|(?:noted|notes|stressed|emphasi[sz]ed|claimed|claims|reported|reports|suggested|suggests|expressed|"
    r"reiterated|recalled|urged|called)(?=\s*(?:that\b|[,:“\"])))"
)
DENIED = r"(?:denied|denies|deny|denying|rejected|rejects|refuted|refutes|disputed|disputes|dismissed|dismisses)"
PLANNED = re.compile(
    r"\b(?:will|would|shall|expects? to|plans? to|planned to|planning to|aims? to|intends? to"
    r"|is (?:due|set|slated|scheduled|"
    r"expected) to|are (?:due|set|slated|scheduled|expected) to|slated for|scheduled for|vow(?:s|ed)? to|"
    r"pledged? to|is to be|are to be|proposes?|going to)\b",
    re.IGNORECASE,
)
_WHO = r"(?P<who>(?:[^\W_][^\s,;:“”\"()]*\s+){0,7}?[^\W_][^\s,;:“”\"()]*?)"
_NAMED = (
    r"(?P<who>(?!that\b)(?:(?!(?:is|was|were|are|had|has|have|will|would|could|it|he|she|they|there)\b)"
    r"[^\W_][^\s,;:“”\"()]*\s*){1,7})"
)
SPEAKERS = (
    re.compile(rf"\b(?:[Aa]ccording to|as per|per (?=[A-Z]|the |government|official|police))\s*{_WHO}(?=[,.;]|$)"),
    re.compile(
        rf"^(?P<who>(?:[Tt]he\s+)?[^\W_][^,“”\"]{{1,40}},\s+[^,“”\"]{{2,60}}),\s+(?:also\s+)?(?:{SAID}|{DENIED})\b"
    ),
    re.compile(rf"(?:^|[,”\"’]\s+){_WHO}\s+(?:also\s+|has\s+|had\s+|have\s+)?(?:{SAID}|{DENIED})\b"),
    re.compile(rf"[,”\"’]\s+(?:{SAID}|{DENIED})\s+{_NAMED}(?=[,.;]|$)"),
)
REPORTED = re.compile(rf"\b(?:{SAID}|according to)\b", re.IGNORECASE)
DENIAL = re.compile(rf"\b{DENIED}\b", re.IGNORECASE)
NO_SPEAKER = frozenset(
    """it this that which who and but been be was were is are having has have had to not what there then also
    as of in on at by for with from or than later earlier""".split()
)
QUOTED = re.compile(r"[“\"][^”\"]{12,}[”\"]")
NEGATORS = frozenset(
    """not no never none nobody nothing neither nor cannot without n't didn't doesn't don't isn't aren't wasn't
    weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't""".split()
)
DENYING_VERBS = frozenset(stem(w) for w in "deny denied refuse refused reject rejected fail failed".split())
REACH = 1
"""Content words that a negation covers, counted from the negator."""
NO_NEGATION = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bif not\b|\b(?:no|not) (?:longer than|more than|fewer than|less than)\b"
    r"|\bwhy not\b",
    re.IGNORECASE,
)


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


def speaker(sentence: str) -> str:
    """Who a sentence says speaks; empty where it names nobody."""
    for form in SPEAKERS:
        for match in form.finditer(sentence):
            who = re.sub(
                r"^(?:but|and|while|however|as|though|although)\s+", "", match["who"].strip(), flags=re.IGNORECASE
            )
            last = who.lower().split()[-1]
            if last not in NO_SPEAKER and not last.isdigit():
                return who
    return ""


def negated(sentence: str) -> frozenset[str]:
    """Stems of the content words that a negation of the sentence covers."""
    covered: set[str] = set()
    left = 0
    sentence = NO_NEGATION.sub(lambda m: " " * len(m.group()), sentence)
    before = ""
    for token in tokens(sentence):
        low = token.lower.replace("’", "'")
        reached, before = before in covered, token.stem
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
