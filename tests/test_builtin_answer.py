"""The built-in engine's answers: what is asked, what could be the answer, and when it is silent."""

import pytest

from assistant.answered import Passage
from assistant.engines.builtin import Builtin
from assistant.engines.builtin.candidates import candidates
from assistant.engines.builtin.cues import cued
from assistant.engines.builtin.described import describes, named_in
from assistant.engines.builtin.echoes import cover, echoes, wanted
from assistant.engines.builtin.evidence import gather
from assistant.engines.builtin.question import read_question
from assistant.engines.builtin.sorts import SORTS
from assistant.engines.builtin.weights import WEIGHTS
from assistant.schema import Article, Span
from assistant.text.facts import Context, facts_of
from assistant.text.locate import quote
from assistant.text.sentences import split
from assistant.text.words import tokens
from tests.offers import offered

FERRY = (
    "The ferry Halcyon ran aground off Port Sorrel on 3 March 2031. "
    "Captain Ilse Brandt said 41 passengers were taken ashore. "
    "The rescue lasted about 45 minutes. "
    "Repairs will cost $2.4 million, the owner, Norrland Lines, told reporters. "
    "The harbour was closed because the wreck blocked the channel. "
    "Mayor Tomas Velk praised the crew and called for a new lighthouse."
)
OTHER = (
    "Twelve hikers were brought down from Mount Orrin on Sunday. "
    "A helicopter flew for two hours. "
    "The mountain rescue was led by Petra Lund, who lives in Varnia."
)


def passages(*texts: str) -> tuple[Passage, ...]:
    """The sentences of some articles as passages."""
    made = []
    for number, text in enumerate(texts, 1):
        article = Article(f"a{number}", "", "", f"Paper {number}", "2031-03-04", "", text)
        spans = list(split(text, Span(0, len(text))))
        for place, span in enumerate(spans, 1):
            before = " ".join(text[s.start : s.end] for s in spans[max(0, place - 3) : place - 1])
            made.append(Passage(f"{number}:{place}", quote(article, span), f"Paper {number}", before=before))
    return tuple(made)


@pytest.mark.parametrize(
    ("question", "kind", "focus"),
    [
        ("How many ships did the firm sell?", "count", "ship"),
        ("What is the population of Varnia?", "count", "population"),
        ("How long did the talks last?", "duration", ""),
        ("For how many weeks was the bridge shut?", "duration", ""),
        ("How old is the captain?", "age", ""),
        ("What percentage of homes lost power?", "share", "percentage"),
        ("How much did the painting sell for?", "figure", ""),
        ("What was the magnitude of the quake?", "figure", "magnitude"),
        ("When was the mill built?", "date", ""),
        ("In what year did the mill burn?", "date", "year"),
        ("How soon could the line open?", "date", ""),
        ("Why was the match called off?", "reason", ""),
        ("The harbour is closed due to what?", "reason", ""),
        ("Where is the mill?", "place", ""),
        ("Which small country left the pact?", "place", "country"),
        ("She moved to which city this week?", "place", "city"),
        ("Who won the regatta?", "person", ""),
        ("Who is the director of the film?", "person", "director"),
        ("Ilse Brandt, who owns the yard, sold it to which rival company?", "thing", "company"),
        ("Which highly popular show returns?", "thing", "show"),
        ("Which of the following northern cities grew?", "place", "city"),
        ("What type of music is it?", "thing", "music"),
        ("What is the profession of Petra Lund?", "nature", "profession"),
        ("What is the Halcyon?", "nature", ""),
        ("Did the minister resign?", "", ""),
        ("What did the owner say?", "", ""),
    ],
)
def test_what_is_asked(question: str, kind: str, focus: str) -> None:
    """The sort of answer and the noun for it."""
    read = read_question(question)
    assert (read.kind, read.focus) == (kind, focus)


def test_a_question_behind_its_setting() -> None:
    """Sentences that only lead up to the question are kept apart from the one that asks."""
    read = read_question("A ferry ran aground off Port Sorrel. Which captain was aboard?")
    assert [t.text for t in read.words] == ["captain", "aboard"]
    assert "ferry" in [t.text for t in read.setting]
    assert "port sorrel" in read.names


def test_what_ties_an_answer_to_a_name() -> None:
    """An owner has to be called so; a profession need not."""
    assert read_question("Who is the owner of the Halcyon?").relation == "owner"
    assert read_question("What is the profession of Petra Lund?").relation == ""


