"""A run as a comment on a merge: the outcome first, then what failed, then the figures, folded away.

Text of cases is text of articles, and those may mean ill: it is escaped for Markdown, and what GitHub and GitLab make
of plain words (mentions, references, addresses) is held apart by an unseen mark.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.evaluate.records import EvalRun, Metric, Mode, Part, Ruling
from assistant.evaluate.reports.folding import Folded, errors, folded, indexed, tally
from assistant.evaluate.reports.since import Figures, Since, since, values
from assistant.evaluate.reports.telling import (
    HEADINGS,
    NAMES,
    USAGE,
    alone,
    counted,
    graded,
    headline,
    interval,
    meaning,
    modes,
    often,
    ordered,
    shown,
    size,
    unscored,
    usage,
    value,
    whom,
)
from assistant.render.markdown import inner
from assistant.render.plain import shortened

MOST = 65_000
"""Characters of a comment; GitHub takes 65,536."""
GATE, SINCE, TABLES = 26_000, 6_000, 20_000
"""Characters that parts of a comment may take of it; the cases that failed get the rest."""
FRAME = 500
"""Characters kept for what frames a list: its heading, and how many items are left out."""
SHORT = 240
NAMED = 20
APART = "\u2060"
"""The word joiner: it is not seen, takes no room, and ends what would be a mention, a reference or an address."""
_LIVELY = re.compile(r"(?<=[@#!%&~])(?=\w)|(?<=:)(?=//)|(?<=\bwww)(?=\\?\.)|(?<=\bGH)(?=-\d)", re.IGNORECASE)


def markdown(run: EvalRun, before: EvalRun | None = None) -> str:
    """A run as Markdown, with what changed since an earlier one; never longer than GitHub takes."""
    blocks = [f"**{told(headline(run), 4 * SHORT)}.**"]
    blocks += _gate(run)
    blocks += _against(run, before) if before else []
    blocks += [block for mode, parts in modes(run) for block in _mode(mode, parts, values(before), len(run.parts))]
    end = f"Run of {told(run.origin)}."
    taken = sum(len(block) + 2 for block in (*blocks, end))
    return "\n\n".join([*blocks, *_failed(run, MOST - taken - FRAME), end]) + "\n"


def told(text: str, limit: int = SHORT) -> str:
    """A line of text from anywhere, shortened, that is shown as it is written and calls nobody."""
    return _LIVELY.sub(APART, inner(shortened(text, limit)))


def code(text: str) -> str:
    """A name or a place, in letters of one width."""
    return "`" + shortened(text, SHORT).replace("`", "'") + "`"


def fitted(items: Iterable[str], count: int, room: int, noun: str) -> list[str]:
    """As many of `count` items as there is room for, and how many are left out; of these none is made but the first."""
    kept: list[str] = []
    for item in items:
        room -= len(item) + 1
        if room < 0:
            return [*kept, f"- … and {counted(count - len(kept), f'more {noun}')}; the other reports have all"]
        kept.append(item)
    return kept


def _gate(run: EvalRun) -> list[str]:
    """What did not pass, with the cases that decided it."""
    cases = indexed(run)
    wrong = [ruling for ruling in graded(run.rulings) if ruling.outcome != "pass"]
    room = GATE // max(1, len(wrong))
    rulings = ("\n".join([_ruling(ruling), *_deciding(ruling, cases, room)]) for ruling in wrong)
    items = fitted(rulings, len(wrong), GATE, "check")
    return ["### What did not pass", "\n".join(items)] if items else []


def _ruling(ruling: Ruling) -> str:
    where = f" ({code(ruling.where)})" if ruling.where else ""
    return f"- **{NAMES[ruling.outcome]}**: {told(ruling.rule)}: {told(ruling.why)}{where}"


def _deciding(ruling: Ruling, cases: Mapping[str, Folded], room: int) -> list[str]:
    items = (_case(cases[id]) if id in cases else f"- {code(id)}" for id in ruling.cases)
    inset = (textwrap.indent(item, "  ") for item in items)
    fitting = fitted(inset, len(ruling.cases), room - len(_ruling(ruling)) - FRAME, "case")
    return [item if item.startswith("  ") else f"  {item}" for item in fitting]


def _case(case: Folded) -> str:
    """A case in one item: its name, what was asked, expected and got."""
    shown = case.shown
    rate = f" ({case.rate})" if case.rate else ""
    why = next((score.unscored for score in shown.scores if score.unscored), "") if case.state == "unscored" else ""
    sides = [("expected", shown.expected), ("got", shown.got), *([("not scored", why)] if why else [])]
    lines = [f"  - {name}: {told(text) or 'nothing'}" for name, text in sides]
    return "\n".join([f"- {code(case.id)}{rate}: {told(shown.asked)}", *lines])


def _against(run: EvalRun, before: EvalRun) -> list[str]:
    """What became of the cases of the earlier run."""
    items = [_changes(each) for each in since(run, before)]
    heading = f"### Against the run of {told(before.origin)}" if before.made else "### Against the ledger"
    note = "Whether a difference is more than chance, `assistant eval compare` says."
    return [heading, "\n".join(fitted(items, len(items), SINCE, "part")), note] if items else []


def _changes(each: Since) -> str:
    counts = {
        "failed now and not before": len(each.worse),
        "passed now and not before": len(each.better),
        "not scored any more": each.lost,
        "scored now and not before": each.scored,
        "as before": each.same,
        "with another label": each.relabelled,
        "new": each.new,
        "gone": each.gone,
    }
    lines = [f"- {told(each.part.spec.name)}: " + ", ".join(f"{n} {name}" for name, n in counts.items() if n)]
    for name, cases in (("failed now", each.worse), ("passed now", each.better)):
        more = [f"{len(cases) - NAMED} more"] if len(cases) > NAMED else []
        if cases:
            lines.append(f"  - {name}: " + ", ".join([*(code(case.id) for case in cases[:NAMED]), *more]))
    return "\n".join(lines)


def _mode(mode: Mode, parts: Sequence[Part], before: Figures, share: int) -> list[str]:
    """The tables of the parts that test the same, folded away."""
    blocks = [block for part in parts for block in _part(part, before, TABLES // share)]
    spent = [[told(part.spec.name), *usage(part.spent)] for part in parts]
    return [
        f"<details><summary>{HEADINGS[mode]}</summary>",
        *blocks,
        "\n".join(_table(("usage", *USAGE), spent)),
        "</details>",
    ]


def _part(part: Part, before: Figures, room: int) -> list[str]:
    counts = tally(folded(part))
    states = ", ".join(f"{count} {state}" for state, count in counts.items())
    head = f"**{told(part.spec.name)}**: {part.spec.kind}, {told(whom(part))}, {size(part)}; {states}"
    notes = [f"- not scored, {told(names)}: {told(why)}" for why, names in unscored(part)]
    notes += [f"- {told(note)}" for note in alone(part)]
    notes += [
        f"- no output of {code(task)}{often(part, times)}: {told(why)}" for task, (why, times) in errors(part).items()
    ]
    rows = [_row(part, metric, before) for metric in (*ordered(part), *ordered(part, group=True))]
    heads = ("metric", "value", "95 % interval", "n", "unscored", *(["before"] if before else []))
    table = fitted(_table(heads, rows), len(rows) + 2, room - len(head) - room // 4, "row")
    left = [table.pop()] if table and table[-1].startswith("- ") else []
    lists = ["\n".join(fitted([*left, *notes], len(left) + len(notes), room // 4, "note"))] if notes or left else []
    return [head, "\n".join(table), *lists]


def _title(part: Part, metric: Metric) -> str:
    known = meaning(part, metric.name)
    title = known.title if known.higher else f"{known.title} (lower is better)"
    return f"{title}, {metric.group}" if metric.group else title


def _row(part: Part, metric: Metric, before: Figures) -> Sequence[str]:
    row = [told(_title(part, metric)), value(metric), interval(metric), f"{metric.n:,}", f"{metric.unscored:,}"]
    old = before.get((part.spec.name, part.mode, metric.name, metric.group))
    return [*row, shown(old) if old else ""] if before else row


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---|" + "--:|" * (len(heads) - 1)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _failed(run: EvalRun, room: int) -> list[str]:
    """The cases that failed, under the same two headings, folded away."""
    by_mode = [(mode, [c for part in parts for c in folded(part) if c.state == "failed"]) for mode, parts in modes(run)]
    found = [(mode, cases) for mode, cases in by_mode if cases]
    blocks: list[str] = []
    for mode, cases in found:
        items = fitted(map(_case, cases), len(cases), room // len(found) - FRAME, "case")
        heading = f"{counted(len(cases), 'case')} failed ({HEADINGS[mode].lower()})"
        blocks += [f"<details><summary>{heading}</summary>", "\n".join(items), "</details>"]
    return blocks
