"""Findings: verdicts on pairs become questions with every source's position."""

from dataclasses import replace

import pytest

from assistant.compare.agreements import agreements
from assistant.compare.findings import cleared, discrepancies, single_source, told_in
from assistant.compare.judged import Judged
from assistant.compare.statements import Statement, statements_of
from assistant.engines.builtin import Builtin
from assistant.pipeline import compare
from assistant.schema import Article, Claim, Kind, Label, Quote, Reading, Verdict


def statement(article: str, number: int, text: str, start: int = 0, published: str = "") -> Statement:
    """The n-th claim of an article, with its words at an offset."""
    words = f"{' ' * start}{text}"
    claim = Claim(f"{article}:{number}", article, text, (Quote(article, start, start + len(text), text),))
    return statements_of([claim], {article: Article(article, "", "", "", published, "", words)})[0]


A, B, C = (statement(id, 1, f"The storm sank {n} boats.") for id, n in (("a1", 19), ("a2", 21), ("a3", 19)))
FACT = {"a1": "a1:1#15", "a2": "a2:1#15", "a3": "a3:1#15"}
VALUE = {"a1": "19 boats", "a2": "21 boats", "a3": "19 boats"}


def judged(left: Statement, right: Statement, label: Label, kind: Kind = "number") -> Judged:
    """A verdict on the number of boats that two of the articles give."""
    a, b = left.claim.article, right.claim.article
    why = f"{VALUE[a]} / {VALUE[b]}"
    return Judged(
        left,
        right,
        Verdict(label, kind, "How many boats?", why, (VALUE[a], VALUE[b]), "rule:number", (FACT[a], FACT[b])),
    )


THREE = [judged(A, B, "contradiction"), judged(A, C, "same"), judged(B, C, "contradiction")]


def test_three_articles_make_one_finding() -> None:
    """Pairs that share a fact answer one question, in which every position stands once."""
    (found,) = discrepancies(THREE)
    assert [(p.article, p.value) for p in found.positions] == [
        ("a1", "19 boats"),
        ("a3", "19 boats"),
        ("a2", "21 boats"),
    ]
    assert (found.verdict, found.kind, found.question) == ("contradiction", "number", "How many boats?")


def test_a_source_that_agrees_is_kept() -> None:
    """A position that is reached only through an equal one is shown too."""
    (found,) = discrepancies(THREE[:2])
    assert [p.article for p in found.positions] == ["a1", "a3", "a2"]


MORNING, EVENING, NEXT_DAY = (
    statement("a1", 1, "Nineteen boats are missing.", published="2025-03-04T08:00:00"),
    statement("a2", 1, "21 boats are missing.", published="2025-03-04T20:00:00"),
    statement("a3", 1, "Only 4 boats are missing.", published="2025-03-05"),
)


def test_a_later_figure_does_not_hide_that_earlier_ones_differ() -> None:
    """Sources of one day contradict each other; that a later day gives another figure is a finding of its own."""
    values = {"a1": "Nineteen boats", "a2": "21 boats", "a3": "4 boats"}
    pairs: tuple[tuple[Statement, Statement, Label], ...] = (
        (MORNING, EVENING, "contradiction"),
        (EVENING, NEXT_DAY, "superseded"),
        (MORNING, NEXT_DAY, "contradiction"),
    )
    several = [
        Judged(
            a,
            b,
            Verdict(
                label,
                "number",
                "How many?",
                "Later." if label == "superseded" else "",
                (values[a.claim.article], values[b.claim.article]),
                "rule:number",
                (FACT[a.claim.article], FACT[b.claim.article]),
            ),
        )
        for a, b, label in pairs
    ]
    found = discrepancies(several)
    assert [(d.verdict, [p.value for p in d.positions]) for d in found] == [
        ("contradiction", ["Nineteen boats", "21 boats"]),
        ("superseded", ["Nineteen boats", "21 boats", "4 boats"]),
    ]
    assert [p.published for p in found[1].positions] == ["2025-03-04T08:00:00", "2025-03-04T20:00:00", "2025-03-05"]
    assert found[1].why == "2025-03-04: Nineteen boats and 21 boats; 2025-03-05: 4 boats. Later."


