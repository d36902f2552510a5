"""From a question to passages, best first, or why there is none."""

from collections.abc import Sequence

import pytest

from assistant.answering import Library, open_library
from assistant.ask.retrieve import MOST, Found
from assistant.ask.shelf import Shelf
from assistant.schema import Article, Reading

FERRY = """The ferry Marigold sank off Corrin on Tuesday. Nobody was hurt.
Its captain Ilse Korn had sailed for thirty years. The harbour board opened an inquiry."""
WEATHER = "Snow fell on the uplands. Farmers brought the sheep down. The passes stay closed until Friday."
FILLER = " ".join(f"The clerk read page {n} of the minutes aloud to the council." for n in range(1, 60))


def library(*texts: str, titles: Sequence[str] = ()) -> Library:
    """A library of texts."""
    names = [*titles, *[""] * len(texts)]
    articles = [Article(f"a{n}", f"a{n}.txt", names[n], "", "", "", text) for n, text in enumerate(texts)]
    return open_library(Reading(tuple(articles)))


def marks(found: Found) -> list[str]:
    """The marks of what was found."""
    return [passage.id for passage in found.passages]


def test_the_best_comes_first_and_little_comes_whole() -> None:
    """All sentences of short articles are shown; scores fall."""
    found = library(FERRY, WEATHER).find("When do the passes open?")
    assert found.passages[0].id == "2:3"
    assert len(found.passages) == 7
    scores = [passage.score for passage in found.passages]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0


def test_much_is_cut_to_the_best_with_what_stands_beside() -> None:
    """At most so many passages, the hit and its neighbours among the first."""
    found = library(f"{FILLER} {FERRY} {FILLER}").find("What is known of the captain of the Marigold?")
    assert len(found.passages) == MOST
    assert {"1:60", "1:61", "1:62"} <= set(marks(found)[:5])


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Who won the cricket?", "no article mentions “cricket”"),
        ("Who won?", "no article says “won”"),
        ("Is there a zeppelin?", "no article mentions “zeppelin”"),
        (
            "Did people see the cathedral, the organ and the choir?",
            "no article mentions “cathedral”, “organ” or “choir”",
        ),
    ],
)
def test_what_is_nowhere_is_named(question: str, why: str) -> None:
    """Nothing is found, and the reason names the words; words that say little are no ground."""
    found = library(FERRY, WEATHER).find(question)
    assert found == Found((), why)


def test_a_question_that_names_nothing_gets_the_openings() -> None:
    """The first sentence of each article, then the second."""
    found = library(FERRY, WEATHER, FILLER).find("What happened?")
    assert marks(found)[:6] == ["1:1", "2:1", "3:1", "1:2", "2:2", "3:2"]


def test_a_word_of_the_title_is_a_ground_too() -> None:
    """An article whose title alone has the word is what is asked for."""
    found = library(FILLER, WEATHER, titles=("", "Blizzard"))
    assert marks(found.find("What of the blizzard?"))[0] == "2:1"


def test_the_order_of_files_changes_marks_only() -> None:
    """The same words are found, whichever article comes first, and as often as one asks."""
    one, other = library(FERRY, FILLER, WEATHER), library(WEATHER, FERRY, FILLER)
    question = "Which inquiry did the harbour board open?"
    texts = [[passage.quote.text for passage in each.find(question).passages[:4]] for each in (one, other, one)]
    assert texts[0] == texts[1] == texts[2]


def test_a_bare_shelf_can_be_asked() -> None:
    """A library that was put together by hand is searched by its passages."""
    shelf = Shelf((Article("a", "a.txt", "", "", "", "", FERRY),))
    assert marks(Library(shelf).find("Who was hurt?"))[0] == "1:2"


def test_marks_of_words_are_those_of_their_sentences() -> None:
    """A quotation across two sentences has both marks, one beside them none."""
    held = library(FERRY, WEATHER)
    passages = held.shelf.passages
    first, second = passages["1:2"].quote, passages["2:3"].quote
    assert held.shelf.marks((second, first, second)) == ("2:3", "1:2")


def test_the_words_of_whom_one_asks_for_are_found_among_many_mentions() -> None:
    """What somebody said is shown even where the name stands oftener elsewhere and "he" says it."""
    said = "Ilse Korn met the board. “It was the fog,” she said."
    mentions = " ".join(f"Ilse Korn, Korn and Korn again passed mark {n}." for n in range(1, 60))
    found = library(mentions, f"{FILLER} {said} {FILLER}").find("What did Ilse Korn say?")
    assert "“It was the fog,” she said." in [passage.quote.text for passage in found.passages]


@pytest.mark.parametrize(
    ("question", "unmet"),
    [
        ("Did Ilse Korn sail to Varnia?", "no article mentions “Varnia”"),
        ("When did the Marygold sink off Corrin?", "no article mentions “Marygold”; “Marigold” is mentioned"),
        ("Was the Corrinian ferry lost?", ""),
        ("Who was the captain of the Marigold?", ""),
    ],
)
def test_a_name_that_no_article_has_is_told(question: str, unmet: str) -> None:
    """Passages are found by the other words, and the name that is met nowhere is named, with one spelt like it."""
    found = library(FERRY, WEATHER).find(question)
    assert found.passages
    assert found.unmet == unmet
