"""How far a figure may be from what it would be on other stories like these: 95 % intervals over clusters.

Cases of one story stand and fall together, so stories are what is drawn anew: each cluster is left out in turn (the
jackknife), and how much the figure moves gives its variance. For a share, that variance becomes the number of
independent cases that would be as uncertain, from which the score interval of Wilson is made: it is lopsided near 0
and 1, as it should be, and no point where all cases are right. docs/statistics.md says how often the intervals cover
the truth, and why this is no bootstrap: with 12 clusters and most cases right, those that were tried cover far less.

Sources: E. B. Wilson, JASA 22 (1927) 209-212; the jackknife over clusters as in K. Wolter, Introduction to Variance
Estimation (2007), chapter 4; an effective number of cases with a t quantile as in E. Korn and B. Graubard, Survey
Methodology 24 (1998) 193-201, with Wilson's interval in place of theirs.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, inf, sqrt

from assistant.evaluate.records import Estimate
from assistant.evaluate.statistics.student import quantile
from assistant.evaluate.statistics.tally import Counted, Sums

SURE = 0.975
"""The quantile of a two-sided 95 % interval."""
Z = quantile(SURE, 1e9)
ALIKE = 0.1
"""How alike two cases of a cluster are taken to be (intra-cluster correlation) where the data are too few to say."""
LONELY = 1.05
"""Up to so many clusters of equal weight, one has nearly all the cases."""
NOTHING = 1e-15
"""A variance below this is a rounding error."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What moves a figure: each case by itself (`alone`), each cluster when it is left out (`together`).

    `cases` is the number of equal cases that would weigh as these do, `clusters` likewise (both after L. Kish, Survey
    Sampling, 1965); `freedom` the degrees of freedom that so many clusters leave.
    """

    alone: float
    together: float
    cases: float
    clusters: float

    @property
    def freedom(self) -> float:
        """Degrees of freedom: 0 with a single cluster, or one beside which others weigh nothing."""
        return self.clusters - 1 if self.clusters > LONELY else 0.0

    @property
    def guess(self) -> float:
        """How many independent cases these are worth where that cannot be seen from them (see ALIKE)."""
        return self.cases / (1 + (max(self.cases / self.clusters, 1.0) - 1) * ALIKE)


def value(items: Iterable[Sums]) -> float | None:
    """The sum of the parts over the sum of the wholes, or the mean of this over strata; None without any whole."""
    ratios = [part / whole for part, whole in totals(items).values()]
    return fsum(ratios) / len(ratios) if ratios else None


def totals(items: Iterable[Sums]) -> dict[str, tuple[float, float]]:
    """Part and whole by stratum, in the order of their names; strata without a whole are left out."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for sums in items:
        for stratum, pair in sums.items():
            found[stratum].append(pair)
    summed = {name: (fsum(p for p, _ in found[name]), fsum(w for _, w in found[name])) for name in sorted(found)}
    return {name: pair for name, pair in summed.items() if pair[1] > 0}


def estimate(counted: Sequence[Counted]) -> Estimate | None:
    """The value with its 95 % interval; None without a scored case.

    Where every part lies between 0 and its whole the interval lies in [0, 1], and is all of it with one cluster. For
    other quantities it is a t interval; with one cluster it is then taken over cases, and of one case it is the value.
    """
    sums = [case.sums for case in counted]
    found = value(sums)
    if found is None:
        return None
    spread = spread_of(sums, [case.cluster for case in counted])
    low, high = _share(found, spread) if is_share(sums) else _quantity(found, spread)
    return Estimate(found, min(low, found), max(high, found))


def is_share(items: Iterable[Sums]) -> bool:
    """Whether every part lies between 0 and its whole, so that the value is a share of something."""
    return all(0 <= part <= whole for sums in items for part, whole in sums.values())


def spread_of(sums: Sequence[Sums], clusters: Sequence[str]) -> Spread:
    """The spread of the value of some cases, each of which belongs to the cluster in the same place."""
    return spread_between([{}] * len(sums), sums, clusters)


def spread_between(before: Sequence[Sums], after: Sequence[Sums], clusters: Sequence[str]) -> Spread:
    """The spread of the value of `after` minus that of `before`: the same cases in the same places, twice."""
    members: dict[str, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        members[cluster].append(place)
    joined = [[totals([side[n] for n in members[name]]) for name in sorted(members)] for side in (before, after)]
    alone = [right - left for left, right in zip(_moves(before), _moves(after), strict=True)]
    together = [right - left for left, right in zip(*(_moves(side, out=True) for side in joined), strict=True)]
    return Spread(
        alone=fsum(one * one for one in alone),
        together=fsum(one * one for one in together) * (len(members) - 1) / len(members),
        cases=_equals(before, after),
        clusters=_equals(*joined),
    )


def wilson(share: float, cases: float, t: float) -> tuple[float, float]:
    """The score interval of a share of so many independent cases, t standard errors wide; everything without a case."""
    if t == inf or cases <= 0:
        return 0.0, 1.0
    pull = t * t / cases
    centre = (share + pull / 2) / (1 + pull)
    half = t * sqrt(share * (1 - share) / cases + pull / (4 * cases)) / (1 + pull)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def _share(share: float, spread: Spread) -> tuple[float, float]:
    # The wider of two: clusters drawn anew, and cases drawn as if none had to do with another. With few clusters the
    # first is by chance too narrow now and then.
    t = quantile(SURE, spread.freedom) if spread.freedom else inf
    doubt = share * (1 - share)
    worth = doubt / spread.together if spread.together > NOTHING else spread.guess
    alone = doubt / spread.alone if spread.alone > NOTHING else spread.cases
    (low, high), (least, most) = wilson(share, worth, t), wilson(share, alone, Z)
    return min(low, least), max(high, most)


def _quantity(value: float, spread: Spread) -> tuple[float, float]:
    half = Z * sqrt(spread.alone)
    if spread.freedom and spread.together > NOTHING:
        half = max(half, quantile(SURE, spread.freedom) * sqrt(spread.together))
    return value - half, value + half


def _moves(items: Sequence[Sums], out: bool = False) -> list[float]:
    # By how much each item moves the value: to first order, or `out`, by how much the value falls without it.
    whole = totals(items)
    return [
        fsum(_move(pair, whole[name], out) for name, pair in sums.items() if name in whole) / (len(whole) or 1)
        for sums in items
    ]


def _move(pair: tuple[float, float], whole: tuple[float, float], out: bool) -> float:
    rest = whole[1] - pair[1] if out else 0.0
    return (pair[0] - pair[1] * whole[0] / whole[1]) / (rest if rest > NOTHING else whole[1])


def _equals(*sides: Sequence[Sums]) -> float:
    # How many items of equal weight would spread as these do.
    weights = [fsum(pair) for pair in zip(*(_weights(side) for side in sides), strict=True)]
    return fsum(weights) ** 2 / (fsum(one * one for one in weights) or 1.0)


def _weights(items: Sequence[Sums]) -> list[float]:
    whole = totals(items)
    return [
        fsum(pair[1] / whole[name][1] for name, pair in sums.items() if name in whole) / (len(whole) or 1)
        for sums in items
    ]
