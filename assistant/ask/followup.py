"""A question as it is to be understood after what was said before it.

What it points back to is put in its place where only one thing can be meant; else the question
stays as it is, since a false rewriting answers what nobody asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.ask import antecedents as named
from assistant.ask.ellipsis import completed
from assistant.text.lexicon import lemma, related
from assistant.text.names import names, same_name
from assistant.text.offices import ROLE_WORDS
from assistant.text.words import STOP, tokens

PERSON = re.compile(r"\b(he|she|him|his|hers?)\b", re.IGNORECASE)
THING = re.compile(
    r"\b(it|its)\b"
    r"(?!\s+(?:true|likely|possible|clear|known|said|raining|snowing|takes?|took|seems?|rains?|snows?|matters?)\b)"
    r"(?!\s+\w+(?:\s+\w+)?\s+to\b)",
    re.IGNORECASE,
)
"""It, but not where it stands for nothing: "is it illegal to"."""
GROUP = re.compile(r"\b(they|them|their|theirs)\b", re.IGNORECASE)
THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )\bthere\b"
    r"(?!\s+(?:is|are|was|were|be|will|would|has|have|had|can|could|may|might|must|should)\b)",
    re.IGNORECASE,
)
THEN = re.compile(
    r"(?<=\w )(?<!by )(?<!until )(?<!since )(?:then|at that time|that (?:year|day|month))(?=\s*[?.!]*$)", re.IGNORECASE
)
WHO_DOES = re.compile(r"^who\s+\w+", re.IGNORECASE)
NEXT = re.compile(r"^what\s+(?:happen|did|do|will|would|came|comes)", re.IGNORECASE)
"""Questions in which "then" asks what came next."""
POINTED = re.compile(r"\b(?:that|this|those|these|the same)\s+([a-z]+)\b", re.IGNORECASE)
ROLE = re.compile(
    rf"\bthe\s+({'|'.join(sorted(ROLE_WORDS, key=len, reverse=True))})\b(?!\s+(?:of|for|at)\b|[’'])", re.IGNORECASE
)
CONNECTED = re.compile(
    r"^(?:(?:and|but|so|ok|okay|well|then)\b[\s,]+)+(?=(?:who|whom|whose|what|which|when|where|why|how)\s+(?!about\b)\w+\s+\w)(\w)",
    re.IGNORECASE,
)
"""What ties a whole question to what was said before: "and when did it open?"."""
OWNS = ("'s", "'")
"""What makes an owner of a name or thing, and of several."""
POSSESSIVE = frozenset("his its their".split())
OBJECT = frozenset("him her it them".split())
INVERTED = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|must|may|might)(?:\s+not|n[’']t)?\s+$",
    re.IGNORECASE,
)
"""A verb that stands before its subject, as in a question."""
FREE = re.compile(
    r"\s*(?:$|[?.!,]|(?:in|on|at|to|from|for|with|by|of|about|and|or|before|after|now|then|today|again|first|later|out|up)\b)"
)
"""What stands behind "it" where it is no subject."""
TIMES = frozenset(
    "week weekend year month day morning afternoon evening night summer winter spring autumn season".split()
)
"""What "this" points to by the calendar."""
OF_ACTION = {"meeting": "with", "talk": "with", "visit": "to", "trip": "to", "attack": "on", "strike": "on"}
"""What stands between some deeds and whom or what they are done to; of others it is "of"."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked, as it was understood, and the answer's words."""

    question: str
    answer: str = ""


def understood(question: str, turns: Sequence[Turn]) -> str:
    """The question with what it points back to in its place, as a question of its own."""
    text = CONNECTED.sub(lambda word: word[1].upper(), " ".join(question.split()))
    if not turns or not text:
        return text or question
    whole = completed(text, turns[-1].question)
    if whole:
        return whole
    for rule in (_there, _then, _deed, _role, _group, _thing, _person):
        text = rule(text, turns)
    return text


def _person(text: str, turns: Sequence[Turn]) -> str:
    """He and she are the one person that was spoken of last, unless the question names somebody before them."""
    match = PERSON.search(text)
    if not match or not _points_out(text, match):
        return text
    here = named.persons(text[: match.start()])
    who = _last(turns, _people)
    if not who or any(same_name(who.lower(), other.lower()) for other in here):
        return text
    return _put(PERSON, text, who)


