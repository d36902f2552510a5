"""Figures that only two claims speak of, and words that must not be taken for a contradiction."""

import pytest

from assistant.compare.gates import gate
from assistant.compare.rules import decide
from assistant.compare.statements import Scales
from tests.test_compare_candidates import statements

CASES = [
    ("Thieves took 16 paintings from the museum in Varn.", "23 paintings were taken from the museum in Varn.", True),
    ("Thieves took 16 paintings from the museum in Varn.", "96 paintings were taken from the museum in Varn.", False),
    ("37 members voted for the plan.", "11 members voted against the plan.", False),
    ("The council is to buy 26 new buses.", "23 new buses are to be bought.", True),
    ("40 crates of pears are set aside for schools.", "For schools 60 crates of pears were set aside.", True),
    ("The firm made a loss of 32.5 million crowns last year.", "The firm made a loss of 38.9 million crowns.", False),
    ("The power failed in 5,604 households.", "Power was cut to 5,604 households in the valley.", False),
]


@pytest.mark.parametrize(("left", "right", "differ"), CASES)
def test_a_count_that_two_sources_give(left: str, right: str, differ: bool) -> None:
    """Contradiction or none, from the words alone."""
    held = statements(("a", left), ("b", right))
    scale = Scales(held).between(held[0], held[1])
    labels = {gate(v, held[0], held[1]).label for v in decide(held[0], held[1], scale)}
    assert ("contradiction" in labels) == differ
