"""Metrics: ratios of sums over cases, their intervals, and what could not be scored."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluate.records import Case, Estimate, Metric, Score
from assistant.evaluate.statistics.intervals import wilson
from assistant.evaluate.statistics.measure import measured
from assistant.evaluate.statistics.student import quantile, tail
from tests.eval_cases import MEANINGS, case, right, row, wrong

UNSCORED = Score("recall", 0, 0, unscored="no answer")


def recall(cases: list[Case], group: str = "") -> Metric:
    """The metric of a group."""
    return next(one for one in measured(cases, MEANINGS) if (one.name, one.group) == ("recall", group))


def estimate(cases: list[Case]) -> Estimate:
    """Its estimate over all cases."""
    found = recall(cases).estimate
    assert found
    return found


@pytest.mark.parametrize(
    ("chance", "freedom", "table"),
    [
        (0.975, 1, 12.706),
        (0.975, 2, 4.303),
        (0.975, 11, 2.201),
        (0.975, 120, 1.980),
        (0.8, 5, 0.920),
        (0.995, 30, 2.750),
    ],
)
def test_quantiles_are_those_of_printed_tables(chance: float, freedom: float, table: float) -> None:
    """Student's t, as tables print it."""
    assert quantile(chance, freedom) == pytest.approx(table, abs=0.001)
    assert tail(quantile(chance, freedom), freedom) == pytest.approx(1 - chance)


def test_wilson_is_what_his_formula_gives() -> None:
    """8 of 10 by hand: (0.8 + 0.19207) / 1.38415, give or take 1.96 * sqrt(0.016 + 0.0096) / 1.38415."""
    assert wilson(0.8, 10, 1.959964) == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_independent_cases_have_an_interval_near_wilsons() -> None:
    """Eighty of a hundred cases, each a cluster of its own: no narrower, and hardly wider."""
    found, (low, high) = estimate(row([True] * 80 + [False] * 20)), wilson(0.8, 100, 1.959964)
    assert found.value == 0.8
    assert low - 0.01 < found.low <= low
    assert high <= found.high < high + 0.01


def test_cases_that_fall_together_count_as_fewer() -> None:
    """Twenty stories, all right or all wrong, say no more than twenty cases, though there are a hundred."""
    rights = [story < 16 for story in range(20) for _ in range(5)]
    together, twenty = estimate(row(rights, each=5)), estimate(row([True] * 16 + [False] * 4))
    assert together.value == twenty.value == 0.8
    assert together.low == pytest.approx(twenty.low, abs=0.01)
    assert together.low < estimate(row(rights)).low


def test_all_right_is_not_certainty() -> None:
    """The interval does not collapse where nothing varies, and is wider with fewer clusters."""
    many, few = estimate(row([True] * 60)), estimate(row([True] * 60, each=10))
    assert many.high == few.high == 1
    assert 0.6 < few.low < many.low < 0.96


def test_one_cluster_says_nothing_of_others() -> None:
    """The figure is told, and that it may be anything elsewhere."""
    assert estimate(row([True, True, False, True], each=4)) == Estimate(0.75, 0, 1)


def test_strata_are_averaged() -> None:
    """Balanced accuracy: 1 of 1 and 1 of 3 is two thirds, not one half."""
    cases = [case("a/1", right(stratum="yes"))]
    cases += [case(f"{name}/1", right(part=n, stratum="no")) for n, name in ((1, "b"), (0, "c"), (0, "d"))]
    assert estimate(cases).value == pytest.approx(2 / 3)


def test_several_scores_of_a_case_are_added() -> None:
    """F1 by hand: two found labels (2 of 2), a missed one (0 of 1), a false report (0 of 1): 4 of 6."""
    cases = [case("a/1", right(), right()), case("b/1", right(), right()), case("c/1", wrong())]
    assert estimate([*cases, case("d/report", wrong(), gold="")]).value == pytest.approx(4 / 6)


def test_repeats_of_a_case_count_once() -> None:
    """Three repeats of a, of which two are right, beside one b: (2/3 + 1) / 2 from two cases."""
    cases = [case("a/1", right(part=part), repeat=n) for n, part in enumerate((1, 1, 0))]
    cases += [case("b/1", right(), repeat=n) for n in range(3)]
    assert recall(cases).n == 2
    assert estimate(cases).value == pytest.approx(5 / 6)


