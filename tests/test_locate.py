"""The quote locator: words are found as they stand, in any typography, and never inside other words."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.schema import Article, Quote, Span
from assistant.text.locate import fold, locate, locate_parts, quote

PIECES = (
    ("the", "the"),
    ("café", "cafe\u0301"),
    ("Zoë", "Zoe\u0308"),
    ("office", "o\ufb03ce"),
    ("find", "\ufb01nd"),
    ("harbour", "har\u00adbour"),
    ("lock-keeper", "lock\u2011keeper"),
    ("keeper's", "keeper\u2019s"),
    ('"gone"', "\u201cgone\u201d"),
    ("well...", "well\u2026"),
    ("19", "19"),
    ("2.5", "2.5"),
    ("- so", "\u2014 so"),
    ("rain", "ra\u200bin"),
)
SPACES = (" ", "  ", "\n", "\u00a0", "\t", " \n ")
PLAIN = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8)


def article(text: str) -> Article:
    """An article of nothing but a text."""
    return Article("a1", "a1.txt", "", "", "", "", text)


def folded(text: str) -> str:
    """The folded form of a text without its offsets."""
    return fold(text)[0]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("He said “no deal” twice.", 'said "no deal"', "said “no deal”"),
        ("He said «no deal» twice.", 'said "no deal"', "said «no deal»"),
        ("The keeper’s boat sank.", "keeper's boat", "keeper’s boat"),
        ("The keeper's boat sank.", "keeper’s boat", "keeper's boat"),
        ("The pier — old — fell.", "pier - old - fell", "pier — old — fell"),
        ("Pages 4–9 are lost.", "Pages 4-9", "Pages 4–9"),
        ("About 19\u00a0boats sank.", "19 boats", "19\u00a0boats"),
        ("The long\n\n  wait ended.", "long wait", "long\n\n  wait"),
        ("The har\u00adbour froze.", "harbour froze", "har\u00adbour froze"),
        ("The harbour froze.", "har\u00adbour froze", "harbour froze"),
        ("The cafe\u0301 shut.", "café shut", "cafe\u0301 shut"),
        ("The café shut.", "cafe\u0301 shut", "café shut"),
        ("An o\ufb03ce was rai\ufb02ed.", "office was raifled", "o\ufb03ce was rai\ufb02ed"),
        ("And then… silence.", "then... silence", "then… silence"),
        ("And then... silence.", "then… silence", "then... silence"),
        ("The mayor spoke.", "“The mayor spoke.”", "The mayor spoke."),
        ("He said “no” twice.", '"', "“"),
        ("He left.… Then rain.", "...", "…"),
        ("\ufb01", "fi", "\ufb01"),
        ("It began at 10:30 sharp.", "10:", "10:"),
        ("At pier 4 19 boats sank.", "19 boats", "19 boats"),
        ("19 boats sank.", "19 boats", "19 boats"),
        ("(19 boats sank.)", "19 boats", "19 boats"),
    ],
)
def test_typography_is_folded(text: str, words: str, found: str) -> None:
    """Quotation marks, dashes, spaces, soft hyphens, composition, ligatures and ellipses may differ."""
    located = locate(article(text), words)
    assert located is not None
    assert located.text == found
    assert text[located.start : located.end] == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There were 119 boats.", "19"),
        ("There were 1.19 boats.", "19"),
        ("There were 1,19 boats.", "19"),
        ("There were 19.5 boats.", "19"),
        ("There were 19,500 boats.", "19"),
        ("It was the 19th boat.", "19"),
        ("It cost 19m in all.", "19"),
        ("It sank to -19 at dawn.", "19"),
        ("It sank to \u221219 at dawn.", "19"),
        ("It sank (-19 at dawn).", "19"),
        ("-19 at dawn.", "19"),
        ("A rate of .19 was set.", "19"),
        ("The Mayor spoke.", "the mayor"),
        ("The mayor spoke.", "mayor spoke not"),
        ("The mayoral race began.", "mayor"),
        ("He is unable to swim.", "able to swim"),
        ("The café shut.", "cafe shut"),
        ("He left early…", "left early."),
        ("Nothing here.", ""),
        ("Nothing here.", "   "),
        ("Nothing here.", '""'),
        ('An empty "" here.', '""'),
        ("The cats and dogs ran.", "cats a"),
        ("x19 boats sank.", "19"),
        (".19 was set.", "19"),
        ("About 9\u00a0000 boats sank.", "9"),
        ("Pier 9\u00a05 burned.", "9"),
    ],
)
def test_other_words_are_not_found(text: str, words: str) -> None:
    """Numbers inside numbers, words inside words, another case or accent prove nothing."""
    assert locate(article(text), words) is None


@pytest.mark.parametrize(("at", "start"), [(-1, 0), (0, 0), (12, 15), (40, 30)])
def test_the_nearest_place_is_taken(at: int, start: int) -> None:
    """Of several places the one nearest to the known offset is taken, without one the first."""
    located = locate(article("the boat sank; the boat sank; the boat sank."), "the boat sank", at)
    assert located is not None
    assert located.start == start


@pytest.mark.parametrize("find", [locate, locate_parts])
def test_words_that_stand_at_the_known_place_are_taken_from_there(find: Callable[..., Any]) -> None:
    """What stands at the offset word for word is not looked for, at the first character of a text neither."""
    found = find(article("the boat sank; the boat sank"), "the boat sank", 15)
    assert (found if isinstance(found, Quote) else found[0]).start == 15
    assert locate(article("the boat sank"), "the b", 0) is not None


SAYING = "The warden said on Friday that the weir, built in 1987, was safe to cross in winter."


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("The warden said on ... built in 1987", ["The warden said on", "built in 1987"]),
        ("The warden said on […] built in 1987", ["The warden said on", "built in 1987"]),
        ("The warden said (...) safe to cross", ["The warden said", "safe to cross"]),
        ("“The warden said … was safe to”", ["The warden said", "was safe to"]),
        ("The warden said", ["The warden said"]),
        ("built in 1987 ... The warden said", []),
        ("The warden said ... winter", []),
        ("The warden said ... was not safe", []),
        ("The ... weir", []),
    ],
)
def test_elided_words_are_found_in_parts(words: str, parts: list[str]) -> None:
    """Each part of an elided quotation is found, in order, or none is."""
    assert [q.text for q in locate_parts(article(SAYING), words)] == parts


def test_only_quotation_marks_are_taken_off_elided_words() -> None:
    """The first and last letters of what was elided stay."""
    text = "XX was painted on the weir in red by XX"
    assert [q.text for q in locate_parts(article(text), "XX was painted ... red by XX")] == [
        "XX was painted",
        "red by XX",
    ]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 99), (3, 3), (4, 2)])
def test_a_span_outside_the_text_makes_no_quote(start: int, end: int) -> None:
    """There is no quote of words that an article does not have."""
    with pytest.raises(IndexError, match=f"^a1: no text at {start}-{end}$"):
        quote(article("Rain fell."), Span(start, end))


@settings(deadline=None)
@given(PLAIN, st.lists(st.sampled_from(SPACES), min_size=8, max_size=8))
def test_a_located_quote_folds_to_its_words(pieces: list[tuple[str, str]], spaces: list[str]) -> None:
    """Words are found in any typography; the quote equals its span and folds to what was looked for."""
    shown = "".join(fancy + space for (_, fancy), space in zip(pieces, spaces, strict=False)).strip()
    assume(not re.search("\\d\u00a0\\d", shown))  # which is one number
    words = " ".join(plain for plain, _ in pieces)
    text = f"So, {shown} , it was."
    located = locate(article(text), words)
    assert located is not None
    assert located.text == text[located.start : located.end]
    assert folded(words) in (folded(located.text), f'"{folded(located.text)}"')


@settings(deadline=None)
@given(st.text(), st.text(max_size=6))
def test_whatever_is_located_is_a_span_of_the_text(text: str, words: str) -> None:
    """No text and no words break the locator, and no quote differs from its span."""
    located = locate(article(text), words)
    if located:
        assert located.text == text[located.start : located.end]
        assert folded(words).strip().strip('"').strip() == folded(located.text).strip('"').strip()


@settings(deadline=None)
@given(st.text(st.sampled_from("ab .…\u00ad\u0307é\u0301-–19"), max_size=12), st.data())
def test_any_stretch_of_a_text_that_is_found_folds_alike(text: str, data: st.DataObject) -> None:
    """A stretch cut out of a text is located only where the folded words are the same."""
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    located = locate(article(text), words)
    if located:
        assert folded(located.text) == folded(words).strip()


@settings(deadline=None)
@given(st.text(st.characters(codec="latin-1")))
def test_folding_keeps_letters_and_digits(text: str) -> None:
    """Letters and digits, their case and order stay as they are."""
    kept = [c for c in unicodedata.normalize("NFC", text) if c.isalnum()]
    assert [c for c in folded(text) if c.isalnum()] == kept


@settings(deadline=None)
@given(st.text())
def test_every_folded_character_knows_its_place(text: str) -> None:
    """Offsets never step back and never leave the text."""
    shown, offsets = fold(text)
    assert len(shown) == len(offsets)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@settings(deadline=None)
@given(st.integers(0, 99999), st.integers(0, 99999), st.sampled_from(["{}", "{}.5", "1.{}", "7,{}", "{}th", "x{}"]))
def test_a_number_is_found_only_as_itself(wanted: int, held: int, form: str) -> None:
    """A number is found where the text has just that number, not a piece of another."""
    text = f"They counted {form.format(held)} in all."
    assert (locate(article(text), str(wanted)) is not None) == (form == "{}" and wanted == held)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_a_number_set_with_unbreakable_spaces_is_one_number(space: str) -> None:
    """19 is not found in 19 000, and the whole number is."""
    article = Article("a1", "a1.txt", "", "", "", "", f"The storm sank 19{space}000 boats.")
    assert locate(article, "19") is None
    assert locate(article, f"19{space}000 boats") is not None
