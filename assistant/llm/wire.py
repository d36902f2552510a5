"""The chat-completions protocol as pure functions: a request from a call, a reply from a body.

Endpoints that call themselves compatible understand different parts of the protocol. What one
of them rejects is learned from its answers (`Dialect`), never looked up by a model's name.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from assistant.llm.call import Call, Finish, Reply, Unusable
from assistant.llm.redact import Redaction

FORMATS = ("json_schema", "json_object", "none")
LIVE = ("stream_options", "stream")
"""Of the parameters that may be left out, those of a streamed reply."""
OPTIONAL = ("max_tokens", "temperature", "seed", *LIVE)
FINISHES: Mapping[str, Finish] = {"length": "length", "content_filter": "filter"}
SPELLED_OUT = "\n\nReply with one JSON object, and nothing else, that satisfies this JSON Schema:\n"
CAUSE_CHARACTERS = 300
NOTHING = Redaction(())

Trouble = Literal[
    "connect", "denied", "missing", "moved", "quota", "busy", "server", "timeout", "broken", "bad"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """An attempt that brought no reply: `text` says why, `asked` how many seconds to wait first.

    `asked` is below zero where the endpoint did not say.
    """

    trouble: Trouble
    text: str
    asked: float = -1.0


@dataclass(frozen=True, slots=True)
class Dialect:
    """What an endpoint has been found to understand: the best of FORMATS, and what it rejects."""

    form: int = 0
    without: frozenset[str] = frozenset()


def request(call: Call, dialect: Dialect, *, live: bool = False) -> dict[str, Any]:
    """The body of the HTTP request that puts a call to an endpoint; `live` asks for a stream, with its usage."""
    messages = [{"role": message.role, "content": message.content} for message in call.messages]
    body: dict[str, Any] = {"model": call.model, "messages": messages}
    options = {"max_tokens": call.max_tokens, "temperature": call.temperature, "seed": call.seed}
    body |= {name: value for name, value in options.items() if name not in dialect.without}
    if "max_tokens" in dialect.without:
        body["max_completion_tokens"] = call.max_tokens
    if live and "stream" not in dialect.without:
        body["stream"] = True
        body |= {} if "stream_options" in dialect.without else {"stream_options": {"include_usage": True}}
    if not call.schema:
        return body
    form = FORMATS[dialect.form]
    if form == "json_schema":
        shape = {"name": call.prompt or "reply", "strict": True, "schema": json.loads(call.schema)}
        return body | {"response_format": {"type": form, "json_schema": shape}}
    messages[-1]["content"] += SPELLED_OUT + call.schema
    return body if form == "none" else body | {"response_format": {"type": form}}


def adapt(call: Call, dialect: Dialect, complaint: str, *, live: bool = False) -> Dialect | None:
    """The next dialect to try after the endpoint called a request bad; None when none is left.

    A `live` request that fails in every format, with a complaint that names nothing, may be refused for being one:
    the formats are tried once more without a stream.
    """
    for name in OPTIONAL:
        sent = name not in dialect.without and (live or name not in LIVE)
        if sent and re.search(rf"\b{name}\b", complaint):
            return replace(dialect, without=dialect.without | {name})
    if call.schema and dialect.form + 1 < len(FORMATS):
        return replace(dialect, form=dialect.form + 1)
    if live and "stream" not in dialect.without:
        return Dialect(0, dialect.without | frozenset(LIVE))
    return None


def reply(body: bytes, known: Redaction = NOTHING) -> Reply:
    """The reply in the body of a successful response, without secrets. Raises Unusable for any other body."""
    try:
        data = known.data(json.loads(body))
    except (ValueError, RecursionError):
        sent = _shown(known.told(body.decode(errors="replace"))) or "an empty body"
        raise Unusable(f"the endpoint sent no JSON: {sent}") from None
    if not isinstance(data, dict):
        raise Unusable("the endpoint sent JSON that is not a chat completion")
    return completed(data)


def completed(data: Mapping[str, Any]) -> Reply:
    """The reply in a chat completion. Raises Unusable for one that holds none."""
    tokens = _tokens(data.get("usage"))
    if data.get("error"):
        raise Unusable(f"the endpoint reports: {cause(data)}", tokens)
    choices = data.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(first, dict):
        raise Unusable("the endpoint sent a reply without choices", tokens)
    message = first.get("message")
    return _read(message if isinstance(message, dict) else {}, str(first.get("finish_reason")), tokens)


def _read(message: Mapping[str, Any], ended: str, tokens: tuple[int, int]) -> Reply:
    if isinstance(message.get("refusal"), str) and message["refusal"]:
        return Reply(message["refusal"], "refusal", *tokens)
    finish = FINISHES.get(ended, "stop")
    text = message.get("content")
    if not isinstance(text, str):
        text = ""
    if finish == "stop" and not text.strip():
        raise Unusable("the endpoint sent a reply without content", tokens)
    return Reply(text, finish, *tokens)


def _tokens(usage: Any) -> tuple[int, int]:
    counts = usage if isinstance(usage, dict) else {}
    values = (counts.get("prompt_tokens"), counts.get("completion_tokens"))
    read, written = (value if isinstance(value, int) and value > 0 else 0 for value in values)
    return read, written


def cause(body: Any, known: Redaction = NOTHING) -> str:
    """What an error body says, as one short line that is safe on a terminal and holds no secret."""
    error = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(error, dict):
        said = error.get("message") or error.get("detail") or error
        named = error.get("param")
        error = f"{said} ({named})" if isinstance(named, str) and named not in str(said) else said
    text = error if isinstance(error, str) else json.dumps(error, ensure_ascii=False, default=str)
    return _shown(known.told(text))  # before it is cut, so that no beginning of a secret is left


def _shown(text: str) -> str:
    if re.search(r"<(!doctype|html|head|body)\b", text, re.IGNORECASE):
        title = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
        text = f"an HTML page ({title[1].strip()})" if title else "an HTML page"
    line = printable(text)
    return line if len(line) <= CAUSE_CHARACTERS else line[:CAUSE_CHARACTERS] + "…"


def printable(text: str) -> str:
    """One line of a text from outside that moves no cursor and turns no line around."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def retry_after(header: str, now: datetime | None = None) -> float:
    """Seconds that a Retry-After header asks for, given as a number or a date; -1 when it says nothing."""
    if re.fullmatch(r"\s*\d+(\.\d+)?\s*", header):
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except (TypeError, ValueError, OverflowError):  # the last for a year of a hundred digits
        return -1.0
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())
