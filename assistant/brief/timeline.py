"""The timeline: what the claims date, by date, each told once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.brief.plans import is_plan, last_day
from assistant.schema import Article, Claim, Compared, Digest, Event
from assistant.text.alone import stands
from assistant.text.dates import When
from assistant.text.facts import Facts, context_of, facts_of
from assistant.text.stance import quoted_at
from assistant.text.tenses import PAST
from assistant.text.words import content_weights, shared_weight

SAME = 0.5
"""Two sentences of one day that share this much of the weight of their words, dates aside, tell one thing."""
SAME_FIGURE = 0.3
"""The same where a figure is among them."""
NOTABLE = 11
"""A smaller whole number is in too many sentences to tie two."""
BECAME = 0.25
"""The same of a plan and of what came of it."""
LEAST = 2.0
"""Weight below which words in common prove nothing."""
ASIDE = re.compile(
    r"\b(?:of|since|until|before|from|than|against|between|after)\s+(?:(?:late|early|last)\s+)?$",
    re.IGNORECASE,
)
"""Words before a date that is not when the thing happened: "the lists of Wednesday"."""
DEADLINE = re.compile(r"\bby\s+(?:(?:late|early|last)\s+)?$", re.IGNORECASE)
"""Words before a date by which something had not happened, or had some time before it."""
HAD = re.compile(r"\bhad\b")
FROM_THERE = re.compile(
    r"\b(?:that|the same|the following|the previous|the next) (?:year|month|week|day|night|morning|evening)\b"
    r"|\b(?:year|month|week|day)s? (?:earlier|later|before)\b",
    re.IGNORECASE,
)
"""A date that is counted from one in another sentence: "on 22 July that year"."""
HANGS = re.compile(
    r"\b(?:who|whose|whom|which|that|where|when|while|because|although|though|if|after|before|until|since|as|how|why)\b"
    r"(?=\s+[a-z’']+|\s+[A-Z])"
)
"""Words with which a clause begins that says when something else happened."""
REPORTED = re.compile(
    r",\s+(?:[^,]*\s)?(?:said|says|told|reported|announced|confirmed)\s+(?:[^,]*\s)?(?:on|at|late|early)?\s*$"
    r"|[”\"]\s+(?:said|told|added)\b[^.]*$"
)
"""Behind what is told stands who said it; then the day is that of the saying, ..."""
CURRENT = re.compile(r"\b(?:has|have) (?:now )?(?:asked|climbed|risen|reached|fallen|passed|grown|confirmed)\b")
"""... which is the day of the news too where that has just come about."""
RESUMED = re.compile(r"\s(?!is|are|was|were|has|have|had|will)\w+\s.*\b(?:was|were|will)\s")
"""A second verb behind a relative clause belongs to the subject again: "the man who kept the books was led"."""
DATELINE = re.compile(r"[A-Z]{3,}[A-Z ]*, ?$")
PARTICIPLE = re.compile(r"\s*(?:\w+ed|set|held|shut|led|made|built|born|let|put|sold|a|an|half)\s")
"""An apposition or a participle between commas: "concluded last Friday"."""
REDUCED = re.compile(
    r"(?<=[a-z])\s(?:it|he|she|they|we)\s+\w+ed\b|\b(?:had been|was|were|hoped|meant) to \w+\s+(?:in|on)\s*$"
    r"|\b(?:let|sent|put|made|built) (?:out|up|in|off) "
)
"""A clause without its relative word, and what was planned for a day: "the pace it published on"."""
STOOD = re.compile(
    r"\b(?:was|were|stood at|came to|amounted to|ran at|averaged|exceeded [a-z ]+ by|a rate of|levels? of)\s+"
    r"(?:about |some |just |over |under |only |nearly |[$€£])?[\d.,]+ ?"
    r"(?:%|per ?cent|percent|(?:million|billion|trillion)\b|[a-z]+ (?:higher|lower|more|fewer)\b)",
    re.IGNORECASE,
)
"""What a rate or a sum was in a month is no event of it, ..."""
HABIT = re.compile(
    r"\b(?:every|each|usually|always|normally|traditionally)\b|, when (?:most|many|all|few)\b", re.IGNORECASE
)
"""... nor is what comes every year."""
MONTH = len("2025-10")
"""Characters of a date without its day."""
DATED = re.compile(r"\d{4}-\d\d")
"""A date is told in a timeline when at least its month is known."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A claim with its day, the agreement or claim that it tells, and the day of its article."""

    event: Event
    told: int | str
    weights: Mapping[str, float]
    figures: frozenset[tuple[str, float]]
    published: str
    plan: bool


