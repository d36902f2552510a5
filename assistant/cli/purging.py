"""What `assistant purge` does: looks in every place where something is kept, and removes what is of an article."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from assistant.answering import Wanted, entries_of, told_in
from assistant.errors import UserError
from assistant.ingest import read
from assistant.llm import batch, dialects
from assistant.llm.forget import OURS, Sought, calls_of, erase, learned, strike_from_batches, texts_of
from assistant.llm.store import DATABASE, EVALS, FOLDER, LIBRARY, Store, cache_folder, open_store, remove_store
from assistant.schema import Article, names_of
from assistant.sessions import data_folder
from assistant.sessions import forget as past
from assistant.sessions.place import NAME
from assistant.settings import Settings
from assistant.text.held import Words
from assistant.whole import write_whole

HISTORY = "history"
"""The file of lines that were typed in chats, beside the sessions."""
DRAFTS = ".*.tmp"
"""What a process that died in the middle of a write leaves."""


@dataclass(slots=True)
class Gone:
    """How much went of each kind; `left` tells what could not be removed, `yours` what is the user's to remove."""

    counts: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    yours: list[str] = field(default_factory=list)

    def count(self, what: str, number: int) -> None:
        """Add to a kind."""
        if number:
            self.counts[what] = self.counts.get(what, 0) + number


class Names:
    """What articles are called: by path, address or id; a folder's name is that of everything that was in it.

    What is no longer there may be named by the last part of its path alone.
    """

    def __init__(self, given: Iterable[str], articles: Sequence[Article]) -> None:
        self._given = frozenset(given)
        placed = (name for name in self._given if "://" not in name)
        read = (name for article in articles for name in names_of(article) if name != article.id)
        self._whole = self._given | {os.path.abspath(name) for name in placed} | frozenset(read)  # noqa: PTH100
        self._bare = frozenset(name for name in self._given if os.sep not in name and not os.path.lexists(name))

    def __call__(self, names: Iterable[str]) -> bool:
        """Whether one of some names is one of these."""
        return any(self._fits(name) for name in names if name)

    def _fits(self, name: str) -> bool:
        above = (str(folder) for folder in Path(name).parents) if name.startswith(os.sep) else ()
        return name in self._whole or os.path.basename(name) in self._bare or any(f in self._whole for f in above)  # noqa: PTH119


