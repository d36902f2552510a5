"""What speaks against a sentence, one thing at a time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that speaks against a sentence.

    `why` is one line for the reader. `weight` is how much it counts. `opposed` tells that the source
    says otherwise; else it merely does not say so. `evidence` is the index of the sentence that
    opposes, -1 for none.
    """

    reason: str
    why: str
    weight: float
    opposed: bool
    evidence: int = -1
