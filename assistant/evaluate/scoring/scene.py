"""A story's articles, labels and output together, and the cases that are made of them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import Any, Protocol

from assistant.evaluate.labels.gold import Gold
from assistant.evaluate.records import Case, Score, State, Words
from assistant.evaluate.scoring.output import Output, sha_of
from assistant.schema import Article, Digest, Quote
from assistant.text.locate import locate

UNLOCATED = "the labelled words are not in the article"
LOWER_IS_BETTER = frozenset({"distractors_flagged"})
"""Metrics of which a case passes that counts nothing."""
MARK = 10
"""Hexadecimal digits of a hash that stands for a label or a finding."""


class Placed(Protocol):
    """A label's words: those of a position, or of a support."""

    @property
    def article(self) -> str:
        """The name of the article's file."""

    @property
    def quote(self) -> str:
        """Its exact words."""


@dataclass(frozen=True)
class Scene:
    """A story as it is scored; `task` is what the ids of its cases begin with."""

    task: str
    articles: Sequence[Article]
    gold: Gold
    output: Output

    @cached_property
    def by_name(self) -> Mapping[str, Article]:
        """The articles by the names of their files, as labels name them."""
        return {PurePath(article.path).name: article for article in self.articles}

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """The articles by id, as quotes name them."""
        return {article.id: article for article in self.articles}

    @cached_property
    def digests(self) -> Mapping[str, Digest]:
        """What was made of each article, by the name of its file; one that could not be digested has none."""
        ids = {name: article.id for name, article in self.by_name.items()}
        made = {digest.article: digest for digest in self.output.digests}
        return {name: made[id] for name, id in ids.items() if id in made}

    def located(self, label: Placed) -> Quote | None:
        """The words of a label in their place; None where they are not in the article, or it is not there."""
        article = self.by_name.get(label.article)
        return locate(article, label.quote) if article and label.quote else None

    def undigested(self, names: Iterable[str]) -> str:
        """Which of some articles have no digest, and why; empty where all have one."""
        reasons = {PurePath(problem.where).name: problem.reason for problem in self.output.problems}
        missing = [name for name in dict.fromkeys(names) if name in self.by_name and name not in self.digests]
        return "; ".join(f"{name} was not digested: {reasons.get(name, 'no reason given')}" for name in missing)

    def words(self, quotes: Iterable[Quote], value: str = "") -> Iterator[Words]:
        """Quotes of ours as a case shows them."""
        for quote in quotes:
            article = self.by_id.get(quote.article)
            yield Words(PurePath(article.path).name if article else quote.article, quote.text, value)

    @property
    def changed(self) -> str:
        """Which articles are no longer those that the output was made of; empty where all are."""
        shas = {name: sha_of(article) for name, article in self.by_name.items()}
        names = [read.name for read in self.output.articles if shas.get(read.name) != read.sha]
        return f"changed since it was run: {', '.join(names)}" if names else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a case tells its reader, see `assistant.evaluate.records.Case`."""

    asked: str
    expected: str
    got: str
    labelled: tuple[Words, ...] = ()
    found: tuple[Words, ...] = ()


def case(id: str, group: str, scores: Sequence[Score], told: Told, gold: str = "") -> Case:
    """A case whose state is that of its first score; the story is filled in by `finished`."""
    return Case(
        id=id,
        task="",
        cluster="",
        group=group,
        state=state_of(scores[0]),
        asked=told.asked,
        expected=told.expected,
        got=told.got,
        scores=tuple(scores),
        gold=gold,
        labelled=told.labelled,
        found=told.found,
    )


def state_of(score: Score) -> State:
    """Passed where the whole of a score was reached, or nothing of one of which less is better."""
    if score.unscored:
        return "unscored"
    best = 0.0 if score.metric in LOWER_IS_BETTER else score.whole
    return "passed" if score.part == best else "failed"


def one(metric: str, right: bool, reason: str = "") -> Score:
    """A score of one thing that is right or not."""
    return Score(metric, float(right), 1.0, reason)


def unscored(metric: str, why: str) -> Score:
    """No score, and why."""
    return Score(metric, 0.0, 0.0, unscored=why)


def f_parts(metrics: tuple[str, str, str], found: bool, reported: int, reason: str = "") -> list[Score]:
    """What a label counts for in recall, precision and F1, given how many right reports it has to itself.

    With tp the labels found plus the reports that are right, F1 is taken as tp / (labels + reports). Where every
    label that is found has one report that is 2 x precision x recall / (precision + recall).
    """
    recall, precision, f1 = metrics
    scores = [one(recall, found, reason)]
    if reported:
        scores.append(Score(precision, float(reported), float(reported)))
    return [*scores, Score(f1, found + float(reported), 1.0 + reported)]


def wrong(metrics: tuple[str, str, str], reason: str) -> list[Score]:
    """What a report counts for that no label asks for."""
    return [one(metrics[1], False, reason), one(metrics[2], False)]


def right(metrics: tuple[str, str, str], reason: str) -> list[Score]:
    """What a report counts for that has no label of its own, and that other labels bear out."""
    return [one(metrics[1], True, reason), one(metrics[2], True)]


def mark(*parts: Any) -> str:
    """A short hash of JSON values: the same for the same content, in every run."""
    return sha256(json.dumps(parts, ensure_ascii=False).encode(errors="surrogatepass")).hexdigest()[:MARK]


def label_mark(label: Any) -> str:
    """The hash of a label with all its fields."""
    return mark(asdict(label))


def finished(scene: Scene, cases: Iterable[Case], cluster: str, repeat: int) -> list[Case]:
    """Cases with their story, under ids that no two share, and without scores where an article has changed since."""
    seen: dict[str, int] = {}
    done = []
    changed = scene.changed
    for each in cases:
        seen[each.id] = count = seen.get(each.id, 0) + 1
        own = each.id if count == 1 else f"{each.id}-{count}"
        put = replace(each, id=f"{scene.task}/{own}", task=scene.task, cluster=cluster, repeat=repeat)
        done.append(_without(put, changed) if changed else put)
    return done


def _without(each: Case, why: str) -> Case:
    return replace(each, state="unscored", scores=tuple(unscored(score.metric, why) for score in each.scores))
