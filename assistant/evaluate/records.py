"""The nouns of an evaluation: frozen records, whose field names are the keys of a run file and are only ever added to.

No figure is ever NaN: what could not be scored says why and is counted beside what could.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

KindName = Literal["stories", "pairs", "claims", "attributions", "qa", "injections"]
Mode = Literal[
    "replay",  # deterministic: the built-in engine, or a recorded model; tests this code
    "live",  # a model is asked; tests the model
]
State = Literal["passed", "failed", "unscored"]
Outcome = Literal[
    "pass",
    "fail",
    "undecided",  # not enough data to tell
    "broken",  # the run, or what it is held against, cannot be used
]


@dataclass(frozen=True, slots=True)
class Section:
    """A part as a suite writes it: what is run, by whom, how often.

    `data` are the files and folders as the suite names them.
    `model` is empty for the built-in engine; `replay` names a cassette, empty where nothing is replayed. Each repeat
    has a seed of its own, and all have the `temperature`. `sample` is how many tasks are drawn with `seed`, 0 for all.
    `judge` names a model whose word is asked for beside the scores, empty for none; `grades` the file of replies
    that were graded by reading, on which its agreement with readers is measured.
    """

    name: str
    kind: KindName
    data: tuple[str, ...]
    model: str = ""
    replay: str = ""
    repeat: int = 1
    temperature: float = 0.0
    sample: int = 0
    seed: int = 0
    judge: str = ""
    grades: str = ""


@dataclass(frozen=True, slots=True)
class Spec(Section):
    """A part of a suite; `where` is the suite that names its paths, empty where none does."""

    where: str = ""

    @property
    def mode(self) -> Mode:
        """Whether this part tests the code or a model."""
        return "live" if (self.model or self.judge) and not self.replay else "replay"


@dataclass(frozen=True, slots=True)
class Task:
    """A unit of work: a story or a row of data with its labels.

    `cluster` is what belongs together and is resampled together: the story, or the article that rows share.
    `given` is what its kind makes of the data; `hash` changes with anything that it holds.
    """

    id: str
    cluster: str
    given: Any
    hash: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What a piece of work consumed; `cost` in US dollars, -1 where no price is known; `seconds` by the wall clock."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one task in one repeat: the output as JSON values, from which it is scored again at any time.

    `error` says why there is no output; `problems` what went wrong beside it; `grades` what a judge said, by case.
    """

    task: str
    repeat: int
    output: Any = None
    spent: Spent = Spent()
    problems: tuple[str, ...] = ()
    error: str = ""
    grades: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a source that a case shows, with what they stand for (a value, a speaker, a verdict)."""

    article: str
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What a case counts for in one metric: `part` of `whole`.

    The value of a metric is the sum of its parts over the sum of its wholes; where scores name a `stratum`, the mean of
    the values of its strata. `unscored` says why there is no score; part and whole are 0 then.
    """

    metric: str
    part: float
    whole: float
    reason: str = ""
    stratum: str = ""
    unscored: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled item, or one finding of ours that no label asks for, with its scores in one repeat.

    `id` is the task's, a slash, and the item's own; it is the same from run to run. `group` is what figures are split
    by: the kind of a discrepancy, the set of a row, the type of a question. `asked`, `expected` and `got` are told to a
    reader; `labelled` and `found` are the words behind them, side by side. `gold` is the hash of the label, empty
    for what is not labelled.
    """

    id: str
    task: str
    cluster: str
    group: str
    state: State
    asked: str
    expected: str
    got: str
    scores: tuple[Score, ...]
    gold: str = ""
    labelled: tuple[Words, ...] = ()
    found: tuple[Words, ...] = ()
    repeat: int = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric over cases: all of them, or those of one `group`.

    `n` counts the cases that were scored (each once, however often it was repeated), `clusters` what was resampled,
    `unscored` the cases that could not be. Without a scored case there is no estimate.
    """

    name: str
    group: str
    estimate: Estimate | None
    n: int
    clusters: int
    unscored: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a metric is: its name for readers, whether higher is better, and in a sentence what it counts."""

    title: str
    higher: bool
    says: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a suite as it was run.

    `prompts` maps each prompt's name to the hash of its content, `meanings` each metric's name to what it is, in the
    order of reports, so that a run file is read without the code that wrote it. `left_out` are tasks of the data that
    were not asked for: beside the sample, or not failing where only those were wanted.
    """

    spec: Spec
    engine: str
    model: str
    prompts: dict[str, str]
    trials: tuple[Trial, ...]
    cases: tuple[Case, ...]
    metrics: tuple[Metric, ...]
    spent: Spent = Spent()
    meanings: dict[str, Meaning] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def mode(self) -> Mode:
        """Whether it tests the code or a model."""
        return self.spec.mode


@dataclass(frozen=True, slots=True)
class Ruling:
    """One check of the gate: `rule` as it was set, `where` it was set, and the cases that decided it."""

    rule: str
    outcome: Outcome
    why: str
    where: str = ""
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvalRun:
    """A run file. `made` is its day and hour (UTC, ISO 8601); `revision` of the code, with `+` where files had changed.

    `rulings` are those of the gate at the time; `unfinished` says why the run did not come to its end, empty where
    it did. `left_out` are parts of the suites that were not asked for, since nothing of them failed.
    """

    made: str
    version: str
    revision: str
    parts: tuple[Part, ...]
    rulings: tuple[Ruling, ...] = ()
    unfinished: str = ""
    title: str = ""
    format: int = 1
    left_out: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """When it was made, and of which code, for readers."""
        day, _, hour = self.made.partition("T")
        told = [f"{day} {hour[:5]} UTC" if hour else day, f"version {self.version}"]
        return ", ".join([*told, *([f"revision {self.revision}"] if self.revision else [])])

    def like(self, part: Part) -> Part | None:
        """The part of this run that tests the same as one of another: of its name, and code or a model as there."""
        return next((one for one in self.parts if (one.spec.name, one.mode) == (part.spec.name, part.mode)), None)


@dataclass(frozen=True, slots=True)
class Worked:
    """What the work on a task came to: an output of JSON values, and what went wrong beside it."""

    output: Any
    problems: tuple[str, ...] = ()
