"""What the sources of each story dispute, kept by story: an article that comes in touches its own story only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine
from assistant.library.keeper import Keeper, content, held, keep, key_of
from assistant.library.part import Part
from assistant.pool import Pool, Watch
from assistant.schema import Article, Discrepancy, Position, Reading, Span
from assistant.text.locate import quote

COMPARING = "comparing stories"
Pile = Sequence[Article]


@dataclass(frozen=True, slots=True)
class Comparing:
    """How stories are compared: by which engine, in which pool, who watches, and what keeps what was found.

    What any engine but the built-in one finds hangs on what its model said, and is compared anew each time.
    """

    engine: Engine
    pool: Pool
    watch: Watch
    keeper: Keeper | None = None

    @property
    def plain(self) -> bool:
        """Whether the articles alone decide what is found."""
        return type(self.engine) is Builtin


def findings_of(
    articles: Sequence[Article], parts: Mapping[str, Part], by: Comparing, *, group: bool
) -> tuple[Discrepancy, ...]:
    """The discrepancies of all stories, in their order; `group` as in `assistant.pipeline.compare`."""
    piles = _piles(articles, by.keeper, group=group)
    found = dict(_known(piles, by))
    missing = [number for number in range(len(piles)) if number not in found]
    by.watch(COMPARING, len(found), len(piles))
    for number, made in zip(missing, _compared([piles[n] for n in missing], parts, by), strict=True):
        found[number] = made
        if by.plain:
            keep(by.keeper, _key(piles[number]), _story(piles[number], made))
        by.watch(COMPARING, len(found), len(piles))
    return tuple(finding for number in range(len(piles)) for finding in found[number])


def _known(piles: Sequence[Pile], by: Comparing) -> Iterator[tuple[int, tuple[Discrepancy, ...]]]:
    """The stories that were compared before, by number."""
    for number, pile in enumerate(piles if by.plain and by.keeper else ()):
        known = _read(_sorted(pile), _made(held(by.keeper, _key(pile))))
        if known is not None:
            yield number, known


def _compared(piles: Sequence[Pile], parts: Mapping[str, Part], by: Comparing) -> Iterator[tuple[Discrepancy, ...]]:
    """What is found in each of some stories; this is where an engine's comparison is asked for."""
    if not piles:
        return
    from assistant.compare.story import Measure, compare_stories
    from assistant.pipeline import compare

    if by.plain:
        stories = [(pile, [parts[article.id].digest for article in pile]) for pile in piles]
        pool = by.pool.for_work([sum(len(digest.claims) for digest in digests) for _, digests in stories])
        measure = Measure(by.engine.batch, by.engine.most_pairs)
        yield from (told.discrepancies for told in compare_stories(stories, by.engine.judge, measure, pool))
    else:
        for pile in piles:
            told = compare(Reading(tuple(pile)), engine=by.engine, pool=by.pool)
            yield tuple(finding for story in told.stories for finding in story.discrepancies)


def _piles(articles: Sequence[Article], keeper: Keeper | None, *, group: bool) -> list[Pile]:
    """The stories that are compared: all articles as one, or with `group` those that share theirs with another."""
    if not group or len(articles) == 1:
        return [articles]
    ordered = _sorted(articles)
    key = key_of("stories", map(content, ordered))
    numbers = _numbers(_made(held(keeper, key)), len(ordered))
    if numbers is None:
        from assistant.pipeline import piles_of

        place = {article.id: number for number, article in enumerate(ordered)}
        numbers = [[place[article.id] for article in pile] for pile in piles_of(articles, group=True)[0]]
        keep(keeper, key, {"of": list(map(content, ordered)), "made": numbers})
    return [[ordered[number] for number in pile] for pile in numbers]


def _numbers(data: Any, count: int) -> list[list[int]] | None:
    """Stories as they were kept; None where that is none of so many articles."""
    try:
        sound = all(isinstance(n, int) and 0 <= n < count for pile in data for n in pile)
    except TypeError:
        return None
    return data if sound else None


def _made(data: Any) -> Any:
    """What was made, without the articles that it was made of; None where that is nothing of ours."""
    return data.get("made") if isinstance(data, dict) else None


def _story(pile: Pile, made: Sequence[Discrepancy]) -> dict[str, Any]:
    """The findings of a story, and by their content the articles that they are of, so that they can be forgotten."""
    ordered = _sorted(pile)
    return {"of": list(map(content, ordered)), "made": [_written(finding, ordered) for finding in made]}


def _sorted(pile: Pile) -> list[Article]:
    """The articles of a story by their content, in whatever order they were named."""
    return sorted(pile, key=content)


def _key(pile: Pile) -> str:
    return key_of("story", map(content, _sorted(pile)))


def _written(finding: Discrepancy, pile: Sequence[Article]) -> dict[str, Any]:
    """A finding with the places of its articles in a story for their ids, which hang on how files are named."""
    place = {article.id: number for number, article in enumerate(pile)}
    return {
        **{name: getattr(finding, name) for name in ("id", "question", "kind", "verdict", "severity", "why")},
        "positions": [
            [place[p.article], p.value, p.speaker, p.published, [(place[q.article], q.start, q.end) for q in p.quotes]]
            for p in finding.positions
        ],
    }


def _read(pile: Sequence[Article], data: Any) -> tuple[Discrepancy, ...] | None:
    """Findings as they were kept; None where they are not of this story."""
    try:
        return tuple(
            Discrepancy(**{**each, "positions": tuple(_position(pile, *p) for p in each["positions"])}) for each in data
        )
    except (IndexError, KeyError, TypeError):
        return None


def _position(pile: Sequence[Article], article: int, value: str, speaker: str, *rest: Any) -> Position:
    published, spans = rest
    quotes = tuple(quote(pile[number], Span(start, end)) for number, start, end in spans)
    return Position(pile[article].id, value, quotes, speaker, published)
