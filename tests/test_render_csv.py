"""The spreadsheet: its rows, and cells that stay text whatever an article wrote."""

import csv
import io
from dataclasses import replace

import pytest

from assistant.render import render
from assistant.render.csv import COLUMNS, inert
from assistant.schema import Briefing, Comparison, Review
from tests.render_records import BRIEFING, COMPARED, NORTH, RUN, SEVERAL, SOUTH, STORY, TOLL


def rows(result: Briefing | Comparison) -> list[dict[str, str]]:
    """The rows as a program reads them."""
    return list(csv.DictReader(io.StringIO(render(result, "csv").removeprefix("\ufeff"), newline=""), strict=True))


def test_every_position_support_and_claim_has_its_row() -> None:
    """The rows come in the order of the note, each with its words and their place."""
    made = rows(BRIEFING)
    assert [(row["section"], row["finding"], row["value"], row["outlet"]) for row in made] == [
        ("disputed", "d1", "19", "The North"),
        ("disputed", "d1", "21", "South <Post>"),
        ("one origin", "", "", "The North"),
        ("one origin", "", "", "South <Post>"),
        ("single source", "", "", "The North"),
        ("cleared", "c1", "19", "The North"),
        ("cleared", "c1", "21", "South <Post>"),
    ]
    texts = {article.id: article.text for article in BRIEFING.articles}
    for row in made:
        words = texts[row["article"]][int(row["start"]) : int(row["end"])]
        assert row["quote"] == inert(words)
    assert made[0] == {
        **dict.fromkeys(COLUMNS, ""),
        **{"story": STORY.title, "section": "disputed", "finding": "d1", "question": TOLL.question, "kind": "number"},
        **{"verdict": "contradiction", "severity": "major", "why": TOLL.why, "outlet": NORTH.outlet},
        **{"title": NORTH.title, "published": NORTH.published, "value": "19", "quote": "The toll rose to 19."},
        **{"start": "44", "end": "66", "article": "a1", "path": NORTH.path, "url": NORTH.url},
    }


def test_a_row_says_which_origin_its_source_has() -> None:
    """A copy is told from what it is a copy of."""
    copied = next(row for row in rows(SEVERAL) if row["article"] == "a2")
    assert (copied["origin"], copied["copy_of"]) == ("1", "The North, 8 November 2025")


def test_a_row_says_what_was_decided() -> None:
    """A resolved finding stands apart, with who resolved it and why."""
    decided = replace(TOLL, review=Review("resolved", "=recount", "Ada", "2025-11-10T08:00:00Z"))
    made = rows(Comparison((replace(COMPARED, discrepancies=(decided,)),), (NORTH, SOUTH), RUN))[0]
    assert (made["section"], made["review"]) == ("resolved", "resolved")
    assert made["review_note"] == "marked as resolved by Ada on 10 November 2025: =recount"


def test_the_file_is_what_spreadsheets_and_rfc_4180_expect() -> None:
    """A mark of its encoding, lines that end with CR and LF, every cell in quotation marks and in one line."""
    text = render(BRIEFING, "csv")
    assert text.startswith('\ufeff"story",')
    assert text.endswith('"\r\n')
    lines = text.split("\r\n")[:-1]
    assert len(lines) == len(rows(BRIEFING)) + 1
    assert not any("\n" in line or "\r" in line for line in lines)
    assert all(line.removeprefix("\ufeff").startswith('"') for line in lines)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(1+1)", "'@SUM(1+1)"),
        ("+1-555-0100", "'+1-555-0100"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("\t=1+1", "'=1+1"),
        ("\r=1+1", "'=1+1"),
        ("\n\n  =1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\u202e=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("calm;=1+1", "calm;'=1+1"),
        ('calm;"=1+1', "calm;\"'=1+1"),
        ("calm\n=1+1", "calm =1+1"),
        ("- a dash", "'- a dash"),
        ("-5 %", "-5 %"),
        ("+3,400", "+3,400"),
        ("-12.5%", "-12.5%"),
        ("-5", "-5"),
        ("’twas = so; no – yes", "’twas = so; no – yes"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula_and_stays_readable(text: str, cell: str) -> None:
    """An apostrophe goes before what would be a formula; a number with its sign stays one."""
    assert inert(text) == cell


@pytest.mark.parametrize("head", "=+-@")
def test_what_articles_and_people_write_cannot_begin_a_formula(head: str) -> None:
    """Titles, outlets, values, questions, paths and notes are all defused."""
    bad = f'{head}HYPERLINK("https://x.example")'
    north = replace(NORTH, title=bad, outlet=bad, path=bad, url=bad, published=bad)
    positions = tuple(replace(position, value=bad, speaker=bad) for position in TOLL.positions)
    finding = replace(TOLL, question=bad, why=bad, positions=positions)
    story = replace(COMPARED, title=bad, discrepancies=(finding,))
    for row in rows(Comparison((story,), (north, SOUTH), RUN)):
        for name, cell in row.items():
            assert cell[:1] not in set("=+-@\t\r"), name
    assert f"'{bad}" in rows(Comparison((story,), (north, SOUTH), RUN))[0].values()
