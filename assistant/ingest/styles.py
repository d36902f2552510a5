"""The little of CSS that decides whether words are seen: a page's own style sheets and style attributes.

Read are selectors of tags, classes, ids and their descendants; a selector or a media query of any other kind is passed
over. Sheets of other files are not fetched.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Style = Mapping[str, str]
"""Values of properties, in lower case."""

PROPERTIES = frozenset(
    "display visibility opacity font font-size width height max-width max-height overflow overflow-x overflow-y"
    " position"
    " left top right bottom margin-left text-indent clip clip-path transform color background background-color"
    " background-image background-clip -webkit-background-clip -webkit-text-fill-color content-visibility".split()
)
MOST_RULES = 5_000
MOST_STEPS = 2_000_000
"""Steps up the tree for selectors of several parts, of one page; beyond them such rules are passed over."""
NEAR = 24
"""How far two colours may lie apart, in any of red, green and blue of 255, to look like one."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_PART = re.compile(r"(?P<tag>[a-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+)*)", re.I)
_NAME = re.compile(r"[.#][\w-]+")
_SEEN_MEDIA = re.compile(r"@media\s*(?:only\s+)?(?:all|screen)?\s*", re.I)
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*(px|r?em|ex|ch|pt|%|vw|vh)?")
_PIXELS = {"px": 1.0, "": 1.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "pt": 4 / 3, "vw": 10.0, "vh": 8.0}
_RGB = re.compile(r"rgba?\(\s*([\d.]+)(%?)[\s,]+([\d.]+)%?[\s,]+([\d.]+)%?(?:[\s,/]+([\d.]+)(%?))?\s*\)")
_HSL = re.compile(r"hsla?\(\s*[\d.]+(?:deg)?[\s,]+[\d.]+%?[\s,]+([\d.]+)%(?:[\s,/]+([\d.]+)(%?))?\s*\)")
_HEX = re.compile(r"#(?:([0-9a-f]{6})([0-9a-f]{2})?|([0-9a-f]{3})([0-9a-f])?)\b")
_WORDS = re.compile(r"[a-z]+")
_NAMED = {
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "floralwhite": (255, 250, 240),
    "mintcream": (245, 255, 250),
    "azure": (240, 255, 255),
    "whitesmoke": (245, 245, 245),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211),
    "navy": (0, 0, 128),
}

Colour = tuple[float, float, float]

_LONGEST_KEPT = 200
"""Characters of classes and id up to which what an element is called is kept: a hostile page has megabytes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The parts of a selector from the outermost in, and what it sets. `weight` orders rules as CSS does."""

    parts: tuple[frozenset[str], ...]
    weight: tuple[int, int, int]
    style: Style


class Sheet:
    """The rules of a page, found by what the innermost part of their selector names."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        self._steps = 0
        number = 0
        for source in sources:
            for selectors, body in _blocks(_COMMENT.sub(" ", source)):
                style = declarations(body)
                for selector in selectors.split(",") if style else ():
                    number += 1
                    if number > MOST_RULES:
                        return
                    self._add(selector.strip(), number, style)

    def _add(self, selector: str, number: int, style: Style) -> None:
        parts = tuple(_part(part) for part in selector.replace(">", " ").split())
        if not parts or not all(parts):
            return
        names = [name for part in parts for name in part]
        weight = (sum(n[0] == "#" for n in names), sum(n[0] == "." for n in names), number)
        key = max(parts[-1], key=lambda name: (name[0] in "#.", name != "*", name))
        self._rules.setdefault(key, []).append(Rule(parts, weight, style))

    def style(self, element: Any) -> Style:
        """What the rules of the page and the element's own attribute set for it."""
        own = element.get("style")
        if not self._rules:
            return declarations(own) if own else {}
        matched: list[Rule] = []
        here = _names(element)
        for name in here:
            matched += [rule for rule in self._rules.get(name, ()) if self._matches(rule, here, element)]
        found: dict[str, str] = {}
        for rule in sorted(matched, key=lambda rule: rule.weight):
            found |= rule.style
        return found | (dict(declarations(own)) if own else {})

    def _matches(self, rule: Rule, here: frozenset[str], element: Any) -> bool:
        if not rule.parts[-1] <= here:
            return False
        wanted = list(rule.parts[:-1])
        above = element.getparent()
        while wanted and above is not None and self._steps < MOST_STEPS:
            self._steps += 1
            if wanted[-1] <= _names(above):
                wanted.pop()
            above = above.getparent()
        return not wanted


