"""What the head of a sentence points back to, where the sentence before leaves no doubt.

Only two cases are simple enough to be right: a pronoun for the one person that the sentence
before names first, and a day counted from the one date that it gives.
"""

import re

from assistant.text.dates import RELATIVE, dates
from assistant.text.days import MONTHS, day_off, parsed
from assistant.text.names import BODIES, names

PRONOUN = re.compile(r"(?P<who>He|She|he|she)\b(?!['’])")
NEARBY_DAY = re.compile(
    r"\b(?P<words>(?:on )?the (?:(?P<after>next|following)|(?P<before>previous)) day|a day (?P<later>later)"
    r"|a day (?P<earlier>earlier)|(?:on )?(?:the same|that) day)\b(?! before| after)",
    re.IGNORECASE,
)
TODAY = re.compile(
    r"\b(?P<word>yesterday|today|tonight|tomorrow|(?<!\w )(?:Yesterday|Today|Tonight|Tomorrow)(?![.,]?[\"'”’]))\b"
)
"""With a capital only where a sentence may begin: "Today" is also the name of a programme."""


def resolved(line: str, before: str, published: str = "") -> str:
    """The sentence with what it points back to in its place; as it is where that is not plain."""
    return _dated(_day(_named(line, before), before), published)


def _named(line: str, before: str) -> str:
    match = PRONOUN.match(line)
    if not match:
        return line
    # A capital opens the sentence before; the names read must not take it for one.
    people = [name for name in names(before) if not set(name.core.split()) & BODIES]
    if len({name.core for name in people}) != 1:
        return line
    return people[0].text + line[match.end() :]


def _day(line: str, before: str) -> str:
    match = NEARBY_DAY.search(line)
    days = [when for when in dates(before) if not when.clock]
    if not match or len(days) != 1 or days[0].relative or not days[0].day:
        return line
    step = int(bool(match["after"] or match["later"])) - int(bool(match["before"] or match["earlier"]))
    return f"{line[: match.start()]}on {_written(days[0].iso, step)}{line[match.end() :]}"


def _dated(line: str, published: str) -> str:
    if not parsed(published):
        return line
    return TODAY.sub(lambda match: f"on {_written(published, RELATIVE[match['word'].lower()])}", line)


def _written(iso: str, step: int) -> str:
    """A day some days off, as running text has it: `8 November 2025`."""
    start = parsed(iso)
    day = parsed(day_off(start, step)) if start else None
    if not day:
        return iso
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
