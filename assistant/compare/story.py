"""The comparison of one story, step by step, from claims to findings.

In two halves, so that the engine can be asked about the pairs of all stories of a run at once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from assistant.compare.agreements import agreements
from assistant.compare.asked import Open, worth_asking
from assistant.compare.candidates import Candidates, candidates
from assistant.compare.decided import Decided
from assistant.compare.findings import cleared, discrepancies, single_source, told_in
from assistant.compare.gates import gate
from assistant.compare.identity import moment
from assistant.compare.judged import Judged
from assistant.compare.origins import find_origins, noted, number_of
from assistant.compare.statements import Scales, Statement, statements_of
from assistant.compare.together import Together
from assistant.pool import Pool
from assistant.schema import Article, Compared, Coverage, Digest, Discrepancy, Origin, Pair, Skipped, Verdict
from assistant.text.names import names
from assistant.text.numerals import plain_numbers
from assistant.text.words import content_weights, tokens

LEAD = 1500
"""Characters at the head of an article that tell what it is about."""
MOST_LONE = 2
"""A name that fewer articles have at their head may be one of two that are in dispute."""
Judge = Callable[[Sequence[Pair]], list[Verdict]]
Digested = tuple[Sequence[Article], Sequence[Digest]]
"""A story's articles and their digests."""


