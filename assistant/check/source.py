"""Articles prepared to be searched: their sentences, the words of each, and where each word stands."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.check.resolve import resolved
from assistant.schema import Article, Span
from assistant.text.facts import Context, Facts, facts_of
from assistant.text.lexicon import kin, lemma
from assistant.text.names import capitals
from assistant.text.numerals import plain_numbers
from assistant.text.sentences import sentences
from assistant.text.words import Token, rarity, stem, tokens

GLUED = re.compile(
    r"(?<=[^\W\d_A-Z]{2}[.!?])(?=[A-Z][a-z]+\s)|(?<=[^\W\d_A-Z][.!?][\"”’])(?=[A-Z][a-z]+\s)|(?<=\s[.!?])\s+(?=\w)"
)
"""Where a page lost the space between two sentences, or a text that is cut into words has one before the stop."""
CLUTTERED = "dateline"
"""What ingest calls the place and agency at the head of a report."""
DATELINE = re.compile(r"^[A-Z][A-Z.'’ ]+(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?(?: \([\w/. -]+\))? *(?:--|[–—―-]) +")
"""Where a report comes from, before its first sentence: "OSMARK, Lorn (NWA) — "."""
PART = re.compile(r"(?:(?<!\S)[-−](?=\d))?[$€£¥]?[^\W_]+(?:[.,:/']+[^\W_]+)*%?")
"""A word or number with the signs that change its value."""
LONGEST, PIECE = 1500, 800
"""Characters from which what passes for a sentence is a text without stops, and how much of it is taken at once."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: its base form, and how much it says, 0 for small words."""

    token: Token
    lemma: str
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence with its words; `forms` are the lower case, stem and base form of every word."""

    text: str
    context: Context
    words: tuple[Word, ...]
    forms: frozenset[str]

    @property
    def facts(self) -> Facts:
        """Numbers, dates, names and polarity."""
        return facts_of(self.text, self.context)


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Prepared articles. `sentences` gives article id, start, end and text of each sentence, `lines` its words.

    `at` says in which sentences a stem stands, `kin` which base forms have a sense or group in
    common with others, `stems` how each base form is written. `whole` finds a sentence by all of its
    text, what it points back to resolved as in a draft.
    """

    sentences: tuple[tuple[str, int, int, str], ...]
    lines: tuple[Line, ...]
    before: tuple[str, ...]
    meant: tuple[str, ...]
    """Each sentence with the pronoun or relative day at its head resolved."""
    context: Context
    at: Mapping[str, Sequence[int]]
    kin: Mapping[int, Sequence[str]]
    stems: Mapping[str, set[str]]
    forms: frozenset[str]
    numbers: frozenset[float]
    whole: Mapping[str, int]
    """The first sentence of each wording, by its words alone."""

    def verbatim(self, text: str) -> int:
        """The number of the sentence that has the same words, whatever its spaces, quotes and dashes; -1 for none."""
        return self.whole.get(_plain(text), -1)

    def spread(self, stem: str) -> float:
        """How telling a stem is among the sentences: 1 in one of them, towards 0 in all."""
        count = len(self.lines)
        held = len(self.at.get(stem, ())) or 1
        return math.log((count + 1) / held) / math.log(count + 1) if count else 1.0


def prepare(articles: Sequence[Article]) -> Source:
    """The sentences of all articles, ready to be weighed against."""
    contexts = {article.id: Context(article.published, capitals(article.text)) for article in articles}
    told: list[tuple[str, int, int, str]] = []
    before: list[str] = []
    meant: list[str] = []
    for article in articles:
        previous, understood = article.title, ""
        for span in _spans(article):
            text = " ".join(article.text[span.start : span.end].split())
            told.append((article.id, span.start, span.end, text))
            before.append(previous)
            understood = resolved(text, understood, article.published)
            meant.append(understood)
            previous = text
    lines = tuple(line_of(text, contexts[id]) for id, _, _, text in told)
    at, stems = _index(lines)
    known = frozenset[str]().union(*(context.known for context in contexts.values()))
    dates = {context.published for context in contexts.values()}
    return Source(
        sentences=tuple(told),
        lines=lines,
        before=tuple(before),
        meant=tuple(meant),
        context=Context(min(dates) if len(dates) == 1 else "", known),
        at=at,
        kin=_kin(stems),
        stems=stems,
        forms=frozenset[str]().union(*(line.forms for line in lines), *map(_heads, articles)),
        numbers=frozenset(value for article in articles for value, _ in plain_numbers(article.text)),
        whole=_first([*((text, n) for n, (_, _, _, text) in enumerate(told)), *((m, n) for n, m in enumerate(meant))]),
    )


def _heads(article: Article) -> frozenset[str]:
    """The words of the title, the outlet and the dateline, which are no sentences but name and say something."""
    datelines = (article.text[c.start : c.end] for c in article.clutter if c.reason == CLUTTERED)
    return line_of(" ".join((article.title, article.outlet, *datelines)), Context()).forms


def _plain(text: str) -> str:
    """A sentence without dateline, quotation marks, dashes and the like: what two copies of it share."""
    return " ".join(PART.findall(DATELINE.sub("", " ".join(text.split())).replace("’", "'")))


def _first(numbered: Sequence[tuple[str, int]]) -> dict[str, int]:
    return {key: number for text, number in reversed(numbered) if (key := _plain(text))}


def _index(lines: Sequence[Line]) -> tuple[dict[str, list[int]], dict[str, set[str]]]:
    """The sentences that each stem stands in, and the stems of each base form."""
    at: dict[str, list[int]] = defaultdict(list)
    stems: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(lines):
        for word in {word.token.stem: word for word in line.words if word.weight}.values():
            at[word.token.stem].append(number)
            stems[word.lemma].add(word.token.stem)
    return at, stems


def _spans(article: Article) -> Iterator[Span]:
    for span in sentences(article):
        start = span.start
        for match in GLUED.finditer(article.text, span.start, span.end):
            yield from _pieces(article.text, start, match.start())
            start = match.end()
        yield from _pieces(article.text, start, span.end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + PIECE), start + 1)
        yield Span(start, cut)
        start = cut + 1
    yield Span(start, end)


def _kin(bases: Iterable[str]) -> dict[int, list[str]]:
    alike: dict[int, list[str]] = defaultdict(list)
    for base in bases:
        for key in kin(base):
            alike[key].append(base)
    return alike


def line_of(text: str, context: Context) -> Line:
    """A sentence with its words."""
    words = tuple(_word(token) for token in tokens(text))
    forms = {form for word in words for form in (word.token.lower, word.token.stem, word.lemma)}
    measures = {part for word in words if word.token.text[0].isdigit() for part in word.token.lower.split("-")[1:]}
    forms |= {form for part in measures for form in (part, stem(part), lemma(part))}  # "a 40-metre wall"
    return Line(text, context, words, frozenset(forms))


def _word(token: Token) -> Word:
    return Word(token, lemma(token.text), rarity(token.lower) if token.content else 0.0)
