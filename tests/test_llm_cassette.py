"""Cassettes: recorded beside a project, readable in a diff, and enough to repeat a run by themselves."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import ModelError, UserError
from assistant.llm.call import Call, Message, Reply
from assistant.llm.cassette import Player, Recorder, load_cassette
from tests.cli_runner import ONE, TWO, closed_port, messages, run
from tests.loopback import Loopback, honest

TALE = "A bridge over the river Lisk fell on Friday, and the ferry sank. "
CALL = Call("http://127.0.0.1:4242/v1", "m", "digest", (Message("system", "Read."), Message("user", TALE)), "{}", 50)


def recorder(path: Path, text: str = "Yes.") -> Recorder:
    """A recorder over a model that always says the same."""
    return Recorder(lambda call: Reply(text, "stop", 7, 2), path)


def test_what_was_recorded_is_played(tmp_path: Path) -> None:
    """The same call gets the same reply, wherever it would have gone."""
    path = tmp_path / "tape.jsonl"
    made = recorder(path)(CALL)
    assert Player(path)(replace(CALL, endpoint="https://elsewhere/v1")) == made == Reply("Yes.", "stop", 7, 2)
    assert Player(path).models == ["m"]


def test_lines_are_sorted_and_say_no_place(tmp_path: Path) -> None:
    """The order of calls, the address and the time leave no trace: two recordings are equal."""
    calls = [replace(CALL, prompt=p, seed=n) for p in ("judge", "digest") for n in range(4)]
    paths = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    for path, order in zip(paths, (calls, calls[::-1]), strict=True):
        tape = recorder(path)
        for call in order:
            tape(replace(call, endpoint=str(path)))
    text = paths[0].read_text(encoding="utf-8")
    assert text == paths[1].read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [(line["prompt"], line["key"]) for line in lines] == sorted((x["prompt"], x["key"]) for x in lines)
    assert all(list(line) == sorted(line) for line in lines)
    assert lines[0]["messages"] == [["system", "Read."], ["user", TALE]]
    assert not {"endpoint", "at"} & lines[0].keys()
    assert list(tmp_path.glob(".*")) == []


def test_recording_merges(tmp_path: Path) -> None:
    """What is there stays, a call that is made again gets its new reply."""
    path = tmp_path / "tape.jsonl"
    recorder(path)(CALL)
    recorder(path)(replace(CALL, seed=1))
    recorder(path, "No.")(CALL)
    player = Player(path)
    assert (player(CALL).text, player(replace(CALL, seed=1)).text) == ("No.", "Yes.")


def test_what_was_cut_is_recorded_and_errors_are_not(tmp_path: Path) -> None:
    """A repeated run meets the cut replies again; an error stands for no reply."""
    path = tmp_path / "tape.jsonl"
    Recorder(lambda call: Reply("Ye", "length"), path)(CALL)

    def fail(call: Call) -> Reply:
        raise ModelError("no")

    with pytest.raises(ModelError):
        Recorder(fail, path)(replace(CALL, seed=1))
    assert Player(path)(CALL).finish == "length"
    assert len(load_cassette(path)) == 1


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (replace(CALL, model="n"), "model m is now n"),
        (replace(CALL, max_tokens=60), "max_tokens 50 is now 60"),
        (replace(CALL, temperature=0.5, seed=3), "temperature 0.0 is now 0.5, seed 0 is now 3"),
        (replace(CALL, schema='{"a":1}'), "the schema of the reply"),
        (
            replace(CALL, messages=(CALL.messages[0], Message("user", TALE.replace("Friday", "Monday")))),
            "the user message, 'the river Lisk fell on Friday, and the ferry sa' is now "
            "'the river Lisk fell on Monday, and the ferry sa'",
        ),
        (replace(CALL, messages=CALL.messages[:1]), "the number of messages, 2 is now 1"),
        (replace(CALL, prompt="judge"), "no call of that prompt was recorded"),
    ],
)
def test_a_miss_says_what_changed(tmp_path: Path, now: Call, told: str) -> None:
    """The prompt is named, with the difference to the nearest call that was recorded."""
    path = tmp_path / "tape.jsonl"
    for call in (CALL, replace(CALL, messages=(Message("system", "Sing."), Message("user", "La la.")))):
        recorder(path)(call)
    with pytest.raises(UserError) as caught:
        Player(path)(now)
    assert f"'{now.prompt}'" in str(caught.value)
    assert told in str(caught.value)
    assert f"--record {path}" in str(caught.value)


@pytest.mark.parametrize("text", ["no JSON\n", "{}\n", '{"key": 1}\n'])
def test_a_file_that_is_no_cassette_is_named(tmp_path: Path, text: str) -> None:
    """Neither played nor written over: the line is named."""
    path = tmp_path / "notes.txt"
    path.write_text(text, encoding="utf-8")
    for use in (Player, recorder):
        with pytest.raises(UserError, match=r"notes\.txt:1"):
            use(path)
    assert path.read_text(encoding="utf-8") == text


def test_a_line_that_was_changed_by_hand_is_named(tmp_path: Path) -> None:
    """The question cannot be changed without the reply being asked for anew."""
    path = tmp_path / "tape.jsonl"
    recorder(path)(CALL)
    path.write_text(path.read_text(encoding="utf-8").replace("river", "canal"), encoding="utf-8")
    with pytest.raises(UserError, match="changed by hand"):
        Player(path)


@pytest.mark.parametrize("name", ["", "missing/tape.jsonl"])
def test_a_place_that_cannot_be_used_is_told(tmp_path: Path, name: str) -> None:
    """A folder is no cassette, and none is written where there is no folder."""
    with pytest.raises(UserError):
        Player(tmp_path / name)
    with pytest.raises(UserError):
        recorder(tmp_path / name)


def test_a_run_is_repeated_without_a_model(tmp_path: Path) -> None:
    """A recorded briefing comes out again, without endpoint, key, cache or model's name."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    arguments = ["brief", "one.txt", "two.txt", "-f", "json"]
    with Loopback(honest) as server:
        chosen = ["--model", "m", "--base-url", server.base_url, "--record", "tape.jsonl"]
        first = run([*arguments, *chosen], tmp_path, extra={"OPENAI_API_KEY": "sk-secret"})
        asked = len(server.requests)
    assert first.returncode == 0, first.stderr
    tape = (tmp_path / "tape.jsonl").read_text(encoding="utf-8")
    assert asked == len(tape.splitlines()) > 1
    assert not [secret for secret in ("sk-secret", "127.0.0.1", str(tmp_path)) if secret in tape]
    again = run([*arguments, "--replay", "tape.jsonl"], tmp_path)
    assert again.returncode == 0, again.stderr
    results = [json.loads(done.stdout) for done in (first, again)]
    assert [result.pop("run")["calls"] for result in results] == [asked, 0]
    assert results[0] == results[1]
    (tmp_path / "two.txt").write_text(TWO.replace("21", "22"), encoding="utf-8")
    chosen = ["--model", "m", "--base-url", f"http://127.0.0.1:{closed_port()}/v1"]
    missed = run([*arguments, *chosen, "--replay", "tape.jsonl"], tmp_path)
    assert (missed.returncode, missed.stdout) == (2, "")
    (line,) = messages(missed)
    assert "prompt 'digest'" in line
    assert "The flood killed 21 people" in line
    assert "The flood killed 22 people" in line


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--record", "t.jsonl"], "name one with --model"),
        (["--record", "t.jsonl", "--replay", "empty.jsonl"], "exclude each other"),
        (["--replay", "missing.jsonl"], "missing.jsonl"),
        (["--replay", "empty.jsonl"], "--model"),
    ],
)
def test_what_cannot_be_recorded_or_played_is_told(tmp_path: Path, options: list[str], told: str) -> None:
    """One line says what to do, and nothing is written."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    done = run(["digest", "one.txt", *options], tmp_path)
    assert done.returncode == 2
    assert told in messages(done)[-1]
    assert not (tmp_path / "t.jsonl").exists()
