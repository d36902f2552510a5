"""What a model writes, as it may be told: in one line, without signs that nobody sees, and leading nowhere.

Words that a gate refuses are listed as refused, so that they are read by somebody as well.
"""

import re
import unicodedata
from functools import cache

from assistant.llm.prompts import load_prompt

ADDRESS = re.compile(
    r"!?\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|<[a-z/!][^>\n]{0,500}>|(?:[a-z][a-z0-9+.-]{1,20}:)?//\S+|\b(?:www\.|mailto:|javascript:|data:)\S+",
    re.IGNORECASE,
)
"""Links and images of Markdown, tags of HTML, and bare addresses."""
REMOVED = "[address removed]"
OURS = "[our instructions removed]"
LEAST = 30
"""Characters from which a sentence of ours is no sentence of anybody else."""
UNSEEN = frozenset(("Cc", "Cf", "Co", "Cs", "Cn"))


def told(text: str) -> str:
    """Words of a model in one line, without control and format characters, and with no address in them."""
    spaced = " ".join(text.split())
    seen = "".join(letter for letter in spaced if unicodedata.category(letter) not in UNSEEN)
    plain = " ".join(ADDRESS.sub(REMOVED, seen).split())
    return OURS if any(line in plain.casefold() for line in _instructions()) else plain


@cache
def _instructions() -> tuple[str, ...]:
    """The sentences of our system messages: an article may ask a model to say them."""
    said = (load_prompt(name).system for name in ("digest", "judge", "answer", "mend", "repair"))
    parts = (part.strip(" .:").casefold() for text in said for part in re.split(r"[.:\n]", text))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= LEAST))
