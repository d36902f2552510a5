"""When two statements, values, speakers or stretches of text count as the same."""

import pytest

from assistant.evaluate.scoring.answers import says, sides
from assistant.evaluate.scoring.claims import by_words
from assistant.evaluate.scoring.spans import common, held, meets
from assistant.evaluate.scoring.values import carries, contradict, same_speaker, same_value
from assistant.schema import Article, Quote
from assistant.text.facts import Context
from assistant.text.locate import locate

TEXT = "The ferry left Oxmere at dawn. Its captain, Ada Brel, had 40 people on board."
ARTICLE = Article("a", "a.txt", "", "", "2026-03-10", "", TEXT)
ROLES = Context(people=(("brel", "ada brel"),), holders=(("captain", "brel"),))


def words(text: str) -> Quote:
    """Words of the article in their place."""
    found = locate(ARTICLE, text)
    assert found
    return found


@pytest.mark.parametrize(
    ("labelled", "ours", "quoted", "expected"),
    [
        ("40 people were on board.", "There were 40 people on board.", "", ""),
        ("40 people were on board.", "There were 44 people on board.", "", "number"),
        ("40 people were on board.", "There were 40 people and 44 more people.", "", ""),
        ("40 people were on board.", "It took 44 hours.", "", ""),  # another thing is counted
        ("The quay is 38 km away.", "The quay is 38 miles away.", "", "number"),
        ("It sank on 3 May 2025.", "It sank on 4 May 2025.", "", "date"),
        ("It sank on 3 May 2025.", "It sank in May 2025.", "", ""),
        ("Ada Brel steered.", "Odo Perrin steered.", "", "name"),
        ("Ada Brel steered.", "Brel steered.", "", ""),
        ("Ada Brel steered.", "Odo Perrin said that she steered.", "Odo Perrin said that she steered", ""),
        ("The ferry sailed.", "The ferry did not sail.", "", "negation"),
        ("The ferry did not sail.", "The ferry never sailed.", "", ""),
        ("The crew did not wake.", "The crew wakes.", "the crew did not wake", "negation"),
        ("The showers were off on Saturday.", "It was not until Saturday.", "It was not until Saturday", ""),
    ],
)
def test_what_contradicts_a_label(labelled: str, ours: str, quoted: str, expected: str) -> None:
    """Values that cannot both hold; what our statement has from its own quote does not count against it."""
    assert contradict(labelled, ours, quoted=quoted) == expected


@pytest.mark.parametrize(
    ("labelled", "ours", "expected"),
    [
        ("1,208", "1,208 adult fish", True),
        ("1,208", "1,280 fish", False),
        ("38 km", "about 24 miles", True),
        ("38 km", "38 miles", False),
        ("Monday 9 March 2026", "9 March", True),
        ("Amaya Brandt", "Dr Brandt", True),
        ("Amaya Brandt", "Piers Olwen", False),
        ("the northern quay", "northern quay", True),
        ("yes, proven", "left open", None),
        ("", "14", None),
        ("14", "", None),
        ("3 May 2025", "May 4, 2025", False),
        ("3 May 2025", "May 3, 2025", True),
        ("5 per cent", "about 5", True),
        ("about 5", "5 per cent", True),
        ("5 per cent", "about 5 crowns", False),
    ],
)
def test_whether_a_value_is_the_labelled_one(labelled: str, ours: str, expected: bool | None) -> None:
    """What is worded otherwise and has neither number, date nor name cannot be told apart."""
    assert same_value(labelled, ours) is expected


@pytest.mark.parametrize(
    ("labelled", "ours", "expected"),
    [
        ("Dr Amaya Brandt", "Brandt", True),
        ("Brandt", "Dr Amaya Brandt, who led the study", True),
        ("Amaya Brandt", "Piers Olwen", False),
        ("", "", True),
        ("Amaya Brandt", "", False),
        ("", "the ministry", False),
        ("the ministry of environment", "the ministry", True),
        ("the brigade", "the harbour master", False),
        ("Ada Brel", "the captain", True),
        ("Ada Brel", "she", False),
    ],
)
def test_whether_a_speaker_is_the_labelled_one(labelled: str, ours: str, expected: bool) -> None:
    """By parts of names, by the role of somebody the article names, else by words."""
    assert same_speaker(labelled, ours, ROLES) is expected


