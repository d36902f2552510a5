"""Who holds which office, as a text says it: "Iranian President X", "X, director of the Y"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.text.days import MONTHS, WEEKDAYS
from assistant.text.names import GIVEN, TITLES, name_in, same_name
from assistant.text.words import STOP, any_of

# Offices that one person holds at a time, by the words that name them.
ROLES: dict[str, str] = {
    **{word: word for word in "president premier chancellor king queen pope mayor governor speaker".split()},
    **{word: word for word in "chairman captain director commander coach sheriff principal rector".split()},
    "prime minister": "prime minister",
    "foreign minister": "foreign minister",
    "foreign secretary": "foreign minister",
    "finance minister": "finance minister",
    "interior minister": "interior minister",
    "defence minister": "defence minister",
    "defense minister": "defence minister",
    "trade minister": "trade minister",
    "health minister": "health minister",
    "energy minister": "energy minister",
    "secretary of state": "secretary of state",
    "secretary general": "secretary general",
    "secretary-general": "secretary general",
    "attorney general": "attorney general",
    "chief justice": "chief justice",
    "chief prosecutor": "chief prosecutor",
    "chief of staff": "chief of staff",
    "chief executive": "chief executive",
    "ceo": "chief executive",
    "chief economist": "chief economist",
    "chief scientist": "chief scientist",
    "police chief": "police chief",
    "fire chief": "fire chief",
    "head coach": "coach",
    "manager": "coach",
    "supreme leader": "supreme leader",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "chair": "chairman",
    "director general": "director",
    "director-general": "director",
    "head": "head",
    "presiding judge": "presiding judge",
    "trial judge": "presiding judge",
    "lead author": "leader",
    "principal investigator": "leader",
}
WHO_LEADS = {
    "leads": "leader",
    "led": "leader",
    "heads": "leader",
    "headed": "leader",
    "chairs": "chairman",
    "directs": "director",
}
LED = {"led": "leader", "headed": "leader", "directed": "director", "chaired": "chairman", "coached": "coach"}
ROLE_WORDS = frozenset(words.split()[-1].split("-")[-1] for words in ROLES) | WHO_LEADS.keys() | LED.keys()
"""Without one of these a text gives nobody an office."""
BODIES = (
    "Parliament|Ministry|Court|Bank|University|Institute|Council|Assembly|Senate|House|Committee|Agency|Party|"
    "Department|Office|Union|Club|Forces|Army|Navy|Police|Association|Commission|Board|Federation|Staff|Armed"
)
IRREGULAR = {
    **dict.fromkeys(("american", "us", "u.s", "united states", "america", "usa"), "america"),
    **dict.fromkeys(("british", "uk", "u.k", "united kingdom", "britain"), "britain"),
    **dict.fromkeys(("french", "france"), "france"),
    **dict.fromkeys(("dutch", "netherlands"), "netherlands"),
    **dict.fromkeys(("spanish", "spain"), "spain"),
    **dict.fromkeys(("greek", "greece"), "greece"),
    **dict.fromkeys(("swiss", "switzerland"), "switzerland"),
    **dict.fromkeys(("danish", "denmark"), "denmark"),
    **dict.fromkeys(("norwegian", "norway"), "norway"),
    **dict.fromkeys(("polish", "poland"), "poland"),
    **dict.fromkeys(("finnish", "finland"), "finland"),
    **dict.fromkeys(("irish", "ireland"), "ireland"),
    **dict.fromkeys(("thai", "thailand"), "thailand"),
    **dict.fromkeys(("cypriot", "cyprus"), "cyprus"),
    **dict.fromkeys(("afghan", "afghanistan"), "afghanistan"),
    **dict.fromkeys(("filipino", "philippine", "philippines"), "philippines"),
}
DEMONYM = re.compile(r"(?:ians?|eans?|ans?|ese|ish|ic|lands?|ia|ey|en|[iyaeo])$")

# Bounded: a run of initials would be tried from each of them to its end.
_CAP = r"(?:(?:[A-Z]\.){1,6}|[^\W\d_a-z][^\W\d_]+(?:[’'\-](?!s\b)[^\W\d_]+)*)"
_TITLE = rf"(?:(?:{'|'.join(sorted(t.capitalize() for t in TITLES))})\.?\s+)*"
_NAME = rf"{_TITLE}(?P<name>(?!(?:{BODIES})\b){_CAP}(?:\s+{_CAP}){{0,3}})"
_QUALIFIER = r"(?:(?P<qualifier>former|ex|acting|deputy|vice|late|outgoing|interim|incoming|then|assistant)[\s-]+)?"
_ROLE = rf"(?P<role>(?i:{any_of(ROLES)})(?![’'\w]))"
_ONE_TITLE = rf"(?:{'|'.join(sorted(t.capitalize() for t in TITLES))})\b"
_BODY = rf"{_CAP}(?:\s+(?:of\s+(?:the\s+)?)?{_CAP})"
_OF_BODY = rf"\s+(?:of|at|for)\s+(?:the\s+)?(?P<post>{_BODY}{{0,4}}?)"
_OF_GREEDY = rf"(?:\s+(?:of|at|for)\s+(?:the\s+)?(?P<post>{_BODY}{{0,4}}))?"
_PRE = rf"(?:(?P<pre>{_CAP}(?:\s+{_CAP}){{0,2}}?)(?:[’']s)?\s+)?"
_THE = r"(?:the\s+|a\s+|an\s+|its\s+)?"
_JOINS = r"(?!(?:and|or|to|by|with|who|which|as|whose|but|that|in|on|of|for|said|a|an|not)\b)"
_PRE_ANY = rf"(?:(?P<pre>{_JOINS}[^\W\d_]+(?:\s{_JOINS}[^\W\d_]+){{0,2}}?)(?:[’']s)?\s+)?"
FORMS = (
    re.compile(rf"(?<!\w){_PRE}(?i:{_QUALIFIER})\b{_ROLE},?\s+{_NAME}(?:\s+of\s+(?:the\s+)?(?P<post>{_BODY}{{0,2}}))?"),
    re.compile(rf"(?<!\w){_PRE}(?i:{_QUALIFIER})\b{_ROLE}{_OF_BODY}(?:,\s+|\s+(?={_ONE_TITLE})){_NAME}"),
    re.compile(
        rf"(?<!\w)(?P<name>{_CAP}(?:\s+{_CAP}){{1,3}})(?:\s\([^)]*\))?,\s+{_THE}(?i:{_QUALIFIER}){_PRE_ANY}\b{_ROLE}\b{_OF_GREEDY}"
    ),
    re.compile(
        rf"(?<!\w)(?P<name>{_CAP}(?:\s+{_CAP}){{0,3}})\s+(?:was named|was appointed|serves as|is|was|became|remains)\s+"
        rf"{_THE}(?i:{_QUALIFIER}){_PRE_ANY}\b{_ROLE}\b{_OF_GREEDY}"
    ),
    re.compile(
        rf"(?<!\w)(?P<name>{_CAP}(?:\s+{_CAP}){{1,3}}),\s+whom?\s+(?:[a-z]+\s+){{0,3}}?(?:is|was|as|calls|called|names)\s+"
        rf"{_THE}(?i:{_QUALIFIER}){_PRE_ANY}\b{_ROLE}\b{_OF_GREEDY}"
    ),
    re.compile(
        rf"(?<!\w)(?P<name>{_CAP}(?:\s+{_CAP}){{1,3}}),\s+who\s+(?P<role>{'|'.join(WHO_LEADS)})\s+(?P<pre>)(?P<qualifier>)"
        rf"(?P<post>(?:the\s+)?{_JOINS}[^\W\d_]+(?:[’']s)?(?:\s{_JOINS}[^\W\d_]+){{0,3}})"
    ),
    re.compile(
        rf"(?<![a-z])(?P<pre>[a-z]+),?\s+(?:which\s+)?(?:was\s+|is\s+)?(?P<role>{'|'.join(LED)})\s+by\s+{_NAME}"
        r"(?P<qualifier>)(?P<post>)"
    ),
)
NEEDED = ("", "", ",", "", ", who", ", who ", " by ")
"""What a text must contain for the form at the same place to be worth trying."""
A_ROLE = re.compile(rf"(?<![^\W_]){_ROLE}$")
NO_HOLDER = re.compile(r"\b(?:former|ex|acting|deputy|vice|late|outgoing|interim|then|assistant)\b", re.IGNORECASE)
IS_BODY = re.compile(rf"\b(?:{BODIES}|Conference|Liberties)\b|^[A-Z]\.?$")
NO_PERSON = STOP | frozenset(MONTHS) | frozenset(WEEKDAYS)
MANY = 2
"""Holders from which a role is not one person's."""
VAGUE = frozenset("the of and its his her their new state national committee team".split())


