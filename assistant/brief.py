"""From findings to a briefing: what to tell first, what is settled, and when it happened."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from assistant.schema import Article, Compared, Digest, Event, Sentence, Story
from assistant.text.dates import When
from assistant.text.facts import content_overlap, context_of, facts_of
from assistant.text.stance import quoted_at
from assistant.text.words import content_weights

SUMMARY = 4
"""Sentences in the summary of a story."""
LEAD = 1.5
"""The sentence with which a report opens tells what it is about."""
ALIKE = 0.5
"""A sentence that shares this much of its weight with an earlier one is not told again."""
ASIDE = re.compile(r"\b(?:of|since|until|before|from|than)\s+(?:(?:late|early|last)\s+)?$", re.IGNORECASE)
"""Words before a date that is not when the thing happened: "the lists of Wednesday"."""
DATED = re.compile(r"\d{4}-\d\d")
"""A date is told in a timeline when at least its month is known."""


def brief_story(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> Story:
    """A story as a briefing tells it. Pure selection and order; no sentence is new."""
    return Story(
        title=compared.title,
        summary=tuple(_summary(digests, _unsettled(articles, compared))),
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


def _summary(digests: Sequence[Digest], unsettled: frozenset[tuple[str, int]]) -> list[Sentence]:
    """The summary sentences that most articles' words bear out, without what is unsettled or told twice."""
    spread = _spread(digests)
    offered = [
        (_borne_out(sentence.text, spread) * (LEAD if _leads(sentence, digest) else 1.0), sentence)
        for digest in digests
        for sentence in digest.summary
        if not any((q.article, q.start) in unsettled for q in sentence.quotes)
    ]
    chosen: list[Sentence] = []
    for _, sentence in sorted(offered, key=lambda each: -each[0]):
        if len(chosen) < SUMMARY and not any(content_overlap(sentence.text, c.text) >= ALIKE for c in chosen):
            chosen.append(sentence)
    return chosen


def _day(text: str, dates: Sequence[When]) -> str:
    """The date of what a claim tells: one with its year first; never one that only qualifies a noun or a quotation."""
    told = [
        when
        for when in dates
        if DATED.match(when.iso)
        if not ASIDE.search(text[: when.start]) and not quoted_at(text, when.start)
    ]
    return min(told, key=lambda when: when.relative).iso if told else ""


def _leads(sentence: Sentence, digest: Digest) -> bool:
    return bool(digest.claims) and sentence.quotes[0].start <= digest.claims[0].quotes[0].start


def _spread(digests: Sequence[Digest]) -> Counter[str]:
    """In how many articles' claims each stem stands."""
    return Counter(stem for digest in digests for stem in content_weights(" ".join(c.text for c in digest.claims)))


def _borne_out(text: str, spread: Counter[str]) -> float:
    """Weight of the words that other articles use too, per root of the number of words."""
    weights = content_weights(text)
    return sum(w * max(0, spread[stem] - 1) for stem, w in weights.items()) / math.sqrt(max(6, len(weights)))


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
