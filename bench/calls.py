"""Structured calls beside bare clients: at full concurrency, one by one, from the store, and on a bad day.

    python -m bench calls                 # beside openai and instructor, in an environment of their own
    python bench/calls.py                 # ours alone: 500 calls, 64 at once, replies after 2 s
    python bench/calls.py 100 16 0.5

The endpoint is an asyncio server in a process of its own. Ours is what a digest does: prompt to
call, flow, meter, endpoint, reply to object; once without the store, once with it. The peers are
openai's `create` with the reply left as text, and instructor's with the same shape; for many calls
at once both from a pool of threads, as a user would write it.
"""

import atexit
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, repeat
from typing import Any

from assistant.engines.llm.asking import Asking
from assistant.engines.llm.shapes import DigestShape
from assistant.errors import ModelError
from assistant.llm.prompts import data_block, load_prompt
from assistant.llm.stack import open_transport
from assistant.settings import Settings
from bench.endpoint import SENTENCE, Endpoint
from bench.environments import Peer
from bench.records import OURS, Better, Figure, Samples, against, beside
from bench.rounds import Size, interleaved

ARTICLE = "\n\n".join(f"{SENTENCE} That was report {n}." for n in range(30))
OPENAI, INSTRUCTOR = "openai", "instructor"
Asked = dict[str, float]
Load = Callable[[int, int], Asked]
"""Sends the calls of so many numbers from a first one on; tells seconds on the clock, of processor time, and how many
ended well."""
START = count(1000, 1000)
"""First numbers: no call is sent twice unless that is what is measured."""


@dataclass(frozen=True)
class Many:
    """How many calls, how many at once, and after how many seconds the endpoint answers."""

    calls: int = 500
    at_once: int = 64
    seconds: float = 2.0

    @property
    def ideal(self) -> float:
        """The wall time if nothing but the endpoint took time."""
        return self.calls / self.at_once * self.seconds


def block(number: object) -> str:
    """The article of one call; no two are alike."""
    return data_block("article", f"call number {number}\n\n{ARTICLE}")


def ours(url: str, at_once: int, *, store: bool = False) -> Load:
    """What a digest does with one window, with every reply written to the store or without."""
    settings = Settings(model="m", base_url=url, api_key="none", concurrency=at_once, no_cache=not store)
    if store:
        settings = replace(settings, cache_dir=tempfile.mkdtemp(prefix="bench-"))
        atexit.register(shutil.rmtree, settings.cache_dir)
    asking = Asking(open_transport(settings).transport, url, "m")

    def good(number: int) -> bool:
        try:
            return bool(asking.ask("digest", {"article": block(number)}, DigestShape, 2048))
        except ModelError:
            return False

    def load(start: int, calls: int) -> Asked:
        numbers = range(start, start + calls)
        with ThreadPoolExecutor(at_once) as pool:
            began, worked = time.perf_counter(), time.process_time()
            fine = sum(pool.map(good, numbers) if at_once > 1 else map(good, numbers))
            return {"wall": time.perf_counter() - began, "cpu": time.process_time() - worked, "good": fine}

    return load


def theirs(peer: Peer, way: str, url: str, at_once: int, **more: Any) -> Load:
    """A bare client: its own number of retries if `retries` is none, and its own cache if one is named."""
    messages = [
        {"role": each.role, "content": each.content}
        for each in load_prompt("digest").messages({"article": block("@@")})
    ]
    peer.ask("client", way=way, url=url, messages=messages, **{"retries": 0, **more})
    if at_once > 1:
        return lambda start, calls: peer.ask("load", start=start, calls=calls, at_once=at_once)
    return lambda start, calls: peer.ask("serial", start=start, calls=calls)


@contextmanager
def clients(*ways: str) -> Iterator[dict[str, Peer]]:
    """A worker for each client."""
    with ExitStack() as stack:
        yield {way: stack.enter_context(Peer("clients")) for way in ways}


def at_once(size: Size) -> list[Figure]:
    """Many calls at once: seconds over the ideal, and processor time a call."""
    many = Many(size.pick(256, 64), 64, 2.0 if not size.quick else 0.5)
    rounds = size.pick(3, 1)
    with Endpoint(many.seconds) as endpoint, clients(OPENAI, INSTRUCTOR) as peers:
        ways = {
            "ours": ours(endpoint.url, many.at_once),
            "ours, every reply stored": ours(endpoint.url, many.at_once, store=True),
            **{way: theirs(peer, way, endpoint.url, many.at_once) for way, peer in peers.items()},
        }
        for load in ways.values():
            load(next(START), 2)  # imports and first connections
        told: dict[str, list[Asked]] = {name: [] for name in ways}
        for turn in range(rounds):
            for name in [*ways][turn % len(ways) :] + [*ways][: turn % len(ways)]:
                told[name].append(ways[name](next(START), many.calls))
    how = f"{many.calls} calls, {many.at_once} at once, replies after {many.seconds:g} s"
    made = []
    for name, what in (("ours", how), ("ours, every reply stored", f"{how}, every reply stored")):
        lines: list[tuple[str, dict[str, Samples], Better]] = []
        for unit, part, share in (
            ("times the ideal wall time", "wall", many.ideal),
            ("ms of processor a call", "cpu", many.calls / 1000),
        ):
            samples = {way: Samples([asked[part] / share for asked in each]) for way, each in told.items()}
            pools = {f"{way} in a pool of threads": samples[way] for way in (OPENAI, INSTRUCTOR)}
            lines.append((unit, {OURS: samples[name], **pools}, "lower"))
        made += against(what, lines)
    return made


