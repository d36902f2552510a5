"""A run in a terminal: what a reader of 80 columns finds, and that nothing is averaged away."""

from dataclasses import replace

import pytest

from assistant.evaluate.records import Estimate, Metric, Outcome, Ruling, Score, State
from assistant.evaluate.reports import telling
from assistant.evaluate.reports.folding import Folded, folded
from assistant.evaluate.reports.terminal import WIDTH, terminal
from tests.eval_runs import HOSTILE, MEANINGS, RULINGS, case, live, part, passed, replayed, run


def line_of(text: str, start: str) -> str:
    """The one line of a report that begins with these words."""
    (found,) = [line for line in text.splitlines() if line.strip().startswith(start)]
    return found


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.0, "0.0"),
        (1.0, "100.0"),
        (0.8307, "83.1"),
        (2156 / 2157, "99.9"),
        (1 / 2157, "0.1"),
        (1 - 1e-12, "100.0"),
        (1e-12, "0.0"),
        (-0.0, "0.0"),
    ],
)
def test_what_is_not_all_is_not_told_as_all(value: float, told: str) -> None:
    """One failure among thousands shows; a sum of floats that comes out beside it does not."""
    assert telling.number(value) == told


def test_what_is_no_share_is_told_without_per_cent() -> None:
    """A figure above one is a figure."""
    metric = Metric("calls", "", Estimate(2.5, 1.75, 3.25), 4, 4, 0)
    assert (telling.value(metric), telling.interval(metric)) == ("2.50", "1.75 to 3.25")


def test_each_metric_has_its_figures_beside_it() -> None:
    """Value, interval, cases and what could not be scored stand in one line; lower is marked."""
    told = terminal(run(replayed()))
    assert line_of(told, "Discrepancies found").split() == "Discrepancies found 77.8 % 62.8 to 92.8 36 4".split()
    assert line_of(told, "Distractors flagged ↓").split()[3:5] == ["22.2", "%"]
    assert "↓ lower is better" in told


def test_nothing_scored_says_so_and_why() -> None:
    """No figure is made up where there is none."""
    told = terminal(run(replayed()))
    assert line_of(told, "Agreement of the judge").split()[-4:] == ["not", "scored", "0", "8"]
    assert "not scored, Agreement of the judge with people: no judge was asked (8)" in told
    assert "not scored, Citation precision: no case asks for it" in told
    assert "nan" not in told.lower()


def test_code_and_model_are_never_in_one_table() -> None:
    """Two headings, each with its own tables, usage too."""
    told = terminal(run(live(), replayed()))
    replay, model = (told.index(heading) for heading in telling.HEADINGS.values())
    assert replay < told.index("corpus: stories") < model < told.index("small-model: stories") < told.index("Gate")
    assert told.count("usage, ") == 2


def test_the_gate_tells_each_ruling_and_its_cases() -> None:
    """The gravest first, each with what was checked, why, where it was set and whom it fell over."""
    told = terminal(run())
    gate = told[told.index("Gate") :]
    places = [gate.index(f"  {name} ") for name in ("broken", "failed", "undecided", "passed")]
    assert places == sorted(places)
    for ruling in RULINGS:
        assert ruling.rule in gate
        assert all(each in gate for each in ruling.cases)
        assert ruling.where in gate


def test_many_cases_are_counted() -> None:
    """After ten the rest is a number."""
    many = Ruling("a rule", "fail", "so many", cases=tuple(f"s/d{n}" for n in range(25)))
    told = terminal(run(rulings=[many]))
    assert "- s/d9\n" in told
    assert "s/d10" not in told
    assert "- and 15 more cases" in told


