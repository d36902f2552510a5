"""What of a story bears on the reader's question: statements that say what it asks about, best first.

Pure selection. A statement bears on a question when it holds most of the question's words, each weighed by its
rarity in English and in the story. A question with a name that the story does not have is about something else.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.engines.builtin.echoes import EXACT, echoes, match, scarcity, wanted
from assistant.engines.builtin.question import Kind, read_question
from assistant.schema import Agreement, Article, Briefing, Discrepancy, Position, Quote, Sentence, Story
from assistant.text.alone import stands
from assistant.text.dates import dates
from assistant.text.facts import content_overlap
from assistant.text.names import names
from assistant.text.quantities import quantities
from assistant.text.words import Token, stem

MOST = 6
"""Statements shown that bear on a question."""
BEARS = 0.5
"""Least share of the question's weight that a statement must hold."""
COMMON = 0.3
"""A word that more than this share of the statements hold, or only in another form, is no ground by itself."""
FEW = 5
"""Statements that may hold a word in any case."""
NEAR = 0.7
"""What a statement must have of the best one's score to be shown beside it."""
TITLED = 0.5
"""What a word counts that stands in the title of the statement's article only."""
ANSWERS = 0.2
"""What a statement gains for holding the kind of thing that is asked for: a number, a day, a name."""
HANGS = 0.7
"""What a statement counts that needs the sentence before it."""
AGREED = 0.1
"""What a fact gains that several independent sources state, and what is disputed."""
ALIKE = 0.6
"""Two statements that share this much of their weight are one point."""
ON_IT = 0.3
"""What a disputed question gains for being, in its own words, what is asked."""
ABOUT = 0.3
"""Share of what is asked from which the words of a disputed question are about it."""
FRAME = frozenset(
    stem(word)
    for word in """people person number total figure count question time moment happen tell told give exist article
    source story report news say said think know known detail about thing latest current""".split()
)
"""Stems of words with which one asks, which say nothing of what is asked about."""


@dataclass(frozen=True, slots=True)
class _Point:
    """Statements that are shown together or not at all, and how well they bear on the question."""

    statements: tuple[Sentence, ...]
    score: float


class _Asked:
    """A question as it is looked for in the statements of one story."""

    def __init__(self, question: str, texts: Sequence[str]) -> None:
        read = read_question(question)
        held = [echoes(text) for text in texts]
        called = [name.core.split() for name in names(question)]
        named = {part: len(parts) for parts in called for part in parts}
        self.kind: Kind = read.kind
        self.words = [wanted(t) for t in (*read.setting, *read.words) if t.stem not in FRAME or t.lower in named]
        tells = scarcity(self.words, held)
        # A name is one thing to ask about, of however many words.
        self._weights = [(w, w.weight * tells[w.token.stem] / named.get(w.token.lower, 1)) for w in self.words]
        everywhere = frozenset().union(*held)
        strange = any(_is_name(w.token, named) and not match(w, everywhere) for w in self.words)
        self._total = 0.0 if strange else sum(weight for _, weight in self._weights)
        most = max(FEW, COMMON * len(held))
        self._ground = [w for w in self.words if sum(match(w, each) == EXACT for each in held) <= most]

    def share(self, text: str, title: str = "") -> float:
        """How much of what is asked a text says, each word by its weight, 0 to 1."""
        held, above = echoes(text), echoes(title)
        told = sum(w * max(match(word, held), TITLED * match(word, above)) for word, w in self._weights)
        return told / self._total if self._total else 0.0

    def score(self, text: str, title: str = "") -> float:
        """How well a statement bears on the question, 0 where it does not."""
        held = echoes(text)
        if not any(match(word, held) == EXACT for word in self._ground):
            return 0.0
        share = self.share(text, title)
        return share * (1 + ANSWERS * self._answers(text)) if share >= BEARS else 0.0

    def _answers(self, text: str) -> bool:
        """Whether a statement holds the kind of thing that is asked for."""
        if self.kind in ("count", "duration", "age", "share", "figure"):
            return bool(quantities(text))
        if self.kind == "date":
            return bool(dates(text, ""))
        own = {word.token.lower for word in self.words}
        return self.kind in ("person", "place") and any(not own & set(n.core.split()) for n in names(text))


def focus_on(briefing: Briefing, question: str) -> Briefing:
    """The briefing with what bears on a question first in each of its stories."""
    titles = {article.id: article for article in briefing.articles}
    stories = (
        focused(story, question, [titles[id] for id in story.articles] or briefing.articles)
        for story in briefing.stories
    )
    return replace(briefing, stories=tuple(stories), focus=question)


