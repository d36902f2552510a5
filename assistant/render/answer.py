"""Markdown of an answer: its sentences with their footnotes, who says what where sources disagree, or why none."""

from collections.abc import Sequence

from assistant.answered import Answer
from assistant.render import wording
from assistant.render.markdown import Footnotes, escaped, framed
from assistant.schema import Article, Discrepancy, Position, Sentence

NO_ANSWER = "**The sources do not answer this.**"


def answered(result: Answer) -> str:
    """An answer as a note."""
    notes = Footnotes(result.articles)
    blocks = _opening(result.question, result.articles)
    if result.understood:
        blocks.append(f"Understood as: {escaped(result.understood)}")
    if result.abstained:
        blocks.append(f"{NO_ANSWER} {escaped(result.why)}")
    blocks += [disputed(dispute, notes) for dispute in result.disputes]
    blocks += [_line(sentence, notes) for sentence in result.sentences]
    if result.removed:
        blocks.append(
            "\n".join(f"- left out: {escaped(each.text)} ({escaped(each.reason)})" for each in result.removed)
        )
    return framed([block for block in blocks if block], result, notes)


def begun(question: str, articles: Sequence[Article], sentences: Sequence[Sentence]) -> str:
    """What the note of an answer begins with once its first sentences are known, where nothing is disputed."""
    notes = Footnotes(articles)
    blocks = [*_opening(question, articles), *(_line(sentence, notes) for sentence in sentences)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _opening(question: str, articles: Sequence[Article]) -> list[str]:
    return [f"# {escaped(question)}", wording.standfirst(articles)]


def _line(sentence: Sentence, notes: Footnotes) -> str:
    return f"{escaped(sentence.text)}{notes.mark(sentence.quotes)}"


def disputed(dispute: Discrepancy, notes: Footnotes) -> str:
    """A line that says who says what."""
    told = "; ".join(_position(position, notes) for position in dispute.positions)
    return f"**The sources disagree:** {told}."


def _position(position: Position, notes: Footnotes) -> str:
    return f"{notes.label(position.article)}: {escaped(position.value)}{notes.mark(position.quotes)}"
