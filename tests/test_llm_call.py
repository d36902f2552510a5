"""The seam itself: what makes two calls one."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.llm.call import Call, Message

CALL = Call("e", "m", "p", (Message("user", "ä"),))


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "x"},
        {"model": "x"},
        {"prompt": "x"},
        {"messages": (Message("system", "ä"),)},
        {"schema": "{}"},
        {"max_tokens": 1},
        {"temperature": 0.5},
        {"seed": 1},
    ],
)
def test_everything_in_a_call_is_in_its_key(change: dict[str, Any]) -> None:
    """A cache may never answer one call with the reply to another."""
    assert replace(CALL, **change).key != CALL.key


def test_the_key_is_the_same_in_every_process() -> None:
    """Recordings made on one machine are found on another."""
    assert CALL.key == replace(CALL).key
    assert CALL.key == "ed863a6a58c3447363f5e6d2a2482e3ecb0501b97b1429aaa8b141b061f10693"
