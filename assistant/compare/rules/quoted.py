"""One saying, two wordings: what stands in quotation marks has to be what was said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from assistant.compare.statements import Scale, Statement
from assistant.schema import Verdict
from assistant.text.numerals import plain_numbers
from assistant.text.words import NO_CONTENT, Token, rarity, tokens

QUOTED = re.compile(r"[“\"]([^”“\"]{20,})[”\"]?")
BRACKETED = re.compile(r"\[[^\]]*\]|\([^)]*\)|\.\.\.|…")
"""What an editor put in, or took out: it is not the speaker's."""
EQUAL = 6
"""Words that two quotations must have in common, one after the other, to be one saying."""
SHARE = 0.75
"""Least share of the words between the first and the last common one that are common."""
BESIDE = 2
"""Words on either side of a difference that must be the same."""
MOST = 3
"""Words that a difference may have on a side; more than these are left out or put in, not changed."""
SAYS = 0.4
"""Rarity from which a word matters: "that" and "got" come and go in transcripts."""
NOT = frozenset({"not", "no", "never", "n't", "cannot"})


@dataclass(frozen=True, slots=True)
class _Saying:
    """Words in quotation marks, in their statement."""

    text: str
    tokens: tuple[Token, ...]


def compare_quoted(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """A changed word within a saying that two articles quote."""
    if left.claim.article == right.claim.article:
        return []
    said = _sayings(left.claim.text), _sayings(right.claim.text)
    if not all(said):
        return []
    pairs = product(*said)
    return [verdict for a, b in pairs for verdict in _changed(a, b, left, right)][:1]


@lru_cache(maxsize=20_000)
def _sayings(text: str) -> tuple[_Saying, ...]:
    """What stands in quotation marks; a claim is held beside many others."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[_Saying]:
    for match in QUOTED.finditer(text):
        said = match[1]
        found = tuple(tokens(BRACKETED.sub(lambda m: "\x00" * len(m.group()), said)))
        if len(found) >= EQUAL:
            yield _Saying(said, found)


def _changed(a: _Saying, b: _Saying, left: Statement, right: Statement) -> Iterator[Verdict]:
    matcher = SequenceMatcher(None, [t.stem for t in a.tokens], [t.stem for t in b.tokens], autojunk=False)
    steps = matcher.get_opcodes()
    equal = [step for step in steps if step[0] == "equal"]
    common = sum(step[2] - step[1] for step in equal)
    if common < EQUAL or common < SHARE * max(equal[-1][2] - equal[0][1], equal[-1][4] - equal[0][3]):
        return
    for before, (kind, i1, i2, j1, j2), after in zip(steps, steps[1:], steps[2:], strict=False):
        short = min(before[2] - before[1], after[2] - after[1]) < BESIDE or max(i2 - i1, j2 - j1) > MOST
        words = _words(a, i1, i2), _words(b, j1, j2)
        if kind != "equal" and not short and not _elided(a, i1, i2) | _elided(b, j1, j2) and _matters(*words):
            shown = _words(a, i1 - 1, i2 + 1), _words(b, j1 - 1, j2 + 1)
            opening = _words(a, before[1], before[2])
            yield Verdict(
                label="contradiction",
                kind="attribution_quote",
                question=f"How does the quotation go on: “{_end(opening)} …”?",
                why="Both quote one saying, and not in the same words.",
                values=(f"“{shown[0]}”", f"“{shown[1]}”"),
                by="rule:quotation",
                facts=(f"{left.claim.id}“{a.tokens[i1 - 1].start}", f"{right.claim.id}“{b.tokens[j1 - 1].start}"),
            )


def _words(saying: _Saying, start: int, end: int) -> str:
    return saying.text[saying.tokens[start].start : saying.tokens[end - 1].end] if end > start else ""


def _elided(saying: _Saying, start: int, end: int) -> bool:
    """Whether an editor's mark stands in or beside a stretch."""
    return bool(BRACKETED.search(saying.text[saying.tokens[start - 1].end : saying.tokens[end].start]))


def _matters(mine: str, yours: str) -> bool:
    """Whether a difference is more than spelling, a filler or another way to write a number."""
    letters = [re.sub(r"[^\w]", "", words).lower() for words in (mine, yours)]
    numbers = [[value for value, _ in plain_numbers(words)] for words in (mine, yours)]
    if letters[0] == letters[1] or (numbers[0] and numbers[0] == numbers[1]):
        return False
    lower = [{t.lower for t in tokens(words)} for words in (mine, yours)]
    turned = bool(lower[0] & NOT) != bool(lower[1] & NOT)
    return turned or any(rarity(word) >= SAYS for word in (lower[0] ^ lower[1]) - NO_CONTENT if word.isalpha())


def _end(opening: str, words: int = 6) -> str:
    """The last words of an opening."""
    return " ".join(opening.split()[-words:])
