"""Cases and parts of made-up evaluations."""

from collections.abc import Sequence

from assistant.evaluate.records import Case, Meaning, Part, Score, Spec, State, Trial

MEANINGS = {
    "recall": Meaning("found", True, "of the labels, those found"),
    "flagged": Meaning("flagged", False, "of the distractors, those flagged"),
}


def case(id: str, *scores: Score, gold: str = "label", group: str = "", repeat: int = 0) -> Case:
    """A case `story/item` of the cluster `story`; it passed where its first score is full."""
    story = id.partition("/")[0]
    first = scores[0]
    state: State = "unscored" if first.unscored else "passed" if first.part == first.whole else "failed"
    return Case(id, story, story, group, state, "", "", "", scores, gold, repeat=repeat)


def right(metric: str = "recall", part: float = 1, stratum: str = "") -> Score:
    """A score of one, or of a part of it."""
    return Score(metric, part, 1, stratum=stratum)


def wrong(metric: str = "recall") -> Score:
    """A score of nothing of one."""
    return Score(metric, 0, 1)


def row(rights: Sequence[bool], each: int = 1, metric: str = "recall") -> list[Case]:
    """Cases that are right or wrong, so many in each cluster."""
    return [case(f"s{n // each}/{n}", right(metric) if one else wrong(metric)) for n, one in enumerate(rights)]


def part(cases: Sequence[Case], trials: Sequence[Trial] = (), spec: Spec | None = None) -> Part:
    """A part that was run, with these cases."""
    named = spec or Spec("made up", "stories", ("somewhere",))
    return Part(named, "builtin", named.model, {}, tuple(trials), tuple(cases), (), meanings=MEANINGS)
