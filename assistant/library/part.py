"""What belongs to one article: the stems of its sentences, and its claims by the built-in engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.library.keeper import Keeper, content, held, keep, key_of
from assistant.pool import Pool, Watch
from assistant.schema import Article, Claim, Digest, Quote, Reading, Rejected, Sentence, Span, names_of
from assistant.text.locate import quote
from assistant.text.sentences import sentences
from assistant.text.words import content_stems

CLAIM = 150
"""Characters of an article that make about one claim."""
READING = "reading articles"


@dataclass(frozen=True, slots=True)
class Part:
    """An article made ready: the stems of each sentence and of each claim, and its digest."""

    sentences: tuple[tuple[str, ...], ...]
    claims: tuple[tuple[str, ...], ...]
    digest: Digest


def parts_of(reading: Reading, keeper: Keeper | None, pool: Pool, watch: Watch) -> list[Part]:
    """The part of each article, from the keeper or made now and kept; digests that were made before are taken."""
    articles = reading.articles
    digests = {digest.article: digest for digest in reading.digests}
    keys = {article.id: key_of("article", [content(article)]) for article in articles}
    found = {article.id: _read(article, held(keeper, keys[article.id])) for article in articles}
    missing = [article for article in articles if found[article.id] is None]
    watch(READING, len(articles) - len(missing), len(articles))
    # What has a digest already is ready in no time.
    sizes = [0 if article.id in digests else len(article.text) // CLAIM for article in missing]
    made = pool.for_work(sizes).map(_made_of, [(article, digests.get(article.id)) for article in missing])
    for number, (article, part) in enumerate(zip(missing, made, strict=True), len(articles) - len(missing) + 1):
        found[article.id] = part
        keep(keeper, keys[article.id], {**_written(part), "of": [content(article)], "about": names_of(article)})
        watch(READING, number, len(articles))
    return [part for part in found.values() if part]


def part_of(article: Article, digest: Digest | None = None) -> Part:
    """An article made ready; its `digest` by the built-in engine is made where there is none."""
    digest = digest or make_digest(article, Builtin().digest(article))
    spoken = (article.text[span.start : span.end] for span in sentences(article))
    return Part(tuple(map(content_stems, spoken)), tuple(content_stems(claim.text) for claim in digest.claims), digest)


def _made_of(each: tuple[Article, Digest | None]) -> Part:
    return part_of(*each)


def _written(part: Part) -> dict[str, Any]:
    digest = part.digest
    return {
        "sentences": [" ".join(each) for each in part.sentences],
        "claims": [
            [" ".join(said), c.text, _spans(c.quotes), c.stance, c.speaker]
            for said, c in zip(part.claims, digest.claims, strict=True)
        ],
        "summary": [[s.text, _spans(s.quotes)] for s in digest.summary],
        "rejected": [[r.text, r.reason] for r in digest.rejected],
        "skipped": digest.skipped,
    }


def _read(article: Article, data: Any) -> Part | None:
    """A part as it was kept; None where that is not one of this article."""
    try:
        claims = [
            Claim(f"{article.id}:{n}", article.id, text, _quotes(article, spans), stance, speaker)
            for n, (_, text, spans, stance, speaker) in enumerate(data["claims"], 1)
        ]
        digest = Digest(
            article=article.id,
            summary=tuple(Sentence(text, _quotes(article, spans)) for text, spans in data["summary"]),
            claims=tuple(claims),
            rejected=tuple(Rejected(text, reason) for text, reason in data["rejected"]),
            skipped=dict(data["skipped"]),
        )
        spoken = tuple(tuple(each.split()) for each in data["sentences"])
        return Part(spoken, tuple(tuple(claim[0].split()) for claim in data["claims"]), digest)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None


def _spans(quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    return [(q.start, q.end) for q in quotes]


def _quotes(article: Article, spans: Sequence[Sequence[int]]) -> tuple[Quote, ...]:
    return tuple(quote(article, Span(start, end)) for start, end in spans)
