"""Rules that read words: quotations, slips of figures, denials, opposites, clauses, and what only looks alike."""

import pytest

from assistant.compare.candidates import candidates
from assistant.compare.rules import decide
from assistant.compare.statements import Scale, Scales, statements_of
from assistant.compare.together import Together
from assistant.schema import Article, Claim, Quote, Verdict
from tests.test_compare_rules import decided, statement


def by(rule: str, left: str, right: str, days: tuple[str, str] = ("2025-11-12", "2025-11-12")) -> list[Verdict]:
    """What one rule holds of two texts of two articles, the same whichever comes first."""
    found = [v for v in decided(left, right, days) if v.by == f"rule:{rule}"]
    turned = [v for v in decided(right, left, days[::-1]) if v.by == f"rule:{rule}"]
    assert [v.label for v in found] == [v.label for v in turned]
    return found


SAYING = "“We shall mend every sluice on the river {} and we shall pay for it ourselves,” Holm said."


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        (
            SAYING.format("before winter"),
            SAYING.format("before spring"),
            ("“before winter and”", "“before spring and”"),
        ),
        (SAYING.format("before winter"), SAYING.format("before winter"), None),
        (SAYING.format("before winter"), SAYING.format("… winter"), None),
        (SAYING.format("before winter"), SAYING.format("before [next] winter"), None),
        (SAYING.format("by the 2"), SAYING.format("by the two"), None),
        (SAYING.format("before winter"), "“We mend what we can,” Holm said of the sluice before winter.", None),
        (SAYING.format("before winter"), "Holm said they would mend every sluice on the river before spring.", None),
    ],
)
def test_a_quotation_is_given_in_the_same_words(left: str, right: str, values: tuple[str, str] | None) -> None:
    """A changed word is found; what an editor left out, put in or spelled otherwise is not."""
    found = by("quotation", left, right)
    assert [v.values for v in found] == ([values] if values else [])
    assert all(v.kind == "attribution_quote" and v.label == "contradiction" for v in found)


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("The fund holds 640 million crowns.", "The fund of 640 billion crowns is spent.", "order of magnitude"),
        ("The herd moved 38 km north.", "The herd moved 38 miles north.", "another unit"),
        ("The team tagged 1,208 fish.", "The team tagged 1,280 fish in spring.", "another order"),
        ("The team tagged 1,208 fish.", "The team tagged 1,908 fish in spring.", ""),
        ("The fund holds 600 million crowns.", "The fund of 6 billion crowns is spent.", ""),
        ("The team tagged 21 fish.", "The team tagged 12 fish in spring.", ""),
    ],
)
def test_a_figure_that_is_a_slip_of_another_is_found(left: str, right: str, why: str) -> None:
    """Another scale, unit or order of digits is found though little else is alike."""
    slips = [v.why for v in by("number", left, right) if v.label == "contradiction" and v.why]
    assert bool(slips) == bool(why) and all(why in each for each in slips)


def test_a_count_that_a_later_report_says_was_raised_is_superseded() -> None:
    """Only where the report that says so is the later one."""
    early, late = "Six hundred soldiers were sent to the valley.", "The number of soldiers was raised to 900 by noon."
    assert [v.label for v in by("number", early, late, ("2025-11-10", "2025-11-12"))] == ["superseded"]
    assert by("number", early, late, ("2025-11-12", "2025-11-12")) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("The council approved the plan for a new harbour.", "The council rejected the plan for a new harbour.", True),
        ("Sales of the mill rose sharply in autumn.", "Sales of the mill fell sharply in autumn.", True),
        ("The ferry did not stop at the old mill jetty.", "The ferry stopped at the old mill jetty.", True),
        ("If the ferry stopped at the mill jetty, it sank.", "The ferry did not stop at the mill jetty.", False),
        ("The council approved the plan for a new harbour.", "The union rejected the offer of a pay rise.", False),
        (
            "The ferry did not stop at the mill jetty.",
            "The ferry stopped nowhere near the mill jetty, not once.",
            False,
        ),
    ],
)
def test_opposites_need_otherwise_like_sentences(left: str, right: str, expected: bool) -> None:
    """A negation or an opposite contradicts where nearly all else is said by both."""
    found = by("opposite", left, right)
    assert bool(found) == expected
    assert all(v.label == "contradiction" and v.kind == "negation" for v in found)


