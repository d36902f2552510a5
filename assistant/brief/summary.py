"""The bottom line: which sentences of the sources tell a story best, without what is unsettled."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.brief.plans import last_day, overtaken
from assistant.engines.builtin.opinion import EVALUATIVE
from assistant.schema import Article, Compared, Digest, Sentence
from assistant.text.alone import stands
from assistant.text.days import parsed
from assistant.text.facts import Context, Facts, beside_names, context_of, facts_of
from assistant.text.quantities import quantities
from assistant.text.stance import QUOTED
from assistant.text.words import content_weights, shared_weight

SUMMARY = 3
"""Sentences in the summary of a story."""
HEAD = 8
"""Claims at the head of an article that may be its news, beside what its digest holds for central."""
LEAD = 2.5
"""What the first claim of an article gains; the gain falls off with the distance from it."""
TITLED = 1.5
"""What a stem gains for standing in every title."""
TOLD = 0.35
"""What a word still counts that the chosen sentences have told already."""
ALIKE = 0.5
"""A sentence that shares this much of its weight, names aside, with a chosen one is not told again."""
LATE = 0.25
"""What a sentence of the last day gains against one of the first."""
DATED = 0.2
"""What a sentence gains that dates itself by a day next to its publication: that is the news."""
MOVED = 2
"""Days of a figure and of the one that took its place; with a third the course is not settled."""
AS_NEWS = 7
"""Days before publication within which that is."""
SAME = 0.75
"""The same, where words weigh what they weigh in the story."""
LEADS = 0.45
"""The same, of two with which articles open or that share a figure: they tell one thing more often than not."""
OPENING = 2
"""Claims with which an article opens."""
SMALL = 10
"""Figures up to this are in too many sentences to tie two."""
LEAST = 0.15
"""What a sentence must weigh against the first one to be told at all."""
UNDATED = 0.6
"""What a sentence of an article without a day counts beside those that have one."""
SPOKEN = 0.5
"""Share of a sentence in quotation marks from which it is mostly quotation."""
BACK = 0.6
"""What a sentence counts that looks back to earlier years, or is mostly quotation, or says nothing definite."""
NAMES = 2
"""Names with which a sentence without figure and day is definite."""
COLOUR = 0.15
"""What each word that judges divides a sentence by, beside 1."""
AGREED = 0.1
"""What a sentence gains for stating what several independent sources do."""
FULL = 40
"""Words of a sentence up to which it may be long without losing."""
SURNAME = 0.1
"""What a sentence loses for calling somebody by a last name who has not been introduced."""
OWN = 0.4
"""What a word of one source alone takes off a sentence, for each part of its weight."""
VOUCHED = re.compile(r"\b(?:prov(?:e|es|ed|en)|proof|undoubtedly|certainly|without doubt)\b", re.IGNORECASE)
"""What one report vouches for in its own name."""
BACKGROUND = re.compile(
    r"\b(?:town|city|village|island|district|country|nation) of (?:[a-z]+ )?[\d.,]+"
    r"|\b(?:ha(?:s|ve|d)|is|are|were|was) (?:long|always|traditionally|historically)\b|\bha(?:s|ve) been further\b"
    r"|\b(?:for|over|in) (?:(?:many|several|recent|the (?:past|last)(?: \w+)?) )?(?:years|decades|centuries)\b"
    r"|\bfor background\b|\bshares? (?:a|the|an) [^,.]*\bborder\b"
    r"|\b(?:is|are) [\d.,]+ (?:miles|kilomet(?:re|er)s|km|met(?:re|er)s|feet) (?:from|long|wide|high)\b",
    re.IGNORECASE,
)
"""What has been so for long is not the news, nor is how many live somewhere, or how long a border or a lake is."""
SCENE = re.compile(
    r"\b(?:of (?:his|her|their) (?:working )?li(?:fe|ves)|remember(?:s|ed)?|recall(?:s|ed)?|grand(?:mother|father)\w*|"
    r"lunch|coffee|smil(?:es|ed|ing)|brass band|joked|laugh\w+)\b",
    re.IGNORECASE,
)
"""What paints the scene."""


@dataclass(frozen=True, slots=True)
class _Offered:
    """A sentence that may be told, its facts, and by what its place multiplies its weight.

    `late` is when it was told, from 0 on the first day of the story to 1 on the last.
    """

    sentence: Sentence
    facts: Facts
    context: Context
    gain: float
    late: float
    opens: bool

    @property
    def article(self) -> str:
        """The article that the sentence stands in."""
        return self.sentence.quotes[0].article

    @property
    def start(self) -> int:
        """Where in its article it begins."""
        return self.sentence.quotes[0].start


def bottom_line(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> list[Sentence]:
    """Up to `SUMMARY` sentences: the main event, then what adds most to it, in the sources' own words.

    They come from the heads of the articles. What is disputed, out of date, background, or hangs on a sentence before
    it is left out, as long as anything else is there; nothing is told twice.
    """
    weights = _Weights(articles, digests, compared)
    unsettled = _unsettled(articles, compared)
    offered = [
        each
        for each in _offered(articles, digests)
        if not any((q.article, q.start) in unsettled for q in each.sentence.quotes)
    ]
    values = _disputed(compared, {article.id: article.published[:10] for article in articles})
    last = last_day(articles)
    sound = [
        each
        for each in offered
        if stands(each.sentence.text)
        and not overtaken(each.sentence.text, each.facts.dates, each.context.published, last)
        and not _doubtful(each, values, weights)
    ]
    return [each.sentence for each in _as_written(_chosen(sound or offered, weights))]


def _as_written(chosen: Sequence[_Offered]) -> list[_Offered]:
    """The chosen with those of one article in its order, so that "the two leaders" stand behind their names."""
    ordered = {
        article: iter(sorted(group, key=lambda each: each.start))
        for article in {each.article for each in chosen}
        for group in [[each for each in chosen if each.article == article]]
    }
    return [next(ordered[each.article]) for each in chosen]


def _chosen(offered: Sequence[_Offered], weights: "_Weights") -> list[_Offered]:
    """The main event, then what adds most to it, later reports before earlier ones; nothing that adds little."""
    if not offered:
        return []
    worth = {id(each): weights.of(each) * _introduced(each, ()) for each in offered}
    chosen = [max(offered, key=lambda each: worth[id(each)])]
    least = LEAST * worth[id(chosen[0])]
    left = [each for each in offered if worth[id(each)] >= least]
    while len(chosen) < SUMMARY:
        left = [each for each in left if not weights.alike(each, chosen[-1])]
        if not left:
            break
        told = frozenset(stem for each in chosen for stem in each.facts.stems)

        def adds(each: _Offered) -> float:
            return weights.of(each, told) * _introduced(each, chosen) * (1 + LATE * each.late)  # noqa: B023

        chosen.append(max(left, key=adds))
    return chosen


def _offered(articles: Sequence[Article], digests: Sequence[Digest]) -> Iterator[_Offered]:
    """The sentences of each digest's summary and the first of its claims, each once."""
    days = sorted({article.published[:10] for article in articles if article.published})
    by_id = {article.id: article for article in articles}
    for digest in digests:
        article = by_id[digest.article]
        context = context_of(article)
        late = days.index(article.published[:10]) / (len(days) - 1) if len(days) > 1 and article.published else 0.0
        places = [claim.quotes[0].start for claim in digest.claims]
        heads = [Sentence(claim.text, claim.quotes) for claim in digest.claims[:HEAD]]
        seen: set[int] = set()
        for sentence in (*digest.summary, *heads):
            start = sentence.quotes[0].start
            if start not in seen:
                seen.add(start)
                facts = facts_of(sentence.text, context)
                before = sum(place < start for place in places)
                gain = (1 + LEAD / (1 + before)) * _newsy(sentence.text, facts, article.published)
                yield _Offered(
                    sentence,
                    facts,
                    context,
                    gain if article.published or not days else gain * UNDATED,
                    late,
                    not before,
                )


