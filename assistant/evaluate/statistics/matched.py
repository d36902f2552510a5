"""Two runs of a part, case by case: which cases can be compared, and which of them came out differently."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluate.records import Case, Part


@dataclass(frozen=True, slots=True)
class Matched:
    """The cases of two runs by id, sorted.

    `labelled` are those with the same label in both; `reported` what one run or both found beside the labels, in tasks
    that both worked. The others cannot be compared: `relabelled` have another label now, `only_before` and `only_after`
    are cases, or findings of a task, that the other run did not have.
    """

    labelled: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    relabelled: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A case that came out differently: the share of its repeats that passed, before and after."""

    id: str
    group: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed among labelled cases, and which failed findings are new or gone.

    A case has passed where more than half of its scored repeats did, and failed where less than half did. `broken` had
    passed and failed now, `mended` the other way round; `wavered` changed its rate, but not so. `lost` was scored and
    is not now, `regained` the other way round. `added` and `gone` are findings that no label asks for and that count
    as failed: reported in one run only.
    """

    broken: tuple[Change, ...] = ()
    mended: tuple[Change, ...] = ()
    wavered: tuple[Change, ...] = ()
    lost: tuple[str, ...] = ()
    regained: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unchanged: int = 0


def matched(before: Part, after: Part) -> Matched:
    """Which cases of two runs can be held against each other."""
    one, two = _by_id(before), _by_id(after)
    both = _worked(before) & _worked(after)
    found: dict[str, list[str]] = defaultdict(list)
    for id in sorted(one.keys() | two.keys()):
        found[_place(one.get(id), two.get(id), both)].append(id)
    return Matched(**{place: tuple(ids) for place, ids in found.items()})


def changes(before: Part, after: Part, cases: Matched) -> Changes:
    """What came out differently among the cases that can be compared."""
    one, two = _rates(before.cases), _rates(after.cases)
    groups = {case.id: case.group for part in (before, after) for case in part.cases}
    found: dict[str, list[Change]] = defaultdict(list)
    for id in cases.labelled:
        if id in one and id in two:
            change = Change(id, groups[id], one[id], two[id])
            found[_turn(change)].append(change)
    return Changes(
        broken=tuple(found["broken"]),
        mended=tuple(found["mended"]),
        wavered=tuple(found["wavered"]),
        lost=tuple(id for id in cases.labelled if id in one and id not in two),
        regained=tuple(id for id in cases.labelled if id in two and id not in one),
        added=tuple(id for id in cases.reported if two.get(id, 1) < 1 and id not in one),
        gone=tuple(id for id in cases.reported if one.get(id, 1) < 1 and id not in two),
        unchanged=len(found["unchanged"]),
    )


def _turn(change: Change) -> str:
    if change.before == change.after:
        return "unchanged"
    if change.after < 0.5 < change.before:
        return "broken"
    return "mended" if change.before < 0.5 < change.after else "wavered"


def _by_id(part: Part) -> Mapping[str, Case]:
    return {case.id: case for case in part.cases}


def _worked(part: Part) -> set[str]:
    # The tasks of which anything came: where all repeats failed, that nothing was reported says nothing.
    tried = {trial.task for trial in part.trials}
    done = {trial.task for trial in part.trials if not trial.error}
    return done | ({case.task for case in part.cases} - tried)


def _place(one: Case | None, two: Case | None, both: set[str]) -> str:
    gold = one.gold if one else "", two.gold if two else ""
    known = one or two
    assert known  # nosec B101 # a fact of ours, told to the type checker
    if not any(gold) and known.task in both:
        return "reported"
    if one and two and any(gold):
        return "labelled" if gold[0] == gold[1] else "relabelled"
    return "only_before" if one else "only_after"


def _rates(cases: Sequence[Case]) -> dict[str, float]:
    passed: dict[str, list[bool]] = defaultdict(list)
    for case in cases:
        if case.state != "unscored":
            passed[case.id].append(case.state == "passed")
    return {id: sum(states) / len(states) for id, states in passed.items()}
