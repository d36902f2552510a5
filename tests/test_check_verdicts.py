"""A draft against invented sources: which verdict a sentence gets, on which words, and why."""

from dataclasses import replace

import pytest

from assistant.check.ruling import Ruling, gather, rule
from assistant.schema import Article, Clutter
from assistant.text.locate import locate

NORTH = Article(
    "north",
    "north.txt",
    "Tunnel at Brennick opens",
    "Northern Post",
    "2025-03-04",
    "",
    "The tunnel at Brennick opened on Monday after six years of work. Engineer Mara Velling said the tunnel cost "
    "40 million crowns. The ferry between Brennick and Osmark did not stop its service. The council of Osmark plans "
    "to close the old quay next year. A stone fell from the portal and hurt two workers.",
)
SOUTH = replace(
    NORTH,
    id="south",
    path="south.txt",
    outlet="Southern Mail",
    text="The tunnel at Brennick opened on Monday after nine years of work. Trains carry cars through the tunnel.",
)


def _rulings(draft: str, *articles: Article) -> tuple[Ruling, ...]:
    return rule(Article("draft", "draft.txt", "", "", "", "", draft), gather(articles or (NORTH,)))


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The tunnel at Brennick opened on Monday after six years of work.", "supported"),
        ("The tunnel at Brennick opened after six years of work.", "supported"),
        ("Mara Velling said the tunnel cost 40 million crowns.", "supported"),
        ("The tunnel at Brennick opened on Monday after nine years of work.", "contradicted"),
        ("Engineer Mara Velling said the tunnel cost 90 million crowns.", "contradicted"),
        ("The tunnel at Brennick opened on Thursday after six years of work.", "contradicted"),
        ("The ferry between Brennick and Osmark did stop its service.", "contradicted"),
        ("The tunnel at Brennick did not open on Monday after six years of work.", "contradicted"),
        ("Piet Hollander resigned from the council of Osmark.", "unsupported"),
        ("The tunnel is 17 kilometres long.", "unsupported"),
        ("Harvests failed across the southern plains.", "unsupported"),
        ("The council of Osmark closed the old quay.", "not_verified"),
        ("Two workers hurt a stone that fell from the portal.", "not_verified"),
        ("Why did the tunnel take so long?", "not_checkable"),
        ("Good evening and welcome.", "not_checkable"),
        ("We believe in a brighter tomorrow.", "not_checkable"),
    ],
)
def test_each_sentence_gets_its_verdict(sentence: str, verdict: str) -> None:
    """Support is in the words and their order; silence never supports, and another figure contradicts."""
    (ruling,) = _rulings(sentence)
    assert ruling.verdict == verdict, ruling


def test_a_contradiction_gives_both_values_and_the_opposing_words() -> None:
    """The reader sees what the draft says, what the source says, and where."""
    (ruling,) = _rulings("The tunnel at Brennick opened on Monday after nine years of work.")
    assert "six" in ruling.why and "nine" in ruling.why
    assert ruling.evidence[0] == locate(NORTH, "The tunnel at Brennick opened on Monday after six years of work.")


def test_sources_that_disagree_are_told_apart() -> None:
    """What one source carries and another contradicts is contradicted, and both are named and quoted."""
    (ruling,) = _rulings("The tunnel at Brennick opened on Monday after six years of work.", NORTH, SOUTH)
    assert ruling.verdict == "contradicted"
    assert "Northern Post carries it, Southern Mail does not" in ruling.why
    assert {quote.article for quote in ruling.evidence} == {"north", "south"}


def test_several_sources_may_carry_one_sentence() -> None:
    """A quote of each stands beside it."""
    (ruling,) = _rulings("The tunnel at Brennick opened on Monday.", NORTH, SOUTH)
    assert (ruling.verdict, ruling.why) == ("supported", "The quoted words of 2 sources carry it.")
    assert [quote.article for quote in ruling.evidence] == ["north", "south"]


