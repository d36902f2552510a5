"""Small words, names and numbers in the place of others: a sentence that copies a passage but for the one that counts.

A word of a closed class ("some", "all", "before", "after"), a name or a numbered thing is looked for by the words on
either side of it. Where the passage has another of its class between the same two, the sentence has changed it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.text.names import POSSESSIVE, TIME_NAMES, TITLES, Name, names
from assistant.text.numerals import plain_numbers
from assistant.text.speakers import CUE
from assistant.text.words import STOP, tokens

CLASSES = (
    "all some many most several few every each both neither none half",
    "dozens scores hundreds thousands millions billions",
    "before after until",
    "above below over under",
    "more less fewer",
    "up down",
    "earlier later",
    "better worse",
    "should must may might could can will would",
    "always often sometimes usually rarely seldom never",
)
"""Words of which one in the place of another says another thing."""
MEET = frozenset(
    frozenset(pair.split())
    for pair in ("may might", "may could", "might could", "can could", "both all", "several many")
)
"""Words of one class that may stand for each other."""
REPORTED = frozenset({frozenset({"will", "would"})})
"""The same in what somebody is reported to say."""
CLASS_OF = {word: number for number, line in enumerate(CLASSES) for word in line.split()}
PERIOD = (
    r"(?:week|weekend|month|year|decade|century|spring|summer|autumn|fall|winter|season|term|session|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|quarter|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)"
)
RELATIVE = re.compile(rf"\b(?P<which>last|past|previous|this|next|coming)\s+(?P<period>{PERIOD})\b", re.IGNORECASE)
PAST = frozenset({"past", "previous"})
LABELLED = re.compile(r"(?<=\s)(?P<label>[A-Z][a-z]+)\s(?P<number>[\w.]+)")
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b(?!-(?:degree|hand|class|largest))", re.IGNORECASE)
IN_DIGITS = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class Item:
    """A word in lower case, or the core of a name, and then the name as it is written."""

    text: str
    content: bool
    name: str = ""


CAPITAL = re.compile(
    r"(?<=[\w,;’')–-]\s)[A-Z][\w.]*|(?<=\b(?:Mr|Ms|Dr)\.\s)[A-Z]\w*|(?<=\bMrs\.\s)[A-Z]\w*|(?<=[A-Za-z]-)[A-Z]\w*"
)
PIECE = re.compile(r"[^\W_]+")


def unnamed(text: str, words: str) -> str:
    """A word with a capital within a sentence that the passage, or what lends it a name, does not have."""
    held = {piece.lower() for piece in PIECE.findall(words.replace(".", ""))}
    written = (found.group().replace(".", "") for found in CAPITAL.finditer(text))
    missing = next((w for w in written if w.lower() not in held and w.lower() not in TITLES and w != "I"), "")
    return f"the passage does not name “{missing}”" if missing else ""


def replaced(text: str, told: str) -> str:
    """What of a sentence stands where the passage has another of its kind; empty where nothing does."""
    mine, theirs = _items(text), _items(told)
    return (
        _small_word(mine, theirs, told)
        or _name(mine, theirs)
        or _missing_ordinal(text, told)
        or _other_period(text, told)
        or _other_label(text, told)
        or _not_one(text, told)
    )


def with_ordinals(text: str) -> str:
    """The text with "7th" as "seventh"."""
    return IN_DIGITS.sub(lambda m: ORDINALS[int(m[1]) - 1] if 0 < int(m[1]) <= len(ORDINALS) else m[0], text)


def _items(text: str) -> list[Item]:
    """The words of a text, those of a name together."""
    named = names(f"x {text}")
    found: list[Item] = []
    last: Name | None = None
    for token in tokens(text):
        name = next((each for each in named if each.start - 2 <= token.start < each.end - 2), None)
        if name is None:
            written = token.text if token.start and token.text[0].isupper() and _may_name(token.lower) else ""
            found.append(Item(POSSESSIVE.sub("", token.lower), token.content, written))
        elif name is not last:
            found.append(Item(name.core, True, name.text))
        last = name
    return found


def _may_name(word: str) -> bool:
    return word not in STOP and word not in TITLES and word not in TIME_NAMES


def _small_word(mine: Sequence[Item], theirs: Sequence[Item], told: str) -> str:
    meet = MEET | REPORTED if CUE.search(told) else MEET
    for at, item in enumerate(mine):
        kind = CLASS_OF.get(item.text)
        if kind is None:
            continue
        there = [each.text for each in _facing(mine, at, theirs) if CLASS_OF.get(each.text) == kind]
        if there and not any(item.text == other or {item.text, other} in meet for other in there):
            return f"the passage says “{there[0]}” there, not “{item.text}”"
    return ""


def _name(mine: Sequence[Item], theirs: Sequence[Item]) -> str:
    """Another name between two words of which one says something, or two names that changed places."""
    for at, item in enumerate(mine):
        telling = any(side.content and not side.name for side in (*mine[max(0, at - 1) : at], *mine[at + 1 : at + 2]))
        there = [each for each in _facing(mine, at, theirs) if each.name] if item.name else []
        if not there or any(_alike(item, each) for each in there):
            continue
        changed = any(_alike(item, each) for each in theirs if each.name)
        changed = changed and all(any(_alike(other, each) for each in mine if each.name) for other in there)
        if telling or changed:
            return f"the passage names {there[0].name} there, not {item.name}"
    return ""


def _alike(left: Item, right: Item) -> bool:
    return bool((one := set(left.text.split())) <= (two := set(right.text.split())) or two <= one)


def _facing(mine: Sequence[Item], at: int, theirs: Sequence[Item]) -> Iterator[Item]:
    """What stands in a passage between the words that an item of a sentence stands between; either may begin there."""
    before, after = _around(mine, at)
    for there, item in enumerate(theirs):
        left, right = _around(theirs, there)
        opens = not item.name and "" in (before, left) and right
        if after == right and (before == left or opens):
            yield item


def _around(items: Sequence[Item], at: int) -> tuple[str, str]:
    return items[at - 1].text if at else "", items[at + 1].text if at + 1 < len(items) else ""


def _missing_ordinal(text: str, told: str) -> str:
    held = {found.group().lower() for found in ORDINAL.finditer(with_ordinals(told))}
    found = next((m.group() for m in ORDINAL.finditer(with_ordinals(text)) if m.group().lower() not in held), "")
    return f"the passage does not say “{found}”" if found else ""


def _other_period(text: str, told: str) -> str:
    held = {_period(found) for found in RELATIVE.finditer(told)}
    periods = {period for _, period in held}
    for found in RELATIVE.finditer(text):
        if _period(found) not in held and _period(found)[1] in periods:
            return f"the passage does not say “{found.group()}”"
    return ""


def _period(found: re.Match[str]) -> tuple[str, str]:
    which = found["which"].lower()
    return "last" if which in PAST else which, found["period"].lower()


def _other_label(text: str, told: str) -> str:
    """The same label with another number: "Game 5" for "Game 4"."""
    mine, theirs = _labels(text), _labels(told)
    for label, value in mine:
        rivals = {other for name, other in theirs if name == label}
        if rivals and value not in rivals:
            return f"the passage has another number behind “{label}”"
    return ""


def _labels(text: str) -> list[tuple[str, float]]:
    found = ((m["label"], plain_numbers(m["number"])) for m in LABELLED.finditer(text))
    return [(label, number[0][0]) for label, number in found if number]


def _not_one(text: str, told: str) -> str:
    """The number one of what the passage counts more of: an article there is no number."""
    words = list(tokens(text))
    counted = [after.stem for word, after in pairwise(words) if word.lower in ("one", "1")]
    theirs = list(tokens(told))
    for stem in counted:
        before = [word.lower for word, after in pairwise(theirs) if after.stem == stem]
        values = [plain_numbers(word) for word in before]
        if any(values) and not any(value and value[0][0] == 1 for value in values):
            return "the passage does not say “one” there"
    return ""
