"""Removes from past conversations what they hold of an article.

A question goes with its answer where either holds words of the article or cites it. A session goes where nothing is
left of it, or where it was about nothing else; else it stays without the article's path.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.sessions import rows
from assistant.sessions.naming import free_name
from assistant.sessions.place import BESIDE, NAME
from assistant.sessions.store import BUSY_SECONDS, connected, usable
from assistant.sessions.tables import transaction

COLUMNS = "SELECT session, number, question, understood, answer, why, sentences, disputes FROM exchanges"
DAMAGED = f"{NAME}.damaged-*"


@dataclass(frozen=True, slots=True)
class About:
    """Whether texts hold words of an article, and whether one of some names is its own."""

    words: Callable[[Iterable[str]], bool]
    named: Callable[[Iterable[str]], bool]


@dataclass(frozen=True, slots=True)
class Struck:
    """How many questions went, and how many sessions as a whole."""

    exchanges: int = 0
    sessions: int = 0


def quoted(file: Path, named: Callable[[Iterable[str]], bool]) -> list[str]:
    """The words of an article with one of the names that answers cite. Raises UserError."""
    with usable(file), connected(file, BUSY_SECONDS) as db:
        told = [each for row in db.execute(COLUMNS) for each in _cited(row)]
    return [str(each.get("text", "")) for each in told if named(_names(each))]


def strike(file: Path, about: About, *, dry: bool) -> Struck:
    """Remove what sessions hold of an article, and overwrite what was removed; only count it if `dry`.

    Raises UserError where the file cannot be used.
    """
    with usable(file), connected(file, BUSY_SECONDS) as db:
        gone = [(row[0], row[1]) for row in db.execute(COLUMNS) if _is_about(row, about)]
        held = rows.sessions(db)
        lost = {each.id for each in held if _is_lost(each.id, each.paths, each.exchanges, gone, about)}
        if dry:
            return Struck(len(gone), len(lost))
        with transaction(db):
            db.executemany("DELETE FROM exchanges WHERE session = ? AND number = ?", gone)
            db.executemany("DELETE FROM sessions WHERE id = ?", ((id,) for id in lost))
            _without_paths(db, about)
        db.execute("VACUUM")
    return Struck(len(gone), len(lost))


def files(folder: Path) -> list[Path]:
    """Every file of sessions in a folder, with those that were damaged and set aside."""
    return [path for path in (folder / NAME, *_beside(folder), *aside(folder)) if path.exists()]


def aside(folder: Path) -> list[Path]:
    """The files that were damaged and set aside, which cannot be searched."""
    return sorted(folder.glob(DAMAGED))


def _beside(folder: Path) -> list[Path]:
    return [folder / f"{NAME}{ending}" for ending in (*BESIDE, ".lock")]


def _is_about(row: tuple[Any, ...], about: About) -> bool:
    cited = [name for each in _cited(row) for name in _names(each)]
    told = (text for column in row[2:] for text in _texts(str(column)))
    return about.named(cited) or about.words(told)


def _is_lost(id: int, paths: tuple[str, ...], exchanges: int, gone: list[tuple[int, int]], about: About) -> bool:
    """Whether a session goes as a whole."""
    left = exchanges - sum(session == id for session, _ in gone)
    return bool(exchanges and not left) or bool(paths and all(about.named([path]) for path in paths))


def _without_paths(db: sqlite3.Connection, about: About) -> None:
    held = rows.sessions(db)
    for each in held:
        paths = tuple(path for path in each.paths if not about.named([path]))
        if len(paths) < len(each.paths):
            others = [one for one in held if one.id != each.id]
            stems = {Path(path).stem.casefold() for path in each.paths if path not in paths}
            name = free_name(paths, others) if each.name.casefold() in stems else each.name
            db.execute("UPDATE sessions SET paths = ?, name = ? WHERE id = ?", (rows.listed(paths), name, each.id))


def _cited(row: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    for column in row[6:]:
        try:
            yield from (each for stated in json.loads(column) for each in stated["cited"])
        except (ValueError, TypeError, KeyError):
            continue  # no record of ours: its text is looked at as it stands


def _names(cited: dict[str, Any]) -> list[str]:
    return [str(cited.get(name, "")) for name in ("path", "url")]


def _texts(column: str) -> Iterator[str]:
    """The texts of a column: those of its JSON, or itself."""
    try:
        value = json.loads(column)
    except ValueError:
        value = column
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, (dict, list)):
            stack += each.values() if isinstance(each, dict) else each
