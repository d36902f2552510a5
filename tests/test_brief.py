"""The briefing: what is told first, what is left out of it, and what happened when."""

from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.brief import brief_story
from assistant.brief.summary import SUMMARY
from assistant.schema import (
    Agreement,
    Article,
    Claim,
    Compared,
    Coverage,
    Digest,
    Discrepancy,
    Position,
    Quote,
    Sentence,
    Support,
)

COVERAGE = Coverage(2, 6, 0, 15, 3, 1, 2, 0)
NORTH = Article(
    "a1",
    "n.txt",
    "Storm",
    "North",
    "2025-11-12",
    "",
    "The storm sank 12 boats. The lock of Oxmere broke on Monday. Bread was shared in the church hall. "
    "Repairs begin in May 2026. A mill was built in 1850. The gale began at 6pm. Wardens counted the nets twice.",
)
SOUTH = Article(
    "a2",
    "s.txt",
    "Storm",
    "South",
    "2025-11-12",
    "",
    "The storm sank 15 boats. On 10 November the lock of Oxmere broke. A choir sang for the fishers. "
    "The inn opened on Saturday 13 September 2025. Lanterns lit the quay. Bread was shared in the old church hall.",
)


def parts(article: Article) -> list[Quote]:
    """The sentences of an article as quotes."""
    found, start = [], 0
    for piece in article.text.split(". "):
        text = piece if piece.endswith(".") else f"{piece}."
        found.append(Quote(article.id, start, start + len(text), text))
        start += len(text) + 1
    return found


def digest_of(article: Article) -> Digest:
    """A digest whose summary and claims are all sentences of an article."""
    quotes = parts(article)
    assert all(article.text[q.start : q.end] == q.text for q in quotes)
    claims = (Claim(f"{article.id}:{n}", article.id, q.text, (q,)) for n, q in enumerate(quotes, 1))
    return Digest(article.id, tuple(Sentence(q.text, (q,)) for q in quotes), tuple(claims))


N, S = parts(NORTH), parts(SOUTH)
BOATS = Discrepancy(
    "d1",
    "How many boats?",
    "number",
    "contradiction",
    "major",
    "12 / 15",
    (Position("a1", "12 boats", (N[0],)), Position("a2", "15 boats", (S[0],))),
)
LOCK = Agreement(N[1].text, 2, 2, (Support("a1", (N[1],)), Support("a2", (S[1],))))
COMPARED = Compared("Storm", (LOCK,), (BOATS,), (), (), COVERAGE)
STORY = brief_story((NORTH, SOUTH), (digest_of(NORTH), digest_of(SOUTH)), COMPARED)


def test_what_is_disputed_is_not_told_as_settled() -> None:
    """A summary sentence that stands on disputed words is left out."""
    told = [s.text for s in STORY.summary]
    assert not any("boats" in text for text in told)


def test_the_summary_is_short_and_says_nothing_twice() -> None:
    """A few sentences, of each like pair the first only."""
    told = [s.text for s in STORY.summary]
    assert 2 <= len(told) <= SUMMARY
    assert sum("lock" in text for text in told) == 1
    assert sum("Bread" in text for text in told) == 1


def test_of_a_superseded_figure_the_latest_may_be_told() -> None:
    """An update settles the question: the earlier report is left out, the later one is not."""
    earlier = replace(NORTH, published="2025-11-11")
    compared = replace(COMPARED, discrepancies=(replace(BOATS, verdict="superseded"),))
    told = brief_story((earlier, SOUTH), (digest_of(earlier), digest_of(SOUTH)), compared).summary
    texts = [s.text for s in told]
    assert N[0].text not in texts
    assert S[0].text in texts


def test_the_timeline_is_dated_and_in_order() -> None:
    """Events are those whose month is known, sorted; a bare year and a clock time are none."""
    assert all(len(event.date) >= 7 for event in STORY.timeline)
    assert all(a.date <= b.date for a, b in pairwise(STORY.timeline))
    assert {e.text for e in STORY.timeline} == {N[1].text, N[3].text, S[3].text}


