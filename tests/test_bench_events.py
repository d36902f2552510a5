"""The events that measure a comparison: what is planted is found, two sources at a time, and nothing else."""

import json
from pathlib import Path

from assistant.engines import open_engine
from assistant.ingest import read
from assistant.pipeline import compare
from assistant.pool import Inline
from assistant.render import render
from assistant.settings import load_settings
from bench.events import events, scored, write


def test_events_come_back_as_stories_with_what_was_planted(tmp_path: Path) -> None:
    """Fifteen kinds of news, each of its own town."""
    told = list(events(15, seed=3))
    write(told, tmp_path)
    made = compare(read(str(tmp_path)), engine=open_engine(load_settings({})), pool=Inline(), group=True)
    score = scored(told, json.loads(render(made, "json")))
    assert (score["right"], score["found"], score["false"]) == (15, 15, 0)


def test_a_finding_that_was_not_planted_is_false(tmp_path: Path) -> None:
    """Nor is a story right that holds articles of two events."""
    told = list(events(2, seed=3))
    files = [name for event in told for name, _ in event.files]
    articles = [{"id": name, "path": name} for name in files]
    finding = {"positions": [{"value": "1", "quotes": [{"article": name}]} for name in files[:2]]}
    stories = [{"articles": files[:2], "discrepancies": [finding]}, {"articles": files[1:3], "discrepancies": []}]
    score = scored(told, {"articles": articles, "stories": stories})
    assert (score["right"], score["found"], score["false"], len(score["missed"])) == (1, 0, 1, 2)
