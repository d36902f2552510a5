"""Dates and clock times in running text, resolved against the day of publication.

A date keeps the precision that its words have: `2025`, `2025-08`, `2025-08-14`, or a clock time
`T18:40`. Two dates are compared at the precision they share.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"  # noqa: E501
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_NOT_NUMBER = r"(?![\w%]|[.,]\d)"
ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
FORMS = (
    ISO,
    re.compile(rf"\b{_MONTH}\s+{_DAY}{_NOT_NUMBER}(?:,?\s+{_YEAR}{_NOT_NUMBER})?", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}{_NOT_NUMBER})?", re.IGNORECASE),
    re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}{_NOT_NUMBER}", re.IGNORECASE),
    re.compile(
        r"\b(?:in|since|until|by|late|early|mid-?|during|of|last|next|this|from|to|before|after|end of)\s+"
        r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b"
    ),
    re.compile(rf"(?<![\w.,$£€]){_YEAR}(?![\w%]|[.,]\d|-\w)"),
)
BACKWARD = re.compile(r"\blast\b", re.IGNORECASE)
AHEAD = re.compile(r"\b(?:will|would|due|to be|set to|expects?|expected|plans?|planned|scheduled|hopes?)\b[^.]{0,90}$")
WEEKDAY = re.compile(
    rf"\b(?P<which>last|next|this|on|late|early|since|by|until|for)?\s*(?P<name>{'|'.join(WEEKDAYS)})s?\b",
    re.IGNORECASE,
)
RELATIVE: dict[str, int] = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
RELATIVE_DAY = re.compile(rf"\b(?:{'|'.join(RELATIVE)})\b", re.IGNORECASE)
RELATIVE_SPAN = re.compile(
    r"\b(?P<which>earlier this|later this|this|last|next)\s+(?P<unit>month|year)\b", re.IGNORECASE
)
CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)"
    r"|(?<![\d:.])(?P<hour24>[0-2]?\d):(?P<minute24>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date or clock time and the words that give it. `relative` tells that they need the article's date."""

    iso: str
    start: int
    end: int
    text: str
    relative: bool = False

    @property
    def weekday(self) -> bool:
        """Whether only the name of a day of the week gives this date."""
        return self.text.lower().rstrip("s") in WEEKDAYS

    @property
    def clock(self) -> bool:
        """Whether this is a time of day."""
        return self.iso.startswith("T")


def dates(text: str, published: str = "") -> list[When]:
    """Every date and clock time of a text, in order; relative ones only where `published` is known."""
    day = _published(published)
    found: list[When] = []
    for finder in (_absolute, _weekdays, _relative, _clocks):
        for when in finder(text, day):
            if not any(when.start < other.end and other.start < when.end for other in found):
                found.append(when)
    return _joined(text, sorted(found, key=lambda when: when.start))


def _joined(text: str, found: list[When]) -> list[When]:
    """`Friday, November 7` is one date: the day of the month tells, the weekday only adds."""
    joined: list[When] = []
    for when in found:
        last = joined[-1] if joined else None
        if last and _one_date(last, when) and not text[last.end : when.start].strip(" ,("):
            exact = last if len(last.iso) == 10 and not last.weekday else when
            joined[-1] = replace(exact, start=last.start, end=when.end, text=text[last.start : when.end])
        else:
            joined.append(when)
    return joined


def _one_date(left: When, right: When) -> bool:
    """Whether two neighbouring dates are a weekday and its day, or the same day twice."""
    day = not left.clock and not right.clock
    return day and (left.iso == right.iso or left.weekday != right.weekday) and len(left.iso) == len(right.iso)


def differ(left: When, right: When) -> bool:
    """Whether two dates of one kind cannot be the same, at the precision they share."""
    shared = min(len(left.iso), len(right.iso))
    return left.clock == right.clock and left.iso[:shared] != right.iso[:shared]


def _published(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _absolute(text: str, day: date | None) -> Iterator[When]:
    for form in FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            if (parts.get("month") or "").islower():
                continue  # "they may 12 times": a month is written with a capital
            back = BACKWARD.search(match.group()) or BACKWARD.search(text[max(0, match.start() - 12) : match.start()])
            iso = _iso((parts.get("year"), parts.get("month"), parts.get("day")), day, back=bool(back))
            if iso:
                words = match.group().rstrip(".")
                yield When(iso, match.start(), match.start() + len(words), words, relative=not parts.get("year"))


def _iso(parts: tuple[str | None, str | None, str | None], published: date | None, *, back: bool) -> str:
    year, month, day_ = parts
    number = _month(month) if month else 0
    if not year:
        if not published:
            return f"--{number:02d}" + (f"-{int(day_):02d}" if day_ else "")
        year = str(_nearest_year(published, number, int(day_ or 15), back=back))
    if day_ and not _is_day(int(year), number, int(day_)):
        return ""
    return "-".join([year, *([f"{number:02d}"] if number else []), *([f"{int(day_):02d}"] if day_ else [])])


def _is_day(year: int, month: int, day_: int) -> bool:
    try:
        date(year, month, day_)
    except ValueError:
        return False
    return True


def _shifted(day: date, days: int) -> str:
    """A day some days off; empty where the calendar ends."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def _nearest_year(published: date, month: int, day_: int, *, back: bool) -> int:
    """A date without a year is the one nearest to publication; "last October" is never ahead of it."""

    def distance(year: int) -> int:
        return abs((year - published.year) * 365 + (month - published.month) * 30 + day_ - published.day)

    latest = published.year if (month, day_) <= (published.month, published.day) else published.year - 1
    return min(range(published.year - 1, latest + 1 if back else published.year + 2), key=distance)


def _weekdays(text: str, day: date | None) -> Iterator[When]:
    for match in WEEKDAY.finditer(text):
        index = WEEKDAYS.index(match["name"].lower())
        iso = _weekday(day, index, (match["which"] or "").lower(), text[: match.start()]) if day else ""
        yield When(iso or f"W{index}", match.start("name"), match.end(), match.group("name"), relative=True)


def _weekday(day: date, index: int, which: str, before: str) -> str:
    """The last such day up to publication; the next one where the words look ahead."""
    back = (day.weekday() - index) % 7
    if which in ("by", "until"):
        return _shifted(day, (index - day.weekday()) % 7)
    if which == "next" or AHEAD.search(before):
        return _shifted(day, (index - day.weekday()) % 7 or 7)
    if which == "last" and back == 0:
        back = 7
    return _shifted(day, -back)


def _relative(text: str, day: date | None) -> Iterator[When]:
    if not day:
        return
    for match in RELATIVE_DAY.finditer(text):
        iso = _shifted(day, RELATIVE[match.group().lower()])
        if iso:
            yield When(iso, match.start(), match.end(), match.group(), relative=True)
    for match in RELATIVE_SPAN.finditer(text):
        step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
        iso = SPANS[match["unit"].lower()](day, step)
        yield When(iso, match.start(), match.end(), match.group(), relative=True)


def _year_span(day: date, step: int) -> str:
    return str(day.year + step)


def _month_span(day: date, step: int) -> str:
    months = day.year * 12 + day.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02d}"


SPANS: dict[str, Callable[[date, int], str]] = {"month": _month_span, "year": _year_span}


def _clocks(text: str, day: date | None) -> Iterator[When]:
    for match in CLOCK.finditer(text):
        hour, minute = int(match["hour"] or match["hour24"]), int(match["minute"] or match["minute24"] or 0)
        if match["half"]:
            hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
        if hour < 24:
            yield When(f"T{hour:02d}:{minute:02d}", match.start(), match.end(), match.group().strip())
