"""Runs that are killed, repeated or made twice at once: nothing that is paid for is paid for again."""

import json
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli_runner import COMMAND, environment
from tests.loopback import Answer, Loopback, Raw, Request, completion, honest
from tests.newsroom import write_articles

ARTICLES, KILLS, AT_ONCE = 12, 2, 4
DELAY = 0.06
SECONDS = 120


def model(delay: float = 0.0) -> Callable[[Request], Answer]:
    """The honest double, which takes its time."""

    def answer(request: Request) -> Answer:
        given = honest(request)
        made = given if isinstance(given, Raw) else completion(json.dumps(given))
        return replace(made, delay=delay)

    return answer


def asked(requests: Iterable[Request]) -> Counter[str]:
    """How often each request was made, by its prompt and its whole body."""
    return Counter(f"{request.asked} {json.dumps(request.body, sort_keys=True)}" for request in requests)


def of(prompt: str, ledger: Counter[str]) -> int:
    """The number of requests of a prompt."""
    return sum(count for name, count in ledger.items() if name.startswith(f"{prompt} "))


class Office:
    """A folder with articles and a cache, and the command that compares them."""

    def __init__(self, server: Loopback, folder: Path, cache: str = "cache") -> None:
        self._environment = environment(ASSISTANT_NO_CACHE="", ASSISTANT_CACHE_DIR=str(folder / cache))
        self._command = [*COMMAND, "--model", "m", "--base-url", server.base_url, "-q", "--concurrency", "4"]
        self._folder = folder

    def start(self, verb: str = "compare", *paths: str) -> "subprocess.Popen[str]":
        """A run in a process of its own."""
        command = [*COMMAND, verb, *(paths or ("articles",)), "-f", "json", *self._command[len(COMMAND) :]]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self._folder, env=self._environment, stdout=pipe, stderr=pipe, text=True)

    def finish(self, verb: str = "compare", *paths: str) -> dict[str, Any]:
        """The result of a whole run."""
        return result(self.start(verb, *paths))


def result(running: "subprocess.Popen[str]") -> dict[str, Any]:
    """What a run printed."""
    out, error = running.communicate(timeout=SECONDS)
    assert running.returncode == 0, error
    made: dict[str, Any] = json.loads(out)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with articles."""
    write_articles(tmp_path / "articles", ARTICLES)
    return tmp_path


def kill_at(goals: Iterable[int], office: Office, server: Loopback) -> Counter[str]:
    """Start a run and kill it as often as there are goals, each when so many requests have come; what was under way."""
    in_flight: Counter[str] = Counter()
    for goal in sorted(goals):
        running = office.start()
        wait_for(goal, server, running)
        running.kill()
        running.communicate()
        in_flight += asked(server.requests[-AT_ONCE:])
    return in_flight


def test_a_killed_run_goes_on(folder: Path) -> None:
    """Every call that was finished is made once, and the result is that of a run that was never killed."""
    chance = random.Random(3)
    with Loopback(model(DELAY)) as server:
        uninterrupted = Office(server, folder, "other").finish()
        whole = asked(server.requests)
        server.requests.clear()
        office = Office(server, folder)
        in_flight = kill_at(chance.sample(range(1, whole.total()), KILLS), office, server)
        resumed = office.finish()
        ledger = asked(server.requests)
    assert uninterrupted["run"]["calls"] == whole.total() > ARTICLES
    assert whole == Counter(set(ledger))
    assert not ledger - whole - in_flight
    assert {**resumed, "run": 0} == {**uninterrupted, "run": 0}


def wait_for(requests: int, server: Loopback, running: "subprocess.Popen[str]") -> None:
    """Wait until so many requests have arrived, or the run is over."""
    ends = time.monotonic() + SECONDS
    while len(server.requests) < requests and running.poll() is None:
        assert time.monotonic() < ends
        time.sleep(0.005)


def test_runs_at_once_share_their_calls(folder: Path) -> None:
    """Processes over the same articles and one cache ask about each article once between them."""
    names = [f"articles/report-{number:03}.txt" for number in range(5)]
    with Loopback(model(DELAY)) as server:
        office = Office(server, folder)
        running = [office.start("digest", *names) for _ in range(2)]
        results = [result(each) for each in running]
        assert max(asked(server.requests).values()) == 1
        assert of("digest", asked(server.requests)) == len(names)
    assert all({**each, "run": 0} == {**results[0], "run": 0} for each in results)
    assert sum(each["run"]["calls"] for each in results) == len(names)


@pytest.mark.parametrize("name", ["a.txt", "z.txt"])
def test_an_article_more_asks_about_itself_alone(folder: Path, name: str) -> None:
    """Added to a story it costs one digest call and the judging that it takes part in, wherever it stands."""
    from assistant.engines import open_engine
    from assistant.ingest import read
    from assistant.pipeline import compare

    with Loopback(model()) as server:
        settings = server.settings(no_cache=False, cache_dir=str(folder / "cache"))
        compare(read(folder / "articles"), engine=open_engine(settings))
        before = len(server.requests)
        compare(read(folder / "articles"), engine=open_engine(settings))
        assert len(server.requests) == before
        (added,) = write_articles(folder / "articles", 1, 900)
        told = sentences(added)
        added.rename(added.with_name(name))
        compare(read(folder / "articles"), engine=open_engine(settings))
        fresh = server.requests[before:]
    assert [request.asked for request in fresh].count("digest") == 1
    judged = [request.text for request in fresh if request.asked == "judge"]
    assert 0 < len(judged) < ARTICLES
    assert all(any(sentence in text for sentence in told) for text in judged)


def sentences(path: Path) -> list[str]:
    """The sentences of an article of the newsroom."""
    _, body = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [f"{sentence.rstrip('.')}." for sentence in body.split(". ")]
