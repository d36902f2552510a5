"""Counts what goes through a transport; safe to use from threads."""

from threading import Lock

from assistant.llm.call import Call, Reply, Transport, Unusable
from assistant.schema import Tokens


class Meter:
    """A transport that passes calls on and counts them, with their tokens.

    A call that brought no reply counts as a call; its tokens count where the endpoint told them.
    """

    def __init__(self, inner: Transport) -> None:
        self._inner = inner
        self._lock = Lock()
        self._calls = self._input = self._output = 0

    def __call__(self, call: Call) -> Reply:
        """The inner transport's reply. Raises what it raises."""
        tokens = (0, 0)
        try:
            reply = self._inner(call)
            tokens = (reply.input_tokens, reply.output_tokens)
            return reply
        except Unusable as error:
            tokens = error.tokens
            raise
        finally:
            with self._lock:
                self._calls += 1
                self._input += tokens[0]
                self._output += tokens[1]

    def usage(self) -> tuple[int, Tokens]:
        """Calls so far, and their tokens."""
        with self._lock:
            return self._calls, Tokens(self._input, self._output)
