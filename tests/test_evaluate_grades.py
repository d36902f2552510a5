"""The replies that were graded by reading: what they are about, and that no match of words could grade them."""

from collections import Counter
from functools import cache

from assistant.evaluate.grading import Graded, read_grades
from assistant.evaluate.labels.gold import GoldQuestion
from assistant.evaluate.labels.reading import read_gold
from assistant.evaluate.scoring.answers import BOTH, says, sides
from tests.cli_runner import ROOT

ANSWERED = {"single", "multi", "disputed"}
WORD_MATCH = {("right", "right"): 17, ("wrong", "wrong"): 17, ("right", "wrong"): 13, ("wrong", "right"): 13}
"""How many replies have which grade by reading, and which by a match of words."""


@cache
def grades() -> tuple[Graded, ...]:
    """The graded replies."""
    return read_grades(ROOT / "evals" / "grades.yaml")


@cache
def asked() -> dict[str, tuple[str, GoldQuestion]]:
    """The story and the label of each question of the example stories that has an answer."""
    golds = [read_gold(path.parent) for path in sorted(ROOT.glob("corpus/*/gold.yaml"))]
    return {each.question: (gold.story, each) for gold in golds for each in gold.qa if each.type in ANSWERED}


def by_words(question: GoldQuestion, reply: str) -> str:
    """The grade by the label's wordings alone: one of them, or for a disputed question one each of two sides."""
    if question.type != "disputed":
        return "right" if any(says(reply, question.values)) else "wrong"
    groups = sides(question.values, [each.quote for each in question.evidence])
    return "right" if sum(any(says(reply, group)) for group in groups) >= BOTH else "wrong"


def test_there_are_enough_of_either_grade() -> None:
    """A judge that always says one grade comes out at a half."""
    counted = Counter(each.grade for each in grades())
    assert counted.total() >= 50
    assert abs(counted["right"] - counted["wrong"]) <= 6


def test_each_is_about_a_labelled_question_and_its_answer() -> None:
    """What the judge is told is accepted is what the label says."""
    told = {each.question: each.accepted for each in grades()}
    assert told == {question: asked()[question][1].answer for question in told.keys() & asked().keys()}
    assert all(each.accepted == told[each.question] for each in grades())


def test_no_story_and_no_reply_weighs_too_much() -> None:
    """They are spread over the stories, and none stands twice."""
    stories = Counter(asked()[each.question][0] for each in grades())
    assert len(stories) >= 10
    assert max(stories.values()) <= 7
    assert len({(each.question, each.reply) for each in grades()}) == len(grades())


def test_disputed_questions_are_among_both_grades() -> None:
    """That a question is disputed does not give its grade away."""
    disputed = Counter(each.grade for each in grades() if asked()[each.question][1].type == "disputed")
    assert min(disputed["right"], disputed["wrong"]) >= 8


def test_a_match_of_words_does_not_grade_them() -> None:
    """It grades about half of them as reading does: to grade them takes understanding."""
    matched = Counter((each.grade, by_words(asked()[each.question][1], each.reply)) for each in grades())
    assert matched == WORD_MATCH
