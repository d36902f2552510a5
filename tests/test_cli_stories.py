"""Stories on the command line: what is one story, what is a pile, and what is said of it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli_runner import messages, run
from tests.pile import LONE, pile
from tests.test_cli import NO_MODEL

FILES = [f"{event}-{n}.txt" for event in ("ferry", "museum", "vote") for n in range(3)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles in files, and the same pile as JSON lines."""
    (tmp_path / "files").mkdir()
    for article in (*pile(), LONE):
        header = f"{article.title}\n\nPublished in The {article.outlet}, {article.published}\n\n"
        (tmp_path / "files" / article.path).write_text(header + article.text + "\n", encoding="utf-8")
    lines = [json.dumps(asdict(article)) for article in (*pile(), LONE)]
    (tmp_path / "pile.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def made(folder: Path, *arguments: str) -> dict[str, Any]:
    """The JSON of a run that ends well."""
    done = run([*arguments, "--format", "json"], folder)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.mark.parametrize(
    ("paths", "sizes", "alone"),
    [
        (["files"], [3, 3, 3], 1),
        (["pile.jsonl"], [3, 3, 3], 1),
        (["files/ferry-0.txt", "files/vote-0.txt"], [2], 0),
        (["files/ferry-0.txt", "files/fair-0.txt", "--group"], [], 2),
        (["files", "--one-story"], [10], 0),
        (["files/fair-0.txt", "pile.jsonl"], [3, 3, 3, 2], 0),
        (["files/fair-0.txt"], [1], 0),
        (["files/fair-0.txt", "--group"], [1], 0),
    ],
)
@pytest.mark.parametrize("verb", ["compare", "brief"])
def test_what_is_one_story(verb: str, paths: list[str], sizes: list[int], alone: int, folder: Path) -> None:
    """Files named one by one are one story, a folder or a pile is grouped, and options have the last word."""
    result = made(folder, verb, *paths)
    assert [len(story["articles"]) for story in result["stories"]] == sizes
    assert len(result["alone"]) == alone


def test_the_list_of_stories(folder: Path) -> None:
    """`stories` lists what `brief` tells, in a form that its schema describes."""
    listed = made(folder, "stories", "pile.jsonl")
    jsonschema.validate(listed, json.loads(run(["schema", "stories"], folder).stdout))
    told = made(folder, "brief", "pile.jsonl")
    assert [story["articles"] for story in listed["stories"]] == [story["articles"] for story in told["stories"]]
    assert listed["stories"][0]["origins"][0] == {"articles": ["ferry-0"], "why": "", "copies": []}


@pytest.mark.parametrize(("form", "start"), [("md", "# 3 stories in 10 articles\n"), ("html", "<!DOCTYPE html>")])
def test_the_list_of_stories_to_read(form: str, start: str, folder: Path) -> None:
    """Each story has its title and its sources; what is alone stands apart; no engine is spoken of."""
    done = run(["stories", "files", "--format", form], folder)
    assert done.stdout.startswith(start)
    assert messages(done) == []
    assert done.stdout.index("toll road") < done.stdout.rindex("On their own") < done.stdout.rindex("Cheese fair")


def test_a_note_of_several_stories_begins_with_its_contents(folder: Path) -> None:
    """The editor sees first which stories there are, and is told how to take them as one."""
    done = run(["brief", "files"], folder)
    assert messages(done) == [NO_MODEL, "3 stories, 1 article alone; --one-story takes all as one"]
    headings = [line for line in done.stdout.splitlines() if line.startswith("# ")]
    assert headings[0] == "# 3 stories in 10 articles"
    assert headings[-1] == "# About these stories"
    assert len(headings) == 5
    contents = done.stdout.partition(headings[1])[0]
    assert all(heading.removeprefix("# ") in contents for heading in headings[1:-1])
    sources = done.stdout.partition("## Sources")[2]
    assert "cheese fair" not in sources.lower()


def test_batches_are_told_of_as_a_whole(folder: Path) -> None:
    """`--batch status` says that it takes no PATH, in place of passing over it."""
    for verb in ("status", "collect"):
        done = run(["digest", "files", "--batch", verb], folder)
        assert done.returncode == 2
        assert messages(done)[0] == f"--batch {verb} tells of every batch; leave out PATH and --output"
