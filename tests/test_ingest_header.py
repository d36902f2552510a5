"""What header lines and dates are understood to say."""

import pytest

from assistant.ingest import dates
from assistant.ingest.header import Header, parse
from assistant.ingest.lines import split

BODY = "The ferry Astrid sank off Marlow on Friday, and three of her passengers are missing."


def header(text: str, title: str = "", published: str = "") -> Header:
    """The header of a text."""
    return parse(split(text), title, published)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-11-08", "2025-11-08"),
        ("2025-11-08T14:30:00Z", "2025-11-08T14:30:00+00:00"),
        ("2025-11-08 14:30:00.123", "2025-11-08T14:30:00"),
        ("Saturday, November 8, 2025", "2025-11-08"),
        ("Sat 8 Nov 2025", "2025-11-08"),
        ("November 8th, 2025", "2025-11-08"),
        ("Sept. 1, 2025", "2025-09-01"),
        ("8 Nov 2025 14:30", "2025-11-08T14:30:00"),
        ("8th of November 2025", "2025-11-08"),
        ("November 8, 2025 at 8:05 p.m. EST", "2025-11-08T20:05:00-05:00"),
        ("8 November 2025, 12.15am", "2025-11-08T00:15:00"),
        ("Sat, 08 Nov 2025 14:30:00 +0530", "2025-11-08T14:30:00+05:30"),
        ("8 November 2025, 14:30 XYZ", "2025-11-08T14:30:00"),
        ("Updated: 8 November 2025", "2025-11-08"),
        ("Last updated on November 8, 2025", "2025-11-08"),
        ("8 November\u00a02025", "2025-11-08"),
    ],
)
def test_a_date_is_read_in_the_forms_headers_use(written: str, iso: str) -> None:
    """Every explicit form becomes the same ISO date."""
    assert dates.iso(written) == iso


@pytest.mark.parametrize(
    "written",
    ["8/11/2025", "11/08/25", "November 2025", "Friday", "2025", "31 February 2025", "8 Nov 2025 25:61", "",
     "On 8 November 2025 the ferry sank", "Updated: the toll rose on 8 November 2025 to 31"],
)  # fmt: skip
def test_what_is_ambiguous_or_no_date_stays_unknown(written: str) -> None:
    """A wrong date is worse than none, so none is guessed."""
    assert dates.iso(written) == ""


@pytest.mark.parametrize(
    ("lines", "title", "outlet", "published"),
    [
        (" Ferry sinks off Marlow\n2025-11-08\nfox", "Ferry sinks off Marlow", "fox", "2025-11-08"),
        ("Ferry\nHarbour Gazette\n8 Nov 2025 14:30", "Ferry", "Harbour Gazette", "2025-11-08T14:30:00"),
        ("Ferry\n\nBy Jane Doe | Harbour Gazette | 8 Nov 2025", "Ferry", "Harbour Gazette", "2025-11-08"),
        ("Ferry\nThe Marlow Daily, 8 November 2025", "Ferry", "The Marlow Daily", "2025-11-08"),
        ("Ferry\nMarlow, 8 November 2025", "Ferry", "", "2025-11-08"),
        ("Ferry\nBy Jane Doe, Marlow Courier\n8 Nov 2025", "Ferry", "Marlow Courier", "2025-11-08"),
        ("Ferry\nThe Marlow Ledger", "Ferry", "The Marlow Ledger", ""),
        ("2025-11-08\nFerry: who is to blame?", "Ferry: who is to blame?", "", "2025-11-08"),
        ("Title: Ferry\nSource: Gazette\nDate: 2025-11-08", "Ferry", "Gazette", "2025-11-08"),
        ("Ferry\nUpdated: 9 Nov 2025\nPublished: 8 Nov 2025", "Ferry", "", "2025-11-08"),
        ("Ferry\nUpdated: 9 Nov 2025", "Ferry", "", "2025-11-09"),
        ("Ferry\n\nThree missing, says harbour\n\nBy Jane Doe\n8 Nov 2025", "Ferry", "", "2025-11-08"),
        ("Ferry\n8 Nov 2025 | 3 min read\nPhoto: Gazette\nFerry", "Ferry", "", "2025-11-08"),
        ("Ferry", "Ferry", "", ""),
        (BODY, "", "", ""),
    ],
)
def test_a_header_says_title_outlet_and_date(lines: str, title: str, outlet: str, published: str) -> None:
    """The layouts of real text files are understood, and a text without one gives nothing."""
    found = header(f"{lines}\n\n{BODY}")
    assert (found.title, found.outlet, found.published) == (title, outlet, published)


