"""Full text over what was asked and answered: ranked, stemmed, and no character is a command."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UserError
from assistant.sessions import Sessions, open_sessions
from assistant.sessions.search import Found, plain_search, search
from tests.conversations import said

TEXTS = (
    ("When did the ferry leave?", "The ferry to Oske left at nine."),
    ("Who signed the agreements?", "Ada Holm signed two agreements in Räkvere."),
    ("What of the ferry strike?", "The strike of the crews ended on Monday; one agreement was reached."),
    ("", "The office closed."),
)
Search = Callable[[tuple[tuple[str, str], ...], str, int], list[Found]]
BOTH = pytest.mark.parametrize("find", [search, plain_search])


@pytest.fixture
def kept(tmp_path: Path) -> Sessions:
    """Two sessions on ferries."""
    made = open_sessions(tmp_path)
    for name, pairs in (("first", TEXTS[:2]), ("second", TEXTS[2:])):
        session = made.begin([], name=name)
        for question, answer in pairs:
            made.add(session, said(question, answer))
    return made


def test_a_hit_says_where_it_is(kept: Sessions) -> None:
    """Session, number, question and the words that were found."""
    (hit,) = kept.search("crews")
    assert (hit.session, hit.number, hit.question) == ("second", 1, "What of the ferry strike?")
    assert "crews" in hit.snippet
    assert len(kept.search("ferry", most=1)) == 1


@BOTH
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry strike", {2}),  # all of the words before some of them
        ("Oske Räkvere", {0, 1}),  # none holds both
        ("FERRY", {0, 2}),
        ("zebra", set()),
        ("", set()),
        ('- * "', set()),
    ],
)
def test_what_is_found(words: str, found: set[int], find: Search) -> None:
    """Texts that hold every word, else those that hold some."""
    assert {hit.at for hit in find(TEXTS, words, 10)} == found


@pytest.mark.parametrize(("words", "found"), [("agreement", {1, 2}), ("rakvere", {1}), ("signing", {1})])
def test_forms_and_accents_do_not_matter(words: str, found: set[int]) -> None:
    """A word is found in its other forms, and without its accents."""
    assert {hit.at for hit in search(TEXTS, words, 10)} == found


@BOTH
def test_the_best_comes_first(find: Search) -> None:
    """The one that holds more of the words, and the question before the answer."""
    texts = (("", "the ferry"), ("ferry", "nothing"), ("", "a strike of another kind"))
    assert find(texts, "ferry", 1)[0].at == 1


@BOTH
@pytest.mark.parametrize(
    "words",
    ['"', "'", '""ferry', "fer*", "ferry*", "NEAR(ferry oske)", "ferry NOT", "AND", "question : ferry", "-ferry", "^x",
     "ferry + oske", "(", ")", "{ferry oske}: zzz", ";--", "\x00", "a\x00b", "ferry\\", "%", "_"],
)  # fmt: skip
def test_operators_are_words(words: str, find: Search) -> None:
    """What a query language would take for a command raises nothing and excludes nothing."""
    for hit in find(TEXTS, words, 10):
        assert "ferry" in hit.snippet.casefold() or "oske" in hit.snippet.casefold()


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=40))
def test_nothing_that_is_typed_raises(words: str) -> None:
    """Any text can be searched for."""
    search(TEXTS, words.encode("utf-8", "replace").decode(), 3)
    plain_search(TEXTS, words, 3)


def test_a_search_without_words_is_refused(kept: Sessions) -> None:
    """One line says that words are needed."""
    with pytest.raises(UserError, match="name words"):
        kept.search(' " * ')


def test_a_long_text_is_found_by_its_middle() -> None:
    """The snippet is a part of it, around the word, with and without an index."""
    text = " ".join(["sand"] * 500 + ["amber"] + ["sand"] * 500)
    for find in (search, plain_search):
        (hit,) = find([("", text)], "amber", 5)
        assert "amber" in hit.snippet
        assert len(hit.snippet) < 200
