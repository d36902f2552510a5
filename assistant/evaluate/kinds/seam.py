"""What a kind of data has to offer: its tasks, the work on one, and the cases that its output is scored by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.engines.seam import Engine
from assistant.evaluate.records import Case, Meaning, Task, Worked


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of labelled data.

    `tasks` reads a file or folder (raises UserError naming file and place); `work` does what a user would have done,
    with an engine (raises ModelError where nothing came of it); `cases` scores an output (as `work` gave it, or as it
    came back from a run file) in a repeat, asking nobody. `metrics` are those that it gives scores of, in the order
    of reports.
    """

    tasks: Callable[[Path], Sequence[Task]]
    work: Callable[[Task, Engine], Worked]
    cases: Callable[[Task, object, int], Sequence[Case]]
    metrics: Mapping[str, Meaning]
