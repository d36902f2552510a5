"""Whether a sentence speaks to whoever reads it, and so reports nothing: orders, and words about how a text is told.

News is told in the indicative and in the third person. A sentence in the author's own voice that is in the imperative (a
base form at the head of its clause, without a subject), that tells "you" what to do, or that lays down what a summary, an
answer or "this page" must say, is no report of an event, whomever it is meant for. What somebody is quoted or
reported as saying is a report of that, and so are duties of third persons: "Residents must leave by six."
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from assistant.text.lexicon import entry, lemma
from assistant.text.speakers import MASK, masked
from assistant.text.telling import FORMS, MENTION, PAST, READER, RETELLING, THIS
from assistant.text.words import STOP

APPEAL = "it speaks to its reader"
"""The reason for which such words are no claim."""
LONGEST = 1500
"""Characters of a sentence that is looked at."""
LOOKED_AT = 8
"""Words of a clause that tell whether it opens with an order."""
MOSTLY, PLAINLY = 0.85, 0.95
"""Share of a word's uses as a verb from which what may follow a verb or a noun makes it an order."""
IN_USE = 20
"""How often a word was tagged as a verb from which a noun behind it can be its object."""

_SINGLE = re.compile(r"(?:(?<=\s)|^)'(?=\w)(?!(?:s|em|til|cause|n|\d\ds)\b)(?:[^']|(?<=\w)'(?=\w))*(?:'(?!\w)|$)")
_CLAUSE = re.compile(r"[;:\n*=|]+|(?<=[a-z]{3})[.!?]+\s|,\s+(?=(?:but|so)\s)")
_DASH = re.compile(r"\s[-–]+\s|\s*[—―]+\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*|\0+")
_SKIPPED = frozenset(
    """please kindly now then so and but or also just simply instead first second next finally always only thanks thank ok okay
    hey hi hello dear yes no oh well therefore otherwise again immediately here meanwhile do don't never not""".split()
)
"""What may stand before the verb of an order."""
_JOINED = frozenset("and or".split())
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
_FINITE = frozenset("is are was were has have had isn't aren't wasn't weren't said says told will would can could".split())
_AHEAD = re.compile(
    r"^\W*(?:(?:and|but|so|or|now|then)\s+)?(?:when|whenever|if|once|before|after|should|unless|wherever|until|while|whoever"
    r"|as soon as|the moment|the (?:next|first) time|in case|every time|to|for|in|on|at|under|of|from|by|with|without|given"
    r"|because|since|hey|hello|hi|dear|attention|note|instead|thanks|thank|later|afterwards)\b",
    re.IGNORECASE,
)
"""How something opens behind which an order may follow after a comma."""
_ADDRESSED = re.compile(rf"{THIS}|\b{READER}\b|\bthis$|\byour?\b", re.IGNORECASE)
_GOVERNED = re.compile(r"\b(?:to|will|would|could|can|may|might|shall|let|help|make|makes|made)\s+[a-z]+", re.IGNORECASE)
_PHRASE = re.compile(
    r"\W*(?:under no circumstances|(?:in|at|on|for|with|from|after|before) (?:your|any|every|each|no|all) \w+|at (?:the|all) \w+"
    r"|from (?:here|now) on|on no account|in (?:short|return|future|doubt)|for (?:now|once)|by (?:all|no) means)\s+(?=[a-z])",
    re.IGNORECASE,
)
"""Phrases behind which an order may follow without a comma."""
_SPLICED = re.compile(r"\W*(?:(?:so|then|please|just)\s+)*[a-z]+ (?:it|them)\b", re.IGNORECASE)
_STATED = re.compile(r"\b(?:is|was|has)\b(?! [a-z]+\s*$)", re.IGNORECASE)
"""Behind a statement of one thing, "change it" has no subject there: "The line is wrong, change it"."""
_PAST = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|\w{3,}ed)\b")
_SPOKE = (
    r"(?:said|says|ruled|ordered|wrote|warned|warns|announced|announces|urged|urges|argued|argues|added|adds|insisted|stressed"
    r"|according to(?! (?:which|this))|advises|advised|recommended|recommends|replied|explained|suggested|decided|called for|shouted|tweeted)"
)
_SPOKEN_OF = re.compile(
    rf"\b{_SPOKE}\b|\b(?:message|advice|motto|slogan|goal|pitch|plan|strategy|aim|choice|option)s?\b[^;:]{{0,50}}:\s*$",
    re.IGNORECASE,
)
_SPOKEN_AFTER = re.compile(rf",[^,]{{0,80}}\b{_SPOKE}\b[^,]{{0,80}}$|\0[^,\0]{{0,60}}\b(?:said|says|told|wrote)\b", re.IGNORECASE)

_LETTERS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_YOURS = frozenset("you your yours yourself yourselves".split())
_MET = re.compile(
    r"(?:^|(?<=[^A-Za-z] )|(?<=[a-z,] ))(?<!near )(?<!thank )(?<!tell )(?<!told )(?:you(?! know\b)|your|yours|yourself)\b"
    r"|^\W*(?:[A-Z]\w+,? ){0,2}(?:You|Your)\b(?! know\b)(?! [A-Z])"
)
"""The second person, but for titles of works ("Free Your Mind") and turns of speech ("you know")."""
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
    r"|notes|findings|instructions|training|programming)\b"
    r"|\b(?:rest|front|(?:limits|task|order|message|word|note|rules?|instructions?) (?:for|to)|dear|hey) (?:of )?you\b",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    r"(?<!\bto )(?<!will )(?<!would )(?<!could )(?<!not )(?<!can )\bplease,? (?:do |don't |not |also |always |never )*([a-z]+)\b",
    re.IGNORECASE,
)
_SELF_MADE = re.compile(r"\W*this (?:is an?|note sets)\b", re.IGNORECASE)
"""How a text tells what it is: "This is a summary of ..."."""
_ASIDE = re.compile(r"[(\[]([^()\[\]]{20,})[)\]]")
"""What stands in brackets is looked at by itself."""
_SIGNS = frozenset("={}<:")
_NOTATION = re.compile(r"\b\w+_\w+\s*[=:]|\b\w+=\w+[;&]|[\"”]\s*:\s*[\[{\"“\d]|\{[^{}]*[:;\"_][^{}]*\}|</?\w+>")


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
        or next(filter(None, (appeal(aside[1]) for aside in _ASIDE.finditer(sentence))), "")
    )


