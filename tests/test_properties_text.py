"""The locator and the facts: a quote is its span, folding leaves what counts, a printed number is read as itself."""

import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.schema import Article, Span
from assistant.text.facts import Context, context_of, facts_of
from assistant.text.locate import FOLD, fold, locate, locate_parts, quote
from assistant.text.quantities import quantities
from assistant.text.sentences import sentences
from assistant.text.words import tokens
from tests.properties import CHARACTERS, TEXTS, cheaply

SPANS = st.tuples(st.integers(0, 300), st.integers(1, 60))


def article(text: str) -> Article:
    """An article of nothing but a text."""
    return Article("a", "a.txt", "", "", "2025-11-08", "", text)


def digits(text: str) -> str:
    """The digits of a text, of any script, raised and in fractions."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isnumeric())


@cheaply(60)
@given(TEXTS | st.text(CHARACTERS, max_size=40))
def test_folding_changes_no_digit_and_no_word(text: str) -> None:
    """Marks, spaces and ligatures may change; figures, their order, and the letters of a negation never do."""
    folded, offsets = fold(text)
    assert digits(folded) == digits(text)
    assert len(folded) == len(offsets) and list(offsets) == sorted(offsets)
    assert all(0 <= at < len(text) for at in offsets)
    assert fold(folded)[0] == folded

    def letters(of: str) -> str:
        spelled = "".join(FOLD.get(letter, letter) for letter in unicodedata.normalize("NFC", of))
        return unicodedata.normalize("NFC", "".join(each for each in spelled if each.isalpha()))

    assert letters(folded) == letters(text)


@cheaply(60)
@given(TEXTS.filter(bool), SPANS, st.integers(-1, 400))
def test_a_quote_equals_its_span(text: str, span: tuple[int, int], at: int) -> None:
    """And holds the digits and the letters that were looked for, no more and no fewer."""
    source = article(text)
    start = span[0] % len(text)
    words = text[start : start + span[1]]
    assert quote(source, Span(start, start + len(words))).text == words
    for found in (*filter(None, [locate(source, words, at)]), *locate_parts(source, words, at)):
        assert found.text == text[found.start : found.end] and found.text
    exact = locate(source, words, at)
    if exact:
        assert digits(exact.text) == digits(words)
        assert fold(words)[0].strip().strip('"').strip() in fold(exact.text)[0]


@cheaply(40)
@given(TEXTS, TEXTS)
def test_words_that_stand_nowhere_are_not_found(text: str, words: str) -> None:
    """Whatever is found has every digit and every letter of what was looked for."""
    found = locate(article(text or "x"), words)
    if found:
        assert digits(found.text) == digits(words)
        assert [t.lower for t in tokens(fold(found.text)[0])] == [
            t.lower for t in tokens(fold(words)[0].strip().strip('"'))
        ]


@cheaply(40)
@given(TEXTS)
def test_facts_are_read_of_any_text(text: str) -> None:
    """Nothing raises, and every span stands in the statement."""
    for context in (Context("2025-11-08"), context_of(article(text))):
        facts = facts_of(text, context)
        found: Sequence[Any] = (
            *facts.tokens,
            *facts.names,
            *facts.dates,
            *facts.quantities,
            *facts.places,
            *facts.offices,
        )
        for each in found:
            assert 0 <= each.start < each.end <= len(text), each
    at = 0
    for sentence in sentences(article(text)):
        assert at <= sentence.start < sentence.end <= len(text)
        at = sentence.end


@cheaply(40)
@given(st.integers(0, 10**9), st.sampled_from(["{:d}", "{:,d}"]), st.sampled_from(["people", "houses", "metres"]))
def test_a_printed_number_is_read_as_itself(number: int, form: str, what: str) -> None:
    """Plain or with commas; four bare digits may be a year and are left alone."""
    assume(form == "{:,d}" or not 1500 <= number < 2100)
    read = quantities(f"The storm hit {form.format(number)} {what} in Oxmere.", [])
    assert [(each.value, digits(each.text)) for each in read] == [(number, str(number))]


@pytest.mark.parametrize("words", ["not", "never", "no", "without", "didn't", "didn’t"])
def test_folding_keeps_a_negation(words: str) -> None:
    """With any of the marks that may differ."""
    assert fold(words)[0] == words.replace("’", "'")
