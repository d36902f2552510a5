"""The gate behind every statement: words carry it only with its numbers, dates, names and polarity."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.carry import not_carried
from assistant.text.facts import Context

CONTEXT = Context("2025-11-12", frozenset({"vell", "brack"}), (("vell", "ana vell"),))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("Twelve boats sank in the harbour.", "12 boats sank in the harbour on Monday."),
        ("The pier cost 2.5 million crowns.", "The new pier cost 2.5 million crowns, Vell said."),
        ("The new pier is 410 metres long.", "The new pier is fully 410 m, or 410 metres, long."),
        ("The dam broke on Monday.", "The dam broke on 10 November 2025."),
        ("The mill closed in 2019.", "The mill closed in May 2019."),
        ("Vell opened the bridge.", "Ana Vell opened the new bridge at noon."),
        ("The bridge was not damaged.", "The bridge wasn’t damaged, wardens found."),
        ("The bridge opened.", "“The bridge opened,” said the mayor."),
    ],
)
def test_words_that_carry(statement: str, words: str) -> None:
    """Another wording with the same facts is carried."""
    assert not_carried(statement, words, CONTEXT) == ""


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("Ten boats sank in the harbour.", "Twelve boats sank in the harbour."),
        ("The pier cost 12 million crowns.", "The pier cost 12 million euros."),
        ("The pier cost 118 million crowns.", "The pier cost 118.4 million crowns."),
        ("The pier cost 118 million crowns.", "The pier cost a good deal of crowns."),
        ("The match ended 3-2 in Oxmere.", "The match ended 2-3 in Oxmere."),
        ("Half the boats in the harbour sank.", "A quarter of the boats in the harbour sank."),
        ("The toll rose to nineteen.", "The toll rose to twelve."),
        ("Nine of the boats sank in the harbour.", "Five of the boats sank in the harbour."),
        ("One person was hurt in the fire.", "Two people were hurt in the fire."),
        ("It fell to -5 degrees Celsius at the mill.", "It fell to -15 degrees Celsius at the mill."),
        ("The flood hit Route 12 at dawn.", "The flood hit Route 21 at dawn."),
        ("At most 12 boats sank in the harbour.", "At least 12 boats sank in the harbour."),
    ],
)
def test_another_number_is_not_carried(statement: str, words: str) -> None:
    """A number, its unit, its bound or its label that the words do not have is refused."""
    assert not_carried(statement, words, CONTEXT).startswith("the quote has no such number")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("The dam broke on Tuesday.", "The dam broke on Monday."),
        ("The dam broke on 4 May 2025.", "The dam broke on 3 May 2025."),
        ("The dam broke on 3 May 2024.", "The dam broke on 3 May 2025."),
        ("The mill closed in 2019.", "The mill closed in 2018."),
        ("The dam broke at 6pm.", "The dam broke at 7pm."),
        ("The dam broke on 3 May 2025.", "The dam broke at night."),
        ("The mill closed on 3 May 2019.", "The mill closed in May 2019."),
    ],
)
def test_another_date_is_not_carried(statement: str, words: str) -> None:
    """A date that the words do not have, or do not have so exactly, is refused."""
    assert not_carried(statement, words, CONTEXT).startswith("the quote has no such date")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("Tom Brack opened the bridge.", "Ana Vell opened the bridge."),
        ("The mayor of Dunmoor opened the bridge.", "The mayor of Oxmere opened the bridge."),
        ("Ana Vell opened the bridge.", "The mayor opened the bridge."),
        ("Ada Vell opened the bridge.", "Ana Vell opened the bridge."),
        ("Mary Brack opened the bridge.", "John Brack opened the bridge."),
    ],
)
def test_another_name_is_not_carried(statement: str, words: str) -> None:
    """A name that the words do not have is refused."""
    assert not_carried(statement, words, CONTEXT).startswith("the quote has no such name")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("The bridge was damaged.", "The bridge was not damaged."),
        ("The bridge was not damaged.", "The bridge was damaged."),
        ("The council did not approve the plan.", "The council approved the plan."),
        ("Ana Vell opened the bridge.", "Ana Vell refused to open the bridge."),
        ("Nobody was hurt in the fire.", "A warden was hurt in the fire."),
        ("The bridge is open.", "The bridge is no longer open."),
    ],
)
def test_the_opposite_is_not_carried(statement: str, words: str) -> None:
    """A negation on one side only is refused."""
    assert not_carried(statement, words, CONTEXT).startswith("negated on one side only")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("The bridge collapsed under heavy snow.", "The mayor welcomed the visitors."),
        ("Guards blamed careless anglers for the fire.", "The fire burned for a while."),
    ],
)
def test_other_words_do_not_carry(statement: str, words: str) -> None:
    """Too little in common is refused."""
    assert not_carried(statement, words, CONTEXT).startswith(("the quote does not say this", "the quote has no such"))


def test_a_name_may_stand_before_the_quote() -> None:
    """A pronoun's name is taken from the words around it, a name that is nowhere is refused."""
    statement, words = "Tom Brack left the meeting early.", "He left the meeting early."
    assert not_carried(statement, words, CONTEXT, "The envoy Tom Brack came by boat.") == ""
    assert "Brack" in not_carried(statement, words, CONTEXT, "The envoy Ilse Korn came by boat.")


