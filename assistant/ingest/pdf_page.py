"""The words of a PDF page that a reader of it sees, and those that only a machine finds.

Text is hidden by the state it is shown in: the invisible mode, the colour of its ground, a size of nothing, a place off
the page, a layer that is switched off, an opaque box painted over it. What cannot be told (a picture, a pattern or a
shape of many corners as the ground) counts as seen, so that nothing a reader sees is lost.
"""

from collections import Counter
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from assistant.ingest import paint
from assistant.ingest.paint import GROUND, SPECK, TINY, Box, Colour
from assistant.ingest.pdf_walk import FAINT, Area, Walk, Words

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_COMPARED = 10_000_000
"""Of a page: pairs of a piece of text and a painted area. A page of an article has thousands."""
SCAN = 0.5
"""Of a page: the part that a picture covers when invisible text may be the text recognised in it."""
STAMP = 0.1
"""How much may be printed on a scan, in parts of what was recognised: a page number, a library's stamp."""
_INKS = {0: (0,), 1: (1,), 2: (0, 1)}
"""Which colours letters are painted with, filling and stroking, by the mode without its clipping."""

INVISIBLE = "invisible text mode"
OUTSIDE = "outside the page"
LAYER = "hidden layer"
COVERED = "under an opaque box"


class TooMuchError(Exception):
    """A file asks for more work than an article is worth."""


def _hidden(walk: Walk, page: Box) -> dict[int, str]:
    """The pieces of text that are hidden, by their number, each with the means."""
    if len(walk.words) * len(walk.areas) > MOST_COMPARED:
        raise TooMuchError("has a page too complicated to tell what a reader sees of it")
    judged = {words.order: _means(words, page, walk.areas) for words in walk.words}
    unseen = [words for words in walk.words if judged[words.order] == INVISIBLE]
    seen = sum(words.length for words in walk.words if not judged[words.order])
    if unseen and seen <= STAMP * sum(words.length for words in unseen) and _is_picture(walk, page):
        judged |= {words.order: "" for words in unseen}
    return {order: means for order, means in judged.items() if means}


def _is_picture(walk: Walk, page: Box) -> bool:
    """Whether one picture covers most of the page."""
    whole = (page[2] - page[0]) * (page[3] - page[1])
    shares = [paint.meet(picture, page) for picture in walk.pictures]
    return any(max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) >= SCAN * whole for box in shares)


def _means(words: Words, page: Box, areas: list[Area]) -> str:
    state = words.state
    outside = paint.apart(words.box, page) or (state.clip is not None and paint.apart(words.box, state.clip))
    inks = _INKS.get(state.mode % 4, (0,))
    drawn = state.drawn
    tests = (
        (words.layer, LAYER),
        (outside, OUTSIDE),
        (state.mode in (3, 7) and not drawn, INVISIBLE),
        (words.size <= TINY and not drawn, SPECK),
        (all(state.alphas[ink] <= FAINT for ink in inks), GROUND),
    )
    means = next((means for holds, means in tests if holds), "")
    return means or _beneath(words, areas, [None if drawn else state.colours[ink] for ink in inks])


def _beneath(words: Words, areas: list[Area], colours: list[Colour]) -> str:
    """Whether the text has the colour of what it stands on, or is painted over."""
    ground: Colour = paint.WHITE
    for area in areas:
        if not paint.holds(area.box, words.place):
            continue
        if area.order < words.order:
            ground = area.colour
        elif area.opaque and paint.holds(area.box, words.further):
            return COVERED
    return GROUND if all(paint.same(colour, ground) for colour in colours) else ""


def read_page(page: "PageObject", off: Collection[int], tick: Callable[[], None]) -> tuple[str, list[tuple[str, str]]]:
    """The text of a page that can be seen, and pieces of (means, words) that cannot.

    `tick` is called for each operator; whatever it raises comes through, as does TooMuchError.
    """
    resources = page.get("/Resources")
    known = resources.get_object() if resources is not None else {}
    visible, walk = _extract(page, known, off, tick, lambda _: False)
    box = page.cropbox
    sides = paint.around([(float(box.left), float(box.bottom)), (float(box.right), float(box.top))])
    hidden = _hidden(walk, sides)
    if not hidden:
        return visible, []
    visible, _ = _extract(page, known, off, tick, hidden.__contains__)
    found = []
    for means in Counter(hidden.values()):
        others = {each.order for each in walk.words} - {order for order, of in hidden.items() if of == means}
        found.append((means, _extract(page, known, off, tick, others.__contains__)[0]))
    return visible, found


def _extract(
    page: "PageObject", known: Any, off: Collection[int], tick: Callable[[], None], drop: Callable[[int], bool]
) -> tuple[str, Walk]:
    walk = Walk(known, off, tick, drop)
    text = page.extract_text(visitor_operand_before=walk.before, visitor_operand_after=walk.after)
    tick()
    return text, walk
