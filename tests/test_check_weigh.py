"""What speaks against a sentence in its sources: reasons, words and one score, on invented reporting."""

import pytest

from assistant.check.align import align, covered, reworded
from assistant.check.flag import Flag
from assistant.check.source import Source, line_of, prepare
from assistant.check.weigh import ABOUT, ALARM, Weighed, alarm, weigh
from assistant.schema import Article

NORTH = (
    "The council of Osmark granted the miners a licence on Tuesday after six years of talks. "
    "Engineer Mara Velling praised Tobin Ashe for the plan. "
    "Fares on the Brennick ferry rose by 12 percent in March 2031, and about 40 passengers protested. "
    "The ferry between Brennick and Osmark did not stop its service.The harbour master resigned on Friday. "
    "The wardens turned down an offer by the Lorn bank to pay for the pier. "
    "Gulls at the Lorn pier distrust the wardens. The guards at the pier were raised to 90, from the 60 sent first. "
    "The 900-metre Lorn pier was shut for repairs on Friday, November 7, 2031. "
    "Police arrested two men after a boat sank off the Lorn coast."
)
SOUTH = "A boat sank off the Lorn coast and police released both men, the Southern Gazette reports."


def source(*texts: str) -> Source:
    """Articles of these texts, prepared."""
    return prepare([Article(f"a{n}", "", "", "", "", "", text) for n, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("sentence", "reason", "opposed"),
    [
        ("Fares on the Brennick ferry rose by 19 percent in March 2031.", "number", True),
        ("About 40 passengers and 17 dogs protested over fares on the Brennick ferry.", "number_missing", False),
        ("Fares on the Brennick ferry rose by 12 percent in March 2029.", "date", True),
        ("Engineer Mara Velling praised Ilse Korn for the plan.", "name", False),
        ("Tobin Ashe praised Mara Velling for the plan.", "role", True),
        ("The ferry between Brennick and Osmark did stop its service.", "negation_dropped", True),
        ("The council of Osmark did not grant the miners a licence.", "negation", True),
        ("The council of Osmark refused the miners a licence.", "antonym", True),
        ("Fares on the Brennick ferry fell by 12 percent in March 2031.", "antonym", True),
        ("The council of Osmark granted the miners a vineyard on Tuesday.", "word_n", False),
        ("All passengers on the Brennick ferry protested.", "absolute", False),
    ],
)
def test_what_speaks_against_a_sentence_is_named(sentence: str, reason: str, opposed: bool) -> None:
    """One small change of what the source says gives the flag for it."""
    weighed = weigh(sentence, source(NORTH))
    assert (reason, opposed) in [(flag.reason, flag.opposed) for flag in weighed.flags], weighed
    assert not weighed.carried


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council of Osmark refused the miners a licence.", "contradicted"),
        ("Fares on the Brennick ferry rose by 19 percent in March 2031.", "contradicted"),
        ("Tobin Ashe praised Mara Velling for the plan.", "contradicted"),
        ("Engineer Mara Velling praised Ilse Korn for the plan.", "unsupported"),
        ("Harvests failed across the southern plains.", "unsupported"),
        ("Police arrested two men after a boat sank off the Lorn coast.", ""),
        ("The ferry between Brennick and Osmark did not stop its service.", ""),
        ("The council in Osmark gave the miners a permit.", ""),
    ],
)
def test_an_alarm_follows(sentence: str, expected: str) -> None:
    """From opposition a contradiction, from absence no support, from silence neither."""
    assert alarm(weigh(sentence, source(NORTH))) == expected


@pytest.mark.parametrize(
    ("sentence", "carried"),
    [
        ("Police arrested two men after a boat sank off the Lorn coast.", True),
        ("The ferry between Brennick and Osmark did not stop its service.", True),
        ("The council in Osmark gave the miners a permit.", False),
    ],
)
def test_silence_carries_nothing(sentence: str, carried: bool) -> None:
    """A paraphrase raises no alarm, and is not carried by the words for that."""
    assert weigh(sentence, source(NORTH)).carried == carried


