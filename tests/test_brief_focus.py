"""What bears on a reader's question comes first, each once, with all positions; anything else changes nothing."""

import pytest

from assistant.brief import brief_story
from assistant.brief.focus import MOST, focused
from assistant.compare.story import Measure, compare_story
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.engines.builtin.digest import digest
from assistant.schema import Article, Story

BERG = Article(
    "berg",
    "b.txt",
    "Lock of Oxmere breaks",
    "Berg",
    "2025-11-12",
    "",
    "The lock of Oxmere broke on Monday and sank 12 boats. Mayor Anna Berg opened a kitchen for the crews. "
    "The repair of the lock will cost 4 million crowns. A choir from Halm sang on the quay. "
    "The toll on barges begins on 1 March 2026. Bread was baked in 3 ovens of the Halm mill.",
)
DAHL = Article(
    "dahl",
    "d.txt",
    "Oxmere without its lock",
    "Dahl",
    "2025-11-12",
    "",
    "When the lock of Oxmere broke on Monday, 15 boats sank. The repair of the lock will cost 4 million crowns. "
    "The ferry of Carl Dahl carries the mail to Halm. Its cost is borne by the county.",
)


def told() -> Story:
    """The story of both articles."""
    articles = (BERG, DAHL)
    digests = [make_digest(each, digest(each)) for each in articles]
    engine = Builtin()
    compared = compare_story(articles, digests, engine.judge, Measure(engine.batch, engine.most_pairs))
    return brief_story(articles, digests, compared)


STORY = told()


def focus(question: str) -> list[str]:
    """The statements that bear on a question."""
    return [sentence.text for sentence in focused(STORY, question, (BERG, DAHL)).focus]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much does the repair cost?", "4 million"),
        ("When does the toll begin?", "1 March"),
        ("Who opened a kitchen for the crews?", "Anna Berg"),
        ("What about the ferry?", "Carl Dahl"),
        ("What did they bake in the ovens?", "Bread"),
    ],
)
def test_what_answers_comes_first(question: str, words: str) -> None:
    """The statement with the words that are asked for, in their other forms too, opens the list."""
    assert words in focus(question)[0]


@pytest.mark.parametrize(
    "question",
    [
        "Who won the election in Norland?",
        "What does Vell say about the lock?",
        "How many votes were counted?",
        "What is the rate of interest?",
        "Is it?",
        "",
        "?",
    ],
)
def test_a_question_about_something_else_changes_nothing(question: str) -> None:
    """Neither a statement nor another order, not even where one word of many is met or a name is unknown."""
    assert focused(STORY, question, (BERG, DAHL)) == STORY


def test_what_is_disputed_is_told_with_all_its_positions() -> None:
    """No figure is shown as settled that another source gives otherwise."""
    assert STORY.discrepancies
    shown = " ".join(focus("How many boats sank?"))
    assert "12 boats" in shown and "15 boats" in shown


def test_nothing_is_told_twice_and_nothing_is_new() -> None:
    """A fact that both state is one statement, and every word stands in an article."""
    texts = {"berg": BERG.text, "dahl": DAHL.text}
    found = focused(STORY, "How much does the repair of the lock cost?", (BERG, DAHL)).focus
    assert sum("4 million" in sentence.text for sentence in found) == 1
    assert 0 < len(found) <= MOST
    assert all(texts[q.article][q.start : q.end] == q.text for sentence in found for q in sentence.quotes)


def test_findings_that_bear_come_first_and_none_is_lost() -> None:
    """The rest keeps its order; the timeline stays by date."""
    moved = focused(STORY, "What about the ferry that carries the mail?", (BERG, DAHL))
    assert "ferry" in moved.single_source[0].claim
    rest = [claim for claim in STORY.single_source if claim != moved.single_source[0]]
    assert list(moved.single_source[1:]) == rest
    assert moved.timeline == STORY.timeline
    assert set(moved.agreements) == set(STORY.agreements) and set(moved.discrepancies) == set(STORY.discrepancies)
