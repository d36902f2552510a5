"""The picture of a timeline: where each entry stands on an axis of time.

Places along the axis are percentages, so that the picture fits any screen with letters of one size; they are laid out
for the narrowest, on which nothing may overlap.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.render.catalogue import Catalogue
from assistant.render.note import Entry
from assistant.text.days import extent, parsed

NARROW, ROOMY = 280, 600
"""CSS pixels that the picture has on a small phone, and where there is room for more labels."""
LETTER = 6.6
"""CSS pixels that a letter of a label takes, at most."""
DOT, SMALL_DOT = 24, 11
"""CSS pixels from one mark to the next; small ones have no number in them."""
MOST_LANES = 8
"""Marks above each other before they become small."""
EDGE = 6.0
"""Per cent left free at both ends."""
LONG = 3
"""A gap so many times as long as the shortest is dashed where gaps are drawn alike."""

Place = Callable[[date], float]


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry with its number in the list and the days it may be of."""

    number: int
    entry: Entry
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry in the picture: middle and width in per cent, height above the axis in pixels; no width for a day."""

    number: int
    entry: Entry
    x: float
    width: float
    y: int


@dataclass(frozen=True, slots=True)
class Label:
    """A date under the axis; a `roomy` one is shown where there is room."""

    x: float
    text: str
    year: str
    anchor: str
    roomy: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis; `long` where it stands for more time than its length tells."""

    start: float
    end: float
    long: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a timeline; `height` is that of its marks in pixels, `to_scale` whether lengths tell time."""

    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    axis: tuple[Stretch, ...]
    height: int
    size: int
    to_scale: bool


def drawn(entries: Sequence[Entry], say: Catalogue) -> Drawing | None:
    """The picture of a timeline; none where all of it is of one date."""
    dated = [found for number, entry in enumerate(entries, 1) if (found := _dated(number, entry))]
    slots = sorted({(each.first, each.last) for each in dated})
    if len(slots) < 2:
        return None
    scaled = _scaled(slots)
    places = scaled or _even(slots)
    marks, size = _marks(dated, places)
    return Drawing(
        marks=tuple(marks),
        labels=tuple(_labels(dated, places, say)),
        axis=tuple(_axis(slots, places, scaled is not None)),
        height=max(mark.y for mark in marks) + size,
        size=size,
        to_scale=scaled is not None,
    )


Slot = tuple[date, date]
Places = Mapping[Slot, tuple[float, float]]
"""Middle and width of a stretch of days, in per cent."""


def _dated(number: int, entry: Entry) -> Dated | None:
    span = extent(entry.date.partition("T")[0])
    first, last = (parsed(span[0]), parsed(span[1]) or parsed(f"{span[1][:8]}28")) if span else (None, None)
    return Dated(number, entry, first, last) if first and last else None


def _scaled(slots: Sequence[Slot]) -> Places | None:
    """Places by the time between them, if on a phone all marks then stand apart."""
    first, last = slots[0][0], max(slot[1] for slot in slots)
    day = (100 - 2 * EDGE) / (last - first).days
    places = {}
    for start, end in slots:
        width = day * (end - start).days
        places[start, end] = (EDGE + day * (start - first).days + width / 2, width)
    middles = sorted(middle for middle, _ in places.values())
    apart = all(right - left >= _share(DOT) for left, right in pairwise(middles))
    return places if apart else None


def _even(slots: Sequence[Slot]) -> Places:
    """Places one after another, at the same distance."""
    step = (100 - 2 * EDGE) / (len(slots) - 1)
    wide = max(_share(DOT) * 1.5, step * 0.6)
    return {
        slot: (EDGE + step * at, min(wide, 2 * EDGE) if slot[0] != slot[1] else 0.0) for at, slot in enumerate(slots)
    }


def _marks(dated: Sequence[Dated], places: Places) -> tuple[list[Mark], int]:
    """Each entry in the lowest lane that is free, and the size of a mark."""
    lanes = _lanes(dated, places, DOT)
    size = DOT if max(lanes.values()) < MOST_LANES else SMALL_DOT
    lanes = lanes if size == DOT else _lanes(dated, places, SMALL_DOT)
    marks = [
        Mark(each.number, each.entry, *places[each.first, each.last], size * lanes[each.number] + size // 2)
        for each in dated
    ]
    return marks, size


def _lanes(dated: Iterable[Dated], places: Places, size: int) -> dict[int, int]:
    ends: list[float] = []
    taken: dict[int, int] = {}
    for each in sorted(dated, key=lambda d: (d.first, d.last, d.number)):
        middle, width = places[each.first, each.last]
        half = max(width, _share(size)) / 2
        free = next((lane for lane, end in enumerate(ends) if end <= middle - half + 0.01), len(ends))
        ends[free : free + 1] = [middle + half]
        taken[each.number] = free
    return taken


def _labels(dated: Sequence[Dated], places: Places, say: Catalogue) -> list[Label]:
    """The dates that can be told without overlap: the ends first, then from left to right."""
    texts = {(each.first, each.last): say.short_day(each.entry.date.partition("T")[0]) for each in dated}
    order = sorted(places, key=lambda slot: places[slot][0])
    years = {slot[0].year for slot in order}
    shown: dict[Slot, Label] = {}
    taken: list[tuple[float, float]] = []
    for width in (NARROW, ROOMY):
        taken = [_room(label, width) for label in shown.values()]
        for slot in (order[0], order[-1], *order[1:-1]):
            text, year = texts[slot]
            told = year if text and (len(years) > 1 or slot == order[0]) else ""
            label = Label(places[slot][0], text or year, told, _side(slot, order), width == ROOMY)
            room = _room(label, width)
            if slot not in shown and all(room[1] <= left or right <= room[0] for left, right in taken):
                shown[slot] = label
                taken.append(room)
    return [shown[slot] for slot in order if slot in shown]


def _side(slot: Slot, order: Sequence[Slot]) -> str:
    return {order[0]: "start", order[-1]: "end"}.get(slot, "middle")


def _room(label: Label, width: int) -> tuple[float, float]:
    """From where to where a label reaches, in per cent, with a space behind it."""
    long = 100 * LETTER * (max(len(label.text), len(label.year)) + 1.5) / width
    start = label.x - {"start": EDGE / 2, "end": long - EDGE / 2, "middle": long / 2}[label.anchor]
    return start, start + long


def _axis(slots: Sequence[Slot], places: Places, to_scale: bool) -> list[Stretch]:
    if to_scale:
        return [Stretch(EDGE / 2, 100 - EDGE / 2, False)]
    gaps = [max(1, (right[0] - left[0]).days) for left, right in pairwise(slots)]
    parts = zip(pairwise(slots), gaps, strict=True)
    shortest = min(gaps)
    return [Stretch(places[a][0], places[b][0], gap > LONG * shortest) for (a, b), gap in parts]


def _share(pixels: float) -> float:
    """Pixels as per cent of the narrowest picture."""
    return 100 * pixels / NARROW
