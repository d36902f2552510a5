"""Dates as headers of articles write them, turned into ISO 8601.

Only explicit forms are read: year, month and day must all be there, and an all-numeric date must
begin with the year, because 8/11/2025 means two different days. What is not understood is `""`.
"""

import re
from datetime import date, datetime, time, timedelta, timezone

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Hours east of Greenwich; a zone whose letters mean several places (IST, CST of China) is left out.
_ZONES = {
    "z": 0.0,
    "utc": 0.0,
    "gmt": 0.0,
    "cet": 1.0,
    "cest": 2.0,
    "pkt": 5.0,
    "est": -5.0,
    "edt": -4.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_TIME = (
    r"(?:(?:t|,?\s*(?:at|[|·–-])?\s*)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?(?:\s*\(?(?P<zone>[+-]\d{2}:?\d{2}|[a-z]{1,5})\)?)?)?"
)
_LABEL = (
    r"(?:(?P<label>(?:first |originally |last )?(?:published|updated|posted|modified|issued|date)(?: date)?)"
    r"(?:\s*:\s*|\s+(?:on\s+)?))?"
)
_DATES = (
    rf"{_WEEKDAY}{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_TIME}",
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}{_TIME}",
)
_WHOLE = tuple(re.compile(_LABEL + form, re.I) for form in _DATES)
_FINAL = tuple(re.compile(rf"(?P<head>.*?)(?<![\w-]){form}", re.I) for form in _DATES)


def iso(text: str) -> str:
    """The date that the whole text is, as ISO 8601 with the time when one is given, else `""`.

    A weekday before it and a label such as "Updated:" or "Published on" are read over. A time whose
    zone is unknown or not given has no offset.
    """
    return _first(_WHOLE, text)[1]


def is_update(text: str) -> bool:
    """Whether the text labels its date as that of a change, not of the first publication."""
    return bool(re.match(r"(?:last\s+)?(?:updated|modified)\b", text.strip(), re.I))


def is_labelled(text: str) -> bool:
    """Whether the text is a date with a label before it, as "Updated: 8 November 2025" is."""
    return any(match and match["label"] for match in (form.fullmatch(_plain(text)) for form in _WHOLE))


def at_end(text: str) -> tuple[str, str]:
    """What stands before the date that ends the text, and that date; two empty strings without one."""
    return _first(_FINAL, text)


def _first(forms: tuple[re.Pattern[str], ...], text: str) -> tuple[str, str]:
    plain = _plain(text)
    for form in forms:
        match = form.fullmatch(plain)
        stamp = _stamp(match) if match else ""
        if match and stamp:
            return match.groupdict().get("head", ""), stamp
    return "", ""


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .*_")


def _stamp(match: re.Match[str]) -> str:
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        day = date(int(match["year"]), number, int(match["day"]))
        if match["hour"] is None:
            return day.isoformat()
        return datetime.combine(day, _time(match)).isoformat()
    except ValueError:  # the 31st of February, 25 o'clock
        return ""


def _time(match: re.Match[str]) -> time:
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return time(hour, int(match["minute"]), int(match["second"] or 0), tzinfo=_zone(match["zone"] or ""))


def _zone(name: str) -> timezone | None:
    digits = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", name)
    if digits:
        shift = timedelta(hours=int(digits[2]), minutes=int(digits[3]))
        return timezone(-shift if digits[1] == "-" else shift)
    hours = _ZONES.get(name.lower())
    return None if hours is None else timezone(timedelta(hours=hours))