def neighbours(first: str, second: str, speakers: tuple[str, str], gap: int = 1) -> list[Verdict]:
    """What the rules hold of two sentences of one article, if they are candidates at all."""
    filler = "Snow lay on the hills. " * gap
    text = f"{first} {filler}{second}"
    spans = [(0, len(first)), (len(text) - len(second), len(text))]
    claims = [
        Claim(f"a1:{n}", "a1", text[s:e], (Quote("a1", s, e, text[s:e]),), "reported", speakers[n])
        for n, (s, e) in enumerate(spans)
    ]
    statements = statements_of(claims, {"a1": Article("a1", "", "", "", "", "", text)})
    kept = candidates(statements, Scales(statements)).pairs
    scale = Scale([s.facts.weights for s in statements])
    return [v for i, j, _ in kept for v in decide(statements[i], statements[j], scale) if v.by == "rule:denial"]


@pytest.mark.parametrize(
    ("first", "second", "speakers", "gap", "expected"),
    [
        ("Holm said Brack had been pushed.", "Korn said there had been no push.", ("Holm", "Korn"), 0, True),
        (
            "Holm said the pay deal raised prices.",
            "Korn said the pay deal had nothing to do with it.",
            ("Holm", "Korn"),
            0,
            True,
        ),
        (
            "Holm said the envoys had promised to halve the fleet.",
            "Korn said no such promise was given.",
            ("Holm", "Korn"),
            1,
            True,
        ),
        ("Holm said Brack had been pushed.", "Holm said there had been no push.", ("Holm", "Holm"), 0, False),
        (
            "Holm said Brack had been pushed.",
            "Korn said there had been no rain in the valley.",
            ("Holm", "Korn"),
            0,
            False,
        ),
        ("Holm said Brack had been pushed.", "Korn said there had been no push.", ("Holm", "Korn"), 60, False),
        ("Holm said Brack had been pushed.", "He said there had been no push.", ("Holm", "He"), 0, False),
        ("Holm said Brack had been pushed.", "She said there had been no push.", ("Holm", "She"), 0, False),
        ("Holm said Brack had been pushed.", "They said there had been no push.", ("Holm", "They"), 0, False),
        ("Holm said Brack had been pushed.", "It said there had been no push.", ("Holm", "It"), 0, False),
        ("Holm said Korn had been pushed.", "Korn said there had been no push.", ("Holm", "Korn"), 0, False),
        ("Holm said Brack had been pushed.", "There had been no push.", ("Holm", ""), 0, False),
        ("Holm denied Brack had been pushed.", "Korn said there had been no push.", ("Holm", "Korn"), 0, False),
        ("Holm said Brack had been pushed.", "Korn said there had been no push.", ("Holm", "Korn"), 10, True),
        ("Holm said Brack had been pushed.", "Korn said there had been no push.", ("Holm", "Korn"), 11, False),
    ],
)
def test_a_denial_answers_the_saying_before_it(
    first: str, second: str, speakers: tuple[str, str], gap: int, expected: bool
) -> None:
    """By another speaker, in the same article, nearby, and of what was said."""
    found = neighbours(first, second, speakers, gap)
    assert bool(found) == expected
    assert all(v.label == "disputed" and v.question.startswith("Is it so:") for v in found)


def test_a_denial_is_told_with_both_speakers() -> None:
    """What is denied is asked without the words that report it, and each side is named."""
    (verdict,) = neighbours(
        "Holm said Brack had been pushed.", "Korn said there had been no push.", ("Holm", "Korn"), 0
    )
    assert (verdict.kind, verdict.label) == ("attribution_quote", "disputed")
    assert verdict.question == "Is it so: Brack had been pushed?"
    assert verdict.why == "Holm says so, Korn denies it."
    assert verdict.values == verdict.facts == ("", "")
    told = (
        "Holm told reporters that the  pay deal raised prices: “All did.”",
        "Korn denied the pay deal raised prices.",
    )
    (verdict,) = neighbours(*told, ("Holm", "Korn"), 0)
    assert verdict.question == "Is it so: the pay deal raised prices?"


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        (
            "Ada Holm, whose warehouse burned in March, will reopen the granary next week, officials said.",
            "Neighbours gave tools to Ada Holm, whose warehouse burned; she sang of it.",
            "warehouse burned",
        ),
        ("Ada Holm met Tom Brack in Corrin.", "Tom Brack and Ada Holm are cousins from Corrin.", ""),
        ("The granary in Corrin never burned, Holm wrote.", "The granary in Corrin burned, Brack wrote.", ""),
        ("The granary lost 40 sacks of barley.", "The granary lost 90 sacks of barley.", ""),
        ("The choir supported the granary repairs.", "The choir opposed the granary repairs.", ""),
    ],
)
def test_a_clause_that_two_sentences_share(left: str, right: str, shared: str) -> None:
    """Rare words close together, turned by no negation, number or opposite."""
    found = by("clause", left, right)
    assert bool(found) == bool(shared)
    assert all(shared in value for v in found for value in v.values)


