"""Collections: folders digested into Parquet parts, stopped, changed, read back, and damaged."""

import json
import os
import resource
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

from assistant.code import code
from assistant.collecting import DIGESTED, Collected, collect
from assistant.collecting.portions import BYTES, MOST, Portion, _ends, portions
from assistant.collecting.step import digested
from assistant.collection.columns import article_of, digest_of
from assistant.collection.manifest import NAME
from assistant.collection.opened import read_collection
from assistant.collection.parts import MARK, Head, encoded, head_of, read_part
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.errors import UserError
from assistant.ingest import read
from assistant.ingest.pieces import Piece, pieces_of
from assistant.pool import Inline, Processes
from assistant.schema import Caution, Clutter
from tests.cli_runner import COMMAND, ONE, ROOT, TWO, Inside, environment, messages

STORY = ROOT / "corpus" / "lisk-valley-flood"
ARTICLES = 12
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


def name_of(number: int, *, last: bool) -> str:
    """A path below `articles` behind which a portion ends, or does not; paths go up with their numbers."""
    tries = (f"articles/{number:02}-{salt}.txt" for salt in range(100_000))
    return next(path for path in tries if _ends(Piece(path, "")) == last)


def write(folder: Path, numbers: Iterable[int] = range(ARTICLES)) -> None:
    """Articles in a folder: every third is the last of its portion."""
    (folder / "articles").mkdir(exist_ok=True)
    for number in numbers:
        path = folder / name_of(number, last=number % 3 == 2)
        path.write_text(f"{ONE.replace('19', str(19 + number))}\n", encoding="utf-8")


def parts(folder: Path) -> dict[str, bytes]:
    """The parts of a collection."""
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def made(into: str, **more: object) -> Collected:
    """A collection of the articles of this folder."""
    return collect(["articles"], Path(into), pool=Inline(), **more)  # type: ignore[arg-type]


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


# Reading back


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `there` leads to a story of the corpus, and `c` is the collection of it."""
    folder = tmp_path_factory.mktemp("story")
    shutil.copytree(STORY, folder / "there")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        collect(["there"], Path("c"), pool=Inline())
    return folder


@pytest.mark.parametrize(
    "verb", [("digest",), ("compare",), ("brief",), ("stories",), ("ask", "How many people are missing?")]
)
def test_a_collection_is_read_as_the_folder_that_it_is_of(
    verb: tuple[str, ...], story: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every result is the same, byte for byte."""
    monkeypatch.chdir(story)
    told = [inside([*verb, source, "-f", "json", "-q"]) for source in ("there", "c")]
    assert told[0].stdout == told[1].stdout != ""
    assert told[0].returncode == told[1].returncode == 0


def test_digests_that_were_made_are_not_made_again(desk: Path) -> None:
    """They are read, each under the id that its article has in this reading."""
    (desk / "articles" / "sub").mkdir()
    shutil.copy(name_of(0, last=False), "articles/sub")
    made("c")
    found = read("c", "articles")
    assert found.articles == read("articles").articles
    assert found.digests == tuple(make_digest(a, Builtin().digest(a)) for a in found.articles)
    assert len({article.id for article in found.articles}) == ARTICLES + 1


def test_digests_of_other_code_are_made_anew(desk: Path, inside: Inside) -> None:
    """It is said in a line, and the result is the same."""
    made("c")
    manifest = desk / "c" / NAME
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(code(), "0" * 64), encoding="utf-8")
    done = inside(["compare", "c", "-f", "json"])
    assert [said for said in messages(done) if said.startswith("c: made by other code")]
    assert done.returncode == 0
    assert done.stdout == inside(["compare", "articles", "-f", "json"]).stdout


def torn(part: Path) -> None:
    """A part without its end."""
    part.write_bytes(part.read_bytes()[:-100])


def spoiled(part: Path) -> None:
    """A part with other bytes in its pages."""
    held = bytearray(part.read_bytes())
    held[200:210] = b"0123456789"
    part.write_bytes(held)


def foreign(part: Path) -> None:
    """Another Parquet file."""
    pq.write_table(pq.read_table(part).select(["text"]).replace_schema_metadata({}), part)


