"""Which articles a question is about, read from the outlets and dates that it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.schema import Article


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question asks for, and of whom.

    `question` is what is left to look for once outlets and their dates are taken out. `articles` are the numbers
    of those it is put to, from 0; `first` of those whose day it names, which come first. `why` tells why no
    article is left.
    """

    question: str
    articles: frozenset[int]
    first: frozenset[int] = frozenset()
    why: str = ""


def scope_of(question: str, articles: Sequence[Article]) -> Scope:
    """All articles."""
    return Scope(question, frozenset(range(len(articles))))
