"""The comparison of one story, step by step, from claims to findings."""

from collections.abc import Callable, Sequence

from assistant.compare.agreements import agreements
from assistant.compare.candidates import Candidates, candidates
from assistant.compare.findings import Judged, cleared, discrepancies, single_source
from assistant.compare.gates import gate
from assistant.compare.origins import origins
from assistant.compare.rules import decide
from assistant.compare.statements import Scale, Statement, statements_of
from assistant.schema import Article, Compared, Coverage, Digest, Pair, Skipped, Verdict

Judge = Callable[[Sequence[Pair]], list[Verdict]]
_Open = tuple[float, Statement, Statement]


def compare_story(articles: Sequence[Article], digests: Sequence[Digest], judge: Judge, most: int) -> Compared:
    """The findings of one story. `judge` decides what rules cannot, for at most `most` pairs."""
    claims = [claim for digest in digests for claim in digest.claims]
    statements = statements_of(claims, {a.id: a for a in articles})
    scale = Scale([s.facts.weights for s in statements])
    found = candidates(statements, scale)
    ruled, open_pairs = _by_rule(statements, found, scale)
    asked, over = open_pairs[:most], len(open_pairs[most:])
    judged = [*ruled, *_by_engine(asked, judge)]
    different = discrepancies(judged)
    clear = cleared(judged, different)
    by_rule = len({(j.left.claim.id, j.right.claim.id) for j in ruled})
    return Compared(
        title=story_title(articles),
        agreements=tuple(agreements(judged, origins(articles))),
        discrepancies=tuple(different),
        single_source=tuple(single_source(statements, judged)),
        cleared=tuple(clear),
        coverage=Coverage(
            articles=len(articles),
            claims=len(claims),
            rejected=sum(len(d.rejected) for d in digests),
            pairs=found.total,
            candidates=len(found.pairs),
            by_rule=by_rule,
            by_engine=len(asked),
            cleared=len(clear),
            not_compared=(
                *found.skipped,
                *([Skipped("more pairs than the engine is asked about", over)] if over else []),
            ),
            left_out=_left_out(digests),
        ),
    )


def story_title(articles: Sequence[Article]) -> str:
    """The title of the first article that has one."""
    return next((a.title for a in articles if a.title), articles[0].label if articles else "")


def _by_rule(statements: Sequence[Statement], found: Candidates, scale: Scale) -> tuple[list[Judged], list[_Open]]:
    """What arithmetic decides, and the pairs it leaves open, the most alike first."""
    ruled: list[Judged] = []
    undecided: list[_Open] = []
    for i, j, score in found.pairs:
        left, right = statements[i], statements[j]
        verdicts = decide(left, right, scale)
        ruled += [Judged(left, right, gate(v, left, right)) for v in verdicts]
        if not any(v.by != "rule:office" for v in verdicts):
            undecided.append((score, left, right))
    return ruled, sorted(undecided, key=lambda each: -each[0])


def _by_engine(asked: Sequence[_Open], judge: Judge) -> list[Judged]:
    pairs = [Pair(a.claim, b.claim, (a.published, b.published), score) for score, a, b in asked]
    verdicts = judge(pairs) if pairs else []
    return [Judged(a, b, gate(v, a, b)) for (_, a, b), v in zip(asked, verdicts, strict=True)]


def _left_out(digests: Sequence[Digest]) -> tuple[Skipped, ...]:
    counts: dict[str, int] = {}
    for digest in digests:
        for reason, count in digest.skipped.items():
            counts[reason] = counts.get(reason, 0) + count
    return tuple(Skipped(reason, count) for reason, count in sorted(counts.items()))
