"""The rules: the same whichever claim comes first, and nothing against a claim that says the same twice."""

from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.schema import DISCREPANT
from tests.properties import TEXTS, cheaply
from tests.test_compare_rules import decided, statement

FIGURES = (
    "19",
    "nineteen",
    "21",
    "1,900",
    "about 20",
    "more than 18",
    "4.2%",
    "4.6 percent",
    "half",
    "two",
    "$5 million",
)
DAYS = ("on Friday", "on 7 November", "on November 8, 2025", "at 9 p.m.", "in May", "last week", "")
CLAIMS = st.builds(
    "{} {} {} {} {}.".format,
    st.sampled_from(
        ("The flood in Oxmere", "Ana Vell, the mayor of Oxmere,", "A court", "The Lisk pier", "Unemployment")
    ),
    st.sampled_from(
        ("killed", "did not kill", "jailed", "rose by", "denied that it had", "will cost", "is", "never had")
    ),
    st.sampled_from(FIGURES),
    st.sampled_from(("people", "metres", "years in prison", "houses", "")),
    st.sampled_from(DAYS),
)


@cheaply(60)
@given(CLAIMS, CLAIMS)
def test_the_order_of_two_claims_does_not_matter(left: str, right: str) -> None:
    """What is held of A and B is held of B and A, with the values the other way round."""
    there = sorted((v.label, v.kind, v.values) for v in decided(left, right))
    assert there == sorted((v.label, v.kind, v.values[::-1]) for v in decided(right, left))


@cheaply(40)
@given(TEXTS, TEXTS)
def test_what_contradicts_does_so_in_either_order(left: str, right: str) -> None:
    """Of any two texts with a figure at most: of several, each of the first is held beside one of the second."""
    assume(all(len(statement(each).facts.quantities) < 2 for each in (left, right)))
    there = sorted((v.label, v.kind, v.values) for v in decided(left, right) if v.label in DISCREPANT)
    back = sorted((v.label, v.kind, v.values[::-1]) for v in decided(right, left) if v.label in DISCREPANT)
    assert there == back


@cheaply(60)
@given(CLAIMS | TEXTS)
def test_a_claim_does_not_contradict_itself(claim: str) -> None:
    """The same words in two sources are no discrepancy."""
    assert not [verdict for verdict in decided(claim, claim) if verdict.label in DISCREPANT]
