"""Suites: YAML files that say what is evaluated, by whom, and what it is held against."""

import glob
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from assistant.errors import UserError
from assistant.evaluate.labels.reading import NAMES as GOLD
from assistant.evaluate.labels.reading import story_folders
from assistant.evaluate.records import KindName, Section, Spec
from assistant.evaluate.shape import Told, read_shaped

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


@dataclass(frozen=True, slots=True)
class File:
    """A suite as it is written."""

    parts: tuple[Section, ...]
    title: str = ""
    thresholds: str = ""
    baseline: str = ""


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
        here = [path for path in here if _there(path)]
        if spec.kind == "stories":
            here = [story for path in here for story in story_folders(path)]
        if not here:
            wanted = "a folder with a gold.yaml beside its articles" if spec.kind == "stories" else "a file"
            raise UserError(f"{spec.where or name}: data '{name}' leads to nothing; name {wanted}")
        found += [path for path in here if path not in found]
    return found


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # longer than any name
        return False


def beside(spec: Spec, name: str) -> str:
    """A path that a suite names, as the process finds it."""
    return str(Path(spec.where).parent / name) if spec.where and not Path(name).is_absolute() else name


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
    raise UserError(f"{name}: is no suite; name a .yaml suite, a folder of stories with gold.yaml, or lines (.jsonl)")


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
    file = read_shaped(File, path, _wrong)
    named = {name: str(path.parent / told) if told else "" for name, told in _paths(file).items()}
    parts = tuple(Spec(**asdict(part), where=str(path)) for part in file.parts)
    return Suite(file.title or path.stem, parts, **named)


def _paths(file: File) -> Mapping[str, str]:
    return {"thresholds": file.thresholds, "baseline": file.baseline}


def _wrong(file: File) -> list[Told]:
    """What is wrong with a suite whose keys are all in order."""
    found: list[Told] = [] if file.parts else [(("parts",), "names no part; add one with name, kind and data")]
    for number, part in enumerate(file.parts):
        place = ("parts", number)
        found += [((*place, key), what) for key, right, what in _checked(part) if not right]
    return found


def _checked(part: Section) -> Iterator[tuple[str, bool, str]]:
    """What must hold of a part: the key, whether it does, and what to write."""
    yield "name", bool(part.name.strip()), "is empty; name the part"
    yield "data", bool(part.data), "names no file or folder; add one"
    yield "repeat", part.repeat > 0, "must be above zero"
    yield "sample", part.sample >= 0, "must not be below zero"
    yield "temperature", 0 <= part.temperature <= HOTTEST, f"must be from 0 to {HOTTEST}"
    paired = bool(part.judge) == bool(part.grades)
    yield (
        "judge",
        paired,
        "a judge needs grades, the file of replies that were graded by reading, and grades need a judge",
    )


def with_flags(suite: Suite, **flags: Any) -> Suite:
    """The suite with what the command line says in place of what it says itself; None leaves a field as it is."""
    known = {field.name for field in fields(Spec)}
    given = {name: value for name, value in flags.items() if value is not None and name in known}
    return replace(suite, parts=tuple(replace(spec, **given) for spec in suite.parts))
