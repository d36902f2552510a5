"""docs/scale.md says what its figures come to, and the arithmetic behind it behaves."""

import json
import random
from dataclasses import replace

import pytest

from bench.scale import FIGURES, PAGE, PICTURES, charts, written
from bench.scale_measure import compared, digested, pairs_of
from bench.scale_model import (
    Curve,
    Plan,
    by_hour,
    dollars,
    findings,
    left,
    plan,
    self_hosted,
    slope,
    waits,
    work,
    workers_for,
)
from bench.scale_news import story
from bench.scale_tables import BLOCKS, WAYS, Book
from bench.scale_world import ASSUMED, CASES, DAY, by_minute, draw_day, poisson, sample_sizes, shares, world


@pytest.fixture(scope="module")
def book() -> Book:
    """The committed figures."""
    return Book(json.loads(FIGURES.read_text(encoding="utf-8")))


def test_the_page_is_what_the_figures_come_to(book: Book) -> None:
    """`python -m bench.scale` writes it."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == written(page, book)
    assert all(page.count(f"<!-- {name} -->") == 1 for name in BLOCKS)


def test_the_charts_are_what_the_figures_come_to(book: Book) -> None:
    """The same command draws them."""
    for name, picture in charts(book).items():
        assert (PICTURES / name).read_text(encoding="utf-8") == picture


def test_every_figure_says_where_it_is_from(book: Book) -> None:
    """Measured, counted or assumed; and an assumption about the world has a source or says that it has none."""
    assert {each["kind"] for each in book.known.held.values()} <= {"measured", "counted", "assumed"}
    assert all(each["how"] and each["unit"] for each in book.known.held.values())
    assert all("assumed" in each.source or "20" in each.source for each in ASSUMED)


@pytest.mark.parametrize("case", CASES)
def test_a_drawn_day_is_the_day_that_was_asked_for(case: str) -> None:
    """As many articles and copies as assumed, the same from the same seed, another from another."""
    here = world(case)  # type: ignore[arg-type]
    day = draw_day(here)
    assert day == draw_day(here)
    assert day != draw_day(here, seed=2)
    assert day.articles == pytest.approx(here["articles"], rel=0.01)
    assert sum(day.minutes) == pytest.approx(day.articles, rel=0.02)
    assert len(day.minutes) == DAY
    copies = sum(count * (size - day.origins(size)) for size, count in day.stories.items())
    assert copies / day.articles == pytest.approx(here["copied"], rel=0.1)
    assert max(day.hours) / (sum(day.hours) / 24) == pytest.approx(1 + here["swing"], rel=0.1)
    assert max(day.stories) <= here["largest"]


def test_shares_are_shares() -> None:
    """Stories by size and articles by minute come to one, and smaller stories are more."""
    law = shares(world("mid"))
    assert sum(law) == pytest.approx(1)
    assert list(law) == sorted(law, reverse=True)
    assert sum(by_minute(0.5)) == pytest.approx(1)


def test_poisson_numbers_have_their_mean_and_variance() -> None:
    """Of both the exact draw and the one for large means."""
    for mean in (0.5, 8.0, 200.0):
        chance = random.Random(3)
        drawn = [poisson(chance, mean) for _ in range(4000)]
        assert sum(drawn) / len(drawn) == pytest.approx(mean, rel=0.06)
        assert sum((each - mean) ** 2 for each in drawn) / len(drawn) == pytest.approx(mean, rel=0.12)


def test_sampled_stories_hold_what_was_asked_for() -> None:
    """The pile that is measured has stories of the same law."""
    sizes = sample_sizes(world("mid"), 5000, 1)
    assert sum(sizes) == 5000
    assert sizes.count(1) / len(sizes) == pytest.approx(shares(world("mid"))[0], abs=0.03)


def test_a_curve_goes_through_its_points_and_beyond() -> None:
    """A power law is met everywhere, and asked the other way round."""
    curve = Curve(((10.0, 100.0), (20.0, 400.0), (40.0, 1600.0)))
    assert slope(curve.points) == pytest.approx(2)
    assert [curve.at(size) for size in (5, 10, 30, 1000)] == pytest.approx([25, 100, 900, 1_000_000])
    assert curve.size_for(10_000) == pytest.approx(100, rel=0.001)
    assert Curve(((1.0, 1.0), (2.0, 1.0))).size_for(2) == float("inf")


def test_who_waits_in_a_queue() -> None:
    """Two minutes of work for each of ten that come at once, then nobody."""
    assert waits([10, 0, 0], seconds=120, workers=1) == [19, 18, 17]
    assert waits([10, 0, 0], seconds=120, workers=20) == [0, 0, 0]
    assert workers_for([10, 0, 0], seconds=120, patience=0) == 20
    assert workers_for([10, 0, 0], seconds=120, patience=9) == 2
    assert workers_for([1, 1], seconds=0) == 1


@pytest.mark.parametrize(
    ("key", "grows"),
    [
        ("articles", ("work", "calls", "tokens", "dollars", "findings")),
        ("characters", ("work", "tokens", "dollars")),
        ("gpu_price", ("hosted",)),
        ("found", ("findings",)),
        ("html", ("work",)),
    ],
)
def test_more_of_the_world_never_costs_less(book: Book, key: str, grows: tuple[str, ...]) -> None:
    """Each assumption doubled, the others as they are."""

    def told(factor: float) -> dict[str, float]:
        here = {**world("low"), key: world("low")[key] * factor}
        day = draw_day(here)
        calls = plan(here, day, book.known)
        price = next(iter(book.known.prices.values()))
        return {
            "work": work(here, day, book.known).total,
            "calls": calls.calls,
            "tokens": calls.tokens,
            "dollars": dollars(calls, price),
            "hosted": self_hosted(calls, here, book.known)[1],
            "findings": findings(here, day),
        }

    one, two = told(1), told(2)
    assert all(two[name] > one[name] * 1.01 for name in grows)
    assert all(two[name] == pytest.approx(one[name]) for name in one.keys() - grows if key in ("gpu_price", "found"))


def test_every_way_to_save_saves(book: Book) -> None:
    """Alone less than as it is, all together the least; a batch halves the digests and nothing else."""
    each = book.case("mid")
    price = book.known.prices["gpt-5-mini"]
    costs = {
        name: dollars(plan(each.here, each.day, book.known, how), price, batch=batch)
        for name, (how, batch) in WAYS.items()
    }
    assert all(cost < costs["as it is"] for name, cost in costs.items() if name != "as it is")
    assert min(costs, key=costs.__getitem__) == "all three"
    calls = each.calls._replace(judge_in=0, judge_out=0)
    assert dollars(calls, price, batch=True) == pytest.approx(dollars(calls, price) / 2)
    once = plan(each.here, each.day, book.known, Plan(once=True))
    assert once.digests == pytest.approx(sum(n * each.day.origins(s) for s, n in each.day.stories.items() if s > 1))


def test_an_article_is_asked_about_within_the_engines_bound(book: Book) -> None:
    """As real stories of three reports had it, and never more than an article is worth."""
    assert left(book.known, 3) == pytest.approx((book.known["real_pairs"], book.known["real_calls"]))
    assert all(0 < calls <= pairs <= 24 for pairs, calls in (left(book.known, size) for size in (2, 10, 100, 10_000)))


def test_hours_come_to_the_day(book: Book) -> None:
    """What comes by the hour is what comes by the day, and to group all again takes longer than once."""
    each = book.case("low")
    hours = by_hour(each.day, book.known)
    assert sum(hour.came for hour in hours) == sum(each.day.minutes)
    assert hours[-1].group == pytest.approx(each.work.group, rel=0.02)
    assert sum(hour.compare for hour in hours) > each.work.compare


def test_what_is_measured_is_counted_by_the_real_code() -> None:
    """An invented story has copies and its size; its comparison leaves pairs for a model within the bound."""
    told = story(6, 11)
    assert len({article.id for article in told}) == len({article.outlet for article in told}) == 6
    assert len({replace(article, id="", path="", outlet="") for article in told}) > 1
    counts = compared(digested(told))
    assert counts["claims"] > 20
    assert 0 < counts["calls"] <= counts["asked"] <= 24 * 6
    assert counts["asked"] <= counts["candidates"] <= pairs_of(counts["claims"])
    assert counts["disputed"] <= counts["asked"]
