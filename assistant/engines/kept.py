"""What a model has said of articles before, for a comparison that costs nothing: the rest is the built-in engine's."""

from collections.abc import Mapping, Sequence

from assistant.answered import Offer, Passage
from assistant.engines.builtin import Builtin
from assistant.engines.llm import Llm
from assistant.engines.seam import Engine, Usage
from assistant.errors import ModelError, UserError
from assistant.llm.rehearsal import open_rehearsal
from assistant.schema import Article, Draft, Pair, Verdict
from assistant.settings import Settings


def comparing(settings: Settings, articles: Sequence[Article]) -> Engine:
    """The engine to compare articles with where the model may not be asked: `builtin` where no digest of it is kept.

    Raises UserError for settings that cannot be used.
    """
    llm = Llm(open_rehearsal(settings)[0])
    drafts = {article.id: draft for article in articles if (draft := _kept(llm, article))}
    return Kept(llm, drafts) if drafts else Builtin()


def _kept(llm: Llm, article: Article) -> Draft | None:
    """The draft that can be made without asking; none where a part would have to be asked for."""
    try:
        draft = llm.digest(article)
    except (ModelError, UserError):  # a cassette without the call says so as the user's to mend
        return None
    return None if draft.problems else draft


class Unasked:
    """What engines have in common that stand for a model and ask nobody; `llm` is over a transport that declines."""

    name = "llm"

    def __init__(self, llm: Llm) -> None:
        self._llm = llm
        self._stand_in = Builtin()
        self.batch = llm.batch
        self.most_pairs = llm.most_pairs

    @property
    def model(self) -> str:
        """The model's name."""
        return self._llm.model

    @property
    def prompts(self) -> Mapping[str, str]:
        """Name and content hash of every prompt."""
        return self._llm.prompts

    def usage(self) -> Usage:
        """Nothing."""
        return Usage()


class Kept(Unasked):
    """An engine for comparisons: drafts and verdicts that are kept, else those of the built-in engine."""

    def __init__(self, llm: Llm, drafts: Mapping[str, Draft]) -> None:
        """`drafts` are by article id."""
        super().__init__(llm)
        self._drafts = drafts

    def digest(self, article: Article) -> Draft:
        """The draft that is kept, else the built-in engine's."""
        return self._drafts.get(article.id) or self._stand_in.digest(article)

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """The verdicts that are kept, else the built-in engine's."""
        try:
            return self._llm.judge(pairs)
        except (ModelError, UserError):
            return self._stand_in.judge(pairs)

    def answer(self, question: str, passages: Sequence[Passage], offer: Offer) -> str:
        """None: a comparison is all it is for."""
        return "nothing is asked of a model here"
