"""The world that docs/scale.md reckons with: assumptions with their sources, and a day of news drawn from them.

Every assumption has a low, a middle and a high value and says where it is from; where nobody published one it
says "assumed". The sources were read as public copies; their figures are quoted in our words. A day is drawn from
a seed: how many stories there are of each size, and how many articles come in each minute.
"""

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

Case = Literal["low", "mid", "high"]
CASES: tuple[Case, ...] = ("low", "mid", "high")
DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption about the world: its name in the model, what it says, its three values and where they are from."""

    key: str
    says: str
    low: float
    mid: float
    high: float
    source: str


ASSUMED = (
    Assumed(
        "articles",
        "articles a day",
        150_000,
        380_000,
        1_500_000,
        "low: Event Registry's blog, 2016 (100,000 to 200,000 a day from 75,000 sources); middle: CC-NEWS, 1,350"
        " million articles from August 2016 to May 2026 by Infini-News (arXiv 2605.18337, 2026), divided by its days;"
        " high: NewsCatcher's product FAQ, read 2026 (up to 1.5 million a day from 60,000 sites). Beside these: GDELT's"
        " blog, 2019, tells of 83 million English articles of that year, 230,000 a day; one agency, AP, of 2,000 texts"
        " a day (2016 in review)",
    ),
    Assumed(
        "exponent",
        "story sizes: the share of stories with n articles falls as n to the power of minus",
        2.8,
        2.5,
        2.2,
        "assumed; it puts 46, 61 and 83 % of the articles in a story of two or more. Nicholls and Bright, 2018,"
        " found more than half of 61,864 British articles in stories",
    ),
    Assumed("largest", "articles of the largest story there can be", 2_000, 5_000, 20_000, "assumed"),
    Assumed(
        "copied",
        "share of the articles that carry a text which another one has too",
        0.20,
        0.35,
        0.60,
        "low: assumed (Nicholls, 2019, finds less reuse than earlier studies); middle: Commetric's blog, 2019 (30 to"
        " 40 % of news stories are reprints); high: Cardiff University, 2008 (60 % of British press articles are wholly"
        " or mainly agency or PR text). Boumans and others, 2018: the agency stands behind up to 75 % of Dutch online"
        " articles",
    ),
    Assumed(
        "english",
        "share of English",
        0.5,
        0.5,
        0.5,
        "Event Registry's blog, 2016 (then German 10, Spanish 8, Chinese 5 %)",
    ),
    Assumed("characters", "characters of an article's text", 2_000, 2_600, 4_000, "assumed"),
    Assumed(
        "html", "share of articles read from web pages, the rest from plain text or feeds", 0.5, 0.8, 1.0, "assumed"
    ),
    Assumed(
        "swing",
        "how far a day swings about its mean: the busiest hour has 1 + this times the mean",
        0.3,
        0.5,
        0.9,
        "assumed: continents make up for one another, one country (high) does not. Its hours from azernis, 2023, for"
        " eleven German publishers: first articles from 6, most after 9, the most between 16 and 17 o'clock",
    ),
    Assumed(
        "found",
        "discrepancies told of a story of two origins or more",
        0.13,
        0.5,
        2.8,
        "low: what the built-in engine reported in 30 real stories (4), high: what readers labelled in them (84), by"
        " the README; middle: assumed",
    ),
    Assumed("core_price", "US dollars for a core and an hour, with 4 GB", 0.03, 0.05, 0.08, "assumed"),
    Assumed(
        "gpu_price",
        "US dollars for an H100 and an hour",
        1.99,
        2.95,
        5.00,
        "middle: AIMultiple's price index, May 2026 (median of 37 providers); low and high: Mercatus, 2026",
    ),
    Assumed(
        "gpu_tokens",
        "output tokens a second of one such card with vLLM and a model of 8 thousand million parameters",
        12_500,
        3_000,
        1_400,
        "low cost: a table of third-party benchmarks by Morph, April 2026 (12,500); high cost: InferenceBench, May 2026"
        " (1,384 at 16 requests at once); middle: a tuned H200 slice summarising news, 2026 (3,322), rounded down",
    ),
)
LOCAL = (1, 1, 1, 1, 2, 4, 8, 11, 14, 17, 18, 18, 17, 18, 19, 20, 21, 18, 15, 12, 9, 6, 4, 2)
"""Articles by the hour in one country, relative: assumed, but for when they begin and when most come."""

World = Mapping[str, float]


def world(case: Case) -> World:
    """The values of one case by their keys."""
    return {each.key: getattr(each, case) for each in ASSUMED}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of news: how many stories there are of each size, and how many articles come in each minute."""

    stories: Mapping[int, int]
    minutes: tuple[int, ...]
    repeated: float
    """Chance that an article which is not the first of its story is a copy."""

    @property
    def articles(self) -> int:
        """All articles."""
        return sum(size * count for size, count in self.stories.items())

    @property
    def told(self) -> int:
        """Stories of two articles or more."""
        return sum(count for size, count in self.stories.items() if size > 1)

    @property
    def grouped(self) -> int:
        """Articles in these."""
        return self.articles - self.stories.get(1, 0)

    def origins(self, size: int) -> float:
        """Independent texts of a story of so many articles, as is to be expected."""
        return 1 + (size - 1) * (1 - self.repeated)

    @property
    def hours(self) -> tuple[int, ...]:
        """Articles of each hour."""
        return tuple(sum(self.minutes[at : at + 60]) for at in range(0, DAY, 60))


