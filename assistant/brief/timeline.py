"""The timeline: what the claims date, by date, each told once."""

import re
from collections.abc import Sequence

from assistant.schema import Article, Compared, Digest, Event
from assistant.text.dates import When
from assistant.text.facts import context_of, facts_of
from assistant.text.stance import quoted_at

ASIDE = re.compile(
    r"\b(?:of|since|until|before|from|than|against|between|after)\s+(?:(?:late|early|last)\s+)?$",
    re.IGNORECASE,
)
"""Words before a date that is not when the thing happened: "the lists of Wednesday"."""
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
DATED = re.compile(r"\d{4}-\d\d")
"""A date is told in a timeline when at least its month is known."""


def timeline(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> list[Event]:
    """Dated claims by date; of claims that agree, the first one only."""
    agreed = {
        (q.article, q.start): number
        for number, agreement in enumerate(compared.agreements)
        for support in agreement.support
        for q in support.quotes
    }
    contexts = {article.id: context_of(article) for article in articles}
    events: dict[tuple[int | str, str], Event] = {}
    for claim in (c for d in digests for c in d.claims):
        day = _day(claim.text, facts_of(claim.text, contexts[claim.article]).dates)
        first = claim.quotes[0]
        if day:
            told = agreed.get((first.article, first.start), claim.id)
            events.setdefault((told, day), Event(day, claim.text, claim.article, claim.quotes))
    return sorted(events.values(), key=lambda e: e.date)


def _day(text: str, dates: Sequence[When]) -> str:
    """The date of what the main clause tells: one with its year first; never one of a clause that hangs on it."""
    told = [
        when
        for when in dates
        if DATED.match(when.iso)
        if not ASIDE.search(text[: when.start]) and not quoted_at(text, when.start) and _of_main(text, when.start)
    ]
    return min(told, key=lambda when: when.relative).iso if told else ""


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
