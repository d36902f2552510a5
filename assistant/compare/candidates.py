"""Which pairs of claims are worth judging: found over an inverted index, never all of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from assistant.compare.rules.apart import apart_keys
from assistant.compare.rules.bodies import body_keys
from assistant.compare.rules.denials import answers
from assistant.compare.rules.measures import FATES, FIGURES, measure
from assistant.compare.rules.slips import telling_digits
from assistant.compare.statements import Scales, Statement, product
from assistant.schema import Skipped
from assistant.text.quantities import Quantity

PER_ARTICLE = 3
"""Partners kept for a claim in each other article, the most alike first."""
PER_KEY = 4
"""Claims of an article that stand for one office, age or toll: the first with each holder or figure."""
ALIKE = 0.12
"""Least cosine of a pair of two articles; of one article `ALIKE_WITHIN`, where much is merely repeated."""
ALIKE_WITHIN = 0.45
COMMON = 5
"""Claims of an article that a stem leads to, the first that use it; what an article keeps saying leads to no more."""
NOTABLE = 11
"""From this number on, an equal number of the same thing is worth a look by itself."""
ANSWERED_WITHIN = 5
"""Claims behind a saying among which its denial is looked for."""
DIGITS = 9
"""Decimals of a likeness, so that the order of a sum does not tell two equal ones apart."""
REASONS = ("no rare word in common", "too little in common", "closer partners in the same article")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of indexes with their likeness, and how many other pairs were left aside, by reason.

    `met` counts the pairs that a word in common led to, and so the work that was done.
    """

    pairs: tuple[tuple[int, int, float], ...]
    total: int
    skipped: tuple[Skipped, ...]
    met: int = 0


class _Alike(NamedTuple):
    """A pair in its rank: the more alike first, then by the claims' ids, whatever their order in the story."""

    unlike: float
    ids: tuple[str, str]
    i: int
    j: int


def candidates(statements: Sequence[Statement], scales: Scales) -> Candidates:
    """The pairs worth judging: alike in rare words, or about one office, age or toll.

    Which pairs of two articles are chosen depends on these two alone, and they are no more than the
    longer one has claims, unless more are about one office, age or toll.
    """
    index = _Index(statements, scales)
    typed = {*_typed(statements), *_answered(statements)}
    kept = {(i, j): index.cosine(i, j) for i, j in typed}
    met: dict[frozenset[str], set[int]] = defaultdict(set)
    for i, j in typed:
        met[frozenset((statements[i].claim.article, statements[j].claim.article))].update((i, j))
    sizes = Counter(s.claim.article for s in statements)
    taken = Counter(frozenset((statements[i].claim.article, statements[j].claim.article)) for i, j in typed)
    counted = [frozenset((q.unit, q.head) for q in s.facts.quantities) for s in statements]
    close = 0
    for articles, found in index.alike():
        others = [each for each in found if (each.i, each.j) not in typed]
        close += len(others)
        room = max(sizes[article] for article in articles) - taken[articles]
        kept.update(((each.i, each.j), -each.unlike) for each in _closest(others, room, met[articles], counted))
    total = len(statements) * (len(statements) - 1) // 2
    seen = index.met + sum(not index.meets(i, j) for i, j in typed)
    counts = (total - seen, seen - len(typed) - close, len(typed) + close - len(kept))
    skipped = tuple(Skipped(reason, count) for reason, count in zip(REASONS, counts, strict=True) if count)
    return Candidates(tuple((i, j, score) for (i, j), score in sorted(kept.items())), total, skipped, index.met)


