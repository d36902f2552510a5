"""Word (.docx): the note of the Markdown, with real footnotes, styles, and disputes as a table."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.render import selection, wording
from assistant.render.note import Note
from assistant.render.plain import one_line, quoted, shortened
from assistant.render.trace import place_of
from assistant.render.wordml import (
    Notes,
    Piece,
    Styled,
    add_footnotes,
    add_run,
    add_styles,
    field,
    packed,
    safe,
    style_id,
    write,
)
from assistant.schema import Article, Briefing, Compared, Comparison, Copy, Discrepancy, Position, Quote, Story

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import _Cell

LANGUAGE = "en-GB"
COLUMNS = (("Source", 54), ("Date", 38), ("Position", 78))
"""The table of disputes: headings and widths in millimetres, together the width of the text."""
_MARGIN, _WIDTH, _HEIGHT = 20, 210, 297  # millimetres, A4

_Story = Compared | Story


def note(told: Note) -> bytes:
    """A note as a Word document."""
    raise NotImplementedError


def briefing(result: Briefing | Comparison) -> bytes:
    """A note as a Word document."""
    page = _Page(result)
    several = len(result.stories) != 1
    page.put("Title", page.title)
    if several:
        for story in result.stories:
            told = selection.articles_of(story, page.articles)
            disputed = f"; {len(story.discrepancies):,} disputed" if story.discrepancies else ""
            page.put("List Bullet", _strong(story.title), f" — {wording.standfirst(told, story.origins)}{disputed}")
    for story in result.stories:
        page.story(story, 1 if several else 0)
    _closing(page, result)
    return page.finish()


def _strong(text: str) -> Styled:
    return Styled(one_line(text) or "Untitled", "Strong")


class _Page:
    """A document in the making."""

    def __init__(self, result: Briefing | Comparison) -> None:
        import docx

        self.articles = {article.id: article for article in result.articles}
        self.title = wording.pile(len(result.stories), len(result.articles)).capitalize()
        if len(result.stories) == 1:
            self.title = one_line(result.stories[0].title) or "Untitled"
        self.document: Document = docx.Document()
        self.notes = Notes()
        add_styles(self.document)
        _set_up(self.document, self.title, wording.version(result.run))

    def put(self, style: str, *pieces: Piece) -> None:
        """A paragraph in a style."""
        write(_styled(self.document.add_paragraph(), style), pieces, self.notes)

    def section(self, heading: str, level: int, lines: Sequence[tuple[str, Sequence[Piece]]]) -> None:
        """A heading with paragraphs, each with its style; nothing where there are none."""
        if lines:
            self.put(f"Heading {level + 1}", heading)
        for style, pieces in lines:
            self.put(style, *pieces)

    def story(self, story: _Story, level: int) -> None:
        """What is told of a story, in the order of the Markdown."""
        told = selection.articles_of(story, self.articles)
        if level:
            self.put("Heading 1", one_line(story.title) or "Untitled")
        self.put("Subtitle", wording.standfirst(told, story.origins))
        if isinstance(story, Story) and story.summary:
            sentences = [piece for s in story.summary for piece in (s.text, s.quotes, " ")]
            self.section("In short", level, [("Normal", sentences)])
        for heading, findings in (
            ("Disputed", selection.unresolved(story)),
            ("Resolved", selection.resolved(story)),
        ):
            if findings:
                self.put(f"Heading {level + 1}", heading)
                self._disputes(findings)
        if not story.discrepancies:
            self.put("Normal", wording.calm(story.coverage))
        self.section("Agreed", level, _agreed(story, self.articles))
        self.section(wording.UNMATCHED, level, _single(story, self.articles))
        if isinstance(story, Story):
            events = [(_strong(wording.when(e.date)), " — ", one_line(e.text), e.quotes) for e in story.timeline]
            self.section("Timeline", level, [("List Bullet", event) for event in events])
        self.section("Looked at and cleared", level, _cleared(story))

    def _disputes(self, findings: Sequence[Discrepancy]) -> None:
        table = _table(self.document)
        for finding in findings:
            head = _row(table)  # a question spans its row: a cell beside all of its rows may be parted by a page
            question = head[0].merge(head[-1])
            self._fill(question, "Table Text Kept", _strong(finding.question))
            steps = wording.steps(finding) if finding.verdict == "superseded" else ""
            for text in filter(None, (steps, f"{wording.judgement(finding)} {wording.mark(finding)}")):
                write(_styled(question.add_paragraph(), "Table Text Kept"), [text], self.notes)
            rows = [_row(table) for _ in finding.positions]
            for position, cells in zip(finding.positions, rows, strict=True):
                article = self.articles[position.article]
                style = "Table Text" if cells is rows[-1] else "Table Text Kept"  # a question stays on one page
                self._fill(cells[0], style, wording.source(article))
                self._fill(cells[1], style, wording.day(article) or "undated")
                self._fill(cells[2], style, *_position(position, finding))

    def _fill(self, cell: "_Cell", style: str, *pieces: Piece) -> None:
        write(_styled(cell.paragraphs[0], style), pieces, self.notes)

    def finish(self) -> bytes:
        """The file, with the words that the footnotes lead to."""
        add_footnotes(self.document, [_note(quote, self.articles[quote.article]) for quote in self.notes.quotes])
        return packed(self.document)


def _styled(paragraph: Any, style: str) -> Any:
    paragraph._p.style = style_id(style)
    return paragraph


def _row(table: Any) -> tuple[Any, ...]:
    """The cells of a new row, which no page parts."""
    from docx.oxml import OxmlElement

    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return tuple(row.cells)


def _position(position: Position, finding: Discrepancy) -> list[Piece]:
    value, who = wording.stand(position, finding)
    if not position.value:
        value = quoted(shortened(position.quotes[0].text))
    return [_strong(value), f" ({who})" if who else "", position.quotes]


def _note(quote: Quote, article: Article) -> list[str | Styled]:
    said = f"{quoted(one_line(quote.text))} — {wording.source(article)}"
    return [said, *_headline(article), f", {place_of(quote, article)}"]


def _headline(article: Article) -> list[str | Styled]:
    title = wording.headline(article)
    return [", ", Styled(title, "Emphasis")] if title else []


def _agreed(story: _Story, articles: Mapping[str, Article]) -> list[tuple[str, Sequence[Piece]]]:
    lines: list[tuple[str, Sequence[Piece]]] = []
    for fact in selection.independent(story):
        lines.append(("List Bullet", [_strong(fact.fact), f" — {wording.backing(fact.sources, fact.origins)}"]))
        lines += [("List Bullet 2", [wording.byline(articles[s.article]), s.quotes]) for s in fact.support]
    copied = selection.copied(story, articles)
    return [*lines, *([("List Bullet", [copied])] if copied else [])]


def _single(story: _Story, articles: Mapping[str, Article]) -> list[tuple[str, Sequence[Piece]]]:
    lines: list[tuple[str, Sequence[Piece]]] = []
    for article, claims, more in selection.alone(story, articles):
        lines.append(("List Bullet", [wording.byline(article)]))
        lines += [("List Bullet 2", [one_line(claim.claim), claim.quotes]) for claim in claims]
        lines += [("List Bullet 2", [wording.unshown(more)])] if more else []
    return lines


def _cleared(story: _Story) -> list[tuple[str, Sequence[Piece]]]:
    lines: list[tuple[str, Sequence[Piece]]] = []
    for finding in selection.settled(story):
        pieces: list[Piece] = [f"{one_line(finding.question)} " if finding.question else ""]
        for number, position in enumerate(finding.positions):
            value = shortened(position.value, 80) or "as quoted"
            pieces += [f"{' / ' if number else ''}{value}", position.quotes]
        lines.append(("List Bullet", [*pieces, f" — {wording.clearance(finding)}"]))
    unsettled = selection.unsettled(story)
    return [*lines, *([("List Bullet", [unsettled])] if unsettled else [])]


def _closing(page: _Page, result: Briefing | Comparison) -> None:
    """The articles, those on their own too, and how the note was made."""
    tied = selection.ties(result.stories)
    lone = [page.articles[id] for id in result.alone[: selection.MOST_LONE]]
    lines: list[tuple[str, Sequence[Piece]]] = [("List Bullet", _source(a, page.articles, {})) for a in lone]
    more = len(result.alone[selection.MOST_LONE :])
    why: list[tuple[str, Sequence[Piece]]] = [("Normal", [wording.ON_THEIR_OWN])] if lines else []
    unshown: list[tuple[str, Sequence[Piece]]] = [("List Bullet", [wording.unshown(more)])] if more else []
    page.section("On their own", 0, [*why, *lines, *unshown])
    told = selection.in_stories(result.articles, result.alone)
    page.section("Sources", 0, [("List Bullet", _source(a, page.articles, tied)) for a in told])
    made = [*wording.extent(wording.total([s.coverage for s in result.stories])), *wording.making(result.run)]
    made += [f"Not done: {one_line(p.where)}: {one_line(p.reason)}" for p in result.run.problems]
    page.section("How this was made", 0, [("List Bullet", [sentence]) for sentence in made])


def _source(article: Article, articles: Mapping[str, Article], tied: Mapping[str, Copy]) -> list[Piece]:
    facts = ", ".join(filter(None, (wording.day(article), one_line(article.url or article.path))))
    copy = tied.get(article.id)
    tie = f" — {wording.tie(copy, articles[copy.of])}" if copy else ""
    return [one_line(article.label), *_headline(article), f", {facts}{tie}"]


def _table(document: "Document") -> Any:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(1, len(COLUMNS), style="Table Grid")
    table.autofit = False
    for (heading, width), column, cell in zip(COLUMNS, table.columns, table.rows[0].cells, strict=True):
        column.width = cell.width = Mm(width)
        add_run(_styled(cell.paragraphs[0], "Table Text"), heading, "Strong")
    # A reader meets the headings again on every page, and a screen reader knows them for headings.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def _set_up(document: "Document", title: str, made: str) -> None:
    """Paper, styles of the text in tables, header and footer, and properties."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN + 5)
    text = document.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9.5)
    text.paragraph_format.space_after = Pt(2)
    text.paragraph_format.line_spacing = 1.0
    kept = document.styles.add_style("Table Text Kept", WD_STYLE_TYPE.PARAGRAPH)
    kept.base_style = text
    kept.paragraph_format.keep_with_next = True
    _set_margins(section, title, made)
    _set_properties(document, title, made)


def _set_margins(section: "Section", title: str, made: str) -> None:
    """Header and footer; the first page, which has the title, goes without it in its header."""
    section.different_first_page_header_footer = True
    write(section.header.paragraphs[0], [shortened(title, 90)], Notes())
    for footer in (section.first_page_footer, section.footer):
        foot = footer.paragraphs[0]
        write(foot, [f"{made} Page "], Notes())
        field(foot, "PAGE", "1")
        foot.add_run(" of ")
        field(foot, "NUMPAGES", "1")


def _set_properties(document: "Document", title: str, made: str) -> None:
    """Language, title and maker."""
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(language.keys()[0], LANGUAGE)
    known = document.core_properties
    known.title, known.language, known.author = safe(shortened(title, 250)), LANGUAGE, made.rstrip(".")
    known.comments = known.last_modified_by = ""
    # The template's own date; when a note was made is nowhere in its result.
    for name in ("created", "modified"):
        for element in known._element.xpath(f"*[local-name()='{name}']"):
            known._element.remove(element)
