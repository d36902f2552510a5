"""What a reader does with the page of an evaluation: from a number to its cases, from a case to the quotes."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.evaluate.reports.html import html
from tests.desk.browser import DARK, LIGHT, NARROW, NO_SCRIPTS, PHONE, PRINT, View, opening_ms, sticking_out, violations
from tests.desk.conftest import Opener
from tests.eval_runs import earlier, live, replayed, rows, run

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NUMBER = "#p1 .figures.dots .number a"
CASES = "#p1-cases .case"
SHOWN = "#p1-cases [role=status]"
VIEWS = {"light": LIGHT, "dark": DARK, "phone": PHONE, "narrow": NARROW, "print": PRINT}
OPENING_MS, SIFTING_MS, TIMES = 1000, 1000, 3
MOST_TABS = 80
SIFTED_MS = """async selector => { const began = performance.now();
  const sifted = new Promise(done => addEventListener('hashchange', done, {once: true}));
  document.querySelector(selector).click(); await sifted;
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began; }"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a run with a replayed and a live part, and runs before it."""
    path = tmp_path_factory.mktemp("eval") / "report.html"
    path.write_text(html(run(), earlier(5)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a run of thousands of cases."""
    path = tmp_path_factory.mktemp("eval-large") / "report.html"
    path.write_text(html(run(rows(2157), replayed(), live()), earlier(5)), encoding="utf-8")
    return path


def states(page: "Page") -> list[str]:
    """The states of the cases that are shown, in their order."""
    found: list[str] = page.locator(f"{CASES}:visible > summary .state").all_text_contents()
    return found


def follow(page: "Page", link: "Locator") -> None:
    """Click a link, and wait until the page has done what it does for it."""
    page.evaluate("() => { window.gone = 0; addEventListener('hashchange', () => setTimeout(() => { gone = 1; })); }")
    link.click()
    page.wait_for_function("() => window.gone")


def tab_to(page: "Page", selector: str) -> None:
    """Go there by the keyboard alone."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => !!document.activeElement?.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by {MOST_TABS} tabs")


@pytest.mark.parametrize("view", [LIGHT, PHONE], ids=["light", "phone"])
def test_from_a_number_to_the_quotes(report: Path, show: Opener, view: View) -> None:
    """A click on a figure lists its cases, failed ones first; a click on one shows the words of both sides."""
    page = show(report, view)
    follow(page, page.locator(NUMBER).nth(2))
    assert page.locator(SHOWN).text_content() == (
        "28 of 40 cases: they count in “Quotes that are there”, those that failed there first"
    )
    follow(page, page.locator(NUMBER).first)
    found = states(page)
    assert found == ["failed"] * 8 + ["unscored"] * 4 + ["passed"] * 28
    case = page.locator(f"{CASES}:visible").nth(1)
    case.locator("> summary").click()
    left, right = (case.locator(".side").nth(at).bounding_box() for at in (0, 1))
    assert left is not None
    assert right is not None
    assert (left["y"] == right["y"]) is (view is LIGHT)
    assert "“About 51 cars had crossed, the warden said.”" in case.locator(".side").first.inner_text()
    assert "no finding holds both values" in case.inner_text()


def test_the_same_by_keyboard(report: Path, show: Opener) -> None:
    """Tab to a figure, Enter goes to its list, Tab to a case, Enter opens it; back is where one was."""
    page = show(report)
    tab_to(page, ".figures .number a")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement?.id === 'p1-cases'")
    tab_to(page, ".case > summary")
    page.keyboard.press("Enter")
    assert page.locator(f"{CASES}[open] .sides").first.is_visible()
    page.go_back()
    assert page.locator(NUMBER).first.is_visible()


def test_a_group_leads_to_its_cases(report: Path, show: Opener) -> None:
    """The figure of a kind lists the cases of that kind alone."""
    page = show(report)
    follow(page, page.locator("#p1 .figures.bars .number a").nth(1))
    ids = page.locator(f"{CASES}:visible > summary .id:nth-of-type(2)").all_text_contents()
    assert len(ids) == 10
    assert all(id.endswith(", date") for id in ids)


def test_what_could_not_be_scored_can_be_seen(report: Path, show: Opener) -> None:
    """The number of unscored cases lists just these."""
    page = show(report)
    follow(page, page.locator("#p1 .figures.dots td:last-child a").first)
    assert states(page) == ["unscored"] * 4


def test_a_ruling_opens_its_case(report: Path, show: Opener) -> None:
    """From the gate to the case that failed, though a choice had hidden it."""
    page = show(report)
    follow(page, page.locator("#p1 .tally .passed a"))
    assert set(states(page)) == {"passed"}
    follow(page, page.locator(".decided a").nth(1))
    case = page.locator(CASES, has_text="quillon-water-rates/d11").first
    assert case.is_visible()
    assert case.get_attribute("open") is not None


def test_the_choice_is_undone(report: Path, show: Opener) -> None:
    """One button shows all cases again."""
    page = show(report)
    follow(page, page.locator(NUMBER).nth(2))
    page.locator("#p1-cases button[type=reset]").click()
    page.wait_for_function("() => !document.querySelector('#p1-cases .case[hidden]')")
    assert "40 of 40 cases" in (page.locator(SHOWN).text_content() or "")


def test_an_output_is_a_click_away(report: Path, show: Opener) -> None:
    """The link of a case opens the output of its task."""
    page = show(report)
    follow(page, page.locator(NUMBER).first)
    page.locator(f"{CASES} > summary").first.click()
    follow(page, page.locator(f"{CASES}[open] .outputs a").first)
    assert page.locator(".output[open] pre").first.is_visible()


def test_without_scripts_it_is_all_there(report: Path, show: Opener) -> None:
    """A figure leads to the list of its part, and a case opens by itself."""
    page = show(report, NO_SCRIPTS)
    page.locator(NUMBER).first.click()
    assert page.locator(CASES).first.is_visible()
    assert page.locator("#p1-cases form").is_hidden()
    page.locator(f"{CASES} > summary").nth(1).click()
    assert page.locator(f"{CASES} .sides").nth(1).is_visible()


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_nobody_is_shut_out(report: Path, show: Opener, view: View) -> None:
    """The automated check finds no serious fault, and nothing sticks out, with cases open too."""
    page = show(report, view)
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(page) == []
    if view is not PRINT:
        assert sticking_out(page) == []


def test_nothing_to_press_is_left_on_paper(report: Path, show: Opener) -> None:
    """What failed is printed where it was opened; choices are not."""
    page = show(report, PRINT)
    assert page.locator("button:visible").count() == 0
    assert page.locator("select:visible").count() == 0
    assert page.locator(".figures:visible").count() > 2


def test_thousands_of_cases_are_no_burden(large: Path, show: Opener) -> None:
    """Shown in a second, and a figure's cases in another."""
    took = [opening_ms(show(large)) for _ in range(TIMES)]
    assert min(took) < OPENING_MS, took
    page = show(large)
    sifted = [page.evaluate(SIFTED_MS, f"#p1 tr:nth-child({row}) .number a") for row in (1, 2, 3)]
    assert min(sifted) < SIFTING_MS, sifted
