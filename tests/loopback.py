"""A chat-completions endpoint on loopback for the tests: a real server, a script, a ledger.

    with Loopback(honest) as server:
        settings = server.settings()
        ...
    assert len(server.requests) == 1

An answer is the text of a reply, an object that becomes its JSON, a `Raw` response, or a
function from the request to one of these. Several answers are given in turn; the last repeats.
A text is streamed to who asks for a stream; a `Raw` response goes out as it is.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from typing import Any, Self

from assistant.settings import Settings


@dataclass(frozen=True)
class Request:
    """One request as it arrived. Header names are in lower case; `at` is seconds of a monotonic clock."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]
    at: float

    @property
    def text(self) -> str:
        """The contents of all its messages."""
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def asked(self) -> str:
        """The name of the shape that it asks for, which is the prompt's name; empty for free text."""
        name = self.body.get("response_format", {}).get("json_schema", {}).get("name", "")
        return str(name)


@dataclass(frozen=True)
class Raw:
    """A response given as it is, after `delay` seconds; `drip` seconds pass between its bytes.

    With `hang_up` the connection is closed without a response. `parts` are sent in place of a body, each at
    once and after `before` was called with its number; the connection ends with the last.
    """

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    hang_up: bool = False
    parts: tuple[str, ...] = ()
    before: Callable[[int], None] | None = None


EVENTS = {"Content-Type": "text/event-stream"}
Answer = str | dict[str, Any] | list[Any] | Raw
Script = Answer | Callable[[Request], Answer]


def completion(text: str | None, finish: str = "stop", **message: Any) -> Raw:
    """A chat completion with that text, counting 10 tokens in and 5 out."""
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": text, **message},
    }
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    body = {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [choice],
        "usage": usage,
    }
    return Raw(body=json.dumps(body), headers={"Content-Type": "application/json"})


def event(finish: str | None = None, **delta: Any) -> str:
    """One event of a stream."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return f"data: {json.dumps({'object': 'chat.completion.chunk', 'choices': [choice]})}\n\n"


USAGE = 'data: {"choices": [], "usage": {"prompt_tokens": 10, "completion_tokens": 5}}\n\n'
DONE = "data: [DONE]\n\n"


def streamed(text: str, finish: str | None = "stop", size: int = 12, usage: str = USAGE) -> Raw:
    """The same as a stream of deltas of `size` characters; without a finish reason it is cut in the middle."""
    deltas = [event(content=text[i : i + size]) for i in range(0, len(text), size)]
    end = [event(finish), usage, DONE] if finish else []
    return Raw(parts=(event(role="assistant", content=""), *deltas, *end), headers=EVENTS)


def failure(status: int, message: str = "no", **more: Any) -> Raw:
    """An error as OpenAI words one; `more` goes into the error object, `headers` into the response."""
    headers = more.pop("headers", {})
    return Raw(status, json.dumps({"error": {"message": message, **more}}), headers)


class Loopback:
    """The server; a context manager. `requests` grows as requests arrive."""

    def __init__(self, *script: Script) -> None:
        self.requests: list[Request] = []
        self._script = script
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base_url(self) -> str:
        """What to set as OPENAI_BASE_URL."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def settings(self, **changes: Any) -> Settings:
        """Settings that name this server and the model `m`, and keep no replies unless asked to."""
        given: dict[str, Any] = {"model": "m", "base_url": self.base_url, "no_cache": True}
        return Settings(**{**given, "timeout": 5.0, "deadline": 10.0, **changes})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: Request) -> Raw:
        """Note a request and return the response that the script has for it."""
        with self._lock:
            step = self._script[min(len(self.requests), len(self._script) - 1)]
            self.requests.append(request)
        given = step(request) if callable(step) else step
        if isinstance(given, Raw):
            return given
        text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
        return streamed(text) if request.body.get("stream") else completion(text)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = json.loads(self.rfile.read(length) or b"{}")
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(self.path, headers, body, time.monotonic())
                try:
                    self._send(server.answer(request))
                except OSError:
                    self.close_connection = True  # the client gave up, as some tests want it to

            def _send(self, raw: Raw) -> None:
                time.sleep(raw.delay)
                if raw.hang_up:
                    return
                data = raw.body.encode("utf-8", "surrogateescape")
                self.send_response(raw.status)
                length = {} if raw.parts else {"Content-Length": str(len(data))}
                for name, value in {**length, **raw.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                _write(self.wfile, raw, data)

            def log_message(self, *_: Any) -> None:
                """Keep the tests' output quiet."""

        return Handler


def _write(out: BufferedIOBase, raw: Raw, data: bytes) -> None:
    """Write what a response holds, in its parts and at its pace."""
    for number, part in enumerate(raw.parts):
        if raw.before:
            raw.before(number)
        out.write(part.encode("utf-8", "surrogateescape"))
        out.flush()
    for piece in (data[i : i + 1] for i in range(len(data))) if raw.drip else (data,):
        out.write(piece)
        out.flush()
        time.sleep(raw.drip)


def honest(request: Request) -> Answer:
    """A model of good will and little wit: copies sentences, judges nothing, cites what shares words, mends nothing."""
    return {"digest": _digest, "judge": _judge, "answer": _answer, "mend": _mend}[request.asked](request.text)


def block(kind: str, text: str) -> str:
    """What stands between the marks of a data block in a prompt."""
    found = re.search(rf"<({kind}-[0-9a-f]{{6,64}})>\n(.*)\n</\1>", text, re.DOTALL)
    assert found, f"no {kind} block in the prompt"
    return found[2]


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.findall(r"[^.!?\n]+[.!?]?", text) if len(part.split()) > 3]


def _digest(text: str) -> Answer:
    sentences = _sentences(block("article", text))[:8]
    claims = [{"quote": s, "text": s, "stance": "asserted", "speaker": ""} for s in sentences]
    return {"claims": claims, "summary": [{"quote": s, "text": s} for s in sentences[:2]]}


def _judge(text: str) -> Answer:
    numbers = re.findall(r"^Pair (\d+)$", block("pairs", text), re.MULTILINE)
    blank = {
        "question": "",
        "value_a": "",
        "value_b": "",
        "why": "not judged",
        "label": "unsure",
        "kind": "other",
    }
    return {"verdicts": [{"pair": int(number), **blank} for number in numbers]}


def _mend(text: str) -> Answer:
    return {"sentences": []}


def _answer(text: str) -> Answer:
    question = re.search(r"^Question: (.*)$", text, re.MULTILINE)
    wanted = {word for word in re.findall(r"\w{4,}", question[1].lower() if question else "")}
    passages = re.findall(r"^\[(\d+)\] (?:\(.*?\) )?(.*)$", block("passages", text), re.MULTILINE)
    near = [(n, said) for n, said in passages if wanted & set(re.findall(r"\w{4,}", said.lower()))]
    sentences = [{"text": said, "passages": [int(n)]} for n, said in near[:2]]
    return {"sentences": sentences, "why": "" if sentences else "no passage speaks of it"}
