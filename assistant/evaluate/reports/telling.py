"""What every report says alike: figures, intervals, outcomes, and whom a part tests."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.evaluate import grading
from assistant.evaluate.records import Estimate, EvalRun, Meaning, Metric, Mode, Outcome, Part, Ruling, Score, Spent
from assistant.evaluate.reports.folding import reasons
from assistant.render.plain import one_line

HEADINGS: dict[Mode, str] = {
    "replay": "Replay: tests this code",
    "live": "Live: tests a model",
}
NAMES: dict[Outcome, str] = {
    "pass": "passed",  # nosec B105 # an outcome, no password
    "fail": "failed",
    "undecided": "undecided",
    "broken": "broken",
}
AT_LENGTH: dict[Outcome, str] = {"undecided": "not enough data to tell"}
GRAVE: tuple[Outcome, ...] = ("broken", "fail", "undecided", "pass")
"""Outcomes, the gravest first: what cannot be used tells nothing of the rest, and the exit code says so too."""
CERTAIN = 1e-9
"""A share this close to all or nothing is all or nothing: sums of floats come out a little beside it."""
NOT_SCORED = "not scored"
ONE_CLUSTER = "all cases are of one story or text, which tells nothing of others: hence the widest intervals"
NOBODY_ASKS = "no case asks for it"


def modes(run: EvalRun) -> list[tuple[Mode, list[Part]]]:
    """The parts under the two headings that never share a table; a heading without parts is left out."""
    by_mode = [(mode, [part for part in run.parts if part.mode == mode]) for mode in HEADINGS]
    return [(mode, parts) for mode, parts in by_mode if parts]


def meaning(part: Part, metric: str) -> Meaning:
    """What a metric is; of one that the run file does not explain, its name."""
    plain = metric.replace("_", " ")
    return part.meanings.get(metric, Meaning(plain[:1].upper() + plain[1:], True, ""))


def lost(part: Part, scores: Iterable[Score]) -> list[Score]:
    """The scores that are not as good as they can be, and those that are none."""
    return [score for score in scores if score.unscored or not _best(score, meaning(part, score.metric).higher)]


def _best(score: Score, higher: bool) -> bool:
    return score.part >= score.whole if higher else score.part <= 0


def ordered(part: Part, group: bool = False) -> list[Metric]:
    """The metrics over all cases, or those of groups, in the order of their meanings."""
    places = {name: place for place, name in enumerate(part.meanings)}
    chosen = [metric for metric in part.metrics if bool(metric.group) == group]
    return sorted(chosen, key=lambda metric: places.get(metric.name, len(places)))


def is_share(estimate: Estimate) -> bool:
    """Whether a figure can be told in per cent."""
    return estimate.low >= -CERTAIN and estimate.high <= 1 + CERTAIN


def number(value: float, share: bool = True) -> str:
    """A share in per cent with one decimal, without its sign; anything else with two.

    What is not all is never rounded to 100.0, and what is not nothing never to 0.0: one failure among thousands shows.
    """
    if not share:
        return f"{value:.2f}"
    percent = round(100 * value, 1)
    if CERTAIN < value < 1 - CERTAIN:
        percent = min(max(percent, 0.1), 99.9)
    return f"{abs(percent):.1f}"


def shown(estimate: Estimate) -> str:
    """A figure: `83.1 %`."""
    share = is_share(estimate)
    return number(estimate.value, share) + (" %" if share else "")


def value(metric: Metric) -> str:
    """The figure of a metric, or that there is none."""
    return shown(metric.estimate) if metric.estimate else NOT_SCORED


def interval(metric: Metric) -> str:
    """The 95 % interval of a metric, `74.2 to 90.5`; empty where there is no figure."""
    if metric.estimate is None:
        return ""
    share = is_share(metric.estimate)
    return f"{number(metric.estimate.low, share)} to {number(metric.estimate.high, share)}"


def why_unscored(part: Part, metric: Metric) -> str:
    """Why cases of a metric have no score: `no answer (12), no label (1)`; empty where all have one."""
    found = reasons(part, metric.name, metric.group)
    if found:
        return ", ".join(f"{reason} ({count})" for reason, count in found)
    return NOBODY_ASKS if metric.estimate is None else ""


def unscored(part: Part) -> list[tuple[str, str]]:
    """Why cases have no score, each reason once with the metrics that it is of: most of them share one."""
    found: dict[str, list[str]] = {}
    for metric in ordered(part):
        if why := why_unscored(part, metric):
            found.setdefault(why, []).append(meaning(part, metric.name).title)
    return [(why, "; ".join(titles)) for why, titles in found.items()]


def alone(part: Part) -> list[str]:
    """Why intervals are from nothing to all, where every case is of one story or text."""
    clusters = [metric.clusters for metric in part.metrics if metric.estimate]
    return [ONE_CLUSTER] if clusters and max(clusters) == 1 else []


def whom(part: Part) -> str:
    """Whose work a part scores."""
    if not part.spec.model and not part.spec.replay:
        return "built-in engine"
    replayed = f", replayed from {part.spec.replay}" if part.spec.replay else ""
    return f"{part.model or part.spec.model or part.engine}{replayed}"


def often(part: Part, times: int) -> str:
    """In how many repeats something happened, behind a space; empty where there was one."""
    return f" in {times} of {part.spec.repeat} repeats" if part.spec.repeat > 1 else ""


def size(part: Part) -> str:
    """`12 tasks, 3 repeats`, with what was drawn of them."""
    tasks = len({trial.task for trial in part.trials} - {grading.TASK})
    told = [counted(tasks, "task")]
    told += [f"{part.spec.repeat} repeats"] if part.spec.repeat > 1 else []
    told += [f"drawn with seed {part.spec.seed}"] if part.spec.sample else []
    return ", ".join(told)


def counted(count: int, noun: str) -> str:
    """`1 case`, `2,157 cases`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def money(cost: float) -> str:
    """US dollars; four decimals where cents would say nothing."""
    if cost < 0:
        return "no price known"
    return f"${cost:.4f}" if 0 < cost < 1 else f"${cost:,.2f}"


