"""The gate: floors, limits, an earlier run, and the exit code that says what came of them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import Exit, UserError
from assistant.evaluate.gate import Limits, by_baseline, by_limits, exit_code, read_limits, unmet
from assistant.evaluate.kinds import kind_of
from assistant.evaluate.records import Case, EvalRun, Part, Ruling, Score, Spec, State, Trial
from assistant.evaluate.statistics.measure import measured

METRIC = "answer_accuracy"


def case(number: int, right: bool | None, gold: str = "g", repeat: int = 0) -> Case:
    """A question that was answered right, wrong, or not to be scored."""
    score = Score(METRIC, 0, 0, unscored="why") if right is None else Score(METRIC, float(right), 1)
    state: State = "unscored" if right is None else "passed" if right else "failed"
    id = f"t{number}/own"
    return Case(id, f"t{number}", f"t{number}", "", state, "", "", "", (score,), gold, repeat=repeat)


def part(rights: Sequence[bool | None], model: str = "", gold: str = "g") -> Part:
    """A part of a question a cluster."""
    cases = tuple(case(number, right, gold) for number, right in enumerate(rights))
    trials = tuple(Trial(each.task, 0) for each in cases)
    return Part(
        Spec("small", "qa", ("x",), model), "builtin", "", {}, trials, cases, measured(cases, kind_of("qa").metrics)
    )


def ruled(part: Part, mode: str, **limits: float) -> dict[str, Ruling]:
    """What limits say of a part."""
    return {each.rule: each for each in by_limits(part, {mode: {"small": limits}}, "t.toml")}


def held(now: Part, then: Part) -> dict[str, Ruling]:
    """What an earlier run says of a part."""
    before, after = (EvalRun("2026-01-01", "0", "", (each,)) for each in (then, now))
    return {each.rule: each for each in by_baseline(after, before, "b.json")}


@pytest.mark.parametrize(("floor", "outcome"), [(0.5, "pass"), (0.75, "pass"), (0.76, "fail")])
def test_a_floor_of_what_tests_code_is_exact(floor: float, outcome: str) -> None:
    """Three of four are exactly three quarters; a hair more is asked for in vain."""
    (ruling,) = ruled(part([True, True, True, False]), "replay", answer_accuracy=floor).values()
    assert ruling.outcome == outcome
    assert ruling.cases == (("t3/own",) if outcome == "fail" else ())


@pytest.mark.parametrize(("wrong", "outcome"), [(0, "pass"), (10, "undecided"), (30, "fail")])
def test_a_floor_of_what_tests_a_model_is_held_against_the_interval(wrong: int, outcome: str) -> None:
    """It is missed where the whole interval lies below, and undecided where the floor lies inside."""
    rights = [number >= wrong for number in range(40)]
    (ruling,) = ruled(part(rights, "m"), "live", answer_accuracy=0.8).values()
    assert ruling.outcome == outcome


def test_a_limit_of_what_should_be_low_is_a_ceiling() -> None:
    """More is worse there."""
    cases = tuple(replace(case(n, True), scores=(Score("misled", float(n == 0), 1),)) for n in range(4))
    told = replace(part([True] * 4), cases=cases, metrics=measured(cases, kind_of("qa").metrics))
    assert ruled(told, "replay", misled=0.25)["small: misled"].outcome == "pass"
    ruling = ruled(told, "replay", misled=0.2)["small: misled"]
    assert (ruling.outcome, ruling.cases) == ("fail", ("t0/own",))


def test_limits_of_one_mode_say_nothing_of_the_other() -> None:
    """The same part replayed is not held against what is asked of a model."""
    assert not ruled(part([True]), "live", answer_accuracy=1.0)


def test_what_was_not_scored_breaks_its_floor() -> None:
    """A floor that nothing can miss is none."""
    (ruling,) = ruled(part([None, None]), "replay", answer_accuracy=0.0).values()
    assert ruling.outcome == "broken"


@pytest.mark.parametrize(("most", "outcome"), [(0, "fail"), (1, "pass")])
def test_unscored_cases_have_a_limit_of_their_own(most: int, outcome: str) -> None:
    """What could not be scored cannot hide behind what could."""
    (ruling,) = ruled(part([True, None]), "replay", unscored=most).values()
    assert ruling.outcome == outcome
    assert ruling.cases == ("t1/own",)


def test_a_metric_that_is_not_known_is_the_users_to_mend() -> None:
    """With those that are."""
    with pytest.raises(UserError, match="no metric 'accuracy'; known are answer_accuracy"):
        ruled(part([True]), "replay", accuracy=1.0)


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"replay": {"small": {METRIC: 1.0}}}, []),
        ({"replay": {"smal": {METRIC: 1.0}, "small": {}}}, ['[replay."smal"]']),
        ({"live": {"other": {METRIC: 1.0}}}, []),
    ],
)
def test_limits_that_nothing_answers_to_are_told(limits: Limits, told: list[str]) -> None:
    """A name of a part with a slip in it would be no floor at all; those of the other mode may be another suite's."""
    assert unmet([part([True]).spec], limits, "t.toml") == told


