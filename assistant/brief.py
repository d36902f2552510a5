"""From findings to a briefing: what to tell first, what is settled, and when it happened."""

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from assistant.schema import Article, Compared, Digest, Event, Sentence, Story
from assistant.text.dates import When
from assistant.text.facts import content_overlap, context_of, facts_of
from assistant.text.quantities import quantities
from assistant.text.stance import quoted_at
from assistant.text.words import content_weights

SUMMARY = 4
"""Sentences in the summary of a story."""
LEAD = 1.5
"""The sentence with which a report opens tells what it is about."""
ALIKE = 0.5
"""A sentence that shares this much of its weight with an earlier one is not told again."""
MOVED = 2
"""Days of a figure and of the one that took its place; with a third the course is not settled."""
OWN = 0.5
"""What a word of one source alone takes off a sentence, for each part of its weight."""
ONE_FIGURE = 1.0
"""What a figure of one source alone takes off besides."""
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
VOUCHED = re.compile(r"\b(?:prov(?:e|es|ed|en)|proof|undoubtedly|certainly|without doubt)\b", re.IGNORECASE)
"""What one report vouches for in its own name."""
BACKGROUND = re.compile(r"\b(?:town|city|village|island|district|country|nation) of (?:[a-z]+ )?[\d.,]+", re.IGNORECASE)
"""How many live somewhere is not the news."""
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


def brief_story(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> Story:
    """A story as a briefing tells it. Pure selection and order; no sentence is new."""
    return Story(
        title=compared.title,
        summary=tuple(_summary(articles, digests, compared)),
        agreements=compared.agreements,
        discrepancies=compared.discrepancies,
        single_source=compared.single_source,
        timeline=tuple(_timeline(articles, digests, compared)),
        cleared=compared.cleared,
        coverage=compared.coverage,
        articles=compared.articles,
        origins=compared.origins,
    )


def _unsettled(articles: Sequence[Article], compared: Compared) -> frozenset[tuple[str, int]]:
    """Where quotes begin that a summary must not state as settled; of a superseded figure the latest may stand."""
    published = {article.id: article.published for article in articles}
    return frozenset(
        (quote.article, quote.start)
        for finding in compared.discrepancies
        for position in finding.positions
        if finding.verdict != "superseded"
        or published[position.article] < max(published[p.article] for p in finding.positions)
        for quote in position.quotes
    )


def _summary(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> list[Sentence]:
    """The summary sentences that most articles' words bear out, without what is unsettled or told twice."""
    copies = {copy.article for origin in compared.origins for copy in origin.copies}
    independent = [digest for digest in digests if digest.article not in copies]
    independent = independent if len(independent) > 1 else list(digests)
    spread = _spread(independent)
    unsettled = _unsettled(articles, compared)
    values = _disputed(compared, {article.id: article.published[:10] for article in articles})
    offered = [
        (_borne_out(sentence.text, spread, len(independent)) * (LEAD if _leads(sentence, digest) else 1.0), sentence)
        for digest in digests
        for sentence in digest.summary
        if not any((q.article, q.start) in unsettled for q in sentence.quotes)
    ]
    chosen: list[Sentence] = []
    for _, sentence in sorted(offered, key=lambda each: (_doubtful(each[1].text, values, spread), -each[0])):
        if len(chosen) < SUMMARY and not any(content_overlap(sentence.text, c.text) >= ALIKE for c in chosen):
            chosen.append(sentence)
    return chosen


def _disputed(compared: Compared, published: Mapping[str, str]) -> frozenset[float]:
    """Figures that the sources give otherwise; where a figure moved on, its latest may stand."""
    held: set[float] = set()
    for finding in compared.discrepancies:
        days = [published[position.article] for position in finding.positions]
        moved = finding.verdict == "superseded" and len(set(days)) == MOVED
        told = [p for p, day in zip(finding.positions, days, strict=True) if not (moved and day == max(days))]
        held |= {q.value for p in told if finding.kind == "number" for q in quantities(p.value)}
    return frozenset(held)


def _doubtful(text: str, values: Collection[float], spread: Counter[str]) -> bool:
    """Whether a sentence gives a figure that others give otherwise, a rank of its own, or vouches for something."""
    figures = quantities(text)
    ranks = any(
        q.unit == "ordinal" and spread[stem] < 2 for q in figures for stem in content_weights(text[q.start : q.end])
    )
    return ranks or any(q.value in values for q in figures) or bool(VOUCHED.search(text) or BACKGROUND.search(text))


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


def _leads(sentence: Sentence, digest: Digest) -> bool:
    return bool(digest.claims) and sentence.quotes[0].start <= digest.claims[0].quotes[0].start


def _spread(digests: Sequence[Digest]) -> Counter[str]:
    """In how many articles' claims each stem stands."""
    return Counter(stem for digest in digests for stem in content_weights(" ".join(c.text for c in digest.claims)))


def _borne_out(text: str, spread: Counter[str], articles: int) -> float:
    """Weight of the words that others use too, less half of what one alone uses, per root of their number.

    A figure that no other article has stands for background or for what only one source knows.
    """
    weights = content_weights(text)
    common = sum(w * max(0, spread[stem] - 1) for stem, w in weights.items())
    own = sum(w for stem, w in weights.items() if spread[stem] < 2) if articles > 1 else 0.0
    figures = sum(spread[stem] < 2 and stem[:1].isdigit() for stem in weights) if articles > 1 else 0
    return (common - OWN * own - ONE_FIGURE * figures) / math.sqrt(max(6, len(weights)))


def _timeline(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> list[Event]:
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
