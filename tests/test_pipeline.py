"""The pipeline: what is done with what an engine delivers, and what when it does not."""

import threading
from collections.abc import Callable, Sequence

import pytest

from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine
from assistant.errors import ModelError, Unreachable, UserError
from assistant.pipeline import brief, compare, digest
from assistant.pool import Inline, Pool, Processes, Threads
from assistant.schema import Article, Briefing, Comparison, Digests, Draft, Pair, Problem, Reading, Verdict

TEXTS = {
    "a1": "The storm killed 19 people in Oxmere. The old lighthouse of Oxmere lost its lamp and its keeper. "
    "Ana Vell, the mayor of Oxmere, thanked the fishers for their help.",
    "a2": "In Oxmere 21 people died in the storm. A keeper of the old lighthouse in Oxmere saved its lamp. "
    "Tom Brack, mayor of Oxmere, asked the wardens for boats and blankets.",
    "a3": "Nineteen people were killed by the storm in Oxmere. The lamp of the old lighthouse in Oxmere is lost. "
    "The mayor of Oxmere, Ana Vell, stayed in the church hall overnight.",
}
Verb = Callable[..., Digests | Comparison | Briefing]
READING = Reading(
    tuple(Article(id, f"{id}.txt", f"Storm {id}", "", "2025-11-12", "", text) for id, text in TEXTS.items()),
    (Problem("a4.pdf", "no text in it"),),
)


class Failing(Builtin):
    """The engine without a model, failing to digest one article."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def digest(self, article: Article) -> Draft:
        """Fail for the second article."""
        if article.id == "a2":
            raise self._error
        return super().digest(article)


class Speechless(Builtin):
    """An engine that digests and cannot judge."""

    name = "model"
    batch = 2

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.asked = 0

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Fail for every batch."""
        self.asked += 1
        raise self._error


class Narrow(Builtin):
    """An engine that takes two pairs at a time, and one for each article."""

    name = "model"
    batch = 2
    most_pairs = 1

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self._lock = threading.Lock()

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Count what is asked."""
        with self._lock:
            self.sizes.append(len(pairs))
        return super().judge(pairs)


class Partial(Builtin):
    """An engine that could not read a part of each article and says so."""

    def digest(self, article: Article) -> Draft:
        """Report a part that was not read."""
        draft = super().digest(article)
        return Draft(draft.summary, draft.claims, draft.skipped, ("the second part was not read",))


def test_every_article_is_digested() -> None:
    """Digests come in the articles' order, with what ingest could not read."""
    made = digest(READING, engine=Builtin())
    assert [d.article for d in made.digests] == ["a1", "a2", "a3"]
    assert made.articles == READING.articles
    assert made.run.problems == READING.problems
    assert (made.run.engine, made.run.model, made.run.calls) == ("builtin", "builtin", 0)


@pytest.mark.parametrize("pool", [Inline(), Threads(3)])
def test_an_article_that_fails_is_a_problem_and_the_rest_goes_on(pool: Pool) -> None:
    """What the model did not deliver is named with its reason; the others are compared."""
    engine: Engine = Failing(ModelError("no usable reply"))
    made = digest(READING, engine=engine, pool=pool)
    assert [d.article for d in made.digests] == ["a1", "a3"]
    assert made.run.problems == (*READING.problems, Problem("a2.txt", "no usable reply"))
    told = brief(READING, engine=engine, pool=pool)
    assert told.stories[0].coverage.articles == 2
    assert Problem("a2.txt", "no usable reply") in told.run.problems


def test_what_a_draft_could_not_read_is_a_problem() -> None:
    """A part of an article that was not read is named beside the result."""
    made = digest(READING, engine=Partial())
    told = [p for p in made.run.problems if "second part" in p.reason]
    assert len(told) == 3


@pytest.mark.parametrize("verb", [digest, compare, brief])
@pytest.mark.parametrize("pool", [Inline(), Threads(3)])
def test_an_endpoint_that_is_not_there_ends_the_run(verb: Verb, pool: Pool) -> None:
    """Where nothing could be done at all the caller is told so."""
    alone = Reading(READING.articles[1:2])
    with pytest.raises(Unreachable, match="no such host"):
        verb(alone, engine=Failing(Unreachable("no such host")), pool=pool)


@pytest.mark.parametrize("verb", [digest, compare, brief])
@pytest.mark.parametrize("pool", [Inline(), Threads(3)])
def test_a_bug_is_not_hidden(verb: Verb, pool: Pool) -> None:
    """An error that is no failure of the model reaches the caller."""
    with pytest.raises(ZeroDivisionError):
        verb(READING, engine=Failing(ZeroDivisionError("a bug")), pool=pool)


def test_an_endpoint_that_goes_away_is_not_tried_again() -> None:
    """What was digested before is kept; what is left is named as not tried."""
    made = compare(READING, engine=Failing(Unreachable("gone")), pool=Inline())
    assert [s.coverage.articles for s in made.stories] == [1]
    assert {p.where: p.reason for p in made.run.problems} == {
        "a4.pdf": "no text in it",
        "a2.txt": "gone",
        "a3.txt": "not tried: gone",
    }