def later(part: Path) -> None:
    """A part with columns of a later version."""
    table = pq.read_table(part)
    told = table.schema.metadata[MARK].replace(b'"schema": 1', b'"schema": 2')
    pq.write_table(table.replace_schema_metadata({MARK: told}), part)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (torn, "is damaged"),
        (spoiled, "is damaged"),
        (foreign, "is no part of a collection"),
        (later, "has schema 2"),
        (Path.unlink, "is missing"),
    ],
)
def test_a_part_that_is_harmed_is_told_and_the_others_read(
    harm: Callable[[Path], None], said: str, desk: Path, inside: Inside
) -> None:
    """One line names the file and says what to do; the exit code is 3; the same command mends it."""
    made("c")
    whole = parts(Path("c"))
    part = desk / "c" / min(whole)
    count = head_of(whole[part.name]).articles
    harm(part)
    done = inside(["digest", "c", "-f", "json", "-q"])
    (line,) = [told for told in messages(done) if part.name in told]
    assert said in line and "assistant digest --into" in line
    assert done.returncode == 3
    assert len(json.loads(done.stdout)["articles"]) == ARTICLES - count
    made("c")
    assert parts(Path("c")) == whole


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["articles", "--into", "articles/c"], "lies in"),
        (["articles", "--into", "articles"], "lies in"),
        (["articles", "--into", "full"], "holds other files"),
        (["articles", "--into", "full/note.txt"], "is a file"),
        (["other", "--into", "there"], "is a collection of"),
        (["there", "--into", "c"], "is a collection; name the articles"),
        (["https://example.invalid/a", "--into", "c"], "save it as a file first"),
        (["-", "--into", "c"], "save it as a file first"),
        (["nothing", "--into", "c"], "nothing could be read"),
        (["articles", "--into", "c", "--model", "m"], "built-in engine"),
        (["articles", "--into", "c", "-o", "x.json"], "leave out"),
        (["articles", "--into", "c", "--batch", "submit"], "leave out"),
    ],
)
def test_what_cannot_be_is_told_before_the_work(arguments: list[str], said: str, desk: Path, inside: Inside) -> None:
    """In a line, with exit code 2, and nothing is written."""
    (desk / "full").mkdir()
    (desk / "other").mkdir()
    for name in ("full/note.txt", "other/a.txt"):
        (desk / name).write_text(ONE, encoding="utf-8")
    made("there")
    before = parts(desk / "there")
    done = inside(["digest", *arguments])
    assert done.returncode == 2
    assert any(said in told for told in messages(done))
    assert parts(desk / "there") == before
    assert not list(desk.glob("c/*.parquet"))


def test_a_slip_binds_nobody(desk: Path, inside: Inside) -> None:
    """A path that was not there is neither asked for later, nor are parts lost to another that is."""
    assert inside(["digest", "artcles", "--into", "c", "-q"]).returncode == 2
    assert inside(["digest", "articles", "artcles", "--into", "c", "-q"]).returncode == 3
    assert inside(["digest", "articles", "--into", "c", "-q"]).returncode == 0
    assert inside(["digest", "articles/00", "--into", "c", "-q"]).returncode == 2
    assert len(parts(desk / "c")) == 4


def no_room() -> None:
    """Not a byte may be written to a file, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_full_disk_is_told(desk: Path) -> None:
    """In a line that says what to do; what was there stays, and nothing half."""
    made("c")
    before = parts(desk / "c")
    Path(name_of(4, last=False)).write_text(TWO, encoding="utf-8")
    command = [*COMMAND, "digest", "articles", "--into", "c", "-q"]
    done = subprocess.run(
        command, env=environment(), preexec_fn=no_room, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "run the same command again" in messages(done)[0]
    assert parts(desk / "c") == before
    assert not list(Path("c").glob(".assistant-*"))


def test_two_runs_into_one_collection_do_not_meet(desk: Path, inside: Inside) -> None:
    """The second is told to wait."""
    from filelock import FileLock

    made("c")
    with FileLock("c/.lock"):
        done = inside(["digest", "articles", "--into", "c", "-q"])
    assert done.returncode == 2
    assert "another run" in messages(done)[0]
