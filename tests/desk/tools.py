"""What the tests of this folder run: whether it is there, and what each program makes of a note."""

import importlib.util
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

PROGRAMS = ("chromium", "soffice", "pdftotext", "pdftoppm", "pandoc")
LIBRARIES = ("playwright", "axe_playwright_python")
LIMIT_SECONDS = 120
MISSING = "these tests need {}; `make test-desk` installs all of it and runs them"
_UNSEEN = re.compile(r"[\s\u00ad\u200b\u200e\u200f\u2060\ufeff\u2010-]+")


def missing() -> list[str]:
    """The programs and libraries that are not installed."""
    programs = [name for name in PROGRAMS if shutil.which(name) is None]
    return [*programs, *(name for name in LIBRARIES if importlib.util.find_spec(name) is None)]


def run(*command: str | Path, stdin: str = "") -> str:
    """What a program prints; it must end well."""
    done = subprocess.run(
        [*map(str, command)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
    return done.stdout


def office_pdf(documents: Sequence[Path], folder: Path, profile: Path) -> list[Path]:
    """The documents as LibreOffice prints them. It takes one job at a time, hence all of them at once."""
    profile_option = f"-env:UserInstallation={profile.as_uri()}"
    run("soffice", profile_option, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents)
    made = [folder / f"{document.stem}.pdf" for document in documents]
    assert all(path.is_file() for path in made), "LibreOffice did not open every document"
    return made


def pages(pdf: Path) -> list[str]:
    """The text of each page of a PDF, in the order in which it was set: the number of a footnote before its text."""
    return run("pdftotext", "-raw", pdf, "-").split("\f")[:-1]


def pandoc(text: str, *options: str | Path) -> str:
    """What Pandoc makes of a text. A warning, of a footnote that is not there, say, is a failure."""
    return run("pandoc", "--fail-if-warnings", *options, stdin=text)


def squeezed(text: str) -> str:
    """A text without what typesetting changes: ligatures, and white space, hyphens and line ends between letters."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def absent(wanted: Iterable[str], printed: Sequence[str]) -> list[str]:
    """The texts that do not stand on the pages, whole or parted between a page and the next."""
    sheets = [squeezed(page) for page in printed]
    whole = "".join(sheets)
    return [text for text in wanted if squeezed(text) not in whole and not _parted(squeezed(text), sheets)]


def _parted(text: str, sheets: Sequence[str]) -> bool:
    for first, second in pairwise(sheets):
        cut = next((n for n in range(len(text) - 1, 0, -1) if text[:n] in first), 0)
        if cut and text[cut:] in second:
            return True
    return False
