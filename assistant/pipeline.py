"""The sentence that joins the steps of a briefing: read, digest, compare, brief. A check has its own in `checking`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby, islice

from assistant import __version__
from assistant.brief import brief_story
from assistant.compare.origins import find_origins
from assistant.compare.stories import find_stories
from assistant.compare.story import (
    Digested,
    Measure,
    Opened,
    close_story,
    compare_stories,
    differing,
    open_story,
    story_title,
)
from assistant.digest import complete, make_digest
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine, run_of
from assistant.errors import CeilingReached, ModelError, Unreachable, UserError
from assistant.pool import Inline, Pool, Threads, Watch, unwatched
from assistant.schema import (
    DISCREPANT,
    Article,
    Briefing,
    Compared,
    Comparison,
    Digest,
    Digests,
    Draft,
    Gathered,
    Pair,
    Problem,
    Reading,
    Run,
    Stories,
    Tokens,
    Verdict,
)

WORKERS = 4
NOT_TRIED = "not tried: "
BASELINE = Builtin()
"""What a model has to beat: its claims complete a model's, so that no stated fact goes uncompared."""
CLAIM = 150
"""Characters of an article that make about one claim."""
DIGESTED, JUDGED = "articles digested", "pairs judged"


def digest(reading: Reading, *, engine: Engine, pool: Pool | None = None, watch: Watch = unwatched) -> Digests:
    """Summary and located claims of every article.

    An article that the engine cannot digest is listed in `run.problems`, the others go on. Raises
    UserError when there is no article, Unreachable when the engine's endpoint is and nothing is done.
    """
    require(reading)
    desk = _Desk(engine, pool or Threads(WORKERS), watch)
    return Digests(desk.told(reading.articles, desk.digest(reading.articles, reading)), reading.articles, desk.run())


def compare(
    reading: Reading, *, engine: Engine, pool: Pool | None = None, watch: Watch = unwatched, group: bool = False
) -> Comparison:
    """Agreements, discrepancies and single-source claims of the articles, as one story or in groups.

    With `group` the articles are grouped into stories first, and an article that is alone in its
    story is listed, neither digested nor compared. Raises as `digest`.
    """
    desk = _Desk(engine, pool or Threads(WORKERS), watch)
    told = desk.compare(reading, group=group)
    return Comparison(tuple(each.compared for each in told.stories), reading.articles, desk.run(), told.alone)


def brief(
    reading: Reading, *, engine: Engine, pool: Pool | None = None, watch: Watch = unwatched, group: bool = False
) -> Briefing:
    """A briefing of the articles, as one story or in groups; `group` as in `compare`. Raises as `digest`."""
    return study(reading, engine=engine, pool=pool, watch=watch, group=group)[1]


def study(
    reading: Reading, *, engine: Engine, pool: Pool | None = None, watch: Watch = unwatched, group: bool = False
) -> tuple[Digests, Briefing]:
    """The digests of all articles and the briefing made of them, for the price of the briefing. Raises as `digest`.

    An article that is alone in its story is not digested, as in `brief`.
    """
    desk = _Desk(engine, pool or Threads(WORKERS), watch)
    told = desk.compare(reading, group=group)
    stories = tuple(brief_story(each.articles, each.digests, each.compared) for each in told.stories)
    digests = tuple(digest for each in told.stories for digest in each.digests)
    run = desk.run()
    return Digests(digests, reading.articles, run), Briefing(stories, reading.articles, run, told.alone)


def stories(reading: Reading, *, pool: Pool | None = None) -> Stories:
    """The stories that the articles tell, found by names, rare words and time. No engine is asked.

    Raises UserError when there is no article.
    """
    require(reading)
    found, alone = piles_of(reading.articles, group=True, pool=pool)
    made = tuple((pool or Inline()).for_work([len(pile) for pile in found]).map(_gathered, found))
    run = Run(BASELINE.name, BASELINE.name, 0, Tokens(), {}, __version__, reading.problems)
    return Stories(made, reading.articles, run, alone)


def _gathered(articles: Sequence[Article]) -> Gathered:
    days = sorted(article.published[:10] for article in articles if article.published) or [""]
    ids = tuple(article.id for article in articles)
    return Gathered(story_title(articles, ()), ids, days[0], days[-1], find_origins(articles))


