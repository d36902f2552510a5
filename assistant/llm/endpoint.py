"""An OpenAI-compatible endpoint as a transport: the only file that knows tenacity, and whose calls openai sends.

Retries of transport have their one owner here; what a reply says is judged elsewhere. The
libraries load at the first call, so that a run answered from a cache never pays for them.
"""

import re
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from assistant.errors import ModelError, Unreachable, UserError
from assistant.llm.call import Call, Reply, Transport
from assistant.llm.client import open_client
from assistant.llm.dialects import Dialects
from assistant.llm.flow import Flow, Patience
from assistant.llm.live import Listener, listening
from assistant.llm.llama import LOCAL, serve
from assistant.llm.redact import redaction
from assistant.llm.stream import Streamed
from assistant.llm.width import Sign
from assistant.llm.wire import Dialect, Fault, Trouble, adapt, cause, completed, reply, request, retry_after

if TYPE_CHECKING:
    import openai
    import tenacity

    from assistant.settings import Settings

TRIES: Mapping[Trouble, int] = {"connect": 3, "timeout": 3, "broken": 3, "server": 7, "busy": 50}
FATAL: frozenset[Trouble] = frozenset({"connect", "denied", "missing", "moved", "quota"})
TROUBLES: Mapping[int, Trouble] = {401: "denied", 403: "denied", 404: "missing", 408: "server", 429: "busy"}
CONNECT_SECONDS = 4.0  # for TCP and again for TLS
CONNECT_PATIENCE = 10.0  # no further try after it: a dead resolver alone may take as long
LONGEST_WAIT = 30.0
LARGEST_BODY = 16 * 2**20
SLOW = "raise ASSISTANT_TIMEOUT or ASSISTANT_DEADLINE, or use a faster model"


def open_endpoint(settings: "Settings", pace: float = 0.5, memory: Path | None = None) -> Transport:
    """A transport to the endpoint that the settings name; nothing is sent yet.

    `pace` is the first wait between two tries, in seconds; it doubles from try to try. `memory`
    is the folder in which to remember what the endpoint understands. The transport raises
    Unreachable where every further call would fail too, else ModelError. Raises UserError for an
    address or a key that cannot be used.
    """
    if not settings.base_url.startswith(LOCAL) and not _is_address(settings.base_url):
        # Where it is none, any part of it may be a password, or all of it the key.
        safe = "://" in settings.base_url and "@" not in settings.base_url
        said = f" '{address(settings.base_url)}'" if safe else ""
        raise UserError(f"base_url{said} is no http(s) address; set OPENAI_BASE_URL / --base-url")
    if not re.fullmatch(r"[!-~]*", settings.api_key.strip()):
        raise UserError("the API key holds characters that no key has; set OPENAI_API_KEY again")
    return _Endpoint(settings, pace, Dialects(memory, address(settings.base_url)))


def address(base_url: str) -> str:
    """The address of an endpoint without what may be secret in it: user, password, query."""
    try:
        parts = urlsplit(base_url)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))


def _is_address(base_url: str) -> bool:
    try:
        parts = urlsplit(base_url)
        named = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        return False
    return bool(named) and not re.search(r"\s", base_url)


