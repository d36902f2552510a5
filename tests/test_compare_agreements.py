"""What is told as agreed is what every one of its quotes says, in words that read as a fact."""

import pytest

from assistant.compare.agreements import agreements
from assistant.compare.questions import ask, number_question
from assistant.compare.shared import as_sentence, phrase, shared_clause
from assistant.compare.statements import Statement, statements_of
from assistant.engines.builtin import Builtin
from assistant.pipeline import compare
from assistant.schema import Article, Claim, Quote, Reading
from tests.test_compare_corpus import STORIES, briefing
from tests.test_compare_findings import judged


def said(*texts: str, speaker: str = "") -> list[Statement]:
    """The n-th text as a claim of the n-th article."""
    made = []
    for number, text in enumerate(texts, 1):
        id = f"a{number}"
        claim = Claim(f"{id}:1", id, text, (Quote(id, 0, len(text), text),), speaker=speaker)
        made += statements_of([claim], {id: Article(id, "", "", f"Outlet {id}", "2025-03-04", "", text)})
    return made


def facts(*texts: str) -> list[str]:
    """What articles of one sentence each agree on."""
    articles = tuple(
        Article(f"a{n}", f"{n}.txt", "", f"Outlet {n}", "2025-03-04", "", text) for n, text in enumerate(texts, 1)
    )
    return [a.fact for a in compare(Reading(articles), engine=Builtin()).stories[0].agreements]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            (
                "The council of Oxmere approved the new harbour wall, a thing nobody had asked for.",
                "Gulls cried as the Oxmere council approved the new harbour wall.",
            ),
            "The council of Oxmere approved the new harbour wall.",
        ),
        (
            (
                "But the ferry captain steered the burning boat ashore, and a dog barked.",
                "The captain of the ferry steered the burning boat ashore.",
            ),
            "The ferry captain steered the burning boat ashore.",
        ),
        (
            (
                "“The burning ferry reached shore safely,” he said.",
                "“The burning ferry reached shore safely,” she said.",
            ),
            "“The burning ferry reached shore safely.”",
        ),
        (("The burning ferry reached shore safely.", "The burning ferry never reached shore safely."), ""),
        (("The ferry carried 40 burning lorries ashore.", "The ferry carried 50 burning lorries ashore."), ""),
        (("Ann Lee steered the burning boat ashore.", "Tom Brack steered the burning boat ashore."), ""),
        (("Officials of the harbour museum.", "Officials of the harbour museum."), ""),
    ],
)
def test_the_clause_that_all_bear_out(texts: tuple[str, ...], told: str) -> None:
    """Details of one source, names, figures and negations that another lacks are not told; nor is a mere phrase."""
    assert shared_clause(said(*texts)) == told


def test_a_saying_is_told_with_its_speaker() -> None:
    """What somebody says is not told as if it were so."""
    words = "“The burning ferry reached shore safely,” the captain added."
    assert shared_clause(said(words, words.replace("captain", "mayor"), speaker="Ann Lee, the captain")) == (
        "Ann Lee: “The burning ferry reached shore safely.”"
    )


@pytest.mark.parametrize(
    "text",
    [
        "He denied that the burning ferry reached shore safely",
        "He asked whether the burning ferry reached shore safely",
        "If the burning ferry reached shore safely, nobody saw it",
    ],
)
def test_a_clause_is_not_torn_from_what_it_hangs_on(text: str) -> None:
    """A condition, a question or a denial goes with its clause, or the clause is not told."""
    assert not shared_clause(said(f"{text}.", f"{text}.")).startswith("The burning")


@pytest.mark.parametrize(
    ("text", "part", "told"),
    [
        ("It rained, and the dam broke.", "the dam broke", "The dam broke."),
        ("“The dam broke,” he said.", "The dam broke", "“The dam broke.”"),
        ("“The dam broke,” he said.", "The dam broke,” he said", "“The dam broke,” he said."),
        ('The dam broke," he said.', 'The dam broke," he said', 'The dam broke," he said"'),
        ('Lines remain open."', 'Lines remain open."', '"Lines remain open."'),
        ("We saw the dam break.", "We saw the dam break", "“We saw the dam break”"),
    ],
)
def test_a_stretch_as_a_sentence(text: str, part: str, told: str) -> None:
    """Capital, full stop, and quotation marks in pairs; first persons are somebody's words."""
    start = text.index(part)
    assert as_sentence(text, start, start + len(part)) == told


