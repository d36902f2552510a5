"""A folder of articles that makes four portions, for tests of collections."""

from collections.abc import Iterable
from pathlib import Path

from assistant.collecting import Collected, collect
from assistant.collecting.portions import _ends
from assistant.ingest.pieces import Piece
from assistant.pool import Inline
from tests.cli_runner import ONE

ARTICLES = 12


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
