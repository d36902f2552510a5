# ruff: noqa: E501 - tables of words and patterns
"""Whether a sentence speaks to whoever reads it, and so reports nothing: orders, and words about how a text is told.

News is told in the indicative and in the third person. A sentence in the author's own voice that is in the imperative (a
base form at the head of its clause, without a subject), that tells "you" what to do, or that lays down what a summary, an
answer or "this page" must say, is no report of an event, whomever it is meant for. What somebody is quoted or
reported as saying is a report of that, and so are duties of third persons: "Residents must leave by six."
"""

import re
from functools import lru_cache

from assistant.text.imperatives import clauses, imperative, verb_share
from assistant.text.speakers import MASK, masked
from assistant.text.telling import FORMS, MENTION, PAST, READER, RETELLING, THIS

LONGEST = 1500
"""Characters of a sentence that is looked at."""
_SINGLE = re.compile(r"(?:(?<=\s)|^)'(?=\w)(?!(?:s|em|til|cause|n|\d\ds)\b)(?:[^']|(?<=\w)'(?=\w))*(?:'(?!\w)|$)")
_AHEAD = re.compile(
    r"^\W*(?:(?:and|but|so|or|now|then)\s+)?(?:when|whenever|if|once|before|after|should|unless|wherever|until|while|whoever"
    r"|as soon as|the moment|the (?:next|first) time|in case|every time|to|for|in|on|at|under|of|from|by|with|without|given"
    r"|because|since|hey|hello|hi|dear|attention|note|instead|thanks|thank|later|afterwards)\b",
    re.IGNORECASE,
)
"""How something opens behind which an order may follow after a comma."""
_ADDRESSED = re.compile(rf"{THIS}|\b{READER}\b|\bthis$|\byour?\b", re.IGNORECASE)
_GOVERNED = re.compile(
    r"\b(?:to|will|would|could|can|may|might|shall|let|help|make|makes|made)\s+[a-z]+", re.IGNORECASE
)
_SPLICED = re.compile(r"\W*(?:(?:so|then|please|just)\s+)*[a-z]+ (?:it|them)\b", re.IGNORECASE)
_STATED = re.compile(r"\b(?:is|was|has)\b(?! [a-z]+\s*$)", re.IGNORECASE)
"""Behind a statement of one thing, "change it" has no subject there: "The line is wrong, change it"."""
_SPOKE = (
    r"(?:said|says|ruled|ordered|wrote|warned|warns|announced|announces|urged|urges|argued|argues|added|adds|insisted|stressed"
    r"|according to(?! (?:which|this))|advises|advised|recommended|recommends|replied|explained|suggested|decided|called for|shouted|tweeted)"
)
_SPOKEN_OF = re.compile(
    rf"\b{_SPOKE}\b|\b(?:message|advice|motto|slogan|goal|pitch|plan|strategy|aim|choice|option)s?\b[^;:]{{0,50}}:\s*$",
    re.IGNORECASE,
)
_SPOKEN_AFTER = re.compile(
    rf",[^,]{{0,80}}\b{_SPOKE}\b[^,]{{0,80}}$|\0[^,\0]{{0,60}}\b(?:said|says|told|wrote)\b", re.IGNORECASE
)

_LETTERS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_YOURS = frozenset("you your yours yourself yourselves".split())
_MET = re.compile(
    r"(?:^|[,;:\n] )\W*(?:(?:and|but|so|or|then|now|also|as|if|when|whenever|once|before|after|while|because|unless|until|what"
    r"|whatever|whether|where|wherever|well|yes|no|should|since|that)\s+)*(?:you|your|yourself)\b(?! know\b)",
    re.IGNORECASE,
)
"""The second person at the head of a clause, where it is spoken to; "the device lets you ..." is of anybody."""
_ME = re.compile(r"\b(?:I|I'\w+|me|my|we|we'\w+|us|our|myself)\b")
"""Who speaks of himself too is one whose words are given, as in the answers of an interview."""
_DONE = (
    r"(?:writ|stat|say|mention|report|quot|cit|repeat|list|omit|describ|summari[sz]|attribut|render|translat|compil|condens"
    r"|generat|produc|compos|process|pars|retell|hand out|boil|shorten|compar|answer|reply|respond|relay|paraphras|print)"
)
_TO_YOU = re.compile(
    r"\byou(?: \w+ly| all| then| now)? (?:must|should|shall|ought to|(?:have|need|are) to|are (?:\w+ly )?(?:asked|required|told"
    r"|instructed|requested|expected|free|allowed|now|no longer|not))\b"
    rf"|\byou(?:'(?:re|ve|ll|d))?(?: (?:will|may|can|are|have|were|also|been|going|to|now|then|ever|just|about|have been))* {_DONE}(?:e|es|ing|ed|d|ten)?\b"
    rf"|\byour (?:\w+ )?(?:{RETELLING}|jobs?|tasks?|instructions?|rules|prompts?|orders|readers?|users?|sources?|memory|guidelines"
    r"|notes|findings|training|programming|purposes?|roles?)\b"
    r"|\b(?:rest|front|(?:limits|task|order|message|word|note|rules?|instructions?) (?:for|to)|dear|hey) (?:of )?you\b",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    r"(?<!\bto )(?<!will )(?<!would )(?<!could )(?<!not )(?<!can )\bplease,? (?:do |don't |not |also |always |never )*([a-z]+)\b",
    re.IGNORECASE,
)
_SELF_MADE = re.compile(r"\W*this (?:is an?|note sets)\b", re.IGNORECASE)
"""How a text tells what it is: "This is a summary of ..."."""
_SQUARE = str.maketrans("()", "[]")
_ASIDE = re.compile(r"\[([^\[\]]{20,})\]")
"""What stands in brackets is looked at by itself."""
_SIGNS = frozenset("={}<:")
_NOTATION = re.compile(r"\b\w+_\w+\s*[=:]|\b\w+=\w+[;&]|[\"”]\w+[\"”]\s*:\s*[\[{\"“\d]|\{[^{}]*[:;\"_][^{}]*\}|</?\w+>")


