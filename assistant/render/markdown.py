"""Markdown for GitHub and Pandoc: every statement of a note footnoted to its exact words."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from assistant.answered import Answer
from assistant.checked import Check
from assistant.render import cautions, selection, wording
from assistant.render.catalogue import ENGLISH
from assistant.render.footnotes import Footnote, Numbering
from assistant.render.note import (
    Block,
    Chapter,
    Cited,
    Dispute,
    Disputes,
    Entry,
    Line,
    Lines,
    Look,
    Matrix,
    Note,
    Piece,
    Prose,
    Section,
    Source,
    Sources,
    Stand,
    Timeline,
)
from assistant.render.note.compose import made, sources
from assistant.render.note.differing import in_marks
from assistant.render.note.story import Desk
from assistant.render.plain import one_line, quoted, shortened
from assistant.schema import Article, Quote

# A bare address is a link too where Markdown is GitHub's, by its scheme, its `www.` or its `@`.
_SPECIAL = re.compile(r"[\\`*_\[\]<~|$^{]|&(?=#|\w+;)|@(?=\w)|:(?=//)|(?<=www)\.", re.IGNORECASE)
# Pandoc numbers items by letters, Roman numerals and `@label` too, also in parentheses.
_BLOCK_START = re.compile(r"^(?:(?=[#+\-=>:])|(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+|\\?@[\w-]*))(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """One line of article-derived text that Markdown shows as it is written, also at the head of a block."""
    return _BLOCK_START.sub(lambda found: (found[1] or "") + "\\", inner(text))


def inner(text: str) -> str:
    """The same where something stands before it: in a cell, or between marks of emphasis."""
    line = one_line(text)
    kept = line.rstrip("#")  # what ends a heading, and would be left out of it
    return _SPECIAL.sub(lambda found: "\\" + found[0], kept) + "\\#" * (len(line) - len(kept))


class Footnotes(Numbering):
    """Numbers quotes and writes their notes."""

    def mark(self, quotes: Sequence[Quote]) -> str:
        """`[^1][^2]`, the same number for the same quote."""
        return "".join(f"[^{self.number(quote)}]" for quote in quotes)

    def label(self, article: str) -> str:
        """Outlet and day of an article, escaped."""
        return escaped(wording.byline(self.articles[article], self.say))

    def shown(self, quotes: Sequence[Quote]) -> str:
        """Quotes in place, each with its source and mark."""
        return "; ".join(
            f"{escaped(quoted(shortened(q.text)))} ({self.label(q.article)}){self.mark([q])}" for q in quotes
        )

    def notes(self) -> list[str]:
        """The notes: verbatim words, outlet, title, offsets."""
        return [f"[^{number}]: {_footnote(note)}" for number, note in enumerate(self.footnotes.values(), 1)]


def _footnote(note: Footnote) -> str:
    return f"{escaped(note.words)} — {_named(note.source, note.title)}, {note.place}"


def note(told: Note) -> str:
    """A note as Markdown."""
    notes = Footnotes(told.articles, told.say)
    several = len(told.chapters) != 1
    blocks = [f"# {escaped(told.title)}"] if several else []
    opening = [block for section in told.opening for block in _section(section, notes)]
    blocks += opening if several else []
    blocks += ["\n".join(_lines(told.contents, notes))] if told.contents else []
    for chapter in told.chapters:
        blocks += _chapter(chapter, notes) if several else _alone(chapter, told.title, opening, notes)
    blocks += [f"# {told.say.of('headings', 'about')}"] if several else []
    blocks += [block for section in told.closing for block in _section(section, notes)]
    return _joined([*blocks, *notes.notes()])


def framed(blocks: Sequence[str], result: Check | Answer, notes: Footnotes) -> str:
    """Blocks with what every note ends with: its sources, how it was made, and its footnotes."""
    desk = Desk(notes.articles, Look())
    warned = told_first(result.articles, notes) if isinstance(result, Answer) else ()
    listed = sources(result.articles, desk, {})
    if isinstance(result, Answer):
        cited = [article for article in result.articles if article.id in notes.cited]
        heading = ENGLISH("sources_part", part=wording.part(len(cited), len(result.articles)))
        listed = sources(cited, desk, selection.copies_of(result.origins), heading)
    ends = [block for section in (*listed, *made(result.run, ENGLISH)) for block in _section(section, notes)]
    return _joined([*blocks, *warned, *ends, *notes.notes()])


def told_first(articles: Sequence[Article], notes: Footnotes) -> list[str]:
    """What to know before trusting the articles, as blocks; those cited come first."""
    ordered = sorted(articles, key=lambda article: article.id not in notes.cited)
    return [block for section in cautions.sections(ordered, notes.say) for block in _section(section, notes)]


def _joined(blocks: Sequence[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _chapter(chapter: Chapter, notes: Footnotes) -> list[str]:
    return _alone(chapter, chapter.title, (), notes)


def _alone(chapter: Chapter, title: str, opening: Sequence[str], notes: Footnotes) -> list[str]:
    standfirst = "; ".join(filter(None, (chapter.standfirst, chapter.counts)))
    told = (block for section in chapter.sections for block in _section(section, notes))
    return [f"# {escaped(title)}", escaped(standfirst), *opening, *told]


def _section(section: Section, notes: Footnotes) -> list[str]:
    heading = [f"## {escaped(section.heading)}"] if section.heading else []
    return [*heading, *(written for block in section.blocks for written in WRITERS[type(block)](block, notes))]


def _prose(prose: Prose, notes: Footnotes) -> list[str]:
    return [" ".join(_cited(sentence, notes) for sentence in prose.sentences)]


def _cited(cited: Cited, notes: Footnotes) -> str:
    return escaped(cited.text) + notes.mark(cited.quotes)


def _list(lines: Lines, notes: Footnotes) -> list[str]:
    return ["\n".join(_lines(lines.lines, notes))]


def _lines(lines: Sequence[Line], notes: Footnotes, indent: str = "") -> list[str]:
    told: list[str] = []
    for line in lines:
        told.append(f"{indent}- {_line(line, notes)}")
        told += _lines(line.lines, notes, indent + "  ")
    return told


def _line(line: Line, notes: Footnotes) -> str:
    if line.shown:
        parts = "; ".join(notes.shown(part.quotes) for part in line.parts)
    else:
        parts = "; ".join(_cited(part, notes) for part in line.parts)
    lead = f"**{inner(line.lead)}**" if line.lead else ""
    if parts:
        aside = f" ({inner(line.aside)})" if line.aside else ""
        return " — ".join(filter(None, (lead, parts))) + aside
    return " — ".join(filter(None, (lead, escaped(line.aside))))


def _disputes(disputes: Disputes, notes: Footnotes) -> list[str]:
    return [block for dispute in disputes.disputes for block in _dispute(dispute, notes)]


def _dispute(dispute: Dispute, notes: Footnotes) -> list[str]:
    columns = [notes.say.of("columns", name) for name in ("source", "date", "position", "words")]
    head = f"| {' | '.join(map(inner, columns))} |\n|---|---|---|---|"
    return [
        f"### {escaped(dispute.question)}",
        f"{escaped(dispute.judgement)} {escaped(dispute.mark)}",
        f"**{inner(dispute.steps)}**" if dispute.steps else "",
        "\n".join([head, *(_stand(stand, notes) for stand in dispute.stands)]),
    ]


def _stand(stand: Stand, notes: Footnotes) -> str:
    who = f" ({inner(stand.who)})" if stand.who else ""
    words = "".join(map(_piece, in_marks(stand.pieces)))
    words = inner(notes.say("as_in", id=stand.again)) if stand.again else words
    cells = (inner(stand.source), inner(stand.day), f"**{inner(stand.value)}**{who}", words + notes.mark(stand.quotes))
    return f"| {' | '.join(cells)} |"


def _piece(piece: Piece) -> str:
    """Words of a quote, those in dispute strong; its spaces stay, for marks of emphasis must touch a word."""
    text = _SPECIAL.sub(lambda found: "\\" + found[0], piece.text)
    return f"**{text}**" if piece.differs else text


def _timeline(timeline: Timeline, notes: Footnotes) -> list[str]:
    return ["\n".join(_entry(entry, notes) for entry in timeline.entries)]


def _entry(entry: Entry, notes: Footnotes) -> str:
    mark = f" — *{inner(notes.say.of('page', 'marked_disputed'))}*" if entry.findings else ""
    return f"- **{inner(entry.day)}** — {inner(entry.text)}{notes.mark(entry.quotes)}{mark}"


def _matrix(matrix: Matrix, notes: Footnotes) -> list[str]:
    return []  # as many columns as sources: no page is that wide


def _sources(listed: Sources, notes: Footnotes) -> list[str]:
    return ["\n".join(map(_source, listed.sources))]


def _source(source: Source) -> str:
    place = "`" + source.place.replace("`", "'") + "`"
    facts = (_named(source.label, source.title), escaped(source.day), place)
    warning = f" — **{inner(source.warning)}**" if source.warning else ""
    return "- " + ", ".join(filter(None, facts)) + (f" — {escaped(source.tie)}" if source.tie else "") + warning


def _named(label: str, title: str) -> str:
    return escaped(label) + (f", *{inner(title)}*" if title else "")


WRITERS: dict[type[Block], Callable[[Any, Footnotes], list[str]]] = {
    Prose: _prose,
    Lines: _list,
    Disputes: _disputes,
    Timeline: _timeline,
    Matrix: _matrix,
    Sources: _sources,
}
