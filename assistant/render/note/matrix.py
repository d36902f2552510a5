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
    asked: dict[str, list[Discrepancy]] = {}  # a figure may be disputed and have moved on: that is one question
    for finding in selection.unresolved(story):
        asked.setdefault(wording.question(finding), []).append(finding)
    rows = [_dispute(question, findings, columns) for question, findings in asked.items()]
    rows += [_fact(fact, columns) for fact in selection.independent(story)]
    return Matrix(columns, tuple(rows[:ROWS]))


def _dispute(question: str, findings: Sequence[Discrepancy], columns: Sequence[str]) -> Row:
    told: dict[str, dict[str, None]] = {}
    quotes: dict[str, dict[Quote, None]] = {}
    for finding in findings:
        for position in finding.positions:
            answer = shortened(wording.stand(position, finding)[0], ANSWER)
            told.setdefault(position.article, {})[answer] = None
            quotes.setdefault(position.article, {}).update(dict.fromkeys(position.quotes))
    cells = (Cell(" / ".join(told.get(id, ())), tuple(quotes.get(id, ()))) for id in columns)
    return Row(question, tuple(cells), findings[0].id)


def _fact(fact: Agreement, columns: Sequence[str]) -> Row:
    held = {support.article: support.quotes for support in fact.support}
    return Row(selection.heading(fact), tuple(Cell("", held.get(id, ())) for id in columns))
