"""What a number measures: the noun it counts, or what happened to the people it counts."""

from collections.abc import Callable

from assistant.text.facts import Facts
from assistant.text.quantities import Quantity
from assistant.text.words import stem

# What befalls people, by the words that tell it; a count of people is a count of one of these.
FATES: dict[str, tuple[str, ...]] = {
    "deaths": (
        "dead",
        "death",
        "deaths",
        "died",
        "die",
        "dying",
        "killed",
        "killing",
        "kills",
        "fatalities",
        "toll",
    ),
    "injured": (
        "injured",
        "injuring",
        "injuries",
        "injury",
        "wounded",
        "wounding",
        "hurt",
        "hospital",
        "treated",
    ),
    "missing": ("missing", "unaccounted", "disappeared"),
    "displaced": ("displaced", "homeless", "evacuated", "evacuees", "evacuation", "shelter", "shelters"),
    "arrested": ("arrested", "arrests", "detained", "custody", "detainees"),
    "rescued": ("rescued", "rescue", "saved"),
    "attended": (
        "crowd",
        "attendance",
        "attended",
        "spectators",
        "supporters",
        "fans",
        "protesters",
        "marched",
    ),
}
FATE_OF = {stem(word): fate for fate, words in FATES.items() for word in words}
MANY = frozenset({"attended", "arrested", "rescued"})
"""Fates of which one story may count several: another number of them needs a like surrounding."""
FATED = frozenset(
    stem(w)
    for w in """dead deaths fatalities injured injuries wounded missing evacuees arrests detainees spectators
    fans""".split()
)
"""Nouns that are counted themselves: "17 dead", but not "five shelters"."""
# Figures that news keeps reporting, by their unit and the words that name them.
FIGURES: dict[tuple[str, str], tuple[str, ...]] = {
    ("prison term", "month"): ("prison", "jail", "jailed", "imprisonment", "sentenced", "sentence", "behind"),
    ("unemployment", "%"): ("unemployment", "unemployed", "jobless", "joblessness"),
    ("inflation", "%"): ("inflation", "prices", "cpi"),
    ("growth", "%"): ("growth", "grew", "growing", "grow", "gdp", "expanded", "expand", "economy"),
    ("interest rate", "%"): ("key", "benchmark", "lending"),
    ("turnout", "%"): ("turnout",),
    ("approval", "%"): ("approval", "approve", "approves"),
}
FIGURE_OF = {(stem(word), unit): name for (name, unit), words in FIGURES.items() for word in words}
PEOPLE = frozenset(
    stem(w)
    for w in """people person persons men women children residents villagers passengers victims civilians workers
    lives others bodies students miners supporters""".split()
)
CLOSE = 6
"""How many tokens before or behind a number may tell what it measures."""


def measure(facts: Facts, quantity: Quantity) -> str:
    """What the number is a number of: a fate, an age, a known figure, else the stem of its noun; or empty."""
    if quantity.unit == "age":
        return _whose_age(facts, quantity)
    if quantity.unit:
        return _nearest(facts, quantity, lambda s: FIGURE_OF.get((s, quantity.unit), ""), before=True) or quantity.head
    if quantity.head in FATED:
        return FATE_OF[quantity.head]
    if quantity.head and quantity.head not in PEOPLE:
        return quantity.head
    return _nearest(facts, quantity, lambda s: FATE_OF.get(s, ""), before=False) or quantity.head


def _whose_age(facts: Facts, quantity: Quantity) -> str:
    """Last name of the person whose age it is: "Ann Lee, 54," and "the 54-year-old Ann Lee"."""
    before = [n for n in facts.names if 0 < quantity.start - n.end <= 3]
    after = [n for n in facts.names if 0 < n.start - quantity.end <= 25]
    return next((f"age of {name.last}" for name in [*before, *after]), "")


def _nearest(facts: Facts, quantity: Quantity, named: Callable[[str], str], *, before: bool) -> str:
    """What the words nearest to the number name.

    A rate is named `before` its figure first ("unemployment was 5.1 per cent"), a fate behind it
    ("12 people were killed").
    """
    after = [t.stem for t in facts.tokens if t.start >= quantity.end][: CLOSE - 1]
    ahead = [t.stem for t in facts.tokens if t.end <= quantity.start][-CLOSE:][::-1]
    stems = (*ahead, *after) if before else (*after, *ahead)
    return next((name for stem_ in stems if (name := named(stem_))), "")
