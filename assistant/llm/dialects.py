"""What the models of an endpoint have been found to understand, remembered from run to run.

A small JSON file beside the store. What it says may be stale and costs one request then; what
is older than a week is forgotten, so that an endpoint that has learned more is asked for more.
"""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.errors import UserError
from assistant.llm.wire import FORMATS, OPTIONAL, Dialect
from assistant.private import make_private
from assistant.whole import write_whole

FILE = "dialects.json"
DAYS = 7


class Dialects:
    """The dialects of one endpoint, by model; kept in `folder`, or for this process without one."""

    def __init__(self, folder: Path | None, endpoint: str) -> None:
        self._file = folder / FILE if folder else None
        self._endpoint = endpoint
        self._lock = Lock()
        self._known: dict[str, Dialect] = {}

    def of(self, model: str) -> Dialect:
        """What the model's endpoint understands, as far as is known."""
        with self._lock:
            if model not in self._known:
                self._known[model] = _dialect(self._entries().get(f"{self._endpoint} {model}"))
            return self._known[model]

    def learn(self, model: str, dialect: Dialect) -> None:
        """Note a dialect that worked."""
        with self._lock:
            if self._known.get(model) == dialect:
                return
            self._known[model] = dialect
            if self._file:
                self._write(self._file, f"{self._endpoint} {model}", dialect)

    def _entries(self) -> dict[str, Any]:
        try:
            entries = json.loads(self._file.read_text(encoding="utf-8")) if self._file else {}
        except (OSError, ValueError):
            return {}
        return entries if isinstance(entries, dict) else {}

    def _write(self, file: Path, name: str, dialect: Dialect) -> None:
        entry = {"form": FORMATS[dialect.form], "without": sorted(dialect.without), "at": int(time.time())}
        text = json.dumps({**self._entries(), name: entry}, indent=1, sort_keys=True)
        with suppress(OSError, UserError):  # a folder that cannot be written to costs a request the next time
            make_private(file.parent, named=True)
            write_whole(file, text.encode(), private=True)


def _dialect(entry: Any) -> Dialect:
    """The dialect of an entry; the richest one for an entry that is missing, old or broken."""
    if not isinstance(entry, Mapping) or entry.get("form") not in FORMATS:
        return Dialect()
    at, without = entry.get("at"), entry.get("without")
    if not isinstance(at, int) or abs(time.time() - at) > DAYS * 86_400 or not isinstance(without, list):
        return Dialect()
    return Dialect(FORMATS.index(entry["form"]), frozenset(OPTIONAL) & frozenset(map(str, without)))
