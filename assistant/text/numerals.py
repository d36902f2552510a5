"""Numbers as they are written, in digits or words, and what they are worth."""

import re
from bisect import bisect_left

from assistant.text.units import AFTER_ONLY, CURRENCIES, FRACTIONS, ONES, SCALES, TENS, UNITS
from assistant.text.words import lowered

PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}

_BIG = "hundred|thousand|lakh|million|crore|billion|trillion|dozen"
_WORDS = "|".join([*ONES, *TENS, _BIG])
_AND = "|".join(f"(?<={big}) and " for big in ("hundred", "thousand", "million", "billion"))
_AND = f"(?:{_AND})"  # "two hundred and five" is one number, "two and three million" is two
_SPELLED = (
    rf"(?:a )?half[- ](?:an? )?(?:{_BIG})|a quarter of a (?:{_BIG})"
    rf"|half[- ]an?(?= (?:hour|mile|kilomet|degree|percent|per cent|tonne|pound))"
    rf"|(?:{_WORDS})[ -]and[ -]a[ -](?:half|quarter)(?: (?:{_BIG}))?"
    rf"|(?:an? (?={_BIG}))?(?:{_WORDS})(?:[ -](?:{_WORDS})|{_AND}(?:{_WORDS}))*"
)
DIGITS = r"\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?[½¼¾]?"
"""Thousands are parted by commas, in South Asia also lakhs and crores: 12,50,000."""
_MEASURED = r"(?![\s-](?:high|long(?!-)|wide|deep|tall|thick|away|above|below|sprint|race|final|hurdles|relay|dash)\b)"
"""Behind `m`, these tell metres from millions."""
SCALE = rf"hundred|thousand|million|billion|trillion|lakh crore|lakh|crore|dozen|bn|mn|tn|k|m{_MEASURED}|b"
CURRENCY = "|".join(
    sorted((re.escape(c) for c in CURRENCIES if len(c) <= 3 and c not in AFTER_ONLY), key=len, reverse=True)
).replace("rs|", r"rs\.?|")
TIGHT = "km|kms|kg|cm|mm|m|ft|in|lbs?|ha|pc|mph|kmh|kph|[kmg]w|hrs?|mins?|secs?|c|f|oz"
"""Units that may follow their number without a space."""
_ALONE = r"(?:(?<![\w.,/:–-])|(?<=[-–])(?:(?<=\d[%km][-–])|(?<=\dkm[-–])|(?=[$£€¥₹])|(?<=magnitude-)))"
"""Where a number may begin: in no word, date or code, but as the end of a range."""
NUMBER = re.compile(
    rf"{_ALONE}(?:(?P<currency>{CURRENCY})\s?(?=\d)|(?P<sign>(?<!%)[-−])(?=\d))?"
    rf"(?:(?P<digits>{DIGITS})(?:(?:\s?|-(?=[a-z]{{4}}))(?P<scale>{SCALE})(?!\w))?|(?P<spelled>{_SPELLED}))"
    rf"(?:(?P<fraction>[ -](?:{'|'.join(FRACTIONS)}))(?!\w))?(?!(?!(?:{TIGHT})(?!\w))\w)"
)
"""Read in lower case, which takes half the time of reading without regard to case; so are the patterns built on it."""
_LATER = r"(?![-\s](?:hand|half|place|round|floor|year|class|degree|largest|biggest|generation|term|time|leg)\b)"
UNIT = re.compile(
    r"(?:(?<=\d)(?P<tight>in\b|[cf]\b)|[\s-]?(?P<unit>"
    + "|".join(
        re.escape(word) + (_LATER if word == "second" else "")
        for word in sorted({*UNITS, *CURRENCIES} - {"in", "c", "f"}, key=len, reverse=True)
    )
    + r"))(?![\w])"
)
RICHTER = re.compile(r"\bmagnitude(?:-|\s(?:of\s)?)$", re.IGNORECASE)
BIG = re.compile(r"million|billion|trillion|thousand|\d(?:m|bn|k)\b", re.IGNORECASE)
PLAIN = re.compile(rf"(?<![\w.])(?P<sign>(?<!\w)[-−](?=\d))?(?:(?P<digits>{DIGITS})|(?P<spelled>{_SPELLED})(?!\w))")


def value_of(match: re.Match[str]) -> float:
    """The value of a match of `NUMBER`, its scale word, fraction and sign taken into account."""
    if match["digits"]:
        value = written(match["digits"]) * SCALES.get((match["scale"] or "").lower(), 1.0)
    else:
        value = spelled_value(match["spelled"])
    return (-value if match["sign"] else value) * FRACTIONS.get((match["fraction"] or "").strip(" -").lower(), 1.0)


def written(digits: str) -> float:
    """The value of a match of `DIGITS`: `1,250` and `2½` are numbers too."""
    part = PARTS.get(digits[-1], 0.0)
    return float((digits[:-1] if part else digits).replace(",", "")) + part


def spelled_value(words: str) -> float:
    """The value of a number in words: `twenty-six` is 26, `half a million` 500,000."""
    total = current = 0.0
    for word in re.split(r"[ -]", words.lower()):
        if word in ONES or word in TENS:
            current += ONES.get(word, 0) + TENS.get(word, 0)
        elif word in ("half", "quarter"):
            current += FRACTIONS[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * SCALES[word]
        elif word in SCALES:
            total += (current or 1.0) * SCALES[word]
            current = 0.0
    return total + current


def plain_numbers(text: str) -> list[tuple[float, str]]:
    """Every number of a text with its words: years, labels, parts of dates and bare "two" included."""
    low = lowered(text)
    found = [(value_of(m), m.start(), m.end()) for m in NUMBER.finditer(low)]
    starts, ends = [start for _, start, _ in found], [end for *_, end in found]
    for match in PLAIN.finditer(low):
        before = bisect_left(starts, match.end())  # the last of them alone may reach this far
        if not before or ends[before - 1] <= match.start():
            worth = written(match["digits"]) if match["digits"] else spelled_value(match["spelled"])
            found.append((-worth if match["sign"] else worth, match.start(), match.end()))
    return [(value, text[start:end].strip()) for value, start, end in sorted(found, key=lambda each: each[1])]


def unit_after(match: re.Match[str], unit_match: re.Match[str] | None) -> tuple[str, float]:
    """Unit and factor to its base unit of a match of `NUMBER` or of a pair, given the unit that follows it, if any."""
    if match["currency"]:
        return CURRENCIES[match["currency"].strip().lower().rstrip(".")], 1.0
    unit, factor = unit_of(unit_match)
    if not unit and RICHTER.search(match.string[max(0, match.start() - 15) : match.start()]):
        return "magnitude", 1.0
    if unit_match and _word_of(unit_match) in ("pounds", "pound") and BIG.search(match.group()):
        return "GBP", 1.0  # nobody weighs a million pounds
    return unit, factor


def _word_of(unit_match: re.Match[str]) -> str:
    return str(unit_match["tight"] or unit_match["unit"]).lower()


def unit_of(unit_match: re.Match[str] | None) -> tuple[str, float]:
    """Unit and factor of a match of `UNIT`."""
    if not unit_match:
        return "", 1.0
    word = _word_of(unit_match)
    return UNITS.get(word) or (CURRENCIES[word], 1.0)
