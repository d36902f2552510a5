"""`brief --since NOTE.json`: the note of today against that of yesterday, and what is no such note."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli_runner import ONE, TWO, closed_port, messages, run

WANTED = "; name a result of brief or compare written with -o FILE.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports on one flood, and the note of the first day."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    assert run(["brief", "one.txt", "-q", "-o", "note.json"], tmp_path).returncode == 0
    return tmp_path


def since(folder: Path, *given: str) -> dict[str, Any]:
    """The note of both reports as JSON, told against an earlier one."""
    done = run(["brief", "one.txt", "two.txt", "-q", "-f", "json", "--since", *given], folder)
    assert (done.returncode, done.stderr) == (0, "")
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def lines(note: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Kind, text and what was, of everything that is new."""
    return [(item["kind"], item["text"], item["was"]) for story in note["stories"] for item in story["since"]]


TODAY = [
    ("answer", "How many people died? 21 people", "19 people"),
    ("agreed", "The bridge over the Lisk closed on Friday.", "only The Northern Observer"),
    ("said", "Trains between Astin and Kelder will not run before Monday.", ""),
    ("source", "The Valley Courier", ""),
]


@pytest.mark.parametrize("verb", ["brief", "compare"])
def test_today_against_yesterday(verb: str, folder: Path) -> None:
    """The name of the earlier note, and what it did not have, whichever verb wrote it."""
    assert run([verb, "one.txt", "-q", "-o", "note.json"], folder).returncode == 0
    note = since(folder, "note.json")
    assert (note["since"], lines(note)) == ("note.json", TODAY)


def test_every_format_can_be_told_against_an_earlier_note(folder: Path) -> None:
    """One run writes them all, over the earlier note too, which is read before; then nothing is new."""
    made = run(["brief", "one.txt", "two.txt", "-q", "-o", "./", "--since", "note.json"], folder)
    assert (made.returncode, made.stderr) == (0, "")
    note = json.loads((folder / "note.json").read_text(encoding="utf-8"))
    assert lines(note) == TODAY
    assert lines(since(folder, "note.json")) == []


def test_without_the_option_nothing_is_told(folder: Path) -> None:
    """The keys are there and empty."""
    done = run(["brief", "one.txt", "two.txt", "-q", "-f", "json"], folder)
    note = json.loads(done.stdout)
    assert (note["since"], lines(note)) == ("", [])


def test_a_decision_since_the_earlier_note_is_news(folder: Path) -> None:
    """What a person marked meanwhile is respected before the notes are held against each other."""
    assert run(["brief", "one.txt", "two.txt", "-q", "-o", "both.json"], folder).returncode == 0
    id = json.loads((folder / "both.json").read_text(encoding="utf-8"))["stories"][0]["discrepancies"][0]["id"]
    assert run(["review", "both.json", id, "resolved", "--note", "counted anew", "--by", "Ada"], folder).returncode == 0
    told = "How many people died? Marked as resolved by Ada: counted anew."
    assert lines(since(folder, "both.json")) == [("resolved", told, "19 people / 21 people")]


def newer(note: dict[str, Any]) -> dict[str, Any]:
    """The note as a later version may write it."""
    note["stories"][0]["mood"] = {"deep": [1]}
    return {**note, "audience": "editors"}


def test_a_note_of_a_newer_version_is_read(folder: Path) -> None:
    """Keys that are not known are left aside."""
    note = json.loads((folder / "note.json").read_text(encoding="utf-8"))
    (folder / "newer.json").write_text(json.dumps(newer(note)), encoding="utf-8")
    assert lines(since(folder, "newer.json")) == TODAY


def damaged(note: str) -> str:
    """A note in which somebody changed the words of a quote, but not the text that it stands in."""
    data = json.loads(note)
    data["stories"][0]["single_source"][0]["quotes"][0]["text"] = "Nothing happened."
    return json.dumps(data)


def unfinished(note: str) -> str:
    """A note without a key that it must have."""
    data = json.loads(note)
    del data["articles"][0]["text"]
    return json.dumps(data)


def foreign(note: str) -> str:
    """A note in which an answer is that of an article that it does not hold."""
    data = json.loads(note)
    data["stories"][0]["single_source"][0]["article"] = "three"
    return json.dumps(data)


