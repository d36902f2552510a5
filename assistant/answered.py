"""The nouns of an answer: what is offered as evidence, what an engine makes of it, what passes. Frozen records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.schema import Article, Discrepancy, Origin, Quote, Rejected, Run, Sentence

ANSWER = "answer"
"""Where a problem is placed that left a question without its answer, or without some of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article, offered as evidence for an answer.

    `id` is the number of the article among those that are read and of the sentence in it, as `2:14`.
    `before` holds the sentences in front of it, for what a pronoun points back to; `score` tells how
    well it fits the question, higher is better, comparable within one question only.
    """

    id: str
    quote: Quote
    source: str = ""
    published: str = ""
    title: str = ""
    before: str = ""
    score: float = 0.0


class Offer(Protocol):
    """Takes a sentence of an answer, or says why not: the gate that every engine's words pass."""

    def __call__(self, text: str, ids: Sequence[str], *, mends: str = "") -> str:
        """Offer a sentence with the ids of the passages that state it; why it is not taken, empty where it is.

        `mends` is the sentence that was not taken and that this one stands for.
        """


@dataclass(frozen=True, slots=True)
class Answer:
    """Result of `ask`: every sentence with the words that state it, or why there is none.

    `disputed` tells that sources give different answers; `disputes` are the findings that say so.
    `understood` is the question as it was understood from what was said before, empty where it was
    taken as it stands. `removed` lists sentences that the engine gave and that its cited words do
    not carry. Where the answer `abstained`, `sentences` and `answer` are empty and `why` says why;
    `nearest` are then sentences of the sources that come nearest by words alone, where a model was asked.
    """

    question: str
    answer: str
    sentences: tuple[Sentence, ...]
    disputed: bool
    abstained: bool
    why: str
    articles: tuple[Article, ...]
    run: Run
    understood: str = ""
    disputes: tuple[Discrepancy, ...] = ()
    removed: tuple[Rejected, ...] = ()
    origins: tuple[Origin, ...] = ()
    nearest: tuple[Sentence, ...] = ()

    @property
    def undelivered(self) -> bool:
        """Whether there is no answer because the model gave none, which says nothing about the sources."""
        return self.abstained and any(problem.where == ANSWER for problem in self.run.problems)
