"""The labels of a story are read from its `gold.yaml`, `gold.yml` or `gold.json`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import UserError
from assistant.evaluate.labels.gold import Gold
from assistant.evaluate.shape import Told, Written, read_written, shaped

NAMES = ("gold.yaml", "gold.yml", "gold.json")
"""What a file of labels is called; it stands beside the articles."""
EDITORS = "$schema"
"""A key by which a JSON file tells an editor its schema."""


@dataclass(frozen=True, slots=True)
class Labels:
    """A file of labels: what it holds, blank where it does not fit, and each place where it does not."""

    gold: Gold
    written: Written
    told: tuple[Told, ...] = ()


def read_gold(folder: Path) -> Gold:
    """The labels of a story folder. Raises UserError where there are none, or they are not of the shape of `Gold`."""
    labels = read_labels(gold_file(folder))
    if labels.told:
        first = labels.written.flaw(*labels.told[0])
        more = f" (and {len(labels.told) - 1} more: assistant eval lint {first.file})" if len(labels.told) > 1 else ""
        raise UserError(f"{first}{more}")
    return labels.gold


def gold_file(folder: Path) -> Path:
    """The file of labels in a folder. Raises UserError where there is none, or more than one."""
    found = gold_files(folder)
    if not found:
        raise UserError(f"{folder}: holds no labels; write them in {folder / NAMES[0]} (docs/labels.md says how)")
    if len(found) > 1:
        raise UserError(f"{folder}: holds {' and '.join(path.name for path in found)}; keep one")
    return found[0]


def gold_files(folder: Path) -> Sequence[Path]:
    """The files in a folder that are called as labels are."""
    return [path for path in (folder / name for name in NAMES) if path.is_file()]


def story_folders(path: Path) -> list[Path]:
    """A story folder, that is one with labels, or else those in a folder of them, sorted."""
    inside = sorted(path.iterdir()) if path.is_dir() and not gold_files(path) else [path]
    return [folder for folder in inside if gold_files(folder)]


def read_labels(path: Path) -> Labels:
    """What a file of labels holds, and what is wrong with its shape. Raises UserError where it cannot be opened."""
    written = read_written(path)
    gold, told = shaped(Gold, replace(written, data=_plain(written.data)))
    return Labels(gold, written, tuple(told))


def _plain(data: object) -> object:
    """Without what is for editors; a key point that is text alone becomes the record that it is short for."""
    if not isinstance(data, dict):
        return data
    kept = {key: value for key, value in data.items() if key != EDITORS}
    if isinstance(points := kept.get("key_points"), list):
        kept["key_points"] = [_long(each) for each in points]
    return kept


def _long(entry: object) -> object:
    if not isinstance(entry, dict) or not isinstance(points := entry.get("points"), list):
        return entry
    return {**entry, "points": [{"text": each} if isinstance(each, str) else each for each in points]}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a file of labels, derived from the records."""
    from pydantic import TypeAdapter

    made = TypeAdapter(Gold).json_schema()
    for record in (made, *made["$defs"].values()):
        record["additionalProperties"] = False
        for each in record["properties"].values():
            del each["title"]  # the key again, with a capital
    made["properties"][EDITORS] = {"type": "string"}
    points = made["$defs"]["GoldPoints"]["properties"]["points"]
    points["items"] = {"anyOf": [{"type": "string"}, points["items"]]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
