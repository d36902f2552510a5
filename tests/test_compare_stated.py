"""A source supports a fact when it states it: its predicate, its names, its figures and its quotations."""

import pytest

from assistant.compare.shared import shared_clause
from assistant.compare.stated import said_by, shared_words, stated
from tests.test_compare_agreements import facts, said
from tests.test_compare_rules import statement


@pytest.mark.parametrize(
    ("fact", "other", "told"),
    [
        (
            "The council of Oxmere approved the harbour wall.",
            "Oxmere's council has approved the new harbour wall.",
            True,
        ),
        ("The harbour wall swallowed 640 crowns.", "They paid 640 crowns for the harbour wall.", True),
        (
            "The papers were signed by the foreign minister, Ann Lee.",
            "Ann Lee, the foreign minister, will travel to Oxmere in May.",
            False,
        ),
        ("The mayor, Ann Lee, praised the harbour wall.", "Ann Lee, the mayor, crossed the harbour wall.", False),
        ("He has shown an eagerness to praise mayor Ann Lee.", "Mayor Ann Lee fired back.", False),
        ("Ann Lee met Tom Brack, a guard hurt in the fire.", "The fire hurt Tom Brack, a guard.", False),
        ("The storm sank boats off Oxmere.", "The storm sank boats.", False),
        ("Ann Lee called the wall “a gift to every gull”.", "Ann Lee called the wall dear.", False),
        ("“We now have a council that listens.”", "“The council always nods.”", False),
        ("The harbour office said on Monday in its first estimate.", "Its first estimate came on Monday.", False),
        ("One of the guards injured in the fire.", "The guards injured in the fire went home.", False),
    ],
)
def test_a_support_states_the_fact(fact: str, other: str, told: bool) -> None:
    """Names, titles and roles in common are not enough, and a fragment is no fact."""
    first, second = said(fact, other)
    assert stated(fact, first, (first, second)) is told


def test_a_fact_is_no_wider_than_its_second_source() -> None:
    """What one source alone adds behind a preposition is left out."""
    members = said(
        "Ann Lee was challenged by Tom Brack in a lantern-lit barn during sheepshearing.",
        "The mayor is Ann Lee, whom Tom Brack had challenged.",
    )
    assert shared_clause(members, holds=stated) == "Ann Lee was challenged by Tom Brack."


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            (
                "Ann Lee said the wall was “a costly gift to every gull in the harbour”.",
                "“It is a costly gift to every gull,” she said.",
            ),
            "“a costly gift to every gull”",
        ),
        (("She called it “a gift to every gull”.", "It is a gift to every gull."), ""),
        (("“It is what it is to us,” he said.", "“It is what it is to us,” she said."), ""),
    ],
)
def test_words_that_both_print_as_a_quotation(texts: tuple[str, str], told: str) -> None:
    """The longest run within quotation marks; none outside of them, and none without content."""
    assert shared_words(said(*texts)) == told


def test_a_saying_has_its_speaker() -> None:
    """Where no two speakers are named."""
    words = "“We know the harbour wall.”"
    assert said_by(words, said(words, words, speaker="Ann Lee, the mayor")) == f"Ann Lee: {words}"
    assert said_by(words, [*said(words, speaker="Ann Lee"), *said(words, speaker="Tom Brack")]) == words


def test_a_figure_without_a_clause_is_told_as_a_figure() -> None:
    """No fragment: "the same figure" and what is counted, and the figures of the same sentences together."""
    assert facts(
        "The lighthouse keeper wrote that its stone tower of 188 metres sways.",
        "At low tide, gulls like the stone tower of 188 metres.",
    ) == ["The same figure: stone tower of 188 metres."]


def test_the_year_in_a_name_is_no_fact() -> None:
    """That two speak of one place and of something "of 2016" tells nothing."""
    assert (
        facts("Orla Venn sang in Oxmere during the 2016 regatta.", "A boat was sold in Oxmere during the 2016 show.")
        == []
    )


def test_what_a_country_owns_is_a_name_of_its_own() -> None:
    """That both speak of the country does not say that both speak of its province."""
    left, right = (
        statement("Raiders burned mills along the border of Maravel, in Maravel’s Corran Province.", "a1"),
        statement("Raiders burned mills along the border of Maravel.", "a2"),
    )
    assert not stated(left.claim.text, left, [left, right])
    assert stated(right.claim.text, right, [left, right])
