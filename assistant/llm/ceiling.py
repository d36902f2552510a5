"""What a run may spend: looked at before each call, repairs included, and kept by many threads at once."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from threading import Condition

from assistant.errors import CeilingReached, UserError
from assistant.llm.call import Call, Reply, Transport
from assistant.llm.meter import Meter
from assistant.llm.price import cost, shown
from assistant.schema import Tokens
from assistant.settings import Settings

BYTES_PER_TOKEN = 4


def estimate(call: Call) -> Tokens:
    """The most tokens that a call may be expected to use: its messages and shape, and a reply up to its limit.

    Four bytes a token: about right for English, above the truth for scripts with longer codes.
    """
    size = sum(len(message.content.encode(errors="replace")) for message in call.messages) + len(call.schema)
    return Tokens(-(-size // BYTES_PER_TOKEN), call.max_tokens)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class _Spent:
    """A sum of calls, of their tokens, and of what they cost."""

    calls: int = 0
    tokens: int = 0
    dollars: Decimal = Decimal(0)

    def __add__(self, other: "_Spent") -> "_Spent":
        return _Spent(self.calls + other.calls, self.tokens + other.tokens, self.dollars + other.dollars)

    def __sub__(self, other: "_Spent") -> "_Spent":
        return _Spent(self.calls - other.calls, self.tokens - other.tokens, self.dollars - other.dollars)


class Ceiling:
    """A transport that passes calls on while they fit under the ceilings of the settings.

    `inner` is, or leads to, `meter`. A call that would fit but for those still under way waits
    for them: what they may use is an estimate, and what they did use is less. Once a call did
    not fit, none is passed on any more, so that a run ends at one point. Raises UserError where
    a ceiling on cost is set and the price is not known.
    """

    def __init__(self, inner: Transport, meter: Meter, settings: Settings) -> None:
        self._inner = inner
        self._meter = meter
        self._settings = settings
        self._change = Condition()
        self._settled = self._under_way = _Spent()
        self._reached = ""
        if settings.max_cost and cost(settings.model, settings.base_url, [Tokens(1, 1)]) is None:
            raise UserError(
                f"the price of {settings.model} is not known here, so a ceiling on its cost cannot be kept; "
                "use --max-tokens or --max-calls in place of --max-cost"
            )

    def __call__(self, call: Call) -> Reply:
        """The inner transport's reply. Raises CeilingReached without asking, else what the inner one raises."""
        if not self._limits:
            return self._inner(call)
        coming = self._priced([estimate(call)])
        self._admit(coming)
        try:
            return self._inner(call)
        finally:
            with self._change:
                self._under_way -= coming
                self._change.notify_all()

    @property
    def _limits(self) -> "list[tuple[Callable[[_Spent], float | Decimal], float | Decimal, str]]":
        """Each ceiling that is set: what it measures, how much, and how to say it."""
        given = self._settings
        dollars = Decimal(str(given.max_cost))
        every: list[tuple[Callable[[_Spent], float | Decimal], float | Decimal, str]] = [
            (
                lambda spent: spent.calls,
                given.max_calls,
                f"{_many(given.max_calls, 'call')} is reached; raise --max-calls",
            ),
            (
                lambda spent: spent.tokens,
                given.max_tokens,
                f"{_many(given.max_tokens, 'token')} is reached; raise --max-tokens",
            ),
            (lambda spent: spent.dollars, dollars, f"{shown(dollars)} US dollars is reached; raise --max-cost"),
        ]
        return [limit for limit in every if limit[1]]

    def _admit(self, coming: _Spent) -> None:
        with self._change:
            while not self._reached:
                self._settled += self._priced(self._meter.bills(self._settled.calls))
                self._reached = self._over(self._settled + coming)
                if not self._reached and not self._over(self._settled + self._under_way + coming):
                    self._under_way += coming
                    return
                if not self._reached:
                    self._change.wait()
            raise CeilingReached(self._reached)

    def _over(self, spent: _Spent) -> str:
        return next((f"the ceiling of {words}" for measure, most, words in self._limits if measure(spent) > most), "")

    def _priced(self, bills: list[Tokens]) -> _Spent:
        given = self._settings
        dollars = cost(given.model, given.base_url, bills) if given.max_cost else None
        return _Spent(len(bills), sum(each.input + each.output for each in bills), dollars or Decimal(0))
