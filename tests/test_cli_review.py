"""`assistant review` from outside: a mark is kept, shown, taken back, and respected by later runs."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import review
from assistant.cli.review import _alone
from assistant.compare.review_file import NAME
from assistant.errors import UserError
from tests.cli_runner import ONE, TWO, Done, messages, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles that give different tolls, and the comparison of them."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    assert compare(tmp_path, "-o", "note.json").returncode == 0
    return tmp_path


def compare(folder: Path, *options: str) -> Done:
    """Compare the two articles."""
    return run(["compare", "one.txt", "two.txt", "-q", *options], folder)


def story(done: Done) -> Any:
    """The one story of a comparison written as JSON."""
    return json.loads(done.stdout)["stories"][0]


def toll(folder: Path) -> str:
    """The id of the finding."""
    (line,) = run(["review", "note.json"], folder).stdout.splitlines()
    assert "How many people died?" in line
    return line.split()[0]


def test_a_false_alarm_is_respected(folder: Path) -> None:
    """The finding leaves the discrepancies of the next run, which says who decided it and why."""
    id = toll(folder)
    done = run(["review", "note.json", id, "false_alarm", "--note", "two counts", "--by", "Ada"], folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert messages(done) == [f"{id} is marked as false alarm in {NAME}; the next brief or compare respects it"]
    note = compare(folder).stdout
    assert "## Changed over time" not in note
    assert "marked as a false alarm by Ada on" in note
    assert ": two counts." in note
    assert [d["id"] for d in story(compare(folder, "--format", "json"))["cleared"]] == [id]


def test_a_mark_is_changed_and_taken_back(folder: Path) -> None:
    """One line a finding, whatever was decided before; a decision that changes nothing leaves the file alone."""
    id, kept = toll(folder), folder / NAME
    said = {
        "confirmed": ("## Changed over time", "Confirmed by Ada on"),
        "resolved": ("## Resolved", "Marked as resolved by Ada on"),
    }
    for state, shown in said.items():
        assert run(["review", "note.json", id, state, "--by", "Ada"], folder).returncode == 0
        assert f"{id}  {state}" in run(["review", "note.json"], folder).stdout
        assert [json.loads(line)["state"] for line in kept.read_text(encoding="utf-8").splitlines()] == [state]
        note = compare(folder).stdout
        assert all(words in note for words in shown)
    before = kept.read_bytes()
    run(["review", "note.json", id[:4], "resolved", "--by", "Ada"], folder)
    assert kept.read_bytes() == before
    assert run(["review", "note.json", id, "open"], folder).returncode == 0
    assert kept.read_bytes() == b""
    assert "## Changed over time" in compare(folder).stdout


def test_a_finding_of_an_article_that_is_not_there_is_not_marked(folder: Path) -> None:
    """Somebody changed the result: one line says so, and no mark is kept of words that nobody can find."""
    id = toll(folder)
    note = json.loads((folder / "note.json").read_text(encoding="utf-8"))
    note["stories"][0]["discrepancies"][0]["positions"][0]["article"] = "three"
    (folder / "note.json").write_text(json.dumps(note), encoding="utf-8")
    done = run(["review", "note.json", id, "confirmed"], folder)
    told = "note.json: is not as it was written (it holds no article 'three'); write it again with -o FILE.json"
    assert (done.returncode, done.stdout, messages(done)) == (2, "", [told])
    assert not (folder / NAME).exists()


def test_the_file_may_stand_elsewhere(folder: Path) -> None:
    """An option or a setting names it; the working folder's is then not read."""
    id = toll(folder)
    (folder / "desk").mkdir()
    run(["review", "note.json", id, "false_alarm", "--reviews", "desk/r.jsonl"], folder)
    assert not (folder / NAME).exists()
    assert "## Changed over time" in compare(folder).stdout
    assert "## Changed over time" not in compare(folder, "--reviews", "desk/r.jsonl").stdout
    done = run(["compare", "one.txt", "two.txt"], folder, extra={"ASSISTANT_REVIEWS": "desk/r.jsonl"})
    assert "## Changed over time" not in done.stdout


def test_the_file_is_no_article(folder: Path) -> None:
    """A folder with a review file in it is read as if it were not there."""
    run(["review", "note.json", toll(folder), "confirmed"], folder)
    (folder / "note.json").unlink()
    done = run(["brief", "."], folder)
    assert done.returncode == 0
    assert NAME not in done.stderr


