"""The formats of a note on the command line: one to a stream or file, several into a folder."""

import io
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.cli_runner import COMMAND, ONE, TWO, environment, messages, run

LONG = "x" * 300
NOTES = {"note.md", "note.html", "note.json", "note.csv", "note.docx", "note.pdf"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles on one flood."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (["-o", "out/"], NOTES),
        (["-o", "deep/er/"], NOTES),
        (["-f", "json", "-f", "md", "-f", "json", "-o", "out/"], {"note.json", "note.md"}),
        (["-f", "csv", "-o", "out/"], {"note.csv"}),
        (["-f", "html", "-o", "there"], {"note.html"}),
        (["-f", "DOCX,md", "-f", "csv", "-o", "out/"], {"note.docx", "note.md", "note.csv"}),
    ],
)
@pytest.mark.parametrize("verb", ["brief", "compare"])
def test_a_folder_gets_what_was_named_or_every_format(
    verb: str, given: list[str], written: set[str], folder: Path
) -> None:
    """A folder is one that is there, or a name that ends with a slash; it is made where it is missing."""
    (folder / "there").mkdir()
    done = run([verb, "one.txt", "two.txt", "-q", *given], folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {path.name for path in (folder / given[-1]).iterdir()} == written


def test_the_same_note_in_a_folder_and_in_a_file(folder: Path) -> None:
    """Each file of a folder is what one call for it writes."""
    assert run(["brief", "one.txt", "two.txt", "-q", "-o", "out/"], folder).returncode == 0
    for name in NOTES:
        assert run(["brief", "one.txt", "two.txt", "-q", "-o", name], folder).returncode == 0
        assert (folder / name).read_bytes() == (folder / "out" / name).read_bytes()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["-f", "md", "-f", "json"], "several formats go into a folder; name it with -o FOLDER/"),
        (["-f", "md", "-f", "json", "-o", "note.md"], "several formats go into a folder; name it with -o FOLDER/"),
        (["-o", "one.txt/"], "-o one.txt: one.txt is no folder; choose another place"),
        (["-o", "one.txt/deeper/"], "-o one.txt/deeper: one.txt is no folder; choose another place"),
        (["-o", f"{LONG}/"], f"-o {LONG}: File name too long; choose another place"),
        (
            ["-o", "note.odt"],
            "-o note.odt: .odt is not written; name .md, .html, .json, .csv, .docx or .pdf, or say --format",
        ),
        (["-f", "docx", "-o", "x.pdf"], "-o x.pdf: what is written is docx; name a file that ends with .docx"),
        (["-f", "md", "-o", "x.docx"], "-o x.docx: what is written is md; name a file that ends with .md"),
        (["-o", "taken"], "-o taken/note.md: is a folder; name a file in it"),
    ],
)
def test_what_cannot_be_written_is_told_before_the_work(given: list[str], told: str, folder: Path) -> None:
    """One line that says what to do, and nothing is written."""
    (folder / "taken" / "note.md").mkdir(parents=True)
    before = set(folder.rglob("*"))
    done = run(["brief", "one.txt", "two.txt", *given], folder)
    assert (done.returncode, done.stdout, messages(done)) == (2, "", [told])
    assert set(folder.rglob("*")) == before


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="has no terminals")
def test_a_file_is_never_poured_into_a_terminal(folder: Path) -> None:
    """A Word document goes to a file or a pipe."""
    ours, theirs = os.openpty()
    command = [*COMMAND, "brief", "one.txt", "two.txt", "-q", "-f", "docx"]
    with subprocess.Popen(command, cwd=folder, env=environment(), stdout=theirs, stderr=subprocess.PIPE) as process:
        os.close(theirs)
        told = process.communicate()[1].decode()
    os.close(ours)
    assert (process.returncode, told) == (
        2,
        "assistant: -f docx: is no text for a terminal; name a file with -o note.docx\n",
    )
    piped = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=True)
    assert zipfile.is_zipfile(io.BytesIO(piped.stdout))


