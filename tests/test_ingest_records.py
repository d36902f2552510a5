"""Files of many articles: JSON lines and JSON lists."""

import json
from pathlib import Path

import pytest

from assistant.ingest import MAX_BYTES, read

FIRST = "The ferry Astrid sank off Marlow on Friday, and three of her passengers are missing."
SECOND = "Rescuers pulled 28 people from the water before the light failed, the harbour office said."


def written(folder: Path, name: str, content: str) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_text(content)
    return path


def test_json_lines_go_on_after_a_bad_line(tmp_path: Path) -> None:
    """Every bad line is named by file and number; the others are read."""
    lines = [
        json.dumps({"text": FIRST, "title": "Ferry", "source": "Gazette", "date": "8 Nov 2025", "id": "A 1"}),
        "{broken",
        "",
        json.dumps({"title": "no text"}),
        json.dumps({"text": " "}),
        json.dumps([1]),
        json.dumps({"event": "e", "articles": [{"outlet": "fox", "text": SECOND}, {"text": FIRST}]}),
        '{"text": "half a pair \\ud800 here", "title": 7}',
        "[" * 100_000,
    ]
    path = written(tmp_path, "all.jsonl", "\n".join(lines))
    reading = read(path)
    assert [each.id for each in reading.articles] == ["a-1", "all-7-1", "all-7-2", "all-8"]
    first = reading.articles[0]
    assert (first.title, first.outlet, first.published) == ("Ferry", "Gazette", "2025-11-08")
    assert [each.where.removeprefix(f"{path}:") for each in reading.problems] == ["2", "4", "5", "6", "9"]
    assert reading.articles[3].text == "half a pair \ufffd here"


def test_a_file_of_nothing_but_bad_lines_is_told_briefly(tmp_path: Path) -> None:
    """A wrong file is one mistake, not a thousand."""
    reading = read(written(tmp_path, "all.jsonl", "no json\n" * 1000))
    assert len(reading.problems) == 21
    assert reading.problems[-1].reason.startswith("980 more lines like these")


def test_a_line_over_the_limit_costs_only_itself(tmp_path: Path) -> None:
    """The stream goes on behind it."""
    content = json.dumps({"text": "x" * (MAX_BYTES + 9)}) + "\n" + json.dumps({"text": FIRST})
    reading = read(written(tmp_path, "all.jsonl", content))
    assert [each.text for each in reading.articles] == [FIRST]
    assert reading.problems[0].where.endswith("all.jsonl:1") and "10 MB" in reading.problems[0].reason


@pytest.mark.parametrize("value", [[{"text": FIRST}], {"text": FIRST}, {"articles": [{"text": FIRST}]}])
def test_json_may_be_a_list_an_article_or_an_event(tmp_path: Path, value: object) -> None:
    """The three shapes hold the same article."""
    (article,) = read(written(tmp_path, "all.json", json.dumps(value))).articles
    assert (article.id, article.text) == ("all-1", FIRST)


@pytest.mark.parametrize("value", [{"labels": [1]}, [], [1], "text", None])
def test_json_of_other_things_is_a_problem(tmp_path: Path, value: object) -> None:
    """A file of labels or settings is not taken for an article."""
    reading = read(written(tmp_path, "all.json", json.dumps(value)))
    assert reading.articles == ()
    assert "give" in reading.problems[0].reason
