"""One event, two dates: the sources put the same thing on different days or hours."""

from assistant.compare.questions import ask
from assistant.compare.statements import Scale, Statement, named, near, shared_share
from assistant.schema import Verdict
from assistant.text.dates import When, differ
from assistant.text.stance import quoted_at
from assistant.text.words import SPEECH, stem

SAME_EVENT = 0.5
"""Least share of the words around two dates that must agree before the dates are compared."""
SAME_DATE = 0.15
"""The same where the dates are equal."""
SAME_DEED = 0.3
"""The same where words right beside the dates are: "apologized on Friday for a post"."""
SAME_YEAR = (0.7, 3)
"""The same where only years or months are given, and how many words must be shared: background is full of years."""
GOVERNED, NEXT = 2, 2
"""How many such words there must be, of so many on either side."""
SAYING = frozenset(stem(word) for word in SPEECH) | {"tweet", "interview"}
"""Beside a date these give the day on which something was said; of such days there are many."""
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who"})
SMALL = frozenset({"on", "at", "in", "the", "late", "early", "night", "morning", "afternoon", "evening"})
_Two = tuple[When, When, Statement, Statement]


def compare_times(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """Dates of one kind in nearly the same surrounding: the first two that meet."""
    if not left.facts.dates or not right.facts.dates:
        return []
    pairs = [
        (a, b)
        for clock in (False, True)
        for a in left.facts.dates
        for b in right.facts.dates
        if a.clock == b.clock == clock and ((_definite(a) and _definite(b)) or _of_one_length(a, b))
    ]
    alone = len(pairs) == 1
    found = [verdict for a, b in pairs for verdict in _compare((a, b, left, right), scale, alone)]
    return sorted(found, key=lambda verdict: verdict.label != "same")[:1]


def _of_one_length(a: When, b: When) -> bool:
    """Whether both name a year, or both a month, and no more."""
    return len(a.iso) == len(b.iso) in (4, 7) and a.iso[:1].isdigit() and b.iso[:1].isdigit()


def _definite(when: When) -> bool:
    """Whether a date names a day or a time of day, not merely a year or month."""
    return when.clock or when.day


def _compare(two: _Two, scale: Scale, alone: bool) -> list[Verdict]:
    a, b, left, right = two
    around = near(left.facts, a.start, a.end), near(right.facts, b.start, b.end)
    alike = shared_share(*around, scale)
    shared = (around[0].keys() & around[1].keys()) - named(left) - named(right)
    other = differ(a, b)
    if not (_other_day(two, alike, len(shared), alone) if other else _same_day(two, alike, len(shared))):
        return []
    verdict = Verdict(
        label="contradiction" if other else "same",
        kind="date_time",
        question=ask("At what time" if a.clock else "On what day", left, right, ((a.start, a.end), (b.start, b.end))),
        why="" if other else f"Both say {a.text.rstrip('.')}.",
        values=(_shown(a), _shown(b)),
        by="rule:date",
        facts=(f"{left.claim.id}@{a.start}", f"{right.claim.id}@{b.start}"),
    )
    return [verdict]


def _same_day(two: _Two, alike: float, shared: int) -> bool:
    """Whether two equal dates are of one event; every report of a week has a Tuesday and a today."""
    told = _only_named(two[0]) and _only_named(two[1])
    return shared > 0 and alike >= (SAME_EVENT if told else SAME_DATE)


def _other_day(two: _Two, alike: float, shared: int, alone: bool) -> bool:
    """Whether two different dates are given to one event, not to two sayings, and not by one name of a weekday."""
    a, b, left, right = two
    if _only_named(a) and a.text.lower() == b.text.lower():
        return False
    beside = _beside(left, a), _beside(right, b)
    if any(_said(*each) for each in ((left, a), (right, b))):
        return False
    if any(_of_saying(*each) for each in ((left, a), (right, b))):
        return False
    if not _definite(a):
        return alone and shared >= SAME_YEAR[1] and alike >= SAME_YEAR[0]
    governed = len(beside[0] & beside[1]) >= GOVERNED
    return (alone and shared > 0 and alike >= SAME_EVENT) or (governed and alike >= SAME_DEED)


def _said(statement: Statement, when: When) -> bool:
    """Whether a speaker says today or Friday, on a day that may not be that of the report."""
    return when.relative and quoted_at(statement.claim.text, when.start)


def _of_saying(statement: Statement, when: When) -> bool:
    """Whether a verb of saying stands right before or behind a date: "said on Monday", "On Monday he told"."""
    tokens = [t for t in statement.facts.tokens if t.lower not in SMALL]
    before = [t.stem for t in tokens if t.end <= when.start][-1:]
    next_ = [t for t in tokens if t.start >= when.end][:2]
    behind = [t.stem for t in (next_ if next_ and next_[0].lower in PRONOUNS else next_[:1])]
    return bool({*before, *behind} & SAYING)


def _beside(statement: Statement, when: When) -> set[str]:
    """Stems of the words that say something right before and right behind a date."""
    inside, names = [d for d in statement.facts.dates if d.clock == when.clock], named(statement)
    words = [
        t
        for t in statement.facts.tokens
        if (t.content or t.lower in SPEECH)
        and t.stem not in names
        and not any(d.start <= t.start < d.end for d in inside)
    ]
    before = [t.stem for t in words if t.end <= when.start][-NEXT:]
    return {*before, *[t.stem for t in words if t.start >= when.end][:NEXT]}


def _only_named(when: When) -> bool:
    """Whether only a name gives the day, as Tuesday and yesterday do."""
    return not any(character.isdigit() for character in when.text)


def _shown(when: When) -> str:
    return f"{when.text} ({when.iso})" if when.relative and not when.clock else when.text
