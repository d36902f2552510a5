"""`assistant check` from outside: streams, exit codes, pairs line by line, a dry run."""

import gzip
import json
from pathlib import Path

import docx
import jsonschema
import pytest

from assistant.check.pairs import Row, rows
from assistant.checked import Check
from assistant.cli.check import _spelled
from assistant.render import render
from assistant.render.json import load
from assistant.schema import Problem
from tests.cli_runner import LIMIT_SECONDS, ONE, TWO, messages, run, start
from tests.loopback import Loopback, honest

GOOD = "The bridge over the Lisk closed on Friday."
BAD = "The flood killed 40 people in the valley."
GONE = "Tom Brack resigned in Kelder."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles on one flood, and drafts with nothing, something and something worse to find."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "sources" / "two.txt").write_text(TWO, encoding="utf-8")
    for name, text in {"good": GOOD, "gone": f"{GOOD} {GONE}", "bad": f"{GOOD} {GONE} {BAD}"}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def _pairs(folder: Path, *lines: str, name: str = "pairs.jsonl") -> Path:
    path = folder / name
    data = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def _line(id: str, draft: str, source: str = ONE) -> str:
    return json.dumps({"id": id, "text_a": source, "text_b": draft, "label": "ignored"})


@pytest.mark.parametrize(
    ("draft", "fail_on", "code"),
    [
        ("good", "unsupported", 0),
        ("gone", "contradicted", 0),
        ("gone", "unsupported", 1),
        ("bad", "contradicted", 1),
        ("bad", "unsupported", 1),
        ("bad", "", 0),
    ],
)
def test_fail_on_sets_the_exit_code(draft: str, fail_on: str, code: int, folder: Path) -> None:
    """What is named, or worse, fails the check; the result is written all the same."""
    more = ["--fail-on", fail_on] if fail_on else []
    done = run(["check", f"{draft}.txt", "--against", "sources", *more, "--quiet"], folder)
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.startswith("# Check\n") and GOOD in done.stdout


def test_the_note_gives_counts_marks_reasons_and_quotes(folder: Path) -> None:
    """An editor sees what to look at, and the words."""
    said = run(["check", "bad.txt", "--against", "sources/one.txt", "--quiet"], folder).stdout
    assert "**3 sentences: 1 contradicted, 1 unsupported, 1 supported**" in said
    assert f"- ✗ **contradicted**: {BAD}" in said
    assert (
        "19" in said and "“The flood killed 19 people in the valley.” (The Northern Observer, 8 November 2025)" in said
    )


def test_json_satisfies_the_printed_schema_and_reads_back(folder: Path) -> None:
    """Offsets are those of the draft's text, quotes those of their articles."""
    schema = json.loads(run(["schema", "check"], folder).stdout)
    done = run(["check", "bad.txt", "--against", "sources", "--format", "json", "--quiet"], folder)
    made = json.loads(done.stdout)
    jsonschema.validate(made, schema)
    assert set(made) == {"sentences", "summary", "articles", "run"}
    draft = (folder / "bad.txt").read_text(encoding="utf-8")
    assert [s["text"] for s in made["sentences"]] == [draft[s["start"] : s["end"]] for s in made["sentences"]]
    assert set(made["sentences"][0]) == {"text", "start", "end", "verdict", "why", "evidence"}
    assert made["summary"]["verdict"] == "contradicted"
    assert ">✗ contradicted</p>" in render(load(done.stdout, Check), "html")


def test_many_paths_stand_behind_one_against(folder: Path) -> None:
    """As a shell's star gives them, before or after the draft's own options."""
    made = run(["check", "good.txt", "--against", "sources/one.txt", "sources/two.txt", "-q", "-f", "json"], folder)
    assert len(json.loads(made.stdout)["articles"]) == 2


