"""Markdown of an answer: who says what, its sentences with their footnotes, or why there is none."""

from collections.abc import Sequence

from assistant.answered import Answer
from assistant.ask.compose import Told, also, apart, sources_of, stopped, told_of
from assistant.render import wording
from assistant.render.markdown import Footnotes, escaped, framed
from assistant.schema import Article, Sentence

NEAREST = "Nearest in the sources, found by words alone:"
NO_ANSWER = "**The sources do not answer this.**"
NOT_MADE = "**No answer was made.**"
"""Where the model did not deliver: that is not the silence of the sources."""
MOST_LEFT_OUT = 8
"""Refused sentences that are shown; the JSON has all."""
DIFFERENT = "**These are different answers:**"


def answered(result: Answer) -> str:
    """An answer as a note."""
    notes = Footnotes(result.articles)
    blocks = _opening(result.question, result.understood)
    if result.abstained:
        blocks.append(_none(result))
        blocks += [NEAREST, *(_part(each, notes) for each in result.nearest)] if result.nearest else []
    added = also(result.sentences, result.disputes)
    parts: tuple[Told | Sentence, ...] = (*told_of(result), *added)
    blocks += [_part(part, notes) for part in parts]
    if names := apart(result.understood or result.question, added, sources_of(result)):
        told = (f"{escaped(name)}{notes.mark(each.quotes)}" for name, each in zip(names, added, strict=True))
        blocks.append(f"{DIFFERENT} {'; '.join(told)}.")
    if result.removed:
        left = [f"- {escaped(each.text)} ({escaped(each.reason)})" for each in result.removed[:MOST_LEFT_OUT]]
        more = len(result.removed) - len(left)
        left += [f"- and {more:,} more"] if more else []
        blocks += ["Left out, since the words that were cited do not carry it:", "\n".join(left)]
    return framed(blocks, result, notes)


def _none(result: Answer) -> str:
    """That there is no answer, and why: the sources are silent, or the model did not deliver one."""
    if result.undelivered:
        return f"{NOT_MADE} {escaped(stopped(result.why))}"
    read = wording.many(len(result.articles), "article")
    why = stopped(result.why[:1].upper() + result.why[1:])
    return f"{NO_ANSWER} {escaped(why)} Looked at: {read}."


def begun(question: str, understood: str, articles: Sequence[Article], parts: Sequence[Told | Sentence]) -> str:
    """What the note of an answer begins with, once its first parts are known."""
    notes = Footnotes(articles)
    return "\n\n".join([*_opening(question, understood), *(_part(part, notes) for part in parts)]) + "\n"


def _opening(question: str, understood: str) -> list[str]:
    return [f"# {escaped(question)}", *([f"Understood as: {escaped(understood)}"] if understood else [])]


def _part(part: Told | Sentence, notes: Footnotes) -> str:
    """Who says what, each with the words that say it; or a sentence with the words that carry it."""
    if isinstance(part, Sentence):
        return f"{escaped(part.text)}{notes.mark(part.quotes)}"
    items = "; ".join(f"{escaped(item.text)}{notes.mark(item.quotes)}" for item in part.items)
    return " ".join(filter(None, (f"**{escaped(part.opening)}:** {items}.", escaped(part.decided))))
