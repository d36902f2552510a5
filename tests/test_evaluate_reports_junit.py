"""A run as JUnit XML: what continuous integration shows of it, and that it can be read at all."""

from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from assistant.evaluate.records import EvalRun, Ruling
from assistant.evaluate.reports.folding import errors, folded
from assistant.evaluate.reports.junit import junit
from tests.eval_runs import HOSTILE, RULINGS, live, passed, replayed, rows, run

RESULTS = ("failure", "error", "skipped")
ALLOWED = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
    "properties": set[str](),
    "property": {"name", "value"},
    "testcase": {"name", "classname", "time", "file"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
    "skipped": {"message"},
    "system-out": set[str](),
}
"""Elements and their attributes, as the schema of Jenkins has them, and GitLab's `file`."""
INSIDE = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase"},
    "properties": {"property"},
    "testcase": {*RESULTS, "system-out"},
}


def read(made: EvalRun) -> ET.Element:
    """The report as a reader takes it."""
    return ET.fromstring(junit(made).encode())


def cases_of(root: ET.Element, suite: str) -> dict[str, ET.Element]:
    """The test cases of a suite by their names."""
    return {each.get("name", ""): each for each in root.findall(f"testsuite[@name='{suite}']/testcase")}


MADE = {
    "merge": run(),
    "passed": passed(),
    "unfinished": replace(run(rulings=()), unfinished="the endpoint went away"),
    "empty": replace(run(rulings=()), parts=()),
    "rows": run(rows(60), rulings=()),
    "hostile": replace(run(rulings=[replace(RULINGS[1], rule=HOSTILE, why=HOSTILE)]), title=HOSTILE),
}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_its_structure_is_that_which_readers_know(made: EvalRun) -> None:
    """Elements in their places with their attributes, at most one result a case, and counts that add up."""
    root = read(made)
    for element in root.iter():
        assert set(element.keys()) <= ALLOWED[element.tag]
        assert {child.tag for child in element} <= INSIDE.get(element.tag, set())
    for test in root.iter("testcase"):
        assert test.get("name")
        assert test.get("classname")
        assert float(test.get("time", "")) >= 0
        assert sum(child.tag in RESULTS for child in test) <= 1
    for suite in root.findall("testsuite"):
        found = Counter(child.tag for test in suite.findall("testcase") for child in test)
        told = [int(suite.get(name, "")) for name in ("tests", "failures", "errors", "skipped")]
        assert told == [len(suite.findall("testcase")), found["failure"], found["error"], found["skipped"]]
        assert suite.get("timestamp") == "2026-03-04T12:30:00"
    for name in ("tests", "failures", "errors"):
        assert int(root.get(name, "")) == sum(int(suite.get(name, "")) for suite in root)


def test_each_case_is_one_test_however_often_it_was_repeated() -> None:
    """One test a gold item, its name the same from run to run, and one for each task that came to nothing."""
    model = live()
    found = cases_of(read(run(model)), "live: small-model")
    assert len(found) == len(folded(model)) + len(errors(model))
    assert set(found) == {case.id for case in model.cases} | {"tarn-bridge-closure (the work itself)"}
    assert {each.get("classname") for each in found.values()} > {"small-model.number", "small-model.work"}


def test_repeats_are_told_as_a_rate() -> None:
    """Two of three failed is said first."""
    found = cases_of(read(run(live())), "live: small-model")
    (failure,) = found["velm-market-fire/d2"]
    assert failure.get("message", "").startswith("2 failed of 3 repeats: expected contradiction: 42 or 62 cars, got ")


def test_a_failure_shows_both_sides() -> None:
    """What was asked, expected and got, why it counts for nothing, and the words next to each other."""
    (failure,) = cases_of(read(run()), "replay: corpus")["quillon-water-rates/d11"]
    assert failure.get("message") == "expected contradiction: 51 or 71 cars, got nothing"
    told = failure.text or ""
    assert "asked: How many cars crossed before the gate fell, by count 11?" in told
    assert "Discrepancies found: 0 of 1: no finding holds both values" in told
    assert "Distractors flagged: 1 of 1: flagged" in told
    assert "LABELLED                                       | FOUND" in told
    assert "north-post.md [51]" in told
    assert "“The operator counted 71 cars before noon.”" in told


