"""Word (.docx): a note with real headings, footnotes, tables and links, all in named styles."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.render import wording
from assistant.render.catalogue import Catalogue
from assistant.render.footnotes import Footnote, Numbering
from assistant.render.note import (
    Block,
    Cell,
    Chapter,
    Cited,
    Dispute,
    Disputes,
    Entry,
    Line,
    Lines,
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
from assistant.render.note.differing import in_marks
from assistant.render.plain import one_line, quoted
from assistant.render.wordfile import TEXT_WIDTH, Frame, finished, opened, related
from assistant.render.wordml import BREAK, NOTHING, TAB, References, Xml, field, footnote, joined, paragraph, table
from assistant.render.wordml import run as words
from assistant.schema import Article, Quote

COLUMNS = (("source", 34), ("date", 31), ("position", 34), ("words", 71))
"""The table of a dispute: the catalogue's words and widths in millimetres, together the width of the text."""
KEPT = 3
"""Rows of a dispute that are held on one page; more may be parted, but for the first two and the last two."""
MATRIX = range(3, 7)
"""Sources of a matrix: with fewer it says no more than the lists, and for more no page is wide enough."""
MATRIX_ROWS = 15
"""Rows that a matrix may have; no page parts them."""
_QUESTION = 62  # millimetres
DASH = words(" — ")
_DAY = 18
"""Characters of a day that stand in a narrow column; one with its time has more."""
_SHORT = 60
"""Characters of a lead that has its parts behind it; a list with a longer one has all parts on lines of their own."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What a block is written with.

    `findings` names the places of disputes, `level` is that of a section's heading, `prose` the style of a paragraph.
    """

    say: Catalogue
    articles: dict[str, Article]
    to: References
    findings: dict[str, str]
    level: int
    prose: str = "Normal"


def note(told: Note) -> bytes:
    """A note as a Word document."""
    say = told.say
    several = len(told.chapters) != 1
    apart = several and any(len(chapter.sections) > 1 for chapter in told.chapters)
    document = opened(Frame(told.title, say.tag, told.made, say.of("phrases", "page_of"), apart))
    numbering = Numbering(told.articles, say)
    to = References(numbering, lambda address: related(document, address))
    page = _Page(say, numbering.articles, to, _places(told.chapters), 2 if several else 1)
    body = [paragraph("Title", words(told.title)), *(_several(told, page) if several else _single(told, page))]
    notes = [_footnote(number, each) for number, each in enumerate(numbering.footnotes.values(), 1)]
    return finished(document, joined(body), notes)


def _places(chapters: Iterable[Chapter]) -> dict[str, str]:
    """A name for the place of each dispute."""
    blocks = (block for chapter in chapters for section in chapter.sections for block in section.blocks)
    ids = [dispute.id for block in blocks if isinstance(block, Disputes) for dispute in block.disputes]
    return {id: f"_Finding{number}" for number, id in enumerate(dict.fromkeys(ids), 1)}


def _single(told: Note, page: _Page) -> list[Xml]:
    (chapter,) = told.chapters
    return [*_standfirst(chapter), *_sections((*told.opening, *chapter.sections, *told.closing), page)]


def _several(told: Note, page: _Page) -> list[Xml]:
    """The contents, a chapter for each story, and one for what is told of all of them."""
    about = Chapter(page.say.of("headings", "about"), "", "", told.closing)
    chapters = [*told.chapters, about]
    # Chapters are listed with their counts in the contents: only what is said of all of them is left to say here.
    made = [paragraph("Subtitle", *_line(line, page)) for line in told.contents if not line.lead]
    entries = [told for number, chapter in enumerate(chapters) for told in _entry(number, chapter, page)]
    made += _sections(told.opening, page)
    made += entries if told.chapters else []
    for number, chapter in enumerate(chapters):
        made.append(paragraph("Heading 1", page.to.place(_name(number), words(chapter.title))))
        made += [*_standfirst(chapter), *_sections(chapter.sections, page)]
    return made


