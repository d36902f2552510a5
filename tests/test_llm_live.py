"""Replies that are read while they arrive: what is told, when, and what a broken stream comes to."""

import json
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import ModelError
from assistant.llm.call import Call, Message, Reply, Unusable
from assistant.llm.dialects import FILE
from assistant.llm.endpoint import open_endpoint
from assistant.llm.live import heard, told
from assistant.llm.stack import open_transport
from assistant.llm.stream import Streamed
from tests.loopback import DONE, USAGE, Loopback, Raw, Request, completion, event, failure, streamed

CALL = Call("e", "m", "answer", (Message("user", "u"),))
SHAPED = Call("e", "m", "answer", (Message("user", "u"),), schema='{"type":"object","properties":{}}')
TEXT = "Zwölf Häuser “stehen”."
SAID = streamed(TEXT, size=3)


def _listened(server: Loopback, call: Call = CALL, **changes: Any) -> tuple[Reply, list[str]]:
    heard_so_far: list[str] = []
    with heard(heard_so_far.append):
        reply = open_endpoint(server.settings(**changes), 0.01)(call)
    return reply, heard_so_far


def test_a_listener_is_given_the_text_so_far_after_each_delta() -> None:
    """The whole text each time it grew, and the reply with its usage in the end."""
    with Loopback(replace(SAID, before=lambda number: time.sleep(0.02))) as server:
        reply, texts = _listened(server)
    assert reply == Reply(TEXT, "stop", 10, 5)
    assert len(texts) > 3 and texts[-1] == TEXT
    assert all(later.startswith(sooner) for sooner, later in pairwise(texts))
    (request,) = server.requests
    assert request.body["stream"] is True
    assert request.body["stream_options"] == {"include_usage": True}


def test_without_a_listener_nothing_is_streamed() -> None:
    """The request is what it always was."""
    with Loopback("plain") as server:
        assert open_endpoint(server.settings())(CALL) == Reply("plain", "stop", 10, 5)
    assert not {"stream", "stream_options"} & server.requests[0].body.keys()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (streamed("cut", "length"), Reply("cut", "length", 10, 5)),
        (streamed("", "content_filter"), Reply("", "filter", 10, 5)),
        (streamed("x", usage=""), Reply("x")),
        (streamed("x", usage=USAGE.replace("\n", "\r\n")), Reply("x", "stop", 10, 5)),
        (Raw(parts=(event(refusal="I will "), event("stop", refusal="not"), DONE)), Reply("I will not", "refusal")),
        (Raw(parts=(event("stop", content="all in one"),)), Reply("all in one")),
        (Raw(parts=(event(content="x"), DONE)), Reply("x")),
        (Raw(parts=(event(content="x"), ": waiting\n\n", event("stop").rstrip())), Reply("x")),
        (completion("not streamed"), Reply("not streamed", "stop", 10, 5)),
    ],
)  # fmt: skip
def test_how_a_streamed_reply_ended_is_kept(answer: Raw, expected: Reply) -> None:
    """Finish reason, refusal and usage are those of an ordinary reply; an endpoint may also answer at once."""
    with Loopback(answer) as server:
        assert _listened(server)[0] == expected


@pytest.mark.parametrize(
    ("answers", "requests", "words"),
    [
        ((streamed("cut off", None), "ok"), 2, ""),
        ((streamed("cut off", None),), 3, "broke: the reply ended in the middle"),
        ((Raw(parts=(event(content="a")[:-20],)), "ok"), 2, ""),
        ((Raw(parts=('data: {"error": {"message": "out of memory"}}\n\n',)),), 1, "reports: out of memory"),
        ((Raw(parts=(event("stop"), DONE)),), 1, "without content"),
        ((Raw(200, "<html><title>Hello</title></html>"),), 1, "an HTML page (Hello)"),
        ((failure(500), "ok"), 2, ""),
    ],
)
def test_a_stream_that_breaks_is_asked_for_again(answers: tuple[Any, ...], requests: int, words: str) -> None:
    """A stream without an end is a broken connection; one that reports an error is what an error in a body is."""
    with Loopback(*answers) as server:
        if words:
            with pytest.raises(ModelError) as caught:
                _listened(server)
            assert words in str(caught.value)
            assert isinstance(caught.value, Unusable) == (requests == 1)
        else:
            reply, texts = _listened(server)
            assert reply.text == texts[-1] == "ok"
    assert len(server.requests) == requests


