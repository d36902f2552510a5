"""Discrepancies: those that are labelled and found, those that are not, and what should not have been flagged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evaluate.hashing import hash_of
from assistant.evaluate.labels.gold import GoldFinding, GoldPosition
from assistant.evaluate.records import Case, Score, Words
from assistant.evaluate.scoring.answers import plain
from assistant.evaluate.scoring.cases import Told, case, f_parts, one, unscored, wrong
from assistant.evaluate.scoring.scene import UNLOCATED, Scene
from assistant.evaluate.scoring.spans import meets, touches
from assistant.evaluate.scoring.values import published, same_value
from assistant.schema import DISCREPANT, Discrepancy, Position, Quote

METRICS = ("discrepancy_recall", "discrepancy_precision", "discrepancy_f1")
DETAILS = ("verdict_accuracy", "value_accuracy")
FLAGGED = "distractors_flagged"
POSITIONS = 2
"""Positions of a label that must be in their articles for it to be looked for."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A labelled finding with its words in their places, and the numbers of the reported ones that meet it."""

    gold: GoldFinding
    quotes: tuple[Quote | None, ...]
    hits: tuple[int, ...]
    why: str


def finding_cases(scene: Scene) -> Iterator[Case]:
    """A case for each labelled discrepancy and distractor, and for each reported discrepancy that no label meets.

    A reported one that meets several labels counts once, with the first of them; so `discrepancy_precision` is of
    reports, `discrepancy_recall` of labels.
    """
    reported = scene.output.discrepancies
    labels = [_placed(scene, label) for label in scene.gold.discrepancies]
    owner: dict[int, int] = {}
    for number, label in enumerate(labels):
        for hit in label.hits:
            owner.setdefault(hit, number)
    for number, label in enumerate(labels):
        yield _labelled(scene, label, sum(mine == number for mine in owner.values()))
    traps = [_placed(scene, label) for label in scene.gold.distractors]
    for trap in traps:
        yield _trap(scene, trap, [hit for hit in trap.hits if hit not in owner])
    for number, finding in enumerate(reported):
        if number not in owner:
            met = [trap.gold.question for trap in traps if number in trap.hits]
            yield _unlabelled(scene, finding, f"a distractor: {met[0]}" if met else "no label asks for it")


def _placed(scene: Scene, label: GoldFinding) -> _Label:
    quotes = tuple(scene.located(position) for position in label.positions)
    groups = [[position.quotes for position in each.positions] for each in scene.output.discrepancies]
    hits = tuple(number for number, group in enumerate(groups) if _met(label, quotes, group))
    return _Label(label, quotes, hits, "" if sum(map(bool, quotes)) >= POSITIONS else UNLOCATED)


def _met(label: GoldFinding, quotes: Sequence[Quote | None], groups: Sequence[Sequence[Quote]]) -> bool:
    """Whether a finding has two positions of a label, which answer differently unless it is labelled compatible."""
    found = [(p, quote) for p, quote in zip(label.positions, quotes, strict=True) if quote]
    apart = label.verdict != "compatible"
    answers = [plain(p.value).strip() or str(n) for n, (p, _) in enumerate(found)] if apart else []
    return meets([quote for _, quote in found], groups, answers)


def _labelled(scene: Scene, label: _Label, reports: int) -> Case:
    gold = label.gold
    told = _told(scene, label, gold.verdict)
    if label.why:
        scores = [unscored(metric, label.why) for metric in (*METRICS, *DETAILS)]
        return case(gold.id, gold.kind, scores, told, hash_of(gold))
    why = "" if label.hits else _missed(scene, label)
    scores = f_parts(METRICS, bool(label.hits), reports, why)
    details = [_verdict(scene, label), _values(scene, label)] if label.hits else _not_found()
    return case(gold.id, gold.kind, [*scores, *details], told, hash_of(gold))


def _not_found() -> list[Score]:
    return [unscored(metric, "it was not found") for metric in DETAILS]


def _verdict(scene: Scene, label: _Label) -> Score:
    verdicts = [scene.output.discrepancies[hit].verdict for hit in label.hits]
    if label.gold.verdict not in DISCREPANT:
        return unscored("verdict_accuracy", f"labelled {label.gold.verdict}, which nothing is reported as")
    right = label.gold.verdict in verdicts
    return one("verdict_accuracy", right, "" if right else f"reported as {verdicts[0]}")


def _values(scene: Scene, label: _Label) -> Score:
    """Of the labelled positions that a report has too and whose values can be compared, those given alike."""
    pairs = zip(label.gold.positions, label.quotes, strict=True)
    told = [_alike(scene, position, quote, label.hits) for position, quote in pairs if quote]
    known = [each for each in told if each is not None]
    if not known:
        return unscored("value_accuracy", "no value of it can be compared")
    return Score("value_accuracy", float(sum(known)), float(len(known)))


def _alike(scene: Scene, wanted: GoldPosition, quote: Quote, hits: Sequence[int]) -> bool | None:
    ours = [p for hit in hits for p in scene.output.discrepancies[hit].positions if touches(quote, p.quotes)]
    context = published(scene.by_id.get(quote.article))
    told = [same for p in ours if (same := same_value(wanted.value, p.value, context)) is not None]
    return any(told) if told else None


def _missed(scene: Scene, label: _Label) -> str:
    """Why a labelled discrepancy was not reported, as far as the output tells."""
    if undigested := scene.undigested(position.article for position in label.gold.positions):
        return undigested
    for other in scene.output.cleared:
        if _met(label.gold, label.quotes, [position.quotes for position in other.positions]):
            return f"cleared as {other.verdict}: {other.why or other.question}"
    return "not reported"


def _trap(scene: Scene, label: _Label, hits: Sequence[int]) -> Case:
    """A distractor; a report that meets a labelled discrepancy too does not flag it."""
    gold = label.gold
    flagged = [scene.output.discrepancies[hit] for hit in hits]
    score = Score(FLAGGED, float(bool(flagged)), 1.0, flagged[0].why if flagged else "")
    if label.why:
        score = unscored(FLAGGED, label.why)
    return case(
        gold.id, gold.kind, [score], _told(scene, label, f"not reported; {gold.verdict}: {gold.why}"), hash_of(gold)
    )


def _unlabelled(scene: Scene, finding: Discrepancy, why: str) -> Case:
    found = tuple(w for p in finding.positions for w in _shown(scene, p))
    told = Told(finding.question, "not reported", f"{finding.verdict}: {_answers(finding)}", (), found)
    id = hash_of([(w.article, w.text, w.value) for w in found])
    return case(f"found-{id}", finding.kind, wrong(METRICS, why), told)


def _told(scene: Scene, label: _Label, expected: str) -> Told:
    """The label beside what was reported of it."""
    reports = [scene.output.discrepancies[hit] for hit in label.hits]
    return Told(
        asked=label.gold.question,
        expected=expected,
        got="; ".join(f"{each.verdict}: {each.question}" for each in reports) or "not reported",
        labelled=tuple(Words(p.article, p.quote, p.value) for p in label.gold.positions),
        found=tuple(w for each in reports for p in each.positions for w in _shown(scene, p)),
    )


def _shown(scene: Scene, position: Position) -> tuple[Words, ...]:
    return tuple(scene.words(position.quotes, position.value))


def _answers(finding: Discrepancy) -> str:
    return " / ".join(dict.fromkeys(position.value for position in finding.positions))
