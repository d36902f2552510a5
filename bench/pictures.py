"""The pictures of the README: a note in a browser, in light, dark and on a phone, and its pages in Word and PDF.

    make pictures               # writes docs/pictures/*.png, half a minute

They show notes of the corpus, written by the command as a reader would have it, in the browser and the word processor
that `make test-desk` installs. The same programs and fonts make the same pictures, byte by byte.
"""

import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copy, which
from typing import TYPE_CHECKING

from tests.cli_runner import ROOT
from tests.desk.browser import DARK, LIGHT, PHONE, View, opened, start
from tests.desk.notes import Note, sources, write
from tests.desk.tools import MISSING, missing, office_pdf, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TARGET = ROOT / "docs" / "pictures"
MOST_BYTES = 250_000
"""What a picture in a README may weigh."""
COLOURS = 128
"""A page of text has some hundred, most of them shades of a letter's edge."""
PAGE_HEIGHT = 1100
"""Pixels of a page of paper."""
SCROLL = "e => scrollTo({top: e.getBoundingClientRect().top + scrollY - 24, behavior: 'instant'})"
CITE = "[data-position] a.cite[data-quote]"


@dataclass(frozen=True, slots=True)
class Picture:
    """A window on the note of a story: what it is scrolled to, and whether the quote of a dispute is open beside it."""

    name: str
    story: str
    view: View
    top: str = ""
    quote: bool = False


PICTURES = (
    Picture("note-light", "lisk-valley-flood", replace(LIGHT, width=1200, height=820, scale=1.5)),
    Picture("note-quote", "lisk-valley-flood", replace(LIGHT, width=1200, height=820, scale=1.5), quote=True),
    Picture("note-dark", "harbour-trust-trial", replace(DARK, width=1200, height=820, scale=1.5), quote=True),
    Picture("note-matrix", "lisk-valley-flood", replace(LIGHT, width=1200, height=820, scale=1.5), "table.matrix"),
    Picture("note-phone", "lisk-valley-flood", replace(PHONE, scale=2)),
    Picture("note-phone-quote", "lisk-valley-flood", replace(PHONE, scale=2), quote=True),
)


def taken(browser: "Browser", picture: Picture, note: Note) -> Path:
    """A picture in its file. What the page does wrong ends the run."""
    target = TARGET / f"{picture.name}.png"
    watched = opened(browser, note.path("html"), picture.view)
    page = watched.page
    if picture.quote:
        page.locator(CITE).first.click()
        page.locator("#reader mark.shown").first.wait_for()
    if picture.top:
        page.locator(picture.top).first.evaluate(SCROLL)
    page.screenshot(path=target, animations="disabled", caret="hide", scale="device")
    page.context.close()
    if watched.faults:
        sys.exit(f"{picture.name}: {watched.faults}")
    return target


def first_page(pdf: Path, name: str) -> Path:
    """The first page of a PDF as a picture in its file."""
    target = TARGET / name
    run("pdftoppm", "-png", "-singlefile", "-f", "1", "-scale-to", str(PAGE_HEIGHT), pdf, target)
    return target.with_suffix(".png")


def main() -> None:
    """Write all pictures. A note that has no PDF has no picture of one."""
    from playwright.sync_api import sync_playwright

    if names := [*missing(), *({"pngquant"} if which("pngquant") is None else ())]:
        sys.exit(MISSING.format(", ".join(names)))
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        notes = {story: write(sources(story), folder / story) for story in {each.story for each in PICTURES}}
        browser = start(playwright)
        made = [taken(browser, picture, notes[picture.story]) for picture in PICTURES]
        browser.close()
        first = notes[PICTURES[0].story]
        document = Path(copy(first.path("docx"), folder / "word.docx"))
        made.append(first_page(office_pdf([document], folder, folder / "profile")[0], "note-word"))
        if first.path("pdf").exists():
            made.append(first_page(first.path("pdf"), "note-pdf"))
    for path in made:
        run("pngquant", "--force", "--strip", "--nofs", "--output", path, str(COLOURS), path)
        print(f"{path.stat().st_size:>9,} {path.relative_to(ROOT)}")
    if heavy := [path.name for path in made if path.stat().st_size > MOST_BYTES]:
        sys.exit(f"more than {MOST_BYTES:,} bytes: {', '.join(heavy)}")


if __name__ == "__main__":
    main()