@pytest.mark.parametrize(
    ("text", "point", "expected"),
    [
        ("A new mill will open in 2028, the council said.", "A new mill will open in 2028", True),
        ("A new mill will open in 2029, the council said.", "A new mill will open in 2028", False),
        ("A new mill will open.", "The bridge needs repairs", False),
        ("Some 300 people signed a book.", "300 people signed", True),
        ("Some people signed a book.", "300 people signed", False),
        ("The mill will not open again.", "The mill will open again", False),
    ],
)
def test_whether_a_sentence_tells_a_point(text: str, point: str, expected: bool) -> None:
    """Most of its words, each of its figures, and no denial."""
    assert carries(text, point) is expected


def test_claims_without_quotes_are_compared_by_their_words() -> None:
    """Half of the lighter one's words, and nothing given otherwise."""
    assert by_words("The ferry carried 40 people.", "40 people were on the ferry.") >= 0.5
    assert by_words("The ferry carried 40 people.", "44 people were on the ferry.") == 0
    assert by_words("The ferry carried 40 people.", "The captain lives in Oxmere.") == 0


def test_how_much_of_a_label_is_held() -> None:
    """Quotes count together, each character once."""
    wanted = words("Its captain, Ada Brel")
    assert held(wanted, [words("Its captain"), words("captain, Ada Brel")]) == 1
    assert held(wanted, [words("Ada Brel")]) == 8 / 21
    assert held(wanted, [words("The ferry")]) == 0


def test_what_two_rows_of_quotes_share() -> None:
    """A share of the shorter, and of both together."""
    assert common([words("The ferry left Oxmere")], [words("left Oxmere")]) == (1, 11 / 21)
    assert common([words("The ferry")], [words("at dawn")]) == (0, 0)
    assert common([words("The ferry")], []) == (0, 0)


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([["left Oxmere"], ["had 40 people"]], True),
        ([["left Oxmere", "had 40 people"]], False),  # one position holds both
        ([["left Oxmere"], ["Oxmere at dawn"]], False),  # both of one label
        ([["left Oxmere"], ["Its captain"]], False),
        ([], False),
    ],
)
def test_whether_a_finding_meets_a_label(groups: list[list[str]], expected: bool) -> None:
    """Two labelled positions in two positions of the finding, of one article or of several."""
    label = [words("The ferry left Oxmere at dawn"), words("40 people on board")]
    assert meets(label, [[words(each) for each in group] for group in groups]) is expected


def test_two_labelled_positions_that_answer_alike_are_no_difference() -> None:
    """Whoever reports these two has not found what the third says."""
    label = [words("The ferry left Oxmere"), words("at dawn"), words("had 40 people")]
    answers = ["14", "14", "41"]
    assert not meets(label, [[label[0]], [label[1]]], answers)
    assert meets(label, [[label[0]], [label[1]], [label[2]]], answers)


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("It was 1,208 fish.", ["1208", "1,280"], [True, False]),
        ("Seven counts", ["7"], [True]),
        ("at the Café de l'Île", ["cafe de lile"], [True]),
        ("the mayor's office", ["Mayor"], [True]),
        ("1119 people", ["19"], [False]),
        ("anything", ["", "the"], [False, False]),
    ],
)
def test_which_accepted_wordings_a_reply_has(text: str, values: list[str], expected: list[bool]) -> None:
    """Words in their order, whatever their case, accents and articles; a wording without words is none."""
    assert says(text, values) == expected


@pytest.mark.parametrize(
    ("values", "evidence", "expected"),
    [
        (["1,208", "1,280"], [], 2),
        (["78th", "78 minutes", "81st"], [], 2),
        (["38 km", "38 miles"], [], 2),
        (["Pezel", "Masud Pezel", "Raisel"], [], 2),
        (["38 km", "24 miles", "38 miles"], ["38 km, or 24 miles"], 2),
        (["yes"], [], 1),
    ],
)
def test_how_many_sides_the_wordings_of_a_dispute_have(values: list[str], evidence: list[str], expected: int) -> None:
    """Wordings of one answer do not make two sides."""
    assert len(sides(values, evidence)) == expected
