"""The batch endpoint of OpenAI as four verbs: upload, create, look, fetch.

Beside `endpoint` the only file that knows openai. Nothing is tried twice here: a request to make a
batch that was sent again after a broken connection could be paid for twice.
"""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import ModelError, Unreachable
from assistant.llm.client import open_client
from assistant.llm.endpoint import address, open_endpoint
from assistant.llm.redact import redaction
from assistant.llm.wire import cause

if TYPE_CHECKING:
    from assistant.settings import Settings

PATH: Final = "/v1/chat/completions"
WINDOW: Final = "24h"
OVER = frozenset({"completed", "failed", "expired", "cancelled"})


@dataclass(frozen=True, slots=True)
class State:
    """How a batch stands: the endpoint's word for it, and how many of its calls are answered or failed.

    `files` name the results that can be fetched; `trouble` says why a batch as a whole failed.
    """

    status: str
    answered: int = 0
    failed: int = 0
    files: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing will change any more."""
        return self.status in OVER


class Api:
    """The batches of the endpoint that the settings name. Its methods raise ModelError.

    Raises UserError for an address or a key that cannot be used.
    """

    def __init__(self, settings: "Settings") -> None:
        open_endpoint(settings)
        self._place = address(settings.base_url)
        self.known = redaction(settings)
        self._client = open_client(settings, settings.deadline)
        weakref.finalize(self, self._client.close)

    def create(self, lines: bytes) -> str:
        """Upload lines of requests, have a batch made of them, and return its id."""
        with self._told("takes no batches"):
            file = self._client.files.create(file=("calls.jsonl", lines), purpose="batch")
            source = self._id(file)
            made = self._client.batches.create(
                input_file_id=source, endpoint=PATH, completion_window=WINDOW, metadata={"by": "factcheck-assistant"}
            )
            return self._id(made)

    def look(self, batch: str) -> State:
        """How a batch stands."""
        with self._told(f"knows no batch {batch}"):
            found = self._client.batches.retrieve(batch)
            self._id(found)
        counts = found.request_counts
        files = tuple(name for name in (found.output_file_id, found.error_file_id) if name)
        errors = (found.errors.data if found.errors else None) or []
        trouble = "; ".join(cause(error.message or error.code or "no reason given", self.known) for error in errors[:3])
        numbers = (counts.completed, counts.failed) if counts else (0, 0)
        return State(str(found.status), *numbers, files, trouble)

    def fetch(self, file: str) -> bytes:
        """The content of a file of results."""
        with self._told(f"no longer has the results {file}"):
            return self._client.files.content(file).content

    def _id(self, made: Any) -> str:
        name = getattr(made, "id", None)
        if not isinstance(name, str) or not name:
            raise ModelError(f"{self._place} sent something else than a batch; does it offer batches?")
        return name

    @contextmanager
    def _told(self, missing: str) -> Iterator[None]:
        """Errors of the SDK in our words; `missing` for what a 404 means."""
        import openai

        try:
            yield
        except openai.APIStatusError as error:
            raise self._refused(error.status_code, cause(error.body or error.message, self.known), missing) from None
        except openai.APIConnectionError as error:
            reason = cause(str(error.__cause__ or error), self.known)
            raise Unreachable(f"cannot reach {self._place}: {reason}; run the same command again") from None

    def _refused(self, status: int, said: str, missing: str) -> ModelError:
        if status in (401, 403):
            return Unreachable(f"the endpoint rejected the key; set OPENAI_API_KEY ({self._place}, status {status})")
        if status == 404:
            return Unreachable(f"{self._place} {missing}: {said}")
        return Unreachable(f"{self._place} answered with status {status}: {said}")
