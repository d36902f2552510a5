"""What an earlier note holds, seen from a later one: its articles, its words and its sentences, found again.

An article is known again by its text wherever its file lies, and where its text was edited by its address, its file
or its name. Words are compared without case, white space, quotation marks and dashes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.schema import Article, Briefing, Compared, Comparison, Discrepancy, Position, Quote, Story
from assistant.text.facts import Context, Facts, beside_names, facts_of
from assistant.text.quantities import Quantity, quantities, same_figure
from assistant.text.same_words import folded, same_place
from assistant.text.sentences import sentences
from assistant.text.words import content_weights, share_in, shared_weight

AStory = Compared | Story
Note = Briefing | Comparison
EDITED = 0.5
"""Share of the lighter of two texts that both have where the file or page of one now holds the other after an edit.
Two reports on one event in `corpus/` share up to 0.47."""
TOLD = 0.6
"""Share of a claim that an earlier sentence has where it told the claim already."""
COMMON = 2
"""Positions that two findings have in common where both are about one question, as for a review."""
Key = Callable[[Article], Any]
BY_TEXT: tuple[Key, ...] = (lambda a: (plain(a.text), a.path), lambda a: plain(a.text))
BY_PLACE: tuple[Key, ...] = (lambda a: a.url, lambda a: a.path, lambda a: a.id)


def plain(text: str) -> str:
    """A text, whatever its white space."""
    return " ".join(text.split())


def versions(now: Sequence[Article], before: Sequence[Article]) -> dict[str, Article]:
    """The earlier version of each article that has one, by the article's id."""
    found: dict[str, Article] = {}
    for key in (*BY_TEXT, *BY_PLACE):
        taken = {article.id for article in found.values()}
        held: dict[Any, list[Article]] = defaultdict(list)
        for article in before:
            if article.id not in taken:
                held[key(article)].append(article)
        for article in now:
            named = held.get(key(article), []) if article.id not in found else []
            if named and (key in BY_TEXT or (key(article) and len(named) == 1 and _edited(article, named[0]))):
                found[article.id] = named.pop(0)
    return found


def _edited(now: Article, before: Article) -> bool:
    return shared_weight(content_weights(now.text), content_weights(before.text)) >= EDITED


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier note: the version of each article that it had, by the article's id of now, and its words."""

    note: Note
    versions: Mapping[str, Article]
    words: Mapping[str, str]

    def stood(self, quote: Quote) -> bool:
        """Whether the article of a quote had its words before."""
        return f" {folded(quote.text)} " in self.words.get(quote.article, "")

    @property
    def stories(self) -> tuple[AStory, ...]:
        """The stories that it told."""
        return self.note.stories

    def now_of(self, article: str) -> str:
        """The id of now of an article of the earlier note; empty where it is no longer there."""
        return next((now for now, before in self.versions.items() if before.id == article), "")


def earlier(now: Note, before: Note) -> Earlier:
    """The earlier note as the later one sees it.

    An article of no story, because it was alone or could not be digested, was only listed: it is not known from there.
    """
    told = {id for story in before.stories for id in articles_of(story, before)}.difference(before.alone)
    found = versions(now.articles, [article for article in before.articles if article.id in told])
    return Earlier(before, found, {id: f" {folded(article.text)} " for id, article in found.items()})


def articles_of(story: AStory, note: Note) -> tuple[str, ...]:
    """The ids of a story's articles; of a note that does not name them, all of its own."""
    return story.articles or tuple(article.id for article in note.articles)


