"""The flow of requests: how many at once, who waits for whom, and what a busy endpoint does to it."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import ModelError
from assistant.llm.call import Call, Message
from assistant.llm.endpoint import open_endpoint
from assistant.llm.flow import Flow, Patience
from assistant.llm.width import Ticket
from tests.loopback import Answer, Loopback, Raw, Request, completion, failure

PACE = 0.01


def _patience(seconds: float = 5.0) -> Patience:
    return Patience(time.monotonic() + seconds)


def _call(number: int) -> Call:
    return Call("e", "m", "p", (Message("user", f"question {number}"),))


def _entered(flow: Flow) -> Ticket:
    ticket = flow.enter(_patience())
    assert ticket
    return ticket


def test_one_overload_halves_once() -> None:
    """Requests that were under way together and are refused together count as one sign."""
    flow = Flow(16)
    for ticket in [_entered(flow) for _ in range(16)]:
        flow.leave(ticket, "busy")
    assert flow.limit == 8


def test_waiting_for_a_slot_takes_nothing_from_the_deadline() -> None:
    """A call in a queue is not given up for the slowness of others."""
    flow = Flow(1)
    ticket = _entered(flow)
    late = _patience(0.05)
    threading.Timer(0.2, flow.leave, (ticket, "good")).start()
    assert flow.enter(late)
    assert late.left > 0


def test_all_wait_when_the_endpoint_asks_for_it() -> None:
    """After a Retry-After nobody sends anything before its time; who has less time is told at once."""
    flow = Flow(2)
    flow.leave(_entered(flow), "busy", 0.2)
    began = time.monotonic()
    assert flow.enter(_patience(0.1)) is None
    assert time.monotonic() - began < 0.1 < flow.shut() <= 0.2
    assert flow.enter(_patience())
    assert time.monotonic() - began >= 0.15


def test_one_that_is_told_to_wait_among_many_waits_alone() -> None:
    """The others of a crowd that is served go on; only a crowd that is refused rests."""
    flow = Flow(4)
    tickets = [_entered(flow) for _ in range(4)]
    flow.leave(tickets[0], "busy", 3600.0)
    assert flow.shut() == 0.0
    for ticket in tickets[1:]:
        flow.leave(ticket, "good")
    assert flow.enter(_patience(0.1))


def test_requests_at_once_halve_on_429_and_climb_back() -> None:
    """Seen by a server that takes four at a time: every call ends well, and the crowd thins out."""
    inside, crowd = [0], threading.Lock()
    seen: list[int] = []

    def narrow(_: Request) -> Answer:
        with crowd:
            inside[0] += 1
            now = inside[0]
            seen.append(now)
        time.sleep(0.08)
        with crowd:
            inside[0] -= 1
        return failure(429) if now > 4 else completion("ok")

    with Loopback(narrow) as server, ThreadPoolExecutor(16) as pool:
        transport = open_endpoint(server.settings(concurrency=16, deadline=20.0), PACE)
        assert [reply.text for reply in pool.map(transport, map(_call, range(60)))] == ["ok"] * 60
    assert max(seen[:16]) > 4
    assert max(seen[-20:]) <= 8
    assert len(seen) < 2 * 60


def test_refusals_at_random_leave_the_crowd_as_it_is() -> None:
    """Seen by a server that refuses the first attempt of every fifth call: soon many run at once again."""
    tried: Counter[str] = Counter()
    inside, crowd, seen = [0], threading.Lock(), list[int]()

    def moody(request: Request) -> Answer:
        number = request.text.partition("question ")[2].partition('"')[0]
        with crowd:
            tried[number] += 1
            if tried[number] == 1 and int(number) % 5 == 0:
                return failure(429)
            inside[0] += 1
            seen.append(inside[0])
        time.sleep(0.04)
        with crowd:
            inside[0] -= 1
        return completion("ok")

    with Loopback(moody) as server, ThreadPoolExecutor(12) as pool:
        transport = open_endpoint(server.settings(concurrency=8, deadline=20.0), PACE)
        assert [reply.text for reply in pool.map(transport, map(_call, range(150)))] == ["ok"] * 150
    assert tried.total() == 150 + 30
    assert max(seen[100:]) > 4


def test_a_429_with_retry_after_holds_the_others_back() -> None:
    """One call is told to wait and all do; none of them holds a slot meanwhile."""
    with Loopback(failure(429, headers={"Retry-After": "0.4"}), "ok") as server, ThreadPoolExecutor(4) as pool:
        transport = open_endpoint(server.settings(concurrency=2), PACE)
        first = pool.submit(transport, _call(0))
        time.sleep(0.15)
        others = [pool.submit(transport, _call(n)) for n in (1, 2, 3)]
        assert [each.result().text for each in (first, *others)] == ["ok"] * 4
    begun = server.requests[0].at
    assert all(request.at - begun >= 0.38 for request in server.requests[1:])
    assert len(server.requests) == 5


def test_a_wait_that_nobody_has_time_for_is_told_to_all() -> None:
    """With an hour to wait every call fails at once and says so."""
    with Loopback(failure(429, headers={"Retry-After": "3600"})) as server:
        transport = open_endpoint(server.settings(), PACE)
        for _ in range(2):
            with pytest.raises(ModelError, match=r"it asked to wait 3(600|599) s"):
                transport(_call(0))
    assert len(server.requests) == 1


def test_a_slow_call_holds_up_no_other() -> None:
    """Calls behind a slow one come and go while it lasts."""

    def answer(request: Request) -> Raw:
        return Raw(body=completion("slow").body, delay=0.8) if "question 0" in request.text else completion("ok")

    done: list[int] = []
    with Loopback(answer) as server, ThreadPoolExecutor(2) as pool:
        transport = open_endpoint(server.settings(concurrency=2), PACE)

        def one(number: int) -> None:
            transport(_call(number))
            done.append(number)

        list(pool.map(one, range(6)))
    assert done == [1, 2, 3, 4, 5, 0]
