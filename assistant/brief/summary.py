"""The bottom line: which sentences of the sources tell a story best, without what is unsettled."""

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from assistant.schema import Article, Compared, Digest, Sentence
from assistant.text.facts import content_overlap
from assistant.text.quantities import quantities
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
VOUCHED = re.compile(r"\b(?:prov(?:e|es|ed|en)|proof|undoubtedly|certainly|without doubt)\b", re.IGNORECASE)
"""What one report vouches for in its own name."""
BACKGROUND = re.compile(r"\b(?:town|city|village|island|district|country|nation) of (?:[a-z]+ )?[\d.,]+", re.IGNORECASE)
"""How many live somewhere is not the news."""


def bottom_line(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> list[Sentence]:
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