def draw_day(here: World, seed: int = 1) -> Day:
    """A day of the world. The same seed draws the same day."""
    chance = random.Random(seed)
    stories = draw_stories(here, chance)
    articles = sum(size * count for size, count in stories.items())
    minutes = tuple(poisson(chance, articles * share) for share in by_minute(here["swing"]))
    return Day(stories, minutes, repeated(here))


def shares(here: World) -> tuple[float, ...]:
    """Share of the stories that have 1, 2, 3 ... articles: a power law up to the largest."""
    weights = [size ** -here["exponent"] for size in range(1, int(here["largest"]) + 1)]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def repeated(here: World) -> float:
    """The chance that an article which is not its story's first is a copy: of all articles the share is right then."""
    mean = sum(size * share for size, share in enumerate(shares(here), 1))
    return min(0.95, here["copied"] / (1 - 1 / mean))


def draw_stories(here: World, chance: random.Random) -> dict[int, int]:
    """How many stories there are of each size. The lone articles make up what the others leave of the day."""
    law = shares(here)
    mean = sum(size * share for size, share in enumerate(law, 1))
    count = here["articles"] / mean
    drawn = {size: poisson(chance, count * share) for size, share in enumerate(law, 1)}
    drawn[1] = max(0, int(here["articles"]) - sum(size * times for size, times in drawn.items() if size > 1))
    return {size: times for size, times in drawn.items() if times}


def sample_sizes(here: World, articles: int, seed: int) -> list[int]:
    """Sizes of stories, one by one, until they hold so many articles; the last is cut to fit."""
    chance = random.Random(seed)
    law = list(accumulate(shares(here)))
    sizes: list[int] = []
    left = articles
    while left:
        size = min(left, chance.choices(range(1, len(law) + 1), cum_weights=law)[0])
        sizes.append(size)
        left -= size
    return sizes


def by_minute(swing: float) -> list[float]:
    """Share of the day's articles that come in each minute; the busiest hour has 1 + `swing` times the mean."""
    local = _swung(LOCAL)
    level = min(1.0, swing / max(local))
    hours = [(1 + level * each) / 24 for each in local]
    return [share / 60 for share in hours for _ in range(60)]


def _swung(weights: tuple[int, ...]) -> list[float]:
    """How far each hour lies from the mean, as a share of the mean."""
    mean = sum(weights) / len(weights)
    return [weight / mean - 1 for weight in weights]


def poisson(chance: random.Random, mean: float) -> int:
    """A Poisson number: Knuth's product of uniform numbers for small means, a rounded normal one for large."""
    if mean > 60:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    floor, product, count = math.exp(-mean), chance.random(), 0
    while product > floor:
        product *= chance.random()
        count += 1
    return count


def hourly(day: Day) -> Iterator[float]:
    """Share of the day's articles that have come by the end of each hour."""
    total = sum(day.minutes) or 1
    return (held / total for held in accumulate(day.hours))
