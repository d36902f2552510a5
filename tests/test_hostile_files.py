"""Files made to harm who reads them: each is an answer, in bounded time and memory (more: `bench/hostile_files.py`)."""

import os
import resource
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.errors import UserError
from assistant.ingest import folders, read
from assistant.whole import write_whole
from tests.bait import SAID, Bait, all_baits
from tests.bait_pdf import PDFS

SOON = 8.0  # seconds of processor time, on a machine that does other things too


@pytest.mark.parametrize("bait", [*all_baits(), *PDFS], ids=lambda bait: bait.name)
def test_bait_is_an_article_or_one_line(tmp_path: Path, bait: Bait) -> None:
    """Nothing is raised, nothing takes long, no entity brings in a file, and what cannot be read says what to do."""
    path = tmp_path / bait.name
    path.write_bytes(bait.make(bait.small))
    began = time.thread_time()
    reading = read(path)
    assert time.thread_time() - began < SOON
    assert reading.articles or reading.problems
    assert not any("root:" in article.text for article in reading.articles)
    for problem in reading.problems:
        assert "\n" not in problem.reason
        assert len(problem.reason) < 300


def test_what_unpacks_without_end_is_given_up_in_little_memory(tmp_path: Path) -> None:
    """Nine gigabytes of zeros in a document, in a process that may have half of one, whatever size is declared."""
    code = (
        "import sys, resource; from pathlib import Path; from assistant.ingest import read\n"
        "resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000))\n"
        "from tests.bait import swollen\n"
        "for declared in (1_000, 0xFFFFFFF0):\n"
        "    Path(sys.argv[1]).write_bytes(swollen(declared)(9_000))\n"
        "    print(*(problem.reason for problem in read(sys.argv[1]).problems))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.docx")], capture_output=True, text=True, check=True
    )
    lied, told = run.stdout.splitlines()
    assert lied.startswith("not read as DOCX (Bad CRC-32")
    assert told == "unpacks to more than 20 MB of text; save its text and pass that"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_500_000


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    """Pipes, sockets, devices, and files of the system that have no size."""
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "socket.txt"))
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    said = "not a regular file; pass its content through standard input with -"
    reading = read(tmp_path, tmp_path / "zero.txt", "/dev/zero", "/proc/self/environ")
    assert reading.articles == ()
    told = [(Path(problem.where).name, problem.reason) for problem in reading.problems]
    assert told[:2] == [("pipe.txt", said), ("socket.txt", said)]
    assert told[-3:] == [("zero.txt", said), ("zero", said), ("environ", "is empty")]


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    """A file may become something else between the look at it and its opening."""
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(OSError, match="not a regular file"):
        folders.opened(str(tmp_path / "a.txt"))


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[Path]:
    """Folders in one another, deeper than a call may go and than a path may be long."""
    top = tmp_path / "endless"
    top.mkdir()
    here = os.open(top, os.O_RDONLY)
    for _ in range(1_100):
        os.mkdir("ddd", dir_fd=here)
        inner = os.open("ddd", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    yield top
    subprocess.run(["rm", "-rf", str(top)], check=True)  # what Python has for it calls itself for each folder


def test_folders_in_one_another_without_end_are_walked(endless: Path) -> None:
    """What lies beyond the longest path is told in one line."""
    (endless / "a.txt").write_text(SAID)
    reading = read(endless)
    assert [article.id for article in reading.articles] == ["a"]
    assert [problem.reason for problem in reading.problems] == [
        "cannot be read (File name too long); check its permissions"
    ]


def test_bad_files_without_end_are_few_lines(tmp_path: Path) -> None:
    """So are endings that are not read."""
    for n in range(60):
        (tmp_path / f"{n}.txt").touch()
        (tmp_path / f"{n}.x{n}").touch()
    reading = read(tmp_path)
    assert len(reading.problems) == folders.MOST_PROBLEMS + 1
    assert reading.problems[-1].reason == "41 more problems like these; name a file to see its own"
    assert max(len(problem.reason) for problem in folders.files(str(tmp_path), (".txt",))[1]) < 150


@pytest.mark.parametrize(
    "name",
    [b"a\nb.txt", b"a\x1b[2Jb.txt", b"\xff\xfe.txt", b"-o.txt", b"n" * 251 + b".txt", "\u202etxt.a.txt".encode()],
)
def test_a_file_of_any_name_is_read_and_its_name_breaks_no_line(
    tmp_path: Path, name: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    """In a folder as by itself; what is said of it holds no control character."""
    path = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 - bytes, which paths do not hold
    Path(os.fsdecode(path)).write_text(SAID)
    (article,) = read(tmp_path).articles
    assert (article.text, article.id) == (SAID, article.id)
    assert not set(article.id) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    Path(os.fsdecode(path)).write_bytes(b"\0\1")
    assert main(["digest", str(tmp_path)]) == 2
    said = capfd.readouterr().err
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert all(line.startswith("assistant: ") for line in said.splitlines())


def test_two_names_that_differ_in_case_are_two_articles(tmp_path: Path) -> None:
    """Their ids differ too; a hard link is read twice, since nothing tells which of the names is the file's own."""
    (tmp_path / "Quay.txt").write_text(SAID)
    (tmp_path / "quay.TXT").write_text(f"{SAID} Again.")
    (tmp_path / "hard.txt").hardlink_to(tmp_path / "Quay.txt")
    ids = [article.id for article in read(tmp_path).articles]
    assert len(set(ids)) == len(ids) == 3


def brief(folder: Path, *more: str) -> int:
    """The exit code of a briefing of two articles, one of which has a path for a title."""
    stories = folder / "in"
    stories.mkdir(exist_ok=True)
    for name in ("a", "b"):
        text = f"---\ntitle: ../../{'x' * 300}/\\0{name}\nid: ../up\n---\n{SAID} {name.upper()} 28 people came."
        (stories / f"{name}.md").write_text(text)
    return main(["brief", str(stories), "--quiet", *more])


def test_titles_name_no_files(tmp_path: Path) -> None:
    """What is written into a folder has fixed names, whatever the articles are called."""
    assert brief(tmp_path, "-o", f"{tmp_path}/out/", "-f", "md,json,csv") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["note.csv", "note.json", "note.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_a_link_out_of_a_folder_of_notes_is_not_written_through(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nobody named it; one that is named, or stays in the folder, is."""
    private, out = tmp_path / "private.md", tmp_path / "out"
    private.write_text("mine")
    out.mkdir()
    (out / "note.md").symlink_to(private)
    assert brief(tmp_path, "-o", f"{out}/", "-f", "md") == 2
    assert "note.md in it is a link to somewhere else; remove it, or name the file" in capfd.readouterr().err
    assert private.read_text() == "mine"
    assert brief(tmp_path, "-o", str(out / "note.md")) == 0
    assert private.read_text() != "mine"
    assert (out / "note.md").is_symlink()


@pytest.mark.parametrize("link", ["hardlink_to", "symlink_to"])
def test_a_note_is_not_written_onto_a_source_however_it_is_named(tmp_path: Path, link: str) -> None:
    """By a hard link the source stays, since a file is replaced, not written into; by a symbolic one it is refused."""
    source = tmp_path / "a.md"
    source.write_text(SAID)
    getattr(tmp_path / "b.md", link)(source)
    assert main(["digest", str(source), "-o", str(tmp_path / "b.md")]) == 2
    assert brief(tmp_path) == 0
    getattr(tmp_path / "c.md", link)(tmp_path / "in" / "a.md")
    before = (tmp_path / "in" / "a.md").read_text()
    assert brief(tmp_path, "-o", str(tmp_path / "c.md")) == (0 if link == "hardlink_to" else 2)
    assert (tmp_path / "in" / "a.md").read_text() == before


def test_a_draft_is_private_where_its_target_is_and_gone_afterwards(tmp_path: Path) -> None:
    """The rights of a file that is replaced stay; a new one has those that the user's mask leaves."""
    target = tmp_path / "a.md"
    before = os.umask(0o027)
    try:
        write_whole(target, b"one")
        assert stat.S_IMODE(target.stat().st_mode) == 0o640
        target.chmod(0o600)
        write_whole(target, b"two")
    finally:
        os.umask(before)
    assert (stat.S_IMODE(target.stat().st_mode), target.read_bytes()) == (0o600, b"two")
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_that_was_planted_for_the_draft_is_not_followed(tmp_path: Path) -> None:
    """Its name cannot be known beforehand; what is there stays there."""
    (tmp_path / "private").write_text("mine")
    planted = tmp_path / f".assistant-{os.getpid()}.tmp"
    planted.symlink_to(tmp_path / "private")
    write_whole(tmp_path / "a.md", b"two")
    assert (tmp_path / "private").read_text() == "mine"
    assert planted.is_symlink()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("/dev/full", "No space left on device; choose another place"),
        ("n" * 300, "File name too long; choose another place"),
        ("no/where.md", "there is no folder"),
        ("a\0b.md", "is no name of a file; choose another"),
    ],
)
def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path, target: str, said: str) -> None:
    """A full device, a name that is none, a folder that is not there."""
    from assistant.cli.output import check_target, deliver

    with pytest.raises(UserError, match=said):
        check_target(tmp_path / target, form="md")
        deliver("text", tmp_path / target)
