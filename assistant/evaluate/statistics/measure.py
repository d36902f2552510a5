"""The metrics of a run: each over all cases and by group, with its interval and what could not be scored."""

from collections.abc import Mapping, Sequence

from assistant.evaluate.records import Case, Meaning, Metric
from assistant.evaluate.statistics.intervals import estimate
from assistant.evaluate.statistics.tally import Tally, tallied


def measured(cases: Sequence[Case], metrics: Mapping[str, Meaning]) -> tuple[Metric, ...]:
    """Every metric in the order given: over all cases, then by group where its cases are of more than one.

    Raises ValueError for a score of a metric that is not among them: it would be lost.
    """
    tallies = tallied(cases)
    if unknown := sorted(tallies.keys() - metrics.keys()):
        raise ValueError(f"scores of metrics that nobody described: {', '.join(unknown)}")
    return tuple(
        _metric(name, group, tallies.get(name, Tally()))
        for name in metrics
        for group in ("", *_groups(tallies.get(name, Tally())))
    )


def _groups(tally: Tally) -> list[str]:
    groups = sorted({*(case.group for case in tally.counted), *tally.missing.values()})
    return [group for group in groups if group] if len(groups) > 1 else []


def _metric(name: str, group: str, tally: Tally) -> Metric:
    counted = [case for case in tally.counted if group in ("", case.group)]
    return Metric(
        name=name,
        group=group,
        estimate=estimate(counted),
        n=len(counted),
        clusters=len({case.cluster for case in counted}),
        unscored=sum(group in ("", other) for other in tally.missing.values()),
    )
