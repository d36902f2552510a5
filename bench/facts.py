"""Score the reading of facts on its table of cases, and libraries beside it where they are installed.

    python bench/facts.py                          # own code
    python bench/facts.py dateparser quantulum3 text2num rapidfuzz babel pycountry nameparser probablepeople pint

Prints how many cases of a section come out as expected, the time a case takes, and how long a library
takes to import. Libraries are read leniently: of a number only its value counts, and a quantity's unit
or bounds are not asked for; of a date only the day, of a place only that it is seen.
"""

import math
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from assistant.text.words import content_weights
from tests.facts_cases import CHECKS, PUBLISHED, amounts, cases, words

Check = Callable[..., bool]
WORTH = {"metre": "m", "gram": "g", "second": "s", "square metre": "m**2", "celsius": "degC", "watt": "W"}


def values(read: Callable[[str], Sequence[float]]) -> Check:
    """Whether a reader finds the values of a case, in order; the unit is not looked at."""

    def check(text: str, wanted: str) -> bool:
        found = read(text)
        asked = [(each.low, each.high, each.value) for each in amounts(wanted)]
        return len(found) == len(asked) and all(
            any(math.isclose(value, one, rel_tol=1e-6) for one in each)
            for value, each in zip(found, asked, strict=True)
        )

    return check


def dateparser() -> dict[str, Check]:
    """Dates in running text."""
    from dateparser.search import search_dates

    base = datetime.combine(date.fromisoformat(PUBLISHED), datetime.min.time())
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}

    def read(text: str, wanted: str) -> bool:
        found = search_dates(text, languages=["en"], settings=settings) or []
        asked = words(wanted)
        return len(found) == len(asked) and all(
            _same_date(when, iso) for (_, when), iso in zip(found, asked, strict=True)
        )

    return {"dates": read}


def _same_date(when: datetime, iso: str) -> bool:
    if iso.startswith("T"):
        return f"{when:T%H:%M}" == iso
    return f"{when:%G-W%V}" == iso if "W" in iso else f"{when:%Y-%m-%d}".startswith(iso)


def quantulum3() -> dict[str, Check]:
    """Numbers and units in running text."""
    from quantulum3 import parser

    return {"quantities": values(lambda text: [q.value for q in parser.parse(text)])}


def text2num() -> dict[str, Check]:
    """Number words, made digits; the digits are then read as they stand."""
    import re

    from text_to_num import alpha2digit

    def read(text: str) -> list[float]:
        return [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", alpha2digit(text, "en"))]

    return {"quantities": values(read)}


def rapidfuzz() -> dict[str, Check]:
    """Names alike, by the best of its ratios for names."""
    from rapidfuzz import fuzz, utils

    def read(left: str, right: str, wanted: bool) -> bool:
        return (fuzz.token_set_ratio(left, right, processor=utils.default_process) >= 70) is wanted

    return {"same": read}


def babel() -> dict[str, Check]:
    """Names of countries."""
    from babel import Locale

    lands = {name.lower() for name in Locale("en").territories.values()}
    return {"places": lambda text, wanted: [land for land in lands if land in text.lower()] == words(wanted)}


def pycountry() -> dict[str, Check]:
    """Names of countries."""
    import pycountry as countries

    lands = {country.name.lower() for country in countries.countries}
    return {"places": lambda text, wanted: [land for land in lands if land in text.lower()] == words(wanted)}


def nameparser() -> dict[str, Check]:
    """A person's words parted in title, first and last name: the last name is asked for."""
    from nameparser import HumanName

    return {"persons": lambda text, wanted: HumanName(text).last.lower() == (wanted.split() or [""])[-1]}


def probablepeople() -> dict[str, Check]:
    """The same by a trained tagger."""
    import probablepeople as tagger

    def read(text: str, wanted: str) -> bool:
        tagged = [part.lower() for part, label in tagger.parse(text) if label == "Surname"]
        return tagged[-1:] == wanted.split()[-1:]

    return {"persons": read}


def pint() -> dict[str, Check]:
    """Units only: the part of the sentence that own code found, turned into base units."""
    import pint as library

    from assistant.text.quantities import quantities

    registry: Any = library.UnitRegistry(autoconvert_offset_to_baseunit=True)

    def read(text: str) -> list[float]:
        found = []
        for quantity in quantities(text):
            try:
                measured = registry.parse_expression(quantity.text.replace("-", " ").replace(",", ""))
                found.append(float(measured.to(WORTH.get(quantity.unit, quantity.unit)).magnitude))
            except Exception:  # what it cannot read counts as missed, however it says so
                return []
        return found

    return {"quantities": values(read)}


LIBRARIES = (dateparser, quantulum3, text2num, rapidfuzz, babel, pycountry, nameparser, probablepeople, pint)


def score(name: str, checks: dict[str, Check]) -> None:
    """Print one line a section: cases right, and milliseconds a case."""
    for section, check in checks.items():
        of_it = [case for each, case in cases() if each == section]
        right, start = 0, time.perf_counter()
        for case in of_it:
            try:
                right += bool(check(*case))
            except Exception as trouble:
                print(f"  {name} breaks on {case[0]!r}: {type(trouble).__name__}")
        each = (time.perf_counter() - start) / len(of_it) * 1000
        print(f"{name:15} {section:11} {right:4} of {len(of_it):3}  {each:8.3f} ms a case")


def main(asked: Sequence[str]) -> None:
    """Own code first, then the libraries asked for. The words of the cases are looked up before the clock starts."""
    for _, case in cases():
        content_weights(str(case[0]))
    score("own", CHECKS)
    for library in LIBRARIES:
        if library.__name__ in asked:
            start = time.perf_counter()
            checks = library()
            print(f"{library.__name__:15} loaded in {(time.perf_counter() - start) * 1000:.0f} ms")
            score(library.__name__, checks)


if __name__ == "__main__":
    main(sys.argv[1:])
