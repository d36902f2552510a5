"""Batches: the very calls of a run are handed over, their replies fill the store, faults are told."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import ModelError, Unreachable, UserError
from assistant.llm.batch import Job, collect, forget, jobs, submit
from assistant.llm.batch_api import Api
from assistant.llm.call import Call, Message
from assistant.llm.entry import from_text
from assistant.llm.store import open_store
from assistant.schema import Tokens
from tests.cli_runner import ONE, TWO, closed_port, messages, run
from tests.loopback import Loopback, Raw, completion, failure, honest
from tests.loopback_batch import BatchLoopback

KEY = "sk-very-secret"


def calls(server: Loopback, count: int = 3) -> list[Call]:
    """Calls that ask for free text."""
    asked = ((Message("user", f"Question {number}?"),) for number in range(count))
    return [Call(server.base_url, "m", "free", messages) for messages in asked]


def api(server: Loopback, **changes: Any) -> Api:
    """The server's batches."""
    return Api(server.settings(api_key=KEY, **changes))


def brought(server: BatchLoopback, cache: Path, job: Job) -> tuple[int, dict[str, str], list[Tokens]]:
    """What collecting a batch tells."""
    told = collect(api(server), job, api(server).look(job.id), open_store(cache))
    return told.kept, told.failed, told.bills


def keeping(folder: Path) -> dict[str, str]:
    """The environment of a run that keeps replies and asks the model `m`."""
    return {"ASSISTANT_NO_CACHE": "", "ASSISTANT_CACHE_DIR": str(folder / "cache"), "ASSISTANT_MODEL": "m"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    return tmp_path


def test_a_folder_goes_through_a_batch_and_the_next_run_is_free(folder: Path) -> None:
    """Submit, look, collect, digest: the calls of the digest are all answered by what was collected."""
    extra = {**keeping(folder), "OPENAI_API_KEY": KEY}
    with BatchLoopback(honest) as server:
        extra["OPENAI_BASE_URL"] = server.base_url
        made = run(["digest", "one.txt", "two.txt", "--batch", "submit"], folder, extra=extra)
        again = run(["digest", "one.txt", "two.txt", "--batch", "submit"], folder, extra=extra)
        early = run(["digest", "--batch", "collect"], folder, extra=extra)
        server.finish()
        seen = run(["digest", "--batch", "status"], folder, extra=extra)
        got = run(["digest", "--batch", "collect"], folder, extra=extra)
        digest = run(["digest", "one.txt", "two.txt", "-f", "json"], folder, extra=extra)
        nothing = run(["digest", "--batch", "collect"], folder, extra=extra)
    assert [each.returncode for each in (made, again, early, seen, got, digest, nothing)] == [0, 0, 3, 0, 0, 0, 0]
    assert made.stdout.startswith("batch_0: 2 calls handed to m\nat most ")
    assert again.stdout == "2 calls in earlier batches already\n"
    assert early.stdout == "batch_0: in_progress, 0 of 2 answered; try again later\n"
    assert seen.stdout == "batch_0: completed, 2 of 2 answered\n"
    assert got.stdout == "batch_0: 2 of 2 replies kept, 30 tokens\n"
    assert nothing.stdout == "no batch is under way\n"
    assert len(server.batches) == 1
    assert server.requests == []
    note = json.loads(digest.stdout)
    assert note["run"]["calls"] == 0
    assert all(each["claims"] for each in note["digests"])


def test_what_is_kept_already_is_not_handed_over(folder: Path) -> None:
    """Only the article that no run has read goes into a batch; ceilings and a dry run hold for batches too."""
    extra = keeping(folder)
    with BatchLoopback(honest) as server:
        extra["OPENAI_BASE_URL"] = server.base_url
        assert run(["digest", "one.txt", "-q"], folder, extra=extra).returncode == 0
        held = run(["digest", "one.txt", "two.txt", "--batch", "submit", "--max-tokens", "100"], folder, extra=extra)
        dry = run(["digest", "one.txt", "two.txt", "--batch", "submit", "--dry-run"], folder, extra=extra)
        assert server.batches == []
        made = run(["digest", "one.txt", "two.txt", "--batch", "submit"], folder, extra=extra)
    assert dry.stdout.startswith("1 call would be handed over, at most ")
    assert (held.returncode, "more than --max-tokens allows" in messages(held)[0]) == (2, True)
    assert made.stdout.startswith("batch_0: 1 call handed to m\n")


def test_the_note_of_a_batch_is_private_and_keyless(tmp_path: Path) -> None:
    """The key goes to the server and into no file; what is noted comes back as it was."""
    with BatchLoopback("yes") as server:
        asked = calls(server)
        (job,) = submit(api(server), asked, tmp_path)
    (path,) = (tmp_path / "batches").glob("*.json")
    assert set(server.keys) == {f"Bearer {KEY}"}
    assert KEY not in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert jobs(tmp_path) == [job]
    assert list(job.calls.values()) == asked
    forget(job, tmp_path)
    assert jobs(tmp_path) == []


def test_a_batch_that_expired_gives_what_it_has(tmp_path: Path) -> None:
    """Replies are kept; a failed line, a cut reply and a line without result are told with their reasons."""
    spare = {1: failure(500, "overloaded"), 2: completion("half", "length"), 3: Raw()}
    with BatchLoopback("yes") as server:
        asked = calls(server, 4)
        (job,) = submit(api(server), asked, tmp_path)
        server.finish("expired", spare.get)
        kept, failed, bills = brought(server, tmp_path, job)
    reasons = ["status 500: overloaded", "the reply was cut", "the batch expired without a reply to it"]
    assert (kept, list(failed.values())) == (1, reasons)
    assert list(failed) == [call.key for call in asked[1:]]
    assert bills == [Tokens(10, 5), Tokens(10, 5)]
    entry = from_text(open_store(tmp_path).get(asked[0].key), asked[0].key)
    assert entry
    assert (entry.call, entry.reply.text) == (asked[0], "yes")
    assert [open_store(tmp_path).get(call.key) for call in asked[1:]] == [None, None, None]


def test_a_batch_that_was_rejected_says_why(tmp_path: Path) -> None:
    """Every call fails with the endpoint's reason, and none is lost: the next run asks them."""
    with BatchLoopback("yes") as server:
        (job,) = submit(api(server), calls(server, 2), tmp_path)
        server.break_off("the model has no batches")
        kept, failed, _ = brought(server, tmp_path, job)
    assert (kept, set(failed.values())) == (0, {"the model has no batches"})


def test_many_calls_become_several_batches(tmp_path: Path) -> None:
    """No batch holds more calls than the endpoint takes, and every call is in one."""
    with BatchLoopback("yes") as server:
        made = submit(api(server), calls(server, 5), tmp_path, most=2)
    assert [len(job.calls) for job in made] == [2, 2, 1]
    assert len({key for job in made for key in job.calls}) == 5


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (failure(401, "bad key"), "rejected the key"),
        (failure(404, "no route"), "takes no batches: no route"),
        (failure(500, f"broke with {KEY}"), "status 500: broke with [key]"),
        (Raw(body="<html><title>Proxy</title></html>", headers={"Content-Type": "text/html"}), "something else"),
        (Raw(302, headers={"Location": "http://127.0.0.1:1/"}), "status 302"),
        (Raw(hang_up=True), "cannot reach"),
    ],
)
def test_an_endpoint_without_batches_is_told_in_one_line(answer: Raw, said: str, tmp_path: Path) -> None:
    """Each fault is one request, one line, and no note of a batch."""

    class Refusing(BatchLoopback):
        def _take(self, path: str, body: bytes) -> Raw:
            return answer

    with Refusing("yes") as server, pytest.raises(ModelError) as error:
        submit(api(server), calls(server), tmp_path)
    assert said in str(error.value)
    assert KEY not in str(error.value)
    assert len(server.keys) == 1
    assert jobs(tmp_path) == []


