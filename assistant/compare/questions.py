"""Neutral questions for findings: what is measured by its name, else the two sides in their own words."""

import re

from assistant.compare.grammar import is_noun
from assistant.compare.shared import excerpt
from assistant.compare.statements import Statement
from assistant.text.quantities import Quantity
from assistant.text.words import tokens

TIED = re.compile(r"[-‐]([a-z]+)[- ](.+)")
"""What stands behind the number of "a 48-page indictment"."""
MEASURED = {
    "deaths": "How many people died?",
    "injured": "How many people were injured?",
    "missing": "How many people are missing?",
    "displaced": "How many people were displaced?",
    "arrested": "How many people were arrested?",
    "rescued": "How many people were rescued?",
    "attended": "How many people attended?",
    "prison term": "How long is the prison term?",
    "unemployment": "What is the unemployment rate?",
    "inflation": "What is the inflation rate?",
    "growth": "How much did the economy grow?",
    "interest rate": "What is the interest rate?",
    "turnout": "How high was the turnout?",
    "approval": "How many approve?",
}
"""Questions for what `assistant.compare.rules.measures` knows by name."""
FARTHER = re.compile(r"(?:farther|further|higher|lower|deeper|longer|shorter|closer)(?: \w+)?")
"""What may stand behind a length of which a question can be made."""
OF_UNIT = {
    "%": "What percentage",
    "points": "How many percentage points",
    "share": "What share",
    "metre": "What distance or length",
    "gram": "What weight",
    "square metre": "What area",
    "litre": "What volume",
    "barrel": "How many barrels",
    "second": "How long",
    "month": "How long",
    "celsius": "What temperature",
    "degrees": "How many degrees",
    "score": "What score",
    "ordinal": "Which in order",
    "km/h": "What speed",
    "watt": "What power",
}


Places = tuple[tuple[int, int], tuple[int, int]]


def ask(opening: str, left: Statement, right: Statement, places: Places) -> str:
    """An opening and the two figures or dates, each in the words around it."""
    return _asked(opening, *_excerpts(left, right, places))


def _asked(opening: str, mine: str, yours: str) -> str:
    told = f"“{mine}”" if mine.casefold() == yours.casefold() else f"“{mine}” or “{yours}”"
    return f"{opening}: {told}?"


def _excerpts(left: Statement, right: Statement, places: Places) -> tuple[str, str]:
    shared = left.facts.stems & right.facts.stems
    return excerpt(left, places[0], shared), excerpt(right, places[1], shared)


def _counted(excerpts: tuple[str, str], figures: tuple[str, str]) -> str:
    """What both sides count in the same words: "homes without electricity"; empty where they word it otherwise."""
    told = zip(excerpts, figures, strict=True)
    behind = [text.removeprefix(figure).strip() for text, figure in told if text.startswith(figure)]
    same = len(behind) == 2 and behind[0].casefold() == behind[1].casefold()
    return behind[0] if same and sum(token.content for token in tokens(behind[0])) > 1 else ""


def number_question(
    left: Statement, right: Statement, figures: tuple[Quantity, Quantity], measured: str, noun: str
) -> str:
    """How many, how much, how long: by what is measured, else by the unit of the quantity."""
    if measured in MEASURED:
        return MEASURED[measured]
    unit = figures[0].unit
    if unit == "age":
        return f"How old is {measured.removeprefix('age of ').title()}?"
    a, b = figures
    places = (a.start, a.end), (b.start, b.end)
    excerpts = _excerpts(left, right, places)
    shown = left.claim.text[a.start : a.end], right.claim.text[b.start : b.end]
    counted = "" if unit else _counted(excerpts, shown)
    if tied := TIED.match(counted):
        return f"How many {tied[1]}s has the {tied[2]}?"
    if counted:
        return f"What is the figure for {counted}?"
    bare = zip(excerpts, figures, strict=True)
    if noun and not unit and all(text.casefold() == f"{figure.text} {noun}".casefold() for text, figure in bare):
        return f"How many {noun}?"
    if asked := _sized(excerpts, shown, unit):
        return asked
    opening = OF_UNIT.get(unit) or ("How much money" if unit else f"How many {noun}".strip())
    return _asked(opening, *excerpts)


def _sized(excerpts: tuple[str, str], figures: tuple[str, str], unit: str) -> str:
    """How far or how large, where both sides put one word beside their figures: "fund of ...", "... farther north"."""
    pairs = [text.partition(figure) for text, figure in zip(excerpts, figures, strict=True)]
    either = " or ".join(dict.fromkeys(figures))
    behind = {after.strip().casefold() for _, _, after in pairs}
    if unit == "metre" and len(behind) == 1 and all(map(FARTHER.fullmatch, behind)):
        return f"How much {behind.pop()}: {either}?"
    opening = [next(iter(tokens(before)), None) for before, _, _ in pairs]
    nouns = {token.lower if token and is_noun(token) else "" for token in opening}
    money = bool(unit) and unit not in OF_UNIT and behind == {""}
    return f"How large is the {nouns.pop()}: {either}?" if money and len(nouns) == 1 and all(nouns) else ""