@pytest.mark.parametrize(
    ("question", "text", "keys"),
    [
        ("How many ships sank?", "Two ships and 31 cars sank.", {"2", "31"}),
        ("How long did it last?", "It lasted 45 minutes and cost $3.", {"2700second"}),
        ("How old is he?", "The 17-year-old won 3 races.", {"17age"}),
        ("What share was lost?", "Some 12% of 400 homes.", {"12%"}),
        ("When was it built?", "It was built in 1743 by 12 men.", {"1743"}),
        ("When will it open?", "It opens next month.", {"next month"}),
        ("Who sank it?", "Ilse Brandt sank it off Norway.", {"ilse brandt"}),
        ("Who is the mayor?", "Mayor Tomas Velk met Ilse Brandt.", {"tomas velk", "ilse brandt"}),
        ("Which country won?", "Norway beat Ilse Brandt.", {"norway", "ilse brandt"}),
        ("What sport does she play?", "She took up curling.", {"curling"}),
        ("Did it sink?", "It sank in 1743.", set()),
    ],
)
def test_what_could_be_the_answer(question: str, text: str, keys: set[str]) -> None:
    """Only what is of the kind that is asked for."""
    found = candidates(read_question(question), text, facts_of(text, Context()))
    assert {each.key for each in found} == keys


def test_the_holder_of_an_office_fits_best() -> None:
    """Of two people in a sentence the one with the title is the mayor."""
    text = "Mayor Tomas Velk met Ilse Brandt."
    found = candidates(read_question("Who is the mayor?"), text, facts_of(text, Context()))
    assert max(found, key=lambda each: each.fits).key == "tomas velk"


def test_what_the_question_says_is_no_answer() -> None:
    """A name of the question does not answer it, nor does a part of one."""
    text = "Ilse Brandt met Tomas Velk."
    found = candidates(read_question("Whom did Ilse Brandt meet?"), text, facts_of(text, Context()))
    assert [each.key for each in found] == ["tomas velk"]


@pytest.mark.parametrize(
    ("sort", "text", "found"),
    [
        ("country", "Norway and South Korea signed.", ["Norway", "South Korea"]),
        ("country", "A turkey in the yard; let us go.", []),
        ("state", "From Ohio to New Mexico.", ["Ohio", "New Mexico"]),
        ("profession", "She is a biologist.", ["biologist"]),
        ("holiday", "On Harvest Day all is shut.", ["Harvest Day"]),
        ("award", "She won the Tamsin Prize.", ["Tamsin Prize"]),
    ],
)
def test_members_of_sorts(sort: str, text: str, found: list[str]) -> None:
    """Which words can be a country, a profession, an award."""
    assert [match.group() for match in SORTS[sort].finditer(text)] == found


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        (["born"], "Petra Lund (3 May 1971 – 2 June 2030) was a pilot.", 1.0),
        (["born"], "Petra Lund was a pilot.", 0.0),
        (["artist", "album"], "Salt is the second album by Grey Harbour.", 1.0),
        (["ferry"], "The ferry sank.", 0.5),
    ],
)
def test_the_words_that_tell(asked: list[str], text: str, value: float) -> None:
    """An answer is known by the words it is usually given in."""
    assert cued(asked, text) == value


@pytest.mark.parametrize(
    ("word", "text", "least", "most"),
    [
        ("signed", "They sign it.", 1.0, 1.0),
        ("Norwegian", "It lies in Norway.", 0.0, 1.0),
        ("bought", "He purchased it.", 0.5, 0.7),
        ("bought", "He lost it.", 0.0, 0.0),
    ],
)
def test_words_are_found_again(word: str, text: str, least: float, most: float) -> None:
    """A form of the word counts in full, one of its sense in part, another not at all."""
    assert least <= cover([wanted(token) for token in tokens(word)], echoes(text)) <= most


def test_every_weight_has_its_figure() -> None:
    """No weight is fitted for a figure that is never taken."""
    questions = ("How many ships?", "When is it?", "Who?", "Which ship?", "Why?", "Did it?")
    taken = {name for q in questions for each in gather(read_question(q), passages(FERRY)) for name in each.figures}
    assert set(WEIGHTS) <= taken


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When did the Halcyon run aground?", "on 3 March 2031"),
        ("Where did the ferry run aground?", "off Port Sorrel"),
        ("How many passengers were taken ashore?", "41 passengers"),
        ("How long did the rescue of the Halcyon last?", "about 45 minutes"),
        ("How much will the repairs cost?", "$2.4 million"),
        ("Who is the captain of the Halcyon?", "Ilse Brandt"),
        ("Who is the owner of the ferry?", "Norrland Lines"),
        ("Why was the harbour closed?", "the wreck blocked the channel"),
        ("What did Mayor Velk call for?", "a new lighthouse"),
        ("Was the harbour closed?", "The harbour was closed"),
    ],
)
def test_the_sentence_that_answers(question: str, answer: str) -> None:
    """The first sentence offered holds the answer, also where its names stand only before it."""
    sentences, why = offered(Builtin(), question, passages(FERRY, OTHER))
    assert not why
    assert answer in sentences[0][0]


