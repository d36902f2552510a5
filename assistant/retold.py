"""What a model words, held against the gate of answers: what does not pass is told in the article's own words.

A claim is found in its article before it comes here, so that there are words to tell it in: nothing that a source
states is lost by it, and nothing is put into a source. A model is asked about the claims as it worded them; these are
what is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answered import Passage
from assistant.ask.shelf import Shelf
from assistant.compare.findings import UNASKED
from assistant.compare.founded import brings_in
from assistant.digest import AROUND
from assistant.schema import ADDRESSED, Article, Claim, Compared, Digest, Discrepancy, Position, Quote, Sentence
from assistant.text.foreign import foreign
from assistant.text.names import same_named
from assistant.text.numerals import plain_numbers
from assistant.text.stance import voice
from assistant.text.words import content_weights, share_in

FIGURES = frozenset({"number", "date_time"})
CARRIED = 0.5
"""Least share of the words of a sentence that the claims made of it have, for them to stand for it."""


def guarded(articles: Iterable[Article]) -> bool:
    """Whether an article of a story carries a caution: whoever reads it may do what its author wants."""
    return any(article.cautions for article in articles)


def retold(article: Article, digest: Digest, *, strict: bool) -> Digest:
    """The digest with every claim and sentence that its words do not bear in the words themselves.

    None may bring in a word that its sentences, and those before them, do not have; strictly, each has to pass the gate
    of answers too.
    """
    teller = _Teller(article, strict)
    return replace(
        digest,
        claims=tuple(map(teller.claim, digest.claims)),
        summary=tuple(map(teller.sentence, digest.summary)),
    )


def completed(digest: Digest, baseline: Digest) -> Digest:
    """The digest with the baseline's claims of whose words or numbers its own claims leave out too much.

    A model that quotes a sentence and tells nothing of it has not told it.
    """
    missing = [claim for claim in baseline.claims if not _told(claim, digest.claims)]
    first = len(digest.claims) + 1
    new = tuple(replace(claim, id=f"{digest.article}:{n}") for n, claim in enumerate(missing, first))
    return replace(digest, claims=(*digest.claims, *new))


def _told(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether what other claims make of the words of one has its numbers and most of its words."""
    said = " ".join(other.text for other in others if _meet(claim.quotes, other.quotes))
    numbers = {value for value, _ in plain_numbers(said)}
    if any(value not in numbers for value, _ in plain_numbers(claim.text)):
        return False
    return share_in(content_weights(claim.text), content_weights(said)) >= CARRIED


def _meet(mine: Sequence[Quote], yours: Sequence[Quote]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in mine for b in yours)


def reworded(compared: Compared, before: Sequence[Digest], after: Sequence[Digest]) -> Compared:
    """Findings made of the claims of digests, told in the words that these have afterwards.

    What a finding calls its question or an answer by is left only where it has no word but those of the sources: a
    claim that was worded anew may have lent it one.
    """
    changed = {
        (old.article, old.quotes, old.text): new
        for was, now in zip(before, after, strict=True)
        for old, new in zip(was.claims, now.claims, strict=True)
        if old != new
    }
    if not changed:
        return compared
    editor = _Editor(changed)
    return replace(
        compared,
        agreements=tuple(replace(each, fact=editor.text(each.fact)) for each in compared.agreements),
        discrepancies=tuple(map(editor.finding, compared.discrepancies)),
        cleared=tuple(map(editor.finding, compared.cleared)),
        single_source=tuple(replace(each, claim=editor.text(each.claim)) for each in compared.single_source),
    )


def with_figures(compared: Compared, plain: Sequence[Discrepancy]) -> Compared:
    """What was found, with the figures and days that differ by rules alone and that nothing found tells of.

    A model that makes a claim of a sentence without its figure would else leave nothing to compare.
    """
    held = [_answers(finding) for finding in compared.discrepancies]
    taken = {finding.id for finding in compared.discrepancies}
    more = [
        each
        for each in plain
        if each.kind in FIGURES and each.id not in taken and not any(_answers(each) <= other for other in held)
    ]
    return replace(compared, discrepancies=(*compared.discrepancies, *more)) if more else compared


