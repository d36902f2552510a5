"""Claims of an article beside the labelled ones: which are the same, and of those speaker and stance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evaluate.hashing import hash_of
from assistant.evaluate.labels.gold import GoldClaim, GoldClaims
from assistant.evaluate.records import Case, Score, Words
from assistant.evaluate.scoring.align import aligned
from assistant.evaluate.scoring.cases import Told, case, f_parts, one, unscored, wrong
from assistant.evaluate.scoring.scene import UNLOCATED, Scene
from assistant.evaluate.scoring.spans import HALF, common
from assistant.evaluate.scoring.values import alike, contradict, same_speaker
from assistant.schema import Article, Claim, Quote
from assistant.text.facts import Context, content_overlap, context_of
from assistant.text.locate import locate

METRICS = ("claim_recall", "claim_precision", "claim_f1")
DETAILS = ("speaker_accuracy", "stance_accuracy")
WORDED = 0.5
"""Content words, by weight, that two claims without quotes must share to be one: a share of the lighter one's."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A labelled claim with its words in their place."""

    gold: GoldClaim
    quote: Quote | None


def by_quotes(label: Quote, wanted: str, claim: Claim, context: Context) -> float:
    """How alike a labelled claim and one of ours are: 0 where they are not the same, else above 0 and at most 3.

    They can be the same where at least half of the shorter quote stands in the other, and neither gives a number,
    date, name or negation otherwise. How alike is the sum of that share, of what the quotes have in common of both
    together, and of the overlap of their words: of two clauses of one sentence each goes to the claim that says it.
    """
    share, of_both = common([label], claim.quotes)
    if share < HALF or contradict(wanted, claim.text, context, _quoted(claim)):
        return 0.0
    return share + of_both + content_overlap(wanted, claim.text)


def by_words(wanted: str, text: str, quoted: str = "") -> float:
    """How alike two claims are by their words alone, for labels without quotes: 0 below `WORDED`, else at most 1.

    `quoted` are the words that ours rests on, see `assistant.evaluate.scoring.values.contradict`.
    """
    share = alike(wanted, text, quoted)
    return share if share >= WORDED else 0.0


def _quoted(claim: Claim) -> str:
    return " ".join(" ".join(quote.text for quote in claim.quotes).split())


def claim_cases(scene: Scene) -> Iterator[Case]:
    """For each article with labelled claims a case for each of them, and for each claim of ours that has no label."""
    for labels in scene.gold.claims:
        article = scene.by_name.get(labels.article)
        digest = scene.digests.get(labels.article)
        yield from _of_article(scene, labels, article, digest.claims if digest else ())


def _of_article(scene: Scene, labels: GoldClaims, article: Article | None, ours: Sequence[Claim]) -> Iterator[Case]:
    placed = [_Label(gold, locate(article, gold.quote) if article else None) for gold in labels.claims]
    context = context_of(article) if article else Context()

    def likeness(label: _Label, claim: Claim) -> float:
        if not label.quote:
            return 0.0
        return by_quotes(label.quote, label.gold.text, claim, context)

    pairs = dict(aligned(placed, ours, likeness))
    missing = scene.undigested([labels.article]) or "no claim of ours says it"
    for number, label in enumerate(placed):
        claim = ours[pairs[number]] if number in pairs else None
        yield _labelled(scene, labels.article, label, claim, missing)
    for number, claim in enumerate(ours):
        if number not in pairs.values():
            yield _unlabelled(scene, labels.article, claim)


def _labelled(scene: Scene, name: str, label: _Label, claim: Claim | None, missing: str) -> Case:
    gold = label.gold
    told = Told(
        asked=gold.text,
        expected=_said(gold.stance, gold.speaker),
        got=f"{_said(claim.stance, claim.speaker)}: {claim.text}" if claim else missing,
        labelled=(Words(name, gold.quote, gold.speaker),),
        found=tuple(scene.words(claim.quotes, claim.speaker)) if claim else (),
    )
    article = scene.by_name.get(name)
    context = context_of(article) if article else Context()
    id = f"{name}/claim-{hash_of(gold)}"
    return case(id, "claim", list(_scores(label, claim, missing, context)), told, hash_of(gold))


def _scores(label: _Label, claim: Claim | None, missing: str, context: Context) -> Iterator[Score]:
    if not label.quote:
        yield from (unscored(metric, UNLOCATED) for metric in (*METRICS, *DETAILS))
        return
    yield from f_parts(METRICS, bool(claim), int(bool(claim)), "" if claim else missing)
    if not claim:
        yield from (unscored(metric, missing) for metric in DETAILS)
        return
    gold = label.gold
    speaker = same_speaker(gold.speaker, claim.speaker, context)
    stance = gold.stance == claim.stance
    yield one("speaker_accuracy", speaker, "" if speaker else f"{claim.speaker or 'nobody'} for {_who(gold)}")
    yield one("stance_accuracy", stance, "" if stance else f"{claim.stance} for {gold.stance}")


def _unlabelled(scene: Scene, name: str, claim: Claim) -> Case:
    found = tuple(scene.words(claim.quotes, claim.speaker))
    told = Told(claim.text, "not labelled", _said(claim.stance, claim.speaker), (), found)
    id = f"{name}/found-{hash_of([claim.text, [w.text for w in found]])}"
    return case(id, "claim", wrong(METRICS, "no labelled claim says it"), told)


def _who(gold: GoldClaim) -> str:
    return gold.speaker or "nobody"


def _said(stance: str, speaker: str) -> str:
    return f"{stance} by {speaker}" if speaker else stance
