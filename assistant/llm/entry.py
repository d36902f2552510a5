"""A call and its reply as one line of JSON text: what the store and the cassettes hold."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from assistant.llm.call import Call, Message, Reply

REPLY = frozenset(field.name for field in fields(Reply))


@dataclass(frozen=True, slots=True)
class Entry:
    """A call that was answered. `at` is the time of the answer in UTC, ISO 8601; empty in a cassette.

    `about` are names of the one article that the call reads, by which it can be forgotten when its text is gone; none
    in a cassette, and of calls that read several.
    """

    call: Call
    reply: Reply
    at: str = ""
    about: tuple[str, ...] = ()


_about: ContextVar[tuple[str, ...]] = ContextVar("about", default=())


@contextmanager
def reading(names: Sequence[str]) -> Iterator[None]:
    """Have the calls that this thread makes meanwhile kept as about what is called so."""
    token = _about.set(tuple(filter(None, names)))
    try:
        yield
    finally:
        _about.reset(token)


def read_now() -> tuple[str, ...]:
    """What the call that is being made reads."""
    return _about.get()


def to_text(entry: Entry) -> str:
    """One line with its keys sorted, so that two recordings differ only where the calls do."""
    call = entry.call
    data = {
        "key": call.key,
        "endpoint": call.endpoint,
        "model": call.model,
        "prompt": call.prompt,
        "messages": [[message.role, message.content] for message in call.messages],
        # Text, not an object: the order of its properties is part of the question.
        "schema": call.schema,
        "parameters": {"max_tokens": call.max_tokens, "temperature": call.temperature, "seed": call.seed},
        "reply": asdict(entry.reply),
        "at": entry.at,
        "about": list(entry.about),
    }
    return json.dumps({k: v for k, v in data.items() if v not in ("", [])}, sort_keys=True, ensure_ascii=False)


def from_text(text: object, key: str = "") -> Entry | None:
    """The entry in a line; None where the text is no entry, or its call is not the one of `key`."""
    try:
        data: dict[str, Any] = json.loads(str(text))
        messages = tuple(Message(role, content) for role, content in data["messages"])
        named = (data.get("endpoint", ""), data["model"], data["prompt"], messages, data.get("schema", ""))
        about = tuple(data.get("about", ()))
        entry = Entry(Call(*named, **data["parameters"]), Reply(**_known(data["reply"])), data.get("at", ""), about)
        held = entry.call.key
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return entry if held == (key or data.get("key")) else None


def _known(reply: dict[str, Any]) -> dict[str, Any]:
    """What is read of a reply: a later version may have written more of it, and it was paid for."""
    return {name: value for name, value in reply.items() if name in REPLY}


def anywhere(call: Call) -> Call:
    """The call without its endpoint: a cassette answers it wherever it would have gone."""
    return replace(call, endpoint="")
