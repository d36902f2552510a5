"""Questions for all that the sources tell differently lead to the findings."""

from pathlib import Path

import pytest

from assistant.answering import UNDISPUTED, Library, ask, open_library
from assistant.ask.overview import AGREED, asks_for_disputes
from assistant.engines.builtin import Builtin
from assistant.ingest import read
from assistant.render.answer import answered

CORPUS = Path(__file__).parent.parent / "corpus"


def library(story: str) -> Library:
    """A story of the corpus."""
    return open_library(read(CORPUS / story))


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What do the sources disagree on?", ""),
        ("And where do the reports contradict each other?", ""),
        ("Do the papers agree?", ""),
        ("What are the contradictions?", ""),
        ("Are there discrepancies between the articles?", ""),
        ("What is still disputed?", ""),
        ("How do the accounts differ on the death toll?", "death toll"),
        ("Do the sources disagree about the bridge?", "bridge"),
        ("What are the differences between the reports on the fund?", "fund"),
    ],
)
def test_asks_for_disputes(question: str, about: str) -> None:
    """However it is put, with what it is about."""
    asked = asks_for_disputes(question)
    assert asked is not None
    assert " ".join(token.text for token in asked) == about


@pytest.mark.parametrize(
    "question",
    [
        "How many people are missing?",
        "Who disagrees with the mayor?",
        "What do the sources say about the bridge?",
        "What do the sources agree on?",
        "What conflicts did the envoy mediate?",
        "Is the toll disputed?",
    ],
)
def test_asks_for_something_else(question: str) -> None:
    """A question for one thing, or for what is alike."""
    assert asks_for_disputes(question) is None


def test_every_finding_is_told_with_what_it_is_about() -> None:
    """One that another one tells too is told with it, as in an answer to its own question."""
    reply = ask("What do the sources disagree on?", library("lisk-valley-flood"), engine=Builtin())
    assert "How many people died? The reports changed over time: " in reply.answer
    assert "How many people are missing? The sources disagree, and the reports changed over time: " in reply.answer
    assert reply.answer.count("missing?") == 1
    assert "**How many people died? The reports changed over time:** " in answered(reply)


def test_only_what_is_asked_about() -> None:
    """A subject narrows; of one that nothing was found on the answer says so."""
    story = library("lisk-valley-flood")
    told = ask("Do the papers disagree about the number of soldiers?", story, engine=Builtin())
    assert len(told.disputes) == 1
    assert "soldiers" in told.answer
    assert ask("Do the papers disagree about the weather?", story, engine=Builtin()).why == UNDISPUTED


def test_nothing_in_dispute_and_what_is_agreed() -> None:
    """Silence with its reason; what is agreed on stands in a briefing."""
    story = library("halse-bridge-opening")
    silent = ask("What do the sources disagree on?", story, engine=Builtin())
    assert (silent.abstained, silent.why) == (True, UNDISPUTED)
    assert ask("What do the sources agree on?", story, engine=Builtin()).why == AGREED
