"""A question and a shape in, a validated object out: the only file that knows instructor.

Instructor turns the shape into a response format and the reply into an object of it. Its own
retries stay off: they would resend the article with every error. The one repair is ours and
carries the failing reply and what is wrong with it, nothing else.
"""

import json
import logging
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import CutShort, ModelError, Refused, Unreachable
from assistant.llm.call import Call, Finish, Memory, Reply, Transport
from assistant.llm.prompts import data_block, load_prompt
from assistant.llm.wire import printable
from assistant.schema import Rejected

Shape = TypeVar("Shape", bound=BaseModel)

SHOWN_ERRORS = 8
SHOWN_CHARACTERS = 120

_SHAPES: dict[str, type[BaseModel]] = {}  # by the schema that a call carries
_MAKING = Lock()  # or every thread would make the schema that the first is about to have made


@dataclass(frozen=True, slots=True)
class Asked(Generic[Shape]):
    """What the model made of the question, and why parts of its reply were left out."""

    value: Shape
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class _Failed:
    """A reply that is not in the shape: its text, and what is wrong with it."""

    text: str
    error: ValidationError


@dataclass(frozen=True, slots=True)
class _Halves:
    """A reply whose lists hold items out of shape: itself without them, and with nothing but them."""

    good: dict[str, Any]
    bad: dict[str, Any]
    rejected: tuple[Rejected, ...]


def ask(transport: Transport, call: Call, shape: type[Shape]) -> Asked[Shape]:
    """Put a call to a model and return its reply as an object of `shape`.

    A reply out of shape is sent back once for repair, of its lists only the items that are out
    of shape; what is still out of shape after that is returned as `rejected`. Raises CutShort, Refused, or
    ModelError for a reply of which nothing can be kept; what the transport raises passes.
    """
    first = _attempt(transport, call, shape)
    if not isinstance(first, _Failed):
        return Asked(first)
    halves = _halves(first, shape)
    second = _repair(transport, call, shape, _part(halves.bad, shape) if halves else first)
    if halves:
        return _joined(halves, second, shape)
    if not isinstance(second, _Failed):
        return Asked(second)
    rest = _halves(second, shape)
    if rest is None:
        raise ModelError(f"the reply is not in the shape that was asked for: {_complaints(first.error)[0]}")
    return Asked(shape.model_validate(rest.good), rest.rejected)


def in_shape(call: Call, reply: Reply) -> bool:
    """Whether a reply is in the shape that its call asks for, as `ask` would read it.

    A store asks before it keeps a reply. A shape that was never asked for here is not known, and
    any JSON object passes for it; without a schema any text does.
    """
    if not call.schema:
        return True
    shape = _SHAPES.get(call.schema)
    try:
        if shape is None:
            return isinstance(json.loads(reply.text), dict)
        shape.model_validate_json(_json_in(reply.text, shape))
    except ValueError:
        return False
    return True


def _attempt(transport: Transport, call: Call, shape: type[Shape]) -> Shape | _Failed:
    return _held(transport, call, shape) or _asked(transport, call, shape)


def _held(transport: Transport, call: Call, shape: type[Shape]) -> Shape | None:
    """What a transport has at hand, where that is in the shape.

    It is read without instructor, which takes twice as long to load as all else in a run that asks nobody.
    """
    if not isinstance(transport, Memory):
        return None
    schema = _schema(shape)
    _SHAPES[schema] = shape
    reply = transport.held(replace(call, schema=schema))
    if reply is None or reply.finish != "stop":
        return None
    try:
        return shape.model_validate_json(_json_in(reply.text, shape))
    except ValidationError:
        return None


def _schema(shape: type[BaseModel]) -> str:
    """The schema that instructor would send for a shape, as a call carries it."""
    with _MAKING:
        return _made(shape)


@cache
def _made(shape: type[BaseModel]) -> str:
    return _compact(shape.model_json_schema())


def _compact(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":"))


def _asked(transport: Transport, call: Call, shape: type[Shape]) -> Shape | _Failed:
    import instructor
    from instructor.core import InstructorRetryException

    # Instructor logs every failure at error level, with what the reply quotes of the article.
    logging.getLogger("instructor").setLevel(logging.CRITICAL)
    texts: list[str] = []

    def complete(response_format: dict[str, Any], **_: Any) -> Any:
        schema = _compact(response_format["json_schema"]["schema"])
        _SHAPES[schema] = shape
        reply = transport(replace(call, schema=schema))
        _finished(reply.finish, reply.text)
        texts.append(reply.text)
        return _completion(_json_in(reply.text, shape))

    create = instructor.patch(create=complete, mode=instructor.Mode.JSON_SCHEMA)
    try:
        made: Shape = create(response_model=_wrapped(shape), max_retries=0, strict=False)
        return made
    except InstructorRetryException as error:
        cause = error.__cause__
        if isinstance(cause, ValidationError):
            return _Failed(texts[-1], cause)
        raise (cause or error) from None


