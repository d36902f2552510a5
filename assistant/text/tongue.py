"""Whether a sentence is in another language than the text it stands in."""

import re

from assistant.text.language import ENGLISH, OTHER, language
from assistant.text.words import STOP

ENGLISH_SHARE = 0.25
"""Share of small English words from which words are English without looking further."""
LEAST = 4
"""Small words of a sentence that tell its language; names and titles of works are of any."""
LOOKED_AT = 4000
"""Characters of a text that tell its language."""
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_A-Z]+(?![^\W_])")
_PARTICLE = re.compile(
    r"([A-Z][\w'’-]+,?) (?:de|van|von|der|du|la|le|del|da|di|dos|el|al|bin)(?: (?:la|der|den|los))? (?=[A-Z])"
)
"""What stands within a name: "Louis van Gaal"."""
_LETTERS = 0.5
"""Share of letters of no Latin script from which a sentence is in another script."""


def in_another_tongue(sentence: str, text: str) -> bool:
    """Whether a sentence is in another language than the rest of its text; names alone never are.

    English is at home everywhere: else a long stretch in another language would take a short report from its reader.
    """
    own = _tongue(sentence)
    if own in ("", OTHER, ENGLISH):
        return False
    rest = text.replace(sentence, " ")[:LOOKED_AT]  # of a short text one sentence may be most
    return _tongue(rest) not in ("", OTHER, own)


def _tongue(words: str) -> str:
    letters = [letter for letter in words if letter.isalpha()]
    if sum(letter > "\u024f" for letter in letters) > _LETTERS * len(letters):
        return language(words)
    small = [word.lower() for word in _SMALL.findall(_PARTICLE.sub(r"\1 ", words))]
    if len(small) < LEAST:
        return ""
    if sum(word in STOP for word in small) >= ENGLISH_SHARE * len(small):
        return ENGLISH
    return language(" ".join(small))
