"""A real model answers: SmolLM2 in this process, fetched and used as its users would."""

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from filelock import FileLock
from pydantic import BaseModel

from assistant.errors import UserError
from assistant.llm.ask import ask
from assistant.llm.call import Call, Message
from assistant.llm.endpoint import open_endpoint
from assistant.llm.llama import MISSING, context_for, free_cores
from assistant.llm.local import localised
from assistant.llm.weights import KNOWN
from assistant.render.json import SCHEMAS, schema
from assistant.settings import Settings
from tests.cli_runner import ROOT, environment, messages, run

ARTICLE = (
    "Bridge over the Lisk closed\n\n"
    "The bridge over the Lisk closed on Friday. The flood killed 19 people in the valley. "
    "The mayor Ada Holm said 400 families had left their homes.\n"
)
SMALL = KNOWN["smollm2"]
LIMIT_SECONDS = 300  # about 30 on two busy cores


TWICE = """
import os, sys
from assistant.llm.call import Call, Message
from assistant.llm.stack import open_transport
from assistant.settings import Settings
stack = open_transport(Settings(model=sys.argv[1], cache_dir=os.environ["ASSISTANT_CACHE_DIR"]))
call = Call(stack.endpoint, stack.settings.model, "free", (Message("user", "Say hello."),), max_tokens=100)
reply = stack.transport(call)
print(stack.meter.usage()[0], reply.finish)
"""


class Place(BaseModel):
    """A shape of two fields."""

    city: str
    country: str


@pytest.fixture(scope="module")
def cache(request: pytest.FixtureRequest) -> Path:
    """A cache folder with SmolLM2 in it, kept from run to run and shared by all workers."""
    held = request.config.cache
    assert held
    folder = Path(held.mkdir("weights"))
    with FileLock(folder / "lock"):
        done = run(["models", "pull", "smollm2"], folder, extra={"ASSISTANT_CACHE_DIR": str(folder)})
    assert done.returncode == 0, done.stderr
    return folder


def settings(cache: Path, model: str = "local:smollm2", **changes: Any) -> Settings:
    """Settings that name a local model."""
    return Settings(model=model, cache_dir=str(cache), **changes)


def assert_exact(note: Any) -> None:
    """Every quote of a result is the text of its article at its place."""
    texts = {article["id"]: article["text"] for article in note["articles"]}
    held = [s for d in note["digests"] for s in (*d["claims"], *d["summary"])]
    for quote in (quote for each in held for quote in each["quotes"]):
        assert texts[quote["article"]][quote["start"] : quote["end"]] == quote["text"]


def test_real_weights_answer_in_the_shape(cache: Path) -> None:
    """One small question comes back as an object, with a context chosen and a port found; the key stays here."""
    chosen, identity = localised(settings(cache, api_key="secret", base_url="https://example.invalid"))
    question = (Message("user", "Where is the Eiffel Tower? Answer with its city and country as JSON."),)
    call = Call(identity, chosen.model, "place", question, max_tokens=60)
    assert "Paris" in ask(open_endpoint(chosen), call, Place).value.city
    assert (identity, chosen.api_key, chosen.concurrency) == (f"sha256:{SMALL.sha256}", "", 1)


def test_a_digest_by_real_weights_is_valid(cache: Path, tmp_path: Path) -> None:
    """The JSON is of its schema, each quote is exact, and nothing but our own lines is said."""
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    command = [sys.executable, "-m", "assistant", "digest", "one.txt", "--model", "local:smollm2", "-f", "json"]
    (tmp_path / "models").symlink_to(cache / "models")
    # A proxy that answers nobody: what is local does not go through it.
    surroundings = environment(ASSISTANT_CACHE_DIR=str(tmp_path), HTTP_PROXY="http://127.0.0.1:9", NO_PROXY="")
    done = subprocess.run(
        command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
    )
    assert done.returncode in (0, 3), done.stderr
    messages(done)
    note = json.loads(done.stdout)
    jsonschema.validate(note, schema(SCHEMAS["digest"]))
    assert_exact(note)
    assert note["run"]["model"] == "local:smollm2"
    assert note["run"]["tokens"]["output"] > 0


def test_a_reply_of_real_weights_is_found_again(cache: Path, tmp_path: Path) -> None:
    """The same call in another process, where the weights stand elsewhere, is answered by the store."""
    (tmp_path / "models").symlink_to(cache / "models")
    told = [
        subprocess.run(
            [sys.executable, "-c", TWICE, model], cwd=ROOT, env=environment(ASSISTANT_CACHE_DIR=str(tmp_path)),
            capture_output=True, text=True, timeout=60, check=True,
        ).stdout
        for model in ("local:smollm2", f"local:{cache / 'models' / SMALL.file}")
    ]  # fmt: skip
    assert told == ["1 stop\n", "0 stop\n"]


