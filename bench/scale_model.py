"""What a day costs: pure arithmetic over a drawn day, measured curves and prices.

Costs that grow with the size of a thing are curves through measured points, straight lines where both axes are
logarithmic; beyond the last point a curve goes on as it went between its last three. A queue is a fluid one: what
comes in a minute is worked off by so many cores, the rest waits.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from assistant.engines.llm.engine import MOST_PAIRS
from bench.scale_world import Day, World, hourly

GROUPED = "seconds to group"
"""What the check calls the time that a larger pile took."""
PATIENCE = 10.0
"""Minutes that an article may wait at the busiest time."""
NIGHT = 8.0
"""Hours in which a day is to be worked off at once."""
LOOK = 1.0
"""Minutes in which a person decides on a finding: assumed."""
SHIFT = 480
"""Minutes of a person's day."""


@dataclass(frozen=True)
class Curve:
    """A measured cost by size: points of size and cost, both above zero, sizes rising."""

    points: tuple[tuple[float, float], ...]

    def at(self, size: float) -> float:
        """The cost at a size, read off the line between its neighbours or beyond the ends."""
        logs = [(math.log(x), math.log(y)) for x, y in self.points]
        here = math.log(size)
        if here >= logs[-1][0]:
            return math.exp(logs[-1][1] + self.exponent * (here - logs[-1][0]))
        for (left, low), (right, high) in pairwise(logs):
            if here <= right:
                return math.exp(low + (high - low) * (here - left) / (right - left))
        raise AssertionError("the last point is beyond every size that gets here")

    @cached_property
    def exponent(self) -> float:
        """Power of the size with which the cost grows at the end: least squares over the last three points."""
        return slope(self.points[-3:])

    def size_for(self, cost: float) -> float:
        """The size at which the cost is reached; infinite where it is not before a million million."""
        low, high = 1.0, 1e12
        if self.at(high) < cost:
            return math.inf
        while high / low > 1.0001:
            middle = math.sqrt(low * high)
            low, high = (middle, high) if self.at(middle) < cost else (low, middle)
        return high


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Exponent of a power law through the points by least squares of the logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    x, y = (sum(each) / len(logs) for each in zip(*logs, strict=True))
    return float(sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs))


@dataclass(frozen=True)
class Figures:
    """What was measured: plain figures by name, curves by name, and prices in US dollars of a million tokens."""

    held: Mapping[str, Mapping[str, Any]]
    curves: Mapping[str, Curve]
    prices: Mapping[str, Mapping[str, float]]

    def __getitem__(self, name: str) -> float:
        return float(self.held[name]["value"])


def figures(found: Mapping[str, Any]) -> Figures:
    """The figures of a file that `bench.scale_measure` wrote; piles that were foretold are further points."""
    points = {name: [(x, y) for x, y in each["points"]] for name, each in found["curves"].items()}
    for check in found["check"]:
        points["group"] += [(check["articles"], row["measured"]) for row in check["rows"] if row["what"] == GROUPED]
    curves = {name: Curve(tuple(each)) for name, each in points.items()}
    return Figures(found["figures"], curves, found["prices"])


class Work(NamedTuple):
    """Processor seconds of a day by stage; all of them, and those that one process has to do alone."""

    read: float
    digest: float
    group: float
    compare: float

    @property
    def total(self) -> float:
        """All stages."""
        return self.read + self.digest + self.group + self.compare


def each_article(here: World, known: Figures) -> tuple[float, float]:
    """Seconds to read an article and to digest it with the built-in engine, by the length of its text."""
    longer = here["characters"] / known["characters"]
    read = here["html"] * known["read_html"] + (1 - here["html"]) * known["read_text"]
    return read, known["digest"] * longer


def over_stories(day: Day, cost: Callable[[int], float], least: int = 2) -> float:
    """The sum of a cost over the day's stories of at least so many articles."""
    return sum(count * cost(size) for size, count in day.stories.items() if size >= least)


def work(here: World, day: Day, known: Figures) -> Work:
    """One run over the whole day with the built-in engine, grouped; an article alone in its story is not digested."""
    read, digest = each_article(here, known)
    compare = over_stories(day, known.curves["compare"].at)
    return Work(read * day.articles, digest * day.grouped, known.curves["group"].at(day.articles), compare)


def stores(here: World, day: Day, known: Figures) -> dict[str, float]:
    """Bytes of a day: pages as they come, digests as JSON, replies of a model in the cache, and memory of one run."""
    longer = here["characters"] / known["characters"]
    return {
        "texts": day.articles * here["characters"],
        "digests": day.grouped * known["digest_bytes"] * longer,
        "replies": plan(here, day, known).calls * known["reply_bytes"],
        "memory": day.articles * (known["memory_group"] + known["memory_article"] * longer),
    }


class Calls(NamedTuple):
    """What is asked of a model in a day: calls and tokens of digests, then of judged pairs."""

    digests: float
    judgements: float
    pairs: float
    digest_in: float
    digest_out: float
    judge_in: float
    judge_out: float

    @property
    def calls(self) -> float:
        """All calls."""
        return self.digests + self.judgements

    @property
    def tokens(self) -> float:
        """All tokens, in and out."""
        return self.digest_in + self.digest_out + self.judge_in + self.judge_out


class Plan(NamedTuple):
    """Which of the ways to save are taken: copies digested once, only disputed pairs judged."""

    once: bool = False
    disputed: bool = False


