"""A question and a shape in, a validated object out: the only file that knows instructor.

Instructor turns the shape into a response format and the reply into an object of it. Its own
retries stay off: they would resend the article with every error. The one repair is ours and
carries the failing reply and what is wrong with it, nothing else.
"""

import json
import logging
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import CutShort, ModelError, Refused, Unreachable
from assistant.llm.call import Call, Finish, Transport
from assistant.llm.prompts import data_block, load_prompt

Shape = TypeVar("Shape", bound=BaseModel)

SHOWN_ERRORS = 8
SHOWN_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Asked(Generic[Shape]):
    """What the model made of the question, and why parts of its reply were left out."""

    value: Shape
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Failed:
    """A reply that is not in the shape: its text, and what is wrong with it."""

    text: str
    error: ValidationError


def ask(transport: Transport, call: Call, shape: type[Shape]) -> Asked[Shape]:
    """Put a call to a model and return its reply as an object of `shape`.

    A reply out of shape is sent back once for repair; after that the items of its lists that
    are in shape are kept and the others returned as `rejected`. Raises CutShort, Refused, or
    ModelError for a reply of which nothing can be kept; what the transport raises passes.
    """
    first = _attempt(transport, call, shape)
    if not isinstance(first, _Failed):
        return Asked(first)
    second = _repair(transport, call, shape, first)
    if not isinstance(second, _Failed):
        return Asked(second)
    kept = _salvage(second, shape) or _salvage(first, shape)
    if kept is None:
        raise ModelError(f"the reply is not in the shape that was asked for: {_complaints(first.error)[0]}")
    return kept


def _attempt(transport: Transport, call: Call, shape: type[Shape]) -> Shape | _Failed:
    import instructor
    from instructor.core import InstructorRetryException

    # Instructor logs every failure at error level, with what the reply quotes of the article.
    logging.getLogger("instructor").setLevel(logging.CRITICAL)
    texts: list[str] = []

    def complete(response_format: dict[str, Any], **_: Any) -> Any:
        schema = json.dumps(response_format["json_schema"]["schema"], ensure_ascii=False, separators=(",", ":"))
        reply = transport(replace(call, schema=schema))
        _finished(reply.finish, reply.text)
        texts.append(reply.text)
        return _completion(_json_in(reply.text, shape))

    create = instructor.patch(create=complete, mode=instructor.Mode.JSON_SCHEMA)
    try:
        return create(response_model=shape, max_retries=0, strict=False)
    except InstructorRetryException as error:
        cause = error.__cause__
        if isinstance(cause, ValidationError):
            return _Failed(texts[-1], cause)
        raise (cause or error) from None


def _repair(transport: Transport, call: Call, shape: type[Shape], failed: _Failed) -> Shape | _Failed:
    values = {
        "reply": data_block("reply", failed.text),
        "errors": "\n".join(f"- {line}" for line in _complaints(failed.error)),
        "shape": _outline(shape.model_json_schema()),
    }
    prompt = load_prompt("repair")
    try:
        return _attempt(transport, replace(call, prompt=prompt.name, messages=prompt.messages(values)), shape)
    except Unreachable:
        raise
    except ModelError:
        return failed


def _finished(finish: Finish, text: str) -> None:
    """Look at how the reply ended before its content: a cut reply would pass for bad JSON."""
    if finish == "length":
        raise CutShort("the reply was cut at the token limit")
    if finish == "refusal":
        raise Refused(f"the model declined: {' '.join(text.split())[:SHOWN_CHARACTERS]}")
    if finish == "filter":
        raise Refused("the endpoint's content filter withheld the reply")


def _completion(text: str) -> Any:
    """What instructor reads of a chat completion, and no more."""
    message = SimpleNamespace(content=text, refusal=None)
    return SimpleNamespace(choices=[SimpleNamespace(message=message, finish_reason="stop")], usage=None)


def _json_in(text: str, shape: type[BaseModel]) -> str:
    """The JSON object in a reply that wraps it in prose or fences; the whole reply when none fits."""
    from instructor.utils import extract_json_from_codeblock

    for candidate in (text[text.find("{") : text.rfind("}") + 1], extract_json_from_codeblock(text)):
        try:
            # Small models put raw line breaks into strings; strict parsing would refuse them.
            value = json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and not shape.model_fields.keys().isdisjoint(value):
            return json.dumps(value, ensure_ascii=False)
    return text


def _salvage(failed: _Failed, shape: type[Shape]) -> Asked[Shape] | None:
    """The reply without the list items that are out of shape; None when that does not mend it."""
    bad = {tuple(error["loc"][:2]) for error in failed.error.errors(include_url=False)}
    if not all(len(place) == 2 and isinstance(place[1], int) for place in bad):
        return None
    data = json.loads(_json_in(failed.text, shape))
    for name in {place[0] for place in bad}:
        data[name] = [item for index, item in enumerate(data[name]) if (name, index) not in bad]
    return Asked(shape.model_validate(data), _complaints(failed.error))


def _complaints(error: ValidationError) -> tuple[str, ...]:
    """What is wrong, a line each, without the input: it may be long and is the model's own."""
    lines = (
        f"{'.'.join(map(str, one['loc'])) or 'reply'}: {one['msg']}"[:SHOWN_CHARACTERS]
        for one in error.errors(include_url=False, include_input=False, include_context=False)
    )
    return tuple(lines)[:SHOWN_ERRORS]


def _outline(schema: dict[str, Any]) -> str:
    """A JSON Schema as a short example: names, and in place of values what belongs there."""
    return json.dumps(_sample(schema, schema.get("$defs", {})), ensure_ascii=False)


def _sample(schema: dict[str, Any], known: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _sample(known[schema["$ref"].rpartition("/")[2]], known)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return [_sample(schema["items"], known)]
    if "properties" in schema:
        return {name: _sample(part, known) for name, part in schema["properties"].items()}
    return schema.get("type", "string")
