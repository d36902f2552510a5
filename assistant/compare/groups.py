"""Connected groups of items, in the order in which they were given."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def grouped(items: Sequence[Item], links: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """The items in groups: two are in one group when a chain of links joins them."""
    leader = {item: item for item in items}

    def lead(item: Item) -> Item:
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    for left, right in links:
        leader[lead(right)] = lead(left)
    groups: dict[Item, list[Item]] = {}
    for item in items:
        groups.setdefault(lead(item), []).append(item)
    return list(groups.values())
