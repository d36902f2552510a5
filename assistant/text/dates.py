"""Dates and clock times in running text, resolved against the day of publication.

A date keeps the precision that its words have: `2025`, `2025-08`, `2025-W33`, `2025-08-14`, or a
clock time `T18:40`. Two dates differ where the days they cover do not meet.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.text.clocks import ABOUT, CLOCK, NAMED, SIGNS, clock_of
from assistant.text.days import (
    MONTHS,
    OFF,
    ORDINALS,
    WEEKDAYS,
    day_off,
    extent,
    is_day,
    month_number,
    nearest_year,
    parsed,
)
from assistant.text.tenses import AHEAD, CLAUSE, tense
from assistant.text.units import ONES
from assistant.text.vague import counted_year
from assistant.text.words import STOP, any_of

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"  # noqa: E501
_MONTH_NAME = rf"(?P<month>{'|'.join(name.capitalize() for name in MONTHS)})\b"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_NOT_NUMBER = r"(?![\w%]|[.,]\d)"
_FIRST_NAME = r"(?i:by|from|to|before|after|of)\s+(?:April|May|June|August)\s[A-Z][a-z]"
FORMS = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}{_NOT_NUMBER}(?:,?\s+{_YEAR}{_NOT_NUMBER})?", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_DAY}|(?P<word>{any_of(ORDINALS)}))\s+(?:of\s+)?{_MONTH}"
        rf"(?:,?\s+{_YEAR}{_NOT_NUMBER})?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}{_NOT_NUMBER}", re.IGNORECASE),
    re.compile(
        rf"\b(?!{_FIRST_NAME})(?i:(?P<opens>end of|in|since|until|by|late|early|during|of|last|next|this|"
        r"from|to|before|after|mid))(?:\s+|-)"
        rf"{_MONTH_NAME}"
    ),
    re.compile(rf"(?<![\w.,$£€/]){_YEAR}(?![\w%/]|[.,]\d|-\w|\s(?:GMT|UTC|BST|hours|hrs)\b)"),
)
IN_DIGITS = (FORMS[0], FORMS[-1])
"""The forms that name no month."""
A_MONTH = re.compile(rf"\b{_MONTH}", re.IGNORECASE)
NUMERIC = re.compile(r"(?<![\d/.])(\d\d?)(?P<mark>[/.])(\d\d?)(?P=mark)((?:19|20)\d\d)(?![\d/])")
PERSONAL = frozenset("by from to before after of".split())
"""Words before a month that stand before a person's name as often."""
THAT_YEAR = re.compile(r"\s+(?:of\s+)?(?:that|the same) year\b")
TO_DATE = re.compile(r"\s*(?:to|and|until|till|through|-|–)\s*(?:the\s+)?", re.IGNORECASE)
OPENING_YEAR = re.compile(r"^\W*In\s+(?P<year>(?:1[89]|20)\d\d),")
FIRST_DAY = re.compile(r"(?<![\d.,/:-])([0-3]?\d)(?:st|nd|rd|th)?\s?(?:-|–|to|and)\s?$")
LAST_DAY = re.compile(r"[-–]([0-3]?\d)(?!\w)(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\w))?")
NAMED_YEAR = re.compile(r"(?P<word>[^\W\d_a-z][^\W\d_]+)\s$")
WEEKDAY = re.compile(
    rf"\b(?:(?P<which>last|next|this|on|late|early|since|by|until|for)\s+)?(?P<name>{'|'.join(WEEKDAYS)})\b",
    re.IGNORECASE,
)
RELATIVE = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
}
RELATIVE_DAY = re.compile(rf"\b(?:{'|'.join(RELATIVE)})\b", re.IGNORECASE)
RELATIVE_SPAN = re.compile(
    r"(?<!the )\b(?P<which>earlier this|later this|this|last|next)\s+(?P<unit>week|month|year)\b(?!-)", re.IGNORECASE
)
AGO = re.compile(
    rf"\b(?P<count>an?|{'|'.join(list(ONES)[1:])}|\d\d?)\s+(?P<unit>day|week|month|year)s?\s+ago\b", re.IGNORECASE
)
EXACT_AGO = 10
"""Larger counts are round: "20 years ago" names no year."""
STEPS = {"last": -1, "next": 1}
DIGIT = re.compile(r"\d")
QUOTATION = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
BEFORE_YEAR = STOP | frozenset("since early late mid spring summer autumn winter fall".split())
"""Words that may stand large before a year and make no name of it."""


@dataclass(frozen=True, slots=True)
class When:
    """A date or clock time and the words that give it.

    `relative` tells that the words need the article's date; `about` that a clock time is meant
    roughly or as a bound; `zone` is the time zone named with it.
    """

    iso: str
    start: int
    end: int
    text: str
    relative: bool = False
    about: bool = False
    zone: str = ""

    @property
    def weekday(self) -> bool:
        """Whether only the name of a day of the week gives this date."""
        return self.text.lower() in WEEKDAYS

    @property
    def day(self) -> bool:
        """Whether this names one day of one year."""
        return len(self.iso) == 10

    @property
    def clock(self) -> bool:
        """Whether this is a time of day."""
        return self.iso.startswith("T")


