"""The facts of a sentence over a wide table of cases: numbers, dates, names, places, negation, modality, speakers."""

from typing import Any

import pytest

from tests.facts_cases import CHECKS, cases


@pytest.mark.parametrize(("section", "case"), cases(), ids=lambda part: part if isinstance(part, str) else str(part[0]))
def test_what_a_sentence_says(section: str, case: list[Any]) -> None:
    """Every case of the table comes out as it is written there."""
    assert CHECKS[section](*case)
