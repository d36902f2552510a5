"""Which sentences are no factual claims: questions, opinion, filler, fragments."""

from time import perf_counter

import pytest

from assistant.engines.builtin.opinion import skip_reason
from assistant.text.facts import Context, facts_of

CONTEXT = Context("2025-11-12", frozenset({"ulmeria", "dovrania"}))
TOPICAL = frozenset({"ulmeria", "dovrania"})


def reason(text: str) -> str:
    """Why a sentence of an article about two lands is left out."""
    return skip_reason(text, facts_of(text, CONTEXT), TOPICAL)


@pytest.mark.parametrize(
    "text",
    [
        "The storm sank 12 boats in the harbour.",
        "Ana Vell opened the new bridge on Monday.",
        "“We must never let this happen again,” said Ana Vell.",
        "The mayor said the future of the mill was uncertain.",
        "Wardens closed the lower lock after a crack was found in its gate.",
        "The council should repay 2.5 million crowns.",
        "Ulmeria and Dovrania signed the treaty on 3 May 2025.",
    ],
)
def test_claims_are_kept(text: str) -> None:
    """A named, dated or counted fact is a claim, and so is what somebody is quoted as saying."""
    assert reason(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- two oars and a sail were lost in the flood", "list item"),
        ("Will the bridge ever open for the people of the town?", "question"),
        ("“Will the bridge ever open for us?”", "question"),
        ("Flood in Oxmere", "fragment"),
        ("Harbour closed after flood", "fragment"),
        ("Too late.", "fragment"),
        ("Both lands should work together for the good of all their people.", "opinion"),
        ("Such bold cooperation could change the lives of many families for good.", "opinion"),
        ("Ulmeria and Dovrania must remain committed to a shared future.", "opinion"),
        ("This is a beacon of hope and a crucial milestone for the whole region.", "opinion"),
        ("This holds profound significance for the people of East Norland.", "opinion"),
        ("This matters a great deal.", "filler"),
        ("It remains a remarkable story in every way that counts.", "filler"),
    ],
)
def test_what_is_no_claim(text: str, expected: str) -> None:
    """Each sentence that is left out has its reason."""
    assert reason(text) == expected


def test_a_wall_of_quotation_marks_is_left_out_at_once() -> None:
    """Each mark might begin a quotation: looking for its end takes the square of their number."""
    started = perf_counter()
    assert reason("“ a" * 30_000) == "longer than a sentence"
    assert perf_counter() - started < 5
