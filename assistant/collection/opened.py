"""A collection as it is read back: its articles, and their digests where this code would make the same."""

from collections.abc import Iterator
from pathlib import Path

from assistant.code import code
from assistant.collection.columns import DIGEST, article_of, digest_of, schema
from assistant.collection.manifest import NAME, Manifest, read_manifest
from assistant.collection.parts import Unsound, read_part
from assistant.schema import Article, Digest, Problem, Reading

AGAIN = "run the assistant digest --into again that made it"


def read_collection(source: str) -> Reading:
    """The articles of a collection in their order, each with its digest; what is damaged is a problem."""
    folder = Path(source)
    try:
        manifest = read_manifest(folder)
    except ValueError as error:
        return Reading((), (Problem(str(folder / NAME), f"{error}; {AGAIN}"),))
    if manifest is None or not manifest.finished:
        return Reading((), (Problem(source, f"is a collection that is not finished; {AGAIN}"),))
    fresh = manifest.code == code()
    problems = list(manifest.problems)
    found = list(_parts(folder, manifest, problems, fresh=fresh))
    return Reading(
        tuple(article for article, _ in found),
        tuple(problems),
        tuple(digest for _, digest in found if digest),
        () if fresh else (source,),
    )


def _parts(
    folder: Path, manifest: Manifest, problems: list[Problem], *, fresh: bool
) -> Iterator[tuple[Article, Digest | None]]:
    columns = None if fresh else [name for name in schema().names if name not in DIGEST]
    for name in manifest.parts:
        try:
            made = [(row, article_of(row)) for row in read_part(folder / name, columns)]
            yield from [(article, digest_of(row, article) if fresh else None) for row, article in made]
        except (Unsound, IndexError) as error:
            said = str(error) if isinstance(error, Unsound) else "is damaged"
            problems.append(Problem(str(folder / name), f"{said}; {AGAIN}"))
