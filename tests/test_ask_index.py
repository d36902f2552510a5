"""BM25 over kept stems, and rankings fused by reciprocal rank."""

import pytest

from assistant.ask.bm25 import Bm25
from assistant.ask.index import Entry, Index
from assistant.ask.ranking import RANK, Listed, fused

TEXTS = (
    ("ferry", "sink", "harbour"),
    ("ferry", "sail", "harbour", "ferry"),
    ("ferry", "crew", "rescu"),
)

ALL = 1000


def ranked(index: Index, weights: dict[str, float]) -> list[list[int]]:
    """The rankings for some words, whole."""
    near, others = index.rankings(weights)
    return [list(near.first(ALL)), *(list(ranking.first(ALL)) for ranking in others)]


def test_a_word_of_every_text_still_counts() -> None:
    """Three short articles on one ferry all have the word; whoever asks for it finds them."""
    scores = Bm25(TEXTS).scores({"ferry": 1.0})
    assert set(scores) == {0, 1, 2}
    assert min(scores.values()) > 0.1
    assert max(scores, key=lambda place: scores[place]) == 1


def test_many_common_words_do_not_drown_a_rare_one() -> None:
    """Of a long question, the one word that few texts have decides."""
    common = ("report", "month", "town", "street", "week")
    texts = [*[common[n % 5 :] + common[: n % 5] for n in range(30)], ("quarri", "town")]
    index = Index(texts, [len(texts)])
    asked = dict.fromkeys(("report", "month", "town", "week"), 0.6) | {"quarri": 0.9}
    assert ranked(index, asked)[0][0] == 30


@pytest.mark.parametrize(
    ("rankings", "order"),
    [
        ([[3, 1, 2]], [3, 1, 2]),
        ([[3, 1, 2], [1, 2]], [1, 2, 3]),
        ([[1, 2], [2, 1]], [1, 2]),
        ([[], [7]], [7]),
        ([], []),
    ],
)
def test_rankings_are_fused_by_reciprocal_rank(rankings: list[list[int]], order: list[int]) -> None:
    """What stands high in several rankings comes first, equals in the order of the articles."""
    assert list(fused([Listed(each) for each in rankings], ALL)) == order


def test_fused_scores_are_sums_of_reciprocal_ranks() -> None:
    """The constant is the paper's."""
    assert fused([Listed([5, 6]), Listed([6])], ALL) == pytest.approx(
        {6: 1 / (RANK + 2) + 1 / (RANK + 1), 5: 1 / (RANK + 1)}
    )


def test_a_neighbour_shares_in_a_hit() -> None:
    """The sentence after the one that was asked for comes before one far from it; not that of the next article."""
    texts = [("mayor", "speak"), ("gate", "stay"), ("rain", "fall"), ("snow", "fall")]
    assert ranked(Index(texts, [4]), {"mayor": 1.0})[0] == [0, 1, 2, 3]
    assert ranked(Index(texts, [1, 3]), {"mayor": 1.0})[0] == [0]


def test_an_article_that_tells_of_all_of_it_comes_first() -> None:
    """The same sentence counts more in the article that has the question's other words too, in text or title."""
    texts = [("crew", "safe"), ("rain", "fall"), ("crew", "safe"), ("ferry", "sink")]
    assert ranked(Index(texts, [2, 2]), {"crew": 1.0, "ferry": 1.0})[0][:2] == [3, 2]
    titled = Index(texts[:3], [2, 1], titles=[(), ("ferry",)])
    assert ranked(titled, {"crew": 1.0, "ferry": 1.0})[0][0] == 2
    assert titled.holds("ferry")
    assert not titled.holds("train")


def test_claims_and_findings_lead_to_their_passages() -> None:
    """Each kind is a ranking of its own, in passages."""
    claims = [Entry(("crew", "safe"), (2,)), Entry(("ferry", "sink"), (0, 1))]
    findings = [Entry(("mani", "crew"), (1, 2))]
    found = ranked(Index(TEXTS, [3], kinds=(claims, findings)), {"crew": 1.0, "sink": 0.2})
    assert found[1:] == [[2, 0, 1], [1, 2]]


def test_a_finding_that_says_little_of_what_is_asked_leads_nowhere() -> None:
    """One of few is first of its kind with any word at all; it must have much of what is asked."""
    kinds = ([Entry(("crew", "mani"), (1,), few=True)],)
    index = Index(TEXTS, [3], kinds=kinds)
    assert ranked(index, {"crew": 0.8, "mani": 0.6, "harbour": 0.9})[1] == [1]
    assert ranked(index, {"crew": 0.8, "sail": 0.9, "harbour": 0.9})[1] == []


def test_nothing_asked_finds_nothing() -> None:
    """No words, no articles: no error."""
    assert ranked(Index(TEXTS, [3]), {}) == [[]]
    assert ranked(Index((), ()), {"ferry": 1.0}) == [[]]
