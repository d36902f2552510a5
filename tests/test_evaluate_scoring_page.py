"""The worked example of docs/metrics.md is counted as the page says."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.evaluate.kinds.stories import Given, cases, tasks
from assistant.evaluate.records import Case, Task
from assistant.evaluate.scoring.meanings import MEANINGS
from assistant.evaluate.scoring.output import sha_of
from assistant.schema import Article
from assistant.text.locate import locate
from tests.cli_runner import ROOT
from tests.scored import TABLE, row

PAGE = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
FILE = re.compile(r"^`([\w.-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COUNT = re.compile(r"^\| `(\w+)` \|.*\| (\d+) of (\d+)(?:, (\d+) unscored)? \|$", re.MULTILINE)
FILES = {found[1]: found[2] for found in FILE.finditer(PAGE)}
Values = Mapping[str, Any]


class Shown:
    """The output of the page as a run file has it: words become quotes, with their places."""

    def __init__(self, task: Task) -> None:
        given: Given = task.given
        self.articles: dict[str, Article] = {Path(a.path).name: a for a in given.reading.articles}

    def quotes(self, place: Values, name: str = "") -> list[Values]:
        """The quote of a place; words that are not in the article claim to be where it begins."""
        article = self.articles[name or place["article"]]
        found = locate(article, place["quote"])
        start, text = (found.start, found.text) if found else (0, place["quote"])
        return [{"article": article.id, "start": start, "end": start + len(text), "text": text}]

    def place(self, given: Values, name: str = "") -> Values:
        """Anything with a quote, as the output has it."""
        id = self.articles[name or given["article"]].id
        return {**given, "article": id, "quotes": self.quotes(given, name)}

    def finding(self, given: Values) -> Values:
        """A discrepancy."""
        positions = [self.place(position) for position in given["positions"]]
        return {**given, "id": "", "severity": "major", "why": "", "positions": positions}

    def agreement(self, given: Values) -> Values:
        """An agreement."""
        return {**given, "sources": 2, "origins": 2, "support": [self.place(each) for each in given["support"]]}

    def digest(self, given: Values) -> Values:
        """The digest of an article."""
        name = given["article"]
        parts = {
            kind: [{"id": "", **self.place(e, name)} for e in given.get(kind, ())] for kind in ("summary", "claims")
        }
        return {"article": self.articles[name].id, **parts}

    def answer(self, given: Values) -> Values:
        """An answer; an empty one is a silence."""
        sentences = [{"text": each["quote"], "quotes": self.quotes(each)} for each in given.get("cites", ())]
        silent = not given["answer"]
        return {**given, "sentences": sentences, "disputed": False, "abstained": silent, "why": "nothing is said"}

    def output(self, given: Values) -> Values:
        """All of it."""
        return {
            "articles": [{"id": a.id, "name": name, "sha": sha_of(a)} for name, a in self.articles.items()],
            "title": "",
            "summary": [],
            "cleared": [],
            "discrepancies": [self.finding(each) for each in given["discrepancies"]],
            "agreements": [self.agreement(each) for each in given["agreements"]],
            "single_source": [self.place(each) for each in given["single_source"]],
            "digests": [self.digest(each) for each in given["digests"]],
            "answers": [self.answer(each) for each in given["answers"]],
        }


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Case]:
    """The cases of the page's story."""
    folder = tmp_path_factory.mktemp("stories") / "tolm"
    folder.mkdir()
    for name, text in FILES.items():
        if name != "output.yaml":
            (folder / name).write_text(text, encoding="utf-8")
    task = tasks(folder)[0]
    output = Shown(task).output(yaml.safe_load(FILES["output.yaml"]))
    return cases(task, output, 0)


@pytest.fixture(scope="module")
def counted(scored: Sequence[Case]) -> dict[str, tuple[float, float, int]]:
    """Part, whole and what was not scored, for each metric of the page's story."""
    scores = [score for case in scored for score in case.scores]
    return {
        name: (
            sum(score.part for score in scores if score.metric == name),
            sum(score.whole for score in scores if score.metric == name),
            sum(bool(score.unscored) for score in scores if score.metric == name),
        )
        for name in MEANINGS
    }


def test_the_page_counts_every_metric() -> None:
    """Once, in the order of reports."""
    assert [found[1] for found in COUNT.finditer(PAGE)] == list(MEANINGS)


@pytest.mark.parametrize("row", list(COUNT.finditer(PAGE)), ids=lambda row: str(row[1]))
def test_a_count_by_hand_is_the_programs(row: re.Match[str], counted: dict[str, tuple[float, float, int]]) -> None:
    """Part of whole, and what could not be scored."""
    assert counted[row[1]] == (int(row[2]), int(row[3]), int(row[4] or 0))


def test_every_case_tells_what_was_asked_and_what_came(scored: Sequence[Case]) -> None:
    """Words, reasons, states and the hashes of labels, by which cases of other runs are known again."""
    assert {case.id: row(case) for case in scored} == TABLE["page"]
