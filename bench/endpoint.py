"""An endpoint on loopback that answers every call alike, after a while, and now and then badly.

    python -m bench.endpoint 2.0 none        # prints its port; answers each call 2 s after it arrived
    python -m bench.endpoint 0.5 busy        # the first attempt of every fifth call: 429, wait a second
    python -m bench.endpoint 0.5 broken      # the same attempts: a reply that is no JSON
    python -m bench.endpoint 0.5 limited     # 429 for what goes beyond sixteen calls a second

Calls are told apart by the words "call number N" in them. GET /counts gives how many requests came and how many bytes
their bodies had, and sets both to nothing.
"""

import asyncio
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from types import TracebackType
from typing import Any, Self

from bench.records import ROOT

SENTENCE = "The bridge over the Lisk closed on Friday after the river rose by four metres."
CLAIMS = [{"quote": SENTENCE, "text": SENTENCE, "speaker": "", "stance": "asserted"}] * 10
REPLY = json.dumps({"claims": CLAIMS, "summary": [{"quote": SENTENCE, "text": SENTENCE}] * 3})
EVERY = 5
"""Of so many calls the first attempt of one goes wrong."""
NUMBER = re.compile(rb"call number (\d+)")
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


def response(status: str, body: bytes, more: str = "") -> bytes:
    """An HTTP response."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def completion(text: str) -> bytes:
    """A good response that says so."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    usage = {"prompt_tokens": 900, "completion_tokens": 600, "total_tokens": 1500}
    made = {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
    return response("200 OK", json.dumps(made).encode())


GOOD = completion(REPLY)
REFUSED = response("429 Too Many Requests", b'{"error": {"message": "slow down"}}', "Retry-After: 1\r\n")
RATE = 16
"""Calls a second that a limited endpoint answers, and as many at once after a quiet second."""
FAULTS = {
    "busy": REFUSED,
    "broken": completion("Here are the claims: " + REPLY[: len(REPLY) // 2]),
}


class _Desk:
    """Answers connections and counts what came."""

    def __init__(self, seconds: float, fault: str) -> None:
        self._seconds = seconds
        self._fault = FAULTS.get(fault)
        self._limited = fault == "limited"
        self._left, self._since = float(RATE), time.monotonic()
        self._counts: Counter[str] = Counter()
        self._attempts: Counter[int] = Counter()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """All requests of one connection."""
        try:
            while True:
                asked = await reader.readuntil(b"\r\n\r\n")
                length = LENGTH.search(asked)
                body = await reader.readexactly(int(length[1]) if length else 0)
                writer.write(self._told() if asked.startswith(b"GET") else await self._replied(body))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _replied(self, body: bytes) -> bytes:
        self._counts.update(requests=1, bytes=len(body))
        found = NUMBER.search(body)
        number = int(found[1]) if found else 1
        self._attempts[number] += 1
        bad = self._fault and number % EVERY == 0 and self._attempts[number] == 1
        reply = (self._fault if bad else None) or GOOD
        if self._limited and not self._room():
            reply = REFUSED
        if reply is not REFUSED:
            await asyncio.sleep(self._seconds)
        return reply

    def _room(self) -> bool:
        """Whether one more call may be answered now."""
        now = time.monotonic()
        self._left = min(RATE, self._left + (now - self._since) * RATE)
        self._since = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def _told(self) -> bytes:
        counts = {name: self._counts[name] for name in ("requests", "bytes")}
        self._counts.clear()
        self._attempts.clear()
        return response("200 OK", json.dumps(counts).encode())


async def run(seconds: float, fault: str) -> None:
    """Serve until killed; the port is printed."""
    server = await asyncio.start_server(_Desk(seconds, fault).answer, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class Endpoint:
    """The endpoint in a process of its own; a context manager."""

    def __init__(self, seconds: float, fault: str = "none") -> None:
        command = [sys.executable, "-m", "bench.endpoint", str(seconds), fault]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        self._place = f"http://127.0.0.1:{self._process.stdout.readline().strip()}"
        self.url = f"{self._place}/v1"

    def counts(self) -> Any:
        """Requests and bytes since this was last asked."""
        with urllib.request.urlopen(f"{self._place}/counts") as got:
            return json.load(got)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.communicate()


if __name__ == "__main__":
    try:
        asyncio.run(run(float(sys.argv[1]), sys.argv[2]))
    except KeyboardInterrupt:
        sys.exit(130)
