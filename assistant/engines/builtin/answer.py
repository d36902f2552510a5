"""Answers without a model: the sentence that carries the question's words and what it asks for."""

import re
from collections.abc import Sequence

from assistant.answered import Offer, Passage
from assistant.text.facts import Context, Facts, facts_of
from assistant.text.words import content_weights

COVERED = 0.55
"""Least share of the question's weight that a passage must carry; below it the engine abstains."""
MOST = 2
ASKED = (
    (
        re.compile(r"^\s*(?:how many|how much|how long|how far|how old|what (?:number|percentage|share))\b", re.I),
        "number",
    ),
    (re.compile(r"^\s*(?:when|what (?:day|date|year|time)|on what|at what time)\b", re.I), "date"),
    (re.compile(r"^\s*(?:who|whom|whose|where|which (?:person|country|city|place|company))\b", re.I), "name"),
)


def answer(question: str, passages: Sequence[Passage], offer: Offer) -> str:
    """Offer up to two passages that answer the question, as they stand; why none where nothing carries it."""
    wanted = content_weights(question)
    asks = next((kind for form, kind in ASKED if form.match(question)), "")
    scored = [(_score(wanted, asks, facts_of(p.quote.text, Context())), i) for i, p in enumerate(passages)]
    best = sorted((s for s in scored if s[0] >= COVERED), key=lambda s: (-s[0], s[1]))[:MOST]
    for score, i in best:
        if score >= 0.85 * best[0][0]:
            offer(" ".join(passages[i].quote.text.split()), (passages[i].id,))
    return "" if best else "no passage carries the words of the question"


def _score(wanted: dict[str, float], asks: str, facts: Facts) -> float:
    covered = sum(weight for stem, weight in wanted.items() if stem in facts.weights)
    share = covered / (sum(wanted.values()) or 1.0)
    return share if _has(asks, wanted, facts) else 0.5 * share


def _has(asks: str, wanted: dict[str, float], facts: Facts) -> bool:
    if asks == "number":
        return bool(facts.quantities)
    if asks == "date":
        return bool(facts.dates)
    if asks == "name":
        return any(not set(content_weights(name.text)) <= set(wanted) for name in facts.names)
    return True
