"""Two runs on the same cases: differences, verdicts, and what cannot be compared."""

from dataclasses import replace

import pytest

from assistant.evaluate.records import Case, Score, Trial
from assistant.evaluate.statistics.matched import Change
from assistant.evaluate.statistics.paired import Difference, Paired, holm, paired
from tests.eval_cases import case, part, right, row, wrong

UNSCORED = Score("recall", 0, 0, unscored="no answer")


def compared(before: list[Case], after: list[Case], margin: float = 0.05) -> Paired:
    """In recall alone."""
    return paired(part(before), part(after), margin, ["recall"])


def difference(before: list[Case], after: list[Case], margin: float = 0.05) -> Difference:
    """The difference in recall."""
    return compared(before, after, margin).metrics[0]


GOOD, BAD = [True] * 90 + [False] * 10, [True] * 60 + [False] * 40


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (BAD, GOOD, "better"),
        (GOOD, BAD, "worse"),
        (GOOD, GOOD, "no difference shown"),
        (GOOD[:9] + BAD[-3:], GOOD[:9] + BAD[-3:], "not enough data to tell"),
        (GOOD, GOOD[:86] + [False] * 14, "not enough data to tell"),
    ],
)
def test_each_verdict(before: list[bool], after: list[bool], verdict: str) -> None:
    """Clear differences are told, none is shown with many equal cases, and few cases cannot tell."""
    assert difference(row(before), row(after)).verdict == verdict


def test_for_some_metrics_less_is_better() -> None:
    """Fewer distractors flagged is better."""
    found = paired(part(row(GOOD, metric="flagged")), part(row(BAD, metric="flagged")), only=["flagged"])
    assert found.metrics[0].verdict == "better"


def test_a_difference_by_hand() -> None:
    """Of 100 cases, each its own cluster, 30 turn wrong: the jackknife's variance is 0.21 / 99, + 1 / 100²."""
    found = difference(row(GOOD), row(BAD))
    assert found.difference
    error = (0.21 / 99 + 1 / 100**2) ** 0.5
    assert found.difference.value == pytest.approx(-0.3)
    assert found.difference.high - found.difference.low == pytest.approx(2 * 1.98422 * error, rel=1e-4)
    assert found.detectable == pytest.approx((1.98422 + 0.84524) * error, rel=1e-4)
    assert (found.n, found.clusters, found.before, found.after) == (100, 100, 0.9, 0.6)


@pytest.mark.parametrize(("changes", "found"), [(4, False), (5, True), (6, True)])
def test_a_few_changes_that_go_one_way_may_be_chance(changes: int, found: bool) -> None:
    """Four of four fall the same way by chance one time in eight."""
    after = [n >= changes for n in range(200)]
    assert (difference(row([True] * 200), row(after)).verdict == "worse") is found


def test_changes_of_one_story_are_one_change() -> None:
    """Ten cases that fall in one story of twenty do not show that others would."""
    before, after = [True] * 200, [n >= 10 for n in range(200)]
    assert difference(row(before), row(after)).verdict == "worse"
    assert difference(row(before, each=10), row(after, each=10)).verdict == "not enough data to tell"


def test_one_cluster_cannot_tell() -> None:
    """However much changed in it."""
    found = difference(row(GOOD, each=100), row(BAD, each=100))
    assert found.verdict == "not enough data to tell"
    assert "one cluster" in found.why


def test_the_margin_is_an_option() -> None:
    """What is of no matter is for the reader to say."""
    after = GOOD[:88] + [False] * 12
    assert difference(row(GOOD), row(after), 0.02).verdict == "not enough data to tell"
    assert difference(row(GOOD), row(after), 0.08).verdict == "no difference shown"


def test_holm_corrects_step_by_step() -> None:
    """The smallest of three is tripled, the next doubled, and none falls below the one before it."""
    made = difference(row(GOOD), row(BAD))
    drafts = [replace(made, p=p) for p in (0.03, 0.01, 0.02)]
    assert holm([*drafts, replace(made, difference=None, p=0.0)]) == pytest.approx([0.04, 0.03, 0.04, 1.0])


def test_a_metric_among_many_has_to_show_more() -> None:
    """What alone would be a difference is not one where as much may be chance, and that is said."""
    before, after = row([True] * 200), row([n >= 5 for n in range(200)])
    same = [replace(one, scores=(*one.scores, right("flagged"))) for one in before]
    other = [replace(one, scores=(*one.scores, right("flagged"))) for one in after]
    assert difference(before, after).verdict == "worse"
    among = paired(part(same), part(other), margin=0.02).metrics[0]
    assert (among.verdict, among.overruled) == ("not enough data to tell", True)
    assert among.why == (
        "-2.5 points [-4.9, -0.1], 200 cases in 200 clusters: "
        "alone it would count, but of so many metrics one comes out so by chance"
    )


def test_flips_are_named() -> None:
    """Which passed and fail now, and the other way round, and the rates where there are repeats."""
    before = [case("a/1", right()), case("b/1", wrong()), case("c/1", right()), case("d/1", right())]
    after = [case("a/1", wrong()), case("b/1", right()), case("c/1", right()), case("d/1", right())]
    after += [case("d/1", wrong(), repeat=1), case("d/1", right(), repeat=2)]
    found = compared(before, after).changes
    assert found.broken == (Change("a/1", "", 1, 0),)
    assert found.mended == (Change("b/1", "", 0, 1),)
    assert found.wavered == (Change("d/1", "", 1, 2 / 3),)
    assert found.unchanged == 1