def test_the_same_answers_later_are_no_finding_of_their_own() -> None:
    """Where all that a later report gives stands in a contradiction already, it is told once."""
    again = [judged(A, B, "contradiction"), judged(B, C, "superseded"), judged(A, C, "same")]
    assert [d.verdict for d in discrepancies(again)] == ["contradiction"]


def test_two_scopes_are_not_every_third_one() -> None:
    """What was cleared for one reason is one entry with its answers; for another reason, another."""
    reasons = ("other years", "other years", "other places")
    pairs = ((A, B), (B, C), (A, C))
    several = [
        replace(one, verdict=replace(one.verdict, why=why))
        for why, one in ((why, judged(*pair, "differing_scope")) for why, pair in zip(reasons, pairs, strict=True))
    ]
    assert sorted((d.why, len(d.positions)) for d in cleared(several, [])) == [("other places", 2), ("other years", 3)]


def test_two_things_in_one_article_are_not_listed() -> None:
    """An article that gives two figures for two things raises no question."""
    other = statement("a1", 2, "In 1987 it sank 26 boats.", 60)
    assert cleared([replace(judged(A, B, "differing_scope"), right=other)], []) == []


@pytest.mark.parametrize(
    ("speakers", "why"),
    [
        (("Ana Vell", "Tom Brack"), "Ana Vell: 19 boats; Tom Brack: 21 boats."),
        (("", ""), "a1: 19 boats; a2: 21 boats."),
    ],
)
def test_a_dispute_says_who_says_what(speakers: tuple[str, str], why: str) -> None:
    """The position of a speaker is told under the speaker's name."""
    one = judged(A, B, "disputed")
    left, right = (replace(s, claim=replace(s.claim, speaker=who)) for s, who in zip((A, B), speakers, strict=True))
    (found,) = discrepancies([replace(one, left=left, right=right, verdict=replace(one.verdict, why=""))])
    assert found.why == why
    assert tuple(p.speaker for p in found.positions) == speakers


@pytest.mark.parametrize(
    ("kind", "values", "severity"),
    [
        ("number", ("19 boats", "21 boats"), "major"),
        ("number", ("100 boats", "104 boats"), "minor"),
        ("number", ("1,000 boats", "1,040 boats"), "minor"),
        ("number", ("5.2 per cent", "5.7 per cent"), "major"),
        ("number", ("50.2 per cent", "50.7 per cent"), "minor"),
        ("number", ("20-10", "20-11"), "major"),
        ("number", ("1.5 km", "1.6 km"), "minor"),
        ("number", ("nine boats", "19 boats"), "major"),
        ("number", ("2 million crowns", "2 thousand crowns"), "major"),
        ("number", ("5 km", "5 miles"), "major"),
        ("attribution_quote", ("x", "y"), "minor"),
        ("identity_role", ("Ana Vell", "Tom Brack"), "major"),
        ("date_time", ("3 May", "4 May"), "major"),
    ],
)
def test_severity(kind: Kind, values: tuple[str, str], severity: str) -> None:
    """Figures within a tenth of each other and other wordings of a quotation are minor."""
    one = judged(A, B, "contradiction", kind)
    (found,) = discrepancies([replace(one, verdict=replace(one.verdict, values=values))])
    assert found.severity == severity


def test_of_the_dead_every_one_counts() -> None:
    """A toll is never nearly right."""
    one = judged(A, B, "contradiction")
    verdict = replace(one.verdict, question="How many people died?", values=("100 people", "101 people"))
    assert [d.severity for d in discrepancies([replace(one, verdict=verdict)])] == ["major"]


