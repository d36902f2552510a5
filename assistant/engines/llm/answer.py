"""A question and passages to an answer whose every sentence names passages that were given."""

from collections.abc import Sequence

from assistant.answered import Offer, Passage
from assistant.engines.llm.asking import Asking
from assistant.errors import Refused
from assistant.llm.prompts import data_block

MAX_TOKENS = 600
SILENT = "the passages do not answer the question"
UNCITED = "the model named no passage that it was given"


def answer(asking: Asking, question: str, passages: Sequence[Passage], offer: Offer) -> str:
    """Offer an answer from the passages alone; why there is none. Raises ModelError.

    A passage that was not given is struck from a sentence; a sentence left with none is dropped.
    """
    from assistant.engines.llm.shapes import AnswerShape

    if not passages:
        return "there are no passages to answer from"
    # Numbers, not ids: a model copies [3] without slips, a hash it does not.
    lines = (f"[{n}] {' '.join(passage.quote.text.split())}" for n, passage in enumerate(passages, 1))
    values = {"passages": data_block("passages", "\n".join(lines)), "question": " ".join(question.split())}
    try:
        asked = asking.ask("answer", values, AnswerShape, MAX_TOKENS)
    except Refused as error:
        return str(error)
    ids = {number: passage.id for number, passage in enumerate(passages, 1)}
    named = [
        (" ".join(sentence.text.split()), tuple(dict.fromkeys(ids[n] for n in sentence.passages if n in ids)))
        for sentence in asked.value.sentences
    ]
    cited = [sentence for sentence in named if sentence[1]]
    for text, given in cited:
        offer(text, given)
    if cited:
        return ""
    return UNCITED if named else " ".join(asked.value.why.split()) or SILENT
