"""The page of a note in a browser: opened from disk, in light and dark, on a phone, on paper."""

from pathlib import Path

import pytest

from tests.desk.browser import DARK, LIGHT, NARROW, NO_SCRIPTS, PHONE, PRINT, View, opening_ms, sticking_out, violations
from tests.desk.conftest import Opener
from tests.desk.notes import CLAIMS, Note
from tests.desk.tools import absent, pages

VIEWS = {"light": LIGHT, "dark": DARK, "phone": PHONE, "print": PRINT}
OPENING_MS, MOST_BYTES = 1000, 3_000_000
TIMES = 3
STRAY_LINKS = """() => [...document.querySelectorAll('a[href^="#"]')]
  .filter(link => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).map(link => link.outerHTML)"""
LOOKED_UP = """() => [...document.querySelectorAll('[src], link[href], object[data], form[action]')]
  .filter(e => !/^(data:|blob:|#)/.test(e.getAttribute('src') || e.getAttribute('href') || '')).map(e => e.outerHTML)"""
TWICE = """() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return ids.filter((id, n) => ids.indexOf(id) !== n); }"""


def test_it_opens_from_disk(note: Note, show: Opener) -> None:
    """It has a title, its links lead to places that it has, and nothing is loaded from elsewhere."""
    page = show(note.path("html"))
    assert page.title().strip()
    assert page.evaluate(STRAY_LINKS) == []
    assert page.evaluate(LOOKED_UP) == []
    assert page.evaluate(TWICE) == []


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_nobody_is_shut_out(note: Note, show: Opener, view: View) -> None:
    """An automated check finds no serious fault, whatever the reader looks at it with."""
    assert violations(show(note.path("html"), view)) == []


@pytest.mark.parametrize("view", [PHONE, NARROW], ids=["phone", "narrow"])
def test_nothing_sticks_out_on_a_narrow_screen(note: Note, show: Opener, view: View) -> None:
    """Nobody has to scroll to the side."""
    assert sticking_out(show(note.path("html"), view)) == []


@pytest.mark.parametrize("view", [LIGHT, NO_SCRIPTS], ids=["scripts", "none"])
def test_paper_holds_everything(note: Note, show: Opener, tmp_path: Path, view: View) -> None:
    """Each claim of the note and each quote it cites stands on paper, whole, though nothing was opened before."""
    target = tmp_path / "print.pdf"
    show(note.path("html"), view).pdf(path=target, format="A4")
    printed = pages(target)
    assert note.cited
    assert absent([*note.told, *note.cited], printed) == []


def test_dark_is_dark(note: Note, show: Opener) -> None:
    """The page follows the colours that the reader's system asks for; paper stays white."""
    shades = {name: show(note.path("html"), view).evaluate(BRIGHTNESS) for name, view in VIEWS.items()}
    assert shades["dark"] < 64 < 192 < min(shades["light"], shades["phone"], shades["print"])


BRIGHTNESS = """() => { const shade = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
  return shade[3] === 0 ? 255 : (shade[0] + shade[1] + shade[2]) / 3; }"""


def test_a_large_story_opens_at_once(large_note: Note, show: Opener) -> None:
    """Forty articles with six hundred claims: under a second to be shown, under three megabytes."""
    (story,) = large_note.json["stories"]
    assert story["coverage"]["claims"] >= CLAIMS
    assert len(story["articles"]) == 40
    path = large_note.path("html")
    assert path.stat().st_size < MOST_BYTES
    took = [opening_ms(show(path)) for _ in range(TIMES)]
    assert min(took) < OPENING_MS, took
