"""Sentences of a model's answer: shown as they are verified, mended once, else left out and said so."""

import json
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.answered import Answer
from assistant.answering import Library, ask, open_library
from assistant.ask.compose import Told
from assistant.cli.asking import UNFINISHED, question_of
from assistant.engines import open_engine
from assistant.ingest import read
from assistant.render.answer import NO_ANSWER, answered
from assistant.schema import Sentence
from tests.cli_runner import COMMAND, ONE, TWO, environment
from tests.loopback import EVENTS, Loopback, Raw, Request, block, completion, failure, streamed

QUESTION = "What happened in the Lisk valley?"
ALONE = ONE + "The ferry at Astin was not damaged. Engineer Ida Kolb praised the crew of the ferry at Kelder.\n"
SOON = 0.1
"""Seconds from the delivery of a sentence to its being shown, on a machine that has other work in one of the tries."""
TRIES = 3


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """One article on a flood."""
    (tmp_path / "one.txt").write_text(ALONE, encoding="utf-8")
    return open_library(read(str(tmp_path / "one.txt")))


def number_of(request: Request, words: str) -> int:
    """The number of the passage with these words in a prompt."""
    found = re.search(rf"^\[(\d+)\] .*{re.escape(words)}", block("passages", request.text), re.MULTILINE)
    assert found, words
    return int(found[1])


def cited(request: Request, *sentences: tuple[str, str], **more: Any) -> dict[str, Any]:
    """An answer of sentences, each with words of the passage that it names; none for empty ones."""
    items = [{"text": text, "passages": [number_of(request, words)] if words else []} for text, words in sentences]
    return {"sentences": [{**item, **more} for item in items], "why": ""}


TOLL = ("The flood killed 19 people.", "killed 19 people")
CLOSED = ("The bridge over the Lisk closed on Friday.", "bridge over the Lisk closed")
WRONG = ("The flood killed 91 people.", "killed 19 people")


def put(server: Loopback, library: Library) -> tuple[Answer, list[Told | Sentence]]:
    """A question to the model behind a server, and what was told on the way."""
    told: list[Told | Sentence] = []
    return ask(QUESTION, library, engine=open_engine(server.settings()), tell=told.append), told


def answering(*rounds: Sequence[tuple[str, str]], **more: Any) -> Any:
    """A model that gives these sentences, and others when asked to mend them."""

    def answer(request: Request) -> Any:
        assert request.asked in ("answer", "mend")
        return cited(request, *rounds[request.asked == "mend"], **(more if request.asked == "mend" else {}))

    return answer


def texts(sentences: Sequence[Any]) -> list[str]:
    """The words of sentences."""
    return [sentence.text for sentence in sentences]


def test_what_is_carried_is_told_and_kept(library: Library) -> None:
    """One call, nothing to mend; what is told is what the answer has."""
    with Loopback(answering([TOLL, CLOSED])) as server:
        made, told = put(server, library)
    assert texts(made.sentences) == texts(told) == [TOLL[0], CLOSED[0]]
    assert (len(server.requests), made.removed, made.run.calls) == (1, (), 1)


def test_a_refused_sentence_is_mended_once(library: Library) -> None:
    """It goes back with its reason and the cited words, and the mended one takes its place."""
    with Loopback(answering([WRONG, CLOSED], [TOLL], number=1)) as server:
        made, told = put(server, library)
    assert texts(told) == [CLOSED[0], TOLL[0]]
    assert made.removed == ()
    (asked,) = [request for request in server.requests if request.asked == "mend"]
    assert WRONG[0] in block("refused", asked.text) and "91" in block("refused", asked.text).split(" - ")[1]
    assert "killed 19 people" in block("passages", asked.text)
    assert CLOSED[0] not in block("refused", asked.text)


@pytest.mark.parametrize(
    ("again", "number"), [([WRONG], 1), ([("The flood killed 92 people.", "killed 19")], 1), ([], 1), ([TOLL], 7)]
)
def test_what_fails_again_is_left_out_and_said_so(library: Library, again: Any, number: int) -> None:
    """There is no third try, and no sentence without its citation."""
    with Loopback(answering([WRONG, CLOSED], again, number=number)) as server:
        made, told = put(server, library)
    assert texts(made.sentences) == texts(told) == [CLOSED[0]]
    assert texts(made.removed) == [WRONG[0]] and made.removed[0].reason
    assert len(server.requests) == 2