def _plain(sentence: str) -> str:
    """The sentence without what is quoted in it."""
    plain = masked(sentence).replace("’", "'")
    return _SINGLE.sub(lambda match: MASK * len(match[0]), plain) if "'" in plain else plain


def _ordered(plain: str) -> str:
    """An order that nobody is told to have given: its verb."""
    for start, clause in _clauses(plain):
        at = 0
        for part in clause.split(","):
            verb = _imperative(part, first=not at)
            begin, at = at, at + len(part) + 1
            if verb and _may_stand(plain, start, clause[:begin]) and not _reported(plain, start + begin, start + at):
                return f"imperative: {verb}"
    return ""


def _clauses(plain: str) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence; a dash opens one only where no second dash makes an aside of it."""
    bounds = list(_CLAUSE.finditer(plain))
    dashes = list(_DASH.finditer(plain))
    bounds = sorted([*bounds, *dashes], key=lambda match: match.start()) if len(dashes) == 1 else bounds
    start = 0
    for match in bounds:
        yield start, plain[start : match.start()]
        start = match.end()
    yield start, plain[start:]


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


def _imperative(part: str, first: bool) -> str:
    """The verb of an order at the head of some words; empty where there is none."""
    phrase = _PHRASE.match(part) if first else None
    words = [match[0] for match in islice(_WORD.finditer(part, phrase.end() if phrase else 0), LOOKED_AT)]
    skipped = [word.lower() for word in words]
    count = next((n for n, word in enumerate(skipped) if word not in _SKIPPED), len(words))
    if len(words) < count + 2:
        return ""
    verb, following = words[count], words[count + 1]
    low = skipped[count]
    if verb[0].isupper() and (count or not first or not (following[0].islower() or following[0].isdigit())):
        return ""  # a name
    if count and skipped[count - 1] == "do" and low in ("as", "the", "this", "it", "what", "so", "exactly"):
        return "do"
    if low in ("be", "let's") and first:
        return low
    share = _verb_share(low)
    if share < 0:
        return ""
    before = skipped[:count]
    if _ASKED & {*before} or "do not" in " ".join(before):
        return low
    if "but" in before or (not first and not _JOINED.isdisjoint(before)):
        return ""  # "they lost the vote but keep the seat, and hold on to it"
    return low if _goes_on(low, share, skipped[count + 1 :], first) else ""


def _goes_on(verb: str, share: float, after: list[str], first: bool) -> bool:
    """Whether what follows a base form is what follows a verb, not a noun."""
    following, third = after[0], after[1] if len(after) > 1 else ""
    if verb == "say":
        return following in ("that", "only", "nothing", "so") or following.startswith(MASK)
    if following in _OBJECTS or (verb == "let" and _verb_share(following) > 0):
        return True
    if following in ("that", "this", "there"):
        return share >= 0.5 and third not in _TIMES
    if following in _DETERMINERS:
        return share >= 0.3 or (first and share >= 0.1 and not _PAST.search(" ".join(after)))
    if third == "that" and following in _PREPOSITIONS or following.startswith(MASK):
        return share >= 0.4
    if following in ("to", "with", "in", "as") and first and verb in _TELLING:
        return _FINITE.isdisjoint(after)
    if following in _PREPOSITIONS:
        return share >= (0.4 if following == "with" else MOSTLY if first else PLAINLY) and (
            verb not in _AS_PAST or third == "only"
        )
    return first and share >= PLAINLY and verb not in _AS_PAST and _uses(verb) >= IN_USE and _is_thing(following)


@lru_cache(maxsize=5_000)
def _verb_share(word: str) -> float:
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
    return bool(known) and sum(known.kinds.get(kind, 0) for kind in "na") > known.kinds.get("v", 0)


def _second_person(plain: str, words: frozenset[str]) -> str:
    asked = _PLEASE.search(plain) if "please" in words else None
    if asked and (asked[1].lower() == "be" or _verb_share(asked[1].lower()) >= 0):
        return "please"
    if _YOURS.isdisjoint(words):
        return ""
    found = _TO_YOU.search(plain) or (None if _ME.search(plain) else _MET.search(plain))
    return f"you: {found[0]}" if found and not _reported(plain, found.start(), found.end()) else ""


def _told_how(plain: str, words: frozenset[str]) -> str:
    for form in FORMS:
        found = None if form.needs.isdisjoint(words) else form.pattern.search(plain)
        if found and not _reported(plain, found.start(), found.end()):
            return f"telling: {found[0]}"
    found = None if _SELF_MADE.match(plain) or MENTION.needs.isdisjoint(words) else MENTION.pattern.search(plain)
    if found and not PAST.search(plain) and not _reported(plain, found.start(), found.end()):
        return f"mention: {found[0]}"
    return ""