def test_a_report_made_in_one_repeat_of_three_weighs_a_third() -> None:
    """It is no whole case of its own: 1 of 1 and a third of a wrong one."""
    cases = [case("a/1", right(), repeat=n) for n in range(3)]
    assert estimate([*cases, case("a/report", wrong(), gold="", repeat=1)]).value == pytest.approx(3 / 4)


def test_a_repeat_that_could_not_be_scored_is_left_out_of_the_mean() -> None:
    """A case is unscored only where no repeat of it was scored."""
    some = [case("a/1", right()), case("a/1", UNSCORED, repeat=1), case("b/1", wrong()), case("c/1", UNSCORED)]
    found = recall(some)
    assert (found.n, found.unscored, found.estimate and found.estimate.value) == (2, 1, 0.5)


def test_groups_are_told_where_there_are_several() -> None:
    """All cases first, then each group; a single group would only say the same again."""
    one = [case("a/1", right(), group="number"), case("b/1", wrong(), group="number")]
    two = [*one, case("c/1", right(), group="date"), case("c/2", UNSCORED, group="date")]
    assert [metric.group for metric in measured(one, MEANINGS)] == ["", ""]
    assert [metric.group for metric in measured(two, MEANINGS)] == ["", "date", "number", ""]
    assert (recall(two, "date").n, recall(two, "date").unscored) == (1, 1)


def test_a_metric_without_a_case_has_no_figure() -> None:
    """Nothing is NaN, and no figure is made up."""
    assert measured([], MEANINGS)[0] == Metric("recall", "", None, 0, 0, 0)


def test_a_score_of_an_unknown_metric_is_not_lost() -> None:
    """A name that nobody described is an error of the program."""
    with pytest.raises(ValueError, match="precision"):
        measured([case("a/1", right("precision"))], MEANINGS)


def test_amounts_are_no_shares() -> None:
    """Costs may exceed 1 and have an interval around their mean, with one cluster that of its cases."""
    costs = [case(f"{n}/1", Score("recall", cost, 1)) for n, cost in enumerate((2.0, 4.0, 6.0, 8.0))]
    found = estimate(costs)
    assert found.value == 5
    assert found.low < 2 < 8 < found.high
    assert estimate(costs[:1]) == Estimate(2, 2, 2)


CASES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from((0.0, 0.3, 0.5, 1.0)), st.sampled_from(("", "x")), st.booleans()),
    min_size=1,
    max_size=30,
).map(
    lambda drawn: [
        case(f"s{cluster}/{n}", *[right(part=part, stratum=stratum)] * (1 + twice))
        for n, (cluster, part, stratum, twice) in enumerate(drawn)
    ]
)


@given(CASES)
def test_an_interval_holds_its_value_and_stays_a_share(cases: list[Case]) -> None:
    """Whatever the cases are."""
    found = estimate(cases)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high


@given(CASES, st.randoms())
def test_the_order_of_cases_does_not_matter(cases: list[Case], chance: random.Random) -> None:
    """Not in the last digit."""
    shuffled = list(cases)
    chance.shuffle(shuffled)
    assert measured(shuffled, MEANINGS) == measured(cases, MEANINGS)


@given(CASES)
def test_an_unscored_case_changes_nothing_else(cases: list[Case]) -> None:
    """It is counted beside the figure."""
    before = recall(cases)
    assert recall([*cases, case("s0/none", UNSCORED)]) == replace(before, unscored=before.unscored + 1)


@given(CASES.filter(lambda cases: any(one.scores[0].part for one in cases)))
def test_a_metric_drops_when_a_case_turns_wrong(cases: list[Case]) -> None:
    """A figure that cannot fall measures nothing."""
    place = next(n for n, one in enumerate(cases) if one.scores[0].part)
    spoilt = replace(cases[place], scores=tuple(replace(score, part=0) for score in cases[place].scores))
    assert estimate([*cases[:place], spoilt, *cases[place + 1 :]]).value < estimate(cases).value
