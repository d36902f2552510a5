"""What is found quickly is what is found plainly: every passage scored, rounded and sorted, article by article."""

import math
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import reduce
from operator import add

import pytest

from assistant.ask.absent import SPELT_ALIKE, spelt_like
from assistant.ask.bm25 import LENGTH, SATURATION, Bm25
from assistant.ask.directory import Directory
from assistant.ask.index import Entry, Index
from assistant.ask.near import ARTICLE, FURTHER, NEAR
from assistant.ask.outlets import named_by, names_of
from assistant.ask.ranking import DIGITS, RANK, Listed, Ranking, fused
from assistant.schema import Article
from assistant.text.days import extent
from assistant.text.words import content_stems, tokens

SEEDS = range(60)
MOST = 6
WORDS = [f"w{n}" for n in range(40)]


def plain_scores(texts: Sequence[Sequence[str]], weights: Mapping[str, float]) -> dict[int, float]:
    """BM25 text by text."""
    mean = sum(map(len, texts)) / (len(texts) or 1) or 1.0
    found = {}
    for number, text in enumerate(texts):
        damping = SATURATION * (1 - LENGTH + LENGTH * len(text) / mean)
        gained = [
            weight * plain_rarity(texts, stem) * (SATURATION + 1) * text.count(stem) / (text.count(stem) + damping)
            for stem, weight in weights.items()
            if stem in text
        ]
        if gained:
            found[number] = reduce(add, gained)
    return found


def plain_rarity(texts: Sequence[Sequence[str]], stem: str) -> float:
    """The inverse document frequency."""
    held = sum(stem in text for text in texts)
    return math.log(1 + (len(texts) - held + 0.5) / (held + 0.5))


def plain_order(scores: Mapping[int, float]) -> list[int]:
    """Best first."""
    return sorted(scores, key=lambda one: (-round(scores[one], DIGITS), one))


def plain_near(index: Index, weights: Mapping[str, float], among: Collection[int]) -> list[int]:
    """Every passage of some articles that is ranked at all, in order."""
    article_of = [number for number, length in enumerate(index.lengths) for _ in range(length)]
    scores = plain_scores(index.passages, weights)
    told = []
    for article in range(len(index.lengths)):
        texts = [set(text) for text, of in zip(index.passages, article_of, strict=True) if of == article]
        held = {stem for text in [*texts, *index.titles[article : article + 1]] for stem in text}
        told.append(reduce(add, (w * plain_rarity(index.passages, s) for s, w in weights.items() if s in held), 0.0))
    rest = sorted((a for a in among if told[a]), key=lambda a: (-round(told[a], DIGITS), a))
    further = [place for article in rest for place, of in enumerate(article_of) if of == article][:FURTHER]
    found = {}
    for place, article in enumerate(article_of):
        beside = [
            scores[p] for p in (place - 1, place + 1) if p in scores and article_of[p] == article and article in among
        ]
        if article in among and (place in scores or beside or place in further):
            found[place] = scores.get(place, 0.0) + NEAR * max(beside, default=0.0) + ARTICLE * told[article]
    return plain_order(found)


def plain_kind(index: Index, kind: Sequence[Entry], weights: Mapping[str, float], among: Collection[int]) -> list[int]:
    """The passages of every entry that fits, in order."""
    order = plain_order(plain_scores([entry.stems for entry in kind], weights))
    places = dict.fromkeys(place for number in order if kind[number].fits(weights) for place in kind[number].passages)
    return [place for place in places if index.article_of[place] in among]


def plain_fused(rankings: Iterable[Sequence[int]]) -> dict[int, float]:
    """Every rank of everything, added up."""
    scores: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, one in enumerate(ranking, 1):
            scores[one] += 1 / (RANK + rank)
    return {one: scores[one] for one in plain_order(scores)}


