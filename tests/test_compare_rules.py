"""Rules: what arithmetic decides of two claims about numbers, offices, days and hours."""

import pytest

from assistant.compare.rules import decide
from assistant.compare.statements import Scale, Statement, statements_of
from assistant.schema import Article, Claim, Quote, Verdict

TODAY = "2025-11-12"
AROUND = (
    "The choir sang in the old chapel.",
    "Farmers sold apples and honey at the fair.",
    "A painter restored the tavern sign.",
    "Snow lay on the northern hills for weeks.",
    "Children planted a walnut tree behind the school.",
    "The miller repaired a broken wheel.",
)
"""Other claims of the story: what a word weighs depends on how many use it."""


def statement(text: str, article: str = "a1", published: str = TODAY) -> Statement:
    """A claim of an article that says nothing else."""
    claim = Claim(f"{article}:1", article, text, (Quote(article, 0, len(text), text),))
    return statements_of([claim], {article: Article(article, "", "", "", published, "", text)})[0]


def decided(left: str, right: str, days: tuple[str, str] = (TODAY, TODAY)) -> list[Verdict]:
    """What the rules hold of two texts of two articles."""
    a, b = statement(left, "a1", days[0]), statement(right, "a2", days[1])
    scale = Scale([a.facts.weights, b.facts.weights, *(statement(text).facts.weights for text in AROUND)])
    return list(decide(a, b, scale))


def labels(left: str, right: str, kind: str, days: tuple[str, str] = (TODAY, TODAY)) -> list[str]:
    """The labels of one kind, the same whichever text comes first."""
    found = [v.label for v in decided(left, right, days) if v.kind == kind]
    assert found == [v.label for v in decided(right, left, days[::-1]) if v.kind == kind]
    return [str(label) for label in found]


@pytest.mark.parametrize(
    ("left", "right", "label"),
    [
        ("The flood killed 19 people in Oxmere.", "Nineteen people died in the Oxmere flood.", "same"),
        ("The flood killed 19 people in Oxmere.", "The flood killed 21 people in Oxmere.", "contradiction"),
        ("Ana Vell, 54, was jailed.", "The court jailed Ana Vell, 54, on Monday.", "same"),
        ("Ana Vell, 54, was jailed.", "The court jailed Ana Vell, 57, on Monday.", "contradiction"),
        ("Lund got three years in prison.", "Lund was sentenced to 36 months in prison.", "same"),
        ("Lund got three years in prison.", "Lund was sentenced to four years in prison.", "contradiction"),
        ("Unemployment stood at 4.2%.", "The unemployment rate is 4.6%.", "contradiction"),
        ("Unemployment was 4.2% in May.", "Unemployment was 4.6% in June.", "differing_scope"),
        ("The pier is 412 metres long.", "The pier is 0.41 km long.", "compatible"),
        ("The pier is 412 metres long.", "The pier is 512 metres long.", "contradiction"),
        ("The pier weighs 1,000 tonnes.", "The pier weighs 1,400 tonnes.", "contradiction"),
        ("The envoys signed 12 agreements.", "The envoys signed 14 agreements.", "contradiction"),
        ("The envoys signed 12 agreements.", "The envoys signed a dozen agreements.", "same"),
        (
            "The mill lost 30 looms in the first quarter.",
            "The mill lost 45 looms in the second quarter.",
            "differing_scope",
        ),
        ("The storm sank 40 boats.", "The storm sank about 42 boats.", "compatible"),
        ("The storm sank 40 boats.", "The storm sank at least 30 boats.", "compatible"),
        ("The storm sank no more than 30 boats.", "The storm sank 40 boats.", "contradiction"),
    ],
)
def test_numbers_of_one_thing(left: str, right: str, label: str) -> None:
    """Equal, rounded, converted, of another period, or in contradiction."""
    assert labels(left, right, "number") == [label]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The flood killed 19 people in Oxmere.", "The flood injured 21 people in Oxmere."),
        ("Ana Vell, 54, was jailed.", "Tom Brack, 57, was jailed."),
        ("The ferry burned two days after the storm.", "The ferry burned five days after the storm."),
        ("The storm sank 40 boats.", "The storm felled 60 oaks."),
        ("The pier is 412 metres long.", "The pier weighs 512 tonnes."),
    ],
)
def test_numbers_of_different_things(left: str, right: str) -> None:
    """Another fate, person, noun or dimension is not compared."""
    assert labels(left, right, "number") == []


