"""What a model writes, as it may be told: in one line, without signs that nobody sees, and leading nowhere.

Words that a gate refuses are listed as refused, so that they are read by somebody as well.
"""

import re
import unicodedata

ADDRESS = re.compile(
    r"!?\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|<[a-z/!][^>\n]{0,500}>|(?:[a-z][a-z0-9+.-]{1,20}:)?//\S+|\b(?:www\.|mailto:|javascript:|data:)\S+",
    re.IGNORECASE,
)
"""Links and images of Markdown, tags of HTML, and bare addresses."""
REMOVED = "[address removed]"
UNSEEN = frozenset(("Cc", "Cf", "Co", "Cs", "Cn"))


def told(text: str) -> str:
    """Words of a model in one line, without control and format characters, and with no address in them."""
    spaced = " ".join(text.split())
    seen = "".join(letter for letter in spaced if unicodedata.category(letter) not in UNSEEN)
    return " ".join(ADDRESS.sub(REMOVED, seen).split())
