"""`assistant eval`, end to end: suites, reports, the gate, a killed run, recordings, a model and a judge."""

import json
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from assistant.cli import main
from assistant.evaluate.runfile import load
from tests.cli_runner import messages, run, start
from tests.eval_story import GOLD, labelled_story
from tests.loopback import Answer, Loopback, Raw, Request, failure, honest

SUITE = """title: Small
thresholds: thresholds.toml
parts:
  - {name: small, kind: stories, data: [stories]}
"""
FLOORS = """[replay.small]
discrepancy_recall = 1.0
answer_accuracy = 1.0
unscored = 100
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a suite of one story, floors that it reaches, and a cache of its own."""
    labelled_story(tmp_path / "stories")
    (tmp_path / "suite.yaml").write_text(SUITE, encoding="utf-8")
    (tmp_path / "thresholds.toml").write_text(FLOORS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("ASSISTANT_NO_CACHE", raising=False)
    return tmp_path


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A model of good will, which grades every reply as right."""
    with Loopback(judging) as running:
        yield running


def judging(request: Request) -> Answer:
    """The honest model, which finds every reply right."""
    return {"given": "", "grade": "right"} if request.asked == "grade" else honest(request)


def told(path: str) -> dict[str, Any]:
    """The figures of the first part of a run, by metric."""
    part = load(path).parts[0]
    return {metric.name: metric.estimate for metric in part.metrics if not metric.group}


def test_a_suite_passes_and_every_report_is_written(folder: Path) -> None:
    """One command, four files; a table goes to standard output."""
    wanted = ["--json", "run.json", "--junit", "run.xml", "--html", "run.html", "--markdown", "run.md"]
    done = run(["eval", "suite.yaml", *wanted], folder)
    assert done.returncode == 0, done.stderr
    assert "small" in done.stdout
    assert told("run.json")["discrepancy_recall"].value == 1.0
    cases = ElementTree.parse(folder / "run.xml").getroot().iter("testcase")
    assert any("d1" in case.get("name", "") for case in cases)
    assert "<html" in (folder / "run.html").read_text(encoding="utf-8")
    assert (folder / "run.md").read_text(encoding="utf-8")


def test_a_report_can_be_the_only_output(folder: Path) -> None:
    """For pipes."""
    done = run(["eval", "suite.yaml", "--json", "-"], folder)
    assert json.loads(done.stdout)["title"] == "Small"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('values: ["400"]', 'values: ["500"]'),
        ('quote: "The flood killed 19 people in the valley"', 'quote: "Ada Holm"'),
    ],
)
def test_a_spoiled_label_fails_the_gate_and_is_named(folder: Path, was: str, now: str) -> None:
    """The line says which floor was missed, and by which case."""
    labelled_story(folder / "stories", GOLD.replace(was, now))
    done = run(["eval", "suite.yaml", "-q"], folder)
    assert done.returncode == 1
    assert any(line.startswith("fail: small: ") and "lisk-closure/" in line for line in messages(done))


def test_an_earlier_run_is_held_against_the_next(folder: Path) -> None:
    """A label that changed shows, though no figure does."""
    assert run(["eval", "suite.yaml", "--json", "then.json"], folder).returncode == 0
    assert run(["eval", "suite.yaml", "--baseline", "then.json", "-q"], folder).returncode == 0
    labelled_story(folder / "stories", GOLD.replace("How many families", "How many households"))
    done = run(["eval", "suite.yaml", "--baseline", "then.json", "-q"], folder)
    assert done.returncode == 1
    assert any("labels changed" in line and "lisk-closure/q1" in line for line in messages(done))


def test_the_first_ledger_has_none_before_it(folder: Path) -> None:
    """A suite may name the ledger that its first run is to write; without the option that is a mistake."""
    (folder / "suite.yaml").write_text(SUITE.replace("parts:", "baseline: ledger.jsonl\nparts:"), encoding="utf-8")
    assert run(["eval", "suite.yaml", "-q"], folder).returncode == 2
    assert run(["eval", "suite.yaml", "-q", "--ledger", "ledger.jsonl"], folder).returncode == 0
    assert "lisk-closure/d1" in (folder / "ledger.jsonl").read_text(encoding="utf-8")
    done = run(["eval", "suite.yaml"], folder)
    assert done.returncode == 0
    assert "regressions" in done.stdout


def test_a_run_is_scored_again_without_being_run(folder: Path) -> None:
    """By the labels as they are now; the outputs are those of the run file."""
    assert run(["eval", "suite.yaml", "--json", "run.json"], folder).returncode == 0
    labelled_story(folder / "stories", GOLD.replace('values: ["400"]', 'values: ["500"]'))
    done = run(["eval", "rescore", "run.json", "--json", "again.json"], folder)
    assert done.returncode == 0, done.stderr
    assert told("run.json")["answer_accuracy"].value == 1.0
    assert told("again.json")["answer_accuracy"].value == 0.0


def test_reports_are_made_again_from_a_run_file(folder: Path) -> None:
    """The same report, by either way."""
    assert run(["eval", "suite.yaml", "--json", "run.json", "--junit", "a.xml"], folder).returncode == 0
    assert run(["eval", "report", "run.json", "--junit", "b.xml"], folder).returncode == 0
    assert (folder / "a.xml").read_bytes() == (folder / "b.xml").read_bytes()


def test_only_what_failed_is_run_again(folder: Path) -> None:
    """A part without a failure is left out; where none is left nothing is run."""
    labelled_story(folder / "more", GOLD.replace('values: ["400"]', 'values: ["500"]').replace("lisk-closure", "other"))
    (folder / "more" / "lisk-closure").rename(folder / "stories" / "other")
    assert run(["eval", "suite.yaml", "--json", "run.json", "-q"], folder).returncode == 1
    done = run(["eval", "suite.yaml", "--filter-failing", "run.json", "--json", "again.json", "-q"], folder)
    failing = {case.task for case in load(folder / "run.json").parts[0].cases if case.state != "passed"}
    assert {trial.task for trial in load(folder / "again.json").parts[0].trials} == failing
    assert done.returncode == 1


def test_a_model_is_asked_and_what_it_took_is_told(folder: Path, server: Loopback) -> None:
    """Every trial has its calls and tokens; a second run pays nothing and takes the same."""
    flags = ["eval", "suite.yaml", "--model", "m", "--base-url", server.base_url, "-q"]
    assert main([*flags, "--json", "run.json"]) == 0
    paid, part = len(server.requests), load("run.json").parts[0]
    assert part.mode == "live"
    assert part.spent.calls == paid == part.trials[0].spent.calls > 0
    assert main([*flags, "--json", "again.json"]) == 0
    again = load("again.json").parts[0]
    assert len(server.requests) == paid
    assert (again.spent.calls, again.trials[0].spent.calls) == (0, paid)


def test_repeats_ask_with_another_seed(folder: Path, server: Loopback) -> None:
    """Else the kept reply would be the same by construction; a case counts once."""
    flags = ["eval", "suite.yaml", "--model", "m", "--base-url", server.base_url, "-q", "--repeat", "3"]
    assert main([*flags, "--json", "run.json"]) == 0
    assert {request.body["seed"] for request in server.requests} == {0, 1, 2}
    part = load("run.json").parts[0]
    assert len(part.trials) == 3
    assert {metric.n for metric in part.metrics if metric.name == "answer_accuracy" and not metric.group} == {1}


def test_a_dry_run_asks_nothing(folder: Path, server: Loopback, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what each part would ask, repeats included."""
    flags = ["eval", "suite.yaml", "--model", "m", "--base-url", server.base_url, "--dry-run", "--repeat", "2"]
    assert main(flags) == 0
    assert not server.requests
    out = capsys.readouterr().out
    assert out.count("2 digest") == 2
    assert "small: 1 of kind stories, 2 times" in out


def test_a_ceiling_ends_the_run_in_part(folder: Path, server: Loopback, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not scored is counted as that, and the next run goes on."""
    flags = ["eval", "suite.yaml", "--model", "m", "--base-url", server.base_url, "-q", "--repeat", "2"]
    assert main([*flags, "--max-calls", "3", "--json", "run.json"]) == 3
    assert len(server.requests) == 3
    assert "--max-calls" in capsys.readouterr().err
    assert load("run.json").unfinished


def test_an_endpoint_that_refuses_is_told_once(folder: Path) -> None:
    """Nothing was scored: neither a pass nor a fail."""
    with Loopback(failure(401)) as server:
        done = run(
            ["eval", "suite.yaml", "--model", "m", "--base-url", server.base_url, "-q", "--json", "run.json"], folder
        )
    assert done.returncode == 3
    assert any("small: 1 of 1 not run" in line for line in messages(done))
    assert all(metric.estimate is None for metric in load(folder / "run.json").parts[0].metrics)


def test_a_recording_answers_for_the_model(folder: Path, server: Loopback) -> None:
    """Recorded once, replayed without an endpoint; a changed article makes it stale, and a line says how to mend it."""
    asked = ["--model", "m", "--base-url", server.base_url, "--record", "cassette.jsonl"]
    assert main(["eval", "suite.yaml", "-q", *asked]) == 0
    (folder / "suite.yaml").write_text(SUITE.replace("]}", "], model: m, replay: cassette.jsonl}"), encoding="utf-8")
    count = len(server.requests)
    done = run(["eval", "suite.yaml", "--json", "run.json"], folder)
    assert (done.returncode, len(server.requests)) == (0, count), done.stderr
    part = load(folder / "run.json").parts[0]
    assert (part.mode, part.spent.calls) == ("replay", 0)
    assert part.trials[0].spent.calls == count
    article = folder / "stories" / "lisk-closure" / "two.txt"
    article.write_text(article.read_text(encoding="utf-8").replace("Trains", "Buses"), encoding="utf-8")
    done = run(["eval", "suite.yaml", "-q"], folder)
    assert done.returncode == 3
    (line,) = [line for line in messages(done) if "stale" in line]
    assert line.endswith("record it again with: assistant eval suite.yaml --record cassette.jsonl")
    old = (folder / "cassette.jsonl").read_text(encoding="utf-8")
    assert main(["eval", "suite.yaml", "-q", "--base-url", server.base_url, "--record", "cassette.jsonl"]) == 0
    new = (folder / "cassette.jsonl").read_text(encoding="utf-8")
    assert "Trains" in old and "Trains" not in new, "what is not asked any more is not in it"
    assert run(["eval", "suite.yaml", "-q"], folder).returncode == 0


def test_a_judge_stands_beside_the_scores_with_its_agreement(folder: Path, server: Loopback) -> None:
    """It finds everything right: half of what people graded is wrong, and the report says how far to trust it."""
    (folder / "grades.yaml").write_text(
        "replies:\n"
        "  - {question: 'Who?', accepted: Ada Holm, reply: It was Ada Holm., grade: right}\n"
        "  - {question: 'Who?', accepted: Ada Holm, reply: It was the river., grade: wrong}\n",
        encoding="utf-8",
    )
    judged = SUITE.replace("]}", "], judge: m, grades: grades.yaml}")
    (folder / "suite.yaml").write_text(judged, encoding="utf-8")
    assert main(["eval", "suite.yaml", "--base-url", server.base_url, "-q", "--json", "run.json"]) == 0
    figures = told("run.json")
    assert figures["judge_agreement"].value == 0.5
    assert figures["judged_accuracy"].value == 1.0
    assert {request.asked for request in server.requests} == {"grade"}
    assert main(["eval", "rescore", "run.json", "-q", "--json", "again.json"]) == 0
    assert told("again.json")["judge_agreement"].value == 0.5


def test_a_killed_run_goes_on_where_it_stopped(folder: Path) -> None:
    """The story that was done is not worked again: its calls are neither made nor looked up."""
    labelled_story(folder / "more")
    later = folder / "stories" / "zz-later"
    (folder / "more" / "lisk-closure").rename(later)
    text = (later / "one.txt").read_text(encoding="utf-8")
    (later / "one.txt").write_text(text.replace("left their homes", "left their houses"), encoding="utf-8")
    labels = GOLD.replace("lisk-closure", "later").replace("left their homes", "left their houses")
    (later / "gold.yaml").write_text(labels, encoding="utf-8")
    asked: list[str] = []
    killed = threading.Event()

    def model(request: Request) -> Answer:
        asked.append(request.asked)
        hangs = asked.count("answer") > 1 and not killed.is_set()  # the second story's question
        return Raw(hang_up=True, delay=30) if hangs else honest(request)

    with Loopback(model) as server:
        given = ["eval", "suite.yaml", "--model", "m", "--base-url", server.base_url, "-q", "--json", "run.json"]
        extra = {"ASSISTANT_CACHE_DIR": str(folder / "cache"), "ASSISTANT_NO_CACHE": "no"}
        process = start(given, folder, extra)
        deadline = time.monotonic() + 60
        while asked.count("answer") < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed.set()
        asked.clear()
        done = run(given, folder, extra=extra)
        assert done.returncode == 0, done.stderr
    assert asked == ["answer"]
    assert len(load(folder / "run.json").parts[0].trials) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run"], "name a suite"),
        (["no.yaml"], "no.yaml: is no suite"),
        (["suite.yaml", "--json", "no/run.json"], "there is no folder no"),
        (["suite.yaml", "--json", "-", "--junit", "-"], "cannot both be written to -"),
        (["suite.yaml", "--baseline", "suite.yaml"], "is no run file"),
        (["suite.yaml", "--thresholds", "no.toml"], "cannot be read"),
        (["report", "suite.yaml"], "is no run file"),
        (["suite.yaml", "--record", "x.jsonl"], "there is nothing to record without a model"),
    ],
)
def test_what_the_user_can_mend_is_told_before_the_work(folder: Path, arguments: list[str], told: str) -> None:
    """In one line, without a traceback."""
    done = run(["eval", *arguments], folder)
    assert done.returncode == 2
    assert any(told in line for line in messages(done)), done.stderr
