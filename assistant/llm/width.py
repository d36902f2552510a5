"""How many requests may run at once, from what became of those that ran: a pure state machine without a clock.

Refusals have two causes. An endpoint with a limit refuses what is too much: a narrower width ends that. A gateway may
refuse at random: then a narrower width costs time and helps nothing. They are told apart by trying.

- One cut for all that were under way together (the recovery point of NewReno, RFC 6582).
- A cut goes to three quarters of what is being served, and to half at most. Good replies that come in during the flight
  of one request are, by Little's law, the requests that the endpoint serves at a time. TCP Westwood cuts to that
  (Casetti and others, Wireless Networks 8, 2002); BBR measures it so and drains at three quarters (Cardwell and
  others, ACM Queue 14:5, 2016).
- A cut is a trial, as in PCC (Dong and others, NSDI 2015). Where a share is still refused below what is served, the
  width is not the cause: it comes back, and that share is borne from then on. A larger share cuts again.
- Growth is that of BIC (Xu, Harfoush and Rhee, INFOCOM 2004), from which CUBIC comes (RFC 9438): half the way to the
  width that was refused last, a careful step to it, and faster and faster beyond.
"""

from typing import Literal, NamedTuple

Sign = Literal["good", "busy", "other"]
"""What an attempt said of the endpoint's load."""

ENOUGH = 24
"""Outcomes of a trial, and good replies before the width that was refused last is tried again, which then costs one
refusal in 25; in narrow widths fewer, as so many would take long."""
TRIAL_ROUNDS, CAREFUL_ROUNDS = 8, 4
HEADROOM = 0.75
SHORTFALL = 0.75  # served less than that part of the width: it is too wide, whatever else
MANY = 0.5  # the share of refusals that no chance explains
MARGIN = 1.25  # above the share that is borne
CHANCE = 2  # refusals: fewer in a trial may be chance


class Ticket(NamedTuple):
    """What a request takes along: the changes of width before it, and the good replies."""

    changes: int
    good: int


class Width:
    """The width, at most `most`, at first the most."""

    def __init__(self, most: int) -> None:
        self._most = self._limit = self._before = max(1, most)
        self._refused_at = self._most + 1  # the width that was refused last
        self._running = self._changes = self._replies = 0
        self._served = 0.0
        self._good = self._refused = self._climbed = 0  # since the last change, and since the last step
        self._step = 1
        self._borne = 0.0
        self._trial = False
        self._seen = (0, 0)  # outcomes and refusals of trials, older ones for half

    @property
    def limit(self) -> int:
        """How many requests may run at once for now."""
        return self._limit

    @property
    def open(self) -> bool:
        """Whether one more may be sent."""
        return self._running < self._limit

    def send(self) -> Ticket:
        """Count a request that is sent."""
        self._running += 1
        return Ticket(self._changes, self._replies)

    def receive(self, ticket: Ticket, sign: Sign) -> bool:
        """Learn what became of a request; whether the endpoint refuses many, and not one now and then."""
        self._running -= 1
        if sign == "good":
            self._replies += 1
            self._served += (self._replies - ticket.good - self._served) / self._limit
        # What was sent before the last change says nothing of the width since then.
        if ticket.changes != self._changes or sign == "other":
            return False
        if sign == "busy":
            self._refused += 1
            many = self._refused >= MANY * self._sent
            if self._excessive(many):
                self._cut()
                return many
        else:
            many = False
            self._good += 1
            self._climbed += 1
        if self._trial:
            self._conclude()
        else:
            self._grow()
        return many

    @property
    def _sent(self) -> int:
        """Requests at this width, with those that may yet be answered well."""
        return self._good + self._refused + self._running

    def _excessive(self, many: bool) -> bool:
        """Whether what is refused is more than the width may bear."""
        if self._trial:
            if self._limit == 1:
                return False
            short = self._served < SHORTFALL * self._limit
            return self._refused >= max(CHANCE, self._limit / 4) and (many or short)
        return self._refused > MARGIN * self._borne * self._sent + (1 if self._borne else 0)

    def _cut(self) -> None:
        if not self._trial:
            self._before = self._limit
            self._seen = (self._seen[0] // 2, self._seen[1] // 2)
        self._borne = 0.0
        if self._limit == 1:
            self._trial = True  # nothing to cut, but to learn from
            return
        self._refused_at = self._limit
        served = round(HEADROOM * self._served)
        self._change(max(1, self._limit // 2, min(self._limit - 1, served)), trial=True)

    def _change(self, limit: int, *, trial: bool) -> None:
        self._limit = limit
        self._changes += 1
        self._good = self._refused = self._climbed = 0
        self._step = 1
        self._trial = trial

    def _conclude(self) -> None:
        outcomes = self._good + self._refused
        if outcomes < max(2 * self._limit, min(ENOUGH, TRIAL_ROUNDS * self._limit)):
            return
        self._trial = False
        seen, refused = self._seen = (self._seen[0] + outcomes, self._seen[1] + self._refused)
        if CHANCE <= refused < MANY * seen:
            self._borne = refused / seen
            self._refused_at = self._before + 1
        self._good = self._refused = self._climbed = 0

    def _grow(self) -> None:
        outcomes = self._good + self._refused
        careful = min(ENOUGH, CAREFUL_ROUNDS * self._limit) if self._limit + 1 >= self._refused_at else 0
        if self._limit < self._most and self._climbed >= max(self._limit, careful):
            self._limit = min(self._most, self._limit + self._stride())
            self._good = self._refused = self._climbed = 0
        elif outcomes >= max(2 * ENOUGH, 4 * self._limit):
            self._borne = min(self._borne, (self._borne + self._refused / outcomes) / 2)
            self._good = self._refused = 0

    def _stride(self) -> int:
        below = self._refused_at - self._limit
        if below > 0:
            return max(1, below // 2)
        self._step *= 2
        return self._step
