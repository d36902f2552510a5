"""What a page of a PDF paints, operator by operator: its words with the state they are shown in, areas, pictures.

The operators are those of ISO 32000-1, 8.4 (graphics state), 8.5 (paths), 8.11 (layers) and 9.3 (text state).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.ingest import paint as look
from assistant.ingest.paint import Box, Colour, Matrix

FAINT = 0.02
NARROW = 3.0
"""Points; a thinner area is a rule, which no text stands on."""
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_FILLS = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_ENDS = _FILLS | {b"S", b"s", b"n"}
_BAD = (TypeError, ValueError, IndexError, KeyError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class State:
    """What holds for the next operator."""

    resources: Mapping[str, Any]
    at: Matrix = look.UNIT
    clip: Box | None = None
    spaces: tuple[str, str] = ("gray", "gray")
    colours: tuple[Colour, Colour] = (look.BLACK, look.BLACK)
    alphas: tuple[float, float] = (1.0, 1.0)
    blends: bool = False
    mode: int = 0
    size: float = 0.0
    width: float = 1.0
    drawn: bool = False  # the font's letters are drawings, with colours of their own


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of shown text: when, where (its first letter's middle, a place further on, its box) and how."""

    order: int
    place: tuple[float, float]
    further: tuple[float, float]
    box: Box
    size: float
    length: int
    layer: bool
    state: State


@dataclass(frozen=True, slots=True)
class Area:
    """A painted area: when, where, in which colour, and whether nothing beneath it is seen any more."""

    order: int
    box: Box
    colour: Colour
    opaque: bool


