"""The words of a note: one file a language, all with the same words."""

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

import assistant.render.catalogue
from assistant.compare.candidates import REASONS
from assistant.errors import UserError
from assistant.render import render
from assistant.render.catalogue import ENGLISH, Catalogue, catalogue, languages
from assistant.render.note import Look
from assistant.render.wording import counted
from assistant.schema import CLEARED, DISCREPANT, Danger, Kind, NewsKind, ReviewState, Severity, Skipped
from tests.render_records import BRIEFING, DIGESTS, PILE, SEVERAL

FOLDER = Path(assistant.render.catalogue.__file__).parent / "languages"

DATA = ("csv.py", "claimreview.py", "json.py")
WRITERS = [
    path
    for ending in ("*.py", "*.html")
    for path in FOLDER.parent.rglob(ending)
    if path.name not in DATA  # their keys are the same in every language
]


def words(language: str) -> dict[str, Any]:
    """The file of a language."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def places(text: object) -> set[str]:
    """The names of the values that a phrase has room for."""
    return set(re.findall(r"\{(\w*)\}", str(text)))


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_word_with_the_same_values(language: str) -> None:
    """A word that is missing, or a value that is dropped, would show only in the note that needs it."""
    here, english = words(language), words("en")
    assert here.keys() == english.keys()
    for name, table in english.items():
        if not isinstance(table, dict):
            assert places(here[name]) == places(table), name
            continue
        assert here[name].keys() == table.keys(), name
        for key, text in table.items():
            assert places(here[name][key]) == places(text), f"{name}.{key}"


def test_every_word_is_used() -> None:
    """A word for each label of a record, and of the rest none that no writer asks for."""
    english = words("en")
    labels = {
        "kinds": set(get_args(Kind)),
        "verdicts": {f"{label}_{severity}" for label in DISCREPANT for severity in get_args(Severity)},
        "decisions": set(get_args(ReviewState)) - {""},
        "clearances": set(CLEARED),
        **{table: set(get_args(Danger)) for table in ("cautions", "warnings")},
        "news": {*get_args(NewsKind), "gone"},  # a source that is no longer read is news of a source too
    }
    assert {table: english[table].keys() for table in labels} == labels
    told = "".join(path.read_text(encoding="utf-8") for path in WRITERS)
    by_value = {*labels, "reasons", "places"}  # whose keys are what a comparison or ingest says; tests hold those
    tables = {name: table for name, table in english.items() if name not in by_value and isinstance(table, dict)}
    assert {
        f"{name}.{key}" for name, table in tables.items() for key in table if not re.search(rf"[\"']{key}[\"']", told)
    } == set()


def test_why_something_was_not_compared_is_told_in_the_language() -> None:
    """Those reasons that every note gives; one that the catalogue does not have is told as it is."""
    assert set(REASONS) <= words("en")["reasons"].keys()
    skipped = [Skipped(REASONS[1], 1200), Skipped("a reason of tomorrow", 1)]
    assert counted(skipped) == f"{REASONS[1]} (1,200); a reason of tomorrow (1)"
    assert counted(skipped, Catalogue("de")) == "zu wenig gemeinsam (1.200); a reason of tomorrow (1)"


@pytest.mark.parametrize("result", [BRIEFING, SEVERAL, DIGESTS, PILE])
def test_another_language_changes_headings_and_keeps_what_the_sources_say(result: Any) -> None:
    """No English heading is left; statements and their footnotes are the same."""
    english, german = render(result), render(result, "md", Look(say=Catalogue("de")))
    headings = {f"## {text}" for text in words("en")["headings"].values()}
    headings -= {f"## {text}" for text in words("de")["headings"].values()}
    assert not headings & set(german.splitlines())
    assert headings & set(english.splitlines())
    assert re.findall(r"\[\^\d+\]", english) == re.findall(r"\[\^\d+\]", german)


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("2025-11-08", "8. November 2025"),
        ("2025-03", "März 2025"),
        ("2025", "2025"),
        ("2025-11-08T14:30:00Z", "8. November 2025, 14:30"),
        ("2025-13-01", "2025-13-01"),
        ("last week", "last week"),
        ("", ""),
    ],
)
def test_dates_in_another_language(iso: str, told: str) -> None:
    """Written as people write them there, at the precision they have."""
    assert Catalogue("de").day(iso) == told


@pytest.mark.parametrize(
    ("number", "told"), [(1, "1 source"), (2, "2 sources"), (0, "0 sources"), (1200, "1,200 sources")]
)
def test_a_noun_takes_the_form_of_its_number(number: int, told: str) -> None:
    """One, and all others."""
    assert ENGLISH.many("source", number) == told


def test_a_language_without_words_is_refused() -> None:
    """The error names those there are."""
    with pytest.raises(UserError, match=r"--language fr: there is en \(English\), de \(Deutsch\); name one"):
        catalogue("fr")
