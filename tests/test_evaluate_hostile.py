"""What is ill-made or meant ill: data, run files, a journal; told in a line, whatever it is."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from assistant.errors import UserError
from assistant.evaluate.journal import Journal
from assistant.evaluate.kinds import kind_of
from assistant.evaluate.records import KindName, Spec, Task, Trial
from assistant.evaluate.runfile import load
from assistant.evaluate.running import tasks_of
from assistant.llm.store import EVALS, open_store

PAIR: dict[str, Any] = {
    "text_a": "The ferry took 214 people.",
    "text_b": "It took 241 people.",
    "label": "inconsistent",
}
DOCUMENTS = [{"title": "t", "date": "2031-05-04", "text": "The ferry took 214 people to Orrin."}]
ASKED: dict[str, Any] = {"question": "How many?", "answers": ["214"], "documents": DOCUMENTS}
SPAN = {"start": "0", "end": "2", "text": "It"}


@pytest.mark.parametrize(
    ("kind", "line", "told"),
    [
        ("qa", {**ASKED, "documents": 3}, "documents must be a list"),
        ("qa", {**ASKED, "documents": [1]}, "documents must be a list"),
        ("qa", {**ASKED, "documents": [{"text": 5}]}, "documents must be a list"),
        ("qa", {**ASKED, "question": 1}, "question must be a text"),
        ("qa", {**ASKED, "answers": {"a": 1}}, "answers and wrong_answers must be lists of texts"),
        ("qa", {**ASKED, "answers": [["x"]]}, "answers and wrong_answers must be lists of texts"),
        ("qa", {**ASKED, "wrong_answers": 5}, "answers and wrong_answers must be lists of texts"),
        ("qa", {**ASKED, "answers": []}, "answers holds none"),
        ("claims", {"text": "It sails.", "claims": 5}, "claims must be a list of texts"),
        ("claims", {"text": "It sails.", "claims": "It sails."}, "claims must be a list of texts"),
        ("claims", {"text": "It sails.", "claims": [None]}, "claims must be a list of texts"),
        (
            "attributions",
            {"text": "It sails.", "annotations": [{"attributions": [{"source": [], "content": [SPAN]}]}]},
            "annotations must hold attributions",
        ),
    ],
)
def test_a_line_of_wrong_types_is_told_before_the_work(tmp_path: Path, kind: KindName, line: Any, told: str) -> None:
    """With the file and the number of the line."""
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(UserError, match=f"x.jsonl:1: {told}"):
        kind_of(kind).tasks(path)


def test_no_two_tasks_have_one_id(tmp_path: Path) -> None:
    """Whatever the lines call themselves: one would be taken for the other in the journal, and in every figure."""
    path = tmp_path / "x.jsonl"
    ids = ["a", "a", "a-2", "a", "judge", "a-3"]
    path.write_text("".join(json.dumps({**PAIR, "id": id}) + "\n" for id in ids), encoding="utf-8")
    named = [task.id for task in tasks_of(Spec("x", "pairs", (str(path),)))]
    assert len(set(named)) == len(ids)
    assert named[0] == "a" and named[2] == "a-2" and "judge" not in named


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run file of a pair."""
    monkeypatch.chdir(tmp_path)
    Path("x.jsonl").write_text(json.dumps(PAIR), encoding="utf-8")
    assert main(["eval", "x.jsonl", "-q", "--json", "run.json"]) == 0
    return tmp_path / "run.json"


Spoil = Callable[[dict[str, Any]], Any]
SPOILED: dict[str, Spoil] = {
    "output": lambda part: part["trials"][0].update(output=None),
    "verdict": lambda part: part["trials"][0].update(output={"verdict": []}),
    "judge": lambda part: part["trials"][0].update(task="judge"),
    "part": lambda part: part["cases"][0]["scores"][0].update(part=float("nan")),
    "seconds": lambda part: part["spent"].update(seconds=float("inf")),
    "estimate": lambda part: part["metrics"][0]["estimate"].update(low=float("-inf")),
    "data": lambda part: part["spec"].update(data=["no.jsonl"]),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_run_file_edited_by_hand_is_told(run: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """In one line, without a traceback."""
    told = json.loads(run.read_text(encoding="utf-8"))
    SPOILED[name](told["parts"][0])
    run.write_text(json.dumps(told), encoding="utf-8")
    assert main(["eval", "rescore", str(run), "-q"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_two_parts_of_one_name_are_no_run(run: Path) -> None:
    """The first of them would be held against nothing."""
    told = json.loads(run.read_text(encoding="utf-8"))
    run.write_text(json.dumps({**told, "parts": told["parts"] * 2}), encoding="utf-8")
    with pytest.raises(UserError, match="two parts have one name"):
        load(run)


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '{"task": "t"}', '{"spent": {}, "problems": 5}', "[" * 9999])
def test_a_damaged_journal_is_done_again(tmp_path: Path, text: str) -> None:
    """As if it held nothing of the task."""
    store, task = open_store(tmp_path, EVALS), Task("t", "t", None, "h")
    journal, trial = Journal(store, Spec("x", "pairs", ("x",)), [task], ""), Trial("t", 0, {"verdict": "x"})
    journal.keep(trial)
    assert store is not None
    assert asdict(journal.done(task, 0) or Trial("", 0)) == asdict(trial)
    store.put(journal._key("t", 0), text)
    assert journal.done(task, 0) is None


def test_a_full_disk_keeps_no_other_report_from_being_written(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What could not be written is told, with its option."""
    reports = ["--junit", "/dev/full", "--markdown", "run.md", "--html", "/dev/full"]
    assert main(["eval", "report", str(run), "-q", *reports]) == 2
    told = capsys.readouterr().err
    assert "--junit /dev/full" in told and "--html /dev/full" in told
    assert (run.parent / "run.md").read_text(encoding="utf-8")
