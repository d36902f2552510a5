"""What must hold before anything is called a contradiction.

A rule or an engine proposes; these gates dispose. Both sides must be held by their sources, not
merely reported of two speakers; a later figure of something that moves is an update; a plan does
not contradict its outcome; and what a model names as a position must be in the words it quotes.
"""

import re
from dataclasses import replace

from assistant.compare.founded import founded
from assistant.compare.statements import Statement
from assistant.schema import DISCREPANT, Claim, Label, Verdict
from assistant.text.names import same_named

MOVING = re.compile(
    r"\b(?:death toll|toll|dead|died|killed|deaths|injured|wounded|missing|displaced|homeless|evacuated|so far|"
    r"at least|rescued|confirmed cases|counted|magnitude|homes|revised|preliminary|provisional|estimate)\b",
    re.IGNORECASE,
)
REVISION = re.compile(
    r"\b(?:revis|correct|updat|final)\w*|\bfirst (?:estimate|reported|put)\b"
    r"|\b(?:rais|increas|lower|reduc|cut|ris|rose|climb|fell)\w*\b[^.;]{0,40}\bto\s+\d",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    r"\b(?:expects? to|(?:is|are|was|were) (?:due|set(?! aside)|expected|scheduled|slated|to)|plans? to|hopes? to)\b",
    re.IGNORECASE,
)
CONDITIONAL = re.compile(r"\bwould\b")
AS_PRINTED = frozenset({"rule:quotation", "rule:body", "rule:denial"})
"""Rules that compare what the sources print, whoever speaks in it."""
OFFICE = re.compile(
    r"\b(?:officials?|police|authorities|government|ministry|agency|office|service|statement|report|index|"
    r"company|court|department|data|figures|bureau|organi[sz]ers|club|institute|university|spokes\w+)\b",
    re.IGNORECASE,
)


def gate(verdict: Verdict, left: Statement, right: Statement) -> Verdict:
    """The verdict that stands: a discrepancy only where every gate lets it through."""
    if verdict.by.startswith("model:"):
        verdict = founded(verdict, left, right)
    if verdict.label not in DISCREPANT or verdict.by in AS_PRINTED:
        return verdict
    outcomes: tuple[tuple[bool, Label, str], ...] = (
        (_superseded(verdict, left, right), "superseded", "A later report gives a later figure."),
        (_plan(left, right) and _plan_first(left, right), "superseded", "The earlier report gives the plan."),
        (_plan(left, right), "differing_scope", "One speaks of a plan, the other of what came."),
        (_disputed(left.claim, right.claim), "disputed", "Two speakers differ; each source only reports."),
    )
    for applies, label, why in outcomes:
        if applies:
            return replace(verdict, label=label, why=f"{verdict.why} {why}".strip())
    return verdict if verdict.label != "superseded" else replace(verdict, label="contradiction")


def _superseded(verdict: Verdict, left: Statement, right: Statement) -> bool:
    """A moving or revised figure in two reports of different days or hours."""
    if verdict.kind != "number" or not left.published or not right.published:
        return False
    shared = min(len(left.published), len(right.published))
    if left.published[:shared] == right.published[:shared] or _of_one_hour(left, right):
        return False
    later = max(left, right, key=lambda s: s.published)
    moving = all(MOVING.search(s.claim.text) for s in (left, right))
    return moving or bool(REVISION.search(later.claim.text))


def _of_one_hour(left: Statement, right: Statement) -> bool:
    """Whether both, on one day, give the figure of one and the same hour, whenever they were printed."""
    hours = [{when.iso for when in s.facts.dates if when.clock} for s in (left, right)]
    return left.published[:10] == right.published[:10] and bool(hours[0] & hours[1])


def _plan(left: Statement, right: Statement) -> bool:
    return planned(left) != planned(right)


def planned(statement: Statement) -> bool:
    """Whether a statement tells what is to come."""
    return statement.claim.stance == "planned" or bool(EXPECTED.search(statement.claim.text))


def _plan_first(left: Statement, right: Statement) -> bool:
    plan, other = (left, right) if planned(left) else (right, left)
    told = EXPECTED.search(plan.claim.text) or not CONDITIONAL.search(plan.claim.text)
    return bool(told and plan.published) and plan.published[:10] < other.published[:10]


def _disputed(left: Claim, right: Claim) -> bool:
    """Both positions belong to speakers, and not to the same one."""
    personal = _personal(left.speaker) and _personal(right.speaker)
    return personal and not same_named(left.speaker, right.speaker)


def _personal(speaker: str) -> bool:
    """A speaker who may hold a view of his own, not the office that counts."""
    return bool(speaker) and not OFFICE.search(speaker)
