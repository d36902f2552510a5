"""A pile of mixed articles is grouped into stories: by names, by rare words and by time.

Each article is a vector of the words of its title and opening. Pairs that share a rare word are
found over an inverted index; from these, the two groups that are most alike on average are joined
first, until no two are alike enough (group average, Sokal and Michener 1958). A single link would
chain the stories of one beat; the average asks a newcomer to be like the whole group.

The outcome depends on the articles alone, not on their order.
"""

import heapq
import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from assistant.compare.statements import product
from assistant.pool import Inline, Pool
from assistant.schema import Article
from assistant.text.days import parsed
from assistant.text.names import capitals
from assistant.text.words import rarity, tokens

OPENING = 2500
"""Characters of an article that tell which story it is; further down stands what came before."""
NAMED = 1.5
"""What a word counts when its article uses it as a name."""
TERMS, STARTERS = 150, 50
"""Words kept of an article, the heaviest first, and how many of them make pairs."""
FEW = 30
"""A smaller pile is weighed as if it held so many articles: it cannot tell which words are common."""
COMMON = 0.03
"""A word that a larger share of the articles use makes few pairs; words of up to `RARE` articles always do,
words of more than `MOST` never, or the work for an article would grow with the pile."""
RARE, MOST = 40, 600
NEIGHBOURS = 8
"""A common word pairs an article with so many before it that use it: a text that is printed hundreds of times
makes each of its words common."""
FAINT = 0.05
"""Cosine below which two articles are no pair."""
PARTNERS = 40
"""Pairs kept for an article, the most alike first."""
ALIKE, GROWTH, SMALL = 0.16, 0.012, 120
"""Least average cosine of two groups that are joined, time counted in, and what every doubling beyond a
small pile adds: the more a pile holds beside a beat, the rarer the beat's common words are in it."""
SAME_TIME, WINDOW = 3.0, 10.0
"""Days between two groups (mean dates) up to which time says nothing, and from which they are two stories."""
HANDFUL = 12
"""Up to so many articles were put together by hand: time alone does not part them."""
NAMES = 3
"""Names that an article has at least for names to tell something."""
FEW_USE, SHARE = 8, 0.002
"""Articles, and share of the pile, up to which a word that is no name belongs to an event rather than to its kind."""
OWN = 0.45
"""Part of a likeness that names and such words bear at least, or it counts for less: two floods are told in the same
words, of other places and other people."""
DIGITS = 9
"""Decimals of a likeness, so that the order of a sum does not tell two equal ones apart."""

Vector = dict[str, float]


def find_stories(articles: Sequence[Article], pool: Pool | None = None) -> list[tuple[Article, ...]]:
    """The articles in stories, those of most articles first, then the latest; a lone article is a story of one.

    Within a story the articles keep their order. The words of each are weighed in the pool; joining is done here,
    since each join hangs on the last.
    """
    place = {id(article): number for number, article in enumerate(articles)}
    ordered = sorted(articles, key=lambda a: (a.published, a.title, a.text, a.id))
    groups = [[ordered[number] for number in group] for group in _grouped(ordered, pool or Inline())]
    groups.sort(key=lambda group: (-len(group), _backwards(group), min(a.id for a in group)))
    return [tuple(sorted(group, key=lambda article: place[id(article)])) for group in groups]


def _backwards(group: Iterable[Article]) -> float:
    """The later the last article, the smaller."""
    return -max(_day(article) or 0.0 for article in group)


def _day(article: Article) -> float | None:
    """Publication date as a day number; None where it is not known to the day."""
    day = parsed(article.published)
    return float(day.toordinal()) if day else None


@dataclass(slots=True)
class _Group:
    """Articles by number, with the sum of their vectors and of their dates."""

    members: list[int]
    total: Vector
    own: Vector
    naming: int
    days: float = 0.0
    dated: int = 0
    near: set[int] = field(default_factory=set)

    def take(self, other: "_Group") -> None:
        """Take in all that the other holds."""
        self.members += other.members
        _add(self.total, other.total)
        _add(self.own, other.own)
        self.naming += other.naming
        self.days += other.days
        self.dated += other.dated
        self.near |= other.near

    def gap(self, other: "_Group") -> float:
        """Days between the mean dates; 0 where one has none."""
        if not self.dated or not other.dated:
            return 0.0
        return abs(self.days / self.dated - other.days / other.dated)


def _grouped(articles: Sequence[Article], pool: Pool) -> list[list[int]]:
    """Numbers of articles in groups."""
    timed = len(articles) > HANDFUL
    groups = {}
    for number, (article, told) in enumerate(zip(articles, _told(articles, pool), strict=True)):
        day = _day(article) if timed else None
        naming = len(told.names) >= NAMES
        own = {term: told.weights[term] for term in told.own} if naming else {}
        groups[number] = _Group([number], told.weights, own, int(naming), day or 0.0, int(day is not None))
    for left, right in _pairs(groups):
        groups[left].near.add(right)
        groups[right].near.add(left)
    _join(groups)
    return [group.members for group in groups.values()]