@dataclass(slots=True)
class Walk:
    """Follows the operators of a page; `before` and `after` are pypdf's visitors.

    `off` holds the numbers of the layers that are switched off; `tick` is called for each operator and may raise.
    """

    resources: Mapping[str, Any]
    off: Collection[int]
    tick: Callable[[], None]
    drop: Callable[[int], bool] = lambda _: False
    words: list[Words] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    count: int = 0
    _state: State = field(init=False)
    _saved: list[State] = field(default_factory=list)
    _forms: list[tuple[State, int, int, int]] = field(default_factory=list)
    _marked: list[bool] = field(default_factory=list)
    _path: list[tuple[float, float]] = field(default_factory=list)
    _plain: bool = True  # the path is one rectangle along the axes
    _clips: bool = False

    def __post_init__(self) -> None:
        self._state = State(self.resources)

    def before(self, operator: bytes, operands: list[Any], _: Any, text_at: Any) -> None:
        """Take note of an operator; empty one that shows text to be dropped."""
        self.tick()
        self.count += 1
        try:
            if operator in _SHOWS:
                self._shown(operator, operands, text_at)
            elif operator in _ENDS:
                self._painted(operator in _FILLS)
            elif operator in _DOES:
                _DOES[operator](self, operands)
        except _BAD:  # a damaged operator changes nothing
            return
        finally:
            if operator in _SHOWS and self.drop(self.count):
                first = 2 if operator == b'"' else 0
                operands[first:] = [None]

    def after(self, operator: bytes, *_at: Any) -> None:
        """Leave the form that an operator has entered."""
        if operator == b"Do" and self._forms:
            self._state, saved, marked, _ = self._forms.pop()
            del self._saved[saved:]
            del self._marked[marked:]

    def _shown(self, operator: bytes, operands: list[Any], text_at: Any) -> None:
        state = self._state
        whole = look.times(text_at, state.at)
        size = state.size
        pieces = operands[0] if operator == b"TJ" else operands[-1:]
        length = sum(len(piece) for piece in pieces if isinstance(piece, str | bytes))
        corners = [look.point(whole, x, y) for x in (-size, size * (length + 1)) for y in (-size, size)]
        self.words.append(
            Words(
                self.count,
                look.point(whole, size / 4, size * 0.3),
                look.point(whole, size * 0.15 * length, size * 0.3),
                look.around(corners),
                size * look.scale(whole) * abs(state.width) ** 0.5,
                length,
                any(self._marked),
                state,
            )
        )

    def _painted(self, fills: bool) -> None:
        state = self._state
        if self._path:
            box = look.around(self._path)
            if fills:
                self._cover(box, state.colours[0] if self._plain else None, opaque=self._plain)
            if self._clips:
                self._state = replace(state, clip=look.meet(state.clip, box) if state.clip else box)
        self._path, self._plain, self._clips = [], True, False

    def _cover(self, box: Box, colour: Colour, opaque: bool) -> None:
        state = self._state
        box = look.meet(box, state.clip) if state.clip else box
        whole = state.alphas[0] > 1 - FAINT and not state.blends
        if min(box[2] - box[0], box[3] - box[1]) < NARROW or state.alphas[0] <= FAINT or any(self._marked):
            return
        self.areas.append(Area(self.count, box, colour if whole else None, whole and opaque and colour is not None))

    def _rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = (float(value) for value in operands)
        at = self._state.at
        self._plain = not self._path and (at[1] == at[2] == 0 or at[0] == at[3] == 0)
        self._path += [look.point(at, x + right, y + up) for right in (0, width) for up in (0, height)]

    def _line(self, operands: list[Any]) -> None:
        self._plain = False
        pairs = zip(operands[::2], operands[1::2], strict=True)
        self._path += [look.point(self._state.at, float(x), float(y)) for x, y in pairs]

    def _clipped(self, _: list[Any]) -> None:
        self._clips = True

    def _save(self, _: list[Any]) -> None:
        self._saved.append(self._state)

    def _restore(self, _: list[Any]) -> None:
        floor = self._forms[-1][1] if self._forms else 0
        if len(self._saved) > floor:
            self._state = self._saved.pop()

    def _moved(self, operands: list[Any]) -> None:
        self._state = replace(self._state, at=look.times(look.matrix(operands), self._state.at))

    def _font(self, operands: list[Any]) -> None:
        font = self._named("/Font", operands[0])
        kind = font.get("/Subtype", "") if font else ""
        self._state = replace(self._state, size=abs(float(operands[1])), drawn=kind == "/Type3")

    def _mode(self, operands: list[Any]) -> None:
        self._state = replace(self._state, mode=int(operands[0]))

    def _width(self, operands: list[Any]) -> None:
        self._state = replace(self._state, width=float(operands[0]) / 100)

    def _named(self, kind: str, name: str) -> Any:
        kinds = self._state.resources.get(kind)
        found = kinds.get_object().get(name) if kinds is not None else None
        return found.get_object() if found is not None else None

    def _settings(self, operands: list[Any]) -> None:
        wanted = self._named("/ExtGState", operands[0]) or {}
        fill, stroke = self._state.alphas
        alphas = float(wanted.get("/ca", fill)), float(wanted.get("/CA", stroke))
        blend = wanted.get("/BM", "/Multiply" if self._state.blends else "/Normal")
        mask = str(wanted.get("/SMask", "/None")) != "/None"
        blends = mask or str(blend) not in ("/Normal", "/Compatible")
        self._state = replace(self._state, alphas=alphas, blends=blends)

    def _inked(self, stroke: int, kind: str, values: list[Any], given: bool = True) -> None:
        spaces, colours = list(self._state.spaces), list(self._state.colours)
        spaces[stroke] = kind
        colours[stroke] = look.colour(kind, values) if given else look.initial(kind)
        self._state = replace(self._state, spaces=(spaces[0], spaces[1]), colours=(colours[0], colours[1]))

    def _spaced(self, stroke: int, operands: list[Any]) -> None:
        spaces = self._state.resources.get("/ColorSpace")
        found = look.space(operands[0], spaces.get_object() if spaces is not None else {})
        self._inked(stroke, found, [], given=False)

    def _shaded(self, _: list[Any]) -> None:
        self._cover(self._state.clip or (-1e9, -1e9, 1e9, 1e9), None, opaque=False)

    def _mark(self, operands: list[Any]) -> None:
        layered = len(operands) > 1 and operands[0] == "/OC" and isinstance(operands[1], str)
        properties = self._state.resources.get("/Properties") if layered else None
        group = properties.get_object().raw_get(operands[1]) if properties is not None else None
        self._marked.append(_is_off(group, self.off))

    def _unmark(self, _: list[Any]) -> None:
        floor = self._forms[-1][3] if self._forms else 0
        if len(self._marked) > floor:
            self._marked.pop()

    def _enter(self, operands: list[Any]) -> None:
        state, saved, marked = self._state, len(self._saved), len(self._marked)
        try:
            drawing = self._named("/XObject", operands[0])
            if "/OC" in drawing:
                self._marked.append(_is_off(drawing.raw_get("/OC"), self.off))
            if drawing.get("/Subtype") == "/Image":
                self._picture()
            else:
                at = look.times(look.matrix(drawing.get("/Matrix", look.UNIT)), state.at)
                inner = drawing.get("/Resources")
                resources = inner.get_object() if inner is not None else {}
                self._state = replace(state, at=at, resources=resources)
        finally:
            self._forms.append((state, saved, marked, len(self._marked)))

    def _picture(self, *_: Any) -> None:
        at = self._state.at
        box = look.around([look.point(at, x, y) for x in (0, 1) for y in (0, 1)])
        self.pictures.append(box)
        self._cover(box, None, opaque=False)


