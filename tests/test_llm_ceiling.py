"""Ceilings: kept to the call, by many threads at once, repairs included."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pydantic import BaseModel

from assistant.errors import CeilingReached, ModelError, UserError
from assistant.llm.ask import ask
from assistant.llm.call import Call, Message, Reply, Unusable
from assistant.llm.ceiling import Ceiling, estimate
from assistant.llm.meter import Meter
from assistant.settings import Settings

PRICED: dict[str, Any] = {"model": "gpt-4o-mini", "base_url": "https://api.openai.com/v1"}
CALL = Call("e", "m", "p", (Message("user", "x" * 400),), max_tokens=100)

REPLY = Reply("{}", "stop", 100, 20)


class Shape(BaseModel):
    """One list."""

    items: list[int]


def _ceiling(reply: Reply | Exception = REPLY, pause: float = 0.0, **limits: Any) -> Ceiling:
    def inner(call: Call) -> Reply:
        time.sleep(pause)
        if isinstance(reply, Exception):
            raise reply
        return reply

    meter = Meter(inner)
    return Ceiling(meter, meter, Settings(**{**PRICED, **limits}))


def _passed(ceiling: Ceiling, tries: int, workers: int = 1) -> tuple[int, set[str]]:
    """How many of so many calls were let through, and what the others were told."""
    told: list[str] = []

    def one(_: int) -> int:
        try:
            ceiling(CALL)
        except CeilingReached as error:
            told.append(str(error))
            return 0
        except ModelError:
            return 1
        return 1

    with ThreadPoolExecutor(workers) as pool:
        return sum(pool.map(one, range(tries))), set(told)


def test_the_estimate_is_the_messages_and_the_longest_reply() -> None:
    """Four bytes a token, the schema included."""
    used = estimate(Call("e", "m", "p", (Message("user", "x" * 401),), schema="{}" * 4, max_tokens=7))
    assert (used.input, used.output) == (103, 7)


LIMITS = [
    # the ceiling, calls that fit under it, what is said
    ({"max_calls": 3}, 3, "the ceiling of 3 calls is reached; raise --max-calls"),
    ({"max_tokens": 560}, 4, "the ceiling of 560 tokens is reached; raise --max-tokens"),
    ({"max_tokens": 199}, 0, "the ceiling of 199 tokens is reached; raise --max-tokens"),
    ({"max_cost": 0.00016}, 4, "the ceiling of 0.000160 US dollars is reached; raise --max-cost"),
    ({"max_calls": 9, "max_tokens": 320}, 2, "the ceiling of 320 tokens is reached; raise --max-tokens"),
]


@pytest.mark.parametrize("workers", [1, 8])
@pytest.mark.parametrize(("limits", "fit", "words"), LIMITS)
def test_calls_pass_while_they_fit(limits: dict[str, Any], fit: int, words: str, workers: int) -> None:
    """One thread or eight: as many calls as fit, since calls under way are waited for and not guessed at."""
    assert _passed(_ceiling(pause=0.005 * (workers > 1), **limits), 12, workers) == (fit, {words})


def test_without_a_ceiling_nothing_is_held_back() -> None:
    """No limit set, no limit kept."""
    assert _passed(_ceiling(), 20, 4) == (20, set())


@pytest.mark.parametrize(("error", "fit"), [(Unusable("no JSON", (100, 50)), 3), (ModelError("gone"), 12)])
def test_failed_calls_use_up_what_they_used(error: Exception, fit: int) -> None:
    """Tokens of a reply that could not be used are spent; a call without a reply spent none."""
    assert _passed(_ceiling(error, max_tokens=500), 12)[0] == fit


def test_a_repair_counts_as_a_call() -> None:
    """The second try of a reply out of shape is not made above the ceiling."""
    seen: list[str] = []

    def inner(call: Call) -> Reply:
        seen.append(call.prompt)
        return Reply('{"items": [1, "x"]}')

    meter = Meter(inner)
    ceiling = Ceiling(meter, meter, Settings(**PRICED, max_calls=1))
    asked = ask(ceiling, CALL, Shape)
    assert (asked.value.items, [each.text for each in asked.rejected], seen) == ([1], ['"x"'], ["p"])
    with pytest.raises(CeilingReached):
        ask(ceiling, CALL, Shape)


def test_a_cost_that_cannot_be_known_cannot_be_kept() -> None:
    """An unknown price is told before the first call, with what to use in its place."""
    with pytest.raises(UserError, match=r"price of m is not known here.*use --max-tokens or --max-calls"):
        _ceiling(model="m", max_cost=1.0)
