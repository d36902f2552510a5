"""What a run has done so far, kept until it is finished, so that a killed one goes on where it stopped."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.evaluate.records import Spec, Spent, Task, Trial
from assistant.evaluate.revision import code_hash

if TYPE_CHECKING:
    from assistant.llm.store import Store


class Journal:
    """The trials of one part of a run, by task and repeat; without a store nothing is kept."""

    def __init__(self, store: "Store | None", spec: Spec, tasks: Sequence[Task], asked: str) -> None:
        """`asked` is whatever else decides an output, such as the endpoint."""
        self._store = store
        told = json.dumps([asdict(spec), [task.hash for task in tasks], asked, code_hash()], sort_keys=True)
        self._run = hashlib.sha256(told.encode()).hexdigest()[:32]

    def done(self, task: Task, repeat: int) -> Trial | None:
        """What came of a task in a run that did not get to its end."""
        text = self._store.get(self._key(task.id, repeat)) if self._store else None
        if text is None:
            return None
        try:
            told = json.loads(text)
            return Trial(**{**told, "spent": Spent(**told["spent"]), "problems": tuple(told["problems"])})
        except (ValueError, TypeError, KeyError, RecursionError):  # damaged: it is done again
            return None

    def keep(self, trial: Trial) -> None:
        """Keep what came of a task; what failed is tried again."""
        if self._store and not trial.error:
            self._store.put(self._key(trial.task, trial.repeat), json.dumps(asdict(trial), ensure_ascii=False))

    def forget(self, trials: Sequence[Trial]) -> None:
        """Remove what is no longer needed: the run is in its file."""
        for trial in trials if self._store else ():
            assert self._store  # nosec B101 # a fact of ours, told to the type checker
            self._store.delete(self._key(trial.task, trial.repeat))

    def _key(self, task: str, repeat: int) -> str:
        return f"{self._run}/{repeat}/{task}"
