"""Rows of the file to records and back."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from typing import Any

from assistant.sessions.records import Cited, Exchange, Hit, Session, Stated
from assistant.sessions.tables import DamagedError

SESSIONS = """SELECT s.id, s.name, s.paths, s.model, s.started, s.last,
    (SELECT count(*) FROM exchanges AS e WHERE e.session = s.id),
    coalesce((SELECT question FROM exchanges AS e WHERE e.session = s.id ORDER BY number LIMIT 1), '')
    FROM sessions AS s ORDER BY coalesce(
        (SELECT max(e.rowid) FROM exchanges AS e WHERE e.session = s.id),
        (SELECT max(e.rowid) FROM exchanges AS e WHERE e.session < s.id), 0) DESC, s.last DESC, s.id DESC"""
"""The one that was added to last comes first, whatever the clock said; one that has none follows those before it."""
EXCHANGES = """SELECT question, answer, sentences, abstained, disputed, understood, why, disputes, at, number
    FROM exchanges WHERE session = ? ORDER BY number"""
ADD = """INSERT INTO exchanges (session, number, at, question, understood, answer, abstained, disputed, why,
    sentences, disputes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

CITED = frozenset(field.name for field in fields(Cited))
"""What is read of cited words: a later version may have written more, which is left alone."""
ALL = """SELECT s.name, e.number, e.at, e.question, trim(e.answer || ' ' || e.why)
    FROM exchanges AS e JOIN sessions AS s ON s.id = e.session ORDER BY e.at, s.id, e.number"""


def sessions(db: sqlite3.Connection) -> tuple[Session, ...]:
    """Sessions, the one last used first. Raises sqlite3.Error, DamagedError."""
    with _readable():
        return tuple(_session(row) for row in db.execute(SESSIONS))


def exchanges(db: sqlite3.Connection, session: int) -> tuple[Exchange, ...]:
    """The exchanges of a session in order. Raises sqlite3.Error, DamagedError."""
    with _readable():
        return tuple(map(_exchange, db.execute(EXCHANGES, (session,))))


def hit_of(row: Sequence[Any], snippet: str, score: float) -> Hit:
    """A row of `ALL` that a search found."""
    return Hit(session=row[0], number=row[1], at=row[2], question=row[3], snippet=snippet, score=score)


def row_of(session: int, said: Exchange) -> tuple[object, ...]:
    """An exchange as `ADD` takes it."""
    return (
        *(session, said.number, said.at, storable(said.question), storable(said.understood), storable(said.answer)),
        *(said.abstained, said.disputed, storable(said.why), _json(said.sentences), _json(said.disputes)),
    )


def storable(text: str) -> str:
    """Text as UTF-8 can hold it: a half of a surrogate pair, which is no character, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def listed(paths: Sequence[str]) -> str:
    """Paths as the file has them; the name of a file may be no text."""
    return json.dumps(paths)


def _json(stated: Sequence[Stated]) -> str:
    return json.dumps([asdict(each) for each in stated])


def _stated(text: str) -> tuple[Stated, ...]:
    return tuple(
        Stated(each["text"], tuple(Cited(**{k: v for k, v in one.items() if k in CITED}) for one in each["cited"]))
        for each in json.loads(text)
    )


def _session(row: Sequence[Any]) -> Session:
    return Session(
        id=row[0],
        name=row[1],
        paths=tuple(json.loads(row[2])),
        model=row[3],
        started=row[4],
        last=row[5],
        exchanges=row[6],
        first=row[7],
    )


def _exchange(row: Sequence[Any]) -> Exchange:
    return Exchange(
        question=row[0],
        answer=row[1],
        sentences=_stated(row[2]),
        abstained=bool(row[3]),
        disputed=bool(row[4]),
        understood=row[5],
        why=row[6],
        disputes=_stated(row[7]),
        at=row[8],
        number=row[9],
    )


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, KeyError):
        raise DamagedError("holds a row that cannot be read") from None
