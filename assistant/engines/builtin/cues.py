"""The words with which an answer is usually given, by what is asked: an artist stands behind "album by"."""

import re

_FULL_DATE = r"(?:\d{1,2} \w+ |\w+ \d{1,2}, )?\d{4}"
CUES = tuple(
    (re.compile(asked), re.compile(told, re.IGNORECASE))
    for asked, told in (
        (r"born|birth|birthday|birthdate", rf"\bborn\b|\bbirth|\(\s*(?:c\. )?{_FULL_DATE}\s*[–-]"),
        (r"died?|death", rf"\bdied\b|\bdeath\b|\bkilled\b|[–-]\s*{_FULL_DATE}\s*\)"),
        (
            r"found(?:ed)?|establish(?:ed)?|form(?:ed)?|created?|start(?:ed)?|begin|began|open(?:ed)?|introduced|launched",
            r"\b(?:found(?:ed|ing)|establish\w+|formed|created|started|began|begun|opened|introduced|launched|set up|"
            r"inaugurated|incorporated|existed from)\b",
        ),
        (
            r"built|constructed|construction|completed",
            r"\b(?:built|construct\w+|completed|erected|dates? (?:from|to))\b",
        ),
        (r"directors?|directed", r"\bdirect(?:ed|or|ors|ing|orial)\b|\b(?:film|movie) by\b|\w+[’']s (?:\w+ )?film\b"),
        (
            r"artists?|performers?|singers?|bands?|recorded",
            r"\b(?:album|ep|single|song|record\w*)\b.{0,60}\bby\b|[’']s? (?:\w+ )?(?:\w+ )?(?:album|ep|single)\b",
        ),
        (r"authors?|writer|wrote|written", r"\b(?:written|wrote|author\w*|novel|book|poem|play) ?(?:by)?\b"),
        (r"composers?|composed", r"\bcompos(?:ed|er|ition)\b|\b(?:written|by)\b"),
        (r"architects?|designed|designer", r"\barchitect\w*|\bdesigned\b|\bdesign\b"),
        (r"husband|wife|spouse|married", r"\b(?:husband|wife|spouse|married|marriage|widow)\b"),
        (r"population|inhabitants|people", r"\b(?:population|inhabitants|residents|people|census|live)\b"),
        (r"located|location|situated|where", r"\b(?:located|situated|lies|stands|based|in)\b"),
        (r"owners?|owned|owns", r"\bown(?:ed|er|ers|s|ing)?\b"),
        (
            r"won|win|wins|winner|champions?",
            r"\b(?:w[io]n(?:s|ning|ner|ners)?|beat|defeat\w*|champion\w*|victor\w*|clinch\w*)\b",
        ),
        (r"cost|price|paid|pay|sell|sold", r"[$£€¥₹]|\b(?:dollars|euros|pounds|price|cost|sold|paid)\b"),
        (r"party|affiliated", r"\bparty\b|\b(?:democrat|republican|liberal|conservative|labour)"),
        (r"language", r"\blanguage\b|-language\b"),
    )
)
"""A word of the question, and the words that tell of it."""
UNKNOWN = 0.5


def cued(words: list[str], text: str) -> float:
    """Whether the words that tell of what is asked stand in a text, 1 or 0; `UNKNOWN` where none are known for it."""
    forms = [told for asked, told in CUES if any(asked.fullmatch(word) for word in words)]
    return float(any(form.search(text) for form in forms)) if forms else UNKNOWN
