"""What the lines around a plain text say of it: title, date, outlet, byline.

A header is read block by block (a block is lines without a blank one between). It ends at the first
line that nothing here understands, because that line is the report. One standfirst between the
title and the date line is stepped over, and marked where it is no sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.ingest import dates, phrases
from assistant.ingest.lines import Line, ends_sentence, fold

TITLE = 150
OUTLET = 40
STANDFIRST = 300
BLOCKS = 6
IMPRINT = 12  # lines from the end

Fact = tuple[str, str]
"""What kind of thing a piece of a header line is, and its value."""

_LABELS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "source": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "newspaper": "outlet",
    "author": "byline",
    "authors": "byline",
    "by": "byline",
    "url": "url",
    "link": "url",
}
_LABEL = re.compile(rf"(?P<label>{'|'.join(_LABELS)})\s*:\s*(?P<value>.+)", re.I)
_URL = re.compile(r"https?://\S+")
_BYLINE = re.compile(r"(?:by|written by|words by|from)\s+(?P<names>.{3,100})", re.I)
_STAFF = re.compile(r"by (?:our|a|the) (?:[\w-]+ ){0,3}(?:staff|correspondents?|reporters?|writers?|desk)", re.I)
# What a newspaper calls itself; a place beside a date is not its outlet.
_PRESS = re.compile(
    r"\b(?:agency|bugle|bulletin|chronicle|courier|daily|desk|dispatch|echo|examiner|express|gazette|globe|guardian"
    r"|herald|independent|journal|ledger|mail|mercury|messenger|mirror|monitor|news|observer|post|press|radio"
    r"|record|register|review|standard|star|sun|telegraph|times|tribune|tv|weekly|world)\b",
    re.I,
)
_PLACE = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3},\s*")
_SEPARATOR = re.compile(r"\s*[|·•]\s*|\s+[—–-]{1,2}\s+")
_MARKS = "#*_ "  # of Markdown, around a title
_SMALL = frozenset("of the and for in on de la le el al & da der die das y".split())
_PUBLISHED = re.compile(
    r"(?:this (?:article|story|report) was )?(?:first |originally )?(?:published|posted) (?:in|by) "
    r"(?-i:the )?(?P<outlet>.{2,60}?),?(?:\s+on)?\s*",
    re.I,
)
_SOURCE = re.compile(r"(?:source|via|courtesy)\s*:\s*(?P<outlet>.{2,60})", re.I)
_DATELINE = re.compile(r"(?P<head>.{4,80}?)\s*(?:\((?P<sign>[^)]{2,40})\)\s*)?(?:[—–]|--|\s-\s)")
_WIRE = re.compile(r"\b(?:agency|associated|association|canadian|news service|newswire|wire|reuters)\b", re.I)
_CREDITS = frozenset({"published", "updated", "byline"})
_REASONS = {"updated": "date", "published": "date", "url": "publication line"}


@dataclass(frozen=True, slots=True)
class Header:
    """What was found, and which lines (by number) say it, each with its reason as clutter."""

    title: str
    outlet: str
    published: str
    url: str
    marks: dict[int, str]


def parse(lines: tuple[Line, ...], title: str = "", published: str = "") -> Header:
    """Read the header and the imprint of a text. What is known already is recognised, never replaced."""
    given = {"title": title, "published": published}
    facts = {kind: value for kind, value in given.items() if value}
    marks: dict[int, str] = {}
    stepped_over: list[int] = []
    body = len(lines)
    for block in _blocks(lines):
        found = _read(lines, block, facts)
        if stepped_over and not _strong(found, published):
            break
        marks |= {n: "standfirst" for n in stepped_over if found and not ends_sentence(lines[n].text)}
        for number, pieces in found:
            marks[number] = _REASONS.get(pieces[0][0], pieces[0][0])
            for kind, value in pieces:
                facts.setdefault(kind, value)
        if len(found) < len(block):
            body = min(body, block[len(found)])
            if stepped_over or found or not marks or not _is_standfirst(lines, block):
                break
            stepped_over = block
    _imprint(lines, facts, marks)
    opening = next((line.text for n, line in enumerate(lines[body:], body) if line.text and n not in marks), "")
    day, sign = _dateline(opening)
    stamp = facts.get("published") or facts.get("updated") or day
    facts.setdefault("outlet", sign)
    return Header(facts.get("title", ""), facts.get("outlet", ""), stamp, facts.get("url", ""), marks)


def _blocks(lines: tuple[Line, ...]) -> Iterator[list[int]]:
    block: list[int] = []
    count = 0
    for number, line in enumerate(lines):
        if line.text:
            block.append(number)
        elif block:
            yield block
            block, count = [], count + 1
        if count == BLOCKS:
            return
    if block:
        yield block


def _read(lines: tuple[Line, ...], block: list[int], facts: dict[str, str]) -> list[tuple[int, list[Fact]]]:
    """The leading lines of a block that are understood, with what they say."""
    found: list[tuple[int, list[Fact]]] = []
    title = facts.get("title", "")
    for number in block:
        text = lines[number].text
        pieces = _pieces(text)
        if title and fold(text) == fold(title):
            pieces = [("title", title)]
        elif not pieces and not title and _is_title(lines, number):
            title = text.strip(_MARKS)
            pieces = [("title", title)]
        elif not pieces and title and _is_outlet_line(lines, number):
            pieces = [("outlet", text.strip(_MARKS))]
        if not pieces:
            break
        title = title or dict(pieces).get("title", "")
        found.append((number, pieces))
    return found


def _pieces(text: str) -> list[Fact]:
    """What a line says, whole or as parts between separators; nothing unless every part is understood."""
    if len(text) > STANDFIRST:
        return []
    whole = _piece(text)
    if whole:
        return [whole, *(_outlet_in(text) if whole[0] in _CREDITS else [])]
    parts = [part for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) < 2:
        return []
    known = [_piece(part) for part in parts]
    dated = any(fact and fact[0] in _CREDITS for fact in known)
    facts = [
        fact or (("outlet", part.strip(_MARKS)) if dated and _is_outlet(part) else ("", ""))
        for fact, part in zip(known, parts, strict=True)
    ]
    return facts if all(kind for kind, _ in facts) else []


def _piece(text: str) -> Fact | None:
    plain = text.strip(_MARKS)
    stamp = dates.iso(plain)
    if stamp:
        return "updated" if dates.is_update(plain) else "published", stamp
    label = _LABEL.fullmatch(plain)
    if label:
        return _LABELS[label["label"].lower()], label["value"].strip()
    if _URL.fullmatch(plain):
        return "url", plain
    byline = _BYLINE.fullmatch(plain)
    if _STAFF.fullmatch(plain):
        return "byline", plain
    if byline and phrases.names_only(byline["names"]) and not ends_sentence(plain):
        return "byline", byline["names"]
    head, stamp = dates.at_end(plain)
    if stamp and _PLACE.fullmatch(head):
        return "published", stamp
    reason = phrases.reason(plain)
    return (reason, plain) if reason else None


def _outlet_in(text: str) -> list[Fact]:
    """The outlet of "By Jane Doe, Harbour Gazette" and of "Harbour Gazette, 8 November 2025"."""
    parts = [part.strip(_MARKS) for part in text.split(",")]
    return [("outlet", part) for part in parts[:1] + parts[-1:] if _names_outlet(part)]


def _names_outlet(part: str) -> bool:
    named = bool(_PRESS.search(part)) and _is_outlet(part)
    return named and not _BYLINE.fullmatch(part) and not _LABEL.fullmatch(part) and not dates.iso(part)


def _is_title(lines: tuple[Line, ...], number: int) -> bool:
    """Whether an unknown line is a title: short, no sentence, and not the first row of wrapped text."""
    text = lines[number].text.strip(_MARKS)
    if len(text) > TITLE or text.endswith((".", ",", ";", ":", ".”", '."', ".'", ".’")):
        return False
    following = [line.text for line in lines[number + 1 :] if line.text]
    after = lines[number + 1].text if number + 1 < len(lines) else ""
    if not following or after[:1].islower():
        return False
    return not after or bool(_pieces(after)) or _is_outlet_line(lines, number + 1) or len(after) > 100


def _is_outlet(text: str) -> bool:
    words = text.strip(_MARKS).split()
    short = 0 < len(words) <= 5 and len(text) <= OUTLET and text[-1] not in ".!?:;,"
    return short and (
        (len(words) == 1 and any(letter.isalpha() for letter in text))
        or all(word[0].isupper() or word in _SMALL for word in words)
    )


def _is_outlet_line(lines: tuple[Line, ...], number: int) -> bool:
    text = lines[number].text
    return _is_outlet(text) and (_beside_date(lines, number) or bool(_PRESS.search(text)))


def _beside_date(lines: tuple[Line, ...], number: int) -> bool:
    beside = [lines[at].text for at in (number - 1, number + 1) if 0 <= at < len(lines)]
    return any(dates.iso(text.strip(_MARKS)) for text in beside)


def _is_standfirst(lines: tuple[Line, ...], block: list[int]) -> bool:
    return len(block) == 1 and len(lines[block[0]].text) <= STANDFIRST


def _strong(found: list[tuple[int, list[Fact]]], published: str) -> bool:
    """Whether a block below a standfirst is surely header: a lone date may head a chronology."""
    pieces = [piece for _, line in found for piece in line]
    return len(pieces) > 1 or (bool(published) and [value[:10] for _, value in pieces] == [published[:10]])


def _imprint(lines: tuple[Line, ...], facts: dict[str, str], marks: dict[int, str]) -> None:
    """Add what the last lines say: "Published in X, November 8th, 2025", "Source: X"."""
    written = [number for number, line in enumerate(lines) if line.text][-IMPRINT:]
    for number in written:
        text = lines[number].text.strip(_MARKS + "()")
        if len(text) > TITLE:
            continue
        head, stamp = dates.at_end(text)
        match = _PUBLISHED.fullmatch(head) if stamp else _SOURCE.fullmatch(text)
        if not match or len(match["outlet"].split()) > 6 or ends_sentence(match["outlet"]):
            continue
        marks[number] = "publication line"
        facts.setdefault("outlet", match["outlet"].strip())
        if stamp:
            facts.setdefault("published", stamp)


def _dateline(text: str) -> tuple[str, str]:
    """Date and outlet of "OSLO, 8 November 2025 (Harbour Gazette) —".

    A dateline without a year gives no date, and one that an agency signs no outlet: its report stands in many.
    """
    match = _DATELINE.match(text)
    if not match:
        return "", ""
    sign = match["sign"] or ""
    return dates.at_end(match["head"])[1], sign if _names_outlet(sign) and not _WIRE.search(sign) else ""
