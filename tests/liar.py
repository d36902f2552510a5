"""A world of invented facts, and a model that lies about half of them: for tests of what is shown of an answer."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.schema import Article
from tests.loopback import Request, block, completion

PLACES = """Astin Brovik Carn Dellmoor Eskel Fenholt Gorvale Hestmark Istrov Jorvin Kelder Lorne Marrow Nethil Ormsey
Pellun Quarrin Rostev Sarnholm Tolvik Ulmen Vellach Wexmoor Yarrin Zorvale Ambrel Birrock Corrin Drovna Elmshal
Farrow Grelm Hollin Ivarth Jessop Kornath Lindral Mostad Norrib Ostrel""".split()
PEOPLE = """Ada-Holm Tom-Brack Ilse-Korn Bram-Oster Ana-Vellar Piet-Marsh Nora-Quist Emil-Tarp Ruth-Sand Olaf-Grim
Vera-Lund Igor-Bell""".replace("-", "_").split()
MONTHS = "January February March April June July August September October November".split()
THINGS = "mill,chapel,ferry,granary,signal box,school,library,tannery".split(",")
NOWHERE = "Zeno Falkrath"
"""A name that no source has."""


@dataclass(frozen=True)
class Fact:
    """A sentence of a source, a question that it answers, fair ways to put it, and lies by their kind."""

    question: str
    told: str
    fair: tuple[str, ...]
    lies: dict[str, str]


def facts(seed: int) -> Iterator[Fact]:
    """Two hundred facts, five of each place."""
    chance = random.Random(seed)
    for place in PLACES:
        for make in (_burned, _arrested, _spared, _opened, _failed):
            yield make(place, chance)


def articles(told: list[Fact]) -> tuple[Article, ...]:
    """An article of each place, its facts a line each."""
    size = len(told) // len(PLACES)
    return tuple(
        Article(f"a{n}", f"{place}.txt", "", "", "2025-11-08", f"News of {place}", _text(told[n * size :][:size]))
        for n, place in enumerate(PLACES)
    )


def _text(told: list[Fact]) -> str:
    return "\n\n".join(fact.told for fact in told)


def _pair(chance: random.Random) -> tuple[str, str]:
    first, second = chance.sample(PEOPLE, 2)
    return first.replace("_", " "), second.replace("_", " ")


def _burned(place: str, chance: random.Random) -> Fact:
    houses, cars = chance.sample(range(12, 90), 2)
    return Fact(
        f"How many houses burned in {place}?",
        f"At least {houses} houses and {cars} cars burned in {place} on Tuesday.",
        (f"At least {houses} houses burned in {place}.", f"On Tuesday, {cars} cars burned in {place}."),
        {
            "number": f"At least {houses + 1} houses burned in {place}.",
            "other thing": f"At least {cars} houses burned in {place}.",
            "bound": f"At most {houses} houses burned in {place}.",
            "negation": f"No houses burned in {place} on Tuesday.",
            "date": f"At least {houses} houses burned in {place} on Friday.",
            "half": f"At least {houses} houses burned in {place} and {houses + 7} people died.",
        },
    )


def _arrested(place: str, chance: random.Random) -> Fact:
    one, two = _pair(chance)
    return Fact(
        f"Who arrested whom in {place}?",
        f"Sheriff {one} arrested banker {two} in {place} after a raid.",
        (f"{one} arrested {two} in {place}.", f"In {place}, banker {two} was arrested by Sheriff {one}."),
        {
            "roles": f"{two} arrested {one} in {place}.",
            "name": f"{NOWHERE} arrested {two} in {place}.",
            "negation": f"{one} did not arrest {two} in {place}.",
            "allegation": f"{one} arrested {two} in {place} for fraud.",
            "passive": f"{one} was arrested by {two} in {place}.",
            "half": f"{one} arrested {two} in {place} and {two} confessed.",
        },
    )


def _spared(place: str, chance: random.Random) -> Fact:
    thing, other = chance.sample(THINGS, 2)
    one, two = _pair(chance)
    return Fact(
        f"Was the {thing} of {place} damaged?",
        f"The {thing} of {place} was not damaged, warden {one} said.",
        (f"Warden {one} said the {thing} of {place} was not damaged.",),
        {
            "negation": f"Warden {one} said the {thing} of {place} was damaged.",
            "speaker dropped": f"The {thing} of {place} was not damaged.",
            "speaker": f"Warden {two} said the {thing} of {place} was not damaged.",
            "thing": f"Warden {one} said the {other} of {place} was not damaged.",
            "absolute": f"Warden {one} said the {thing} of {place} was never damaged in 90 years.",
        },
    )


def _opened(place: str, chance: random.Random) -> Fact:
    day, year = chance.randrange(2, 28), chance.randrange(1990, 2020)
    month, wrong = chance.sample(MONTHS, 2)
    return Fact(
        f"When did the bridge of {place} open?",
        f"The bridge of {place} opened on {day} {month} {year} and closed on {day} {month} {year + 3}.",
        (f"The bridge of {place} opened on {day} {month} {year}.", f"The bridge of {place} closed in {year + 3}."),
        {
            "date": f"The bridge of {place} opened on {day + 1} {month} {year}.",
            "month": f"The bridge of {place} opened on {day} {wrong} {year}.",
            "other event": f"The bridge of {place} opened on {day} {month} {year + 3}.",
            "negation": f"The bridge of {place} never opened.",
            "plan": f"The bridge of {place} will open on {day} {month} {year}.",
        },
    )


def _failed(place: str, chance: random.Random) -> Fact:
    share = chance.randrange(11, 60)
    return Fact(
        f"How many pupils of {place} failed the exam?",
        f"In {place} {share} percent of the pupils may fail the exam.",
        (f"{share} percent of the pupils in {place} may fail the exam.",),
        {
            "percent": f"{share} pupils in {place} may fail the exam.",
            "number": f"{share + 10} percent of the pupils in {place} may fail the exam.",
            "modality": f"{share} percent of the pupils in {place} failed the exam.",
            "antonym": f"{share} percent of the pupils in {place} may pass the exam.",
            "all": f"All pupils in {place} may fail the exam.",
        },
    )


@dataclass
class Liar:
    """The model: honest to every other question; `given` grows as it answers, with what is true of each sentence."""

    told: list[Fact]
    seed: int
    honest: list[str] = field(default_factory=list)
    lies: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, request: Request) -> Any:
        """A reply to a question, to a sentence that was refused, or to a reply out of shape."""
        if request.asked == "repair" or "should have been one JSON object" in request.text:
            return completion("Still no JSON.")
        fact = next(fact for fact in self.told if fact.question in request.text)
        chance = random.Random(f"{self.seed} {fact.question} {request.asked}")
        right = self._number(request, fact.told)
        if request.asked == "mend":
            return {"sentences": [{"number": 1, **self._mended(fact, right, chance)}]}
        if self.told.index(fact) % 2 == 0:
            honest = [{"text": text, "passages": [right]} for text in fact.fair]
            self.honest += fact.fair
            lie = [self._lie(fact, right, chance)] if chance.random() < 0.3 else []
            return {"sentences": [*honest, *lie], "why": ""}
        if chance.random() < 0.05:
            return completion(f"{fact.lies['negation']} That is all I know.")
        return {"sentences": [self._lie(fact, right, chance), self._lie(fact, right, chance)], "why": ""}

    def _mended(self, fact: Fact, right: int, chance: random.Random) -> dict[str, Any]:
        if chance.random() < 0.5:
            return self._lie(fact, right, chance)
        self.honest.append(fact.fair[0])
        return {"text": fact.fair[0], "passages": [right]}

    def _lie(self, fact: Fact, right: int, chance: random.Random) -> dict[str, Any]:
        kind = chance.choice([*fact.lies, "invented id", "added id", "wrong id", "no id", "name from nowhere"])
        wrong = right + 1 if right == 1 else right - 1
        makers: dict[str, Callable[[], tuple[str, list[int]]]] = {
            "invented id": lambda: (fact.fair[0], [97]),
            "added id": lambda: (fact.fair[0], [right, 98]),
            "wrong id": lambda: (fact.fair[0], [wrong]),
            "no id": lambda: (fact.fair[0], []),
            "name from nowhere": lambda: (f"{fact.fair[0][:-1]}, {NOWHERE} said.", [right]),
        }
        text, passages = makers[kind]() if kind in makers else (fact.lies[kind], [right])
        self.lies.append((kind, text))
        return {"text": text, "passages": passages}

    @staticmethod
    def _number(request: Request, told: str) -> int:
        found = re.search(rf"^\[(\d+)\] .*{re.escape(told)}", block("passages", request.text), re.MULTILINE)
        assert found, told
        return int(found[1])