def one_by_one(size: Size) -> list[Figure]:
    """Calls one after another at an endpoint that answers at once: what a call costs beside the endpoint."""
    calls, rounds = size.pick(100, 20), size.pick(7, 3)
    with Endpoint(0.0) as endpoint, clients(OPENAI, INSTRUCTOR) as peers:
        ways = {"ours": ours(endpoint.url, 1), "stored": ours(endpoint.url, 1, store=True)}
        ways |= {way: theirs(peer, way, endpoint.url, 1) for way, peer in peers.items()}
        samples = interleaved({name: partial(_each, load, START, calls) for name, load in ways.items()}, rounds)
    bare = {way: samples[way] for way in (OPENAI, INSTRUCTOR)}
    note = "answered at once: this is what the client itself takes, and the loopback"
    made = beside(Figure("one call after another", 0, "ms", note=note), samples["ours"], bare)
    return made + beside(Figure("one call after another, every reply stored", 0, "ms"), samples["stored"], bare)


def _each(load: Load, starts: Iterator[int], calls: int) -> float:
    """Milliseconds a call, from the next first number on."""
    return 1000 * load(next(starts), calls)["wall"] / calls


def from_the_store(size: Size) -> list[Figure]:
    """Calls that were answered before."""
    calls, rounds = size.pick(100, 20), size.pick(7, 3)
    kinds = {"instructor's DiskCache": "disk", "instructor's AutoCache, in memory": "memory"}
    with Endpoint(0.0) as endpoint, clients(*kinds) as peers:
        ways = {"ours": ours(endpoint.url, 1, store=True)}
        ways |= {name: theirs(peers[name], INSTRUCTOR, endpoint.url, 1, cache=kind) for name, kind in kinds.items()}
        for load in ways.values():
            load(0, calls)
        endpoint.counts()
        samples = interleaved({name: partial(_each, load, repeat(0), calls) for name, load in ways.items()}, rounds)
        asked = endpoint.counts()["requests"]
    note = f"{asked:.0f} requests reached the endpoint meanwhile"
    caches = {name: samples[name] for name in kinds}
    return beside(Figure("a call that was answered before", 0, "ms", note=note), samples["ours"], caches)


BAD_DAYS = {
    "limited": "an endpoint of 16 calls a second, 429 for what is beyond",
    "busy": "one call in five is first answered with 429, whatever the load",
    "broken": "one reply in five is cut JSON",
}


def bad_days(size: Size) -> list[Figure]:
    """An endpoint that refuses what is too much, one that refuses at random, one whose JSON is broken."""
    calls = size.pick(200, 40)
    made: list[Figure] = []
    for fault, what in BAD_DAYS.items():
        with Endpoint(0.5, fault) as endpoint, clients(OPENAI, INSTRUCTOR) as peers:
            ways = {"ours": ours(endpoint.url, 32)}
            ways |= {way: theirs(peer, way, endpoint.url, 32, retries=None) for way, peer in peers.items()}
            told: dict[str, Asked] = {}
            for name, load in ways.items():
                load(1, 2)
                endpoint.counts()
                told[name] = load(next(START), calls) | endpoint.counts()
        made += _told(what, told, calls)
    return made


def _told(what: str, told: dict[str, Asked], calls: int) -> list[Figure]:
    """What the calls of a bad day came to, beside each client with its own number of retries."""
    note = "openai leaves a reply as text and sees no fault in it" if "JSON" in what else ""
    lines: list[tuple[str, str, float, Better]] = [
        ("% ended well", "good", calls / 100, "higher"),
        ("requests a call", "requests", calls, "lower"),
        ("kB sent a call", "bytes", 1000 * calls, "lower"),
        ("s in all", "wall", 1, "lower"),
    ]
    return against(
        what,
        [
            (unit, {name: Samples([asked[part] / share]) for name, asked in told.items()}, better)
            for unit, part, share, better in lines
        ],
        note,
    )


def figures(size: Size) -> list[Figure]:
    """All figures of calls."""
    return [*at_once(size), *one_by_one(size), *from_the_store(size), *bad_days(size)]


def main(arguments: list[str]) -> None:
    """Ours alone, with a load of one's own."""
    given = [float(word) for word in arguments]
    many = Many(int(given[0]), int(given[1]), given[2]) if given else Many()
    print(f"{many.calls} calls, {many.at_once} at once, {many.seconds} s each; ideal {many.ideal:.2f} s")
    print(f"{'':16} {'wall s':>8} {'/ ideal':>8} {'cpu ms/call':>11}")
    with Endpoint(many.seconds) as endpoint:
        for name, store in {"ours": False, "ours, with store": True}.items():
            load = ours(endpoint.url, many.at_once, store=store)
            load(next(START), 2)
            made = load(next(START), many.calls)
            cpu = 1000 * made["cpu"] / many.calls
            print(f"{name:16} {made['wall']:8.2f} {made['wall'] / many.ideal:8.3f} {cpu:10.2f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
