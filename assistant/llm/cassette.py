"""Recordings of calls and replies, kept beside a project so that a run can be repeated without a model.

A cassette is a file of JSON lines, one a call, sorted by prompt and key. It does not say where
the model was: the same recording serves whatever address an endpoint has. Errors are not in it,
replies that were cut or refused are, since a repeated run has to meet them again.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from threading import Lock

from assistant.errors import UserError
from assistant.llm.call import Call, Reply, Transport
from assistant.llm.entry import Entry, anywhere, from_text, to_text
from assistant.whole import write_whole

AROUND = 24  # characters shown before and after the place where two messages part
COMPARED = 4000  # characters
MARKS = re.compile(r"</?[a-z]+-[0-9a-f]{6,64}>\n?")  # of data blocks: they change with what stands between them


def load_cassette(path: str | Path) -> dict[str, Entry]:
    """The entries of a cassette by their key. Raises UserError for a file that cannot be read as one."""
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UserError(f"{path}: cannot be read as a cassette ({reason}); record it with --record") from None
    entries = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        entry = from_text(line)
        if entry is None:
            raise UserError(f"{path}:{number}: not a recorded call, or changed by hand; record it again with --record")
        entries[entry.call.key] = entry
    return entries


class Recorder:
    """A transport that writes what passes through it to a cassette, beside what is there.

    Every reply is on disk when it is returned; the file is replaced as a whole, so that an
    interrupted run leaves a cassette of what it did. Two runs must not record to one file at once.
    """

    def __init__(self, inner: Transport, path: str | Path) -> None:
        """Raise UserError for a file that is there and no cassette, or that cannot be written."""
        self._inner = inner
        self._path = Path(path)
        self._lock = Lock()
        known = load_cassette(path) if self._path.exists() else {}
        self._lines = {(e.call.prompt, key): to_text(e) for key, e in known.items()}
        self._write()

    def __call__(self, call: Call) -> Reply:
        """The inner transport's reply. Raises what it raises."""
        reply = self._inner(call)
        placeless = anywhere(call)
        place, line = (call.prompt, placeless.key), to_text(Entry(placeless, reply))
        with self._lock:
            if self._lines.get(place) != line:
                self._lines[place] = line
                self._write()
        return reply

    def _write(self) -> None:
        text = "".join(f"{self._lines[place]}\n" for place in sorted(self._lines))
        try:
            write_whole(self._path, text.encode())
        except OSError as error:
            raise UserError(f"{self._path}: cannot be written ({error.strerror}); name another --record file") from None


class Player:
    """A transport that answers from a cassette alone: no endpoint, no key, no network."""

    def __init__(self, path: str | Path) -> None:
        """Raise UserError for a file that cannot be read as a cassette."""
        self._path = path
        self._entries = load_cassette(path)

    @property
    def models(self) -> list[str]:
        """The models that answered, by name."""
        return sorted({entry.call.model for entry in self._entries.values()})

    def __call__(self, call: Call) -> Reply:
        """The recorded reply. Raises UserError for a call that was not recorded, and says what changed."""
        found = self.held(call)
        if found:
            return found
        raise UserError(
            f"{self._path} holds no such call of prompt '{call.prompt}': "
            f"{_changed(call, [e.call for e in self._entries.values()])}; record it again with --record {self._path}"
        )

    def held(self, call: Call) -> Reply | None:
        """The recorded reply, if there is one."""
        found = self._entries.get(anywhere(call).key)
        return found.reply if found else None


def _changed(call: Call, recorded: Iterable[Call]) -> str:
    same = [other for other in recorded if other.prompt == call.prompt]
    if not same:
        return "no call of that prompt was recorded"
    nearest = max(same, key=lambda other: _nearness(call, other))
    told = [f"{name} {was} is now {now}" for name, (was, now) in _fields(nearest, call).items() if was != now]
    told += ["the schema of the reply"] if nearest.schema != call.schema else []
    told += [_parting(nearest, call)] if nearest.messages != call.messages else []
    return f"beside the nearest recorded one, this changed: {', '.join(told)}"


def _fields(was: Call, now: Call) -> Mapping[str, tuple[object, object]]:
    names = ("model", "max_tokens", "temperature", "seed")
    return {name: (getattr(was, name), getattr(now, name)) for name in names}


def _nearness(call: Call, other: Call) -> tuple[float, int]:
    fields = sum(was == now for was, now in _fields(other, call).values()) + (call.schema == other.schema)
    alike = [
        SequenceMatcher(None, a.content[:COMPARED].split(), b.content[:COMPARED].split()).quick_ratio()
        for a, b in zip(call.messages, other.messages, strict=False)
    ]
    return sum(alike), fields


def _parting(was: Call, now: Call) -> str:
    """Which message changed, and its words around the first change."""
    for message, other in zip(now.messages, was.messages, strict=False):
        if message != other:
            old, new = MARKS.sub("", other.content), MARKS.sub("", message.content)
            letters = enumerate(zip(old, new, strict=False))
            at = next((n for n, (a, b) in letters if a != b), min(len(old), len(new)))
            return f"the {message.role} message, '{_around(old, at)}' is now '{_around(new, at)}'"
    return f"the number of messages, {len(was.messages)} is now {len(now.messages)}"


def _around(text: str, at: int) -> str:
    return " ".join(text[max(0, at - AROUND) : at + AROUND].split())