def _unanswered(made: Comparison) -> int:
    """Pairs that the coverage counts as not answered by the model."""
    (story,) = made.stories
    return sum(s.count for s in story.coverage.not_compared if s.reason == "the model gave no answer")


def test_no_digest_at_all_is_an_empty_story() -> None:
    """A model that fails for every article leaves problems, not a traceback."""
    alone = Reading(READING.articles[1:2])
    made = brief(alone, engine=Failing(ModelError("no reply")))
    assert [p.reason for p in made.run.problems] == ["no reply"]
    assert made.stories[0].coverage.articles == 0


def test_an_endpoint_that_goes_away_while_judging_is_asked_once() -> None:
    """After the first batch that cannot be sent no other is tried, and all are named."""
    engine = Speechless(Unreachable("gone"))
    made = compare(READING, engine=engine, pool=Inline())
    told = [p.reason for p in made.run.problems if p.where == "comparison"]
    assert engine.asked == 1
    assert sum(int(reason.split()[0]) for reason in told) == _unanswered(made) > 0
    assert made.stories[0].coverage.by_engine == 0


@pytest.mark.parametrize("pool", [Inline(), Threads(3)])
def test_pairs_that_are_not_judged_are_unsure(pool: Pool) -> None:
    """A batch that fails is a problem; what rules decide stays, and the rest shows as unsure."""
    made = compare(READING, engine=Speechless(ModelError("no verdict")), pool=pool)
    (story,) = made.stories
    assert any(p.where == "comparison" and "no verdict" in p.reason for p in made.run.problems)
    assert any(d.kind == "number" for d in story.discrepancies)
    assert (story.coverage.by_engine, _unanswered(made) > 0) == (0, True)
    assert any(d.verdict == "unsure" for d in story.cleared)


@pytest.mark.parametrize("verb", [digest, compare, brief])
@pytest.mark.parametrize("problems", [(), (Problem("a4.pdf", "no text in it"),)])
def test_nothing_to_read_is_the_users_to_mend(verb: Verb, problems: tuple[Problem, ...]) -> None:
    """Without an article the user is told what was not read, or what to name."""
    with pytest.raises(UserError) as caught:
        verb(Reading((), problems), engine=Builtin())
    assert ("a4.pdf: no text in it" if problems else "nothing to read") in str(caught.value)


@pytest.mark.parametrize("verb", [digest, compare, brief])
def test_the_pool_makes_no_difference(verb: Verb) -> None:
    """Threads and a single thread give equal results."""
    assert verb(READING, engine=Builtin(), pool=Threads(4)) == verb(READING, engine=Builtin(), pool=Inline())


class Spread(Inline):
    """Gives computation to processes, however little it is."""

    def for_work(self, sizes: Sequence[int]) -> Pool:
        """Two processes."""
        return Processes(2)


def test_processes_come_to_the_same_findings() -> None:
    """Articles and stories cross to other processes and back, and nothing of them changes."""
    assert compare(READING, engine=Builtin(), pool=Spread()) == compare(READING, engine=Builtin(), pool=Inline())


def test_an_engine_is_asked_no_more_than_it_takes() -> None:
    """Batches are as small as the engine wants, and pairs beyond its measure are counted."""
    texts = (
        "The keeper of the Oxmere lighthouse painted its northern lantern green in spring.",
        "A museum bought the lantern of a wrecked trawler and the diary of its keeper.",
        "Children drew the diary and a lantern for the harbour chapel and its organist.",
    )
    reading = Reading(tuple(Article(f"a{n}", f"a{n}.txt", "", "", "", "", text) for n, text in enumerate(texts, 1)))
    engine = Narrow()
    (story,) = compare(reading, engine=engine, pool=Threads(2)).stories
    assert engine.sizes
    assert max(engine.sizes) <= 2
    assert sum(engine.sizes) == story.coverage.by_engine <= 3


def test_the_findings_of_three_reports() -> None:
    """Two tolls and two mayors are found, with every source's position."""
    (story,) = brief(READING, engine=Builtin()).stories
    found = {d.kind: {(p.article, p.value) for p in d.positions} for d in story.discrepancies}
    assert {article for article, _ in found["number"]} == {"a1", "a2", "a3"}
    assert {value for _, value in found["identity_role"]} == {"Ana Vell", "Tom Brack"}


def test_the_watch_sees_every_step() -> None:
    """Progress begins at none and ends at all."""
    seen: list[tuple[str, int, int]] = []
    compare(READING, engine=Builtin(), pool=Inline(), watch=lambda step, done, total: seen.append((step, done, total)))
    assert seen[0] == ("reading articles", 0, 3)
    assert ("reading articles", 3, 3) in seen
    assert all(done <= total for _, done, total in seen)


def test_one_article_is_a_story_too() -> None:
    """With one source there is nothing to compare and everything is single-source."""
    (story,) = compare(Reading(READING.articles[:1]), engine=Builtin()).stories
    assert (story.agreements, story.discrepancies) == ((), ())
    assert len(story.single_source) == story.coverage.claims > 0