@pytest.mark.parametrize(
    "question",
    [
        "When did the Halcyon leave the shipyard in Dunmore?",  # the right name, another matter
        "How many passengers drowned at Cape Wyle?",  # the right sort, another place
        "Who won the regatta?",
        "How old is Captain Brandt?",  # no figure of that sort
        "Who is the president of Varnia?",  # the right place, nobody's office
        "What is the capital of Varnia?",
        "Why did Petra Lund resign?",
        "Did the Halcyon collide with the Petrel?",
        "How many houses did the avalanche bury?",
    ],
)
def test_silence(question: str) -> None:
    """Shared names and figures of the right sort tempt, and do not answer."""
    sentences, why = offered(Builtin(), question, passages(FERRY, OTHER))
    assert (sentences, bool(why)) == ([], True)


def test_two_values_are_both_told() -> None:
    """Where sources differ each value is told with its own passage."""
    one = "The flood in Lower Orrin left 14 people missing."
    two = "The flood in Lower Orrin left 19 people missing, police said."
    sentences, _ = offered(Builtin(), "How many people are missing in Lower Orrin?", passages(one, two))
    assert {id for _, ids in sentences for id in ids} == {"1:1", "2:1"}


def test_the_same_words_are_told_once() -> None:
    """A wire text in three papers is one sentence with three passages."""
    text = "The flood in Lower Orrin left 14 people missing."
    sentences, _ = offered(Builtin(), "How many people are missing in Lower Orrin?", passages(text, text, text))
    assert sentences == [(text, ("1:1", "2:1", "3:1"))]


def test_a_second_source_for_one_value() -> None:
    """What two sources say in their own words is told twice and not three times."""
    texts = (
        "Both sides signed 12 agreements in Varnia on Monday.",
        "In Varnia both sides signed 12 agreements.",
        "The two sides signed 12 agreements in Varnia.",
    )
    sentences, _ = offered(Builtin(), "How many agreements did both sides sign in Varnia?", passages(*texts))
    assert len(sentences) == 2
    assert len({ids[0][0] for _, ids in sentences}) == 2


def test_no_passages_no_answer() -> None:
    """Nothing to read is silence too."""
    assert offered(Builtin(), "Who won?", ())[0] == []


CALLS = (
    "Mayor Tomas Velk met Captain Ilse Brandt on Monday. "
    "“The ferry was sound,” Brandt said. "
    "She blamed the storm. "
    "Velk said the ferry was too old. "
    "Velk's lawyer said the lighthouse was dark."
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did Ilse Brandt say?", ("“The ferry was sound,” Brandt said.", "She blamed the storm.")),
        ("What did Brandt say about the ferry?", ("“The ferry was sound,” Brandt said.",)),
        ("What did Velk say about the ferry?", ("Velk said the ferry was too old.",)),
    ],
)
def test_what_somebody_said(question: str, told: tuple[str, ...]) -> None:
    """Words of the one who is asked about, not sentences that merely have the name."""
    taken, why = offered(Builtin(), question, passages(CALLS))
    assert tuple(text for text, _ in taken) == told
    assert why == ""


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What did Velk say about the lighthouse?", "no passage gives words of Velk on that"),
        ("What did Velk promise?", "no passage gives words of Velk"),
    ],
)
def test_what_somebody_did_not_say(question: str, why: str) -> None:
    """Silence, though the name and the subject stand in the article."""
    assert offered(Builtin(), question, passages(CALLS)) == ([], why)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Captain Ilse Brandt praised the crew.", True),
        ("Ilse Brandt, a former pilot, praised the crew.", True),
        ("Ilse Brandt, 41, who sailed for Norrland Lines, praised the crew.", True),
        ("The mayor of Varnia, Ilse Brandt, praised the crew.", True),
        ("Brandt is a pilot.", True),
        ("On Monday Brandt praised the crew.", False),
        ("The captain met Brandt on Monday.", False),
        ("Ms Brandt praised the crew.", False),
    ],
)
def test_who_somebody_is(text: str, told: bool) -> None:
    """A sentence that says what a person is, not one that merely names them."""
    assert describes(named_in("Who is Ilse Brandt?"), text) is told


@pytest.mark.parametrize("question", ["Who is the captain?", "Who is the captain of the Halcyon?", "Who met Brandt?"])
def test_who_does_something(question: str) -> None:
    """Questions for whoever does or holds something name nobody to be told of."""
    assert named_in(question) == ""


def test_what_somebody_said_reads_in_its_order() -> None:
    """Of one article the sentence that names the speaker stands before that of "she said", whichever fits better."""
    text = "Captain Ilse Brandt said the storm sank it. “The ferry was sound, the lamps were lit,” she said."
    taken, _ = offered(Builtin(), "What did Brandt say?", passages(text))
    assert [ids for _, ids in taken] == [("1:1",), ("1:2",)]