class _Endpoint:
    """Sends calls, retries what may pass, and remembers the dialect that the endpoint speaks."""

    def __init__(self, settings: "Settings", pace: float, dialects: Dialects) -> None:
        self._settings = settings
        self._place = address(settings.base_url)
        self._known = redaction(settings)
        self._pace = pace
        self._lock = Lock()
        self._client: openai.OpenAI | None = None
        self._flow = Flow(settings.concurrency)
        self._dialects = dialects
        self._probing = Lock()
        self._proven: set[tuple[str, bool]] = set()  # schemas, and whether in a stream

    def __call__(self, call: Call) -> Reply:
        """The endpoint's reply, after as many tries as the deadline allows."""
        patience = Patience(time.monotonic() + self._settings.deadline)
        dialect = self._dialects.of(call.model)
        outcome = self._insist(call, dialect, patience)
        while isinstance(outcome, Fault) and outcome.trouble == "bad":
            # One thread finds out what the endpoint understands; the others wait for what it found.
            with self._probing:
                known = self._dialects.of(call.model)
                if known == dialect:
                    # Where the schema has worked in this dialect, it is the request that is bad.
                    if (call.schema, bool(listening())) not in self._proven:
                        outcome = self._probe(call, dialect, outcome, patience)
                    break
            dialect = known
            outcome = self._insist(call, dialect, patience)
        if isinstance(outcome, Fault):
            raise self._error(outcome)
        self._proven.add((call.schema, bool(listening())))
        return outcome

    def _probe(self, call: Call, dialect: Dialect, complaint: Fault, patience: Patience) -> Reply | Fault:
        said = complaint.text
        while wider := adapt(call, dialect, said, live=bool(listening())):
            dialect = wider
            outcome = self._insist(call, dialect, patience)
            if isinstance(outcome, Reply):
                self._dialects.learn(call.model, dialect)
                return outcome
            if outcome.trouble != "bad":
                return outcome
            said = outcome.text
        return complaint

    def _insist(self, call: Call, dialect: Dialect, patience: Patience) -> Reply | Fault:
        import tenacity

        def exhausted(state: tenacity.RetryCallState) -> bool:
            trouble = _fault(state).trouble
            impatient = trouble == "connect" and (state.seconds_since_start or 0.0) > CONNECT_PATIENCE
            late = state.upcoming_sleep >= patience.left
            return impatient or late or state.attempt_number >= TRIES.get(trouble, 1)

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_result(lambda outcome: isinstance(outcome, Fault)),
            stop=exhausted,
            wait=_waits(self._pace),
            retry_error_callback=_fault,
        )
        outcome: Reply | Fault = retrying(self._once, request(call, dialect, live=bool(listening())), patience)
        return outcome

    def _once(self, body: dict[str, Any], patience: Patience) -> Reply | Fault:
        ticket = self._flow.enter(patience)
        if ticket is None:
            return Fault("busy", f"{self._place} is busy", self._flow.shut())
        sign: Sign = "other"
        asked = 0.0
        try:
            outcome = self._send(body, patience.left)
            if isinstance(outcome, Reply):
                sign = "good"
            elif outcome.trouble == "busy":
                sign, asked = "busy", outcome.asked
            return outcome
        finally:
            self._flow.leave(ticket, sign, asked)

    def _send(self, body: dict[str, Any], left: float) -> Reply | Fault:
        import openai

        seconds = max(0.1, min(self._settings.timeout, left))
        timeout = openai.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
        completions = self._open().chat.completions.with_streaming_response
        try:
            with completions.create(**body, timeout=timeout) as response:
                until = time.monotonic() + seconds
                listener = listening() if body.get("stream") else None
                if listener:
                    return self._overheard(response.iter_bytes(), until, listener)
                read = _body(response.iter_bytes(), until)
        except openai.APIStatusError as error:
            return self._refused(error, body["model"])
        except openai.APIConnectionError as error:
            return self._broken(error.__cause__ or error)
        except Exception as error:
            if not _is_transport(error):
                raise
            return self._broken(error)
        return read if isinstance(read, Fault) else reply(read, self._known)

    def _overheard(self, chunks: Any, until: float, listener: Listener) -> Reply | Fault:
        streamed = Streamed()
        read = _body(_tapped(chunks, streamed, lambda text: listener(self._known.growing(text))), until)
        if isinstance(read, Fault):
            return read
        streamed.close()
        if not streamed.is_stream:
            return reply(read, self._known)
        if not streamed.ended:
            return Fault("broken", f"the connection to {self._place} broke: the reply ended in the middle")
        return completed(self._known.data(streamed.whole))

    def _open(self) -> "openai.OpenAI":
        with self._lock:
            if self._client is None:
                ours = serve(self._settings) if self._settings.base_url.startswith(LOCAL) else ""
                self._client = open_client(self._settings, self._settings.timeout, serving=ours)
                weakref.finalize(self, self._client.close)
            return self._client

    def _refused(self, error: "openai.APIStatusError", model: str) -> Fault:
        status = error.status_code
        said = cause(error.body if error.body is not None else error.message, self._known)
        if 300 <= status < 400:
            target = address(error.response.headers.get("location", "")) or "nowhere"
            return Fault("moved", f"{self._place} redirects to {target}; set OPENAI_BASE_URL / --base-url")
        if error.code == "insufficient_quota":
            return Fault("quota", f"the account at {self._place} has no quota left: {said}")
        trouble = TROUBLES.get(status, "server" if status >= 500 else "bad")
        texts: Mapping[Trouble, str] = {
            "denied": f"the endpoint rejected the key; set OPENAI_API_KEY ({self._place}, status {status})",
            "missing": f"model '{model}' not found at {self._place}: {said}; check --model and --base-url",
        }
        text = texts.get(trouble, f"{self._place} answered with status {status}: {said}")
        return Fault(trouble, text, retry_after(error.response.headers.get("retry-after", "")))

    def _broken(self, error: BaseException) -> Fault:
        name = type(error).__name__
        if name.startswith("Connect"):
            reason = "no answer" if name == "ConnectTimeout" else _reason(error)
            way_out = "start the server, or set OPENAI_BASE_URL / --base-url"
            return Fault("connect", f"cannot reach {self._place}: {reason}; {way_out}")
        if "Timeout" in name:
            return Fault("timeout", f"no reply from {self._place} in time; {SLOW}")
        return Fault("broken", f"the connection to {self._place} broke: {_reason(error)}")

    def _error(self, fault: Fault) -> ModelError:
        text = self._known.told(fault.text)
        if fault.asked > 0:
            text += f" (it asked to wait {fault.asked:.0f} s)"
        return (Unreachable if fault.trouble in FATAL else ModelError)(text)