def test_what_failed_before_too_is_skipped() -> None:
    """A merge is shown what it turned, not what nobody has mended yet; the words stay to be read."""
    now = run()
    (part,) = [part for part in now.parts if part.spec.name == "corpus"]
    known = "quillon-water-rates/d11"
    then = replace(now, parts=(replace(part, cases=tuple(case for case in part.cases if case.id == known)),))
    alone, beside = (ET.fromstring(junit(now, before).encode()) for before in (None, then))
    assert int(alone.get("failures", "")) - int(beside.get("failures", "")) == 1
    skipped, out = cases_of(beside, "replay: corpus")[known]
    assert skipped.get("message", "").startswith("fails in the earlier run too: expected contradiction")
    assert "asked: How many cars" in (out.text or "")


def test_what_was_not_scored_is_skipped_with_its_reason() -> None:
    """It is neither passed nor failed."""
    (skipped,) = cases_of(read(run()), "replay: corpus")["quillon-water-rates/d7"]
    assert (skipped.tag, skipped.get("message")) == ("skipped", "the label is in dispute")


def test_an_error_of_the_work_is_an_error() -> None:
    """A task without output is told though its cases may say nothing of it."""
    (error,) = cases_of(read(run()), "live: small-model")["tarn-bridge-closure (the work itself)"]
    assert (error.tag, error.get("message")) == (
        "error",
        "no output in 1 of 3 repeats: the endpoint gave up: 503, three times",
    )


def test_the_gate_is_a_suite_of_its_own() -> None:
    """One test a ruling: failed, broken, and skipped where there is not enough data to tell."""
    found = cases_of(read(run()), "gate")
    assert list(found) == [ruling.rule for ruling in RULINGS]
    assert [[child.tag for child in each] for each in found.values()] == [[], ["failure"], ["skipped"], ["error"]]
    assert found[RULINGS[1].rule].get("file") == "evals/thresholds.toml"
    assert all(case in (found[RULINGS[1].rule][0].text or "") for case in RULINGS[1].cases)
    assert found[RULINGS[2].rule][0].get("message", "").startswith("not enough data to tell: ")


def test_a_run_that_did_not_end_is_no_success() -> None:
    """Though no ruling failed there is an error."""
    (test,) = cases_of(read(MADE["unfinished"]), "gate").values()
    assert [(child.tag, child.get("message")) for child in test] == [("error", "the endpoint went away")]


def test_text_that_means_ill_stays_text() -> None:
    """Markup is told as it is written, and what XML cannot hold is left out."""
    written = junit(MADE["hostile"])
    assert "<script" not in written
    assert not {"\x00", "\x1b", "\ufffe", "\u202e"} & set(written)
    (failure,) = cases_of(read(MADE["hostile"]), "replay: corpus")["quillon-water-rates/d3"]
    assert "<script>alert('x')</script>" in (failure.text or "")


def test_seconds_are_shared_by_the_cases_of_a_task() -> None:
    """They add up to those of the work."""
    good = replayed()
    found = cases_of(read(run(good)), "replay: corpus")
    assert sum(float(each.get("time", "")) for each in found.values()) == pytest.approx(good.spent.seconds, abs=0.05)


def test_a_file_is_told_where_one_is_known() -> None:
    """The one file of data, else the suite that names the folder."""
    found = {
        each.get("file") for part in (rows(3), replayed()) for each in read(run(part, rulings=())).iter("testcase")
    }
    assert found == {"data/pairs.jsonl", "evals/replay.yaml"}


def test_it_is_the_same_each_time() -> None:
    """Nothing in it is of the moment."""
    assert junit(run()) == junit(run())


def test_a_ruling_without_cases_has_its_reason() -> None:
    """Its body is why it failed."""
    found = cases_of(read(run(rulings=[Ruling("floor", "fail", "60.0 % is below 70.0 %")])), "gate")
    assert found["floor"][0].text == "60.0 % is below 70.0 %"
