"""Structured calls at full concurrency: wall time over the ideal, processor time beside bare clients.

    python bench/calls.py                 # 500 calls, 64 at once, replies after 2 s
    python bench/calls.py 100 16 0.5

The endpoint is an asyncio server in a process of its own. Ours is what a digest does: prompt to
call, flow, meter, endpoint, reply to object; once without the store, once with it. The bare clients
are openai's `create` without a shape and instructor's with the same shape, in as many threads.
"""

import asyncio
import atexit
import json
import multiprocessing
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any

from assistant.engines.llm.asking import Asking
from assistant.engines.llm.shapes import DigestShape
from assistant.llm.call import Call, Message
from assistant.llm.endpoint import open_endpoint
from assistant.llm.prompts import data_block, load_prompt
from assistant.llm.stack import open_transport
from assistant.settings import Settings

SENTENCE = "The bridge over the Lisk closed on Friday after the river rose by four metres."
ARTICLE = "\n\n".join(f"{SENTENCE} That was report {n}." for n in range(30))
CLAIMS = [{"quote": SENTENCE, "text": SENTENCE, "speaker": "", "stance": "asserted"}] * 10
REPLY = json.dumps({"claims": CLAIMS, "summary": [{"quote": SENTENCE, "text": SENTENCE}] * 3})
Ask = Callable[[int], object]


@dataclass(frozen=True)
class Load:
    """How many calls, how many at once, and after how many seconds the endpoint answers."""

    calls: int = 500
    at_once: int = 64
    seconds: float = 2.0

    @property
    def ideal(self) -> float:
        """The wall time if nothing but the endpoint took time."""
        return self.calls / self.at_once * self.seconds


def serve(seconds: float, port: Connection) -> None:
    """Answer every request with the same completion, `seconds` after it arrived."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": REPLY}}
    usage = {"prompt_tokens": 900, "completion_tokens": 600, "total_tokens": 1500}
    completion = {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    body = json.dumps({**completion, "usage": usage}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: *(\d+)", asked, re.IGNORECASE)
                await reader.readexactly(int(length[1]) if length else 0)
                await asyncio.sleep(seconds)
                writer.write(head + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def question(number: int) -> tuple[Message, ...]:
    """The messages of one call; no two are alike."""
    return load_prompt("digest").messages({"article": data_block("article", f"{number}\n\n{ARTICLE}")})


def plain(number: int) -> list[dict[str, str]]:
    """The same messages as the clients take them."""
    return [{"role": message.role, "content": message.content} for message in question(number)]


def ours(settings: Settings) -> Ask:
    """What a digest does with one window."""
    return _asking(replace(settings, no_cache=True))


def ours_kept(settings: Settings) -> Ask:
    """The same, with every reply written to the store."""
    kept = replace(settings, cache_dir=tempfile.mkdtemp())
    atexit.register(shutil.rmtree, kept.cache_dir)
    return _asking(kept)


def _asking(settings: Settings) -> Ask:
    asking = Asking(open_transport(settings).transport, settings.base_url, "m")
    return lambda n: asking.ask("digest", {"article": data_block("article", f"{n}\n\n{ARTICLE}")}, DigestShape, 2048)


def transport(settings: Settings) -> Ask:
    """Our endpoint without instructor."""
    send = open_endpoint(settings)
    schema = json.dumps(DigestShape.model_json_schema())
    return lambda n: send(Call(settings.base_url, "m", "digest", question(n), schema))


def bare_openai(settings: Settings) -> Ask:
    """The SDK's client, with the schema sent and the reply left as text."""
    import openai

    client: Any = openai.OpenAI(api_key="none", base_url=settings.base_url, max_retries=0)
    shape = {"type": "json_schema", "json_schema": {"name": "digest", "schema": DigestShape.model_json_schema()}}
    return lambda n: client.chat.completions.create(
        model="m", messages=plain(n), response_format=shape, max_tokens=2048
    )


def bare_instructor(settings: Settings) -> Ask:
    """Instructor around the SDK's client, with the same shape."""
    import instructor
    import openai

    sdk = openai.OpenAI(api_key="none", base_url=settings.base_url, max_retries=0)
    client: Any = instructor.from_openai(sdk, mode=instructor.Mode.JSON_SCHEMA)
    return lambda n: client.chat.completions.create(
        model="m", messages=plain(n), response_model=DigestShape, max_retries=0, max_tokens=2048
    )


def measure(name: str, ask: Ask, load: Load) -> None:
    """Print wall time over the ideal, and processor time a call."""
    with ThreadPoolExecutor(load.at_once) as pool:
        list(pool.map(ask, range(2)))  # imports and first connections
        began, worked = time.perf_counter(), time.process_time()
        list(pool.map(ask, range(2, load.calls + 2)))
        wall, work = time.perf_counter() - began, time.process_time() - worked
    print(f"{name:16} {wall:8.2f} {wall / load.ideal:8.3f} {1000 * work / load.calls:10.2f}", flush=True)


def main(arguments: list[str]) -> None:
    """Measure ours and the bare clients against one endpoint."""
    given = [float(word) for word in arguments]
    load = Load(int(given[0]), int(given[1]), given[2]) if given else Load()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(load.seconds, there), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{here.recv()}/v1"
    settings = Settings(model="m", base_url=url, concurrency=load.at_once)
    print(f"{load.calls} calls, {load.at_once} at once, {load.seconds} s each; ideal {load.ideal:.2f} s")
    print(f"{'':16} {'wall s':>8} {'/ ideal':>8} {'cpu ms/call':>11}")
    for name, make in {
        "bare openai": bare_openai,
        "bare instructor": bare_instructor,
        "our endpoint": transport,
        "ours": ours,
        "ours, with store": ours_kept,
    }.items():
        measure(name, make(settings), load)
    server.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
