"""The labels of a story, made by hand: what its sources differ on, agree on, and answer.

A `gold.yaml` (or `gold.json`) stands beside the articles. Articles are named by their file names; a quote is the exact
words of the article.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.schema import Kind, Severity, Stance

GoldVerdict = Literal["contradiction", "disputed", "superseded", "differing_scope", "compatible"]
QuestionType = Literal["single", "multi", "disputed", "unanswerable"]


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """What one article says on a question, in its words and in short."""

    article: str
    quote: str
    value: str


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """A discrepancy, or with the verdict compatible or differing_scope what only looks like one."""

    id: str
    question: str
    kind: Kind
    verdict: GoldVerdict
    positions: tuple[GoldPosition, ...]
    severity: Severity = "major"
    within_one_article: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class GoldSupport:
    """The words with which an article states a fact or bears on a question."""

    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldAgreement:
    """A fact that several articles state."""

    id: str
    fact: str
    support: tuple[GoldSupport, ...]


@dataclass(frozen=True, slots=True)
class GoldSingle:
    """A fact that one article alone states."""

    article: str
    fact: str
    quote: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class GoldPoint:
    """Something that a summary of an article should tell; a label that is text alone has no quote."""

    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class GoldPoints:
    """The key points of an article, and words that a summary should rest on."""

    article: str
    points: tuple[GoldPoint, ...]
    must_quote: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question about the story; `values` are wordings of the answer, any of which counts.

    `single` rests on one article, `multi` on several, `disputed` has several answers, with at
    least one wording for each in `values`, `unanswerable` has none.
    """

    id: str
    question: str
    answer: str
    type: QuestionType
    values: tuple[str, ...] = ()
    evidence: tuple[GoldSupport, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A checkable statement of an article; `speaker` as the article names them, empty where it speaks itself."""

    text: str
    quote: str
    speaker: str = ""
    stance: Stance = "asserted"


@dataclass(frozen=True, slots=True)
class GoldClaims:
    """All checkable statements of an article."""

    article: str
    claims: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The labels of a story; `labelled` says how and by whom they were made."""

    story: str
    discrepancies: tuple[GoldFinding, ...] = ()
    distractors: tuple[GoldFinding, ...] = ()
    agreements: tuple[GoldAgreement, ...] = ()
    single_source: tuple[GoldSingle, ...] = ()
    key_points: tuple[GoldPoints, ...] = ()
    qa: tuple[GoldQuestion, ...] = ()
    claims: tuple[GoldClaims, ...] = ()
    labelled: str = ""
