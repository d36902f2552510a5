"""A reply graded by a model: one call, right or wrong."""

from collections.abc import Mapping
from typing import Literal

from assistant.engines.llm.asking import Asking
from assistant.engines.seam import Usage
from assistant.llm.endpoint import address
from assistant.llm.price import cost, shown
from assistant.llm.prompts import data_block, load_prompt
from assistant.llm.stack import open_transport
from assistant.settings import Settings

TOKENS = 120
NAME = "grade"


class Grader:
    """A model that grades replies."""

    def __init__(self, settings: Settings) -> None:
        """Raise UserError for settings that cannot be used."""
        stack = open_transport(settings)
        told = stack.settings
        self._asking = Asking(stack.transport, stack.endpoint, told.model, told.seed, told.temperature)
        self._meter = stack.meter
        self._place = address(told.base_url)

    def __call__(self, question: str, accepted: str, reply: str) -> Literal["right", "wrong"]:
        """The grade of a reply. Raises ModelError."""
        from assistant.engines.llm.shapes import GradeShape

        values = {
            "question": question,
            "accepted": data_block("accepted", accepted),
            "reply": data_block("reply", reply),
        }
        return self._asking.ask(NAME, values, GradeShape, TOKENS).value.grade

    @property
    def prompts(self) -> Mapping[str, str]:
        """Name and content hash of its prompt."""
        return {NAME: load_prompt(NAME).hash}

    def usage(self) -> Usage:
        """Calls and tokens so far, and what they cost."""
        calls, tokens = self._meter.usage()
        return Usage(calls, tokens, shown(cost(self._asking.model, self._place, self._meter.bills())))