def test_nobody_listening_is_unreachable(tmp_path: Path) -> None:
    """The user reads which address gave no answer."""
    with BatchLoopback("yes") as server:
        asked = calls(server)
        away = server.settings(base_url=f"http://127.0.0.1:{closed_port()}/v1")
    with pytest.raises(Unreachable, match="cannot reach http://127"):
        submit(Api(away), asked, tmp_path)


def test_a_key_that_cannot_be_sent_is_the_users_to_mend() -> None:
    """It is told before anything is sent."""
    with BatchLoopback("yes") as server, pytest.raises(UserError, match="API key"):
        Api(server.settings(api_key="schlüssel"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--batch", "submit"], "Missing argument 'PATH...'."),
        (["one.txt", "--batch", "submit"], "--batch needs a model"),
        (["one.txt", "--batch", "submit", "--model", "local:smollm2"], "--batch needs a model"),
        (["one.txt", "--batch", "submit", "--no-cache"], "--batch keeps replies in the cache"),
    ],
)
def test_a_batch_that_makes_no_sense_is_declined(arguments: list[str], said: str, folder: Path) -> None:
    """What is missing is said before anything is read."""
    done = run(["digest", *arguments], folder, extra={**keeping(folder), "ASSISTANT_MODEL": ""})
    assert done.returncode == 2
    assert said in messages(done)[0]
