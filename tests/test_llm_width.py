"""How wide the flow of requests is: endpoints that are played in rounds, without a clock, threads or chance."""

import zlib
from collections import deque
from collections.abc import Callable

import pytest

from assistant.llm.width import Sign, Ticket, Width

REST = 16
Answers = Callable[[int, int], bool]
"""Whether the endpoint takes a request, by its number and by how many it serves already."""


def _played(width: Width, calls: int, steps: int, takes: Answers) -> tuple[int, int, float]:
    """How many requests were sent, how many of them refused, and how many were served at a time on average.

    `calls` are wanted at any time. In each step the request that is served longest is answered, and more are sent as
    the width allows; what is refused comes back at once, and its call rests until the next sixteen steps are over.
    """
    serving: deque[Ticket] = deque()
    resting: deque[int] = deque()
    sent = refused = served = 0
    for step in range(steps):
        if serving:
            width.receive(serving.popleft(), "good")
        while resting and resting[0] < step - REST:
            resting.popleft()
        while width.open and len(serving) + len(resting) < calls:
            sent, ticket = sent + 1, width.send()
            if takes(sent, len(serving)):
                serving.append(ticket)
            else:
                refused += 1
                resting.append(step)
                width.receive(ticket, "busy")
        served += len(serving)
    while serving:
        width.receive(serving.popleft(), "good")
    return sent, refused, served / steps


def _one_in(share: int) -> Answers:
    """One in so many is refused, without a pattern and always the same."""
    return lambda number, _: zlib.crc32(str(number).encode()) % share != 0


def _at_most(room: int) -> Answers:
    return lambda _, serving: serving < room


@pytest.mark.parametrize("most", [4, 8, 32, 64])
@pytest.mark.parametrize("share", [4, 5, 10, 20])
def test_refusals_at_random_cost_little(most: int, share: int) -> None:
    """Where the width does not matter, it is soon wide again and stays so."""
    width = Width(most)
    _played(width, most + 64, 600, _one_in(share))
    assert _played(width, most + 64, 2000, _one_in(share))[2] > 0.75 * most


@pytest.mark.parametrize(("most", "room"), [(4, 2), (8, 3), (32, 8), (32, 20), (64, 5), (64, 50)])
def test_a_limit_is_found_and_kept(most: int, room: int) -> None:
    """Where the width is the cause, few are refused, and what the endpoint can serve is used well."""
    width = Width(most)
    _played(width, most + 64, 200, _at_most(room))
    sent, refused, served = _played(width, most + 64, 2000, _at_most(room))
    assert refused < 0.05 * sent
    assert served > 0.7 * room


def test_a_limit_that_is_lifted_is_noticed() -> None:
    """From a narrow width the way to the most is short."""
    width = Width(64)
    _played(width, 128, 200, _at_most(4))
    assert width.limit < 8
    _played(width, 128, 200, _at_most(64))
    assert width.limit == 64


def test_a_share_that_is_borne_is_not_borne_when_it_grows() -> None:
    """An endpoint that refuses at random, and later refuses more for a limit too, is narrowed to the limit."""
    width, at_random = Width(32), _one_in(5)
    _played(width, 64, 600, at_random)
    assert width.limit > 24
    _played(width, 64, 600, lambda number, serving: at_random(number, serving) and serving < 8)
    assert width.limit <= 16


def test_an_endpoint_that_refuses_all_is_asked_by_one_at_a_time() -> None:
    """Each round halves, down to one and no further."""
    width = Width(16)
    limits = []
    for _ in range(6):
        tickets = [width.send() for _ in range(width.limit)]
        assert not width.open
        for ticket in tickets:
            width.receive(ticket, "busy")
        limits.append(width.limit)
    assert limits == [8, 4, 2, 1, 1, 1]


@pytest.mark.parametrize(
    ("signs", "many"),
    [
        (["busy"], True),
        (["good", "good", "busy"], False),
        (["good"] * 3 + ["busy"], False),
        (["other", "busy"], True),
    ],
)
def test_many_are_refused_when_it_is_half(signs: list[Sign], many: bool) -> None:
    """One after another: what failed in another way counts for nothing."""
    width = Width(8)
    assert [width.receive(width.send(), sign) for sign in signs][-1] == many


def test_a_cut_goes_to_what_is_served() -> None:
    """With sixteen at a time served, the first refusal of all costs a quarter of the width, and not half."""
    width = Width(16)
    _played(width, 16, 200, _at_most(16))
    tickets = [width.send() for _ in range(16)]
    width.receive(tickets[0], "busy")
    assert width.limit == 12
    for ticket in tickets[1:]:
        width.receive(ticket, "busy")
    assert width.limit == 12
