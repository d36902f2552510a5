"""Suites: YAML files that say what is evaluated, by whom, and what it is held against."""

import glob
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_args

from assistant.errors import UserError
from assistant.evaluate.records import KindName, Spec

GOLD = ("gold.yaml", "gold.yml", "gold.json")
"""Names of the labels of a story, in its folder."""
ROWS = (".jsonl", ".jsonl.gz", ".json.gz")
SUITE = (".yaml", ".yml")
TOLD_BY: Mapping[KindName, frozenset[str]] = {
    "pairs": frozenset({"text_a", "text_b", "label"}),
    "qa": frozenset({"question", "answers", "documents"}),
    "attributions": frozenset({"text", "annotations"}),
    "claims": frozenset({"text", "claims"}),
}
"""The keys by which a line of data tells its kind."""

HOTTEST = 2
"""The highest temperature that endpoints take."""
_TEXT, _COUNT, _LIST, _NUMBER = "text", "a whole number above zero", "a list of paths", "a number from 0 to 2"
_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    _TEXT: lambda value: isinstance(value, str) and bool(value.strip()),
    _COUNT: lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 0,
    _NUMBER: lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= HOTTEST,
    _LIST: lambda value: isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value),
}
_PART: Mapping[str, str] = {
    "name": _TEXT,
    "kind": _TEXT,
    "data": _LIST,
    "model": _TEXT,
    "replay": _TEXT,
    "repeat": _COUNT,
    "sample": _COUNT,
    "seed": _COUNT,
    "judge": _TEXT,
    "grades": _TEXT,
    "temperature": _NUMBER,
}
_SUITE: Mapping[str, str] = {"title": _TEXT, "thresholds": _TEXT, "baseline": _TEXT}
_REQUIRED = ("name", "kind", "data")


@dataclass(frozen=True, slots=True)
class Suite:
    """What is run together; `thresholds` and `baseline` are paths as the process finds them, empty for none."""

    title: str
    parts: tuple[Spec, ...]
    thresholds: str = ""
    baseline: str = ""


def read_suites(names: Sequence[str]) -> Suite:
    """The suites, or labelled data by itself, as one to run. Raises UserError that lists every problem of a file."""
    read = [_read(name) for name in names]
    parts = tuple(spec for suite in read for spec in suite.parts)
    twice = {spec.name for spec in parts if [other.name for other in parts].count(spec.name) > 1}
    if twice:
        raise UserError(f"two parts are called '{min(twice)}'; run their suites one by one, or rename one")
    return Suite(
        ", ".join(suite.title for suite in read),
        parts,
        _only("thresholds", [suite.thresholds for suite in read]),
        _only("baseline", [suite.baseline for suite in read]),
    )


def sources(spec: Spec) -> list[Path]:
    """The files and story folders of a part, sorted. Raises UserError where a name leads to none."""
    base = Path(spec.where).parent if spec.where else Path()
    found: list[Path] = []
    for name in spec.data:
        pattern = name if Path(name).is_absolute() else str(base / name)
        magic = glob.has_magic(name)
        here = [Path(path) for path in sorted(glob.glob(pattern))] if magic else [Path(pattern)]  # noqa: PTH207 - absolute too
        if spec.kind == "stories":
            here = [story for path in here for story in _stories(path)]
        if not here or not all(path.exists() for path in here):
            wanted = "a folder with a gold.yaml beside its articles" if spec.kind == "stories" else "a file"
            raise UserError(f"{spec.where or name}: data '{name}' leads to nothing; name {wanted}")
        found += [path for path in here if path not in found]
    return found


def beside(spec: Spec, name: str) -> str:
    """A path that a suite names, as the process finds it."""
    return str(Path(spec.where).parent / name) if spec.where and not Path(name).is_absolute() else name


def _stories(path: Path) -> list[Path]:
    """A story folder, or those in a folder of them."""
    if any((path / name).is_file() for name in GOLD):
        return [path]
    inside = sorted(each for each in path.iterdir() if each.is_dir()) if path.is_dir() else []
    return [each for each in inside if any((each / name).is_file() for name in GOLD)]


