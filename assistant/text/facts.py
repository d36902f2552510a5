"""The facts of a statement, read from its words alone: what two statements are compared by."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.schema import Article, Span
from assistant.text.dates import When, dates
from assistant.text.names import TITLES, Name, capitals, full_names, names
from assistant.text.offices import Office, offices
from assistant.text.quantities import Quantity, quantities
from assistant.text.stance import negated
from assistant.text.words import Token, content_weights, shared_weight, tokens


@dataclass(frozen=True, slots=True)
class Context:
    """What an article tells about the words of each of its sentences.

    `known` are words it writes as names; `people` gives the full name for a last name.
    """

    published: str = ""
    known: frozenset[str] = frozenset()
    people: tuple[tuple[str, str], ...] = ()

    def full(self, core: str) -> str:
        """The full form of a name that is given by its last word only."""
        return dict(self.people).get(core, core)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a statement says, in parts. Offsets are those of the statement's own text."""

    tokens: tuple[Token, ...]
    weights: dict[str, float]
    names: tuple[Name, ...]
    offices: tuple[Office, ...]
    dates: tuple[When, ...]
    quantities: tuple[Quantity, ...]
    negated: frozenset[str]

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the content words."""
        return frozenset(self.weights)


def context_of(article: Article) -> Context:
    """What the whole article tells about its words."""
    known = capitals(article.text)
    people = full_names(names(article.text, known))
    return Context(article.published, known, tuple(sorted(people.items())))


@lru_cache(maxsize=100_000)
def facts_of(text: str, context: Context) -> Facts:
    """The facts of one statement."""
    when = dates(text, context.published)
    taken = [Span(w.start, w.end) for w in when]
    return Facts(
        tokens=tuple(tokens(text)),
        weights=content_weights(text),
        names=names(text, context.known),
        offices=tuple(offices(text)),
        dates=tuple(when),
        quantities=tuple(quantities(text, taken)),
        negated=negated(text),
    )


def beside_names(facts: Facts) -> dict[str, float]:
    """The weights of what a statement says beside names and the titles that go with them."""
    named = {t.stem for t in facts.tokens for n in facts.names if n.start <= t.start < n.end}
    titles = {t.stem for t in facts.tokens if t.lower in TITLES}
    return {stem: weight for stem, weight in facts.weights.items() if stem not in named | titles}


def content_overlap(left: str, right: str) -> float:
    """How much of the weight of the lighter of two texts the other carries too, from 0 to 1."""
    return shared_weight(content_weights(left), content_weights(right))
