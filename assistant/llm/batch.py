"""Calls that can wait: put into batches at half the price, their replies into the store later.

The engine runs over `Later`, a transport that notes calls and answers none; what it notes are the
very calls that a run would make, so that a run after `collect` finds their replies.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import ModelError, UserError
from assistant.llm.batch_api import PATH, Api, State
from assistant.llm.cached import Cached, usable
from assistant.llm.call import Call, Reply, Unusable
from assistant.llm.dialects import Dialects
from assistant.llm.entry import Entry, from_text, to_text
from assistant.llm.redact import Redaction
from assistant.llm.store import Store
from assistant.llm.wire import cause, reply, request
from assistant.private import make_private
from assistant.schema import Tokens
from assistant.whole import room, write_whole

MOST_CALLS = 50_000
MOST_BYTES = 150 * 10**6
FOLDER = "batches"
ID_BYTES = 1000
"""Room for the id of a batch, which is known only when it is handed over."""
WAY_OUT = "mend that, or name another folder in ASSISTANT_CACHE_DIR"
ENDED = {"length": "the reply was cut", "refusal": "the model declined", "filter": "the content filter withheld it"}


class Later:
    """A transport that notes calls in place of sending them."""

    def __init__(self) -> None:
        self.calls: dict[str, Call] = {}

    def __call__(self, call: Call) -> Reply:
        """Raise ModelError for every call, once it is noted."""
        self.calls[call.key] = call
        raise ModelError("left to a batch")


@dataclass(frozen=True, slots=True)
class Job:
    """A batch under way: its id, whom it was given to and when, and its calls by key."""

    id: str
    endpoint: str
    model: str
    at: str
    calls: Mapping[str, Call]


@dataclass(slots=True)
class Collected:
    """What a batch brought: replies kept, what went wrong by key, and the tokens of every reply."""

    kept: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    bills: list[Tokens] = field(default_factory=list)


def jobs(cache: Path) -> list[Job]:
    """The batches that were submitted and not yet collected, oldest first."""
    found = (_read(path) for path in (cache / FOLDER).glob("*.json"))
    return sorted((job for job in found if job), key=lambda job: (job.at, job.id))


def unreadable(cache: Path) -> list[Path]:
    """The notes of batches that cannot be read, or not all of them: damaged, or written by a later version."""
    return sorted(path for path in (cache / FOLDER).glob("*.json") if _read(path) is None)


def submit(api: Api, calls: Iterable[Call], cache: Path, most: int = MOST_CALLS) -> list[Job]:
    """Hand calls of one endpoint and model to it as batches, of at most `most`, and note them.

    A batch that could not be noted would be paid for and never fetched: room for the note is made first. Raises
    UserError where there is none, before the batch is handed over, and ModelError.
    """
    folder = made_folder(cache)
    made = []
    for group in _groups(calls, cache, most):
        first = next(iter(group.values()))[0]
        at = datetime.now(UTC).isoformat(timespec="seconds")
        job = Job("", first.endpoint, first.model, at, {key: call for key, (call, _) in group.items()})
        with _usable(folder), room(folder, len(_text(job)) + ID_BYTES) as put:
            job = replace(job, id=api.create(b"".join(line for _, line in group.values())))
            put(_place(folder, job.id), _text(job))
        made.append(job)
    return made


def collect(api: Api, job: Job, state: State, store: Store) -> Collected:
    """Put the replies of a batch that is over into the store. Raises ModelError where they cannot be fetched."""
    results = {name: line for file in state.files for name, line in _lines(api.fetch(file), api.known)}
    silent = state.trouble or f"the batch {state.status} without a reply to it"
    told = Collected()

    def answer(call: Call) -> Reply:
        return _reply(results[call.key]) if call.key in results else _fail(silent)

    cached = Cached(answer, store)
    for key, call in job.calls.items():
        try:
            got = cached(call)
        except ModelError as error:
            told.failed[key] = str(error)
            told.bills += [Tokens(*error.tokens)] if isinstance(error, Unusable) else []
            continue
        told.bills.append(Tokens(got.input_tokens, got.output_tokens))
        if usable(call, got):
            told.kept += 1
        else:
            told.failed[key] = ENDED.get(got.finish, "the reply is not in the shape that was asked for")
    return told


def forget(job: Job, cache: Path) -> None:
    """Strike a batch off the list. Raises UserError."""
    with _usable(cache / FOLDER):
        _place(cache / FOLDER, job.id).unlink(missing_ok=True)


def keep_only(job: Job, calls: Mapping[str, Call], cache: Path) -> None:
    """Note only these calls of a batch; the batch is struck off where none is left. Raises UserError."""
    if calls:
        kept = replace(job, calls=calls)
        with _usable(cache / FOLDER):
            write_whole(_place(cache / FOLDER, job.id), _text(kept), private=True)
    else:
        forget(job, cache)


def _groups(calls: Iterable[Call], cache: Path, most: int) -> Iterator[dict[str, tuple[Call, bytes]]]:
    group: dict[str, tuple[Call, bytes]] = {}
    size = 0
    for call in calls:
        body = request(call, Dialects(cache, call.endpoint).of(call.model))
        line = json.dumps({"custom_id": call.key, "method": "POST", "url": PATH, "body": body}, ensure_ascii=False)
        data = line.encode(errors="replace") + b"\n"
        if group and (len(group) >= most or size + len(data) > MOST_BYTES):
            yield group
            group, size = {}, 0
        group[call.key] = (call, data)
        size += len(data)
    if group:
        yield group


def _lines(content: bytes, known: Redaction) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in content.splitlines():
        try:
            data = known.data(json.loads(line))
        except ValueError:
            continue  # the call it belonged to is told as one without a reply
        if isinstance(data, dict) and isinstance(data.get("custom_id"), str):
            yield data["custom_id"], data


def _reply(line: Mapping[str, Any]) -> Reply:
    response = line.get("response")
    if not isinstance(response, dict):
        return _fail(cause(line.get("error") or "no reason given"))
    if response.get("status_code") != 200:
        return _fail(f"status {response.get('status_code')}: {cause(response.get('body'))}")
    return reply(json.dumps(response.get("body")).encode())


def _fail(reason: str) -> Reply:
    raise ModelError(reason)


def _place(folder: Path, name: str) -> Path:
    return folder / ("".join(c if c.isalnum() or c in "-_" else "_" for c in name) + ".json")


def made_folder(cache: Path) -> Path:
    """Where batches are noted in a cache folder; made when it is not there. Raises UserError."""
    folder = cache / FOLDER
    with _usable(folder):
        make_private(cache, named=True)
        make_private(folder)
    return folder


@contextmanager
def _usable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(f"{folder}: {error.strerror or error}; {WAY_OUT}") from None


def _text(job: Job) -> bytes:
    entries = [to_text(Entry(call, Reply(""))) for call in job.calls.values()]
    data = {"id": job.id, "endpoint": job.endpoint, "model": job.model, "at": job.at, "calls": entries}
    return json.dumps(data).encode("utf-8", "replace")


def _read(path: Path) -> Job | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = [from_text(text) for text in data["calls"]]
        calls = {entry.call.key: entry.call for entry in entries if entry}
        if len(calls) < len(entries):
            return None
        return Job(data["id"], data["endpoint"], data["model"], data["at"], calls)
    except (OSError, ValueError, KeyError, TypeError):
        return None
