"""The sentences that join the steps: read, digest, compare, brief; read, check."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby, islice

from assistant import __version__
from assistant.brief import brief_story
from assistant.check.desk import Desk
from assistant.check.pairs import Row
from assistant.check.result import pair_of, sentence_of, summary_of
from assistant.check.ruling import gather, unread
from assistant.checked import Check, CheckedPair
from assistant.compare.story import Measure, compare_story
from assistant.digest import complete, make_digest
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine
from assistant.errors import CeilingReached, ModelError, Unreachable, UserError
from assistant.pool import Inline, Pool, Threads, Watch, unwatched
from assistant.schema import (
    Article,
    Briefing,
    Compared,
    Comparison,
    Digest,
    Digests,
    Pair,
    Problem,
    Reading,
    Run,
    Verdict,
)

WORKERS = 4
NOT_TRIED = "not tried: "
BASELINE = Builtin()
"""What a model has to beat: its claims complete a model's, so that no stated fact goes uncompared."""
DIGESTED, JUDGED = "articles digested", "pairs judged"
AHEAD = 64
"""Pairs of texts that are read ahead of a model's answers."""


def digest(reading: Reading, *, engine: Engine, pool: Pool | None = None, watch: Watch = unwatched) -> Digests:
    """Summary and located claims of every article.

    An article that the engine cannot digest is listed in `run.problems`, the others go on. Raises
    UserError when there is no article, Unreachable when the engine's endpoint is and nothing is done.
    """
    made = _Desk(engine, pool or Threads(WORKERS), watch).digest(reading)
    return Digests(made.digests, reading.articles, _run(engine, made.problems))


def compare(reading: Reading, *, engine: Engine, pool: Pool | None = None, watch: Watch = unwatched) -> Comparison:
    """Agreements, discrepancies and single-source claims of the articles, as one story. Raises as `digest`."""
    desk = _Desk(engine, pool or Threads(WORKERS), watch)
    made = desk.digest(reading)
    compared = desk.compare(reading.articles, made.digests)
    return Comparison((compared,), reading.articles, _run(engine, (*made.problems, *desk.unjudged)))