class Purge:
    """One search through everything that is kept; nothing is changed if it is `dry`."""

    def __init__(self, given: Sequence[str], settings: Settings, *, dry: bool) -> None:
        there = [name for name in given if name == "-" or ("://" not in name and Path(name).exists())]
        self._articles = read(*there).articles if there else ()
        self._settings = settings
        self._cache, self._data = cache_folder(settings), data_folder(settings)
        self._dry = dry
        named = Names(given, self._articles)
        self._sought = Sought(Words(tuple(article.text for article in self._articles)), named)
        self._gone = Gone()

    def __call__(self) -> Gone:
        """Learn the words of what is to go from what is kept of it, then remove whatever holds them."""
        self._sessions(self._learn_from_sessions)
        self._stored(FOLDER, self._learn_from_calls)
        self._stored(LIBRARY, self._learn_from_library)
        self._removed("call", FOLDER, lambda store: calls_of(store, self._sought))
        self._removed("entry of the library", LIBRARY, lambda store: entries_of(_rows(store), self._wanted))
        self._removed("trial of an evaluation", EVALS, lambda store: texts_of(store, self._sought))
        self._gone.count("call of a batch under way", strike_from_batches(self._cache, self._sought, dry=self._dry))
        self._drafts()
        self._sessions(self._strike)
        self._history()
        self._gone.left += [f"{path}: damaged, and cannot be searched; remove it" for path in past.aside(self._data)]
        self._gone.yours += [str(path) for path in self._own() if self._holds(path)]
        return self._gone

    @property
    def _wanted(self) -> Wanted:
        return Wanted(self._articles, self._sought.words, self._sought.named)

    def _learn_from_sessions(self, file: Path) -> None:
        self._sought = self._sought.knowing(past.quoted(file, self._sought.named))

    def _learn_from_calls(self, store: Store) -> list[str]:
        self._sought = learned(store, self._sought, OURS if self._articles else 0.0)
        return []

    def _learn_from_library(self, store: Store) -> list[str]:
        self._sought = self._sought.knowing(told_in(_rows(store), self._wanted))
        return []

    def _stored(self, name: str, do: Callable[[Store], list[str]]) -> list[str] | None:
        """What is done with a store comes to; None where there is none, or it is damaged."""
        if not (self._cache / name / DATABASE).is_file() or _is_damaged(self._cache / name / DATABASE):
            return None
        try:
            store = open_store(self._cache, name)
        except UserError:
            return None  # told when it is to be removed from
        keys = do(store)
        store.close()
        return keys

    def _removed(self, what: str, name: str, find: Callable[[Store], list[str]]) -> None:
        database = self._cache / name / DATABASE
        if not database.is_file():
            return
        try:
            if _is_damaged(database):
                self._gone.count(f"store that was damaged, {database.parent}", 1)
                if not self._dry:
                    remove_store(self._cache, name)
                return
            open_store(self._cache, name).close()
            keys = self._stored(name, find) or []
            if not self._dry:
                erase(self._cache, keys, name)
            self._gone.count(what, len(keys))
        except UserError as error:
            self._gone.left.append(str(error))

    def _sessions(self, do: Callable[[Path], None]) -> None:
        file = self._data / NAME
        try:
            if file.is_file():
                do(file)
        except UserError as error:
            if str(error) not in self._gone.left:
                self._gone.left.append(str(error))

    def _strike(self, file: Path) -> None:
        struck = past.strike(file, past.About(self._sought.words.within, self._sought.named), dry=self._dry)
        self._gone.count("question of a chat", struck.exchanges)
        self._gone.count("session", struck.sessions)

    def _drafts(self) -> None:
        for path in (self._cache / batch.FOLDER).glob(DRAFTS):
            if self._holds(path):
                self._gone.count("draft", 1)
                if not self._dry:
                    path.unlink(missing_ok=True)

    def _history(self) -> None:
        """Lines that were typed go where they hold words of the article; each stands under the time it was typed at."""
        file = self._data / HISTORY
        if not self._holds(file):
            return
        typed = file.read_text(encoding="utf-8", errors="replace").split("\n\n# ")
        kept = [each for each in typed if not self._sought.words.within([each.replace("\n+", "\n")])]
        self._gone.count("line typed in a chat", len(typed) - len(kept))
        if not self._dry:
            write_whole(file, "\n\n# ".join(kept).encode("utf-8", "replace"), private=True)

    def _own(self) -> list[Path]:
        """The files of the user's that the settings know of."""
        given = (self._settings.record, self._settings.replay, self._settings.reviews or "reviews.jsonl")
        return [Path(name) for name in dict.fromkeys(given) if name]

    def _holds(self, path: Path) -> bool:
        try:
            text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        except OSError:
            return False
        return self._sought.words.within([text.replace("\\n", " ").replace('\\"', '"')])


def everything(settings: Settings, *, dry: bool) -> Gone:
    """Remove all that is kept, in whatever state it is; the weights of models stay."""
    cache, data = cache_folder(settings), data_folder(settings)
    gone = Gone()
    for name in (FOLDER, LIBRARY, EVALS):
        gone.count("store of the cache", (cache / name / DATABASE).exists())
        if not dry:
            _tried(gone, partial(remove_store, cache, name))
    batches = [*(cache / batch.FOLDER).glob("*.json"), *(cache / batch.FOLDER).glob(DRAFTS)]
    typed = [path for path in (data / HISTORY, cache / dialects.FILE) if path.exists()]
    for what, paths in (
        ("note of a batch", batches),
        ("file of sessions", past.files(data)),
        ("file of settings and typed lines", typed),
    ):
        gone.count(what, len(paths))
        for path in paths if not dry else ():
            _tried(gone, partial(path.unlink, missing_ok=True))
    return gone


def _tried(gone: Gone, remove: Callable[[], None]) -> None:
    try:
        remove()
    except (OSError, UserError) as error:
        gone.left.append(str(error))


def _rows(store: Store) -> dict[str, str]:
    return {key: text for key in store if (text := store.get(key)) is not None}


def _is_damaged(database: Path) -> bool:
    """Whether a database cannot be read to its end, so that nothing can be looked for in it."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as db:
            return (
                bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
                or not db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'Cache'").fetchone()[0]
            )
    except sqlite3.OperationalError:
        return False  # in use, or not to be written to: told by who opens it
    except sqlite3.DatabaseError:
        return True
