"""`assistant purge`: nothing that was kept of an article can be found in any byte of any file afterwards."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import Exit
from assistant.llm.batch import jobs
from assistant.llm.call import Call, Message, Reply
from assistant.llm.entry import Entry, from_text, to_text
from assistant.llm.store import DATABASE, EVALS, FOLDER, LIBRARY, open_store
from assistant.sessions import open_sessions
from assistant.sessions.records import Cited, Exchange, Stated
from assistant.text.held import Words
from tests.cli_runner import ONE, TWO, Done, Inside
from tests.loopback import Answer, Loopback, Raw, Request, honest
from tests.loopback_batch import BatchLoopback

THREE = """A heron takes the prize in Astin

Published in The Astin Letter, November 10th, 2025

The painting of a heron won first prize at the fair in Astin. Its painter Tilda Rook gave the money to the library.
"""
OURS = ("19 people in the valley", "400 families had left their homes", "Ada Holm")
THEIRS = ("Tilda Rook gave the money", "painting of a heron won")
ALL = ("--all", "--yes")


def model(request: Request) -> Answer:
    """An honest model that also gives vectors."""
    if not request.path.endswith("/embeddings"):
        return honest(request)
    rows = [{"index": n, "embedding": [1.0, len(text) / 1000]} for n, text in enumerate(request.body["input"])]
    return Raw(body=json.dumps({"data": rows, "usage": {"prompt_tokens": 1}}))


class Desk:
    """A user's folder where articles were digested, asked about, talked about, evaluated and handed to a batch."""

    def __init__(self, folder: Path, inside: Inside) -> None:
        self.folder, self.inside = folder, inside
        self.cache, self.data = folder / "kept", folder / "data"
        for name, text in (("one.txt", ONE), ("two.txt", TWO), ("three.txt", THREE)):
            (folder / name).write_text(text, encoding="utf-8")

    def work(self) -> None:
        """Keep something of every kind, as it was when a test of this file did so first."""
        before = self.folder.parent / "before"
        for name in ("kept", "data"):
            if (before / name).exists():
                shutil.copytree(before / name, self.folder / name)
        if not before.exists():
            self._work()
            settled(self.folder)
            for name in ("kept", "data"):
                shutil.copytree(self.folder / name, before / name)

    def _work(self) -> None:
        with BatchLoopback(model) as server:
            asking = ("--model", "m", "--base-url", server.base_url)
            for article in ("one.txt", "three.txt"):
                assert not self.inside(["digest", article, *asking]).returncode
                question = ["ask", "How many families had left, and who won a prize?", article, *asking, "--embed", "e"]
                assert not self.inside(question).returncode
            assert not self.inside(["ask", "Who died in the flood?", "one.txt", "two.txt"]).returncode
            self.inside(["digest", "one.txt", "three.txt", *asking[:1], "n", *asking[2:], "--batch", "submit"])
        self.talk()
        trial = {"task": "t", "output": {"claims": [ONE.splitlines()[4]]}}
        open_store(self.cache, EVALS).put("run/0/t", json.dumps(trial))
        open_store(self.cache, EVALS).put("run/0/u", json.dumps({"output": THREE}))
        (self.data / "history").write_text(f"\n# 2026\n+{ONE.splitlines()[4]}\n\n# 2027\n+Who won?\n", encoding="utf-8")

    def talk(self) -> None:
        """Two sessions, one on both articles and one on the first alone."""
        kept = open_sessions(self.data)
        for paths, name in ((("one.txt", "three.txt"), "both"), (("one.txt",), "one")):
            session = kept.begin([str(self.folder / path) for path in paths], name=name)
            kept.add(session, Exchange("Who left?", "", (self.cited("one.txt", "400 families had left their homes."),)))
            if len(paths) > 1:
                said = self.cited("three.txt", "The painting of a heron won first prize at the fair in Astin.")
                kept.add(session, Exchange("Who won?", "A heron.", (said,)))

    def cited(self, path: str, text: str) -> Stated:
        """A sentence that stands on words of an article."""
        return Stated(text, (Cited("1:1", str(self.folder / path), "The Observer", 0, len(text), text),))

    def purge(self, *arguments: str) -> Done:
        """Run it."""
        return self.inside(["purge", *arguments])

    def found(self, words: tuple[str, ...]) -> dict[str, list[str]]:
        """In which files which of some words stand, in any case, byte by byte."""
        held = [path for root in (self.cache, self.data) for path in root.rglob("*") if path.is_file()]
        blobs = {str(path.relative_to(self.folder)): path.read_bytes().lower() for path in held}
        told = {name: [each for each in words if each.lower().encode() in blob] for name, blob in blobs.items()}
        return {name: each for name, each in told.items() if each}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the desks of all tests stand, one after the other: what is kept knows its paths."""
    return tmp_path_factory.mktemp("purge") / "desk"


@pytest.fixture
def desk(place: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with its own cache and data folder."""
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(place / "kept"))
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(place / "data"))
    yield Desk(place, inside)
    shutil.rmtree(place)


