"""The chat as a person meets it: the real program in a real terminal, in one that can do little, and in a pipe."""

import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli_runner import COMMAND, ONE, TWO, environment, messages, run
from tests.loopback import Answer, Loopback, Raw, Request, honest
from tests.terminal import ALT_ENTER, CTRL_C, CTRL_D, CTRL_R, ENTER, PATIENCE, TAB, TURN, UP, Terminal, home

# Python 3.12 warns of a fork beside threads, of which the terminal's library makes one at once another program.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")

KILLED = "How many people did the flood kill?"
SAID = "What did the mayor Ada Holm say?"
ANSWER = "The mayor Ada Holm said 400 families had left their homes. [1:3]"
PATHS = ("chat", "one.txt", "two.txt")
READY = "2 articles · "
PASTED = "\x1b[200~How many people\ndid the flood kill?\x1b[201~"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles on one flood."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    return tmp_path


def test_a_conversation_and_how_it_goes_on(folder: Path) -> None:
    """Ask, ask on, look at the words, leave; later go on where it ended."""
    with Terminal(PATHS, folder, home(folder)) as terminal:
        terminal.wait(READY, "the built-in engine")
        terminal.ask(KILLED)
        terminal.wait("The Northern Observer: 19 people (8 November 2025) [1:2]", "The Valley Courier: 21 people")
        terminal.ask(SAID)
        terminal.wait(ANSWER)
        terminal.ask("How many families did she say had left?")
        terminal.wait("understood as: How many families did Ada Holm say had left?")
        terminal.ask("/why")
        terminal.wait("[1:3] The Northern Observer, 8 November 2025")
        terminal.ask("/open 2:2")
        terminal.wait("> 2:2 The flood killed 21 people in the valley.", "Lisk valley counts its dead")
        terminal.type(CTRL_D)
        assert terminal.end() == 0
    history = folder / "data" / "factcheck-assistant" / "history"
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    with Terminal(["chat", "--continue"], folder, home(folder)) as terminal:
        terminal.wait(READY, "3 questions so far", f"> {SAID}", "> How many families did she say")
        terminal.ask("/why")
        terminal.wait("[1:3] The Northern Observer, 8 November 2025")
        terminal.ask("/quit")
        assert terminal.end() == 0


def slow(request: Request) -> Answer:
    """The honest model, which takes its time over one question."""
    return Raw(delay=60.0, body="{}") if "slowly" in request.text else honest(request)


def test_ctrl_c_stops_the_answer_and_not_the_program(folder: Path) -> None:
    """While it waits for an endpoint; the next question is answered, and nothing is waited for at the end."""
    with Loopback(slow) as server:
        named = ("--model", "m", "--base-url", server.base_url)
        with Terminal((*PATHS, *named), folder, home(folder)) as terminal:
            terminal.wait(READY)
            terminal.ask("What did the mayor Ada Holm slowly say?")
            terminal.wait("asking m")
            terminal.type(CTRL_C)
            terminal.wait("stopped")
            terminal.prompts(2)
            terminal.ask(SAID)
            terminal.wait(ANSWER)
            terminal.prompts(3)
            terminal.type(CTRL_D)
            assert terminal.end() == 0
            assert "asking m" not in terminal.text  # the sign of life is taken away


def test_lines_are_edited_completed_and_found_again(folder: Path) -> None:
    """Several rows, a paste, Tab, the arrow key, the search, and Ctrl-C on a line and on none."""
    with Terminal(PATHS, folder, {**home(folder), "NO_COLOR": "1"}) as terminal:
        terminal.wait(READY)
        terminal.type(f"How many people{ALT_ENTER}did the\\{ENTER}flood kill?")
        terminal.wait("> How many people did the flood kill?")
        terminal.type(ENTER)
        terminal.wait("[1:2]")
        terminal.prompts(2)
        terminal.type(PASTED)
        terminal.wait(KILLED, times=2)
        terminal.type(CTRL_C + CTRL_C)
        terminal.wait("Ctrl-D leaves)")
        terminal.type("/sour")
        terminal.wait("/sources the articles by number")
        terminal.type(TAB)
        terminal.wait("> /sources")
        terminal.type(ENTER)
        terminal.wait("1 Bridge over the Lisk closed")
        terminal.prompts(4)
        terminal.type(UP)
        terminal.wait("> /sources", times=2)
        terminal.type(CTRL_C)
        terminal.prompts(4)
        terminal.type(CTRL_R)
        terminal.wait("I-search backward:")
        terminal.type("many")
        terminal.wait("How many people did the flood kill?", times=2)
        terminal.type(ENTER + ENTER)
        terminal.prompts(5)
        terminal.wait("[2:2]", times=2)
        terminal.type(CTRL_D)
        assert terminal.end() == 0
    assert b"\x1b[36m" not in terminal.raw and b"\x1b[33m" not in terminal.raw


