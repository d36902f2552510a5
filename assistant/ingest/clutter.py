"""Which lines of a text are the page and not the report: marked, so that no offset moves.

Cutting was rejected: a wrong cut would lose a sentence for good, a wrong mark can be seen and undone.
"""

import re
from collections.abc import Mapping

from assistant.ingest import phrases
from assistant.ingest.lines import Line, ends_sentence, fold
from assistant.schema import Clutter

HEADING = 90
HEADING_WORDS = 12
SENTENCE_CASE_WORDS = 8
SHORT = 200  # after a comments prompt
TAIL = 0.5  # a comments prompt before this part of the text is no tail

_ITEM = re.compile(r"(?:[•◦▪●‣*·–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_MARKDOWN = re.compile(r"#{1,6}\s+\S")
_NO_HEADING = re.compile(r"[.!?;:,…\"”’'»)]$|\||\t|https?://|@\w|^[\"“‘«'#@(\[>]")
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|did|does|can|could|must|should|may|might)\b",
    re.I,
)
_QUESTION = re.compile(r"(?:what|why|how|who|where|when)\b", re.I)
_PROMPT = re.compile(r"leave a (?:reply|comment)\b.*|your e-?mail address will not be published\b.*", re.I)
_WEAK_PROMPT = re.compile(r"(?:\d+ )?comments?:?", re.I)
_PLACE = r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,2}"
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+\.?|[A-Z][a-z]+\.? \d{1,2}(?:st|nd|rd|th)?)(?:,? \d{4})?"
)
_DATELINE = re.compile(
    rf"(?=.{{2,110}}?(?:[—―]|[–-] ))(?:{_PLACE})(?:, (?:{_DAY}|{_PLACE}))*"
    r"(?: \([^)]{2,40}\))?\s+(?:[—―]\s*|(?:–-?|--?)\s+)(?=\S)"
)
_LISTS = frozenset({"related", "navigation"})


def mark(lines: tuple[Line, ...], title: str, known: Mapping[int, str]) -> tuple[Clutter, ...]:
    """The clutter of a text, in order and without overlap.

    `known` holds lines already understood, by number; `title` marks every line that repeats it.
    """
    reasons: dict[int, str] = {}
    wanted = fold(title)
    for number, line in enumerate(lines):
        reason = known.get(number, "")
        if wanted and fold(line.text) == wanted:
            reason = "title"
        reason = reason or phrases.reason(line.text) or ("heading" if _MARKDOWN.match(line.text) else "")
        if reason:
            reasons[number] = reason
    written = [number for number, line in enumerate(lines) if line.text]
    reasons |= _comments(lines, written)
    reasons |= _lists(lines, written, reasons)
    reasons |= _headings(lines, written, reasons)
    marked = [
        Clutter(lines[number].start, lines[number].end, reason)
        for number, reason in reasons.items()
        if lines[number].text
    ]
    first = next((lines[number] for number in written if number not in reasons), None)
    return tuple(sorted([*marked, *(_dateline(first) if first else ())], key=lambda span: span.start))


def _dateline(line: Line) -> tuple[Clutter, ...]:
    """The place and agency before a report's first words: `SENN, Maravel (NWA) — `."""
    found = _DATELINE.match(line.text)
    if not found:
        return ()
    return (Clutter(line.start, line.start + found.end(), "dateline"),)


def _comments(lines: tuple[Line, ...], written: list[int]) -> dict[int, str]:
    """Everything short after the prompt for comments, when that stands in the later part of the text."""
    length = lines[-1].end if lines else 0
    for place, number in enumerate(written):
        line = lines[number]
        if line.start < TAIL * length:
            continue
        following = lines[written[place + 1]].text if place + 1 < len(written) else ""
        weak = _WEAK_PROMPT.fullmatch(line.text) and (
            not ends_sentence(following) or phrases.reason(following) == "comments"
        )
        if weak or _PROMPT.fullmatch(line.text):
            return {after: "comments" for after in written[place:] if len(lines[after].text) <= SHORT}
    return {}


def _lists(lines: tuple[Line, ...], written: list[int], reasons: Mapping[int, str]) -> dict[int, str]:
    """The titles of other stories that follow "Related stories" or "Next article"."""
    found: dict[int, str] = {}
    running = ""
    for number in written:
        text = lines[number].text
        if reasons.get(number):
            running = reasons[number] if reasons[number] in _LISTS and len(text) <= 40 else ""
        elif running and len(text) <= HEADING and not ends_sentence(text) and not _ITEM.match(text):
            found[number] = running
        else:
            running = ""
    return found


def _headings(lines: tuple[Line, ...], written: list[int], reasons: Mapping[int, str]) -> dict[int, str]:
    """Short lines on their own that head what follows them."""
    found: dict[int, str] = {}
    open_lines = [number for number in written if number not in reasons or reasons[number] == "heading"]
    for place in range(len(open_lines) - 2, -1, -1):
        number, below = open_lines[place], open_lines[place + 1]
        above = lines[open_lines[place - 1]].text if place else ""
        heads = _is_body(lines[below].text) or (below in found and _heads_body(lines, open_lines, place + 1))
        if heads and not above.endswith(":") and _is_heading(lines, number):
            found[number] = "heading"
    return found


def _heads_body(lines: tuple[Line, ...], numbers: list[int], place: int) -> bool:
    """Whether the heading at `place` stands directly on body text: more than two in a row are a list."""
    return place + 1 < len(numbers) and _is_body(lines[numbers[place + 1]].text)


def _is_body(text: str) -> bool:
    return len(text) > HEADING or ends_sentence(text) or bool(_ITEM.match(text))


def _is_heading(lines: tuple[Line, ...], number: int) -> bool:
    text = lines[number].text
    words = text.split()
    if len(text) > HEADING or len(words) > HEADING_WORDS or _NO_HEADING.search(text) or _ITEM.match(text):
        return False
    if _FIGURE.search(_YEAR.sub("", text)):
        return False
    above = lines[number - 1].text if number else ""
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    if not above and not below:
        return _is_title_case(words) or _is_sentence_case_heading(text, words)
    # Beside other text it may be one row of a wrapped paragraph.
    return _is_title_case(words) and (not above or ends_sentence(above)) and len(below) > len(text)


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()] or words
    return sum(word[0].isupper() for word in long) >= 0.7 * len(long) and words[0][0].isupper()


def _is_sentence_case_heading(text: str, words: list[str]) -> bool:
    """Unpunctuated and without a verb that would make it a statement."""
    if len(words) > SENTENCE_CASE_WORDS or not text[0].isupper():
        return False
    return bool(_QUESTION.match(text)) or not _VERB.search(text)
