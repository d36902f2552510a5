"""A run as a page: whole in itself, each case on it once, and every figure leading to its cases."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.evaluate.records import Estimate, EvalRun, Trial, Words
from assistant.evaluate.reports.html import html
from assistant.evaluate.reports.html.history import courses
from assistant.evaluate.reports.html.view import place
from assistant.evaluate.reports.junit import junit
from assistant.evaluate.reports.telling import HEADINGS
from assistant.evaluate.reports.terminal import terminal
from tests import leaks
from tests.eval_runs import HOSTILE, STORIES, earlier, live, passed, replayed, rows, run

MOST_BYTES = 5_000_000
VOID = {"meta", "link", "img", "br", "input"}


class Page(HTMLParser):
    """A page as its elements with their attributes, and the text of each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing that holds nothing."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Each is closed by its own end."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Remember the text."""
        self.texts.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The elements of a name with these attributes; `class_` is any of its classes."""
        kind = wanted.pop("class_", "")
        return [
            had
            for name, had in self.elements
            if name == tag
            and kind in ("", *had.get("class", "").split())
            and all(had.get(key.replace("_", "-")) == value for key, value in wanted.items())
        ]

    @property
    def text(self) -> str:
        """All of its text in one line."""
        return " ".join(" ".join(self.texts).split())


def hostile() -> EvalRun:
    """A run in which every text means ill."""
    good = replayed()
    ill = tuple(
        replace(
            case,
            id=f"{case.id}{HOSTILE}",
            asked=HOSTILE,
            group=HOSTILE,
            labelled=(Words(HOSTILE, HOSTILE, HOSTILE),),
            scores=tuple(replace(score, reason=HOSTILE, unscored=score.unscored and HOSTILE) for score in case.scores),
        )
        for case in good.cases
    )
    trials = tuple(replace(trial, output={HOSTILE: HOSTILE}, problems=(HOSTILE,)) for trial in good.trials)
    metrics = tuple(replace(each, group=HOSTILE if each.group else "") for each in good.metrics)
    made = replace(good, spec=replace(good.spec, name=HOSTILE), cases=ill, trials=trials, metrics=metrics)
    ruling = replace(run().rulings[1], rule=HOSTILE, why=HOSTILE, where=HOSTILE, cases=(HOSTILE, ill[3].id))
    return replace(run(made, rulings=[ruling]), title=HOSTILE, revision=HOSTILE, unfinished=HOSTILE)


MADE = {
    "merge": (run(), earlier()),
    "passed": (passed(), []),
    "hostile": (hostile(), [hostile()]),
    "empty": (replace(run(rulings=()), parts=()), []),
    "nothing": (run(rows(0)), []),
}


@pytest.mark.parametrize(("made", "history"), MADE.values(), ids=MADE)
def test_it_is_whole_and_alone(made: EvalRun, history: list[EvalRun]) -> None:
    """Every element is closed, no name stands twice, each link leads somewhere, and nothing comes from elsewhere."""
    text = html(made, history)
    page = Page(text)
    assert page.open == []
    ids = [had["id"] for _, had in page.elements if "id" in had]
    assert len(ids) == len(set(ids))
    assert {had["href"] for had in page.all("a")} <= {f"#{id}" for id in ids}
    assert not [had for _, had in page.elements if {"src", "style", "onerror", "onclick", "data"} & set(had)]
    assert {tag for tag, _ in page.elements} & {"img", "iframe", "object", "link"} == set()
    assert len(page.all("script")) == 1
    (policy,) = page.all("meta", http_equiv="Content-Security-Policy")
    assert policy["content"].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy["content"]
    assert not {"\x1b", "\x00", "\u202e"} & set(text)


@pytest.mark.parametrize("made", [run(), run(rows(300)), hostile()], ids=["merge", "rows", "hostile"])
def test_each_case_stands_there_once(made: EvalRun) -> None:
    """However many figures it counts in, and those that failed come first."""
    page = Page(html(made))
    for number, part in enumerate(made.parts, 1):
        told = [had for had in page.all("details", class_="case") if had["id"].startswith(f"p{number}-")]
        assert len(told) == len({case.id for case in part.cases})
        states = [had["class"].split()[1] for had in told]
        assert states == sorted(states, key=("failed", "unscored", "passed").index)


