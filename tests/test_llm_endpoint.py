"""The endpoint against a real server: what is retried, how often, and what the user is told."""

import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from assistant.errors import ModelError, Unreachable, UserError
from assistant.llm.call import Call, Message, Reply, Unusable
from assistant.llm.endpoint import address, open_endpoint
from assistant.llm.wire import cause, retry_after
from assistant.settings import Settings
from tests.loopback import Loopback, Raw, Request, completion, failure

KEY = "sk-secret-0123456789"
SCHEMA = '{"type":"object","properties":{"b":{"type":"string"},"a":{"type":"string"}}}'
CALL = Call("e", "m", "digest", (Message("system", "s"), Message("user", "u")))
SHAPED = Call("e", "m", "digest", (Message("user", "u"),), schema=SCHEMA)
HTML = "<!doctype html><html><head><title>Bad gateway</title></head><body>nginx</body></html>"
PACE = 0.01


def _send(server: Loopback, call: Call = CALL, **changes: Any) -> Reply:
    return open_endpoint(server.settings(api_key=KEY, **changes), PACE)(call)


def test_a_call_arrives_whole_and_its_reply_comes_back_with_tokens() -> None:
    """Messages, limits and the key reach the server; text, ending and usage return."""
    with Loopback(completion("hello")) as server:
        reply = _send(server)
    (request,) = server.requests
    assert reply == Reply("hello", "stop", 10, 5)
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "m",
        "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}],
        "max_tokens": 4096,
        "temperature": 0.0,
        "seed": 0,
    }


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (completion("cut", "length"), Reply("cut", "length", 10, 5)),
        (completion(None, "length"), Reply("", "length", 10, 5)),
        (completion("", "content_filter"), Reply("", "filter", 10, 5)),
        (completion(None, refusal="I will not"), Reply("I will not", "refusal", 10, 5)),
        (completion("x", "eos"), Reply("x", "stop", 10, 5)),
        (Raw(body='{"choices":[{"message":{"content":"x"}}]}'), Reply("x")),
        (Raw(body='{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":"?"}}'), Reply("x")),
    ],
)
def test_how_a_reply_ended_is_kept(answer: Raw, expected: Reply) -> None:
    """Finish reasons, refusals and missing usage map to the reply's own words."""
    with Loopback(answer) as server:
        assert _send(server) == expected


FAULTS = [
    # answers, requests made, type of error, words of its text
    ((failure(400, "too long"), ), 1, ModelError, "status 400: too long"),
    ((failure(401), ), 1, Unreachable, "the endpoint rejected the key; set OPENAI_API_KEY"),
    ((failure(403), ), 1, Unreachable, "the endpoint rejected the key; set OPENAI_API_KEY"),
    ((failure(404, "no such model"), ), 1, Unreachable, "model 'm' not found at http://127.0.0.1"),
    ((failure(429), failure(429), "ok"), 3, None, "ok"),
    ((failure(500), failure(502), failure(503), failure(504), "ok"), 5, None, "ok"),
    ((failure(500, "boom"), ), 7, ModelError, "status 500: boom"),
    ((failure(503, "Loading model"), "ok"), 2, None, "ok"),
    ((failure(429, "pay first", code="insufficient_quota"), ), 1, Unreachable, "no quota left: pay first"),
    ((Raw(hang_up=True), "ok"), 2, None, "ok"),
    ((Raw(hang_up=True), ), 3, ModelError, "the connection to http://127.0.0.1"),
    ((Raw(delay=0.6), ), 3, ModelError, "no reply from http://127.0.0.1"),
    ((Raw(delay=0.6), "ok"), 2, None, "ok"),
    ((Raw(body=completion("x").body, drip=0.02), "ok"), 2, None, "ok"),
    ((Raw(302, headers={"Location": "http://u:p@other.invalid/v1?k=1"}), ), 1, Unreachable, "redirects to http://other.invalid/v1;"),
    ((Raw(502, HTML), ), 7, ModelError, "an HTML page (Bad gateway)"),
    ((Raw(200, HTML), ), 1, Unusable, "no JSON: an HTML page (Bad gateway)"),
    ((Raw(200, "[1]"), ), 1, Unusable, "not a chat completion"),
    ((Raw(200, '{"choices":[]}'), ), 1, Unusable, "without choices"),
    ((Raw(200, '{"choices":[{"message":null}]}'), ), 1, Unusable, "without content"),
    ((Raw(200, '{"error":{"message":"provider down"}}'), ), 1, Unusable, "provider down"),
    ((Raw(200, '{"choices":[{"mess', {"Content-Length": "999"}), "ok"), 2, None, "ok"),
    ((Raw(200, "{broken}", {"Content-Encoding": "gzip"}), ), 3, ModelError, "broke"),
    ((Raw(200, ""), ), 1, Unusable, "no JSON: an empty body"),
    ((failure(400, f"bad key {KEY} \x1b[31m"), ), 1, ModelError, "bad key [key] [31m"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "requests", "kind", "words"), FAULTS)
