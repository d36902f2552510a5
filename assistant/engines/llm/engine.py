"""The engine over a transport: which prompts it sends, and what each question comes to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answered import Offer, Passage
from assistant.engines.llm.answer import answer
from assistant.engines.llm.asking import Asking
from assistant.engines.llm.digest import digest
from assistant.engines.llm.judge import judge
from assistant.engines.seam import Usage
from assistant.llm.call import Call, Reply
from assistant.llm.endpoint import address
from assistant.llm.entry import reading
from assistant.llm.meter import Meter
from assistant.llm.price import cost, shown
from assistant.llm.prompts import load_prompt
from assistant.llm.stack import Stack, open_transport
from assistant.schema import Article, Draft, Pair, Tokens, Verdict, names_of
from assistant.settings import Settings

PROMPTS = ("digest", "judge", "answer", "mend", "repair")
BATCH = 8
MOST_PAIRS = 24  # an article: three calls at most


class Llm:
    """An engine that asks a model through the stack's transport; its meter counts what is paid for."""

    name = "llm"
    batch = BATCH
    most_pairs = MOST_PAIRS

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._place = address(stack.settings.base_url)
        self._asking = Asking(
            stack.transport,
            stack.endpoint,
            stack.settings.model,
            stack.settings.seed,
            stack.settings.temperature,
        )
        self._window = stack.settings.window
        self._meter = stack.meter

    def apart(self) -> "tuple[Llm, Meter]":
        """The same engine with a count of its own: of every reply, kept and recorded ones too."""
        meter = Meter(self._stack.transport)
        return Llm(replace(self._stack, transport=meter, meter=meter)), meter

    def overheard(self, listen: Callable[[Call], None]) -> "Llm":
        """The same engine; every call that it makes is told to a listener first, kept and recorded ones too."""
        send = self._stack.transport

        def transport(call: Call) -> Reply:
            listen(call)
            return send(call)

        return Llm(replace(self._stack, transport=transport))

    @property
    def model(self) -> str:
        """The model's name."""
        return self._asking.model

    @property
    def prompts(self) -> Mapping[str, str]:
        """Name and content hash of every prompt this engine may send."""
        return {name: load_prompt(name).hash for name in PROMPTS}

    def usage(self) -> Usage:
        """Calls and tokens so far, failed ones included, and what they cost."""
        calls, tokens = self._meter.usage()
        # An endpoint that counts no tokens leaves nothing to reckon with.
        known = tokens != Tokens() or not calls
        return Usage(calls, tokens, shown(cost(self.model, self._place, self._meter.bills())) if known else "")

    def digest(self, article: Article) -> Draft:
        """Summary and claims as the model words them; problems name the parts it did not deliver.

        Raises Unreachable where every further article would fail too.
        """
        with reading(names_of(article)):
            return digest(self._asking, article, self._window)

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """One verdict a pair, in order; `unsure` where the model gave none. Raises ModelError."""
        return judge(self._asking, pairs)

    def answer(self, question: str, passages: Sequence[Passage], offer: Offer) -> str:
        """Offer the model's sentences as they come; why there is none, or no more. Raises ModelError."""
        return answer(self._asking, question, passages, offer)


def open_llm(settings: Settings) -> Llm:
    """The engine for the model and endpoint of the settings; nothing is sent yet.

    Raises UserError for settings that cannot be used.
    """
    return Llm(open_transport(settings))
