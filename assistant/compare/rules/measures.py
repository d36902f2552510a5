"""What a number measures: the noun it counts, or what happened to the people it counts."""

from collections.abc import Iterable

from assistant.text.facts import Facts
from assistant.text.quantities import Quantity
from assistant.text.words import stem

# What befalls people, by the words that tell it; a count of people is a count of one of these.
FATES: dict[str, tuple[str, ...]] = {
    "deaths": ("dead", "death", "deaths", "died", "die", "dying", "killed", "killing", "kills", "fatalities", "toll"),
    "injured": ("injured", "injuring", "injuries", "injury", "wounded", "wounding", "hurt", "hospital", "treated"),
    "missing": ("missing", "unaccounted", "disappeared"),
    "displaced": ("displaced", "homeless", "evacuated", "evacuees", "evacuation", "shelter", "shelters"),
    "arrested": ("arrested", "arrests", "detained", "custody", "detainees"),
    "rescued": ("rescued", "rescue", "saved"),
    "attended": ("crowd", "attendance", "attended", "spectators", "supporters", "fans", "protesters", "marched"),
}
FATE_OF = {stem(word): fate for fate, words in FATES.items() for word in words}
PEOPLE = frozenset(
    stem(w)
    for w in """people person persons men women children residents villagers passengers victims civilians workers
    lives others bodies soldiers students miners homes spectators supporters fans""".split()
)
CLOSE = 5
"""How many tokens before or after a number may tell what befell the people it counts."""


def measure(facts: Facts, quantity: Quantity) -> str:
    """What the number is a number of: a fate, else the stem of the noun; empty where nothing tells."""
    if quantity.head in FATE_OF:
        return FATE_OF[quantity.head]
    if quantity.unit or (quantity.head and quantity.head not in PEOPLE and not _verb_like(quantity.head)):
        return quantity.head
    return _fate(facts, quantity) or (quantity.head if quantity.head in PEOPLE else "")


def _verb_like(head: str) -> bool:
    return head in FATE_OF


def _fate(facts: Facts, quantity: Quantity) -> str:
    """The fate told nearest to the number: behind it first, as in "12 people were killed"."""
    after = [t.stem for t in facts.tokens if t.start >= quantity.end][:CLOSE]
    before = [t.stem for t in facts.tokens if t.end <= quantity.start][-CLOSE:][::-1]
    return _first(after) or _first(before)


def _first(stems: Iterable[str]) -> str:
    return next((FATE_OF[stem_] for stem_ in stems if stem_ in FATE_OF), "")
