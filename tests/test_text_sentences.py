"""Sentences: where they begin and end, in order, apart from one another and from clutter."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.schema import Article, Clutter
from assistant.text.sentences import is_list_item, sentences


def split(text: str, *clutter: tuple[int, int]) -> list[str]:
    """The sentences of a text as words."""
    marked = tuple(Clutter(start, end, "advert") for start, end in clutter)
    article = Article("a1", "a1.txt", "", "", "", "", text, marked)
    return [text[span.start : span.end] for span in sentences(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell. Boats sank.", ["Rain fell.", "Boats sank."]),
        (
            "At lunch Sens. Korn and Lund spoke. Reps. Vey left.",
            ["At lunch Sens. Korn and Lund spoke.", "Reps. Vey left."],
        ),
        ("Dr. Korn spoke. She left.", ["Dr. Korn spoke.", "She left."]),
        ("It cost 3.5 crowns. He paid.", ["It cost 3.5 crowns.", "He paid."]),
        ("Tom B. Lund came. He sat.", ["Tom B. Lund came.", "He sat."]),
        ("No. 3 won. Tom lost.", ["No. 3 won.", "Tom lost."]),
        ("He left at 5 p.m. on Monday.", ["He left at 5 p.m. on Monday."]),
        ("“Go!” she said. He went.", ["“Go!” she said.", "He went."]),
        ("It rained (a lot). It stopped.", ["It rained (a lot).", "It stopped."]),
        ("He said: “It rained.” Then he left.", ["He said: “It rained.”", "Then he left."]),
        ("Was it so? Yes! Good.", ["Was it so?", "Yes!", "Good."]),
        ("Wait... what happened? Nothing.", ["Wait... what happened?", "Nothing."]),
        ("It grew in 2019. 2020 was worse.", ["It grew in 2019.", "2020 was worse."]),
        ("Tom I. Lund came. He sat.", ["Tom I. Lund came.", "He sat."]),
        ("He fell in World War I. Lund lived.", ["He fell in World War I.", "Lund lived."]),
        ("They chose Tom and I. He left.", ["They chose Tom and I.", "He left."]),
        ("It was I. He left.", ["It was I.", "He left."]),
        ("Harbour shut\nNobody was hurt.", ["Harbour shut", "Nobody was hurt."]),
        ("Rain fell.\n\n\nBoats sank.", ["Rain fell.", "Boats sank."]),
        ("- one oar\n- two oars", ["- one oar", "- two oars"]),
        ("", []),
        ("  \n \n", []),
        (
            "The wardens of the lower weir had been told to leave\nbefore the evening tide. They stayed.",
            ["The wardens of the lower weir had been told to leave\nbefore the evening tide.", "They stayed."],
        ),
    ],
)
def test_sentences_are_split(text: str, expected: list[str]) -> None:
    """Abbreviations, initials, decimals and quotations do not end a sentence; lines of their own do."""
    assert split(text) == expected


@pytest.mark.parametrize(
    ("clutter", "expected"),
    [
        ((), ["Rain fell.", "Buy boots now.", "Boats sank."]),
        (((11, 25),), ["Rain fell.", "Boats sank."]),
        (((0, 10),), ["Buy boots now.", "Boats sank."]),
        (((0, 37),), []),
        (((11, 15), (11, 25)), ["Rain fell.", "Boats sank."]),
    ],
)
def test_clutter_is_left_out(clutter: tuple[tuple[int, int], ...], expected: list[str]) -> None:
    """What is marked as clutter is in no sentence."""
    assert split("Rain fell. Buy boots now. Boats sank.", *clutter) == expected


@pytest.mark.parametrize(
    ("text", "listed"),
    [("- one oar", True), ("• one oar", True), ("3. one oar", True), ("b) an oar", True), ("One oar", False)],
)
def test_list_items_are_told(text: str, listed: bool) -> None:
    """A bullet or a number in front makes a list item."""
    assert is_list_item(text) is listed


@settings(deadline=None)
@given(
    st.text(st.sampled_from("Ab9 .!?…\n\u00a0”“-("), max_size=80),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=3),
)
def test_spans_are_ordered_apart_and_outside_clutter(text: str, gaps: list[tuple[int, int]]) -> None:
    """Whatever the text, spans come in order, do not overlap, are trimmed and touch no clutter."""
    marked = tuple(sorted(((s, s + n, "advert") for s, n in gaps), key=lambda gap: gap[0]))
    clutter = tuple(Clutter(*each) for each in marked)
    spans = sentences(Article("a1", "a1.txt", "", "", "", "", text, clutter))
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert not any(c.start < s.end and s.start < c.end for s in spans for c in clutter)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)


@settings(deadline=None)
@given(st.text(st.sampled_from("Ab9 .!?…\n”“-("), max_size=80))
def test_no_word_is_lost(text: str) -> None:
    """Without clutter, the sentences hold every character that is not white space."""
    assert "".join("".join(split(text)).split()) == "".join(text.split())
