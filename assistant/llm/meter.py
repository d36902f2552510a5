"""Counts what goes through a transport; safe to use from threads."""

from threading import Lock

from assistant.errors import CeilingReached, Unreachable
from assistant.llm.call import Call, Reply, Transport, Unusable
from assistant.schema import Tokens


class Meter:
    """A transport that passes calls on and counts them, with their tokens.

    A call that brought no reply counts as a call; its tokens count where the endpoint told them. `down` is the last
    reason for which nothing else is worth trying, empty while there was none.
    """

    def __init__(self, inner: Transport) -> None:
        self._inner = inner
        self._lock = Lock()
        self._bills: list[Tokens] = []
        self.down = ""

    def __call__(self, call: Call) -> Reply:
        """The inner transport's reply. Raises what it raises."""
        tokens = Tokens()
        try:
            reply = self._inner(call)
            tokens = Tokens(reply.input_tokens, reply.output_tokens)
            return reply
        except Unusable as error:
            tokens = Tokens(*error.tokens)
            raise
        except (Unreachable, CeilingReached) as error:
            self.down = str(error)
            raise
        finally:
            with self._lock:
                self._bills.append(tokens)

    def usage(self) -> tuple[int, Tokens]:
        """Calls so far, and their tokens."""
        bills = self.bills()
        return len(bills), Tokens(sum(each.input for each in bills), sum(each.output for each in bills))

    def bills(self, since: int = 0) -> list[Tokens]:
        """The tokens of each call so far, the first `since` calls left out."""
        with self._lock:
            return self._bills[since:]
