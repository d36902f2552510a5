"""Which findings bear on a question: what the sources answer differently is said, not averaged."""

from collections.abc import Sequence

from assistant.schema import Discrepancy, Quote
from assistant.text.words import content_weights, share_in

ABOUT = 0.8
"""Least share of the question's weight that a finding must carry to be what was asked."""


def disputes_on(question: str, cited: Sequence[Quote], findings: Sequence[Discrepancy]) -> tuple[Discrepancy, ...]:
    """The findings that answer the question differently and that the answer stands on."""
    wanted = content_weights(question)
    return tuple(
        finding
        for finding in findings
        if any(_meets(quote, other) for p in finding.positions for quote in p.quotes for other in cited)
        and share_in(wanted, _said(finding)) >= ABOUT
    )


def _meets(one: Quote, other: Quote) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def _said(finding: Discrepancy) -> dict[str, float]:
    return content_weights(" ".join([finding.question, *(q.text for p in finding.positions for q in p.quotes)]))