def _is_off(group: Any, off: Collection[int]) -> bool:
    """Whether a layer, or a rule over several (ISO 32000-1, 8.11.2.2), is switched off."""
    if not off or group is None:
        return False
    if getattr(group, "idnum", None) in off:
        return True
    rule = group.get_object()
    named = rule.raw_get("/OCGs") if "/OCGs" in rule else []
    listed = named.get_object() if hasattr(named, "get_object") else named
    several = listed if isinstance(listed, list) else [named]
    states = [getattr(each, "idnum", None) in off for each in several]
    policy = str(rule.get("/P", "/AnyOn"))
    visible = {"/AllOn": not any(states), "/AnyOff": any(states), "/AllOff": all(states)}
    return bool(states) and not visible.get(policy, not all(states))


_DOES: dict[bytes, Callable[[Walk, list[Any]], None]] = {
    b"q": Walk._save,
    b"Q": Walk._restore,
    b"cm": Walk._moved,
    b"Tf": Walk._font,
    b"Tr": Walk._mode,
    b"Tz": Walk._width,
    b"gs": Walk._settings,
    b"re": Walk._rectangle,
    b"W": Walk._clipped,
    b"W*": Walk._clipped,
    b"sh": Walk._shaded,
    b"Do": Walk._enter,
    b"INLINE IMAGE": Walk._picture,
    b"BMC": Walk._mark,
    b"BDC": Walk._mark,
    b"EMC": Walk._unmark,
    b"g": lambda walk, values: walk._inked(0, "gray", values),
    b"G": lambda walk, values: walk._inked(1, "gray", values),
    b"rg": lambda walk, values: walk._inked(0, "rgb", values),
    b"RG": lambda walk, values: walk._inked(1, "rgb", values),
    b"k": lambda walk, values: walk._inked(0, "cmyk", values),
    b"K": lambda walk, values: walk._inked(1, "cmyk", values),
    b"cs": lambda walk, values: walk._spaced(0, values),
    b"CS": lambda walk, values: walk._spaced(1, values),
    b"sc": lambda walk, values: walk._inked(0, walk._state.spaces[0], values),
    b"SC": lambda walk, values: walk._inked(1, walk._state.spaces[1], values),
    b"scn": lambda walk, values: walk._inked(0, walk._state.spaces[0], values),
    b"SCN": lambda walk, values: walk._inked(1, walk._state.spaces[1], values),
} | dict.fromkeys((b"m", b"l", b"c", b"v", b"y"), Walk._line)