class _Index:
    """Claims by the stems they use.

    Two claims meet where they share a stem and one of them is among the first `COMMON` claims of its
    article that use it. So two articles meet at most `COMMON` times for each stem of each claim, and
    not for each pair of claims, whatever word they have in common.
    """

    def __init__(self, statements: Sequence[Statement], scales: Scales) -> None:
        self._articles = [statement.claim.article for statement in statements]
        self._ids = [statement.claim.id for statement in statements]
        self._vectors = [scales.vector(statement) for statement in statements]
        self._late = self._latecomers()
        self._every: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._early: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self.met = 0

    def _latecomers(self) -> list[frozenset[str]]:
        """Of every claim, the stems that enough claims before it in its article use."""
        uses: Counter[tuple[str, str]] = Counter()
        late = []
        for article, vector in zip(self._articles, self._vectors, strict=True):
            late.append(frozenset(stem for stem in vector if uses[article, stem] >= COMMON))
            uses.update((article, stem) for stem in vector)
        return late

    def meets(self, i: int, j: int) -> bool:
        """Whether a stem leads from one of two claims to the other."""
        shared = self._vectors[i].keys() & self._vectors[j].keys()
        return not shared <= self._late[i] & self._late[j]

    def cosine(self, i: int, j: int) -> float:
        """Likeness of two claims. The order of a sum is the text's; the pair must not feel it."""
        return round(product(self._vectors[i], self._vectors[j]), DIGITS)

    def alike(self) -> Iterator[tuple[frozenset[str], list[_Alike]]]:
        """Of every two articles that meet, and of each within itself, the pairs that are alike enough.

        One article after another meets those before it, so that only its own pairs are held at once.
        """
        articles: dict[str, list[int]] = defaultdict(list)
        for i, article in enumerate(self._articles):
            articles[article].append(i)
        for article, own in articles.items():
            found: dict[str, list[_Alike]] = defaultdict(list)
            for i in own:
                for pair in self._near(i):
                    other = self._articles[pair.j if pair.i == i else pair.i]
                    found[other].append(pair)
                self._add(i)
            yield from ((frozenset((article, other)), pairs) for other, pairs in found.items())

    def _add(self, i: int) -> None:
        for stem, weight in self._vectors[i].items():
            entry = (i, weight)
            self._every[stem].append(entry)
            if stem not in self._late[i]:
                self._early[stem].append(entry)

    def _near(self, i: int) -> Iterator[_Alike]:
        """The claims added so far that are alike enough to one that is not."""
        shared: dict[int, float] = defaultdict(float)
        for stem, weight in self._vectors[i].items():
            for j, other in (self._early if stem in self._late[i] else self._every).get(stem, ()):
                shared[j] += weight * other
        self.met += len(shared)
        for j, sum_ in shared.items():
            score = round(sum_ + self._led_past(i, j), DIGITS)
            if score >= (ALIKE_WITHIN if self._articles[i] == self._articles[j] else ALIKE):
                low, high = sorted((self._ids[i], self._ids[j]))
                yield _Alike(-score, (low, high), min(i, j), max(i, j))

    def _led_past(self, i: int, j: int) -> float:
        """What the stems that do not lead from one to the other add to their cosine."""
        both = self._late[i] & self._late[j]
        return sum(self._vectors[i][stem] * self._vectors[j][stem] for stem in both) if both else 0.0


def _closest(
    pairs: Sequence[_Alike], room: int, met: Collection[int], counted: Sequence[frozenset[tuple[str, str]]]
) -> list[_Alike]:
    """The pairs that are among the `PER_ARTICLE` closest of either claim, as many as there is room for.

    Where there is none left, two claims that count one thing and that nothing else leads to meet all
    the same: in two short reports that agree on all but one figure, those that agree take all the room.
    """
    rank: dict[int, int] = defaultdict(int)
    kept = []
    for pair in sorted(pairs):
        if min(rank[pair.i], rank[pair.j]) < PER_ARTICLE:
            kept.append(pair)
        rank[pair.i] += 1
        rank[pair.j] += 1
    room = max(0, room)
    taken = {*met, *(index for pair in kept[:room] for index in (pair.i, pair.j))}
    lone = []
    for pair in kept[room:]:
        if taken.isdisjoint((pair.i, pair.j)) and counted[pair.i] & counted[pair.j]:
            lone.append(pair)
            taken.update((pair.i, pair.j))
    return [*kept[:room], *lone]


def _typed(statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Claims that speak of one office, one person's age or one toll, however they are worded.

    Of each article only the first claim with a given holder, age or toll counts, and `PER_KEY` in all.
    """
    by_key: dict[str, list[int]] = defaultdict(list)
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for index, statement in enumerate(statements):
        for key, value in _keys(statement):
            values = told[statement.claim.article, key]
            if value not in values and len(values) < PER_KEY:
                values.add(value)
                by_key[key].append(index)
    for indexes in by_key.values():
        for i, j in combinations(dict.fromkeys(indexes), 2):
            if statements[i].claim.article != statements[j].claim.article:
                yield i, j


def _answered(statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """A saying and the denial of it a few sentences on, however little they have in common."""
    for i, said in enumerate(statements):
        for j in range(i + 1, min(i + 1 + ANSWERED_WITHIN, len(statements))):
            if answers(said, statements[j]):
                yield i, j


def _keys(statement: Statement) -> Iterator[tuple[str, str]]:
    """What a claim gives a value to, and the value."""
    for office in statement.facts.offices:
        if office.scope:
            yield f"office {office.role}", statement.context.full(office.holder)
    for quantity in statement.facts.quantities:
        yield from _figure_keys(statement, quantity)
    for key in (*apart_keys(statement), *body_keys(statement)):
        yield key, ""
    for when in statement.facts.dates:
        if when.clock or (when.day and not when.text.isalpha()):
            yield when.iso, ""


def _figure_keys(statement: Statement, quantity: Quantity) -> Iterator[tuple[str, str]]:
    about = measure(statement.facts, quantity)
    if about in FATES or (about, quantity.unit) in FIGURES or (about and quantity.unit == "age"):
        yield about, str(quantity.value)
    elif quantity.value >= NOTABLE and about:
        yield f"{quantity.value} {quantity.unit} {about}", ""
    if digits := telling_digits(quantity):
        yield f"{digits} {quantity.unit or about}", str(quantity.value)
