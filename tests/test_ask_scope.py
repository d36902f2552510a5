"""Outlets and dates in a question narrow the articles it is put to, where they are meant so."""

import pytest

from assistant.answering import open_library
from assistant.ask.directory import Directory
from assistant.ask.outlets import names_of
from assistant.ask.scope import scope_of
from assistant.schema import Article, Reading

OUTLETS = (
    ("The Senn Herald", "2025-07-30"),
    ("The Senn Herald", "2025-08-04"),
    ("Dawnlight", "2025-08-12"),
    ("Lisk Valley Courier", "2025-09-03"),
    ("NorthSeaDesk", "2025-09-17"),
    ("Kelder Times News", ""),
)
ARTICLES = [
    Article(f"a{n}", f"a{n}.txt", "", outlet, day, "", f"The ferry sank off Corrin, report {n}.")
    for n, (outlet, day) in enumerate(OUTLETS)
]
DIRECTORY = Directory(tuple(ARTICLES))
ALL = frozenset(range(6))

HEARD = [
    ("What did the Herald say?", {0, 1}, "What did the say?"),
    ("What did the Senn Herald report about the ferry?", {0, 1}, "What did the report about the ferry?"),
    ("How many died, according to Dawnlight?", {2}, "How many died, according to ?"),
    ("how many died according to dawnlight?", {2}, "how many died according to ?"),
    ("What do Dawnlight and the Herald say of the ferry?", {0, 1, 2}, "What do say of the ferry?"),
    (
        "According to the Herald, Dawnlight or the Courier, who sank it?",
        {0, 1, 2, 3},
        "According to the , who sank it?",
    ),
    ("What does LVC write of the ferry?", {3}, "What does write of the ferry?"),
    ("What has the Courier said about the ferry?", {3}, "What has the said about the ferry?"),
    ("Which figure does North Sea Desk give?", {4}, "Which figure does give?"),
    ("Who sank it in the Courier's account?", {3}, "Who sank it in the 's account?"),
    ("Who died, as reported by the Kelder Times?", {5}, "Who died, as reported by the ?"),
    ("Herald says who died?", {0, 1}, "says who died?"),
]


@pytest.mark.parametrize(("question", "articles", "left"), HEARD)
def test_an_outlet_that_is_asked_narrows(question: str, articles: set[int], left: str) -> None:
    """Named in full, in part, by initials, in one word or several; its name is not looked for in the text."""
    scope = scope_of(question, DIRECTORY)
    assert scope.articles == articles
    assert scope.question == left
    assert scope.why == ""


@pytest.mark.parametrize(
    "question",
    [
        "Who bought the Herald?",
        "What did the mayor say about the Herald?",
        "What did people at the Herald say?",
        "What did the Herald's owner say?",
        "What did the mayor tell the Courier?",
        "What happened at dawnlight?",
        "What did the courier say?",
        "What did the valley say?",
        "What did the Guardian say?",
        "What did the mayor say?",
    ],
)
def test_an_outlet_that_is_only_spoken_of_does_not_narrow(question: str) -> None:
    """Nor does a common word that a name is made of."""
    scope = scope_of(question, DIRECTORY)
    assert (scope.articles, scope.question) == (ALL, question)


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("What did the Herald say in August?", {1}),
        ("What did the Herald say on 30 July?", {0}),
        ("What did the Herald say on 30 July 2025 about the ferry?", {0}),
        ("In August, what did the Herald report?", {1}),
        ("What happened according to the Herald in July?", {0}),
        ("What was reported in September?", {3, 4}),
        ("What was published on 12 August 2025?", {2}),
        ("What do the reports of August say?", {1, 2}),
        ("What did the Herald's 4 August report say?", {1}),
        ("What did NorthSeaDesk say this week?", {4}),
    ],
)
def test_the_day_of_a_report_narrows(question: str, articles: set[int]) -> None:
    """Where a date is plainly that of the report; a report without a date is of none."""
    scope = scope_of(question, DIRECTORY)
    assert set(scope.articles) == articles
    assert not scope.first
    assert "August" not in scope.question


@pytest.mark.parametrize(
    ("question", "articles", "first"),
    [
        ("What happened on 12 August?", ALL, {2}),
        ("What did the mayor say in August?", ALL, {1, 2}),
        ("What did the Herald say about the fire of August?", {0, 1}, {1}),
        ("Who sank in September 2025?", ALL, {3, 4}),
        ("What happened in 2019?", ALL, set()),
        ("What happened at 6 pm?", ALL, set()),
    ],
)
def test_the_day_of_an_event_comes_first_and_narrows_nothing(
    question: str, articles: set[int], first: set[int]
) -> None:
    """Articles of that day are likelier to tell of it, but another may look back."""
    scope = scope_of(question, DIRECTORY)
    assert [set(scope.articles), set(scope.first)] == [articles, first]
    assert all(word in scope.question for word in ("August", "September", "2019") if word in question)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What did Dawnlight say in July?", "no article by Dawnlight of July 2025"),
        ("What did the Herald say on 3 March 2025?", "no article by The Senn Herald of 3 March 2025"),
        ("What did the Courier say in 2024?", "no article by Lisk Valley Courier of 2024"),
        ("What was reported in May 2024?", "no article of May 2024"),
        ("What did NorthSeaDesk say last week?", "no article by NorthSeaDesk of last week"),
        ("What did the Kelder Times say in July?", "no article by Kelder Times News of July 2025"),
    ],
)
def test_where_nothing_is_left_it_says_so(question: str, why: str) -> None:
    """The reason names outlet and day, and nothing is found."""
    assert scope_of(question, DIRECTORY).why == why
    found = open_library(Reading(tuple(ARTICLES))).find(question)
    assert (found.passages, found.why) == ((), why)


def test_only_the_narrowed_articles_are_shown() -> None:
    """However well the words of another fit; and those of the day come first."""
    library = open_library(Reading(tuple(ARTICLES)))
    assert [p.id for p in library.find("What did Dawnlight say of the ferry off Corrin?").passages] == ["3:1"]
    assert library.find("Which ferry sank on 3 September?").passages[0].id == "4:1"


@pytest.mark.parametrize(
    ("outlet", "names"),
    [
        ("Senn Herald", {"senn herald", "sennherald", "herald"}),
        ("nyt.com", {"nyt com", "nyt"}),
        ("The Times of Corrin", {"times of corrin", "timesofcorrin", "corrin"}),
        ("Lisk Valley Courier", {"lisk valley courier", "liskvalleycourier", "valley courier", "courier", "lvc"}),
        ("The News", {"news"}),
        ("Éclair", {"eclair"}),
        ("—", set()),
        ("", set()),
    ],
)
def test_names_of_an_outlet(outlet: str, names: set[str]) -> None:
    """All that a reader may call it."""
    assert {name for name, _ in names_of(outlet)} == names
