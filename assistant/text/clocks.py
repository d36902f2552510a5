"""Times of day as they are written."""

import re

ABOUT = 30
"""Minutes within which a time given as "about" or "shortly after" may lie."""
_ZONE = r"(?:\s?(?P<zone>GMT|UTC|BST|E[SD]?T|C[SD]T|P[SD]?T|CES?T|IST|PKT|AE[SD]T|local time)\b)?"
CLOCK = re.compile(
    r"(?:(?<![\d:.,])(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap]\.?m\b\.?)|(?:\so[’']clock)?\s"
    r"(?P<part>in the morning|in the afternoon|in the evening|at night)\b)"
    r"|(?<![\d:.])(?P<hour24>[0-2]?\d):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"|(?<![\d:.,])(?P<military>[0-2]\d[0-5]\d)(?=\s?(?:GMT|UTC|BST|hours\b|hrs\b))"
    rf"|\b(?P<named>midnight|noon|midday)\b){_ZONE}",
    re.IGNORECASE,
)
SIGNS = (
    ":",
    *("am", "a.m", "pm", "p.m", "clock", "in the morning", "in the afternoon", "in the evening", "at night"),
    *("gmt", "utc", "bst", "hours", "hrs"),
)
"""Of these a text in lower case has one, or a name of a time, wherever `CLOCK` finds something in it."""
NAMED = {"midnight": 0, "noon": 12, "midday": 12}
LOOSE = re.compile(
    r"\b(?:about|around|approximately|nearly|almost|after|before|by|until|till|since|from|towards?)\s+$", re.IGNORECASE
)
AFTER_NOON = ("p", "in the afternoon", "in the evening", "at night")


def clock_of(match: re.Match[str]) -> tuple[str, str, bool]:
    """ISO time, zone and whether it is meant roughly, of a match of `CLOCK`; the time is empty where no day has it."""
    loose = bool(LOOSE.search(match.string[max(0, match.start() - 15) : match.start()]))
    zone = (match["zone"] or "").upper()
    if match["named"]:
        return f"T{NAMED[match['named'].lower()]:02d}:00", zone, loose
    if match["military"]:
        hour, minute = int(match["military"][:2]), int(match["military"][2:])
    else:
        hour, minute = int(match["hour"] or match["hour24"]), int(match["minute"] or match["minute24"] or 0)
    half = (match["half"] or match["part"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith(AFTER_NOON) else 0)
    return (f"T{hour:02d}:{minute:02d}" if hour < 24 else ""), zone, loose
