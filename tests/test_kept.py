"""A comparison behind an answer costs nothing: what a model said before is used, and nothing is asked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.engines import open_engine
from assistant.engines.builtin import Builtin
from assistant.engines.kept import Kept, comparing
from assistant.errors import UserError
from assistant.pipeline import compare, digest
from assistant.schema import Article, Reading
from assistant.settings import Settings
from tests.loopback import Loopback, honest

TEXTS = {
    "a1": "The storm killed 19 people in Oxmere. The old lighthouse of Oxmere lost its lamp and its keeper.",
    "a2": "In Oxmere 21 people died in the storm. A keeper of the old lighthouse in Oxmere saved its lamp.",
}
READING = Reading(
    tuple(Article(id, f"{id}.txt", f"Storm {id}", "", "2025-11-12", "", text) for id, text in TEXTS.items())
)


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A model of good will."""
    with Loopback(honest) as running:
        yield running


def settings(server: Loopback, folder: Path) -> Settings:
    """A model at the server, with a cache of its own."""
    return Settings(model="m", base_url=server.base_url, cache_dir=str(folder))


@pytest.mark.parametrize("given", [Settings(), Settings(model="m", base_url="http://127.0.0.1:9/v1", no_cache=True)])
def test_nothing_kept_is_the_built_in_engine(given: Settings) -> None:
    """So that its comparison depends on the articles alone and may itself be kept."""
    assert type(comparing(given, READING.articles)) is Builtin


def test_what_a_model_said_before_is_compared_without_asking(server: Loopback, tmp_path: Path) -> None:
    """Drafts and verdicts come from the store, word for word those of the run that paid for them."""
    given = settings(server, tmp_path)
    assert type(comparing(given, READING.articles)) is Builtin
    paid = compare(READING, engine=open_engine(given))
    asked = len(server.requests)
    engine = comparing(given, READING.articles)
    assert isinstance(engine, Kept)
    again = compare(READING, engine=engine)
    assert again.stories == paid.stories
    assert again.run.calls == 0
    assert len(server.requests) == asked > 0


def test_where_a_digest_or_verdict_is_missing_the_built_in_engine_stands_in(server: Loopback, tmp_path: Path) -> None:
    """One article was digested, no pair judged: the tolls are still found to differ, and nobody is asked."""
    given = settings(server, tmp_path)
    digest(replace(READING, articles=READING.articles[:1]), engine=open_engine(given))
    asked = len(server.requests)
    engine = comparing(given, READING.articles)
    assert isinstance(engine, Kept)
    assert engine.digest(READING.articles[1]) == Builtin().digest(READING.articles[1])
    made = compare(READING, engine=engine)
    assert [f.kind for story in made.stories for f in story.discrepancies] == ["number"]
    assert len(server.requests) == asked


def test_a_cassette_without_a_digest_is_no_error(tmp_path: Path) -> None:
    """An answer that was recorded may be replayed where no digest was; a cassette that is none is an error."""
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", encoding="utf-8")
    assert type(comparing(Settings(model="m", replay=str(empty)), READING.articles)) is Builtin
    with pytest.raises(UserError, match="cannot be read as a cassette"):
        comparing(Settings(model="m", replay=str(tmp_path / "none.jsonl")), READING.articles)
