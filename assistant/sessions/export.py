"""A session as text: short for a terminal, and as a Markdown note that can be read without its articles."""

from collections.abc import Sequence
from datetime import datetime

from assistant.render.markdown import escaped
from assistant.render.plain import one_line, quoted, shortened
from assistant.render.wording import many
from assistant.render.wording import when as on_day
from assistant.sessions.records import Cited, Exchange, Hit, Session, Stated

NO_ANSWER = "The sources do not answer this."
QUESTION = 60
"""Characters of a question in a list."""
NOTHING = "no session is kept yet; assistant chat keeps one\n"


def when(at: str) -> str:
    """A time as the reader's clock had it, to the minute."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return one_line(at)


def listed(sessions: Sequence[Session]) -> str:
    """One line a session: name, when, how much, on what, and how it began."""
    rows = [
        (
            one_line(each.name),
            when(each.last),
            many(each.exchanges, "question"),
            named(each.paths),
            _opening(each.first),
        )
        for each in sessions
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    lines = ("  ".join([*map(str.ljust, row, widths), row[-1]]).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines) or NOTHING


def found(hits: Sequence[Hit]) -> str:
    """Two lines a hit: where it is, and what was found."""
    return "".join(
        f"{one_line(hit.session)} {hit.number}  {when(hit.at)}  {_opening(hit.question)}\n    {one_line(hit.snippet)}\n"
        for hit in hits
    )


def shown(session: Session, exchanges: Sequence[Exchange]) -> str:
    """A session to be read at a terminal, each sentence with the marks of its words."""
    blocks = [f"{one_line(session.name)}: {_made(session)}\n"]
    for each in exchanges:
        lines = [f"{each.number}. {one_line(each.question)}"]
        lines += [f"   (understood as: {one_line(each.understood)})"] if each.understood else []
        lines += [f"   {NO_ANSWER} {one_line(each.why)}".rstrip()] if each.abstained else []
        lines += [f"   {one_line(told.text)}{_marks(told)}" for told in (*each.disputes, *each.sentences)]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def exported(session: Session, exchanges: Sequence[Exchange]) -> str:
    """A session as Markdown, each sentence footnoted to the words it stands on."""
    notes = _Notes()
    blocks = [f"# {escaped(session.name)}", escaped(_made(session))]
    for each in exchanges:
        blocks += [f"## {each.number}. {escaped(each.question)}", escaped(when(each.at))]
        blocks += [f"Understood as: {escaped(each.understood)}"] if each.understood else []
        blocks += [f"**{NO_ANSWER}** {escaped(each.why)}".rstrip()] if each.abstained else []
        blocks += [notes.noted(told) for told in (*each.disputes, *each.sentences)]
    return "\n\n".join([*blocks, *notes.written()]) + "\n"


def named(paths: Sequence[str]) -> str:
    """Paths in short, by their last parts."""
    return shortened(", ".join(path.rstrip("/").rpartition("/")[2] or path for path in paths), QUESTION)


def _made(session: Session) -> str:
    asked = f"{many(session.exchanges, 'question')}, {when(session.started)} to {when(session.last)}"
    of = f", of {', '.join(map(one_line, session.paths))}" if session.paths else ""
    return f"{asked}{of}" + (f", answered by {one_line(session.model)}" if session.model else "")


def _opening(question: str) -> str:
    return shortened(question, QUESTION)


def _marks(told: Stated) -> str:
    marks = dict.fromkeys(one_line(cited.mark) for cited in told.cited if cited.mark)
    return "".join(f" [{mark}]" for mark in marks)


class _Notes:
    """Numbers the cited words in the order of their first use, the same words once."""

    def __init__(self) -> None:
        self._numbers: dict[Cited, int] = {}

    def noted(self, told: Stated) -> str:
        marks = "".join(f"[^{self._numbers.setdefault(c, len(self._numbers) + 1)}]" for c in told.cited)
        return escaped(told.text) + marks

    def written(self) -> list[str]:
        return [f"[^{number}]: {_note(cited)}" for cited, number in self._numbers.items()]


def _note(cited: Cited) -> str:
    title = f", *{escaped(cited.title)}*" if cited.title and cited.title != cited.source else ""
    day = f", {escaped(on_day(cited.published))}" if cited.published else ""
    place = "`" + one_line(cited.url or cited.path).replace("`", "'") + "`"
    said = escaped(quoted(one_line(cited.text)))
    return f"{said} — {escaped(cited.source)}{title}{day}, {place}, characters {cited.start}–{cited.end}"