@lru_cache(maxsize=20_000)
def appeal(sentence: str) -> str:
    """What of a sentence speaks to its reader, in a word for whoever mends the rules; empty for a report."""
    if len(sentence) > LONGEST:
        return ""
    if not _SIGNS.isdisjoint(sentence) and _NOTATION.search(sentence):
        return "notation"
    plain = _plain(sentence)
    words = frozenset(_LETTERS.findall(plain.lower()))
    return (
        _ordered(plain)
        or _second_person(plain, words)
        or _told_how(plain, words)
        or next(filter(None, (appeal(aside[1]) for aside in _ASIDE.finditer(_unquoted(sentence)))), "")
    )


def _unquoted(sentence: str) -> str:
    """The sentence with its quotations blotted out and its brackets kept."""
    if "(" not in sentence and "[" not in sentence:
        return ""
    return masked(sentence.translate(_SQUARE))


def _plain(sentence: str) -> str:
    """The sentence without what is quoted in it."""
    plain = masked(sentence).replace("’", "'")
    return _SINGLE.sub(lambda match: MASK * len(match[0]), plain) if "'" in plain else plain


def _ordered(plain: str) -> str:
    """An order that nobody is told to have given: its verb."""
    for start, clause in clauses(plain):
        at = 0
        for part in clause.split(","):
            verb = imperative(part, first=not at)
            begin, at = at, at + len(part) + 1
            if verb and _may_stand(plain, start, clause[:begin]) and not _reported(plain, start + begin, start + at):
                return f"imperative: {verb}"
    return ""


def _may_stand(plain: str, start: int, before: str) -> bool:
    """Whether an order can follow here: at the head of a clause, or where all before it opens one."""
    if before:
        if _SPLICED.match(plain, start + len(before)) and _STATED.search(before) and not _GOVERNED.search(before):
            return True
        parts = [part for part in before.split(",") if part.strip()]
        return all(map(_AHEAD.match, parts)) or bool(_ADDRESSED.search(plain, 0, start + len(before)))
    opened = plain[:start].rstrip()
    return not opened.endswith(";") or bool(_ADDRESSED.search(opened)) or not _GOVERNED.search(opened)


def _reported(plain: str, start: int, end: int) -> bool:
    """Whether a stretch is given as somebody's words or plan."""
    return bool(_SPOKEN_OF.search(plain, 0, start) or _SPOKEN_AFTER.search(plain, end - 1))


def _second_person(plain: str, words: frozenset[str]) -> str:
    asked = _PLEASE.search(plain) if "please" in words else None
    if asked and (asked[1].lower() == "be" or verb_share(asked[1].lower()) >= 0):
        return "please"
    if _YOURS.isdisjoint(words):
        return ""
    found = _TO_YOU.search(plain) or (None if _ME.search(plain) else _MET.search(plain))
    return f"you: {found[0]}" if found and not _reported(plain, found.start(), found.end()) else ""


def _told_how(plain: str, words: frozenset[str]) -> str:
    for form in FORMS:
        found = form.search(plain, words)
        if found and not _reported(plain, found.start(), found.end()):
            return f"telling: {found[0]}"
    found = None if _SELF_MADE.match(plain) else MENTION.search(plain, words)
    if found and not PAST.search(plain) and not _reported(plain, found.start(), found.end()):
        return f"mention: {found[0]}"
    return ""
