"""What an earlier run says of this one: nothing that it held may get worse, or vanish, unseen.

What tests this code is exact: a case that passed must pass. What tests a model is not: there a metric is worse only
where a paired comparison shows it. What vanishes is no matter of chance in either.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.evaluate.ledger import got, worst
from assistant.evaluate.records import Case, EvalRun, Outcome, Part, Ruling, State
from assistant.evaluate.statistics.paired import MARGIN, paired

OUTCOMES: Mapping[str, Outcome] = {"worse": "fail", "not enough data to tell": "undecided"}
_OWN = re.compile(r"-[0-9a-f]{8,}.*$|-\d+$")
"""What tells one finding of ours from the next, at the end of its id."""
Told = tuple[str, Outcome, Sequence[str], str]
"""What is ruled on, what the cases (if there are any) come to, which they are, and what is the matter with them."""


def by_baseline(run: EvalRun, before: EvalRun, where: str) -> Iterator[Ruling]:
    """What an earlier run says of this one, part by part."""
    if before.unfinished:
        yield Ruling("earlier run", "broken", "it was not finished, and holds half of what it should; renew it", where)
    earlier = {(part.spec.name, part.mode): part for part in before.parts}
    for part in run.parts:
        was = earlier.pop((part.spec.name, part.mode), None)
        if was is None:
            yield Ruling(f"{part.spec.name}: cases", "broken", _lacking(part, before), where)
        elif was.spec.data and was.spec.kind != part.spec.kind:  # a ledger knows neither data nor kind
            why = f"it was of kind {was.spec.kind} in the earlier run and is of kind {part.spec.kind}; renew it"
            yield Ruling(f"{part.spec.name}: cases", "broken", why, where)
        else:
            yield from (_by_cases if part.mode == "replay" else _by_pairs)(part, was, where)
    for name, _ in earlier:
        if name not in run.left_out:
            why = "it is in the earlier run and not in this one; renew that if it is right"
            yield Ruling(f"{name}: part lost", "fail", why, where)


def _lacking(part: Part, before: EvalRun) -> str:
    """Why a part has none to be held against in an earlier run."""
    if all(was.spec.name != part.spec.name for was in before.parts):
        return "the earlier run has no such part; renew it"
    other = "without a model" if part.mode == "live" else "of a model"
    return f"the earlier run has this part {other}, which tells nothing of this one; name another with --baseline"


def _by_cases(part: Part, was: Part, where: str) -> Iterator[Ruling]:
    """Every case that passed passes, by the label that it passed by, and every label is held."""
    now, then = _states(part), _asked_for(was, part.left_out)
    labels, old = _labels(part), _labels(was)
    regressed = [id for id, state in then.items() if state == "passed" and now.get(id) == "failed"]
    lost = [id for id, state in then.items() if id in old and (id not in now or now[id] == "unscored" != state)]
    new = [id for id in labels if id not in old]
    gained = [id for id, state in then.items() if state != "passed" and now.get(id) == "passed"]
    told: list[Told] = [
        ("regressions", "fail", regressed, "passed in the earlier run and fail now"),
        ("cases lost", "fail", lost, "of the earlier run have no score now"),
        ("labels changed", "fail", _relabelled(then, labels, old), f"have another label than {RENEW}"),
        ("labels not held", "fail", new, f"are not {RENEW}"),
    ]
    if gained:
        told.append(("gains", "pass", gained, "pass that did not before; renew the earlier run to hold them"))
    yield from (_ruling(part, each, len(then), where) for each in told)
    yield from _by_scores(part, was, where)
    yield from _by_findings(part, was, where)


RENEW = "in the earlier run; renew it if that is right"


def _by_findings(part: Part, was: Part, where: str) -> Iterator[Ruling]:
    """What is found beside the labels may change; of what is wrong in it there may not be more."""
    left = {*part.left_out, *was.left_out}
    now, then = _wrong(part, left), _wrong(was, left)
    counts, known = (Counter(_OWN.sub("", id.rpartition("/")[2]) for id in ids) for ids in (now, then))
    more = [f"{counts[name]:,} '{name}' were {known[name]:,}" for name in sorted(counts) if counts[name] > known[name]]
    new = tuple(id for id in now if id not in then) if more else ()
    told = f"more that no label asks for: {', '.join(more)}" if more else "no more that no label asks for"
    yield Ruling(f"{part.spec.name}: wrong findings", "fail" if more else "pass", told, where, new)


def _by_scores(part: Part, was: Part, where: str) -> Iterator[Ruling]:
    """No case that comes to the same state gets less than it did: a question answered right, but cited worse."""
    states, earlier = _states(part), _states(was)
    now, then = _got(part), _got(was)
    same = [id for id in states if states[id] == earlier.get(id) and id in then]
    less = {id: names for id in same if (names := _less(part, now[id], then[id]))}
    of = ", ".join(sorted({name for names in less.values() for name in names}))
    why = f"{len(less):,} get less than in the earlier run, of {of}" if less else f"none of {len(same):,} cases"
    yield Ruling(f"{part.spec.name}: scores lower", "fail" if less else "pass", why, where, tuple(less))


def _less(part: Part, now: Mapping[str, float], then: Mapping[str, float]) -> list[str]:
    """The metrics of which a case has less now, or more where less is better."""
    signs = {name: 1 if name not in part.meanings or part.meanings[name].higher else -1 for name in now}
    return sorted(name for name in now.keys() & then.keys() if signs[name] * (now[name] - then[name]) < 0)


def _got(part: Part) -> dict[str, dict[str, float]]:
    repeats: dict[str, list[Case]] = {}
    for case in part.cases:
        repeats.setdefault(case.id, []).append(case)
    return {id: got(own) for id, own in repeats.items()}


def _by_pairs(part: Part, was: Part, where: str) -> Iterator[Ruling]:
    found = paired(was, part)
    now, then = _states(part), _asked_for(was, part.left_out)
    labels, old = _labels(part), _labels(was)
    gone = [id for id in then if id in old and id not in now]
    unscored = found.changes.lost
    few = len(unscored) <= MARGIN * len(found.cases.labelled)
    told: list[Told] = [
        ("cases lost", "fail", gone, "of the earlier run are not there now; renew it if that is right"),
        ("scores lost", "undecided" if few else "fail", unscored, "had a score in the earlier run and have none now"),
        (
            "labels changed",
            "undecided",
            _relabelled(then, labels, old),
            f"cannot be compared: another label than {RENEW}",
        ),
    ]
    yield from (_ruling(part, each, len(then), where) for each in told if each[2])
    if not any(each.difference for each in found.metrics):
        yield Ruling(f"{part.spec.name}: cases", "broken", "no case can be compared with the earlier run's", where)
    for each in found.metrics:
        rule = f"{part.spec.name}: {each.name} beside the earlier run"
        yield Ruling(rule, OUTCOMES.get(each.verdict, "pass"), each.why, where)


def _ruling(part: Part, told: Told, of: int, where: str) -> Ruling:
    rule, outcome, ids, why = told
    words = f"{len(ids):,} {why}" if ids else f"none of {of:,} cases"
    return Ruling(f"{part.spec.name}: {rule}", outcome if ids else "pass", words, where, tuple(ids))


def _relabelled(then: Collection[str], labels: Mapping[str, str], old: Mapping[str, str]) -> list[str]:
    return [id for id in old if id in then and id in labels and labels[id] != old[id]]


def _asked_for(was: Part, left_out: Collection[str]) -> dict[str, State]:
    """The states of the cases of an earlier run, but for those of tasks that are not run this time."""
    tasks = {case.id: case.task for case in was.cases}
    left = frozenset(left_out)
    return {id: state for id, state in _states(was).items() if tasks[id] not in left}


def _states(part: Part) -> dict[str, State]:
    """The worst state of each case over its repeats."""
    found: dict[str, State] = {}
    for case in part.cases:
        found[case.id] = worst([found.get(case.id, case.state), case.state])
    return found


def _labels(part: Part) -> dict[str, str]:
    return {case.id: case.gold for case in part.cases if case.gold}


def _wrong(part: Part, left_out: Collection[str]) -> dict[str, None]:
    """What failed without a label: each once, in order."""
    return {
        case.id: None for case in part.cases if not case.gold and case.state == "failed" and case.task not in left_out
    }
