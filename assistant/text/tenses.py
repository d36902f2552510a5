"""Whether the words around a date without a year look back or ahead."""

import re

BACKWARD = re.compile(r"\b(?:last|since)\b", re.IGNORECASE)
DONE = re.compile(
    r"\b(?!(?:schedul|plann|expect|slat|delay|postpon|reschedul|propos)ed\b)"
    r"(?:[a-z]{2,}ed|left|quit|began|fell|broke|died|won|lost|held|met|came|went)(?:\s(?:down|out|off|up|away|office))?\s$"
)
"""A verb right before "in" and a month: "stepped down in February" tells of one that has been."""
VOTE = re.compile(
    r"\b(?:is|are|faces?|seeks?|running|runs)\b[^.;]{0,40}\b(?:re-?elections?|elections?|midterms|primar(?:y|ies))\s$"
)
"""Who is up for election "in November" faces one to come."""
PAST = re.compile(
    r"\b(?:was|were|had|did|took|came|went|began|fell|broke|made|met|won|lost|held"
    r"|(?!(?:exceed|proceed|succeed|need|indeed|feed|speed)\b)[a-z]{2,}ed)\b"
)
CLAUSE = 160
"""Characters around a date that may tell whether it lies ahead."""
AHEAD = re.compile(
    r"\b(?:will|would|due|to be|set to|likely to|expects?|expected|plans?|planned|scheduled|hopes?)\b[^.]{0,90}$"
    r"|\b(?:takes place|take place|begins?|ends|opens|reopens|starts|resumes|meets|closes|votes|kicks off|is|are)\b"
    r"[^.,;]{0,20}$"
    r"|\bto (?:air|be|begin|start|open|vote|meet|hold|appear|speak|testify|return|face|decide)\b[^.,;]{0,20}$"
)


def tense(text: str, match: re.Match[str], opens: str) -> str:
    """`back` and `ahead` where the words bind a date to past or future, `past` where the sentence tells of it.

    `opens` is the word that leads to the date.
    """
    start = max(0, match.start() - CLAUSE)
    before = text[start : match.start()]
    if BACKWARD.search(text[max(0, match.start() - 12) : match.end()]) or (opens == "in" and DONE.search(before)):
        return "back"
    if opens == "in" and VOTE.search(before):
        return "ahead"
    around = text[start : match.end() + CLAUSE]
    return "past" if PAST.search(around) and not AHEAD.search(before) else ""
