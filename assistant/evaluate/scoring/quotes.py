"""Whether the quotes of an output are what they say: words of the article that they name, at their place."""

from collections.abc import Iterator

from assistant.evaluate.records import Case, Score, Words
from assistant.evaluate.scoring.output import Output
from assistant.evaluate.scoring.scene import Scene, Told, case
from assistant.schema import Quote

METRIC = "quote_validity"


def quote_cases(scene: Scene) -> Iterator[Case]:
    """A case for each article that quotes name, also where no article is called so."""
    by_article: dict[str, list[tuple[str, Quote]]] = {}
    for owner, quote in _all(scene.output):
        by_article.setdefault(quote.article, []).append((owner, quote))
    for id, quotes in sorted(by_article.items()):
        bad = [quote for owner, quote in quotes if not _sound(scene, owner, quote)]
        whole = len(quotes)
        score = Score(METRIC, float(whole - len(bad)), float(whole), f"{len(bad)} are not" if bad else "")
        told = Told(
            asked=f"Are the quotes of {id} its words?",
            expected=f"{whole} of {whole}",
            got=f"{whole - len(bad)} of {whole}",
            labelled=tuple(Words(_name(scene, quote), _there(scene, quote)) for quote in bad),
            found=tuple(word for quote in bad for word in scene.words([quote])),
        )
        yield case(f"{id}/quotes", "quotes", [score], told)


def _sound(scene: Scene, owner: str, quote: Quote) -> bool:
    """Whether a quote is of the article that it stands under, and its words are there."""
    return quote.article == owner and bool(quote.text) and _there(scene, quote) == quote.text


def _there(scene: Scene, quote: Quote) -> str:
    """What stands at the place of a quote."""
    article = scene.by_id.get(quote.article)
    return article.text[quote.start : quote.end] if article and 0 <= quote.start <= quote.end else ""


def _name(scene: Scene, quote: Quote) -> str:
    return next(iter(scene.words([quote]))).article


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