def focused(story: Story, question: str, articles: Sequence[Article]) -> Story:
    """The story with the statements that bear on a question, and with the findings in whose words they stand first.

    Where what is asked is disputed, all positions are told. Where nothing bears on the question the story is
    as it was.
    """
    titles = {article.id: article.title for article in articles}
    asked = _Asked(question, _texts(story))
    points = sorted((p for p in _points(story, asked, titles) if p.score), key=lambda point: -point.score)

    return replace(
        story,
        focus=tuple(_chosen(points)),
        discrepancies=tuple(sorted(story.discrepancies, key=lambda d: -_disputed(d, asked, titles))),
        agreements=tuple(sorted(story.agreements, key=lambda a: -_fact(a, asked, titles)[1])),
        single_source=tuple(
            sorted(story.single_source, key=lambda s: -asked.score(s.claim, titles.get(s.article, "")))
        ),
    )


def _is_name(token: Token, named: Container[str]) -> bool:
    return token.lower in named and token.text[0].isupper()


def _texts(story: Story) -> list[str]:
    """Every statement of a story."""
    positions = [_words(p.quotes) for d in story.discrepancies for p in d.positions]
    supports = [_words(s.quotes) for a in story.agreements for s in a.support]
    return list(dict.fromkeys([*positions, *supports, *(claim.claim for claim in story.single_source)]))


def _words(quotes: Sequence[Quote]) -> str:
    return " ".join(" ".join(quote.text for quote in quotes).split())


def _points(story: Story, asked: _Asked, titles: Mapping[str, str]) -> Iterator[_Point]:
    """What the story says, with how well it bears on the question: agreed facts, disputed questions, single claims."""
    for finding in story.discrepancies:
        told = tuple(Sentence(_words(p.quotes), p.quotes) for p in _positions(finding, asked, titles))
        yield _Point(_once(told), _disputed(finding, asked, titles) * (1 + AGREED))
    for fact in story.agreements:
        shown, score = _fact(fact, asked, titles)
        yield _Point((shown,), score * (1 + AGREED * (fact.origins > 1)))
    for claim in story.single_source:
        whole = 1.0 if stands(claim.claim) else HANGS
        score = asked.score(claim.claim, titles.get(claim.article, "")) * whole
        yield _Point((Sentence(claim.claim, claim.quotes),), score)


def _fact(fact: Agreement, asked: _Asked, titles: Mapping[str, str]) -> tuple[Sentence, float]:
    """An agreed fact as it is worded, or in the words of the source that say most of what is asked; and its score."""
    quotes = tuple(quote for support in fact.support for quote in support.quotes)
    worded = asked.score(fact.fact)
    best = max(fact.support, key=lambda s: asked.score(_words(s.quotes), titles.get(s.article, "")))
    score = asked.score(_words(best.quotes), titles.get(best.article, ""))
    return Sentence(fact.fact if worded else _words(best.quotes), quotes), max(worded, score)


def _disputed(finding: Discrepancy, asked: _Asked, titles: Mapping[str, str]) -> float:
    """How well a disputed question bears on the reader's: as one of its positions does, the better in its own words."""
    told = [asked.score(_words(p.quotes), titles.get(p.article, "")) for p in finding.positions]
    best = max(asked.score(finding.question), *told)
    return best and best + ON_IT * asked.share(finding.question)


def _positions(finding: Discrepancy, asked: _Asked, titles: Mapping[str, str]) -> Sequence[Position]:
    """All positions of a finding that is about what is asked; of another those whose words happen to tell it.

    It is about it where it asks for the same kind of thing, or in the same words.
    """
    bearing = [p for p in finding.positions if asked.score(_words(p.quotes), titles.get(p.article, ""))]
    kind = read_question(finding.question).kind
    about = len(bearing) > 1 or kind == asked.kind or asked.share(finding.question) >= ABOUT
    return finding.positions if about else bearing


def _once(told: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Positions in their order; two that stand in the same words are one statement."""
    return tuple({sentence.text: sentence for sentence in told}.values())


def _chosen(points: Sequence[_Point]) -> list[Sentence]:
    """The best points as long as there is room, each told once."""
    chosen: list[Sentence] = []
    for point in (p for p in points if p.score >= NEAR * points[0].score):
        fresh = [s for s in point.statements if all(content_overlap(s.text, c.text) < ALIKE for c in chosen)]
        chosen += fresh if len(chosen) + len(fresh) <= MOST else ()
    return chosen
