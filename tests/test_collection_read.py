"""Collections: read back as what they are made of, damaged, and refused."""

import json
import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from assistant.code import code
from assistant.collecting import collect
from assistant.collection.manifest import NAME
from assistant.collection.parts import MARK, head_of
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.ingest import read
from assistant.pool import Inline
from tests.cli_runner import COMMAND, ONE, ROOT, TWO, Inside, environment, messages
from tests.collected import ARTICLES, made, name_of, parts, write

STORY = ROOT / "corpus" / "lisk-valley-flood"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles that make four portions."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    return tmp_path


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
