"""The store: text in, text out, private, and nothing that is planted in its files ever runs."""

import json
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import diskcache
import pytest

from assistant.errors import UserError
from assistant.llm.store import DATABASE, EVALS, FOLDER, LIBRARY, Store, cache_folder, open_store, remove_store
from assistant.settings import Settings

RAW, TEXT, PICKLED = 1, 3, 4  # diskcache's modes


class Planted:
    """An object whose unpickling leaves a file."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, (str(self._mark),))


def plant(folder: Path, name: str = FOLDER, /, **columns: Any) -> None:
    """Put a row into the database behind the store's back."""
    row = {"raw": 1, "store_time": 0.0, "access_time": 0.0, "size": 0, "mode": RAW, **columns}
    names = ", ".join(row)
    connection = sqlite3.connect(folder / name / DATABASE)
    with connection:
        connection.execute(f"INSERT INTO Cache ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    connection.close()


def test_texts_survive_the_store(tmp_path: Path) -> None:
    """What is put is got by whoever opens the folder next, until it is deleted."""
    store = open_store(tmp_path)
    for key, text in (("b", "two\n\x00ü"), ("a", "one" * 50_000), ("b", "three")):
        store.put(key, text)
    store.close()
    again = open_store(tmp_path)
    assert list(again) == ["a", "b"]
    assert (again.get("b"), again.get("c")) == ("three", None)
    assert again.get("a") == "one" * 50_000
    assert again.size() > 150_000
    again.delete("a")
    again.delete("a")
    assert list(again) == ["b"]


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """Folders are 0700 and files 0600 whatever the mask, and an old folder is closed."""
    (tmp_path / "kept" / FOLDER).mkdir(parents=True, mode=0o755)
    before = os.umask(0)
    try:
        open_store(tmp_path / "kept").put("a", "text" * 20_000)
    finally:
        os.umask(before)
    folder = tmp_path / "kept" / FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert DATABASE in modes
    assert set(modes.values()) == {0o600}


def test_nothing_is_evicted(tmp_path: Path) -> None:
    """No row goes by itself, and reading one leaves no trace."""
    open_store(tmp_path).put("a", "text")
    connection = sqlite3.connect(tmp_path / FOLDER / DATABASE)
    kept = dict(connection.execute("SELECT key, value FROM Settings"))
    connection.close()
    assert (kept["eviction_policy"], kept["cull_limit"], kept["statistics"]) == ("none", 0, 0)
    assert kept["size_limit"] >= 2**60


@pytest.mark.parametrize("value", [b"bytes", 1, 2.5, None, ("a",)])
def test_other_than_text_is_a_bug(tmp_path: Path, value: Any) -> None:
    """Neither a key nor a value may be anything that would have to be pickled."""
    store = open_store(tmp_path)
    with pytest.raises(TypeError):
        store.put("a", value)
    with pytest.raises(TypeError):
        store.get(value)
    assert list(store) == []


def test_a_planted_pickle_runs_under_the_plain_library(tmp_path: Path) -> None:
    """The rows of the next test are the real thing: the library alone would run them."""
    mark = tmp_path / "ran"
    open_store(tmp_path).close()
    plant(tmp_path, key="k", mode=PICKLED, value=pickle.dumps(Planted(mark)))
    diskcache.Cache(str(tmp_path / FOLDER)).get("k")
    assert mark.exists()


def test_a_planted_pickle_does_not_run(tmp_path: Path) -> None:
    """A poisoned key, value or file is a miss that can be written over, and the store goes on."""
    mark, pickled = tmp_path / "ran", pickle.dumps(Planted(tmp_path / "ran"))
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "p.val").write_bytes(pickled)
    open_store(tmp_path).close()
    plant(tmp_path, key="value", mode=PICKLED, value=pickled)
    plant(tmp_path, key="file", mode=PICKLED, filename="p.val")
    plant(tmp_path, key=pickled, raw=0, value="text")
    plant(tmp_path, key=b"bytes", value="text")
    plant(tmp_path, key="blob", value=b"bytes")
    store = open_store(tmp_path)
    assert [store.get(key) for key in ("value", "file", "blob")] == [None] * 3
    assert set(store) == {"value", "file", "blob"}
    for key in ("value", "file", "blob", "new"):
        store.put(key, f"mended {key}")
    assert [store.get(key) for key in ("value", "new")] == ["mended value", "mended new"]
    store.delete("file")
    assert not mark.exists()
    assert (tmp_path / FOLDER / "p.val").exists()


