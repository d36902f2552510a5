"""Scored cases in few words, for tables of what is expected of them: tests/scored.yaml."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.evaluate.records import Case, Score, Words

TABLE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("scored.yaml").read_text(encoding="utf-8"))


def row(case: Case) -> dict[str, Any]:
    """All that a case says, as the table writes it."""
    return {
        "of": f"{case.task} {case.cluster} {case.group} {case.repeat}, {case.state}",
        "asked": case.asked,
        "expected": case.expected,
        "got": case.got,
        "labelled": _words(case.labelled),
        "found": _words(case.found),
        "scores": [_score(each) for each in case.scores],
        "gold": case.gold,
    }


def _words(words: Sequence[Words]) -> list[str]:
    return [f"{each.article}: {each.text}{f' = {each.value}' if each.value else ''}" for each in words]


def _score(score: Score) -> str:
    why = f" unscored: {score.unscored}" if score.unscored else f" {score.reason}" if score.reason else ""
    return f"{score.metric} {score.part:g}/{score.whole:g}{why}{score.stratum}"
