"""Many stories: compared one by one or spread over processes, the same findings in the same order."""

import pytest

from assistant.compare.story import Measure, compare_stories, compare_story
from assistant.engines.builtin import Builtin
from assistant.pool import Inline, Pool, Processes, Threads
from assistant.schema import Skipped
from bench.synthetic import stories

ENGINE = Builtin()
MEASURE = Measure(ENGINE.batch, ENGINE.most_pairs)


@pytest.mark.parametrize("pool", [Inline(), Threads(2), Processes(2)])
def test_stories_are_compared_anywhere(pool: Pool) -> None:
    """Where a story is compared changes nothing of what is found."""
    told = stories(180, seed=5, articles=3, each=20)
    alone = [compare_story(t.articles, t.digests, ENGINE.judge, MEASURE) for t in told]
    assert [each.coverage.claims for each in alone] == [60, 60, 60]
    assert all(each.discrepancies for each in alone)
    assert list(compare_stories(((t.articles, t.digests) for t in told), ENGINE.judge, MEASURE, pool)) == alone


def test_every_pair_is_accounted_for() -> None:
    """Candidates and skipped pairs are all pairs of claims, and what is skipped says why."""
    (told,) = stories(100, seed=6)
    coverage = compare_story(told.articles, told.digests, ENGINE.judge, MEASURE).coverage
    assert coverage.pairs == 100 * 99 // 2 == coverage.candidates + sum(s.count for s in coverage.not_compared)
    assert coverage.by_rule > 0
    assert coverage.by_engine > 0
    assert coverage.candidates == coverage.by_rule + coverage.by_engine
    assert [type(s) for s in coverage.not_compared] == [Skipped] * 3
    assert len({s.reason for s in coverage.not_compared}) == 3
