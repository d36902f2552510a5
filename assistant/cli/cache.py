"""`assistant cache info|clear|why`: what is kept of the calls to models, and of articles that were asked about."""

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.errors import Exit, UserError

if TYPE_CHECKING:
    from assistant.llm.entry import Entry
    from assistant.llm.store import Store

SHOWN_LINES = 5
SHOWN_CHARACTERS = 100
PREFIX = 8
DAY_SECONDS = 86_400


@click.group(
    "cache",
    epilog="\b\nExample:\n  assistant cache info",
)
def command() -> None:
    """Show or remove the replies of models that are kept, so that no call is paid for
    twice, and what was made of articles to answer questions.

    They are kept in your cache folder; ASSISTANT_CACHE_DIR names another one.
    """


@command.command("info", epilog="\b\nExample:\n  assistant cache info")
def info() -> Exit:
    """Say where the replies are kept, and how many there are of which prompt and model."""
    from assistant.cli.console import emit
    from assistant.render.plain import clean

    store = _store()
    counts: Counter[tuple[str, str]] = Counter()
    spent = 0
    for entry in _entries(store):
        counts[entry.call.prompt, entry.call.model] += 1
        spent += entry.reply.input_tokens + entry.reply.output_tokens
    lines = [
        f"folder: {store.folder}",
        f"calls: {counts.total()}, {_size(store.size())}, {spent:,} tokens",
        *(f"  {count} {prompt} ({model})" for (prompt, model), count in sorted(counts.items())),
        *_library_lines(),
    ]
    emit("".join(f"{clean(line)}\n" for line in lines))
    return Exit.DONE


@command.command("clear", epilog="\b\nExample:\n  assistant cache clear --older-than 30")
@click.option("--older-than", type=click.FloatRange(0), metavar="DAYS", help="Remove only what is older.")
def clear(older_than: float | None) -> Exit:
    """Remove what is kept, without asking, and say how much went.

    With --older-than only replies of models are looked at.
    """
    from assistant.cli.console import say
    from assistant.llm.forget import erase

    if older_than is None:
        return _clear_all()
    store = _store()
    old = [key for key, entry in _rows(store) if entry is None or _age(entry) > older_than * DAY_SECONDS]
    store.close()
    erase(store.folder.parent, old)
    say(f"removed {len(old)} calls older than {older_than:g} days from {store.folder}")
    return Exit.DONE


@command.command("why", epilog="\b\nExample:\n  assistant cache info\n  assistant cache why 3f2a")
@click.argument("key", metavar="CALL")
def why(key: str) -> Exit:
    """Explain one call: what was asked of which model, when, and what came back.

    CALL is the beginning of its key; an empty one ('') lists all calls.
    """
    from assistant.cli.console import emit
    from assistant.render.plain import clean

    found = [entry for entry in _entries(_store()) if entry.call.key.startswith(key.lower())]
    if not found:
        raise UserError(f"no call whose key begins with '{key}' is kept; list all with: assistant cache why ''")
    lines = _told(found[0]) if len(found) == 1 else [_listed(entry) for entry in found]
    emit("".join(f"{clean(line)}\n" for line in lines))
    return Exit.DONE


def _clear_all() -> Exit:
    from assistant.cli.console import say
    from assistant.llm.store import EVALS, FOLDER, LIBRARY, cache_folder, remove_store
    from assistant.settings import load_settings

    folder = cache_folder(load_settings())
    calls, entries = _count(folder, FOLDER), _count(folder, LIBRARY) if (folder / LIBRARY).is_dir() else 0
    remove_store(folder)
    remove_store(folder, LIBRARY)
    remove_store(folder, EVALS)
    say(f"removed {calls} calls{f' and {entries} entries of the library' if entries else ''} from {folder}")
    return Exit.DONE


def _count(folder: Path, name: str) -> int | str:
    from assistant.llm.store import open_store

    try:
        return len(list(open_store(folder, name)))
    except UserError:
        return "unreadable"  # which is what clearing mends


def _library_lines() -> list[str]:
    """How much is kept of articles that were asked about; nothing where none was."""
    from assistant.llm.store import LIBRARY, cache_folder, open_store
    from assistant.settings import load_settings

    folder = cache_folder(load_settings())
    if not (folder / LIBRARY).is_dir():
        return []
    store = open_store(folder, LIBRARY)
    return [f"library: {len(list(store))} entries of articles and stories, {_size(store.size())}"]


def _store() -> "Store":
    from assistant.llm.store import cache_folder, open_store
    from assistant.settings import load_settings

    return open_store(cache_folder(load_settings()))


def _rows(store: "Store") -> Iterator[tuple[str, "Entry | None"]]:
    """Each key that is kept, and its entry; None for a row that holds none."""
    from assistant.llm.entry import from_text

    return ((key, from_text(store.get(key), key)) for key in store)


def _entries(store: "Store") -> Iterator["Entry"]:
    return (entry for _, entry in _rows(store) if entry)


def _age(entry: "Entry") -> float:
    """Seconds since the call was answered; endless where the entry does not say it, or says a day that is to come."""
    from datetime import UTC, datetime

    try:
        age = (datetime.now(UTC) - datetime.fromisoformat(entry.at)).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return math.inf
    return age if age > -DAY_SECONDS else math.inf  # else one of two clocks was wrong; a little they may differ


def _size(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{size / 2**10:.0f} kB"


def _listed(entry: "Entry") -> str:
    return f"{entry.call.key[:PREFIX]} {entry.at} {entry.call.prompt} ({entry.call.model})"


def _told(entry: "Entry") -> list[str]:
    call, reply = entry.call, entry.reply
    return [
        f"key: {call.key}",
        f"prompt: {call.prompt}",
        f"model: {call.model} at {call.endpoint}",
        f"date: {entry.at}",
        f"tokens: {reply.input_tokens} in, {reply.output_tokens} out",
        f"parameters: max_tokens {call.max_tokens}, temperature {call.temperature:g}, seed {call.seed}",
        "asked:",
        *_opening(call.messages[-1].content if call.messages else ""),
        "answered:",
        *_opening(reply.text),
    ]


def _opening(text: str) -> list[str]:
    """The first lines of a text, indented, each cut where it is long."""
    lines = [line for line in text.splitlines() if line.strip()]
    shown = [
        f"  {line[:SHOWN_CHARACTERS]}{'…' if len(line) > SHOWN_CHARACTERS else ''}" for line in lines[:SHOWN_LINES]
    ]
    return [*shown, f"  and {len(lines) - SHOWN_LINES} more lines"] if len(lines) > SHOWN_LINES else shown