def test_a_figure_leads_to_its_cases() -> None:
    """As many cases name a metric as its figure counts, and those with something lost are marked."""
    good = replayed()
    page = Page(html(run(good)))
    names = list(good.meanings)
    for metric in good.metrics:
        if metric.group:
            continue
        sign = [each for had in page.all("details", class_="case") for each in had["data-m"].split()]
        mine = [each[-1] for each in sign if each[:-1] == str(names.index(metric.name))]
        assert len([each for each in mine if each != "?"]) == metric.n
        assert mine.count("?") == metric.unscored
        links = page.all("a", data_metric=str(names.index(metric.name)), data_group="-1", data_state="")
        assert len(links) == bool(metric.estimate)
    lost = [had for had in page.all("details", class_="case") if "0-" in had["data-m"].split()]
    assert len(lost) == sum(case.state == "failed" for case in good.cases)


def test_a_case_shows_both_sides_its_scores_and_its_output() -> None:
    """The labelled words and those found with their articles, each score with its reason, the output of its task."""
    page = Page(html(run(replayed())))
    for told in (
        "Labelled contradiction: 51 or 71 cars “About 51 cars had crossed, the warden said.” north-post.md , 51",
        "Found nothing",
        "quillon-water-rates/d11, outcome expected contradiction: 51 or 71 cars, got nothing",
        "Discrepancies found: 0 of 1 no finding holds both values",
        "Output of quillon-water-rates: as JSON",
        f'{{ "findings": [ {{ "question": "of {STORIES[3]}"',
    ):
        assert told in page.text


def test_an_output_of_one_case_stands_with_it() -> None:
    """A row of data has its output in its case; one of a story is kept apart and linked to."""
    page = Page(html(run(rows(4), replayed())))
    outputs = {had["id"] for had in page.all("details", class_="output")}
    assert len(outputs) == 4 + len(STORIES)
    assert {had["href"][1:] for had in page.all("a") if "-o" in had["href"]} == {id for id in outputs if id[:2] == "p2"}


def test_a_long_output_is_cut_and_says_so() -> None:
    """The page stays small; the run file has all."""
    good = replayed()
    trials = tuple(Trial(trial.task, 0, {"text": "a" * 300_000}) for trial in good.trials)
    made = html(run(replace(good, trials=trials)))
    assert "Cut here; the run file has all of it." in made
    assert len(made) < 500_000


def test_repeats_that_came_to_the_same_are_shown_once() -> None:
    """Others are told apart, with their repeats."""
    page = Page(html(run(live())))
    assert "velm-market-fire/d2, attribution, 2 failed of 3 repeats" in page.text
    assert "Repeats 2, 3: failed" in page.text
    assert "Repeat 1: passed" in page.text


def test_code_and_model_have_a_heading_and_tables_each() -> None:
    """A table is of one part, and a part is under its heading."""
    text = html(run(live(), replayed()), [replace(run(live(), replayed()), made="2026-01-01T00:00:00Z")])
    body = text[text.index("<main") :]
    replay, model = (body.index(f"<h2>{heading}</h2>") for heading in HEADINGS.values())
    assert replay < body.index('id="p2"') < model < body.index('id="p1"') < body.index('id="history"')
    history = body[body.index('id="history"') : body.index('id="cases"')]
    assert re.findall("<h3>(.*)</h3>", history) == list(HEADINGS.values())


def test_a_ruling_leads_to_its_cases() -> None:
    """To the case in the part in which it failed."""
    text = html(run())
    page = Page(text)
    (target,) = {had["href"][1:] for had in page.all("a") if re.fullmatch(r"#p\d-c1", had["href"])}
    start = text.index(f'id="{target}"')
    assert "quillon-water-rates/d11" in text[start : text.index("</summary>", start)]


