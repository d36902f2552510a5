"""What is spoiled stands in one place, and what the gate says of it is read right."""

from pathlib import Path

import pytest

from bench.spoil import Outcome, Spoiling, misfits, row, spoil

RULES = "first,\nsecond,\nsecond,\n"
ONE = Spoiling("the first rule", "rules.txt", "first,\n")
TURNED = "assistant: fail: stories: regressions: 1,204 passed in the earlier run and fail now: lisk/d1 and 1,203 more"
MISSED = "assistant: fail: stories: claim_precision: 85.0 %, at least 86.0 % is asked for"


@pytest.mark.parametrize(
    ("spoiling", "told"),
    [
        (ONE, []),
        (ONE._replace(old="second,\n"), ["the first rule: stands 2 times in rules.txt: 'second,'"]),
        (ONE._replace(old="third"), ["the first rule: stands 0 times in rules.txt: 'third'"]),
        (ONE._replace(file="none.txt"), ["the first rule: stands 0 times in none.txt: 'first,'"]),
    ],
)
def test_an_entry_that_does_not_fit_is_named(tmp_path: Path, spoiling: Spoiling, told: list[str]) -> None:
    """Else something else would be spoiled, or nothing."""
    (tmp_path / "rules.txt").write_text(RULES, encoding="utf-8")
    assert misfits(tmp_path, [spoiling]) == told


def test_one_place_is_spoiled(tmp_path: Path) -> None:
    """And nothing beside it."""
    (tmp_path / "rules.txt").write_text(RULES, encoding="utf-8")
    spoil(tmp_path, ONE)
    assert (tmp_path / "rules.txt").read_text(encoding="utf-8") == "second,\nsecond,\n"


@pytest.mark.parametrize(
    ("code", "lines", "noticed", "turned", "floors"),
    [
        (0, [], "**no**", 0, []),
        (1, [TURNED], "yes", 1204, []),
        (1, [MISSED, TURNED], "yes", 1204, ["claim_precision"]),
        (1, ["Traceback (most recent call last):", "SyntaxError"], "crashed", 0, []),
    ],
)
def test_what_the_gate_says_is_read(code: int, lines: list[str], noticed: str, turned: int, floors: list[str]) -> None:
    """A program that no longer runs was not noticed by the gate."""
    outcome = Outcome(ONE, code, lines)
    assert (outcome.noticed, outcome.turned, outcome.floors) == (noticed, turned, floors)
    assert row(outcome).startswith(f"| the first rule | {noticed} | {code} |")