AS_IT_IS = Plan()


def plan(here: World, day: Day, known: Figures, how: Plan = AS_IT_IS) -> Calls:
    """The calls of a day. With `once` a story counts with its independent texts alone; with `disputed` only the
    pairs are judged that differ in a figure, a date or a negation, and a call is saved where none of its pairs does."""

    def texts(size: int) -> float:
        return day.origins(size) if how.once else float(size)

    def each(number: int) -> Callable[[int], float]:
        return lambda size: texts(size) * left(known, texts(size))[number] if texts(size) > 1 else 0.0

    share = known["disputed"] if how.disputed else 1.0
    digests = over_stories(day, texts)
    pairs = over_stories(day, each(0)) * share
    judgements = over_stories(day, each(1)) * (1 - (1 - share) ** known["pairs_a_call"])
    return Calls(
        digests,
        judgements,
        pairs,
        digests * (known["digest_prompt"] + here["characters"] / known["characters_a_token"]),
        digests * known["digest_reply"] * here["characters"] / known["recorded_characters"],
        judgements * known["judge_prompt"] + pairs * known["judge_pair"],
        pairs * known["judge_reply"],
    )


def left(known: Figures, size: float) -> tuple[float, float]:
    """Pairs and calls that a story of so many texts leaves for a model, for each of its articles.

    Invented news leaves fewer open than real news, so the curves are lifted until they tell of three reports what
    real ones gave; the engine's own bound holds what is beyond, and a call has a pair at least.
    """
    asked, calls = known.curves["asked"], known.curves["calls"]
    pairs = min(MOST_PAIRS, flat(asked, size) * known["real_pairs"] / asked.at(3))
    return pairs, min(pairs, flat(calls, size) * known["real_calls"] / calls.at(3))


def flat(curve: Curve, size: float) -> float:
    """A cost of each article: beyond what was measured it stays as it was."""
    return curve.at(min(max(size, curve.points[0][0]), curve.points[-1][0]))


def dollars(calls: Calls, price: Mapping[str, float], *, batch: bool = False) -> float:
    """What calls cost; in batches the digests, and only they, at half the price."""
    digests = calls.digest_in * price["input"] + calls.digest_out * price["output"]
    judged = calls.judge_in * price["input"] + calls.judge_out * price["output"]
    return (digests * (0.5 if batch else 1.0) + judged) / 1e6


def self_hosted(calls: Calls, here: World, known: Figures) -> tuple[float, float]:
    """Hours of a graphics card for the day's calls, and what they cost. A token read counts a part of one written."""
    written = calls.digest_out + calls.judge_out + (calls.digest_in + calls.judge_in) * known["token_read"]
    hours = written / here["gpu_tokens"] / 3600
    return hours, hours * here["gpu_price"]


def waits(arrivals: Iterable[float], seconds: float, workers: float) -> list[float]:
    """Minutes that the last to come has to wait at the end of each minute, for so many seconds of work each."""
    backlog, found = 0.0, []
    for count in arrivals:
        backlog = max(0.0, backlog + count * seconds - 60 * workers)
        found.append(backlog / (60 * workers))
    return found


def workers_for(arrivals: Sequence[float], seconds: float, patience: float = PATIENCE) -> int:
    """The fewest workers with whom nothing waits longer than so many minutes."""
    low, high = 0, 1
    while max(waits(arrivals, seconds, high)) > patience:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if max(waits(arrivals, seconds, middle)) <= patience else (middle, high)
    return high


class Hour(NamedTuple):
    """An hour of the day: articles that came, seconds to group all so far, and to compare the stories they touch."""

    came: int
    group: float
    compare: float


def by_hour(day: Day, known: Figures) -> list[Hour]:
    """The work of each hour if the day so far is grouped again every hour, and every story that grew compared again."""
    before, hours = 0.0, []
    for came, share in zip(day.hours, hourly(day), strict=True):
        compare = sum(count * _again(size, before, share, known) for size, count in day.stories.items() if size > 1)
        hours.append(Hour(came, known.curves["group"].at(max(2.0, day.articles * share)), compare))
        before = share
    return hours


def _again(size: int, before: float, now: float, known: Figures) -> float:
    """Seconds to be expected for a story in an hour: none unless it grew, else those of its size by then."""
    grew = 1 - (1 - (now - before)) ** size
    held = size * now
    return grew * known.curves["compare"].at(held) if held >= 2 else grew * held / 2 * known.curves["compare"].at(2)


def peak_tokens(day: Day, calls: Calls) -> float:
    """Tokens a minute in the busiest minute, if every article's share is asked when it comes."""
    return calls.tokens * max(day.minutes) / max(1, sum(day.minutes))


def peak_calls(day: Day, calls: Calls) -> float:
    """Calls a minute in the busiest minute."""
    return calls.calls * max(day.minutes) / max(1, sum(day.minutes))


def cores_at_night(spent: Work) -> float:
    """Cores that work off the parallel stages of a day in a night, beside the one that groups."""
    return (spent.total - spent.group) / (NIGHT * 3600)


def findings(here: World, day: Day) -> float:
    """Discrepancies of a day: of the stories whose articles are expected to be of two origins or more."""
    return here["found"] * over_stories(day, lambda size: 1 - day.repeated ** (size - 1))
