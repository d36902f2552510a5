"""`assistant eval lint`: each rule fires where it should, and keeps quiet where it should."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from assistant.evaluate.labels.agree import other_number, stands
from assistant.evaluate.labels.lint import lint
from assistant.evaluate.labels.reading import NAMES
from tests.cli_runner import ROOT, Inside, messages
from tests.labelled_story import GOLD, spoiled, written

TWO = '      - {article: tidings.txt, quote: "said its captain, Ilva Tosk"}\n'
CLAIMS = GOLD[GOLD.index("claims:\n  - article: tidings") :]

WRONG = [
    ("    fact: Ilva Tosk is the captain.", "    fact: ''", "agreements[0].fact: is empty"),
    ('must_quote: ["Nobody was hurt, the harbour office said."]', 'must_quote: [""]',
     "key_points[0].must_quote[0]: is empty"),
    ("article: shore.md, quote: \"carried", "article: shor.md, quote: \"carried",
     "discrepancies[0].positions[1].article: there is no article shor.md here; name one of shore.md, tidings.txt"),
    ("  - article: shore.md\n    points", "  - article: NOTES.md\n    points",
     "key_points[1].article: there is no article NOTES.md"),
    ('quote: "carried 241 passengers to Orrin"', 'quote: "brought 241 passengers to Orrin"',
     'discrepancies[0].positions[1].quote: these words are not in shore.md; quote it letter for letter; the nearest'),
    ('quote: "carried 241 passengers to Orrin"', 'quote: "Nobody was hurt"',
     "they are in tidings.txt: name that article"),
    ('quote: "carried 241 passengers to Orrin"', 'quote: "zzz qqq xxx"',
     "these words are not in shore.md; quote its own words"),
    ('quote: "The crossing is 38 km long"', 'quote: "The crossing is 38 km long. Nobody was hurt"',
     "distractors[0].positions[0].quote: goes over the end of a paragraph"),
    ('must_quote: ["Nobody was hurt', 'must_quote: ["No one was hurt',
     "key_points[0].must_quote[0]: these words are not in"),
    ('text: "The ferry sails again.", quote: "The ferry Marisol took', 'text: "x", quote: "The ferry Marisol brought',
     "key_points[0].points[0].quote: these words are not in tidings.txt"),
    ("id: f-x1", "id: f-d1", "distractors[0].id: 'f-d1' is the id of discrepancies[0] already"),
    ('      - {article: shore.md, quote: "carried 241 passengers to Orrin", value: "241"}\n', "",
     "discrepancies[0].positions: needs at least two positions"),
    ('{article: shore.md, quote: "carried 241 passengers to Orrin", value: "241"}',
     '{article: tidings.txt, quote: "Nobody was hurt", value: "none"}',
     "discrepancies[0].positions: are all of one article"),
    ("verdict: contradiction", "verdict: compatible",
     "compatible is no verdict of discrepancies; move it to distractors"),
    ("verdict: compatible", "verdict: superseded", "superseded is no verdict of distractors; move it to discrepancies"),
    ("    why: 38 km is 23.6 miles\n", "", "distractors[0].why: is missing; say in a few words why"),
    ('value: "241"}', 'value: "214"}', "discrepancies[0].positions[1].value: the quote has another number than 214"),
    ('      - {article: tidings.txt, quote: "its captain, Ilva Tosk"}\n', "",
     "agreements[0].support: needs two articles"),
    ('values: ["6 crowns", "six crowns"]', "values: []", "qa[0].values: is missing"),
    ('    evidence:\n      - {article: shore.md, quote: "A ticket costs 6 crowns."}', "    evidence: []",
     "qa[0].evidence: is missing"),
    ('values: ["6 crowns", "six crowns"]', 'values: ["8 crowns", "six crowns"]',
     "qa[0].values[0]: evidence and answer have other numbers than 8"),
    ('values: ["Ilva Tosk", "Captain Tosk"]', 'values: ["Ivla Tosk"]',
     "qa[1].values: none of them stands in the evidence"),
    (TWO, "", "qa[1].evidence: a multi question rests on several articles"),
    ('values: ["214", "241"]', 'values: ["214"]', "qa[2].values: a disputed question needs a value for each side"),
    ('values: ["214", "241"]', 'values: ["214", "251"]',
     "qa[2].values[1]: evidence and answer have other numbers than 251"),
    ('      - {article: tidings.txt, quote: "took 214 passengers"}\n', "",
     "qa[2].evidence: a disputed question needs the words of"),
    ("values: []", "values: [Holm]", "qa[3].values: an unanswerable question has none"),
    ("evidence: []", 'evidence: [{article: shore.md, quote: "the Marisol"}]',
     "qa[3].evidence: an unanswerable question has none"),
    ("  - article: shore.md\n    points", "  - article: tidings.txt\n    points",
     "key_points[1].article: tidings.txt has an entry"),
    ("  - article: shore.md\n    claims", "  - article: tidings.txt\n    claims",
     "claims[1].article: tidings.txt has an entry"),
]  # fmt: skip

FINE = [
    ("story: ferry", "story: ferry"),
    ('quote: "carried 241 passengers to Orrin"', 'quote: "On Sunday the Marisol carried 241 passengers to Orrin."'),
    ('quote: "A ticket costs 6 crowns."}\n  - id', 'quote: "called it \\"a good day\\""}\n  - id'),
    ("verdict: contradiction", "verdict: superseded"),
    ("verdict: compatible", "verdict: differing_scope"),
    ('{article: shore.md, quote: "carried 241 passengers to Orrin", value: "241"}\n',
     '{article: tidings.txt, quote: "Nobody was hurt", value: "none"}\n    within_one_article: true\n'),
    ('value: "241"}', 'value: "241 (Sunday, 4 May)"}'),
    ('value: "38 km"', 'value: "about 38 kilometres"'),
    ("id: f-s1, ", ""),
    ('values: ["6 crowns", "six crowns"]', 'values: ["six crowns"]'),
    ('values: ["Ilva Tosk", "Captain Tosk"]', 'values: ["ilva tosk", "Mrs Tosk"]'),
    ("    answer: not stated\n", "    answer: none of them says\n"),
]  # fmt: skip


def problems(gold: str, folder: Path) -> list[str]:
    """The lines that ask for mending."""
    return [str(flaw) for flaw in lint(written(folder, gold)) if not flaw.note]


@pytest.mark.parametrize(("old", "new", "expected"), WRONG, ids=[case[2][:60] for case in WRONG])
def test_what_is_wrong_is_told_once_and_with_its_line(old: str, new: str, expected: str, tmp_path: Path) -> None:
    """Each rule fires, on the line that was spoiled, and no other rule does in its place."""
    gold = spoiled(old, new)
    found = problems(gold, tmp_path)
    assert len([line for line in found if expected in line]) == 1, found
    assert all(re.match(rf"{re.escape(str(tmp_path))}/gold\.yaml:\d+: \w", line) for line in found)
    if new:
        place = next(int(line.split(":")[1]) for line in found if expected in line)
        assert (
            new.splitlines()[0] in gold.splitlines()[place - 1]
            or old.splitlines()[0] not in GOLD.splitlines()[place - 1]
        )


@pytest.mark.parametrize(("old", "new"), FINE)
def test_what_is_right_is_let_through(old: str, new: str, tmp_path: Path) -> None:
    """Longer quotes, other marks around words, numbers in words or other units, remarks and several ways of wording."""
    gold = spoiled(old, new)
    if "good day" in new:
        gold = gold.replace(
            'answer: 6 crowns\n    values: ["6 crowns", "six crowns"]', 'answer: good\n    values: ["a good day"]'
        )
    assert problems(gold, tmp_path) == []


NOTED = [
    (CLAIMS, "", ["claims: note: none for shore.md, tidings.txt"]),
    (CLAIMS[CLAIMS.index("  - article: shore") :], "", ["claims: note: none for shore.md;"]),
    ("verdict: contradiction", "verdict: differing_scope", ["discrepancies[0].verdict: note: differing_scope"]),
    (GOLD[GOLD.index("qa:") : GOLD.index("claims:\n  - article: tidings")], "", ["qa: note: no questions"]),
    ("story: ferry", "story: ferry", []),
]


@pytest.mark.parametrize(("old", "new", "expected"), NOTED)
def test_what_is_not_complete_is_noted(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    """Labels may be made step by step: what is missing yet is told, and is no mistake."""
    found = lint(written(tmp_path, spoiled(old, new)))
    assert all(flaw.note for flaw in found)
    assert len(found) == len(expected)
    assert all(line in str(flaw) for line, flaw in zip(expected, found, strict=True))


@pytest.mark.parametrize(
    ("value", "quote", "other"),
    [
        ("1,208", "tracked 1,280 fish over eight years", "1,208"),
        ("1,280", "tracked 1,280 fish over eight years", ""),
        ("8 years", "tracked 1,280 fish over eight years", ""),
        ("6 years", "tracked 1,280 fish over eight years", "6"),
        ("7", "signed nine agreements on Tuesday", "7"),
        ("38 km", "about 24 miles to the north", ""),
        ("38 km", "about 30 miles to the north", "38"),
        ("412 m", "At 412 metres it is no giant", ""),
        ("417 m", "At 412 metres it is no giant", "417 m"),
        ("21,350", "carried 21,530 vehicles", "21,350"),
        ("2 (Holm and Tosk)", "Ada Holm, 43, and Ilva Tosk, 51, were there", ""),
        ("57 (Holm)", "Ada Holm, 43, and Ilva Tosk, 51, were there", "57"),
        ("yes (28 October)", "lodged on Thursday 23 October", ""),
        ("9 March 2031", "They meet on 9 March", ""),
        ("yes on 3 March", "signed seven papers on Tuesday", ""),
        ("19 March 2031", "They meet on 9 March 2031", "19"),
        ("4 May 2031", "it began at 11am", ""),
        ("2-1", "Kelder beat Astin 2-1", ""),
        ("3-1", "Kelder beat Astin 2-1", "3"),
        ("from 35 minutes to about 4", "the trip has taken 35", ""),
        ("Ilva Tosk", "Ilva Tosk, 51", ""),
        ("two: Holm and Tosk", "the one that Holm and Tosk signed", ""),
        ("75 %", "The state paid three quarters", ""),
        ("70 %", "The state paid three quarters", "70"),
        ("6.1%", "a rate of 6.1 per cent", ""),
        ("6.1%", "a rate of 6.4 per cent", "6.1"),
        ("118 million", "cost 118.4 million crowns", ""),
        ("23 votes", "won by 1,473 to 1,450", ""),
        ("24 votes", "won by 1,473 to 1,450", "24"),
        ("60%", "Six in ten took part", ""),
        ("70%", "Six in ten took part", "70"),
        ("40", "nobody counted them", ""),
    ],
)
def test_numbers_of_a_value_and_of_its_quote(value: str, quote: str, other: str) -> None:
    """Words, units and rounding carry a number; only another number in its place is a mistake."""
    assert other_number(value, quote) == other


@pytest.mark.parametrize(
    ("value", "text", "found"),
    [
        ("Ilva Tosk", "said ILVA TOSK on Monday", True),
        ("Tosk", "said Toskana", False),
        ("it’s late", "he said it's late", True),
        ("8", "it took eight days", True),
        ("1208", "1,208 fish", True),
        ("1,208 fish", "they saw 1,208 of the fish", True),
        ("1,209", "1,208 fish", False),
        ("Tosk, 51", "Tosk was 51", True),
        ("Ivla", "Ilva Tosk", False),
        ("", "anything", False),
    ],
)
def test_a_value_stands_in_words(value: str, text: str, found: bool) -> None:
    """As words in a row, or by its numbers."""
    assert stands(value, ["nothing", text]) is found


def test_the_command_ends_with_0_1_or_2(tmp_path: Path, inside: Inside) -> None:
    """0 clean, 1 something to mend, 2 nothing to check; a folder of stories, a story or a file can be named."""
    stories = tmp_path / "corpus"
    stories.mkdir()
    empty = inside(["eval", "lint"])
    assert (empty.returncode, empty.stdout) == (2, "")
    assert messages(empty) == [
        "corpus: holds no gold.yaml; write one (docs/labels.md says how), or name a folder of stories"
    ]
    good = written(stories / "good")
    clean = inside(["eval", "lint"])
    assert (clean.returncode, clean.stdout, messages(clean)) == (0, "", ["1 file checked, no problems, no notes"])
    bad = written(stories / "bad", spoiled('value: "241"}', 'value: "214"}').replace(CLAIMS, ""), "gold.yml")
    for path in ("corpus", "corpus/bad", str(bad.relative_to(tmp_path))):
        done = inside(["eval", "lint", path])
        assert (done.returncode, len(done.stdout.splitlines())) == (1, 2)
        assert "corpus/bad/gold.yml:11: discrepancies[0].positions[1].value: the quote has" in done.stdout
        assert messages(done)[0].endswith("checked, 1 problem, 1 note")
    quiet = inside(["eval", "lint", "--quiet", bad, good])
    assert (quiet.returncode, len(quiet.stdout.splitlines()), quiet.stderr) == (1, 1, "")


def test_a_path_that_holds_no_labels_is_told(tmp_path: Path, inside: Inside) -> None:
    """A path that is not there, and a file of another kind."""
    written(tmp_path)
    assert "no such file or folder" in messages(inside(["eval", "lint", "nowhere"]))[0]
    wrong = inside(["eval", "lint", "tidings.txt"])
    assert (wrong.returncode, messages(wrong)[0].partition(":")[0]) == (2, "tidings.txt")


def test_what_is_misshapen_is_not_told_twice(tmp_path: Path) -> None:
    """A missing key is one problem; the rules that would need it keep quiet, the others go on."""
    gold = spoiled('quote: "carried 241 passengers to Orrin", ', "").replace("    why: 38 km is 23.6 miles\n", "")
    found = problems(gold, tmp_path)
    assert [line.split(": ")[1] for line in found] == ["discrepancies[0].positions[1].quote", "distractors[0].why"]


def test_labels_without_articles_are_told(tmp_path: Path) -> None:
    """Somebody moved them away from their story."""
    (tmp_path / "gold.yaml").write_text(GOLD, encoding="utf-8")
    found = [str(flaw) for flaw in lint(tmp_path / "gold.yaml") if not flaw.note]
    assert found
    assert all(line.endswith("here; put it beside this file") for line in found)


def test_two_files_of_labels_in_a_folder_are_told(tmp_path: Path, inside: Inside) -> None:
    """Which of them counts could not be told."""
    written(tmp_path)
    written(tmp_path, name="gold.yml")
    assert inside(["eval", "lint", "."]).stdout.count("is in the folder too; keep one") == 2


def test_the_hook_stops_a_commit_of_bad_labels(tmp_path: Path, inside: Inside) -> None:
    """The entry that pre-commit runs, with the names of the files that it matches."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "assistant-eval-lint"
    assert all(re.search(hook["files"], name) for name in (*NAMES, f"corpus/ferry/{NAMES[0]}"))
    assert not re.search(hook["files"], "corpus/ferry/marigold.yaml")
    command, *arguments = shlex.split(hook["entry"])
    assert command == "assistant"
    good, bad = written(tmp_path / "good"), written(tmp_path / "bad", spoiled("type: single", "type: simple"))
    assert inside([*arguments, good]).returncode == 0
    assert inside([*arguments, good, bad]).returncode == 1