def test_a_terminal_that_can_do_little_gets_the_same(folder: Path) -> None:
    """No escape sequence reaches it; Ctrl-C and Ctrl-D mean what they mean elsewhere."""
    with Terminal((*PATHS, "--no-save"), folder, {**home(folder), "TERM": "dumb"}) as terminal:
        terminal.prompts(1)
        terminal.type(CTRL_C)
        terminal.wait("(/quit or Ctrl-D leaves)")
        terminal.ask(SAID)
        terminal.wait(ANSWER)
        terminal.ask("/open 2:2")
        terminal.wait("> 2:2 The flood killed 21 people in the valley.")
        terminal.type(CTRL_D)
        assert terminal.end() == 0
    assert b"\x1b" not in terminal.raw
    assert not (folder / "data").exists()


def test_questions_can_be_piped_in(folder: Path) -> None:
    """Answers go to standard output, what is said about them to standard error."""
    done = run(PATHS, folder, f"{SAID}\n/sources\n/quit\nnot asked\n", home(folder))
    assert done.returncode == 0
    assert done.stdout.startswith(f"{ANSWER}\n")
    assert "\n\n1  Bridge over the Lisk closed\n" in done.stdout
    assert "\x1b" not in done.stdout
    assert messages(done)[0].startswith("engine: builtin")


def test_an_interrupt_ends_a_pipe(folder: Path) -> None:
    """There is no prompt to come back to."""
    with Loopback(Raw(delay=60.0, body="{}")) as server:
        process = subprocess.Popen(
            [*COMMAND, *PATHS, "--no-save", "--model", "m", "--base-url", server.base_url],
            cwd=folder,
            env=environment(**home(folder)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdin is not None
        process.stdin.write(f"{SAID}\n{SAID}\n".encode())
        process.stdin.flush()
        end = time.monotonic() + PATIENCE
        while not server.requests and time.monotonic() < end:
            time.sleep(TURN)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (130, b"")


def test_bytes_that_are_no_text_do_not_end_a_pipe(folder: Path) -> None:
    """A line that cannot be read as UTF-8 is a question like any other, if a bad one."""
    done = subprocess.run(
        [*COMMAND, *PATHS, "--quiet", "--no-save"],
        cwd=folder,
        env=environment(**home(folder)),
        input=b"caf\xe9?\n" + SAID.encode(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().endswith(f"\n{ANSWER}\n")


def test_a_pipe_is_told_of_what_was_not_done(folder: Path) -> None:
    """A mistyped command is no answer: it is named beside the others, and in the exit code."""
    done = run((*PATHS, "--quiet", "--no-save"), folder, f"/whi\n{SAID}\n", home(folder))
    assert done.returncode == 3
    assert done.stdout == f"{ANSWER}\n"
    assert "there is no command /whi; did you mean /why?" in messages(done)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], "there is nothing to talk about"),
        (["--continue"], "there is no session to continue"),
        (["one.txt", "--continue"], "there is no session to continue on these"),
        (["--session", "tolls"], "no session 'tolls'"),
        (["-"], "- cannot be a source of a chat"),
        (["one.txt", "--no-save", "--continue"], "--no-save keeps no session"),
        (["--session", "x", "--continue"], "exclude each other"),
    ],
)
def test_what_cannot_be_talked_about_is_told(arguments: list[str], wanted: str, folder: Path) -> None:
    """Before anything is read."""
    done = run(["chat", *arguments], folder, "", home(folder))
    assert (done.returncode, done.stdout) == (2, "")
    assert wanted in messages(done)[0]


def test_a_named_session_is_begun_and_gone_on_with(folder: Path) -> None:
    """From another folder too, and on its own articles only."""
    run((*PATHS, "--session", "tolls"), folder, SAID, home(folder))
    (folder / "below").mkdir()
    done = run(["chat", "--session", "tolls"], folder / "below", "/why", home(folder))
    assert done.returncode == 0
    assert "[1:3] The Northern Observer" in done.stdout
    other = run(["chat", "one.txt", "--session", "tolls"], folder, "/why", home(folder))
    assert other.returncode == 2
    assert "is about other articles" in messages(other)[-1]