def test_a_retry_starts_the_text_again() -> None:
    """What came of the stream that broke is not put before the next one."""
    with Loopback(streamed("first", None), "second") as server:
        assert _listened(server)[1] == ["first", "second"]


def test_a_cut_stream_is_never_kept(tmp_path: Path) -> None:
    """The store holds the reply that ended, and delivers it at once the next time."""
    texts: list[str] = []
    with Loopback(streamed("first", None), streamed("second", "length"), streamed("third and last")) as server:
        settings = server.settings(no_cache=False, cache_dir=str(tmp_path))
        for expected in ("second", "third and last", "third and last"):  # cut, whole, kept
            assert told(open_transport(settings).transport, texts.append)(CALL).text == expected
    assert len(server.requests) == 3
    assert texts[:3] == ["first", "second", "second"]
    assert texts[-2:] == ["third and last", "third and last"]


def test_what_was_declined_is_not_told() -> None:
    """The words of a refusal are no answer to read along with."""
    texts: list[str] = []
    assert told(lambda call: Reply("no", "refusal"), texts.append)(CALL).finish == "refusal"
    assert not texts


@pytest.mark.parametrize(
    ("pause", "least"), [(lambda number: time.sleep(0.05), 3), (lambda number: time.sleep(2.0 * (number == 2)), 1)]
)
def test_a_stream_that_trickles_or_stalls_ends(pause: Any, least: int) -> None:
    """The time of a request holds for all of its stream, and what is left of the deadline for its tries."""
    endless = Raw(parts=tuple(event(content="x") for _ in range(200)), before=pause)
    with Loopback(endless) as server:
        began = time.monotonic()
        with pytest.raises(ModelError, match=r"in time|time was over"):
            _listened(server, timeout=0.3, deadline=1.0)
        assert time.monotonic() - began < 2.5
    assert len(server.requests) >= least or least == 1


def _rejecting(*names: str, form: str = "", said: str = "") -> Any:
    def answer(request: Request) -> Any:
        rejected = next((name for name in names if name in request.body), "")
        if rejected or (form and request.body.get("response_format", {}).get("type") == form):
            return failure(400, said or f"unknown parameter: {rejected or form}")
        return "{}"

    return answer


@pytest.mark.parametrize(
    ("server_says", "requests", "without"),
    [
        (_rejecting("stream_options"), 2, ["stream_options"]),
        (_rejecting("stream"), 2, ["stream"]),
        (_rejecting("stream_options", said="bad request"), 4, ["stream", "stream_options"]),
        (_rejecting("seed", form="json_schema"), 3, ["seed"]),
    ],
)
def test_what_an_endpoint_does_not_stream_is_learned_once(
    server_says: Any, requests: int, without: list[str], tmp_path: Path
) -> None:
    """A rejected stream is asked for without one, and that is remembered for the next run."""
    with Loopback(server_says) as server:
        for made in (requests, requests + 1):
            with heard(lambda text: None):
                assert open_endpoint(server.settings(), 0.01, tmp_path)(SHAPED).text == "{}"
            assert len(server.requests) == made
    (entry,) = json.loads((tmp_path / FILE).read_text(encoding="utf-8")).values()
    assert entry["without"] == without


def test_bytes_may_be_parted_anywhere() -> None:
    """Deltas come out the same whether bytes arrive one by one or all at once."""
    data = "".join(SAID.parts).encode()
    for size in (1, 7, len(data)):
        made = Streamed()
        grew = [made.feed(data[i : i + size]) for i in range(0, len(data), size)]
        assert (made.text, made.ended, made.is_stream, any(grew)) == (TEXT, True, True, True)
