"""CSV: the findings of a result as rows of a spreadsheet, one for each quoted words of a position or claim."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from assistant.render import cautions, selection, wording
from assistant.render.plain import one_line
from assistant.schema import Article, Briefing, Compared, Comparison, Discrepancy, Origin, Quote, Story

COLUMNS = (
    *("story", "section", "finding", "question", "kind", "verdict", "severity", "why", "review", "review_note"),
    *("outlet", "title", "published", "value", "speaker", "statement", "quote", "start", "end"),
    *("sources", "origins", "origin", "copy_of", "article", "path", "url", "cautions"),
)
# Without it Excel reads UTF-8 as the code page of the machine; readers that know UTF-8 with a mark drop it.
_MARK = "\ufeff"
# What a spreadsheet takes for the head of a formula (OWASP, "CSV Injection"), at the head of a cell, and behind the
# separator of half of Europe's spreadsheets, where a quotation mark may open the cell; a bare number or percentage is
# none and stays as it is.
_FORMULA = re.compile(r"(^|;\"*)(\s*'*)(?=[=+\-@＝＋－＠])(?![+-]\s?\d[\d.,\s]*[%€$£°]?$)")

Row = dict[str, str | int]
_Story = Compared | Story


def table(result: Briefing | Comparison) -> str:
    """Every position of a finding, support of an agreement and lone claim, in the order of the note (RFC 4180).

    The text of a cell stands in one line: a line end in it would begin a row where the separator is another one.
    """
    articles = {article.id: article for article in result.articles}
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    for story in result.stories:
        sources = _Sources(articles, story.origins)
        for row in _rows(story, sources):
            cells = {"story": story.title, **row}
            writer.writerow({name: inert(cell) if isinstance(cell, str) else cell for name, cell in cells.items()})
    return _MARK + file.getvalue()


def inert(text: str) -> str:
    """One line in which no spreadsheet finds a formula: an apostrophe stands before what would begin one."""
    return _FORMULA.sub(r"\1'\2", one_line(text))


class _Sources:
    """The columns that tell where words stand."""

    def __init__(self, articles: dict[str, Article], origins: Sequence[Origin]) -> None:
        self._articles = articles
        self._origin = {id: number for number, origin in enumerate(origins, 1) for id in origin.articles}
        self._copy = selection.copies_of(origins)

    def rows(self, row: Row, article: str, quotes: Sequence[Quote]) -> Iterator[Row]:
        """The row once for each of its quotes."""
        source = self._articles[article]
        copy = self._copy.get(article)
        place: Row = {
            "outlet": source.label,
            "title": source.title,
            "published": source.published,
            "origin": self._origin.get(article, ""),
            "copy_of": wording.byline(self._articles[copy.of]) if copy else "",
            "article": article,
            "path": source.path,
            "url": source.url,
            "cautions": cautions.warning(source),
        }
        for quote in quotes:
            yield {**row, **place, "quote": quote.text, "start": quote.start, "end": quote.end}


def _rows(story: _Story, sources: _Sources) -> Iterator[Row]:
    findings = (
        ("disputed", selection.unresolved(story)),
        ("resolved", selection.resolved(story)),
    )
    for section, chosen in findings:
        for finding in chosen:
            yield from _finding(section, finding, sources)
    for fact in story.agreements:
        row: Row = {
            "section": "agreed" if fact.origins > 1 else "one origin",
            "statement": fact.fact,
            "sources": fact.sources,
            "origins": fact.origins,
        }
        for support in fact.support:
            yield from sources.rows(row, support.article, support.quotes)
    for claim in story.single_source:
        yield from sources.rows({"section": "single source", "statement": claim.claim}, claim.article, claim.quotes)
    for finding in story.cleared:
        yield from _finding("cleared", finding, sources)


def _finding(section: str, finding: Discrepancy, sources: _Sources) -> Iterator[Row]:
    shared: Row = {
        "section": section,
        "finding": finding.id,
        "question": finding.question,
        "kind": finding.kind,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "why": finding.why,
        "review": finding.review.state,
        "review_note": wording.decision(finding.review),
    }
    for position in finding.positions:
        row = {**shared, "value": position.value, "speaker": position.speaker}
        yield from sources.rows(row, position.article, position.quotes)