def test_faults(answers: tuple[Any, ...], requests: int, kind: type[ModelError] | None, words: str) -> None:
    """Every fault has its number of requests, its type and one line of text without the key."""
    with Loopback(*answers) as server:
        if kind is None:
            assert _send(server, timeout=0.3).text == words
        else:
            with pytest.raises(ModelError) as caught:
                _send(server, timeout=0.3)
            assert type(caught.value) is kind
            assert words in str(caught.value)
            assert KEY not in repr(caught.value) and "\n" not in str(caught.value)
            assert "\x1b" not in str(caught.value)
    assert len(server.requests) == requests


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (f"http://user:{KEY}@127.0.0.1:<port>/v1?key={KEY}", "connection refused"),
        ("http://nowhere.invalid/v1", "name or service not known"),
    ],
)
def test_an_endpoint_that_is_not_there_is_reported_soon_and_in_one_line(url: str, reason: str) -> None:
    """Refused connections and unknown hosts fail at the product's own pace within seconds."""
    url = url.replace("<port>", str(_closed_port()))
    began = time.monotonic()
    with pytest.raises(Unreachable) as caught:
        open_endpoint(Settings(model="m", base_url=url, api_key=KEY))(CALL)
    assert time.monotonic() - began < 10
    text = str(caught.value)
    assert text.startswith(f"cannot reach {address(url)}: {reason}; start the server, or set OPENAI_BASE_URL")
    assert KEY not in text


def test_a_server_that_accepts_nothing_is_given_up_in_time() -> None:
    """A port whose queue is full answers no handshake: three tries, no minutes of waiting."""
    with socket.socket() as full, socket.socket() as filler:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        filler.connect(full.getsockname())
        settings = Settings(model="m", base_url=f"http://127.0.0.1:{full.getsockname()[1]}", timeout=0.2)
        with pytest.raises(ModelError, match=r"in time|no answer"):
            open_endpoint(settings, PACE)(CALL)


def test_the_wait_that_a_server_asks_for_is_kept() -> None:
    """A Retry-After shorter than the deadline is waited for."""
    with Loopback(failure(429, headers={"Retry-After": "0.3"}), "ok") as server:
        assert _send(server).text == "ok"
    assert server.requests[1].at - server.requests[0].at >= 0.3


@pytest.mark.parametrize("as_date", [True, False])
def test_a_wait_beyond_the_deadline_ends_the_call(as_date: bool) -> None:
    """It ends at once and says how long the server asked to wait, given in seconds or as a date."""
    hour = format_datetime(datetime.now(UTC) + timedelta(hours=1)) if as_date else "3600"
    wait = r"asked to wait 3\d\d\d s"
    with (
        Loopback(failure(429, headers={"Retry-After": hour})) as server,
        pytest.raises(ModelError, match=wait),
    ):
        _send(server)
    assert len(server.requests) == 1


def test_the_deadline_ends_a_call_that_would_be_retried_for_ever() -> None:
    """A server that is always busy is asked until the deadline and no longer."""
    with Loopback(failure(429)) as server:
        began = time.monotonic()
        with pytest.raises(ModelError, match="status 429"):
            open_endpoint(server.settings(deadline=0.5), 0.1)(CALL)
    assert time.monotonic() - began < 1.5
    assert 2 <= len(server.requests) <= 6


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("1.5", 1.5),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("-3", -1.0),
        ("soon", -1.0),
        ("", -1.0),
    ],
)
def test_retry_after_header(header: str, seconds: float) -> None:
    """Seconds and dates are read; anything else says nothing."""
    assert retry_after(header, datetime(2026, 11, 22, 12, tzinfo=UTC)) == seconds


def speaks(*forms: str) -> Any:
    """A server that accepts these response formats and calls every other request bad."""

    def answer(request: Request) -> Raw:
        form = request.body.get("response_format", {}).get("type", "none")
        return completion(form) if form in forms else failure(400, f"{form} is not supported")

    return answer


