"""Ways to do one thing, measured turn by turn, so that what else the machine does falls on all of them alike."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.records import Samples

Way = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured, and on which data beside what is made up."""

    quick: bool = False
    pairs: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def pick(self, whole: int, quick: int) -> int:
        """A count for the whole run, or for a quick one."""
        return quick if self.quick else whole


def interleaved(ways: Mapping[str, Way], rounds: int) -> dict[str, Samples]:
    """The values that each way gives, one a round; another way goes first in every round."""
    names = list(ways)
    held: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            held[name].append(ways[name]())
    return {name: Samples(values) for name, values in held.items()}


def computed(step: Callable[[], Any]) -> float:
    """Seconds of processor time that a step takes, all threads of this process together."""
    began = time.process_time()
    step()
    return time.process_time() - began
