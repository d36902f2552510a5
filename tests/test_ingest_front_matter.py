"""Front matter of plain lines is read as YAML reads it, or left to YAML."""

import pytest

from assistant.ingest.plain import _by_yaml, _plainly

PLAIN = (
    "title: Flood at Astin",
    "title: Flood\ndate: 2023-11-08\nurl: https://post.example/a?b=1",
    "title: \"Flood: the day after\"\noutlet: 'Post' ",
    "title:\noutlet: Post",
    "date: 12:30",
    "draft: no\nrank: 007",
    "title: a\ntitle: b",
)
OTHER = (
    "- a",
    "tags: [a, b]",
    "title: a # b",
    'title: "a\\n"',
    "title: a: b",
    "title: a\n  b",
    "a: &x b",
    "\ttitle: a",
    "",
)


@pytest.mark.parametrize("matter", PLAIN)
def test_plain_lines_are_read_as_yaml_reads_them(matter: str) -> None:
    """The same keys and values."""
    assert _plainly(matter) == _by_yaml(matter)


@pytest.mark.parametrize("matter", OTHER)
def test_anything_else_is_left_to_yaml(matter: str) -> None:
    """Lists, comments, escapes, folded lines."""
    assert _plainly(matter) is None
