"""A streamed reply put together again: server-sent events in, the body of an ordinary reply out.

The events are those of the chat-completions protocol: lines `data: {...}` with a delta each, the
finish reason in the last one, usage after it where it was asked for, and `data: [DONE]`.
"""

import json
from collections.abc import Mapping
from typing import Any

DATA = b"data:"
DONE = b"[DONE]"


class Streamed:
    """What of a stream has arrived; `text` is the reply's so far.

    `whole` is the body of an ordinary reply with the same content. `ended` tells that the stream was not cut:
    it gave a finish reason, an error, or the protocol's last word. `is_stream` is False for a body without a
    single event: an endpoint that answers at once, or with an error page.
    """

    def __init__(self) -> None:
        self.text = ""
        self.is_stream = False
        self.ended = False
        self._refusal = ""
        self._finish = ""
        self._rest: dict[str, Any] = {}
        self._line = b""

    def feed(self, chunk: bytes) -> bool:
        """Take the next bytes, wherever they were parted; whether the text has grown."""
        before = len(self.text)
        *lines, self._line = (self._line + chunk).split(b"\n")
        for line in lines:
            self._read(line.strip())
        return len(self.text) > before

    def close(self) -> None:
        """Take what is left as the last line: not every server ends it."""
        self._read(self._line.strip())
        self._line = b""

    @property
    def whole(self) -> dict[str, Any]:
        """The reply as the body of an ordinary one."""
        message = {"content": self.text, "refusal": self._refusal or None}
        return {"choices": [{"message": message, "finish_reason": self._finish or "stop"}], **self._rest}

    def _read(self, line: bytes) -> None:
        if not line.startswith(DATA):
            return
        self.is_stream = True
        data = line[len(DATA) :].strip()
        if data == DONE:
            self.ended = True
            return
        try:
            event = json.loads(data.decode(errors="replace"))
        except (ValueError, RecursionError):
            return  # half an event: the stream was cut, which its missing end tells
        if isinstance(event, dict):
            self._take(event)

    def _take(self, event: Mapping[str, Any]) -> None:
        for name in ("usage", "error"):
            if event.get(name):
                self._rest[name] = event[name]
        choices = event.get("choices")
        first = choices[0] if isinstance(choices, list) and choices else None
        if isinstance(first, dict):
            delta = first.get("delta")
            self._add(delta if isinstance(delta, dict) else {})
            self._finish = str(first.get("finish_reason") or self._finish)
        self.ended = self.ended or bool(self._finish) or "error" in self._rest

    def _add(self, delta: Mapping[str, Any]) -> None:
        content, refusal = delta.get("content"), delta.get("refusal")
        self.text += content if isinstance(content, str) else ""
        self._refusal += refusal if isinstance(refusal, str) else ""