def _newsy(text: str, facts: Facts, published: str) -> float:
    """More than 1 for a sentence with a day in the week up to its publication, less for one that only looks back.

    What is mostly quotation counts less too: that something was said is seldom what happened. So does what names,
    counts and dates next to nothing, and what judges.
    """
    day = parsed(published)
    colour = 1 + COLOUR * len(facts.stems & EVALUATIVE)
    vague = not facts.quantities and not facts.dates and len(facts.names) < NAMES
    told = [(day - each).days for when in facts.dates if day and (each := parsed(when.iso))]
    years = [int(when.iso[:4]) for when in facts.dates if when.iso[:4].isdigit()]
    near = any(0 <= days <= AS_NEWS for days in told)
    old = not near and bool(day and years) and max(years) < int(published[:4]) - 1
    spoken = sum(len(found[0]) for found in QUOTED.finditer(text)) > SPOKEN * len(text)
    return (1 + DATED * near) * BACK ** (old + spoken + vague) / colour


def _introduced(each: _Offered, chosen: Sequence[_Offered]) -> float:
    """Less than 1 for a sentence that calls somebody by a last name who is not yet told of in full."""
    told = {name.core for other in (each, *chosen) for name in other.facts.names}
    return 1 - SURNAME * any(each.context.full(name.core) not in told for name in each.facts.names)


