"""Full text over exchanges: an index in memory, made for one search.

A conversation of years is a few megabytes, which SQLite indexes in less time than a reader waits;
an index in the file would be one more thing to repair, to migrate and to purge of what was deleted.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

AROUND = 24
"""Words of a snippet."""
_INDEX = "CREATE VIRTUAL TABLE held USING fts5(question, answer, tokenize = 'porter unicode61 remove_diacritics 2')"
_FIND = f"""SELECT rowid, snippet(held, -1, '', '', '…', {AROUND}), -bm25(held, 2.0, 1.0) FROM held
    WHERE held MATCH ? ORDER BY bm25(held, 2.0, 1.0), rowid DESC LIMIT ?"""  # nosec B608 # AROUND is a number of this file


@dataclass(frozen=True, slots=True)
class Found:
    """The number of a text among those searched, the part of it that was found, and how well it fits."""

    at: int
    snippet: str
    score: float


def search(texts: Iterable[tuple[str, str]], words: str, most: int) -> list[Found]:
    """The best of pairs of question and answer for some words, those that hold all of them before any others.

    The words are data: no character in them has a meaning to the search.
    """
    wanted = terms(words)
    if not wanted:
        return []
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.execute(_INDEX)
        db.execute("BEGIN")  # a transaction a row would take six times as long
        db.executemany("INSERT INTO held (rowid, question, answer) VALUES (?, ?, ?)", _numbered(texts))
        return _found(db, " ".join(wanted), most) or _found(db, " OR ".join(wanted), most)
    except sqlite3.OperationalError as error:
        if "fts5" not in str(error):
            raise
        return plain_search(texts, words, most)
    finally:
        db.close()


def terms(words: str) -> list[str]:
    """The words as FTS5 takes them: each a quoted string, those without a letter or digit left out."""
    given = "".join(c if c.isprintable() else " " for c in words).split()
    return ['"{}"'.format(word.replace('"', '""')) for word in given if any(map(str.isalnum, word))]


def plain_search(texts: Iterable[tuple[str, str]], words: str, most: int) -> list[Found]:
    """The same without an index, for a build of SQLite that has none: by how many of the words a text holds."""
    wanted = {word for word in words.casefold().split() if any(map(str.isalnum, word))}
    held = [
        (sum(word in text for word in wanted), at, text)
        for at, pair in enumerate(texts)
        if (text := " ".join(" ".join(pair).split()).casefold())
    ]
    best = sorted((each for each in held if each[0]), key=lambda each: (-each[0], -each[1]))
    whole = [each for each in best if each[0] == len(wanted)]
    return [Found(at, _around(text, wanted), float(score)) for score, at, text in (whole or best)[:most]]


def _numbered(texts: Iterable[tuple[str, str]]) -> Iterable[tuple[int, str, str]]:
    return ((at, question, answer) for at, (question, answer) in enumerate(texts))


def _found(db: sqlite3.Connection, query: str, most: int) -> list[Found]:
    return [Found(*row) for row in db.execute(_FIND, (query, most))]


def _around(text: str, wanted: Iterable[str]) -> str:
    """The stretch of a text that begins a little before the first of the words."""
    words = text.split()
    first: Sequence[int] = [n for n, word in enumerate(words) if any(each in word for each in wanted)]
    start = max(0, (first[0] if first else 0) - AROUND // 4)
    end = start + AROUND
    return ("… " if start else "") + " ".join(words[start:end]) + (" …" if end < len(words) else "")
