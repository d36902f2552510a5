"""Stories: a pile is grouped by what its articles tell and when, whatever its order."""

import itertools
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.compare.stories import HANDFUL, find_stories
from assistant.schema import Article
from tests.newsroom import PEOPLE, PLACES
from tests.pile import LONE, pile


def ids(articles: list[Article]) -> list[list[str]]:
    """The ids of each story's articles, sorted."""
    return [sorted(article.id for article in story) for story in find_stories(articles)]


@pytest.mark.parametrize("dated", [True, False])
def test_three_events_come_back(dated: bool) -> None:
    """Reports of one event are together, with dates and without, and a lone one is alone."""
    events = [[f"{event}-{n}" for n in range(3)] for event in ("ferry", "museum", "vote")]
    assert sorted(ids([*pile(dated), LONE])) == sorted([*events, ["fair-0"]])


@settings(deadline=None, max_examples=20)
@given(st.permutations([*pile(), *pile(dated=False)[:3], LONE]))
def test_the_order_of_the_pile_makes_no_difference(articles: list[Article]) -> None:
    """The same stories in the same order come of any order of the same articles."""
    named = [replace(article, id=f"{article.id}{article.published}") for article in articles]
    plain = sorted(named, key=lambda article: article.id)
    assert ids(named) == ids(plain)


def test_articles_keep_their_order_within_a_story() -> None:
    """What is named first comes first, as in a comparison of files named one by one."""
    backwards = pile()[::-1]
    assert [[a.id for a in story] for story in find_stories(backwards)] == [
        [a.id for a in backwards if a.id.startswith(event)] for event in ("ferry", "museum", "vote")
    ]


def test_the_largest_story_comes_first() -> None:
    """Then the latest one."""
    found = find_stories([*pile()[1:], LONE])
    assert [story[0].id.split("-")[0] for story in found] == ["museum", "vote", "ferry", "fair"]


def test_time_parts_what_words_join() -> None:
    """The same accident a year later is another story, in a pile; a handful is not parted by time alone."""
    again = [replace(a, id=f"again-{a.id}", published=f"2026{a.published[4:]}") for a in pile()[:3]]
    assert [len(story) for story in find_stories([*pile()[:3], *again])] == [6]
    others = [replace(LONE, id=f"o{n}", text=f"{PLACES[n]} chose {PEOPLE[n % 6]} as its queen.") for n in range(7)]
    found = [story for story in ids([*pile()[:3], *again, *others]) if "ferry" in story[0]]
    assert len(others) + 6 > HANDFUL
    assert sorted(found) == [[f"again-ferry-{n}" for n in range(3)], [f"ferry-{n}" for n in range(3)]]


def test_a_chain_of_reports_is_not_one_story() -> None:
    """Each report is like the next and none like the last: the average of a group decides, not one link."""
    words = [f"{a}{b}{c}".capitalize() for a, b, c in itertools.product("bdfgklmn", "aeiou", ("lk", "rn", "st", "mp"))]
    chain = [
        Article(f"c{n:02}", "", "", "", "", "", " ".join(f"The {word} fell." for word in words[8 * n : 8 * n + 16]))
        for n in range(16)
    ]
    assert max(map(len, find_stories(chain))) <= 4


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["Rain fell."],
        ["", ""],
        ["the and of", "of and the"],
        ["it rained on the hills and the hay was lost", "the hay was lost when it rained on the hills"],
    ],
)
def test_poor_articles_are_no_trouble(texts: list[str]) -> None:
    """No names, no dates, no words at all: every article is in one story."""
    articles = [Article(f"a{n}", "", "", "", "", "", text) for n, text in enumerate(texts)]
    assert sorted(itertools.chain(*ids(articles))) == [article.id for article in articles]


def test_articles_without_names_are_grouped_by_their_words() -> None:
    """Names help, and are not needed."""
    plain = [replace(a, title="", text=a.text.lower()) for a in pile(dated=False)]
    found = ids(plain)
    assert sum(len({id.split("-")[0] for id in story}) == 1 for story in found) == len(found)
    assert len(found) < len(plain)


@pytest.mark.parametrize("published", ["2025", "2025-03", "soon", "2025-03-03T10:00:00+02:00"])
def test_a_date_that_is_not_a_day_is_no_date(published: str) -> None:
    """What does not name a day parts nothing, and breaks nothing."""
    articles = [replace(a, published=published) for a in pile()]
    assert [len(story) for story in find_stories(articles)] == [3, 3, 3]


def test_a_pile_grows_without_all_pairs() -> None:
    """Five times the articles take far less than twenty-five times the time."""

    def seconds(events: int) -> float:
        articles = [
            replace(a, id=f"{n}-{a.id}", text=f"{a.text} Kappel{n} and Murdoch{n} met at Zwirn{n}, said Abbot{n}.")
            for n in range(events)
            for a in pile()
        ]
        began = time.process_time()
        find_stories(articles)
        return time.process_time() - began

    seconds(2)
    few, many = seconds(20), seconds(100)
    assert many < 12 * few


@pytest.mark.parametrize("count", [41, 120])
def test_a_text_that_is_printed_everywhere_is_one_story(count: int) -> None:
    """So many copies make each of its words common in the pile; they are one story all the same."""
    text = (
        "The bridge at Halse opened on Monday. Mara Velling said it cost 40 million crowns, twice the estimate of Osk."
    )
    copies = [Article(f"c{n}", f"c{n}", f"Headline vell{n}o", "", "2025-03-04", "", text) for n in range(count)]
    assert [len(story) for story in find_stories(copies)] == [count]


def test_two_events_of_one_kind_told_in_the_same_words_are_two_stories() -> None:
    """What they share are the words of their kind; the place and the people are others."""
    told = "The river rose in the night and flooded the old town of {0}. Rescuers from {1} took people off roofs."
    more = " The mayor, {2}, said that schools stay shut and that the damage cannot be told before the water falls."
    casts = [
        (f"Br{v}dan", f"Tal{v}k", f"Ines D{v}rrow") for v in ("a", "e", "i", "o", "u", "au", "ei", "ou", "ea", "ia")
    ]
    articles = [
        Article(f"{n}{side}", f"{n}{side}", "", side, "2025-03-03", f"Flood in {cast[0]}", (told + more).format(*cast))
        for n, cast in enumerate(casts)
        for side in "ab"
    ]
    assert sorted(sorted(a.id for a in story) for story in find_stories(articles)) == [
        [f"{n}a", f"{n}b"] for n in range(len(casts))
    ]
