"""Candidates: which pairs are worth judging, and a count of all the others."""

import pytest

from assistant.compare.candidates import PER_ARTICLE, Candidates, candidates
from assistant.compare.statements import Scale, Scales, Statement, cosine, statements_of
from assistant.schema import Article, Claim, Quote

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
    """Of two articles that say one thing over and over, each claim keeps its closest partners only."""
    each = 12
    found, made = chosen(*((id, "The ferry burned in the harbour.") for id in ("a1", "a2") for _ in range(each)))
    ids = [s.claim.article for s in made]
    across = [(i, j) for i, j, _ in found.pairs if (ids[i], ids[j]) == ("a1", "a2")]
    assert each <= len(across) <= 2 * PER_ARTICLE * each


def test_likeness_is_the_cosine() -> None:
    """The score of a pair is the cosine of its words, whatever a third article says."""
    found, made = chosen(("a1", "The ferry burned in the harbour."), ("a2", "A ferry in the harbour caught fire."))
    scales = Scales(made[:2])
    left, right = (scales.vector(s) for s in made[:2])
    score = next(score for i, j, score in found.pairs if (i, j) == (0, 1))
    assert score == pytest.approx(cosine(left, right))
    assert cosine(left, right) == pytest.approx(cosine(right, left))


def test_a_scale_weighs_what_is_rare_in_the_story() -> None:
    """A word of one claim weighs more than one of every claim; a vector has unit length."""
    scale = Scale([{"ferri": 0.5, "burn": 0.5}, {"ferri": 0.5, "sank": 0.5}, {"ferri": 0.5}])
    assert scale.weigh("burn", 0.5) > scale.weigh("ferri", 0.5) > 0
    vector = scale.vector({"burn": 0.5, "ferri": 0.5})
    assert sum(value * value for value in vector.values()) == pytest.approx(1)
    assert scale.vector({}) == {}
