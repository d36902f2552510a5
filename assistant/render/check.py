"""Markdown of a checked draft: counts first, then each sentence with its mark, reason and quotes."""

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from assistant.checked import Check, CheckedPair, CheckedSentence, CheckSummary, CheckVerdict
from assistant.render import wording
from assistant.render.markdown import Footnotes, escaped, framed, told_first
from assistant.render.plain import shortened

TITLE = "Check"
MARKS: dict[CheckVerdict, str] = {
    "contradicted": "✗",
    "unsupported": "?",
    "not_verified": "○",
    "supported": "✓",
    "not_checkable": "–",
}
NAMES: dict[CheckVerdict, str] = {verdict: verdict.replace("_", " ") for verdict in get_args(CheckVerdict)}
CALM = "Nothing in the draft was found to go against the sources; that is not proof that all of it is right."


def checked(result: Check) -> str:
    """A checked draft as a note."""
    notes = Footnotes(result.articles)
    blocks = [f"# {TITLE}", escaped(wording.standfirst(result.articles)), f"**{tally(result.summary)}**"]
    if not result.summary.contradicted and not result.summary.unsupported:
        blocks.append(CALM)
    blocks += told_first(result.articles, notes)
    blocks.append("\n".join(line for sentence in result.sentences for line in _sentence(sentence, notes)))
    return framed([block for block in blocks if block], result, notes)


def tally(summary: CheckSummary) -> str:
    """`3 sentences: 1 contradicted, 2 supported`; verdicts that nothing got are left out."""
    counts = {verdict: getattr(summary, verdict) for verdict in MARKS}
    told = ", ".join(f"{count:,} {NAMES[verdict]}" for verdict, count in counts.items() if count)
    total = wording.many(sum(counts.values()), "sentence")
    return f"{total}: {told}" if told else total


def pairs(checks: Sequence[CheckedPair]) -> str:
    """Checked pairs as a table with the counts before it."""
    counts = Counter(check.verdict for check in checks)
    told = ", ".join(f"{counts[verdict]:,} {NAMES[verdict]}" for verdict in MARKS if counts[verdict])
    rows = [
        f"| {_cell(str(check.id))} | {MARKS[check.verdict]} {NAMES[check.verdict]} | {check.score:.2f} | "
        f"{_cell(shortened(check.why))} |"
        for check in checks
    ]
    head = f"# Check\n\n**{wording.many(len(checks), 'pair')}{': ' if told else ''}{told}**\n"
    return "\n".join([head, "| id | verdict | score | why |", "|---|---|---|---|", *rows]) + "\n"


def _cell(text: str) -> str:
    return escaped(text)


def _sentence(sentence: CheckedSentence, notes: Footnotes) -> list[str]:
    head = f"- {MARKS[sentence.verdict]} **{NAMES[sentence.verdict]}**: {escaped(sentence.text)}"
    quotes = [f"  - {notes.shown([quote])}" for quote in sentence.evidence]
    return [head, f"  - {escaped(sentence.why)}", *quotes]
