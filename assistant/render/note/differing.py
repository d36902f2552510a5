"""Which of the quoted words are those that the sources differ in.

A word differs where no position with another answer has it. Numbers count by what they are worth, other words by their
stems. Where the words of an answer do not stand in its quote, quotes that are nearly alike are told apart by what only
one of them has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.render.note import Piece
from assistant.render.plain import one_line, quoted, shortened
from assistant.schema import Discrepancy, Position
from assistant.text.numerals import NUMBER, PLAIN, spelled_value, value_of, written
from assistant.text.stance import NEGATING
from assistant.text.words import lowered, tokens

WHOLE = 0.9
"""An answer that makes up this share of its quote is the quote, and no part of it."""
REACH = 12
"""Words within which those of an answer must stand together."""
ALIKE = 0.6
"""How alike two quotes must be, as `SequenceMatcher.ratio` of their words, for their differences to mean something."""
MOST = 0.4
"""The share of a quote that may differ: marking nearly all of it would say nothing."""

Key = str | float


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text: what it is compared by, and where it stands. `telling` words say something."""

    key: Key
    start: int
    end: int
    telling: bool


def pieces(position: Position, finding: Discrepancy) -> tuple[Piece, ...]:
    """The words of a position's first quote, cut so that those it differs in from other positions stand apart."""
    said = shortened(position.quotes[0].text)
    others = [other for other in finding.positions if other is not position]
    value = "" if _is_whole(position) else one_line(position.value)
    marked = _answered(said, value, others, finding.kind == "number") if value else []
    if not marked:
        contrary = [shortened(other.quotes[0].text) for other in others if other.value != position.value]
        marked = _denying(said, contrary) if finding.kind == "negation" else _only_here(said, contrary)
    return _cut(said, marked)


def in_marks(words: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Words in quotation marks, unless all of them stand in a pair of their own."""
    said = "".join(piece.text for piece in words)
    return (Piece("“"), *words, Piece("”")) if said and quoted(said) != said else words


def _is_whole(position: Position) -> bool:
    return len(one_line(position.value)) >= WHOLE * len(one_line(position.quotes[0].text))


def _answered(said: str, value: str, others: Sequence[Position], number: bool) -> list[Word]:
    """Where the words of an answer stand that no contrary answer has."""
    wanted = _distinct(_words(value), [_words(one_line(other.value)) for other in others if not _is_whole(other)])
    if number and any(isinstance(word.key, float) for word in wanted):
        wanted = [word for word in wanted if isinstance(word.key, float)]
    wanted = [word for word in wanted if word.telling] or wanted
    keys = {word.key for word in wanted}
    words = _words(said)
    found = said.casefold().find(value.casefold())
    if found >= 0:
        inside = [word for word in words if found <= word.start and word.end <= found + len(value)]
        return _bridged(said, [word for word in inside if word.key in keys], words)
    return _bridged(said, _nearest(words, keys), words)


def _distinct(own: Sequence[Word], others: Sequence[Sequence[Word]]) -> list[Word]:
    """The words that no other answer has; those of other figures are other answers, where figures differ at all."""
    contrary = [other for other in others if _figures(other) != _figures(own)]
    contrary = contrary or [other for other in others if {w.key for w in other} != {w.key for w in own}]
    taken = {word.key for other in contrary for word in other}
    return [word for word in own if word.key not in taken] if contrary else []


def _figures(words: Iterable[Word]) -> frozenset[Key]:
    return frozenset(word.key for word in words if isinstance(word.key, float))


def _nearest(words: Sequence[Word], keys: set[Key]) -> list[Word]:
    """The place where most of the keys stand close together; nothing where fewer than half of them do."""
    best: list[Word] = []
    hits = [(at, word) for at, word in enumerate(words) if word.key in keys]
    for at, _ in hits:
        near: dict[Key, Word] = {}
        for other, word in hits:
            if at <= other < at + REACH:
                near.setdefault(word.key, word)
        if len(near) > len(best):
            best = list(near.values())
    return best if 2 * len(best) >= len(keys) else []


def _bridged(said: str, marked: Sequence[Word], words: Sequence[Word]) -> list[Word]:
    """Marked words with what lies between neighbours that only small words part: `Ministry of Defence` is one."""
    joined: list[Word] = []
    for word in sorted(marked, key=lambda each: each.start):
        between = [w for w in words if joined and joined[-1].end <= w.start < word.start]
        if joined and not any(w.telling for w in between) and not set(said[joined[-1].end : word.start]) & set(".;:!?"):
            joined[-1] = Word("", joined[-1].start, word.end, True)
        else:
            joined.append(word)
    return joined


def _denying(said: str, others: Sequence[str]) -> list[Word]:
    """The words of denial in a quote, where another has none."""

    def denials(text: str) -> list[Word]:
        return [Word(t.stem, t.start, t.end, True) for t in tokens(text) if t.lower in NEGATING]

    return denials(said) if not all(map(denials, others)) else []


def _only_here(said: str, others: Sequence[str]) -> list[Word]:
    """What a quote has and none of those that are nearly alike has in its place."""
    words = _words(said)
    keys = [word.key for word in words]
    left = set(range(len(words)))
    compared = False
    for other in others:
        theirs = [word.key for word in _words(other)]
        matcher = SequenceMatcher(None, keys, theirs, autojunk=False)
        if matcher.ratio() >= ALIKE:
            compared = True
            left -= {at for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    if not compared or len(left) > MOST * len(words):
        return []
    return _bridged(said, [words[at] for at in sorted(left)], words)


def _words(text: str) -> list[Word]:
    """The numbers and words of a text in their order."""
    numbers = list(_numbers(text))
    taken = [(number.start, number.end) for number in numbers]
    plain = [
        Word(token.stem, token.start, token.end, token.content)
        for token in tokens(text)
        if not any(start < token.end and token.start < end for start, end in taken)
    ]
    return sorted([*numbers, *plain], key=lambda word: word.start)


def _numbers(text: str) -> list[Word]:
    low = lowered(text)
    found = [Word(value_of(match), match.start(), match.end(), True) for match in NUMBER.finditer(low)]
    for match in PLAIN.finditer(low):
        if not any(word.start < match.end() and match.start() < word.end for word in found):
            worth = written(match["digits"]) if match["digits"] else spelled_value(match["spelled"])
            found.append(Word(worth, match.start(), match.end(), True))
    return sorted(found, key=lambda word: word.start)


def _cut(said: str, marked: Sequence[Word]) -> tuple[Piece, ...]:
    bounds = sorted({0, len(said), *(end for word in marked for end in (word.start, word.end))})
    starts = {word.start for word in marked}
    return tuple(Piece(said[start:end], start in starts) for start, end in pairwise(bounds))