def brief(reading: Reading, *, engine: Engine, pool: Pool | None = None, watch: Watch = unwatched) -> Briefing:
    """A briefing of the articles, as one story. Raises as `digest`."""
    desk = _Desk(engine, pool or Threads(WORKERS), watch)
    made = desk.digest(reading)
    compared = desk.compare(reading.articles, made.digests)
    told = {d.article for d in made.digests}
    story = brief_story([a for a in reading.articles if a.id in told], made.digests, compared)
    return Briefing((story,), reading.articles, _run(engine, (*made.problems, *desk.unjudged)))


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
    if not against.articles:
        raise UserError(_nothing(against.problems))
    desk = Desk(engine, pool or Threads(WORKERS), watch)
    sources = gather(against.articles)
    rulings = desk.check(draft.articles[0], sources)
    problems = (*draft.problems, *against.problems, *unread(sources), *desk.problems)
    return Check(
        tuple(sentence_of(each) for each in rulings), summary_of(rulings), against.articles, _run(engine, problems)
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
    if engine.name == BASELINE.name:  # threads would only wait for each other
        yield from (pair_of(row.id, desk.row(row)) for row in source)
    workers = pool or Threads(WORKERS)
    while chunk := list(islice(source, AHEAD)):
        yield from workers.map(lambda row: pair_of(row.id, desk.row(row)), chunk)


def _run(engine: Engine, problems: tuple[Problem, ...]) -> Run:
    usage = engine.usage()
    return Run(
        model=engine.model,
        engine=engine.name,
        calls=usage.calls,
        tokens=usage.tokens,
        prompts=dict(engine.prompts),
        version=__version__,
        problems=problems,
        cost=usage.cost,
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """Digests that were made, and what was not."""

    digests: tuple[Digest, ...]
    problems: tuple[Problem, ...]


class _Desk:
    """One run: an engine, a pool to run it in, and a way to show progress."""

    def __init__(self, engine: Engine, pool: Pool, watch: Watch) -> None:
        self._engine = engine
        self._pool = pool
        self._watch = watch
        self.unjudged: list[Problem] = []  # appended to by workers
        self._down: ModelError | None = None  # why what is left need not be tried
        self._done: list[tuple[str, int]] = []  # appended to by workers

    def digest(self, reading: Reading) -> _Made:
        """Digest every article; what the model did not deliver becomes a problem."""
        if not reading.articles:
            raise UserError(_nothing(reading.problems))
        digests: list[Digest] = []
        problems = list(reading.problems)
        total = len(reading.articles)
        self._watch("reading articles", 0, total)
        with self._telling(total, DIGESTED):
            for number, made in enumerate(self._pool.map(self._one, reading.articles), 1):
                digests += made.digests
                problems += made.problems
                self._watch("reading articles", number, total)
        if self._down and not digests:
            raise self._down
        return _Made(tuple(digests), tuple(problems))

    def compare(self, articles: Sequence[Article], digests: Sequence[Digest]) -> Compared:
        """Compare the articles that have a digest, as one story."""
        told = {d.article for d in digests}
        held = [a for a in articles if a.id in told]
        if self._engine.name != BASELINE.name:
            digests = [complete(a, d, BASELINE.digest(a)) for a, d in zip(held, digests, strict=True)]
        return compare_story(held, digests, self._judge, Measure(self._engine.batch, self._engine.most_pairs))

    def _one(self, article: Article) -> _Made:
        if self._down:
            return _Made((), (Problem(article.path, f"{NOT_TRIED}{self._down}"),))
        try:
            draft = self._engine.digest(article)
        except ModelError as error:
            return _Made((), (Problem(article.path, self._reason(error)),))
        self._done.append((DIGESTED, 1))
        problems = tuple(Problem(article.path, problem) for problem in draft.problems)
        return _Made((make_digest(article, draft),), problems)

    def _judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Verdicts in order; a model is not asked what equal words already tell."""
        told = BASELINE.judge(pairs)
        if self._engine.name == BASELINE.name:
            return told
        same = {pair for pair, verdict in zip(pairs, told, strict=True) if verdict.label == "same"}
        # Taken out of batches that are already made: one that is left out must not shift the others.
        batches = [[pair for pair in batch if pair not in same] for batch in _batches(pairs, self._engine.batch)]
        answers = iter(self._ask([batch for batch in batches if batch]))
        return [replace(v, by="rule:wording") if v.label == "same" else next(answers) for v in told]

    def _ask(self, batches: Sequence[Sequence[Pair]]) -> list[Verdict]:
        total = sum(map(len, batches))
        verdicts: list[Verdict] = []
        self._watch("comparing claims", 0, total)
        with self._telling(total, JUDGED):
            for found in self._pool.map(self._attempt, batches):
                verdicts += found
                self._watch("comparing claims", len(verdicts), total)
        return verdicts

    def _attempt(self, pairs: Sequence[Pair]) -> list[Verdict]:
        reason = str(self._down or "")
        if not reason:
            try:
                found = self._engine.judge(pairs)
                self._done.append((JUDGED, len(pairs)))
                return found
            except ModelError as error:
                self._reason(error)
                reason = str(error)
        self.unjudged.append(Problem("comparison", f"{len(pairs)} of the pairs not judged: {reason}"))
        return [Verdict("unsure", "other", "", f"not judged: {reason}")] * len(pairs)

    def _reason(self, error: ModelError) -> str:
        """Why something was not done; remembers an error that every further try would meet too."""
        if isinstance(error, Unreachable | CeilingReached):
            self._down = error
        return f"{NOT_TRIED}{error}" if isinstance(error, CeilingReached) else str(error)

    @contextmanager
    def _telling(self, total: int, what: str) -> Iterator[None]:
        """Let an interrupt carry how far the step had come."""
        try:
            yield
        except KeyboardInterrupt as stop:
            done = sum(count for name, count in self._done if name == what)
            if done:
                stop.add_note(f"{done:,} of {total:,} {what}")
            raise


def _batches(pairs: Sequence[Pair], size: int) -> Iterator[Sequence[Pair]]:
    """Pairs of the same two articles, up to `size` together: see `assistant.compare.asked`."""
    for _, group in groupby(pairs, lambda pair: (pair.left.article, pair.right.article)):
        held = list(group)
        yield from (held[i : i + size] for i in range(0, len(held), size))


def _nothing(problems: Sequence[Problem]) -> str:
    if not problems:
        return "nothing to read: name files, folders, a URL, a feed, or - for standard input"
    return "nothing could be read: " + "; ".join(f"{p.where}: {p.reason}" for p in problems[:3])
