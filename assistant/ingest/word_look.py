"""Which words of a Word document are seen: what its styles and its own settings make of a run (ECMA-376, part 1, 17.3).

Names are compared without their namespace, since the transitional and the strict kind of the format differ in nothing
else that is looked at here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.ingest import paint
from assistant.ingest.paint import GROUND, SPECK, TINY, Colour

HIDDEN = "hidden text"
_WHITE_THEME = frozenset({"background1", "light1"})
_MARKERS = {"white": "FFFFFF", "yellow": "FFFF00", "black": "000000", "lightGray": "C0C0C0"}
_NOT = frozenset({"0", "false", "off", "none"})

Settings = Mapping[str, Any]
"""Elements that set something, by their name."""


def local(element: Any) -> str:
    """An element's name without its namespace; `""` for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *names: str) -> Any:
    """The first child of a child of an element and so on, by their names; None where there is none."""
    for name in names:
        element = next((each for each in element if local(each) == name), None)
        if element is None:
            return None
    return element


def value(element: Any, name: str = "val") -> str:
    """An attribute by its name without its namespace; `""` where there is none."""
    if element is None:
        return ""
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def is_on(element: Any) -> bool:
    """Whether an element switches something on."""
    return element is not None and value(element).lower() not in _NOT


def _settings(element: Any) -> Settings:
    return {local(each): each for each in element} if element is not None else {}


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    above: str
    runs: Settings
    lines: Settings
    shaded: bool


def _style(element: Any) -> _Style:
    return _Style(
        value(child(element, "name")),
        value(child(element, "basedOn")),
        _settings(child(element, "rPr")),
        _settings(child(element, "pPr")),
        any(local(each) == "shd" for each in element.iter()),
    )


@dataclass(slots=True)
class Styles:
    """The styles of a document, and what they come to. Of the hundred or more that a file brings, few are used."""

    root: Any
    _elements: dict[str, Any] = field(default_factory=dict)
    _read: dict[str, _Style] = field(default_factory=dict)
    _usual: str = ""
    _resolved: dict[tuple[str, bool], Settings] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in self.root if self.root is not None else ():
            if local(element) == "style":
                name = value(element, "styleId")
                self._elements[name] = element
                if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
                    self._usual = name

    def name(self, paragraph: Any) -> str:
        """The name of a paragraph's style."""
        found = self._known(self._id(paragraph))
        return found.name if found else ""

    def shaded(self, table: Any) -> bool:
        """Whether the style of a table, or one it builds on, paints the ground of cells."""
        return any(style.shaded for style in self._chain(value(child(table, "tblPr", "tblStyle"))))

    def lines(self, paragraph: Any) -> Settings:
        """What holds for a paragraph."""
        return {**self._resolve(self._id(paragraph), False), **_settings(child(paragraph, "pPr"))}

    def letters(self, paragraph: Any) -> Settings:
        """What holds for the runs of a paragraph that set nothing themselves: the document's and the style's."""
        usual = child(self.root, "docDefaults", "rPrDefault", "rPr") if self.root is not None else None
        return {**_settings(usual), **self._resolve(self._id(paragraph), True)}

    def run(self, run: Any, letters: Settings) -> Settings:
        """What holds for a run, from what holds for its paragraph's: the run's style, the run itself."""
        own = _settings(child(run, "rPr"))
        return {**letters, **self._resolve(value(own.get("rStyle")), True), **own} if own else letters

    def _id(self, paragraph: Any) -> str:
        return value(child(paragraph, "pPr", "pStyle")) or self._usual

    def _chain(self, name: str) -> Iterator[_Style]:
        met: set[str] = set()
        while (style := self._known(name)) and name not in met:  # a file can base a style on itself
            met.add(name)
            yield style
            name = style.above

    def _known(self, name: str) -> _Style | None:
        if name not in self._read and name in self._elements:
            self._read[name] = _style(self._elements[name])
        return self._read.get(name)

    def _resolve(self, name: str, runs: bool) -> dict[str, Any]:
        key = name, runs
        if key not in self._resolved:
            found: dict[str, Any] = {}
            for style in self._chain(name):
                found = {**(style.runs if runs else style.lines), **found}
            self._resolved[key] = found
        return dict(self._resolved[key])


def means(settings: Settings, lines: Settings, ground: Colour) -> str:
    """By which means the words of a run are hidden; `""` when they are seen."""
    if is_on(settings.get("vanish")):
        return HIDDEN
    spacing = lines.get("spacing")
    flat = value(spacing, "lineRule") == "exact" and _number(value(spacing, "line"), 20) <= TINY
    if flat or _number(value(settings.get("sz")), 2) <= TINY:
        return SPECK
    ink = settings.get("color")
    theme = value(ink, "themeColor")
    drawn = paint.WHITE if theme in _WHITE_THEME else None if theme else paint.hexadecimal(value(ink))
    return GROUND if drawn and paint.same(drawn, _ground(settings, lines, ground)) else ""


def _ground(settings: Settings, lines: Settings, ground: Colour) -> Colour:
    marker = value(settings.get("highlight"))
    if marker and marker != "none":
        return paint.hexadecimal(_MARKERS.get(marker, ""))
    return shade(settings.get("shd"), shade(lines.get("shd"), ground))


def shade(shading: Any, ground: Colour) -> Colour:
    """What shading makes of the ground it lies on; None where it cannot be told."""
    pattern, fill = value(shading), value(shading, "fill")
    if pattern in ("", "nil") or (pattern == "clear" and fill in ("", "auto") and not value(shading, "themeFill")):
        return ground
    if pattern == "solid":
        return paint.hexadecimal(value(shading, "color"))
    return paint.hexadecimal(fill) if pattern == "clear" and not value(shading, "themeFill") else None


def _number(text: str, parts: int) -> float:
    """A measure in points, of a number of parts of a point; a large one where there is none."""
    try:
        return abs(float(text)) / parts
    except ValueError:
        return 1000.0