def unheld(note: str) -> str:
    """A note with a quote of no words, of an article that it does not hold."""
    data = json.loads(note)
    data["stories"][0]["single_source"][0]["quotes"] = [{"article": "three", "start": 0, "end": 0, "text": ""}]
    return json.dumps(data)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda note: note[:200], f"is not a result as JSON{WANTED}"),
        (lambda note: "[" * 100_000, f"is not a result as JSON{WANTED}"),
        (lambda note: '["stories"]', f"is not a result as JSON{WANTED}"),
        (lambda note: '{"stories": [1], "articles": []}', f"is not a result as JSON{WANTED}"),
        (lambda note: "", f"is not a result as JSON{WANTED}"),
        (damaged, "is not as it was written (the quote of one, characters "),
        (foreign, "is not as it was written (it holds no article 'three'); write it again with -o FILE.json"),
        (unheld, "is not as it was written (it holds no article 'three'); write it again with -o FILE.json"),
        (unfinished, "is not as it was written (articles.0.text: Field required); write it again with -o FILE.json"),
    ],
)
def test_what_is_no_earlier_note(content: Callable[[str], str], told: str, folder: Path) -> None:
    """One line that says what to do, before an engine is opened or an article is read."""
    note = (folder / "note.json").read_text(encoding="utf-8")
    (folder / "bad.json").write_text(content(note), encoding="utf-8")
    model = ("--model", "m", "--base-url", f"http://127.0.0.1:{closed_port()}/v1")
    for more in ((), ("--dry-run",), model):
        done = run(["brief", "missing.txt", "--since", "bad.json", *more], folder)
        (line,) = messages(done)
        assert (done.returncode, done.stdout) == (2, "")
        assert line.startswith(f"--since bad.json: {told}")


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        (["digest", "one.txt"], "is a result of digest"),
        (["ask", "How many people died?", "one.txt"], "is a result of ask"),
        (["check", "one.txt", "--against", "two.txt"], "is a result of check"),
        (["stories", "one.txt", "two.txt"], "is a result of stories"),
    ],
)
def test_the_result_of_another_verb_is_named(verb: list[str], told: str, folder: Path) -> None:
    """It is JSON of ours, but holds no findings."""
    made = run([*verb, "-q", "-f", "json"], folder)
    (folder / "other.json").write_text(made.stdout, encoding="utf-8")
    done = run(["brief", "one.txt", "--since", "other.json"], folder)
    assert (done.returncode, messages(done)) == (2, [f"--since other.json: {told}{WANTED}"])


def test_files_that_cannot_be_read(folder: Path) -> None:
    """A name that nothing has, a folder, and bytes."""
    (folder / "bytes.json").write_bytes(b"\xff\xfe{\x00")
    for name, told in (("none.json", "No such file"), (".", "Is a directory"), ("bytes.json", "is not a result")):
        done = run(["brief", "one.txt", "--since", name], folder)
        (line,) = messages(done)
        assert (done.returncode, line.startswith(f"--since {name}: {told}"), line.endswith(WANTED)) == (2, True, True)


def test_a_comparison_is_told_against_nothing(folder: Path) -> None:
    """Only a briefing leads with what is new."""
    done = run(["compare", "one.txt", "two.txt", "--since", "note.json"], folder)
    assert done.returncode == 2
    assert "No such option '--since'" in messages(done)[0]


@pytest.mark.parametrize(
    ("given", "warned"), [(["-o", "new.docx"], True), (["-f", "md,json", "-o", "new/"], False), (["-o", "new/"], False)]
)
def test_a_note_that_the_next_one_cannot_be_told_against_says_so(given: list[str], warned: bool, folder: Path) -> None:
    """Who hands on a document alone would miss the JSON a week later."""
    assert run(["brief", "one.txt", "-q", "-o", "note.json"], folder).returncode == 0
    done = run(["brief", "one.txt", "two.txt", "--since", "note.json", *given], folder)
    told = "this note is not kept as JSON, which the next --since needs; write it with -f json -o FILE.json too"
    assert (done.returncode, told in messages(done)) == (0, warned)