def test_an_event_that_several_tell_stands_once() -> None:
    """Of claims that agree on the day only the first is in the timeline."""
    assert [e.article for e in STORY.timeline if "lock" in e.text] == ["a1"]


def test_an_event_has_the_day_its_words_give() -> None:
    """The date of an event is the one in its words: a weekday before it is the same day."""
    dated = {e.text: e.date for e in STORY.timeline}
    assert dated[N[1].text] == "2025-11-10"
    assert dated[N[3].text] == "2026-05"
    assert dated[S[3].text] == "2025-09-13"


def test_every_sentence_stands_on_words() -> None:
    """Nothing in a briefing is without its quotes, and the findings are passed on as they are."""
    texts = {"a1": NORTH.text, "a2": SOUTH.text}
    quotes = [q for sentence in STORY.summary for q in sentence.quotes]
    quotes += [q for event in STORY.timeline for q in event.quotes]
    assert quotes
    assert all(texts[q.article][q.start : q.end] == q.text for q in quotes)
    assert (STORY.title, STORY.agreements, STORY.discrepancies) == ("Storm", (LOCK,), (BOATS,))
    assert STORY.coverage is COVERAGE


def test_nothing_makes_an_empty_story() -> None:
    """Without articles there is neither summary nor timeline."""
    story = brief_story((), (), Compared("", (), (), (), (), COVERAGE))
    assert (story.summary, story.timeline) == ((), ())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The lock of Oxmere broke on Monday.", "2025-11-10"),
        ("When the lock broke on Monday, the mayor rang the bell.", "2025-11-10"),
        ("Ann Lee, who is 61, opened the lock on Monday.", "2025-11-10"),
        ("The clerk who kept the books was led away on Monday.", "2025-11-10"),
        ("The lock that broke on Monday is mended.", ""),
        ("Ann Lee, who opened the lock on Monday, has asked for a report.", ""),
        ("The mayor said that a barge had hit the lock on Monday.", ""),
        ("The report, concluded on Monday, will be read by all.", ""),
        ("The villages live from anglers, who come in September.", ""),
        ("Half of the boats are gone, the harbour office said on Monday.", ""),
        ("The lock of Oxmere had not been mended by Monday evening.", ""),
        ("The lock of Oxmere will be mended by 20 November.", "2025-11-20"),
        ("On 22 July that year the lock of Oxmere broke.", ""),
        ("OXMERE, Monday 10 November 2025 (Outlet) — There will be no feast.", ""),
    ],
)
def test_a_date_of_a_clause_that_hangs_on_another_is_no_event(text: str, day: str) -> None:
    """The timeline gives the day of what the main clause tells, or leaves the sentence out."""
    article = replace(NORTH, text=text)
    quote = Quote("a1", 0, len(text), text)
    digest = Digest("a1", (), (Claim("a1:1", "a1", text, (quote,)),))
    compared = replace(COMPARED, agreements=(), discrepancies=())
    assert [e.date for e in brief_story((article,), (digest,), compared).timeline] == ([day] if day else [])


@pytest.mark.parametrize(
    "doubtful",
    [
        "The storm sank 15 boats near the lock of Oxmere.",
        "The storm proves that the lock of Oxmere was weak.",
        "Oxmere, a town of 18,600 people, has a lock.",
    ],
)
def test_what_is_doubtful_or_background_is_told_last(doubtful: str) -> None:
    """A disputed figure in other words, what a report vouches for, and how many live there do not open a summary."""
    quote = Quote("a2", 900, 900 + len(doubtful), doubtful)
    south = digest_of(SOUTH)
    south = replace(south, summary=(Sentence(doubtful, (quote,)), *south.summary))
    told = brief_story((NORTH, SOUTH), (digest_of(NORTH), south), COMPARED).summary
    assert doubtful not in [s.text for s in told]