def _join(groups: dict[int, _Group]) -> None:
    """Join the two groups that are most alike, again and again, as long as they are alike enough."""
    enough = ALIKE + GROWTH * max(0.0, math.log2(max(1, len(groups)) / SMALL))
    queue = [
        (-_alike(group, groups[other]), number, other, 0)
        for number, group in groups.items()
        for other in group.near
        if number < other
    ]
    heapq.heapify(queue)
    age: Counter[int] = Counter()  # joins so far; an entry made before the last one is stale
    while queue and -queue[0][0] >= enough:
        _, left, right, made = heapq.heappop(queue)
        if left not in groups or right not in groups or made != age[left] + age[right]:
            continue
        gone = groups.pop(right)
        kept = groups[left]
        kept.take(gone)
        kept.near -= {left, right}
        age[left] += age[right] + 1
        for other in gone.near - {left}:
            groups[other].near.discard(right)
            groups[other].near.add(left)
        for other in kept.near:
            low, high = sorted((left, other))
            heapq.heappush(queue, (-_alike(kept, groups[other]), low, high, age[low] + age[high]))


def _alike(left: _Group, right: _Group) -> float:
    """Mean cosine of the pairs of two groups, less where little of their own is shared and where time lies between."""
    mean = product(left.total, right.total) / (len(left.members) * len(right.members))
    if left.naming and right.naming:
        mean = min(mean, product(left.own, right.own) / (left.naming * right.naming) / OWN)
    late = (left.gap(right) - SAME_TIME) / (WINDOW - SAME_TIME)
    return round(mean * min(1.0, max(0.0, 1.0 - late)), DIGITS)


def _pairs(groups: Mapping[int, _Group]) -> Iterator[tuple[int, int]]:
    """The pairs that share a word which is rare in the pile, or stand close in it, and are not a window apart."""
    rare = min(MOST, max(RARE, int(COMMON * len(groups))))
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    latest: dict[str, deque[tuple[int, float]]] = defaultdict(partial(deque, maxlen=NEIGHBOURS))
    uses = Counter(term for group in groups.values() for term in group.total)
    for number, group in groups.items():
        shared: defaultdict[int, float] = defaultdict(float)
        for term, weight in islice(group.total.items(), STARTERS):
            held = postings[term] if uses[term] <= rare else latest[term]
            for other, its in held:
                shared[other] += weight * its
            held.append((number, weight))
        fresh = [(-round(score, DIGITS), other) for other, score in shared.items()]
        for _, other in heapq.nsmallest(PARTNERS, fresh):
            near = group.gap(groups[other]) < WINDOW
            if near and product(group.total, groups[other].total) >= FAINT:
                yield other, number


@dataclass(frozen=True, slots=True)
class _Terms:
    """What the words of an article weigh, which of them are names, and which its event's own: names and rare words."""

    weights: Vector
    names: frozenset[str]
    own: frozenset[str] = frozenset()


def _terms(article: Article) -> _Terms:
    """Content words of title and opening: how often, how rare in English, and whether a name."""
    opening = f"{article.title}\n{article.text[:OPENING]}"
    named = capitals(f"{article.title}\n{article.text}")
    count: Counter[str] = Counter()
    worth: dict[str, float] = {}
    names: set[str] = set()
    for token in tokens(opening):
        if token.content and not token.text[0].isdigit():
            name = token.lower in named or (token.text.isupper() and len(token.text) > 1)
            weight = math.sqrt(rarity(token.lower)) * (NAMED if name else 1.0)
            count[token.stem] += 1
            worth[token.stem] = max(worth.get(token.stem, 0.0), weight)
            if name:
                names.add(token.stem)
    return _Terms({stem: (1 + math.log(times)) * worth[stem] for stem, times in count.items()}, frozenset(names))


def _told(articles: Sequence[Article], pool: Pool) -> Iterator[_Terms]:
    """Unit vectors, a word weighing the less the more texts of the pile use it; copies of a text count once."""
    found = list(pool.for_work([1] * len(articles)).map(_terms, articles))
    copies = Counter(article.text for article in articles)
    copied: dict[str, set[str]] = defaultdict(set)
    uses: Counter[str] = Counter()
    for article, terms in zip(articles, found, strict=True):
        if copies[article.text] == 1:
            uses.update(terms.weights.keys())
        else:
            copied[article.text].update(terms.weights)
    uses.update(term for terms in copied.values() for term in terms)
    size = max(FEW, len(copies)) + 1
    spread = {term: max(0.02, math.log(size / times) / math.log(size)) for term, times in uses.items()}
    few = max(FEW_USE, int(SHARE * len(articles)))
    rare = {term for term, times in uses.items() if times <= few}
    for terms in found:
        weights = _vector(spread, terms.weights)
        names = terms.names.intersection(weights)
        yield _Terms(weights, names, names | (rare.intersection(weights)))


def _vector(spread: Mapping[str, float], terms: Vector) -> Vector:
    weighed = {term: weight * spread[term] for term, weight in terms.items()}
    heaviest = sorted((-weight, term) for term, weight in weighed.items())[:TERMS]
    return _unit({term: -weight for weight, term in heaviest})


def _unit(vector: Vector) -> Vector:
    norm = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / norm for term, weight in vector.items()}


def _add(total: Vector, more: Vector) -> None:
    for term, weight in more.items():
        total[term] = total.get(term, 0.0) + weight
