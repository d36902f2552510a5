"""Neutral questions for findings, made of words that both sides use."""

from collections.abc import Collection

from assistant.compare.statements import Statement
from assistant.text.quantities import Quantity

UNIT_QUESTIONS = {
    "%": "What percentage",
    "points": "How many percentage points",
    "share": "What share",
    "metre": "What distance",
    "gram": "What weight",
    "square metre": "What area",
    "second": "How long",
    "month": "How long",
    "celsius": "What temperature",
    "age": "How old",
    "score": "What score",
    "km/h": "What speed",
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
    chosen = sorted(sorted(shared, key=lambda t: abs(t.start - near))[:MOST_WORDS], key=lambda t: t.start)
    seen: dict[str, str] = {}
    for token in chosen:
        seen.setdefault(token.stem, token.text)
    return ", ".join(seen.values())


def ask(opening: str, words: str) -> str:
    """An opening and the words it is about, as a question."""
    return f"{opening} ({words})?" if words else f"{opening}?"


def number_question(left: Statement, right: Statement, quantity: Quantity, noun: str) -> str:
    """How many, how much, how long: by the unit of the quantity."""
    opening = UNIT_QUESTIONS.get(quantity.unit)
    if not opening:
        opening = "How much money" if quantity.unit else f"How many {noun}".strip()
    return ask(opening, about(left, right, quantity.start, {quantity.head}))
