"""Text from outside made harmless as structure: nothing in it passes for a mark of ours or a token of a chat template.

A model reads marks and tokens loosely: another case, a wider bracket or an entity does for it. llama.cpp reads the
tokens of a chat template wherever they stand, in the content of a message too (measured with SmolLM2: `<|im_end|>` in
a user's message is one token, the one that ends it). So whatever looks like either is written in round brackets.
A text that holds no such thing is left as it is, to the byte.
"""

import re
import unicodedata

KINDS = frozenset(("article", "passages", "pairs", "reply", "refused", "accepted"))
"""What data blocks are called."""
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_GAP = rf"[\s{_UNSEEN}\U000e0000-\U000e0fff]*"
_ESCAPED = r"&(?:amp;)*{name};?|&(?:amp;)*\#0*{code:d};?|&(?:amp;)*\#x0*{code:x};?|\\u00{code:x}|\\x{code:x}|%{code:x}"
_LESS = rf"(?:[<＜﹤ᐸ˂]|{_ESCAPED.format(name='lt', code=ord('<'))})"
_MORE = rf"(?:[>＞﹥ᐳ˃]|{_ESCAPED.format(name='gt', code=ord('>'))})"
_QUOTE_LIKE = "[‹«〈《⟨⟪❮❰≪≺]"
_LIKE_QUOTE = "[›»〉》⟩⟫❯❱≫≻]"
_SLASH = rf"(?:[/\\／⁄∕⧸⟋]|{_ESCAPED.format(name='sol', code=ord('/'))})"
_DASH = "[-_=:.~#‐‑‒–—―−﹣－]"
_WORD = rf"[\w{_UNSEEN}\U000e0000-\U000e0fff]{{4,40}}?"
_REST = rf"(?:{_GAP}{_DASH}+{_GAP}(?P<rest>[\w…*]{{0,80}}))"
MARK = re.compile(
    rf"(?P<open>{_LESS}|(?P<weak>{_QUOTE_LIKE})){_GAP}(?P<slash>(?:{_SLASH}{_GAP})*)(?P<word>{_WORD})"
    rf"(?={_GAP}(?:{_DASH}|{_MORE}|{_LIKE_QUOTE}|…|[^\w{_UNSEEN}]|$))"
    rf"{_REST}?(?:{_GAP}(?P<close>{_MORE}|{_LIKE_QUOTE}))?",
    re.IGNORECASE,
)
TOKEN = re.compile(
    rf"(?:{_LESS}){{1,3}}(?P<name>[/\\]?[|｜¦│]?[\w▁.\[\]-]{{1,60}}[|｜¦│]?)(?:{_MORE}){{1,3}}"
    r"|\[(?P<role>/?(?:INST|SYS|SYSTEM|SYSTEM_PROMPT|USER|ASSISTANT|TOOL_CALLS|TOOL_RESULTS|AVAILABLE_TOOLS|BOS|EOS"
    r"|CLS|SEP|PAD|UNK|MASK|gMASK|sMASK)|\|[\w ]{1,40}\|)\]",
    re.IGNORECASE,
)
"""Tokens of the chat templates of Llama, Mistral, Qwen, Phi, Gemma, DeepSeek, GLM and SmolLM, and what is like them:
one word in angle brackets, or a known one in square brackets."""
_ALIKE = str.maketrans("аеорсхѕіјԁɡһӏαιορνγԛυԝⅼ", "aeopcxsijdghlaiopvyquwl")
"""Letters of other alphabets that look like one of these: of the confusables of Unicode (UTS 39) those of `KINDS`."""


def harmless(text: str) -> str:
    """The text with every look-alike of a mark or of a template's token in round brackets; the same text otherwise."""
    while (plain := TOKEN.sub(_token, MARK.sub(_mark, text))) != text:
        text = plain
    return text


def _mark(found: re.Match[str]) -> str:
    if not _named(found["word"]) or (found["weak"] and not (found["slash"] or found["rest"])):
        return found[0]
    told = " ".join(filter(None, (found["word"], found["rest"])))
    return f"({told})" if found["close"] else f"({told}) "


def _named(word: str) -> bool:
    """Whether a word reads as the name of a kind of block."""
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", word) if unicodedata.category(letter) != "Cf")
    return seen.lower().translate(_ALIKE) in KINDS


def _token(found: re.Match[str]) -> str:
    name = (found["name"] or found["role"]).strip("/\\|｜¦│[]")
    return f"({name})"
