"""A run in a terminal: plain text of 80 columns, the same in a pipe."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.evaluate.records import EvalRun, Metric, Mode, Part, Ruling
from assistant.evaluate.reports.columns import INDENT, LOWER, table, wrapped
from assistant.evaluate.reports.folding import errors, folded, tally
from assistant.evaluate.reports.telling import (
    HEADINGS,
    NAMES,
    NOT_SCORED,
    USAGE,
    alone,
    apart,
    counted,
    headline,
    interval,
    meaning,
    modes,
    often,
    ordered,
    size,
    title,
    unscored,
    usage,
    value,
    whom,
)
from assistant.render.plain import one_line, shortened

WIDTH = 80
NAMED = 10
"""Cases, or tasks that came to nothing, that are named before the rest is counted."""
Row = Sequence[str]


def terminal(run: EvalRun, groups: bool = False) -> str:
    """A run as text; with `groups` each metric is told for each group too."""
    blocks = ["\n".join(_wrapped(f"{title(run)} · {run.origin}", ""))]
    for mode, parts in modes(run):
        blocks.append(_underlined(HEADINGS[mode]))
        blocks += [_part(part, groups) for part in parts]
    blocks += [_underlined("Gate"), _gate(run)]
    blocks += [_usage(mode, parts) for mode, parts in modes(run)]
    return "\n\n".join(blocks) + "\n"


def _underlined(text: str) -> str:
    return f"{text}\n{'=' * len(text)}"


def _part(part: Part, groups: bool) -> str:
    counts = tally(folded(part))
    total = counted(sum(counts.values()), "case")
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    lines = [
        *_wrapped(f"{part.spec.name}: {part.spec.kind}, {whom(part)}, {size(part)}", ""),
        f"{INDENT}{total}: {told}",
        *_nothing(part),
        "",
        *_metrics(part, ordered(part)),
    ]
    notes = [*(f"{NOT_SCORED}, {names}: {why}" for why, names in unscored(part)), *alone(part)]
    lines += [line for note in notes for line in _wrapped(note, INDENT)]
    if groups and (by_group := ordered(part, group=True)):
        lines += ["", f"{INDENT}by group", *_metrics(part, by_group)]
    return "\n".join(lines)


def _nothing(part: Part) -> Iterator[str]:
    """The tasks that came to nothing, with why."""
    found = errors(part)
    for task, (why, times) in list(found.items())[:NAMED]:
        yield from _wrapped(f"no output of {task}{often(part, times)}: {shortened(why)}", INDENT)
    if len(found) > NAMED:
        yield f"{INDENT}and of {counted(len(found) - NAMED, 'more task')}"


def _metrics(part: Part, metrics: Sequence[Metric]) -> Iterator[str]:
    """The table of these metrics."""
    if not metrics:
        yield f"{INDENT}{NOT_SCORED}: there is no metric"
        return
    rows = [("metric", "value", "95 % interval", "n", "unscored"), *(_row(part, metric) for metric in metrics)]
    yield from table(rows, WIDTH)
    if any(not meaning(part, metric.name).higher for metric in metrics):
        yield f"{INDENT}{LOWER.strip()} lower is better"


def _title(part: Part, metric: Metric) -> str:
    title = meaning(part, metric.name).title
    return one_line(f"{title}, {metric.group}" if metric.group else title)


def _row(part: Part, metric: Metric) -> Row:
    lower = "" if meaning(part, metric.name).higher else LOWER
    return (_title(part, metric) + lower, value(metric), interval(metric), f"{metric.n:,}", f"{metric.unscored:,}")


def _gate(run: EvalRun) -> str:
    lines = list(_wrapped(f"{headline(run)}.", ""))
    told, folded = apart(run.rulings)
    for ruling in told:
        lines += _ruling(ruling)
    if folded:
        lines.append(f"{INDENT}{NAMES['pass']}: {counted(len(folded), 'check')}")
    return "\n".join(lines)


def _ruling(ruling: Ruling) -> Iterator[str]:
    """Its outcome, what was checked and why it came so, and the cases that decided it."""
    beside = " " * len(f"{INDENT}{max(NAMES.values(), key=len)}  ")
    first = f"{INDENT}{NAMES[ruling.outcome]}".ljust(len(beside))
    where = f"({ruling.where})" if ruling.where else ""
    yield from _wrapped(ruling.rule, first, beside)
    yield from _wrapped(f"{ruling.why} {where}", beside, beside)
    for case in ruling.cases[:NAMED]:
        yield from _wrapped(f"- {case}", beside, beside + INDENT)
    if len(ruling.cases) > NAMED:
        yield f"{beside}- and {counted(len(ruling.cases) - NAMED, 'more case')}"


def _usage(mode: Mode, parts: Iterable[Part]) -> str:
    rows = [(f"usage, {mode}", *USAGE), *((one_line(part.spec.name), *usage(part.spent)) for part in parts)]
    return "\n".join(table(rows, WIDTH))


def _wrapped(text: str, first: str, rest: str = "") -> list[str]:
    return wrapped(text, WIDTH, first, rest)