def _points_out(text: str, match: re.Match[str]) -> bool:
    """Whether a pronoun stands for nothing in its own question.

    It does not as the subject of a question ("did she open"), nor where no noun stands before it; an
    object may have a subject of another name before it, in one clause ("does Mara Holt know him").
    """
    before = text[: match.start()]
    if re.search(r"[.;:!?]\s", before):
        return False
    owner = _owns(match, text)
    if INVERTED.search(before) and not owner:
        return not names(before)
    if match[1].lower() in OBJECT and not owner and (match[1].lower() != "it" or FREE.match(text[match.end() :])):
        return not re.search(r",|\b(?:that|which|who|whose|whom)\b", before[3:], re.IGNORECASE)
    who = owner and re.match(r"\s*who\s+(?!is\b|are\b|was\b|were\b)", before, re.IGNORECASE)
    return not who and not named.nouns(before)


def _owns(match: re.Match[str], text: str) -> bool:
    """Whether a pronoun is an owner's: "his", and "her" before what is hers."""
    word = match[1].lower()
    behind = text[match.end() :].strip(" ?.!,").split(" ")[0]
    return word in POSSESSIVE or (word == "her" and bool(behind) and behind.lower() not in STOP)


def _people(turn: Turn) -> list[str]:
    """Whom a turn was about: those of its question, and of the answer the first where it asked who."""
    shown = (turn.question, turn.answer)
    asked = named.persons(turn.question, shown)
    given = named.persons(turn.answer, shown)
    if named.WHO.match(turn.question):
        return list(dict.fromkeys([*asked, *given[:1]]))
    return asked or given


def _thing(text: str, turns: Sequence[Turn]) -> str:
    return _named_once(THING, text, turns, named.things)


def _group(text: str, turns: Sequence[Turn]) -> str:
    return _named_once(GROUP, text, turns, named.groups)


def _named_once(form: re.Pattern[str], text: str, turns: Sequence[Turn], found: Callable[[str], list[str]]) -> str:
    match = form.search(text)
    if not match or not _points_out(text, match):
        return text
    what = _only(found(turns[-1].question))
    return _put(form, text, what) if what else text


def _there(text: str, turns: Sequence[Turn]) -> str:
    """There is the one place of the last question, else of its answer; "is there" points nowhere."""
    match = THERE.search(text)
    where = _only(named.sites(turns[-1].question)) or _only(named.sites(turns[-1].answer))
    if not match or not where or where in text or named.nouns(WHO_DOES.sub("", text[: match.start()])):
        return text
    return f"{text[: match.start()]}in {where}{text[match.end() :]}"


def _then(text: str, turns: Sequence[Turn]) -> str:
    when = _only([day.text for day in named.days(turns[-1].question)])
    return THEN.sub(lambda _: when, text) if when and not NEXT.match(text) else text


def _role(text: str, turns: Sequence[Turn]) -> str:
    """The president is the president of whom one spoke, where the question does not say of what."""
    match = ROLE.search(text)
    if not match or named.others(text):
        return text
    for turn in reversed(turns):
        whole = named.roles(turn.question).get(match[1].lower())
        if whole:
            return f"{text[: match.start()]}{whole}{text[match.end() :]}"
    return text


def _deed(text: str, turns: Sequence[Turn]) -> str:
    """That meeting is the meeting that was named so, or what was told with its verb: "met" with whom."""
    match = POINTED.search(text)
    if not match:
        return text
    noun = match[1].lower()
    if noun in TIMES:
        return text
    for turn in reversed(turns):
        for told in (turn.question, turn.answer):
            same = [p.text for p in named.phrases(told) if lemma(p.head) == lemma(noun)]
            whole = max(same, key=len, default="") or _done(noun, told)
            if whole:
                return f"{text[: match.start()]}{whole}{text[match.end() :]}"
    return text


def _done(noun: str, told: str) -> str:
    """A deed by its verb: of "Who met Bram Oster in Ormsey?" the meeting with Bram Oster in Ormsey."""
    verb = next((t for t in tokens(told) if t.content and t.lower != noun and related(t.lower, noun)), None)
    rest = told[verb.end :].strip(" ?.!") if verb else ""
    return (
        f"the {noun} {OF_ACTION.get(noun.removesuffix('s'), 'of')} {rest}"
        if (rest and rest[:1].isupper()) or rest.startswith("the ")
        else ""
    )


def _last(turns: Sequence[Turn], found: Callable[[Turn], list[str]]) -> str:
    """The only one that the latest turn with any names; none where it names several."""
    return next((_only(told) for turn in reversed(turns) if (told := found(turn))), "")


def _only(told: Sequence[str]) -> str:
    return told[0] if len(told) == 1 else ""


def _put(form: re.Pattern[str], text: str, what: str) -> str:
    """The text with what a pronoun stands for in its place, as an owner where it is one."""

    def instead(match: re.Match[str]) -> str:
        several = what.startswith("the ") and what.endswith("s")
        put = what + OWNS[several] if _owns(match, text) else what
        return put[:1].upper() + put[1:] if match.start() == 0 else put

    return form.sub(instead, text)
