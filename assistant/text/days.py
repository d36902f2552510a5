"""Days, weeks, months and years around a day of publication, and what stretch of days a date covers."""

import re
from datetime import date, timedelta

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_TH = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
_TH += "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
ORDINALS = {
    **{word: number for number, word in enumerate(_TH, 1)},
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_TH[:9], 1)},
    "thirtieth": 30,
    "thirty-first": 31,
}
"""Days of a month, in words."""
FAR = 90
"""Days ahead of publication from which a sentence in the past tense means the year before."""
MONTH = 31
_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def parsed(published: str) -> date | None:
    """The day of an ISO date or date and time; nothing where it cannot be read."""
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def month_number(word: str) -> int:
    """1 to 12 for a month's name, its first three letters or its number."""
    if word.isdigit():
        return int(word)
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def nearest_year(published: date, month: int, day: int, tense: str) -> int:
    """The year of a date without one: the nearest to publication, as far as the words' `tense` lets it.

    `back` keeps the date from lying ahead, `past` from lying more than `FAR` days ahead, `ahead` from lying behind by
    more than the month that the day of an undated month may be off.
    """

    def ahead(year: int) -> int:
        return (year - published.year) * 365 + (month - published.month) * 30 + day - published.day

    most = {"back": 0, "past": FAR}.get(tense, 366)
    least = -MONTH if tense == "ahead" else -2 * 366
    years = (y for y in range(published.year - 1, published.year + 2) if least <= ahead(y) <= most)
    return min(years, key=lambda y: abs(ahead(y)))


def day_off(day: date, days: int) -> str:
    """A day some days off; empty where the calendar ends."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def week_off(day: date, weeks: int) -> str:
    """The ISO 8601 week some weeks off, as `2025-W46`; empty where the calendar ends."""
    try:
        year, week, _ = (day + timedelta(weeks=weeks)).isocalendar()
    except (OverflowError, ValueError):
        return ""
    return f"{year:04d}-W{week:02d}"


def month_off(day: date, months: int) -> str:
    """The month some months off."""
    total = day.year * 12 + day.month - 1 + months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def year_off(day: date, years: int) -> str:
    """The year some years off."""
    return f"{day.year + years:04d}"


OFF = {"day": day_off, "week": week_off, "month": month_off, "year": year_off}


def extent(iso: str) -> tuple[str, str] | None:
    """First and last day that a year, month, ISO week or day covers; nothing for an incomplete date.

    The last day of a month is given as the 31st, which is good enough to compare by.
    """
    if week := _WEEK.fullmatch(iso):
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        return monday.isoformat(), day_off(monday, 6)
    if not iso[:4].isdigit():
        return None
    return iso + "-01-01"[len(iso) - 4 :], iso + "-12-31"[len(iso) - 4 :]


def written(iso: str) -> str:
    """An ISO 8601 date as people write it, at the precision it has; other text as it is."""
    date, _, time = iso.partition("T")
    parts = date.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return iso
    month = int(parts[1]) if len(parts) > 1 else 1
    if not 1 <= month <= 12:
        return iso
    named = [parts[0], MONTHS[month - 1].capitalize()][: len(parts)]
    if len(parts) == 3:
        named.append(str(int(parts[2])))
    return " ".join(reversed(named)) + (f", {time[:5]}" if time else "")
