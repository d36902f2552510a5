"""All that the rules say of pairs of sentences, and what brings two statements together for a rule."""

from typing import Any

import pytest

from assistant.compare.rules.apart import apart_keys
from assistant.compare.rules.bodies import body_keys
from assistant.compare.rules.slips import telling_digits
from tests.test_compare_rules import statement
from tests.verdicts import rows, said, turned


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['left']} / {row['right']}")
def test_all_that_is_said_of_a_pair(row: dict[str, Any]) -> None:
    """Label, kind, question, reason, values and facts, in either order."""
    assert said(row) == row["said"]
    assert turned(row) == row["turned"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "The Lorne Inland Trade Committee met.",
            ["lorne * trade committee", "lorne inland * committee"],
        ),
        ("The Lorne Trade Committee met.", []),
        ("The Lorne Inland Trade Path opened.", []),
    ],
)
def test_bodies_are_held_side_by_side_that_differ_in_one_word(text: str, keys: list[str]) -> None:
    """Neither in the first nor in the last."""
    assert list(body_keys(statement(text))) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The Global Barley Index 2024 ranks Corrin tenth.", ["edition global barley index"]),
        ("Corrin-based millers and Lorne-based weavers left.", ["based"]),
        ("Ada Holm met Tom Brack.", ["meeting ada holm", "meeting tom brack"]),
        ("Ada Holm met the Lorne Trade Council.", []),
        ("Ada Holm saw Tom Brack.", []),
        ("Ada Holm met a smith.", []),
        ("Ada Holm met Lorne Council.", []),
    ],
)
def test_what_may_be_apart_is_held_side_by_side(text: str, keys: list[str]) -> None:
    """Editions of one name, bases, and meetings of one person."""
    assert list(apart_keys(statement(text))) == keys


@pytest.mark.parametrize(
    ("text", "digits"),
    [("They sold 1,208 nets.", "128"), ("They sold 2.1 million nets.", "12"), ("They sold 700 nets.", "")],
)
def test_a_slip_keeps_the_digits(text: str, digits: str) -> None:
    """Those that are no nought, in order of size, if there are two."""
    assert telling_digits(statement(text).facts.quantities[0]) == digits
