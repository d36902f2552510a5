"""A case and its scores, as every kind of data makes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.evaluate.records import Case, Score, State, Task, Words

LOWER_IS_BETTER = frozenset({"distractors_flagged", "attack_success", "attack_reached"})
"""Metrics of which a case passes that counts nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a case tells its reader, see `assistant.evaluate.records.Case`."""

    asked: str
    expected: str
    got: str
    labelled: tuple[Words, ...] = ()
    found: tuple[Words, ...] = ()


def case(id: str, group: str, scores: Sequence[Score], told: Told, gold: str = "") -> Case:
    """A case whose state is that of its first score; its task is filled in by `placed`."""
    return Case(
        id=id,
        task="",
        cluster="",
        group=group,
        state=state_of(scores[0]),
        asked=told.asked,
        expected=told.expected,
        got=told.got,
        scores=tuple(scores),
        gold=gold,
        labelled=told.labelled,
        found=told.found,
    )


def state_of(score: Score) -> State:
    """Passed where the whole of a score was reached, or nothing of one of which less is better."""
    if score.unscored:
        return "unscored"
    best = 0.0 if score.metric in LOWER_IS_BETTER else score.whole
    return "passed" if score.part == best else "failed"


def one(metric: str, right: bool, reason: str = "") -> Score:
    """A score of one thing that is right or not."""
    return Score(metric, float(right), 1.0, reason)


def unscored(metric: str, why: str) -> Score:
    """No score, and why."""
    return Score(metric, 0.0, 0.0, unscored=why)


def f_parts(metrics: tuple[str, str, str], found: bool, reported: int, reason: str = "") -> list[Score]:
    """What a label counts for in recall, precision and F1, given how many right reports it has to itself.

    With tp the labels found plus the reports that are right, F1 is taken as tp / (labels + reports). Where every
    label that is found has one report that is 2 x precision x recall / (precision + recall).
    """
    recall, precision, f1 = metrics
    scores = [one(recall, found, reason)]
    if reported:
        scores.append(Score(precision, float(reported), float(reported)))
    return [*scores, Score(f1, found + float(reported), 1.0 + reported)]


def wrong(metrics: tuple[str, str, str], reason: str) -> list[Score]:
    """What a report counts for that no label asks for."""
    return [one(metrics[1], False, reason), one(metrics[2], False)]


def right(metrics: tuple[str, str, str], reason: str) -> list[Score]:
    """What a report counts for that has no label of its own, and that other labels bear out."""
    return [one(metrics[1], True, reason), one(metrics[2], True)]


def placed(cases: Iterable[Case], task: Task, repeat: int) -> list[Case]:
    """Cases with their task, under ids that no two share."""
    seen: dict[str, int] = {}
    done = []
    for each in cases:
        seen[each.id] = count = seen.get(each.id, 0) + 1
        own = each.id if count == 1 else f"{each.id}-{count}"
        done.append(replace(each, id=f"{task.id}/{own}", task=task.id, cluster=task.cluster, repeat=repeat))
    return done