def test_what_cannot_be_compared_is_named_and_left_out() -> None:
    """Another label, a case of one run only, and a case without a score in one of them."""
    before = [case("a/1", right()), case("b/1", right()), case("c/1", right()), case("e/1", right())]
    after = [case("a/1", wrong(), gold="new"), case("b/1", right()), case("d/1", wrong()), case("e/1", UNSCORED)]
    found = compared(before, after)
    assert found.cases.relabelled == ("a/1",)
    assert (found.cases.only_before, found.cases.only_after) == (("c/1",), ("d/1",))
    assert found.changes.lost == ("e/1",)
    assert (found.metrics[0].n, found.metrics[0].unscored, found.metrics[0].after) == (1, 1, 1)


def test_a_new_wrong_report_lowers_the_figure() -> None:
    """What no label asks for is in one run only, and counts: it is what precision is about."""
    before = row([True] * 4)
    found = compared(before, [*before, case("s1/report", wrong(), gold="")])
    assert found.changes.added == ("s1/report",)
    assert (found.metrics[0].before, found.metrics[0].after) == (1, 0.8)
    turned = compared([*before, case("s1/report", wrong(), gold="")], before)
    assert (turned.changes.gone, turned.changes.added, found.changes.gone) == (("s1/report",), (), ())
    kept = [*before, case("s1/report", wrong(), gold="")]
    assert (compared(kept, kept).changes.gone, compared(kept, kept).changes.added) == ((), ())


def test_a_report_of_a_task_that_failed_in_the_other_run_is_not_compared() -> None:
    """That nothing was reported there says nothing."""
    before = part([case("a/1", right()), case("b/1", right()), case("b/report", wrong(), gold="")])
    failed = (Trial("a", 0, {}), Trial("b", 0, error="no answer"))
    found = paired(before, part([case("a/1", right()), case("b/1", UNSCORED)], failed), only=["recall"])
    assert found.cases.only_before == ("b/report",)
    assert found.metrics[0].before == 1


def test_nothing_in_common_is_not_enough_data() -> None:
    """There is no figure, and no guess."""
    found = difference([case("a/1", right())], [case("b/1", right())])
    assert (found.difference, found.verdict) == (None, "not enough data to tell")


def test_amounts_are_held_against_the_margin_in_proportion() -> None:
    """Of a cost of 100, five is the margin."""
    before = [case(f"s{n}/1", Score("recall", 100.0 + n % 7, 1)) for n in range(60)]
    cheaper = [case(f"s{n}/1", Score("recall", 101.0 + n % 7 + n % 2, 1)) for n in range(60)]
    assert difference(before, before).verdict == "no difference shown"
    found = difference(before, cheaper)
    assert not found.share
    assert found.verdict == "better"
    assert "less than the margin" in found.why


AMOUNTS = [case(f"s{n}/1", Score("recall", 100.0 + n % 7, 1)) for n in range(60)]
DEARER = [case(f"s{n}/1", Score("recall", 101.0 + n % 7 + n % 2, 1)) for n in range(60)]
ONE_CLUSTER = "one cluster says nothing of others"


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (row(BAD), row(GOOD), "+30.0 points [+20.6, +39.4], 100 cases in 100 clusters"),
        (
            row(GOOD),
            row(GOOD),
            "+0.0 points [-2.0, +2.0], 100 cases in 100 clusters: if there is one, it is within the margin",
        ),
        (
            row(GOOD[:9] + BAD[-3:]),
            row(GOOD[:9] + BAD[-3:]),
            "+0.0 points [-18.3, +18.3], 12 cases in 12 clusters: "
            "a difference below 25.6 points is not likely to be found with these cases",
        ),
        (
            row(GOOD, each=100),
            row(BAD, each=100),
            f"-30.0 points [-100.0, +100.0], 100 cases in 1 cluster: {ONE_CLUSTER}",
        ),
        (row([True]), row([False]), f"-100.0 points [-100.0, +100.0], 1 case in 1 cluster: {ONE_CLUSTER}"),
        (row([False]), row([True]), f"+100.0 points [-100.0, +100.0], 1 case in 1 cluster: {ONE_CLUSTER}"),
        (row([True]), [case("b/1", right())], "no case is scored in both runs"),
        (AMOUNTS, DEARER, "+1.5 [+1.37, +1.63], 60 cases in 60 clusters: by less than the margin"),
        (
            [case("a/1", right(part=100)), case("a/2", right(part=90))],
            [case("a/1", right(part=50)), case("a/2", right(part=70))],
            ONE_CLUSTER,
        ),
        (
            [case("a/1", right(part=100)), case("b/2", right(part=90))],
            [case("a/1", right(part=50)), case("b/2", right(part=70))],
            "-35 [-225.6, +155.6], 2 cases in 2 clusters: "
            "a difference below 211.2 is not likely to be found with these cases",
        ),
    ],
)
def test_a_verdict_is_told_with_its_figures(before: list[Case], after: list[Case], why: str) -> None:
    """Points for shares, plain figures for amounts, and what keeps a verdict from being one."""
    found = difference(before, after)
    assert found.why == why
    assert not found.overruled