@pytest.mark.parametrize(
    ("outcomes", "unfinished", "told", "word"),
    [
        ([], "", "done, and held against nothing", None),
        (["pass", "pass"], "", "passed (2 checks)", "pass"),
        (["pass", "undecided"], "", "not enough data to tell (1 undecided of 2 checks)", "undecided"),
        (["broken", "undecided"], "", "broken (1 broken, 1 undecided of 2 checks)", "broken"),
        (["pass", "fail", "broken"], "", "broken (1 broken, 1 failed of 3 checks)", "broken"),
        ([], "stopped.", "not run to the end: stopped", "broken"),
        (["pass"], "stopped", "not run to the end: stopped; passed (1 check)", "broken"),
    ],
)
def test_the_outcome_is_one_line(outcomes: list[Outcome], unfinished: str, told: str, word: Outcome | None) -> None:
    """What is gravest is said, and nothing that stands in its way is left out."""
    made = replace(run(rulings=[Ruling("r", each, "w") for each in outcomes]), unfinished=unfinished)
    assert telling.headline(made) == f"merge suite: {told}"
    assert telling.outcome(made) == word


def test_a_task_that_came_to_nothing_is_named() -> None:
    """An error is no silence."""
    assert "no output of tarn-bridge-closure in 1 of 3 repeats: the endpoint gave up" in terminal(run())


def test_groups_are_told_where_they_are_asked_for() -> None:
    """They stay out of the way otherwise."""
    assert "Discrepancies found, number" not in terminal(run())
    assert "Discrepancies found, number" in terminal(run(), groups=True)


def test_it_fits_a_terminal_whatever_it_tells() -> None:
    """80 columns, no control characters, no line that ends in blanks, the same each time."""
    ill = replace(RULINGS[1], rule=HOSTILE, why=HOSTILE * 3, cases=(HOSTILE,))
    made = replace(run(rulings=[ill]), title=HOSTILE)
    told = terminal(made, groups=True)
    assert max(len(line) for line in told.splitlines()) <= WIDTH
    assert not {"\x1b", "\x00", "\u202e"} & set(told)
    assert all(line == line.rstrip() for line in told.split("\n"))
    assert told == terminal(made, groups=True)


def test_a_long_name_is_wrapped_and_figures_stay_in_line() -> None:
    """The columns hold, and no letter is lost."""
    long = "Share of the quotes of answers to questions of several articles that a label asks for"
    good = replayed()
    meanings = {**MEANINGS, "quote_validity": replace(MEANINGS["quote_validity"], title=long)}
    told = terminal(run(replace(good, meanings=meanings)))
    assert max(len(line) for line in told.splitlines()) <= WIDTH
    rows = [line for line in told.splitlines() if line.strip()[:5] in ("Share", "Discr")]
    assert len({len(row) for row in rows}) == 1
    assert all(word in told for word in long.split())


def test_nothing_went_wrong() -> None:
    """A run in which all passed is short and says so."""
    told = terminal(passed())
    assert "12 passed, 0 failed, 0 unscored" in told
    assert "merge suite: passed (1 check)." in told


def test_a_case_is_folded_over_its_repeats() -> None:
    """Failed once is failed, with the rate; never scored is unscored; scored at all and never failed is passed."""
    states: list[State] = ["passed", "failed", "unscored"]
    told = [case("a", 1, state, repeat) for repeat, state in enumerate(states)]
    spec = replace(live().spec, repeat=3)
    (one,) = folded(part(spec, told))
    assert (one.state, one.shown.repeat, one.rate) == ("failed", 1, "1 failed, 1 unscored of 3 repeats")
    assert Folded((told[0], told[2]), 2).state == "passed"
    assert Folded((told[2],), 1).state == "unscored"
    assert Folded((told[0],), 3).rate == ""


def test_lower_is_better_turns_what_is_lost() -> None:
    """A distractor that was flagged counts against us though its part is whole."""
    good = replayed()
    flagged, calm = Score("distractor_rate", 1, 1), Score("distractor_rate", 0, 1)
    missed, found = Score("discrepancy_recall", 0.5, 1), Score("discrepancy_recall", 1, 1)
    assert telling.lost(good, (flagged, calm, missed, found)) == [flagged, missed]
