"""Article text made safe and short for display. Display only: no offset survives these functions."""

import re
from functools import cache

_UNSEEN = (
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 but for tab and line feed
    "\x80-\x9f"  # C1, among them the one-character escape sequence introducer
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ud800-\udfff"  # halves of surrogate pairs, which no encoding takes
    "\u00ad\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # without width
    "\u115f\u1160\u3164\uffa0\u17b4\u17b5\ufff9-\ufffb\U0001d173-\U0001d17a"  # fillers and marks that show nothing
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters
    "\U000e0000-\U000e007f"  # tags: a second alphabet that nobody sees
    "]"
    # Joiners belong to scripts and pictures that are joined; selectors choose the form of one character, once.
    "|(?<![\u0590-\u1fff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
    "|(?<=[\ufe00-\ufe0f])[\ufe00-\ufe0f]"
    "|(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)
_PRINTABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Of these, those that Unicode counts as printable all the same."""
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ESCAPE_SEQUENCE = re.compile("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[P\\]X^_][^\x07\x1b]*(?:\x07|\x1b\\\\)")

SHORT = 340
_PLANE = 0x10000


def clean(text: str) -> str:
    """The text without terminal escape sequences, control characters, direction overrides and what has no width."""
    if text.isprintable() and not _PRINTABLE.search(text):
        return text
    without = _ESCAPE_SEQUENCE.sub("", text)
    return _unseen().sub("", _BREAKS.sub("\n", without))


def one_line(text: str) -> str:
    """Cleaned, with every stretch of white space folded to one space."""
    return " ".join(clean(text).split())


def shortened(text: str, limit: int = SHORT) -> str:
    """At most about `limit` characters of one line, ending inside a word only where it is as long as two such lines."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    kept = line[: limit + 1].rpartition(" ")[0] or line.partition(" ")[0]
    kept = kept if len(kept) <= 2 * limit else line[:limit]
    return line if kept == line else f"{kept.rstrip(' ,;:–—-')} …"


def quoted(line: str) -> str:
    """A line in quotation marks, unless all of it stands in a pair of its own."""
    whole = re.fullmatch(r'"[^"]+"|“[^“”]+”', line)
    return line if whole else f"“{line}”"


def visible_escapes(json_text: str) -> str:
    """JSON text with what `clean` would drop written as JSON escapes, so that nothing is lost."""
    return _unwritten().sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _units(found[0])), json_text)


@cache
def _unwritten() -> re.Pattern[str]:
    """What JSON holds as escapes: line separators end a line of a script, and of some readers of lines, too."""
    return re.compile(f"{_UNSEEN}|[\u2028\u2029]")


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(_UNSEEN)


def _units(mark: str) -> tuple[int, ...]:
    """The UTF-16 units of a character, by which JSON escapes it (RFC 8259, section 7)."""
    code = ord(mark)
    return (code,) if code < _PLANE else (0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF))