def timeline(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> list[Event]:
    """What the claims date, by date; each thing once, and no plan beside what came of it.

    An entry carries the ids of the discrepancies that its words are part of. Where sources date one thing
    differently, both entries stand.
    """
    found = _dated(articles, digests, compared)
    last = last_day(articles)
    happened = [each for each in found if not each.plan]
    current = [
        each
        for each in found
        if not (each.plan and each.event.date <= last and any(_became(each, other) for other in happened))
    ]
    kept: list[_Dated] = []
    for each in sorted(current, key=_telling):
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    days = {each.event: (each.event.date, each.published, each.event.quotes[0].start, each.event.text) for each in kept}
    return sorted(days, key=lambda event: days[event])


def _dated(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> list[_Dated]:
    """The claims that have a day and can be told by themselves; what is disputed is told in any case."""
    agreed = {
        (q.article, q.start): number
        for number, agreement in enumerate(compared.agreements)
        for support in agreement.support
        for q in support.quotes
    }
    by_id = {article.id: article for article in articles}
    contexts = {article.id: context_of(article) for article in articles}
    dated = []
    for claim in (c for d in digests for c in d.claims):
        facts = facts_of(claim.text, contexts[claim.article])
        published = by_id[claim.article].published
        day = _day(claim.text, facts.dates, published[:10])
        findings = _findings(claim, compared) if day else ()
        apart = any(finding.kind == "date_time" for finding in compared.discrepancies if finding.id in findings)
        if day and (findings or stands(claim.text)) and (apart or not _no_event(claim.text, day)):
            first = claim.quotes[0]
            event = Event(day, claim.text, claim.article, claim.quotes, findings)
            told = agreed.get((first.article, first.start), claim.id)
            weights = _undated(claim.text, facts)
            figures = frozenset((q.unit, q.value) for q in facts.quantities if q.value >= NOTABLE or q.value % 1)
            dated.append(_Dated(event, told, weights, figures, published, is_plan(claim.text)))
    return dated


def _no_event(text: str, day: str) -> bool:
    """Whether a sentence gives what a rate or a sum was in a month, or what happens every year at that time."""
    return len(day) == MONTH and bool(STOOD.search(text) or (HABIT.search(text) and not PAST.search(text)))


def _findings(claim: Claim, compared: Compared) -> tuple[str, ...]:
    """The discrepancies of which a claim's words are part."""
    return tuple(
        finding.id
        for finding in compared.discrepancies
        if any(
            mine.article == q.article and mine.start < q.end and q.start < mine.end
            for mine in claim.quotes
            for position in finding.positions
            for q in position.quotes
        )
    )


def _undated(text: str, facts: Facts) -> Mapping[str, float]:
    """What the words of a sentence weigh, its dates aside."""
    inside = {t.stem for when in facts.dates for t in facts.tokens if when.start <= t.start < when.end}
    return {stem: weight for stem, weight in content_weights(text).items() if stem not in inside}


def _telling(each: _Dated) -> tuple[bool, bool, int, str, str, int]:
    """Of two that tell one thing stays what is disputed, then what has happened, the more exact day, the first told."""
    event = each.event
    return not event.findings, each.plan, -len(event.date), each.published, event.article, event.quotes[0].start


def _meet(left: str, right: str) -> bool:
    """Whether two dates are one at the precision of the vaguer one."""
    return left.startswith(right) or right.startswith(left)


def _same(each: _Dated, other: _Dated) -> bool:
    """Whether two tell one thing on one day: sources agree on it, or their words do."""
    if not _meet(each.event.date, other.event.date):
        return False
    least = SAME_FIGURE if each.figures & other.figures else SAME
    alike = each.event.article != other.event.article and shared_weight(each.weights, other.weights, LEAST) >= least
    return each.told == other.told or alike


def _became(plan: _Dated, other: _Dated) -> bool:
    """Whether a later report tells what became of a plan."""
    later = plan.published[:10] < other.published[:10] and _meet(plan.event.date, other.event.date)
    return later and shared_weight(plan.weights, other.weights, LEAST) >= BECAME


def _day(text: str, dates: Sequence[When], published: str) -> str:
    """The date of what the main clause tells: one with its year first; never one of a clause that hangs on it."""
    if FROM_THERE.search(text):
        return ""
    told = [when for when in dates if DATED.match(when.iso) and _is_of_event(text, when, published)]
    return min(told, key=lambda when: when.relative).iso if told else ""


def _is_of_event(text: str, when: When, published: str) -> bool:
    """Whether a date is when the thing happened, in the words of the article itself."""
    before = text[: when.start]
    passed = DEADLINE.search(before) and (when.iso <= published or HAD.search(before))
    return not passed and not ASIDE.search(before) and not quoted_at(text, when.start) and _of_main(text, when.start)


def _of_main(text: str, at: int) -> bool:
    """Whether a date stands in the main clause: not behind a word that subordinates and no comma that ends it."""
    before = text[:at]
    if DATELINE.match(before) or (REPORTED.search(before) and not CURRENT.search(before)):
        return False
    for found in HANGS.finditer(before):
        opens = found.start() == 0 and found[0].lower() == "when"
        subject = found[0] in ("who", "which") and RESUMED.match(before[found.end() :])
        if not opens and not subject and not _ended(before[found.end() :]):
            return False
    piece = re.split(r"[,;:—–]\s", before)[-1]
    aside = "," in before and PARTICIPLE.match(piece) and re.match(r"[^.;]*?,\s", text[at:])
    return not aside and not REDUCED.search(piece)


def _ended(behind: str) -> bool:
    """Whether a clause that was begun ends before the date, at a comma that something other than a list follows."""
    return bool(re.search(r",\s+\w|[;:—–]", behind)) and not re.search(r",\s+(?:and|or)\s+[^,]*$", behind)
