"""Numbers as they are written, in digits or words, and what they are worth."""

import re

from assistant.text.units import FRACTIONS, ONES, SCALES, TENS

_WORDS = "|".join([*ONES, *TENS, "hundred", "thousand", "million", "billion", "trillion", "dozen"])
_BIG = "hundred|thousand|million|billion|trillion|dozen"
_AND = "|".join(f"(?<={big}) and " for big in ("hundred", "thousand", "million", "billion"))
_AND = f"(?:{_AND})"  # "two hundred and five" is one number, "two and three million" is two
_SPELLED = (
    rf"half an? (?:{_BIG})"
    rf"|(?:{_WORDS}) and a half (?:{_BIG})"
    rf"|(?:an? (?={_BIG}))?(?:{_WORDS})(?:[ -](?:{_WORDS})|{_AND}(?:{_WORDS}))*"
)
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"hundred|thousand|million|billion|trillion|lakh|crore|dozen|bn|mn|tn|k|m|b"
_CURRENCY = r"US\$|[$£€¥₹]|USD|GBP|EUR|PKR|INR|Rs\.?"
NUMBER = re.compile(
    rf"(?<![\w.,/:–-])(?:(?P<currency>{_CURRENCY})\s?|(?P<sign>[-−])(?=\d))?"
    rf"(?:(?P<digits>{DIGITS})(?:\s?(?P<scale>{_SCALE})(?!\w))?|(?P<spelled>{_SPELLED}))"
    rf"(?:(?P<fraction>[ -](?:{'|'.join(FRACTIONS)}))(?!\w))?(?![\w])",
    re.IGNORECASE,
)
PLAIN = re.compile(
    rf"(?<![\w.])(?P<sign>(?<!\w)[-−](?=\d))?(?:(?P<digits>{DIGITS})|(?P<spelled>{_SPELLED})(?!\w))", re.IGNORECASE
)


def value_of(match: re.Match[str]) -> float:
    """The value of a match of `NUMBER`, its scale word, fraction and sign taken into account."""
    if match["digits"]:
        value = float(match["digits"].replace(",", "")) * SCALES.get((match["scale"] or "").lower(), 1.0)
    else:
        value = spelled_value(match["spelled"])
    return (-value if match["sign"] else value) * FRACTIONS.get((match["fraction"] or "").strip(" -").lower(), 1.0)


def spelled_value(words: str) -> float:
    """The value of a number in words: `twenty-six` is 26, `half a million` 500,000."""
    total = current = 0.0
    for word in re.split(r"[ -]", words.lower()):
        if word in ONES or word in TENS:
            current += ONES.get(word, 0) + TENS.get(word, 0)
        elif word == "half":
            current += 0.5
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * SCALES[word]
        elif word in SCALES:
            total += (current or 1.0) * SCALES[word]
            current = 0.0
    return total + current


def plain_numbers(text: str) -> list[tuple[float, str]]:
    """Every number of a text with its words: years, labels, parts of dates and bare "two" included."""
    found = [(value_of(m), m.group().strip(), m.start(), m.end()) for m in NUMBER.finditer(text)]
    covered = [(start, end) for _, _, start, end in found]
    for match in PLAIN.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in covered):
            worth = float(match["digits"].replace(",", "")) if match["digits"] else spelled_value(match["spelled"])
            found.append((-worth if match["sign"] else worth, match.group(), match.start(), match.end()))
    return [(value, words) for value, words, _, _ in sorted(found, key=lambda each: each[2])]