def usage(spent: Spent) -> list[str]:
    """What was consumed, figure by figure, in the order of `USAGE`."""
    tokens = (spent.calls, spent.input_tokens, spent.output_tokens)
    return [*(f"{count:,}" for count in tokens), money(spent.cost), f"{spent.seconds:,.1f}"]


USAGE = ("calls", "tokens in", "tokens out", "cost", "seconds")


def outcome(run: EvalRun) -> Outcome | None:
    """What the run comes to: the gravest of its rulings, broken where it did not come to its end; none without both."""
    found = {ruling.outcome for ruling in run.rulings} | ({"broken"} if run.unfinished else set())
    return next((each for each in GRAVE if each in found), None)


def headline(run: EvalRun) -> str:
    """The outcome in one line: `merge suite: failed (1 failed, 1 undecided of 4 checks)`."""
    return f"{title(run)}: {result(run)}"


def title(run: EvalRun) -> str:
    """What a run is called."""
    return one_line(run.title) or "Evaluation"


def result(run: EvalRun) -> str:
    """The outcome without the title."""
    told = [f"not run to the end: {one_line(run.unfinished).rstrip('.')}"] if run.unfinished else []
    told += [_rulings(run.rulings)] if run.rulings else []
    return "; ".join(told) or "done, and held against nothing"


def _rulings(rulings: Sequence[Ruling]) -> str:
    counts = Counter(ruling.outcome for ruling in rulings)
    checks = counted(len(rulings), "check")
    if counts["pass"] == len(rulings):
        return f"passed ({checks})"
    gravest = next(each for each in GRAVE if counts[each])
    told = [f"{counts[each]} {NAMES[each]}" for each in GRAVE[:-1] if counts[each]]
    return f"{AT_LENGTH.get(gravest, NAMES[gravest])} ({', '.join(told)} of {checks})"


MANY = 10
"""Checks that passed from which they are told as a number."""


def apart(rulings: Sequence[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """The checks to tell one by one, the gravest first; and those that passed and name no case, where they are many."""
    plain = [ruling for ruling in rulings if ruling.outcome == "pass" and not ruling.cases]
    folded = plain if len(plain) > MANY else []
    return [ruling for ruling in graded(rulings) if ruling not in folded], folded


def graded(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings with the gravest first, in their order among equals."""
    return sorted(rulings, key=lambda ruling: GRAVE.index(ruling.outcome))