def piles_of(
    articles: Sequence[Article], *, group: bool, pool: Pool | None = None
) -> tuple[list[Sequence[Article]], tuple[str, ...]]:
    """The articles in stories, and the ids of those that are alone in theirs. One article is a story too."""
    if not group or len(articles) == 1:
        return [articles], ()
    found = find_stories(articles, pool)
    alone = {pile[0].id for pile in found if len(pile) == 1}
    return [pile for pile in found if len(pile) > 1], tuple(a.id for a in articles if a.id in alone)


@dataclass(frozen=True, slots=True)
class _Made:
    """Digests that were made, and what was not."""

    digests: tuple[Digest, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A story that was compared, with the articles that have a digest and their digests."""

    articles: Sequence[Article]
    digests: Sequence[Digest]
    compared: Compared


@dataclass(frozen=True, slots=True)
class _Stories:
    """The stories of a run, and the ids of the articles that are in none."""

    stories: tuple[_Told, ...]
    alone: tuple[str, ...]


class _Desk:
    """One run: an engine, a pool to run it in, and a way to show progress."""

    def __init__(self, engine: Engine, pool: Pool, watch: Watch) -> None:
        self._engine = engine
        self._plain = type(engine) is Builtin  # needs no endpoint, and works in any process
        self._pool = pool
        self._watch = watch
        self._problems: tuple[Problem, ...] = ()
        self._unjudged: list[Problem] = []  # appended to by workers
        self._down: ModelError | None = None  # why what is left need not be tried
        self._done: list[tuple[str, int]] = []  # appended to by workers
        self._own: dict[str, Digest] = {}

    def run(self) -> Run:
        """How everything that was done so far was done."""
        return run_of(self._engine, (*self._problems, *self._unjudged))

    def digest(self, articles: Sequence[Article], reading: Reading) -> tuple[Digest, ...]:
        """Digest every article that has none yet; what the model did not deliver becomes a problem."""
        digests = self._known(articles, reading)
        missing = [article for article in articles if article.id not in digests]
        found = list(reading.problems)
        total = len(articles)
        self._watch("reading articles", len(digests), total)
        if self._plain:
            found_by = self._pool.for_work([len(a.text) // CLAIM for a in missing]).map(_by_baseline, missing)
        else:
            # Only what waits is left to threads: what computes would be in the way of itself there.
            drafts = self._pool.map(self._draft, missing)
            found_by = (_digested(article, draft) for article, draft in zip(missing, drafts, strict=True))
        with self._telling(total, DIGESTED):
            for number, made in enumerate(found_by, len(digests) + 1):
                digests |= {digest.article: digest for digest in made.digests}
                found += made.problems
                self._watch("reading articles", number, total)
        if self._down and not digests:
            raise self._down
        self._problems = tuple(found)
        return tuple(digests[article.id] for article in articles if article.id in digests)

    def _known(self, articles: Sequence[Article], reading: Reading) -> dict[str, Digest]:
        """The digests that were made before: by the built-in engine, which no model's take the place of."""
        if not self._plain or not reading.digests:
            return {}
        wanted = {article.id for article in articles}
        return {digest.article: digest for digest in reading.digests if digest.article in wanted}

    def compare(self, reading: Reading, *, group: bool) -> _Stories:
        """Digest and compare the articles of every story; the engine is asked within stories only."""
        require(reading)
        piles, alone = piles_of(reading.articles, group=group, pool=self._pool)
        digests = {d.article: d for d in self.digest([a for pile in piles for a in pile], reading)}
        held = [[a for a in pile if a.id in digests] for pile in piles]
        stories = [(articles, [digests[a.id] for a in articles]) for articles in held if articles or not group]
        compared = self._offline(stories) if self._plain else self._asking(stories)
        told = [(articles, self.told(articles, digests)) for articles, digests in stories]
        return _Stories(tuple(_Told(*story, made) for story, made in zip(told, compared, strict=True)), alone)

    def told(self, articles: Sequence[Article], digests: Sequence[Digest]) -> tuple[Digest, ...]:
        """Digests as they are told: what a model worded and its quotes do not bear is in the article's words."""
        if self._plain:
            return tuple(digests)
        from assistant.retold import guarded, retold

        by_id, strict = {article.id: article for article in articles}, guarded(articles)
        return tuple(retold(by_id[digest.article], digest, strict=strict) for digest in digests)

    def _offline(self, stories: Sequence[Digested]) -> Iterator[Compared]:
        """Stories by the built-in engine, on all cores where they are many."""
        sizes = [sum(len(digest.claims) for digest in digests) for _, digests in stories]
        return compare_stories(stories, BASELINE.judge, self._measure(), self._pool.for_work(sizes))

    def _asking(self, stories: Sequence[Digested]) -> list[Compared]:
        """Stories by a model, which is asked about the pairs of all of them at once."""
        opened = [self._open(*story) for story in stories]
        verdicts = iter(self._judge([pair for story in opened for pair in story.pairs]))
        return [self._close(story, list(islice(verdicts, len(story.asked)))) for story in opened]

    def _open(self, articles: Sequence[Article], digests: Sequence[Digest]) -> Opened:
        from assistant.retold import completed, guarded

        wary = guarded(articles)
        given, completing = (self.told(articles, digests), completed) if wary else (digests, complete)
        full = [completing(*both) for both in zip(given, self._baseline(articles), strict=True)]
        return open_story(articles, full, self._measure())

    def _close(self, story: Opened, verdicts: Sequence[Verdict]) -> Compared:
        """The findings of a story, as they are told."""
        from assistant.retold import guarded, reworded, with_figures

        if guarded(story.articles):
            verdicts = [
                _graver(given, plain) for given, plain in zip(verdicts, BASELINE.judge(story.pairs), strict=True)
            ]
        compared = close_story(story, verdicts)
        own = reworded(compared, story.digests, self.told(story.articles, story.digests))
        plain = open_story(story.articles, self._baseline(story.articles), self._measure())
        return with_figures(own, differing(plain, BASELINE.judge(plain.pairs), compared.origins))

    def _baseline(self, articles: Sequence[Article]) -> list[Digest]:
        """What the built-in engine makes of articles that a model has digested; it is asked for twice."""
        for article in articles:
            if article.id not in self._own:
                self._own[article.id] = make_digest(article, BASELINE.digest(article))
        return [self._own[article.id] for article in articles]

    def _measure(self) -> Measure:
        return Measure(self._engine.batch, self._engine.most_pairs)

    def _draft(self, article: Article) -> Draft | Problem:
        """What a model makes of an article, or why it makes nothing."""
        if self._down:
            return Problem(article.path, f"{NOT_TRIED}{self._down}")
        try:
            draft = self._engine.digest(article)
        except ModelError as error:
            return Problem(article.path, self._reason(error))
        self._done.append((DIGESTED, 1))
        return draft

    def _judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Verdicts in order; a model is not asked what equal words already tell."""
        if not pairs:
            return []
        told = BASELINE.judge(pairs)
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
        self._unjudged.append(Problem("comparison", f"{len(pairs)} of the pairs not judged: {reason}"))
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


def _by_baseline(article: Article) -> _Made:
    return _digested(article, BASELINE.digest(article))


def _digested(article: Article, draft: Draft | Problem) -> _Made:
    if isinstance(draft, Problem):
        return _Made((), (draft,))
    return _Made((make_digest(article, draft),), tuple(Problem(article.path, each) for each in draft.problems))


def _graver(verdict: Verdict, plain: Verdict) -> Verdict:
    """A model's verdict, unless words alone tell of a discrepancy that it does not see, or was told not to see."""
    return plain if plain.label in DISCREPANT and verdict.label not in DISCREPANT else verdict


def _batches(pairs: Sequence[Pair], size: int) -> Iterator[Sequence[Pair]]:
    """Pairs of the same two articles, up to `size` together: see `assistant.compare.asked`."""
    for _, group in groupby(pairs, lambda pair: (pair.left.article, pair.right.article)):
        held = list(group)
        yield from (held[i : i + size] for i in range(0, len(held), size))


def require(reading: Reading) -> None:
    """Raise UserError where there is nothing to work on."""
    problems = reading.problems
    if not reading.articles and not problems:
        raise UserError("nothing to read: name files, folders, a URL, a feed, or - for standard input")
    if not reading.articles:
        raise UserError("nothing could be read: " + "; ".join(f"{p.where}: {p.reason}" for p in problems[:3]))
