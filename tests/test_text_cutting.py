"""Stretches of a sentence: what stands by itself, and what hangs on words before or behind it."""

import pytest

from assistant.text.cutting import is_noun, stands, stretches, whole
from assistant.text.words import tokens


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The council approved the wall", True),
        ("Ann Lee, the mayor, opened the wall", True),
        ("Twelve people were hurt", True),
        ("the wall approved by the council", False),
        ("Ann Lee, elected in May", False),
        ("Lisk Hydro, which runs the dam", False),
        ("approved the new wall", False),
        ("memorabilia and furs", False),
        ("", False),
    ],
)
def test_what_stands_by_itself(text: str, alone: bool) -> None:
    """A subject and a finite verb; participles, relative clauses and lists are fragments."""
    assert stands(list(tokens(text)), text) is alone


def clauses(text: str) -> list[str]:
    """The stretches of a sentence that can stand without the rest."""
    return [text[start:end] for start, end in stretches(text) if whole(text, start, end)]


def test_a_sentence_is_cut_between_its_clauses() -> None:
    """Each by itself, and both together."""
    first, second = "The wall fell on Friday", "Ann Lee left the council"
    assert sorted(clauses(f"{first}, and {second}.")) == sorted([first, second, f"{first}, and {second}"])


def test_nothing_begins_behind_a_denial() -> None:
    """What hangs on it would say the opposite by itself."""
    told = clauses("Ann Lee denied it, the wall fell.")
    assert told and "the wall fell" not in told


@pytest.mark.parametrize(("word", "noun"), [("bridge", True), ("council", True), ("said", False), ("slowly", False)])
def test_what_is_rather_a_noun(word: str, noun: bool) -> None:
    """Told by how often the base form is which part of speech."""
    assert is_noun(next(tokens(word))) is noun
