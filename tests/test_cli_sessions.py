"""`assistant sessions` from outside."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from assistant.sessions import Cited, Exchange, Stated, open_sessions
from tests.cli_runner import COMMAND, ROOT, Done, environment, messages, run
from tests.conversations import WORDS, said

EVIL = "x\x1b]0;owned\x07\x1b[2J\u202e"
MARKUP = "# *not* <b>bold</b> [a](http://example.org) `code` &amp; ~"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two sessions, one of them on words that would do harm."""
    kept = open_sessions(tmp_path / "data")
    ferry = kept.begin(["/news/ferry.txt", "/news/harbour"], "builtin", "ferry")
    kept.add(ferry, said("When did the ferry to Oske leave?"))
    kept.add(ferry, Exchange("Who won the cup?", abstained=True, why="no passage speaks of it"))
    told = (Stated("The sources disagree: Harbour News: 9; Oske Mail: 10.", (WORDS,)),)
    kept.add(
        ferry, Exchange("And its return?", "At ten.", said("x").sentences, False, True, "When did it return?", "", told)
    )
    evil = kept.begin([f"/news/{EVIL}.txt"], EVIL, "evil")
    words = Cited(EVIL, f"/news/{EVIL}`.txt", EVIL + MARKUP, 0, 4, EVIL + MARKUP + "\nnext", EVIL, MARKUP)
    kept.add(evil, Exchange(EVIL + MARKUP, EVIL, (Stated(EVIL + MARKUP, (words,)),), False, True, EVIL, EVIL))
    return kept.file.parent


def sessions(data: Path, *arguments: str) -> Done:
    """Run `assistant sessions` on a data folder."""
    return run(["sessions", *arguments], data.parent, extra={"ASSISTANT_DATA_DIR": str(data)})


def test_list(data: Path) -> None:
    """One line a session, the one last used first: name, when, how many, on what, how it began."""
    done = sessions(data, "list")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["evil", "ferry"]
    assert "3 questions  ferry.txt, harbour  When did the ferry to Oske leave?" in lines[1]
    assert messages(done) == []


def test_list_of_nothing(tmp_path: Path) -> None:
    """A newcomer is told how a session comes to be, a script gets an empty list."""
    assert "assistant chat" in sessions(tmp_path / "new", "list").stdout
    assert json.loads(sessions(tmp_path / "new", "list", "--format", "json").stdout) == []


def test_show(data: Path) -> None:
    """Questions and answers with the marks of their words, how a follow-up was understood, and why there is none."""
    lines = [line.strip() for line in sessions(data, "show", "fer").stdout.splitlines()]
    assert lines[0].startswith("ferry: 3 questions, ")
    assert "1. When did the ferry to Oske leave?" in lines
    assert "The ferry left at nine. [2:3]" in lines
    assert "The sources do not answer this. no passage speaks of it" in lines
    assert "(understood as: When did it return?)" in lines
    assert "The sources disagree: Harbour News: 9; Oske Mail: 10. [2:3]" in lines


def test_search(data: Path) -> None:
    """Several words are one search; session, number and words are told; nothing found is said."""
    done = sessions(data, "search", "oske", "ferry")
    assert done.stdout.startswith("ferry 1 ")
    assert "ferry to Oske" in done.stdout
    nothing = sessions(data, "search", "zebra")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "nothing was found" in messages(nothing)[0]


@pytest.mark.parametrize("words", ['"', "NEAR(", "ferry*", "a AND", "*"])
def test_a_search_for_operators_is_no_bug(words: str, data: Path) -> None:
    """Characters of a query language are words, or there is nothing to search for."""
    done = sessions(data, "search", "--", words)
    assert done.returncode in (0, 2)
    assert len(messages(done)) <= 1


def test_json(data: Path) -> None:
    """Every key that is written has its place on the page about sessions."""
    listed = json.loads(sessions(data, "list", "--format", "json").stdout)
    shown = json.loads(sessions(data, "show", "ferry", "--format", "json").stdout)
    found = json.loads(sessions(data, "search", "ferry", "-f", "json").stdout)
    assert listed[1]["paths"] == ["/news/ferry.txt", "/news/harbour"]
    assert shown["session"] == listed[1]
    assert shown["exchanges"][0]["sentences"][0]["cited"][0]["text"] == WORDS.text
    assert found[0]["session"] == "ferry"
    page = (ROOT / "docs" / "sessions.md").read_text(encoding="utf-8")
    assert not {key for key in keys([listed, shown, found]) if f"`{key}`" not in page}


def keys(value: object) -> set[str]:
    """Every key inside some JSON."""
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in keys(item)}
    return {key for item in value for key in keys(item)} if isinstance(value, list) else set()


