"""Markdown of an answer: its sentences with their footnotes, who says what where sources disagree, or why none."""

from assistant.answered import Answer
from assistant.render import wording
from assistant.render.markdown import Footnotes, escaped, framed
from assistant.schema import Discrepancy, Position

NO_ANSWER = "**The sources do not answer this.**"


def answered(result: Answer) -> str:
    """An answer as a note."""
    notes = Footnotes(result.articles)
    blocks = [f"# {escaped(result.question)}", wording.standfirst(result.articles)]
    if result.understood:
        blocks.append(f"Understood as: {escaped(result.understood)}")
    if result.abstained:
        blocks.append(f"{NO_ANSWER} {escaped(result.why)}")
    blocks += [disputed(dispute, notes) for dispute in result.disputes]
    blocks += [f"{escaped(sentence.text)}{notes.mark(sentence.quotes)}" for sentence in result.sentences]
    if result.removed:
        blocks.append(
            "\n".join(f"- left out: {escaped(each.text)} ({escaped(each.reason)})" for each in result.removed)
        )
    return framed([block for block in blocks if block], result, notes)


def disputed(dispute: Discrepancy, notes: Footnotes) -> str:
    """A line that says who says what."""
    told = "; ".join(_position(position, notes) for position in dispute.positions)
    return f"**The sources disagree:** {told}."


def _position(position: Position, notes: Footnotes) -> str:
    return f"{notes.label(position.article)}: {escaped(position.value)}{notes.mark(position.quotes)}"
