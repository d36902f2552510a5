"""Names: what is one, where it begins, whose title is left off, and which two may be the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.schema import Article
from assistant.text.facts import context_of
from assistant.text.names import capitals, cores_in, full_names, initials, name_in, names, same_name, same_named


def cores(text: str) -> list[str]:
    """The names of a text, judged with the text's own capitals."""
    return [name.core for name in names(text, capitals(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ana Vell spoke in Oxmere.", ["ana vell", "oxmere"]),
        ("Dr. Ilse Korn and Tom Brack left.", ["ilse korn", "tom brack"]),
        ("The Tarn Valley Council met on Monday.", ["tarn valley council"]),
        ("In March he left for Tarn.", ["tarn"]),
        ("Oxmere's mayor left.", ["oxmere"]),
        ("Oxmere’s mayor left.", ["oxmere"]),
        ("The Inland Harbour Service (IHS) spoke.", ["inland harbour service", "ihs"]),
        ("President Bram Oster of Ulmeria spoke.", ["bram oster", "ulmeria"]),
        ("The University of Oxmere closed.", ["university of oxmere"]),
        ("Police arrested Jory Lund-Brack.", ["jory lund-brack"]),
        ("They met Foreign Minister Ilse Korn in Dunmoor.", ["ilse korn", "dunmoor"]),
        ("They met Prime Minister Ilse Korn.", ["ilse korn"]),
        ("John Brack opened the bridge.", ["john brack"]),
        ("They met President May of Ulmeria.", ["may", "ulmeria"]),
        ("They met Bram Oster of Ulmeria.", ["bram oster", "ulmeria"]),
        ("They met Oxmere University of Arts.", ["oxmere university of arts"]),
        ("They met the Bank of the Coast.", ["bank of coast"]),
        ("They met Ann Lee Monday.", ["ann lee"]),
        ("They met Lee Monday.", ["lee"]),
        ("Probably Brack left.", ["brack"]),
        ("Building Oxmere took years.", ["oxmere"]),
        ("Officers Brack and Lee left.", ["brack", "lee"]),
        ("Wanted Brack left.", ["brack"]),
        ("Secretary of State Ann Lee left.", ["ann lee"]),
        ("They met the Secretary of Oxmere.", ["oxmere"]),
        ("They met Ann Lee and the Mayor Tom Brack.", ["ann lee", "tom brack"]),
        ("They met Ulmerian President Ann Lee.", ["ulmerian", "ann lee"]),
        ("They met J. K. Brack’s son.", ["j k brack"]),
        ("NATO left. X left.", ["nato"]),
        ("However, the river rose.", []),
        ("It rained on Sunday. Boats sank.", []),
        ("I said we'd go.", []),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    """Titles, days, months and the first word of a sentence are no part of a name."""
    assert cores(text) == expected


def test_a_first_word_is_a_name_where_the_article_writes_it_large() -> None:
    """A common word that opens a sentence is a name when it has a capital elsewhere and is never small."""
    assert cores("Reed left early. They had waited for Reed.") == ["reed", "reed"]
    assert cores("Reed grows by the lake. They cut the reed.") == []
    assert capitals("They met Reed, then Reed, in the reed. They met Ann, Monday and May.") == {"ann"}


def test_a_name_stands_at_its_offsets() -> None:
    """The shown words of a name are those of the text, without the possessive."""
    text = "They praised Ana Vell’s work."
    (name,) = names(text)
    assert (name.text, text[name.start : name.end], name.last) == ("Ana Vell", "Ana Vell", "vell")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Ana Vell. Then Vell left.", {"vell": "ana vell"}),
        ("They met Ana Vell and Tom Vell.", {}),
        ("They met Vell.", {}),
        ("They met Ana Vell. They met Ana Vell. They met Tom Brack.", {"vell": "ana vell", "brack": "tom brack"}),
    ],
)
def test_a_last_name_stands_for_one_person(text: str, expected: dict[str, str]) -> None:
    """A last name has a full form where only one is given."""
    assert full_names(names(text)) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("ana vell", "ana vell", True),
        ("vell", "ana vell", True),
        ("inland harbour service", "ihs", True),
        ("ministry of inland affairs", "mia", True),
        ("bram oster", "brom oster", True),
        ("bram oster", "ostar", True),
        ("mohsen karel", "muhsen karel", True),
        ("ana vell", "tom vell", False),
        ("bram oster", "ilse korn", False),
        ("north tarn", "south tarn", False),
        ("oxmere", "dunmoor", False),
        ("inland harbour service", "ihq", False),
        ("inland harbour service", "i.h.s", True),
        ("inland and harbour service", "ihs", True),
        ("inland service for harbours", "ish", True),
        ("inland service", "is", True),
        ("u.s", "us", True),
        ("u.s.a", "usa", True),
        ("florida", "fla", True),
        ("florida", "f.l.a", True),
        ("florida", "flor", True),
        ("florida", "fl", False),
        ("florida", "lor", False),
        ("florida", "fox", False),
        ("florida", "f", False),
        ("massachusetts", "mass", True),
        ("massachusetts", "mst", True),
        ("massachusetts", "maess", False),
        ("ostra", "osta", True),
        ("fine lordan", "flor", False),
        ("tarn", "tan", False),
        ("tarna", "tarn", True),
        ("j.k. brack", "j k brack", True),
        ("ann brack", "a. brack", True),
        ("ann brack", "anna brack", True),
        ("ann brack", "tom brack", False),
        ("al-tarni", "tarni", True),
        ("brom el tarni", "brom tarni", True),
        ("...", "..", True),
        ("tarn", "tern", True),
        ("tar", "ter", False),
    ],
)
def test_two_names_of_one_thing(left: str, right: str, expected: bool) -> None:
    """A part of a name, its initials and a spelling a letter apart may be the same name."""
    assert same_name(left, right) is expected


