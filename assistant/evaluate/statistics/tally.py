"""From cases to what each counts in each metric: once, however often it was repeated."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluate.records import Case, Score

Sums = Mapping[str, tuple[float, float]]
"""Part and whole by stratum; the stratum of a score that names none is empty."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one case counts in one metric: parts and wholes, each the mean over its repeats."""

    id: str
    cluster: str
    group: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Tally:
    """The cases of one metric: those that were scored, and by id the group of those that could not be."""

    counted: tuple[Counted, ...] = ()
    unscored: Mapping[str, str] | None = None

    @property
    def missing(self) -> Mapping[str, str]:
        """The groups of the cases that could not be scored, by the ids of these."""
        return self.unscored or {}


def tallied(cases: Sequence[Case]) -> dict[str, Tally]:
    """The cases by metric, sorted by id, so that no figure depends on the order of a run.

    A case is averaged over the repeats in which it could be scored. What no label asks for (a finding of ours) exists
    only in the repeats in which it was found, and counts nothing in the others of its task.
    """
    repeats = _repeats(cases)
    by_metric: dict[str, dict[str, list[tuple[Case, list[Score]]]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        scores: dict[str, list[Score]] = defaultdict(list)
        for score in case.scores:
            scores[score.metric].append(score)
        for metric, given in scores.items():
            by_metric[metric][case.id].append((case, given))
    return {metric: _tally(found, repeats) for metric, found in by_metric.items()}


def _tally(found: Mapping[str, list[tuple[Case, list[Score]]]], repeats: Mapping[str, int]) -> Tally:
    counted, unscored = [], {}
    for name in sorted(found):
        first = found[name][0][0]
        scored = [[score for score in scores if not score.unscored] for _, scores in found[name]]
        failed = len({case.repeat for case, scores in found[name] if all(score.unscored for score in scores)})
        sums = _mean([score for scores in scored for score in scores], repeats[name] - failed)
        if sums:
            counted.append(Counted(name, first.cluster, first.group, sums))
        elif failed:
            unscored[name] = first.group
    return Tally(tuple(counted), unscored)


def _mean(scores: Sequence[Score], repeats: int) -> Sums:
    parts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for score in scores:
        parts[score.stratum][0] += score.part
        parts[score.stratum][1] += score.whole
    return {name: (part / repeats, whole / repeats) for name, (part, whole) in sorted(parts.items()) if whole > 0}


def _repeats(cases: Sequence[Case]) -> dict[str, int]:
    # In how many repeats a case could have been there: of a label, those in which it was asked for; of what no label
    # asks for, those of its task, or where nothing of the task is labelled, those of the run.
    own: dict[str, set[int]] = defaultdict(set)
    tasks: dict[str, set[int]] = defaultdict(set)
    for case in cases:
        own[case.id].add(case.repeat)
        if case.gold:
            tasks[case.task].add(case.repeat)
    everywhere = {case.repeat for case in cases}
    return {
        case.id: len(own[case.id] if case.gold else own[case.id] | tasks.get(case.task, everywhere)) for case in cases
    }
