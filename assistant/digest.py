"""A draft becomes a digest: each statement is found in the article's words or listed as rejected."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.schema import ADDRESSED, Article, Claim, Digest, Draft, DraftSentence, Quote, Rejected, Sentence, Span
from assistant.text.appeals import appeal
from assistant.text.carry import not_carried
from assistant.text.facts import Context, context_of
from assistant.text.locate import locate_parts, quote
from assistant.text.sentences import sentences
from assistant.text.tongue import in_another_tongue
from assistant.text.words import content_weights, tokens

AROUND = 600
"""Characters before a quote in which a name that the quote only points back to may stand."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a draft statement stands, or why it stands nowhere."""

    quotes: tuple[Quote, ...] = ()
    reason: str = ""


def make_digest(article: Article, draft: Draft) -> Digest:
    """The located summary and claims of an article; what could not be located is rejected."""
    reader = _Reader(article)
    found = [(each, reader.find(each)) for each in draft.claims]
    held = sorted(((d, f) for d, f in found if f.quotes), key=lambda pair: pair[1].quotes[0].start)
    summary = [(each, reader.find(each)) for each in draft.summary]
    return Digest(
        article=article.id,
        summary=tuple(Sentence(d.text, f.quotes) for d, f in summary if f.quotes),
        claims=tuple(_claim(reader, n, d, f) for n, (d, f) in enumerate(_unique(held), 1)),
        rejected=(*(Rejected(d.text, f.reason) for d, f in [*found, *summary] if not f.quotes), *draft.rejected),
        skipped=draft.skipped,
    )


def complete(digest: Digest, baseline: Digest) -> Digest:
    """The digest with the baseline's claims added wherever no claim of its own quotes the words."""
    quoted = [(q.start, q.end) for claim in digest.claims for q in claim.quotes]
    free = [
        claim
        for claim in baseline.claims
        if not any(start < q.end and q.start < end for start, end in quoted for q in claim.quotes)
    ]
    every = sorted([*digest.claims, *free], key=lambda claim: claim.quotes[0].start)
    numbered = tuple(replace(claim, id=f"{digest.article}:{n}") for n, claim in enumerate(every, 1))
    return replace(digest, claims=numbered)


def _claim(reader: "_Reader", number: int, draft: DraftSentence, found: _Found) -> Claim:
    article = found.quotes[0].article
    speaker = draft.speaker if reader.names_speaker(draft.speaker, found.quotes) else ""
    return Claim(f"{article}:{number}", article, draft.text, found.quotes, draft.stance, speaker)


def _unique(held: Sequence[tuple[DraftSentence, _Found]]) -> list[tuple[DraftSentence, _Found]]:
    """Leave out claims that say the same of the same words twice."""
    seen: set[tuple[str, int]] = set()
    kept = []
    for draft, found in held:
        key = (draft.text.lower(), found.quotes[0].start)
        if key not in seen:
            seen.add(key)
            kept.append((draft, found))
    return kept


class _Reader:
    """Finds statements in one article: by the words given, else by the sentence most like them."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._context: Context = context_of(article)
        orders = (each for each in article.clutter if each.reason == ADDRESSED)
        self._orders = sorted(orders, key=lambda each: each.start)
        self._title = (
            ""
            if any(each.kind == "addressed" and each.where == "title" for each in article.cautions)
            else article.title
        )
        self._sentences: list[Span] = sentences(article)
        self._starts = [span.start for span in self._sentences]

    def find(self, draft: DraftSentence) -> _Found:
        """The quotes that carry a statement, or the reason why none does: that of the words given, if any."""
        reasons = []
        for quotes in self._tries(draft):
            if quotes:
                reason = self._fault(draft.text, quotes)
                if not reason:
                    return _Found(tuple(quotes))
                reasons.append(reason)
        return _Found(reason=reasons[0] if reasons else "its words are not in the article")

    def _tries(self, draft: DraftSentence) -> Iterator[list[Quote]]:
        """Where to look, each place only when the one before was not good: the words given, then likely sentences."""
        yield [q for words in draft.words for q in locate_parts(self._article, words, draft.at)]
        yield self._alike(draft.text, 1)
        yield self._alike(draft.text, 2)

    def names_speaker(self, speaker: str, quotes: Sequence[Quote]) -> bool:
        """Whether the words of the quotes' sentences, or those before them, name a speaker."""
        if not speaker:
            return True
        words = {token.lower for token in tokens(f"{self._before(quotes)} {self._whole(quotes)}")}
        return all(token.lower in words for token in tokens(speaker))

    def _fault(self, text: str, quotes: Sequence[Quote]) -> str:
        if any(c.start < q.end and q.start < c.end for q in quotes for c in self._article.clutter):
            return "its words are page clutter, not report"
        if reason := self._no_report(quotes):
            return reason
        quoted, whole = " ".join(" ".join(q.text for q in quotes).split()), self._whole(quotes)
        return not_carried(text, quoted, self._context, self._before(quotes), whole if whole != quoted else "")

    def _no_report(self, quotes: Sequence[Quote]) -> str:
        """Why the sentences of the quotes report nothing, whatever stands in them; empty where they may."""
        text = self._article.text
        held = [text[self._sentences[n].start : self._sentences[n].end] for n in self._met(quotes)]
        if any(map(appeal, held)):
            return "its words speak to the reader, and report nothing"
        if any(in_another_tongue(sentence, text) for sentence in held):
            return "its words are in another language than the article"
        return ""

    def _before(self, quotes: Sequence[Quote]) -> str:
        start = quotes[0].start
        return f"{self._title}\n{self._without_orders(max(0, start - AROUND), start)}"

    def _without_orders(self, start: int, end: int) -> str:
        """A stretch of the text without what is addressed to an AI: such words lend no claim a name or a speaker."""
        pieces = []
        for order in self._orders:
            if order.start < end and order.end > start:
                pieces.append(self._article.text[start : max(start, order.start)])
                start = max(start, order.end)
        return " ".join([*pieces, self._article.text[start:end]])

    def _whole(self, quotes: Sequence[Quote]) -> str:
        """The words of the sentences in which the quotes stand."""
        text = self._article.text
        whole = " ".join(text[self._sentences[n].start : self._sentences[n].end] for n in self._met(quotes))
        return " ".join(whole.split())

    def _met(self, quotes: Sequence[Quote]) -> list[int]:
        """The sentences in which the quotes stand, by number."""
        met: set[int] = set()
        for q in quotes:
            first = max(0, bisect_right(self._starts, q.start) - 1)
            last = bisect_right(self._starts, q.end - 1)
            met.update(n for n in range(first, last) if self._sentences[n].end > q.start)
        return sorted(met)

    def _alike(self, text: str, count: int) -> list[Quote]:
        """The `count` neighbouring sentences that carry most of a statement's weight."""
        wanted = content_weights(text)

        def carried(index: int) -> float:
            spans = self._sentences[index : index + count]
            words = self._article.text[spans[0].start : spans[-1].end]
            held = content_weights(words)
            return sum(weight for stem, weight in wanted.items() if stem in held)

        if len(self._sentences) < count or not wanted:
            return []
        best = max(range(len(self._sentences) - count + 1), key=carried)
        return [quote(self._article, span) for span in self._sentences[best : best + count]]