@pytest.mark.parametrize(
    "sentence",
    [
        "Fares on the Brennick ferry increased by 12 percent in March 2031.",
        "Some 40 passengers protested because fares on the Brennick ferry went up by 12 percent.",
        "Mara Velling, the engineer, praised Tobin Ashe for his plan.",
        "Tobin Ashe was praised by Mara Velling for the plan.",
        "Police detained two men after a boat sank near the Lorn coast.",
        "The harbour master quit on Friday.",
        "The wardens declined an offer by the Lorn bank to pay for the pier.",
        "Gulls at the Lorn pier do not trust the wardens.",
        "He sent 60 guards to the Lorn pier, later 90.",
        "The Lorn pier was shut for repairs on 7 November 2031.",
        "The Lorn pier is 900 metres long and was shut for repairs.",
        "The ferry betwen Brennick and Osmark did not halt its service.",
    ],
)
def test_a_paraphrase_raises_no_alarm(sentence: str) -> None:
    """Synonyms, other forms, the passive and slips of the pen are not another fact."""
    weighed = weigh(sentence, source(NORTH))
    assert weighed.score < ALARM, weighed


def test_a_flag_gives_both_values_and_where_the_other_stands() -> None:
    """A reader can see it without looking further."""
    given = source(NORTH)
    flag = weigh("Fares on the Brennick ferry rose by 19 percent in March 2031.", given).flags[0]
    assert flag.why == "The source says 12 percent, not 19 percent."
    assert "12 percent" in given.sentences[flag.evidence][3]


def test_a_copied_sentence_is_carried_and_scores_nothing() -> None:
    """Verbatim words of any sentence."""
    given = source(NORTH, SOUTH)
    for _, _, _, text in given.sentences:
        weighed = weigh(text, given)
        assert weighed.carried and weighed.score == 0.0 and weighed.covered == pytest.approx(1.0), weighed


def test_an_unknown_word_counts_more_in_a_copied_sentence() -> None:
    """The same word is to be expected where all is said in other words."""
    given = source(NORTH)
    copied = weigh("Engineer Mara Velling praised Tobin Ashe for the vineyard.", given)
    free = align(line_of("Praise came from Velling, for the plan, to Ashe.", given.context), given)
    assert copied.score > ALARM
    assert reworded(free, given) > 0.7
    assert covered(free) > 0.8


def test_sentences_keep_their_places_even_where_a_space_is_lost() -> None:
    """Every sentence of the source is its span of the article, in order."""
    given = source(NORTH, SOUTH)
    texts = (NORTH, SOUTH)
    assert all(texts[int(id[1:])][start:end] == text for id, start, end, text in given.sentences)
    assert "The harbour master resigned on Friday." in [text for _, _, _, text in given.sentences]


def test_a_text_without_stops_is_taken_in_pieces() -> None:
    """Stops set apart end sentences in a text without capitals, and nothing grows without bound."""
    given = source("the ferry left late . the harbour master was ill .")
    assert [text for _, _, _, text in given.sentences] == ["the ferry left late .", "the harbour master was ill ."]
    long = "the ferry left late and " * 400
    pieces = source(long).sentences
    assert max(len(text) for _, _, _, text in pieces) <= 1500
    assert "".join("".join(text.split()) for _, _, _, text in pieces) == "".join(long.split())


def test_nothing_to_compare_with_speaks_for_nothing() -> None:
    """An empty source supports no sentence; a sentence without content has no score."""
    missing = weigh("The council granted a licence.", source())
    assert alarm(missing) == "unsupported" and missing.evidence == ()
    assert weigh("It was so.", source(NORTH)) == Weighed(0.0, (), (), 0.0, False)


def test_opposition_needs_evidence_about_the_same_thing() -> None:
    """A number elsewhere in an unrelated sentence contradicts nothing."""
    weighed = weigh("A vineyard near Castellan harvested 900 tons of grapes by night.", source(NORTH))
    assert weighed.covered < ABOUT
    assert not [flag for flag in weighed.flags if flag.opposed]


def test_the_score_grows_with_what_speaks_against() -> None:
    """Two changes weigh more than one, and a score stays below 1."""
    given = source(NORTH)
    one = weigh("Fares on the Brennick ferry rose by 19 percent in March 2031.", given).score
    two = weigh("Fares on the Brennick ferry fell by 19 percent in March 2031.", given).score
    assert ALARM <= one < two < 1.0


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((Flag("antonym", "", 2.0, True, 0), Flag("word_n", "", 0.4, False)), "contradicted"),
        ((Flag("name", "", 1.6, False), Flag("substitution", "", 0.5, True, 0)), "unsupported"),
        ((), "unsupported"),
    ],
)
def test_the_heaviest_flag_names_the_verdict(flags: tuple[Flag, ...], expected: str) -> None:
    """What the source says otherwise contradicts only where it weighs most."""
    assert alarm(Weighed(0.8, flags, (0,), 0.9, False)) == expected
