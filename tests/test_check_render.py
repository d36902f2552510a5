"""A check as an editor reads it."""

from dataclasses import replace

from assistant.checked import CheckedPair, CheckSummary
from assistant.render import render
from assistant.render.check import CALM, pairs, tally
from tests.render_records import CHECK, CLOSED


def test_counts_come_first_and_only_those_that_are() -> None:
    """What no sentence got is not counted up."""
    assert tally(CHECK.summary) == "3 sentences: 1 contradicted, 1 supported, 1 not checkable"
    assert tally(CheckSummary(0, 0, 0, 0, 0, "not_checkable", 0.0)) == "0 sentences"


def test_each_sentence_has_its_mark_its_reason_and_its_quotes() -> None:
    """The same quote has one footnote; sources are named by outlet."""
    said = render(CHECK, "md")
    assert f"- ✓ **supported**: {CLOSED}\n  - carried\n  - “{CLOSED}” (The North, 8 November 2025)[^2]" in said
    assert "- – **not checkable**: Why?\n  - A question." in said
    assert CALM not in said and "- Not done: x.pdf: empty" in said


def test_nothing_found_is_no_proof() -> None:
    """A draft against which nothing was found is told so with care, in both forms."""
    calm = replace(CHECK, sentences=CHECK.sentences[1:], summary=CheckSummary(0, 0, 0, 1, 1, "supported", 0.1))
    assert CALM in render(calm, "md") and CALM in render(calm, "html")


def test_a_table_of_pairs_keeps_its_columns() -> None:
    """Bars and markup of a reason are text."""
    said = pairs([CheckedPair("x|y", "unsupported", 0.5, "No source | names *Tom*.")])
    assert said.splitlines()[-1] == "| x\\|y | ? unsupported | 0.50 | No source \\| names \\*Tom\\*. |"
