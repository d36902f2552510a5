"""Gates: what must hold before anything is called a contradiction."""

from dataclasses import replace

import pytest

from assistant.compare.gates import gate
from assistant.compare.statements import Statement, statements_of
from assistant.schema import Article, Claim, Kind, Label, Quote, Stance, Verdict

CLASH = Verdict("contradiction", "number", "How many?", "One says 19, the other 21.", ("19", "21"), "rule:number")
FACT = replace(CLASH, kind="status_outcome", values=("", ""))
MONDAY, TUESDAY = "2025-11-10", "2025-11-11"


def statement(text: str, published: str = MONDAY, stance: Stance = "asserted", speaker: str = "") -> Statement:
    """A claim with its stance and day."""
    claim = Claim("a1:1", "a1", text, (Quote("a1", 0, len(text), text),), stance, speaker)
    return statements_of([claim], {"a1": Article("a1", "", "", "", published, "", text)})[0]


def gated(verdict: Verdict, left: Statement, right: Statement) -> Label:
    """The label that stands, the same from either side."""
    turned = replace(verdict, values=verdict.values[::-1])
    label = gate(verdict, left, right).label
    assert gate(turned, right, left).label == label
    return label


@pytest.mark.parametrize(
    ("left", "right", "days", "label"),
    [
        ("The flood killed 19 people.", "The flood killed 21 people.", (MONDAY, TUESDAY), "superseded"),
        ("The flood killed 19 people.", "The flood killed 21 people.", (MONDAY, MONDAY), "contradiction"),
        ("The flood killed 19 people.", "The flood killed 21 people.", (MONDAY, ""), "contradiction"),
        ("The pier has 19 piles.", "The pier has 21 piles.", (MONDAY, TUESDAY), "contradiction"),
        ("Sales grew by 19 boats.", "Sales grew by a revised 21 boats.", (MONDAY, TUESDAY), "superseded"),
        ("Sales grew by a revised 19 boats.", "Sales grew by 21 boats.", (MONDAY, TUESDAY), "contradiction"),
        (
            "The flood killed 19 people.",
            "The flood killed 21 people.",
            ("2025-11-10T08:00:00", "2025-11-10T18:00:00"),
            "superseded",
        ),
        (
            "At 6pm 19 people were missing.",
            "The office listed 21 people as missing at 6pm.",
            ("2025-11-10T18:30:00", "2025-11-10T20:00:00"),
            "contradiction",
        ),
    ],
)
def test_a_moving_figure_is_superseded(left: str, right: str, days: tuple[str, str], label: Label) -> None:
    """Tolls and revised figures of another day or hour are updates; others are not."""
    assert gated(CLASH, statement(left, days[0]), statement(right, days[1])) == label


@pytest.mark.parametrize(
    ("days", "label"),
    [((MONDAY, TUESDAY), "superseded"), ((TUESDAY, MONDAY), "differing_scope"), (("", ""), "differing_scope")],
)
def test_a_plan_does_not_contradict_its_outcome(days: tuple[str, str], label: Label) -> None:
    """An earlier plan is overtaken; one of unknown or later date is another matter."""
    plan = statement("The envoys will sign 19 papers.", days[0], "planned")
    outcome = statement("The envoys signed 21 papers.", days[1])
    assert gated(CLASH, plan, outcome) == label


def test_two_plans_may_contradict() -> None:
    """A plan is compared with another plan."""
    two = [statement(f"The envoys will sign {n} papers.", MONDAY, "planned") for n in (19, 21)]
    assert gated(CLASH, *two) == "contradiction"


@pytest.mark.parametrize(
    ("left", "right", "label"),
    [
        ("Ana Vell", "Tom Brack", "disputed"),
        ("Ana Vell", "Ana Vell", "contradiction"),
        ("Vell", "Ana Vell", "contradiction"),
        ("Ana Vell", "", "contradiction"),
        ("", "", "contradiction"),
        ("Ana Vell", "the harbour office", "contradiction"),
    ],
)
def test_two_speakers_dispute(left: str, right: str, label: Label) -> None:
    """Two people differ where each source only reports; one person, a source or an office does not."""
    sides = [statement("The lock was sound.", MONDAY, "reported" if who else "asserted", who) for who in (left, right)]
    assert gated(FACT, *sides) == label


