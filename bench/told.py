"""The stories of corpus/ with their labels, as benchmarks need them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

import yaml

from assistant import read
from assistant.schema import Article
from bench.records import ROOT

CORPUS = ROOT / "corpus"


@dataclass(frozen=True, slots=True)
class Story:
    """A labelled story: its articles by file name, and its labels as they stand in gold.yaml."""

    name: str
    articles: dict[str, Article]
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A source, a draft, and whether the draft contradicts it; `cluster` is what the draft was taken from."""

    source: str
    draft: str
    inconsistent: bool
    cluster: str = ""


def told() -> list[Story]:
    """All stories of corpus/."""
    return [_story(path.parent) for path in sorted(CORPUS.glob("*/gold.yaml"))]


def _story(folder: Path) -> Story:
    names = [path for path in sorted(folder.iterdir()) if path.suffix in (".md", ".txt", ".html")]
    reading = read(*(path for path in names if path.name != "NOTES.md"))
    articles = {Path(article.path).name: article for article in reading.articles}
    return Story(folder.name, articles, yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8")))


def pairs(story: Story) -> Iterator[Labelled]:
    """Words of one article put to another: of contradictions, agreements, and what only looks like a contradiction.

    A contradiction within one article is left out, since that article says both.
    """
    for finding in story.gold["discrepancies"]:
        if finding["verdict"] == "contradiction" and not finding.get("within_one_article"):
            yield from _crossed(story, finding["positions"], inconsistent=True)
    for distractor in story.gold.get("distractors", ()):
        if distractor["verdict"] == "compatible":
            yield from _crossed(story, distractor["positions"], inconsistent=False)
    for agreement in story.gold["agreements"]:
        yield from _crossed(story, agreement["support"], inconsistent=False)


def _crossed(story: Story, positions: list[dict[str, str]], *, inconsistent: bool) -> Iterator[Labelled]:
    for here, there in permutations(positions, 2):
        differ = here.get("value") != there.get("value")
        if here["article"] != there["article"] and (differ or not inconsistent):
            draft = f"{there['quote'][:1].upper()}{there['quote'][1:].rstrip('.')}."
            yield Labelled(story.articles[here["article"]].text, draft, inconsistent, story.name)