@pytest.mark.parametrize("text", ["He said so himself.", "She was there before us.", "Who are you?"])
def test_a_sentence_of_small_words_is_carried_in_its_quotation_marks(text: str) -> None:
    """Where the same words stand, no rare word is needed to prove it."""
    assert not_carried(f"“{text}”", text, CONTEXT) == ""


SENTENCES = st.sampled_from(
    [
        "Ana Vell did not open the bridge on 3 May 2025.",
        "No more than 12 of the 30 boats sank at 6pm, according to Tom Brack.",
        "The toll rose to nineteen.",
        "“No,” she said.",
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(), SENTENCES), st.sampled_from(["", "2025-11-12", "soon"]))
def test_a_sentence_carries_itself(text: str, published: str) -> None:
    """Whatever the words say, they say that."""
    assert not_carried(text, text, Context(published)) == ""


@settings(deadline=None)
@given(st.integers(2, 999), st.integers(2, 999))
def test_a_changed_figure_is_never_carried(said: int, held: int) -> None:
    """Of two figures only the one in the words is carried."""
    reason = not_carried(f"The flood sank {said} boats.", f"In all, the flood sank {held} boats.", CONTEXT)
    assert (reason == "") == (said == held)


@pytest.mark.parametrize(
    ("statement", "words", "whole", "reason"),
    [
        ("One boat sank in the harbour.", "A boat sank in the harbour.", "", ""),
        ("Two boats sank in the harbour.", "A boat sank in the harbour.", "", "the quote has no such number: Two"),
        ("12 boats sank in the harbour.", "At least 12 boats sank in the harbour.", "", ""),
        ("At least 12 boats sank there.", "12 boats sank there.", "", "the quote has no such number: 12"),
        ("12 boats sank in the harbour.", "12 nets sank in the harbour.", "", "the quote has no such number: 12"),
        ("Ana Vell!", "Ana Vell", "", ""),
        ("The bridge nearly opened.", "The bridge opened.", "", "the quote has no such word: nearly"),
        ("The bridge had zithers.", "The bridge had music.", "", "the quote has no such word: zithers"),
        ("Only wardens opened it.", "Wardens opened it.", "", "the quote has no such word: Only"),
        (
            "The bridge opened and the mill did not burn.",
            "The bridge opened.",
            "",
            "the quote does not say this",
        ),
        ("The bridge opened.", "The bridge opened.", "The bridge opened, not the weir.", ""),
        (
            "The bridge opened.",
            "The bridge opened.",
            "Nobody said the bridge opened.",
            "negated on one side only: bridge",
        ),
        ("He did so.", "She did so.", "", "the quote does not say this"),
    ],
)
def test_the_reason_names_what_is_missing(statement: str, words: str, whole: str, reason: str) -> None:
    """The first number, word or negation that the quote, or its whole sentence, does not have."""
    assert not_carried(statement, words, CONTEXT, whole=whole) == reason
