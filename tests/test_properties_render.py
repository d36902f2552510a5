"""Whatever a result holds, it is written in every format that is text, and its JSON reads back as itself."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answered import Answer
from assistant.checked import Check
from assistant.render import RENDERERS, Result, render, render_file
from assistant.render.json import dump, load
from assistant.schema import Briefing, Comparison, Digests, Stories
from tests.properties import cheaply, results

KINDS: tuple[Any, ...] = (Briefing, Comparison, Digests, Stories, Check, Answer)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_result_is_written_and_read_back(kind: Any) -> None:
    """parse(render(x)) == x for JSON; nothing raises for the others, and all is UTF-8."""

    @cheaply(12)
    @given(results(kind))
    def check(result: Result) -> None:
        assert load(dump(result), kind) == result
        for form in sorted({form for each, form in RENDERERS if each is kind} | {"md"}):
            text = render(result, form)
            assert text.endswith("\n") and text.encode() == render_file(result, form)

    check()


@cheaply(12)
@given(results(Briefing))
def test_a_page_is_written(result: Briefing) -> None:
    """HTML of what may itself look like HTML."""
    page = render(result, "html")
    assert page.count("</html>") == 1 and page.rstrip().endswith("</html>")


@cheaply(12)
@given(results(Comparison) | results(Briefing))
def test_tables_and_data_can_be_read_by_others(result: Comparison | Briefing) -> None:
    """Rows of one width; objects that are JSON."""
    rows = list(csv.reader(io.StringIO(render(result, "csv"))))
    assert rows and len({len(row) for row in rows}) == 1
    json.loads(render(result, "claimreview"))


@cheaply(20)
@given(st.sampled_from(KINDS).flatmap(results), st.integers(0, 400), st.text(max_size=3))
def test_json_that_was_changed_is_refused_or_read(result: Any, at: int, put: str) -> None:
    """A user's error, never a traceback."""
    from assistant.errors import UserError

    text = dump(result)
    changed = text[: at % len(text)] + put + text[at % len(text) + 1 :]
    try:
        load(changed, type(result))
    except UserError as error:
        assert "not the JSON of" in str(error) and "\n" not in str(error)