@pytest.mark.parametrize(
    ("left", "right", "label"),
    [
        (
            "The Global Barley Index 2024 ranks Corrin tenth.",
            "Corrin is ninth in the Global Barley Index 2025.",
            "differing_scope",
        ),
        ("The Global Barley Index 2024 ranks Corrin tenth.", "Corrin is tenth in the Global Barley Index 2024.", ""),
        ("Corrin-based millers were busy.", "Officials spoke of Lorne-based weavers.", "differing_scope"),
        ("They signed 12 treaties in fields such as trade.", "They signed 12 treaties covering fishing.", "compatible"),
        ("They signed 12 treaties covering trade.", "They signed 12 treaties covering fishing.", ""),
    ],
)
def test_what_only_looks_like_a_conflict_is_cleared(left: str, right: str, label: str) -> None:
    """Editions, bases and lists of examples are named as looked at."""
    assert [v.label for v in by("apart", left, right)] == ([label] if label else [])


def test_meetings_of_one_person_with_two_others_are_two_meetings() -> None:
    """And both are named."""
    texts = (
        "Ada Holm met Tom Brack in Corrin. Holm and Brack spoke.",
        "Ada Holm met Ilse Korn in Lorne. Korn and Holm left.",
    )
    articles = {f"a{n}": Article(f"a{n}", "", "", "", "", "", text) for n, text in enumerate(texts)}
    firsts = [text[: text.index(".") + 1] for text in texts]
    claims = [Claim(f"a{n}:1", f"a{n}", t, (Quote(f"a{n}", 0, len(t), t),)) for n, t in enumerate(firsts)]
    left, right = statements_of(claims, articles)
    found = [v for v in decide(left, right, Scale([left.facts.weights, right.facts.weights])) if v.by == "rule:apart"]
    assert found == [
        Verdict(
            "differing_scope",
            "other",
            "Is it one meeting?",
            "They are of different people.",
            ("Ada Holm and Tom Brack", "Ada Holm and Ilse Korn"),
            "rule:apart",
            ("a0:1~ada holm", "a1:1~ada holm"),
        )
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "Holm apologised on Friday for a letter about the mill.",
            "A clerk, Holm, had to apologise Saturday for a letter.",
            True,
        ),
        (
            "Holm said on Friday that the mill had burned.",
            "Holm said on Saturday that the mill would be mended.",
            False,
        ),
        ("Holm apologised on Friday for a letter about the mill.", "Holm apologised on Friday for a letter.", False),
    ],
)
def test_the_day_of_one_deed(left: str, right: str, expected: bool) -> None:
    """Not the day of a saying, of which there are many."""
    found = by("date", left, right)
    assert [v.label for v in found if v.label == "contradiction"] == (["contradiction"] if expected else [])


def test_a_weekday_by_one_name_is_no_conflict_though_the_dates_of_publication_are_a_week_apart() -> None:
    """The date of a page is less sure than the name of a day."""
    text = "Holm apologised on Friday for a letter about the mill."
    assert [v for v in by("date", text, text, ("2025-11-08", "2025-11-15")) if v.label == "contradiction"] == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("The Lorne Inland Trade Committee met.", "She asked the Lorne Inland Fishing Committee for help.", True),
        ("The Lorne Trade Committee met.", "She asked the Lorne Fishing Committee for help.", False),
        ("The Lorne Inland Trade Committee met.", "She asked the Lorne Inland Trade Committee for help.", False),
    ],
)
def test_a_body_under_two_names(left: str, right: str, expected: bool) -> None:
    """Names of four words and more that differ in one."""
    assert [v.label for v in by("body", left, right)] == (["contradiction"] if expected else [])


def test_figures_that_one_source_gives_side_by_side_are_two_figures() -> None:
    """A rate of tax and another rate of tax, both in one sentence of a third article."""
    texts = (
        "Brack paid a tax rate of 35.7 percent on his barley.",
        "Brack paid a tax rate of 45.8 percent on his barley.",
        "Brack paid 35.7 percent to the crown and 45.8 percent with the tithe.",
    )
    statements = [statement(text, f"a{n}") for n, text in enumerate(texts)]
    verdict = Verdict(
        "contradiction", "number", "", "", ("35.7 percent", "45.8 percent"), "rule:number",
        tuple(f"{s.claim.id}#{s.facts.quantities[0].start}" for s in statements[:2]),  # type: ignore[arg-type]
    )  # fmt: skip
    assert Together(statements[:2]).sift(verdict, *statements[:2]) == verdict
    assert Together(statements).sift(verdict, *statements[:2]).label == "differing_scope"
