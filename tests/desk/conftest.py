"""The notes, and the programs they are opened with. A program that is missing ends the run: a skip would hide it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk import hostile
from tests.desk.browser import LIGHT, View, opened, start
from tests.desk.notes import STORIES, Note, large, sources, write
from tests.desk.tools import MISSING, missing, office_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Opener = Callable[..., "Page"]
HOSTILE = "hostile"


def pytest_sessionstart() -> None:
    """Say what to do where something is missing."""
    if names := missing():
        raise pytest.UsageError(MISSING.format(", ".join(names)))


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Note]:
    """The note of every story of the corpus, and one of several stories, as the command writes them."""
    folder = tmp_path_factory.mktemp("notes")
    return {story: write(sources(story), folder / story) for story in STORIES}


@pytest.fixture(params=STORIES)
def note(request: pytest.FixtureRequest, notes: dict[str, Note]) -> Note:
    """One note after another."""
    return notes[request.param]


@pytest.fixture(scope="session")
def hostile_note(tmp_path_factory: pytest.TempPathFactory) -> Note:
    """The note of articles that mean ill."""
    return hostile.write(Note(tmp_path_factory.mktemp(HOSTILE)))


@pytest.fixture(scope="session")
def large_note(tmp_path_factory: pytest.TempPathFactory) -> Note:
    """The note of a large story."""
    folder = tmp_path_factory.mktemp("large")
    return write(large(folder / "articles"), folder / "note", "--one-story")


@pytest.fixture(scope="session")
def office(notes: dict[str, Note], hostile_note: Note, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """For the folder of each note its Word document as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("office")
    documents = {each.folder: folder / f"{each.folder.name}.docx" for each in (*notes.values(), hostile_note)}
    for place, document in documents.items():
        shutil.copy(Note(place).path("docx"), document)
    made = office_pdf(list(documents.values()), folder, folder / "profile")
    return dict(zip(documents, made, strict=True))


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = start(playwright)
        yield launched
        launched.close()


@pytest.fixture
def show(browser: "Browser") -> Iterator[Opener]:
    """Opens files in the browser; at the end none may have complained, asked, or reached out of itself."""
    tabs = []

    def shown(path: Path, view: View = LIGHT) -> "Page":
        tabs.append(opened(browser, path, view))
        return tabs[-1].page

    yield shown
    for tab in tabs:
        tab.page.context.close()
    assert [fault for tab in tabs for fault in tab.faults] == []
