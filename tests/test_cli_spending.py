"""Before and while money is spent: the dry run, the ceilings, and an interrupt that loses nothing."""

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.cli_runner import ONE, ROOT, TWO, messages, run, start
from tests.loopback import Answer, Loopback, Raw, Request, completion, honest

STORY = str(ROOT / "corpus" / "lisk-valley-flood")
THREE = ONE.replace("19 people", "20 people").replace("Northern Observer", "Southern Post")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three articles on one flood, and a cache of its own."""
    for name, text in {"one": ONE, "two": TWO, "three": THREE}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A model of good will."""
    with Loopback(honest) as running:
        yield running


def _forecast(verb: str, server: Loopback, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    capsys.readouterr()
    before = len(server.requests)
    given = [STORY, "--model", "m", "--base-url", server.base_url, *more]
    assert main([verb, *given, "--dry-run", "--format", "json", "--quiet"]) == 0
    assert len(server.requests) == before
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def _do(verb: str, server: Loopback, *more: str) -> int:
    """The number of calls that a run makes."""
    before = len(server.requests)
    given = [STORY, "--model", "m", "--base-url", server.base_url, *more]
    assert main([verb, *given, "--quiet", "-o", "note.md"]) == 0
    return len(server.requests) - before


def test_a_dry_run_foretells_the_run(folder: Path, server: Loopback, capsys: pytest.CaptureFixture[str]) -> None:
    """Digests are counted exactly; the rest about, until every digest is kept, and then exactly too."""
    first = _forecast("brief", server, capsys)
    assert (first["by_prompt"]["digest"], first["about"], first["stored"]) == (5, True, 0)
    digests = _forecast("digest", server, capsys)
    assert (digests["calls"], digests["about"], digests["cost"]) == (5, False, "")
    assert _do("digest", server) == 5
    second = _forecast("brief", server, capsys)
    assert (second["about"], second["stored"]) == (False, 5)
    assert second["calls"] == _do("brief", server) > 0
    last = _forecast("brief", server, capsys)
    assert (last["calls"], last["tokens"], last["cost"]) == (0, {"input": 0, "output": 0}, "0.0000")


def test_a_dry_run_without_a_cache_counts_everything(
    folder: Path, server: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is kept does not count where it is not to be used."""
    assert _do("digest", server) == 5
    assert _forecast("digest", server, capsys, "--no-cache")["calls"] == 5


def test_a_dry_run_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A priced model has a cost, the built-in engine needs no calls."""
    remote = ["--model", "gpt-4o-mini", "--base-url", "https://api.openai.com/v1"]
    assert main(["brief", "one.txt", "two.txt", *remote, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "to gpt-4o-mini (2 digest" in said and "Cost: at most 0.00" in said
    assert main(["brief", "one.txt", "two.txt", "--dry-run", "--quiet"]) == 0
    assert capsys.readouterr().out == "No calls: the built-in engine asks no model.\n"


def test_the_run_says_what_it_cost(folder: Path, server: Loopback, capsys: pytest.CaptureFixture[str]) -> None:
    """The record of the run carries the calls, the tokens and the cost, empty where no price is known."""
    given = ["one.txt", "two.txt", "--model", "m", "--base-url", server.base_url]
    assert main(["digest", *given, "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)["run"]
    assert (made["calls"], made["tokens"], made["cost"]) == (2, {"input": 20, "output": 10}, "")
    assert main(["digest", *given]) == 0
    assert "0 calls, 0 tokens in and 0 out, 0.0000 US dollars." in capsys.readouterr().out


def test_a_ceiling_ends_a_run_with_what_is_done(
    folder: Path, server: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two calls are made, the third article is named with the way out, and the next run goes on from there."""
    given = ["digest", "one.txt", "two.txt", "three.txt", "--model", "m", "--base-url", server.base_url, "--quiet"]
    assert main([*given, "--max-calls", "2", "--concurrency", "1"]) == 3
    out, err = capsys.readouterr()
    line = "three.txt: not tried: the ceiling of 2 calls is reached; raise --max-calls"
    assert (err, "19 people" in out, "21 people" in out) == (f"assistant: {line}\n", True, True)
    assert len(server.requests) == 2
    assert main([*given, "--max-calls", "1"]) == 0
    assert len(server.requests) == 3


def test_a_ceiling_too_low_for_anything_is_the_users_to_mend(
    folder: Path, server: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing was done, so there is no note, one line and exit code 2."""
    given = ["brief", "one.txt", "two.txt", "--model", "m", "--base-url", server.base_url, "--quiet"]
    assert main([*given, "--max-tokens", "50"]) == 2
    said = "assistant: the ceiling of 50 tokens is reached; raise --max-tokens\n"
    assert (capsys.readouterr(), server.requests) == (("", said), [])


def test_what_was_read_of_an_article_before_the_ceiling_stays(
    folder: Path, server: Loopback, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article of two parts with one call left is in the note by half, and the other half is named."""
    (folder / "long.txt").write_text(
        ONE + "\n\n" + "The river rose by a metre again on Sunday. " * 30, encoding="utf-8"
    )
    monkeypatch.setenv("ASSISTANT_WINDOW", "1000")
    given = ["digest", "long.txt", "--model", "m", "--base-url", server.base_url, "--quiet"]
    assert main([*given, "--max-calls", "1"]) == 3
    out, err = capsys.readouterr()
    assert "19 people" in out and len(server.requests) == 1
    lines = err.splitlines()
    assert lines and all(
        line.endswith("was not read: the ceiling of 1 call is reached; raise --max-calls") for line in lines
    )


def test_ctrl_c_says_what_is_done_and_the_next_run_goes_on(folder: Path) -> None:
    """A slow first article holds up neither the others nor the end; what they brought is not asked for again."""
    healed: list[bool] = []

    def answer(request: Request) -> Answer:
        slow = "19 people" in request.text and request.asked == "digest" and not healed
        return Raw(body=completion("{}").body, delay=20.0) if slow else honest(request)

    kept = {"ASSISTANT_NO_CACHE": "", "ASSISTANT_CACHE_DIR": str(folder / "cache")}
    with Loopback(answer) as server:
        given = ["digest", "one.txt", "two.txt", "three.txt", "--model", "m", "--base-url", server.base_url]
        process = start(given, folder, kept)
        until = time.monotonic() + 40
        while _stored(folder) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
        said = "interrupted: 2 of 3 articles digested and kept; run the same command again to go on"
        assert (process.returncode, output, errors) == (130, "", f"assistant: {said}\n")
        healed.append(True)
        done = run([*given, "--quiet"], folder, extra=kept)
    assert (done.returncode, messages(done)) == (0, [])
    assert len(server.requests) == 3 + 1


def _stored(folder: Path) -> int:
    from assistant.llm.store import open_store

    store = open_store(folder / "cache")
    try:
        return sum(1 for _ in store)
    finally:
        store.close()
