"""Whether the cited words carry a sentence of an answer: the gate that no sentence passes unchecked."""

from collections.abc import Sequence

from assistant.answered import Passage
from assistant.text.carry import not_carried
from assistant.text.facts import Context

UNCITED = "it names no passage that was given"


def not_borne(text: str, cited: Sequence[Passage]) -> str:
    """Why the cited passages do not carry a sentence; empty when they do."""
    if not cited:
        return UNCITED
    published = {passage.published for passage in cited}
    context = Context(published.pop() if len(published) == 1 else "")
    words = " ".join(" ".join(passage.quote.text.split()) for passage in cited)
    return not_carried(text, words, context, " ".join(passage.before for passage in cited))