def _answers(finding: Discrepancy) -> frozenset[tuple[str, str]]:
    """Each source with the figures or days that it gives, or with its words where it gives none."""
    return frozenset(
        (each.article, " ".join(f"{value:g}" for value, _ in plain_numbers(each.value)) or each.value.casefold())
        for each in finding.positions
    )


@dataclass(frozen=True, slots=True)
class _Editor:
    """Puts the words of sources in place of those of claims, by article, quotes and text."""

    changed: Mapping[tuple[str, tuple[Quote, ...], str], Claim]

    def text(self, text: str) -> str:
        """A text without the wordings that did not pass."""
        for (_, _, old), new in sorted(self.changed.items(), key=lambda each: -len(each[0][2])):
            text = text.replace(old, new.text)
        return text

    def finding(self, finding: Discrepancy) -> Discrepancy:
        """A finding with its question, its reason and its answers told anew where a claim of it was."""
        claims = {
            each.quotes: new
            for each in finding.positions
            for (a, q, _), new in self.changed.items()
            if q == each.quotes
        }
        if not claims:
            return finding
        positions = tuple(self._position(each, claims.get(each.quotes)) for each in finding.positions)
        words = " ".join(
            [*(quote.text for each in positions for quote in each.quotes), *(each.value for each in positions)]
        )
        question, why = self.text(finding.question), self.text(finding.why)
        return replace(
            finding,
            question=UNASKED if brings_in(question, words) else question,
            why="" if brings_in(why, words) else why,
            positions=positions,
        )

    def _position(self, position: Position, claim: Claim | None) -> Position:
        if claim is None:
            return position
        value = self.text(position.value)
        return replace(position, value=claim.text if brings_in(value, claim.text) else value, speaker=claim.speaker)


class _Teller:
    """The sentences of an article, for what is made of them."""

    def __init__(self, article: Article, strict: bool) -> None:
        self._shelf = Shelf((article,))
        self._strict = strict

    def claim(self, claim: Claim) -> Claim:
        """The claim as it is, or in the words of the sentences that it stands on, said by whom these name."""
        passages = self._passages(claim.quotes)
        words = _words(passages)
        if not words or claim.text == words:
            return claim
        if not self._strict:
            return replace(claim, text=words) if foreign(claim.text, self._near(claim.quotes)) else claim
        said = voice(words)
        kept = _borne(claim, words, passages) and not foreign(claim.text, self._near(claim.quotes))
        return claim if kept else replace(claim, text=words, speaker=said.speaker, stance=said.stance)

    def sentence(self, sentence: Sentence) -> Sentence:
        """The same for a sentence of a summary."""
        passages = self._passages(sentence.quotes)
        words = _words(passages)
        borne = not self._strict or _states(sentence.text, passages)
        kept = borne and not foreign(sentence.text, self._near(sentence.quotes))
        return sentence if kept or not words else replace(sentence, text=words)

    def _near(self, quotes: Sequence[Quote]) -> str:
        """The title, the sentences of some quotes, and what stands before them."""
        start = quotes[0].start
        before = _heeded(self._shelf.articles[0])[max(0, start - AROUND) : start]
        return f"{self._shelf.articles[0].title} {before} {_words(self._passages(quotes))}"

    def _passages(self, quotes: Sequence[Quote]) -> list[Passage]:
        return [self._shelf.passages[mark] for mark in self._shelf.marks(quotes)]


def _heeded(article: Article) -> str:
    """The text of an article with blanks for what addresses a machine, which lends no word to a claim."""
    text = article.text
    for each in article.clutter:
        if each.reason == ADDRESSED:
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text


def _words(passages: Sequence[Passage]) -> str:
    return " ".join(" ".join(passage.quote.text.split()) for passage in passages)


def _borne(claim: Claim, words: str, passages: Sequence[Passage]) -> bool:
    """Whether the sentences state the claim, and that its speaker said so."""
    if not claim.speaker:
        return _states(claim.text, passages)
    if same_named(claim.speaker, voice(words).speaker) and _states(claim.text, passages):
        return True
    return _states(f"{claim.speaker} said {claim.text}", passages)


def _states(text: str, passages: Sequence[Passage]) -> bool:
    """Whether passages pass the gate of answers for a statement; it is loaded for the first that has to."""
    from assistant.ask.verify import not_borne

    return not not_borne(text, passages)
