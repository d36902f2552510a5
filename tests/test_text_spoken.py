"""Whose words a question asks for, and which sentences give them."""

import pytest

from assistant.text.spoken import asked_words, told_by

BEFORE = "Mayor Tomas Velk met the captain, Ilse Brandt, on Monday."


@pytest.mark.parametrize(
    ("question", "who", "about", "deed"),
    [
        ("What did Ilse Brandt say about the ferry?", "Ilse Brandt", "ferry", ""),
        ("What did the mayor of Varnia say?", "the mayor of Varnia", "", ""),
        ("And what does Velk think of the lighthouse?", "Velk", "lighthouse", ""),
        ("What did the union call for?", "the union", "", "call"),
        ("What did Norrland Lines promise the passengers?", "Norrland Lines", "passengers", "promise"),
        ("What was Brandt's reaction to the verdict?", "Brandt", "verdict", ""),
    ],
)
def test_whose_words_are_asked_for(question: str, who: str, about: str, deed: str) -> None:
    """The speaker, what the words are to be about, and the verb where it narrows."""
    asked = asked_words(question)
    assert asked is not None
    assert (asked.who, " ".join(token.text for token in asked.about)) == (who, about)
    assert (asked.deed.text if asked.deed else "") == deed


@pytest.mark.parametrize(
    "question",
    [
        "Who said that the ferry sank?",
        "What do the sources say about the ferry?",
        "What did they say?",
        "What happened to Ilse Brandt?",
        "How many people did Velk invite?",
    ],
)
def test_nobody_s_words_in_particular(question: str) -> None:
    """Other questions, and those for what everybody or somebody unnamed says."""
    assert asked_words(question) is None


@pytest.mark.parametrize(
    ("who", "text", "before", "told"),
    [
        ("Velk", "Mayor Tomas Velk said the harbour would open.", "", True),
        ("Tomas Velk", "“We will open it,” Mr. Velk said.", "", True),
        ("the mayor", "In Varnia the mayor, Tomas Velk, told reporters it was over.", "", True),
        ("the captain", "Ilse Brandt, the captain, said she had slept.", "", True),
        ("Velk", "Velk praised the crew.", "", True),
        ("Velk", "He said the harbour would open.", BEFORE, True),
        ("Velk", "He praised the crew.", BEFORE, True),
        ("Brandt", "He said the harbour would open.", BEFORE, False),
        ("Velk", "Tomas Velk arrived on Monday.", "", False),
        ("Velk", "Ilse Brandt said Velk had left.", "", False),
        ("Velk", "Ilse Brandt accused Velk of lying.", "", False),
        ("Velk", "Velk's lawyer said it was over.", "", False),
        ("Velk", "The Velk campaign said it was over.", "", False),
        ("Velk", "Tomas Volk said the harbour would open.", "", False),
        ("the mayor", "Ilse Brandt told the mayor it was over.", "", False),
        (
            "the Varnian president",
            "Brandt brought a letter from Varnian President Ada Holm, praising the crew.",
            "",
            False,
        ),
    ],
)
def test_whose_words_a_sentence_gives(who: str, text: str, before: str, told: bool) -> None:
    """Words of the one who was asked for, by name, role or pronoun; not of one who is merely named."""
    assert told_by(who, text, before) is told
