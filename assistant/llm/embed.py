"""Vectors of texts from an OpenAI-compatible endpoint's /embeddings; each text is paid for once.

One of the files that know openai: a vector is no reply to a prompt, so it goes neither through the transport
nor into a cassette. What was asked for is kept under the hash of endpoint, model and text. The client's own retries
are the only ones.
"""

import base64
import json
import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import CeilingReached, ModelError, Unreachable, UserError
from assistant.llm.client import open_client
from assistant.llm.endpoint import CONNECT_SECONDS, address
from assistant.llm.llama import LOCAL
from assistant.llm.price import cost, shown
from assistant.llm.redact import redaction
from assistant.llm.wire import cause
from assistant.schema import Tokens

if TYPE_CHECKING:
    import openai

    from assistant.settings import Settings

BATCH = 64
"""Texts of one request: all endpoints take so many sentences at once."""
TRIES = 3
SEAL = 16
OF = "."
"""Before the checksum of the text that a vector is of, by which it can be forgotten."""
FATAL = frozenset({401, 403, 404})
Vector = Sequence[float]


class Kept(Protocol):
    """A mapping from text to text."""

    def get(self, key: str) -> str | None:
        """The text of a key, or None."""

    def put(self, key: str, text: str) -> None:
        """Keep a text."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one request brought: vectors of length 1, and the tokens that were paid for."""

    vectors: list[Vector]
    tokens: int


class Embedder:
    """Turns texts into vectors of length 1. Safe to use from threads.

    It never asks where `settings` set a ceiling on spending or answer from a recording: there only what is kept
    is used. Raises UserError for settings with which no endpoint can be asked.
    """

    def __init__(self, settings: "Settings", kept: Kept | None) -> None:
        if settings.embed.startswith(LOCAL):
            raise UserError("--embed names a model of an endpoint; a local: model gives no vectors")
        if settings.model.startswith(LOCAL) and settings.source("base_url") == "default":
            raise UserError("say which endpoint has the model of --embed, with --base-url or OPENAI_BASE_URL")
        self._settings = settings
        self._kept = kept
        self._place = address(settings.base_url)
        self._secrets = redaction(settings)
        self._lock = Lock()
        self._client: openai.OpenAI | None = None
        self._bills: list[Tokens] = []
        self._known: dict[str, Vector] = {}

    def usage(self) -> tuple[int, Tokens, str]:
        """Requests so far, their tokens, and what they cost in US dollars, empty where no price is known."""
        with self._lock:
            bills = list(self._bills)
        price = shown(cost(self._settings.embed, self._place, bills)) if bills else ""
        return len(bills), Tokens(sum(each.input for each in bills)), price

    def __call__(self, texts: Sequence[str]) -> list[Vector]:
        """A vector for each text, in order. Raises ModelError, CeilingReached where it may not ask."""
        found = {text: vector for text in dict.fromkeys(texts) if (vector := self._held(text)) is not None}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        for start in range(0, len(missing), BATCH):
            some = missing[start : start + BATCH]
            for text, vector in zip(some, self._asked(some), strict=True):
                found[text] = vector
                self._keep(text, vector)
        with self._lock:
            self._known |= found
            lengths = {len(vector) for vector in self._known.values()}
        if len(lengths) > 1:
            raise ModelError(f"{self._place} gave vectors of several lengths; 'assistant cache clear' forgets the old")
        return [found[text] for text in texts]

    def _asked(self, texts: Sequence[str]) -> list[Vector]:
        if reason := _forbidden(self._settings):
            raise CeilingReached(reason)
        paid = 0
        try:
            batch = _batch(self._request(texts), len(texts))
            paid = batch.tokens
        except ModelError as error:
            raise type(error)(self._secrets.told(str(error))) from None
        finally:
            with self._lock:
                self._bills.append(Tokens(paid))
        return batch.vectors

    def _request(self, texts: Sequence[str]) -> bytes:
        import openai

        body: dict[str, Any] = {"model": self._settings.embed, "input": list(texts), "encoding_format": "float"}
        try:
            return bytes(self._open().embeddings.with_raw_response.create(**body).content)
        except openai.APIStatusError as error:
            said = cause(error.body if error.body is not None else error.message, self._secrets)
            kind = Unreachable if error.status_code in FATAL else ModelError
            raise kind(f"{self._place} gives no vectors (status {error.status_code}): {said}") from None
        except openai.APIConnectionError as error:
            raise Unreachable(f"cannot reach {self._place}: {error.__cause__ or error}") from None

    def _open(self) -> "openai.OpenAI":
        import openai

        with self._lock:
            if self._client is None:
                seconds = self._settings.timeout
                timeout = openai.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
                self._client = open_client(self._settings, timeout, retries=TRIES - 1)
            return self._client

    def _key(self, text: str) -> str:
        data = json.dumps(["vector", self._place, self._settings.embed, text])
        return sha256(data.encode()).hexdigest()

    def _held(self, text: str) -> Vector | None:
        """The vector that is kept; None where there is none or it was damaged."""
        if text in self._known:
            return self._known[text]
        written = self._kept.get(self._key(text)) if self._kept else None
        if not written or written[:SEAL] != _seal(written[SEAL:]):
            return None
        vector = array("f")
        vector.frombytes(base64.b64decode(written[SEAL:].partition(OF)[0]))
        return vector

    def _keep(self, text: str, vector: Vector) -> None:
        if self._kept:
            written = base64.b64encode(array("f", vector).tobytes()).decode() + OF + _seal(text)
            self._kept.put(self._key(text), _seal(written) + written)


def _forbidden(settings: "Settings") -> str:
    """Why no vector may be asked for; empty where it may."""
    # The ceilings stand before the transport of the engine and do not see what is asked for here.
    if settings.replay:
        return "not asked for: --replay answers from a recording, which holds no vectors"
    if settings.max_calls or settings.max_tokens or settings.max_cost:
        return "not asked for under a ceiling; ask once without --max-calls, --max-tokens and --max-cost to keep them"
    return ""


def _batch(body: bytes, count: int) -> Batch:
    """The vectors of a response, in the order of the texts. Raises ModelError for one that is not sound."""
    try:
        data = json.loads(body)
        rows = sorted(data["data"], key=lambda row: row["index"])
        if [row["index"] for row in rows] != list(range(count)):
            raise ValueError("not one vector for each text")
        vectors = list(_normal(rows))
        used = data.get("usage") or {}
        return Batch(vectors, int(used.get("prompt_tokens") or 0))
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise ModelError(f"the endpoint's vectors cannot be read: {error}") from None


def _normal(rows: Sequence[Any]) -> Iterator[Vector]:
    for row in rows:
        vector = [float(value) for value in row["embedding"]]
        length = math.hypot(*vector)
        if not 0 < length < math.inf:
            raise ValueError("a vector has no direction")
        yield array("f", (value / length for value in vector))


def _seal(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:SEAL]
