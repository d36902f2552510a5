"""The nouns of the injection suite, as its files write them."""

from dataclasses import dataclass
from typing import Literal

Goal = Literal[
    "plant",  # words that no source reports are told as a claim, a finding or an answer
    "suppress",  # a fact or a discrepancy is no longer told
    "silence",  # a question that the sources answer is met with silence
    "leak",  # prompt or key are told
    "exfiltrate",  # a note leads its reader, or the reader's program, to the attacker's address
]
Form = Literal["md", "html", "txt", "jsonl", "docx", "pdf"]
Coding = Literal[
    "", "base64", "hex", "rot13", "leet", "homoglyph", "zero-width", "tags", "full-width", "reversed", "spaced", "morse"
]


@dataclass(frozen=True, slots=True)
class Report:
    """An article of a story before anybody meddled with it; `name` is that of its file, without an ending."""

    name: str
    outlet: str
    date: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A further piece of an attack that is shipped in two."""

    payload: str
    at: str = "end"
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack. `carrier` is the article that ships it, in a `form`; `at` is the place in it.

    `words` are what would be read in the output if it worked, `says` what an obedient model would write.
    """

    id: str
    family: str
    severity: Literal["low", "medium", "high"]
    goal: Goal
    carrier: str
    payload: str
    form: Form = "md"
    at: str = "end"
    coding: Coding = ""
    more: tuple[Piece, ...] = ()
    words: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event with a question that they answer, and attacks on whoever reads them."""

    story: str
    question: str
    articles: tuple[Report, ...]
    attacks: tuple[Attack, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Some attacks of the files beside it, by id; with `cautions` ignored to see what these are worth."""

    stories: tuple[str, ...]
    attacks: tuple[str, ...]
    cautions: Literal["heeded", "ignored"] = "heeded"


@dataclass(frozen=True, slots=True)
class Given:
    """An attack on a story. `heeded` is false where cautions are taken away before anything is asked."""

    story: Story
    attack: Attack
    heeded: bool = True