PLACES = {f"kept/{name}/{DATABASE}" for name in (FOLDER, LIBRARY, EVALS)} | {"data/sessions.db", "data/history"}


def settled(folder: Path) -> None:
    """Bring what stands beside the databases into them, as any later run does."""
    for path in folder.rglob(DATABASE):
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()


@pytest.mark.parametrize("gone", [False, True])
def test_no_byte_of_an_article_is_left(desk: Desk, gone: bool) -> None:
    """Wherever it was kept, also when the file is gone; the other keeps what it has, and a second run finds nothing."""
    desk.work()
    settled(desk.folder)
    assert desk.found(OURS).keys() >= PLACES
    assert [name for name in desk.found(OURS) if "batches" in name]
    if gone:
        (desk.folder / "one.txt").unlink()
    dry = desk.purge("one.txt", "--dry-run")
    assert (dry.returncode, desk.found(OURS).keys() >= PLACES) == (Exit.DONE, True)
    done = desk.purge("one.txt")
    assert (done.returncode, done.stdout) == (Exit.DONE, "")
    assert desk.found(OURS) == {}
    assert dry.stderr.replace("would remove", "removed") == done.stderr
    for kind in ("call", "entr", "trial", "batch under way", "question", "1 session,", "line"):
        assert kind in done.stderr
    assert len(desk.found(THEIRS)) >= 4
    (left,) = open_sessions(desk.data).list()
    assert (left.name, left.exchanges, left.paths) == ("both", 1, (str(desk.folder / "three.txt"),))
    (job,) = jobs(desk.cache)
    assert len(job.calls) == 1
    assert desk.purge("one.txt").stderr == "assistant: nothing is kept of one.txt\n"


def test_what_was_made_of_another_article_is_not_made_again(desk: Desk) -> None:
    """Its digest, its entries and its vectors answer as before."""
    desk.work()
    desk.purge("one.txt")
    with Loopback(model) as server:
        # the port is another one: only what is kept could have answered before, under the endpoint's name
        asked = [from_text(text) for text in map(open_store(desk.cache).get, open_store(desk.cache))]
        desk.inside(["ask", "Who won a prize?", "three.txt"])
        assert server.requests == []
    assert [entry.call.prompt for entry in asked if entry] == ["answer", "digest"] or len(asked) == 2
    rows = [open_store(desk.cache, LIBRARY).get(key) or "" for key in open_store(desk.cache, LIBRARY)]
    assert sum("claims" in row for row in rows) == 1
    assert sum("." in row[-18:] for row in rows) >= len(THREE.strip().splitlines()[4].split(". "))


def test_an_address_is_known_by_what_is_kept_under_it(desk: Desk) -> None:
    """It is not fetched: no test reaches the network, and the host is none."""
    url = "https://news.invalid/heron"
    window = f"<article-012345>\n{THREE}\n</article-012345>"
    call = Call("http://here", "m", "digest", (Message("user", f"Read.\n{window}"),))
    judged = Call("http://here", "m", "judge", (Message("user", "A: a heron won\n words: " + THREE.splitlines()[4]),))
    other = Call("http://here", "m", "digest", (Message("user", f"<article-9>\n{TWO}\n</article-9>"),))
    store = open_store(desk.cache)
    store.put(call.key, to_text(Entry(call, Reply("{}"), "2026", (url,))))
    store.put(judged.key, to_text(Entry(judged, Reply("{}"))))
    store.put(other.key, to_text(Entry(other, Reply("{}"))))
    store.close()
    assert "removed 2 calls" in desk.purge(url).stderr
    assert list(open_store(desk.cache)) == [other.key]
    assert desk.found(THEIRS) == {}
    assert "nothing is kept of https://news.invalid/other" in desk.purge("https://news.invalid/other").stderr


def test_what_was_removed_before_is_overwritten_too(desk: Desk) -> None:
    """A database keeps the bytes of a removed row until its page is needed."""
    store = open_store(desk.cache)
    for number in range(40):
        made = Call("e", "m", "p", (Message("user", f"{number} {THREE if number % 2 else ONE}"),))
        store.put(made.key, to_text(Entry(made, Reply("x"))))
    store.close()
    db = sqlite3.connect(desk.cache / FOLDER / DATABASE, isolation_level=None)
    db.execute("PRAGMA secure_delete = OFF")  # which is how most builds of SQLite begin
    db.execute("DELETE FROM Cache WHERE value LIKE '%Ada Holm%'")
    db.close()
    settled(desk.folder)
    assert desk.found(OURS)
    desk.purge("two.txt")
    assert desk.found(OURS) == {}
    assert desk.inside(["cache", "clear", "--older-than", "1"]).returncode == Exit.DONE


