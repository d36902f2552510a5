"""The engine over a transport: which prompts it sends, and what each question comes to."""

from collections.abc import Callable, Mapping, Sequence

from assistant.engines.llm.answer import answer
from assistant.engines.llm.asking import Asking
from assistant.engines.llm.digest import digest
from assistant.engines.llm.judge import judge
from assistant.engines.seam import Usage
from assistant.llm.call import Transport
from assistant.llm.endpoint import address, open_endpoint
from assistant.llm.meter import Meter
from assistant.llm.prompts import load_prompt
from assistant.schema import Article, Draft, DraftAnswer, Pair, Passage, Verdict
from assistant.settings import Settings

PROMPTS = ("digest", "judge", "answer", "repair")
BATCH = 8
MOST_PAIRS = 40  # an article: five calls at most


class Llm:
    """An engine that asks a model through `transport`; `meter` counts what is paid for."""

    name = "llm"
    batch = BATCH
    most_pairs = MOST_PAIRS

    def __init__(self, settings: Settings, transport: Transport, meter: Meter) -> None:
        self._asking = Asking(transport, address(settings.base_url), settings.model)
        self._window = settings.window
        self._meter = meter

    @property
    def model(self) -> str:
        """The model's name."""
        return self._asking.model

    @property
    def prompts(self) -> Mapping[str, str]:
        """Name and content hash of every prompt this engine may send."""
        return {name: load_prompt(name).hash for name in PROMPTS}

    def usage(self) -> Usage:
        """Calls and tokens so far, failed ones included."""
        return Usage(*self._meter.usage())

    def digest(self, article: Article) -> Draft:
        """Summary and claims as the model words them; problems name the parts it did not deliver.

        Raises Unreachable where every further article would fail too.
        """
        return digest(self._asking, article, self._window)

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """One verdict a pair, in order; `unsure` where the model gave none. Raises ModelError."""
        return judge(self._asking, pairs)

    def answer(self, question: str, passages: Sequence[Passage]) -> DraftAnswer:
        """An answer whose every sentence names passages it was given, or none. Raises ModelError."""
        return answer(self._asking, question, passages)


def open_llm(settings: Settings, wrap: Callable[[Transport], Transport] | None = None) -> Llm:
    """The engine for the model and endpoint of the settings; nothing is sent yet.

    `wrap` puts a cache, a cassette or a ceiling around the endpoint: what it answers by itself
    is not counted. Raises UserError for settings that cannot be used.
    """
    meter = Meter(open_endpoint(settings))
    return Llm(settings, wrap(meter) if wrap else meter, meter)
