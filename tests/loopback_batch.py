"""The batch endpoints on loopback: files are taken and given, and batches end when a test says so.

    with BatchLoopback(honest) as server:
        ...submit...
        server.finish()
        ...collect...

A batch's calls are answered by the same script as calls that are sent at once.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import Loopback, Raw, Request, Script, completion, failure

Line = dict[str, Any]


@dataclass
class Held:
    """A batch as the server holds it."""

    id: str
    lines: list[Line]
    status: str = "in_progress"
    files: dict[str, str] = field(default_factory=dict)
    errors: list[Mapping[str, str]] = field(default_factory=list)


class BatchLoopback(Loopback):
    """The server; `batches` in the order in which they came, `requests` those sent at once."""

    def __init__(self, *script: Script) -> None:
        self.batches: list[Held] = []
        self.keys: list[str] = []
        self._files: dict[str, str] = {}
        self._one = script[0]
        super().__init__(*script)

    def finish(self, status: str = "completed", spare: Callable[[int], Raw | None] = lambda index: None) -> None:
        """End every batch. A response that `spare` gives for a line stands in the file of errors;
        one without a body leaves the line without any result."""
        for batch in self.batches:
            good, bad = [], []
            for index, line in enumerate(batch.lines):
                raw = spare(index)
                if raw is None:
                    good.append(_result(line, self._answered(line)))
                elif raw.body:
                    bad.append(_result(line, raw))
            batch.status = status
            batch.files = {f"{batch.id}-good": "\n".join(good), f"{batch.id}-bad": "\n".join(bad)}
            self._files |= batch.files

    def break_off(self, reason: str) -> None:
        """Reject every batch as a whole."""
        for batch in self.batches:
            batch.status = "failed"
            batch.errors = [{"code": "invalid", "message": reason}]

    def _answered(self, line: Line) -> Raw:
        return _raw(self._one, Request(line["url"], {}, line["body"], time.monotonic()))

    def _take(self, path: str, body: bytes) -> Raw:
        if path.endswith("/files"):
            name = f"file-{len(self._files)}"
            self._files[name] = _uploaded(body)
            return _json({"id": name, "object": "file", "purpose": "batch"})
        asked = json.loads(body)
        lines = [json.loads(line) for line in self._files[asked["input_file_id"]].splitlines()]
        assert {(line["method"], line["url"]) for line in lines} == {("POST", asked["endpoint"])}
        self.batches.append(Held(f"batch_{len(self.batches)}", lines))
        return _json(self._shown(self.batches[-1]))

    def _look(self, path: str) -> Raw:
        name = path.removesuffix("/content").rpartition("/")[2]
        if path.endswith("/content"):
            return Raw(body=self._files[name]) if name in self._files else failure(404, "no such file")
        found = [batch for batch in self.batches if batch.id == name]
        return _json(self._shown(found[0])) if found else failure(404, "no such batch")

    def _shown(self, batch: Held) -> Mapping[str, Any]:
        good, bad = (batch.files.get(f"{batch.id}-{kind}", "") for kind in ("good", "bad"))
        counts = {"total": len(batch.lines), "completed": len(good.splitlines()), "failed": len(bad.splitlines())}
        return {
            "id": batch.id,
            "object": "batch",
            "status": batch.status,
            "request_counts": counts,
            "output_file_id": f"{batch.id}-good" if good else None,
            "error_file_id": f"{batch.id}-bad" if bad else None,
            "errors": {"object": "list", "data": batch.errors} if batch.errors else None,
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self
        base: Any = super()._handler()

        class Handler(base):  # type: ignore[misc]
            def do_POST(self) -> None:
                if not self.path.endswith(("/files", "/batches")):
                    super().do_POST()
                    return
                server.keys.append(self.headers.get("Authorization", ""))
                length = int(self.headers.get("Content-Length", 0))
                self._send(server._take(self.path, self.rfile.read(length)))

            def do_GET(self) -> None:
                self._send(server._look(self.path))

        return Handler


def _uploaded(body: bytes) -> str:
    """The file in a form that was posted."""
    text = body.decode()
    assert 'name="purpose"\r\n\r\nbatch\r\n' in text
    found = re.search(r'name="file"; filename="[^"]+"\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--', text, re.DOTALL)
    assert found, text[:200]
    return found[1]


def _raw(step: Script, request: Request) -> Raw:
    given = step(request) if callable(step) else step
    if isinstance(given, Raw):
        return given
    return completion(given if isinstance(given, str) else json.dumps(given, ensure_ascii=False))


def _json(value: Mapping[str, Any]) -> Raw:
    return Raw(body=json.dumps(value), headers={"Content-Type": "application/json"})


def _result(line: Line, raw: Raw) -> str:
    response = {"status_code": raw.status, "request_id": "r", "body": json.loads(raw.body)}
    return json.dumps({"id": "x", "custom_id": line["custom_id"], "response": response, "error": None})