def test_a_speakers_words_are_supported_as_such() -> None:
    """A draft that tells as a fact what a source reports of a speaker is told whose words they are."""
    (ruling,) = _rulings("The tunnel cost 40 million crowns.")
    assert ruling.verdict == "supported"
    assert "as said by Engineer Mara Velling" in ruling.why


def test_a_score_follows_the_verdict() -> None:
    """What is contradicted or unsupported scores at least one half, everything else below."""
    for sentence in ("The tunnel is 17 kilometres long.", "The tunnel at Brennick opened on Monday.", "Why?"):
        (ruling,) = _rulings(sentence)
        assert (ruling.score >= 0.5) == (ruling.verdict in ("contradicted", "unsupported"))


def test_every_quote_is_its_span_and_no_sentence_is_lost() -> None:
    """Offsets point into the draft as it was read, quotes into their articles."""
    draft = (
        "# Tunnel\n\nHello, all. The tunnel\nopened on Monday. Mara Velling was asked.\n\n- It cost 40 million crowns"
    )
    rulings = _rulings(draft, NORTH, SOUTH)
    texts = {"north": NORTH.text, "south": SOUTH.text}
    assert [r.part.text for r in rulings] == [draft[r.part.start : r.part.end] for r in rulings]
    assert len(rulings) == 6
    assert all(texts[q.article][q.start : q.end] == q.text for r in rulings for q in r.evidence)


FRENCH = "Le tunnel a été ouvert lundi après six ans de travaux, et le conseil de la ville ne le fermera pas."


def test_a_sentence_in_another_language_is_not_compared() -> None:
    """It is said which language, and nothing is guessed."""
    rulings = _rulings(f"The tunnel at Brennick opened on Monday. {FRENCH}")
    assert [r.verdict for r in rulings] == ["supported", "not_verified"]
    assert (rulings[1].why, rulings[1].evidence) == ("not compared: language (French)", ())


def test_a_source_in_another_language_is_not_compared() -> None:
    """Neither is a draft against nothing but such sources."""
    (ruling,) = _rulings("The tunnel at Brennick opened on Monday.", replace(NORTH, text=FRENCH))
    assert (ruling.verdict, ruling.why) == ("not_verified", "not compared: language of the sources (French)")


ODD = replace(
    NORTH,
    published="2025-03-04",
    text="Tarn Movement — Ilse Korn met Piet Osk (R-T.Y.) on the “Today” show. "
    "She called the anti-Semlin vote unlikely. The ferry may sail tonight or tomorrow. "
    "The council never met, and no road was built.",
)


@pytest.mark.parametrize("article", [NORTH, SOUTH, ODD])
def test_a_text_supports_itself(article: Article) -> None:
    """Word for word is support, whatever the names look like, and whatever "she" and "tonight" stand for."""
    rulings = rule(article, gather([article]))
    assert {ruling.verdict for ruling in rulings} == {"supported"}, rulings
    assert all(ruling.score == 0.0 for ruling in rulings)


def test_the_same_words_about_somebody_else_are_no_support() -> None:
    """What "she" and "tonight" stand for is part of a sentence."""
    draft = replace(ODD, text="Mara Velling came. She called the anti-Semlin vote unlikely.")
    assert rule(draft, gather([ODD]))[1].verdict != "supported"
    later = replace(ODD, text="The ferry may sail tonight or tomorrow.", published="2025-04-09")
    assert rule(later, gather([ODD]))[0].verdict != "supported"


@pytest.mark.parametrize("sentence", ["Piet Osk, R-T.Y., met Ilse Korn.", "Ilse Korn called the Semlin vote unlikely."])
def test_part_of_a_longer_name_is_named(sentence: str) -> None:
    """What a hyphen or a stop joins to it does not hide it."""
    (ruling,) = _rulings(sentence, ODD)
    assert "does not name" not in ruling.why