def test_if_nothing_is_left_the_answer_abstains_and_says_why(library: Library) -> None:
    """No sentence, no answer, and the reason is not that the sources are silent."""
    with Loopback(answering([WRONG, ("Nobody knows.", "")], [])) as server:
        made, told = put(server, library)
    assert (made.abstained, made.answer, made.sentences, told) == (True, "", (), [])
    assert "not carried by the words it cites" in made.why
    assert texts(made.removed) == [WRONG[0], "Nobody knows."]


def test_a_sentence_said_twice_is_shown_once(library: Library) -> None:
    """A full stop or a capital makes no second sentence."""
    twice = [CLOSED, ("The bridge over the Lisk closed on friday", CLOSED[1]), CLOSED]
    with Loopback(answering(twice, [CLOSED], number=1)) as server:
        made, told = put(server, library)
    assert texts(made.sentences) == texts(told) == [CLOSED[0]]


def test_a_reply_that_is_cut_leaves_what_was_shown(library: Library) -> None:
    """The sentence before the cut stands; that more was to come is a problem of the run."""

    def cut(request: Request) -> Raw:
        return streamed(json.dumps(cited(request, TOLL, CLOSED))[:-60], "length")

    with Loopback(cut) as server:
        made, told = put(server, library)
    assert texts(made.sentences) == texts(told) == [TOLL[0]]
    assert [problem.reason for problem in made.run.problems] == ["the reply was cut at the token limit"]


@pytest.mark.parametrize("reply", ["I think that 19 people died.", "", '{"sentences": "19 people"}'])
def test_prose_is_no_answer(library: Library, reply: str) -> None:
    """A reply out of shape shows nothing, and the run says that the model did not deliver."""
    with Loopback(completion(reply)) as server:
        made, told = put(server, library)
    assert (made.abstained, made.sentences, told) == (True, (), [])
    assert made.why and made.run.problems


class Held:
    """A stream that is held back behind its first sentence until that was seen."""

    def __init__(self) -> None:
        self.delivered = self.seen = 0.0
        self._go = threading.Event()
        self._first = 0

    def __call__(self, request: Request) -> Raw:
        """The stream, its first sentence in the first part."""
        text = json.dumps(cited(request, TOLL, CLOSED))
        first = text.index("}") + 1
        parts = (*streamed(text[:first], None, 1000).parts, *streamed(text[first:]).parts)
        self._first = len(streamed(text[:first], None, 1000).parts)
        return Raw(parts=parts, headers=EVENTS, before=self._before)

    def saw(self) -> None:
        """Note when the first sentence was seen, and let the rest go."""
        self.seen = self.seen or time.monotonic()
        self._go.set()

    @property
    def wait(self) -> float:
        """Seconds from the delivery to the sight, which may come before the server has noted the delivery."""
        return abs(self.seen - self.delivered)

    def _before(self, part: int) -> None:
        if part == self._first:
            self.delivered = time.monotonic()
            self._go.wait(5)


def test_a_sentence_is_told_as_soon_as_it_was_delivered(library: Library) -> None:
    """The rest of the stream is held back meanwhile."""

    def wait() -> float:
        held = Held()
        with Loopback(held) as server:
            engine = open_engine(server.settings())
            made = ask(QUESTION, library, engine=engine, tell=lambda sentence: held.saw())
        assert texts(made.sentences) == [TOLL[0], CLOSED[0]]
        return held.wait

    assert any(wait() <= SOON for _ in range(TRIES))


def line_of(server: Loopback, folder: Path, *more: str) -> list[str]:
    """The command line that asks a server's model."""
    (folder / "one.txt").write_text(ALONE, encoding="utf-8")
    return [*COMMAND, "ask", QUESTION, "one.txt", "--model", "m", "--base-url", server.base_url, *more]


