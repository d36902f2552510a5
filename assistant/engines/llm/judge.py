"""Pairs of claims to verdicts: one call a batch, and never a verdict that the model did not give."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.engines.llm.asking import Asking
from assistant.engines.llm.lines import DATE, flat, named
from assistant.engines.llm.words import told
from assistant.errors import CutShort, Refused
from assistant.llm.prompts import data_block
from assistant.schema import Claim, Pair, Verdict

if TYPE_CHECKING:
    from assistant.engines.llm.shapes import VerdictShape

TOKENS_PER_PAIR = 150
TOKENS_AROUND = 50


def judge(asking: Asking, pairs: Sequence[Pair]) -> list[Verdict]:
    """One verdict a pair, in order; `unsure` where the model gave none. Raises ModelError."""
    from assistant.engines.llm.shapes import JudgeShape

    if not pairs:
        return []
    shown = "\n\n".join(_shown(number, pair) for number, pair in enumerate(pairs, 1))
    values = {"pairs": data_block("pairs", shown), "count": str(len(pairs))}
    by = f"model:{asking.model}"
    try:
        asked = asking.ask("judge", values, JudgeShape, TOKENS_AROUND + TOKENS_PER_PAIR * len(pairs))
    except CutShort as error:
        if len(pairs) == 1:
            return [_unsure(by, str(error))]
        half = len(pairs) // 2
        return judge(asking, pairs[:half]) + judge(asking, pairs[half:])
    except Refused as error:
        return [_unsure(by, str(error)) for _ in pairs]
    verdicts = asked.value.verdicts
    times = Counter(verdict.pair for verdict in verdicts)
    given = {verdict.pair: _verdict(verdict, by) for verdict in verdicts if times[verdict.pair] == 1}
    return [given.get(number) or _unsure(by, "the model gave no verdict") for number in range(1, len(pairs) + 1)]


def _shown(number: int, pair: Pair) -> str:
    sides = zip("AB", (pair.left, pair.right), pair.dates, strict=True)
    return "\n".join((f"Pair {number}", *(_side(name, claim, date) for name, claim, date in sides)))


def _side(name: str, claim: Claim, date: str) -> str:
    speaker = f" by {named(claim.speaker)}" if claim.speaker else ""
    published = f", published {date}" if DATE.fullmatch(date) else ""
    quotes = " [...] ".join(flat(quote.text) for quote in claim.quotes)
    return f"{name} ({claim.stance}{speaker}{published}): {flat(claim.text)}\n   words of {name}: {quotes}"


def _verdict(shape: "VerdictShape", by: str) -> Verdict:
    values = (told(shape.value_a), told(shape.value_b))
    return Verdict(shape.label, shape.kind, told(shape.question), told(shape.why), values, by)


def _unsure(by: str, why: str) -> Verdict:
    return Verdict("unsure", "other", "", why, by=by)
