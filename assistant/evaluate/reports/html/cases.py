"""The cases of a part as pieces of the page: each once, those that failed first, as many as a page can hold."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.evaluate.records import Case, Part, Score, Trial
from assistant.evaluate.reports.folding import ORDER, Folded, folded
from assistant.evaluate.reports.html.view import Shown, groups_of, names
from assistant.evaluate.reports.telling import lost, meaning
from assistant.render.plain import one_line

if TYPE_CHECKING:
    from markupsafe import Markup

MOST = 4_300_000
"""Bytes that all cases of a page may take."""
OUTPUTS = 400_000
"""Characters that all outputs of a page may take."""
SIGNS = "-+?"
"""Something is lost, nothing is, there is no score: what says most first."""
LONGEST, SHORTEST = 20_000, 200
"""Characters of an output, at most and at least, however many there are."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a case came to in some repeats that came to the same."""

    case: Case
    repeats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A score in words."""

    title: str
    told: str
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class Output:
    """What came of a task in one repeat, cut where it is long; `key` is its place on the page."""

    key: str
    trial: Trial
    text: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A case as the page shows it; `counts` are the numbers of its metrics with a sign: lost, whole, or unscored."""

    key: str
    folded: Folded
    seen: tuple[Seen, ...]
    counts: str
    group: int
    outputs: Sequence[Output]
    own: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of a part's cases as the page holds it: pieces in their order, and how many are left out."""

    pieces: tuple["Markup", ...]
    places: Mapping[str, str]
    left: int
    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """The numbers of the metrics and the groups of a part."""

    part: Part
    metrics: Mapping[str, int]
    groups: Mapping[str, int]

    def counts(self, case: Folded) -> str:
        """`0- 3+`: the metrics that a case counts in, each with the least of what its repeats came to."""
        signs: dict[int, str] = {}
        for each in case.cases:
            missed = lost(self.part, each.scores)
            for score in each.scores:
                if score.metric in self.metrics:
                    sign = "?" if score.unscored else "-" if score in missed else "+"
                    number = self.metrics[score.metric]
                    signs[number] = min(signs.get(number, sign), sign, key=SIGNS.index)
        return " ".join(f"{number}{sign}" for number, sign in sorted(signs.items()))


def listed(shown: Shown, macros: Any, room: int, length: int) -> Listed:
    """The cases of a part in so many bytes, each output in so many characters."""
    part = shown.part
    cases = sorted(folded(part), key=lambda case: ORDER[case.state])
    outputs = _outputs(shown, length)
    alone = {task for task, count in Counter(case.shown.task for case in cases).items() if count == 1}
    pieces: list[Markup] = []
    places: dict[str, str] = {}
    index = _Index(part, _numbered(names(part)), _numbered(groups_of(part)))
    for number, case in enumerate(cases):
        task = case.shown.task
        group = index.groups.get(case.shown.group, -1)
        told = Told(
            f"{shown.key}-c{number}", case, _seen(case), index.counts(case), group, outputs.get(task, ()), task in alone
        )
        piece = macros.case(told, part, scores)
        room -= len(piece.encode())
        if room < 0:
            break
        pieces.append(piece)
        places[case.id] = told.key
    rest = tuple(each for task, found in outputs.items() if task not in alone for each in found)
    return Listed(tuple(pieces), places, len(cases) - len(pieces), rest)


def scores(part: Part, case: Case) -> list[Said]:
    """What a case counts for, in words; a reason that stands there already is not told again."""
    missed, known, said = lost(part, case.scores), {one_line(case.got)}, list[Said]()
    for each in case.scores:
        state = "unscored" if each.unscored else "failed" if each in missed else ""
        reason = one_line(each.reason)
        said.append(Said(meaning(part, each.metric).title, _told_score(each), "" if reason in known else reason, state))
        known.add(reason)
    return said


def _told_score(score: Score) -> str:
    return f"not scored: {score.unscored}" if score.unscored else f"{score.part:g} of {score.whole:g}"


def _seen(case: Folded) -> tuple[Seen, ...]:
    """Repeats that came to the same are shown once; the first is the one that says most."""
    found: list[tuple[Case, list[int]]] = []
    for each in sorted(case.cases, key=lambda one: ORDER[one.state]):
        alike = next((repeats for known, repeats in found if _same(known, each)), None)
        if alike is None:
            found.append((each, [each.repeat]))
        else:
            alike.append(each.repeat)
    return tuple(Seen(each, tuple(repeats)) for each, repeats in found)


def _same(one: Case, other: Case) -> bool:
    return (one.got, one.found, one.scores, one.state) == (other.got, other.found, other.scores, other.state)


def _numbered(texts: Iterable[str]) -> dict[str, int]:
    return {text: number for number, text in enumerate(texts)}


def share(parts: Iterable[Part]) -> int:
    """How long an output may be, so that all fit."""
    trials = sum(len(part.trials) for part in parts)
    return max(SHORTEST, min(LONGEST, OUTPUTS // max(1, trials)))


def _outputs(shown: Shown, length: int) -> dict[str, list[Output]]:
    found: dict[str, list[Output]] = {}
    for number, trial in enumerate(shown.part.trials):
        text = _pretty(trial, length)
        found.setdefault(trial.task, []).append(
            Output(f"{shown.key}-o{number}", trial, text[:length], len(text) > length)
        )
    return found


def _pretty(trial: Trial, length: int) -> str:
    """An output as JSON, in lines where they fit."""
    if trial.error:
        return trial.error
    text = json.dumps(trial.output, ensure_ascii=False, indent=1)
    return text if len(text) <= length else json.dumps(trial.output, ensure_ascii=False)
