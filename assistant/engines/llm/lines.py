"""Text of sources as a part of a line that we make: it opens no line of its own, and closes no bracket of ours."""

import re

LONGEST = 160
"""Characters of a name that is shown with words: an outlet, a title, a speaker. Longer ones are no names."""
DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:[T ][0-9:.+Z-]{1,24})?")
"""What a day or a moment of publication looks like; anything else is left out."""
NUMBER = re.compile(r"\[\s*(\d+)\s*\]")
BRACKETS = str.maketrans("()[]{}", "      ")


def flat(text: str) -> str:
    """Text in one line. The number of a passage is written as no passage has it: `(3)`, where they have `[3]`."""
    return NUMBER.sub(r"(\1)", " ".join(text.split()))


def named(text: str) -> str:
    """A name in one line, without brackets, cut where it is no name any more."""
    return " ".join(text.translate(BRACKETS).split())[:LONGEST].rstrip()