@pytest.mark.parametrize(
    ("estimate", "places"),
    [
        (Estimate(0.5, 0.25, 0.75), (50, 25, 75)),
        (Estimate(1.0, 0.9, 1.0 + 1e-12), (100, 90, 100)),
        (Estimate(2.5, 1.0, 3.0), None),
        (None, None),
    ],
)
def test_a_share_has_a_place_on_the_axis(estimate: Estimate | None, places: tuple[int, int, int] | None) -> None:
    """A figure above one has none, and neither has no figure."""
    found = place(estimate)
    assert (found and (found.value, found.low, found.high)) == places


def test_history_is_told_in_the_order_of_time() -> None:
    """Whatever the order in which runs are given; the run itself is last and stands once."""
    now, old = run(replayed()), earlier(3)
    ((mode, (course,)),) = courses(now, [old[2], now, old[0], old[1]])
    assert (mode, course.name) == ("replay", "corpus")
    found = course.lines[0].points
    assert [point.day for point in found] == ["2026-02-01", "2026-02-08", "2026-02-15", "2026-03-04"]
    assert [point.x for point in found] == sorted(point.x for point in found)
    assert found[-1].value == "77.8 %"
    assert [line.title for line in course.lines] == [
        "Discrepancies found",
        "Distractors flagged",
        "Quotes that are there",
    ]


def test_history_breaks_where_nothing_was_scored() -> None:
    """A run without a figure is no point, and no line leads over it."""
    old = earlier(3)
    part = old[1].parts[0]
    gone = replace(old[1], parts=(replace(part, metrics=tuple(replace(m, estimate=None) for m in part.metrics)),))
    ((_, (course,)),) = courses(run(replayed()), [old[0], gone, old[2]])
    assert [bool(point.place) for point in course.lines[0].points] == [True, False, True, True]
    assert [(one.day, other.day) for one, other in course.lines[0].joins] == [("2026-02-15", "2026-03-04")]


def test_there_is_no_history_of_one_run() -> None:
    """One point is no course."""
    assert courses(run(), []) == []
    assert 'id="history"' not in html(run())


def test_thousands_of_cases_fit_a_page() -> None:
    """All of them in a page of a few megabytes."""
    made = html(run(rows(2157), replayed(), live()), earlier())
    assert len(made.encode()) < MOST_BYTES
    assert "more case" not in made
    assert len(Page(made).all("details", class_="case")) == 2157 + 40 + 12


def test_what_a_page_cannot_hold_is_counted() -> None:
    """Those that failed are kept, small parts are whole, and the rest is a number."""
    many = rows(2000)
    long = "a long text of an article that goes on and on " * 40
    cases = tuple(replace(case, labelled=(Words("a", long), Words("b", long))) for case in many.cases)
    made = html(run(replace(many, cases=cases), replayed()))
    page = Page(made)
    shown = [had for had in page.all("details", class_="case") if had["id"].startswith("p1-")]
    assert len(made.encode()) < MOST_BYTES
    (left,) = re.findall(r"([\d,]+) more cases,", made)
    assert len(shown) + int(left.replace(",", "")) == 2000
    assert sum("failed" in had["class"] for had in shown) == sum(case.state == "failed" for case in cases)
    assert len([had for had in page.all("details", class_="case") if had["id"].startswith("p2-")]) == 40


def test_it_is_the_same_each_time() -> None:
    """Nothing in it is of the moment."""
    assert html(run(), earlier()) == html(run(), earlier())


def test_a_metric_is_told_with_the_name_that_limits_know_it_by() -> None:
    """Limits and `compare --metric` want the name, so that a reader of the page has to find it there."""
    assert "<code>discrepancy_recall</code>" in html(run())


@pytest.mark.parametrize("write", [html, junit, terminal])
def test_no_report_holds_what_nobody_sees(write: Callable[[EvalRun], str]) -> None:
    """Control characters, overrides, tags and marks without width of a case go nowhere."""
    assert not leaks.characters(write(hostile()))