class _Weights:
    """What the words of a story weigh: those that most independent articles use, in their titles above all."""

    def __init__(self, articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> None:
        copies = {copy.article for origin in compared.origins for copy in origin.copies}
        independent = [digest for digest in digests if digest.article not in copies]
        independent = independent if len(independent) > 1 else list(digests)
        self._count = len(independent)
        self.spread = Counter(
            stem for digest in independent for stem in content_weights(" ".join(c.text for c in digest.claims))
        )
        titles = [content_weights(article.title) for article in articles if article.title]
        named = Counter(stem for title in titles for stem in title)
        self._agreed = {
            (q.article, q.start) for a in compared.agreements if a.origins > 1 for s in a.support for q in s.quotes
        }
        self._titled = {stem: count / len(titles) for stem, count in named.items()}

    def of(self, each: _Offered, told: Collection[str] = frozenset()) -> float:
        """The weight of a sentence by its place; words that are told already count little."""
        weights = each.facts.weights
        shared = sum(w * self._share(stem) * (TOLD if stem in told else 1.0) for stem, w in weights.items())
        aside = each.facts.name_stems
        own = sum(w for s, w in weights.items() if self.spread[s] < 2 and s not in aside and not s[:1].isdigit())
        length = max(FULL, len(each.facts.tokens)) / FULL
        lone = OWN * own if self._count > 1 else 0.0
        gain = each.gain * (1 + AGREED * ((each.article, each.start) in self._agreed))
        return max(0.0, shared - lone + 1.0) / (math.sqrt(max(8, len(weights))) * length) * gain

    def alike(self, left: _Offered, right: _Offered) -> bool:
        """Whether two sentences tell the same: in what the story is about, or in their words at large."""
        weighed = [{stem: w * self._share(stem) for stem, w in each.facts.weights.items()} for each in (left, right)]
        counted = {(q.unit, q.value) for q in left.facts.quantities if q.value > SMALL}
        figure = any((q.unit, q.value) in counted for q in right.facts.quantities)
        most = LEADS if figure or (left.opens and right.opens) else SAME
        # One that has little to do with the story is not the other for its one word in common.
        about = shared_weight(weighed[0], weighed[1], max(sum(each.values()) for each in weighed) / 2)
        return about >= most or shared_weight(beside_names(left.facts), beside_names(right.facts)) >= ALIKE

    def _share(self, stem: str) -> float:
        """How many of the articles use a stem, 0 to 1, and more where their titles do."""
        share = (self.spread[stem] - 1) / (self._count - 1) if self._count > 1 else 1.0
        return max(0.0, share) + TITLED * self._titled.get(stem, 0.0)


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


def _doubtful(each: _Offered, values: Collection[float], weights: _Weights) -> bool:
    """Whether a sentence gives a figure that others give otherwise, a rank of its own, vouches for something, or
    tells what has long been so.
    """
    text, figures = each.sentence.text, each.facts.quantities
    ranks = any(
        q.unit == "ordinal" and q.value > 1 and weights.spread[stem] < 2
        for q in figures
        for stem in content_weights(text[q.start : q.end])
    )
    aside = any(form.search(text) for form in (VOUCHED, BACKGROUND, SCENE))
    return ranks or aside or any(q.value in values for q in figures)
