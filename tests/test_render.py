"""Rendering: what a result looks like in Markdown, HTML and JSON, made here by hand."""

import json
import re
from typing import Any

import jsonschema
import pytest

from assistant.errors import UserError
from assistant.render import NOTES, RENDERERS, WRITERS, Result, render
from assistant.render.json import SCHEMAS, dump, load, schema
from assistant.render.trace import quotes_in
from assistant.schema import Briefing
from tests.render_records import (
    ALL,
    ANSWER,
    BRIEFING,
    CLOSED,
    HOSTILE,
    NOTE_ONLY,
    RESULTS,
)


def test_the_table_has_every_result_in_every_format() -> None:
    """No command offers a format that cannot be written."""
    text = {(kind, form) for kind in NOTES for form in WRITERS if form in ("md", "html")}
    assert {(type(result), form) for result, form in [*ALL, *NOTE_ONLY]} == text | set(RENDERERS)


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
