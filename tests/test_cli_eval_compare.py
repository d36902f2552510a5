"""`assistant eval compare`: two run files side by side."""

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.evaluate.records import Case, EvalRun, Part, Spec
from assistant.evaluate.runfile import dump
from tests.eval_cases import case, part, right, row, wrong

GOOD, BAD = row([True] * 90 + [False] * 10), row([True] * 60 + [False] * 40)


def kept(folder: Path, name: str, *parts: Part) -> str:
    """A run file with these parts."""
    path = folder / name
    path.write_text(dump(EvalRun("2025-11-08T10:30:00Z", "1.0", name[:1], parts)), encoding="utf-8")
    return str(path)


def two(folder: Path, before: list[Case], after: list[Case]) -> list[str]:
    """Two run files of one part."""
    return [kept(folder, "a.json", part(before)), kept(folder, "b.json", part(after))]


def test_a_drop_is_told_with_its_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The outcome first, the figures, and which cases fail now."""
    assert main(["eval", "compare", *two(tmp_path, GOOD, BAD)]) == 0
    told = capsys.readouterr().out
    assert "Worse: found (made up) -30.0 points" in told
    assert "90.0 %  60.0 %  -30.0" in told
    assert "passed in A, fails in B (30)" in told
    assert "- s60/60" in told
    assert "and 10 more" in told
    assert all(len(line) <= 100 for line in told.splitlines())


@pytest.mark.parametrize(("before", "after", "code"), [(GOOD, BAD, 1), (BAD, GOOD, 0), (GOOD, GOOD, 0)])
def test_fail_on_worse(tmp_path: Path, before: list[Case], after: list[Case], code: int) -> None:
    """Only what is worse fails."""
    assert main(["eval", "compare", *two(tmp_path, before, after), "--fail-on", "worse"]) == code


def test_equal_runs_are_said_to_be_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, before any figure."""
    main(["eval", "compare", *two(tmp_path, GOOD, GOOD)])
    assert "Every case came out the same (100 cases)." in capsys.readouterr().out


def test_json_holds_every_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the table cuts is there, and no figure is NaN."""
    main(["eval", "compare", *two(tmp_path, GOOD, BAD), "--format", "json"])
    made = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    (only,) = made["parts"]
    assert len(only["changes"]["broken"]) == 30
    assert only["metrics"][0]["verdict"] == "worse"
    assert [metric["name"] for metric in only["metrics"]] == ["recall"]


def test_markdown_escapes_what_it_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The name of a case is text of others."""
    after = [*GOOD, case("s1/<b>|x", wrong(), gold="")]
    main(["eval", "compare", *two(tmp_path, GOOD, after), "--format", "md"])
    told = capsys.readouterr().out
    assert "| found | 90.0 % | 89.1 % |" in told
    assert "<b>" not in told
    assert "s1/\\<b&gt;\\|x" in told


def test_the_code_and_a_model_are_never_in_one_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each has its heading, and a part that changed sides is not compared."""
    live = Spec("asked", "stories", ("somewhere",), model="m")
    moved = (Spec("moved", "qa", ("x",)), Spec("moved", "qa", ("x",), model="m"))
    first = kept(tmp_path, "a.json", part(GOOD), part(GOOD, spec=live), part(GOOD, spec=moved[0]))
    second = kept(tmp_path, "b.json", part(GOOD), part(BAD, spec=live), part(GOOD, spec=moved[1]))
    main(["eval", "compare", first, second])
    code, _, model = capsys.readouterr().out.partition("Live: tests a model")
    assert "Replay: tests this code" in code
    assert "60.0 %" not in code
    assert "60.0 %" in model
    assert "moved: replay in A, live in B" in model


def test_a_renamed_part_is_known_by_its_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And that it was renamed is said."""
    other = Spec("other name", "stories", ("somewhere",))
    main(["eval", "compare", kept(tmp_path, "a.json", part(GOOD)), kept(tmp_path, "b.json", part(BAD, spec=other))])
    assert "not the same: name made up in A, other name in B" in capsys.readouterr().out


def test_nothing_in_common(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is said, with what each has."""
    other = Spec("other", "qa", ("elsewhere",))
    main(["eval", "compare", kept(tmp_path, "a.json", part(GOOD)), kept(tmp_path, "b.json", part(BAD, spec=other))])
    told = capsys.readouterr().out
    assert "Nothing to compare" in told
    assert "made up: only in A" in told
    assert "other: only in B" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--metric", "nonsense"], "no part that both runs have measures it; known are recall, flagged"),
        (["--margin", "0"], "--margin"),
        (["--format", "html"], "--format"),
    ],
)
def test_misuse_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    """In a line that says what is known, with exit code 2."""
    assert main(["eval", "compare", *two(tmp_path, GOOD, BAD), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_named_metrics_alone_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was to be decided."""
    both = [case(one.id, *one.scores, right("flagged")) for one in GOOD]
    main(["eval", "compare", *two(tmp_path, both, both), "--metric", "flagged", "--format", "json"])
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["parts"][0]["metrics"]] == ["flagged"]
