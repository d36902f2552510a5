"""What is put to the engine: batches of two articles that a third one does not change."""

import random
from collections.abc import Sequence
from itertools import combinations

import pytest

from assistant.compare.asked import Open, worth_asking
from assistant.compare.statements import Statement, statements_of
from assistant.schema import Article, Claim, Quote

SIZE, MOST = 4, 12
Batch = tuple[str, ...]


def statements(article: str, count: int) -> list[Statement]:
    """Claims of one article."""
    text = "The ferry sank."
    source = {article: Article(article, "", "", "", "", "", text)}
    quotes = (Quote(article, 0, len(text), text),)
    return statements_of([Claim(f"{article}:{n}", article, text, quotes) for n in range(count)], source)


def pairs_of(articles: Sequence[str]) -> list[Open]:
    """Pairs of every two articles, as many and as alike as the names of the two decide."""
    made = []
    for a, b in combinations(articles, 2):
        chance = random.Random(" ".join(sorted((a, b))))
        lefts, rights = statements(a, 4), statements(b, 4)
        made += [
            (round(chance.random(), 2), left, right) for left in lefts for right in rights if chance.random() < 0.5
        ]
    return made


def batches_of(articles: Sequence[str]) -> set[Batch]:
    """The batches that are asked about some articles, each as the ids in it."""
    made: dict[tuple[str, str], list[str]] = {}
    for _, left, right in worth_asking(pairs_of(articles), SIZE, MOST):
        made.setdefault((left.claim.article, right.claim.article), []).append(f"{left.claim.id} {right.claim.id}")
    return {tuple(ids[i : i + SIZE]) for ids in made.values() for i in range(0, len(ids), SIZE)}


@pytest.mark.parametrize("place", [0, 3, 12])
def test_an_article_more_changes_no_other_batch(place: int) -> None:
    """Wherever it stands, a new article brings batches of its own and takes some of the others away."""
    articles = [f"a{n}" for n in range(12)]
    before = batches_of(articles)
    after = batches_of([*articles[:place], "new", *articles[place:]])
    fresh = after - before
    assert fresh
    assert all("new:" in batch[0] for batch in fresh)
    assert before & after


def test_nothing_is_left_out_where_all_fits() -> None:
    """With room enough every pair is asked about, once, the most alike of two articles first."""
    pairs = pairs_of(["a", "b", "c"])
    asked = worth_asking(pairs, 5, 1000)
    assert sorted(asked, key=repr) == sorted(pairs, key=repr)
    scores = [score for score, left, right in asked if (left.claim.article, right.claim.article) == ("a", "b")]
    assert scores == sorted(scores, reverse=True)
    assert worth_asking([], 5, 10) == []


def test_a_story_has_a_measure() -> None:
    """There are no more pairs than the articles together are worth, and of each article some."""
    articles = [f"a{n}" for n in range(20)]
    asked = worth_asking(pairs_of(articles), SIZE, MOST)
    assert len(asked) <= MOST * len(articles)
    assert len(asked) < len(pairs_of(articles))
    assert {s.claim.article for _, *pair in asked for s in pair} == set(articles)
    assert 0 < len(worth_asking(pairs_of(articles), 10, 3)) <= 3 * len(articles)
