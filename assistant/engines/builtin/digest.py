"""A digest without a model: which sentences state facts, and which of them are central."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.engines.builtin.opinion import EVALUATIVE, FOREIGN, LONGEST, skip_reason, words_of
from assistant.schema import Article, Draft, DraftSentence, Span
from assistant.text.facts import Context, Facts, context_of, facts_of
from assistant.text.sentences import sentences
from assistant.text.stance import voice
from assistant.text.tongue import in_another_tongue

SUMMARY = 3
"""Sentences in a summary; shorter articles get at most a third of their sentences."""
POINTS_BACK = re.compile(
    r"(?:he|she|it|they|his|her|its|their|this|that|these|those|such|additionally|furthermore|moreover|also|but|and|"
    r"however|meanwhile|both|the two|\w+ing\b|[\"“‘])",
    re.IGNORECASE,
)
"""How a sentence opens that does not stand by itself: it needs the one before, or lacks its speaker."""
TOPICAL = 0.2
REPEATS = 0.6
"""A sentence that shares this much of its weight with a chosen one adds nothing to a summary."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence in its place, with its facts."""

    span: Span
    text: str
    facts: Facts


def digest(article: Article) -> Draft:
    """Summary and claims of an article, each in the article's own words."""
    context = context_of(article)
    every = [_read(article, span, context) for span in sentences(article)]
    topical = _topical(every)
    reasons = [
        skip_reason(each.text, each.facts, topical) or (FOREIGN if in_another_tongue(each.text, article.text) else "")
        for each in every
    ]
    read = [each for each, reason in zip(every, reasons, strict=True) if not reason]
    skipped = Counter(reason for reason in reasons if reason)
    summary = [_draft(r) for r in _central(read, facts_of(article.title, context), topical)]
    return Draft(tuple(summary), tuple(_draft(r) for r in read), dict(sorted(skipped.items())))


def _read(article: Article, span: Span, context: Context) -> _Read:
    text = article.text[span.start : span.end]
    return _Read(span, text, facts_of(text[: LONGEST + 1], context))


def _topical(read: Sequence[_Read]) -> frozenset[str]:
    """Words of names that stand in at least `TOPICAL` of the sentences."""
    seen = Counter(word for each in read for word in {w for name in each.facts.names for w in words_of(name)})
    return frozenset(word for word, count in seen.items() if count >= max(3, TOPICAL * len(read)))


def _draft(read: _Read) -> DraftSentence:
    said = voice(read.text)
    shown = " ".join(read.text.split())
    return DraftSentence(shown, (read.text,), read.span.start, said.stance, said.speaker)


def _central(read: Sequence[_Read], title: Facts, topical: frozenset[str]) -> list[_Read]:
    """The sentences that carry most of what the article keeps coming back to, in its order."""
    spread = Counter(stem for r in read for stem in r.facts.weights)
    weight = [_importance(each, spread, title, topical) for each in read]
    early = [1.7 if i == 0 else 1.0 + 0.6 * (1 - i / len(read)) ** 2 for i in range(len(read))]
    ranked = sorted(range(len(read)), key=lambda i: weight[i] * early[i], reverse=True)
    chosen: list[_Read] = []
    for index in ranked:
        if len(chosen) >= min(SUMMARY, math.ceil(len(read) / 3)):
            break
        if not any(_repeats(read[index].facts, other.facts) for other in chosen):
            chosen.append(read[index])
    return sorted(chosen, key=lambda r: r.span.start)


def _importance(read: _Read, spread: Counter[str], title: Facts, topical: frozenset[str]) -> float:
    """Weight of its recurring words, per root of its length; more for concrete, on-title ones."""
    weights = read.facts.weights
    central = sum(weight * math.log1p(spread[stem] - 1) for stem, weight in weights.items())
    on_title = sum(weight for stem, weight in weights.items() if stem in title.weights)
    specific = [name for name in read.facts.names if not set(words_of(name)) <= topical]
    concrete = 1 + 0.12 * min(5, len(specific) + len(read.facts.quantities) + len(read.facts.dates))
    colour = 1 + 0.4 * len(read.facts.stems & EVALUATIVE)
    alone = 0.5 if len(read.facts.tokens) < 8 or POINTS_BACK.match(read.text) else 1.0
    return (central + 0.5 * on_title) / math.sqrt(max(8, len(read.facts.tokens))) * concrete * alone / colour


def _repeats(left: Facts, right: Facts) -> bool:
    shared = sum(weight for stem, weight in left.weights.items() if stem in right.weights)
    return shared >= REPEATS * min(sum(left.weights.values()), sum(right.weights.values()))
