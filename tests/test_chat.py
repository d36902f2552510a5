"""The conversation without a terminal: what a line comes to, command by command."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest

from assistant import answering
from assistant.chat.asking import HINT
from assistant.chat.complete import choices
from assistant.chat.keeping import taken_up
from assistant.chat.lines import Line, Parts, Piece, Wait, Wipe, line
from assistant.chat.plain import joined
from assistant.chat.show import flat, hung, styled
from assistant.chat.state import Chat, Means, Sources
from assistant.chat.talk import reply, shown
from assistant.cli.output import check_note, write_result
from assistant.engines import open_engine
from assistant.ingest import read
from assistant.pool import Inline
from assistant.sessions import Sessions, open_sessions
from assistant.settings import Settings
from tests.cli_runner import ONE, TWO
from tests.loopback import Loopback, Raw, honest

KILLED = "How many people did the flood kill?"
SAID = "What did the mayor Ada Holm say?"
ANSWER = "The mayor Ada Holm said 400 families had left their homes. [1:3]"
Open = Callable[..., Chat]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """A way to open a chat on two articles that give different tolls."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")

    def open_chat(settings: Settings | None = None, store: Sessions | None = None) -> Chat:
        paths = (str(tmp_path / "one.txt"), str(tmp_path / "two.txt"))
        reading = read(*paths)
        sources = Sources(reading, answering.open_library(reading), paths)
        chosen = settings or Settings()
        return Chat(sources, open_engine(chosen), Means(chosen, Inline(), check_note, write_result), store)

    return open_chat


def told(parts: Parts) -> list[Line]:
    """The lines of a reply."""
    return [part for part in parts if isinstance(part, Line)]


def say(chat: Chat, text: str) -> str:
    """What a line comes to, as one text."""
    return "\n".join(flat(each) for each in told(reply(chat, text)))


def test_a_question_is_answered_with_marks_and_who_says_what(opened: Open) -> None:
    """Each sentence leads to its words; both sides of a disagreement are named."""
    made = say(opened(), KILLED)
    assert "\n  The Northern Observer: 19 people (8 November 2025) [1:2]\n" in made
    assert "\n  The Valley Courier: 21 people, later (9 November 2025) [2:2]\n" in made
    assert say(opened(), SAID) == f"{ANSWER}\n{HINT.format('1:3')}"


def test_a_follow_up_is_understood_by_what_was_said_before(opened: Open) -> None:
    """How it was understood is told beside the answer, and kept."""
    chat = opened()
    say(chat, SAID)
    (first, *_) = told(reply(chat, "How many families did she say had left?"))
    assert first.aside
    assert first.text == "understood as: How many families did Ada Holm say had left?"
    assert chat.last is not None
    assert chat.last.understood == "How many families did Ada Holm say had left?"


def test_silence_is_said_and_not_filled(opened: Open) -> None:
    """A question that no source speaks of gets no sentence."""
    chat = opened()
    assert say(chat, "Who won the cricket match?").startswith("The sources don't say.")
    assert chat.last is not None and chat.last.abstained


@pytest.mark.parametrize("text", ["", "   ", "?!", "\n"])
def test_nothing_asked_is_nothing_answered(text: str, opened: Open) -> None:
    """An empty line is no question."""
    assert say(opened(), text) == ""


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("/sources", "1  Bridge over the Lisk closed\n   The Northern Observer, 8 November 2025, "),
        ("/conflicts", "   The Valley Courier, 9 November 2025: 21 people [2:2]"),
        ("/claims Ada Holm", "400 families had left their homes. [1:3]"),
        ("/claims valley courier", "The flood killed 21 people in the valley. [2:2]"),
        ("/claims Nemo", "No claim mentions “Nemo”."),
        ("/timeline", "7 November 2025  "),
        ("/open 1:2", ">    1:2  The flood killed 19 people in the valley."),
        ("/open [1:2]", ">    1:2  The flood killed 19 people in the valley."),
        ("/open 2", "     2:1  "),
        ("/open courier", "2  Lisk valley counts its dead\n"),
        ("/check The flood killed 25 people.", "contradicted  The flood killed 25 people."),
        ("/model", "answers come from the built-in engine"),
        ("/cost", "nothing to pay: no model was asked"),
        ("/help", "  /why             the words behind the last answer"),
        ("/help /open", "  /open MARK       a sentence in its place"),
        ("/SOURCES", "1  Bridge"),
    ],
)
def test_commands_show_what_they_promise(command: str, wanted: str, opened: Open) -> None:
    """Each in a few words of its reply."""
    assert wanted in say(opened(), command)


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("/whi", "there is no command /whi; did you mean /why?"),
        ("/resum x", "did you mean /resume?"),
        ("/xyz", "/help lists all commands"),
        ("/help nothing", "there is no command /nothing"),
        ("/", "there is no command /"),
        ("/why", "nothing has been asked yet"),
        ("/open", "say /open 2:14"),
        ("/open 3", "there is no article 3; there are 2"),
        ("/open 1:99", "none is 1:99"),
        ("/open 1:0", "none is 1:0"),
        ("/open lisk", "'lisk' fits the articles 1, 2"),
        ("/open nowhere", "no article is called 'nowhere'"),
        ("/claims", "say whose"),
        ("/check", "say what to check"),
        ("/brief", "name a file"),
        ("/brief note.rtf", "note.rtf: .rtf is not written"),
        ("/brief nowhere/note.md", "there is no folder nowhere"),
        ("/model local:nothing", "name a gguf file"),
        ("/save x", "nothing of this chat is kept"),
        ("/resume", "nothing of this chat is kept"),
        ("x" * 2001, "the question is longer than 2,000 characters"),
    ],
)
def test_mistakes_are_one_line_that_says_what_to_do(command: str, wanted: str, opened: Open) -> None:
    """The chat goes on, and the reply counts as not done."""
    chat = opened()
    (only,) = told(reply(chat, command))
    assert wanted in only.text
    assert only.aside and only.trouble
    assert chat.engine.name == "builtin"
    assert not shown(reply(chat, command), lambda part: None)


