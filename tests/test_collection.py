"""Collections: folders digested into Parquet parts, stopped, changed and grown."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from assistant.collecting import DIGESTED, collect
from assistant.collecting.portions import BYTES, MOST, Portion, portions
from assistant.collecting.step import digested
from assistant.collection.columns import article_of, digest_of
from assistant.collection.manifest import NAME
from assistant.collection.opened import read_collection
from assistant.collection.parts import Head, encoded, read_part
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.errors import UserError
from assistant.ingest import read
from assistant.ingest.pieces import Piece, pieces_of
from assistant.pool import Inline, Processes
from assistant.schema import Caution, Clutter
from tests.cli_runner import ONE, ROOT, TWO, Inside, environment, messages
from tests.collected import ARTICLES, made, name_of, parts, write

STORY = ROOT / "corpus" / "lisk-valley-flood"
KILLED = """
import os, signal, sys
from assistant.cli import main
import assistant.cli.into, assistant.ingest.html, pyarrow.parquet

for point in map(int, sys.argv[1].split(",")):
    if not os.fork():
        left = [point]
        def heard(event, given):
            if event == "os.rename":
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(heard)
        os._exit(main(["digest", "articles", "-q", "--into", f"killed-{point}"]))
    os.wait()
"""
"""Runs that are killed before a draft takes the place of its file: the manifest's, the first part's, the next ..."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles that make four portions."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    return tmp_path


# Portions


def files(count: int, size: int = 10) -> list[Piece]:
    """Files of so many bytes."""
    return [Piece(f"a/{number:05}.txt", "", "text", b"x" * size) for number in range(count)]


def paths(cut: Iterable[Portion]) -> list[tuple[str, ...]]:
    """The files of portions."""
    return [tuple(piece.path for piece in portion.pieces) for portion in cut]


@pytest.mark.parametrize("added", ["a/00000-.txt", "a/01234-.txt", "a/02999-.txt", "0"])
def test_a_file_more_changes_its_own_portion_and_no_other(added: str) -> None:
    """Wherever it stands: at most one portion becomes two."""
    before = files(3_000)
    after = sorted([*before, Piece(added, "", "text", b"new")], key=lambda piece: piece.path)
    old, new = ({portion.key for portion in portions(pieces)} for pieces in (before, after))
    assert len(old) > 5
    assert len(old - new) == 1 and len(new - old) in (1, 2)


def test_portions_are_bounded() -> None:
    """By files and by bytes; nothing is lost or moved."""
    for pieces in (files(5_000), files(40, BYTES // 10), files(3, 2 * BYTES)):
        cut = list(portions(pieces))
        assert list(chain.from_iterable(paths(cut))) == [piece.path for piece in pieces]
        assert max(len(portion.pieces) for portion in cut) <= MOST
        assert all(sum(len(p.data) for p in c.pieces) <= BYTES or len(c.pieces) == 1 for c in cut)


@pytest.mark.parametrize(
    "other",
    [
        Piece("b.txt", "n", "text", b"x"),
        Piece("a.txt", "m", "text", b"x"),
        Piece("a.txt", "n", "html", b"x"),
        Piece("a.txt", "n", "text", b"y"),
        Piece("a.txt", "n", "text", b"x", first=2),
        Piece("a.txt", "n", problem="is empty"),
    ],
)
def test_a_key_tells_all_that_decides_a_part(other: Piece) -> None:
    """Path, name, kind, bytes, place in the file, and what could not be read."""
    keys = {portion.key for piece in (Piece("a.txt", "n", "text", b"x"), other) for portion in portions([piece])}
    assert len(keys) == 2


def line(number: int) -> str:
    """A line of JSON with an article, or with none."""
    if number % 7 == 3:
        return ["", "not JSON", '{"title": "no text"}'][number % 3]
    return json.dumps({"text": f"The bridge at Kelder was closed on Friday after {number} cars were counted."})


def test_lines_are_read_in_portions_as_in_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same articles, numbers of lines and problems, however many portions a file of JSON lines has."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text("\n".join(map(line, range(400))), encoding="utf-8")
    Path("blank.jsonl").write_text("\n \n", encoding="utf-8")
    Path("bad.jsonl").write_text("no\n" * 50, encoding="utf-8")
    assert len(list(portions(pieces_of("a.jsonl")))) > 1
    found = collect(["a.jsonl", "blank.jsonl", "bad.jsonl"], Path("c"), pool=Inline())
    whole, back = read("a.jsonl", "blank.jsonl", "bad.jsonl"), read("c")
    assert back.articles == whole.articles
    assert found.problems == back.problems == whole.problems
    assert any("more lines like these" in problem.reason for problem in whole.problems)


def test_a_stream_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    """Lines are taken as portions are asked for."""
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(line, range(1_500))), encoding="utf-8")
    taken: list[Piece] = []
    cut = portions(taken.append(piece) or piece for piece in pieces_of(str(path)))  # type: ignore[func-returns-value]
    next(cut)
    assert len(taken) <= MOST


# Columns