@pytest.mark.parametrize(
    ("text", "figure", "shared", "told"),
    [
        ("its main span of 188 metres had to be floated", "188 metres", "span", "span of 188 metres"),
        (
            "Its 225-page report on school safety came out.",
            "225",
            "page report school",
            "225-page report on school safety",
        ),
        ("The span, 188 metres, was floated.", "188 metres", "span float", ""),
        ("Trials cost 3 crowns.", "3 crowns", "", ""),
    ],
)
def test_a_phrase_around_a_figure(text: str, figure: str, shared: str, told: str) -> None:
    """The figure with the shared words right beside it, whole nouns included."""
    (statement,) = said(text)
    start = text.index(figure)
    assert phrase(statement, (start, start + len(figure)), shared.split()) == told


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            ("The fund of 640 crowns is new.", "It is a fund, worth 900 crowns."),
            "How large is the fund: 640 crowns or 900 crowns?",
        ),
        (
            ("The council has 640 crowns for paint.", "For paint it takes 900 crowns."),
            "How much money: “640 crowns for paint” or “paint it takes 900 crowns”?",
        ),
        (
            ("The eels now breed 30 km farther west.", "It says that eels breed 30 miles farther west."),
            "How much farther west: 30 km or 30 miles?",
        ),
        (
            ("The pier is 30 km long.", "A pier 30 miles long is planned."),
            "What distance or length: “pier is 30 km long” or “pier 30 miles long”?",
        ),
        (
            ("The storm left 400 homes without electricity.", "In all 900 homes without electricity were counted."),
            "What is the figure for homes without electricity?",
        ),
        (
            ("The envoys signed 12 agreements.", "The envoys came home with 14 agreements."),
            "How many agreements?",
        ),
    ],
)
def test_a_question_in_the_words_of_both(texts: tuple[str, str], told: str) -> None:
    """What is counted by its name if both word it alike, else the two phrases; no loose words."""
    left, right = said(*texts)
    figures = left.facts.quantities[0], right.facts.quantities[0]
    noun = "agreements" if "agreements" in texts[0] else ""
    assert number_question(left, right, figures, "", noun) == told


def test_one_phrase_is_asked_for_once() -> None:
    """Where both put it alike, the question does not offer a choice."""
    left, right = said("It opens on 4 May.", "It opens on 4 May.")
    assert ask("On what day", left, right, ((12, 17), (12, 17))) == "On what day: “opens on 4 May”?"


def test_a_fact_is_told_once() -> None:
    """Two figures of one sentence pair are one sentence; the same words twice are one fact."""
    one = "An accountant traced 212 payments and put the total at 1.36 million florins."
    assert facts(one, one) == [one]


def test_a_bare_figure_is_no_fact() -> None:
    """A number that two sources have, and nothing around it, is not worth telling."""
    assert facts("Act 64 pleased farmers in the northern hills.", "Bakers in the port opposed Act 64.") == []


def test_nothing_in_common_is_nothing_agreed() -> None:
    """A verdict of sameness alone does not make a fact."""
    left, right = said("Gulls cried.", "Rain fell on Oxmere.")
    assert agreements([judged(left, right, "same", "other")], {"a1": 0, "a2": 1}) == []


@pytest.mark.parametrize("name", STORIES)
def test_agreements_read_as_facts(name: str) -> None:
    """No two alike, quotation marks in pairs, no excerpt that ends in a small word in the middle of a sentence."""
    told = briefing(name).stories[0].agreements
    assert len({each.fact.casefold() for each in told}) == len(told)
    for each in told:
        assert each.fact.count("“") == each.fact.count("”"), each.fact
        words = each.fact.rstrip('.”"').split()
        ends = [q.text.rstrip('.”"').split()[-3:] for s in each.support for q in s.quotes]
        assert words[-1] not in ("of", "the", "and", "to", "for", "in") or words[-3:] in ends, each.fact
