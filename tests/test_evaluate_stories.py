"""A labelled story: read, worked once, kept as JSON, and scored from it whatever was delivered."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answered import Offer, Passage
from assistant.engines.builtin import Builtin
from assistant.errors import ModelError, UserError
from assistant.evaluate.kinds.stories import Given, cases, tasks, work
from assistant.evaluate.records import Case, Task
from assistant.schema import Article, Draft, Pair, Verdict
from tests.cli_runner import ROOT
from tests.mill import mill

Output = dict[str, Any]


class Counting(Builtin):
    """The built-in engine as if every question to it were paid; `mute` names articles of which nothing comes."""

    def __init__(self, mute: str = "", silent: bool = False) -> None:
        self.asked: Counter[str] = Counter()
        self._mute = mute
        self._silent = silent

    def digest(self, article: Article) -> Draft:
        """Count the article."""
        self.asked[f"digest {article.id}"] += 1
        if article.id == self._mute:
            raise ModelError("the reply is no JSON")
        return super().digest(article)

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Count each pair."""
        self.asked.update(f"judge {pair.left.id} {pair.right.id}" for pair in pairs)
        return super().judge(pairs)

    def answer(self, question: str, passages: Sequence[Passage], offer: Offer) -> str:
        """Count the question."""
        self.asked[f"answer {question}"] += 1
        if self._silent:
            raise ModelError("the model hung up")
        return super().answer(question, passages, offer)


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """The story of the mill."""
    return tasks(mill(tmp_path))[0]


def by_id(task: Task, output: object) -> dict[str, Case]:
    """Cases by the end of their ids."""
    return {case.id.removeprefix("mill/"): case for case in cases(task, output, 0)}


def test_a_story_is_a_task(tmp_path: Path) -> None:
    """Its id is the folder's name."""
    assert [task.id for task in tasks(mill(tmp_path))] == ["mill"]


def test_a_folder_without_labels_is_the_users_to_mend(tmp_path: Path) -> None:
    """And so is one without articles."""
    with pytest.raises(UserError, match="holds no labels"):
        tasks(tmp_path)
    (tmp_path / "gold.yaml").write_text("story: mill\n", encoding="utf-8")
    with pytest.raises(UserError, match="no article"):
        tasks(tmp_path)


@pytest.mark.parametrize("name", ["post.md", "gold.yaml"])
def test_a_task_is_another_once_its_data_changed(tmp_path: Path, name: str) -> None:
    """A run that was stopped must not go on with other words or labels."""
    place = mill(tmp_path)
    before = tasks(place)[0].hash
    assert tasks(place)[0].hash == before
    path = place / name
    path.write_text(path.read_text(encoding="utf-8").replace("1821", "1822"), encoding="utf-8")
    assert tasks(place)[0].hash != before


def test_nothing_is_asked_twice() -> None:
    """Digests serve the comparison and the claims, findings the questions: each article, pair and question once."""
    task = tasks(ROOT / "corpus" / "lake-sorrel-char")[0]
    engine = Counting()
    work(task, engine)
    given: Given = task.given
    assert set(engine.asked.values()) == {1}
    kinds = Counter(key.partition(" ")[0] for key in engine.asked)
    assert kinds["digest"] == len(given.reading.articles)
    assert kinds["judge"] and 0 < kinds["answer"] <= len(given.gold.qa)


def test_an_output_is_json_and_scored_alike_when_it_comes_back(task: Task) -> None:
    """What a run file holds is enough, and no text of an article is in it beside quotes."""
    made = work(task, Builtin())
    back = json.loads(json.dumps(made.output))
    assert made.output == back and not made.problems
    assert cases(task, made.output, 2) == cases(task, {**back, "of_a_newer_version": 1}, 2)
    assert all(case.repeat == 2 and case.cluster == "mill" and case.task == "mill" for case in cases(task, back, 2))


def test_what_is_no_output_is_the_users_to_mend(task: Task) -> None:
    """A run file may have been edited."""
    with pytest.raises(UserError, match="no output of a story"):
        cases(task, {"articles": "none"}, 0)


