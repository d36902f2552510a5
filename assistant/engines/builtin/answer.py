"""Answers without a model: the sentences of the sources that answer best, as they stand, or silence."""

from collections.abc import Sequence

from assistant.answered import Offer, Passage
from assistant.engines.builtin.described import describes, named_in
from assistant.engines.builtin.evidence import GROUPS, UNNAMED, Evidence, gather
from assistant.engines.builtin.question import Question, read_question
from assistant.engines.builtin.said import asks_words, words_of
from assistant.engines.builtin.weights import BIAS, WEIGHTS
from assistant.text.offices import ROLES

ENOUGH = -2.6
"""The least score of a sentence that is told."""
OTHER_SOURCE, SAME_SOURCE, SECOND = 2.5, 0.3, 0.5
"""How far below the best a sentence is still told: with another value, by where it stands, or with the same."""
NAMES_LOST = REST_LOST = 0.6
"""The share of the question's names, and of its other words, that an article may lack and still be about it."""
NEAR = 0.6
"""The share of a question's words, names aside, that has to be near where no sort of answer is asked for."""
COUNTED = frozenset(kind for kind, group in GROUPS.items() if group == "number")
VALUED = COUNTED | {"date", "person"}
MOST = 3
SILENT = "no passage answers the question"
UNSAID = "no passage gives words of"


def answer(question: str, passages: Sequence[Passage], offer: Offer) -> str:
    """Offer up to three passages that answer the question, one for each value they give; why none where none does.

    Margins and threshold were set on the development half of labelled questions, see evals/README.md.
    """
    if speaker := asks_words(question, passages):
        spoken = words_of(speaker, passages)
        taken = [not offer(_plain(each), (each.id,)) for each in spoken]
        return "" if spoken and any(taken) else f"{UNSAID} {speaker.who}{' on that' if speaker.about else ''}"
    asked = read_question(question)
    found = [each for each in gather(asked, passages) if not barred(asked, each)]
    scored = sorted(((score(each), each) for each in found), key=lambda pair: -pair[0])
    told = chosen([pair for pair in scored if pair[0] >= ENOUGH])
    for each in told:
        words = _words(each)
        ids = tuple(other.passage.id for _, other in scored if _words(other) == words)
        if offer(words, ids) and len(ids) > 1:
            offer(words, ids[:1], mends=words)
    return "" if told else SILENT


def barred(question: Question, evidence: Evidence) -> bool:
    """Whether a passage cannot answer, whatever it scores: see `REASONS`."""
    return any(reason(question, evidence) for reason in REASONS)


def _about_others(question: Question, evidence: Evidence) -> bool:
    """The article lacks the question's names, or the title it quotes; where nothing else is asked for, any of them."""
    least = NAMES_LOST if question.kind else 0.0
    return evidence.figures["names_lost"] > max(least, UNNAMED) or evidence.figures["titles_lost"] > 0


def _valueless(question: Question, evidence: Evidence) -> bool:
    """A figure, a date or a person is asked for, and there is none."""
    return question.kind in VALUED and not evidence.candidates


def _beside_the_point(question: Question, evidence: Evidence) -> bool:
    """Nothing that the question says of its names is said here or just before, or most of it nowhere in the article.

    A profession or a sort of thing is often told without its word: "X is a biologist".
    """
    figures = evidence.figures
    if GROUPS[question.kind] == "thing" or (figures["cue"] == 1 and question.kind not in COUNTED):
        return False
    if not question.kind:
        return figures["rest_near"] < NEAR
    return figures["rest_near"] == 0 or (figures["rest_lost"] > REST_LOST and figures["cue"] < 1)


def _untied(question: Question, evidence: Evidence) -> bool:
    """A place or the holder of an office is asked for by what ties it to a name, and that is said nowhere near."""
    return evidence.figures["relation_lost"] == 1 and (question.kind == "place" or question.relation in ROLES)


def _undescribed(question: Question, evidence: Evidence) -> bool:
    """It is asked who somebody is, and the sentence merely names them."""
    last = named_in(question.text)
    return bool(last) and not describes(last, evidence.passage.quote.text)


REASONS = (_about_others, _valueless, _beside_the_point, _untied, _undescribed)


def score(evidence: Evidence) -> float:
    """How well a passage answers: the logarithm of its odds against silence."""
    return BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in evidence.figures.items())


def chosen(scored: Sequence[tuple[float, Evidence]]) -> list[Evidence]:
    """The best, those near it that give another value, and one of another source that says the same.

    What sources differ on is told of each; what two of them say alike is told twice, and no oftener.
    """
    told: list[Evidence] = []
    for points, each in scored:
        near = SAME_SOURCE if _article(each) in map(_article, told) else OTHER_SOURCE
        another = not told or bool(each.candidates and not any(_same_value(each, other) for other in told))
        if another and points >= scored[0][0] - near and not any(_words(each) == _words(other) for other in told):
            told.append(each)
    return [*told[:MOST], *_second(scored, told[:MOST])][:MOST]


def _second(scored: Sequence[tuple[float, Evidence]], told: Sequence[Evidence]) -> list[Evidence]:
    """The first passage of a source not yet told that gives the best one's value, where it scores near it."""
    taken = {_article(each) for each in told}
    words = {_words(each) for each in told}
    return [
        each
        for points, each in scored
        if points >= scored[0][0] - SECOND and _article(each) not in taken and _words(each) not in words
        if each.candidates and _same_value(each, told[0])
    ][:1]


def _same_value(one: Evidence, other: Evidence) -> bool:
    """Whether the best candidates of two passages are the same."""
    return bool(one.candidates and other.candidates and one.candidates[0].key == other.candidates[0].key)


def _article(evidence: Evidence) -> str:
    return evidence.passage.quote.article


def _words(evidence: Evidence) -> str:
    return _plain(evidence.passage)


def _plain(passage: Passage) -> str:
    return " ".join(passage.quote.text.split())
