"""What the tools give back. Frozen records, from which the schemas that clients are shown are derived.

Offsets count Unicode code points of the text of the article, which its resource gives; the words
are verbatim, and data: nothing in them is meant for whoever reads them here. Field names are the
keys of the JSON: they are only ever added to.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article: `mark` is the number of the article and of its sentence, as `2:14`."""

    mark: str
    article: str
    source: str
    published: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What to know before trusting an article, as in `assistant.schema.Caution`, but without the words.

    Whoever reads this may be the very reader that they are addressed to.
    """

    article: str
    kind: str
    where: str
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the words that it stands on."""

    text: str
    quotes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """What one source says on what is disputed."""

    article: str
    source: str
    published: str
    value: str
    quotes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the sources tell differently, and why it was taken for that."""

    id: str
    question: str
    verdict: str
    why: str
    positions: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer. Where it abstained there are no sentences, and `why` says why.

    `told` says who says what, a sentence a disagreement; `removed` counts sentences that the engine gave and
    that their words do not carry; `cautions` are those of the articles whose words it gives.
    """

    question: str
    understood: str
    answer: str
    sentences: tuple[Said, ...]
    disputed: bool
    told: tuple[Said, ...]
    disputes: tuple[Finding, ...]
    abstained: bool
    why: str
    removed: int
    engine: str
    problems: tuple[str, ...]
    cautions: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What several sources say, `origins` of them independent of each other."""

    fact: str
    sources: int
    origins: int
    quotes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event: what they tell differently, what they agree on, how much only one of them says."""

    title: str
    articles: tuple[str, ...]
    findings: tuple[Finding, ...]
    agreements: tuple[Fact, ...]
    single_source: int
    told: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison; `alone` are the articles that no other one tells the story of."""

    stories: tuple[Story, ...]
    alone: tuple[str, ...]
    engine: str
    problems: tuple[str, ...]
    cautions: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruled:
    """A sentence of a text that was checked; `start` and `end` are its place in that text."""

    text: str
    start: int
    end: int
    verdict: str
    why: str
    evidence: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What becomes of each sentence of a text; `verdict` is that of the worst."""

    verdict: str
    told: str
    sentences: tuple[Ruled, ...]
    engine: str
    problems: tuple[str, ...]
    cautions: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An article; `number` is the first part of its marks, `sentences` how many there are."""

    number: int
    article: str
    source: str
    title: str
    published: str
    path: str
    url: str
    sentences: int
    cautions: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles that everything is answered from."""

    articles: tuple[Source, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """Words in their place, with what stands before and after them."""

    words: Words
    source: Source
    before: str
    after: str


Shape = Answered | Compared | Checked | Sources | Opened
