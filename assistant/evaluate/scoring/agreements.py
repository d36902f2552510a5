"""Agreements and facts of one source: what is labelled and reported as such, and what is reported besides."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from assistant.evaluate.hashing import hash_of
from assistant.evaluate.labels.gold import GoldAgreement, GoldSingle
from assistant.evaluate.records import Case, Score, Words
from assistant.evaluate.scoring.cases import Told, case, f_parts, one, right, unscored, wrong
from assistant.evaluate.scoring.claims import by_words
from assistant.evaluate.scoring.scene import UNLOCATED, Scene
from assistant.evaluate.scoring.spans import common, meets, touches
from assistant.schema import Agreement, Quote, Support
from assistant.text.locate import locate

METRICS = ("agreement_recall", "agreement_precision", "agreement_f1")
SINGLE = "single_source_recall"
GROUP, SINGLE_GROUP = "agreement", "single_source"
SUPPORTS = 2
"""Supports of a label that must be in their articles for it to be looked for."""
_AS_SINGLE, _AS_AGREED, _AS_DISPUTED = "as of one source", "as agreed", "as disputed"


def agreement_cases(scene: Scene) -> Iterator[Case]:
    """A case for each labelled agreement, and for each reported one that no label meets.

    Matched as discrepancies are: the words of two labelled supports in the words of two sources of one report.
    """
    reported = scene.output.agreements
    labels = [[q for s in label.support if (q := scene.located(s))] for label in scene.gold.agreements]
    groups = [[support.quotes for support in each.support] for each in reported]
    hits = [[n for n, group in enumerate(groups) if meets(label, group)] for label in labels]
    owner: dict[int, int] = {}
    for number, found in enumerate(hits):
        for hit in found:
            owner.setdefault(hit, number)
    for number, (gold, label) in enumerate(zip(scene.gold.agreements, labels, strict=True)):
        met = [reported[hit] for hit in hits[number]]
        scores = [unscored(metric, UNLOCATED) for metric in METRICS]
        if len(label) >= SUPPORTS:
            reports = sum(mine == number for mine in owner.values())
            scores = f_parts(METRICS, bool(met), reports, "" if met else _missed(scene, gold, label))
        yield case(gold.id, GROUP, scores, _told(scene, gold, met), hash_of(gold))
    for number, each in enumerate(reported):
        if number not in owner:
            yield _unlabelled(scene, each)


def _missed(scene: Scene, gold: GoldAgreement, label: Sequence[Quote]) -> str:
    if undigested := scene.undigested(support.article for support in gold.support):
        return undigested
    if any(meets(label, [p.quotes for p in each.positions]) for each in scene.output.discrepancies):
        return "reported as a discrepancy"
    return "not reported"


def _told(scene: Scene, gold: GoldAgreement, met: Sequence[Agreement]) -> Told:
    return Told(
        asked=gold.fact,
        expected="agreed",
        got="; ".join(each.fact for each in met) or "not reported",
        labelled=tuple(Words(support.article, support.quote) for support in gold.support),
        found=tuple(w for each in met for w in _shown(scene, each)),
    )


def _unlabelled(scene: Scene, each: Agreement) -> Case:
    """A report that no labelled agreement meets: right or wrong by what else is labelled, where something is."""
    found = _shown(scene, each)
    told = Told(each.fact, "borne out by the labels", f"agreed by {each.sources}", (), found)
    return case(f"found-{hash_of([(w.article, w.text) for w in found])}", GROUP, _by_other_labels(scene, each), told)


def _by_other_labels(scene: Scene, each: Agreement) -> list[Score]:
    groups = [support.quotes for support in each.support]
    compatible = [label for label in scene.gold.distractors if label.verdict == "compatible"]
    for label in compatible:
        if meets([q for p in label.positions if (q := scene.located(p))], groups):
            return right(METRICS, f"labelled compatible: {label.question}")
    labelled = [texts for support in each.support if (texts := _claims_at(scene, support))]
    if len(labelled) < SUPPORTS:
        return [unscored(metric, "no label tells whether it is one") for metric in METRICS[1:]]
    pairs = (pair for one, other in combinations(labelled, 2) for pair in product(one, other))
    same = next((pair for pair in pairs if by_words(*pair)), None)
    return (
        right(METRICS, f"labelled claims say the same: {same[0]}")
        if same
        else wrong(METRICS, "no labelled claims of two of its sources say the same")
    )


def _claims_at(scene: Scene, support: Support) -> list[str]:
    """What the labelled claims say of whose words a support has some."""
    name = next(scene.words(support.quotes)).article
    claims = next((labels.claims for labels in scene.gold.claims if labels.article == name), ())
    placed = [(claim, locate(scene.by_name[name], claim.quote)) for claim in claims]
    return [claim.text for claim, quote in placed if quote and touches(quote, support.quotes)]


def _shown(scene: Scene, each: Agreement) -> tuple[Words, ...]:
    return tuple(w for support in each.support for w in scene.words(support.quotes))


def single_source_cases(scene: Scene) -> Iterator[Case]:
    """A case for each labelled fact of one source.

    Of all that is reported with words of the label, what fits these words best decides: it has to be told as a fact
    of one source, and nothing that fits as well as agreed or disputed.
    """
    for number, gold in enumerate(scene.gold.single_source, 1):
        quote = scene.located(gold)
        found = _reported(scene, quote) if quote else []
        told = Told(
            asked=gold.fact,
            expected=f"told {_AS_SINGLE}",
            got=" and ".join(dict.fromkeys(f"told {way}" for way, _ in found)) or "not reported",
            labelled=(Words(gold.article, gold.quote),),
            found=tuple(w for _, quotes in found for w in scene.words(quotes)),
        )
        alone = bool(found) and all(way == _AS_SINGLE for way, _ in found)
        score = one(SINGLE, alone, "" if alone else _not_single(scene, gold, told.got))
        score = score if quote else unscored(SINGLE, UNLOCATED)
        yield case(gold.id or f"single-{number}", SINGLE_GROUP, [score], told, hash_of(gold))


def _not_single(scene: Scene, gold: GoldSingle, got: str) -> str:
    return scene.undigested([gold.article]) or got


def _reported(scene: Scene, wanted: Quote) -> list[tuple[str, Sequence[Quote]]]:
    """How the words of a label are reported, where several overlap them only what fits them best."""
    told = scene.output
    ways: Iterable[tuple[str, Sequence[Quote]]] = [
        *((_AS_SINGLE, each.quotes) for each in told.single_source),
        *((_AS_AGREED, support.quotes) for each in told.agreements for support in each.support),
        *((_AS_DISPUTED, position.quotes) for each in told.discrepancies for position in each.positions),
    ]
    fits = [(common([wanted], quotes)[1], way, quotes) for way, quotes in ways if touches(wanted, quotes)]
    best = max((fit for fit, _, _ in fits), default=0.0)
    return [(way, quotes) for fit, way, quotes in fits if fit == best]
