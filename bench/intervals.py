"""How often the intervals and verdicts of an evaluation are right, on data made up so that the truth is known.

    python -m bench.intervals coverage            # how often the 95 % intervals hold the true value (10 minutes)
    python -m bench.intervals tried               # the same for kinds of bootstrap that are not used
    python -m bench.intervals paired              # what a comparison of two runs finds, and its false alarms
    python -m bench.intervals exact               # its false alarms on independent cases, without drawing
    python -m bench.intervals coverage 200 7      # 200 rounds from seed 7

Cases of a cluster share a rate that is drawn from a beta distribution around the true one, so that two of them are as
alike as the intra-cluster correlation says. The method was chosen on other draws than the tables in docs/statistics.md
show: seeds 1 to 3 there, the seed below here.
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from math import comb, sqrt
from statistics import NormalDist, mean

from assistant.evaluate.records import Case, Meaning, Part, Score, Spec
from assistant.evaluate.statistics.intervals import SURE, estimate, totals, value
from assistant.evaluate.statistics.paired import paired
from assistant.evaluate.statistics.student import quantile
from assistant.evaluate.statistics.tally import Counted, Sums

SEED, ROUNDS = 20_251, 2_000
RESAMPLES = 500
RATES, ALIKE, CLUSTERS = (0.5, 0.8, 0.95), (0.0, 0.1, 0.3), (12, 100)
EQUAL, LEAST, RANGE = 6, 1, 30
Cluster = list[Sums]
Draw = Callable[[random.Random, int, float, float], Cluster]


def sizes(clusters: int, unequal: bool) -> list[int]:
    """Cases a cluster: all the same, or from 1 to 30 in equal ratios."""
    if not unequal:
        return [EQUAL] * clusters
    return [max(LEAST, round(LEAST * RANGE ** (n / (clusters - 1)))) for n in range(clusters)]


def rate(chance: random.Random, middle: float, alike: float) -> float:
    """The rate of a cluster: its mean is `middle`, and two cases of the cluster are `alike`."""
    if not alike:
        return middle
    return chance.betavariate(middle * (1 - alike) / alike, (1 - middle) * (1 - alike) / alike)


def share(chance: random.Random, size: int, middle: float, alike: float) -> Cluster:
    """Cases that are right or wrong."""
    own = rate(chance, middle, alike)
    return [{"": (float(chance.random() < own), 1.0)} for _ in range(size)]


def precision(chance: random.Random, size: int, middle: float, alike: float) -> Cluster:
    """How many are reported is random too: of each place at most one right and one wrong report."""
    right, wrong = rate(chance, 0.6 * middle, alike), rate(chance, 0.6 * (1 - middle), alike)
    drawn = [(1.0, right), (0.0, wrong)] * size
    return [{"": (part, 1.0)} for part, own in drawn if chance.random() < own]


def f1(chance: random.Random, size: int, middle: float, alike: float) -> Cluster:
    """A label that is found counts 2 of 2, one that is missed 0 of 1, and so does a false report."""
    found, false = rate(chance, middle, alike), rate(chance, 1 - middle, alike)
    labels: Cluster = [{"": (2.0, 2.0) if chance.random() < found else (0.0, 1.0)} for _ in range(size)]
    return labels + [{"": (0.0, 1.0)} for _ in range(size) if chance.random() < false]


def balanced(chance: random.Random, size: int, middle: float, alike: float) -> Cluster:
    """The mean of two strata, of which one has three cases of ten."""
    own = {"yes": rate(chance, middle, alike), "no": rate(chance, middle, alike)}
    drawn = ["yes" if chance.random() < 0.3 else "no" for _ in range(size)]
    return [{name: (float(chance.random() < own[name]), 1.0)} for name in drawn]


DRAWS: dict[str, Draw] = {"share": share, "precision": precision, "F1": f1, "mean of two strata": balanced}


def sample(draw: Draw, chance: random.Random, shape: tuple[int, bool, float, float]) -> list[Cluster]:
    """The clusters of one made-up run."""
    clusters, unequal, middle, alike = shape
    return [draw(chance, size, middle, alike) for size in sizes(clusters, unequal)]


def counted(clusters: Sequence[Cluster]) -> list[Counted]:
    """The same as the cases of an evaluation."""
    return [Counted("", str(n), "", sums) for n, cluster in enumerate(clusters) for sums in cluster]


def coverage(rounds: int, seed: int) -> None:
    """Print how often the interval holds the true value, and its mean width, for every setting."""
    print("metric | clusters | sizes | rate | alike | covered % | width, points")
    for name, *shape in product(DRAWS, CLUSTERS, (False, True), RATES, ALIKE):
        chance = random.Random(f"{seed} {name} {shape}")
        found = [estimate(counted(sample(DRAWS[name], chance, tuple(shape)))) for _ in range(rounds)]  # type: ignore[arg-type]
        made = [one for one in found if one]
        held = sum(one.low <= shape[2] <= one.high for one in made) / len(made)
        told = (name, shape[0], "unequal" if shape[1] else "equal", *shape[2:])
        print(
            *told, f"{100 * held:.1f}", f"{100 * mean(one.high - one.low for one in made):.1f}", sep=" | ", flush=True
        )


def tried(rounds: int, seed: int) -> None:
    """Print the coverage of four kinds of bootstrap beside ours, with 12 clusters."""
    print("metric | sizes | rate | alike | ours | percentile | expanded | BCa | bootstrap-t")
    for name, unequal, middle, alike in product(DRAWS, (False, True), (0.5, 0.95), (0.0, 0.3)):
        chance = random.Random(f"{seed} {name} {unequal} {middle} {alike}")
        held = [0] * 5
        for _ in range(rounds):
            clusters = sample(DRAWS[name], chance, (12, unequal, middle, alike))
            ours = estimate(counted(clusters))
            joined = [totals(cluster) for cluster in clusters]
            intervals = [(ours.low, ours.high) if ours else (0.0, 1.0), *bootstraps(joined, chance)]
            held = [n + (low <= middle <= high) for n, (low, high) in zip(held, intervals, strict=True)]
        told = (name, "unequal" if unequal else "equal", middle, alike)
        print(*told, *(f"{100 * n / rounds:.1f}" for n in held), sep=" | ", flush=True)


def bootstraps(clusters: Sequence[Sums], chance: random.Random) -> Iterator[tuple[float, float]]:
    """The percentile interval; with Hesterberg's expansion; BCa (Efron 1987); bootstrap-t."""
    k = len(clusters)
    draws = [chance.choices(clusters, k=k) for _ in range(RESAMPLES)]
    centre, error = value(clusters) or 0.0, linear_error(clusters)
    values = [found for found in map(value, draws) if found is not None]
    ordered, normal = sorted(values), NormalDist()
    yield between(ordered, 1 - SURE, SURE)
    wide = normal.cdf(sqrt(k / (k - 1)) * quantile(SURE, k - 1))
    yield between(ordered, 1 - wide, wide)
    left = [value([*clusters[:n], *clusters[n + 1 :]]) or 0.0 for n in range(k)]
    pulls = [mean(left) - one for one in left]
    scale = 6 * sum(pull**2 for pull in pulls) ** 1.5
    skew = sum(pull**3 for pull in pulls) / scale if scale else 0.0
    below = sum((one < centre) + (one == centre) / 2 for one in values) / len(values)
    bias = normal.inv_cdf(min(max(below, 1 / RESAMPLES), 1 - 1 / RESAMPLES))
    ends = [bias + normal.inv_cdf(end) for end in (1 - SURE, SURE)]
    low, high = (normal.cdf(bias + end / (1 - skew * end)) for end in ends)
    yield between(ordered, low, high)
    errors = [(value(draw), linear_error(draw)) for draw in draws]
    ratios = sorted((found - centre) / wrong for found, wrong in errors if found is not None and wrong > 0)
    low, high = between(ratios, 1 - SURE, SURE) if len(ratios) > RESAMPLES / 2 else (0.0, 0.0)
    yield centre - high * error, centre - low * error