@dataclass(frozen=True, slots=True)
class Office:
    """An office and its holder. `scope` holds roots of the words that say whose office it is."""

    role: str
    scope: frozenset[str]
    holder: str
    shown: str
    title: str
    start: int
    end: int


def offices(text: str) -> list[Office]:
    """Every office that a text gives a holder to; former, acting and deputy ones are left out."""
    found: list[Office] = []
    for needed, form in zip(NEEDED, FORMS, strict=True):
        for match in form.finditer(text) if needed in text else ():
            office = _office(match)
            if office and not any(_same_place(office, other) for other in found):
                found.append(office)
    return sorted(found, key=lambda office: office.start)


def role_of(words: str) -> str:
    """The role that words name: "the prime minister" and "Tarn's premier" do, "a fisherman" does not."""
    found = A_ROLE.search(words)
    return ROLES[found["role"].lower()] if found and not NO_HOLDER.search(words) else ""


def holders_of(found: Iterable[Office]) -> dict[str, str]:
    """Role to holder, where a text gives a role to one person only."""
    seen: dict[str, list[str]] = {}
    for office in found:
        holders = seen.setdefault(office.role, [])
        if len(holders) < MANY and not name_in(office.holder, holders):
            holders.append(office.holder)
    return {role: holders[0] for role, holders in seen.items() if len(holders) == 1}