@pytest.mark.parametrize("text", ["", "\n\n", "Ferry sinks", BODY])
def test_a_single_line_has_no_header(text: str) -> None:
    """Without text that follows, a short line is all the text there is."""
    assert header(text) == Header("", "", "", "", {})


def test_a_title_may_stand_directly_on_its_paragraph() -> None:
    """No blank line is needed when the next line is too long to be a row of wrapped text."""
    assert header(f"Ferry sinks\n{BODY} She was the second ship of the line to go.").title == "Ferry sinks"


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        ("Published in MarlowDesk, November 8th, 2025\n\nLeave a Reply", "MarlowDesk", "2025-11-08"),
        ("Source: Harbour Gazette", "Harbour Gazette", ""),
        ("Source: the minister said that nobody had told her.", "", ""),
        ("Published in Nature, the study covers 31 lakes.", "", ""),
    ],
)
def test_an_imprint_at_the_end_gives_outlet_and_date(line: str, outlet: str, published: str) -> None:
    """The last lines are read for where and when it was published, and only for that."""
    found = header(f"Ferry sinks\n\n{BODY}\n\n{line}")
    assert (found.outlet, found.published) == (outlet, published)


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        ("MARLOW, Nov 8, 2025 (Reuters) - ", "2025-11-08"),
        ("MARLOW, Saturday 8 November 2025 (Agency) — ", "2025-11-08"),
        ("MARLOW, Nov 8 (Reuters) - ", ""),
        ("Marlow, Norland – On Friday, November 7, 2025, ", ""),
    ],
)
def test_a_dateline_gives_a_date_only_with_its_year(dateline: str, published: str) -> None:
    """An agency in a dateline is no outlet, and a day without a year is no date."""
    found = header(f"Ferry sinks\n\n{dateline}{BODY}")
    assert (found.outlet, found.published) == ("", published)


def test_a_paper_that_signs_its_dateline_is_the_outlet() -> None:
    """A text without a header says where it stood; what the header says of its outlet wins."""
    text = f"MARLOW, Saturday 8 November 2025 (Marlow Evening Star) — {BODY}"
    assert (header(text).outlet, header(text).published) == ("Marlow Evening Star", "2025-11-08")
    assert header(f"Ferry sinks\nHarbour Gazette\n8 Nov 2025\n\n{text}").outlet == "Harbour Gazette"
    assert header(f"MARLOW (Associated Press) — {BODY}").outlet == ""
    assert header(f"MARLOW (population 800) — {BODY}").outlet == ""


def test_a_standfirst_above_the_date_line_is_marked_unless_it_is_a_sentence() -> None:
    """A line in which the desk sums up the report is not what the report says."""
    lines = "Three missing as search goes on\n\nBy Jane Doe\n8 Nov 2025"
    assert header(f"Ferry\n\n{lines}\n\n{BODY}").marks[2] == "standfirst"
    assert 2 not in header(f"Ferry\n\n{lines.replace('goes on', 'goes on.')}\n\n{BODY}").marks


def test_the_first_row_of_wrapped_text_is_no_title() -> None:
    """A paragraph broken into rows begins with a short row that ends no sentence."""
    text = "The ferry Astrid sank off\nMarlow on Friday, and three of\nher passengers are missing."
    assert header(text).title == ""


def test_a_chronology_does_not_date_the_article() -> None:
    """A date that heads an entry after the opening paragraph is not the day of publication."""
    text = f"Ferry sinks\n\nHow it came about.\n\n3 November 2025\n\n{BODY}"
    assert header(text).published == ""


def test_a_known_title_and_date_are_recognised_not_replaced() -> None:
    """What the format says wins; the lines that repeat it are still marked."""
    text = f"Ferry sinks\n\nThree missing\n\n8 November 2025\n\n{BODY}"
    found = header(text, title="Ferry Sinks", published="2025-11-08T10:00:00")
    assert (found.title, found.published) == ("Ferry Sinks", "2025-11-08T10:00:00")
    assert found.marks == {0: "title", 2: "standfirst", 4: "date"}
