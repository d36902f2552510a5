"""Text that addresses a machine that reads it, and not a person: found, marked, and told of.

A sentence that gives an order to a machine is marked whole. After an opening such as "Note to AI systems:" or a mark of
a role, the rest of the paragraph belongs to it, and sentences beside it that go on giving orders do too. What stands in
quotation marks is no exception: who writes an order can write quotation marks around it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from assistant.ingest import disguises
from assistant.ingest.orders import COMMANDED, ENGLISH, MARKS, PARAGRAPH, WEAK, Order
from assistant.ingest.tongues import LATIN, OTHERS
from assistant.schema import ADDRESSED, Article, Caution, Clutter, Span
from assistant.text.sentences import sentences

SHOWN = 200
"""Characters of the words that a caution holds."""
MOST = 20
"""Cautions of one text; the last counts all that are left."""
DEPTH = 2
"""How often what was decoded is decoded again."""

_WORD = re.compile(r"[a-z]+")
_PHRASE = re.compile(r"([a-z]+)[^a-z]")


class Orders:
    """Rules, and an index of the words that they need, as looking for each by itself would cost ten times as much."""

    def __init__(self, rules: Iterable[Order]) -> None:
        self.rules = tuple(rules)
        needed = {need for rule in self.rules for group in rule.needs for need in group}
        self.wholes = frozenset(need for need in needed if need.endswith(" ") and _WORD.fullmatch(need[:-1]))
        self.heads = frozenset(need for need in needed if _WORD.fullmatch(need))
        self.lengths = sorted({len(head) for head in self.heads})
        self.signs: dict[str, list[str]] = {}  # what begins with no letter, by what it begins with
        self.phrases: dict[str, list[str]] = {}
        for need in needed - self.heads - self.wholes:
            first = _PHRASE.match(need)
            (self.phrases.setdefault(first[1], []) if first else self.signs.setdefault(need[0], [])).append(need)
        self.first: dict[str, list[int]] = {}  # the rules, by each word of their first group
        for number, rule in enumerate(self.rules):
            for need in rule.needs[0] if rule.needs else ():
                self.first.setdefault(need, []).append(number)
        self.always = [number for number, rule in enumerate(self.rules) if not rule.needs]
        self._known: dict[str, frozenset[str]] = {}
        self._idle: set[str] = set()  # words that are nothing to any rule: nearly all

    def present(self, plain: str, start: int, end: int) -> set[str]:
        """Which of the words needed stand in this part of a folded text."""
        found: set[str] = set()
        for word in set(_WORD.findall(plain, start, end)) - self._idle:
            found |= self._known.get(word) or self._kept(word)
            found.update(need for need in self.phrases.get(word, ()) if plain.find(need, start, end) >= 0)
        for sign, needs in self.signs.items():
            if plain.find(sign, start, end) >= 0:
                found.update(need for need in needs if plain.find(need, start, end) >= 0)
        return found

    def _kept(self, word: str) -> frozenset[str]:
        found = {f"{word} "} & self.wholes | {word[:length] for length in self.lengths} & self.heads
        if len(self._known) + len(self._idle) < _MOST_KNOWN and len(word) <= _LONGEST_KNOWN:
            if found:
                self._known[word] = frozenset(found)
            elif word not in self.phrases:
                self._idle.add(word)
        return frozenset(found)

    def asked(self, present: set[str]) -> Iterator[Order]:
        """The rules, in their order, of which a word of every group is present."""
        numbers = {number for need in present for number in self.first.get(need, ())}
        for number in sorted([*numbers, *self.always]) if present else ():
            if not any(present.isdisjoint(group) for group in self.rules[number].needs[1:]):
                yield self.rules[number]


_WESTERN = Orders((*ENGLISH, *MARKS, *LATIN))
_OTHERS = Orders(OTHERS)
_OTHER_LETTERS = re.compile("[\u0370-\u1fff\u3040-\ud7ff]")
_MOST_KNOWN, _LONGEST_KNOWN = 50_000, 30
_PART = 500
"""Characters from which on a part of a text, in which a rule looks for all its words, ends with a sentence."""
_PART_END = re.compile(r"\n[ \t\r]*\n|(?<=[.!?:\"”。！？])\s")
_BEFORE = 80  # characters before a verb that tell whether it gives an order
_NAME = re.compile(r"[\W_]+")
_LEADING = re.compile(r"[\s.!?:;,]+")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_MARK_LINE = 60  # an opening on a short line of its own goes on in the next paragraph


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that address a machine, and the family of orders they belong to."""

    start: int
    end: int
    family: str
    reach: str


def hits(text: str, depth: int = DEPTH) -> list[Hit]:
    """Every place of a text that addresses a machine, in the order of the rules."""
    plain = disguises.folded(text)
    found = list(_rules_in(plain))
    found += [Hit(start, end, "encoded order", "") for start, end in disguises.squashed(plain)]
    for other in disguises.spellings(text, plain) if depth else ():
        within = hits(other.text, depth - 1) if other.piece else _rules_in(other.text)
        found += [Hit(*other.place(hit.start, hit.end), "encoded order", "") for hit in within]
    return found


def speaks(text: str) -> bool:
    """Whether any part of a text addresses a machine."""
    return bool(hits(text))


def name_speaks(name: str) -> bool:
    """Whether a name, of a file or in an address, does: words there are joined by any mark."""
    parts = re.split(r"[/?&=#]", unquote(name))
    return any(speaks(" ".join(_NAME.split(part))) for part in parts if part) or speaks(unquote(name))


