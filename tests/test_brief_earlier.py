"""Articles, answers and sentences of an earlier note are known again, and nothing else is taken for them."""

from dataclasses import replace

import pytest

from assistant.brief.earlier import Told, same_answer, versions
from assistant.schema import Position
from tests.test_brief_since import MONDAY, SAME_DAY, TUESDAY, edited


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("17 dead", "at least 17 people", True),
        ("six hundred soldiers", "600 soldiers", True),
        ("At least 11 people", "at least 17 people", False),
        ("31", "Nine people", False),
        ("5 per cent", "5 years", False),
        ("Friday (2025-03-07)", "7 March (2025-03-07)", True),
        ("Friday (2025-03-07)", "Friday (2025-03-14)", False),
        ("Ada Holm", "ada holm", True),
        ("Ada Holm", "Bram Oster", False),
        ("The gate was locked all night.", "All night the gate was locked.", True),
    ],
)
def test_which_answers_are_the_same(one: str, other: str, same: bool) -> None:
    """Other words for a figure or day are no other answer; another figure is."""
    assert same_answer(Position("a", one, ()), Position("b", other, ())) is same


def test_which_article_is_which() -> None:
    """By text first, then by address, file and name where most of the text is still there."""
    texts = [MONDAY.text, SAME_DAY.text, TUESDAY.text]
    old = [
        replace(MONDAY, id=str(n), path=f"{n}.txt", url=f"http://x.example/{n}", text=t) for n, t in enumerate(texts)
    ]
    swapped = [replace(a, id=f"n{n}", path=f"{(n + 1) % 3}.txt") for n, a in enumerate(old)]
    assert {now: then.id for now, then in versions(swapped, old).items()} == {"n0": "0", "n1": "1", "n2": "2"}
    change = edited(old[0], "340 weavers", "430 weavers")
    for now in (
        replace(change, path="z.txt", id="z"),
        replace(change, url="", id="z"),
        replace(change, url="", path=""),
    ):
        assert versions([now], old)[now.id].id == "0"
    assert versions([replace(change, path="z.txt", url="", id="z")], old) == {}
    assert versions([replace(old[0], text="Another report. " * 9)], old) == {}, "a file may hold another article today"


@pytest.mark.parametrize(
    ("claim", "known"),
    [
        ("The mill employed 340 weavers.", True),
        ("At the mill 340 weavers were employed.", True),
        ("The mill employed 430 weavers.", False),
        ("The mill employed no weavers.", False),
        ("The mill employed 340 weavers, who were paid by the yard and lodged in a chapel at Kelder.", False),
        ("Ada Holm closed the bridge.", True),
        ("Ada Holm crossed the Lisk.", False),
    ],
)
def test_what_an_earlier_sentence_told(claim: str, known: bool) -> None:
    """Most of the words, the same figures, nothing negated."""
    assert Told([MONDAY]).tells(claim) is known
