"""docs/performance.md is what the kept figures say, each with the command that made it."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.adapted import compared, figure, folder
from bench.charts import ahead, grows, growth
from bench.page import PAGE, PICTURES, Part, charts, page, parts, words
from bench.records import FOLDER, Figure, Measured, Samples, beside, number, read, standing, write
from bench.suites import SUITES

FIGURE = Figure("a call", 2.0, "ms", "a peer", 1.0, 2.0, "python -m bench x", better="lower")
SIZED = [replace(FIGURE, at=float(size), value=float(size), value_beside=size**2 / 100) for size in (100, 1000)]


def measured(*figures: Figure) -> Measured:
    """A run that came to these."""
    return Measured("calls", "2026-11-01", 3.0, False, 0.1, {"cores": "2"}, {"openai": "3"}, figures)


def test_the_page_is_what_the_figures_say() -> None:
    """`python -m bench.page` writes it, and its charts."""
    held = parts()
    assert held
    assert PAGE.read_text(encoding="utf-8") == page(held)
    folder = PAGE.parent / PICTURES
    drawn = charts(held)
    assert {path.stem for path in folder.glob("performance-*.svg")} == set(drawn)
    assert all((folder / f"{name}.svg").read_text(encoding="utf-8") == chart for name, chart in drawn.items())


def test_every_figure_has_its_command_and_its_ratio() -> None:
    """Whoever doubts one can make it again."""
    kept = [read(path.stem) for path in FOLDER.glob("*.json") if path.stem != "scale"]  # that one has its own page
    assert {each.suite for each in kept if each} <= {suite.name for suite in SUITES}
    for each in (one for made in kept if made for one in made.figures):
        assert each.command.startswith("python -m bench"), each
        assert "--quick" not in each.command, each
        assert bool(each.beside) == (each.value_beside is not None), each
        if each.value_beside:
            assert each.ratio == pytest.approx(each.value / each.value_beside, rel=0.02), each


@pytest.mark.parametrize(
    ("changed", "where", "told"),
    [
        ({}, "theirs", "**theirs**, 2.00 times"),
        ({"better": "higher"}, "ours", "ours, 2.00 times"),
        ({"ratio": 1.02}, "level", "level"),
        ({"ratio": 0.97}, "level", "level"),
        ({"ratio": 0.25}, "ours", "ours, 4.00 times"),
        ({"better": ""}, "alone", ""),
        ({"ratio": None, "value_beside": None}, "alone", ""),
        ({"ratio": None, "value_beside": 0.0}, "theirs", "**theirs**"),
        ({"ratio": 0.0, "value": 0.0}, "ours", "ours"),
        ({"ratio": None, "value": 0.0, "value_beside": 0.0}, "level", "level"),
    ],
)
def test_who_is_ahead_is_told_in_words(changed: dict[str, object], where: str, told: str) -> None:
    """A peer that is faster is named as such."""
    one = replace(FIGURE, **changed)  # type: ignore[arg-type]
    assert (standing(one), words(one)) == (where, told)


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), (0.012345, "0.0123"), (0.5, "0.5"), (3.14159, "3.14"), (31.4159, "31.4"), (12345.6, "12,346")],
)
def test_numbers_have_three_digits(value: float, told: str) -> None:
    """More would promise a precision that no run has."""
    assert number(value) == told


def test_a_peer_that_is_ahead_is_named_on_the_page() -> None:
    """In a sentence, not only in a table."""
    lines = page([Part(SUITES[1], measured(FIGURE))])
    assert "- a call: a peer 1.00 (2.00 times) against our 2.00 ms" in lines
    assert "Made by `python -m bench x`" in lines


def test_values_are_medians_and_the_spread_is_told() -> None:
    """Ours first."""
    ours, theirs = Samples([3.0, 1.0, 2.0]), Samples([4.0, 8.0, 4.0])
    (made,) = beside(replace(FIGURE, command=""), ours, {"a peer": theirs})
    assert (made.value, made.value_beside, made.ratio) == (2.0, 4.0, 0.5)
    assert made.spread == "1.00–3.00; 4.00–8.00"


@pytest.mark.parametrize(
    "drawn", [ahead("a <title>", [FIGURE, replace(FIGURE, beside="another")]), growth("g", "n", SIZED)]
)
def test_charts_are_sound_svg(drawn: str) -> None:
    """A browser draws nothing of what is not."""
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert "nan" not in drawn


def test_a_line_needs_two_sizes() -> None:
    """One point is no growth."""
    assert grows(SIZED)
    assert not grows(SIZED[:1])


@pytest.mark.parametrize(
    ("row", "other", "ratio", "better"),
    [
        ({"what": "help", "value": 90, "beside": "click", "value_beside": 60}, 60, 1.5, "lower"),
        ({"what": "help", "value": 90, "beside": "click", "ratio": 1.5}, 60, 1.5, "lower"),
        ({"what": "found", "value": 90, "unit": "%"}, None, None, "higher"),
    ],
)
def test_rows_of_other_benchmarks_become_figures(
    row: dict[str, object], other: float | None, ratio: float | None, better: str
) -> None:
    """With the command that was run, where a row names none."""
    made = figure(row, "ms", "python -m bench.x")
    assert (made.value_beside, made.ratio, made.better, made.command) == (other, ratio, better, "python -m bench.x")


def test_runs_over_a_folder_become_figures_of_its_size() -> None:
    """A resumed run is told beside the whole one, and is no victory over anybody."""
    run = {"seconds": 4.0, "MB": 90.0, "MB_worker": 80.0}
    told = {"articles": 500, "whole": run, **{name: {"seconds": 1.0} for name in ("resumed", "again", "changed")}}
    whole, resumed, *rest = folder(told, "python -m bench.folders 500")
    assert (whole.value, whole.at, whole.beside) == (4.0, 500, "")
    assert (resumed.ratio, standing(resumed)) == (0.25, "alone")
    assert [each.unit for each in rest] == ["s", "s", "MB", "MB"]


def test_sizes_of_a_comparison_become_a_line_beside_every_pair() -> None:
    """What every pair costs is measured once and reckoned for the other sizes."""
    small = {"count": 1000, "all": [500, 2.0], "pairs": 500, "cpu": "0.5", "seconds": 1.0, "memory": "90"}
    large = {"count": 10000, "pairs": 50000, "cpu": "5.0", "seconds": 10.0, "memory": "1,900"}
    made = compared([small, large])
    beside_every_pair = [(each.at, each.value, each.value_beside) for each in made if each.beside]
    assert beside_every_pair == [(1000, 0.5, 2.0), (10000, 5.0, 200.0)]
    assert [each.value for each in made if each.unit == "MB"] == [90, 1900]
    assert made[-1].value == pytest.approx(1.0)


def test_figures_come_back_as_they_were_written(tmp_path: Path) -> None:
    """The page is made of files alone."""
    write(measured(FIGURE), tmp_path)
    assert read("calls", tmp_path) == measured(FIGURE)
    assert read("check", tmp_path) is None
