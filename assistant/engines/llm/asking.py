"""From a prompt and its values to an object of a shape: what the three questions share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from assistant.llm.call import Call, Transport
from assistant.llm.prompts import load_prompt

if TYPE_CHECKING:
    from pydantic import BaseModel

    from assistant.llm.ask import Asked

Shape = TypeVar("Shape", bound="BaseModel")


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom the questions go to: a transport, the names of the endpoint and the model, and how it is to sample."""

    transport: Transport
    endpoint: str
    model: str
    seed: int = 0
    temperature: float = 0.0

    def ask(self, name: str, values: Mapping[str, str], shape: "type[Shape]", max_tokens: int) -> "Asked[Shape]":
        """Send the prompt `name` with its slots filled. Raises what `assistant.llm.ask.ask` raises."""
        from assistant.llm.ask import ask

        messages = load_prompt(name).messages(values)
        call = Call(
            self.endpoint,
            self.model,
            name,
            messages,
            max_tokens=max_tokens,
            temperature=self.temperature,
            seed=self.seed,
        )
        return ask(self.transport, call, shape)