def linear_error(clusters: Sequence[Sums]) -> float:
    """The standard error of a value over clusters, to first order."""
    whole = totals(clusters)
    if not whole:
        return 0.0
    moves = [
        sum((p - w * whole[s][0] / whole[s][1]) / whole[s][1] for s, (p, w) in one.items() if s in whole) / len(whole)
        for one in clusters
    ]
    return sqrt(sum(move * move for move in moves) * len(clusters) / (len(clusters) - 1))


def between(ordered: Sequence[float], low: float, high: float) -> tuple[float, float]:
    """Two quantiles of a sorted sample."""
    last = len(ordered) - 1
    return ordered[round(low * last)], ordered[round(high * last)]


def twice(chance: random.Random, layout: Sequence[int], flips: tuple[float, float, float], metrics: int) -> list[Part]:
    """Two runs over the same cases: `flips` is the share of changed cases, of these those for the better, and how
    much cases of a cluster are alike in both.
    """
    runs: list[list[Case]] = [[], []]
    for cluster, size in enumerate(layout):
        own = [(rate(chance, flips[0], flips[2]), rate(chance, flips[1], flips[2])) for _ in range(metrics)]
        for n in range(size):
            pairs = [_pair(chance, *one) for one in own]
            for side, cases in enumerate(runs):
                cases.append(_case(str(cluster), n, pairs, side))
    return _parts(runs, metrics)


