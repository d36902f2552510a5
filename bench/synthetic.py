"""Stories made up for measuring: any number of claims, with planted agreements and discrepancies.

Filler sentences are drawn so that their statistics are those of news: 20 words and 10 stems a claim,
general words by their frequency in English, words of the story's own topic by Zipf's law, names in
six of ten sentences, a number or a date in three of ten. They mean nothing. Planted events are told
by several articles, each in a wording of its own with a tail of filler behind it; of an event with
a discrepancy one article gives another answer. Everything follows from the seed.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from wordfreq import top_n_list, word_frequency

from assistant.compare.rules.measures import FATE_OF, FIGURE_OF
from assistant.schema import Article, Claim, Digest, Span
from assistant.text.locate import quote
from assistant.text.numerals import plain_numbers
from assistant.text.offices import LED, ROLES, WHO_LEADS
from assistant.text.stance import negated, voice
from assistant.text.units import CURRENCIES, UNITS
from assistant.text.words import NO_CONTENT, stem

TOPIC = 45
"""Words of its own that a story of a hundred claims has; more by the root of its size."""
EVENT_EACH = 8
"""Claims of a story for one planted event."""
ON_TOPIC = 0.36
"""Share of the filler that is drawn from them."""
FRAMES = (
    "The {w} {w} near {l} left {n} {w}s without {w}, and the {w} {w} {w} until {d}",
    "{p} told the {w} {w} that {w} and {w} had {w} the {w} before any {w} was {w}",
    "Behind the {w} of {l} a {w} {w} was {w}, with {w} {w} and {w} beyond the {w}",
    "Since {d} the {b} has {w} its {w} and the {w} {w} on the {w} {w}",
    "A {w} of {n} {w}s {w} to the {w} on {d} and {w} the {w} {w} there",
    "Somebody in the {w} {w} would {w} whether the {w} {w} had {w} after the {w} {w}",
    "The {w} will {w} a {w} {w} next to the {w}, {p} said, once the {w} is {w}",
    "It was the {w} that {w} most of the {w}: {w}, {w} and a {w} of {w}",
    "At {l} the {w} {w} {w} {n} {w}s, while the {b} {w} for {w} {w} and {w}",
    "{p} of the {b} called the {w} {w} “a {w} of {w} and {w}” on {d}",
)
TAILS = ("", "", ", with {w} and {w} around it", ", a {w} {w} for the {w} of {l}", ", and the {w} {w} {w} behind it")
# An event: its wordings, of which each article has one, and what its answers are made of.
EVENTS = {
    "toll": (
        (
            "{v} people were killed when the {t} collapsed",
            "The collapse of the {t} killed {v} people",
            "The death toll at the {t} reached {v}",
        ),
        "number",
    ),
    "cost": (
        (
            "The {t} cost {v} million crowns to build",
            "Building the {t} took {v} million crowns",
            "The bill for the {t} came to {v} million crowns",
        ),
        "number",
    ),
    "count": (
        (
            "The {b} counted {v} visitors at the {t}",
            "{v} visitors were counted at the {t} by the {b}",
            "At the {t} the {b} had counted {v} visitors",
        ),
        "number",
    ),
    "date": (
        (
            "The {t} opened its doors on {v}",
            "On {v} the {t} opened its doors to all",
            "The doors of the {t} opened on {v} at last",
        ),
        "date",
    ),
    "holder": (
        (
            "{v}, director of the {t} Institute, spoke first",
            "The director of the {t} Institute, {v}, gave no reason",
            "{v} is the director of the {t} Institute and lives there",
        ),
        "person",
    ),
    "denial": (
        (
            "The {b} has {v} approved the {x} {y} plan for the {t}",
            "The {x} {y} plan for the {t} was {v} approved by the {b}",
            "The plan for the {t}, {x} and {y}, has {v} been approved by the {b}",
        ),
        "polarity",
    ),
}
PLACES_OF = "bridge museum tunnel theatre stadium library market harbour lighthouse brewery tower airport".split()
ONSETS = "b br c d dr f fl g gr h k kl l m n p pr r s sk st t tr v w z".split()
VOWELS = "a e i o u ei au".split()
CODAS = "ck l ld lm n nd r rn rt s sk st t th v x".split()
MONTHS = ("March", "April", "May", "June", "July", "August")


@dataclass(frozen=True, slots=True)
class Planted:
    """An event: the claims that tell it, with the answer of each."""

    kind: str
    told: tuple[tuple[str, str], ...]

    @property
    def differs(self) -> bool:
        """Whether the answers are not all one."""
        return len({answer for _, answer in self.told}) > 1


@dataclass(frozen=True, slots=True)
class Told:
    """A story as the comparison gets it, and what was planted in it."""

    articles: tuple[Article, ...]
    digests: tuple[Digest, ...]
    planted: tuple[Planted, ...]


def stories(claims: int, seed: int = 1, articles: int = 5, each: int = 20) -> list[Told]:
    """Stories of so many articles with so many claims each, as many as make up the claims."""
    return list(each_story(claims // (articles * each), seed, articles, each))


def each_story(count: int, seed: int = 1, articles: int = 5, each: int = 20) -> Iterator[Told]:
    """The same stories by their number, each made when it is asked for."""
    return (_Newsroom(f"{seed}/{n}", articles, each).story(n) for n in range(count))


@cache
def _english() -> tuple[list[str], list[float]]:
    """Common English content words, and their cumulated frequencies; none that makes a fact of a number."""
    facts = {*FATE_OF, *(word for word, _ in FIGURE_OF), *map(stem, [*UNITS, *CURRENCIES])}
    facts |= {stem(word) for each in [*ROLES, *LED, *WHO_LEADS] for word in each.split()}
    words = [
        word
        for word in top_n_list("en", 15_000, wordlist="small")
        if word.isalpha() and word.isascii() and len(word) > 3 and word not in NO_CONTENT and stem(word) not in facts
        if not plain_numbers(word) and not negated(f"{word} thing")
    ]
    return words, list(accumulate(word_frequency(word, "en", wordlist="small") for word in words))


class _Newsroom:
    """Writes one story: its own places, people and words, and a chance that its name decides."""

    def __init__(self, name: str, articles: int, each: int) -> None:
        self._chance = chance = random.Random(name)
        self._articles, self._each = articles, each
        scale = (articles * each / 100) ** 0.5
        self._english, self._frequencies = _english()
        self._topic = chance.sample(self._english[200:6000], int(TOPIC * scale))
        self._ranks = list(accumulate(1 / (rank + 2) for rank in range(len(self._topic))))
        self._cast = {
            "l": [self._invented() for _ in range(int(3 * scale))],
            "p": [f"{self._invented()} {self._invented()}" for _ in range(int(5 * scale))],
            "b": [f"{self._invented()} Harbour Board" for _ in range(int(2 * scale))],
        }

    def story(self, number: int) -> Told:
        """Every article's sentences, the planted ones among them in no order."""
        sentences: list[list[tuple[str, int, str]]] = [[] for _ in range(self._articles)]
        others = [kind for kind in EVENTS if kind != "toll"]  # of which a story has one
        kinds = ["toll", *(others[n % len(others)] for n in range(self._articles * self._each // EVENT_EACH))]
        for event, kind in enumerate(kinds):
            for article, words, answer in self._event(kind, differs=event // len(others) % 2 == 0):
                sentences[article].append((words, event, answer))
        made = []
        told: dict[int, list[tuple[str, str]]] = {}
        for index, own in enumerate(sentences):
            own = own[: self._each]
            own += [(self._filled(self._chance.choice(FRAMES)), -1, "") for _ in range(self._each - len(own))]
            self._chance.shuffle(own)
            made.append(_written(f"s{number}a{index}", [words for words, _, _ in own]))
            for place, (_, event, answer) in enumerate(own, 1):
                if event >= 0:
                    told.setdefault(event, []).append((f"s{number}a{index}:{place}", answer))
        planted = tuple(Planted(kinds[event], tuple(held)) for event, held in sorted(told.items()) if len(held) > 1)
        return Told(tuple(a for a, _ in made), tuple(d for _, d in made), planted)

    def _event(self, kind: str, *, differs: bool) -> list[tuple[int, str, str]]:
        """An event as two or three articles tell it: article, sentence, answer."""
        wordings, sort = EVENTS[kind]
        thing = self._invented() if kind == "holder" else f"{self._invented()} {self._chance.choice(PLACES_OF)}"
        answers = self._answers(sort)
        where = self._chance.sample(range(self._articles), min(self._articles, self._chance.choice((2, 3, 3))))
        words = self._chance.sample(wordings, len(where))
        cast = {slot: self._chance.choice(held) for slot, held in self._cast.items()} | {"t": thing}
        cast |= {"x": self._word(), "y": self._word()}
        told = []
        for place, (article, wording) in enumerate(zip(where, words, strict=True)):
            answer = answers[1] if differs and place == 0 else answers[0]
            text = wording.format(**cast, v=answer).replace("  ", " ")
            told.append((article, f"{text}{self._filled(self._chance.choice(TAILS))}", answer))
        return told

    def _answers(self, sort: str) -> tuple[str, str]:
        """What is so, and what one source has instead."""
        if sort == "polarity":
            sides = ["", "not"]
            self._chance.shuffle(sides)
            return sides[0], sides[1]
        if sort == "person":
            return f"{self._invented()} {self._invented()}", f"{self._invented()} {self._invented()}"
        if sort == "date":
            day, other = self._chance.sample(range(1, 29), 2)
            month = self._chance.choice(MONTHS)
            return f"{day} {month}", f"{other} {month}"
        value = self._chance.randint(12, 480)
        return str(value), str(value + self._chance.randint(5, 200))

    def _filled(self, frame: str) -> str:
        """A frame with every slot filled."""
        parts = frame.replace("}", "{").split("{")
        return "".join(part if n % 2 == 0 else self._slot(part) for n, part in enumerate(parts))

    def _slot(self, slot: str) -> str:
        if slot == "w":
            return self._word()
        if slot == "n":
            return str(self._chance.randint(11, 900))
        if slot == "d":
            return f"{self._chance.randint(1, 28)} {self._chance.choice(MONTHS)}"
        return self._chance.choice(self._cast[slot])

    def _word(self) -> str:
        if self._chance.random() < ON_TOPIC:
            return self._chance.choices(self._topic, cum_weights=self._ranks)[0]
        return self._chance.choices(self._english, cum_weights=self._frequencies)[0]

    def _invented(self) -> str:
        return invented(self._chance)


def invented(chance: random.Random) -> str:
    """A name that means nothing."""
    pick = chance.choice
    return (pick(ONSETS) + pick(VOWELS) + pick(CODAS) + pick(VOWELS) + pick(CODAS)).capitalize()


def _written(name: str, sentences: Sequence[str]) -> tuple[Article, Digest]:
    """An article of the sentences, and a digest whose claims are these."""
    spans, text = [], ""
    for sentence in sentences:
        shown = f"{sentence[:1].upper()}{sentence[1:]}."
        spans.append(Span(len(text), len(text) + len(shown)))
        text += f"{shown} "
    article = Article(name, name, "", name, "2025-08-30", "", text)
    claims = tuple(_claim(article, number, span) for number, span in enumerate(spans, 1))
    return article, Digest(name, (), claims)


def _claim(article: Article, number: int, span: Span) -> Claim:
    held = quote(article, span)
    said = voice(held.text)
    return Claim(f"{article.id}:{number}", article.id, held.text, (held,), said.stance, said.speaker)
