"""What a run would ask of a model: the run itself, over a transport that asks nobody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answered import Offer, Passage
from assistant.engines.kept import Unasked
from assistant.engines.llm import Llm
from assistant.errors import ModelError
from assistant.llm.price import cost, shown
from assistant.llm.rehearsal import open_rehearsal
from assistant.schema import Article, Draft, Pair, Tokens, Verdict
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Forecast:
    """Calls that a run would make, by prompt, and the most that they would use.

    `about` tells that some are estimated: what is compared depends on digests that are not made
    yet. `stored` counts the calls that would be answered from the store. `cost` is in US dollars,
    empty where no price is known.
    """

    model: str
    calls: int = 0
    about: bool = False
    by_prompt: dict[str, int] = field(default_factory=dict)
    stored: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    cost: str = ""


class Dry(Unasked):
    """An engine that makes no call. Where a digest would have to be asked for, the built-in engine stands in."""

    def __init__(self, settings: Settings) -> None:
        """Raise UserError for settings that cannot be used."""
        stack, self._rehearsal = open_rehearsal(settings)
        super().__init__(Llm(stack))
        self._settings = stack.settings
        self._guessing = False

    def digest(self, article: Article) -> Draft:
        """The draft that is kept; that of the built-in engine where a part would have to be asked for."""
        before = len(self._rehearsal.needed)
        draft = self._llm.digest(article)
        if len(self._rehearsal.needed) == before and not draft.problems:
            return draft
        self._guessing = True
        return self._stand_in.digest(article)

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """The verdicts that are kept, else `unsure`."""
        try:
            return self._llm.judge(pairs)
        except ModelError as error:
            return [Verdict("unsure", "other", "", str(error))] * len(pairs)

    def answer(self, question: str, passages: Sequence[Passage], offer: Offer) -> str:
        """The answer that is kept, else none."""
        try:
            return self._llm.answer(question, passages, offer)
        except ModelError as error:
            return str(error)

    def forecast(self, *, compared: bool) -> Forecast:
        """What was needed so far; `compared` says whether the run goes on from digests to comparing them."""
        needed = [tokens for _, tokens in self._rehearsal.needed]
        place, model = self._settings.base_url, self.model
        return Forecast(
            model=model,
            calls=len(needed),
            about=self._guessing and compared,
            by_prompt=dict(sorted(Counter(prompt for prompt, _ in self._rehearsal.needed).items())),
            stored=self._rehearsal.stored,
            tokens=Tokens(sum(each.input for each in needed), sum(each.output for each in needed)),
            cost=shown(cost(model, place, needed)),
        )
