"""The facts of a statement, read from its words alone: what two statements are compared by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.schema import Article, Span
from assistant.text.dates import When, dates
from assistant.text.names import GIVEN, TITLES, Name, capitals, full_names, names
from assistant.text.offices import ROLE_WORDS, Office, holders_of, offices, role_of
from assistant.text.places import places
from assistant.text.quantities import Quantity, has_number, quantities
from assistant.text.stance import MODAL, Modality, modality, negated
from assistant.text.words import Token, content_weights, shared_weight, tokens, weights_of

OF_PLACE = re.compile(r"\sof\s(?:the\s)?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Context:
    """What an article tells about the words of each of its sentences.

    `known` are words it writes as names; `people` gives the full name for a last name; `holders`
    the last name or full name of who alone holds a role in it, by the words for the role.
    """

    published: str = ""
    known: frozenset[str] = frozenset()
    people: tuple[tuple[str, str], ...] = ()
    holders: tuple[tuple[str, str], ...] = ()

    def __hash__(self) -> int:
        """Hash of the small parts: the facts of a sentence are looked up by it, and an article has many people."""
        return hash((self.published, self.known))

    def full(self, core: str) -> str:
        """The full form of a name that is given by its last word only."""
        return dict(self.people).get(core, core)

    def person(self, words: str) -> str:
        """Whom words name in this article, by full name, surname or role; empty where that cannot be told."""
        named = names(f"x {words}", self.known | frozenset(dict(self.people)))
        of = OF_PLACE.search(words)
        if named and not of:
            return self.full(named[0].core)
        role = role_of(words[: of.start()] if named and of else words)
        return self.full(dict(self.holders).get(role, "")) if role else ""


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
    places: tuple[Name, ...] = ()
    modality: Modality = ""
    name_stems: frozenset[str] = frozenset()
    """Stems of the words of its names."""

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the content words."""
        return frozenset(self.weights)


@lru_cache(maxsize=1000)
def context_of(article: Article) -> Context:
    """What the whole article tells about its words."""
    known = capitals(article.text)
    people = full_names(names(article.text, known))
    holders = holders_of(offices(article.text))
    known |= GIVEN & people.keys()  # "May said" where the article speaks of Theresa May
    return Context(article.published, known, tuple(sorted(people.items())), tuple(sorted(holders.items())))


@lru_cache(maxsize=20_000)
def facts_of(text: str, context: Context) -> Facts:
    """The facts of one statement."""
    words = tuple(tokens(text))
    lowers = {token.lower for token in words}
    named = names(text, context.known)
    when = dates_in(text, context)
    taken = [Span(w.start, w.end) for w in when]
    return Facts(
        tokens=words,
        weights=weights_of(words),
        names=named,
        offices=tuple(offices(text)) if not lowers.isdisjoint(ROLE_WORDS) else (),
        dates=tuple(when),
        quantities=tuple(quantities(text, taken)) if has_number(text, lowers) else (),
        negated=negated(text, words),
        places=places(text, named, frozenset(last for last, _ in context.people)),
        modality=modality(text) if not lowers.isdisjoint(MODAL) else "",
        name_stems=stems_in(words, named),
    )


def dates_in(text: str, context: Context) -> list[When]:
    """The dates of some words of an article, as those of its day; "May" is a name where the article has one."""
    return dates(text, context.published, context.known & GIVEN)


def stems_in(words: Sequence[Token], found: Sequence[Name]) -> frozenset[str]:
    """Stems of the words that stand in names."""
    return frozenset(t.stem for n in found for t in words if n.start <= t.start < n.end)


def beside_names(facts: Facts) -> dict[str, float]:
    """The weights of what a statement says beside names and the titles that go with them."""
    aside = facts.name_stems | {t.stem for t in facts.tokens if t.lower in TITLES}
    return {stem: weight for stem, weight in facts.weights.items() if stem not in aside}


def content_overlap(left: str, right: str) -> float:
    """How much of the weight of the lighter of two texts the other carries too, from 0 to 1."""
    return shared_weight(content_weights(left), content_weights(right))
