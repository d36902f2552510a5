"""What a case tells where labels are not in the articles, or the output lacks what is asked for."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from assistant.engines.builtin import Builtin
from assistant.evaluate.kinds.stories import cases, tasks, work
from assistant.evaluate.records import Task
from assistant.evaluate.scoring.cases import Told, case, one, placed
from assistant.evaluate.scoring.quotes import cases_of
from assistant.schema import Article, Quote
from tests.mill import GOLD, mill
from tests.scored import TABLE, row
from tests.test_evaluate_scoring_drops import finding, position, quote, reply, sound, told

Output = dict[str, Any]
Spoil = Callable[[Output, Task], None]


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Task:
    """The story of the mill."""
    return tasks(mill(tmp_path_factory.mktemp("stories")))[0]


@pytest.fixture(scope="module")
def output(task: Task) -> Output:
    """What the built-in engine makes of it."""
    made: Output = work(task, Builtin()).output
    return made


def lose_replies(output: Output, task: Task) -> None:
    """Answer nothing at all."""
    output["answers"] = []


def deliver_nothing(output: Output, task: Task) -> None:
    """Let the model fail at every question."""
    for each in output["answers"]:
        each.update(abstained=True, answer="", sentences=[], why="not told", undelivered="it timed out")


def keep_silent_of_dispute(output: Output, task: Task) -> None:
    """Keep from an answer that has two sides."""
    reply(output, "q2").update(abstained=True, answer="", sentences=[], why="not told")


def give_one_side(output: Output, task: Task) -> None:
    """Give one figure of two."""
    reply(output, "q2").update(answer="14 people were led out.")


def fail_digest(output: Output, task: Task) -> None:
    """Digest neither of two articles, one for a reason."""
    output["digests"] = [each for each in output["digests"] if each["article"] == "news"]
    output.update(discrepancies=[], agreements=[], single_source=[])
    output["problems"] = [{"code": "model", "where": "articles/post.md", "reason": "it timed out"}]


def clear_dispute(output: Output, task: Task) -> None:
    """Take two figures for one."""
    output["cleared"] = [{**each, "verdict": "compatible", "why": "rounded"} for each in output["discrepancies"]]
    output["discrepancies"] = []


def dispute_agreement(output: Output, task: Task) -> None:
    """Report as disputed what all agree on."""
    output["agreements"] = []
    finding(output, task, ("post.md", "windmill at Tolm burned down"), ("echo.md", "destroyed the windmill at Tolm"))


def agree(output: Output, task: Task, *places: tuple[str, str]) -> None:
    """Report words as agreed."""
    support = [{"article": n.partition(".")[0], "quotes": [quote(task, n, words)]} for n, words in places]
    output["agreements"].append({"fact": "So it is.", "sources": 2, "origins": 2, "support": support})


def agree_on_compatible(output: Output, task: Task) -> None:
    """Report a height in two units as agreed, which a label calls compatible."""
    agree(output, task, ("echo.md", "19 metres high"), ("news.md", "62 feet high"))


def agree_on_nothing_labelled(output: Output, task: Task) -> None:
    """Report as agreed what no label speaks of."""
    agree(output, task, ("post.md", "Repairs to the bridge"), ("news.md", "village is in mourning"))


def agree_on_two_figures(output: Output, task: Task) -> None:
    """Report as agreed what the labelled claims of two sources count otherwise."""
    agree(output, task, ("post.md", "led out of\nthe mill cafe"), ("echo.md", "led out\nof the mill cafe"))


def tell_twice(output: Output, task: Task) -> None:
    """Tell a fact of one source as disputed too."""
    finding(output, task, ("post.md", "The mill was built in 1821 by the Aske family."), ("news.md", "in 2028"))


def empty_summary(output: Output, task: Task) -> None:
    """Sum up nothing."""
    for each in output["digests"]:
        each["summary"] = []


def name_no_article(output: Output, task: Task) -> None:
    """Quote an article that is not there."""
    output["discrepancies"][0]["positions"][0]["quotes"][0]["article"] = "nobody"


def give_no_values(output: Output, task: Task) -> None:
    """Leave the values of a discrepancy empty."""
    for each in output["discrepancies"][0]["positions"]:
        each["value"] = ""


def report_twice(output: Output, task: Task) -> None:
    """Report one discrepancy again, with a third position."""
    finding(output, task, ("post.md", "14 people were led out"), ("echo.md", "41 people were led out"))
    output["discrepancies"][-1]["positions"].append(position(task, "news.md", "Some 300 people signed"))


SPOILS = (
    lose_replies,
    deliver_nothing,
    keep_silent_of_dispute,
    give_one_side,
    fail_digest,
    clear_dispute,
    dispute_agreement,
    agree_on_compatible,
    agree_on_nothing_labelled,
    agree_on_two_figures,
    tell_twice,
    empty_summary,
    name_no_article,
    give_no_values,
    report_twice,
)


def changed(task: Task, output: Output, spoil: Spoil) -> dict[str, Any]:
    """The cases that change with a spoiling, in few words."""
    spoiled = deepcopy(output)
    spoil(spoiled, task)
    before = {case.id: case for case in cases(task, output, 0)}
    after = [case for case in cases(task, spoiled, 0) if case != before.get(case.id) and not sound(case)]
    return {case.id: told(row(case)) for case in after}


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: str(spoil.__name__))
def test_what_is_missing_is_told(task: Task, output: Output, spoil: Spoil) -> None:
    """Of the cases that changed: what came of them, and the reasons."""
    assert changed(task, output, spoil) == TABLE["missing"][spoil.__name__]


MISLABELLED = {
    "words that no article has": re.sub(r"(quote: |must_quote: \[)[^,}\n\]\"]+", r"\1never said", GOLD),
    "an article that is not there": GOLD.replace("article: post.md", "article: past.md"),
    "a dispute of one side": GOLD.replace('values: ["14", "41"]', 'values: ["14"]'),
    "no wording": GOLD.replace('values: ["1821"]', "values: []").replace(
        "answer: the articles do not say", 'answer: ""'
    ),
    "a compatible discrepancy": GOLD.replace("verdict: contradiction", "verdict: compatible"),
    "positions that answer alike": GOLD.replace('value: "41"', 'value: "14"'),
    "an agreement that is not labelled": re.sub(r"  - id: a2\n.*?(?=single_source)", "", GOLD, flags=re.DOTALL),
}


def shown(task: Task, output: Output) -> dict[str, Any]:
    """The cases that did not pass, and those that have no label."""
    found = [case for case in cases(task, output, 0) if not sound(case)]
    return {case.id: told(row(case)) for case in found if case.state != "passed" or "found-" in case.id}


@pytest.mark.parametrize("name", MISLABELLED)
def test_what_is_mislabelled_is_told(tmp_path_factory: pytest.TempPathFactory, output: Output, name: str) -> None:
    """Nothing is scored of what cannot be found in the articles, and the reason stands there."""
    task = tasks(mill(tmp_path_factory.mktemp("stories"), MISLABELLED[name]))[0]
    assert shown(task, output) == TABLE["mislabelled"][name]


def test_words_of_another_article_are_no_quote() -> None:
    """What is shown as of one article and is the other's does not count, word for word as it is."""
    article = Article("a", "a.txt", "", "", "", "", "Rain fell.")
    (found,) = cases_of({"a": article}, [("a", Quote("a", 0, 4, "Rain")), ("b", Quote("a", 0, 4, "Rain"))])
    assert (found.got, found.scores[0].part, found.scores[0].reason) == ("1 of 2", 1.0, "1 are not")


def test_a_case_knows_its_repeat_and_shares_its_id_with_no_other(task: Task) -> None:
    """The second of one name is numbered."""
    found = placed([case("x", "g", [one("recall", True)], Told("", "", ""))] * 2, task, 3)
    assert [(each.id, each.repeat) for each in found] == [("mill/x", 3), ("mill/x-2", 3)]
