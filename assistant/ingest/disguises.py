"""Other spellings of a text, in which it is looked at again: letters that look like others, codes, letters apart.

Each is made only where the text shows a sign of it, so that an ordinary text pays for the looking and no more.
"""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

LONGEST = 20_000
"""Characters of one encoded piece that are decoded."""
MOST = 200
"""Encoded pieces of a text that are decoded."""
READABLE = 0.85
"""Part of decoded characters, 0 to 1, that must be letters, marks or blanks for the piece to be a text."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text spelled anew. Where `piece` is set, all of it stands at `start` to `end`; elsewhere letter for letter.

    `backwards` tells that the last letter stands first.
    """

    text: str
    start: int = 0
    end: int = 0
    piece: bool = False
    backwards: bool = False

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text these letters of the spelling stand."""
        if self.piece:
            return self.start, self.end
        length = len(self.text)
        return (length - end, length - start) if self.backwards else (start, end)


class _Fold(dict[int, str]):
    """Lower case without accents, a letter for a letter so that no offset moves; filled as letters are met."""

    def __missing__(self, code: int) -> str:
        letter = _SINGLE.get(chr(code)) or _folded(chr(code))
        self[code] = letter
        return letter


_SINGLE = {"ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ß": "s", "ø": "o", "Ø": "o", "æ": "a", "Æ": "a", "đ": "d", "Đ": "d"}
_SINGLE |= {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u3000": " "}


def _folded(letter: str) -> str:
    wide = "\u2100" <= letter <= "\u24ff" or "\uff01" <= letter <= "\uff5e" or "\U0001d400" <= letter <= "\U0001f1ff"
    if letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" or wide:
        plain = next((each for each in unicodedata.normalize("NFKD", letter) if each.isalnum()), letter)
        letter = plain if letter.isalnum() or wide else letter
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


_FOLD = _Fold()
_LOOKS = str.maketrans(
    {
        **dict(zip("асԁеһіјӏкмнорԛѕтѵԝхуѡь", "acdehijlkmnopqstvwxywb", strict=True)),
        **dict(zip("αβεηικνορτυχω", "abenikvoptuxw", strict=True)),
        **dict(zip("вгзёїɡɑօոսցհ", "br3eigaonugh", strict=True)),
    }
)
_MIXED = re.compile("[a-z][\u0370-\u058f]|[\u0370-\u058f][a-z]")
_LEET = re.compile(r"[a-z][0134578@$!][a-z]|\b[0134578@$][a-z]{2}")
_LEET_LETTERS = (str.maketrans("01345789@$!|", "oieastbgasil"), str.maketrans("01345789@$!|", "oleastbgasii"))
_JOINED = re.compile(r"[a-z][_.+*/-][a-z]+[_.+*/-][a-z]+[_.+*/-][a-z]")
_JOINTS = str.maketrans("_.+*/-", "      ")
_SIGNS = ("instruct", "ignore", "system", "prompt", "summary", "assistant", "language model", "disregard")
_ROT = tuple(codecs.encode(sign, "rot13") for sign in _SIGNS)
_BACK = tuple(sign[::-1] for sign in _SIGNS)
_APART = re.compile(r"(?<![^\W_])(?:[^\W_][ \t.,\-_*·|/]{1,4}){7,}[^\W_](?![^\W_])")
_LONG = re.compile(r"[a-z]{20,200}")
_SQUASHED = re.compile(
    r"(?:ignor|disregard|forget|overrid|bypass)[a-z]{0,30}?(?:instruct|prompt|rules|guideline|directive)|revealyour(?:system)?prompt"
    r"|notetoai|notetoallai|asanai(?:language)?model|in(?:your|the)summary|donotmentionthis|youarenow(?:an?|the)?(?:ai|assistant|dan)"
)
_BASE64 = re.compile(r"(?<![\w+/=-])(?:[A-Za-z0-9+/_-]{4,76}\n?){1,4000}={0,2}")
_BASE32 = re.compile(r"\b[A-Z2-7]{24,}={0,6}")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?=[0-9a-fA-F%&\\])(?:(?:0x|\\x|\\u00|%|&#x)?[0-9a-fA-F]{2}[ ;:,\-]{0,2}){10,}")
_HEX_PAIR = re.compile(r"(?:0x|\\x|\\u00|%|&#x)?([0-9a-fA-F]{2})")
_BINARY = re.compile(r"(?:[01]{8}[ ,]{0,2}){6,}")
_CODES = re.compile(r"(?<![\w#])(?=[&\d])(?:(?:&#)?\b\d{2,3}\b[ ;,]{1,3}){9,}(?:&#)?\d{2,3}\b")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}|&#?\w{2,8};|\\u00[0-9a-fA-F]{2}")
_ESCAPED = 400  # characters to either side that are read along with an escape
_SMALL_ESCAPE = re.compile(r"\\(?:u00|x)([0-9a-fA-F]{2})")
_MORSE_RUN = re.compile(r"(?:[.·•\-–—]{1,5}[ /|]{1,3}){9,}[.·•\-–—]{1,5}")
_MORSE = dict(
    zip(
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.--"
        " --..".split(),
        "abcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)


def folded(text: str) -> str:
    """The text in lower case and without accents, letter for letter."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def spellings(text: str, plain: str) -> Iterator[Spelling]:
    """The other spellings of a text that it shows signs of; `plain` is the text folded."""
    if not plain.isascii() and _MIXED.search(plain):
        yield Spelling(plain.translate(_LOOKS))
    if len(_LEET.findall(plain, 0, 200_000)) >= 3:
        yield from (Spelling(plain.translate(letters)) for letters in _LEET_LETTERS)
    if _JOINED.search(plain):
        yield Spelling(plain.translate(_JOINTS))
    western = plain.encode("ascii", "replace").decode()
    if any(sign in western for sign in _ROT):
        yield Spelling(codecs.encode(plain, "rot13"))
    if any(sign in western for sign in _BACK):
        yield Spelling(plain[::-1], backwards=True)
    yield from pieces(text)


