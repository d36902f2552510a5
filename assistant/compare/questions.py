"""Neutral questions for findings, made of words that both sides use."""

from collections.abc import Collection, Sequence

from assistant.compare.statements import Statement
from assistant.text.quantities import Quantity
from assistant.text.words import Token

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
MOST_WORDS = 5


def about(left: Statement, right: Statement, near: int, without: Collection[str] = ()) -> str:
    """The words that both statements use, those closest to a place in the left one, in its order."""
    shared = [
        token
        for token in left.facts.tokens
        if token.content and token.stem in right.facts.weights and token.stem not in without
        if not token.text[0].isdigit()
    ]
    closest = sorted(shared, key=lambda t: abs(t.start - near))
    first = {token.stem: token for token in reversed(closest)}
    chosen = sorted(sorted(first.values(), key=lambda t: abs(t.start - near))[:MOST_WORDS], key=lambda t: t.start)
    return _phrases(left.claim.text, chosen)


def _phrases(text: str, words: Sequence[Token]) -> str:
    """Words that stand side by side as one phrase, the others set off by commas."""
    shown = ""
    for before, token in zip((None, *words), words, strict=False):
        beside = before and not text[before.end : token.start].strip(" \u00a0")
        shown += f"{' ' if beside else ', ' if shown else ''}{token.text}"
    return shown


def ask(opening: str, words: str) -> str:
    """An opening and the words it is about, as a question."""
    return f"{opening} ({words})?" if words else f"{opening}?"


def number_question(left: Statement, right: Statement, quantity: Quantity, measured: str, noun: str) -> str:
    """How many, how much, how long: by what is measured, else by the unit of the quantity."""
    if measured in MEASURED:
        return MEASURED[measured]
    if quantity.unit == "age":
        return f"How old is {measured.removeprefix('age of ').title()}?"
    opening = OF_UNIT.get(quantity.unit) or ("How much money" if quantity.unit else f"How many {noun}".strip())
    return ask(opening, about(left, right, quantity.start, {quantity.head}))