@pytest.mark.parametrize("name", [FOLDER, LIBRARY, EVALS])
def test_no_planted_row_of_any_kind_runs(tmp_path: Path, name: str) -> None:
    """In any store: every mode of the library, in the row or in a file, as key and as value, packed as JSON or not."""
    mark = tmp_path / "ran"
    pickled = pickle.dumps(Planted(mark))
    shapes = (pickled, zlib.compress(pickled), zlib.compress(json.dumps({"py/object": "x"}).encode()), b"", "text", 7)
    open_store(tmp_path, name).close()
    (tmp_path / name / "p.val").write_bytes(pickled)
    rows = [(f"{mode} {n}", {"mode": mode, "value": v}) for mode in range(6) for n, v in enumerate(shapes)]
    rows += [(f"{mode} file", {"mode": mode, "filename": "p.val"}) for mode in range(6)]
    for key, columns in rows:
        plant(tmp_path, name, key=key, **columns)
        plant(tmp_path, name, key=key.encode(), raw=0, **columns)
        plant(tmp_path, name, key=pickled + key.encode(), raw=len(key) % 2, **columns)
    store = open_store(tmp_path, name)
    got = {key: store.get(key) for key in store}
    assert {key for key, text in got.items() if text is not None} == {f"{RAW} 4"}
    for key in got:
        store.put(key, "mended")
        store.delete(key)
    assert list(store) == []
    assert not mark.exists()
    assert (tmp_path / name / "p.val").exists()


def test_a_planted_row_reads_and_removes_no_file(tmp_path: Path) -> None:
    """A row that names a file of the user's neither shows nor deletes it."""
    (tmp_path / "letter").write_text("private", encoding="utf-8")
    open_store(tmp_path).close()
    plant(tmp_path, key="k", mode=TEXT, filename="../letter")
    store = open_store(tmp_path)
    assert store.get("k") is None
    store.put("k", "text")
    plant(tmp_path, key="l", mode=TEXT, filename="../letter")
    store.delete("l")
    assert (tmp_path / "letter").read_text(encoding="utf-8") == "private"


def _a_file_in_the_way(folder: Path) -> Path:
    (folder / "file").write_text("", encoding="utf-8")
    return folder / "file"


def _not_a_database(folder: Path) -> Path:
    (folder / FOLDER).mkdir()
    (folder / FOLDER / DATABASE).write_bytes(b"not a database " * 100)
    return folder


def _a_folder_for_a_database(folder: Path) -> Path:
    (folder / FOLDER / DATABASE).mkdir(parents=True)
    return folder


def _cut_off(folder: Path) -> Path:
    store = open_store(folder)
    for number in range(200):
        store.put(str(number), "text" * 500)
    store.close()
    path = folder / FOLDER / DATABASE
    path.write_bytes(path.read_bytes()[:6000] + b"\x00" * 8000)
    return folder


@pytest.mark.parametrize("spoil", [_a_file_in_the_way, _not_a_database, _a_folder_for_a_database, _cut_off])
def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path, spoil: Any) -> None:
    """The user reads the path and the ways out."""
    folder = spoil(tmp_path)
    with pytest.raises(UserError) as caught:
        open_store(folder)
    for told in (str(folder), "ASSISTANT_CACHE_DIR", "assistant cache clear", "--no-cache"):
        assert told in str(caught.value)


def test_a_spoiled_store_can_be_removed(tmp_path: Path) -> None:
    """After that the folder is as good as new; where there is none nothing happens."""
    remove_store(tmp_path)
    remove_store(_not_a_database(tmp_path))
    open_store(tmp_path).put("a", "text")


def test_a_store_that_fails_later_ends_no_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The fault is told once; from then on nothing is found and nothing kept."""
    store = open_store(tmp_path)
    store.put("a", "text")
    store.close()
    (tmp_path / FOLDER / DATABASE).write_bytes(b"not a database " * 1000)
    assert store.get("a") is None
    store.put("b", "text")
    assert store.get("b") is None
    (record,) = caplog.records
    assert str(tmp_path) in record.getMessage()


WRITER = "import sys; from assistant.llm.store import open_store\nstore = open_store(sys.argv[1])\n" + (
    "for n in range(40): store.put(f'{sys.argv[2]} {n}', 'text' * 100)\nassert len(list(store)) >= 40"
)


def test_processes_share_it_from_the_first_moment(tmp_path: Path) -> None:
    """Several that open a new folder at once neither fail nor lose a row."""
    root = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    running = [subprocess.Popen([*command, str(n)], cwd=root) for n in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4
    assert len(list(open_store(tmp_path))) == 160


def test_the_folder_is_the_one_that_is_set() -> None:
    """Without a setting it is the user's own."""
    assert cache_folder(Settings(cache_dir="/x/y")) == Path("/x/y")
    assert cache_folder(Settings(cache_dir="~/y")) == Path.home() / "y"
    assert cache_folder(Settings()).name == "factcheck-assistant"
    assert isinstance(open_store(cache_folder(Settings())), Store)
