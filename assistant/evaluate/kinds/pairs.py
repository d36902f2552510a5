"""Pairs of a source and a draft, labelled consistent or not: how well `check` tells them apart.

A line holds `text_a` (the source), `text_b` (the draft) and `label`: `consistent`, anything else counts as
inconsistent. `set` is where a pair comes from, `cluster` the source that several pairs share; `id` names it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.check.desk import Desk
from assistant.check.pairs import Row
from assistant.check.result import INCONSISTENT, pair_of
from assistant.engines.seam import Engine
from assistant.evaluate.hashing import hash_of
from assistant.evaluate.kinds.lines import Line, lines, read_output
from assistant.evaluate.kinds.seam import Kind
from assistant.evaluate.records import Case, Meaning, Score, Task, Words, Worked
from assistant.evaluate.scoring.cases import Told, case, one, placed
from assistant.pool import Inline, unwatched

REQUIRED = ("text_a", "text_b", "label")
CONSISTENT = "consistent"
SHOWN = 400
"""Characters of a text that a report shows."""
METRICS: Mapping[str, Meaning] = {
    "balanced_accuracy": Meaning(
        "balanced accuracy",
        True,
        "mean of the shares of consistent and of inconsistent pairs that are called so; over sets, the mean of theirs",
    ),
    "inconsistent_recall": Meaning(
        "inconsistent found", True, "of the inconsistent pairs, those called contradicted or unsupported"
    ),
    "false_alarms": Meaning("false alarms", False, "of the consistent pairs, those called contradicted or unsupported"),
}


@dataclass(frozen=True, slots=True)
class Called:
    """What a pair was called, and why."""

    verdict: str
    why: str


def tasks(path: Path) -> Sequence[Task]:
    """A task a line. Raises UserError."""
    found = []
    for number, line in enumerate(lines(path, REQUIRED, _wrong), 1):
        id = str(line.get("id", number))
        found.append(Task(id, str(line.get("cluster", id)), line, hash_of(line)))
    return found


def _wrong(line: Line) -> str:
    right = all(isinstance(line[key], str) and line[key].strip() for key in REQUIRED)
    return "" if right else f"{', '.join(REQUIRED)} must be texts with something in them"


def work(task: Task, engine: Engine) -> Worked:
    """Check the draft against its source. Raises ModelError."""
    line: Line = task.given
    desk = Desk(engine, Inline(), unwatched)
    checked = pair_of(task.id, desk.row(Row(task.id, line["text_a"], line["text_b"], task.id)))
    output = {"verdict": checked.verdict, "score": checked.score, "why": checked.why}
    return Worked(output, tuple(f"{problem.where}: {problem.reason}" for problem in desk.problems))


def cases(task: Task, output: object, repeat: int) -> Sequence[Case]:
    """One case: was the pair called what it is labelled?"""
    made = read_output(Called, output, "check of a pair")
    line: Line = task.given
    wrong, called = line["label"] != CONSISTENT, made.verdict in INCONSISTENT
    group = str(line.get("set", ""))
    why = f"{made.verdict}: {made.why}"
    right = Score(
        "balanced_accuracy", float(wrong == called), 1, why, stratum=f"{group}/{'in' if wrong else ''}{CONSISTENT}"
    )
    other = one("inconsistent_recall" if wrong else "false_alarms", called, why)
    told = Told(
        asked="Is the draft consistent with its source?",
        expected=str(line["label"]),
        got=why,
        labelled=(Words("source", _short(line["text_a"])),),
        found=(Words("draft", _short(line["text_b"]), made.verdict),),
    )
    return placed([case("verdict", group, (right, other), told, hash_of(line))], task, repeat)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


KIND = Kind(tasks, work, cases, METRICS)
