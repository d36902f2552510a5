"""Candidates: which pairs are worth judging, and a count of all the others."""

import random
from collections import Counter
from itertools import combinations

import pytest

from assistant.compare.candidates import COMMON, PER_KEY, Candidates, candidates
from assistant.compare.statements import Scale, Scales, Statement, product, statements_of
from assistant.schema import Article, Claim, Quote
from bench.compare import kept
from bench.compare import statements as statements_in
from bench.synthetic import Told, stories

FILLER = (
    "The choir sang in the chapel.",
    "Farmers sold apples at the fair.",
    "A painter restored the tavern.",
    "Snow lay on the hills.",
    "Children planted a walnut.",
)


def statements(*texts: tuple[str, str]) -> list[Statement]:
    """Claims, each as the article it is in and its words."""
    made = []
    for number, (article, text) in enumerate(texts):
        claim = Claim(f"{article}:{number}", article, text, (Quote(article, 0, len(text), text),))
        made += statements_of([claim], {article: Article(article, "", "", "", "2025-11-12", "", text)})
    return made


def chosen(*texts: tuple[str, str]) -> tuple[Candidates, list[Statement]]:
    """The candidates among some claims and unrelated ones of a third article."""
    made = statements(*texts, *(("filler", text) for text in FILLER))
    return candidates(made, Scales(made)), made


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The ferry burned in the harbour.", "A ferry in the harbour caught fire."),
        ("Ulmerian President Bram Oster spoke.", "Guests met Ilse Korn, president of Ulmeria."),
        ("The flood killed 19 people.", "Five bodies were found; 21 people died."),
        ("Ana Vell, 54, was jailed.", "A judge sentenced Ana Vell, 57, to a year."),
        ("The gale began at 6pm.", "Trains stopped at 18:00."),
    ],
)
def test_pairs_of_one_thing_are_found(left: str, right: str) -> None:
    """Rare words in common, one office, one toll, one age or one hour make a pair."""
    found, _ = chosen(("a1", left), ("a2", right))
    assert (0, 1) in {(i, j) for i, j, _ in found.pairs}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The ferry burned in the harbour.", "Bread became dearer."),
        ("President Bram Oster spoke.", "Guests met Mayor Ilse Korn."),
        ("The storm sank 40 boats.", "The school has 60 pupils."),
    ],
)
def test_pairs_of_nothing_in_common_are_not(left: str, right: str) -> None:
    """Claims about different things are not judged."""
    found, _ = chosen(("a1", left), ("a2", right))
    assert (0, 1) not in {(i, j) for i, j, _ in found.pairs}


MANY = [(f"a{n % 3}", f"The {word} ferry burned in the {place}.") for n, (word, place) in enumerate(
    (word, place) for word in "red old tall wet grand".split() for place in "harbour lock river delta".split()
)]  # fmt: skip


@pytest.mark.parametrize("texts", [[], MANY[:1], MANY[:2], MANY])
def test_counts_add_up(texts: list[tuple[str, str]]) -> None:
    """Every pair of claims is a candidate or skipped for a reason."""
    found, made = chosen(*texts)
    assert found.total == len(made) * (len(made) - 1) // 2
    assert found.total == len(found.pairs) + sum(s.count for s in found.skipped)
    assert all(s.count > 0 and s.reason for s in found.skipped)
    assert len({(i, j) for i, j, _ in found.pairs}) == len(found.pairs)
    assert all(0 <= i < j < len(made) and 0 <= score <= 1.0001 for i, j, score in found.pairs)


def test_partners_are_few() -> None:
    """Of two articles that say one thing over and over, no more pairs are kept than either has claims."""
    each = 12
    found, made = chosen(*((id, "The ferry burned in the harbour.") for id in ("a1", "a2") for _ in range(each)))
    ids = [s.claim.article for s in made]
    across = [(i, j) for i, j, _ in found.pairs if (ids[i], ids[j]) == ("a1", "a2")]
    assert len(across) == each


@pytest.mark.parametrize("claims", [40, 80, 160])
def test_a_common_word_leads_to_few_pairs(claims: int) -> None:
    """What is looked at grows with the claims of two articles, not with their product."""
    odd = [f"{a}{b}" for a in "bdfglmnprst" for b in ("aro", "elu", "imo", "ory", "una", "ave", "iko", "osu")]
    texts = [(id, f"The ferry {odd[n % 88]}x{n} burned.") for id in ("a1", "a2", "a3") for n in range(claims)]
    made = statements(*texts)
    found = candidates(made, Scales(made))
    stems = len(made[0].facts.weights)
    assert found.met <= 3 * 2 * COMMON * stems * claims + 3 * COMMON * stems * claims
    assert found.met < 10 * COMMON * len(made) < found.total
    assert found.total == len(found.pairs) + sum(s.count for s in found.skipped)