def _entry(number: int, chapter: Chapter, page: _Page) -> list[Xml]:
    """A line of the contents, which leads to its chapter, with what was found in it below.

    It is no field for a table of contents, which Word would fill with the titles alone. Nobody knows the number of a
    page before it is laid out: the field has none until the reader's program works it out.
    """
    title = page.to.within(_name(number), words(chapter.title))
    detail = words("; ".join(filter(None, (chapter.standfirst, chapter.counts))))
    told = paragraph("Contents Entry", title, TAB, field(f"PAGEREF {_name(number)} \\h", " "))
    return [told, *([paragraph("Contents Detail", detail)] if detail else [])]


def _name(chapter: int) -> str:
    return f"_Toc{chapter:08d}"


def _standfirst(chapter: Chapter) -> list[Xml]:
    counts = words(chapter.counts, "Strong")
    return [paragraph("Subtitle", told) for told in (words(chapter.standfirst), counts) if told]


def _sections(sections: Sequence[Section], page: _Page) -> list[Xml]:
    made: list[Xml] = []
    for section in sections:
        if section.heading:
            made.append(paragraph(f"Heading {page.level}", words(section.heading)))
        at = replace(page, prose="Lead" if section.key == "bottom_line" else "Normal")
        made += [told for block in section.blocks for told in WRITERS[type(block)](block, at)]
    return made


def _prose(prose: Prose, page: _Page) -> list[Xml]:
    told = joined((_cited(sentence, page) for sentence in prose.sentences), words(" "))
    return [paragraph("Quiet" if prose.quiet else page.prose, told)]


def _cited(cited: Cited, page: _Page) -> Xml:
    return joined((words(cited.text), page.to.notes(cited.quotes)))


def _list(lines: Lines, page: _Page) -> list[Xml]:
    long = any(len(line.lead) > _SHORT for line in lines.lines)
    return [told for line in lines.lines for told in _listed(line, page, "List Bullet", BREAK if long else DASH)]


def _listed(line: Line, page: _Page, style: str, gap: Xml) -> list[Xml]:
    """An entry of a list. One that holds others is a heading in all but the outline; a mere aside has no bullet."""
    if line.lines:
        style = "List Lead" if style == "List Bullet" else style
        below = "List Bullet" if style == "List Lead" else "List Bullet 2"
        told = [one for each in line.lines for one in _listed(each, page, below, gap)]
        return [paragraph(style, *_line(line, page, gap)), *told]
    return [paragraph(style if line.parts or line.lead else "List Continue", *_line(line, page, gap))]


def _line(line: Line, page: _Page, gap: Xml = DASH) -> list[Xml]:
    """Lead, parts and aside; `gap` stands behind a lead that has parts."""
    told = (_shown(part.quotes, page) if line.shown else _cited(part, page) for part in line.parts)
    parts = joined(told, words("; "))
    lead = [words(line.lead, "Strong"), gap if line.lead and parts else NOTHING]
    aside = f"({line.aside})" if line.aside and parts else line.aside
    space = words(" ") if line.aside and (line.lead or parts) else NOTHING
    return [*lead, parts, space, words(aside, "Quiet Text")]


def _shown(quotes: Sequence[Quote], page: _Page) -> Xml:
    """Quotes themselves, each with its source and number."""
    said = (
        (quote, f"{quoted(one_line(quote.text))} ({wording.byline(page.articles[quote.article], page.say)})")
        for quote in quotes
    )
    return joined((joined((words(text), page.to.notes([quote]))) for quote, text in said), words("; "))


def _disputes(disputes: Disputes, page: _Page) -> list[Xml]:
    return [told for dispute in disputes.disputes for told in _dispute(dispute, page)]


def _dispute(dispute: Dispute, page: _Page) -> list[Xml]:
    question = words(dispute.question)
    verdict = (words(f"{dispute.judgement} "), words(dispute.mark, "Quiet Text"))
    last = len(dispute.stands) - 1
    kept = [number < last and (last < KEPT or number in (0, last - 1)) for number in range(last + 1)]
    head = [paragraph("Table Heading", words(page.say.of("columns", name))) for name, _ in COLUMNS]
    rows = [_stand(stand, page, keep) for stand, keep in zip(dispute.stands, kept, strict=True)]
    return [
        paragraph(f"Heading {page.level + 1}", page.to.place(page.findings[dispute.id], question)),
        paragraph("Verdict", *verdict),
        *([paragraph("Verdict", words(dispute.steps, "Strong"))] if dispute.steps else []),
        table(dispute.question, [width for _, width in COLUMNS], head, rows),
    ]