def test_a_month_is_a_name_where_the_article_has_such_a_person() -> None:
    """May alone is a person only after Theresa May; "in May" never is."""
    known = context_of(Article("a1", "", "", "", "", "", "Theresa May spoke. The vote is in May.")).known
    assert [n.core for n in names("May said so.", known)] == ["may"]
    assert names("They met in May.", known) == ()
    assert names("May said so.") == ()


CORES = st.lists(
    st.sampled_from("ana ada vell vel oster brom bram ihs tarn-on-lee x of".split()), min_size=1, max_size=3
)


@settings(deadline=None)
@given(CORES.map(" ".join), CORES.map(" ".join))
def test_same_name_is_symmetric(left: str, right: str) -> None:
    """It does not matter which name comes first."""
    assert same_name(left, right) == same_name(right, left)


@settings(deadline=None)
@given(CORES.map(" ".join))
def test_a_name_is_its_own(core: str) -> None:
    """Every name is the same as itself."""
    assert same_name(core, core)


@settings(deadline=None)
@given(
    st.one_of(st.text(), st.lists(st.sampled_from("Ana of the Mayor and Vell's U.S. “ . ’ - Dr".split())).map(" ".join))
)
def test_no_text_breaks_the_reader(text: str) -> None:
    """Names never raise and their words are those of their span."""
    assert all(text[n.start : n.end] == n.text and n.core for n in names(text, capitals(text)))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Mayor Ann Lee", "Lee", True),
        ("Ann Lee, the mayor", "Tom Brack", False),
        ("the mayor", "the mayor", False),
        ("Lee", "a spokesman for Ann Lee", True),
    ],
)
def test_words_for_two_speakers(left: str, right: str, same: bool) -> None:
    """They may be one where a name is in both; a role alone names nobody."""
    assert same_named(left, right) is same is same_named(right, left)


def test_a_capital_that_opens_a_speaker_is_a_name() -> None:
    """Words for a speaker are no sentence."""
    assert cores_in("Brack, the harbour master") == ["brack"]
    assert name_in("ann lee", cores_in("Lee")) and not name_in("tom brack", cores_in("Lee"))


def test_a_title_may_be_all_there_is() -> None:
    """ "Mayor of" with nothing behind it names nobody, and breaks nothing."""
    assert names("MAYOR OF") == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("internal revenue service", "irs"),
        ("bank of the coast", "btc"),
        ("oxmere", ""),
        ("north oxmere", "no"),
        ("", ""),
    ],
)
def test_the_initials_of_a_name(name: str, short: str) -> None:
    """Small words between are left out; a single word has none."""
    assert initials(name) == short
