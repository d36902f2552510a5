"""What the sources do not answer: what one says is not known, and no later one tells."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.schema import Article, Compared, Digest, Span, Unanswered
from assistant.text.dates import dates
from assistant.text.facts import content_overlap
from assistant.text.gaps import Gap, gap
from assistant.text.lexicon import kin, lemma, synonyms
from assistant.text.locate import quote
from assistant.text.names import capitals, names, same_named
from assistant.text.places import places
from assistant.text.quantities import quantities
from assistant.text.sentences import LONGEST_SENTENCE, sentences
from assistant.text.speakers import speaker
from assistant.text.stance import modality
from assistant.text.words import STOP, rarity, tokens

SAME = 0.6
"""Share of content words in common from which two sources miss one thing."""
ANSWERS, TELLS = 0.5, 0.75
"""Share of the weight of what is asked that an answer of the kind carries, and one that is told by a verb alone."""
ENOUGH = 3
"""Words in common from which a sentence without a value that answers may tell what was asked."""
SYNONYM = 0.5
"""Strength from which a word stands for another one."""
SLIGHT = frozenset("exactly exact precise precisely immediately still yet actually early late time day days".split())
CAUSE = re.compile(
    r"\b(?:because|caused?|due to|owing to|blamed? (?:on|for)|result(?:ed)? (?:of|from)|led to|after|triggered|set off|"
    r"reason (?:is|was)|so that|in order to)\b",
    re.IGNORECASE,
)
ASKS = re.compile(r"\b(?:whether|if|why|how|who|where|when)\b|\?\W*$", re.IGNORECASE)
PLANNED = re.compile(r"\b(?:will|would|is to|are to|to be)\b")
POINTS_BACK = re.compile(
    r"(?:[“\"]?(?:but|and|yet|still|however)[,]?\s+)?(?:he|she|they|it|his|her|their|its|that|this|those|these)\b",
    re.IGNORECASE,
)
IMPERSONAL = re.compile(r"(?:\w+,?\s+)?it(?:\s+(?:is|was|remains?|remained|has|had)\b|['’]s)", re.IGNORECASE)
"""Where "it" stands for nobody: "It was not clear whether"."""


@dataclass(frozen=True, slots=True)
class _Missing:
    """A sentence of an article that says something is not known."""

    article: Article
    span: Span
    told: Span
    gap: Gap
    place: int

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


@dataclass(slots=True)
class _Later:
    """The sentences of the articles of a story, and which of them hold a word or one that stands for it."""

    told: list[tuple[Article, str]] = field(default_factory=list)
    holding: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    seen: set[str] = field(default_factory=set)
    alike: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, article: Article, text: str) -> None:
        for token in tokens(text):
            if token.content:
                if token.lower not in self.seen:
                    self.seen.add(token.lower)
                    for key in kin(lemma(token.lower)):
                        self.alike[key].add(token.lower)
                self.holding[token.lower].add(len(self.told))
                self.holding[token.stem].add(len(self.told))
        self.told.append((article, text))

    def with_word(self, stem: str, word: str) -> set[int]:
        """Numbers of the sentences that hold a word, by its stem, or one that can stand for it."""
        others = {other for key in kin(lemma(word)) for other in self.alike.get(key, ())}
        held = [self.holding[other] for other in others if synonyms(word, other) >= SYNONYM]
        return set().union(self.holding.get(stem, ()), *held)


def unanswered(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> tuple[Unanswered, ...]:
    """What a source says is not known, not decided or not disclosed, and no source of that day or later tells.

    What several sources miss is told once, in the words of the latest, before what one misses, and that latest first.
    """
    missing = [each for article in articles for each in _missing(article)]
    later = _Later()
    first = min((m.article.published[:10] for m in missing if m.article.published), default="")
    for article in (a for a in articles if first and a.published[:10] >= first):
        for span in sentences(article):
            later.add(article, article.text[span.start : span.end])
    missing = [each for each in missing if not _answered(each, later)]
    origin = {article: number for number, each in enumerate(compared.origins) for article in each.articles}
    groups: list[list[_Missing]] = []
    for each in sorted(missing, key=lambda m: m.article.published, reverse=True):
        group = next((g for g in groups if _same(g[0], each)), None)
        if group is None:
            groups.append([each])
        elif all(each.article != other.article for other in group):
            group.append(each)
    groups.sort(key=lambda g: -len({origin.get(m.article.id, m.article.id) for m in g}))
    return tuple(Unanswered(_text(g[0]), g[0].article.id, tuple(quote(m.article, m.told) for m in g)) for g in groups)


def _missing(article: Article) -> Iterator[_Missing]:
    before: Span | None = None
    for place, span in enumerate(sentences(article)):
        text = article.text[span.start : span.end]
        if len(text) <= LONGEST_SENTENCE and (found := gap(text)):
            back = before and POINTS_BACK.match(text) and not IMPERSONAL.match(text)
            told = Span(before.start, span.end) if before and back and _adjacent(article.text, before, span) else span
            yield _Missing(article, span, told, found, place)
        before = span


def _adjacent(text: str, before: Span, span: Span) -> bool:
    return not text[before.end : span.start].strip() and text[before.end - 1] in '.!?”"’'


def _text(missing: _Missing) -> str:
    return " ".join(missing.article.text[missing.told.start : missing.told.end].split())


def _same(left: _Missing, right: _Missing) -> bool:
    return left.gap.kind == right.gap.kind and content_overlap(left.text, right.text) >= SAME


def _answered(missing: _Missing, later: _Later) -> bool:
    """Whether another source, of that day or later, tells what is missing: on the same thing, a value of the kind."""
    day = missing.article.published[:10]
    if not day:
        return False
    words = _subject(missing)
    holding = {stem: later.with_word(stem, word) for stem, word in words.items()}
    for number in set().union(*holding.values()) if holding else ():
        article, text = later.told[number]
        if article is missing.article or article.published[:10] < day:
            continue
        shared = [stem for stem in words if number in holding[stem]]
        if _tells(missing, article, text, shared) and not gap(text):
            return True
    return False


def _subject(missing: _Missing) -> dict[str, str]:
    """What is asked about: the stems of the words, each with its word."""
    said = [t for t in tokens(missing.gap.asked) if t.content and t.lower not in SLIGHT]
    return {t.stem: t.lower for t in said if t.text.islower()} or {t.stem: t.lower for t in said}


def _tells(missing: _Missing, article: Article, text: str, shared: Sequence[str]) -> bool:
    """Whether a sentence that has words of the question in common answers it."""
    words = _subject(missing)
    share = sum(rarity(words[stem]) for stem in shared) / (sum(map(rarity, words.values())) or 1.0)
    kind = missing.gap.kind
    if kind == "comment":
        who = speaker(text)
        return bool(who) and same_named(missing.text[: missing.gap.cue.start], who)
    if kind == "other":
        return (
            share >= TELLS
            and len(shared) >= min(ENOUGH, max(2, len(words)))
            and not modality(text)
            and not ASKS.search(text)
        )
    deed = bool(shared) and shared[-1] == list(words)[-1] and article.published[:10] > missing.article.published[:10]
    if kind == "decision":
        return deed and not ASKS.search(text) and _names_alike(missing.text, text)
    deed = deed and kind == "where" and bool(PLANNED.search(missing.gap.asked))
    near = share >= ANSWERS and len(shared) >= min(2, len(words))
    return (near or deed) and _has_value(missing, article, text)


def _names_alike(left: str, right: str) -> bool:
    """Whether two sentences have a capitalised word in common."""
    return bool(
        {t.lower for t in tokens(left) if t.text[0].isupper()}
        & {t.lower for t in tokens(right) if t.text[0].isupper()} - STOP
    )


def _has_value(missing: _Missing, article: Article, text: str) -> bool:
    """Whether a sentence has what the question asks for: a name, a place, a date, a figure or a cause."""
    kind = missing.gap.kind
    if kind == "why":
        return bool(CAUSE.search(text))
    when = dates(text, article.published)
    if kind == "when":
        return bool(when)
    if kind == "how many":
        return bool(quantities(text, [Span(each.start, each.end) for each in when]))
    named = names(text, capitals(article.text))
    if kind == "where":
        return bool(places(text, named) or AT_PLACE.search(text))
    return any(name.core not in missing.text.lower() for name in named)


AT_PLACE = re.compile(r"\b(?:at|in) (?:the )?[A-Z]\w+")
