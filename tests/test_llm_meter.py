"""The meter: calls and tokens, failed ones included."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import ModelError
from assistant.llm.call import Call, Reply, Unusable
from assistant.llm.meter import Meter
from assistant.schema import Tokens

CALL = Call("e", "m", "p", ())


def test_calls_from_threads_add_up() -> None:
    """No call is lost when several threads count at once."""
    meter = Meter(lambda call: Reply("x", "stop", 3, 2))
    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(lambda _: meter(CALL), range(200)))) == 200
    assert meter.usage() == (200, Tokens(600, 400))


@pytest.mark.parametrize(("error", "tokens"), [(ModelError("x"), Tokens()), (Unusable("x", (7, 1)), Tokens(7, 1))])
def test_failures_count(error: Exception, tokens: Tokens) -> None:
    """A failed call is a call, and its tokens count where the endpoint told them."""

    def fail(call: Call) -> Reply:
        raise error

    meter = Meter(fail)
    with pytest.raises(ModelError):
        meter(CALL)
    assert meter.usage() == (1, tokens)