def test_what_was_decided_is_listed(folder: Path) -> None:
    """A line for each review, with what was decided and what about."""
    id = toll(folder)
    run(["review", "note.json", id, "confirmed", "--note", "asked the\x1b[31m office", "--by", "Ada"], folder)
    for arguments in (["review", "list"], ["review", "list", NAME]):
        (line,) = run(arguments, folder).stdout.splitlines()
        assert line.startswith(f"{id}  confirmed by Ada on ")
        assert "asked the office" in line
        assert "19 people / 21 people" in line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["note.json", "zzz", "confirmed"], "no finding is called 'zzz'; there are "),
        (["note.json", "zzz", "maybe"], "'maybe' is not known; say one of confirmed, false_alarm, resolved, open"),
        (["note.json", "zzz"], "say what is decided about zzz"),
        (["missing.json"], "missing.json: No such file"),
        (["one.txt"], "one.txt: is not a result as JSON; name a result of brief or compare written with -o FILE.json"),
        (["note.json", "", "confirmed"], "no finding is called ''; there are "),
        (["list", "missing.jsonl"], "missing.jsonl: No such file"),
    ],
)
def test_what_can_be_mended_is_said(arguments: list[str], said: str, folder: Path) -> None:
    """One line that says what to do, and exit code 2."""
    done = run(["review", *arguments], folder)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = messages(done)
    assert line.startswith(said)


def test_what_was_cleared_already_cannot_be_marked(folder: Path) -> None:
    """Only what is held to be a discrepancy is decided about."""
    note = json.loads((folder / "note.json").read_text(encoding="utf-8"))
    moved = note["stories"][0]
    moved["cleared"], moved["discrepancies"] = moved["discrepancies"], []
    (folder / "note.json").write_text(json.dumps(note), encoding="utf-8")
    done = run(["review", "note.json", moved["cleared"][0]["id"], "confirmed"], folder)
    assert done.returncode == 2
    assert "was cleared already" in messages(done)[0]


@pytest.mark.parametrize("command", [["brief", "one.txt", "two.txt"], ["compare", "one.txt"], ["review", "list"]])
def test_a_damaged_file_is_named_before_any_work(command: list[str], folder: Path) -> None:
    """The line to mend is named, and nothing is written over."""
    (folder / NAME).write_text("{}\n", encoding="utf-8")
    done = run(command, folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert messages(done)[-1].startswith(f"{NAME}, line 1: not a review")
    id = json.loads((folder / "note.json").read_text(encoding="utf-8"))["stories"][0]["discrepancies"][0]["id"]
    assert run(["review", "note.json", id, "confirmed"], folder).returncode == 2
    assert (folder / NAME).read_text(encoding="utf-8") == "{}\n"


def test_marks_made_at_once_are_all_kept(folder: Path) -> None:
    """Each review reads the file and writes it anew: one must not undo what another has just decided."""
    place = folder / "r.jsonl"
    with ThreadPoolExecutor() as pool, _alone(place):
        waiting = pool.submit(_mark_alone, place)
        place.write_text("first\n", encoding="utf-8")
    waiting.result()
    assert place.read_text(encoding="utf-8") == "first\nsecond\n"
    assert sorted(path.name for path in folder.glob("r.jsonl*")) == ["r.jsonl"]


def _mark_alone(place: Path) -> None:
    with _alone(place):
        text = place.read_text(encoding="utf-8")
        place.write_text(f"{text}second\n", encoding="utf-8")


def test_a_lock_that_was_left_behind_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of a machine that we cannot ask is removed by a person; one of ours is taken over."""
    monkeypatch.setattr(review, "PATIENCE", 0.0)
    place = folder / "r.jsonl"
    (folder / "r.jsonl.lock").touch()
    with _alone(place):
        pass
    (folder / "r.jsonl.lock").write_text("another machine", encoding="utf-8")
    with pytest.raises(UserError, match=r"remove .*r\.jsonl\.lock"), _alone(place):
        pass


def test_an_answer_respects_what_was_decided(folder: Path) -> None:
    """A false alarm is no dispute any more, a resolved finding is told as one; `--reviews` names another file."""
    id, question = toll(folder), "How many people died?"

    def answer(*options: str) -> Any:
        return json.loads(run(["ask", question, "one.txt", "two.txt", "-q", "-f", "json", *options], folder).stdout)

    assert answer()["disputed"]
    run(["review", "note.json", id, "resolved", "--note", "the Courier corrected it", "--by", "Ada"], folder)
    assert "This was marked as resolved: the Courier corrected it." in answer()["answer"]
    run(["review", "note.json", id, "false_alarm", "--by", "Ada"], folder)
    assert not answer()["disputed"]
    assert answer("--reviews", "/dev/null")["disputed"]
