"""The example stories, end to end, with the engine that needs no model."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.engines.builtin import Builtin
from assistant.ingest import read
from assistant.pipeline import brief, digest
from assistant.schema import Briefing, Discrepancy, Quote

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
BESIDE = {"NOTES.md", "gold.yaml"}
STORIES = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir())


@cache
def briefing(name: str) -> Briefing:
    """The briefing of one example story."""
    return brief(read(str(CORPUS / name)), engine=Builtin())


def quotes_of(result: Briefing) -> Iterator[Quote]:
    """Every quote that a briefing shows."""
    for story in result.stories:
        yield from (q for s in story.summary for q in s.quotes)
        yield from (q for a in story.agreements for s in a.support for q in s.quotes)
        yield from (q for d in (*story.discrepancies, *story.cleared) for p in d.positions for q in p.quotes)
        yield from (q for s in story.single_source for q in s.quotes)
        yield from (q for e in story.timeline for q in e.quotes)


def positions(found: Discrepancy) -> str:
    """What the sources of a finding say, in one line."""
    return " / ".join(p.value for p in found.positions)


def test_there_are_stories() -> None:
    """The tests below do not pass for want of examples."""
    assert len(STORIES) >= 8


@pytest.mark.parametrize("name", STORIES)
def test_every_article_is_read(name: str) -> None:
    """All files of a story but its notes and labels become articles with a text, and none is a problem."""
    result = briefing(name)
    files = {path.name for path in (CORPUS / name).iterdir() if path.name not in BESIDE}
    assert {Path(article.path).name for article in result.articles} == files
    assert result.run.problems == ()


@pytest.mark.parametrize("name", STORIES)
def test_every_quote_is_in_its_article(name: str) -> None:
    """Each quote equals its span of the article that it names."""
    result = briefing(name)
    texts = {article.id: article.text for article in result.articles}
    quotes = list(quotes_of(result))
    assert quotes
    assert all(texts[q.article][q.start : q.end] == q.text for q in quotes)


@pytest.mark.parametrize("name", STORIES)
def test_no_clutter_is_quoted(name: str) -> None:
    """No quote touches what the page carries beside its report."""
    result = briefing(name)
    clutter = {article.id: article.clutter for article in result.articles}
    assert not [q for q in quotes_of(result) for c in clutter[q.article] if c.start < q.end and q.start < c.end]


@pytest.mark.parametrize("name", STORIES)
def test_claims_say_what_their_words_say(name: str) -> None:
    """The engine without a model writes no word of its own, and nothing of it is rejected."""
    for made in digest(read(str(CORPUS / name)), engine=Builtin()).digests:
        assert made.rejected == ()
        assert made.claims
        for claim in made.claims:
            quoted = " ".join(" ".join(q.text.split()) for q in claim.quotes)
            assert quoted.strip('“”"') == claim.text.strip('“”"')


@pytest.mark.parametrize("name", STORIES)
def test_counts_add_up(name: str) -> None:
    """Every pair of claims is accounted for."""
    (story,) = briefing(name).stories
    coverage = story.coverage
    assert coverage.pairs == coverage.claims * (coverage.claims - 1) // 2
    over = [s.count for s in coverage.not_compared if s.reason.startswith("more pairs")]
    skipped = sum(s.count for s in coverage.not_compared) - sum(over)
    assert coverage.pairs == coverage.candidates + skipped
    assert coverage.cleared == len(story.cleared)


@pytest.mark.parametrize("name", STORIES)
def test_a_finding_has_more_than_one_position(name: str) -> None:
    """Whatever is reported as differing shows at least two answers, each once, and a question."""
    (story,) = briefing(name).stories
    ids = [d.id for d in story.discrepancies]
    assert len(set(ids)) == len(ids)
    for found in story.discrepancies:
        said = [(p.article, p.value.lower()) for p in found.positions]
        assert len(set(said)) == len(said) >= 2, found
        assert found.question.endswith("?")


@pytest.mark.parametrize("name", STORIES)
def test_the_timeline_is_in_order(name: str) -> None:
    """Events are sorted by their date."""
    (story,) = briefing(name).stories
    assert [e.date for e in story.timeline] == sorted(e.date for e in story.timeline)


def test_the_bridge_reports_do_not_differ() -> None:
    """Where everything fits together nothing is reported."""
    (story,) = briefing("halse-bridge-opening").stories
    assert [(d.question, positions(d)) for d in story.discrepancies] == []
    assert story.agreements


def test_two_presidents_are_found() -> None:
    """The story with two names for one office names both."""
    (story,) = briefing("pakistan-iran-reports").stories
    roles = [positions(d) for d in story.discrepancies if d.kind == "identity_role"]
    assert any("Raisi" in said and "Pezeshkian" in said for said in roles)


def test_a_later_count_does_not_settle_that_two_reports_of_one_hour_differ() -> None:
    """Two counts of the missing at one hour contradict each other; the count two days later is told apart."""
    (story,) = briefing("lisk-valley-flood").stories
    missing = {d.verdict: d for d in story.discrepancies if "missing" in d.question}
    assert positions(missing["contradiction"]) == "62 people / 48 people"
    assert positions(missing["superseded"]) == "62 people / 48 people / Nine people"
    days = [p.published[:10] for p in missing["superseded"].positions]
    assert days == sorted(days)
