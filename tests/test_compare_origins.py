"""Origins and groups: copies of one text are one origin, and groups part what they are given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.compare.groups import grouped
from assistant.compare.origins import origins
from assistant.schema import Article, Clutter

WIRE = (
    "Rising water closed the harbour of Oxmere on Monday and drove 40 families from their homes. "
    "The harbour master, Ana Vell, inspected the quay at noon and ordered all boats to stay ashore. "
    "Repairs to the old lighthouse are to begin as soon as the river falls below the first mark."
)
OWN = (
    "When the river came over the steps on Monday, Jory Lund carried his nets to the church hall. "
    "He was not alone there: half of the lower town had come with blankets, cats and bread. "
    "By evening the wardens had brought stoves, and somebody had found a drum."
)
ADVERT = " Read more about boats, nets and lamps in our weekly letter for friends of the sea and the shore."


def article(id: str, text: str, *clutter: Clutter) -> Article:
    """An article of nothing but a text."""
    return Article(id, id, "", "", "", "", text, clutter)


@pytest.mark.parametrize(
    ("other", "copied"),
    [
        (WIRE, True),
        (WIRE.replace("40 families", "60 families"), True),
        (f"OXMERE (Tern Wire) - {WIRE} More follows.", True),
        (WIRE.split(". ")[0] + ".", True),
        (OWN, False),
        ("", False),
        ("Rain fell.", False),
    ],
)
def test_copies_have_one_origin(other: str, copied: bool) -> None:
    """A wire report with a changed figure, a frame or cut short is still that report."""
    found = origins([article("a1", WIRE), article("a2", other)])
    assert (found["a1"] == found["a2"]) is copied


def test_shared_clutter_makes_no_copy() -> None:
    """Two reports on pages with the same advert have two origins."""
    texts = {"a1": "Rain fell on the hills all day long." + ADVERT, "a2": "A mayor was chosen in the town." + ADVERT}
    marked = [article(id, t, Clutter(t.index(ADVERT), len(t), "advert")) for id, t in texts.items()]
    bare = [article(id, t) for id, t in texts.items()]
    assert len(set(origins(marked).values())) == 2
    assert len(set(origins(bare).values())) == 1


def test_origins_of_three() -> None:
    """Every article has an origin; a copy of a copy shares it."""
    found = origins([article("a1", WIRE), article("a2", OWN), article("a3", WIRE.upper())])
    assert found["a1"] == found["a3"] != found["a2"]


@pytest.mark.parametrize(
    ("items", "links", "groups"),
    [
        ("abc", [], [["a"], ["b"], ["c"]]),
        ("abc", [("a", "c")], [["a", "c"], ["b"]]),
        ("abcd", [("a", "b"), ("c", "d"), ("b", "c")], [["a", "b", "c", "d"]]),
        ("", [], []),
    ],
)
def test_groups_follow_chains(items: str, links: list[tuple[str, str]], groups: list[list[str]]) -> None:
    """Items are together when a chain of links joins them, in the order given."""
    assert grouped(items, links) == groups


ITEMS = list(range(8))
NUMBER = st.sampled_from(ITEMS)


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBER, NUMBER)))
def test_groups_part_the_items(links: list[tuple[int, int]]) -> None:
    """Every item is in exactly one group, linked ones in the same."""
    groups = grouped(ITEMS, links)
    assert sorted(item for group in groups for item in group) == ITEMS
    place = {item: number for number, group in enumerate(groups) for item in group}
    assert all(place[a] == place[b] for a, b in links)
    assert grouped(ITEMS, links[::-1]) == groups
