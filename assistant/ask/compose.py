"""The answer as one text: its sentences, and where sources disagree, who says what."""

from collections.abc import Mapping, Sequence

from assistant.schema import Article, Discrepancy, Position, Sentence


def composed(sentences: Sequence[Sentence], disputes: Sequence[Discrepancy], articles: Mapping[str, Article]) -> str:
    """The answer's words: `Dawn: 12; SouthAsianDesk: 11 (2025-08-04)` before its sentences where they disagree."""
    told = ["The sources disagree: " + "; ".join(said_by(p, articles) for p in d.positions) + "." for d in disputes]
    return " ".join([*told, *(sentence.text for sentence in sentences)])


def said_by(position: Position, articles: Mapping[str, Article]) -> str:
    """One source's position in a line."""
    return f"{articles[position.article].label}: {position.value}"