def _case(cluster: str, number: int, pairs: Sequence[tuple[bool, bool]], side: int) -> Case:
    scores = tuple(Score(f"m{m}", float(pair[side]), 1.0) for m, pair in enumerate(pairs))
    return Case(f"{cluster}/{number}", cluster, cluster, "", "passed", "", "", "", scores, "label")


def _parts(runs: Sequence[Sequence[Case]], metrics: int) -> list[Part]:
    meanings = {f"m{m}": Meaning("", True, "") for m in range(metrics)}
    spec = Spec("made up", "pairs", ())
    return [Part(spec, "", "", {}, (), tuple(cases), (), meanings=meanings) for cases in runs]


def _pair(chance: random.Random, changed: float, up: float) -> tuple[bool, bool]:
    if chance.random() >= changed:
        same = chance.random() < 0.6
        return same, same
    better = chance.random() < up
    return not better, better


LAYOUTS = {
    "200 clusters of 1": [1] * 200,
    "40 clusters of 5": [5] * 40,
    "12 clusters of 16 or 17": [17] * 8 + [16] * 4,
    "12 clusters of 2 to 47": [2, 3, 4, 5, 7, 9, 13, 17, 22, 31, 40, 47],
}


def compared(rounds: int, seed: int) -> None:
    """Print what a comparison of 200 cases says: with a true difference of 10 points, and of equal runs."""
    print(
        "cases | changed % | difference | metrics | alike | better % | worse % | none shown % | covered % | detectable"
    )
    settings = [(0.2, 0.75, 1), (0.2, 0.5, 1), (0.05, 0.5, 1), (0.02, 0.5, 1), (0.2, 0.5, 8)]
    for layout, (changed, up, metrics), alike in product(LAYOUTS, settings, ALIKE):
        if alike and layout.endswith("of 1"):
            continue
        chance, true = random.Random(f"{seed} {layout} {changed} {up} {metrics} {alike}"), changed * (2 * up - 1)
        words, held, needed = [], 0, []
        for _ in range(rounds):
            found = paired(*twice(chance, LAYOUTS[layout], (changed, up, alike), metrics)).metrics
            words.append({one.verdict for one in found})
            held += sum(bool(d := one.difference) and d.low <= true <= d.high for one in found)
            needed += [one.detectable or 0.0 for one in found]
        seen = [
            f"{100 * sum(w in said for said in words) / rounds:.1f}" for w in ("better", "worse", "no difference shown")
        ]
        figures = (*seen, f"{100 * held / rounds / metrics:.1f}", f"{100 * mean(needed):.1f}")
        print(layout, f"{100 * changed:g}", f"{100 * true:g}", metrics, alike, *figures, sep=" | ", flush=True)


def exact(rounds: int, seed: int) -> None:
    """Print the chance that 200 equal independent cases are called better or worse, summed over all that can happen."""
    number, shares = 200, (0.02, 0.05, 0.1, 0.2, 0.3)
    alarms = dict.fromkeys(shares, 0.0)
    for changed in range(number // 2 + 1):
        found = sum(comb(changed, up) * 0.5**changed for up in range(changed + 1) if _called(number, changed, up))
        for each in shares:
            alarms[each] += found * comb(number, changed) * each**changed * (1 - each) ** (number - changed)
    for each, alarm in alarms.items():
        print(f"{100 * each:g} % changed: {100 * alarm:.1f} % false alarms")


@cache
def _called(number: int, changed: int, up: int) -> bool:
    if 2 * up > changed:
        return _called(number, changed, changed - up)
    pairs = [(False, True)] * up + [(True, False)] * (changed - up) + [(True, True)] * (number - changed)
    runs = [[_case(str(n), 0, [pair], side) for n, pair in enumerate(pairs)] for side in (0, 1)]
    return paired(*_parts(runs, 1)).metrics[0].verdict in ("better", "worse")


def main(arguments: Sequence[str]) -> None:
    """Run the table that is named."""
    tables = {"coverage": coverage, "tried": tried, "paired": compared, "exact": exact}
    if not arguments or arguments[0] not in tables:
        raise SystemExit(__doc__)
    rounds, seed = (int(one) for one in (*arguments[1:], *(ROUNDS, SEED)[len(arguments) - 1 :]))
    print(f"{rounds} rounds from seed {seed}; error at 95 %: {100 * sqrt(0.95 * 0.05 / rounds):.1f} points")
    tables[arguments[0]](rounds, seed)


if __name__ == "__main__":
    main(sys.argv[1:])
