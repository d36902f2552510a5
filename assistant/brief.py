"""From findings to a briefing: what to tell first, what is settled, and when it happened."""

import re
from collections.abc import Sequence

from assistant.schema import Article, Compared, Digest, Event, Sentence, Story
from assistant.text.facts import content_overlap, context_of, facts_of

SUMMARY = 4
"""Sentences in the summary of a story."""
ALIKE = 0.5
"""A sentence that shares this much of its weight with an earlier one is not told again."""
DATED = re.compile(r"\d{4}-\d\d")
"""A date is told in a timeline when at least its month is known."""


def brief_story(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> Story:
    """A story as a briefing tells it. Pure selection and order; no sentence is new."""
    return Story(
        title=compared.title,
        summary=tuple(_summary(digests, compared)),
        agreements=compared.agreements,
        discrepancies=compared.discrepancies,
        single_source=compared.single_source,
        timeline=tuple(_timeline(articles, digests, compared)),
        cleared=compared.cleared,
        coverage=compared.coverage,
    )


def _summary(digests: Sequence[Digest], compared: Compared) -> list[Sentence]:
    """Summary sentences of the articles in turn, leaving out what is disputed or already told."""
    disputed = {(q.article, q.start) for d in compared.discrepancies for p in d.positions for q in p.quotes}
    agreed = {(q.article, q.start) for a in compared.agreements for s in a.support for q in s.quotes}
    offered = [
        (rank, (sentence.quotes[0].article, sentence.quotes[0].start) not in agreed, sentence)
        for digest in digests
        for rank, sentence in enumerate(digest.summary)
        if not any((q.article, q.start) in disputed for q in sentence.quotes)
    ]
    chosen: list[Sentence] = []
    for _, _, sentence in sorted(offered, key=lambda each: (each[0], each[1])):
        if len(chosen) < SUMMARY and not any(content_overlap(sentence.text, c.text) >= ALIKE for c in chosen):
            chosen.append(sentence)
    return chosen


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
        day = next((w.iso for w in facts_of(claim.text, contexts[claim.article]).dates if DATED.match(w.iso)), "")
        first = claim.quotes[0]
        if day:
            told = agreed.get((first.article, first.start), claim.id)
            events.setdefault((told, day), Event(day, claim.text, claim.article, claim.quotes))
    return sorted(events.values(), key=lambda e: e.date)