def _fault(state: "tenacity.RetryCallState") -> Fault:
    outcome = state.outcome.result() if state.outcome else None
    if not isinstance(outcome, Fault):
        raise TypeError("only faults are retried")
    return outcome


def _waits(pace: float) -> "Callable[[tenacity.RetryCallState], float]":
    import tenacity

    jitter = tenacity.wait_random(0, pace)
    growing = tenacity.wait_exponential(multiplier=pace, max=LONGEST_WAIT) + jitter

    def wait(state: tenacity.RetryCallState) -> float:
        asked = _fault(state).asked
        return growing(state) if asked < 0 else asked + jitter(state)

    return wait


def _body(chunks: Any, until: float) -> bytes | Fault:
    """The body of a response; a fault for one that drips past the time or never ends."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if time.monotonic() > until:
            return Fault("timeout", f"the reply was still arriving when its time was over; {SLOW}")
        if len(body) > LARGEST_BODY:
            return Fault("bad", f"the endpoint sent more than {LARGEST_BODY} bytes")
    return bytes(body)


def _tapped(chunks: Iterable[bytes], streamed: Streamed, listener: Listener) -> Iterator[bytes]:
    """The chunks as they are, once the listener was told of what they add."""
    for chunk in chunks:
        if streamed.feed(chunk):
            listener(streamed.text)
        yield chunk


def _is_transport(error: Exception) -> bool:
    """Whether an error that arrives while a body is read is the connection's, not a bug of ours."""
    import httpx2

    return isinstance(error, httpx2.RequestError | httpx2.StreamError)


def _reason(error: BaseException) -> str:
    text = re.sub(r"\[Errno -?\d+\] ", "", str(error)) or type(error).__name__
    return text[:1].lower() + text[1:]