@cache
def _wrapped(shape: type[Shape]) -> type[Shape]:
    """The shape as instructor wants it; given the shape itself, it would make this class at every call."""
    import instructor

    return instructor.response_schema(shape)


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
        raise Refused(f"the model declined: {printable(text)[:SHOWN_CHARACTERS]}")
    if finish == "filter":
        raise Refused("the endpoint's content filter withheld the reply")


def _completion(text: str) -> Any:
    """What instructor reads of a chat completion, and no more."""
    message = SimpleNamespace(content=text, refusal=None)
    return SimpleNamespace(choices=[SimpleNamespace(message=message, finish_reason="stop")], usage=None)


def _json_in(text: str, shape: type[BaseModel]) -> str:
    """The JSON object in a reply that wraps it in prose or fences; the whole reply when none fits."""
    for find in (_braced, _last_whole):
        try:
            # Small models put raw line breaks into strings; strict parsing would refuse them.
            value = json.loads(find(text), strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and not shape.model_fields.keys().isdisjoint(value):
            return json.dumps(value, ensure_ascii=False)
    return text


def _braced(text: str) -> str:
    return text[text.find("{") : text.rfind("}") + 1]


def _last_whole(text: str) -> str:
    from instructor.utils import extract_json_from_codeblock

    return str(extract_json_from_codeblock(text))


def _halves(failed: _Failed, shape: type[BaseModel]) -> _Halves | None:
    """The reply parted at the list items that are out of shape; None where something else is wrong."""
    why: dict[tuple[str, int], list[str]] = {}
    for error in failed.error.errors(include_url=False):
        place = error["loc"]
        if len(place) < 2 or not isinstance(place[1], int):
            return None
        named = ".".join(map(str, place[2:]))
        why.setdefault((str(place[0]), place[1]), []).append(f"{named}: {error['msg']}" if named else error["msg"])
    data = json.loads(_json_in(failed.text, shape))

    def part(*, sound: bool) -> dict[str, Any]:
        return {
            name: [item for n, item in enumerate(value) if ((name, n) not in why) == sound]
            if isinstance(value, list)
            else value
            for name, value in data.items()
        }

    rejected = (
        Rejected(_told(data[name][n]), printable("; ".join(lines))[:SHOWN_CHARACTERS])
        for (name, n), lines in why.items()
    )
    return _Halves(part(sound=True), part(sound=False), tuple(rejected))


def _part(data: dict[str, Any], shape: type[BaseModel]) -> _Failed:
    text = json.dumps(data, ensure_ascii=False)
    try:
        shape.model_validate_json(text)
    except ValidationError as error:
        return _Failed(text, error)
    raise ValueError("a part that fails was found in shape by itself")


def _joined(halves: _Halves, second: Shape | _Failed, shape: type[Shape]) -> Asked[Shape]:
    """The sound half of the first reply with what the repair made of the other."""
    if isinstance(second, _Failed):
        rest = _halves(second, shape)
        mended, rejected = (rest.good, rest.rejected) if rest else ({}, halves.rejected)
    else:
        mended = second.model_dump()
        rejected = _unreturned(halves, mended)
    sound = shape.model_validate(halves.good).model_dump()
    more = shape.model_validate(mended).model_dump() if mended else {}
    data = {
        # Some models write everything again, though asked for a part.
        name: [*value, *(item for item in more.get(name, []) if item not in value)]
        if isinstance(value, list)
        else value
        for name, value in sound.items()
    }
    return Asked(shape.model_validate(data), rejected)


def _unreturned(halves: _Halves, mended: dict[str, Any]) -> tuple[Rejected, ...]:
    """The items that a repair was to mend and left out in silence."""
    lists = [(items, mended.get(name, [])) for name, items in halves.bad.items() if isinstance(items, list)]
    if all(len(after) >= len(before) for before, after in lists):
        return ()
    came = {_told(item) for _, after in lists for item in after}
    return tuple(each for each in halves.rejected if each.text not in came)


def _told(item: Any) -> str:
    """An item of a reply as one line: its text where it has one."""
    text = item.get("text") if isinstance(item, dict) else None
    line = text if isinstance(text, str) and printable(text) else json.dumps(item, ensure_ascii=False)
    return printable(line)[:SHOWN_CHARACTERS]


def _complaints(error: ValidationError) -> tuple[str, ...]:
    """What is wrong, a line each, without the input: it may be long and is the model's own."""
    lines = (
        printable(f"{'.'.join(map(str, one['loc'])) or 'reply'}: {one['msg']}")[:SHOWN_CHARACTERS]
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
