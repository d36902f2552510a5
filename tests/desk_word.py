"""The Word document as LibreOffice lays it out. Run by `make test-desk`, with Debian's LibreOffice and Poppler."""

import re
import subprocess
from pathlib import Path

import pytest

from assistant.engines.builtin import Builtin
from assistant.ingest import read
from assistant.pipeline import brief
from assistant.render import NOTES, render_file
from assistant.render.note import Look, Note
from assistant.render.plain import one_line
from assistant.render.trace import quotes_in
from assistant.schema import Briefing
from tests.render_records import BRIEFING, SEVERAL

CORPUS = Path(__file__).parent.parent / "corpus"
STORIES = sorted(path.name for path in CORPUS.iterdir() if path.is_dir())


def laid_out(result: Briefing, folder: Path) -> str:
    """The text of the document's pages, white space folded."""
    (folder / "note.docx").write_bytes(render_file(result, "docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, *"--headless --convert-to pdf --outdir".split(), str(folder), str(folder / "note.docx")],
        check=True,
        capture_output=True,
        timeout=240,
    )
    told = ["pdftotext", "-layout", str(folder / "note.pdf"), "-"]
    return " ".join(subprocess.run(told, check=True, capture_output=True, text=True).stdout.split())


def note_of(result: Briefing) -> Note:
    """The note that the document is made from."""
    return NOTES[Briefing](result, Look())


def folded(text: str) -> str:
    """Letters and digits alone: lines end elsewhere on a page, and with hyphens."""
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize("story", STORIES)
def test_every_quote_stands_below_the_text_in_its_order(story: str, tmp_path: Path) -> None:
    """No footnote is lost on the way to paper, and their numbers rise from page to page."""
    result = brief(read(CORPUS / story), engine=Builtin())
    told = laid_out(result, tmp_path)
    numbered = list(dict.fromkeys(quotes_in(note_of(result))))
    assert numbered
    at = 0
    paper = folded(told)
    for quote in numbered:
        assert folded(one_line(quote.text)) in paper
    for number in range(1, len(numbered) + 1):
        found = re.compile(rf"(?<!\S){number} [“\"]").search(told, at)
        assert found, f"footnote {number}"
        at = found.start()


def test_contents_name_the_pages_of_their_chapters(tmp_path: Path) -> None:
    """LibreOffice works out the fields that Word works out when it is asked."""
    told = laid_out(SEVERAL, tmp_path)
    assert re.match(r"2 stories in 3 articles Lisk \*flood\* 2 .* Another 3 .* About these stories 4 ", told)
    assert "Page 4 of 4" in told


def test_a_hostile_note_is_laid_out(tmp_path: Path) -> None:
    """Markup of an article is text on the page."""
    assert "<script>alert(1)</script> [click](javascript:x) *bold* red" in laid_out(BRIEFING, tmp_path)