def spans(text: str) -> list[Span]:
    """The stretches of a text that address a machine: whole sentences, in order, apart from each other."""
    found = hits(text)
    if not found:
        return []
    parts = sentences(Article("", "", "", "", "", "", text))
    places = sorted([*parts, *(Span(hit.start, hit.end) for hit in found)], key=lambda span: (span.start, span.end))
    return _merged(text, _beside(text, parts, _reached(text, parts, found, places)))


def marked(text: str, found: Sequence[Span], clutter: Sequence[Clutter]) -> tuple[Clutter, ...]:
    """The clutter of a text with these stretches marked, which no other mark may cover; in order, without overlap."""
    kept: list[Clutter] = []
    for each in clutter:
        start = each.start
        for span in found:
            if span.end <= start or span.start >= each.end:
                continue
            kept += [Clutter(start, span.start, each.reason)] if span.start > start else []
            start = max(start, span.end)
        kept += [Clutter(start, each.end, each.reason)] if start < each.end else []
    return tuple(sorted([*kept, *(Clutter(s.start, s.end, ADDRESSED) for s in found)], key=lambda span: span.start))


def cautions(text: str, found: Sequence[Span]) -> tuple[Caution, ...]:
    """One caution for each stretch, the last of many for all that follow it."""
    shown = found[:MOST]
    made = [
        Caution("addressed", "text", " ".join(text[span.start : span.end].split())[:SHOWN], span.start, span.end)
        for span in shown
    ]
    if len(found) > MOST:
        last = made[-1]
        made[-1] = Caution("addressed", last.where, last.text, last.start, last.end, len(found) - MOST + 1)
    return tuple(made)


def in_fields(fields: Mapping[str, str]) -> tuple[Caution, ...]:
    """A caution for each field of an article, by its name, whose words address a machine."""
    return tuple(
        Caution("addressed", name, " ".join(value.split())[:SHOWN])
        for name, value in fields.items()
        if name_speaks(value)
    )


def _rules_in(plain: str) -> Iterator[Hit]:
    """What the rules of all languages find in a folded text."""
    others = not plain.isascii() and bool(_OTHER_LETTERS.search(plain))
    for start, end in _parts(plain):
        yield from _by(_WESTERN, plain, start, end)
        if others:
            yield from _by(_OTHERS, plain, start, end)


def _parts(plain: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, and long ones in pieces that begin with the mark at which the sentence before them ends."""
    start = 0
    for match in _PART_END.finditer(plain):
        if match[0][0] == "\n" or match.start() - start >= _PART:
            yield start, match.end()
            start = max(0, match.start() - 1)
    yield start, len(plain)


def _by(orders: Orders, plain: str, start: int, end: int) -> Iterator[Hit]:
    for order in orders.asked(orders.present(plain, start, end)):
        for match in order.pattern.finditer(plain, start, end):
            if not order.command or _commands(plain, match.start()):
                # A rule may begin with the mark that ends the sentence before.
                first = _LEADING.match(plain, match.start(), match.end() - 1)
                yield Hit(first.end() if first else match.start(), match.end(), order.family, order.reach)


def _commands(plain: str, start: int) -> bool:
    """Whether the verb that begins here can be an order: at the head of a clause, or behind "you must"."""
    cut = "" if start <= _BEFORE else "x"
    return bool(COMMANDED.search(cut + plain[max(0, start - _BEFORE) : start]))


def _reached(text: str, parts: Sequence[Span], found: Sequence[Hit], places: Sequence[Span]) -> set[Span]:
    """The sentences that hold the hits, and what follows an opening up to the end of its paragraph."""
    reached: set[Span] = set()
    for hit in found:
        end = _reach(text, hit) if hit.reach == PARAGRAPH else hit.end
        held = [part for part in parts if part.start < end and hit.start < part.end]
        reached |= set(held) or {Span(hit.start, hit.end)}
    return reached


def _reach(text: str, hit: Hit) -> int:
    """Where what an opening says ends: with its paragraph, or with the next one where it stands nearly alone."""
    blank = _PARAGRAPH.search(text, hit.end)
    end = blank.start() if blank else len(text)
    if blank and len(text[hit.end : end].strip()) < 3 and hit.end - text.rfind("\n", 0, hit.start) <= _MARK_LINE:
        following = _PARAGRAPH.search(text, blank.end())
        end = following.start() if following else len(text)
    return end


def _beside(text: str, parts: Sequence[Span], reached: set[Span]) -> set[Span]:
    """With the sentences in the paragraphs of those that were reached, one after the other, that give orders too."""
    places = {part: number for number, part in enumerate(parts)}
    waiting = [places[part] for part in reached if part in places]
    while waiting:
        number = waiting.pop()
        for step in (-1, 1):
            near = number + step
            if not 0 <= near < len(parts) or parts[near] in reached:
                continue
            if _is_weak(text[parts[near].start : parts[near].end]):
                reached.add(parts[near])
                waiting.append(near)
    return reached


def _is_weak(sentence: str) -> bool:
    plain = disguises.folded(sentence)
    return any(rule.pattern.match(plain) for rule in WEAK)


def _merged(text: str, reached: set[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(reached, key=lambda span: (span.start, span.end)):
        if found and (span.start < found[-1].end or not text[found[-1].end : span.start].strip()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
