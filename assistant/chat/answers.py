"""An answer as lines: sentences with their marks, who says what where sources disagree, and why there is none."""

from collections.abc import Iterable

from assistant.answered import Answer
from assistant.answering import SILENT
from assistant.ask.compose import Told
from assistant.chat.lines import Line, Parts, Piece, cited, line
from assistant.chat.state import Chat
from assistant.render import wording
from assistant.render.plain import one_line, shortened
from assistant.schema import Discrepancy, Position, Sentence
from assistant.sessions import Exchange

NO_ANSWER = "The sources don't say."
RECAP = 160
"""Characters of an earlier answer that remind of it."""


def stated(chat: Chat, sentence: Sentence) -> Line:
    """A sentence with the marks of the words that it stands on."""
    return line(one_line(sentence.text), *cited(chat.marks(sentence.quotes)))


def ending(answer: Answer) -> Parts:
    """What is told of an answer behind its sentences."""
    if answer.abstained:
        yield abstained(answer.why)
    for each in answer.removed:
        yield line(Piece(f"left out: {one_line(each.text)} ({one_line(each.reason)})", "dim"))


def abstained(why: str) -> Line:
    """That there is no answer, and why where that says more."""
    reason = one_line(why).rstrip(".")
    known = not reason or reason == SILENT
    return line(Piece(NO_ANSWER, "strong"), *([] if known else [Piece(f" {_capital(reason)}.", "dim")]))


def disagreement(chat: Chat, told: Told) -> Parts:
    """Who says what, each with the marks of the words that say it."""
    yield line(Piece(f"{told.opening}:", "warn"))
    for item in told.items:
        yield line(one_line(item.text), *cited(chat.marks(item.quotes)), indent=2, hang=2)
    if told.decided:
        yield line(Piece(one_line(told.decided), "dim"), indent=2)


def positions(chat: Chat, finding: Discrepancy, indent: int = 2) -> Parts:
    """A line for each source that has a say."""
    for position in finding.positions:
        value, who = wording.stand(position, finding)
        speaker = f" ({one_line(who)})" if who else ""
        source = Piece(f"{_byline(chat, position)}: ", "dim")
        yield line(source, f"{shortened(value)}{speaker}", *cited(chat.marks(position.quotes)), indent=indent, hang=2)
    steps = wording.steps(finding) if finding.verdict == "superseded" else ""
    if steps:
        yield line(Piece(steps, "dim"), indent=indent, hang=2)


def recap(exchange: Exchange) -> Parts:
    """A reminder of an earlier exchange."""
    yield line(Piece("> ", "dim"), Piece(one_line(exchange.question), "strong"))
    told = NO_ANSWER if exchange.abstained else shortened(_told(exchange), RECAP)
    yield line(Piece(told, "dim"), indent=2)


def _told(exchange: Exchange) -> str:
    return _joined(each.text for each in exchange.sentences) or exchange.answer or exchange.why


def _joined(texts: Iterable[str]) -> str:
    return " ".join(one_line(text) for text in texts)


def _byline(chat: Chat, position: Position) -> str:
    return wording.byline(chat.article(position.article))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
