"""How the words of an attack are disguised."""

import base64
import codecs
from collections.abc import Callable, Mapping

LEET = str.maketrans("aeiostAEIOST", "431057431057")
HOMOGLYPHS = str.maketrans("aceopxyiACEOPXBHKMT", "асеорхуіАСЕОРХВНКМТ")
"""Latin letters and the Cyrillic ones that look like them (UTS 39)."""
ZERO_WIDTH = "\u200b"
TAGS = 0xE0000
"""Characters from here repeat ASCII and are shown by no font."""
FULL_WIDTH = 0xFEE0
CODE = """.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.."""
MORSE = dict(zip("abcdefghijklmnopqrstuvwxyz", CODE.split(), strict=True))


def _tags(text: str) -> str:
    return "".join(chr(TAGS + ord(letter)) for letter in text if letter.isascii())


def _wide(text: str) -> str:
    return "".join(chr(FULL_WIDTH + ord(letter)) if "!" <= letter <= "~" else letter for letter in text)


def _morse(text: str) -> str:
    return " / ".join(" ".join(MORSE.get(letter, letter) for letter in word) for word in text.lower().split())


CODINGS: Mapping[str, Callable[[str], str]] = {
    "": str,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "leet": lambda text: text.translate(LEET),
    "homoglyph": lambda text: text.translate(HOMOGLYPHS),
    "zero-width": ZERO_WIDTH.join,
    "tags": _tags,
    "full-width": _wide,
    "reversed": lambda text: text[::-1],
    "spaced": " ".join,
    "morse": _morse,
}


def coded(text: str, coding: str) -> str:
    """The text in a disguise. A lead in double braces stays readable: `{{Decode this:}} words`."""
    lead, mark, rest = text.partition("}}")
    if not mark:
        return CODINGS[coding](text)
    return f"{lead.removeprefix('{{')} {CODINGS[coding](rest.strip())}"
