"""The words of a note in a language: one file a language in `languages`, read when a note is written."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import UserError

_FOLDER = Path(__file__).parent / "languages"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a note says besides the words of articles, in one language."""

    language: str

    def __call__(self, phrase: str, **values: object) -> str:
        """A phrase with its values."""
        return self.of("phrases", phrase).format(**values)

    def of(self, table: str, key: str) -> str:
        """A word of a table: a heading, a column, a verdict."""
        return str(_words(self.language)[table][key])

    def known(self, table: str, key: str) -> str:
        """A word of a table that need not have it; else the key itself."""
        return str(_words(self.language)[table].get(key, key))

    def many(self, noun: str, number: int, **values: object) -> str:
        """`1 source`, `1,200 sources`: a number with the form of its noun."""
        one, more = _words(self.language)["nouns"][noun]
        return str(one if number == 1 else more).format(n=self.number(number), **values)

    def number(self, number: int) -> str:
        """A number with its thousands apart."""
        return f"{number:,}".replace(",", _words(self.language)["thousands"])

    def day(self, iso: str) -> str:
        """A date of ISO 8601 at the precision it has; anything else as it is."""
        words = _words(self.language)
        date, _, time = iso.partition("T")
        parts = date.split("-")
        if not all(part.isdecimal() for part in parts) or len(parts) not in (2, 3) or not 1 <= int(parts[1]) <= MONTHS:
            return iso
        named = {"year": parts[0], "month": words["months"][int(parts[1]) - 1]}
        if len(parts) == 2:
            return str(words["month"].format(**named))
        told = words["date"].format(day=int(parts[2]), **named)
        return str(words["moment"].format(date=told, time=time[:5]) if time else told)

    def short_day(self, iso: str) -> tuple[str, str]:
        """A year, month or day in two parts for a narrow place: `("12 Jun", "2024")`; `("", "2024")` for a year."""
        year, *parts = iso.split("-")
        if not parts or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[0]) <= MONTHS:
            return ("", year) if not parts else (iso, "")
        month = _words(self.language)["months_short"][int(parts[0]) - 1]
        day = _words(self.language)["day_short"].format(day=int(parts[1]), month=month) if parts[1:] else month
        return str(day), year

    def quoted(self, text: str) -> str:
        """A text in the quotation marks of the language."""
        return str(_words(self.language)["quotation"].format(text))

    @property
    def tag(self) -> str:
        """The language as a document names it (BCP 47)."""
        return str(_words(self.language)["tag"])


ENGLISH = Catalogue("en")


def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, by its code with or without a region. Raises UserError where there is none."""
    named = language.lower().replace("_", "-").partition("-")[0]  # de-AT is told in German
    if named not in languages():
        there = ", ".join(f"{each} ({_words(each)['name']})" for each in languages())
        raise UserError(f"--language {language}: there is {there}; name one of them")
    return Catalogue(named)


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are words for, English first."""
    found = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return ("en", *(name for name in found if name != "en"))


@cache
def _words(language: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