@pytest.mark.parametrize("verb", ["digest", "stories"])
def test_only_notes_have_more_formats(verb: str, folder: Path) -> None:
    """A verb without findings refuses a spreadsheet of them by name and by option."""
    named = run([verb, "one.txt", "-o", "x.csv"], folder)
    assert messages(named) == ["-o x.csv: .csv is not written; name .md, .json or .html, or say --format"]
    assert run([verb, "one.txt", "-f", "csv"], folder).returncode == 2
    assert not (folder / "x.csv").exists()


def test_without_the_extra_a_pdf_is_refused_before_the_work_and_a_folder_does_without(folder: Path) -> None:
    """Whoever names the format is told what to install; a folder gets the other formats and says so."""
    site = folder / "site"
    site.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith("typst"):
            (site / path.name).symlink_to(path)
    surroundings = environment()
    surroundings["PYTHONPATH"] += f"{os.pathsep}{site}"

    def bare(*given: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-S", "-m", "assistant", "brief", "one.txt", "two.txt", *given]
        return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)

    for given in (["-o", "x.pdf"], ["-f", "pdf"], ["-f", "md", "-f", "pdf", "-o", "out/"]):
        done = bare(*given)
        told = "format pdf needs an extra; run: pip install 'factcheck-assistant[pdf]'"
        assert (done.returncode, done.stdout, messages(done)) == (2, "", [told])
    assert not (folder / "out").exists()
    done = bare("-o", "out/")
    assert done.returncode == 0
    assert "no pdf: it needs an extra; run: pip install 'factcheck-assistant[pdf]'" in messages(done)
    assert {path.name for path in (folder / "out").iterdir()} == NOTES - {"note.pdf"}


def test_review_is_told_where_the_json_is(folder: Path) -> None:
    """What is decided about is the JSON among the files."""
    done = run(["compare", "one.txt", "two.txt", "-o", "out/"], folder)
    assert any("assistant review out/note.json" in line for line in messages(done))


def test_a_dry_run_writes_no_folder(folder: Path) -> None:
    """What it would take goes to standard output."""
    done = run(["brief", "one.txt", "two.txt", "--dry-run", "-o", "out/"], folder)
    assert (done.returncode, done.stdout) == (0, "No calls: the built-in engine asks no model.\n")
    assert not (folder / "out").exists()


@pytest.mark.parametrize("verb", ["brief", "compare", "digest"])
def test_a_dash_is_standard_output(verb: str, folder: Path) -> None:
    """As it is standard input among the paths: no file of that name is made."""
    plain = run([verb, "one.txt", "two.txt", "-q"], folder)
    done = run([verb, "one.txt", "two.txt", "-q", "-o", "-"], folder)
    assert (done.returncode, done.stdout) == (0, plain.stdout)
    assert not (folder / "-").exists()


def test_the_list_of_formats_that_has_a_wrong_one_names_it(folder: Path) -> None:
    """One among several is told by itself."""
    done = run(["brief", "one.txt", "-f", "docx,word", "-o", "out/"], folder)
    assert done.returncode == 2
    assert "'word' is not one of 'md', 'html'" in messages(done)[0]


def test_claim_reviews_have_an_ending_of_their_own(folder: Path) -> None:
    """What other programs call JSON-LD is a list of ClaimReview."""
    done = run(["compare", "one.txt", "two.txt", "-o", "out.jsonld"], folder)
    assert done.returncode == 0
    assert (folder / "out.jsonld").read_text(encoding="utf-8") == "[]\n"


def test_a_language_may_have_a_region_and_capitals(folder: Path) -> None:
    """As systems name it."""
    told = [run(["brief", "one.txt", "-q", "--language", code], folder).stdout for code in ("de", "DE", "de_AT")]
    assert "## Das Wichtigste" in told[0]
    assert told[0] == told[1] == told[2]
