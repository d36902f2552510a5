"""The seam between the product and a mind: digest an article, judge pairs, answer a question.

`builtin` needs no model and no network; `llm` asks a language model. What either proposes is
accepted only after the deterministic gates of the steps that call it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant import __version__
from assistant.answered import Offer, Passage
from assistant.schema import Article, Draft, Pair, Problem, Run, Tokens, Verdict


@dataclass(frozen=True, slots=True)
class Usage:
    """What an engine has consumed so far; `cost` in US dollars as `0.0123`, empty where no price is known."""

    calls: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    cost: str = ""


class Engine(Protocol):
    """The three things the product asks of a mind. Implementations are safe to use from threads."""

    @property
    def name(self) -> str:
        """`builtin` or `llm`."""

    @property
    def model(self) -> str:
        """The model's name, or `builtin`."""

    @property
    def batch(self) -> int:
        """How many pairs one `judge` may be given."""

    @property
    def most_pairs(self) -> int:
        """How many pairs an article's comparison is worth asking this engine about."""

    @property
    def prompts(self) -> Mapping[str, str]:
        """Name and content hash of every prompt this engine may send."""

    def usage(self) -> Usage:
        """Calls and tokens so far, failed ones included."""

    def digest(self, article: Article) -> Draft:
        """Summary and claims as the engine words them. Raises ModelError."""

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """One verdict a pair, in order; `unsure` where it cannot tell. Raises ModelError."""

    def answer(self, question: str, passages: Sequence[Passage], offer: Offer) -> str:
        """Offer sentences that answer the question from the passages; why there is none, or no more.

        Raises ModelError.
        """


def run_of(engine: Engine, problems: tuple[Problem, ...]) -> Run:
    """How everything that an engine has done so far was done."""
    usage = engine.usage()
    return Run(
        model=engine.model,
        engine=engine.name,
        calls=usage.calls,
        tokens=usage.tokens,
        prompts=dict(engine.prompts),
        version=__version__,
        problems=problems,
        cost=usage.cost,
    )
