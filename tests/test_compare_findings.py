"""Findings: verdicts on pairs become questions with every source's position."""

from dataclasses import replace

import pytest

from assistant.compare.agreements import agreements
from assistant.compare.findings import Judged, cleared, discrepancies, single_source
from assistant.compare.statements import Statement, statements_of
from assistant.engines.builtin import Builtin
from assistant.pipeline import compare
from assistant.schema import Article, Claim, Kind, Label, Quote, Reading, Verdict


def statement(article: str, number: int, text: str, start: int = 0) -> Statement:
    """The n-th claim of an article, with its words at an offset."""
    words = f"{' ' * start}{text}"
    claim = Claim(f"{article}:{number}", article, text, (Quote(article, start, start + len(text), text),))
    return statements_of([claim], {article: Article(article, "", "", "", "", "", words)})[0]


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
        ("a2", "21 boats"),
        ("a3", "19 boats"),
    ]
    assert (found.verdict, found.kind, found.question) == ("contradiction", "number", "How many boats?")


def test_a_source_that_agrees_is_kept() -> None:
    """A position that is reached only through an equal one is shown too."""
    (found,) = discrepancies(THREE[:2])
    assert [p.article for p in found.positions] == ["a1", "a2", "a3"]


def test_ids_are_stable() -> None:
    """The id of a finding hangs on what is said, not on the order in which it was found."""
    (one,), (other,) = discrepancies(THREE), discrepancies(THREE[::-1])
    assert one.id == other.id
    changed = replace(THREE[0], verdict=replace(THREE[0].verdict, values=("19 boats", "23 boats")))
    assert discrepancies([changed])[0].id != discrepancies(THREE[:1])[0].id


@pytest.mark.parametrize(
    ("kind", "values", "severity"),
    [
        ("number", ("19 boats", "21 boats"), "major"),
        ("number", ("100 boats", "104 boats"), "minor"),
        ("number", ("1,000 boats", "1,040 boats"), "minor"),
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


def test_the_gravest_comes_first() -> None:
    """Contradictions come before disputes, disputes before updates."""
    labels: tuple[Label, ...] = ("superseded", "disputed", "contradiction")
    several = []
    for number, label in enumerate(labels):
        one = judged(A, B, label)
        several.append(replace(one, verdict=replace(one.verdict, facts=(f"l{number}", f"r{number}"))))
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


def test_single_source_leaves_out_what_others_touch() -> None:
    """A claim that another article states or denies is no single-source claim."""
    alone = statement("a1", 2, "The mayor slept.", 40)
    claims = [A, B, C, alone]
    found = single_source(claims, THREE)
    assert [(s.article, s.claim) for s in found] == [("a1", "The mayor slept.")]
    assert len(single_source(claims, [judged(A, B, "unrelated")])) == 4


def test_what_one_source_denies_is_no_agreement() -> None:
    """A day in common does not make a fact of what one side says did not happen."""
    texts = (
        "The council of Oxmere approved the dam on 4 May 2025.",
        "The council of Oxmere did not approve the dam on 4 May 2025.",
    )
    articles = tuple(Article(f"a{n}", f"a{n}.txt", "", "", "2025-05-06", "", text) for n, text in enumerate(texts, 1))
    (story,) = compare(Reading(articles), engine=Builtin()).stories
    assert not any("approve" in a.fact and not a.fact.startswith("On what day") for a in story.agreements)