def test_doctor_tries_a_local_model(cache: Path, tmp_path: Path) -> None:
    """It says that nothing leaves the machine, and how long one small call took."""
    done = run(["doctor", "--model", "local:smollm2"], tmp_path, extra={"ASSISTANT_CACHE_DIR": str(cache)})
    assert done.returncode == 0, done.stdout
    assert "endpoint: llama.cpp in this process, no article leaves this machine" in done.stdout
    assert "answers: yes, in " in done.stdout


def test_a_model_is_the_same_by_name_and_by_path(cache: Path, tmp_path: Path) -> None:
    """What was asked of one is found again by the other; a path to other weights is another model."""
    by_path = localised(settings(cache, f"local:{cache / 'models' / SMALL.file}"))
    by_name = localised(settings(cache))
    assert (by_path[1], by_path[0].model) == (by_name[1], by_name[0].model)
    other = tmp_path / "other.gguf"
    other.write_bytes(b"GGUF other")
    assert localised(settings(tmp_path, f"local:{other}"))[1] == f"sha256:{hashlib.sha256(b'GGUF other').hexdigest()}"


def test_changed_weights_are_not_used(cache: Path, tmp_path: Path) -> None:
    """A file in the place of known weights must have their hash."""
    (tmp_path / "models").mkdir()
    with (tmp_path / "models" / SMALL.file).open("wb") as file:
        file.truncate(SMALL.size)
    with pytest.raises(UserError, match="not the weights of smollm2"):
        localised(settings(tmp_path))


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "No such file"), (b"words", "not a gguf file"), (b"GGUF\x03\0\0\0", "cannot load these weights")],
)
def test_weights_that_cannot_be_used_are_told_in_one_line(content: bytes | None, said: str, tmp_path: Path) -> None:
    """A missing file, a file of another kind and a broken one end the run with 2."""
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    if content is not None:
        (tmp_path / "x.gguf").write_bytes(content)
    extra = {"ASSISTANT_CACHE_DIR": str(tmp_path / "cache")}
    done = run(["digest", "one.txt", "--model", "local:x.gguf", "-q"], tmp_path, extra=extra)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = messages(done)
    assert said in line


def test_weights_that_were_not_pulled_are_told_with_the_command(tmp_path: Path) -> None:
    """The user reads what to type."""
    with pytest.raises(UserError, match="run: assistant models pull smollm2"):
        localised(settings(tmp_path))


def test_under_replay_nothing_need_be_here(tmp_path: Path) -> None:
    """A recording of a local model is played where neither weights nor llama.cpp are."""
    chosen, identity = localised(settings(tmp_path, replay="x.jsonl"))
    assert (chosen.model, identity) == ("local:smollm2", f"sha256:{SMALL.sha256}")
    assert localised(settings(tmp_path, "local:/no/such.gguf", replay="x"))[0].model == "local:such"


def test_without_the_extra_the_user_is_told_what_to_install(tmp_path: Path) -> None:
    """A Python that has everything but llama.cpp says so in one line."""
    site = tmp_path / "site"
    site.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith("xllamacpp"):
            (site / path.name).symlink_to(path)
    (tmp_path / "x.gguf").write_bytes(b"GGUF")
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    surroundings = environment(ASSISTANT_CACHE_DIR=str(tmp_path))
    surroundings["PYTHONPATH"] += f"{os.pathsep}{site}"
    done = subprocess.run(
        [sys.executable, "-S", "-m", "assistant", "digest", "one.txt", "-q", "--model", "local:x.gguf"],
        cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, messages(done)) == (2, [MISSING])


def test_settings_of_a_remote_model_stay_as_they_are() -> None:
    """Only a name that begins with `local:` is looked at; what was set is not overruled."""
    remote = Settings(model="gpt", base_url="https://user:word@example.org/v1?k=1")
    assert localised(remote) == (remote, "https://example.org/v1")


def test_what_was_set_for_a_local_model_stays(cache: Path) -> None:
    """A slow model is given time, unless the user gave another."""
    given = settings(cache, timeout=7.0)
    chosen = localised(given)[0]
    assert (chosen.timeout, chosen.deadline) == (7.0, 1800.0)
    assert localised(replace(given, timeout=Settings().timeout))[0].timeout == 600.0


@pytest.mark.parametrize(("window", "tokens"), [(1000, 8192), (12_000, 8192), (12_300, 9216), (60_000, 24_576)])
def test_the_context_holds_a_window_and_its_reply(window: int, tokens: int) -> None:
    """Never less than the usual, more where windows are longer."""
    assert context_for(window) == tokens


@pytest.mark.parametrize("quota", ["100000 100000", "50000 100000"])
def test_threads_are_at_least_one_and_no_more_than_allowed(quota: str, tmp_path: Path) -> None:
    """A container's share of the processor bounds them, whatever the machine has."""
    share = tmp_path / "cpu.max"
    share.write_text(quota, encoding="ascii")
    assert free_cores(share) == 1
    assert 1 <= free_cores(tmp_path / "missing") <= (os.cpu_count() or 1)
