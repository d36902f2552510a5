"""The answer in words: who says what comes first, copies are told from origins, and nothing is told twice."""

from dataclasses import replace

import pytest

from assistant.answering import Library, ask, open_library
from assistant.ask.compose import Sources, Told, composed, who_says_what
from assistant.ask.shelf import Shelf
from assistant.ask.stands import adds, source_names
from assistant.engines.builtin import Builtin
from assistant.render.answer import answered, begun
from assistant.schema import (
    Article,
    Copy,
    Discrepancy,
    Kind,
    Label,
    Origin,
    Position,
    Quote,
    Reading,
    Review,
    Sentence,
    Span,
)
from assistant.text.locate import quote


def article(id: str, outlet: str, text: str, published: str = "", title: str = "") -> Article:
    """An article of an outlet; its file is named by its id."""
    return Article(id, f"news/{id}.txt", title, outlet, published, "", text)


def whole(of: Article) -> Quote:
    """All of an article's words."""
    return quote(of, Span(0, len(of.text)))


LAMP = article("a1", "The Lamp", "At least 11 miners died in the Dorn pit.", "2025-08-03")
POST = article("a2", "Harbour Post", "Twelve miners died in the Dorn pit.", "2025-08-05")
COPY = article("a3", "Quay Times", "At least 11 miners died in the Dorn pit.", "2025-08-03")
NAMELESS = article("a4", "", "12 miners died in the Dorn pit.", "2025-08-05")
ARTICLES = {each.id: each for each in (LAMP, POST, COPY, NAMELESS)}
COPIED = (Origin(("a1", "a3"), "copies of one text", (Copy("a3", "a1", "text", 1.0, "100% of its words"),)),)


BOTH = ("Tom Brack", "Ana Vell")


def finding(verdict: Label, *told: tuple[Article, str], speakers: tuple[str, ...] = ()) -> Discrepancy:
    """A finding on a number, or on what was said where speakers are named."""
    given = speakers or ("",) * len(told)
    positions = tuple(
        Position(of.id, value, (whole(of),), who, of.published) for (of, value), who in zip(told, given, strict=True)
    )
    kind: Kind = "attribution_quote" if speakers else "number"
    return Discrepancy("f1", "How many people died?", kind, verdict, "major", "", positions)


@pytest.mark.parametrize(
    ("dispute", "text"),
    [
        (
            finding("contradiction", (LAMP, "At least 11 miners"), (POST, "Twelve miners")),
            "The sources disagree: The Lamp: at least 11 miners; Harbour Post: twelve miners.",
        ),
        (
            finding("contradiction", (LAMP, "11 miners"), (COPY, "11 miners"), (POST, "12"), (NAMELESS, "12")),
            "The sources disagree: Harbour Post and a4.txt: 12; The Lamp (and a copy in Quay Times): 11 miners.",
        ),
        (
            finding("superseded", (LAMP, "11"), (POST, "12")),
            "The reports changed over time: The Lamp: 11 (3 August 2025); Harbour Post: 12, later (5 August 2025).",
        ),
        (
            finding(
                "disputed",
                (LAMP, "The pit was safe."),
                (POST, "Ana Vell denied it."),
                speakers=("Tom Brack", "Ana Vell"),
            ),
            "The speakers disagree: The Lamp: Tom Brack: The pit was safe; Harbour Post: Ana Vell denied it.",
        ),
        (
            finding(
                "disputed",
                (LAMP, "Tom Brack said so."),
                (LAMP, "Ana Vell denied it."),
                speakers=("Tom Brack", "Ana Vell"),
            ),
            "The speakers disagree: The Lamp: Tom Brack said so; Ana Vell denied it.",
        ),
    ],
)
def test_who_says_what_is_one_plain_line(dispute: Discrepancy, text: str) -> None:
    """Sources of one answer stand together, a copy beside what it copies, the later figure is called so."""
    assert [told.text for told in who_says_what([dispute], Sources(ARTICLES, COPIED))] == [text]


def test_a_finding_that_another_one_tells_too_is_not_told_twice() -> None:
    """What was disputed on one day and changed later is one line."""
    first = finding("contradiction", (LAMP, "11"), (COPY, "13"))
    since = replace(finding("superseded", (LAMP, "11"), (COPY, "13"), (POST, "12")), id="f2")
    told = who_says_what([first, since], Sources(ARTICLES))
    assert [each.text for each in told] == [
        "The sources disagree, and the reports changed over time: The Lamp: 11 (3 August 2025); "
        "Quay Times: 13 (3 August 2025); Harbour Post: 12, later (5 August 2025)."
    ]


@pytest.mark.parametrize(
    ("review", "text"),
    [
        (Review(), ""),
        (Review("resolved", "The Post corrected it."), "This was marked as resolved: The Post corrected it."),
        (
            Review("resolved", outdated=True),
            "This was marked as resolved; an answer has come in since.",
        ),
    ],
)
def test_what_a_person_decided_is_said(review: Review, text: str) -> None:
    """A resolved finding is told as one."""
    dispute = replace(finding("contradiction", (LAMP, "11"), (POST, "12")), review=review)
    assert who_says_what([dispute], Sources(ARTICLES))[0].decided == text


