"""Names of places, told by the words they stand behind: no list of places is needed, and none is complete."""

import re
from collections.abc import Iterator, Sequence

from assistant.text.names import BODIES, TITLES, Name

_SIDE = (
    r"(?:north|south|east|west|central|upper|lower|downtown|nearby|rural|inner|mid)(?:ern)?(?:-?(?:east|west)(?:ern)?)?"
)
BEFORE_PLACE = re.compile(
    rf"(?:\b(?:in|near|off|across|outside|inside|throughout|into|around|beyond|north of|south of|east of|west of)"
    rf"\s+(?:the\s+)?(?:(?:{_SIDE}|city of|town of|village of|port of|island of|state of)\s+)?"
    rf"|\b(?P<at>at)\s+(?:the\s+)?|\b(?P<way>from|to|towards?|via|reached|leaving|left|visited)\s+|\b{_SIDE}\s+)$",
    re.IGNORECASE,
)
TRUST = re.compile(
    r"\b(?:belie\w+|interest\w*|confidence|faith|trust\w*|invest\w*|result\w*|role|stake|victory|succe\w+)\s+in\s+$",
    re.I,
)
GOES_ON = re.compile(r",\s+(?:in\s+)?|\s+to\s+")
ROUTE = re.compile(r"\s+to\s+$")
GROUPS = BODIES - frozenset(
    "house school hospital university college church port lake river bay museum centre center".split()
)
"""Bodies of people; the others stand somewhere."""
SITES = frozenset(
    """airport stadium park square station hospital university college school house palace castle church museum
    center centre hall beach harbour harbor port quay bridge field prison base camp mosque temple cathedral""".split()
)
"""What one is "at"; a firm is no place."""
PEOPLE = re.compile(r"(?:ish|ese|[ai]ans?|cans|ists?|crats?|ers)$")
"""Endings of peoples, parties and their adjectives."""
REACH = 32
"""Characters before a name that may tell that it is a place."""


def places(text: str, names: Sequence[Name], people: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Those of a text's names that stand where a place does; `people` are the last names of its persons."""
    return tuple(_places(text, names, people)) if names else ()


def _places(text: str, names: Sequence[Name], people: frozenset[str]) -> Iterator[Name]:
    last: Name | None = None
    for at, name in enumerate(names):
        before = text[max(0, name.start - REACH) : name.start]
        behind = names[at + 1] if at + 1 < len(names) else None
        goes_on = last and GOES_ON.fullmatch(text, last.end, name.start)
        if (goes_on or _told(before, text, name, behind)) and _can_be(name, people):
            last = name
            yield name
        else:
            last = None


def _told(before: str, text: str, name: Name, behind: Name | None) -> bool:
    """Whether the words before a name tell that it is a place.

    "From" and "to" do only where both ends are given; "in Lee's view" is as often of a person as of a place.
    """
    match = BEFORE_PLACE.search(before)
    if not match or text.startswith(("'s", "’s", "’", "'"), name.end) or TRUST.search(before):
        return False
    if match["at"]:
        return name.last in SITES
    if match["way"]:
        return match["way"].lower() == "from" and bool(behind and ROUTE.fullmatch(text[name.end : behind.start]))
    return True


def _can_be(name: Name, people: frozenset[str]) -> bool:
    """Whether a name can be a place: no person, no body of people, no acronym."""
    words = name.core.split()
    if name.core in ("house", "senate", "congress") or PEOPLE.search(words[-1]):
        return False
    acronym = name.text.isupper() and "." not in name.text and name.text not in ("US", "UK", "UAE", "EU")
    return words[-1] not in people and not (set(words) & (GROUPS | TITLES)) and not acronym
