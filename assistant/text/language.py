"""Which language a text is in: by its script, and in Latin script by the share of very common words.

The lists of common words are wordfreq's. A text is English until its words say otherwise; one with
too few words says nothing.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from assistant.text.words import WORD, most_frequent

ENGLISH = "English"
OTHER = "not English"
LATIN = {
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "nb": "Norwegian",
    "da": "Danish",
    "fi": "Finnish",
    "is": "Icelandic",
    "pl": "Polish",
    "cs": "Czech",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sh": "Croatian or Serbian",
    "hu": "Hungarian",
    "ro": "Romanian",
    "ca": "Catalan",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "tr": "Turkish",
    "vi": "Vietnamese",
    "id": "Indonesian or Malay",
    "fil": "Filipino",
}
CYRILLIC = {"ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian", "mk": "Macedonian"}
ARABIC = {"ar": "Arabic", "fa": "Persian", "ur": "Urdu"}
SCRIPTS = {
    "HANGUL": "Korean",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "CJK": "Chinese",
    "GREEK": "Greek",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Hindi",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}
LISTS = {"CYRILLIC": CYRILLIC, "ARABIC": ARABIC, "LATIN": LATIN}
COMMON = 500
"""How many of a language's most frequent words are looked for."""
PLAIN = 0.3
"""Share of English common words from which a text is taken for English without looking further."""
LEAST = 4
"""Words below which a text in Latin script does not tell its language."""
AHEAD = 2
"""By how many different words another language must be ahead of English."""
NAMED = 0.25
"""Share of a text's different words that must be common in a language before the text is said to be in it."""
MANY, HARDLY = 10, 0.08
"""So many different words of which hardly a share is common English are not English."""
LOOKED_AT = 600
"""Words of a long text that are looked at."""


def language(text: str) -> str:
    """The English name of a text's language; empty where the text does not tell it."""
    script = _script(text)
    if script in SCRIPTS:
        return SCRIPTS[script]
    words = [word.lower() for word in WORD.findall(text)[:LOOKED_AT]]
    if script in ("CYRILLIC", "ARABIC"):
        counts = {name: _met(words, code) for code, name in LISTS[script].items()}
        return max(counts, key=lambda name: counts[name])
    return _latin(words) if script == "LATIN" else script.title()


def _latin(words: list[str]) -> str:
    if len(words) < LEAST:
        return ""
    # A name such as La Liga brings its article along each time: different words count, not all.
    pieces = {piece for word in words for piece in word.replace("’", "'").split("'")}
    english = _met(pieces, "en")
    if english >= PLAIN * len(pieces):
        return ENGLISH
    foreign = len(pieces) >= MANY and english < HARDLY * len(pieces)
    counts = {name: _met(pieces, code) for code, name in LATIN.items()}
    best = max(counts, key=lambda name: counts[name])
    if counts[best] >= english + AHEAD:
        return best if counts[best] >= NAMED * len(pieces) else OTHER
    return OTHER if foreign else ENGLISH if english else ""


def _met(words: Iterable[str], code: str) -> int:
    common = _common(code)
    return sum(word in common for word in words)


@lru_cache(maxsize=64)
def _common(code: str) -> frozenset[str]:
    return frozenset(most_frequent(code, COMMON))


def _script(text: str) -> str:
    """The script of most letters, by the first word of their Unicode names; empty without letters."""
    letters = [character for character in text[:4000] if character.isalpha()]
    if not letters:
        return ""
    if sum(map(str.isascii, letters)) * 2 > len(letters):
        return "LATIN"
    counts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    return "HIRAGANA" if kana * 5 > len(letters) else counts.most_common(1)[0][0]
