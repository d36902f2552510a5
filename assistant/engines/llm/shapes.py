"""The shapes of a model's replies. Fields stand in the order in which a model should write them.

Words before the fact they state, values before the verdict: what is written first steers what
follows. Lists are bounded by advice to the grammar, not by validation, and missing text is
forgiven: an object is worth more than its manners.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.schema import Kind, Label, Stance


def _closed(schema: dict[str, Any]) -> None:
    """Ask for every field and no other, and leave out what strict endpoints do not know."""
    properties = schema["properties"]
    schema["additionalProperties"] = False
    schema["required"] = list(properties)
    schema.pop("title", None)
    for part in properties.values():
        for unknown in ("title", "default", "minLength"):
            part.pop(unknown, None)


class _Part(BaseModel):
    # Built when first used: a run needs few of the shapes.
    model_config = ConfigDict(extra="ignore", json_schema_extra=_closed, defer_build=True)


class SentenceShape(_Part):
    """A sentence of a summary with the words it rests on."""

    quote: str = ""
    text: str = Field(min_length=1)


class ClaimShape(_Part):
    """A claim with the words that state it."""

    quote: str = ""
    text: str = Field(min_length=1)
    speaker: str = ""
    stance: Stance = "asserted"


class DigestShape(_Part):
    """What a model makes of one article."""

    claims: list[ClaimShape] = Field(json_schema_extra={"maxItems": 16})
    summary: list[SentenceShape] = Field(json_schema_extra={"maxItems": 4})


class VerdictShape(_Part):
    """What a model holds of one pair, by its number in the question."""

    pair: int
    question: str = ""
    value_a: str = ""
    value_b: str = ""
    why: str = ""
    label: Label
    kind: Kind = "other"


class JudgeShape(_Part):
    """A verdict a pair."""

    verdicts: list[VerdictShape]


class CitedShape(_Part):
    """A sentence of an answer and the numbers of the passages that state it."""

    text: str = Field(min_length=1)
    passages: list[int] = Field(default_factory=list, json_schema_extra={"maxItems": 4})


class MendedShape(_Part):
    """A sentence of an answer in place of one that was refused, by its number."""

    number: int
    text: str = Field(min_length=1)
    passages: list[int] = Field(default_factory=list, json_schema_extra={"maxItems": 4})


class MendShape(_Part):
    """What a model makes of the sentences that were refused."""

    sentences: list[MendedShape] = Field(json_schema_extra={"maxItems": 8})


class AnswerShape(_Part):
    """An answer, or none and why."""

    sentences: list[CitedShape] = Field(json_schema_extra={"maxItems": 4})
    why: str = ""


class GradeShape(_Part):
    """What a reply answers, and whether that is right."""

    given: str = ""
    grade: Literal["right", "wrong"]
