"""What a real model once said about a story, replayed: no key, no network, no weights."""

import json
from pathlib import Path

import pytest

from assistant.engines import open_engine
from assistant.ingest import read
from assistant.pipeline import digest
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
CASSETTES = sorted((ROOT / "evals" / "cassettes").glob("*.jsonl"))
MODEL = "local:qwen2.5-coder-1.5b"


def test_there_are_recordings() -> None:
    """`make record` leaves a cassette for at least one story."""
    assert CASSETTES


@pytest.mark.parametrize("cassette", CASSETTES, ids=lambda path: path.stem)
def test_a_recording_answers_for_the_model(cassette: Path) -> None:
    """Every call of the story is in the cassette; what the model said is located or rejected, none of it lost."""
    reading = read(ROOT / "corpus" / cassette.stem)
    made = digest(reading, engine=open_engine(Settings(model=MODEL, replay=str(cassette))))
    assert made.run.calls == 0
    assert made.run.problems == ()
    texts = {article.id: article.text for article in made.articles}
    claims = [claim for each in made.digests for claim in each.claims]
    assert len(claims) >= len(made.articles)
    assert all(q.text == texts[q.article][q.start : q.end] for claim in claims for q in claim.quotes)


@pytest.mark.parametrize("cassette", CASSETTES, ids=lambda path: path.stem)
def test_a_recording_is_readable_in_a_diff(cassette: Path) -> None:
    """One call a line, sorted, and no path or address of the machine that recorded it."""
    lines = cassette.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines]
    for line in lines:
        assert "127.0.0.1" not in line
        assert "/tmp/" not in line
        assert "/home/" not in line
