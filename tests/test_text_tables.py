"""The facts of a sentence over a wide table of cases: numbers, dates, names, places, negation, modality, speakers."""

from typing import Any

import pytest

from assistant.text.dates import When
from assistant.text.facts import facts_of
from assistant.text.names import Name
from assistant.text.quantity import Quantity
from tests.facts_cases import CHECKS, CONTEXT, cases, read_whole, whole


@pytest.mark.parametrize(("section", "case"), cases(), ids=lambda part: part if isinstance(part, str) else str(part[0]))
def test_what_a_sentence_says(section: str, case: list[Any]) -> None:
    """Every case of the table comes out as it is written there."""
    assert CHECKS[section](*case)


def test_what_was_read_stands_where_it_says() -> None:
    """The words of every fact of the table are those between its offsets, and its other words are words."""
    for text in {str(case[0]) for section, case in cases() if section != "same"}:
        facts = facts_of(text, CONTEXT)
        found: tuple[Name | When | Quantity, ...] = (*facts.quantities, *facts.dates, *facts.names, *facts.places)
        for each in found:
            assert text[each.start : each.end] == each.text
        for amount in facts.quantities:
            assert isinstance(amount.unit + amount.head, str) and amount.step >= 0
            assert amount.low <= amount.value <= amount.high
        assert all(isinstance(when.zone, str) and isinstance(when.about, bool) for when in facts.dates)


@pytest.mark.parametrize(("text", "read"), whole().items())
def test_all_that_is_read_of_a_sentence(text: str, read: str) -> None:
    """Beside value and unit the words, what is counted or parted, the last digit's weight, and what is rough."""
    assert read_whole(text) == read
