"""Summaries of articles: what they tell of what matters, what they rest on, and whether their article says it."""

from collections.abc import Iterator, Sequence

from assistant.evaluate.hashing import hash_of
from assistant.evaluate.labels.gold import GoldPoint, GoldPoints
from assistant.evaluate.records import Case, Score, Words
from assistant.evaluate.scoring.cases import Told, case, one, unscored
from assistant.evaluate.scoring.scene import UNLOCATED, Scene
from assistant.evaluate.scoring.spans import HALF, held
from assistant.evaluate.scoring.values import carries
from assistant.schema import Article, Quote, Sentence
from assistant.text.facts import context_of
from assistant.text.locate import locate

COVERAGE, MUST, FAITHFUL = "key_point_coverage", "must_quote_coverage", "summary_faithfulness"
GROUP = "summary"


def summary_cases(scene: Scene) -> Iterator[Case]:
    """A case for each key point, for each stretch that a summary should rest on, and for each of its sentences."""
    for points in scene.gold.key_points:
        article = scene.by_name.get(points.article)
        for point in points.points:
            yield _point(scene, points, article, point)
        for words in points.must_quote:
            yield _must(scene, points, article, words)
    for name, digest in scene.digests.items():
        for sentence in digest.summary:
            yield _faithful(scene, name, sentence)


def _summary(scene: Scene, name: str) -> Sequence[Sentence]:
    digest = scene.digests.get(name)
    return digest.summary if digest else ()


def _quotes(summary: Sequence[Sentence]) -> list[Quote]:
    return [quote for sentence in summary for quote in sentence.quotes]


def _point(scene: Scene, points: GoldPoints, article: Article | None, point: GoldPoint) -> Case:
    """A key point is told where the summary quotes half of its words, or where one of its sentences tells it."""
    summary = _summary(scene, points.article)
    quote = locate(article, point.quote) if article and point.quote else None
    context = context_of(article) if article else None
    by_quote = bool(quote) and held(quote, _quotes(summary)) >= HALF if quote else False
    by_words = any(carries(sentence.text, point.text, context) for sentence in summary) if context else False
    score = one(COVERAGE, by_quote or by_words, _reason(scene, points.article, by_quote, by_words))
    if not article or (point.quote and not quote):
        score = unscored(COVERAGE, UNLOCATED)
    labelled = (Words(points.article, point.quote),) if point.quote else ()
    told = Told(point.text, "in the summary", _text(summary), labelled, tuple(scene.words(_quotes(summary))))
    return case(f"{points.article}/point-{hash_of(point)}", GROUP, [score], told, hash_of(point))


def _reason(scene: Scene, name: str, by_quote: bool, by_words: bool) -> str:
    if by_quote or by_words:
        return "its words are quoted" if by_quote else "a sentence tells it"
    return scene.undigested([name]) or "neither quoted nor told"


def _must(scene: Scene, points: GoldPoints, article: Article | None, words: str) -> Case:
    summary = _summary(scene, points.article)
    quote = locate(article, words) if article else None
    share = held(quote, _quotes(summary)) if quote else 0.0
    why = scene.undigested([points.article]) or f"{share:.0%} of it is quoted"
    score = one(MUST, share >= HALF, why) if quote else unscored(MUST, UNLOCATED)
    told = Told(
        "what the summary rests on",
        "quoted",
        _text(summary),
        (Words(points.article, words),),
        tuple(scene.words(_quotes(summary))),
    )
    return case(f"{points.article}/quote-{hash_of(words)}", GROUP, [score], told, hash_of(words))


def _text(summary: Sequence[Sentence]) -> str:
    return " ".join(sentence.text for sentence in summary) or "no summary"


def _faithful(scene: Scene, name: str, sentence: Sentence) -> Case:
    score = faithful(sentence.text, scene.by_name[name])
    found = tuple(scene.words(sentence.quotes))
    told = Told(sentence.text, "supported by its article", score.unscored or score.reason, (), found)
    return case(f"{name}/summary-{hash_of(sentence.text)}", GROUP, [score], told)


def faithful(text: str, article: Article) -> Score:
    """Whether an article supports a sentence by the rules of `check`.

    A sentence that they neither vouch for nor speak against, or that states nothing, is not scored.
    """
    from assistant.check.ruling import gather, rule

    draft = Article("summary", "summary", "", "", article.published, "", text)
    rulings = rule(draft, gather([article]))
    verdicts = {ruling.verdict for ruling in rulings}
    why = " ".join(ruling.why for ruling in rulings)
    if verdicts & {"contradicted", "unsupported"}:
        return one(FAITHFUL, False, why)
    if "not_verified" in verdicts or "supported" not in verdicts:
        return unscored(FAITHFUL, why or "it has no sentence")
    return one(FAITHFUL, True, why)
