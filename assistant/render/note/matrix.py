"""Which source says what: disputed questions and agreed facts as rows, sources as columns."""

from collections.abc import Mapping, Sequence

from assistant.render import selection, wording
from assistant.render.note import Cell, Matrix, Row
from assistant.render.plain import shortened
from assistant.schema import Agreement, Article, Compared, Discrepancy, Quote, Story

ANSWER = 40
"""Characters of an answer in a cell."""
ROWS = 40


def matrix(story: Compared | Story, articles: Mapping[str, Article]) -> Matrix:
    """The matrix of a story; no rows where nothing is told by two sources."""
    columns = tuple(article.id for article in selection.articles_of(story, articles))
    rows = [_dispute(finding, columns) for finding in selection.unresolved(story)]
    rows += [_fact(fact, columns) for fact in selection.independent(story)]
    return Matrix(columns, tuple(rows[:ROWS]))


def _dispute(finding: Discrepancy, columns: Sequence[str]) -> Row:
    told: dict[str, list[str]] = {}
    quotes: dict[str, list[Quote]] = {}
    for position in finding.positions:
        told.setdefault(position.article, []).append(shortened(wording.stand(position, finding)[0], ANSWER))
        quotes.setdefault(position.article, []).extend(position.quotes)
    cells = (Cell(" / ".join(dict.fromkeys(told.get(id, ()))), tuple(quotes.get(id, ()))) for id in columns)
    return Row(wording.question(finding), tuple(cells), finding.id)


def _fact(fact: Agreement, columns: Sequence[str]) -> Row:
    held = {support.article: support.quotes for support in fact.support}
    return Row(selection.heading(fact), tuple(Cell("", held.get(id, ())) for id in columns))