def squashed(plain: str) -> Iterator[tuple[int, int]]:
    """Where a folded text gives an order in letters that stand apart, or in words that do not."""
    for run in _LONG.finditer(plain):
        if _SQUASHED.search(run[0]):
            yield run.span()
    for run in _APART.finditer(plain):
        letters = re.sub(r"[\W_]+", "", run[0])
        if _SQUASHED.search(letters) or _SQUASHED.search(letters[::-1]):
            yield run.span()


def pieces(text: str) -> Iterator[Spelling]:
    """The encoded pieces of a text that decode to words."""
    left = MOST
    for pattern, decode in _CODINGS:
        for match in pattern.finditer(text):
            said = decode(match[0][:LONGEST]) if len(match[0]) >= 20 else ""
            if said and said != match[0]:
                yield Spelling(said, match.start(), match.end(), piece=True)
            left -= 1
            if not left:
                return
    yield from _unescaped(text)


def _unescaped(text: str) -> Iterator[Spelling]:
    """The lines of a text that hold escapes, as of addresses and markup, without them."""
    end = 0
    for _ in range(MOST if any(sign in text for sign in "%&\\") else 0):
        match = _ESCAPE.search(text, end)
        if not match:
            return
        line = text.rfind("\n", 0, match.start()) + 1
        start = max(line, match.start() - _ESCAPED, end)
        below = text.find("\n", match.end(), match.end() + _ESCAPED)
        end = below if below >= 0 else min(len(text), match.end() + _ESCAPED)
        said = _plain(text[start:end])
        if said != text[start:end]:
            yield Spelling(said, start, end, piece=True)


def _of_bytes(data: bytes) -> str:
    """Decoded bytes as text; `""` where they are no words."""
    said = data.decode("utf-8", "ignore")
    plain = sum(letter.isalpha() or letter in " \n.,:;!?'\"-" for letter in said)
    return said if len(said) > 0.8 * len(data) and len(said) >= 8 and plain >= READABLE * len(said) else ""


def _base64(piece: str) -> str:
    letters = re.sub(r"\s", "", piece).rstrip("=").replace("-", "+").replace("_", "/")
    if letters.isalpha() and (letters.islower() or letters.isupper()):
        return ""
    try:
        return _of_bytes(base64.b64decode(letters[: len(letters) // 4 * 4] + (_padded(letters))))
    except (binascii.Error, ValueError):
        return ""


def _padded(letters: str) -> str:
    rest = letters[len(letters) // 4 * 4 :]
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""


def _base32(piece: str) -> str:
    letters = piece.rstrip("=")
    try:
        return _of_bytes(base64.b32decode(letters + "=" * (-len(letters) % 8)))
    except (binascii.Error, ValueError):
        return ""


def _hex(piece: str) -> str:
    return _of_bytes(bytes(int(pair, 16) for pair in _HEX_PAIR.findall(piece)))


def _binary(piece: str) -> str:
    return _of_bytes(bytes(int(bits, 2) for bits in re.findall(r"[01]{8}", piece)))


def _codes(piece: str) -> str:
    return _of_bytes(bytes(code for code in map(int, re.findall(r"\d+", piece)) if code < 128))


def _plain(piece: str) -> str:
    return html.unescape(unquote(_SMALL_ESCAPE.sub(lambda pair: chr(int(pair[1], 16)), piece.replace("+", " "))))


def _morse(piece: str) -> str:
    signs = piece.translate(str.maketrans("·•–—", "..--"))
    words = (word.split() for word in re.split(r"\s*[/|]\s*|\s{3,}", signs))
    return " ".join("".join(_MORSE.get(letter, "?") for letter in word) for word in words)


_CODINGS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_HEX, _hex),
    (_BINARY, _binary),
    (_CODES, _codes),
    (_BASE32, _base32),
    (_BASE64, _base64),
    (_MORSE_RUN, _morse),
)