def test_an_earlier_year_is_another_scope() -> None:
    """Two papers a year apart speak of two years."""
    days = ("2024-05-01", "2025-05-01")
    found = labels("Unemployment fell to 4.2%.", "Unemployment fell to 4.6%.", "number", days)
    assert found == ["differing_scope"]


def test_the_two_values_are_named() -> None:
    """A verdict shows both figures with their words, and which facts it rests on."""
    (verdict,) = decided("The storm sank some 40 boats.", "The storm sank 60 boats.")
    assert verdict.values == ("some 40 boats", "60 boats")
    assert verdict.by == "rule:number"
    assert verdict.facts[0].startswith("a1:1#")
    assert verdict.question.endswith("?")


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("Ulmerian President Bram Oster spoke.", "Ilse Korn, president of Ulmeria, left.", ["contradiction"]),
        ("Ulmerian President Bram Oster spoke.", "Ulmeria's president, Ilse Korn, left.", ["contradiction"]),
        ("Ulmerian President Bram Oster spoke.", "Bram Oster, president of Ulmeria, left.", ["same"]),
        ("Ulmerian President Bram Oster spoke.", "Ulmerian President Oster left.", ["same"]),
        ("Ulmerian President Bram Oster spoke.", "Dovranian President Ilse Korn left.", []),
        ("Ulmerian President Bram Oster spoke.", "Former Ulmerian President Ilse Korn left.", []),
        ("President Bram Oster spoke.", "President Ilse Korn left.", []),
    ],
)
def test_holders_of_one_office(left: str, right: str, found: list[str]) -> None:
    """Two names for one office contradict each other; two offices do not."""
    assert labels(left, right, "identity_role") == found


def test_an_office_question_names_the_office() -> None:
    """The reader is asked who holds it, and told both names."""
    (verdict,) = decided("Ulmerian President Bram Oster spoke.", "Ilse Korn, president of Ulmeria, left.")
    assert set(verdict.values) == {"Bram Oster", "Ilse Korn"}
    assert "Ulmeria" in verdict.question
    assert "president" in verdict.question


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("The ferry burned out on 3 May 2025.", "The ferry burned out on 4 May 2025.", ["contradiction"]),
        ("The ferry burned out on 3 May 2025.", "The ferry burned out on May 3, 2025.", ["same"]),
        ("The ferry burned out on Monday.", "The ferry burned out on 10 November 2025.", ["same"]),
        ("The ferry burned out on Monday.", "The ferry burned out on 9 November 2025.", ["contradiction"]),
        (
            "The ferry burned out on Monday 10 November.",
            "The ferry burned out on Sunday 9 November.",
            ["contradiction"],
        ),
        ("The ferry left the quay at 6pm.", "The ferry left the quay at 18:00.", ["same"]),
        ("The ferry left the quay at 6pm.", "The ferry left the quay at 7pm.", ["contradiction"]),
        ("The ferry burned out on 3 May 2025.", "The ferry burned out in May 2025.", []),
        ("The ferry burned out on 3 May 2025.", "The council meets on 4 May 2025.", []),
    ],
)
def test_days_and_hours_of_one_event(left: str, right: str, found: list[str]) -> None:
    """Two days or hours of one event contradict each other; a month and a day of it do not."""
    assert labels(left, right, "date_time") == found


def test_a_shown_day_is_resolved() -> None:
    """A weekday is shown with the day it stands for."""
    (verdict,) = decided("The ferry burned out on Monday.", "The ferry burned out on 9 November 2025.")
    assert verdict.values == ("Monday (2025-11-10)", "9 November 2025")


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("The storm sank 40 boats in Oxmere.", "The storm sank 60 boats in Oxmere.", "number"),
        ("The pier is 412 metres long.", "The pier is 512 metres long.", "number"),
        ("The ferry burned out on 3 May 2025.", "The ferry burned out on 4 May 2025.", "date_time"),
    ],
)
def test_two_one_line_reports_contradict_each_other(left: str, right: str, kind: str) -> None:
    """A story of only two claims is compared too."""
    a, b = statement(left, "a1"), statement(right, "a2")
    found = decide(a, b, Scale([a.facts.weights, b.facts.weights]))
    assert [(v.label, v.kind) for v in found] == [("contradiction", kind)]