class Measure(NamedTuple):
    """How many pairs an engine takes at once, and how many an article is worth asking it about."""

    batch: int
    most: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A story as far as rules can compare it, and the pairs that are left for the engine."""

    articles: Sequence[Article]
    digests: Sequence[Digest]
    statements: Sequence[Statement]
    found: Candidates
    ruled: Sequence[Judged]
    asked: Sequence[Open]
    over: int

    @property
    def pairs(self) -> list[Pair]:
        """What the engine is to judge, in order."""
        return [Pair(a.claim, b.claim, (a.published, b.published), score) for score, a, b in self.asked]


def compare_stories(stories: Iterable[Digested], judge: Judge, measure: Measure, pool: Pool) -> Iterator[Compared]:
    """The findings of many stories, in order. A pool of processes needs a judge that can be pickled."""
    return pool.map(partial(_one, judge, measure), stories)


def _one(judge: Judge, measure: Measure, story: Digested) -> Compared:
    return compare_story(*story, judge, measure)


def compare_story(articles: Sequence[Article], digests: Sequence[Digest], judge: Judge, measure: Measure) -> Compared:
    """The findings of one story. `judge` decides what rules cannot, within its measure."""
    story = open_story(articles, digests, measure)
    return close_story(story, judge(story.pairs) if story.asked else [])


def open_story(articles: Sequence[Article], digests: Sequence[Digest], measure: Measure) -> Opened:
    """Everything before the engine is asked: candidates, rules, and the pairs worth asking about."""
    # In the order of time, so that no finding hangs on the order in which files were named.
    articles = sorted(articles, key=lambda a: (moment(a.published), a.text))
    made = {digest.article: digest for digest in digests}
    claims = [claim for article in articles if article.id in made for claim in made[article.id].claims]
    statements = statements_of(claims, {a.id: a for a in articles})
    scales = Scales(statements)
    found = candidates(statements, scales)
    ruled, open_pairs = _by_rule(statements, found, scales)
    asked = worth_asking(open_pairs, measure.batch, measure.most)
    return Opened(articles, digests, statements, found, ruled, asked, len(open_pairs) - len(asked))


def close_story(story: Opened, verdicts: Sequence[Verdict]) -> Compared:
    """The findings of one story, given a verdict for each of its `pairs`."""
    answered = _answered(story, verdicts)
    judged = [*story.ruled, *answered]
    found = find_origins(story.articles)
    different = noted(discrepancies(judged), found)
    clear = cleared(judged, different)
    agreed = agreements(judged, number_of(found))
    told = told_in(agreed, [*different, *clear])
    return Compared(
        title=story_title(story.articles, different),
        agreements=tuple(agreed),
        discrepancies=tuple(different),
        single_source=tuple(single_source(story.statements, told)),
        cleared=tuple(clear),
        coverage=_coverage(story, answered, len(clear)),
        articles=tuple(article.id for article in story.articles),
        origins=found,
    )


def differing(story: Opened, verdicts: Sequence[Verdict], found: Sequence[Origin]) -> list[Discrepancy]:
    """The discrepancies alone that `close_story` finds, given the origins of the articles."""
    return noted(discrepancies([*story.ruled, *_answered(story, verdicts)]), found)


def _answered(story: Opened, verdicts: Sequence[Verdict]) -> list[Judged]:
    return [Judged(a, b, gate(v, a, b)) for (_, a, b), v in zip(story.asked, verdicts, strict=True)]


def _coverage(story: Opened, answered: Sequence[Judged], clear: int) -> Coverage:
    """How much was looked at."""
    settled = len(story.found.pairs) - len(story.asked) - story.over
    return Coverage(
        articles=len(story.articles),
        claims=len(story.statements),
        rejected=sum(len(d.rejected) for d in story.digests),
        pairs=story.found.total,
        candidates=len(story.found.pairs),
        by_rule=settled + sum(j.verdict.by.startswith("rule:") for j in answered),
        by_engine=sum(j.verdict.by.startswith(("model:", "builtin:")) for j in answered),
        cleared=clear,
        not_compared=(
            *story.found.skipped,
            *_unasked(story.over, sum(not j.verdict.by for j in answered)),
        ),
        left_out=_left_out(story.digests),
    )


def _unasked(over: int, failed: int) -> list[Skipped]:
    reasons = (("more pairs than the engine is asked about", over), ("the model gave no answer", failed))
    return [Skipped(reason, count) for reason, count in reasons if count]


def story_title(articles: Sequence[Article], different: Sequence[Discrepancy]) -> str:
    """The title whose words most articles use; one without a disputed figure, or a name of its own, comes first."""
    spread = Counter(stem for a in articles for stem in _stems(f"{a.title} {a.text[:LEAD]}"))
    figures = [d for d in different if d.kind == "number"]
    latest = {p.value for d in figures if d.verdict == "superseded" for p in d.positions[-1:]}
    settled = {number for value in latest for number, _ in plain_numbers(value)}

    def common(article: Article) -> tuple[int, bool, float]:
        weights = content_weights(article.title)
        shared = sum(weight * (spread[stem] - 1) for stem, weight in weights.items())
        told = {number for number, _ in plain_numbers(article.title)} if figures else set()
        lone = any(spread[stem] < MOST_LONE for name in names(article.title) for stem in content_weights(name.core))
        return -len(told - settled) * 2 - bool(told), not lone, shared / (len(weights) or 1)

    titled = [article for article in articles if article.title]
    return max(titled, key=common).title if titled else next((a.label for a in articles), "")


def _stems(text: str) -> set[str]:
    return {token.stem for token in tokens(text) if token.content}


def _by_rule(statements: Sequence[Statement], found: Candidates, scales: Scales) -> tuple[list[Judged], list[Open]]:
    """What arithmetic decides, and the pairs it leaves open."""
    together = Together(statements)
    decided = Decided(statements, scales)
    ruled: list[Judged] = []
    undecided: list[Open] = []
    for i, j, score in found.pairs:
        left, right = statements[i], statements[j]
        verdicts = decided.of(i, j)
        ruled += [Judged(left, right, gate(together.sift(v, left, right), left, right)) for v in verdicts]
        if not any(_settles(v) for v in verdicts):
            undecided.append((score, left, right))
    return ruled, undecided


def _settles(verdict: Verdict) -> bool:
    """Whether a verdict of a rule leaves nothing to ask: one office or one day in common does."""
    return verdict.by == "rule:number" or (verdict.by == "rule:date" and verdict.label != "same")


def _left_out(digests: Sequence[Digest]) -> tuple[Skipped, ...]:
    counts: dict[str, int] = {}
    for digest in digests:
        for reason, count in digest.skipped.items():
            counts[reason] = counts.get(reason, 0) + count
    return tuple(Skipped(reason, count) for reason, count in sorted(counts.items()))