def dates(text: str, published: str = "", people: frozenset[str] = frozenset()) -> list[When]:
    """Every date and clock time of a text, in order; relative ones only where `published` is known.

    `people` are last names, in lower case, that the text's article gives to persons: "by May".
    """
    day, low = parsed(published), text.lower()
    number = bool(DIGIT.search(text))
    found: list[When] = []
    if number or any(month in low for month in MONTHS):
        _add(found, _numeric(text))
        _add(found, _absolute(text, day, people))
    if "day" in low:
        _add(found, _weekdays(text, day))
    if day and any(word in low for word in ("day", "ago", "this ", "last ", "next ", "tonight", "tomorrow")):
        _add(found, _relative(text, _said(text, found, day), day))
    if any(sign in low for sign in ((*SIGNS, *NAMED) if number else NAMED)):
        _add(found, _clocks(text))
    return _joined(text, sorted(found, key=lambda when: when.start)) if found else found


def _add(found: list[When], more: Iterator[When]) -> None:
    """Add what lies beside everything found before."""
    for when in more:
        if when.iso and not any(when.start < other.end and other.start < when.end for other in found):
            found.append(when)


def _joined(text: str, found: list[When]) -> list[When]:
    """`Friday, November 7` is one date: the day of the month tells, the weekday only adds."""
    joined: list[When] = []
    for when in found:
        last = joined[-1] if joined else None
        if last and _one_date(last, when) and not text[last.end : when.start].strip(" ,("):
            exact = last if last.day and not last.weekday else when
            joined[-1] = replace(exact, start=last.start, end=when.end, text=text[last.start : when.end])
        else:
            joined.append(when)
    return joined


def _one_date(left: When, right: When) -> bool:
    """Whether two neighbouring dates are a weekday and its day, or the same day twice."""
    day = not left.clock and not right.clock
    return day and (left.iso == right.iso or left.weekday != right.weekday) and len(left.iso) == len(right.iso)


def differ(left: When, right: When) -> bool:
    """Whether two dates of one kind cannot be the same, at the precision they share.

    Clock times in different zones, or of which one has no zone, are not told apart.
    """
    if left.clock or right.clock:
        return left.clock and right.clock and _clocks_differ(left, right)
    mine, yours = extent(left.iso), extent(right.iso)
    if mine and yours:
        return mine[1] < yours[0] or yours[1] < mine[0]
    shared = min(len(left.iso), len(right.iso))
    return left.iso[:1] == right.iso[:1] and left.iso[:shared] != right.iso[:shared]


def _clocks_differ(left: When, right: When) -> bool:
    mine, yours = (int(when.iso[1:3]) * 60 + int(when.iso[4:6]) for when in (left, right))
    apart = abs(mine - yours)
    return left.zone == right.zone and min(apart, 24 * 60 - apart) > (ABOUT if left.about or right.about else 0)


def _numeric(text: str) -> Iterator[When]:
    """`23/08/2025` is one day; `03/08/2025` may be two, so that only its year is certain. Dots put the day first."""
    for match in NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        month, day = (second, first) if first > 12 or match["mark"] == "." else (first, second)
        certain = match["mark"] == "." or max(first, second) > 12 or first == second
        if is_day(year, month, day):
            iso = f"{year:04d}-{month:02d}-{day:02d}" if certain else f"{year:04d}"
            yield When(iso, match.start(), match.end(), match.group())


def _absolute(text: str, day: date | None, people: frozenset[str]) -> Iterator[When]:
    taken: list[When] = []
    for form in FORMS if A_MONTH.search(text) else IN_DIGITS:
        for match in form.finditer(text):
            parts = match.groupdict()
            if not _dated(text, match, parts, people):
                continue
            year = parts.get("year") or _year_near(text, match, taken)
            number = parts.get("day") or str(ORDINALS.get((parts.get("word") or "").lower(), ""))
            iso = _iso(
                (year, parts.get("month"), number),
                day,
                "" if year else tense(text, match, (parts.get("opens") or "").lower()),
            )
            words = match.group().rstrip(".")
            when = When(iso, match.start(), match.start() + len(words), words, relative=not year)
            if iso:
                taken += [when] if year else []
                yield when
                yield from _other_day(text, when, match)


def _dated(text: str, match: re.Match[str], parts: dict[str, str | None], people: frozenset[str]) -> bool:
    """Whether a match is a date and no verb ("may"), person ("by May"), name ("Euro 2024") or count."""
    month = parts.get("month") or ""
    if month.islower():
        return False
    if (parts.get("opens") or "").lower() in PERSONAL and month.lower() in people:
        return False
    if not month:
        named = NAMED_YEAR.search(text[max(0, match.start() - 30) : match.start()])
        event = named and named["word"].lower() not in BEFORE_YEAR
        return not event and not counted_year(text, match.start(), match.end())
    return True


