"""Rendering: what a result looks like in Markdown, HTML and JSON, made here by hand."""

import json
import re
from typing import Any

import jsonschema
import pytest

from assistant.errors import UserError
from assistant.render import FILES, RENDERERS, Result, render
from assistant.render.html import pieces, web_link
from assistant.render.json import SCHEMAS, dump, load, schema
from assistant.render.trace import quotes_in
from assistant.schema import Briefing
from tests.render_records import (
    ALL,
    ANSWER,
    BRIEFING,
    CLOSED,
    HOSTILE,
    NORTH,
    NOTE_ONLY,
    RESULTS,
    quote,
)


def test_the_table_has_every_result_in_every_format() -> None:
    """No command offers a format that cannot be written."""
    assert {(type(result), form) for result, form in [*ALL, *NOTE_ONLY]} == set(RENDERERS)
    assert set(FILES) == {(type(result), "docx") for result in RESULTS[:2]}


@pytest.mark.parametrize(("result", "form"), ALL)
def test_no_format_carries_control_characters(result: Result, form: str) -> None:
    """Escape sequences and direction overrides of an article never reach a terminal or browser."""
    text = render(result, form)
    assert text == re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)
    assert text.endswith("\n")


@pytest.mark.parametrize("result", [*RESULTS, ANSWER])
def test_json_comes_back_as_the_same_record(result: Result) -> None:
    """Dump and load are inverse, control characters included."""
    kind: Any = type(result)
    assert load(dump(result), kind) == result


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("briefing", RESULTS[0]),
        ("comparison", RESULTS[1]),
        ("digest", RESULTS[2]),
        ("check", RESULTS[-1]),
        ("answer", ANSWER),
    ],
)
def test_json_satisfies_its_schema(name: str, result: Result) -> None:
    """The schema that is printed is the schema of what is written."""
    described = schema(SCHEMAS[name])
    jsonschema.Draft202012Validator.check_schema(described)
    jsonschema.validate(json.loads(dump(result)), described)


def test_json_of_a_briefing_has_the_documented_keys() -> None:
    """The keys that other programs rely on are there."""
    made = json.loads(dump(BRIEFING))
    story = made["stories"][0]
    assert set(made) >= {"stories", "articles", "run"}
    assert set(story) >= {
        *("title", "summary", "agreements", "discrepancies"),
        *("single_source", "timeline", "cleared", "coverage"),
    }
    expected: list[tuple[dict[str, Any], set[str]]] = [
        (story["summary"][0], {"text", "quotes"}),
        (story["agreements"][0], {"fact", "sources", "origins", "support"}),
        (story["agreements"][0]["support"][0], {"article", "quotes"}),
        (
            story["discrepancies"][0],
            {"id", "question", "kind", "verdict", "severity", "why", "positions"},
        ),
        (story["discrepancies"][0]["positions"][0], {"article", "value", "quotes"}),
        (story["discrepancies"][0]["positions"][0]["quotes"][0], {"article", "start", "end", "text"}),
        (story["single_source"][0], {"article", "claim", "quotes"}),
        (made["articles"][0], {"id", "path", "title", "outlet", "published", "url", "text"}),
        (made["run"], {"model", "calls", "tokens", "prompts", "version"}),
    ]
    for record, keys in expected:
        assert set(record) >= keys


def test_loading_refuses_a_quote_that_is_not_its_span() -> None:
    """A quote that somebody edited is not taken for a found one."""
    forged = dump(BRIEFING).replace("The toll stands at 21.", "The toll stands at 99.", 1)
    with pytest.raises(UserError, match="is not its text"):
        load(forged, Briefing)


def test_loading_refuses_what_is_not_a_result() -> None:
    """A wrong file is a user error of one line that names the place."""
    with pytest.raises(UserError, match="not the JSON of a Briefing: stories") as caught:
        load('{"articles": []}', Briefing)
    assert "\n" not in str(caught.value)


def test_every_quote_of_a_result_is_found() -> None:
    """The walk over a result reaches the quotes of every section."""
    assert {q.text for q in quotes_in(BRIEFING)} == {
        *(CLOSED, HOSTILE),
        *("The   toll\nrose to 19.", "The toll stands at 21."),
    }


def test_html_is_self_contained_and_escaped() -> None:
    """The page fetches nothing, runs nothing and links only to web addresses."""
    for result in RESULTS:
        page = render(result, "html")
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert not re.search(r"<(link|img|iframe)|@import|url\(", page)
        assert re.findall(r'href="(?!#)([^"]*)"', page) == ["https://north.example/1"]


def test_html_links_reach_the_quote_in_its_source() -> None:
    """Every quoted statement can be followed to its place in the full text."""
    page = render(BRIEFING, "html")
    targets = set(re.findall(r'href="#([^"]*)"', page))
    assert targets
    assert targets <= set(re.findall(r'id="([^"]*)"', page))


def test_pieces_put_together_are_the_article() -> None:
    """Overlapping quotes neither lose nor double a character."""
    overlapping = [quote(NORTH, "over the Lisk"), quote(NORTH, "the Lisk closed"), quote(NORTH, CLOSED)]
    made = pieces(NORTH, overlapping)
    assert "".join(piece.text for piece in made) == NORTH.text
    assert "".join(piece.text for piece in made if piece.quoted) == CLOSED
    assert sum(len(piece.anchors) for piece in made) == 3


@pytest.mark.parametrize(
    ("url", "link"),
    [("https://a.example", "https://a.example"), ("javascript:x", ""), ("data:text/html,x", ""), ("", "")],
)
def test_only_web_addresses_become_links(url: str, link: str) -> None:
    """A feed cannot put a script behind a click."""
    assert web_link(url) == link
