"""Two hundred questions to a model that lies: no sentence is shown that its cited words do not carry."""

import re
from collections import Counter
from dataclasses import dataclass, field

import pytest

from assistant.answered import Answer
from assistant.answering import Library, ask
from assistant.ask.compose import Told
from assistant.ask.shelf import Shelf
from assistant.engines import open_engine
from assistant.schema import Sentence
from tests.liar import Fact, Liar, articles, facts
from tests.loopback import Loopback

SEED = 20251122
NEGATIONS = re.compile(r"\b(?:not|no|never|nobody|none|denied|refused)\b|n't\b", re.IGNORECASE)
MODALS = re.compile(r"\b(?:may|will)\b")
NUMBER = re.compile(r"\d+")
NAME = re.compile(r"(?<!^)\b[A-Z][a-z]+")


@dataclass
class Run:
    """The answers to all questions, what was told on the way, and the model that gave them."""

    facts: list[Fact]
    liar: Liar
    answers: list[Answer] = field(default_factory=list)
    told: list[Told | Sentence] = field(default_factory=list)


@pytest.fixture(scope="module")
def run() -> Run:
    """All questions put to the model, over HTTP."""
    told = list(facts(SEED))
    made = Run(told, Liar(told, SEED))
    library = Library(Shelf(articles(told)))
    with Loopback(made.liar) as server:
        engine = open_engine(server.settings())
        made.answers = [ask(fact.question, library, engine=engine, tell=made.told.append) for fact in told]
    return made


def missing(sentence: Sentence) -> list[str]:
    """What of a sentence its cited words do not have: told by a reader that knows nothing of the gate."""
    words = " ".join(quote.text for quote in sentence.quotes)
    wanted = [*NUMBER.findall(sentence.text), *NAME.findall(sentence.text), *MODALS.findall(sentence.text)]
    absent = [each for each in wanted if not re.search(rf"\b{each}\b", words)]
    negated = {found.lower() for found in NEGATIONS.findall(sentence.text)}
    return [*absent, *(negated ^ {found.lower() for found in NEGATIONS.findall(words)})]


def test_every_sentence_shown_is_carried_by_its_cited_words(run: Run) -> None:
    """Numbers, names, negations: all stand in the words, and each sentence cites some."""
    shown = [sentence for answer in run.answers for sentence in answer.sentences]
    assert len(run.answers) == 200 and shown
    assert all(sentence.quotes for sentence in shown)
    assert [(sentence.text, missing(sentence)) for sentence in shown if missing(sentence)] == []
    assert [sentence.text for sentence in run.told] == [sentence.text for sentence in shown]


def test_no_lie_is_shown(run: Run) -> None:
    """Of lies of more than twenty kinds none gets through, in the words it was given."""
    fair = {text for fact in run.facts for text in fact.fair}
    kinds = Counter(kind for kind, _ in run.liar.lies)
    shown = {sentence.text for answer in run.answers for sentence in answer.sentences}
    assert len(kinds) >= 20 and kinds.total() >= 150
    assert {text for _, text in run.liar.lies if text in shown} <= fair
    assert shown <= fair


def test_what_is_honest_survives(run: Run) -> None:
    """A gate that refuses everything would be no gate: nearly all fair sentences are shown."""
    shown = {sentence.text for answer in run.answers for sentence in answer.sentences}
    honest = set(run.liar.honest)
    assert len(honest) >= 150
    assert len(honest & shown) >= 0.97 * len(honest), sorted(honest - shown)


def test_what_was_left_out_is_said(run: Run) -> None:
    """A lie that was not mended is listed with its reason; an answer of nothing else abstains."""
    for answer in run.answers:
        assert answer.abstained == (not answer.sentences) == (not answer.answer)
        assert all(each.reason for each in answer.removed)
        assert not answer.abstained or answer.why
    assert sum(bool(answer.removed) for answer in run.answers) >= 50
    assert any(answer.abstained for answer in run.answers)