def test_why_gives_the_words_of_each_sentence(opened: Open) -> None:
    """With source, day and mark; the question it was stands above."""
    chat = opened()
    say(chat, KILLED)
    made = say(chat, "/why")
    assert made.startswith(KILLED)
    assert "[1:2] The Northern Observer, 8 November 2025: in these words" in made


@pytest.mark.parametrize(
    ("name", "start"),
    [("n.md", "# "), ("n.json", "{"), ("n.html", "<!DOCTYPE html>"), ("n.csv", "\ufeff"), ("n.docx", "PK")],
)
def test_brief_writes_a_note_in_the_form_of_its_name(name: str, start: str, opened: Open, tmp_path: Path) -> None:
    """The same note as the command line's."""
    assert f"written to {tmp_path / name}" in say(opened(), f"/brief {tmp_path / name}")
    assert (tmp_path / name).read_bytes().startswith(start.encode())


def test_brief_does_not_overwrite_a_source(opened: Open, tmp_path: Path) -> None:
    """What is talked about stays as it is."""
    assert "also read as a source" in say(opened(), f"/brief {tmp_path / 'one.txt'}")
    assert (tmp_path / "one.txt").read_text(encoding="utf-8") == ONE


def test_an_exchange_is_kept_at_once_and_can_be_taken_up(opened: Open, tmp_path: Path) -> None:
    """What was said counts again in a later chat, /why included."""
    store = open_sessions(tmp_path / "data")
    chat = opened(store=store)
    assert not store.list()
    say(chat, KILLED)
    assert "kept as tolls" in say(chat, "/save tolls")
    later = opened(store=store)
    assert "tolls" in say(later, "/resume")
    assert f"> {KILLED}" in say(later, "/resume tolls")
    assert [turn.question for turn in later.turns] == [KILLED]
    assert "[1:2] The Northern Observer" in say(later, "/why")
    say(later, "Who is the mayor?")
    assert store.named("tolls").exchanges == 2


def test_a_session_on_other_articles_is_not_mixed_in(opened: Open, tmp_path: Path) -> None:
    """Its marks would lead to other words."""
    store = open_sessions(tmp_path / "data")
    store.begin((str(tmp_path / "three.txt"),), "builtin", "others")
    assert "assistant chat --session others" in say(opened(store=store), "/resume others")


def test_words_that_were_changed_since_are_not_passed_off_as_there(opened: Open, tmp_path: Path) -> None:
    """A session outlives the text it quotes."""
    store = open_sessions(tmp_path / "data")
    chat = opened(store=store)
    say(chat, KILLED)
    later = opened(store=store)
    (tmp_path / "one.txt").write_text(ONE.replace("19", "190"), encoding="utf-8")
    changed = read(*later.sources.paths)
    later.sources = replace(later.sources, reading=changed, library=answering.open_library(changed))
    list(taken_up(later, store, store.list()[0]))
    assert "(the article has been changed since)" in say(later, "/why")


def test_clear_forgets_what_was_said(opened: Open) -> None:
    """The next question has nothing to point back to, and the screen is wiped."""
    chat = opened()
    say(chat, KILLED)
    assert Wipe() in list(reply(chat, "/clear"))
    assert not chat.turns and chat.last is None


def test_quit_ends_it(opened: Open) -> None:
    """Without a word."""
    chat = opened()
    assert say(chat, "/quit") == ""
    assert chat.over


def test_a_model_answers_until_another_is_named(opened: Open) -> None:
    """Its calls count in the cost, and go on counting when it has been replaced."""
    with Loopback(honest) as server:
        chat = opened(server.settings())
        assert ANSWER in say(chat, SAID)
        assert say(chat, "/model other") == "answers come from other"
        assert say(chat, "/model builtin") == "answers come from the built-in engine"
        say(chat, KILLED)
        assert len(server.requests) == 1
    assert "1 call, 10 tokens in and 5 out, price of m unknown" in say(chat, "/cost")