def _only(what: str, named: Sequence[str]) -> str:
    found = list(dict.fromkeys(filter(None, named)))
    if len(found) > 1:
        raise UserError(f"the suites name different {what}; run them one by one, or say --{what} FILE")
    return found[0] if found else ""


def _read(name: str) -> Suite:
    path = Path(name)
    if path.is_file() and path.suffix.lower() in SUITE and path.name not in GOLD:
        return _suite(path)
    if path.is_dir() or path.name in GOLD:
        return _alone(path if path.is_dir() else path.parent, "stories")
    if path.is_file() and path.name.lower().endswith(ROWS):
        return _alone(path, _kind_of(path))
    raise UserError(
        f"{name}: is no suite; name a .yaml suite, a folder of stories with gold, or lines of labelled JSON"
    )


def _alone(path: Path, kind: KindName) -> Suite:
    name = path.name.removesuffix(".gz").removesuffix(".jsonl") or str(path)
    return Suite(name, (Spec(name, kind, (str(path),)),))


def _kind_of(path: Path) -> KindName:
    from assistant.evaluate.kinds.lines import first

    keys = set(first(path))
    for kind, told in TOLD_BY.items():
        if told <= keys:
            return kind
    known = "; ".join(f"{kind}: {', '.join(sorted(told))}" for kind, told in TOLD_BY.items())
    raise UserError(f"{path}:1: its keys are of no kind of data; give ({known})")


def _suite(path: Path) -> Suite:
    import yaml

    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UserError(f"{path}: cannot be read as YAML ({' '.join(str(error).split())})") from None
    problems = list(_problems(told))
    if problems:
        raise UserError(f"{path}: {'; '.join(problems)}")
    spec = Spec("", "stories", (), where=str(path))
    parts = tuple(replace(spec, **{**part, "data": tuple(part["data"])}) for part in told["parts"])
    named = {key: str(path.parent / told[key]) if told.get(key) else "" for key in ("thresholds", "baseline")}
    return Suite(told.get("title", path.stem), parts, **named)


def _problems(told: Any) -> Iterator[str]:
    """Everything that is wrong with a suite."""
    if not isinstance(told, dict):
        yield "is no suite; write title and parts"
        return
    yield from _wrong({key: value for key, value in told.items() if key != "parts"}, _SUITE, "")
    parts = told.get("parts")
    if not isinstance(parts, list) or not parts:
        yield "parts: must be a list with at least one part"
        return
    for number, part in enumerate(parts):
        yield from _wrong_part(part, f"parts[{number}]")


def _wrong_part(part: Any, where: str) -> Iterator[str]:
    if not isinstance(part, dict):
        yield f"{where}: must be a part with {', '.join(_REQUIRED)}"
        return
    yield from _wrong(part, _PART, f"{where}.")
    yield from (f"{where}: has no {key}" for key in _REQUIRED if key not in part)
    kinds = get_args(KindName)
    if "kind" in part and part["kind"] not in kinds:
        yield f"{where}.kind: '{part['kind']}' is none of {', '.join(kinds)}"
    if ("judge" in part) != ("grades" in part):
        yield f"{where}: a judge needs grades, the file of replies that people graded, and grades need a judge"


def _wrong(told: Mapping[str, Any], known: Mapping[str, str], where: str) -> Iterator[str]:
    for key, value in told.items():
        if key not in known:
            yield f"{where}{key}: unknown; known are {', '.join(known)}"
        elif not _CHECKS[known[key]](value):
            yield f"{where}{key}: must be {known[key]}"


def with_flags(suite: Suite, **flags: Any) -> Suite:
    """The suite with what the command line says in place of what it says itself; None leaves a field as it is."""
    known = {field.name for field in fields(Spec)}
    given = {name: value for name, value in flags.items() if value is not None and name in known}
    return replace(suite, parts=tuple(replace(spec, **given) for spec in suite.parts))
