"""Labels are read from YAML and JSON, and all that is wrong with their shape is told at once."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from assistant.errors import UserError
from assistant.evaluate.labels.gold import GoldPoint, GoldPosition
from assistant.evaluate.labels.reading import NAMES, read_gold, read_labels, schema
from tests.cli_runner import ROOT, run
from tests.labelled_story import GOLD, spoiled, written

BARE = """{"story": "ferry", "key_points": [{"article": "a.txt", "points": ["It sails.", {"text": "It is late."}]}],
"single_source": [{"article": "a.txt", "fact": "It is blue.", "quote": "blue"}],
"discrepancies": [{"id": "d", "question": "How many?", "kind": "number", "verdict": "disputed", "why": null,
"within_one_article": true, "positions": [{"article": "a.txt", "quote": "said \\ud83d\\ude00 8", "value": 8}]}]}"""


def told(gold: str, folder: Path, name: str = "gold.yaml") -> list[str]:
    """What is wrong with the shape of labels, without the folder."""
    labels = read_labels(written(folder, gold, name))
    return [str(labels.written.flaw(*each)).removeprefix(f"{folder}/") for each in labels.told]


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_read_under_each_name(name: str, tmp_path: Path) -> None:
    """YAML under two names, and JSON, give the same records."""
    text = json.dumps(yaml.safe_load(GOLD)) if name.endswith(".json") else GOLD
    gold = read_gold(written(tmp_path, text, name).parent)
    assert gold.discrepancies[0].positions[1] == GoldPosition("shore.md", "carried 241 passengers to Orrin", "241")
    assert [len(part) for part in (gold.distractors, gold.agreements, gold.single_source, gold.qa)] == [1, 1, 1, 4]
    assert gold.key_points[1].points == (GoldPoint("The ferry sails again."),)
    assert gold.claims[0].claims[0].speaker == "Ilva Tosk"


def test_json_as_others_write_it_is_read(tmp_path: Path) -> None:
    """Points as text, ids left out, null for what is not said, numbers, and escapes that YAML does not know."""
    gold = read_gold(written(tmp_path, BARE, "gold.json").parent)
    assert [point.text for point in gold.key_points[0].points] == ["It sails.", "It is late."]
    assert gold.single_source[0].id == gold.discrepancies[0].why == ""
    assert gold.discrepancies[0].positions[0] == GoldPosition("a.txt", "said 😀 8", "8")
    assert gold.discrepancies[0].within_one_article


def test_words_are_text_as_they_are_written(tmp_path: Path) -> None:
    """What YAML would take for a number, a truth or a date is what the labeller wrote."""
    gold = read_gold(
        written(tmp_path, spoiled('values: ["6 crowns", "six crowns"]', "values: [010, yes, 2031-05-04]")).parent
    )
    assert gold.qa[0].values == ("010", "yes", "2031-05-04")


SHAPES = [
    ("story: ferry", "stroy: ferry", ["gold.yaml:1: story: is missing",
     "gold.yaml:1: stroy: is not known here; write story"]),
    ("    kind: number", "    kind: amount",
     ["gold.yaml:6: discrepancies[0].kind: 'amount' is not known here; say one of number,"]),
    ('value: "241"}', 'valeu: "241"}', ["gold.yaml:11: discrepancies[0].positions[1].value: is missing",
                                        "gold.yaml:11: discrepancies[0].positions[1].valeu: is not known here"]),
    ("labelled: by reading", "labelled: by reading\nzzz: 1",
     ["gold.yaml:3: zzz: is not known here; the keys are story, "]),
    ("labelled: by reading", "labelled: [by, reading]", ["gold.yaml:2: labelled: must be text, is a list"]),
    ("labelled: by reading", "labelled: a\nlabelled: b", ["gold.yaml:3: labelled: is given twice; keep one"]),
    ('must_quote: ["', 'must_quote: "', ["gold.yaml:34: is not YAML"]),
    ("points: [The ferry sails again.]", "points: The ferry sails again.",
     ["gold.yaml:36: key_points[1].points: must be a list, is text"]),
    ("    severity: major", "    severity: major\n    within_one_article: perhaps",
     ["gold.yaml:9: discrepancies[0].within_one_article: must be true or false, is text"]),
    ("story: ferry\nlabelled: by reading", "story: &x ferry\nlabelled: *x", ["gold.yaml:2: labelled: is an alias"]),
    ("agreements:", "agreements:\n  - a fact",
     ["gold.yaml:23: agreements[0]: must be a group of keys (id, fact, support), is text"]),
    ("values: []\n", "values: \n", []),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), SHAPES)
def test_each_mistake_of_shape_is_told_with_its_line(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    """File, line, place, what is wrong and what to do."""
    found = told(spoiled(old, new), tmp_path)
    for line in expected:
        assert [each for each in found if each.startswith(line)], found
    assert bool(found) == bool(expected)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Nobody mends a file one line a run; a reader that needs labels names the first and how many more."""
    gold = GOLD.replace("kind: number", "kind: amount").replace("type: ", "typ: ").replace("fact:", "facts:")
    found = told(gold, tmp_path)
    assert len(found) == 2 + 2 * 4 + 2 * 2
    with pytest.raises(UserError, match=rf"gold\.yaml:6: .*amount.*and {len(found) - 1} more: assistant eval lint"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("gold.yaml", "story: [", "gold.yaml:1: is not YAML"),
        ("gold.yaml", "a: 1\n---\nb: 2\n", "gold.yaml:2: is not YAML"),
        ("gold.yaml", "[" * 5000, "is nested too deeply"),
        ("gold.yaml", "- story", "gold.yaml:1: must be a group of keys"),
        ("gold.yaml", "", "gold.yaml:1: story: is missing"),
        ("gold.yaml", "story: &a [*a]", "is an alias"),
        ("gold.json", '{"story": "a",\n}', "gold.json:2: is not JSON"),
        ("gold.json", '{"story": "a",\n"qa": [{}]}', "gold.json:2: qa[0].id: is missing"),
        ("gold.json", '{"$schema": "x", "story": true}', "gold.json:1: story: must be text, is true or false"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_labels_is_told(name: str, text: str, expected: str, tmp_path: Path) -> None:
    """Broken YAML and JSON, other data, loops and heaps of brackets end in a line, not in a traceback."""
    found = told(text, tmp_path, name)
    assert [line for line in found if expected in line], found


def test_labels_that_are_not_there_are_told(tmp_path: Path) -> None:
    """A folder without labels, one with two files of them, and one that is not UTF-8."""
    with pytest.raises(UserError, match=r"holds no labels; write them in .*gold\.yaml"):
        read_gold(tmp_path)
    written(tmp_path)
    (tmp_path / "gold.yml").write_bytes(b"story: \xff")
    with pytest.raises(UserError, match=r"holds gold\.yaml and gold\.yml; keep one"):
        read_gold(tmp_path)
    (tmp_path / "gold.yaml").unlink()
    with pytest.raises(UserError, match="not UTF-8"):
        read_gold(tmp_path)


def test_the_schema_for_editors_is_that_of_the_records(tmp_path: Path) -> None:
    """`assistant schema gold > evals/gold.schema.json` writes it."""
    kept = (ROOT / "evals" / "gold.schema.json").read_text(encoding="utf-8")
    assert json.loads(kept) == schema()
    assert run(["schema", "gold"], tmp_path).stdout == kept
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    ("old", "new", "fits"),
    [
        ("story: ferry", "story: ferry", True),
        ("story: ferry", "$schema: x\nstory: ferry", True),
        ("story: ferry", "stroy: ferry", False),
        ("    kind: number", "    kind: amount", False),
        ('value: "241"}', 'value: "241", note: x}', False),
        ("points: [The ferry sails again.]", "points: [[The ferry]]", False),
        ("type: single", "type: simple", False),
    ],
)
def test_an_editor_marks_what_the_reader_refuses(old: str, new: str, fits: bool, tmp_path: Path) -> None:
    """The schema and the reader agree on keys and choices."""
    gold = spoiled(old, new)
    assert jsonschema.Draft202012Validator(schema()).is_valid(yaml.safe_load(gold)) is fits
    assert (told(gold, tmp_path) == []) is fits


def test_every_key_of_labels_is_documented() -> None:
    """A labeller finds each key, and each word that may be chosen, on the page about labels."""
    page = (ROOT / "docs" / "labels.md").read_text(encoding="utf-8")
    described = schema()
    keys = [
        properties
        for record in (described, *described["$defs"].values())
        for properties in record["properties"].items()
    ]
    words = {key for key, _ in keys} | {choice for _, value in keys for choice in value.get("enum", ())}
    assert len(words) > 40
    assert not {word for word in words if f"`{word}`" not in page}
