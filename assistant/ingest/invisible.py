"""Characters that no reader sees: taken out before the text is fixed, and read where they spell something.

What a script, a flag or an emoji needs stays: joiners between letters that join, one variation
selector behind a character that has variants, marks of direction in a text written from right to left.
"""

import re
from functools import cache

Piece = tuple[str, str]
"""A means of hiding, and the words that were hidden by it."""

TAGS = "tag characters"
SELECTORS = "variation selectors"
ZERO_WIDTH = "zero-width characters"
OVERRIDES = "bidirectional overrides"

MANY = 24
"""Zero-width characters inside words from which on a text is told of; pages leave one here and there."""
SPELLED = 4
"""Letters that hidden characters must spell to be words."""

_JOINING = "\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u1a20-\u1aaf\ua840-\ua87f\ua8e0-\ua8ff\U00011000-\U00011fff"
"""Arabic and its kin, the scripts of India and South-East Asia, Mongolian: a joiner there changes what is seen."""
_BREAKING = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1a20-\u1aaf"
"""Scripts without spaces between words, where an empty space tells where a line may break."""
_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")

_ANY = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_KEPT = (
    "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"  # the flag of a region
    f"|(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}]|\\s|$)"
    f"|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
    f"|(?<=[{_BREAKING}])\u200b(?=[{_BREAKING}])"
    f"|(?<=[#*0-9{_EMOJI}])[\ufe0e\ufe0f](?![\ufe00-\ufe0f\U000e0100-\U000e01ef])"
    "|(?<=[\u1800-\u18af])[\u180b-\u180f](?![\u180b-\u180f])"
    "|(?<=[\u2200-\u22ff\u3000-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
    "(?![\ufe00-\ufe0f\U000e0100-\U000e01ef])"
    "|(?<=[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff])[\u115f\u1160]|[\u115f\u1160](?=[\u1100-\u11ff])"
)
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_OVERRIDE = re.compile("[\u202d\u202e]([^\u202c\n]*)")
_TAG_RUN = re.compile("[\U000e0001-\U000e007f]+")
_SELECTOR_RUN = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}")
_ZERO_RUN = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff]{8,}")
_INSIDE = re.compile("(?<=[A-Za-z])[\u200b-\u200d\u2060-\u2064\ufeff]+(?=[A-Za-z])")


def visible(text: str) -> str:
    """The text without the characters that no reader sees."""
    return without(text, removed(text))


def removed(text: str) -> list[int]:
    """The offsets of the characters of a text that no reader sees, in order."""
    return [] if text.isascii() or not _ANY.search(text) else _removed(text)


def without(text: str, offsets: list[int]) -> str:
    """The text less the characters at these offsets, which are in order."""
    if not offsets:
        return text
    starts = (0, *(offset + 1 for offset in offsets))
    return "".join(text[start:end] for start, end in zip(starts, (*offsets, len(text)), strict=True))


def pieces(text: str) -> list[Piece]:
    """What a text hides in characters that no reader sees; nothing where they are those of ordinary pages."""
    if text.isascii() or not _ANY.search(text):
        return []
    text = _kept().sub("", text)
    found = [(TAGS, _of_tags(run[0])) for run in _TAG_RUN.finditer(text)]
    found += [(SELECTORS, _of_selectors(run[0])) for run in _SELECTOR_RUN.finditer(text)]
    found += [(ZERO_WIDTH, _of_bits(run[0])) for run in _ZERO_RUN.finditer(text)]
    found += [(OVERRIDES, run[1]) for run in _OVERRIDE.finditer(text)]
    words = [(means, said) for means, said in found if sum(map(str.isalpha, said)) >= SPELLED]
    inside = sum(len(run[0]) for run in _INSIDE.finditer(text))
    if inside >= MANY and all(means != ZERO_WIDTH for means, _ in words):
        words.append((ZERO_WIDTH, f"{inside} of them inside words"))
    return words


@cache
def _kept() -> re.Pattern[str]:
    return re.compile(_KEPT)


def _removed(text: str) -> list[int]:
    kept = {place for match in _kept().finditer(text) for place in range(match.start(), match.end())}
    right_to_left = bool(_RIGHT_TO_LEFT.search(text))
    return [
        match.start()
        for match in _ANY.finditer(text)
        if match.start() not in kept and not (right_to_left and match[0] in _DIRECTIONS)
    ]


def _of_tags(run: str) -> str:
    return "".join(chr(ord(letter) - 0xE0000) for letter in run if "\U000e0020" <= letter <= "\U000e007e")


def _of_selectors(run: str) -> str:
    """The bytes that a run of selectors stands for: 16 of the first block, then 240 of the second."""
    values = (ord(letter) - (0xFE00 if letter < "\uff00" else 0xE0100 - 16) for letter in run)
    return bytes(values).decode("utf-8", "replace")


def _of_bits(run: str) -> str:
    """The letters that two kinds of zero-width characters spell as bits, eight a letter; what they are otherwise."""
    kinds = sorted(set(run))
    for one in kinds[:2] if len(kinds) == 2 else ():
        bits = "".join("1" if letter == one else "0" for letter in run)
        values = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
        if values.isascii() and all(32 <= value < 127 for value in values):
            return values.decode("ascii")
    return f"a run of {len(run)}"