def test_sources_of_one_name_are_told_apart() -> None:
    """By their day, else their title, else their file; one without an outlet goes by its title or file."""
    same = [
        article("b1", "The Lamp", "x", "2025-08-03"),
        article("b2", "The Lamp", "x", "2025-08-04", "Dawn"),
        article("b3", "The Lamp", "x", "2025-08-04", "Dusk"),
        article("b4", "", "x", title="A long night at the pit"),
        article("b5", "", "x"),
    ]
    assert source_names([each.id for each in same], {each.id: each for each in same}) == {
        "b1": "The Lamp (3 August 2025)",
        "b2": "The Lamp (“Dawn”)",
        "b3": "The Lamp (“Dusk”)",
        "b4": "“A long night at the pit”",
        "b5": "b5.txt",
    }


DISPUTE = finding("contradiction", (LAMP, "11 miners"), (POST, "Twelve miners"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Twelve miners were found dead.", False),
        ("Nobody was found alive.", True),
        ("Of 40 miners in the pit 28 came out.", True),
    ],
)
def test_what_repeats_an_answer_adds_nothing(text: str, kept: bool) -> None:
    """Who says what has told it."""
    of = article("c1", "The Bell", text)
    assert adds(Sentence(text, (whole(of),)), [DISPUTE]) is kept


WHO = replace(finding("contradiction", (LAMP, "Ada Holm"), (POST, "Zeno Wynn")), kind="identity_role")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Holm was seen at the pit.", False),
        ("The owner, Zeno Wynn, said nothing.", False),
        ("Zeno was seen at the pit.", True),
        ("An old man kept the keys.", True),
    ],
)
def test_who_it_is_adds_nothing_where_it_is_told(text: str, kept: bool) -> None:
    """A last name among the words, wherever it stands in the alphabet or the sentence."""
    of = article("c1", "The Bell", text)
    assert adds(Sentence(text, (whole(of),)), [WHO]) is kept


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many miners died?", "The Lamp: At least 14 miners died. Harbour Post: Twelve miners died."),
        ("What happened?", "At least 14 miners died. Twelve miners died."),
    ],
)
def test_sentences_that_give_different_figures_are_told_with_their_sources(question: str, text: str) -> None:
    """Where no finding knew it; a question that asks for no figure is answered as it is."""
    left, right = Sentence("At least 14 miners died.", (whole(LAMP),)), Sentence("Twelve miners died.", (whole(POST),))
    assert composed(question, [left, right], [], Sources(ARTICLES)) == text


NEWS = (
    article("d1", "The Lamp", "Ulmeria's president, Ana Vell, opened the new port of Astin on Monday."),
    article("d2", "Harbour Post", "President Tom Brack of Ulmeria sold the old ferry to a museum in Kelder."),
)


def library() -> Library:
    """Two articles that name two presidents of one country."""
    made = open_library(Reading(NEWS))
    assert [f.question for f in made.findings] == ["Who is the president of Ulmeria?"]
    return made


def test_who_says_what_is_told_before_the_engine_is_asked() -> None:
    """And each position stands among the sentences in its source's own words, with the words as its quote."""
    parts: list[Told | Sentence] = []
    made = ask("Who is the president of Ulmeria?", library(), engine=Builtin(), tell=parts.append)
    assert isinstance(parts[0], Told)
    assert made.disputed
    assert made.answer.startswith("The sources disagree: ")
    assert {q.text for s in made.sentences for q in s.quotes} == {each.text for each in NEWS}
    assert all(s.text == s.quotes[0].text for s in made.sentences)
    assert answered(made).startswith(begun(made.question, made.understood, made.articles, parts).rstrip("\n"))


def test_a_finding_answers_where_no_passage_does() -> None:
    """The engine may abstain: the question is answered by what is disputed."""
    silent = replace(library(), shelf=Shelf(NEWS))
    made = ask("President of Ulmeria", silent, engine=Builtin())
    assert made.disputed
    assert not made.abstained


def test_a_question_about_something_else_in_the_same_sentence_is_not_told_of_the_dispute() -> None:
    """Who is president is not where the ferry went."""
    assert not ask("Where is the old ferry now?", library(), engine=Builtin()).disputed


def test_only_the_sources_that_are_cited_are_listed() -> None:
    """The others are counted."""
    note = answered(ask("What did Ana Vell open on Monday?", library(), engine=Builtin()))
    assert "## Sources (1 of 2 articles)" in note
    assert "Harbour Post" not in note


def test_an_answer_that_abstains_says_how_much_was_looked_at() -> None:
    """And lists no source."""
    note = answered(ask("Who won the chess match?", library(), engine=Builtin()))
    assert "Looked at: 2 articles." in note
    assert "## Sources" not in note
