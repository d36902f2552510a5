"""Article text made safe and short for display. Display only: no offset survives these functions."""

import re

_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 but for tab and line feed
    "\x80-\x9f"  # C1, among them the one-character escape sequence introducer
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ud800-\udfff"  # halves of surrogate pairs, which no encoding takes
    "]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85]")
_ESCAPE_SEQUENCE = re.compile("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)")

SHORT = 340


def clean(text: str) -> str:
    """The text without terminal escape sequences, control characters and direction overrides."""
    without = _ESCAPE_SEQUENCE.sub("", text)
    return _UNSEEN.sub("", _BREAKS.sub("\n", without))


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
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)
