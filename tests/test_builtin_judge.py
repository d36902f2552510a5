"""Verdicts by wording: the same words, a negation on one side, one name in another's place."""

import pytest

from assistant.engines.builtin.judge import judge, longest_run
from assistant.schema import Claim, Pair, Verdict


def pair(left: str, right: str, alike: float) -> Pair:
    """Two claims of two articles with their likeness in the story."""
    return Pair(Claim("a1:1", "a1", left, ()), Claim("a2:1", "a2", right, ()), ("2025-11-12", "2025-11-12"), alike)


def judged(left: str, right: str, alike: float) -> Verdict:
    """The verdict on two texts, the same label from either side."""
    one, other = judge([pair(left, right, alike), pair(right, left, alike)])
    assert one.label == other.label
    return one


@pytest.mark.parametrize(
    ("left", "right", "alike", "label", "kind"),
    [
        (
            "The council approved the harbour plan.",
            "The harbour plan was approved by the council.",
            0.9,
            "same",
            "other",
        ),
        ("The council approved the harbour plan.", "Snow lay on the northern hills.", 0.0, "unrelated", "other"),
        (
            "The lower lock of the harbour was damaged by the storm.",
            "The lower lock of the harbour was not damaged by the storm.",
            0.9,
            "contradiction",
            "negation",
        ),
        ("The lower lock was not damaged.", "The lower lock wasn’t damaged.", 0.9, "same", "other"),
        (
            "The ferry caught fire in Oxmere before sunrise.",
            "The ferry caught fire in Dunmoor before sunrise.",
            0.7,
            "contradiction",
            "place",
        ),
        (
            "The rescuers praised Jory Lund for carrying children.",
            "The rescuers praised Ilse Korn for carrying children.",
            0.7,
            "contradiction",
            "identity_role",
        ),
        (
            "She said “the river took everything we had built” on Monday.",
            "“The river took everything we had built,” a fisher told guests.",
            0.1,
            "same",
            "other",
        ),
    ],
)
def test_wording_decides(left: str, right: str, alike: float, label: str, kind: str) -> None:
    """Like words agree, a negation or a swapped name opposes, few words in common are unrelated."""
    verdict = judged(left, right, alike)
    assert (verdict.label, verdict.kind) == (label, kind)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The lower lock was damaged.", "The lower lock was not damaged."),
        ("The warden resigned on Monday.", "The warden did not resign on Monday."),
        ("The old lower lock of the harbour is open.", "The old lower lock of the harbour is no longer open."),
    ],
)
def test_the_opposite_is_never_the_same(left: str, right: str) -> None:
    """However short the claims, one that negates the other does not agree with it."""
    assert judged(left, right, 0.9).label != "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The lower lock was damaged.", "If the lower lock was not damaged, it would open."),
        ("The lower lock was damaged.", "Wardens checked whether the lower lock was not damaged."),
    ],
)
def test_a_condition_negates_nothing(left: str, right: str) -> None:
    """What is only supposed contradicts nothing."""
    assert judged(left, right, 0.9).label != "contradiction"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Jory Lund caught a char near Oxmere.", "Ilse Korn planted a walnut near Dunmoor."),
        ("Rescuers praised Lund for his help.", "Rescuers praised Jory Lund for his help."),
    ],
)
def test_other_names_in_other_places_are_no_swap(left: str, right: str) -> None:
    """Two names in unlike sentences, and a last name beside its full form, are not opposed."""
    assert judged(left, right, 0.3).label != "contradiction"


def test_names_alone_are_no_statement() -> None:
    """Two sentences that share only a name and office do not say the same."""
    left = "Ana Vell, the mayor of Oxmere, planted a walnut."
    right = "Ana Vell, the mayor of Oxmere, slept through the gale."
    assert judged(left, right, 0.2).label == "unrelated"


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("the storm sank the boats", "a storm sank the boats", 4),
        ("the storm sank the boats", "the boats sank", 0),
        ("of the and in", "of the and in", 0),
        ("", "storm", 0),
    ],
)
def test_the_longest_run(left: str, right: str, words: int) -> None:
    """Equal words in a row are counted, at least three of them content words."""
    assert longest_run(left, right) == words
    assert longest_run(right, left) == words


def test_one_verdict_a_pair_in_order() -> None:
    """Verdicts come in the order of the pairs; none for none."""
    pairs = [pair("The lock broke.", "Snow fell.", 0.0), pair("The old lock broke.", "The old lock broke.", 1.0)]
    assert [v.label for v in judge(pairs)] == ["unrelated", "same"]
    assert judge([]) == []
