"""One event, two dates: the sources put the same thing on different days or hours."""

from assistant.compare.questions import about, ask
from assistant.compare.statements import Scale, Statement, named, near, shared_share
from assistant.schema import Verdict
from assistant.text.dates import When, differ

SAME_EVENT = 0.5
"""Least share of the words around two dates that must agree before the dates are compared."""


SAME_DATE = 0.15
"""The same where the dates are equal."""


def compare_times(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """Dates of one kind in nearly the same surrounding, one on either side."""
    for clock in (False, True):
        a = [w for w in left.facts.dates if w.clock == clock and _definite(w)]
        b = [w for w in right.facts.dates if w.clock == clock and _definite(w)]
        if len(a) == 1 and len(b) == 1:
            return _compare(a[0], b[0], left, right, scale)
    return []


def _definite(when: When) -> bool:
    """Whether a date names a day or a time of day, not merely a year or month."""
    return when.clock or len(when.iso) == 10


def _compare(a: When, b: When, left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    around = near(left.facts, a.start, a.end), near(right.facts, b.start, b.end)
    alike, shared = shared_share(*around, scale), around[0].keys() & around[1].keys()
    other = differ(a, b)
    told = _only_named(a) and _only_named(b)  # every report of a week has a Tuesday and a today
    enough = len(shared) >= (2 if other else 1) and shared - named(left) - named(right)
    if not enough or alike < (SAME_EVENT if other or told else SAME_DATE):
        return []
    verdict = Verdict(
        label="contradiction" if other else "same",
        kind="date_time",
        question=ask("At what time" if a.clock else "On what day", about(left, right, a.start)),
        why="" if other else f"Both say {a.text}.",
        values=(_shown(a), _shown(b)),
        by="rule:date",
        facts=(f"{left.claim.id}@{a.start}", f"{right.claim.id}@{b.start}"),
    )
    return [verdict]


def _only_named(when: When) -> bool:
    """Whether only a name gives the day, as Tuesday and yesterday do."""
    return not any(character.isdigit() for character in when.text)


def _shown(when: When) -> str:
    return f"{when.text} ({when.iso})" if when.relative and not when.clock else when.text
