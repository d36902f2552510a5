"""Suites: what a file may say, what is told of one that is wrong, and what its data leads to."""

import gzip
import json
from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.evaluate.records import Spec
from assistant.evaluate.suites import read_suites, sources, with_flags
from tests.eval_story import labelled_story

PART = "  - {name: small, kind: stories, data: [stories]}\n"


def suite(folder: Path, text: str) -> str:
    """A suite file with that text."""
    path = folder / "suite.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_suite_names_its_parts_and_what_they_are_held_against(tmp_path: Path) -> None:
    """Paths are taken from the suite's folder, wherever the command is run."""
    labelled_story(tmp_path / "stories")
    name = suite(tmp_path, f"title: Mine\nthresholds: t.toml\nbaseline: b.json\nparts:\n{PART}")
    read = read_suites([name])
    assert (read.title, read.thresholds, read.baseline) == ("Mine", str(tmp_path / "t.toml"), str(tmp_path / "b.json"))
    assert [path.name for path in sources(read.parts[0])] == ["lisk-closure"]
    assert read.parts[0].mode == "replay"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ":1: parts: is missing; add it"),
        ("parts: []", ":1: parts: names no part; add one with name, kind and data"),
        (f"colour: red\nparts:\n{PART}", ":1: colour: is not known here; the keys are parts, title"),
        ("parts:\n  - 3\n", ":2: parts[0]: must be a group of keys (name, kind, data"),
        (
            "parts:\n  - {name: x, kind: novels, data: [a]}\n",
            ":2: parts[0].kind: 'novels' is not known here",
        ),
        ("parts:\n  - {name: x, kind: qa, data: a}\n", ":2: parts[0].data: must be a list, is text"),
        ("parts:\n  - {name: x, kind: qa, data: []}\n", ":2: parts[0].data: names no file or folder"),
        ("parts:\n  - {name: x, kind: qa, data: [a], repeat: 0}\n", ":2: parts[0].repeat: must be above zero"),
        ("parts:\n  - {name: x, kind: qa, data: [a], sample: many}\n", "sample: must be a whole number, is 'many'"),
        ("parts:\n  - {kind: qa, data: [a]}\n", ":2: parts[0].name: is missing; add it"),
        ("parts:\n  - {name: x, kind: qa, data: [a], judge: m}\n", "parts[0].judge: a judge needs grades"),
        ("parts:\n  - {name: x, kind: qa, data: [a], temperature: 7}\n", "temperature: must be from 0 to 2"),
        ("parts: [\n", "is not YAML"),
        ("parts:\n  - {name: x, kind: qa, data: [a], where: b}\n", "parts[0].where: is not known here"),
    ],
)
def test_what_is_wrong_with_a_suite_is_told(tmp_path: Path, text: str, told: str) -> None:
    """One line names the file, the place in it, and what belongs there."""
    name = suite(tmp_path, text)
    with pytest.raises(UserError, match="^" + name.replace(".", r"\.")) as error:
        read_suites([name])
    assert told in str(error.value)


def test_every_problem_of_a_suite_is_told_at_once(tmp_path: Path) -> None:
    """Nobody mends one to be told of the next."""
    name = suite(tmp_path, "colour: red\nparts:\n  - {name: x, kind: novels, data: a, size: 3}\n")
    with pytest.raises(UserError) as error:
        read_suites([name])
    assert str(error.value).count("suite.yaml:") >= 4


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ({"text_a": "a", "text_b": "b", "label": "consistent"}, "pairs"),
        ({"question": "q", "answers": ["a"], "documents": []}, "qa"),
        ({"text": "t", "annotations": []}, "attributions"),
        ({"text": "t", "claims": []}, "claims"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_lines_of_data_tell_their_kind(tmp_path: Path, line: dict[str, object], kind: str, packed: bool) -> None:
    """A file of labelled lines is a suite by itself, packed or not."""
    path = tmp_path / ("data.jsonl.gz" if packed else "data.jsonl")
    text = json.dumps(line).encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    (part,) = read_suites([str(path)]).parts
    assert (part.kind, part.name) == (kind, "data")


def test_a_folder_of_stories_is_a_suite(tmp_path: Path) -> None:
    """A story folder too; what stands beside stories is none."""
    story = labelled_story(tmp_path / "stories")
    (story.parent / "about").mkdir()
    for name in (story, story.parent):
        (part,) = read_suites([str(name)]).parts
        assert [path.name for path in sources(part)] == ["lisk-closure"]


@pytest.mark.parametrize(("name", "told"), [("no.yaml", "is no suite"), ("x.jsonl", "its keys are of no kind of data")])
def test_what_is_no_suite_is_refused(tmp_path: Path, name: str, told: str) -> None:
    """With what would be one."""
    (tmp_path / "x.jsonl").write_text('{"a": 1}\n', encoding="utf-8")
    with pytest.raises(UserError, match=told):
        read_suites([str(tmp_path / name)])


def test_data_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """The suite and the name are in the line."""
    with pytest.raises(UserError, match=r"suite\.yaml: data 'gone' leads to nothing"):
        sources(Spec("x", "stories", ("gone",), where=str(tmp_path / "suite.yaml")))


def test_a_pattern_stands_for_what_it_matches(tmp_path: Path) -> None:
    """In order, each once."""
    for name in ("b", "a"):
        labelled_story(tmp_path / name)
    found = sources(Spec("x", "stories", ("*/lisk-closure", "a/lisk-closure"), where=str(tmp_path / "suite.yaml")))
    assert [path.parent.name for path in found] == ["a", "b"]


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    """Limits and earlier runs are found by the name of a part."""
    with pytest.raises(UserError, match="two parts are called 'small'"):
        read_suites([suite(tmp_path, f"parts:\n{PART}{PART}")])


def test_flags_stand_above_what_a_suite_says(tmp_path: Path) -> None:
    """What is not given stays."""
    read = read_suites([suite(tmp_path, "parts:\n  - {name: x, kind: qa, data: [a], repeat: 3, sample: 5}\n")])
    (part,) = with_flags(read, repeat=2, sample=None).parts
    assert (part.repeat, part.sample) == (2, 5)