def test_a_group_that_a_metric_has_not_is_told_with_those_it_has() -> None:
    """A name with a slip in it is no group."""
    cases = [replace(case(number, True), group=group) for number, group in enumerate(["near", "far"])]
    grouped = replace(part([True, True]), cases=tuple(cases), metrics=measured(cases, kind_of("qa").metrics))
    (ruling,) = by_limits(grouped, {"replay": {"small": {f"{METRIC}/nearly": 0.5}}}, "t.toml")
    assert (ruling.outcome, ruling.why) == ("broken", "nothing was scored; its groups are far, near")


def test_a_case_that_passed_must_pass() -> None:
    """One that newly passes makes up for nothing."""
    rulings = held(part([False, True]), part([True, False]))
    assert rulings["small: regressions"].outcome == "fail"
    assert rulings["small: regressions"].cases == ("t0/own",)


def test_an_equal_run_passes() -> None:
    """Failed cases that failed before are no news."""
    assert {each.outcome for each in held(part([True, False]), part([True, False])).values()} == {"pass"}


@pytest.mark.parametrize("now", [[True], [True, None]])
def test_a_case_that_is_gone_or_cannot_be_scored_is_lost(now: list[bool | None]) -> None:
    """It could be the one that would have failed; where its task was not run at all, nobody asked for it."""
    then = part([True, True])
    told = part(now)
    told = replace(told, trials=then.trials)
    assert held(told, then)["small: cases lost"].cases == ("t1/own",)
    assert (
        held(replace(told, trials=told.trials[:1], cases=told.cases[:1]), then)["small: cases lost"].outcome == "pass"
    )


def test_a_label_that_changed_is_named() -> None:
    """What a case passed by then is not what it passes by now."""
    rulings = held(part([True], gold="new"), part([True], gold="old"))
    assert rulings["small: labels changed"].outcome == "fail"


def test_a_part_that_the_earlier_run_lacks_is_broken() -> None:
    """It cannot be held against anything."""
    then = part([True])
    other = replace(then, spec=replace(then.spec, name="other"))
    assert held(then, other)["small: cases"].outcome == "broken"


@pytest.mark.parametrize(
    ("outcomes", "unfinished", "code"),
    [
        ([], "", Exit.DONE),
        (["pass", "undecided"], "", Exit.DONE),
        (["pass", "fail"], "", Exit.FAILED_CHECK),
        (["broken", "fail"], "", Exit.DONE_IN_PART),
        (["pass"], "the endpoint is gone", Exit.DONE_IN_PART),
    ],
)
def test_the_exit_code_says_what_came_of_it(outcomes: list[str], unfinished: str, code: Exit) -> None:
    """What could not be told is neither a pass nor a fail."""
    assert exit_code([Ruling("r", each, "") for each in outcomes], unfinished) == code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[replay", "cannot be read as TOML"),
        ("[dream.x]\na = 1", r"\[dream\] is unknown"),
        ('[replay.x]\na = "high"', r'\[replay."x"\] a: must be a number'),
        ("[replay]\nx = 3", "must be a table of metrics"),
        ("[replay.x]\na = 50", "must be a share from 0 to 1; 50 % is 0.5"),
        ("[replay.x]\nunscored = -1", "must not be below 0"),
    ],
)
def test_limits_that_are_wrong_are_told(tmp_path: Path, text: str, told: str) -> None:
    """With the place in the file."""
    path = tmp_path / "t.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=told):
        read_limits(str(path))
