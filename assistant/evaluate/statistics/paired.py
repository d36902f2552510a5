"""Two runs of a part held against each other on the same cases: what changed, and whether that could be chance.

The difference of a metric is that of its two values over the cases that both runs have; its interval comes from what
each cluster, left out, does to the difference (see intervals), so that what both runs find easy or hard cancels out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, sqrt
from typing import Literal

from assistant.evaluate.records import Estimate, Meaning, Part
from assistant.evaluate.statistics.intervals import SURE, Spread, is_share, spread_between, totals, value
from assistant.evaluate.statistics.matched import Changes, Matched, changes, matched
from assistant.evaluate.statistics.student import quantile, tail
from assistant.evaluate.statistics.tally import Sums, Tally, tallied

Verdict = Literal["better", "worse", "no difference shown", "not enough data to tell"]
MARGIN = 0.05
"""A difference below this (5 points of a share; of other quantities this part of the first run's) is of no matter."""
ALPHA = 0.05
POWER = 0.8
MANY = 1e9
"""Degrees of freedom at which a t distribution is the normal one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric in two runs, over the cases that both have.

    `difference` is after minus before with its 95 % interval, for this metric alone; `p` the chance of so large a
    difference between equal runs, after Holm's correction for all metrics compared. `detectable` is the smallest true
    difference that would be found 8 times of 10 with these data. `n` cases of `clusters` were compared; `unscored`
    could not be scored in one of the runs. None stands where nothing can be said; `share` tells points from amounts.
    """

    name: str
    before: float | None
    after: float | None
    difference: Estimate | None
    p: float
    detectable: float | None
    n: int
    clusters: int
    unscored: int
    share: bool
    verdict: Verdict
    why: str

    @property
    def overruled(self) -> bool:
        """Whether its own interval leaves out 0, but no more than chance would bring among so many metrics."""
        found = self.difference
        return bool(found and not found.low <= 0 <= found.high and self.p >= ALPHA)


@dataclass(frozen=True, slots=True)
class Paired:
    """Two runs of a part: its metrics, which cases changed, and which could not be compared."""

    metrics: tuple[Difference, ...]
    changes: Changes
    cases: Matched


def paired(before: Part, after: Part, margin: float = MARGIN, only: Sequence[str] = ()) -> Paired:
    """Compare two runs of a part, in all metrics that one of them has scores of, or in those named.

    Raises KeyError for a metric that neither describes.

    A metric is better or worse where p is below 0.05 after Holm's correction (S. Holm, Scandinavian Journal of
    Statistics 6 (1979) 65-70), which holds the chance that equal runs get any such verdict below 5 %. Name what was
    to be decided before looking, and nothing is lost to the others. There is no difference shown where the interval
    lies within the margin on both sides of 0; else there are not enough data to tell.
    """
    cases = matched(before, after)
    meanings = {**before.meanings, **after.meanings}
    sides = _scores(before, cases), _scores(after, cases)
    clusters = {case.id: case.cluster for part in (after, before) for case in part.cases}
    drafts = [
        _difference(name, (sides[0].get(name, Tally()), sides[1].get(name, Tally())), clusters)
        for name in only or [name for name in meanings if any(name in side for side in sides)]
    ]
    settled = tuple(
        _settled(draft, p, meanings[draft.name], margin) for draft, p in zip(drafts, holm(drafts), strict=True)
    )
    return Paired(settled, changes(before, after, cases), cases)


def holm(drafts: Sequence[Difference]) -> list[float]:
    """The p values after Holm's step-down correction, in the order given; what has no estimate is not counted."""
    tested = sorted((draft.p, place) for place, draft in enumerate(drafts) if draft.difference)
    corrected, highest = [1.0] * len(drafts), 0.0
    for rank, (p, place) in enumerate(tested):
        highest = max(highest, min(1.0, p * (len(tested) - rank)))
        corrected[place] = highest
    return corrected


def _scores(part: Part, cases: Matched) -> dict[str, Tally]:
    kept = {*cases.labelled, *cases.reported}
    return {
        name: Tally(
            tuple(case for case in tally.counted if case.id in kept),
            {id: group for id, group in tally.missing.items() if id in kept},
        )
        for name, tally in tallied(part.cases).items()
    }


def _difference(name: str, sides: tuple[Tally, Tally], clusters: Mapping[str, str]) -> Difference:
    unscored = {id for side in sides for id in side.missing}
    counted = [{case.id: case.sums for case in side.counted if case.id not in unscored} for side in sides]
    ids = sorted({id for side in counted for id in side})
    before, after = _same_strata([side.get(id, {}) for id in ids] for side in counted)
    values = value(before), value(after)
    share = is_share(before) and is_share(after)
    within = [clusters[id] for id in ids]
    empty = Difference(
        *(name, *values, None, 1.0, None, len(ids), len(set(within)), len(unscored), share),
        verdict="not enough data to tell",
        why="no case is scored in both runs",
    )
    if values[0] is None or values[1] is None:
        return empty
    return _with_interval(empty, values[1] - values[0], spread_between(before, after, within))


def _same_strata(sides: Iterable[Sequence[Sums]]) -> list[list[Sums]]:
    # A mean over strata can be compared only where both runs have all of them.
    given = [list(side) for side in sides]
    common = set.intersection(*(set(totals(side)) for side in given))
    return [[{name: pair for name, pair in sums.items() if name in common} for sums in side] for side in given]


def _with_interval(draft: Difference, shift: float, spread: Spread) -> Difference:
    errors = _errors(spread, draft.share)
    half = max(quantile(SURE, freedom) * error for error, freedom in errors)
    if half == inf and not draft.share:
        return replace(draft, why="one cluster says nothing of others")
    low, high = shift - half, shift + half
    needed = max((quantile(SURE, freedom) + quantile(POWER, freedom)) * error for error, freedom in errors)
    if draft.share:
        low, high, needed = max(low, -1.0), min(high, 1.0), min(needed, 1.0)
    p = max(_chance(abs(shift), error, freedom) for error, freedom in errors)
    return replace(draft, difference=Estimate(shift, low, high), p=p, detectable=needed)


def _errors(spread: Spread, share: bool) -> list[tuple[float, float]]:
    """The standard errors of a difference, each with its degrees of freedom: of clusters, and of cases alone.

    The larger one counts, as in intervals. To that of a share, one case that changed is added, half of it each way (A.
    Agresti and Y. Min, Statistics in Medicine 24 (2005) 729-740): without it, four changes that by chance all go one
    way would be called a difference, and none at all would be called certainty. The smallest difference that is found
    with power 0.8 is the sum of the t quantiles of 0.975 and 0.8 times the error (H. Bloom, Evaluation Review 19 (1995)
    547-556).
    """
    added = (1 / spread.guess**2, 1 / spread.cases**2) if share else (0.0, 0.0)
    together = sqrt(spread.together + added[0]) if spread.freedom else inf
    return [(together, spread.freedom or 1.0), (sqrt(spread.alone + added[1]), MANY)]


def _chance(shift: float, error: float, freedom: float) -> float:
    if error == inf or shift == 0:
        return 1.0
    return 2 * tail(shift / error, freedom) if error else 0.0


def _settled(draft: Difference, p: float, meaning: Meaning, margin: float) -> Difference:
    if draft.difference is None or draft.before is None:
        return draft
    shift = draft.difference
    bound = margin if draft.share else margin * abs(draft.before)
    verdict: Verdict = "not enough data to tell"
    why = _missing(draft)
    if p < ALPHA:
        verdict = "better" if (shift.value > 0) == meaning.higher else "worse"
        why = "by less than the margin" if abs(shift.value) < bound else ""
    elif -bound <= shift.low and shift.high <= bound:
        verdict, why = "no difference shown", "if there is one, it is within the margin"
    return replace(draft, p=p, verdict=verdict, why=": ".join(filter(None, (told(draft), why))))


def _missing(draft: Difference) -> str:
    if draft.clusters < 2:
        return "one cluster says nothing of others"
    if draft.p < ALPHA:
        return "alone it would count, but of so many metrics one comes out so by chance"
    if draft.detectable is None:
        return ""
    return f"a difference below {amount(draft.detectable, draft.share)} is not likely to be found with these cases"


def told(difference: Difference) -> str:
    """The difference with its interval in words: `+4.0 points [-1.2, +9.2], 200 cases in 40 clusters`."""
    found = difference.difference
    if found is None:
        return ""
    scale = 100 if difference.share else 1
    low, high = (
        f"{scale * edge:+.{1 if difference.share else 4}{'f' if difference.share else 'g'}}"
        for edge in (found.low, found.high)
    )
    of = f"{_counted(difference.n, 'case')} in {_counted(difference.clusters, 'cluster')}"
    return f"{amount(found.value, difference.share, '+')} [{low}, {high}], {of}"


def amount(value: float, share: bool, sign: str = "") -> str:
    """A difference of shares in percentage points, of other quantities as it is."""
    return f"{100 * value:{sign}.1f} points" if share else f"{value:{sign}.4g}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
