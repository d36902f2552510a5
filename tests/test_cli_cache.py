"""`assistant cache`: what is kept, why a call is there, and how it goes away."""

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import Exit
from assistant.llm.call import Call, Message, Reply
from assistant.llm.entry import Entry, to_text
from assistant.llm.store import DATABASE, FOLDER, Store, open_store
from tests.cli_runner import ONE, Done, messages, run
from tests.loopback import Loopback, honest

LONG = "".join(f"Line {n} of the article.\n" for n in range(20))


def call(text: str, prompt: str = "digest") -> Call:
    """A call with one message."""
    return Call("http://here/v1", "gull", prompt, (Message("user", text),))


def keep(store: Store, made: Call, at: str = "2026-01-02T03:04:05+00:00") -> str:
    """Put a call into a store and return its key."""
    store.put(made.key, to_text(Entry(made, Reply("A \x1b[31mreply.\nOf two lines.", "stop", 1200, 34), at)))
    return made.key


def cache(folder: Path, *arguments: str) -> Done:
    """Run `assistant cache` over the cache in a folder."""
    return run(["cache", *arguments], folder, extra={"ASSISTANT_CACHE_DIR": str(folder / "kept")})


def test_info_counts_by_prompt_and_model(tmp_path: Path) -> None:
    """Folder, number, size, tokens, and a line for each prompt and model."""
    empty = cache(tmp_path, "info")
    assert empty.returncode == Exit.DONE
    assert "calls: 0," in empty.stdout
    store = open_store(tmp_path / "kept")
    for made in (call("a"), call("b"), call("a", "judge")):
        keep(store, made)
    store.put("junk", "no entry")
    lines = cache(tmp_path, "info").stdout.splitlines()
    assert lines[0] == f"folder: {tmp_path / 'kept' / FOLDER}"
    assert re.fullmatch(r"calls: 3, \d+ kB, 3,702 tokens", lines[1])
    assert lines[2:] == ["  2 digest (gull)", "  1 judge (gull)"]


def test_why_explains_a_call(tmp_path: Path) -> None:
    """The beginning of a key is enough; nothing in a reply steers the terminal."""
    store = open_store(tmp_path / "kept")
    key = keep(store, call(LONG))
    told = cache(tmp_path, "why", key[:9].upper()).stdout
    for part in (key, "prompt: digest", "model: gull at http://here/v1", "date: 2026-01-02T03:04:05+00:00"):
        assert part in told
    assert "tokens: 1200 in, 34 out" in told
    assert "  Line 4 of the article.\n  and 15 more lines\n" in told
    assert "  A reply.\n  Of two lines.\n" in told
    keep(store, call("another"))
    listed = cache(tmp_path, "why", "").stdout.splitlines()
    assert len(listed) == 2
    assert any(line.startswith(f"{key[:8]} 2026-01-02") for line in listed)
    missing = cache(tmp_path, "why", "xyz")
    assert (missing.returncode, missing.stdout) == (Exit.USER_CAN_MEND, "")
    assert "assistant cache why ''" in messages(missing)[0]


def test_clear_says_what_went(tmp_path: Path) -> None:
    """Only what is older than asked, else everything, and the space with it."""
    store = open_store(tmp_path / "kept")
    keep(store, call("old"))
    fresh = keep(store, call("fresh"), datetime.now(UTC).isoformat(timespec="seconds"))
    store.put("junk", "no entry")
    store.close()
    assert "removed 2 calls older than 30 days" in cache(tmp_path, "clear", "--older-than", "30").stderr
    assert list(open_store(tmp_path / "kept")) == [fresh]
    assert "removed 1 calls" in cache(tmp_path, "clear").stderr
    assert not (tmp_path / "kept" / FOLDER / DATABASE).exists()


def test_clear_mends_a_cache_that_cannot_be_read(tmp_path: Path) -> None:
    """The way out that every other command names."""
    (tmp_path / "kept" / FOLDER).mkdir(parents=True)
    (tmp_path / "kept" / FOLDER / DATABASE).write_bytes(b"not a database " * 100)
    spoiled = cache(tmp_path, "info")
    assert spoiled.returncode == Exit.USER_CAN_MEND
    assert "assistant cache clear" in messages(spoiled)[0]
    assert cache(tmp_path, "clear").returncode == Exit.DONE
    assert cache(tmp_path, "info").returncode == Exit.DONE


def test_a_run_keeps_its_calls_unless_told_otherwise(tmp_path: Path) -> None:
    """A call is kept by default; with --no-cache it is made again and nothing is written."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    kept = {"ASSISTANT_CACHE_DIR": str(tmp_path / "kept"), "ASSISTANT_NO_CACHE": ""}
    with Loopback(honest) as server:
        chosen = ["digest", "one.txt", "--model", "m", "--base-url", server.base_url]
        assert run([*chosen, "--no-cache"], tmp_path, extra=kept).returncode == Exit.DONE
        assert not (tmp_path / "kept").exists()
        assert run(chosen, tmp_path, extra=kept).returncode == Exit.DONE
        assert len(server.requests) == 2
    assert len(list(open_store(tmp_path / "kept"))) == 1


def test_a_cache_that_cannot_be_used_is_told_before_the_work(tmp_path: Path) -> None:
    """One line with the path and the ways out, and no call is made."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "kept").write_text("a file in the way", encoding="utf-8")
    kept = {"ASSISTANT_CACHE_DIR": str(tmp_path / "kept"), "ASSISTANT_NO_CACHE": ""}
    with Loopback(honest) as server:
        done = run(["digest", "one.txt", "--model", "m", "--base-url", server.base_url], tmp_path, extra=kept)
        assert not server.requests
    assert done.returncode == Exit.USER_CAN_MEND
    (line,) = messages(done)
    assert str(tmp_path / "kept") in line
    assert "--no-cache" in line


def test_a_planted_row_does_not_run_in_the_command(tmp_path: Path) -> None:
    """Looking at a poisoned cache is safe."""
    import os
    import pickle

    class Planted:
        def __reduce__(self) -> tuple[object, ...]:
            return (os.mkdir, (str(tmp_path / "ran"),))

    open_store(tmp_path / "kept").close()
    connection = sqlite3.connect(tmp_path / "kept" / FOLDER / DATABASE)
    with connection:
        row = "INSERT INTO Cache (key, raw, store_time, access_time, mode, value) VALUES (?, ?, 0, 0, 4, ?)"
        connection.execute(row, ("k", 1, pickle.dumps(Planted())))
        connection.execute(row, (pickle.dumps(Planted()), 0, pickle.dumps(Planted())))
    connection.close()
    for arguments in (["info"], ["why", ""], ["clear", "--older-than", "1"], ["clear"]):
        assert cache(tmp_path, *arguments).returncode in (Exit.DONE, Exit.USER_CAN_MEND)
    assert not (tmp_path / "ran").exists()