def _same_place(left: Office, right: Office) -> bool:
    return left.start < right.end and right.start < left.end and same_name(left.holder, right.holder)


def _office(match: re.Match[str]) -> Office | None:
    words = [word for word in match["name"].split() if word.lower().strip(".") not in TITLES]
    ahead = match.string[max(0, match.start() - 12) : match.start()] + (match["pre"] or "")
    if match["qualifier"] or NO_HOLDER.search(ahead) or not _person(words):
        return None
    shown = re.sub(r"[’']s?$", "", " ".join(words))
    said = match["role"].lower()
    pre, post = match["pre"] or "", match["post"] or ""
    return Office(
        role=LED.get(said) or WHO_LEADS.get(said) or ROLES[said],
        scope=scope_of(f"{pre} {post}"),
        holder=shown.lower(),
        shown=shown,
        title=" ".join(f"{pre} {LED.get(said) or WHO_LEADS.get(said) or said} {'of ' + post if post else ''}".split()),
        start=match.start("name"),
        end=match.start("name") + len(match["name"]),
    )


def _person(words: list[str]) -> bool:
    """Whether the words can be a person's name: no body, no day, no word of a sentence's opening."""
    plain = {word.lower().strip(".,") for word in words} - (GIVEN if len(words) > 1 else frozenset())
    return bool(words) and not IS_BODY.search(" ".join(words)) and not plain & NO_PERSON


def scope_of(words: str) -> frozenset[str]:
    """Roots of the words that tell whose office it is: Iranian, Iran and Iran's are one root."""
    parts = (re.sub(r"[’']s?$", "", word).lower().strip(".,") for word in words.split())
    return frozenset(root(part) for part in parts if len(part) > 1 and part not in VAGUE | TITLES)


def root(word: str) -> str:
    """A country's name and its people's adjective cut to what they share; at least four letters stay."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    while (cut := DEMONYM.sub("", word)) != word and len(cut) >= 4:
        word = cut
    return word


def same_office(left: Office, right: Office) -> bool:
    """Whether two mentions are of one office: the same role, and the smaller scope within the larger."""
    if left.role != right.role or not left.scope or not right.scope:
        return False
    if left.role == "leader":
        return left.scope == right.scope
    return left.scope <= right.scope or right.scope <= left.scope
