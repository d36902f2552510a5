"""A file that people write in YAML or JSON, read into records: every mistake of it is told, with its line.

Words stand for themselves: `value: 62` and `value: yes` are text here, as whoever wrote them meant.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from assistant.errors import UserError

Place = tuple[str | int, ...]
"""Keys and numbers that lead to a part of the data: `("qa", 2, "answer")`."""
Told = tuple[Place, str]
"""What is wrong at a place, and what to do."""
Record = TypeVar("Record")
Made = Any
"""What a type asks for: which, only the type says."""

TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
CALLED = {
    dict: "a group of keys",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """Something wrong in a file, or, as a `note`, something that is only worth knowing. Lines count from 1."""

    file: str
    line: int
    where: str
    what: str
    note: bool = False

    def __str__(self) -> str:
        """One line that editors and terminals can jump from: `file:line: where: what`."""
        parts = (f"{self.file}:{self.line}", self.where, "note" if self.note else "", self.what)
        return ": ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Written:
    """The data of a file, the line of each place in it, and what is wrong with it as YAML or JSON."""

    file: str
    data: object
    lines: Mapping[Place, int]
    told: tuple[Told, ...] = ()

    def flaw(self, place: Place, what: str, *, note: bool = False) -> Flaw:
        """What is wrong at a place; a key that is missing has the line of what it is missing from."""
        known = next((self.lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in self.lines), 1)
        return Flaw(self.file, known, shown(place), what, note)


def shown(place: Place) -> str:
    """A place as one writes it: `discrepancies[2].positions[0].quote`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


def read_written(path: Path) -> Written:
    """The data of a YAML or JSON file; of what is no such file, what is wrong with it.

    Raises UserError where it cannot be opened.
    """
    import yaml

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; name a file that can be read") from None
    except UnicodeDecodeError as error:
        return Written(str(path), {}, {}, (((), f"is not UTF-8 (byte {error.start}); save it as UTF-8"),))
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        return _of_json(path, text, root) if path.suffix.lower() == ".json" else _of_yaml(path, root)
    except yaml.YAMLError as error:
        if path.suffix.lower() == ".json":
            return _of_json(path, text, None)
        mark = getattr(error, "problem_mark", None)
        what = f"is not YAML: {getattr(error, 'problem', None) or 'cannot be read'}; mend it here"
        return Written(str(path), {}, {(): mark.line + 1 if mark else 1}, (((), what),))
    except RecursionError:
        return Written(str(path), {}, {}, (((), "is nested too deeply; labels have five levels"),))


def _of_yaml(path: Path, root: Any) -> Written:
    walk = _Walk({}, [], set())
    data = walk.value(root, ()) if root else {}
    return Written(str(path), data, walk.lines, tuple(walk.told))


def _of_json(path: Path, text: str, root: Any) -> Written:
    """JSON is read as such, since YAML knows other escapes; where YAML can read it too, it tells the lines."""
    walk = _Walk({}, [], set())
    if root:
        walk.value(root, ())
    try:
        return Written(str(path), json.loads(text), walk.lines, tuple(walk.told))
    except json.JSONDecodeError as error:
        what = f"is not JSON: {error.msg} (column {error.colno}); mend it here"
        return Written(str(path), {}, {(): error.lineno}, (((), what),))


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk over the nodes of a YAML file, noting lines as it goes."""

    lines: dict[Place, int]
    told: list[Told]
    seen: set[int]

    def value(self, node: Any, place: Place) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in self.seen:  # an alias: written out, a few of them in each other could fill any memory
            self.told.append((place, "is an alias (*name), which is not read here; write it out"))
            return ""
        self.seen.add(id(node))
        if node.id == "sequence":
            return [self.value(each, (*place, n)) for n, each in enumerate(node.value)]
        return self._keys(node, place) if node.id == "mapping" else node.value

    def _keys(self, node: Any, place: Place) -> dict[str, object]:
        made: dict[str, object] = {}
        for key, value in node.value:
            name = key.value if key.id == "scalar" else "?"
            here = (*place, name)
            self.lines[here] = key.start_mark.line + 1
            if name in made:
                self.told.append((here, "is given twice; keep one"))
            made[name] = self.value(value, here)
        return made


def shaped(kind: type[Record], written: Written) -> tuple[Record, list[Told]]:
    """The data as a record, blank where it does not fit, and each place where it does not."""
    told = list(written.told)
    unread = any(place == () for place, _ in told)  # what it lacks is no mistake of its own then
    made = _made(kind, written.data, (), [] if unread else told)
    return cast("Record", made), told


def _made(kind: Any, value: object, place: Place, told: list[Told]) -> Made:
    if is_dataclass(kind):
        return _record(kind, value, place, told)
    if get_origin(kind) is tuple:
        return _items(get_args(kind)[0], value, place, told)
    if get_origin(kind) is Literal:
        return _choice(get_args(kind), value, place, told)
    return _truth(value, place, told) if kind is bool else _text(value, place, told)


def _record(kind: Any, value: object, place: Place, told: list[Told]) -> Made:
    hints = get_type_hints(kind)
    if not isinstance(value, dict):
        told.append((place, f"must be {CALLED[dict]} ({', '.join(hints)}), is {_called(value)}"))
        value, told = {}, []  # one mistake is told once
    told += [((*place, key), _unknown(str(key), tuple(hints))) for key in value if key not in hints]
    return kind(**dict(_fields(kind, value, place, told)))


def _fields(kind: Any, value: Mapping[str, object], place: Place, told: list[Told]) -> Iterator[tuple[str, Made]]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        here = (*place, field.name)
        if field.name in value and (value[field.name] not in (None, "") or field.default is MISSING):
            yield field.name, _made(hints[field.name], value[field.name], here, told)
        elif field.default is MISSING:
            told.append((here, "is missing; add it"))
            yield field.name, _made(hints[field.name], None, here, [])


def _unknown(key: str, known: Sequence[str]) -> str:
    near = get_close_matches(key, known, n=1)
    meant = f"write {near[0]}" if near else f"the keys are {', '.join(known)}"
    return f"is not known here; {meant}"


def _items(kind: Any, value: object, place: Place, told: list[Told]) -> tuple[Made, ...]:
    if isinstance(value, list):
        return tuple(_made(kind, each, (*place, n), told) for n, each in enumerate(value))
    if value not in (None, ""):
        told.append((place, f"must be {CALLED[list]}, is {_called(value)}"))
    return ()


def _choice(known: Sequence[str], value: object, place: Place, told: list[Told]) -> str:
    if value in known:
        return str(value)
    told.append((place, f"'{value or ''}' is not known here; say one of {', '.join(known)}"))
    return ""


def _truth(value: object, place: Place, told: list[Told]) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() not in TRUTH:
        told.append((place, f"must be {CALLED[bool]}, is {_called(value)}"))
    return TRUTH.get(str(value).lower(), False)


def _text(value: object, place: Place, told: list[Told]) -> str:
    """Text; a number of JSON is the text that it is written as."""
    if value is None or (isinstance(value, str | float | int) and not isinstance(value, bool)):
        return "" if value is None else str(value)
    told.append((place, f"must be {CALLED[str]}, is {_called(value)}"))
    return ""


def _called(value: object) -> str:
    return CALLED.get(type(value), "empty")
