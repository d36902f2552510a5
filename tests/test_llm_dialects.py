"""What an endpoint understands: found once, by one thread, and remembered for the next run."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.llm.call import Call, Message
from assistant.llm.dialects import FILE, Dialects
from assistant.llm.endpoint import open_endpoint
from assistant.llm.wire import Dialect
from tests.loopback import Loopback, Raw, Request, completion, failure

SHAPED = Call("e", "m", "digest", (Message("user", "u"),), schema='{"type":"object","properties":{}}')
WIDE = Dialect(1, frozenset({"seed"}))


def old_server(request: Request) -> Raw:
    """A server that knows neither json_schema nor seed."""
    time.sleep(0.02)
    for name in ("seed",):
        if name in request.body:
            return failure(400, f"unknown field {name}")
    form = request.body.get("response_format", {}).get("type")
    return completion("{}") if form == "json_object" else failure(400, f"no {form} here")


def test_what_was_found_serves_the_next_run(tmp_path: Path) -> None:
    """A second transport starts where the first one arrived: no request is called bad any more."""
    with Loopback(old_server) as server:
        for expected in (3, 4, 5):
            open_endpoint(server.settings(), 0.01, tmp_path)(SHAPED)
            assert len(server.requests) == expected
        kept = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    (entry,) = kept.values()
    assert (entry["form"], entry["without"]) == ("json_object", ["seed"])
    assert list(kept) == [f"{server.base_url} m"]


def test_one_thread_finds_it_for_all() -> None:
    """Eight calls at once: each is refused at most once, and one of them looks for the way."""
    with Loopback(old_server) as server, ThreadPoolExecutor(8) as pool:
        transport = open_endpoint(server.settings(concurrency=8), 0.01)
        assert {reply.text for reply in pool.map(transport, [SHAPED] * 8)} == {"{}"}
    assert len(server.requests) <= 8 + 1 + 8


def test_models_of_one_endpoint_are_told_apart(tmp_path: Path) -> None:
    """What one model rejects another may know."""
    Dialects(tmp_path, "e").learn("a", WIDE)
    again = Dialects(tmp_path, "e")
    again.learn("b", Dialect(2))
    again = Dialects(tmp_path, "e")
    assert (again.of("a"), again.of("b"), again.of("c")) == (WIDE, Dialect(2), Dialect())
    assert Dialects(tmp_path, "other").of("a") == Dialect()


@pytest.mark.parametrize(
    "change",
    [
        {"at": int(time.time()) - 8 * 86_400},
        {"at": "today"},
        {"form": "xml"},
        {"form": 1},
        {"form": []},
        {"without": "seed"},
        None,
    ],
)
def test_an_entry_that_is_old_or_broken_is_forgotten(change: dict[str, Any] | None, tmp_path: Path) -> None:
    """The richest dialect is tried again after a week, and a damaged file does no harm."""
    Dialects(tmp_path, "e").learn("m", WIDE)
    kept = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    kept["e m"] = {**kept["e m"], **change} if change else ["?"]
    (tmp_path / FILE).write_text(json.dumps(kept), encoding="utf-8")
    assert Dialects(tmp_path, "e").of("m") == Dialect()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"e m": 1}', "\x00"])
def test_a_broken_file_is_as_if_it_were_not_there(text: str, tmp_path: Path) -> None:
    """It is read as nothing and written anew."""
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    known = Dialects(tmp_path, "e")
    assert known.of("m") == Dialect()
    known.learn("m", WIDE)
    assert Dialects(tmp_path, "e").of("m") == WIDE


def test_a_folder_that_cannot_be_written_to_costs_nothing_but_the_memory(tmp_path: Path) -> None:
    """The run goes on with what it learned."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    known = Dialects(tmp_path / "file" / "folder", "e")
    known.learn("m", WIDE)
    assert known.of("m") == WIDE


def test_a_stale_entry_costs_one_request(tmp_path: Path) -> None:
    """An endpoint that understands less than before is asked once too often."""
    with Loopback(old_server) as server:
        Dialects(tmp_path, server.base_url).learn("m", Dialect(0, frozenset({"seed"})))
        open_endpoint(server.settings(), 0.01, tmp_path)(SHAPED)
    assert len(server.requests) == 2