@pytest.mark.parametrize(
    ("given", "spelled"),
    [
        ("d --against a b -q", "d --against a --against b -q"),
        ("--against a -q d", "--against a -q d"),
        ("d --against - b", "d --against - --against b"),
        ("d --against=a", "d --against=a"),
        ("d --against", "d --against"),
    ],
)
def test_against_takes_every_path_up_to_the_next_option(given: str, spelled: str) -> None:
    """Each path is named for itself."""
    assert _spelled(given.split()) == spelled.split()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["check"], "name a DRAFT"),
        (["check", "good.txt"], "name a DRAFT"),
        (["check", "good.txt", "--pairs", "x.jsonl"], "leave out DRAFT"),
        (["check", "none.txt", "--against", "sources"], "none.txt"),
        (["check", "-", "--against", "-"], "not both"),
        (["check", "sources", "--against", "sources"], "holds 2 texts"),
        (["check", "good.txt", "--against", "none.txt"], "nothing could be read"),
        (["check", "good.txt", "--against", "sources", "-o", "good.txt"], "also read as a source"),
        (["check", "--pairs", "none.jsonl"], "--pairs none.jsonl"),
        (["check", "--pairs", "good.txt", "-f", "html"], "md or json"),
        (["check", "--pairs", "good.txt"], "no pair could be read"),
    ],
)
def test_what_the_user_can_mend_is_told(arguments: list[str], reason: str, folder: Path) -> None:
    """Exit code 2 and nothing on standard output."""
    done = run([*arguments, "--quiet"], folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert any(reason in line for line in messages(done))


def test_the_draft_may_come_from_standard_input(folder: Path) -> None:
    """As a pipe's end."""
    done = run(["check", "-", "--against", "sources", "--fail-on", "contradicted", "-q"], folder, stdin=BAD)
    assert done.returncode == 1


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_a_draft_of_any_kind_is_read(suffix: str, folder: Path) -> None:
    """What ingest reads can be checked; headings are no statements."""
    path = folder / f"draft{suffix}"
    if suffix == ".docx":
        made = docx.Document()
        made.add_paragraph(GOOD)
        made.add_paragraph(BAD)
        made.save(str(path))
    elif suffix == ".html":
        path.write_text(f"<html><body><article><p>{GOOD}</p><p>{BAD}</p></article></body></html>", encoding="utf-8")
    else:
        path.write_text(f"---\ntitle: Flood\n---\n# The flood\n\n{GOOD} {BAD}\n", encoding="utf-8")
    done = run(["check", path.name, "--against", "sources", "-q", "-f", "json"], folder)
    made_json = json.loads(done.stdout)
    verdicts = {s["text"]: s["verdict"] for s in made_json["sentences"]}
    assert (verdicts[GOOD], verdicts[BAD]) == ("supported", "contradicted")


def test_a_source_in_another_language_is_listed(folder: Path) -> None:
    """Done in part, and the reader knows why."""
    french = "Le pont sur la rivière a été fermé vendredi et personne ne sait pourquoi il reste fermé."
    (folder / "sources" / "trois.txt").write_text(french, encoding="utf-8")
    done = run(["check", "good.txt", "--against", "sources", "-q"], folder)
    assert done.returncode == 3
    assert messages(done) == ["sources/trois.txt: not compared: language (French)"]
    assert "not compared: language (French)" in done.stdout


def test_pairs_are_answered_line_by_line(folder: Path) -> None:
    """Each line gives id, verdict, score and why; the worst sentence decides."""
    path = _pairs(folder, _line("a", f"{GOOD} {BAD}"), _line("b", GONE), _line("c", GOOD), _line("d", "Why?"))
    done = run(["check", "--pairs", path, "--format", "json", "-q"], folder)
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [list(each) for each in made] == [["id", "verdict", "score", "why"]] * 4
    assert [each["id"] for each in made] == ["a", "b", "c", "d"]
    assert [each["verdict"] for each in made] == ["contradicted", "unsupported", "supported", "not_checkable"]
    assert made[0]["score"] >= 0.5 > made[2]["score"]


def test_a_pair_is_answered_before_the_next_is_there(folder: Path) -> None:
    """Standard input need not have ended."""
    import subprocess
    import sys

    from tests.cli_runner import COMMAND, environment

    process = subprocess.Popen(
        [*COMMAND, "check", "--pairs", "-", "--format", "json", "-q"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None and process.stdout is not None and sys.executable
    for id in ("first", "second"):
        process.stdin.write(_line(id, GOOD) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == id
    process.stdin.close()
    assert process.wait(LIMIT_SECONDS) == 0
    process.stdout.close()


def test_a_bad_line_is_told_and_the_others_go_on(folder: Path) -> None:
    """Named by file and line; done in part."""
    bad = ["{", "[]", '{"text_a": "x"}', '{"text_a": 1, "text_b": ""}', '{"id": 1.5, "text_a": "x", "text_b": "y"}']
    path = _pairs(folder, _line("a", GOOD), *bad, "", _line("b", GOOD))
    done = run(["check", "--pairs", path.name, "--format", "json", "-q"], folder)
    assert done.returncode == 3
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    told = messages(done)
    assert [line.partition(": ")[0] for line in told] == [f"pairs.jsonl:{n}" for n in range(2, 7)]
    assert "has no text_a and no text_b" in told[3] and "has no text_b" in told[2]


def test_pairs_may_be_gzipped_written_to_a_file_and_fail_the_check(folder: Path) -> None:
    """As one whole file, with the exit code of what was found."""
    path = _pairs(folder, _line("a", BAD), name="pairs.jsonl.gz")
    done = run(["check", "--pairs", path, "-o", "out.json", "--fail-on", "contradicted", "-q"], folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["verdict"] == "contradicted"


def test_pairs_as_a_table(folder: Path) -> None:
    """Counts first; a bar in a text does not end its cell."""
    path = _pairs(folder, _line("a|b", GOOD), _line("c", BAD))
    said = run(["check", "--pairs", path, "-q"], folder).stdout
    assert "**2 pairs: 1 contradicted, 1 supported**" in said
    assert "| a\\|b | ✓ supported |" in said


def test_a_line_without_an_id_goes_by_its_number(folder: Path) -> None:
    """Numbers stay numbers."""
    path = _pairs(folder, '{"text_a": "A b.", "text_b": "C d."}', '{"id": 7, "text_a": "A b.", "text_b": "C d."}')
    with path.open("rb") as stream:
        found = list(rows(stream, "p"))
    assert found == [Row(1, "A b.", "C d.", "p:1"), Row(7, "A b.", "C d.", "p:2")]


def test_a_stream_cut_in_the_middle_is_told(folder: Path) -> None:
    """What was whole is checked."""
    path = _pairs(folder, *(_line(str(n), GOOD) for n in range(500)), name="pairs.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-40])
    with path.open("rb") as stream:
        found = list(rows(stream, "p"))
    assert isinstance(found[-1], Problem) and "cannot be read on" in found[-1].reason
    assert sum(isinstance(each, Row) for each in found) > 0


def test_a_reader_that_stops_early_ends_it_quietly(folder: Path) -> None:
    """`assistant check --pairs ... | head` leaves no traceback."""
    path = _pairs(folder, *(_line(str(n), GOOD) for n in range(50)))
    process = start(["check", "--pairs", path.name, "--format", "json", "-q"], folder)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(LIMIT_SECONDS) == 0


def test_a_dry_run_foretells_the_calls_and_the_cache_spares_them(folder: Path) -> None:
    """One call a draft with an open sentence; what was asked before is kept."""
    reworded = "Families had left their homes, 400 in number, said the mayor Ada Holm."
    (folder / "draft.txt").write_text(f"{GOOD} {reworded}", encoding="utf-8")
    path = _pairs(folder, _line("a", GOOD), _line("b", reworded))
    kept = {"ASSISTANT_NO_CACHE": "", "ASSISTANT_CACHE_DIR": str(folder / "cache")}
    with Loopback(honest) as server:
        chosen = ["--model", "m", "--base-url", server.base_url, "-q", "--format", "json"]
        for given in (["draft.txt", "--against", "sources/one.txt"], ["--pairs", path]):
            before = len(server.requests)
            told = json.loads(run(["check", *given, *chosen, "--dry-run"], folder, extra=kept).stdout)
            assert len(server.requests) == before
            assert (told["calls"], told["about"], told["by_prompt"]) == (1, False, {"judge": 1})
            assert run(["check", *given, *chosen], folder, extra=kept).returncode == 0
            assert len(server.requests) == before + 1
            assert run(["check", *given, *chosen], folder, extra=kept).returncode == 0
            assert len(server.requests) == before + 1
    assert "No calls" in run(["check", "--pairs", path, "--dry-run", "-q"], folder).stdout


def test_a_ceiling_leaves_the_rules_verdicts(folder: Path) -> None:
    """Nothing is spent, the result is there and says what is missing."""
    (folder / "draft.txt").write_text("Families left their homes, 400 in number, said Ada Holm.", encoding="utf-8")
    with Loopback(honest) as server:
        chosen = ["--model", "m", "--base-url", server.base_url, "-q", "--max-tokens", "50"]
        done = run(["check", "draft.txt", "--against", "sources/one.txt", *chosen], folder)
    assert (done.returncode, server.requests) == (3, [])
    assert "1 sentence not put to the model: the ceiling of 50 tokens is reached" in done.stdout


def test_a_damaged_archive_is_told_and_keeps_what_was_read(folder: Path) -> None:
    """Cut off, or with bytes in it that no archive has."""
    whole = gzip.compress(_line("a", ONE).encode())
    for number, damaged in enumerate((whole[:-12], whole[:20] + bytes(len(whole) - 20), whole + b"more")):
        path = folder / f"{number}.gz"
        path.write_bytes(damaged)
        with path.open("rb") as stream:
            found = list(rows(stream, "p"))
        assert isinstance(found[-1], Problem), number
        assert "cannot be read on" in found[-1].reason
