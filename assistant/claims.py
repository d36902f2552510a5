"""The nouns of one article: its claims and summary, as drafted and as found in its words.

They are part of `assistant.schema`, which everything else imports them from.
"""

from dataclasses import dataclass, field
from typing import Literal

Stance = Literal["asserted", "reported", "denied", "planned"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article; `text == article.text[start:end]` always.

    Made by `assistant.text.locate` only: holding one proves that the words were found.
    """

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A statement as an engine worded it, before its words are found in the article.

    `words` are the article's words that the engine believes carry the statement; `at` is the
    offset where they begin when the engine knows it, else -1.
    """

    text: str
    words: tuple[str, ...] = ()
    at: int = -1
    stance: Stance = "asserted"
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ours with the words it stands on."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that an article makes, tied to the words that make it.

    `speaker` is who says it according to the article; empty when the article itself does.
    """

    id: str
    article: str
    text: str
    quotes: tuple[Quote, ...]
    stance: Stance = "asserted"
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A draft statement that did not pass a check, and which."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine makes of one article.

    `skipped` counts sentences left out, by reason; `rejected` lists what the engine delivered in
    a form that could not be used.
    """

    summary: tuple[DraftSentence, ...]
    claims: tuple[DraftSentence, ...]
    skipped: dict[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """Summary and claims of one article, every one located in its text."""

    article: str
    summary: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...] = ()
    skipped: dict[str, int] = field(default_factory=dict)
