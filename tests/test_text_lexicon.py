"""What words mean to each other."""

import subprocess
import sys

import pytest

from assistant.text.lexicon import ALIKE, DATA, antonyms, entry, lemma, related, synonyms


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("won", "win"),
        ("fell", "fall"),
        ("children", "child"),
        ("Agreements", "agreement"),
        ("denied", "deny"),
        ("stopped", "stop"),
        ("running", "run"),
        ("cities", "city"),
        ("worse", "bad"),
        ("bigger", "big"),
        ("found", "find"),
        ("news", "news"),
        ("wounded", "wound"),
        ("hundred", "hundred"),
        ("boss", "boss"),
        ("zorbs", "zorb"),  # unknown to the lexicon
        ("Zorbs", "zorbs"),  # may be a name
        ("rollkins'", "rollkins'"),
        ("", ""),
    ],
)
def test_a_form_finds_its_base(word: str, base: str) -> None:
    """Irregular, regular and unknown forms."""
    assert lemma(word) == base


@pytest.mark.parametrize(
    "pair",
    "agreements accords|treaty pact|purchased bought|deemed regarded|probe investigation|rifle firearm|won clinched"
    "|lawyers attorneys|frequently often|wounded injured".split("|"),
)
def test_words_that_stand_for_one_another(pair: str) -> None:
    """By a frequent sense, one step up, or the table of news."""
    left, right = pair.split()
    assert synonyms(left, right) >= ALIKE
    assert synonyms(left, right) == pytest.approx(synonyms(right, left))
    assert not antonyms(left, right)


@pytest.mark.parametrize(
    "pair", "collapse explosion|teacher doctor|Monday Tuesday|rose fell|bridge tunnel|zorb gank|zorb bridge".split("|")
)
def test_words_that_do_not(pair: str) -> None:
    """Two things of one kind, opposites and unknown words are no synonyms."""
    assert synonyms(*pair.split()) < ALIKE


@pytest.mark.parametrize(
    "pair",
    "rose fell|won lost|granted refused|approved rejected|arrested released|guilty acquitted|legal illegal|before after"
    "|up down|increases decreasing|happy unhappy|likely unlikely|hired fired|higher lower".split("|"),
)
def test_opposites(pair: str) -> None:
    """Direct, through the table of news, or by a prefix; either way round."""
    left, right = pair.split()
    assert antonyms(left, right)
    assert antonyms(right, left)


@pytest.mark.parametrize("pair", "rise rises|cover discover|play display|migrant immigrant|zorb gank".split("|"))
def test_no_opposites(pair: str) -> None:
    """A prefix in the letters is not one in the meaning."""
    assert not antonyms(*pair.split())


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("invaded invasion", True),
        ("sign signature", True),
        ("France French", True),
        ("president presidential", True),
        ("bridge bridges", True),
        ("bridge tunnel", False),
    ],
)
def test_families_of_words(pair: str, expected: bool) -> None:
    """One base form, one stem, or derived from one another."""
    assert related(*pair.split()) is expected


def test_an_unknown_word_has_no_entry() -> None:
    """Nothing is made up for it."""
    assert entry("zorb") is None


def test_the_lexicon_is_loaded_by_the_first_question_only() -> None:
    """The command line starts without it, and its licence is shipped beside it."""
    code = "import sys, assistant.cli; print('assistant.text.lexicon' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout == "False\n"
    assert "Princeton University" in (DATA / "LICENSE-WordNet.txt").read_text(encoding="utf-8")


def test_base_forms_stand_beside_the_words_of_news() -> None:
    """A word is looked for by its base form, and the table is read without working these out."""
    lines = (DATA / "news.txt").read_text(encoding="utf-8").splitlines()
    parts = [part.split() for line in lines if not line.startswith("#") for part in line.split("!")]
    assert [word for part in parts for word in part if lemma(word) not in part] == []
