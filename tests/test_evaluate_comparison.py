"""Two run files held against each other: which parts are the same, and what else is not."""

from dataclasses import replace

import pytest

from assistant.errors import UserError
from assistant.evaluate.records import EvalRun, Part, Spec
from assistant.evaluate.statistics.comparison import compare, matching
from tests.eval_cases import MEANINGS, part, row

GOOD, BAD = [True] * 90 + [False] * 10, [True] * 60 + [False] * 40
SPEC = Spec("mill", "stories", ("corpus/mill",))


def run(*parts: Part, made: str = "2026-03-10T08:00:00", unfinished: str = "") -> EvalRun:
    """A run file of some parts."""
    return EvalRun(made, "1.0", "", parts, unfinished=unfinished)


def named(name: str, rights: list[bool] = GOOD, **values: object) -> Part:
    """A part of the story of the mill."""
    return part(row(rights), spec=replace(SPEC, name=name, **values))  # type: ignore[arg-type]


def test_a_part_is_compared_with_the_one_of_its_name() -> None:
    """In the order of the later run, with what its metrics mean."""
    before, after = run(named("a"), named("b"), named("c")), run(named("c", BAD), named("b"), named("a"))
    found = compare(before, after, 0.02)
    assert [each.name for each in found.parts] == ["c", "b", "a"]
    assert (found.apart, found.margin, found.format) == ((), 0.02, 1)
    assert [each.alike for each in found.parts] == [False, True, True]
    assert found.parts[0].meanings == MEANINGS
    assert (found.parts[0].kind, found.parts[0].mode, found.parts[0].repeats) == ("stories", "replay", (1, 1))
    assert [m.name for m in found.parts[0].metrics] == ["recall"]
    assert [m.verdict for m in found.parts[0].metrics] == ["worse"]
    assert (found.count("worse"), found.count("better"), found.count("no difference shown")) == (1, 0, 2)
    assert len(found.parts[0].changes.broken) == 30
    assert found.parts[1].changes.unchanged == 100
    assert len(found.parts[1].cases.labelled) == 100


def test_a_case_of_one_run_only_makes_parts_unlike() -> None:
    """Though all that both have came out the same."""
    (found,) = compare(run(named("a", GOOD)), run(named("a", [*GOOD, True]))).parts
    assert not found.changes.broken
    assert not found.alike


def test_the_runs_are_named_by_when_they_were_made() -> None:
    """And one that did not come to its end says so."""
    found = compare(run(named("a"), unfinished="out of money"), run(named("a"), made="2026-03-11T09:30:00"))
    assert found.before == "2026-03-10 08:00 UTC, version 1.0, not run to its end: out of money"
    assert found.after == "2026-03-11 09:30 UTC, version 1.0"


def test_metrics_may_be_named() -> None:
    """Of parts that do not have them none is shown; one that no part has is an error that lists those there are."""
    other = replace(named("b"), meanings={})
    found = compare(run(named("a"), other), run(named("a"), other), only=["recall"])
    assert [[m.name for m in each.metrics] for each in found.parts] == [["recall"], []]
    assert found.parts[1].changes.unchanged == 100
    message = "--metric speed: no part that both runs have measures it; known are recall, flagged"
    with pytest.raises(UserError, match=f"^{message}$"):
        compare(run(named("a")), run(named("a")), only=["recall", "speed"])


def test_a_renamed_part_is_known_by_its_data() -> None:
    """But a part of another kind, or that tests a model, is not the same."""
    pairs, apart = matching(run(named("a"), named("z")), run(named("b")))
    assert [(one.spec.name, other.spec.name) for one, other in pairs] == [("a", "b")]
    assert apart == ["z: only in A"]
    assert matching(run(named("a", model="tern")), run(named("a"))) == ([], ["a: live in A, replay in B"])
    assert matching(run(named("a", kind="qa")), run(named("a"))) == ([], ["a: qa in A, stories in B"])
    assert matching(run(named("a")), run(named("b", data=("x",)))) == ([], ["a: only in A", "b: only in B"])


def test_what_else_differs_is_said() -> None:
    """Name, engine, model, cassette, temperature, repeats, judge and prompts."""
    before = named("a", model="tern", replay="one.jsonl")
    after = replace(named("b", model="gull", replay="", judge="gull", repeat=3, temperature=0.5), engine="llm")
    after = replace(after, spec=replace(after.spec, replay="two.jsonl"), prompts={"digest": "1", "judge": "2"})
    before = replace(before, prompts={"digest": "1", "answer": "3", "judge": "4"})
    (found,) = compare(run(before), run(after)).parts
    assert found.setting == (
        "name a in A, b in B",
        "engine builtin in A, llm in B",
        "model tern in A, gull in B",
        "replayed from one.jsonl in A, two.jsonl in B",
        f"temperature {before.spec.temperature} in A, 0.5 in B",
        "repeats 1 in A, 3 in B",
        "judge none in A, gull in B",
        "prompts changed: answer, judge",
    )
    assert found.repeats == (1, 3)
    assert compare(run(before), run(before)).parts[0].setting == ()
