"""Files of labels, checked: their shape, and what they say of the articles beside them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import UserError
from assistant.evaluate.labels.checks import NOTES, PROBLEMS, Story
from assistant.evaluate.labels.reading import NAMES, gold_files, read_labels
from assistant.evaluate.shape import Flaw, Place
from assistant.ingest import read
from assistant.schema import Article

SUFFIXES = tuple({Path(name).suffix for name in NAMES})


def labelled(paths: Sequence[Path]) -> list[Path]:
    """The files of labels that paths stand for: a file itself, a folder for those below it, hidden folders left out.

    Raises UserError for a path that is not there or has no labels.
    """
    found: dict[Path, None] = {}
    for path in paths:
        here = [path] if path.is_file() else list(_below(path))
        if not here:
            known = f"holds no {NAMES[0]}; write one (docs/labels.md says how), or name a folder of stories"
            raise UserError(f"{path}: {known if path.is_dir() else 'no such file or folder; check the path'}")
        if path.is_file() and path.suffix.lower() not in SUFFIXES:
            raise UserError(f"{path}: is not a file of labels; name a {' or '.join(NAMES)}, or its folder")
        found |= dict.fromkeys(here)
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, _ in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from gold_files(Path(parent))


def lint(path: Path) -> list[Flaw]:
    """All that is wrong with a file of labels, and what is worth knowing, by line.

    Raises UserError where it cannot be opened.
    """
    labels = read_labels(path)
    story = Story(labels.gold, _articles(path.parent))
    written = labels.written
    told = [*labels.told, *_twice(path)]
    misshapen = {place for place, _ in told}
    problems = [each for rule in PROBLEMS for each in rule(story) if not _inside(each[0], misshapen)]
    notes = [] if () in misshapen else [each for rule in NOTES for each in rule(story)]
    return sorted(
        [
            *(written.flaw(*each) for each in (*told, *problems)),
            *(written.flaw(*each, note=True) for each in notes if not _inside(each[0], misshapen)),
        ]
    )


def _twice(path: Path) -> Iterator[tuple[Place, str]]:
    others = [other.name for other in gold_files(path.parent) if other.name != path.name]
    if path.name in NAMES and others:
        yield ("story",), f"{' and '.join(others)} is in the folder too; keep one"


def _inside(place: Place, known: set[Place]) -> bool:
    """Whether a place, or what it is a part of, is known; the whole file is a part of nothing."""
    return any(place[:n] in known for n in range(len(place) + 1))


def _articles(folder: Path) -> dict[str, list[Article]]:
    """The articles of a story by the names of their files."""
    held: dict[str, list[Article]] = {}
    for article in read(folder).articles:
        held.setdefault(Path(article.path).name, []).append(article)
    return held