def test_ids_hang_on_content_and_are_never_shared(task: Task) -> None:
    """Findings in another order, or one more before them, keep their ids; two alike are told apart."""
    output: Output = work(task, Builtin()).output
    before = {case.id: case for case in cases(task, output, 0)}
    for name in ("discrepancies", "agreements", "single_source"):
        output[name] = output[name][::-1] + output[name]
    for digest in output["digests"]:
        digest["claims"] = digest["claims"][::-1] + digest["claims"]
    after = cases(task, output, 0)
    assert len({case.id for case in after}) == len(after)
    assert before.keys() <= {case.id for case in after}
    assert all(case.gold == before[case.id].gold for case in after if case.id in before)


def test_an_article_that_was_not_digested_is_missed_and_says_why(task: Task) -> None:
    """What was not delivered was not found, and what hangs on it not scored; other articles keep their scores."""
    made = work(task, Counting(mute="post"))
    found = by_id(task, made.output)
    assert any("post.md" in problem and "no JSON" in problem for problem in made.problems)
    claims = [case for id, case in found.items() if id.startswith("post.md/claim-")]
    for case in (found["d1"], found["s1"], *claims, *(c for id, c in found.items() if id.startswith("post.md/point"))):
        assert case.state == "failed"
        assert case.scores[0].reason == "post.md was not digested: the reply is no JSON"
    assert all(score.unscored for case in claims for score in case.scores if score.metric == "speaker_accuracy")
    assert all(case.state == "passed" for id, case in found.items() if id.startswith("echo.md/claim-"))


def test_silence_of_a_model_that_failed_is_no_abstention(task: Task) -> None:
    """An answerable question goes without its answer; of an unanswerable one nothing is known."""
    output = work(task, Counting(silent=True)).output
    answers = {reply["id"]: reply for reply in output["answers"]}
    answers["q3"].update(undelivered="the model hung up")  # the built-in engine is not asked where nothing is found
    found = by_id(task, output)
    assert found["q1"].state == "failed" and "hung up" in found["q1"].scores[0].reason
    assert found["q3"].state == "unscored" and "hung up" in found["q3"].scores[0].unscored
    told = {score.metric for id in ("q1", "q3") for score in found[id].scores if not score.unscored}
    assert "abstention_precision" not in told


def test_an_output_of_other_articles_is_not_scored(tmp_path: Path) -> None:
    """Its quotes point into a text that is gone; each case says so."""
    place = mill(tmp_path)
    output = work(tasks(place)[0], Builtin()).output
    path = place / "post.md"
    path.write_text(path.read_text(encoding="utf-8").replace("1821", "1823"), encoding="utf-8")
    after = cases(tasks(place)[0], output, 0)
    assert after and all(case.state == "unscored" for case in after)
    assert {score.unscored for case in after for score in case.scores} == {"changed since it was run: post.md"}


def test_labels_whose_words_are_nowhere_are_not_scored(task: Task) -> None:
    """A slip of the annotator is neither found nor missed."""
    given: Given = task.given
    gold = given.gold
    slip = replace(
        gold.discrepancies[0], positions=tuple(replace(p, quote="zz") for p in gold.discrepancies[0].positions)
    )
    lone = replace(gold.single_source[0], quote="zz")
    changed = replace(gold, discrepancies=(slip,), single_source=(lone,), claims=())
    other = replace(task, given=replace(given, gold=changed))
    found = by_id(other, work(task, Builtin()).output)
    assert found["d1"].state == found["s1"].state == "unscored"
    assert not any("claim" in id for id in found)


def test_a_report_that_no_label_speaks_of_is_not_scored_as_an_agreement(task: Task) -> None:
    """Without labelled claims nobody can say whether two sources state it."""
    given: Given = task.given
    bare = replace(given.gold, agreements=(), distractors=(), claims=())
    found = by_id(replace(task, given=replace(given, gold=bare)), work(task, Builtin()).output)
    reports = [case for case in found.values() if case.group == "agreement"]
    assert reports and all(case.state == "unscored" for case in reports)


def test_a_report_right_on_a_label_flags_no_distractor(task: Task) -> None:
    """Who lists all positions of a discrepancy names those of a distractor too."""
    given: Given = task.given
    trap = replace(given.gold.discrepancies[0], id="x9", verdict="compatible")
    changed = replace(given.gold, distractors=(trap,))
    output = work(task, Builtin()).output
    assert by_id(replace(task, given=replace(given, gold=changed)), output)["x9"].state == "passed"
    none = replace(changed, discrepancies=())
    assert by_id(replace(task, given=replace(given, gold=none)), output)["x9"].state == "failed"
