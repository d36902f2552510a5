"""Offices: who holds which, in the forms that news gives it, and which two mentions are of one office."""

from dataclasses import replace
from time import perf_counter

import pytest

from assistant.text.offices import Office, holders_of, offices, same_office, scope_of


def held(text: str) -> list[tuple[str, str]]:
    """Role and holder of every office of a text."""
    return [(office.role, office.holder) for office in offices(text)]


def only(text: str) -> Office:
    """The one office of a text."""
    (office,) = offices(text)
    return office


@pytest.mark.parametrize(
    "text",
    [
        "Ulmerian President Bram Oster spoke.",
        "Ulmeria's president, Bram Oster, spoke.",
        "Ulmeria’s President Bram Oster spoke.",
        "Bram Oster, president of Ulmeria, spoke.",
        "Bram Oster, the Ulmerian president, spoke.",
        "The president of Ulmeria, Bram Oster, spoke.",
        "Bram Oster is the president of Ulmeria.",
        "Bram Oster became president of Ulmeria.",
        "Bram Oster, whom it calls the president of Ulmeria, spoke.",
        "President Bram Oster of Ulmeria spoke.",
    ],
)
def test_one_office_in_many_forms(text: str) -> None:
    """The holder and whose office it is are read from every form."""
    office = only(text)
    assert (office.role, office.holder, office.scope) == ("president", "bram oster", scope_of("Ulmeria"))


@pytest.mark.parametrize(
    ("text", "role", "holder"),
    [
        ("Mayor Ana Vell spoke.", "mayor", "ana vell"),
        ("Mayor Theresa May spoke.", "mayor", "theresa may"),
        ("Ulmerian Foreign Minister Ilse Korn spoke.", "foreign minister", "ilse korn"),
        ("Ulmeria's foreign secretary, Ilse Korn, spoke.", "foreign minister", "ilse korn"),
        ("Ilse Korn, chief executive of Tarn Rail, spoke.", "chief executive", "ilse korn"),
        ("Tarn Rail CEO Ilse Korn spoke.", "chief executive", "ilse korn"),
        ("Oxmere Town manager Jory Lund spoke.", "coach", "jory lund"),
        ("Jory Lund, who leads the Tarn Institute, spoke.", "leader", "jory lund"),
        ("The study was led by Jory Lund.", "leader", "jory lund"),
    ],
)
def test_roles_and_their_other_words(text: str, role: str, holder: str) -> None:
    """Two words for one role are one role."""
    assert held(text) == [(role, holder)]


@pytest.mark.parametrize(
    "text",
    [
        "Former Ulmerian President Bram Oster spoke.",
        "Bram Oster, former president of Ulmeria, spoke.",
        "Bram Oster, the then president of Ulmeria, spoke.",
        "Acting president Bram Oster spoke.",
        "Deputy mayor Ana Vell spoke.",
        "Vice President Ana Vell spoke.",
        "President-elect Bram Oster spoke.",
        "The Ulmerian president's office was closed.",
        "The president spoke.",
        "They elected a president on Monday.",
    ],
)
def test_who_does_not_hold_the_office(text: str) -> None:
    """Former, acting and deputy holders, and an office without a name, are left out."""
    assert held(text) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Ulmerian President Bram Oster", "Tom Lund, president of Ulmeria", True),
        ("Ulmerian President Bram Oster", "Ulmeria's president, Tom Lund", True),
        ("Tarnish President Bram Oster", "Tom Lund, the president of Tarn", True),
        ("Oxmere Mayor Ana Vell", "the mayor of Oxmere, Tom Lund", True),
        ("Tarn Rail chief executive Ana Vell", "Tom Lund, chief executive of Tarn Rail", True),
        ("Ulmerian President Bram Oster", "Dovranian President Tom Lund", False),
        ("Ulmerian President Bram Oster", "Ulmerian Prime Minister Tom Lund", False),
        ("President Bram Oster", "Ulmerian President Tom Lund", False),
        ("Oxmere Mayor Ana Vell", "Dunmoor Mayor Tom Lund", False),
    ],
)
def test_the_same_office(left: str, right: str, expected: bool) -> None:
    """A land, its people's adjective and its possessive are one; an office of nowhere is none."""
    a, b = only(f"{left} spoke."), only(f"{right}, spoke.")
    assert same_office(a, b) is expected
    assert same_office(b, a) is expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bram Oster, president of Ulmeria, spoke.", "president of Ulmeria"),
        ("Bram Oster was named head of the Oxmere Fire Office.", "head of Oxmere Fire Office"),
    ],
)
def test_the_title_is_the_offices_own(text: str, title: str) -> None:
    """The words shown for an office are those that name it."""
    assert only(text).title == title


def test_a_role_with_many_holders_is_nobodys_and_costs_little() -> None:
    """Thousands of presidents in one text are not compared with each other."""
    held = offices("President Tarn opened it. President Velling closed it.")
    assert holders_of(held) == {}
    many = [replace(held[0], holder=f"tarn{number}", start=9 * number, end=9 * number + 8) for number in range(20_000)]
    started = perf_counter()
    assert holders_of(many) == {}
    assert perf_counter() - started < 2


def test_a_run_of_initials_is_read_at_once() -> None:
    """A text of initials holds no office, and finding that out takes no square of its length."""
    started = perf_counter()
    assert offices("A." * 20_000) == []
    assert perf_counter() - started < 3