class Told:
    """The sentences of the earlier articles, to find out whether one told a claim."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._said: list[tuple[str, str]] = []
        self._having: dict[str, list[int]] = defaultdict(list)
        for article in articles:
            for span in sentences(article):
                text = article.text[span.start : span.end]
                for stem in content_weights(text):
                    self._having[stem].append(len(self._said))
                self._said.append((article.id, text))

    def tells(self, text: str) -> bool:
        """Whether a sentence has most of the words of a text, all of its figures, and negates nothing else."""
        claim = _facts(text)
        return any(_carries(_facts(said), claim) for _, said in self._near(text))

    def version_of(self, text: str, article: str) -> str:
        """The sentence of one article that is most like a text, or nothing."""
        return next((said for held, said in self._near(text) if held == article), "")

    def _near(self, text: str) -> list[tuple[str, str]]:
        """The sentences that have most of a text, the nearest first."""
        weights = content_weights(text)
        shared: dict[int, float] = defaultdict(float)
        for stem, weight in weights.items():
            for number in self._having.get(stem, ()):
                shared[number] += weight
        least = TOLD * sum(weights.values())
        near = sorted(shared.items(), key=lambda each: (-each[1], each[0]))
        return [self._said[number] for number, weight in near if weight >= least]


def _facts(text: str) -> Facts:
    return facts_of(plain(text), Context())


def _carries(said: Facts, claim: Facts) -> bool:
    """Whether a sentence with most of a claim's words says it: most of them names aside too, figures and polarity."""
    same_side = not (said.negated ^ claim.negated) & said.stems & claim.stems
    beside = beside_names(claim) or claim.weights
    return same_side and share_in(beside, said.weights) >= TOLD and has_figures(said.quantities, claim.quantities)


def has_figures(held: Sequence[Quantity], wanted: Sequence[Quantity]) -> bool:
    """Whether each figure that is wanted is held."""
    return all(any(same_figure(figure, other) for other in held) for figure in wanted)


def same_fact(one: str, other: str, share: float) -> bool:
    """Whether two wordings tell one fact: so much of the lighter one, and the same figures."""
    mine, yours = quantities(one), quantities(other)
    weights = content_weights(one), content_weights(other)
    return shared_weight(*weights) >= share and (has_figures(mine, yours) or has_figures(yours, mine))


def about_one(now: Discrepancy, before: Discrepancy, known: Earlier) -> bool:
    """Whether two findings are about one question: by id, or by the words of two answers, as reviews are matched.

    What an article says now in the place of what it said stands for the same words.
    """
    return now.id == before.id or _in_common(now, before, known) >= COMMON


def _in_common(now: Discrepancy, before: Discrepancy, known: Earlier) -> int:
    if now.kind != before.kind and "number" in (now.kind, before.kind):
        return 0
    met = [
        (n, m)
        for n, held in enumerate(now.positions)
        for m, then in enumerate(before.positions)
        if _one_place(held, then, now.kind == "number") or _revised(held, then, known)
    ]
    answers = {folded(now.positions[n].value) for n, _ in met}
    return min(len({n for n, _ in met}), len({m for _, m in met}), len(answers))


def _one_place(held: Position, then: Position, number: bool) -> bool:
    """Whether two positions stand on the same words, and of a number with the same figure."""
    return (not number or folded(held.value) == folded(then.value)) and _meet(held, then)


def _revised(held: Position, then: Position, known: Earlier) -> bool:
    """Whether an edited article has a position in the place of an earlier one."""
    version = known.versions.get(held.article)
    if version is None or version.id != then.article or all(map(known.stood, held.quotes)):
        return False
    return any(_alike(one.text, other.text) for one in held.quotes for other in then.quotes)


def _meet(held: Position, known: Position) -> bool:
    """Whether two positions stand on the same words."""
    return any(same_place(one.text, other.text) for one in held.quotes for other in known.quotes)


def new_answers(now: Discrepancy, before: Sequence[Discrepancy]) -> list[Position]:
    """The positions whose answer none of the earlier findings had, in whatever words."""
    known = [position for finding in before for position in finding.positions]
    return [p for p in now.positions if not any(same_answer(p, held) for held in known)]


def same_answer(one: Position, other: Position) -> bool:
    """Whether two positions give one answer: the same words, the same figures or day, or one speaker's on one thing."""
    if folded(one.value) == folded(other.value):
        return True
    days = [position.value.partition(" (")[2] for position in (one, other)]
    if all(days):
        return days[0] == days[1]  # what a relative day stands for
    mine, yours = quantities(one.value), quantities(other.value)
    if mine or yours:  # "at least" and what is counted aside
        return [(q.value, q.unit) for q in mine] == [(q.value, q.unit) for q in yours]
    return _meet(one, other) or (one.speaker == other.speaker and _alike(one.value, other.value))


def _alike(one: str, other: str) -> bool:
    weights = content_weights(one), content_weights(other)
    return min(share_in(weights[0], weights[1]), share_in(weights[1], weights[0])) >= TOLD
