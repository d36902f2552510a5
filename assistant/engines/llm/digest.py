"""One article to a draft: a call a window, halved where the reply is cut, merged without doubles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.engines.llm.asking import Asking
from assistant.engines.llm.windows import readable, windows
from assistant.engines.llm.words import told
from assistant.errors import CeilingReached, CutShort, ModelError, Unreachable
from assistant.llm.prompts import data_block
from assistant.schema import Article, Draft, DraftSentence, Rejected

if TYPE_CHECKING:
    from assistant.engines.llm.shapes import ClaimShape, SentenceShape

SMALLEST_WINDOW = 1500
MAX_TOKENS = 2048
SUMMARY_SENTENCES = 4
MOST_CLAIMS = 48
"""Claims of a window that are looked at: three times what is asked for, whatever else a model sends."""
MISSHAPEN = "the model gave it in no usable form"


@dataclass(slots=True)
class _Parts:
    """What the windows brought so far, in their order."""

    claims: list[DraftSentence] = field(default_factory=list)
    summaries: list[list[DraftSentence]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def digest(asking: Asking, article: Article, size: int) -> Draft:
    """Summary and claims of an article; what failed becomes a problem.

    Raises Unreachable or CeilingReached where nothing of the article was read.
    """
    parts = _Parts()
    over: ModelError | None = None
    for window in windows(readable(article), size):
        try:
            if over is None:
                _read(asking, window, size, parts)
        except (Unreachable, CeilingReached) as error:
            if not parts.summaries:
                raise
            over = error
        if over is not None:
            parts.problems.append(_problem(over, window))
    # Every part of a long article opens with its own news; take turns, the lead first.
    turns = (sentence for turn in zip_longest(*parts.summaries) for sentence in turn if sentence)
    summary = _without_doubles(turns)[:SUMMARY_SENTENCES]
    claims = _without_doubles(parts.claims)
    return Draft(summary, claims, {}, tuple(parts.problems), tuple(parts.rejected))


def _read(asking: Asking, window: str, size: int, parts: _Parts) -> None:
    from assistant.engines.llm.shapes import DigestShape

    try:
        asked = asking.ask("digest", {"article": data_block("article", window)}, DigestShape, MAX_TOKENS)
    except CutShort as error:
        if len(window) <= SMALLEST_WINDOW:
            parts.problems.append(_problem(error, window))
            return
        smaller = max(SMALLEST_WINDOW, min(size, len(window)) // 2)
        for part in windows(window, smaller):
            _read(asking, part, smaller, parts)
    except (Unreachable, CeilingReached):
        raise
    except ModelError as error:
        parts.problems.append(_problem(error, window))
    else:
        parts.claims += [_claim(claim, window) for claim in asked.value.claims[:MOST_CLAIMS]]
        parts.summaries.append([_sentence(sentence, window) for sentence in asked.value.summary[:MOST_CLAIMS]])
        parts.rejected += [Rejected(told(each.text), f"{MISSHAPEN}: {each.reason}") for each in asked.rejected]


def _claim(shape: "ClaimShape", window: str) -> DraftSentence:
    return DraftSentence(told(shape.text), words(shape.quote, window), -1, shape.stance, told(shape.speaker))


def _sentence(shape: "SentenceShape", window: str) -> DraftSentence:
    return DraftSentence(told(shape.text), words(shape.quote, window))


def words(quote: str, window: str) -> tuple[str, ...]:
    """The article's words in a quote: taken out of added quotation marks, in parts where it was shortened."""
    quote = quote.strip()
    if quote in window:
        return (quote,) if quote else ()
    quote = quote.strip("\"'“”„«»")
    pieces = (quote,) if quote in window else re.split(r"\[?(?:\.\.\.|…)\]?", quote)
    return tuple(piece.strip() for piece in pieces if piece.strip())


def _line(text: str) -> str:
    return " ".join(text.split())


def _problem(error: ModelError, window: str) -> str:
    return f"the part that begins '{_line(window)[:40]}' was not read: {error}"


def _without_doubles(sentences: Iterable[DraftSentence]) -> tuple[DraftSentence, ...]:
    """The sentences without those whose text was met before, but for case, space and full stop."""
    first: dict[str, DraftSentence] = {}
    for sentence in sentences:
        first.setdefault(sentence.text.casefold().rstrip("."), sentence)
    return tuple(first.values())
