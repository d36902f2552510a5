"""How a passage says a thing, and whether a sentence says it no more firmly: attribution, doubt, plan, condition."""

import re

from assistant.ask.clauses import AUXILIARIES, has_verb, nearest
from assistant.ask.sequence import out_of_order
from assistant.text.lexicon import antonyms
from assistant.text.names import same_named
from assistant.text.speakers import ACCORDING, CUE, masked
from assistant.text.stance import NEGATING, NO_NEGATION, PLANNED, REPORTED, modality, voice
from assistant.text.words import content_weights, share_in, tokens

UNFULFILLED = re.compile(
    r"\b(?:(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|seeks?|sought|seeking|wants?|wanted|hop(?:es?|ed|ing)|"
    r"threat(?:ens?|ened)|offer(?:s|ed)?|consider(?:s|ed|ing)?|ask(?:s|ed)?|urg(?:es?|ed)|demand(?:s|ed)?|"
    r"order(?:s|ed)?|propos(?:es?|ed)|recommend(?:s|ed)?|promis(?:es?|ed)|agree[sd]?|wish(?:es|ed)?)"
    r"(?:\s+\w+){0,3}?\s+(?:to|that)|(?:hopes?|fears?|feared|believes?|believed|thinks?|thought|suspects?|suspected)"
    r"|call(?:s|ed)? (?:for|on)|considering)\b",
    re.IGNORECASE,
)
"""Verbs after which it is open whether what follows came about."""
EXACT = re.compile(
    r"\b(?:exact|precise|definite|certain|surely|undoubted|confirmed|proven|guilty|innocent|deliberate|intentional|"
    r"illegal|unlawful|officially)(?:ly)?\b",
    re.IGNORECASE,
)
"""Words that a paraphrase may not bring in: each says more than it seems to."""
MAYBE = re.compile(r"\b(?:can|may|might|could|possib\w+|perhaps|seem\w*|appear\w*)\b", re.IGNORECASE)
CONDITION = re.compile(r"\b(?:if|unless|whether|would have|provided that|in case)\b", re.IGNORECASE)
HEDGED = re.compile(r"\b(?:reportedly|allegedly|alleged|accused|suspected|charged|apparently)\b", re.IGNORECASE)
DEICTIC = re.compile(r"\b(?:yesterday|today|tonight|tomorrow)\b", re.IGNORECASE)
FIRMER = {"alleged": ("alleged",), "possible": ("possible", "alleged"), "planned": ("planned", "possible")}
"""What a passage tells as the first, a sentence may tell as one of the second."""
ASIDE_OF = re.compile(r",[^“”\"]*,\s+(?:\w+\s+)?$|,[^“”\"]*?,\s+(?:also\s+|has\s+)?\w+", re.IGNORECASE)
"""What is told of a speaker between the name and the verb of speech."""
BESIDE = 40
"""Characters around a verb of speech within which its speaker stands."""
ASIDE = re.compile(r"\b(?:which|that|whom|whose)\b[^,;]*$", re.IGNORECASE)


def more_than_said(text: str, told: str) -> str:
    """What a sentence says more firmly, or otherwise, than the words do; empty where it does not."""
    mine = voice(text)
    core = (
        _parted(text)[0] if mine.speaker and mine.stance == "reported" else text
    )  # who says it would be nearest to who says it there
    near = nearest(core, told)
    return (
        _undated(text)
        or _too_exact(text, told)
        or _unattributed(text, told)
        or _other_modality(text, near, told)
        or _unfulfilled(text, near, told)
        or _turned(core, near, told)
        or out_of_order(text, told)
    )


def _undated(text: str) -> str:
    """A day that only the article's readers could place."""
    found = DEICTIC.search(text)
    return f"give the date in place of “{found.group()}”" if found else ""


def _too_exact(text: str, told: str) -> str:
    """A word that makes a thing exact or settled and that the passage does not have."""
    held = {found.group().lower().removesuffix("ly") for found in EXACT.finditer(told)}
    missing = (word for found in EXACT.finditer(text) if (word := found.group()).lower().removesuffix("ly") not in held)
    return next((f"the passage does not say “{word}”" for word in missing), "")


def _unattributed(text: str, told: str) -> str:
    """What somebody is quoted as saying told as a fact, or as said by another."""
    said = voice(told)
    cue = CUE.search(masked(told))
    if cue and ASIDE.search(told[: cue.start()]):
        return ""  # "the closure, which the government announced"
    if not said.speaker or said.stance not in ("reported", "denied"):
        return ""
    if attributed(text):
        return _other_speaker(text, said.speaker, told)
    if modality(text) in ("possible", "alleged"):
        return ""  # it is no fact as it is told
    wanted = content_weights(text)
    reported, own = _parted(told)
    if share_in(wanted, content_weights(reported)) > share_in(wanted, content_weights(own)):
        return f"it is told as a fact, but is said by {said.speaker}: say so"
    return ""


