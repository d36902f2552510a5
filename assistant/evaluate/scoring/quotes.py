"""Whether the quotes of an output are what they say: words of the article that they name, at their place."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from assistant.evaluate.records import Case, Score, Words
from assistant.evaluate.scoring.cases import Told, case
from assistant.evaluate.scoring.output import Output
from assistant.evaluate.scoring.scene import Scene
from assistant.schema import Article, Quote

METRIC = "quote_validity"


def quote_cases(scene: Scene) -> Iterator[Case]:
    """A case for each article that quotes of a story name, also where no article is called so."""
    yield from cases_of(scene.by_id, _all(scene.output))


def cases_of(articles: Mapping[str, Article], quotes: Iterable[tuple[str, Quote]]) -> Iterator[Case]:
    """A case for each article that quotes name, given with the id of the article whose words they are shown as."""
    by_article: dict[str, list[tuple[str, Quote]]] = {}
    for owner, quote in quotes:
        by_article.setdefault(quote.article, []).append((owner, quote))
    for id, given in sorted(by_article.items()):
        article, whole = articles.get(id), len(given)
        name = PurePath(article.path).name if article else id
        bad = [quote for owner, quote in given if owner != id or not quote.text or _there(article, quote) != quote.text]
        score = Score(METRIC, float(whole - len(bad)), float(whole), f"{len(bad)} are not" if bad else "")
        told = Told(
            asked=f"Are the quotes of {id} its words?",
            expected=f"{whole} of {whole}",
            got=f"{whole - len(bad)} of {whole}",
            labelled=tuple(Words(name, _there(article, quote)) for quote in bad),
            found=tuple(Words(name, quote.text) for quote in bad),
        )
        yield case(f"{id}/quotes", "quotes", [score], told)


def _there(article: Article | None, quote: Quote) -> str:
    """What stands at the place of a quote."""
    return article.text[quote.start : quote.end] if article and 0 <= quote.start <= quote.end else ""


def _all(output: Output) -> Iterator[tuple[str, Quote]]:
    """Every quote of an output, with the article whose words it is shown as."""
    for digest in output.digests:
        yield from ((digest.article, quote) for sentence in digest.summary for quote in sentence.quotes)
        yield from ((digest.article, quote) for claim in digest.claims for quote in claim.quotes)
    for finding in (*output.discrepancies, *output.cleared):
        yield from ((position.article, quote) for position in finding.positions for quote in position.quotes)
    for agreement in output.agreements:
        yield from ((support.article, quote) for support in agreement.support for quote in support.quotes)
    for fact in output.single_source:
        yield from ((fact.article, quote) for quote in fact.quotes)
    for sentence in (*output.summary, *(s for reply in output.answers for s in reply.sentences)):
        yield from ((quote.article, quote) for quote in sentence.quotes)
