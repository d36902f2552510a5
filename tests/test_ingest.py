"""The one door: which files are read, under which names, and what is told of the rest."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.ingest import read, supported
from assistant.schema import Reading

FIRST = "The ferry Astrid sank off Marlow on Friday, and three of her passengers are missing."
SECOND = "Rescuers pulled 28 people from the water before the light failed, the harbour office said."


def ids(reading: Reading) -> list[str]:
    """The ids of a reading's articles."""
    return [article.id for article in reading.articles]


def told(reading: Reading) -> list[tuple[str, str]]:
    """The problems of a reading as pairs."""
    return [(problem.where, problem.reason) for problem in reading.problems]


def test_importing_the_door_loads_no_parser() -> None:
    """A command that reads nothing does not wait for libraries."""
    heavy = "trafilatura pypdf docx feedparser lxml yaml charset_normalizer wordfreq".split()
    code = f"import sys, assistant.ingest; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_folder_is_read_in_order_without_notes_and_hidden_files(tmp_path: Path) -> None:
    """Notes about a folder are not articles of it; what is skipped is told in one line."""
    (tmp_path / "b" / ".git").mkdir(parents=True)
    for name in ("b/two.txt", "a.txt", "b/.hidden.txt", "b/.git/x.txt", "README.md", "b/gold.yaml", "gold.yml"):
        (tmp_path / name).write_text(f"{FIRST} {name}")
    (tmp_path / "NOTES.md").write_text(f"---\nkind: notes\n---\n{FIRST}")
    (tmp_path / "gold.json").write_text('{"story": "a ferry", "qa": []}')
    for name in ("map.png", "b/all.zip", "Makefile"):
        (tmp_path / name).write_text("x")
    reading = read(tmp_path)
    assert [article.path for article in reading.articles] == [f"{tmp_path}/a.txt", f"{tmp_path}/b/two.txt"]
    assert told(reading) == [(str(tmp_path), "3 files skipped: unsupported type (.png, .zip, no suffix)")]


@pytest.mark.parametrize("name", ["gold.yaml", "gold.yml", "GOLD.YAML", "gold.json"])
def test_labels_are_passed_over_when_they_are_named_too(tmp_path: Path, name: str) -> None:
    """A shell names every file of a story for `story/*`."""
    text = '{"story": "a ferry", "claims": []}' if name == "gold.json" else "# labels\nstory: a ferry\n\nqa: []\n"
    (tmp_path / name).write_text(text)
    (tmp_path / "a.txt").write_text(FIRST)
    reading = read(tmp_path / "a.txt", tmp_path / name)
    assert [Path(article.path).name for article in reading.articles] == ["a.txt"]
    assert told(reading) == []


@pytest.mark.parametrize("name", ["gold.json", "gold.yaml", "gold.txt", "golden.md", "gold-2025.json"])
def test_an_article_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    """Labels are told from articles by what they hold; a report on gold is a report."""
    text = json.dumps([{"title": "Gold dearer", "text": FIRST}]) if name.endswith(".json") else FIRST
    (tmp_path / name).write_text(text)
    reading = read(tmp_path / name)
    assert [article.path for article in reading.articles] == [f"{tmp_path}/{name}"]
    assert told(reading) == []


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    """A folder without articles was surely meant to have some."""
    assert told(read(tmp_path)) == [(str(tmp_path), "holds no articles; name a folder with articles")]


