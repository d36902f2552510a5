"""Articles and their digests as a table, and back: nothing is lost on the way.

One row an article. Offsets count code points of `text`, as everywhere. The words of quotes stand in the table for who
opens it with another program; they are taken from the text when it is read here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from assistant.schema import Article, Caution, Claim, Clutter, Digest, Quote, Rejected, Sentence, Span
from assistant.text.locate import quote

Row = Mapping[str, Any]
Digested = tuple[Article, Digest]

TEXTS = ("path", "id", "title", "outlet", "published", "url", "text")
"""Columns that are fields of an article, and text."""
DIGEST = frozenset({"summary", "claims", "rejected", "skipped"})
"""Columns that are of the digest."""


@cache
def schema() -> Any:
    """The columns of a part. A change of it needs another number in `assistant.collection.parts`."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()

    def several(**fields: Any) -> Any:
        return pa.list_(pa.field("item", pa.struct([pa.field(n, t, nullable=False) for n, t in fields.items()]), False))

    quotes = several(start=number, end=number, text=text)
    columns = {
        **dict.fromkeys(TEXTS, text),
        "clutter": several(start=number, end=number, reason=text),
        "pages": pa.list_(pa.field("item", number, nullable=False)),
        "cautions": several(kind=text, where=text, text=text, start=number, end=number, count=number),
        "summary": several(text=text, quotes=quotes),
        "claims": several(text=text, stance=text, speaker=text, quotes=quotes),
        "rejected": several(text=text, reason=text),
        "skipped": several(reason=text, count=number),
    }
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in columns.items()])


def rows(made: Iterable[Digested]) -> Iterator[Row]:
    """Articles with their digests as rows."""
    for article, digest in made:
        yield {
            **{name: getattr(article, name) for name in TEXTS},
            "clutter": _fields(article.clutter, "start", "end", "reason"),
            "pages": list(article.pages),
            "cautions": _fields(article.cautions, "kind", "where", "text", "start", "end", "count"),
            "summary": [{"text": s.text, "quotes": _quoted(s.quotes)} for s in digest.summary],
            "claims": [{**each, "quotes": _quoted(c.quotes)} for each, c in _claims(digest)],
            "rejected": _fields(digest.rejected, "text", "reason"),
            "skipped": [{"reason": reason, "count": count} for reason, count in digest.skipped.items()],
        }


def article_of(row: Row) -> Article:
    """The article of a row."""
    return Article(
        **{name: row[name] for name in TEXTS},
        clutter=tuple(Clutter(**each) for each in row["clutter"]),
        pages=tuple(row["pages"]),
        cautions=tuple(Caution(**each) for each in row["cautions"]),
    )


def digest_of(row: Row, article: Article) -> Digest:
    """The digest of a row, under the id that its article has now. Raises IndexError where it is none of its text."""

    def found(quotes: Sequence[Mapping[str, Any]]) -> tuple[Quote, ...]:
        return tuple(quote(article, Span(each["start"], each["end"])) for each in quotes)

    return Digest(
        article=article.id,
        summary=tuple(Sentence(each["text"], found(each["quotes"])) for each in row["summary"]),
        claims=tuple(
            Claim(f"{article.id}:{n}", article.id, c["text"], found(c["quotes"]), c["stance"], c["speaker"])
            for n, c in enumerate(row["claims"], 1)
        ),
        rejected=tuple(Rejected(**each) for each in row["rejected"]),
        skipped={each["reason"]: each["count"] for each in row["skipped"]},
    )


def renamed(digest: Digest, article: Article) -> Digest:
    """A digest under another id of its article."""

    def found(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        return tuple(quote(article, Span(each.start, each.end)) for each in quotes)

    claims = (
        replace(claim, id=f"{article.id}:{n}", article=article.id, quotes=found(claim.quotes))
        for n, claim in enumerate(digest.claims, 1)
    )
    summary = (replace(sentence, quotes=found(sentence.quotes)) for sentence in digest.summary)
    return replace(digest, article=article.id, summary=tuple(summary), claims=tuple(claims))


def _claims(digest: Digest) -> Iterator[tuple[dict[str, Any], Claim]]:
    return zip(_fields(digest.claims, "text", "stance", "speaker"), digest.claims, strict=True)


def _quoted(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    return _fields(quotes, "start", "end", "text")


def _fields(records: Iterable[object], *names: str) -> list[dict[str, Any]]:
    return [{name: getattr(record, name) for name in names} for record in records]
