"""The command line when something is wrong: one clear line, the right exit code, no traceback."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.errors import AssistantError, CutShort, ModelError, Refused, Unreachable, UserError
from assistant.render.catalogue import ENGLISH
from tests.cli_runner import ONE, TWO, closed_port, environment, messages, run, start
from tests.loopback import Answer, Loopback, Request, completion, failure, honest

Failing = Callable[[Exception], None]

BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "broken.pdf": b"%PDF-1.7 no more",
    "broken.docx": b"PK\x03\x04 no more",
}


@pytest.mark.parametrize("name", BAD)
def test_an_unreadable_file_alone_ends_with_2(name: str, tmp_path: Path) -> None:
    """The line names the file; nothing is printed as a result."""
    (tmp_path / name).write_bytes(BAD[name])
    done = run(["brief", name, "--quiet"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert any(name in line for line in messages(done))


@pytest.mark.parametrize("name", BAD)
def test_an_unreadable_file_among_others_ends_with_3(name: str, tmp_path: Path) -> None:
    """The others go on, and both the messages and the note say what is missing."""
    (tmp_path / name).write_bytes(BAD[name])
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    done = run(["brief", name, "one.txt", "--quiet"], tmp_path)
    assert done.returncode == 3
    assert [line for line in messages(done) if name in line]
    assert "Not done" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["missing.txt"], ["nothing"], ["one.txt/two"], ["x" * 400], ["file:///etc/hostname"], ["-"]],
)
def test_nothing_to_read_ends_with_2(arguments: list[str], tmp_path: Path) -> None:
    """A missing path, an empty folder and an empty pipe are the user's to mend."""
    (tmp_path / "nothing").mkdir()
    (tmp_path / "nothing" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    done = run(["brief", *arguments], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert messages(done)


def test_invalid_utf8_is_no_traceback(tmp_path: Path) -> None:
    """Bytes of another encoding are read as text or reported, with either code."""
    (tmp_path / "latin.txt").write_bytes(ONE.replace("Holm", "Hölm").encode("latin-1"))
    (tmp_path / "mixed.txt").write_bytes(ONE.encode() + b"\xff\xfe\xfa\xc3")
    done = run(["brief", "latin.txt", "mixed.txt", "--quiet"], tmp_path)
    assert done.returncode in (0, 2, 3)
    assert bool(messages(done)) == (done.returncode != 0)


def test_a_file_of_20_megabytes_is_no_traceback(tmp_path: Path) -> None:
    """A huge file is told to be too large or read, within a minute."""
    (tmp_path / "huge.txt").write_text(ONE + "The river rose again on Monday. " * 650_000, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    done = run(["brief", "huge.txt", "two.txt", "--quiet"], tmp_path)
    assert done.returncode in (0, 3)
    assert bool(messages(done)) == (done.returncode == 3)


@pytest.mark.parametrize("verb", ["brief", "compare"])
def test_a_single_article_is_said_to_be_alone(verb: str, tmp_path: Path) -> None:
    """Nothing to compare with is no error, but is not left unsaid."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    done = run([verb, "one.txt", "--quiet"], tmp_path)
    assert done.returncode == 0
    assert ENGLISH("lone_article") in done.stdout


@pytest.mark.parametrize("arguments", [["brief", "one.txt", "two.txt"], ["doctor"]])
def test_an_unreachable_endpoint_is_one_line_within_30_seconds(arguments: list[str], tmp_path: Path) -> None:
    """The line names the endpoint; nothing hangs."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    url = f"http://127.0.0.1:{closed_port()}/v1"
    began = time.monotonic()
    done = run([*arguments, "--model", "m", "--base-url", url], tmp_path, extra={"OPENAI_API_KEY": "sk-secret"})
    assert time.monotonic() - began < 30
    assert done.returncode == 2
    assert url in (done.stdout if arguments == ["doctor"] else " ".join(messages(done)))
    assert len(messages(done)) <= 1
    assert "sk-secret" not in done.stdout + done.stderr


def test_ctrl_c_ends_at_once_with_130(tmp_path: Path) -> None:
    """An endpoint that never answers does not hold the terminal."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
        process = start(["brief", "one.txt", "--model", "m", "--base-url", url], tmp_path)
        silent.settimeout(30)
        connection, _ = silent.accept()
        with connection:
            process.send_signal(signal.SIGINT)
            began = time.monotonic()
            output, errors = process.communicate(timeout=30)
    assert time.monotonic() - began < 5
    assert (process.returncode, output) == (130, "")
    assert errors == "assistant: interrupted; nothing was written\n"


LOADING = """
import os, signal, sys, time
from assistant.cli import ending, run

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "Stemmer":
            try:
                os.kill(os.getpid(), signal.{name})
            except BaseException:
                {then}

sys.meta_path.insert(0, Finder())
signal.signal(signal.SIGINT, signal.default_int_handler)
ending.GRACE = 0.1
run()
"""
TOLD = """raise ImportError("Failed to import 'zlib.decompress' - cannot initialise module strings") from None"""
SWALLOWED = "time.sleep(30)"


@pytest.mark.parametrize(
    ("name", "then", "code"), [("SIGINT", TOLD, 130), ("SIGTERM", TOLD, 143), ("SIGTERM", SWALLOWED, 143)]
)
def test_a_signal_to_end_ends_also_while_a_library_loads(name: str, then: str, code: int, tmp_path: Path) -> None:
    """Compiled modules may tell an ImportError where it came while they were loaded, or go on as if it had not."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LOADING.format(name=name, then=then), "brief", "one.txt", "-q"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=25, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr


def test_doctor_without_a_model_is_content(tmp_path: Path) -> None:
    """The built-in engine needs nothing, and the reason for it is given."""
    done = run(["doctor"], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "engine: builtin (no model configured" in done.stdout
    assert "pydantic 2" in done.stdout


def test_doctor_tries_the_endpoint(tmp_path: Path) -> None:
    """One real call is made, and its time told."""
    with Loopback("ready") as server:
        done = run(["doctor", "--model", "m", "--base-url", server.base_url], tmp_path)
    assert done.returncode == 0
    assert len(server.requests) == 1
    assert "answers: yes, in " in done.stdout


def test_a_rejected_key_is_one_line(tmp_path: Path) -> None:
    """What the endpoint refuses for good is not tried article by article."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    with Loopback(failure(401, "bad key")) as server:
        done = run(["brief", "one.txt", "--model", "m", "--base-url", server.base_url], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "OPENAI_API_KEY" in " ".join(messages(done))
    assert len(messages(done)) == 1


@pytest.mark.parametrize("verb", ["digest", "compare", "brief"])
def test_a_model_that_fails_leaves_what_was_done(verb: str, tmp_path: Path) -> None:
    """One article of two that cannot be digested is reported with code 3, the other is in the result."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")

    def moody(request: Request) -> Answer:
        return completion(None, "content_filter") if "21 people" in request.text else honest(request)

    with Loopback(moody) as server:
        arguments = [verb, "one.txt", "two.txt", "--model", "m", "--base-url", server.base_url]
        done = run(arguments, tmp_path)
    assert done.returncode == 3
    assert "19 people" in done.stdout
    assert messages(done)


def test_doctor_says_where_settings_come_from(tmp_path: Path) -> None:
    """Flag, environment and file are told apart, and the key is not shown."""
    port = closed_port()
    (tmp_path / "assistant.toml").write_text(f'base_url = "http://u:pw@127.0.0.1:{port}/v1"', encoding="utf-8")
    extra = {"ASSISTANT_MODEL": "m", "OPENAI_API_KEY": "sk-secret"}
    done = run(["doctor"], tmp_path, extra=extra)
    assert "engine: llm, model m (from ASSISTANT_MODEL)" in done.stdout
    assert f"endpoint: http://127.0.0.1:{port}/v1 (from assistant.toml)" in done.stdout
    assert "key: set (from OPENAI_API_KEY)" in done.stdout
    assert not [secret for secret in ("sk-secret", "pw") if secret in done.stdout + done.stderr]


@pytest.mark.parametrize(
    ("error", "code"),
    [(UserError, 2), (Unreachable, 2), (Refused, 3), (CutShort, 3), (ModelError, 3)],
)
def test_each_error_has_its_exit_code(
    error: type[AssistantError],
    code: int,
    failing: Callable[[Exception], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Errors raised on purpose become one line."""
    failing(error("this is why"))
    assert main(["brief", "one.txt", "--quiet"]) == code
    assert capsys.readouterr() == ("", "assistant: this is why\n")


def test_a_bug_shows_its_traceback(failing: Failing) -> None:
    """What was not foreseen is not dressed up as the user's fault."""
    failing(ZeroDivisionError("bug"))
    with pytest.raises(ZeroDivisionError):
        main(["brief", "one.txt", "--quiet"])


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Makes the pipeline raise an error."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def prepare(error: Exception) -> None:
        def brief(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("assistant.pipeline.brief", brief)

    return prepare


def test_doctor_knows_of_a_replay(tmp_path: Path) -> None:
    """With a cassette to answer from, no endpoint is tried, and doctor says so."""
    done = run(["doctor"], tmp_path, extra={"ASSISTANT_REPLAY": "said.jsonl"})
    assert done.returncode == 0
    assert "engine: llm, answered from said.jsonl (from ASSISTANT_REPLAY)" in done.stdout
