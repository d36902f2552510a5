"""What people decided about findings, respected in later runs.

A review knows the words that a finding rests on. It is matched by id, and by those words where
the id is another one: an earlier report has come in, or a model has read the articles anew.
Everything here is pure; `assistant.compare.review_file` reads and writes the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from assistant.schema import (
    Article,
    Briefing,
    Compared,
    Comparison,
    Discrepancy,
    Kind,
    Label,
    Position,
    Review,
    Severity,
    Story,
)
from assistant.text.same_words import folded, same_place

AStory = TypeVar("AStory", bound=Compared | Story)
Result = TypeVar("Result", bound=Comparison | Briefing)


@dataclass(frozen=True, slots=True)
class Stated:
    """A position as a review keeps it: enough to find it again, to publish it, and to use it as gold.

    `article` is the path that the article was read from, `quote` its exact words.
    """

    article: str
    quote: str
    value: str
    speaker: str = ""
    outlet: str = ""
    title: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One line of a review file: a finding, and what was decided about it."""

    id: str
    state: Literal["confirmed", "false_alarm", "resolved"]
    note: str
    by: str
    at: str
    question: str
    kind: Kind
    verdict: Label
    severity: Severity
    why: str
    positions: tuple[Stated, ...]


def respected(result: Result, reviews: Sequence[Reviewed]) -> Result:
    """The result with its findings marked, and those that were found to be false alarms among the cleared."""
    if not reviews:
        return result
    held: Any = tuple(_story(story, reviews) for story in result.stories)
    return replace(result, stories=held)


def respected_in(found: Sequence[Discrepancy], reviews: Sequence[Reviewed]) -> tuple[Discrepancy, ...]:
    """Findings by themselves, marked, without those that were found to be false alarms."""
    marked = _marked(found, reviews, {d.id for d in found}) if reviews else found
    return tuple(d for d in marked if not _cleared(d))


def _cleared(finding: Discrepancy) -> bool:
    return finding.review.state == "false_alarm" and not finding.review.outdated


def _story(story: AStory, reviews: Sequence[Reviewed]) -> AStory:
    found = _marked(story.discrepancies, reviews, {d.id for d in (*story.discrepancies, *story.cleared)})
    kept = tuple(d for d in found if not _cleared(d))
    dropped = tuple(d for d in found if d not in kept)
    coverage = replace(story.coverage, cleared=story.coverage.cleared + len(dropped))
    return replace(story, discrepancies=kept, cleared=(*dropped, *story.cleared), coverage=coverage)


def _marked(found: Sequence[Discrepancy], reviews: Sequence[Reviewed], taken: Set[str]) -> list[Discrepancy]:
    """The findings, each with the review that is about it; a finding that goes by another id gets its old one."""
    pairs = _matched(found, reviews)
    marked = []
    for finding in found:
        review = pairs.get(finding.id)
        if review:
            mark = Review(review.state, review.note, review.by, review.at, _outdated(finding, review))
            id = finding.id if review.id in taken else review.id
            finding = replace(finding, id=id, review=mark)
        marked.append(finding)
    return marked


def _matched(found: Iterable[Discrepancy], reviews: Iterable[Reviewed]) -> Mapping[str, Reviewed]:
    """A review for each finding that has one: of its id if there is one, else of most of its words."""
    by_id = {review.id: review for review in reviews}
    found = list(found)
    pairs = {d.id: by_id[d.id] for d in found if d.id in by_id and _common(d, by_id[d.id])}
    free = [review for review in by_id.values() if review.id not in pairs]
    for finding in found:
        if finding.id not in pairs and free:
            best = max(free, key=lambda review: (_common(finding, review), review.id))
            if _common(finding, best) > 1:
                pairs[finding.id] = best
                free.remove(best)
    return pairs


def _common(finding: Discrepancy, review: Reviewed) -> int:
    """How many positions both have: the same words, and of a number the same figure."""
    if finding.kind != review.kind and "number" in (finding.kind, review.kind):
        return 0
    met = {
        (held, known) for held in finding.positions for known in review.positions if _same(held, known, finding.kind)
    }
    return min(len({held for held, _ in met}), len({(known.quote, known.value) for _, known in met}))


def _same(held: Position, known: Stated, kind: Kind) -> bool:
    figure = kind != "number" or folded(held.value) == folded(known.value)
    return figure and any(same_place(quote.text, known.quote) for quote in held.quotes)


def _outdated(finding: Discrepancy, review: Reviewed) -> bool:
    """Whether the finding has an answer that the review did not know, neither its words nor its value."""
    values = {folded(known.value) for known in review.positions}
    return any(
        folded(held.value) not in values and not any(_same(held, known, finding.kind) for known in review.positions)
        for held in finding.positions
    )


def reviewable(result: Comparison | Briefing) -> Iterator[Discrepancy]:
    """The findings that can be decided about: the discrepancies, and what was one until it was reviewed."""
    for story in result.stories:
        yield from story.discrepancies
        yield from (d for d in story.cleared if d.review.state)


def review_of(finding: Discrepancy, result: Comparison | Briefing) -> Reviewed:
    """What to keep of a finding and of the decision that it carries. Raises ValueError where it carries none."""
    mark = finding.review
    if not mark.state:
        raise ValueError(f"nothing was decided about {finding.id}")
    articles = {article.id: article for article in result.articles}
    return Reviewed(
        id=finding.id,
        state=mark.state,
        note=mark.note,
        by=mark.by,
        at=mark.at,
        question=finding.question,
        kind=finding.kind,
        verdict=finding.verdict,
        severity=finding.severity,
        why=finding.why,
        positions=tuple(
            _stated(held, quote.text, articles[held.article]) for held in finding.positions for quote in held.quotes
        ),
    )


def _stated(held: Position, words: str, article: Article) -> Stated:
    return Stated(
        article=article.path,
        quote=words,
        value=held.value,
        speaker=held.speaker,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        url=article.url,
    )
