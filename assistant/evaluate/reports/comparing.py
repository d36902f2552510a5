"""What a comparison of two runs tells a reader: what it comes to, the figures side by side, the cases by name."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import get_args

from assistant.evaluate.reports.columns import INDENT, LOWER, table, wrapped
from assistant.evaluate.reports.telling import HEADINGS, counted
from assistant.evaluate.statistics.comparison import Compared, Comparison
from assistant.evaluate.statistics.matched import Change
from assistant.evaluate.statistics.paired import Difference, Verdict, amount
from assistant.render.markdown import inner
from assistant.render.plain import one_line, visible_escapes

WIDTH = 100
NAMED = 20
"""Cases that are named of a kind before the rest is counted; JSON has them all."""
HEAD = ("metric", "A", "B", "B - A", "95 % interval", "could tell", "verdict")
FIGURES = len(HEAD) - 1
TELLS = (
    "B - A and its interval in points of 100; could tell: the smallest true difference that these cases would show"
    " 8 times of 10"
)
Row = Sequence[str]


def comes_to(found: Comparison) -> str:
    """The outcome in one line: what an engineer who has to decide reads first."""
    if not found.parts:
        return "Nothing to compare: the runs have no part in common."
    worse = [
        f"{part.meanings[metric.name].title} ({part.name}) {_shift(metric)}"
        for part in found.parts
        for metric in part.metrics
        if metric.verdict == "worse"
    ]
    if all(part.alike for part in found.parts):
        return f"Every case came out the same ({counted(sum(p.changes.unchanged for p in found.parts), 'case')})."
    words = [f"{found.count(verdict)} {verdict}" for verdict in get_args(Verdict) if found.count(verdict)]
    broken = sum(len(part.changes.broken) for part in found.parts)
    mended = sum(len(part.changes.mended) for part in found.parts)
    told = f"{', '.join(words) or 'no metric'}; {counted(broken, 'case')} newly failing, {mended} newly passing."
    return f"Worse: {'; '.join(worse)}. Of the metrics: {told}" if worse else f"Of the metrics: {told}"


def made(found: Comparison, form: str) -> str:
    """A comparison as text, md or json."""
    if form == "json":
        return visible_escapes(json.dumps(asdict(found), indent=1, ensure_ascii=False)) + "\n"
    return markdown(found) if form == "md" else text(found)


def text(found: Comparison) -> str:
    """A comparison for a terminal of 100 columns."""
    blocks = [f"A  {one_line(found.before)}\nB  {one_line(found.after)}", "\n".join(_wrapped(comes_to(found), ""))]
    for mode, heading in HEADINGS.items():
        parts = [part for part in found.parts if part.mode == mode]
        if parts:
            blocks.append(f"{heading}\n{'=' * len(heading)}")
            blocks += ["\n".join(_part(part, found.margin)) for part in parts]
    if found.apart:
        blocks.append("\n".join(["Not compared", *(line for one in found.apart for line in _wrapped(one, INDENT))]))
    return "\n\n".join(blocks) + "\n"


def markdown(found: Comparison) -> str:
    """A comparison for a comment on a merge, the cases folded away."""
    blocks = [f"**{_safe(comes_to(found))}**", f"A: {_safe(found.before)}  \nB: {_safe(found.after)}"]
    for mode, heading in HEADINGS.items():
        parts = [part for part in found.parts if part.mode == mode]
        blocks += [f"## {heading}"] if parts else []
        blocks += [block for part in parts for block in _section(part, found.margin)]
    if found.apart:
        blocks.append("\n".join(["## Not compared", "", *(f"- {_safe(one)}" for one in found.apart)]))
    return "\n\n".join(blocks) + "\n"


def _part(part: Compared, margin: float) -> Iterator[str]:
    yield from _wrapped(_about(part), "")
    for one in part.setting:
        yield from _wrapped(f"not the same: {one}", INDENT)
    if part.metrics:
        yield ""
        yield from table([HEAD, *(_row(part, metric) for metric in part.metrics)], WIDTH, words=1)
        yield ""
        yield from (line for note in _notes(part, margin) for line in _wrapped(note, INDENT))
    for title, names in _kinds(part):
        yield ""
        yield from _wrapped(f"{title} ({len(names):,})", INDENT)
        for name in _first(names):
            yield from _wrapped(f"- {name}", INDENT * 2, INDENT * 3)


def _section(part: Compared, margin: float) -> Iterator[str]:
    yield f"### {_safe(_about(part))}"
    if part.setting:
        yield "\n".join(f"- not the same: {_safe(one)}" for one in part.setting)
    if part.metrics:
        rows = [HEAD, ("---", *("---:" for _ in range(FIGURES - 1)), "---")]
        rows += [tuple(_safe(cell) for cell in _row(part, metric)) for metric in part.metrics]
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
        yield "\n".join(f"- {_safe(note)}" for note in _notes(part, margin))
    for title, names in _kinds(part):
        listed = "\n".join(f"- {_safe(name)}" for name in _first(names))
        yield f"<details><summary>{_safe(title)} ({len(names):,})</summary>\n\n{listed}\n\n</details>"


def _about(part: Compared) -> str:
    cases = len(part.cases.labelled)
    same = f", {part.changes.unchanged:,} the same" if not part.alike else ", all the same"
    return f"{part.name}: {part.kind}, {counted(cases, 'labelled case')} in both runs{same}"


def _row(part: Compared, metric: Difference) -> Row:
    meaning = part.meanings[metric.name]
    title = one_line(meaning.title) + ("" if meaning.higher else LOWER)
    found = metric.difference
    figures = [_value(metric.before, metric.share), _value(metric.after, metric.share)]
    if found is None:
        return (title, *figures, "", "", "", metric.verdict)
    edges = f"{_points(found.low, metric.share)} to {_points(found.high, metric.share)}"
    least = "" if metric.detectable is None else amount(metric.detectable, metric.share).removesuffix(" points")
    return (title, *figures, _points(found.value, metric.share), edges, least, metric.verdict)


def _value(value: float | None, share: bool) -> str:
    if value is None:
        return "not scored"
    return f"{100 * value:.1f} %" if share else f"{value:.4g}"


def _points(value: float, share: bool) -> str:
    told = amount(value, share, "+").removesuffix(" points")
    return "0.0" if told in ("+0.0", "-0.0") else told


def _shift(metric: Difference) -> str:
    return amount(metric.difference.value, metric.share, "+") if metric.difference else ""


def _notes(part: Compared, margin: float) -> Iterator[str]:
    if any(metric.difference for metric in part.metrics):
        yield TELLS
    if any(not part.meanings[metric.name].higher for metric in part.metrics):
        yield f"{LOWER.strip()} lower is better"
    if any(metric.verdict == "no difference shown" for metric in part.metrics):
        yield f"no difference shown: if there is one, it is within {100 * margin:g} points"
    for metric in part.metrics:
        left = f"; {counted(metric.unscored, 'case')} not scored in one of the runs" if metric.unscored else ""
        if metric.verdict in ("better", "worse") or left or metric.difference is None or metric.overruled:
            yield f"{part.meanings[metric.name].title}: {metric.why}{left}"


def _kinds(part: Compared) -> list[tuple[str, Sequence[str]]]:
    changed, cases = part.changes, part.cases
    rates = max(part.repeats) > 1
    kinds: list[tuple[str, Sequence[str]]] = [
        ("passed in A, fails in B", _told(changed.broken, rates)),
        ("failed in A, passes in B", _told(changed.mended, rates)),
        ("scored in A, not scored in B", changed.lost),
        ("not scored in A, scored in B", changed.regained),
        ("passes in another share of repeats", _told(changed.wavered, rates)),
        ("reported in B only, and no label asks for it", changed.added),
        ("reported in A only, and no label asks for it", changed.gone),
        ("not compared: the label is another one now", cases.relabelled),
        ("not compared: only in A", cases.only_before),
        ("not compared: only in B", cases.only_after),
    ]
    return [(title, names) for title, names in kinds if names]


def _told(found: Sequence[Change], rates: bool) -> list[str]:
    return [f"{one.id}{f': {_rate(one)}' if rates else ''}{f' ({one.group})' if one.group else ''}" for one in found]


def _rate(change: Change) -> str:
    return f"passed {100 * change.before:.0f} % of repeats, now {100 * change.after:.0f} %"


def _first(names: Sequence[str]) -> Iterator[str]:
    yield from names[:NAMED]
    if len(names) > NAMED:
        yield f"and {len(names) - NAMED:,} more; --format json names all"


def _wrapped(line: str, first: str, rest: str = "") -> list[str]:
    return wrapped(line, WIDTH, first, rest)


def _safe(line: str) -> str:
    return inner(one_line(line)).replace(">", "&gt;")