@pytest.mark.parametrize(
    ("values", "label"),
    [
        (("19 boats", "21 boats"), "contradiction"),
        (("19 boats", "30 boats burned"), "unsure"),
        (("19 boats", "19 Boats "), "unsure"),
        (("19 boats", ""), "unsure"),
        (("a comet", "21 boats"), "unsure"),
        (("29 boats sank", "21 boats sank"), "unsure"),
    ],
)
def test_a_models_positions_must_be_in_the_words(values: tuple[str, str], label: Label) -> None:
    """What a model names as a position and its source does not say makes the verdict unsure."""
    sides = statement("The storm sank 19 boats."), statement("The storm sank 21 boats.")
    verdict = gate(replace(CLASH, by="model:tern", values=values), *sides)
    assert verdict.label == label


@pytest.mark.parametrize("label", ["same", "compatible", "differing_scope", "unrelated", "unsure"])
def test_harmless_verdicts_pass(label: Label) -> None:
    """What arithmetic finds harmless stands as it is."""
    verdict = replace(CLASH, label=label, by="rule:number", values=("x", "x"))
    assert gate(verdict, statement("Rain fell."), statement("Boats sank.")) == verdict


@pytest.mark.parametrize(
    ("left", "right", "label"),
    [
        ("The dam was opened on Monday.", "The dam was opened at dawn on Monday.", "same"),
        ("The dam was opened.", "The dam was not opened.", "unsure"),
        ("The company paid 4 million crowns.", "The company paid 3 million crowns.", "unsure"),
        ("Ana Vell closed the mill.", "Ana Vell sang a song.", "unsure"),
    ],
)
def test_a_model_may_not_call_unlike_things_the_same(left: str, right: str, label: Label) -> None:
    """Agreement is checked like disagreement: polarity, figures, and words in common."""
    told = Verdict("same", "other", "", "", by="model:tern")
    assert gate(told, statement(left), statement(right)).label == label


def test_a_model_brings_nothing_into_what_was_cleared() -> None:
    """Values, names and numbers that neither source has do not reach the list of what was cleared."""
    told = Verdict(
        "differing_scope", "number", "How many did Oda Velt kill?", "Dario killed 99.", ("99", "98"), by="model:tern"
    )
    kept = gate(told, statement("The storm sank 19 boats."), statement("The flood sank 21 boats."))
    assert (kept.label, kept.question, kept.why, kept.values) == ("differing_scope", "", "", ("", ""))


def test_superseded_needs_a_later_report() -> None:
    """A model's "superseded" of two reports of one day is a contradiction."""
    sides = statement("The storm sank 19 boats."), statement("The storm sank 21 boats.")
    verdict = replace(CLASH, label="superseded", by="model:tern", values=("19 boats", "21 boats"))
    assert gate(verdict, *sides).label == "contradiction"


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        (
            statement("The flood killed 19 people.", MONDAY),
            statement("The flood killed 21 people.", TUESDAY),
            "A later report gives a later figure.",
        ),
        (
            statement("The envoys will sign 19 papers.", MONDAY, "planned"),
            statement("The envoys signed 21 papers.", TUESDAY),
            "The earlier report gives the plan.",
        ),
        (
            statement("The envoys will sign 19 papers.", TUESDAY, "planned"),
            statement("The envoys signed 21 papers.", MONDAY),
            "One speaks of a plan, the other of what came.",
        ),
        (
            statement("The envoys would sign 19 papers.", MONDAY, "planned"),
            statement("The envoys signed 21 papers.", TUESDAY),
            "One speaks of a plan, the other of what came.",
        ),
        (
            statement("The envoys were due to sign 19 papers.", MONDAY),
            statement("The envoys signed 21 papers.", TUESDAY),
            "The earlier report gives the plan.",
        ),
        (
            statement("The lock was sound.", MONDAY, "reported", "Ana Vell"),
            statement("The lock was rotten.", MONDAY, "reported", "Tom Brack"),
            "Two speakers differ; each source only reports.",
        ),
    ],
)
def test_the_reader_is_told_what_took_the_place_of_a_contradiction(left: Statement, right: Statement, why: str) -> None:
    """Behind what the rule says itself, if it says anything."""
    assert gate(CLASH, left, right).why == f"{CLASH.why} {why}"
    assert gate(replace(CLASH, why=""), left, right).why == why


@pytest.mark.parametrize(
    ("days", "kind"), [(("", MONDAY), "number"), (("", ""), "number"), ((MONDAY, TUESDAY), "other")]
)
def test_only_figures_of_known_days_are_updates(days: tuple[str, str], kind: Kind) -> None:
    """Without both days nothing is later, and what is no figure does not move."""
    sides = statement("The flood killed 19 people.", days[0]), statement("The flood killed 21 people.", days[1])
    assert gated(replace(CLASH, kind=kind), *sides) == "contradiction"
