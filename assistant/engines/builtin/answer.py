"""Answers without a model: the sentences of the sources that answer best, as they stand, or silence."""

from collections.abc import Sequence

from assistant.answered import Offer, Passage
from assistant.engines.builtin.evidence import Evidence, gather
from assistant.engines.builtin.question import read_question
from assistant.engines.builtin.weights import BIAS, WEIGHTS

ENOUGH = -0.5
"""The least score of a sentence that answers; set on development questions, a third of them with others' documents."""
OTHER_SOURCE, SAME_SOURCE = 2.5, 0.75
"""How far below the best a sentence with another value may score and still be told, by where it stands."""
MOST = 3
SILENT = "no passage answers the question"


def answer(question: str, passages: Sequence[Passage], offer: Offer) -> str:
    """Offer up to three passages that answer the question, one for each value they give; why none where none does."""
    asked = read_question(question)
    scored = sorted(
        ((score(each), -n, each) for n, each in enumerate(gather(asked, passages))), key=lambda s: s[:2], reverse=True
    )
    told = chosen([(points, each) for points, _, each in scored if points >= ENOUGH])
    for each in told:
        words = _words(each)
        offer(words, tuple(e.passage.id for _, _, e in scored if _words(e) == words))
    return "" if told else SILENT


def score(evidence: Evidence) -> float:
    """How well a passage answers: above `ENOUGH` it is told."""
    return BIAS + sum(weight * evidence.figures[name] for name, weight in WEIGHTS.items())


def chosen(scored: Sequence[tuple[float, Evidence]]) -> list[Evidence]:
    """The best, and those near it that give another value: what sources differ on is told of each."""
    told: list[Evidence] = []
    for points, each in scored:
        near = OTHER_SOURCE
        if any(each.passage.quote.article == other.passage.quote.article for other in told):
            near = SAME_SOURCE
        if points >= scored[0][0] - near and not any(_repeats(each, other) for other in told):
            told.append(each)
    return told[:MOST]


def _repeats(one: Evidence, other: Evidence) -> bool:
    """Whether two passages give the same words or the same value."""
    values = [each.candidates[0].key if each.candidates else "" for each in (one, other)]
    return _words(one) == _words(other) or bool(values[0] and values[0] == values[1])


def _words(evidence: Evidence) -> str:
    return " ".join(evidence.passage.quote.text.split())
