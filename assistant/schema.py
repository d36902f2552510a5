"""The nouns of the product: frozen records that every room may hold and none may change.

Records are standard-library dataclasses, so that a hundred thousand claims stay small and the
command line starts without pydantic; `assistant.render.json` derives JSON and JSON Schema from
the same definitions. Field names are the keys of the JSON output: they are only ever added to.

Offsets count Unicode code points of `Article.text`. Unknown text is `""`, never `None`.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.claims import Claim as Claim
from assistant.claims import Digest as Digest
from assistant.claims import Draft as Draft
from assistant.claims import DraftSentence as DraftSentence
from assistant.claims import Quote as Quote
from assistant.claims import Rejected as Rejected
from assistant.claims import Sentence as Sentence
from assistant.claims import Stance as Stance
from assistant.sources import ADDRESSED as ADDRESSED
from assistant.sources import FILE_NAME as FILE_NAME
from assistant.sources import Article as Article
from assistant.sources import Basis as Basis
from assistant.sources import Caution as Caution
from assistant.sources import Clutter as Clutter
from assistant.sources import Copy as Copy
from assistant.sources import Danger as Danger
from assistant.sources import Origin as Origin
from assistant.sources import Problem as Problem
from assistant.sources import Reading as Reading
from assistant.sources import Span as Span
from assistant.sources import names_of as names_of

Kind = Literal[
    "number",
    "date_time",
    "place",
    "identity_role",
    "status_outcome",
    "sequence_cause",
    "attribution_quote",
    "negation",
    "other",
]
Label = Literal[
    "contradiction",  # both sources hold what cannot both be true
    "disputed",  # two speakers; each source only reports
    "superseded",  # a later report of a figure that moves
    "differing_scope",  # another thing, period, edition or unit
    "compatible",  # rounding, range, unit or paraphrase
    "same",  # both sources say it
    "unrelated",  # the two do not speak of one thing
    "unsure",  # could not be judged
]
Severity = Literal["major", "minor"]
ReviewState = Literal["", "confirmed", "false_alarm", "resolved"]
NewsKind = Literal[
    "disputed",  # a discrepancy that the earlier note did not have
    "answer",  # another answer to a question that it had
    "resolved",  # a discrepancy that it had is none any more
    "agreed",  # a fact that now has several independent origins
    "said",  # a claim that none of its sources made before
    "source",  # a new source, or one that is no longer read
]

DISCREPANT: frozenset[Label] = frozenset({"contradiction", "disputed", "superseded"})
AGREEING: frozenset[Label] = frozenset({"same", "compatible"})
CLEARED: frozenset[Label] = frozenset({"compatible", "differing_scope", "unsure"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that may speak of the same thing.

    `dates` are their articles' publication dates; `alike` is the cosine of their words, each
    weighed within its article, 0 to 1.
    """

    left: Claim
    right: Claim
    dates: tuple[str, str] = ("", "")
    alike: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule or an engine holds of a pair, and on which two values it rests.

    `facts` names the two facts compared, within the story: verdicts that share one answer the
    same question. Empty stands for the claim as a whole.
    """

    label: Label
    kind: Kind
    question: str
    why: str
    values: tuple[str, str] = ("", "")
    by: str = ""
    facts: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Position:
    """What one source says on a question; `speaker` as in a claim, `published` the day of its article."""

    article: str
    value: str
    quotes: tuple[Quote, ...]
    speaker: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about a finding; empty while nobody did. `outdated`: an answer has come in since."""

    state: ReviewState = ""
    note: str = ""
    by: str = ""
    at: str = ""
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A question that sources answer differently; also the shape of what was cleared."""

    id: str
    question: str
    kind: Kind
    verdict: Label
    severity: Severity
    why: str
    positions: tuple[Position, ...]
    review: Review = Review()


@dataclass(frozen=True, slots=True)
class Support:
    """The words with which one article supports a fact."""

    article: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A fact that several sources state; `origins` counts independent ones, not copies."""

    fact: str
    sources: int
    origins: int
    support: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class SingleSource:
    """A claim that no other source of the story carries."""

    article: str
    claim: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the timeline. `date` is ISO 8601 at the precision the source gives.

    `findings` are the ids of the discrepancies that its words are part of.
    """

    date: str
    text: str
    article: str
    quotes: tuple[Quote, ...]
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """What an article calls somebody, in its words, an article before them left off: `transport minister`."""

    text: str
    article: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a story, with what each source calls them; the fullest name that the sources give."""

    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What an article says is not known, and that no later one answers."""

    text: str
    article: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new since an earlier note.

    `text` is the question, the fact, the claim or the name of the source; `finding` the id of the discrepancy it is
    about, `was` what the earlier note had in its place.
    """

    kind: NewsKind
    text: str
    finding: str = ""
    was: str = ""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """How many of something were left out of a step, and why."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was looked at. Pairs are pairs of claims.

    `pairs` counts all that could be compared; `candidates` those worth judging, of which
    `by_rule` were decided by arithmetic and `by_engine` by the engine; `not_compared` and
    `left_out` say what was skipped and why.
    """

    articles: int
    claims: int
    rejected: int
    pairs: int
    candidates: int
    by_rule: int
    by_engine: int
    cleared: int
    not_compared: tuple[Skipped, ...] = ()
    left_out: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings of one story. `articles` are the ids of what it was compared from."""

    title: str
    agreements: tuple[Agreement, ...]
    discrepancies: tuple[Discrepancy, ...]
    single_source: tuple[SingleSource, ...]
    cleared: tuple[Discrepancy, ...]
    coverage: Coverage
    articles: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story as a briefing tells it: the findings, a summary before and a timeline behind.

    `focus` are statements that bear on the question of the briefing, `since` is what an earlier note did not have.
    """

    title: str
    summary: tuple[Sentence, ...]
    agreements: tuple[Agreement, ...]
    discrepancies: tuple[Discrepancy, ...]
    single_source: tuple[SingleSource, ...]
    timeline: tuple[Event, ...]
    cleared: tuple[Discrepancy, ...]
    coverage: Coverage
    articles: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    people: tuple[Person, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    focus: tuple[Sentence, ...] = ()
    since: tuple[News, ...] = ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens that were paid for, failed calls included."""

    input: int = 0
    output: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """How a result was made. `prompts` maps each prompt's name to the hash of its content.

    `cost` is what the calls of this run cost in US dollars at list prices, as `0.0123`; empty
    where the price of the model is not known.
    """

    model: str
    engine: str
    calls: int
    tokens: Tokens
    prompts: dict[str, str]
    version: str
    problems: tuple[Problem, ...] = ()
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Digests:
    """Result of `digest`."""

    digests: tuple[Digest, ...]
    articles: tuple[Article, ...]
    run: Run


@dataclass(frozen=True, slots=True)
class Comparison:
    """Result of `compare`; `alone` are the ids of articles that no other article shares its story with."""

    stories: tuple[Compared, ...]
    articles: tuple[Article, ...]
    run: Run
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """Result of `brief`; `alone` are the ids of articles that no other article shares its story with.

    `title` is what the reader named the note, `focus` the question that it puts first, `since` names the earlier note
    that it is told against; each is empty where there is none.
    """

    stories: tuple[Story, ...]
    articles: tuple[Article, ...]
    run: Run
    alone: tuple[str, ...] = ()
    title: str = ""
    focus: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A story as it was found in a pile: its articles, the days they span, and their origins.

    `first` and `last` are ISO 8601 dates, empty where no article has one.
    """

    title: str
    articles: tuple[str, ...]
    first: str
    last: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """Result of `stories`; `alone` are the ids of articles that no other article shares its story with."""

    stories: tuple[Gathered, ...]
    articles: tuple[Article, ...]
    run: Run
    alone: tuple[str, ...] = ()