def test_a_dateline_names_what_it_names() -> None:
    """Place and agency at the head of a report are no sentence, but the source has them."""
    text = "OSMARK (NWX) — The tunnel at Brennick opened on Monday."
    wire = replace(NORTH, text=text, clutter=(Clutter(0, 15, "dateline"),))
    assert "does not name" not in rule(replace(wire, clutter=()), gather([wire]))[0].why


PARTY = replace(
    NORTH,
    text="Tobin Ashe, a registered Blue, has a long record in Osmark. The parcel to Ilse Korn, a Brennick Green, was "
    "found in Osmark. Ilse Korn accepted an invitation to speak in June. Mayor Rhea Sand turned down an invitation "
    "to talk alone with the Osmark Greens. Sen. Piet Hollander, G-L.N., called the Lorn-Osmark pact a gift.",
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tobin Ashe is a registered Green.",
        "Rhea Sand accepted an invitation to talk alone with the Osmark Greens.",
        "Ilse Korn, a registered Green, has a long record in Osmark.",
    ],
)
def test_words_of_several_sentences_vouch_for_nothing(sentence: str) -> None:
    """A predicate said of another person does not become true of this one."""
    (ruling,) = _rulings(sentence, PARTY)
    assert ruling.verdict != "supported", ruling


@pytest.mark.parametrize(
    "sentence",
    [
        "Sen. Piet Hollander, G-L.N., called the Lorn-Osmark pact a gift.",
        "“Sen. Piet Hollander, G-L.N., called the Lorn–Osmark pact a gift”.",
        "OSMARK, Lorn (NWA) — Sen. Piet Hollander, G-L.N., called the Lorn-Osmark pact a gift.",
    ],
)
def test_a_copied_sentence_is_supported(sentence: str) -> None:
    """Whatever names are made of, with other quotes and dashes, and with a dateline before it."""
    (ruling,) = _rulings(sentence, PARTY)
    assert (ruling.verdict, len(ruling.evidence)) == ("supported", 1), ruling


def test_a_pronoun_copied_behind_another_name_is_not_the_same_sentence() -> None:
    """“He confessed” is said of whom the sentence before names."""
    told = replace(NORTH, text="Police questioned Tobin Ashe. He confessed to the theft of the bell.")
    rulings = _rulings("Police questioned Piet Hollander. He confessed to the theft of the bell.", told)
    assert rulings[1].verdict != "supported", rulings[1]


ELSEWHERE = replace(
    SOUTH,
    text="The council of Osmark met on Friday about the old quay and 12 million crowns for its walls. "
    "Workers at Brennick were praised by the mayor. Engineers said that the ferry could stop in winter.",
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The tunnel at Brennick opened on Monday after six years of work.",
        "Engineer Mara Velling said the tunnel cost 40 million crowns.",
        "The ferry between Brennick and Osmark did not stop its service.",
    ],
)
def test_what_another_source_says_of_something_else_is_no_dissent(sentence: str) -> None:
    """Its date, its figure, and what it does not negate."""
    (ruling,) = _rulings(sentence, NORTH, ELSEWHERE)
    assert ruling.verdict == "supported", ruling


def test_of_several_sources_the_one_that_opposes_is_named() -> None:
    """And each thing is said once."""
    (ruling,) = _rulings("Engineer Mara Velling said the tunnel cost 90 million crowns.", NORTH, ELSEWHERE)
    assert ruling.why == "Northern Post says 40 million crowns, not 90 million crowns."


def test_silence_of_the_rules_is_said_as_such() -> None:
    """They found nothing; that is not to say that there is nothing."""
    (ruling,) = _rulings("Two workers hurt a stone that fell from the portal.")
    assert ruling.why == "The rules found nothing against it and do not vouch for it: compare the quote."


@pytest.mark.parametrize("line", ["Tuesday 4 March 2025", "Reading time: 3 min", "Our thoughts are with the families."])
def test_what_states_nothing_is_not_checked(line: str) -> None:
    """A line that is only a date, a reading time, a word of sympathy."""
    (ruling,) = _rulings(line)
    assert ruling.verdict == "not_checkable", ruling