def test_many_tolls_of_one_article_stand_for_few() -> None:
    """An article that lists one toll after another does not meet every toll of the other."""
    texts = [(id, f"The {word} flood killed {n} people.") for id in ("a1", "a2") for n, word in enumerate(WORDS, 20)]
    made = statements(*texts)
    found = candidates(made, Scales(made))
    assert len(found.pairs) <= len(WORDS) + PER_KEY**2 < len(WORDS) ** 2


WORDS = "ember marsh orchard walnut chapel lantern saddle copper willow hammer pepper basket candle feather".split()


@pytest.fixture(scope="module", name="told")
def synthetic_stories() -> list[Told]:
    """Three stories of five articles with planted events."""
    return stories(300, seed=11)


def by_ids(made: list[Statement]) -> dict[frozenset[str], float]:
    """The candidates of a story, by the ids of their claims."""
    found = candidates(made, Scales(made))
    assert found.total == len(found.pairs) + sum(s.count for s in found.skipped)
    return {frozenset((made[i].claim.id, made[j].claim.id)): score for i, j, score in found.pairs}


def test_planted_pairs_are_kept(told: list[Told]) -> None:
    """Nearly all wordings of one event are candidates, and few pairs else."""
    counts = sum((kept(each) for each in told), Counter[str]())
    assert counts["planted"] > 80
    assert counts["kept"] >= 0.98 * counts["planted"]
    assert counts["candidates"] <= 3 * 10 * 20  # no more than an article has claims, of ten pairs of articles


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_articles_is_nothing(told: list[Told], seed: int) -> None:
    """Whichever article comes first, the same claims are paired with the same likeness."""
    made = statements_in(told[seed % 3])
    names = sorted({s.claim.article for s in made})
    random.Random(seed).shuffle(names)
    shuffled = sorted(made, key=lambda s: names.index(s.claim.article))
    assert [s.claim.id for s in shuffled] != [s.claim.id for s in made]
    assert by_ids(shuffled) == by_ids(made)


def test_two_articles_do_not_feel_a_third(told: list[Told]) -> None:
    """The pairs of two articles are those that they have when nothing else is in the story."""
    made = statements_in(told[0])
    whole = by_ids(made)
    for pair in combinations(sorted({s.claim.article for s in made}), 2):
        alone = by_ids([s for s in made if s.claim.article in pair])
        assert alone
        assert alone.items() <= whole.items()
        among = [ids for ids in whole if {id.partition(":")[0] for id in ids} <= set(pair)]
        assert len(among) == len(alone)


def test_likeness_is_the_cosine() -> None:
    """The score of a pair is the cosine of its words, whatever a third article says."""
    found, made = chosen(("a1", "The ferry burned in the harbour."), ("a2", "A ferry in the harbour caught fire."))
    scales = Scales(made[:2])
    left, right = (scales.vector(s) for s in made[:2])
    score = next(score for i, j, score in found.pairs if (i, j) == (0, 1))
    assert score == pytest.approx(product(left, right))
    assert product(left, right) == pytest.approx(product(right, left))


def test_a_scale_weighs_what_is_rare_in_the_story() -> None:
    """A word of one claim weighs more than one of every claim; a vector has unit length."""
    scale = Scale([{"ferri": 0.5, "burn": 0.5}, {"ferri": 0.5, "sank": 0.5}, {"ferri": 0.5}])
    assert scale.weigh("burn", 0.5) > scale.weigh("ferri", 0.5) > 0
    vector = scale.vector({"burn": 0.5, "ferri": 0.5})
    assert sum(value * value for value in vector.values()) == pytest.approx(1)
    assert scale.vector({}) == {}


def test_scales_join_as_if_counted_together() -> None:
    """The scale of two groups of statements is that of all of them."""
    some, others = [{"ferri": 0.5, "burn": 0.5}, {"ferri": 0.5}], [{"sank": 0.5, "burn": 0.2}]
    joined, whole = Scale(some).beside(Scale(others), 2), Scale([*some, *others])
    assert [joined.weigh(s, 0.5) for s in ("ferri", "burn", "sank", "new")] == [
        whole.weigh(s, 0.5) for s in ("ferri", "burn", "sank", "new")
    ]


def test_what_alone_differs_is_met_where_all_else_agrees() -> None:
    """Claims that agree take all the room of two short reports; the figure that differs is looked at all the same."""
    agreed = ["Police arrested 28 supporters.", "The club hired 63 coaches.", "The repairs cost 14 million crowns."]
    told = [[*agreed, f"{count} stewards kept order{where}."] for count, where in ((387, ""), (284, " outside"))]
    held = statements(*((f"a{number}", text) for number, texts in enumerate(told) for text in texts))
    assert (3, 7) in {(i, j) for i, j, _ in candidates(held, Scales(held)).pairs}
