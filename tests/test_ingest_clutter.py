"""What is marked as clutter, and above all what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.clutter import mark
from assistant.ingest.lines import split
from assistant.ingest.phrases import reason

PARAGRAPH = "The ferry Astrid sank off Marlow on Friday, and three of her passengers are still missing."


def marked(text: str, title: str = "") -> list[tuple[str, str]]:
    """The marked stretches of a text with their reasons."""
    return [(text[each.start : each.end], each.reason) for each in mark(split(text), title, {})]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 mins read", "reading time"),
        ("5 min read", "reading time"),
        ("4-minute read", "reading time"),
        ("Reading time: 12 minutes", "reading time"),
        ("Reading time: about two minutes", "reading time"),
        ("Picture Credit: Dawn", "picture credit"),
        ("Photo: Jane Doe / Marlow Courier", "picture credit"),
        ("Image: The ferry in port on Monday", "picture credit"),
        ("File photo: the Astrid", "picture credit"),
        ("(Photo by Jane Doe/Getty Images)", "picture credit"),
        ("Jane Doe/AFP via Getty Images", "picture credit"),
        ("Reuters/Jane Doe", "picture credit"),
        ("A version of this article appears in print on 8 November 2025, on page 3.", "publication line"),
        ("The minister at the harbour in May.CreditJane Doe/Agency", "photo caption"),
        ("Follow MarlowDesk on XInstagram, and Facebook for insights on ships across the north.", "social"),
        ("Follow us on Twitter", "social"),
        ("Follow The Marlow Ledger on Chirper and on Harbourside.", "social"),
        ("Like us on Facebook", "social"),
        ("Leave a Reply", "comments"),
        ("Your email address will not be published. Required fields are marked *", "comments"),
        ("Save my name, email, and website in this browser for the next time I comment.", "comments"),
        ("12 Comments", "comments"),
        ("Tell us what you think!", "comments"),
        ("Read more: Harbour office under fire", "related"),
        ("READ MORE »", "related"),
        ("Also read", "related"),
        ("Also read: Harbour office under fire", "related"),
        ("Related: Ten ships lost in ten years", "related"),
        ("You may also like", "related"),
        ("More football on pages 30 to 33.", "related"),
        ("ADVERTISEMENT", "advertisement"),
        ("[Advertisement]", "advertisement"),
        ("Story continues below", "advertisement"),
        ("Subscribe to our newsletter", "newsletter"),
        ("Sign up for our free daily newsletter.", "newsletter"),
        ("Sign up", "newsletter"),
        ("Get the news in your inbox every morning", "newsletter"),
        ("Share this", "share"),
        ("Share this article on Facebook", "share"),
        ("Share this: Mail | Print | Copy link", "share"),
        ("[Print] [Mail this] [Save]", "share"),
        ("Click here to read the report", "navigation"),
        ("Tags: ferry, Marlow, harbour", "navigation"),
        ("Previous article", "navigation"),
        ("Home > News > Norland", "navigation"),
        ("Page 3 of 7", "navigation"),
        ("All rights reserved.", "copyright"),
        ("© 2025 Marlow Courier. All rights reserved.", "copyright"),
        ("Copyright 2025 Marlow Courier", "copyright"),
        ("We use cookies to improve your experience.", "cookie"),
        ("Accept all cookies", "cookie"),
        ("Updated: 8 November 2025, 10:15", "date"),
        ("Jane Doe and John Roe contributed to this report.", "byline"),
        ("(Reporting by Jane Doe in Marlow; Editing by John Roe)", "byline"),
        ("Jane Doe writes about ships. Follow her on Twitter @janedoe.", "byline"),
    ],
)
def test_what_pages_say_around_a_report_is_marked(line: str, expected: str) -> None:
    """A whole line of page furniture is known by its shape."""
    assert reason(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Follow-up talks will be held in Oslo on Friday.",
        "Sources said the photo credit dispute was settled.",
        "Share prices fell 3 percent.",
        "Shares on the Marlow exchange rose slightly.",
        "Read more than 40 pages of the report and you find one name.",
        "Comments by the minister caused a row.",
        "12 comments were struck from the record.",
        "Like many on Facebook, the minister was wrong about the toll.",
        "Follow the money on Facebook, the senator said.",
        "Advertisement spending doubled in 2024.",
        "Subscribers to the newsletter fell by a third.",
        "Related charges were dropped in March.",
        "Also read aloud were the names of 14 victims.",
        "Copyright holders sued the company for 3 million crowns.",
        "All rights reserved for the islanders were revoked in 1987.",
        "(c) the harbour office must publish its books;",
        "Photo evidence showed the ferry listing at noon.",
        "The picture: sales fell 3 percent.",
        "Images taken from space show the river 4 km wide.",
        "Credit: lending to households fell in May.",
        "Published in the journal Waters, the study covers 31 lakes.",
        "Published on Monday, the report blames the pilot.",
        "Updated figures put the toll at 31.",
        "Reporting by the broadcaster found three more cases.",
        "Click farms were raided in three towns.",
        "Cookies were handed out to the children.",
        "Home sales rose for the third month.",
        "More than 40 people signed on page 3.",
        "Send troops now, the general urged.",
        "Five minutes read aloud from the book moved the court.",
        "The read time of the chip is 12 minutes.",
        "Tags were found on 31 of the birds.",
        "Next page came the confession.",
        "Sign up was slow, the office reported.",
        "Previous articles of the treaty were struck out.",
        "Join the queue at six, residents were told on Twitter.",
    ],
)
def test_a_sentence_of_a_report_is_never_marked(line: str) -> None:
    """A fact may begin like a button; losing it would be worse than keeping every button."""
    assert reason(line) == ""
    assert marked(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}") == []


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("MARLOW — ", "MARLOW —"),
        ("MARLOW, Norland (NWA) — ", "MARLOW, Norland (NWA) —"),
        ("MARLOW, Saturday 8 November 2025 (Marlow Evening Star) — ", None),
        ("MARLOW, Nov. 8, 2025 (Agency) - ", None),
        ("MARLOW, 8th of November -- ", None),
        ("MARLOW ―", "MARLOW ―"),
        ("Anders Tolm, 61 — ", ""),
        ("In the end, 8 November 2025 was the day — ", ""),
    ],
)
def test_a_dateline_is_marked_and_what_it_opens_is_not(opening: str, dateline: str | None) -> None:
    """Place, day, and paper or agency stand before the report and are no part of its first sentence."""
    found = [line for line, why in marked(f"{opening}{PARAGRAPH}") if why == "dateline"]
    wanted = opening.strip() if dateline is None else dateline
    assert [line.strip() for line in found] == ([wanted] if wanted else [])


def test_the_title_is_marked_wherever_it_is_repeated() -> None:
    """The same words in the same order are the title again, whatever their case and quotes."""
    text = f"Ferry 'sinks'\n\nFERRY ‘SINKS’\n\n{PARAGRAPH}"
    assert marked(text, "Ferry 'sinks'") == [("Ferry 'sinks'", "title"), ("FERRY ‘SINKS’", "title")]


@pytest.mark.parametrize(
    "heading",
    ["Background", "What’s Next", "A History of Shared Challenges", "How it came about", "BACKGROUND",
     "Rescue in the 1987 Flood", "Two ships in one night"],
)  # fmt: skip
def test_a_short_line_on_its_own_before_a_paragraph_is_a_heading(heading: str) -> None:
    """Titles of sections head what follows and say nothing themselves."""
    assert (heading, "heading") in marked(f"{PARAGRAPH}\n\n{heading}\n\n{PARAGRAPH}")
    assert (heading, "heading") in marked(f"{heading}\n\n{PARAGRAPH}")


@pytest.mark.parametrize(
    "line",
    [
        "Three were saved.",
        "“We saw it go”",
        "• Joint use of the gate",
        "1. Maritime safety",
        "Ship | Dead | Missing",
        "The death toll was put at a dozen",
        "Marlow 2 Astin 1",
        "who was at the wheel",
        "The names that were read:",
    ],
)
def test_a_line_that_may_state_something_is_no_heading(line: str) -> None:
    """List items, quotes, scores, rows of tables and statements stay."""
    assert marked(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}") == []


def test_what_follows_a_colon_is_quoted_not_headed() -> None:
    """A message without a full stop below "he wrote:" is what was written."""
    assert marked(f"He wrote:\n\nNo Ferry Sank Here Today\n\n{PARAGRAPH}") == []


def test_rows_of_wrapped_text_are_no_headings() -> None:
    """A row that happens to hold only names belongs to its paragraph."""
    text = "The talks were led on Friday by\nPrime Minister Anders Tolm\nwho then left. It was late."
    assert marked(text) == []


def test_headings_are_known_where_no_line_is_blank() -> None:
    """Texts with one paragraph a line have headings too."""
    assert marked(f"{PARAGRAPH}\nThe Inquiry\n{PARAGRAPH}") == [("The Inquiry", "heading")]


def test_a_list_of_names_is_not_taken_for_headings() -> None:
    """More than two short lines in a row are a list, and only the last two could head anything."""
    text = "\n\n".join([PARAGRAPH, "Anna Berg", "Carl Dahl", "Eva Falk", "Greta Holm", PARAGRAPH])
    assert [line for line, _ in marked(text)] == ["Eva Falk", "Greta Holm"]


def test_everything_short_after_the_comments_prompt_is_clutter() -> None:
    """What readers and forms say below the report is not the report."""
    text = f"{PARAGRAPH}\n\n{PARAGRAPH}\n\nLeave a Reply\n\nName\n\nI never trusted that boat."
    assert [each for _, each in marked(text)] == ["comments", "comments", "comments"]


def test_a_section_called_comments_keeps_its_sentences() -> None:
    """The word alone opens no comments when a sentence of the report follows."""
    text = f"{PARAGRAPH}\n\n{PARAGRAPH}\n\nComments\n\nThe ministry did not answer by Friday."
    assert marked(text) == [("Comments", "comments")]


def test_the_titles_of_other_stories_are_marked_with_their_heading() -> None:
    """Links below "Related stories" are not claims of this article."""
    text = f"{PARAGRAPH}\n\nRelated stories\n\nHarbour office under fire\n\nTen ships lost\n\n{PARAGRAPH}"
    assert [each for _, each in marked(text)] == ["related", "related", "related"]


@given(st.text(alphabet="ab A\n.:#•©1“Leave Reply", max_size=300), st.text(max_size=20))
def test_marks_are_ordered_apart_and_on_the_text(text: str, title: str) -> None:
    """Whatever the text, the marks are non-empty, in order, without overlap, and inside one line."""
    found = mark(split(text), title, {})
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    for each in found:
        stretch = text[each.start : each.end]
        assert stretch and stretch == stretch.strip() and "\n" not in stretch
