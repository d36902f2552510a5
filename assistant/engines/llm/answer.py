"""A question and passages to sentences, offered one by one while the reply still arrives, and mended once."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from assistant.answered import Offer, Passage
from assistant.engines.llm import words
from assistant.engines.llm.asking import Asking
from assistant.engines.llm.lines import DATE, flat, named
from assistant.errors import Refused
from assistant.llm.live import told
from assistant.llm.partial import finished
from assistant.llm.prompts import data_block
from assistant.text.words import content_weights, share_in, tokens

if TYPE_CHECKING:
    from assistant.engines.llm.shapes import CitedShape, MendedShape

MAX_TOKENS = 600
MOST_MENDED = 8
NEAREST = 2
"""Passages shown with a refused sentence besides those it names: the right one may be another."""
LONGEST_WHY = 300
SILENT = "the passages do not answer the question"
MISSING = re.compile(
    r"(?:\bnot|n[’']t)\s+(?:\w+ly\s+)?(?:say|said|mention|state|specif|contain|include|give|provide|speak|answer|name|identif|tell)"
    r"|\b(?:no|none of the)\s+(?:passage|source|article|text|excerpt|document|information|answer|detail|mention)",
    re.IGNORECASE,
)
"""How one says that something is missing."""
OF_SILENCE = """passage text source article excerpt document report information detail given provided available context
mention say tell state specify contain include give provide speak answer question name identify clear enough know"""
"""Words that such a reason may use beside those of the question."""


@dataclass(frozen=True, slots=True)
class _Failed:
    """A sentence that was not taken: its words, the numbers it names, and why."""

    text: str
    numbers: tuple[int, ...]
    reason: str


@dataclass
class _Offering:
    """Offers each sentence once, however often it is met: while it arrives, and in the whole reply.

    Passages go by their number in the prompt; a model copies `[3]` without slips, a longer mark it does not. A
    number that was not given is offered too, for the gate to refuse.
    """

    passages: Mapping[int, Passage]
    offer: Offer
    met: set[tuple[str, tuple[int, ...], str]] = field(default_factory=set)
    failed: list[_Failed] = field(default_factory=list)

    def cited(self, shape: "CitedShape | MendedShape", mends: str = "") -> None:
        """Offer a sentence, unless it was."""
        text, numbers = words.told(shape.text), tuple(dict.fromkeys(shape.passages))
        if (text, numbers, mends) in self.met or not text:
            return
        self.met.add((text, numbers, mends))
        ids = [self.passages[n].id if n in self.passages else f"[{n}]" for n in numbers]
        if reason := self.offer(text, ids, mends=mends):
            self.failed.append(_Failed(text, numbers, reason))


def answer(asking: Asking, question: str, passages: Sequence[Passage], offer: Offer) -> str:
    """Offer an answer from the passages alone; why there is none. Raises ModelError.

    What is refused goes back to the model once, all of it in one call.
    """
    from assistant.engines.llm.shapes import AnswerShape, CitedShape

    if not passages:
        return "there are no passages to answer from"
    offering = _Offering(dict(enumerate(passages, 1)), offer)
    values = {"passages": _shown(offering.passages), "question": " ".join(question.split())}
    try:
        asked = _live(asking, CitedShape, offering.cited).ask("answer", values, AnswerShape, MAX_TOKENS)
    except Refused as error:
        return str(error)
    for sentence in asked.value.sentences:
        offering.cited(sentence)
    for misshapen in asked.rejected:
        offer(words.told(misshapen.text), ())
    if offering.failed:
        _mend(asking, values["question"], offering)
    return "" if offering.met else _missing(asked.value.why, values["question"])


def _missing(why: str, question: str) -> str:
    """What a model says is missing, in the words of the question: nothing verifies it, so it brings none of its own."""
    told = words.told(why)
    known = {token.stem for text in (question, OF_SILENCE) for token in tokens(text)}
    new = any(token.content and token.stem not in known for token in tokens(told))
    return SILENT if new or len(told) > LONGEST_WHY or not MISSING.search(told) else told


def _mend(asking: Asking, question: str, offering: _Offering) -> None:
    from assistant.engines.llm.shapes import MendedShape, MendShape

    failed = offering.failed[:MOST_MENDED]
    lines = (f'{n}. "{each.text}" {list(each.numbers)} - {each.reason}' for n, each in enumerate(failed, 1))
    values = {
        "passages": _shown(_near(failed, offering.passages)),
        "question": question,
        "refused": data_block("refused", "\n".join(lines)),
    }

    def take(shape: MendedShape) -> None:
        if 0 < shape.number <= len(failed):
            offering.cited(shape, failed[shape.number - 1].text)

    try:
        asked = _live(asking, MendedShape, take).ask("mend", values, MendShape, MAX_TOKENS)
    except Refused:
        return  # what was refused stays so
    for shape in asked.value.sentences:
        take(shape)


def _live(asking: Asking, shape: "type[Any]", take: Callable[[Any], None]) -> Asking:
    """The same with each sentence of a reply taken as soon as it is complete."""
    from pydantic import ValidationError

    def listen(text: str) -> None:
        for item in finished(text, "sentences"):
            try:
                made = shape.model_validate(item)
            except ValidationError:
                continue  # what is out of shape is sent back with the whole reply
            take(made)

    return replace(asking, transport=told(asking.transport, listen))


def _near(failed: Sequence[_Failed], passages: Mapping[int, Passage]) -> dict[int, Passage]:
    """The passages that refused sentences name, and those that share the most words with each."""
    held = {number: content_weights(passage.quote.text) for number, passage in passages.items()}
    wanted = {number for each in failed for number in each.numbers}
    for each in failed:
        said = content_weights(each.text)
        wanted |= set(sorted(held, key=lambda number: -share_in(said, held[number]))[:NEAREST])
    return {number: passage for number, passage in passages.items() if number in wanted}


def _shown(passages: Mapping[int, Passage]) -> str:
    """Passages with their number, source and day, between marks."""
    return data_block("passages", "\n".join(_line(number, passage) for number, passage in passages.items()))


def _line(number: int, passage: Passage) -> str:
    day = passage.published[:10]
    origin = ", ".join(filter(None, (named(passage.source), day if DATE.fullmatch(day) else "")))
    return f"[{number}] {f'({origin}) ' if origin else ''}{flat(passage.quote.text)}"
