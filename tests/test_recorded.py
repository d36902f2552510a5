"""What a real model once said about three stories, replayed: no key, no network, no weights."""

import json
from pathlib import Path

import pytest

from assistant.engines import open_engine
from assistant.evaluate.records import Spec
from assistant.evaluate.suites import beside, read_suites, sources
from assistant.ingest import read
from assistant.pipeline import digest
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
RECORDED = [part for part in read_suites([str(ROOT / "evals" / "replay.yaml")]).parts if part.replay]
STORIES = [pytest.param(part, path, id=path.name) for part in RECORDED for path in sources(part)]


def test_a_model_is_recorded_on_three_stories() -> None:
    """`make record` leaves what it said of them."""
    assert len(STORIES) >= 3


@pytest.mark.parametrize(("part", "story"), STORIES)
def test_a_recording_answers_for_the_model(part: Spec, story: Path) -> None:
    """Every digest is in the cassette; what the model said is located or rejected, none of it lost."""
    engine = open_engine(Settings(model=part.model, replay=beside(part, part.replay)))
    made = digest(read(story), engine=engine)
    assert made.run.calls == 0
    assert made.run.problems == ()
    texts = {article.id: article.text for article in made.articles}
    claims = [claim for each in made.digests for claim in each.claims]
    assert len(claims) >= len(made.articles)
    assert all(q.text == texts[q.article][q.start : q.end] for claim in claims for q in claim.quotes)


@pytest.mark.parametrize("part", RECORDED, ids=lambda part: str(part.name))
def test_a_recording_is_readable_in_a_diff(part: Spec) -> None:
    """One call a line, sorted, and no path or address of the machine that recorded it."""
    lines = Path(beside(part, part.replay)).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines]
    for line in lines:
        assert "127.0.0.1" not in line
        assert "/tmp/" not in line
        assert "/home/" not in line
