"""What is new since an earlier note: true, worth its place, in order, and nothing where nothing has come in."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import get_args

import pytest

from assistant import brief, compare, read
from assistant.brief.since import EARLIER, since, telling
from assistant.compare.reviews import respected, review_of
from assistant.engines.builtin import Builtin
from assistant.render.json import dump, load
from assistant.schema import (
    Article,
    Briefing,
    Comparison,
    Discrepancy,
    News,
    NewsKind,
    Reading,
    Review,
    ReviewState,
)
from tests.cli_runner import ROOT
from tests.pile import pile

STORIES = sorted(path.parent.name for path in (ROOT / "corpus").glob("*/NOTES.md"))
KINDS: tuple[str, ...] = get_args(NewsKind)
ENGINE = Builtin()

MONDAY = Article(
    "north",
    "north.txt",
    "Mill fire at Astin",
    "The North",
    "2025-03-03",
    "",
    "Mill fire at Astin\n\nThe fire at the Astin mill killed 12 people on Sunday, the fire service said. "
    "Ada Holm, the mayor, closed the bridge over the Lisk. The mill employed 340 weavers.",
)
SAME_DAY = Article(
    "south",
    "south.txt",
    "Astin mill burns",
    "The South",
    "2025-03-03",
    "",
    "Astin mill burns\n\nSunday's fire at the Astin mill killed 15 people. Sparks flew as far as Kelder.",
)
TUESDAY = Article(
    "east",
    "east.txt",
    "Mill owner questioned",
    "The East",
    "2025-03-04",
    "",
    "Mill owner questioned\n\nThe fire at the Astin mill killed 19 people on Sunday, the fire service said. "
    "The mill at Astin employed 340 weavers. Police in Kelder questioned the owner, Bram Oster. He said nothing.",
)


@cache
def told(*articles: Article) -> Briefing:
    """The briefing of articles as one story."""
    return brief(Reading(articles), engine=ENGINE)


@cache
def corpus(story: str) -> tuple[Article, ...]:
    """The articles of an example story in the order in which they came out."""
    return tuple(sorted(read(ROOT / "corpus" / story).articles, key=lambda article: article.published))


def news(now: Briefing, before: Briefing | Comparison) -> list[News]:
    """What is new, of all stories."""
    return [item for story in since(now, before).stories for item in story.since]


def lines(now: Briefing, before: Briefing | Comparison) -> list[tuple[str, str, str]]:
    """The same as kind, text and what was, single claims left out."""
    return [(item.kind, item.text, item.was) for item in news(now, before) if item.kind != "said"]


def edited(article: Article, old: str, new: str) -> Article:
    """An article after its outlet changed some words of it."""
    assert old in article.text
    return replace(article, text=article.text.replace(old, new))


def marked(note: Briefing, state: ReviewState) -> Briefing:
    """A note after a person has decided about its first finding."""
    finding = replace(note.stories[0].discrepancies[0], review=Review(state, "both asked again", "Ada", "2025-03-05"))
    return respected(note, [review_of(finding, note)])


def test_a_flood_from_report_to_report() -> None:
    """The second day of the flood leads with the new counts, each beside what the first day had."""
    articles = corpus("lisk-valley-flood")
    assert lines(told(*articles[:4]), told(*articles[:3])) == [
        ("disputed", "How many people are missing?", ""),
        ("source", "Lisk Valley Courier", ""),
    ]
    soldiers = "How many soldiers: “600 soldiers to the valley” or “valley was raised on Thursday to 900”?"
    assert lines(told(*articles), told(*articles[:4])) == [
        ("answer", "How many people died? 31", "At least 11 people / at least 17 people"),
        ("answer", soldiers, "600 soldiers"),
        ("answer", "How many people are missing? Nine people", "62 people / 48 people"),
        ("source", "Capital Dispatch", ""),
    ]


@pytest.mark.parametrize("story", STORIES)
def test_every_line_stands_on_words_that_came_in(story: str) -> None:
    """Kinds in their order, nothing told twice, quotes exact, and a claim from a new article only."""
    articles = corpus(story)
    half = len(articles) // 2
    now, before = told(*articles), told(*articles[:half])
    found = news(now, before)
    new = {article.id for article in articles[half:]}
    texts = {article.id: article.text for article in articles}
    assert [KINDS.index(item.kind) for item in found] == sorted(KINDS.index(item.kind) for item in found)
    assert len({(item.kind, item.text, item.finding) for item in found}) == len(found)
    for item in found:
        assert item.quotes
        assert all(texts[quote.article][quote.start : quote.end] == quote.text for quote in item.quotes)
        assert new & {quote.article for quote in item.quotes} or item.kind == "resolved"
        if item.kind == "said":
            assert telling(item.text)
            assert not any(item.text in article.text for article in articles[:half])
    assert {item.text.partition(":")[0] for item in found if item.kind == "source"} == {
        article.label for article in articles[half:]
    }


def moved(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """The same articles in another folder, under other names."""
    return tuple(replace(a, id=f"copy-{n}", path=f"elsewhere/{n}.txt") for n, a in enumerate(articles))


def shuffled(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """The same articles in another order."""
    return tuple(random.Random(7).sample(articles, len(articles)))


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("change", [tuple, shuffled, moved])
def test_the_same_articles_tell_nothing_new(
    story: str, change: Callable[[tuple[Article, ...]], tuple[Article, ...]]
) -> None:
    """Neither again, nor in another order, nor from another folder."""
    articles = corpus(story)
    assert news(told(*change(articles)), told(*articles)) == []


@pytest.mark.parametrize("story", ["merrowland-economy", "lisk-valley-flood"])
def test_the_same_words_in_another_wording_tell_nothing_new(story: str) -> None:
    """Another engine may word claims, facts and questions otherwise, and group them anew: their words are the same."""
    note = told(*corpus(story))
    (held,) = note.stories
    reworded = replace(
        held,
        agreements=tuple(replace(a, fact=f"Reports have it: {a.fact}") for a in held.agreements[::2]),
        single_source=tuple(replace(s, claim=f"It is said: {s.claim}") for s in held.single_source),
        discrepancies=tuple(replace(d, id=f"{n}", question="What now?") for n, d in enumerate(held.discrepancies)),
    )
    other = replace(note, stories=(reworded,))
    assert news(other, note) == []
    assert news(note, replace(note, stories=(replace(reworded, agreements=held.agreements),))) == []


def test_a_comparison_serves_as_the_earlier_note() -> None:
    """Also one that was written to a file, by a version that knew fewer keys."""
    articles = corpus("lisk-valley-flood")
    earlier = compare(Reading(articles[:4]), engine=ENGINE)
    assert lines(told(*articles), load(dump(earlier), Comparison)) == lines(told(*articles), told(*articles[:4]))
    unnamed = replace(earlier, stories=tuple(replace(story, articles=()) for story in earlier.stories))
    assert lines(told(*articles), unnamed) == lines(told(*articles), earlier)


def test_a_new_answer_and_a_new_dispute() -> None:
    """Whoever contradicts on the same day disputes; a later figure is another answer."""
    question = "How many people died?"
    assert lines(told(MONDAY, SAME_DAY), told(MONDAY)) == [("disputed", question, ""), ("source", "The South", "")]
    assert lines(told(MONDAY, TUESDAY), told(MONDAY)) == [
        ("answer", f"{question} 19 people", "12 people"),
        ("agreed", "The mill employed 340 weavers.", "only The North"),
        ("source", "The East", ""),
    ]
    assert ("answer", f"{question} 19 people", "15 people / 12 people") in lines(
        told(MONDAY, SAME_DAY, TUESDAY), told(MONDAY, SAME_DAY)
    )


def test_what_a_new_source_alone_says() -> None:
    """What says something by itself and was not told before; "He said nothing." is left to the note."""
    said = [item.text for item in news(told(MONDAY, TUESDAY), told(MONDAY)) if item.kind == "said"]
    assert said == ["Police in Kelder questioned the owner, Bram Oster."]


def test_an_article_that_was_edited_in_place() -> None:
    """It is no new source; what it says now stands beside what it said."""
    before = told(MONDAY, SAME_DAY)
    after = replace(edited(MONDAY, "killed 12 people", "killed 14 people"), id="north-2")
    assert lines(told(after, SAME_DAY), before) == [
        ("answer", "How many people died? 14 people", "15 people / 12 people")
    ]
    (item,) = news(told(edited(MONDAY, "340 weavers", "430 weavers"), SAME_DAY), before)
    assert (item.kind, item.text, item.was) == (
        "said",
        "The mill employed 430 weavers.",
        "The mill employed 340 weavers.",
    )


def withdrawn() -> Iterator[tuple[str, Briefing, str]]:
    """How a contradiction ends, and what is told of it."""
    both = told(MONDAY, SAME_DAY)
    yield "resolved", marked(both, "resolved"), "Marked as resolved by Ada: both asked again."
    yield "false alarm", marked(both, "false_alarm"), "Marked as a false alarm by Ada: both asked again."
    yield "gone", told(MONDAY), "The South is no longer among the sources."
    yield "silent", told(MONDAY, edited(SAME_DAY, "killed 15 people", "killed people")), "The South no longer says so."
    (story,) = both.stories
    (finding,) = story.discrepancies
    eased = replace(finding, verdict="differing_scope", why="Two shifts are meant.")
    yield "cleared", told_as(both, (), (eased,)), "Cleared: Two shifts are meant."
    yield "unheld", told_as(both, (), ()), "The sources are no longer held to differ."
    later = replace(finding, verdict="superseded")
    yield "moved on", told_as(both, (later,), ()), "A later report gives 12 people."
    seen = replace(later, review=Review("confirmed", "both asked again", "Ada"))
    yield "confirmed before it moved on", told_as(both, (seen,), ()), "A later report gives 12 people."


def told_as(note: Briefing, found: tuple[Discrepancy, ...], cleared: tuple[Discrepancy, ...]) -> Briefing:
    """A note with other findings."""
    return replace(note, stories=(replace(note.stories[0], discrepancies=found, cleared=cleared),))


@pytest.mark.parametrize(("now", "why"), [(now, why) for _, now, why in withdrawn()], ids=[n for n, *_ in withdrawn()])
def test_how_a_dispute_was_resolved(now: Briefing, why: str) -> None:
    """By a person, by a later report, by its sources, or by a closer look; each is told once."""
    first = news(now, told(MONDAY, SAME_DAY))[0]
    assert (first.kind, first.text) == ("resolved", f"How many people died? {why}")
    assert first.was == "15 people / 12 people"
    assert [item.kind for item in news(now, told(MONDAY, SAME_DAY))].count("resolved") == 1
    assert news(now, now) == []


def test_what_was_closed_is_open_again() -> None:
    """A dispute that had been cleared, resolved or judged otherwise is newly disputed, with what was held of it."""
    both = told(MONDAY, SAME_DAY)
    (finding,) = both.stories[0].discrepancies

    def was(before: Briefing) -> list[tuple[str, str, str]]:
        return lines(both, before)

    question = finding.question
    unsure = told_as(both, (), (replace(finding, verdict="unsure"),))
    assert was(unsure) == [("disputed", question, "cleared: unsure")]
    assert was(marked(both, "false_alarm")) == [("disputed", question, "cleared: false alarm")]
    assert was(marked(both, "resolved")) == [("disputed", question, "resolved: 15 people / 12 people")]
    minor = told_as(both, (replace(finding, severity="minor"),), ())
    assert was(minor) == [("disputed", question, "minor contradiction")]
    reported = told_as(both, (replace(finding, verdict="disputed"),), ())
    assert was(reported) == [("disputed", question, "major disputed")]
    moved_on = told_as(both, (replace(finding, verdict="superseded"),), ())
    assert was(moved_on) == [("disputed", question, "superseded: 15 people / 12 people")]


def test_a_third_source_for_a_fact_is_no_news() -> None:
    """It was agreed already; and copies of one text agree on nothing."""
    third = replace(TUESDAY, id="west", path="west.txt", outlet="The West", title="Owner of mill questioned")
    third = edited(third, "Police in Kelder questioned the owner, Bram Oster. He said nothing.", "Rain fell on Kelder.")
    assert "agreed" not in {item.kind for item in news(told(MONDAY, TUESDAY, third), told(MONDAY, TUESDAY))}
    copy = replace(MONDAY, id="wire", path="wire.txt", outlet="The Wire")
    assert {item.kind for item in news(told(MONDAY, copy), told(MONDAY))} == {"source"}


def test_a_new_story_is_told_once() -> None:
    """By its sources; the other stories of the pile have nothing new, and what was alone was not told before."""
    reading = tuple(pile())
    now = brief(Reading(reading), engine=ENGINE, group=True)
    before = brief(Reading(tuple(a for a in reading if "museum" not in a.id)), engine=ENGINE, group=True)
    (item,) = news(now, before)
    labels = [f"{a.outlet}: {a.title}" for a in reading if "museum" in a.id]
    assert (item.kind, item.text) == ("source", ", ".join(labels))
    alone = replace(before, articles=reading, alone=tuple(a.id for a in reading if "museum" in a.id))
    assert news(now, alone) == [item]
    assert news(before, now) == [], "a story that is not read this time has no place in the note"


def test_an_article_that_the_earlier_note_could_not_tell_is_new() -> None:
    """It was listed there, but a model had failed on it: the reader learnt nothing of it."""
    before = told(MONDAY)
    failed = replace(before, articles=(MONDAY, TUESDAY))
    assert news(told(MONDAY, TUESDAY), failed) == news(told(MONDAY, TUESDAY), before)
    empty = replace(before, stories=(replace(before.stories[0], articles=(), single_source=()),))
    assert news(empty, replace(before, stories=())) == []


def test_sources_that_are_gone() -> None:
    """Told last, by name, without words: there are none any more."""
    assert lines(told(MONDAY), told(MONDAY, TUESDAY))[-1] == ("source", "The East", "The East")


def test_the_note_says_what_it_is_told_against() -> None:
    """The name is the caller's; nothing else of the note changes."""
    now = told(MONDAY, SAME_DAY)
    made = since(now, told(MONDAY), "monday.json")
    assert (made.since, since(now, now).since) == ("monday.json", EARLIER)
    assert replace(made, since="", stories=tuple(replace(s, since=()) for s in made.stories)) == now


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Ada Holm closed the bridge.", True),
        ("The bridge carried 400 carts.", True),
        ("He closed 3 bridges.", False),
        ("Everybody was glad.", False),
        ("“Tonight I want lists with fewer names.”", False),
        ("“We counted 300 doors,” she said.", False),
        ("“We counted 300 doors,” said Ada Holm.", True),
    ],
)
def test_what_says_something_by_itself(text: str, good: bool) -> None:
    """A reader who has only this line knows what it speaks of."""
    assert telling(text) is good


def test_a_note_day_by_day_tells_each_thing_once() -> None:
    """Whoever reads every note of a story meets no claim and no agreed fact a second time."""
    articles = corpus("merrowland-economy")
    notes = [told(*articles[: n + 1]) for n in range(len(articles))]
    met = [(item.kind, item.text) for a, b in pairwise(notes) for item in news(b, a) if item.kind in ("said", "agreed")]
    assert len(met) == len(set(met)) > 20