def test_links_in_a_circle_end_and_those_out_of_the_folder_are_told(tmp_path: Path) -> None:
    """A link within the folder is followed; what one outside shows was not named, and may be anybody's."""
    inner, outside = tmp_path / "top" / "inner", tmp_path / "outside"
    inner.mkdir(parents=True)
    outside.mkdir()
    (inner / "a.txt").write_text(FIRST)
    (tmp_path / "top" / ".kept").write_text(SECOND)
    (outside / "b.txt").write_text(SECOND)
    (inner / "up").symlink_to(tmp_path / "top")
    (inner / "self.txt").symlink_to(inner / "self.txt")
    (inner / "c.txt").symlink_to(tmp_path / "top" / ".kept")
    (inner / "out").symlink_to(outside)
    (inner / "passwd.txt").symlink_to("/etc/passwd")
    reading = read(tmp_path / "top")
    assert ids(reading) == ["a", "c"]
    said = "2 links lead out of this folder, not followed (out); name what is meant"
    loop = "cannot be read (Too many levels of symbolic links); check the path"
    assert told(reading) == [(f"{inner}/self.txt", loop), (f"{tmp_path}/top", said)]
    assert ids(read(inner / "out", tmp_path / "top")) == ["b", "a", "c"]  # a link that is named is followed


def test_a_file_is_read_once_however_it_is_named(tmp_path: Path) -> None:
    """Named twice, by a link, or through its folder, it is one source."""
    path = tmp_path / "a.txt"
    path.write_text(FIRST)
    (tmp_path / "link.txt").symlink_to(path)
    assert ids(read(path, str(path), tmp_path)) == ["a"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ferry Sinks (2).txt", "ferry-sinks-2"),
        ("Zürich.txt", "zurich"),
        ("паром.txt", "article"),
        ("x" * 60 + ".txt", "x" * 40),
        ("no-suffix", "no-suffix"),
        ("story.log", "story"),
    ],
)
def test_an_id_is_the_name_made_plain(tmp_path: Path, name: str, expected: str) -> None:
    """Lowercase letters, digits and hyphens, forty at most."""
    (tmp_path / name).write_text(FIRST)
    assert ids(read(tmp_path / name)) == [expected]


def test_equal_names_get_a_hash_that_does_not_depend_on_order(tmp_path: Path) -> None:
    """Each of the colliding articles keeps its id when they are named in another order."""
    for folder, text in (("one", FIRST), ("two", SECOND)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "fox.txt").write_text(text)
    forward, back = read(tmp_path / "one", tmp_path / "two"), read(tmp_path / "two", tmp_path / "one")
    assert all(name.startswith("fox-") and len(name) == 10 for name in ids(forward))
    assert ids(forward) == ids(back)[::-1]


def test_the_very_same_article_twice_is_numbered(tmp_path: Path) -> None:
    """Ids stay distinct even when path and text are equal."""
    path = tmp_path / "all.jsonl"
    path.write_text('{"id": "a", "text": "One word."}\n' * 3)
    first, second, third = ids(read(path))
    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """A missing file, a pipe and a strange name are problems beside the articles."""
    (tmp_path / "a.txt").write_text(FIRST)
    os.mkfifo(tmp_path / "pipe.txt")
    reading = read(tmp_path / "none.txt", tmp_path / "pipe.txt", "a\0b", "x" * 5000, tmp_path / "a.txt")
    assert ids(reading) == ["a"]
    missing, pipe, nul, long = (why for _, why in told(reading))
    assert missing == "no such file; check the path"
    assert pipe.startswith("not a regular file")
    assert nul.startswith("cannot be read") and long.startswith("cannot be read")


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    """Only regular files are opened."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert told(read(tmp_path))[0][1].startswith("not a regular file")


def test_a_name_that_is_no_text_can_still_be_written_out(tmp_path: Path) -> None:
    """A path with undecodable bytes does not break the output later."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).write_text(FIRST)
    (article,) = read(path).articles
    assert article.path.encode()


def test_a_text_given_as_standard_input_twice_is_read_once() -> None:
    """The stream has only one content."""
    reading = read("-", "-", stdin=io.BytesIO(FIRST.encode()))
    assert ids(reading) == ["stdin"]


def test_reading_nothing_is_a_mistake_of_usage() -> None:
    """Without a source there is nothing to report on."""
    with pytest.raises(UserError, match="nothing to read"):
        read()


def test_the_supported_suffixes_are_offered() -> None:
    """The help of the command line can list them."""
    assert {".txt", ".md", ".html", ".pdf", ".docx", ".xml", ".jsonl", ".json"} <= set(supported)
