"""Who a sentence says speaks, and what of it is not looked at for that."""

import pytest

from assistant.text.speakers import masked, speaker
from assistant.text.stance import negated, voice
from assistant.text.words import stem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a “b c” d", "a ##### d"),
        ("b c” d", "#### d"),
        ("a “b", "a ##"),
        ("“b", "##"),
        ("a (b) c", "a     c"),
        ("a (b) c (de)", "a     c     "),
        ("no marks", "no marks"),
        ("''a b'' c", "####### c"),
        ("“a” b ” c", "### b ” c"),
        ("“a “b” c” d", "###### c” d"),
        ('"a" b "c" d', "### b ### d"),
        ("(a “b” c)", "         "),
        ("a 'b' c", "a 'b' c"),
        ("‘A b.’ c", "###### c"),
        ("«a» b “c", "### b ##"),
    ],
)
def test_what_is_blotted_out(text: str, expected: str) -> None:
    """Quotations, also those that were opened or are closed elsewhere, and brackets; every other place stays."""
    assert masked(text).replace("\0", "#") == expected


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“It is over,” said Ana Vell on Monday, after the vote.", "Ana Vell"),
        ("Ana Vell, and the mayor, said it was over.", ""),
        ("Ana Vell, but not the mayor, said it was over.", ""),
        ("The boat sank, said Ana Vell.", "Ana Vell"),
        ("The boat sank, said Ana Vell at noon.", "Ana Vell"),
        ("The boat sank, said Ana Vell the warden.", "Ana Vell the warden"),
        ("The boat sank, said he.", "he"),
        ("The boat sank, said he who had seen it.", "he"),
        ("He was told by the warden who saw it that the bridge was shut.", "the warden"),
        ("He was told by Dr. Vell that it was over.", "Dr. Vell"),
        ("According to Dr. Ana Vell of Oxmere, it was over.", "Dr. Ana Vell of Oxmere"),
        ("According to the warden who saw it, it was over.", "the warden"),
        ("According to a man that saw it, it was over.", "a man"),
        ("It was over, according to Vell.", "Vell"),
        ("The mayor, Ana Vell, 54, a warden, said it was over.", "Ana Vell"),
        ("It said it was over.", ""),
        ("Everybody there said it was over.", ""),
        ("Others said it was over.", "Others"),
        ("Some said it was over.", "Some"),
        ("They said it was over.", "They"),
        ("If Ana Vell said so, it was over.", ""),
        ("A man with a very long and winding name that nobody in town could ever recall said it was over.", ""),
        ("A man of the old town by the sea and the small white mill said it was over.", ""),
        ("“It is over” (he paused), Ana Vell said.", "Ana Vell"),
        ("'It is over,' Ana Vell said.", "Ana Vell"),
        ("‘It is over,’ Ana Vell said.", "Ana Vell"),
        ("It is over,” Ana Vell said.", "Ana Vell"),
        ("“It is over,” Ana Vell also later said.", "Ana Vell"),
        ("Meanwhile the mayor said it was over.", "the mayor"),
        ("On Monday the mayor said it was over.", "the mayor"),
        ("In a statement the mayor said it was over.", "the mayor"),
        ("The mayor on Monday said it was over.", "The mayor"),
        ("The council, Ana Vell said, was closed.", "Ana Vell"),
        ("“It is over,” the mayor, Ana Vell, said.", "Ana Vell"),
        ("“It is over,” said the mayor, Ana Vell.", "the mayor"),
        ("“It is over,” Ana Vell, of Oxmere, who runs the mill, said.", "Ana Vell"),
        ("He was warned by the harbour office, which is shut, that it was over.", "the harbour office"),
        ("The warden's said it was over.", ""),
        ("She can't said it was over.", ""),
        ("She can’t said it was over.", ""),
        ("In all 2019 said it was over.", ""),
        ("The 12 of 2019 said it was over.", ""),
        ("There said it was over.", ""),
        ("Ana Vell, 54, a warden, said it was over.", "Ana Vell"),
    ],
)
def test_who_speaks(text: str, who: str) -> None:
    """The subject in front of its verb or behind it, without asides and times; nobody where it cannot be told."""
    assert speaker(text) == who


@pytest.mark.parametrize(
    ("text", "stance", "who"),
    [
        ("She will “go home” there.", "planned", ""),
        ("She said “it will go” there.", "reported", "She"),
        ("Ana Vell denied that it will open.", "denied", "Ana Vell"),
        ("It will open.", "planned", ""),
        ("It “will open” there.", "planned", ""),
        ("It opened.", "asserted", ""),
    ],
)
def test_how_a_statement_is_made(text: str, stance: str, who: str) -> None:
    """A denial comes before a report, and a report before a plan."""
    assert (voice(text).stance, voice(text).speaker) == (stance, who)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nobody sank or drowned in the river harbour.", "sank drowned"),
        ("They did not sink nor drown boats.", "sink drown"),
        ("They did not sink the old boat or the mill.", "sink"),
        ("They no longer sink or drown.", "sink drown"),
        ("They denied sinking or burning boats.", "sinking burning"),
        ("They will not open it without delay or harm.", "open delay harm"),
        ("Not only boats sank.", ""),
        ("Boats sank or burned.", ""),
    ],
)
def test_how_far_a_negation_reaches(text: str, words: str) -> None:
    """To the next word that says something, and over "or" and "nor"."""
    assert negated(text) == {stem(word) for word in words.split()}
