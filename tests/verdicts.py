"""Verdicts in few words, for a table of all that the rules say of pairs of sentences: tests/verdicts.yaml."""

from pathlib import Path
from typing import Any

import yaml

from assistant.schema import Verdict
from tests.test_compare_rules import TODAY, decided

TABLE = Path(__file__).with_name("verdicts.yaml")


def rows() -> list[dict[str, Any]]:
    """Every pair of the table."""
    table: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return table


def said(row: dict[str, Any]) -> list[str]:
    """What the rules say of a pair, the published days of which are today's where none are given."""
    days = row.get("days", [TODAY, TODAY])
    return [written(verdict) for verdict in decided(row["left"], row["right"], (str(days[0]), str(days[1])))]


def turned(row: dict[str, Any]) -> list[str]:
    """What they say when the second sentence comes first."""
    other = {**row, "left": row["right"], "right": row["left"]}
    return said(other | {"days": row["days"][::-1]} if "days" in row else other)


def written(verdict: Verdict) -> str:
    """A verdict as the table writes it."""
    head = f"{verdict.label} {verdict.kind} {verdict.by}: {verdict.question}"
    return " | ".join([head, verdict.why, " / ".join(verdict.values), " / ".join(verdict.facts)])
