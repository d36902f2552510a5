"""The pipeline over several stories: each is compared by itself, and the engine is asked within stories only."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.compare.origins import CHANGED
from assistant.engines.builtin import Builtin
from assistant.errors import UserError
from assistant.pipeline import brief, compare, stories
from assistant.pool import Inline, Threads
from assistant.schema import Article, Draft, Pair, Problem, Reading, Verdict
from tests.pile import LONE, pile

READING = Reading((*pile(), LONE), (Problem("x.pdf", "no text in it"),))
WIRE = (
    "The river Lisk broke its levee at Senn on Tuesday and killed {toll} people, the wardens of the valley said. "
    "Boats brought 300 families to the grain stores on the hill, where lamps and blankets were waiting. "
    "Engineers doubt that the levee can be mended before the frost, and the ferry to Kelder stays closed. "
    "The council of Senn is to meet on Thursday to speak about the sluice, which had been locked for weeks."
)


class Asked(Builtin):
    """An engine that notes what it is asked."""

    name = "model"
    batch = 3

    def __init__(self) -> None:
        self.digested: list[str] = []
        self.batches: list[frozenset[tuple[str, str]]] = []

    def digest(self, article: Article) -> Draft:
        """Note the article."""
        self.digested.append(article.id)
        return super().digest(article)

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Note the claims of each pair."""
        self.batches.append(frozenset((pair.left.text, pair.right.text) for pair in pairs))
        events = {claim.article.split("-")[0] for pair in pairs for claim in (pair.left, pair.right)}
        assert len(events) == 1
        return super().judge(pairs)


@pytest.mark.parametrize("pool", [Inline(), Threads(3)])
def test_every_story_is_compared_by_itself(pool: Inline | Threads) -> None:
    """With `group` there is a story an event, a lone article is named, and no claim meets another event's."""
    made = compare(READING, engine=Builtin(), pool=pool, group=True)
    assert [[id.split("-")[0] for id in story.articles] for story in made.stories] == [
        ["ferry"] * 3,
        ["museum"] * 3,
        ["vote"] * 3,
    ]
    assert made.alone == ("fair-0",)
    assert made.articles == READING.articles
    assert made.run.problems == READING.problems
    for story in made.stories:
        told = {s.article for fact in story.agreements for s in fact.support} | {s.article for s in story.single_source}
        assert told <= set(story.articles)


def test_a_story_in_a_pile_is_what_it_is_by_itself() -> None:
    """Other articles of the pile change nothing in a story's findings."""
    together = {story.articles: story for story in brief(READING, engine=Builtin(), group=True).stories}
    for event in ("ferry", "museum", "vote"):
        held = tuple(article for article in READING.articles if article.id.startswith(event))
        (alone,) = brief(Reading(held), engine=Builtin()).stories
        assert together[alone.articles] == alone


def test_the_engine_is_asked_within_stories_only() -> None:
    """Batches are those of the stories by themselves, and an article on its own is not digested."""
    whole, parts = Asked(), Asked()
    compare(READING, engine=whole, pool=Inline(), group=True)
    for event in ("ferry", "museum", "vote"):
        held = tuple(article for article in READING.articles if article.id.startswith(event))
        compare(Reading(held), engine=parts, pool=Inline())
    assert whole.batches == parts.batches != []
    assert sorted(whole.digested) == [article.id for article in sorted(pile(), key=lambda a: a.id)]


def test_progress_counts_the_pairs_of_all_stories() -> None:
    """One count from none to all, not one a story."""
    seen: list[tuple[str, int, int]] = []
    compare(READING, engine=Asked(), pool=Inline(), group=True, watch=lambda *told: seen.append(told))
    judged = [(done, total) for step, done, total in seen if step == "comparing claims"]
    assert len({total for _, total in judged}) == 1
    assert [done for done, _ in judged] == sorted(done for done, _ in judged)
    assert judged[-1][0] == judged[-1][1] > 0


@pytest.mark.parametrize(("articles", "stories_", "alone"), [((LONE,), 1, 0), ((LONE, pile()[0]), 0, 2)])
def test_one_article_is_a_story_and_strangers_are_none(
    articles: tuple[Article, ...], stories_: int, alone: int
) -> None:
    """A single article is told in full; two that have nothing in common are listed."""
    made = brief(Reading(articles), engine=Builtin(), group=True)
    assert (len(made.stories), len(made.alone)) == (stories_, alone)


def test_without_grouping_all_is_one_story() -> None:
    """As it was asked for."""
    made = brief(READING, engine=Builtin())
    assert [len(story.articles) for story in made.stories] == [10]
    assert made.alone == ()


def test_the_stories_of_a_pile() -> None:
    """Title, articles, the days they span, and where they come from."""
    made = stories(READING)
    ferry = made.stories[0]
    assert ferry.title in {article.title for article in READING.articles if article.id.startswith("ferry")}
    assert (ferry.first, ferry.last) == ("2025-03-03", "2025-03-05")
    assert [origin.articles for origin in ferry.origins] == [("ferry-0",), ("ferry-1",), ("ferry-2",)]
    assert (made.alone, made.run.calls, made.run.problems) == (("fair-0",), 0, READING.problems)
    with pytest.raises(UserError, match="nothing to read"):
        stories(Reading(()))


def test_a_copy_with_a_changed_figure_is_news() -> None:
    """Two prints of one wire report are one origin, and the figure that one of them changed is found."""
    first = Article("a1", "a1.txt", "Levee breaks", "Echo", "2025-03-04", "", f"SENN (AP) — {WIRE.format(toll=19)}")
    other = replace(first, id="a2", outlet="Post", text=f"SENN (AP) — {WIRE.format(toll=23)}")
    (story,) = brief(Reading((first, other)), engine=Builtin()).stories
    (finding,) = story.discrepancies
    assert [position.value.split()[0] for position in finding.positions] == ["19", "23"]
    assert finding.why.endswith(CHANGED)
    assert [origin.articles for origin in story.origins] == [("a1", "a2")]
    assert story.agreements
    assert {fact.origins for fact in story.agreements} == {1}