def test_nothing_is_lost_in_a_part(tmp_path: Path) -> None:
    """Whatever an article and its digest hold, characters of every kind too."""
    (article,) = read(STORY / "callan-mercury.txt").articles
    odd = replace(
        article,
        text=f"{article.text}\n\0 \U0001f30a “é” \r\n e\u0301 end.",
        clutter=(*article.clutter, Clutter(3, 9, "menu")),
        pages=(0, 40),
        cautions=(Caution("hidden", "display:none", "unseen", -1, -1, 3), Caution("addressed", "text", "you", 1, 4)),
    )
    digests = [replace(make_digest(a, Builtin().digest(a)), skipped={"b": 2, "a": 1}) for a in (article, odd)]
    told = list(zip((article, odd), digests, strict=True))
    part = tmp_path / "part.parquet"
    part.write_bytes(encoded(told, Head("k", "c", "builtin", articles=2)))
    back = [(article_of(row), row) for row in read_part(part)]
    assert [(found, digest_of(row, found)) for found, row in back] == told
    assert [list(digest_of(row, found).skipped) for found, row in back] == [["b", "a"]] * 2


def test_other_programs_find_the_words_at_their_offsets(desk: Path) -> None:
    """A column for each field, and for each claim its exact words and where they stand."""
    made("c")
    table = pq.read_table([str(path) for path in Path("c").glob("*.parquet")])
    assert table.num_rows == ARTICLES
    assert {"path", "title", "outlet", "published", "url", "text", "claims"} <= set(table.column_names)
    for row in table.to_pylist():
        quotes = [quote for claim in row["claims"] for quote in claim["quotes"]]
        assert quotes and all(row["text"][q["start"] : q["end"]] == q["text"] for q in quotes)
        assert row["outlet"] == "The Northern Observer"


# Runs


def test_a_run_that_is_killed_goes_on(desk: Path) -> None:
    """Wherever it is killed: what is there is whole, is not made again, and the end is that of one left alone."""
    made("whole")
    points = range(1, 7)  # the manifest, four parts, the manifest
    env = environment()
    script = [sys.executable, "-c", KILLED, ",".join(map(str, points))]
    subprocess.run(script, cwd=desk, env=env, check=True, timeout=60)
    wanted = parts(desk / "whole")
    for point in points:
        killed = desk / f"killed-{point}"
        left = parts(killed)
        assert left.items() <= wanted.items()
        assert len(left) == max(0, min(point - 2, 4))
        if point > 1:
            assert "is not finished" in read_collection(str(killed)).problems[0].reason
        assert made(str(killed)).kept == len(left)
        assert parts(killed) == wanted
        assert (killed / NAME).read_bytes() == (desk / "whole" / NAME).read_bytes()
        assert not list(killed.glob(".assistant-*"))


def test_an_interrupt_keeps_what_is_done(desk: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told how to go on, the exit code is 130, and the next run makes the rest."""

    def watch(step: str, done: int, total: int) -> None:
        assert step == DIGESTED and done <= total == ARTICLES
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made("c", watch=watch)
    assert len(parts(Path("c"))) == 2
    assert made("c").kept == 2


@pytest.mark.parametrize(
    ("change", "renewed"),
    [
        (lambda: Path(name_of(4, last=False)).write_text(TWO, encoding="utf-8"), 1),
        (lambda: Path(name_of(4, last=False)).unlink(), 1),
        (lambda: Path("articles/04-x.txt").write_text(TWO, encoding="utf-8"), 1),
        (lambda: shutil.copytree("articles", "articles/more"), 1),
        (lambda: os.utime(name_of(4, last=False), (1, 1)), 0),
    ],
)
def test_only_portions_that_changed_are_made_again(desk: Path, change: Callable[[], object], renewed: int) -> None:
    """A file that was changed, removed or added costs the portion that it is in; the earlier part goes."""
    made("c")
    before = parts(Path("c"))
    change()
    again = made("c")
    after = parts(Path("c"))
    assert again.parts - again.kept == len(after.keys() - before.keys()) == renewed
    assert len(after) == again.parts
    assert read("c").articles == read("articles").articles


def test_parts_do_not_hang_on_how_many_work(desk: Path) -> None:
    """Processes make the same bytes as one thread."""

    class Spread(Inline):
        def for_work(self, sizes: Sequence[int]) -> Processes:
            return Processes(2)

    made("one")
    collect(["articles"], Path("two"), pool=Spread())
    assert parts(Path("one")) == parts(Path("two"))


def test_a_worker_of_another_version_is_told(desk: Path) -> None:
    """Its part would be another than its name says."""
    (portion,) = portions([Piece("a.txt", "a", "text", ONE.encode())])
    with pytest.raises(UserError, match="same on every machine"):
        digested(replace(portion, maker="other"))


def test_a_collection_is_its_owners_alone(desk: Path) -> None:
    """Folder and files are closed to others."""
    made("c")
    assert stat.S_IMODE(Path("c").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in Path("c").iterdir()} == {0o600}


def test_problems_are_few_and_come_back(desk: Path, inside: Inside) -> None:
    """As many as of the folder itself, in its words; the exit code is 3, then and later."""
    for number in range(30):
        (desk / "articles" / f"z{number}.html").write_text(" ", encoding="utf-8")
    (desk / "articles" / "z.xyz").write_text("x", encoding="utf-8")
    done = inside(["digest", "articles", "--into", "c"])
    assert done.returncode == 3
    told = [f"{problem.where}: {problem.reason}" for problem in read("articles").problems]
    assert len(told) == 21
    assert [said for said in messages(done) if said in told] == told
    assert read("c").problems == read("articles").problems
    assert inside(["stories", "c", "-q"]).returncode == 3