def drawn(chance: random.Random) -> tuple[Index, dict[str, float], frozenset[int]]:
    """A library, the words of a question, and the articles that it is put to; few words make many equals."""
    lengths = [chance.choice((0, 1, 2, 5, 9, 30)) for _ in range(chance.randint(1, 25))]
    common = [1 / (n + 1) for n in range(len(WORDS))]
    texts = [chance.choices(WORDS, common, k=chance.choice((0, 1, 3, 6, 6, 9))) for _ in range(sum(lengths))]
    claims, findings = [], []
    for place, text in enumerate(texts):
        if chance.random() < 0.4:
            claims.append(Entry(tuple(text[:4]), tuple({place, chance.randrange(len(texts))})))
        if chance.random() < 0.1:
            findings.append(Entry(tuple(text), (place,), few=True))
    titles = [chance.choices(WORDS, k=2) for _ in lengths]
    weights = {word: chance.choice((0.55, 0.7, 1.0)) for word in chance.sample(WORDS, chance.randint(0, 5))}
    among = frozenset(n for n in range(len(lengths)) if chance.random() < chance.choice((0.5, 1.1)))
    return Index(texts, lengths, titles, (claims, findings)), weights, among


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_are_those_of_all_with_the_same_scores(seed: int) -> None:
    """Passages, their order and their scores, to the last bit, with rankings of every kind."""
    chance = random.Random(seed)
    index, weights, among = drawn(chance)
    first = frozenset(article for article in among if chance.random() < 0.3)
    alike = chance.sample(range(len(index.passages)), len(index.passages) // 3)
    near, kinds = index.rankings(weights, among)
    quick: list[Ranking] = [near, *kinds, Listed(alike), near.among(first)]
    plain = plain_near(index, weights, among)
    every = [plain, *(plain_kind(index, kind, weights, among) for kind in index.kinds), alike]
    every.append([place for place in plain if index.article_of[place] in first])
    assert list(fused(quick, MOST).items()) == list(plain_fused(every).items())[:MOST]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_ranking_is_the_same_however_far_it_is_asked_for(seed: int) -> None:
    """Its beginning, the ranks of some, and all of it."""
    chance = random.Random(seed)
    index, weights, among = drawn(chance)
    near, _ = index.rankings(weights, among)
    plain = plain_near(index, weights, among)
    wanted = set(chance.sample(range(len(index.passages)), len(index.passages) // 5))
    assert list(near.first(MOST)) == plain[:MOST]
    assert near.ranks(wanted) == {place: rank for rank, place in enumerate(plain, 1) if place in wanted}
    assert list(near.first(len(index.passages))) == plain


@pytest.mark.parametrize("seed", SEEDS)
def test_words_score_as_text_by_text(seed: int) -> None:
    """Also where a text has a word several times; the scores are the same floats."""
    index, weights, _ = drawn(random.Random(seed))
    assert Bm25(index.passages).scores(weights) == plain_scores(index.passages, weights)


def test_of_thousands_of_articles_a_few_are_looked_at() -> None:
    """Those that hold the rare word; the ones that only share a common word cannot have the best."""
    texts = [("town", f"w{n}") for n in range(3000)]
    texts[1234] = ("town", "quarri")
    near, _ = Index(texts, [3] * 1000).rankings({"town": 0.6, "quarri": 0.9})
    assert near.first(1) == [1234]
    assert len(near.looked_at) < 5


OUTLETS = (
    "",
    "The Senn Herald",
    "Senn Daily News",
    "Dawnlight",
    "dawnlight.com",
    "Lisk Valley Courier",
    "Lisk Courier",
)
DATES = ("", "2025", "2025-08", "2025-08-04", "2025-08-30T10:00", "2024-12-31", "nonsense")


def shelved(chance: random.Random) -> Directory:
    """Articles by several outlets on several days."""
    return Directory(
        tuple(
            Article(f"a{n}", f"a{n}.txt", "", chance.choice(OUTLETS), chance.choice(DATES), "", "Snow fell.")
            for n in range(chance.randint(0, 40))
        )
    )


@pytest.mark.parametrize("seed", range(20))
def test_articles_are_found_by_outlet_and_day_as_one_by_one(seed: int) -> None:
    """Each by its own outlet and the days that its date covers."""
    chance = random.Random(seed)
    directory = shelved(chance)
    days = [extent(iso) or ("", "") for iso in chance.sample(("2025", "2025-08", "2025-W32", "2024-12-31"), 2)]
    wanted = set(chance.sample(OUTLETS[1:], 2))
    by_outlet = {n for n, article in enumerate(directory.articles) if article.outlet in wanted}
    by_day = set()
    for n, article in enumerate(directory.articles):
        own = extent(article.published[:10]) if article.published else None
        if own and any(own[0] <= last and first <= own[1] for first, last in days):
            by_day.add(n)
    assert directory.of(wanted) == by_outlet
    assert directory.within(days) == by_day


def test_outlets_go_by_all_their_names() -> None:
    """Every name leads to every outlet that goes by it."""
    outlets = [outlet for outlet in OUTLETS if outlet]
    named = named_by(outlets)
    pairs = [(name, whole, outlet) for outlet in outlets for name, whole in names_of(outlet)]
    assert named.outlets == {name: {o for other, _, o in pairs if other == name} for name, _, _ in pairs}
    assert named.whole == {name for name, whole, _ in pairs if whole}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_spelt_most_alike_is_what_difflib_finds(seed: int) -> None:
    """Names with a letter more, less or another, among many."""
    chance = random.Random(seed)
    written = ["".join(chance.choices("abno", k=chance.randint(3, 9))).capitalize() for _ in range(200)]
    word = chance.choice(written)[:-1] + chance.choice("abxy")
    assert spelt_like(word, written) == next(iter(get_close_matches(word, written, 1, SPELT_ALIKE)), "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The U.S. ferry Marigold's captain, Ilse Korn-Lund, didn't sail; the owners’ boats did.",
        "'s 1,200.5 m.p.h. said A&B's clerk: e.g.x",
        "x " * 300,
    ],
)
def test_stems_are_those_of_the_words_in_their_places(text: str) -> None:
    """The same words are cut the same way, whether or not anyone asks where they stand."""
    assert content_stems(text) == tuple(token.stem for token in tokens(text) if token.content)
