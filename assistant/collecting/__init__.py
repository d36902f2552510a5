"""Folders of any size, digested into a collection part by part: what is there already is not made again."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path

from assistant.code import code
from assistant.collecting.portions import BYTES, Portion, portions
from assistant.collecting.step import digested
from assistant.collection.manifest import NAME, Manifest, read_manifest, write_manifest
from assistant.collection.parts import Faults, Head, Unsound, checked, head_of, is_name, library, name_of
from assistant.engines.builtin import Builtin
from assistant.errors import UserError
from assistant.ingest.folders import few
from assistant.ingest.pieces import Place, pieces_of, places_of
from assistant.ingest.records import MOST_PROBLEMS, unlisted
from assistant.pool import Pool, Watch, unwatched
from assistant.schema import Problem
from assistant.whole import sweep, write_whole

CLAIM = 150
"""Characters of an article that make about one claim."""
FOLDER_MODE = 0o700
LOCK = ".lock"
DIGESTED = "digesting files"


@dataclass(frozen=True, slots=True)
class Collected:
    """What is in a collection now, how many of its parts were there before, and what is not in it."""

    articles: int
    parts: int
    kept: int
    cautious: int
    problems: tuple[Problem, ...]


def collect(sources: Sequence[str], folder: Path, *, pool: Pool, watch: Watch = unwatched) -> Collected:
    """Digest files and folders by the built-in engine into a collection, which holds nothing else afterwards.

    Parts are written as they are made; a run after one that was stopped, or after a change of the sources, makes
    those that are missing. Until the last is there the collection is what it was before. Raises UserError, and
    OSError where something cannot be written.
    """
    library()
    # Links stay what they are called; what is not there may be a slip, and binds nobody.
    named = tuple(os.path.abspath(source) for source in sources if os.path.lexists(source))  # noqa: PTH100
    places = list(places_of(sources))
    _check(folder, named)
    folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
    with _alone(folder):
        run = _Run(folder, pool, watch, sum(len(place.files) for place in places))
        if read_manifest(folder) is None:
            write_manifest(folder, Manifest(named, code(), Builtin.name))
        problems = tuple(problem for place in places for problem in run.take(place))
        return run.finish(named, problems)


@dataclass
class _Run:
    """One run into a folder: the parts that there are to be in their order, and what is known of those that are."""

    folder: Path
    pool: Pool
    watch: Watch
    total: int
    files: int = 0
    kept: int = 0
    names: list[str] = field(default_factory=list)
    heads: dict[str, Head] = field(default_factory=dict)

    def take(self, place: Place) -> tuple[Problem, ...]:
        """Make the parts of a place that are missing; what could not be read of it."""
        self.watch(DIGESTED, self.files, self.total)
        before = len(self.names)
        cut = portions(chain.from_iterable(map(pieces_of, place.files)))
        for data in self.pool.for_work(_sizes(place.files)).map(digested, self._missing(cut)):
            head = head_of(data)
            if head.articles:
                write_whole(self.folder / name_of(head.key), data, private=True)
            self._have(head)
        faults = [each for name in self.names[before:] for each in self.heads[name].faults]
        found = (*_told(faults), *place.problems)
        return few(found, place.folder) if place.folder else found

    def _missing(self, cut: Iterable[Portion]) -> Iterator[Portion]:
        """The portions whose parts are not there. All are asked for in order, a few before they are needed."""
        for portion in cut:
            name = name_of(portion.key)
            self.names.append(name)
            known = _known(self.folder / name, portion.key)
            if known:
                self.kept += 1
                self._have(known)
            else:
                yield portion

    def _have(self, head: Head) -> None:
        self.heads[name_of(head.key)] = head
        self.files += head.files
        self.watch(DIGESTED, self.files, self.total)

    def finish(self, sources: tuple[str, ...], problems: tuple[Problem, ...]) -> Collected:
        """Let the collection be what was made, and remove the parts that are of no use any more."""
        heads = [self.heads[name] for name in self.names]
        articles = sum(head.articles for head in heads)
        if not articles:
            said = "; ".join(f"{p.where}: {p.reason}" for p in problems[:3])
            raise UserError(f"nothing could be read: {said or 'name a file or folder that holds an article'}")
        parts = tuple(name for name, head in zip(self.names, heads, strict=True) if head.articles)
        made = Manifest(sources, code(), Builtin.name, True, articles, parts, problems)
        write_manifest(self.folder, made)
        for path in self.folder.iterdir():
            if is_name(path.name) and path.name not in parts:
                path.unlink()
        sweep(self.folder)
        return Collected(articles, len(parts), self.kept, sum(head.cautious for head in heads), problems)


def _known(path: Path, key: str) -> Head | None:
    """What a part says that is there already; None where it is not, is damaged, or is not what it is called."""
    with suppress(Unsound):
        head = checked(path)
        return head if head.key == key else None
    return None


def _told(faults: Iterable[Faults]) -> Iterator[Problem]:
    """Problems in order; of a file that lies in several parts as many as if it lay in one."""
    for path, group in groupby(faults, lambda each: each.path):
        found = list(group)
        problems = [problem for each in found for problem in each.problems]
        more = sum(each.more for each in found)
        if len(found) > 1:
            more += max(0, len(problems) - MOST_PROBLEMS)
            problems = problems[:MOST_PROBLEMS]
        yield from (*problems, *unlisted(path, more))


def _sizes(files: Iterable[str]) -> list[int]:
    """The work in files, in claims: large ones in as many portions as they will be cut into."""
    found: list[int] = []
    for path in files:
        try:
            size = Path(path).stat().st_size
        except (OSError, ValueError):  # told when it is opened
            continue
        found += [min(size, BYTES) // CLAIM] * (size // BYTES + 1)
    return found


def _check(folder: Path, named: Sequence[str]) -> None:
    """Find out before the work begins that a collection of these sources can be there. Raises UserError."""
    if folder.exists() and not folder.is_dir():
        raise UserError(f"--into {folder}: is a file; name a folder")
    real = folder.resolve()
    inside = next((source for source in named if real.is_relative_to(Path(source).resolve())), None)
    if inside:
        raise UserError(f"--into {folder}: lies in {inside}, which is read; name a folder beside it")
    try:
        earlier = read_manifest(folder)
    except ValueError as error:
        raise UserError(f"--into {folder}: {NAME} {error}; remove the folder, or name another") from None
    if earlier is None:
        if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
            raise UserError(f"--into {folder}: holds other files; name a new folder")
    elif (earlier.finished or any(is_name(path.name) for path in folder.iterdir())) and (
        missing := [source for source in earlier.sources if source not in named]
    ):
        raise UserError(f"--into {folder}: is a collection of {missing[0]} too; name that as well, or another folder")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """See to it that no other run writes into a folder. Raises UserError where one does."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise UserError(f"--into {folder}: another run writes into it; wait for its end") from None
    try:
        yield
    finally:
        lock.release()
