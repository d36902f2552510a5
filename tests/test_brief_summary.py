"""The bottom line: the news first, each thing once, nothing that is over, hangs on another sentence or looks back."""

import pytest

from assistant.brief.plans import overtaken
from assistant.brief.summary import SUMMARY, bottom_line
from assistant.digest import make_digest
from assistant.engines.builtin.digest import digest
from assistant.schema import Article, Compared, Coverage
from assistant.text.alone import stands
from assistant.text.facts import context_of, facts_of

NONE = Compared("", (), (), (), (), Coverage(2, 0, 0, 0, 0, 0, 0, 0))


def article(id: str, day: str, title: str, text: str) -> Article:
    """An article of some outlet."""
    return Article(id, f"{id}.txt", title, id.title(), day, "", text)


def told(*articles: Article) -> list[str]:
    """The bottom line of articles of which nothing was compared."""
    digests = [make_digest(each, digest(each)) for each in articles]
    return [sentence.text for sentence in bottom_line(articles, digests, NONE)]


MET = "Premier Anna Berg met her neighbour Carl Dahl at Oxmere on Tuesday and agreed to share the water of the Vell."
NORTH = article(
    "north",
    "2025-06-04",
    "Berg and Dahl agree to share the Vell",
    f"{MET} The two signed at noon. Under the accord each country may take 40 million litres of water a day. "
    "Berg and Dahl have long quarrelled over the Vell and its water. She wore a green coat.",
)
EARLY = article(
    "early",
    "2025-06-01",
    "Berg to meet Dahl over the Vell",
    "Premier Anna Berg will meet her neighbour Carl Dahl at Oxmere on Tuesday over the water of the Vell. "
    "Anna Berg, the premier, will be the host of the talks on the Vell.",
)
SOUTH = article(
    "south",
    "2025-06-04",
    "Neighbours share the water of the Vell",
    "Anna Berg and Carl Dahl met at Oxmere on Tuesday and agreed that both countries share the water of the Vell. "
    "The accord on the water of the Vell begins on 1 September. They drank tea.",
)


def test_the_news_comes_first_and_once() -> None:
    """The event that all tell opens the note, in one wording, and what it leads to follows."""
    lines = told(NORTH, EARLY, SOUTH)
    assert "met" in lines[0] and "agreed" in lines[0]
    assert sum(" met " in line for line in lines) == 1
    assert 1 < len(lines) <= SUMMARY and any("accord" in line for line in lines[1:])


def test_what_a_later_report_overtook_is_not_told() -> None:
    """That they will meet is no news once they have met; before that it is."""
    assert not any("will" in line for line in told(NORTH, EARLY, SOUTH))
    assert any("will meet" in line for line in told(EARLY))


def test_background_and_what_hangs_on_other_sentences_are_left_out() -> None:
    """What has long been so, and a pronoun without its noun, do not open the eyes of a reader in a hurry."""
    lines = told(NORTH, SOUTH)
    assert not any("long quarrelled" in line or line.startswith(("She", "They")) for line in lines)


def test_sentences_of_one_article_stand_in_its_order() -> None:
    """What refers to a sentence of the same article follows it."""
    starts = [NORTH.text.index(line) for line in told(NORTH)]
    assert starts == sorted(starts) and starts


def test_a_poor_bottom_line_is_better_than_none() -> None:
    """Where every sentence has a fault the best is told all the same."""
    assert told(article("one", "2025-06-04", "", "They met Carl Dahl of Oxmere on Tuesday at noon."))


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg opened the lock of Oxmere on Monday.",
        "“We did not invite the fish,” said Carl Dahl, who runs the inn.",
        "This year 40 boats were lost.",
        "Both countries share the water of the Vell.",
        "Some 3,000 people had gathered on the quay.",
        "Half of the boats are gone.",
    ],
)
def test_a_whole_sentence_stands_alone(text: str) -> None:
    """Names and nouns carry it, and whoever is quoted is named."""
    assert stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "He opened the lock of Oxmere on Monday.",
        "It could start again in January.",
        "Its café has served soup since 1979.",
        "Nineteen were turned back on Sunday.",
        "One lets crews of either country enter the harbour.",
        "Both are announced as plans of the state.",
        "Only one of them has a date in May.",
        "The last of them went out in May 2023.",
        "Last October, she says, she caught two in a week.",
        "However, the lock of Oxmere stayed shut.",
        "Many, however, have a hard one for the trustees.",
        "When they met in the league in February, Oxmere won 3-1.",
        "“I asked a dull question and nobody answered,” he said.",
        "“Tonight I want lists with fewer names.”",
        'It is a longer list than I feared," Dahl said on the quay.',
        "“The fish went north while the water warmed.",
        "I ask all of Oxmere to come to the quay.",
        "The accord covers, among other things:",
        "Two items remain.",
        "The figures are respectable for a county road.",
    ],
)
def test_a_sentence_that_needs_another_does_not(text: str) -> None:
    """A pronoun, a connective, half a quotation, a bare number or an unnamed speaker point to what is not shown."""
    assert not stands(text)


@pytest.mark.parametrize(
    ("text", "last", "over"),
    [
        ("The cup will be shown on Sunday.", "2025-06-09", True),
        ("The cup will be shown on Sunday.", "2025-06-07", False),
        ("The cup will be shown in May 2026.", "2025-06-09", False),
        ("Anna Berg will be the host of the talks.", "2025-06-09", True),
        ("Anna Berg will be the host of the talks.", "2025-06-06", False),
        ("The cup was shown on Sunday.", "2025-06-09", False),
        ("Berg said: “The cup will be shown to all of us on Sunday.”", "2025-06-09", False),
    ],
)
def test_a_plan_is_over_once_a_later_report_is_out(text: str, last: str, over: bool) -> None:
    """Due by the last day of the story, or for no day at all: then it was told too early to stand."""
    one = article("one", "2025-06-06", "", text)
    assert overtaken(text, facts_of(text, context_of(one)).dates, one.published, last) is over