@pytest.mark.parametrize(
    ("forms", "seen"),
    [
        (("json_schema",), ["json_schema", "json_schema"]),
        (("json_object", "none"), ["json_schema", "json_object", "json_object"]),
        (("none",), ["json_schema", "json_object", "none", "none"]),
    ],
)
def test_the_format_an_endpoint_understands_is_found_and_remembered(forms: Any, seen: list[str]) -> None:
    """Formats are tried from the strictest down; the second call starts where the first arrived."""
    with Loopback(speaks(*forms)) as server:
        transport = open_endpoint(server.settings(), PACE)
        transport(SHAPED)
        last = transport(SHAPED)
    formats = [request.body.get("response_format", {}).get("type", "none") for request in server.requests]
    assert (formats, last.text) == (seen, seen[-1])
    spelled_out = SCHEMA in server.requests[-1].text
    assert spelled_out == (seen[-1] != "json_schema")


def test_a_schema_is_sent_with_its_fields_in_order() -> None:
    """Grammars write fields in the order of the schema, so the order must survive."""
    with Loopback("{}") as server:
        _send(server, SHAPED)
    sent = server.requests[0].body["response_format"]["json_schema"]
    assert (sent["name"], list(sent["schema"]["properties"])) == ("digest", ["b", "a"])


def test_rejected_parameters_are_left_out_from_then_on() -> None:
    """`max_tokens` gives way to its newer name, and temperature and seed to nothing."""

    def modern(request: Request) -> Raw:
        for name in ("max_tokens", "temperature", "seed"):
            if name in request.body:
                return failure(400, f"Unsupported parameter: '{name}'", param=name)
        return completion("ok")

    with Loopback(modern) as server:
        transport = open_endpoint(server.settings(), PACE)
        assert [transport(SHAPED).text, transport(SHAPED).text] == ["ok", "ok"]
    assert len(server.requests) == 5
    assert server.requests[-1].body["max_completion_tokens"] == 4096
    assert "response_format" in server.requests[-1].body


def test_a_bad_request_after_a_good_one_is_not_asked_again() -> None:
    """Once a format has worked, a complaint is about the request itself."""
    with Loopback("{}", failure(400, "context length")) as server:
        transport = open_endpoint(server.settings(), PACE)
        transport(SHAPED)
        with pytest.raises(ModelError, match="context length"):
            transport(SHAPED)
    assert len(server.requests) == 2


def test_calls_from_many_threads_share_one_endpoint() -> None:
    """One transport serves several threads at once, each getting its own reply."""
    with Loopback(lambda request: completion(request.text)) as server:
        transport = open_endpoint(server.settings(), PACE)
        got: dict[str, str] = {}

        def one(word: str) -> None:
            got[word] = transport(Call("e", "m", "p", (Message("user", word),))).text

        threads = [threading.Thread(target=one, args=(f"w{n}",)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert got == {word: word for word in got} and len(got) == 8


@pytest.mark.parametrize(
    "url", ["", "localhost:8080", "ftp://x/v1", "http://", "http://a b/v1", "http://[x", "http://x:port/v1"]
)
def test_an_address_that_is_none_is_the_users_to_mend(url: str) -> None:
    """A malformed base URL is told apart from a server that is down."""
    with pytest.raises(UserError, match="OPENAI_BASE_URL"):
        open_endpoint(Settings(model="m", base_url=url))


@pytest.mark.parametrize("key", ["sk-a\nb", "sk-ä", "a b"])
def test_a_key_that_no_header_can_carry_is_named_but_not_shown(key: str) -> None:
    """An unusable key is refused before anything is sent, without repeating it."""
    with pytest.raises(UserError, match="OPENAI_API_KEY") as caught:
        open_endpoint(Settings(model="m", api_key=key))
    assert key not in str(caught.value)


def test_a_server_without_keys_is_given_a_placeholder() -> None:
    """No key set, none in the environment: a local server still gets a request."""
    with Loopback("ok") as server:
        open_endpoint(server.settings(), PACE)(CALL)
    assert server.requests[0].headers["authorization"] == "Bearer none"


def test_causes_are_short() -> None:
    """A cause is one line of bounded length, whatever the server sent."""
    assert cause({"error": {"message": "x" * 1000}}) == "x" * 300 + "…"
    assert cause({"detail": [{"loc": ["body", "seed"], "msg": "no"}]}) == '[{"loc": ["body", "seed"], "msg": "no"}]'
    assert cause({"error": "plain\nwords"}) == "plain words"