def test_the_command_prints_a_sentence_as_soon_as_it_was_delivered(tmp_path: Path) -> None:
    """Through a pipe as well: what is verified is written and flushed."""

    def wait() -> float:
        held = Held()
        with (
            Loopback(held) as server,
            subprocess.Popen(
                line_of(server, tmp_path), cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, text=True
            ) as process,
        ):
            assert process.stdout
            head = ""
            while TOLL[0] not in head:
                line = process.stdout.readline()
                assert line, head
                head += line
            held.saw()
            rest = process.stdout.read()
        assert process.returncode == 0
        assert CLOSED[0] not in head and CLOSED[0] in rest
        return held.wait

    assert any(wait() <= SOON for _ in range(TRIES))


@pytest.mark.parametrize("sentences", [[TOLL, CLOSED], [WRONG, CLOSED], [WRONG], []])
def test_what_is_streamed_is_the_note(sentences: Any, tmp_path: Path) -> None:
    """Standard output holds the same bytes as a file that is written in the end."""
    made = []
    for more in ((), ("-o", "note.md")):
        with Loopback(answering(sentences, [])) as server:
            done = subprocess.run(
                line_of(server, tmp_path, *more), cwd=tmp_path, env=environment(), capture_output=True, check=True
            )
        made.append(done.stdout or (tmp_path / "note.md").read_bytes())
    assert made[0] == made[1]
    assert made[0].startswith(f"# {QUESTION}\n\n".encode())
    assert (b"Left out, " in made[0]) == (WRONG in sentences)


def test_where_sources_differ_the_stream_is_the_note_too(tmp_path: Path) -> None:
    """Who says what comes before the sentences, on a stream as in a file."""
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    question = "How many people did the flood kill in the valley?"
    made = []
    for more in ((), ("-o", "note.md")):
        with Loopback(answering([TOLL])) as server:
            line = [part if part != QUESTION else question for part in line_of(server, tmp_path, "two.txt", *more)]
            done = subprocess.run(line, cwd=tmp_path, env=environment(), capture_output=True, check=True)
        made.append(done.stdout or (tmp_path / "note.md").read_bytes())
    assert made[0] == made[1]
    assert b"**The reports changed over time:** The Northern Observer: 19 " in made[0] and b"21" in made[0]


def test_an_interrupt_leaves_what_was_shown(tmp_path: Path) -> None:
    """Ctrl-C in the middle of an answer: its first sentence stays, the exit code is 130."""
    held = Held()
    with (
        Loopback(held) as server,
        subprocess.Popen(
            line_of(server, tmp_path),
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stdout and process.stderr
        head = ""
        while TOLL[0] not in head:
            head += process.stdout.readline()
        os.kill(process.pid, signal.SIGINT)
        rest, told = process.stdout.read(), process.stderr.read()
        held.saw()
    assert process.returncode == 130
    assert told.endswith(f"interrupted: {UNFINISHED}\n") and "Traceback" not in told
    assert rest.strip() == ""


def test_as_json_nothing_is_written_before_the_end(tmp_path: Path) -> None:
    """What goes to a program is one object."""
    with Loopback(answering([TOLL, CLOSED])) as server:
        done = subprocess.run(
            line_of(server, tmp_path, "--format", "json", "-q"),
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
    assert [each["text"] for each in json.loads(done.stdout)["sentences"]] == [TOLL[0], CLOSED[0]]
    assert done.stderr == ""


def test_a_model_that_fails_is_not_the_silence_of_the_sources(library: Library) -> None:
    """The note says that no answer was made, with the reason; a model that finds nothing is another matter."""
    with Loopback(failure(400)) as server:
        failed, _ = put(server, library)
    with Loopback({"sentences": [], "why": ""}) as server:
        silent, _ = put(server, library)
    assert failed.undelivered and "**No answer was made.**" in answered(failed) and NO_ANSWER not in answered(failed)
    assert not silent.undelivered and NO_ANSWER in answered(silent)


@pytest.mark.parametrize("asked", ["How many \x1b[31mpeople\x1b[0m\tdied?", "How many\n\x1b]0;x\x07people \u202edied?"])
def test_a_coloured_question_is_read_as_its_words(asked: str) -> None:
    """What was copied out of a terminal may bring its colours along, which are no words."""
    assert question_of(asked, ()) == "How many people died?"
