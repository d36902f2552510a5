"""Sentences are read from JSON that is still being written."""

import json

import pytest

from assistant.llm.partial import finished

REPLY = {
    "sentences": [
        {"text": 'She said: "no, }] never" \\ and left.', "passages": [1, 2]},
        {"text": "Zwölf\n[sic] {Häuser}", "passages": []},
        {"text": "Last", "passages": [3], "more": {"a": [[1], {"b": "]"}]}},
    ],
    "why": "",
}


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("indent", [None, 2])
def test_each_object_is_there_with_its_last_brace_and_not_before(ascii_only: bool, indent: int | None) -> None:
    """Escapes, brackets in strings and nesting do not open or close anything."""
    text = json.dumps(REPLY, ensure_ascii=ascii_only, indent=indent)
    ends = [found for end in range(len(text) + 1) for found in [finished(text[:end], "sentences")]]
    counts = [len(found) for found in ends]
    assert counts == sorted(counts) and set(counts) == {0, 1, 2, 3}
    assert all(found == REPLY["sentences"][: len(found)] for found in ends)
    for number in (1, 2, 3):
        assert text[: counts.index(number)].endswith("}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("No idea.", []),
        ('{"sentences": []}', []),
        ('{"sentences": [] , "why": [{"a": 1}]}', []),
        ('Here:\n```json\n{"sentences" : [ {"a": 1} , {"a": 2},', [{"a": 1}, {"a": 2}]),
        ('{"why": "say \\"sentences\\": [{}]", "sentences": [{"a": 1}', [{"a": 1}]),
        ('{"sentences": [12, "x", {"a": 1}, [{"a": 2}], {"a": 3}]}', [{"a": 1}, {"a": 3}]),
        ('{"sentences": [{"a": "line\nbreak"}', [{"a": "line\nbreak"}]),
        ('{"sentences": [{"a": 1}, {broken}, {"a": 2}]}', [{"a": 1}]),
        ('{"sentences": {"a": 1}}', []),
        ('{"sentences": [' + "[" * 200_000, []),
        ('{"sentences": [{"a": 1},,{"a": 2}]', [{"a": 1}, {"a": 2}]),
        ('{"sentences": [{"a": "\\ud83', []),
    ],
)
def test_what_can_be_read_and_what_cannot(text: str, expected: list[object]) -> None:
    """Prose around it, trailing commas and other items are stepped over; what is broken ends the reading."""
    assert finished(text, "sentences") == expected