@pytest.mark.parametrize("spoil", [lambda data: b"not a database " * 600, lambda data: data[:6000] + b"\0" * 9000])
def test_a_damaged_store_goes_as_a_whole(desk: Desk, spoil: object) -> None:
    """Nothing can be looked for in it, and it can be made again; the sessions are searched all the same."""
    desk.work()
    settled(desk.folder)
    for name in (FOLDER, LIBRARY):
        path = desk.cache / name / DATABASE
        path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    assert "would remove 1 store that was damaged" in desk.purge("one.txt", "--dry-run").stderr
    done = desk.purge("one.txt")
    assert (done.returncode, desk.found(OURS)) == (Exit.DONE, {})
    assert "1 store that was damaged" in done.stderr
    assert desk.found(THEIRS).keys() >= {"data/sessions.db"}


def test_what_cannot_be_removed_is_told(desk: Desk) -> None:
    """A store in use, sessions that were set aside, and files of the user's own; the rest goes all the same."""
    desk.work()
    (desk.data / "sessions.db.damaged-20260101").write_bytes(b"damaged")
    (desk.folder / "c.jsonl").write_text(json.dumps({"messages": [ONE]}), encoding="utf-8")
    (desk.folder / "assistant.toml").write_text('record = "c.jsonl"\n', encoding="utf-8")
    done = desk.purge("one.txt")
    assert done.returncode == Exit.DONE_IN_PART
    assert "sessions.db.damaged-20260101: damaged, and cannot be searched; remove it" in done.stderr
    assert "c.jsonl: holds words of it, and is yours to remove" in done.stderr
    assert desk.found(OURS) == {}


def test_all_removes_everything_but_weights(desk: Desk) -> None:
    """After asking, which nobody can be here; with --yes all stores, sessions and notes are gone."""
    desk.work()
    (desk.cache / "models").mkdir()
    (desk.cache / "models" / "w.gguf").write_bytes(b"GGUF")
    asked = desk.purge("--all")
    assert (asked.returncode, desk.found(OURS) != {}) == (Exit.USER_CAN_MEND, True)
    assert "would remove" in desk.purge("--all", "--dry-run").stderr
    assert desk.found(OURS)
    assert desk.purge(*ALL).returncode == Exit.DONE
    left = {path.name for root in (desk.cache, desk.data) for path in root.rglob("*") if path.is_file()}
    assert left <= {"w.gguf", "open.lock", "submit.lock"}
    assert desk.purge(*ALL).stderr == "assistant: nothing is kept of any article\n"


@pytest.mark.parametrize("arguments", [(), ("--all", "one.txt")])
def test_what_is_to_go_is_named(desk: Desk, arguments: tuple[str, ...]) -> None:
    """An article, or everything, and nothing is removed otherwise."""
    done = desk.purge(*arguments)
    assert done.returncode == Exit.USER_CAN_MEND
    assert "name what is to be forgotten" in done.stderr


def test_a_folder_and_standard_input_name_articles(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder names all that is in it, also when it is gone."""
    desk.talk()
    for path in desk.folder.glob("*.txt"):
        path.unlink()
    assert "removed 3 questions of a chat, 2 sessions" in desk.purge(str(desk.folder) + os.sep).stderr


CASES = [
    ("The mayor Ada Holm said 400\n families had left their homes.", True),
    ('{"text": "The mayor ADA HOLM said 400 families had left their homes."}', True),
    ("said 400 families had left their homes", True),
    ("had left their homes", False),
    ("A mayor said that families had left their homes.", False),
    ("The bridge over the Lisk closed on Friday after", True),
    ("Bridge over", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "holds"), CASES)
def test_words_of_an_article_are_known_in_other_texts(text: str, holds: bool) -> None:
    """A whole sentence in a text, or a text that is a long enough part of it; case and line breaks do not count."""
    assert Words((ONE,)).within([text]) is holds


def test_a_text_without_a_sentence_is_known_as_a_whole() -> None:
    """And one that is empty is in nothing."""
    assert Words(("Gulls win",)).within(["today Gulls  WIN here"])
    assert not Words(("",)).within(["anything", ""])
    assert Words((ONE,)).share(ONE) == 1.0
    assert Words((ONE,)).share(THREE) == 0.0
