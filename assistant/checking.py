"""The sentence of the other journey: a draft, or many pairs of texts, against sources."""

from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.check.desk import Desk
from assistant.check.pairs import Row
from assistant.check.result import pair_of, sentence_of, summary_of
from assistant.check.ruling import gather, unread
from assistant.checked import Check, CheckedPair
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine, run_of
from assistant.errors import UserError
from assistant.pipeline import WORKERS, require
from assistant.pool import Inline, Pool, Threads, Watch, unwatched
from assistant.schema import Problem, Reading

AHEAD = 64
"""Pairs that are read ahead of the one whose verdict is given next, where a model is asked."""


def check(
    draft: Reading, against: Reading, *, engine: Engine, pool: Pool | None = None, watch: Watch = unwatched
) -> Check:
    """The verdict on every sentence of a draft, with quotes of the sources.

    What a model did not answer keeps the verdict of the rules and is listed in `run.problems`, as
    are sources in a language that is not read. Raises UserError where there is no source, or not
    exactly one draft.
    """
    if len(draft.articles) != 1:
        raise UserError(f"the draft holds {len(draft.articles)} texts; name a file with one")
    require(against)
    desk = Desk(engine, pool or Threads(WORKERS), watch)
    sources = gather(against.articles)
    rulings = desk.check(draft.articles[0], sources)
    problems = (*draft.problems, *against.problems, *unread(sources), *desk.problems)
    return Check(
        tuple(sentence_of(each) for each in rulings), summary_of(rulings), against.articles, run_of(engine, problems)
    )


def check_pairs(
    rows: Iterable[Row], *, engine: Engine, pool: Pool | None = None
) -> Iterator[tuple[CheckedPair, tuple[Problem, ...]]]:
    """The verdict on each pair of bare texts in order, as soon as it is made, with what went wrong meanwhile."""
    desk = Desk(engine, Inline(), unwatched)
    told = 0
    for result in _flow(rows, desk, engine, pool):
        problems = tuple(desk.problems[told:])
        told += len(problems)
        yield result, problems


def _flow(rows: Iterable[Row], desk: Desk, engine: Engine, pool: Pool | None) -> Iterator[CheckedPair]:
    source = iter(rows)
    if engine.name == Builtin.name:  # threads would only wait for each other
        yield from (pair_of(row.id, desk.row(row)) for row in source)
    workers = pool or Threads(WORKERS)
    while chunk := list(islice(source, AHEAD)):
        yield from workers.map(lambda row: pair_of(row.id, desk.row(row)), chunk)
