"""The engine that needs no model: offline, deterministic, and the baseline every model has to beat.

It chooses and compares words that are in the sources; it writes none of its own.
"""

from collections.abc import Mapping, Sequence

from assistant.answered import Offer, Passage
from assistant.engines.builtin.digest import digest
from assistant.engines.builtin.judge import judge
from assistant.engines.seam import Usage
from assistant.schema import Article, Draft, Pair, Verdict


class Builtin:
    """Rules over words, numbers, dates, names and negation."""

    name = "builtin"
    model = "builtin"
    batch = 1_000_000
    most_pairs = 1_000_000
    prompts: Mapping[str, str] = {}

    def usage(self) -> Usage:
        """Nothing: no call is ever made."""
        return Usage()

    def digest(self, article: Article) -> Draft:
        """Central sentences as summary, factual sentences as claims."""
        return digest(article)

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Verdicts by wording: the same words, a negation on one side, one name in another's place."""
        return judge(pairs)

    def answer(self, question: str, passages: Sequence[Passage], offer: Offer) -> str:
        """Offer the sentences that carry the question's words and the kind of thing it asks for; why there is none."""
        from assistant.engines.builtin.answer import answer  # a third of this engine, which a briefing does without

        return answer(question, passages, offer)
