"""Replies that are kept: what is, what is not, and that a call made by many goes out once."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.errors import CutShort, ModelError, Refused, Unreachable
from assistant.llm.ask import ask
from assistant.llm.cached import LOCKS, Cached
from assistant.llm.call import Call, Message, Reply
from assistant.llm.entry import from_text
from assistant.llm.store import FOLDER, Store, open_store
from tests.loopback import Loopback, Raw, completion

ROOT = Path(__file__).resolve().parent.parent
CALL = Call("http://here/v1", "m", "digest", (Message("system", "Read."), Message("user", "A bridge fell.")))
LATER = 2


class Fruit(BaseModel):
    """A shape for replies."""

    name: str
    count: int


GOOD, BAD = '{"name": "plum", "count": 3}', '{"name": "plum"}'


class Desk:
    """A store, and an inner transport that keeps a ledger and answers after `delay` seconds."""

    def __init__(self, folder: Path, *answers: Reply | Exception, delay: float = 0.0) -> None:
        self.store = open_store(folder)
        self.ledger: list[Call] = []
        self.cached = Cached(self._answer, self.store)
        self._answers = answers
        self._delay = delay

    def _answer(self, call: Call) -> Reply:
        self.ledger.append(call)
        time.sleep(self._delay)
        answer = self._answers[min(len(self.ledger), len(self._answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_a_reply_is_kept_with_its_call(tmp_path: Path) -> None:
    """The second time nobody is asked, and the entry tells what was asked, of whom and when."""
    desk = Desk(tmp_path, Reply("Yes.", "stop", 9, 4))
    assert desk.cached(CALL) == desk.cached(CALL) == Reply("Yes.", "stop", 9, 4)
    assert Desk(tmp_path, ModelError("gone")).cached(CALL).text == "Yes."
    assert len(desk.ledger) == 1
    entry = from_text(desk.store.get(CALL.key), CALL.key)
    assert entry
    assert (entry.call, entry.reply.output_tokens, entry.at[:2]) == (CALL, 4, "20")


@pytest.mark.parametrize(
    "other",
    [
        replace(CALL, endpoint="http://there/v1"),
        replace(CALL, model="n"),
        replace(CALL, prompt="judge"),
        replace(CALL, messages=CALL.messages[1:]),
        replace(CALL, max_tokens=5),
        replace(CALL, temperature=0.5),
        replace(CALL, seed=1),
        replace(CALL, schema="{}"),
    ],
)
def test_another_call_is_another_entry(tmp_path: Path, other: Call) -> None:
    """Whatever differs in a call makes it another one."""
    desk = Desk(tmp_path, Reply("{}"))
    desk.cached(CALL)
    desk.cached(other)
    assert desk.ledger == [CALL, other]


@pytest.mark.parametrize("finish", ["length", "refusal", "filter"])
def test_a_reply_that_did_not_end_by_itself_is_not_kept(tmp_path: Path, finish: str) -> None:
    """It is passed on, and asked for again the next time."""
    cut = Reply("Ye", finish)  # type: ignore[arg-type]
    desk = Desk(tmp_path, cut, Reply("Yes."))
    assert [desk.cached(CALL).text for _ in range(3)] == ["Ye", "Yes.", "Yes."]
    assert len(desk.ledger) == LATER


@pytest.mark.parametrize("error", [ModelError("no"), Refused("no"), CutShort("no"), Unreachable("no")])
def test_an_error_is_not_kept(tmp_path: Path, error: Exception) -> None:
    """It is raised, and the next call is made anew."""
    desk = Desk(tmp_path, error, Reply("Yes."))
    with pytest.raises(type(error)):
        desk.cached(CALL)
    assert desk.cached(CALL).text == "Yes."


def test_a_reply_out_of_shape_is_not_kept(tmp_path: Path) -> None:
    """The repair is kept, the reply that needed it is not, and is asked for again."""
    desk = Desk(tmp_path, Reply(BAD), Reply(GOOD), Reply(GOOD))
    assert ask(desk.cached, CALL, Fruit).value.name == "plum"
    assert [call.prompt for call in desk.ledger] == ["digest", "repair"]
    assert len(list(desk.store)) == 1
    ask(desk.cached, CALL, Fruit)
    ask(desk.cached, CALL, Fruit)
    assert [call.prompt for call in desk.ledger] == ["digest", "repair", "digest"]


def test_a_reply_in_prose_is_kept_where_it_can_be_read(tmp_path: Path) -> None:
    """What `ask` makes an object of counts as in shape."""
    desk = Desk(tmp_path, Reply(f"Here you are:\n```json\n{GOOD}\n```"))
    assert [ask(desk.cached, CALL, Fruit).value.name for _ in range(2)] == ["plum"] * 2
    assert len(desk.ledger) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "no JSON",
        lambda text: "[]",
        lambda text: text.replace("plum", "plum\\u0000").replace("max_tokens", "most"),
        lambda text: text.replace("A bridge fell.", "A bridge rose."),
        lambda text: text.replace('\\"count\\": 3', '\\"count\\": \\"x\\"'),
        lambda text: text.replace('"stop"', '"length"'),
    ],
)
def test_an_entry_that_is_not_ours_is_a_miss(tmp_path: Path, spoil: Callable[[str], str]) -> None:
    """A row that was changed behind our back is written over with what the model really says."""
    desk = Desk(tmp_path, Reply(GOOD))
    ask(desk.cached, CALL, Fruit)
    (key,) = desk.store
    text = desk.store.get(key) or ""
    desk.store.put(key, spoil(text))
    assert desk.store.get(key) != text
    ask(desk.cached, CALL, Fruit)
    ask(desk.cached, CALL, Fruit)
    assert len(desk.ledger) == LATER


def test_no_key_is_in_the_store(tmp_path: Path) -> None:
    """The files hold the call and its reply, and nothing to sign in with."""
    from assistant.engines.llm import open_llm
    from assistant.schema import Article

    with Loopback({"claims": [], "summary": []}) as server:
        settings = server.settings(api_key="sk-very-secret", cache_dir=str(tmp_path), no_cache=False)
        open_llm(settings).digest(Article("a", "a.txt", "", "", "", "", "The bridge over the river fell."))
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"over the river fell" in held
    assert b"very-secret" not in held


def test_threads_that_ask_the_same_ask_once(tmp_path: Path) -> None:
    """One goes out and the others take its reply; other calls are not held up."""
    desk = Desk(tmp_path, Reply("Yes."), delay=0.2)
    calls = [CALL] * 8 + [replace(CALL, seed=n) for n in range(1, 5)]
    replies: list[Reply] = []
    threads = [threading.Thread(target=lambda c=c: replies.append(desk.cached(c))) for c in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(replies) == len(calls)
    assert sorted(call.seed for call in desk.ledger) == [0, 1, 2, 3, 4]
    assert not list((tmp_path / FOLDER / LOCKS).iterdir())


def test_a_call_that_fails_is_tried_by_the_next_that_waits(tmp_path: Path) -> None:
    """A failure is not handed on to those who waited."""
    desk = Desk(tmp_path, ModelError("no"), Reply("Yes."), delay=0.1)
    texts: list[str] = []

    def attempt() -> None:
        try:
            texts.append(desk.cached(CALL).text)
        except ModelError as error:
            texts.append(str(error))

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(texts) == ["Yes.", "Yes.", "Yes.", "no"]
    assert len(desk.ledger) == LATER


ASKER = """
import sys
from assistant.llm.call import Call, Message
from assistant.llm.stack import open_transport
from assistant.settings import Settings
stack = open_transport(Settings(model="m", base_url=sys.argv[1], cache_dir=sys.argv[2]))
print(stack.transport(Call("here", "m", "p", (Message("user", "Hello?"),))).text, flush=True)
"""


def start(server: Loopback, folder: Path) -> "subprocess.Popen[str]":
    """A process that makes one call."""
    command = [sys.executable, "-c", ASKER, server.base_url, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def slow(text: str, seconds: float) -> Raw:
    """A completion after some time."""
    return replace(completion(text), delay=seconds)


def test_processes_that_ask_the_same_ask_once(tmp_path: Path) -> None:
    """The endpoint sees one request of several processes."""
    with Loopback(slow("Yes.", 1.5)) as server:
        running = [start(server, tmp_path) for _ in range(3)]
        assert [process.communicate(timeout=60)[0] for process in running] == ["Yes.\n"] * 3
        assert len(server.requests) == 1


def test_a_process_that_dies_blocks_nobody(tmp_path: Path) -> None:
    """When the one that asks is killed, the one that waits asks itself at once."""
    with Loopback(slow("Lost.", 20), "Yes.") as server:
        first = start(server, tmp_path)
        _until(lambda: len(server.requests) == 1)
        second = start(server, tmp_path)
        time.sleep(0.5)
        os.kill(first.pid, signal.SIGKILL)
        first.communicate()
        assert second.communicate(timeout=60)[0] == "Yes.\n"
        assert len(server.requests) == LATER


def _until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + 30
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_a_process_that_hangs_costs_patience_and_no_more(tmp_path: Path) -> None:
    """After waiting long enough for another process the call is made all the same."""
    from filelock import FileLock

    store = open_store(tmp_path)
    locks = tmp_path / FOLDER / LOCKS
    locks.mkdir()
    asked: list[Call] = []

    def answer(call: Call) -> Reply:
        asked.append(call)
        return Reply("Yes.")

    with FileLock(locks / f"{CALL.key}.lock"):
        assert Cached(answer, store, patience=0.2)(CALL).text == "Yes."
    assert Cached(answer, store)(CALL).text == "Yes."
    assert len(asked) == 1


def test_an_entry_is_one_line_of_sorted_json(tmp_path: Path) -> None:
    """Whoever looks into the store can read it."""
    desk = Desk(tmp_path, Reply("Yes."))
    desk.cached(CALL)
    store: Store = desk.store
    (text,) = (store.get(key) or "" for key in store)
    data = json.loads(text)
    assert list(data) == sorted(data)
    assert "\n" not in text
    assert data["messages"] == [["system", "Read."], ["user", "A bridge fell."]]
