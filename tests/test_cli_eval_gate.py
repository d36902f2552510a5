"""`assistant eval`, end to end: what vanishes, what is refused before the work, a model that fails in the middle."""

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.evaluate.runfile import load
from tests.cli_runner import messages, run
from tests.eval_story import GOLD, labelled_story
from tests.loopback import Answer, Loopback, Request, failure, honest
from tests.test_cli_eval import FLOORS, folder, server, told

__all__ = ["folder", "server"]


TWO = """title: Two
parts:
  - {name: one, kind: stories, data: [stories], model: m}
  - {name: two, kind: stories, data: [stories], model: m, repeat: 2}
"""


def test_a_ceiling_in_one_part_keeps_what_another_has_done(folder: Path, server: Loopback) -> None:
    """There is a run file, and the next run pays for nothing twice."""
    (folder / "suite.yaml").write_text(TWO, encoding="utf-8")
    flags = ["eval", "suite.yaml", "--base-url", server.base_url, "-q", "--json", "run.json"]
    assert main([*flags, "--max-calls", "3"]) == 3
    one, two = load("run.json").parts
    assert not one.trials[0].error and all(trial.error for trial in two.trials)
    assert main(flags) == 0
    bodies = [json.dumps(request.body, sort_keys=True) for request in server.requests]
    assert len(bodies) == len(set(bodies))


def test_where_no_call_is_answered_nothing_is_scored(folder: Path) -> None:
    """An endpoint that breaks in the second repeat is no model that answers worse."""
    asked: list[str] = []

    def model(request: Request) -> Answer:
        asked.append(request.asked)
        return failure(400) if request.body["seed"] else honest(request)

    with Loopback(model) as server:
        flags = ["--model", "m", "--base-url", server.base_url, "--repeat", "2"]
        done = run(["eval", "suite.yaml", *flags, "--json", "run.json", "-q"], folder)
    assert done.returncode == 3, done.stderr
    first, second = load(folder / "run.json").parts[0].trials
    assert not first.error and "no call was answered" in second.error
    assert told(str(folder / "run.json"))["answer_accuracy"].value == 1.0


def test_what_was_not_done_in_part_is_told(folder: Path) -> None:
    """It counts as a miss, and a line says so."""

    def model(request: Request) -> Answer:
        return failure(400) if request.asked == "answer" else honest(request)

    with Loopback(model) as server:
        done = run(["eval", "suite.yaml", "--model", "m", "--base-url", server.base_url], folder)
    assert any(line.startswith("small: 1 not done in 1 of 1 tasks, first q1") for line in messages(done))


def test_a_story_without_its_labels_is_gone_and_told(folder: Path) -> None:
    """By an earlier run, and where a run is scored again."""
    labelled_story(folder / "more", GOLD.replace("lisk-closure", "other"))
    (folder / "more" / "lisk-closure").rename(folder / "stories" / "other")
    assert run(["eval", "suite.yaml", "--json", "then.json", "-q"], folder).returncode == 0
    (folder / "stories" / "other" / "gold.yaml").unlink()
    done = run(["eval", "suite.yaml", "--baseline", "then.json", "-q"], folder)
    assert done.returncode == 1
    assert any("cases lost" in line and "other/d1" in line for line in messages(done))
    done = run(["eval", "rescore", "then.json", "-q"], folder)
    assert done.returncode == 3
    assert any("other was run, and its labels are gone" in line for line in messages(done))


@pytest.mark.parametrize("flags", [["--sample", "1"], ["--model", "m"]])
def test_a_ledger_that_would_hold_less_is_refused_before_the_work(folder: Path, flags: list[str]) -> None:
    """Half of the cases, or what a model says once."""
    done = run(["eval", "suite.yaml", "--ledger", "new.jsonl", *flags], folder)
    assert done.returncode == 2
    assert not (folder / "new.jsonl").exists()


def test_a_sample_is_held_against_the_whole(folder: Path) -> None:
    """What it leaves out is not lost."""
    labelled_story(folder / "more")
    (folder / "more" / "lisk-closure").rename(folder / "stories" / "other")
    assert run(["eval", "suite.yaml", "--json", "then.json", "-q"], folder).returncode == 0
    done = run(["eval", "suite.yaml", "--sample", "1", "--baseline", "then.json", "-q"], folder)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("text", "line"),
    [(FLOORS.replace("small", "smal"), "[replay.smal] is no part"), (FLOORS.replace("100", "nan"), "must be a count")],
)
def test_limits_that_hold_nothing_are_told(folder: Path, text: str, line: str) -> None:
    """Before the work, so that nothing is paid for in vain."""
    (folder / "thresholds.toml").write_text(text, encoding="utf-8")
    done = run(["eval", "suite.yaml", "--json", "run.json"], folder)
    assert done.returncode == 2
    assert any(line in each for each in messages(done))
    assert not (folder / "run.json").exists()


def test_an_article_that_cannot_be_read_is_told(folder: Path) -> None:
    """Without it fewer labels would be asked for."""
    (folder / "stories" / "lisk-closure" / "three.pdf").write_bytes(b"no PDF")
    done = run(["eval", "suite.yaml"], folder)
    assert done.returncode == 2
    assert any("three.pdf" in line and "measured whole" in line for line in messages(done))


@pytest.mark.parametrize("line", ['baseline: "\\0"', 'thresholds: "\\0"', "baseline: " + "a" * 5000])
def test_a_path_that_is_none_is_told(folder: Path, line: str) -> None:
    """Whatever stands in it."""
    suite = (folder / "suite.yaml").read_text(encoding="utf-8").replace("thresholds: thresholds.toml\n", "")
    (folder / "suite.yaml").write_text(f"{suite}{line}\n", encoding="utf-8")
    assert run(["eval", "suite.yaml"], folder).returncode == 2


def test_data_whose_name_is_too_long_leads_to_nothing(folder: Path) -> None:
    """Longer than a file system takes."""
    suite = (folder / "suite.yaml").read_text(encoding="utf-8")
    (folder / "suite.yaml").write_text(suite.replace("[stories]", f"[{'a' * 5000}]"), encoding="utf-8")
    done = run(["eval", "suite.yaml"], folder)
    assert done.returncode == 2
    assert any("leads to nothing" in line for line in messages(done))
