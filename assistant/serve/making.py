"""Results as the tools give them back. Pure functions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from assistant.answered import Answer
from assistant.ask.compose import told_of
from assistant.ask.shelf import Shelf
from assistant.checked import Check
from assistant.render import wording
from assistant.render.check import tally
from assistant.schema import (
    ADDRESSED,
    Agreement,
    Article,
    Clutter,
    Compared,
    Comparison,
    Discrepancy,
    Problem,
    Quote,
    Run,
)
from assistant.serve import shapes

MASK = "█"
"""What stands in the place of a character that is not handed on: no offset moves."""
_FIELDS = {"title": "title", "outlet": "outlet", "file name": "path", "address": "url"}
"""The fields of an article that a caution can be about, by the name of their place."""


def handed_on(article: Article) -> Article:
    """The article without the title, outlet, path or address that addresses an AI: its reader may be one."""
    wrong = {_FIELDS.get(each.where, "") for each in article.cautions if each.kind == "addressed"} - {""}
    without: dict[str, Any] = dict.fromkeys(wrong, "")
    return replace(article, **without) if wrong else article


def masked(article: Article) -> str:
    """The text of an article, each character that addresses an AI replaced by one block; white space stays."""
    text = article.text
    for each in addressed(article):
        told = "".join(c if c.isspace() else MASK for c in text[each.start : each.end])
        text = f"{text[: each.start]}{told}{text[each.end :]}"
    return text


def addressed(article: Article) -> list[Clutter]:
    """The stretches of an article's text that address an AI."""
    return [each for each in article.clutter if each.reason == ADDRESSED]


def warned(articles: Iterable[Article]) -> tuple[shapes.Warned, ...]:
    """The cautions of articles, without their words."""
    return tuple(
        shapes.Warned(article.id, each.kind, each.where, each.start, each.end, each.count)
        for article in articles
        for each in article.cautions
    )


class Maker:
    """Makes what is given back from results on the articles of a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._articles = {article.id: handed_on(article) for article in shelf.articles}
        self._kept_back = {a.title for a in shelf.articles if a.title != self._articles[a.id].title}
        self._numbers = {article.id: number for number, article in enumerate(shelf.articles, 1)}
        self._sentences = Counter(passage.quote.article for passage in shelf.passages.values())

    def answered(self, answer: Answer) -> shapes.Answered:
        """An answer."""
        cited = [*(each.quotes for each in answer.sentences), *(each.quotes for each in told_of(answer))]
        return shapes.Answered(
            question=answer.question,
            understood=answer.understood,
            answer=answer.answer,
            sentences=tuple(shapes.Said(each.text, self.words(each.quotes)) for each in answer.sentences),
            disputed=answer.disputed,
            told=tuple(shapes.Said(each.text, self.words(each.quotes)) for each in told_of(answer)),
            disputes=tuple(map(self._finding, answer.disputes)),
            abstained=answer.abstained,
            why=answer.why,
            removed=len(answer.removed),
            engine=_engine(answer.run),
            problems=told(answer.run.problems),
            cautions=self._of_quoted(cited),
        )

    def compared(self, result: Comparison) -> shapes.Compared:
        """A comparison; what only one source says is counted."""
        return shapes.Compared(
            stories=tuple(map(self._story, result.stories)),
            alone=result.alone,
            engine=_engine(result.run),
            problems=told(result.run.problems),
            cautions=warned(self._articles.values()),
        )

    def checked(self, result: Check) -> shapes.Checked:
        """A checked text."""
        return shapes.Checked(
            verdict=result.summary.verdict,
            told=tally(result.summary),
            sentences=tuple(
                shapes.Ruled(each.text, each.start, each.end, each.verdict, each.why, self.words(each.evidence))
                for each in result.sentences
            ),
            engine=_engine(result.run),
            problems=told(result.run.problems),
            cautions=self._of_quoted(each.evidence for each in result.sentences),
        )

    def sources(self, problems: Sequence[Problem]) -> shapes.Sources:
        """The articles, in the order of their numbers."""
        return shapes.Sources(tuple(map(self.source, self._shelf.articles)), told(problems))

    def source(self, article: Article) -> shapes.Source:
        """An article."""
        article = self._articles[article.id]
        return shapes.Source(
            number=self._numbers[article.id],
            article=article.id,
            source=article.label,
            title=article.title,
            published=article.published,
            path=article.path,
            url=article.url,
            sentences=self._sentences[article.id],
            cautions=warned((article,)),
        )

    def words(self, quotes: Sequence[Quote]) -> tuple[shapes.Words, ...]:
        """Quotes, each with the mark of the sentence in which it begins."""
        return tuple(map(self._words, quotes))

    def _of_quoted(self, quotes: Iterable[Sequence[Quote]]) -> tuple[shapes.Warned, ...]:
        ids = {quote.article for held in quotes for quote in held}
        return warned(article for id, article in self._articles.items() if id in ids)

    def _words(self, quote: Quote) -> shapes.Words:
        article = self._articles[quote.article]
        return shapes.Words(
            mark=next(iter(self._shelf.marks([quote])), ""),
            article=quote.article,
            source=article.label,
            published=article.published,
            start=quote.start,
            end=quote.end,
            text=quote.text,
        )

    def _finding(self, finding: Discrepancy) -> shapes.Finding:
        return shapes.Finding(
            id=finding.id,
            question=finding.question,
            verdict=finding.verdict,
            why=finding.why,
            positions=tuple(
                shapes.Stand(
                    article=each.article,
                    source=self._articles[each.article].label,
                    published=each.published,
                    value=each.value,
                    quotes=self.words(each.quotes),
                )
                for each in finding.positions
            ),
        )

    def _story(self, story: Compared) -> shapes.Story:
        return shapes.Story(
            title="" if story.title in self._kept_back else story.title,
            articles=story.articles,
            findings=tuple(map(self._finding, story.discrepancies)),
            agreements=tuple(map(self._fact, story.agreements)),
            single_source=len(story.single_source),
            told=" ".join(wording.extent(story.coverage)),
        )

    def _fact(self, fact: Agreement) -> shapes.Fact:
        quotes = self.words([quote for support in fact.support for quote in support.quotes])
        return shapes.Fact(fact.fact, fact.sources, fact.origins, quotes)


def told(problems: Sequence[Problem]) -> tuple[str, ...]:
    """What was not done, a line each."""
    return tuple(f"{problem.where}: {problem.reason}" for problem in problems)


def _engine(run: Run) -> str:
    return run.engine if run.engine == run.model else f"{run.engine}: {run.model}"
