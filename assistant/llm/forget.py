"""Removes what the stores hold of an article, so that no byte of it is left in their files."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UserError
from assistant.llm.batch import jobs, keep_only
from assistant.llm.call import Reply
from assistant.llm.entry import Entry, from_text
from assistant.llm.store import BUSY_SECONDS, DATABASE, FOLDER, Store
from assistant.text.held import Words, leaves

WINDOW = re.compile(r"<(article-[^>\n]+)>\n(.*?)\n</\1>", re.DOTALL)
"""The part of an article in a call that reads it."""
OURS = 0.5
"""Share of a window's sentences from which on what the model made of it is taken for the article's."""
Named = Callable[[Iterable[str]], bool]
"""Whether one of some names is that of an article which is to be forgotten."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is to be forgotten: by its words, and by what it was called when something was kept of it."""

    words: Words
    named: Named

    def knowing(self, texts: Iterable[str]) -> "Sought":
        """The same, with more of its words."""
        return Sought(self.words.and_of(texts), self.named)


def learned(store: Store, sought: Sought, least: float = OURS) -> Sought:
    """The words of the article that calls to a model hold: its text, should it be gone, and claims made of it.

    A window is the article's that was kept under its name, or of which `least` or more of the sentences are its.
    """
    told: list[str] = []
    for key in store:
        entry = from_text(store.get(key), key)
        window = _window(entry) if entry else ""
        if entry and window and (sought.named(entry.about) or _is_ours(window, sought, least)):
            told += [*re.split(r"\n+", window), *_replied(entry)]
    return sought.knowing(told)


def calls_of(store: Store, sought: Sought) -> list[str]:
    """The keys of calls that hold words of the article, or were made of it; and of rows that hold no call at all."""
    return [key for key in store if _is_of(from_text(store.get(key), key), sought)]


def texts_of(store: Store, sought: Sought) -> list[str]:
    """The keys of rows of JSON that hold words of the article."""
    return [key for key in store if sought.words.within(_leaves(store.get(key) or ""))]


def strike_from_batches(cache: Path, sought: Sought, *, dry: bool) -> int:
    """Take the article's calls out of what is noted of batches under way, and say how many there were."""
    count = 0
    for job in jobs(cache):
        kept = {key: call for key, call in job.calls.items() if not _is_of(Entry(call, Reply("")), sought)}
        count += len(job.calls) - len(kept)
        if len(kept) < len(job.calls) and not dry:
            keep_only(job, kept, cache)
    return count


def erase(folder: Path, keys: Iterable[str], name: str = FOLDER) -> None:
    """Remove rows of a store that nobody in this process has open, and all that were removed before, from its files.

    Rows that are no text go too. Raises UserError where that cannot be done to its end.
    """
    place = folder / name / DATABASE
    try:
        with closing(sqlite3.connect(place, timeout=BUSY_SECONDS, isolation_level=None)) as db:
            db.execute("PRAGMA secure_delete = ON")
            db.execute("PRAGMA trusted_schema = OFF")
            db.executemany("DELETE FROM Cache WHERE key = ?", ((key,) for key in keys))
            db.execute("DELETE FROM Cache WHERE typeof(key) <> 'text' OR typeof(value) <> 'text'")
            db.execute("VACUUM")  # what was removed earlier is still on free pages
            busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        raise UserError(f"{place}: not all could be removed ({error}); mend that and run the same again") from None
    if busy:
        raise UserError(f"{place}: is in use by another process; run the same again when it is done")


def _is_of(entry: Entry | None, sought: Sought) -> bool:
    if entry is None:
        return True  # nothing that can be used, and nobody knows of what
    asked = (message.content for message in entry.call.messages)
    return sought.named(entry.about) or sought.words.within((*asked, *_replied(entry)))


def _is_ours(window: str, sought: Sought, least: float) -> bool:
    share = sought.words.share(window)
    return share > 0 and share >= least


def _window(entry: Entry) -> str:
    return "\n".join(found[2] for message in entry.call.messages for found in WINDOW.finditer(message.content))


def _replied(entry: Entry) -> Iterator[str]:
    yield from _leaves(entry.reply.text)


def _leaves(text: str) -> list[str]:
    """The texts in a JSON text; of any other, the text."""
    try:
        return list(leaves(json.loads(text)))
    except (ValueError, RecursionError):
        return [text]
