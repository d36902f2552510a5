"""The command line from outside: streams, formats, files, and what its help says."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from assistant.cli.group import VERBS
from tests.cli_runner import COMMAND, LIMIT_SECONDS, ONE, TWO, environment, messages, run, start

NO_MODEL = "engine: builtin (no model configured; set --model NAME or ASSISTANT_MODEL to use one)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles on one flood."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    return tmp_path


def test_version(tmp_path: Path) -> None:
    """One line, to be read by scripts."""
    done = run(["--version"], tmp_path)
    assert done.stdout.startswith("assistant ")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself(verb: str, flag: str, tmp_path: Path) -> None:
    """Help says what a command does and shows an example."""
    done = run([verb, flag], tmp_path)
    assert done.returncode == 0
    assert "Example:\n" in done.stdout
    assert f"assistant {verb}" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["brief"], ["brief", "--nonsense", "x"], ["brief", "x", "--format", "odt"]]
)
def test_a_mistyped_command_is_told_where_help_is(arguments: list[str], tmp_path: Path) -> None:
    """Usage errors end with 2, leave standard output empty and point to the help."""
    done = run(arguments, tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--help" in messages(done)[-1]


def test_a_mistyped_command_is_told_the_nearest(tmp_path: Path) -> None:
    """What was meant, if anything is near."""
    assert messages(run(["breif"], tmp_path))[0] == "No such command 'breif'. Did you mean 'brief'?"
    assert messages(run(["zzz"], tmp_path))[0] == "No such command 'zzz'."


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    """The first thing a newcomer types is answered, as an error with exit code 2."""
    done = run([], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "brief" in done.stderr


@pytest.mark.parametrize("verb", ["digest", "compare", "brief"])
def test_only_the_result_goes_to_standard_output(verb: str, folder: Path) -> None:
    """A pipe gets the note; the engine is named beside it, once."""
    done = run([verb, "one.txt", "two.txt"], folder)
    assert done.returncode == 0
    assert done.stdout.startswith("# ")
    assert messages(done) == [NO_MODEL]


def test_quiet_says_nothing(folder: Path) -> None:
    """With --quiet a good run leaves standard error empty."""
    done = run(["brief", ".", "--quiet"], folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_verbose_says_more(folder: Path) -> None:
    """With --verbose every article that was read is named."""
    done = run(["brief", ".", "--verbose"], folder)
    assert sum("one.txt" in line for line in messages(done)) == 1


@pytest.mark.parametrize(("verb", "kind"), [("digest", "digest"), ("compare", "comparison"), ("brief", "briefing")])
def test_json_satisfies_the_printed_schema(verb: str, kind: str, folder: Path) -> None:
    """What `schema` prints describes what the command writes, and every quote is its span."""
    schema = json.loads(run(["schema", kind], folder).stdout)
    made = json.loads(run([verb, ".", "--format", "json"], folder).stdout)
    jsonschema.validate(made, schema)
    texts = {article["id"]: article["text"] for article in made["articles"]}
    quotes = list(_quotes(made))
    assert quotes
    assert all(texts[q["article"]][q["start"] : q["end"]] == q["text"] for q in quotes)


def _quotes(value: object) -> Sequence[dict[str, object]]:
    if isinstance(value, dict):
        own = value.get("quotes", [])
        return [*own, *(q for item in value.values() for q in _quotes(item))]
    return [q for item in value for q in _quotes(item)] if isinstance(value, list) else []


@pytest.mark.parametrize(("name", "start"), [("n.md", "# "), ("n.json", "{"), ("n.html", "<!DOCTYPE html>")])
def test_output_file_takes_its_form_from_its_name(name: str, start: str, folder: Path) -> None:
    """-o writes one whole file and leaves standard output empty."""
    (folder / name).write_text("old", encoding="utf-8")
    done = run(["brief", "one.txt", "two.txt", "-o", name], folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert (folder / name).read_text(encoding="utf-8").startswith(start)
    assert {path.name for path in folder.iterdir()} == {"one.txt", "two.txt", name}


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("nowhere/note.md", "there is no folder"),
        ("one.txt", "also read as a source"),
        ("x" * 300, "too long"),
    ],
)
def test_output_that_cannot_be_written_is_told_at_once(target: str, reason: str, folder: Path) -> None:
    """A bad -o is found before the work, and the sources stay as they are."""
    done = run(["brief", "one.txt", "two.txt", "-o", target], folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(messages(done)) == 1
    assert reason in messages(done)[0]
    assert (folder / "one.txt").read_text(encoding="utf-8") == ONE


def test_standard_input_is_an_article(folder: Path) -> None:
    """`-` reads what is piped in, beside files."""
    done = run(["compare", "-", "two.txt", "--format", "json"], folder, stdin=ONE)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["articles"]) == 2


def test_a_reader_that_stops_early_ends_it_quietly(folder: Path) -> None:
    """`assistant brief ... | head` leaves no traceback."""
    process = start(["brief", ".", "--quiet"], folder)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(LIMIT_SECONDS) == 0


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_what_a_terminal_would_obey_is_not_passed_on(form: str, tmp_path: Path) -> None:
    """Escape sequences in an article reach neither the screen nor a page."""
    hostile = ONE.replace("The flood", "The \x1b[31mflood\x1b[0m \u202e").replace("mayor", "\x9b2Jmayor")
    (tmp_path / "a.txt").write_text(hostile, encoding="utf-8")
    (tmp_path / "b\x1b[2J.txt").write_bytes(b"")
    done = run(["brief", ".", "--format", form], tmp_path)
    assert done.returncode == 3
    assert not set("\x1b\x9b\u202e") & set(done.stdout + done.stderr)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, tmp_path: Path) -> None:
    """The script is for the command by its name."""
    done = run(["completion", shell], tmp_path)
    assert done.returncode == 0
    assert "_ASSISTANT_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [("assistant br", "plain,brief"), ("assistant brief on", "file,on"), ("assistant brief -o n", "file,n")],
)
def test_completion_knows_commands_and_files(words: str, offered: str, tmp_path: Path) -> None:
    """The shell is told to complete a file where a file belongs."""
    asked = {
        "_ASSISTANT_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    assert run([], tmp_path, extra=asked).stdout.splitlines() == [offered]


def test_help_starts_quickly() -> None:
    """`assistant --help` takes at most 2.5 times what importing click takes."""

    def seconds(command: Sequence[str]) -> float:
        began = time.perf_counter()
        subprocess.run(command, env=environment(), stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    runs = [(seconds([*COMMAND, "--help"]), seconds([sys.executable, "-c", "import click"])) for _ in range(5)]
    ours, floor = (statistics.median(column) for column in zip(*runs, strict=True))
    assert ours <= 2.5 * floor