def test_the_gravest_comes_first() -> None:
    """Contradictions come before disputes, disputes before updates."""
    labels: tuple[Label, ...] = ("superseded", "disputed", "contradiction")
    several = []
    for number, label in enumerate(labels):
        one = judged(A, B, label)
        new = replace(one.verdict, facts=(f"l{number}", f"r{number}"), values=(f"{number} boats", "9 boats"))
        several.append(replace(one, verdict=new))
    assert [d.verdict for d in discrepancies(several)] == ["contradiction", "disputed", "superseded"]


@pytest.mark.parametrize("label", ["same", "compatible", "differing_scope", "unrelated", "unsure"])
def test_no_discrepancy_without_a_difference(label: Label) -> None:
    """Agreement, another scope and doubt are not reported as a discrepancy."""
    assert discrepancies([judged(A, B, label)]) == []


@pytest.mark.parametrize("label", ["compatible", "differing_scope", "unsure"])
def test_what_was_cleared_is_shown(label: Label) -> None:
    """What looked different and is not, or could not be judged, is listed with its reason."""
    (found,) = cleared([judged(A, B, label)], [])
    assert (found.verdict, [p.article for p in found.positions]) == (label, ["a1", "a2"])


def test_what_is_unsure_without_a_question_is_not_lost() -> None:
    """A pair that the model did not judge is listed among the cleared ones too."""
    unjudged = Judged(A, B, Verdict("unsure", "other", "", "not judged: no reply"))
    assert [d.verdict for d in cleared([unjudged], [])] == ["unsure"]


def test_agreements_count_sources_and_origins() -> None:
    """Copies of one text are two sources of one origin."""
    same = [judged(A, C, "same"), judged(A, B, "compatible")]
    (found,) = agreements(same, {"a1": 0, "a2": 1, "a3": 0})
    assert (found.sources, found.origins) == (3, 2)
    assert [s.article for s in found.support] == ["a1", "a2", "a3"]
    assert all(s.quotes for s in found.support)


def test_an_article_does_not_agree_with_itself() -> None:
    """Two claims of one article are no agreement of sources."""
    again = statement("a1", 2, "In all 19 boats sank.", 40)
    one = judged(A, A, "same")
    assert agreements([replace(one, right=again)], {"a1": 0}) == []


def test_single_source_leaves_out_what_a_finding_tells() -> None:
    """A claim whose words stand in a finding or an agreement is no single-source claim; nothing else vanishes."""
    alone = statement("a1", 2, "The mayor slept.", 40)
    claims = [A, B, C, alone]
    found = single_source(claims, told_in((), discrepancies(THREE)))
    assert [(s.article, s.claim) for s in found] == [("a1", "The mayor slept.")]
    assert len(single_source(claims, told_in((), ()))) == 4


def test_single_source_begins_with_what_stands_by_itself_and_can_be_checked() -> None:
    """Pronouns without their noun and what says little come behind, what says a better statement again last of all."""
    texts = (
        "He mended 14 nets on the quay of Oxmere.",
        "The two harbours know each other well.",
        "The harbour office of Oxmere lent 40 pumps to the mill.",
        "The mill of Oxmere had 40 pumps lent by the harbour office.",
    )
    claims = [statement("a1", n, text, 100 * n) for n, text in enumerate(texts)]
    told = [texts.index(each.claim) for each in single_source(claims, ())]
    assert told == [2, 0, 1, 3]


def test_what_one_source_denies_is_no_agreement() -> None:
    """A day in common does not make a fact of what one side says did not happen."""
    texts = (
        "The council of Oxmere approved the dam on 4 May 2025.",
        "The council of Oxmere did not approve the dam on 4 May 2025.",
    )
    articles = tuple(Article(f"a{n}", f"a{n}.txt", "", "", "2025-05-06", "", text) for n, text in enumerate(texts, 1))
    (story,) = compare(Reading(articles), engine=Builtin()).stories
    assert not any("approve" in a.fact for a in story.agreements)