def test_export(data: Path, tmp_path: Path) -> None:
    """Markdown with the words of each sentence as a footnote: quote, source, day, path, place."""
    done = sessions(data, "export", "ferry", "-o", "chat.md")
    assert (done.returncode, done.stdout) == (0, "")
    text = (tmp_path / "chat.md").read_text(encoding="utf-8")
    assert text == sessions(data, "export", "ferry").stdout
    assert "## 1. When did the ferry to Oske leave?" in text
    assert "The ferry left at nine.[^1]" in text
    note = (
        "“The ferry to Oske left at nine.” — Harbour News, *Ferries*, 4 March 2025, `/news/ferry.txt`, characters 10–41"
    )
    assert f"[^1]: {note}\n" in text
    assert "The sources disagree: Harbour News: 9; Oske Mail: 10.[^1]" in text
    assert "**The sources do not answer this.** no passage speaks of it" in text
    assert text.count("[^1]:") == 1
    assert "[^2]" not in text


def test_an_export_shows_markup_as_it_was_written(data: Path) -> None:
    """No word of a question, an article or a path becomes a heading, a link or HTML."""
    text = sessions(data, "export", "evil").stdout
    tokens = [token for block in MarkdownIt().parse(text) for token in (block, *(block.children or ()))]
    assert not {"link_open", "image", "html_inline", "html_block", "fence"} & {token.type for token in tokens}
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2"]
    assert "<b>bold</b> [a](http://example.org) `code` &amp; ~" in "".join(
        t.content for t in tokens if t.type == "text"
    )


@pytest.mark.parametrize("arguments", [["list"], ["show", "evil"], ["search", "bold"], ["export", "evil"]])
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_control_characters_are_shown(arguments: list[str], form: str, data: Path) -> None:
    """What an article or a file's name holds does not steer the terminal."""
    more = [] if arguments[0] == "export" else ["--format", form]
    done = sessions(data, *arguments, *more)
    assert done.returncode == 0
    assert "bold" in done.stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout + done.stderr)


@pytest.mark.parametrize("verb", ["show", "export", "delete"])
def test_an_unknown_name_is_told_in_a_line(verb: str, data: Path) -> None:
    """The nearest name is told, and nothing else happens."""
    done = sessions(data, verb, "fery")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean ferry?" in messages(done)[0]


def test_delete_asks_nobody_who_is_not_there(data: Path) -> None:
    """In a pipe it wants --yes, and with it the session is gone."""
    refused = sessions(data, "delete", "ferry")
    assert refused.returncode == 2
    assert "--yes" in messages(refused)[0]
    assert "deleted 'ferry' with 3 questions" in messages(sessions(data, "delete", "ferry", "--yes"))[0]
    assert "ferry" not in sessions(data, "list").stdout
    assert b"Oske" not in (data / "sessions.db").read_bytes()


@pytest.mark.parametrize(("reply", "left"), [("y\n", 1), ("yes\n", 1), ("n\n", 2), ("\n", 2), ("\x04", 2)])
def test_delete_asks_at_a_terminal(reply: str, left: int, data: Path) -> None:
    """Only yes is yes."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*COMMAND, "sessions", "delete", "ferry"],
        env=environment(ASSISTANT_DATA_DIR=str(data)),
        stdin=theirs,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(theirs)
    os.write(ours, reply.encode())
    _, told = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert "delete 'ferry' with 3 questions for good? [y/N]" in told
    assert len(open_sessions(data).list()) == left


def test_a_damaged_file_is_told_once(data: Path) -> None:
    """The list is empty then, the file is kept, and one line says where."""
    (data / "sessions.db").write_bytes(b"garbage" * 1000)
    done = sessions(data, "list", "--format", "json")
    assert json.loads(done.stdout) == []
    assert "kept as sessions.db.damaged-" in messages(done)[0]
    assert messages(sessions(data, "list")) == []


def test_a_place_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """One line, exit code 2."""
    (tmp_path / "data").write_text("", encoding="utf-8")
    done = sessions(tmp_path / "data", "list")
    assert (done.returncode, done.stdout) == (2, "")
    assert "ASSISTANT_DATA_DIR" in messages(done)[0]


def test_a_chat_goes_on_where_nothing_can_be_kept(tmp_path: Path) -> None:
    """A data folder that cannot be used is told, and the question answered; a session that is named needs it."""
    (tmp_path / "one.txt").write_text("The flood killed 19 people.\n", encoding="utf-8")
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    where = {"ASSISTANT_DATA_DIR": str(tmp_path / "data")}
    done = run(["chat", "one.txt"], tmp_path, "How many people did the flood kill?\n", where)
    assert done.returncode == 0 and "killed 19 people. [1:1]" in done.stdout
    assert "nothing of this chat is kept: " in messages(done)[0]
    assert run(["chat", "one.txt", "--session", "flood"], tmp_path, "", where).returncode == 2