def _stand(stand: Stand, page: _Page, keep: bool) -> list[Xml]:
    who = words(f" ({stand.who})") if stand.who else NOTHING
    cells = (
        words(stand.source),
        words(stand.day),
        joined((words(stand.value, "Strong"), who)),
        joined((_words(stand, page), page.to.notes(stand.quotes))),
    )
    return [paragraph(_kept(keep), cell) for cell in cells]


def _kept(with_next: bool) -> str:
    """The style of a row: on one page with the next one, or not."""
    return "Table Text Kept" if with_next else "Table Text"


def _words(stand: Stand, page: _Page) -> Xml:
    if stand.pieces:
        return joined(map(_piece, in_marks(stand.pieces)))
    if not stand.again:
        return NOTHING
    told = words(page.say("as_in", id=stand.again))
    return page.to.within(page.findings[stand.again], told) if stand.again in page.findings else told


def _piece(piece: Piece) -> Xml:
    return words(piece.text, "Differing" if piece.differs else "")


def _timeline(timeline: Timeline, page: _Page) -> list[Xml]:
    wide = any(len(entry.day) > _DAY for entry in timeline.entries)
    return [_event(entry, page, "Timeline Entry Wide" if wide else "Timeline Entry") for entry in timeline.entries]


def _event(entry: Entry, page: _Page, style: str) -> Xml:
    told = [words(entry.day, "Strong"), TAB, words(entry.text), page.to.notes(entry.quotes)]
    found = [page.findings[id] for id in entry.findings if id in page.findings]
    if entry.findings:
        mark = words(page.say.of("page", "marked_disputed"), "Disputed Mark")
        told += [DASH, page.to.within(found[0], mark) if found else mark]
    return paragraph(style, *told)


def _matrix(matrix: Matrix, page: _Page) -> list[Xml]:
    """A table of ticks, where the page has room for it."""
    if len(matrix.articles) not in MATRIX or len(matrix.rows) > MATRIX_ROWS:
        return []
    title = page.say.of("page", "matrix")
    each = (TEXT_WIDTH - _QUESTION) / len(matrix.articles)
    names = wording.names([page.articles[id] for id in matrix.articles], page.say)
    head = [paragraph("Table Heading", words(text)) for text in (title, *names.values())]
    last = matrix.rows[-1]
    rows = [
        [paragraph(_kept(row is not last), told) for told in (words(row.text), *map(_tick, row.cells))]
        for row in matrix.rows
    ]
    return [
        paragraph("Table End"),
        table(title, [_QUESTION, *[each] * len(matrix.articles)], head, rows),
        paragraph("Table End"),
    ]


def _tick(cell: Cell) -> Xml:
    return words((cell.value or "✓") if cell.quotes else "–")


def _sources(listed: Sources, page: _Page) -> list[Xml]:
    return [_source(source, page) for source in listed.sources]


def _source(source: Source, page: _Page) -> Xml:
    """Who wrote what and when, and below it where it is; a click leads to the web and nowhere else."""
    place = words(source.place, "Hyperlink" if source.address else "")
    place = page.to.outside(source.address, place) if source.address else place
    title = (words(", "), words(source.title, "Emphasis")) if source.title else ()
    day = words(f", {source.day}") if source.day else NOTHING
    tie = words(f" — {source.tie}", "Quiet Text") if source.tie else NOTHING
    warning = joined((words(" — "), words(source.warning, "Disputed Mark"))) if source.warning else NOTHING
    end = (BREAK if place else NOTHING, place, tie, warning)
    return paragraph("Source Entry", words(source.label, "Strong"), *title, day, *end)


def _footnote(number: int, note: Footnote) -> Xml:
    named = (words(", "), words(note.title, "Emphasis")) if note.title else ()
    return footnote(number, words(f"{note.words} — {note.source}"), *named, words(f", {note.place}"))


WRITERS: dict[type[Block], Callable[[Any, _Page], list[Xml]]] = {
    Prose: _prose,
    Lines: _list,
    Disputes: _disputes,
    Timeline: _timeline,
    Matrix: _matrix,
    Sources: _sources,
}
