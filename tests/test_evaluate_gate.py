"""The gate: floors, limits, an earlier run, and the exit code that says what came of them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import Exit, UserError
from assistant.evaluate.baseline import by_baseline
from assistant.evaluate.gate import Limits, by_limits, check_limits, exit_code, read_limits
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
    assert outcome != "fail" or "t3/own" in ruling.why


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
    """The same part replayed is not held against what is asked of a model, and that is told."""
    (ruling,) = ruled(part([True]), "live", answer_accuracy=1.0).values()
    assert (ruling.rule, ruling.outcome) == ("small: limits", "undecided")


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


def test_a_case_that_passed_must_pass() -> None:
    """One that newly passes makes up for nothing."""
    rulings = held(part([False, True]), part([True, False]))
    assert rulings["small: regressions"].outcome == "fail"
    assert rulings["small: regressions"].cases == ("t0/own",)
    assert "t0/own" in rulings["small: regressions"].why


@pytest.mark.parametrize(
    ("metric", "then", "now", "outcome"),
    [
        ("citation_precision", 1.0, 0.5, "fail"),
        ("citation_precision", 0.5, 1.0, "pass"),
        ("misled", 0.0, 0.5, "fail"),
        ("misled", 0.5, 0.0, "pass"),
    ],
)
def test_a_case_that_passes_with_less_is_named(metric: str, then: float, now: float, outcome: str) -> None:
    """An answer may stay right and be cited worse; which metric it lost is in the line."""

    def told(value: float) -> Part:
        cases = tuple(replace(each, scores=(*each.scores, Score(metric, value, 1))) for each in part([True]).cases)
        return replace(part([True]), cases=cases, meanings=dict(kind_of("qa").metrics))

    ruling = held(told(now), told(then))["small: scores lower"]
    assert ruling.outcome == outcome
    assert outcome == "pass" or f"t0/own ({metric})" in ruling.why


def test_an_equal_run_passes() -> None:
    """Failed cases that failed before are no news."""
    assert {each.outcome for each in held(part([True, False]), part([True, False])).values()} == {"pass"}


@pytest.mark.parametrize("now", [[True], [True, None]])
def test_a_case_that_is_gone_or_cannot_be_scored_is_lost(now: list[bool | None]) -> None:
    """It could be the one that would have failed, also where its whole task is gone from the data."""
    then, told = part([True, True]), part(now)
    assert held(told, then)["small: cases lost"].cases == ("t1/own",)
    gone = replace(told, trials=told.trials[:1], cases=told.cases[:1])
    assert held(gone, then)["small: cases lost"].outcome == "fail"
    assert held(replace(gone, left_out=("t1",)), then)["small: cases lost"].outcome == "pass"


def test_a_label_that_the_earlier_run_does_not_hold_is_told() -> None:
    """Whether it is new or its line was taken out: nothing would hold it."""
    assert held(part([True, True]), part([True]))["small: labels not held"].cases == ("t1/own",)


def found(*rights: bool) -> Part:
    """A part with findings of ours that no label asks for."""
    cases = tuple(replace(case(n, right, gold=""), id=f"t0/found-{n:010x}") for n, right in enumerate(rights))
    return replace(part([True]), cases=(case(0, True), *(replace(each, task="t0") for each in cases)))


@pytest.mark.parametrize(("now", "outcome"), [([False], "pass"), ([True, False], "pass"), ([False, False], "fail")])
def test_there_may_not_be_more_wrong_findings(now: list[bool], outcome: str) -> None:
    """Other ones may take their place."""
    assert held(found(*now), found(False, True))["small: wrong findings"].outcome == outcome


def test_wrong_findings_of_one_sort_do_not_make_up_for_another() -> None:
    """Fewer stray claims pay for no false discrepancy."""
    now = found(False)
    now = replace(now, cases=(now.cases[0], replace(now.cases[1], id="t0/reported-0123456789")))
    ruling = held(now, found(False, False))["small: wrong findings"]
    assert (ruling.outcome, ruling.cases) == ("fail", ("t0/reported-0123456789",))


@pytest.mark.parametrize(("left_out", "rules"), [((), ["gone: part lost"]), (("gone",), [])])
def test_a_part_that_is_gone_is_lost(left_out: tuple[str, ...], rules: list[str]) -> None:
    """Renamed or taken out of the suite; one that was not asked for is not."""
    one = part([True])
    other = replace(one, spec=replace(one.spec, name="gone"))
    before = EvalRun("2026-01-01", "0", "", (one, other))
    now = EvalRun("2026-01-02", "0", "", (one,), left_out=left_out)
    assert [each.rule for each in by_baseline(now, before, "b.json") if each.outcome != "pass"] == rules


def test_half_a_run_holds_nothing() -> None:
    """What it did not get to would not be held."""
    before = EvalRun("2026-01-01", "0", "", (part([True]),), unfinished="the endpoint is gone")
    rulings = list(by_baseline(replace(before, unfinished=""), before, "b.json"))
    assert rulings[0].outcome == "broken"


def test_a_part_of_another_kind_is_broken() -> None:
    """The same name is not the same data."""
    then = part([True], model="m")
    then = replace(then, spec=replace(then.spec, kind="pairs"))
    assert held(part([True], model="m"), then)["small: cases"].outcome == "broken"


def test_a_model_loses_cases_as_code_does() -> None:
    """What is gone from the data is no matter of chance."""
    then, now = part([True] * 40, model="m"), part([True] * 39, model="m")
    assert held(now, then)["small: cases lost"].cases == ("t39/own",)
    assert "small: cases lost" not in held(replace(now, left_out=("t39",)), then)


@pytest.mark.parametrize(("missing", "outcome"), [(2, "undecided"), (3, "fail"), (40, "fail")])
def test_a_model_that_gives_no_more_scores_fails(missing: int, outcome: str) -> None:
    """A few may be chance; what was scored cannot all hide behind what is not."""
    rights = [None if number < missing else True for number in range(40)]
    rulings = held(part(rights, model="m"), part([True] * 40, model="m"))
    assert rulings["small: scores lost"].outcome == outcome


def test_where_no_case_can_be_compared_the_gate_is_broken() -> None:
    """A comparison of nothing with nothing finds nothing worse."""
    rulings = held(part([True] * 9, model="m", gold="new"), part([True] * 9, model="m"))
    assert rulings["small: labels changed"].outcome == "undecided"
    assert rulings["small: cases"].outcome == "broken"


@pytest.mark.parametrize("later", [False, True])
def test_a_case_is_as_bad_as_its_worst_repeat(later: bool) -> None:
    """Whichever comes first: one that fails once and has no score once is held as one without."""
    then = part([True])
    cases = (case(0, None, repeat=int(later)), case(0, False, repeat=1 - later))
    rulings = held(replace(then, cases=tuple(sorted(cases, key=lambda each: each.repeat))), then)
    assert rulings["small: cases lost"].cases == ("t0/own",)
    assert rulings["small: regressions"].outcome == "pass"


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
        ("", "sets no limit"),
        ("[replay.x]", "sets no limit"),
        ("[replay.x]\na = nan", "must be a share"),
        ("[replay.x]\na = -inf", "must be a share"),
        ("[replay.x]\na = 85", "must be a share"),
        ("[replay.x]\nunscored = nan", "must be a count"),
        ("[replay.x]\nunscored = inf", "must be a count"),
    ],
)
def test_limits_that_are_wrong_are_told(tmp_path: Path, text: str, told: str) -> None:
    """With the place in the file."""
    path = tmp_path / "t.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=told):
        read_limits(str(path))


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"replay": {"smal": {METRIC: 1.0}}}, r"\[replay.smal\] is no part of what is run; its parts are small"),
        ({"replay": {"small": {"acuracy": 1.0}}}, "no metric 'acuracy'"),
        ({"live": {"smal": {METRIC: 1.0}}}, ""),
        ({"replay": {"small": {f"{METRIC}/group": 1.0, "unscored": 3}}}, ""),
    ],
)
def test_a_limit_that_nothing_is_held_against_is_told_before_the_work(limits: Limits, told: str) -> None:
    """A part or a metric that is misspelt; a mode of which there is no part is of another suite."""
    specs = [part([True]).spec]
    if told:
        with pytest.raises(UserError, match=told):
            check_limits(limits, specs, "t.toml")
    else:
        check_limits(limits, specs, "t.toml")
    check_limits({"replay": {"gone": {METRIC: 1.0}}}, specs, "t.toml", ["gone"])
