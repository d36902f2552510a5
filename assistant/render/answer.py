"""Markdown of an answer: who says what, its sentences with their footnotes, or why there is none."""

from assistant.answered import Answer
from assistant.ask.compose import Sources, Told, also, stopped, who_says_what
from assistant.render import wording
from assistant.render.markdown import Footnotes, escaped, framed

NO_ANSWER = "**The sources do not answer this.**"


def answered(result: Answer) -> str:
    """An answer as a note."""
    notes = Footnotes(result.articles)
    sources = Sources(notes.articles, result.origins)
    meant = result.understood or result.question
    blocks = [f"# {escaped(result.question)}"]
    if result.understood:
        blocks.append(f"Understood as: {escaped(result.understood)}")
    if result.abstained:
        read = wording.many(len(result.articles), "article")
        why = stopped(result.why[:1].upper() + result.why[1:])
        blocks.append(f"{NO_ANSWER} {escaped(why)} Looked at: {read}.")
    blocks += [_told(told, notes) for told in who_says_what(result.disputes, sources)]
    added = also(meant, result.sentences, result.disputes, sources)
    blocks += [f"{escaped(sentence.text)}{notes.mark(sentence.quotes)}" for sentence in added]
    if result.removed:
        left = "\n".join(f"- {escaped(each.text)} ({escaped(each.reason)})" for each in result.removed)
        blocks += ["Left out, since the words that were cited do not carry it:", left]
    return framed(blocks, result, notes)


def _told(told: Told, notes: Footnotes) -> str:
    """A line that says who says what, each with the words that say it."""
    items = "; ".join(f"{escaped(item.text)}{notes.mark(item.quotes)}" for item in told.items)
    return " ".join(filter(None, (f"**{told.opening}:** {items}.", escaped(told.decided))))