def attributed(text: str) -> bool:
    """Whether a sentence tells that somebody says what it says."""
    return bool(REPORTED.search(text) or ACCORDING.search(text) or HEDGED.search(text) or voice(text).speaker)


def _other_speaker(text: str, speaker: str, told: str) -> str:
    mine = voice(text).speaker
    if not mine or same_named(mine, speaker):
        return ""
    words, theirs = content_weights(mine), content_weights(speaker)
    beside = (told[max(0, cue.start() - BESIDE) : cue.end() + BESIDE] for cue in CUE.finditer(told))
    if any(words.keys() <= content_weights(near).keys() for near in beside):
        return ""  # a second speaker of the same passage
    return "" if not words or share_in(words, theirs) or not theirs else f"it is said by {speaker}, not by {mine}"


def _parted(told: str) -> tuple[str, str]:
    """What is reported, and the words about who reports it."""
    plain = masked(told)
    according = ACCORDING.search(plain)
    if according:
        return told[: according.start()] or told[according.end() :], told[according.start() :]
    cue = next((found for found in CUE.finditer(plain)), None)
    if not cue:
        return told, ""
    behind = told[cue.end() :]
    who = voice(told).speaker
    if who and ASIDE_OF.match(told, told.find(who) + len(who)) and told.find(who) < cue.start() and has_verb(behind):
        return behind, told[: cue.start()]
    if has_verb(behind) and not plain[: cue.start()].rstrip().endswith((",", "\0")) and len(behind.split()) > 2:
        return behind, told[: cue.start()]
    comma = max(plain.rfind(mark, 0, cue.start()) for mark in (",", "\0"))
    return (told[:comma], told[comma:]) if comma > 0 else (behind, told[: cue.start()])


def _other_modality(text: str, near: str, told: str) -> str:
    mine, theirs = modality(text), modality(near)
    excused = (theirs == "alleged" and attributed(text)) or (theirs == "planned" and not _governed(text, near))
    if theirs and mine not in FIRMER[theirs] and not excused:
        return f"the passage tells it as {theirs}: say so"
    if mine == "planned" and not modality(told):
        return "the passage does not tell it as planned"
    if mine in ("possible", "alleged") and not _open(told):
        return f"the passage does not tell it as {mine}"
    return ""


def _open(told: str) -> bool:
    """Whether a passage leaves anything open: a doubt, a plan, a condition, what somebody only says."""
    return bool(modality(told) or MAYBE.search(told) or UNFULFILLED.search(told) or HEDGED.search(told))


def _governed(text: str, near: str) -> bool:
    """Whether what is planned is what the sentence tells, and not only something that is named beside it."""
    plan = PLANNED.search(near)
    done = next((token.stem for token in tokens(near[plan.end() :]) if token.content), "") if plan else ""
    return not done or any(token.stem == done for token in tokens(text))


def _unfulfilled(text: str, near: str, told: str) -> str:
    """What was only tried, wished or on condition told as done."""
    found = UNFULFILLED.search(near)
    if found and not modality(text) and not UNFULFILLED.search(text) and not _has_word(text, found.group()):
        return f"the passage says “{found.group()}”, which leaves open whether it came about"
    condition = CONDITION.search(told)
    if not condition or CONDITION.search(text) or modality(text) == "possible":
        return ""
    governed = told if condition.start() == 0 else told[condition.start() :]
    wanted = content_weights(text)
    rest = told[: condition.start()]
    if share_in(wanted, content_weights(governed)) > share_in(wanted, content_weights(rest)):
        return f"the passage tells it under a condition: “{condition.group()}”"
    return ""


def _turned(text: str, near: str, told: str) -> str:
    """A negation on one side only, unless an opposite makes up for it."""
    mine, theirs = _negations(text), _negations(near)
    if len(mine) > max(1, len(_negations(told))):
        return f"the passage has fewer negations than “{mine[-1]}”"
    if bool(mine) == bool(theirs):
        return ""
    if any(antonyms(a.lower, b.lower) for a in tokens(text) for b in tokens(near) if a.content and b.content):
        return ""
    return f"the passage has a negation there: “{theirs[0]}”" if theirs else f"the passage has no “{mine[0]}” there"


def _negations(text: str) -> list[str]:
    plain = NO_NEGATION.sub(lambda match: "_" * len(match.group()), text)
    words = (token for token in tokens(text) if plain[token.start] != "_")
    return [token.text for token in words if token.lower.replace("’", "'") in NEGATING or token.lower.endswith("n't")]


def _has_word(text: str, words: str) -> bool:
    wanted = next((token.stem for token in tokens(words) if token.lower not in AUXILIARIES), "")
    return any(token.stem == wanted for token in tokens(text))