def _year_near(text: str, match: re.Match[str], taken: Sequence[When]) -> str:
    """The year that the sentence gives to a date without one: behind a range, as "that year", or before all."""
    if not match.groupdict().get("month"):
        return ""
    if THAT_YEAR.match(text, match.end()):
        years = [when.iso[:4] for when in taken if when.end <= match.start() and when.iso[:4].isdigit()]
        return years[-1] if years else ""
    if (last := LAST_DAY.match(text, match.end())) and last["year"]:
        return str(last["year"])
    if to := TO_DATE.match(text, match.end()):
        ends = next((m for form in FORMS[1:4] if (m := form.match(text, to.end()))), None)
        return (ends["year"] or "") if ends else ""
    opening = OPENING_YEAR.match(text)
    return opening["year"] if opening and opening.end() <= match.start() else ""


def _other_day(text: str, when: When, match: re.Match[str]) -> Iterator[When]:
    """The other end of `3-7 September` and `September 3-7`."""
    before = FIRST_DAY.search(text[max(0, when.start - 12) : when.start]) if match.groupdict().get("day") else None
    after = LAST_DAY.match(text, match.end()) if match.re is FORMS[1] else None
    for found in (before, after):
        if found and when.day and is_day(int(when.iso[:4]), int(when.iso[5:7]), int(found[1])):
            at = found.start(1) + (max(0, when.start - 12) if found is before else 0)
            end = at + len(found[1]) if found is before else found.end()
            yield When(f"{when.iso[:8]}{int(found[1]):02d}", at, end, text[at:end], when.relative)


def _iso(parts: tuple[str | None, str | None, str | None], published: date | None, tense: str) -> str:
    year, month, day = parts
    number = month_number(month) if month else 0
    if not year:
        if not published:
            return f"--{number:02d}" + (f"-{int(day):02d}" if day else "")
        year = str(nearest_year(published, number, int(day or 15), tense))
    if day and not is_day(int(year), number, int(day)):
        return ""
    return "-".join([year, *([f"{number:02d}"] if number else []), *([f"{int(day):02d}"] if day else [])])


def _weekdays(text: str, day: date | None) -> Iterator[When]:
    for match in WEEKDAY.finditer(text):
        index = WEEKDAYS.index(match["name"].lower())
        iso = (
            _weekday(day, index, (match["which"] or "").lower(), text[max(0, match.start() - CLAUSE) : match.start()])
            if day
            else ""
        )
        yield When(iso or f"W{index}", match.start("name"), match.end(), match["name"], relative=True)


def _weekday(day: date, index: int, which: str, before: str) -> str:
    """The last such day up to publication; the next one where the words look ahead, quoted ones left aside."""
    back = (day.weekday() - index) % 7
    if which in ("by", "until"):
        return day_off(day, (index - day.weekday()) % 7)
    ahead = (index - day.weekday()) % 7
    if which == "next":
        return day_off(day, ahead or 7)
    if AHEAD.search(QUOTATION.sub(" ", before)):
        return day_off(day, ahead)
    if which == "last" and back == 0:
        back = 7
    return day_off(day, -back)


def _said(text: str, found: Sequence[When], day: date) -> tuple[list[re.Match[str]], date]:
    """The quotations of a text and the day on which they were said, where the sentence gives it outside them."""
    quoted = list(QUOTATION.finditer(text))
    outside = [when for when in found if quoted and not _within(quoted, when.start) and when.day]
    said = parsed(outside[0].iso) if len(outside) == 1 else None
    return quoted, said or day


def _within(quoted: Sequence[re.Match[str]], at: int) -> bool:
    return any(match.start() <= at < match.end() for match in quoted)


def _relative(text: str, said: tuple[list[re.Match[str]], date], day: date) -> Iterator[When]:
    for match in RELATIVE_DAY.finditer(text):
        base = said[1] if _within(said[0], match.start()) else day
        iso = day_off(base, RELATIVE[" ".join(match.group().lower().split())])
        yield When(iso, match.start(), match.end(), match.group(), relative=True)
    for match in AGO.finditer(text):
        count = int(match["count"]) if match["count"].isdigit() else ONES.get(match["count"].lower(), 1)
        if count <= EXACT_AGO:
            iso = OFF[match["unit"].lower()](day, -count)
            yield When(iso, match.start(), match.end(), match.group(), relative=True)
    for match in RELATIVE_SPAN.finditer(text):
        iso = OFF[match["unit"].lower()](day, STEPS.get(match["which"].lower(), 0))
        yield When(iso, match.start(), match.end(), match.group(), relative=True)


def _clocks(text: str) -> Iterator[When]:
    for match in CLOCK.finditer(text):
        iso, zone, about = clock_of(match)
        if iso:
            yield When(iso, match.start(), match.end(), match.group().strip(), about=about, zone=zone)
