"""The transport seam: a frozen request, a frozen response, and a function from one to the other.

The endpoint, the local model, the cache, the cassette, the spend ceiling and the tests' double
all have this one shape and wrap each other.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from assistant.errors import ModelError

Finish = Literal["stop", "length", "refusal", "filter"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Call:
    """Everything that decides what a model answers; two equal calls are one call.

    `endpoint` identifies who is asked, without its key. `schema` is the JSON Schema that the reply
    must satisfy as compact JSON, empty for free text; its properties keep the order in which they
    are to be written, since grammars follow it. `prompt` is the prompt's name.
    """

    endpoint: str
    model: str
    prompt: str
    messages: tuple[Message, ...]
    schema: str = ""
    max_tokens: int = 4096
    temperature: float = 0.0
    seed: int = 0

    @property
    def key(self) -> str:
        """SHA-256 of the whole call, as hexadecimal digits."""
        # What `asdict` would give, without its deep copies: they cost more than the hash.
        whole = {name: getattr(self, name) for name in self.__slots__}
        whole["messages"] = [{name: getattr(message, name) for name in Message.__slots__} for message in self.messages]
        canonical = json.dumps(whole, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. Tokens are those the endpoint counted, 0 where it counts none."""

    text: str
    finish: Finish = "stop"
    input_tokens: int = 0
    output_tokens: int = 0


class Unusable(ModelError):
    """A reply that was paid for and holds nothing to work with; `tokens` as (input, output)."""

    def __init__(self, message: str, tokens: tuple[int, int] = (0, 0)) -> None:
        super().__init__(message)
        self.tokens = tokens


Transport = Callable[[Call], Reply]


@runtime_checkable
class Memory(Protocol):
    """A transport that has replies at hand, for which nobody is asked."""

    def held(self, call: Call) -> Reply | None:
        """The reply that it would give without asking; None where it would have to ask."""
