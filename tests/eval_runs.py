"""Runs of an evaluation as they come: several parts, repeats, groups, what could not be scored, and ill-meant text.

Figures are sums of the cases' own scores, so that a report can be held against the cases; intervals are made up
around them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.evaluate.records import (
    Case,
    Estimate,
    EvalRun,
    KindName,
    Meaning,
    Metric,
    Part,
    Ruling,
    Score,
    Spec,
    Spent,
    State,
    Trial,
    Words,
)

MEANINGS = {
    "discrepancy_recall": Meaning("Discrepancies found", True, "Labelled discrepancies that were found."),
    "distractor_rate": Meaning("Distractors flagged", False, "Labelled distractors that were taken for discrepancies."),
    "quote_validity": Meaning("Quotes that are there", True, "Quotes found in their article."),
    "citation_precision": Meaning("Citation precision", True, "Quotes of an answer that a label asks for."),
    "judge_agreement": Meaning("Agreement of the judge with people", True, "Verdicts of the judge that labels share."),
}
GROUPS = ("number", "date", "attribution", "outcome")
STORIES = ("tarn-bridge-closure", "osprey-ferry-grounding", "velm-market-fire", "quillon-water-rates")
HOSTILE = (
    "| a cell |</td><script>alert('x')</script> `tick` ``` <img src=x onerror=alert(1)> @everyone #12 !3 \x1b[31m "
    "\u202e [click](https://evil.example/a?b=c) https://evil.example/bare www.evil.example <!-- ]]> &amp; \x00\ufffe"
    " \u200b\U000e0069\u2028 \x9b1m \u2066x"
)


def words(article: str, text: str, value: str = "") -> Words:
    """Words of a source."""
    return Words(article, text, value)


def score(metric: str, part: float, reason: str = "") -> Score:
    """A score of one whole."""
    return Score(metric, part, 1.0, reason)


def unscored(metric: str, why: str) -> Score:
    """No score, and why."""
    return Score(metric, 0.0, 0.0, unscored=why)


def case(story: str, number: int, state: State, repeat: int = 0, asked: str = "") -> Case:
    """A labelled discrepancy, its outcome as asked for."""
    group = GROUPS[number % len(GROUPS)]
    found = state == "passed"
    quotes = quote_scores(state)
    return Case(
        id=f"{story}/d{number}",
        task=story,
        cluster=story,
        group=group,
        state=state,
        asked=asked or f"How many cars crossed before the gate fell, by count {number}?",
        expected=f"contradiction: {40 + number} or {60 + number} cars",
        got=f"contradiction: {40 + number} or {60 + number} cars" if found else "",
        scores=(*quotes, *judged(number, state)),
        gold=f"gold{number}",
        labelled=(
            words("north-post.md", f"About {40 + number} cars had crossed, the warden said.", f"{40 + number}"),
            words("gull-herald.md", f"The operator counted {60 + number} cars before noon.", f"{60 + number}"),
        ),
        found=(words("north-post.md", f"About {40 + number} cars had crossed", f"{40 + number}"),) if found else (),
        repeat=repeat,
    )


def quote_scores(state: State) -> tuple[Score, ...]:
    """What a discrepancy counts for."""
    if state == "unscored":
        return (unscored("discrepancy_recall", "the label is in dispute"),)
    if state == "failed":
        return (score("discrepancy_recall", 0, "no finding holds both values"), score("distractor_rate", 1, "flagged"))
    return (score("discrepancy_recall", 1), score("distractor_rate", 0), score("quote_validity", 1))


def judged(number: int, state: State) -> tuple[Score, ...]:
    """A metric that nothing could be said of, and none where nothing was found."""
    return (unscored("judge_agreement", "no judge was asked"),) if state == "passed" and number % 2 else ()


def metric(name: str, group: str, cases: Sequence[Case]) -> Metric:
    """The figure of a metric over cases, with an interval that grows narrower with them."""
    chosen = [each for each in cases if group in ("", each.group)]
    scores = [(each, one) for each in chosen for one in each.scores if one.metric == name]
    scored = [(each, one) for each, one in scores if not one.unscored]
    whole = sum(one.whole for _, one in scored)
    value = sum(one.part for _, one in scored) / whole if whole else 0.0
    half = 0.9 / max(1.0, whole) ** 0.5
    estimate = Estimate(value, max(0.0, value - half), min(1.0, value + half)) if whole else None
    ids = {each.id for each, _ in scored}
    return Metric(
        name,
        group,
        estimate,
        len(ids),
        len({each.cluster for each, _ in scored}),
        len({each.id for each, one in scores if one.unscored} - ids),
    )


def metrics(cases: Sequence[Case], names: Iterable[str]) -> tuple[Metric, ...]:
    """Every metric over all cases, and over each group that has it."""
    groups = list(dict.fromkeys(each.group for each in cases if each.group))
    return tuple(
        measured
        for name in names
        for group in ("", *groups)
        if not group or any(s.metric == name for each in cases if each.group == group for s in each.scores)
        for measured in [metric(name, group, cases)]
    )


def part(spec: Spec, cases: Sequence[Case], trials: Sequence[Trial] = (), spent: Spent | None = None) -> Part:
    """A part of these cases; a trial is made for each task and repeat where none is given."""
    made = tuple(trials) or tuple(
        Trial(task, repeat, {"findings": [{"question": f"of {task}", "values": [1, 2]}]}, Spent(seconds=0.5))
        for repeat in range(spec.repeat)
        for task in dict.fromkeys(each.task for each in cases)
    )
    names = [name for name in MEANINGS if any(s.metric == name for each in cases for s in each.scores)]
    return Part(
        spec=spec,
        engine="llm" if spec.model else "built-in",
        model=spec.model,
        prompts={"digest": "abc123", "judge": "def456"} if spec.model else {},
        trials=made,
        cases=tuple(cases),
        metrics=metrics(cases, [*names, "citation_precision"]),
        spent=spent or Spent(seconds=sum(trial.spent.seconds for trial in made)),
        meanings={name: MEANINGS[name] for name in [*names, "citation_precision"]},
    )


def state_of(number: int) -> State:
    """Three of four pass, of the rest a few are not scored."""
    return "unscored" if number % 10 == 7 else "failed" if number % 4 == 3 else "passed"


def replayed(count: int = 40) -> Part:
    """Stories with the built-in engine; one case holds text that means ill."""
    spec = Spec("corpus", "stories", ("corpus",), where="evals/replay.yaml")
    cases = [case(STORIES[n % len(STORIES)], n, state_of(n)) for n in range(count)]
    ill = (words("gull-herald.md", HOSTILE, HOSTILE), words("north-post.md", f"No. {HOSTILE}"))
    cases[3] = replace(cases[3], asked=HOSTILE, expected=HOSTILE, got=HOSTILE, found=ill)
    return part(spec, cases)


def live(count: int = 12, repeats: int = 3) -> Part:
    """Stories with a model, three times; some cases fail now and then, and a task came to nothing once."""
    spec = Spec("small-model", "stories", ("corpus",), model="small-1b", repeat=repeats, where="evals/live.yaml")
    told: list[Case] = []
    for repeat in range(repeats):
        for n in range(count):
            state: State = "failed" if n == 1 or (n == 2 and repeat) or (n == 5 and repeat == 1) else state_of(4 * n)
            told.append(case(STORIES[n % len(STORIES)], n, state, repeat))
    trials = [
        Trial(
            story,
            repeat,
            None if (story, repeat) == (STORIES[0], 2) else {"findings": [repeat]},
            Spent(4, 5200, 610, 0.0021, 12.25),
            error="the endpoint gave up: 503, three times" if (story, repeat) == (STORIES[0], 2) else "",
        )
        for repeat in range(repeats)
        for story in STORIES
    ]
    return part(spec, told, trials, Spent(48, 62400, 7320, 0.0252, 147.0))


def rows(count: int = 2157, name: str = "pairs", kind: KindName = "pairs") -> Part:
    """Rows of data, one case each."""
    spec = Spec(name, kind, ("data/pairs.jsonl",), where="evals/rows.yaml")
    cases = [
        replace(case(f"row-{n:04}", n, state_of(n)), cluster=f"article-{n % 90}", group=f"set-{n % 5}")
        for n in range(count)
    ]
    return part(spec, cases)


RULINGS = (
    Ruling("corpus: discrepancy_recall >= 0.70", "pass", "75.0 % of 40 cases", "evals/thresholds.toml:3"),
    Ruling(
        "corpus: no case fails that passed",
        "fail",
        "2 cases passed in the run of 2026-02-01",
        "evals/thresholds.toml:9",
        (f"{STORIES[3]}/d3", f"{STORIES[3]}/d11"),
    ),
    Ruling(
        "small-model: discrepancy_recall >= 0.60",
        "undecided",
        "the interval, 41.0 to 88.0 %, holds 60.0 %",
        "evals/thresholds.toml:14",
    ),
    Ruling("pairs: balanced_accuracy >= 0.60", "broken", "the suite has no part 'pairs'", "evals/thresholds.toml:20"),
)


def run(*parts: Part, rulings: Sequence[Ruling] = RULINGS, made: str = "2026-03-04T12:30:00Z") -> EvalRun:
    """A run of these parts; of a replayed and a live one where none is given."""
    return EvalRun(made, "0.7.0", "1a2b3c4d5e6f+", parts or (replayed(), live()), tuple(rulings), title="merge suite")


def passed() -> EvalRun:
    """A run in which all is well."""
    good = part(Spec("corpus", "stories", ("corpus",)), [case(STORIES[n % 4], n, "passed") for n in range(0, 24, 2)])
    return run(good, rulings=RULINGS[:1])


def earlier(count: int = 4) -> list[EvalRun]:
    """Runs before, week after week, in which more and more passed."""
    found = []
    for week in range(count):
        cases = [case(STORIES[n % 4], n, "failed" if n % 9 > 4 + week else state_of(n)) for n in range(30 + week)]
        spec = Spec("corpus", "stories", ("corpus",), where="evals/replay.yaml")
        day = f"2026-02-{1 + 7 * week:02}T09:00:00Z"
        found.append(replace(run(part(spec, cases)), made=day, revision=f"{week}" * 8))
    return found