def declarations(source: str) -> Style:
    """The properties of a style attribute or of the body of a rule that decide whether words are seen."""
    found: dict[str, str] = {}
    for piece in _COMMENT.sub(" ", source).split(";"):
        name, colon, value = piece.partition(":")
        name = name.strip().lower()
        if colon and name in PROPERTIES:
            found[name] = value.lower().replace("!important", "").strip()
    return found


def pixels(value: str, whole: float = 16.0) -> float | None:
    """A length in pixels, a percentage as part of `whole`; None for what is no length."""
    match = _NUMBER.match(value.strip())
    if not match:
        return None
    unit = match[2] or ""
    return float(match[1]) * (whole / 100 if unit == "%" else _PIXELS[unit])


def colour(value: str) -> tuple[Colour, float] | None:
    """The first colour that a value names and how opaque it is, 0 to 1; None where it names none that is known."""
    if value.startswith("transparent"):
        return (0, 0, 0), 0.0
    match = _RGB.search(value)
    if match:
        scale = 2.55 if match[2] else 1.0
        red, green, blue = (round(float(match[part]) * scale, 6) for part in (1, 3, 4))
        return (red, green, blue), _alpha(match[5], match[6])
    match = _HEX.search(value)
    if match:
        digits = match[1] or "".join(2 * digit for digit in match[3])
        alpha = match[2] or (2 * match[4] if match[4] else "ff")
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)), int(alpha, 16) / 255
    match = _HSL.search(value)
    if match and (float(match[1]) >= 97 or float(match[1]) <= 3):  # all hues are one there
        return (float(match[1]) * 2.55,) * 3, _alpha(match[2], match[3])
    named = next((_NAMED[word] for word in _WORDS.findall(value) if word in _NAMED), None)
    return (named, 1.0) if named else None


def alike(one: Colour, other: Colour) -> bool:
    """Whether words in the one colour on a ground of the other can hardly be seen."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= NEAR


def _alpha(number: str | None, percent: str | None) -> float:
    return 1.0 if not number else float(number) / (100 if percent else 1)


def _blocks(source: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules of a sheet, those of a query for any screen among them."""
    at = 0
    while (opened := source.find("{", at)) >= 0:
        head = source[at:opened].rpartition(";")[2].rpartition("}")[2].strip()
        if not head.startswith("@"):
            closed = source.find("}", opened)
            closed = len(source) if closed < 0 else closed
            yield head, source[opened + 1 : closed]
            at = closed + 1
        elif _SEEN_MEDIA.fullmatch(head) or head.startswith(("@layer", "@supports")):
            at = opened + 1
        else:
            at = _end(source, opened)


def _end(source: str, opened: int) -> int:
    """Behind the brace that closes the one at `opened`."""
    depth = 0
    for brace in re.compile(r"[{}]").finditer(source, opened):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(source)


def _part(part: str) -> frozenset[str]:
    """The tag, classes and id that a part of a selector asks for; nothing for one of another kind."""
    match = _PART.fullmatch(part)
    if not match or not part:
        return frozenset()
    return frozenset([*([match["tag"].lower()] if match["tag"] else []), *_NAME.findall(match["rest"])])


def _names(element: Any) -> frozenset[str]:
    classes, id = element.get("class") or "", element.get("id") or ""
    named = _named if len(classes) + len(id) <= _LONGEST_KEPT else _named.__wrapped__
    return named(element.tag, classes, id)


@lru_cache(maxsize=5_000)
def _named(tag: str, classes: str, id: str) -> frozenset[str]:
    """What selectors may call an element by; the elements of a page share few sets of names."""
    return frozenset([tag, "*", *(f".{name}" for name in classes.split()), *([f"#{id}"] if id else [])])
