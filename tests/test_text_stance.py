"""Who says it and how, and which words a negation covers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.stance import negated, quoted_at, voice
from assistant.text.words import stem


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The mayor said the bridge was safe.", "The mayor"),
        ("Ana Vell told reporters the bridge was safe.", "Ana Vell"),
        ("“The bridge is safe and will stay open,” said Ana Vell.", "Ana Vell"),
        ('"The bridge is safe," Ana Vell told reporters.', "Ana Vell"),
        ("The mill closed early, Vell added.", "Vell"),
        ("According to the harbour office, the boat sank at dawn.", "the harbour office"),
        ("The boat sank at dawn, according to the harbour office.", "the harbour office"),
        ("Police reported that the boat sank.", "Police"),
        ("The union warned of strikes.", "The union"),
        ("The mayor, Ana Vell, said the bridge was safe.", "Ana Vell"),
        ("Ana Vell, who runs the mill, said that the bridge was safe.", "Ana Vell"),
    ],
)
def test_reported_speech_has_its_speaker(sentence: str, speaker: str) -> None:
    """The speaker stands before or behind the verb, or behind "according to"."""
    found = voice(sentence)
    assert found.stance == "reported"
    assert speaker in found.speaker


@pytest.mark.parametrize(
    "sentence",
    ["The council denied that the bridge was unsafe.", "Korn rejected the claim.", "Lund has denied the charge."],
)
def test_denials(sentence: str) -> None:
    """Who denies is the speaker."""
    found = voice(sentence)
    assert found.stance == "denied"
    assert found.speaker == sentence.split(" denied")[0].split(" rejected")[0].removesuffix(" has")


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The bridge will open in May.", "planned"),
        ("The council plans to close the mill.", "planned"),
        ("The vote is scheduled for May.", "planned"),
        ("They vowed to rebuild.", "planned"),
        ("The bridge opened in May.", "asserted"),
        ("A study reported in May found char.", "asserted"),
        ("The ship is called the Tern.", "asserted"),
        ("Three men were reported missing.", "asserted"),
    ],
)
def test_plans_and_plain_statements(sentence: str, stance: str) -> None:
    """What will be is a plan; what was is asserted; neither has a speaker."""
    found = voice(sentence)
    assert (found.stance, found.speaker) == (stance, "")


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The bridge was not damaged.", "damaged"),
        ("The bridge wasn't damaged.", "damaged"),
        ("The bridge wasn’t damaged.", "damaged"),
        ("No boats sank.", "boats"),
        ("Nobody was hurt.", "hurt"),
        ("The bridge was never closed.", "closed"),
        ("They left without permission.", "permission"),
        ("The mayor denied wrongdoing.", "wrongdoing"),
        ("The boat failed to arrive.", "arrive"),
        ("The bridge is no longer open.", "open"),
    ],
)
def test_negation_covers_the_next_content_word(sentence: str, word: str) -> None:
    """A negator and a denying verb cover what they stand before."""
    assert stem(word) in negated(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was damaged.",
        "It was not only damaged.",
        "Not only boats sank.",
        "There were no more than 12 boats.",
        "There were no fewer than 12 boats.",
        "No fewer than 12 boats sank.",
        "They asked why not.",
    ],
)
def test_what_is_no_negation(sentence: str) -> None:
    """Bounds and "not only" deny nothing."""
    assert negated(sentence) == frozenset()


@settings(deadline=None)
@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from("“ said , ” according to the 3 no not denied .".split())).map(" ".join)
    )
)
def test_no_text_breaks_the_reader(text: str) -> None:
    """Stance and negation never raise; a stated plan or assertion names nobody."""
    found = voice(text)
    assert found.speaker == "" or found.stance in ("reported", "denied")
    assert all(negated(text))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“The ferry ^sank,” said Ann Lee", True),
        ("“The ferry sank,” said ^Ann Lee", False),
        ('"The ferry ^sank," said Ann Lee', True),
        ('"The ferry sank," said ^Ann Lee', False),
        ("The ^ferry sank", False),
    ],
)
def test_what_stands_in_quotation_marks(text: str, inside: bool) -> None:
    """Typographic marks and straight ones, told by what was opened before."""
    assert quoted_at(text.replace("^", ""), text.index("^")) is inside
