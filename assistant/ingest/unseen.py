"""What of a page's markup a reader does not see, by the page's own styles: found, and taken out of the tree."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from assistant.ingest.styles import Colour, Sheet, Style, alike, colour, pixels

FAR = 900.0
"""Pixels from the edge from which on a place is off every screen."""
TINY = 1.0
"""Pixels up to which letters, or a box that cuts what overflows, show nothing."""
FAINT = 0.03
"""How opaque words may be, of 1, and not be seen."""

DISPLAY, VISIBILITY, ATTRIBUTE = "display:none", "visibility:hidden", "hidden attribute"
OPACITY, COLOUR, FONT = "opacity:0", "text in the colour of its ground", "font-size:0"
SIZE, PLACE, CLIP, TEMPLATE = "zero size", "off-screen position", "clipped", "template"
LAZY = frozenset({DISPLAY, VISIBILITY, ATTRIBUTE, OPACITY})
"""The means by which honest pages hide a report until a script shows it."""

BLOCKS = frozenset("p div li br tr h1 h2 h3 h4 h5 h6 ul ol blockquote figure table section article".split())
_NO_WORDS = frozenset(
    "script style head noscript svg math iframe object video audio canvas select textarea input button".split()
)
_INK: Colour = (0, 0, 0)
_PAGE: Colour = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Words that are not seen. `whole` tells an element that is gone with all in it from one whose own words are."""

    element: Any
    means: str
    words: str
    whole: bool
    parent: Any  # where it stood before it was taken out


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element hands down to those in it."""

    visible: bool = True
    font: float = 16.0
    ink: Colour | None = None  # where the page's own styles say nothing, those of its other files may
    opaque: float = 1.0
    ground: Colour | None = _PAGE
    indent: float = 0.0

    def means(self) -> str:
        """By what words that look like this are hidden; `""` where they are seen."""
        if not self.visible:
            return VISIBILITY
        if self.font <= TINY:
            return FONT
        if abs(self.indent) >= FAR:
            return PLACE
        lost = self.ink is not None and self.ground is not None and alike(self.ink, self.ground)
        return COLOUR if lost or self.opaque <= FAINT else ""


_BOXING = frozenset(
    "overflow overflow-x overflow-y width height max-width max-height position left top right bottom margin-left"
    " transform clip clip-path".split()
)
"""Properties by which an element is taken out of sight in a box; most styles have none of them."""


def find(tree: Any) -> list[Unseen]:
    """The words of a page that its own styles hide, in the order of the page. The tree is not changed."""
    sheet = Sheet("".join(style.itertext()) for style in tree.iter("style"))
    found: list[Unseen] = []
    stack: list[tuple[Any, _Look]] = [(tree, _Look())]
    while stack:
        element, look = stack.pop()
        style = sheet.style(element)
        gone = _gone(element, style)
        if gone:
            found.append(Unseen(element, gone, _words(element), True, element.getparent()))
            continue
        look = _handed_down(look, style, element) if style or element.tag in ("font", "body") else look
        means = look.means()
        words = [" ".join(text.split()) for text in _own(element)] if means else []
        if any(words):
            found.append(Unseen(element, means, "\n".join(filter(None, words)), False, element.getparent()))
        children = [child for child in element if isinstance(child.tag, str) and child.tag not in _NO_WORDS]
        stack += [(child, look) for child in reversed(children)]
    return found


def take_out(found: list[Unseen]) -> None:
    """Take these words out of the tree that they were found in."""
    for each in found:
        if not each.whole:
            each.element.text = None
            for child in each.element:
                child.tail = None
        elif each.element.getparent() is not None:
            each.element.drop_tree()
        else:
            each.element.clear()


def _words(element: Any) -> str:
    """What stands in an element, a line each for what stands in its blocks."""
    said = []
    for each in element.iter():
        if isinstance(each.tag, str):
            said += ["\n"] if each.tag in BLOCKS else []
            said += [] if each.tag in _NO_WORDS else [each.text or ""]
        said += [each.tail or ""] if each is not element else []
    lines = (" ".join(line.split()) for line in "".join(said).split("\n"))
    return "\n".join(filter(None, lines))


def _own(element: Any) -> Iterator[str]:
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def _gone(element: Any, style: Style) -> str:
    """By what an element is hidden with all in it; `""` where it is not."""
    if element.tag == "template":
        return TEMPLATE
    if element.get("hidden") is not None and "display" not in style:
        return ATTRIBUTE
    if not style:
        return ""
    if style.get("display", "").startswith("none") or style.get("content-visibility", "").startswith("hidden"):
        return DISPLAY
    opacity = pixels(style.get("opacity", "1"), whole=1.0)
    if opacity is not None and opacity <= FAINT:
        return OPACITY
    return _boxed_away(style)


def _boxed_away(style: Style) -> str:
    if _BOXING.isdisjoint(style):
        return ""
    cut = any(style.get(name, "").startswith(("hidden", "clip")) for name in ("overflow", "overflow-x", "overflow-y"))
    sizes = [_length(style, name, whole=1000.0) for name in ("width", "height", "max-width", "max-height")]
    if cut and any(size is not None and size <= TINY for size in sizes):
        return SIZE
    placed = style.get("position", "").startswith(("absolute", "fixed", "relative"))
    places = [_length(style, name, whole=10.0) for name in ("left", "top", "right", "bottom")]
    if placed and any(place is not None and place <= -FAR for place in places):
        return PLACE
    margin = _length(style, "margin-left", whole=10.0)
    if (margin is not None and margin <= -FAR) or _moved_away(style.get("transform", "")):
        return PLACE
    return CLIP if _clipped(style, placed) else ""


def _moved_away(transform: str) -> bool:
    if transform.startswith(("scale(0)", "scale(0,", "scale(0.0")):
        return True
    name, _, values = transform.partition("(")
    moves = values.rstrip(") ").split(",") if name.startswith("translate") else ()
    return any(abs(pixels(move) or 0) >= FAR for move in moves)


def _clipped(style: Style, placed: bool) -> bool:
    clip, path = style.get("clip", ""), style.get("clip-path", "").replace(" ", "")
    sides = clip.removeprefix("rect(").rstrip(") ").replace(",", " ").split() if clip.startswith("rect(") else []
    nothing = len(sides) == 4 and all((pixels(side) or 0) <= TINY for side in sides)
    return (placed and nothing) or path.startswith(("inset(50%", "inset(100%", "circle(0"))


def _length(style: Style, name: str, whole: float) -> float | None:
    return pixels(style[name], whole) if name in style else None


def _handed_down(look: _Look, style: Style, element: Any) -> _Look:
    visibility = style.get("visibility", "")
    if visibility:
        look = replace(look, visible=not visibility.startswith(("hidden", "collapse")))
    indent = _length(style, "text-indent", whole=10.0)
    look = look if indent is None else replace(look, indent=indent)
    return _inked(_grounded(_sized(look, style), style, element), style, element)


def _sized(look: _Look, style: Style) -> _Look:
    value = style.get("font-size", "")
    if not value and "font" in style:
        value = next((part.split("/")[0] for part in style["font"].split() if part[:1].isdigit()), "")
    if not value:
        return look
    relative = value.endswith(("em", "%", "ex", "ch")) and not value.endswith("rem")
    size = pixels(value, look.font)
    if size is None:  # a keyword such as small, or what is worked out only when the page is shown
        return replace(look, font=16.0)
    return replace(look, font=size * look.font / 16 if relative and not value.endswith("%") else size)


def _grounded(look: _Look, style: Style, element: Any) -> _Look:
    value = style.get("background-color") or style.get("background") or (element.get("bgcolor") or "").lower()
    if "url(" in style.get("background-image", value) or "gradient(" in style.get("background-image", value):
        return replace(look, ground=None)
    named = colour(value) if value else None
    if named and named[1] > 0.5:
        # A ground set for one element is meant for its words; one set by a sheet, for words that have a colour too.
        alone = look.ink is None and "background" in (element.get("style") or "").lower()
        return replace(look, ground=named[0], ink=_INK if alone else look.ink)
    unknown = bool(value) and named is None and not value.startswith(("none", "inherit", "initial", "unset", "0"))
    return replace(look, ground=None) if unknown else look


def _inked(look: _Look, style: Style, element: Any) -> _Look:
    value = style.get("-webkit-text-fill-color") or style.get("color") or (element.get("color") or "").lower()
    named = colour(value) if value else None
    if named:
        cut_out = "text" in (style.get("background-clip", ""), style.get("-webkit-background-clip", ""))
        return replace(look, ink=named[0], opaque=1.0 if cut_out else named[1])
    # A colour that is not known is not held against a ground that is.
    return replace(look, ground=None) if value and not value.startswith(("inherit", "unset")) else look