def test_another_model_does_not_lift_a_ceiling(opened: Open) -> None:
    """What was used counts against it."""
    with Loopback(honest) as server:
        chat = opened(server.settings(max_calls=1))
        say(chat, KILLED)
        assert "--max-calls is reached" in say(chat, "/model other")
    assert chat.engine.model == "m"


def test_an_endpoint_that_fails_is_not_taken_for_silent_sources(opened: Open) -> None:
    """No answer is one thing, nothing said another."""
    with Loopback(Raw(status=401, body="{}")) as server:
        made = say(chat := opened(server.settings()), SAID)
    assert made.startswith("no answer: ")
    assert "don't say" not in made
    assert chat.last is None


def test_an_interrupt_ends_the_answer_and_keeps_what_was_said(opened: Open) -> None:
    """It is noted as stopped; the next question is answered."""
    with Loopback(Raw(delay=5.0, body="{}"), honest) as server:
        chat = opened(server.settings())
        seen: list[str] = []

        def show(part: object) -> None:
            if isinstance(part, Wait):
                while (
                    not server.requests
                ):  # stopped before it is asked, it would leave the slow reply to the next question
                    sleep(0.01)
                raise KeyboardInterrupt
            seen.append(getattr(part, "text", ""))

        shown(reply(chat, SAID), show)
        assert seen == ["stopped"]
        assert chat.last is not None and chat.last.why == "stopped"
        assert ANSWER in say(chat, SAID)


def test_what_a_terminal_would_obey_is_not_passed_on() -> None:
    """Neither in colours nor in a pipe."""
    hostile = line("a\x1b[31mb\x9b2J\u202e", Piece("c\x07\nd", "mark"))
    assert flat(hostile) == "abc d"
    assert styled(hostile).plain == "abc d"


@pytest.mark.parametrize(
    ("width", "hang", "rows"),
    [
        (80, 2, ["one two three four"]),
        (8, 0, ["one two", "three", "four"]),
        (8, 3, ["one two", "three", "four"]),
        (7, 6, ["one two three", "four"]),
    ],
)
def test_rows_behind_the_first_hang(width: int, hang: int, rows: list[str]) -> None:
    """The first row may be longer by as much."""
    from rich.console import Console
    from rich.text import Text

    assert [row.plain.rstrip() for row in hung(Console(), Text("one two three four"), width, hang)] == rows


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["a\n", "b\n"], ["a", "b"]),
        (["a \\\n", "b\n", "c"], ["a \nb", "c"]),
        (["a\\\n"], ["a\n"]),
        (["a\r\n"], ["a"]),
        ([], []),
    ],
)
def test_a_backslash_takes_the_next_line_along(lines: list[str], wanted: list[str]) -> None:
    """As a shell does."""
    found: Iterator[str] = joined(iter(lines))
    assert [text.rstrip("\n") for text in found] == [text.rstrip("\n") for text in wanted]


@pytest.mark.parametrize(
    ("before", "begun", "wanted"),
    [
        ("/so", "/so", ["/sources"]),
        ("/c", "/c", ["/conflicts", "/claims", "/check", "/cost", "/clear"]),
        ("/open Cour", "Cour", ["2:2", "2"]),
        ("/open ", "", ["1:2", "2:2", "1", "2"]),
        ("/open 1", "1", ["1:2", "1"]),
        ("/claims Ada", "Ada", ["Ada Holm"]),
        ("/claims The N", "The N", ["The Northern Observer"]),
        ("/model b", "b", ["builtin"]),
        ("/help ti", "ti", ["timeline"]),
        ("/resume ", "", []),
        ("/nonsense x", "", []),
        ("/cost ", "", []),
        ("What did the cour", "", []),
    ],
)
def test_what_can_be_completed(before: str, begun: str, wanted: list[str], opened: Open) -> None:
    """Commands, and behind them what they take; a question is left alone."""
    chat = opened()
    say(chat, KILLED)
    found, offered = choices(chat, before)
    assert found == begun
    assert [each.text for each in offered] == wanted


def test_completion_offers_the_sessions_on_these_articles(opened: Open, tmp_path: Path) -> None:
    """And no others."""
    store = open_sessions(tmp_path / "data")
    chat = opened(store=store)
    store.begin(chat.sources.paths, "builtin", "tolls")
    store.begin((str(tmp_path / "three.txt"),), "builtin", "others")
    assert [each.text for each in choices(chat, "/resume ")[1]] == ["tolls"]


def test_a_coloured_line_is_read_as_its_words(opened: Open) -> None:
    """A question or command that was copied out of a terminal with its colours is the same without them."""
    plain, coloured = opened(), opened()
    asked = KILLED.replace("people", "\x1b[31mpeople\x1b[0m")
    assert [flat(each) for each in told(reply(coloured, asked))] == [flat(each) for each in told(reply(plain, KILLED))]
    assert coloured.last and coloured.last.question == KILLED
    assert [flat(each) for each in told(reply(coloured, "\x1b[1m/why\x1b[0m"))][:1] == [KILLED]
