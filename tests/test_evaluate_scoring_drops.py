"""Each metric drops where the output is worse, and only those that should."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

import pytest

from assistant.engines.builtin import Builtin
from assistant.evaluate.kinds.stories import cases, tasks, work
from assistant.evaluate.records import Case, Task
from assistant.evaluate.scoring.meanings import MEANINGS
from tests.mill import mill
from tests.scored import TABLE, row

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


def quote(task: Task, name: str, words: str) -> Output:
    """Words of an article as a quote of the output."""
    article = next(each for each in task.given.reading.articles if each.path.endswith(name))
    start = article.text.index(words)
    return {"article": article.id, "start": start, "end": start + len(words), "text": words}


def position(task: Task, name: str, words: str) -> Output:
    """A position that rests on some words."""
    return {"article": name.partition(".")[0], "value": words, "quotes": [quote(task, name, words)]}


def digest(output: Output, article: str) -> Output:
    """What was made of an article."""
    found: Output = next(each for each in output["digests"] if each["article"] == article)
    return found


def claim(output: Output, words: str) -> Output:
    """The claim of the Harbour Post that says some words."""
    found: Output = next(each for each in digest(output, "post")["claims"] if words in each["text"])
    return found


def reply(output: Output, id: str) -> Output:
    """What was answered to a question."""
    found: Output = next(each for each in output["answers"] if each["id"] == id)
    return found


def finding(output: Output, task: Task, *places: tuple[str, str]) -> None:
    """Report a discrepancy between some words."""
    positions = [position(task, name, words) for name, words in places]
    output["discrepancies"].append({**output["discrepancies"][0], "positions": positions})


def miss_discrepancies(output: Output, task: Task) -> None:
    """Report none."""
    output["discrepancies"] = []


def invent_discrepancy(output: Output, task: Task) -> None:
    """Report one between two things that have nothing to do with each other."""
    finding(output, task, ("post.md", "built in 1821 by the Aske"), ("news.md", "will open in 2028"))


def flag_distractor(output: Output, task: Task) -> None:
    """Take feet for metres."""
    finding(output, task, ("echo.md", "19 metres high"), ("news.md", "62 feet high"))


def call_it_disputed(output: Output, task: Task) -> None:
    """Give another verdict."""
    output["discrepancies"][0]["verdict"] = "disputed"


def misread_value(output: Output, task: Task) -> None:
    """Give another number than the words do."""
    output["discrepancies"][0]["positions"][0]["value"] = "15 people"


def miss_agreements(output: Output, task: Task) -> None:
    """Leave out that the mill burned down."""
    output["agreements"] = [each for each in output["agreements"] if "burned" not in each["fact"]]


def invent_agreement(output: Output, task: Task) -> None:
    """Take the bridge for the baker."""
    places = (("post.md", "Repairs to the bridge beside it"), ("echo.md", "The baker\nOdo Perrin denied"))
    support = [{"article": n.partition(".")[0], "quotes": [quote(task, n, words)]} for n, words in places]
    output["agreements"].append({"fact": "The bridge was locked.", "sources": 2, "origins": 2, "support": support})


def forget_lone_fact(output: Output, task: Task) -> None:
    """Leave out a fact of one source."""
    output["single_source"] = [each for each in output["single_source"] if "1821" not in each["claim"]]


def lose_claim(output: Output, task: Task) -> None:
    """Leave out a claim."""
    digest(output, "post")["claims"].remove(claim(output, "1821"))


def repeat_claim(output: Output, task: Task) -> None:
    """Make a claim twice."""
    digest(output, "post")["claims"].append(claim(output, "1821"))


def misattribute(output: Output, task: Task) -> None:
    """Put words in the baker's mouth."""
    claim(output, "14 people")["speaker"] = "Odo Perrin"


def take_for_fact(output: Output, task: Task) -> None:
    """Take a plan for a fact."""
    claim(output, "2 million")["stance"] = "asserted"


def shift_quote(output: Output, task: Task) -> None:
    """Let a quote begin and end a letter too late."""
    words = claim(output, "1821")["quotes"][0]
    words.update(start=words["start"] + 1, end=words["end"] + 1)


def drop_point(output: Output, task: Task) -> None:
    """Leave the new mill out of the summary."""
    told = digest(output, "news")
    told["summary"] = [each for each in told["summary"] if "2028" not in each["text"]]


def rest_elsewhere(output: Output, task: Task) -> None:
    """Let the summary tell the fire, and rest on other words."""
    for sentence in digest(output, "post")["summary"]:
        sentence["quotes"] = [quote(task, "post.md", "The mill was built in 1821 by the Aske family.")]


def invent_summary(output: Output, task: Task) -> None:
    """Let the summary say what no source says."""
    digest(output, "echo")["summary"][1]["text"] = "Greta Nils, the fire officer, said that 90 people were led out."


def answer_wrongly(output: Output, task: Task) -> None:
    """Give another year."""
    reply(output, "q1")["answer"] = "The mill was built in 1905."


def hide_dispute(output: Output, task: Task) -> None:
    """Give both figures as if nothing were disputed."""
    reply(output, "q2")["disputed"] = False


def cite_besides(output: Output, task: Task) -> None:
    """Cite words that have nothing to do with the question."""
    words = quote(task, "news.md", "Some 300 people signed")
    reply(output, "q1")["sentences"].append({"text": "Some 300 people signed.", "quotes": [words]})


def cite_less(output: Output, task: Task) -> None:
    """Leave out one side's words."""
    reply(output, "q2")["sentences"].pop()


def speak_up(output: Output, task: Task) -> None:
    """Answer what nobody knows."""
    reply(output, "q3").update(abstained=False, answer="The Tolm Mutual did.")


def keep_silent(output: Output, task: Task) -> None:
    """Keep from an answer that is there."""
    reply(output, "q1").update(abstained=True, answer="", sentences=[], why="the sources do not say")


SPOILS: Sequence[tuple[str, Spoil, str]] = [
    ("discrepancy_recall", miss_discrepancies, "discrepancy_f1"),
    ("discrepancy_precision", invent_discrepancy, "discrepancy_f1"),
    ("discrepancy_f1", miss_discrepancies, "discrepancy_recall"),
    ("discrepancy_f1", invent_discrepancy, "discrepancy_precision"),
    ("distractors_flagged", flag_distractor, "discrepancy_precision discrepancy_f1"),
    ("verdict_accuracy", call_it_disputed, ""),
    ("value_accuracy", misread_value, ""),
    ("agreement_recall", miss_agreements, "agreement_f1"),
    ("agreement_precision", invent_agreement, "agreement_f1"),
    ("agreement_f1", miss_agreements, "agreement_recall"),
    ("single_source_recall", forget_lone_fact, ""),
    ("claim_recall", lose_claim, "claim_f1"),
    ("claim_precision", repeat_claim, "claim_f1"),
    ("claim_f1", lose_claim, "claim_recall"),
    ("speaker_accuracy", misattribute, ""),
    ("stance_accuracy", take_for_fact, ""),
    ("quote_validity", shift_quote, ""),
    ("key_point_coverage", drop_point, ""),
    ("must_quote_coverage", rest_elsewhere, ""),
    ("summary_faithfulness", invent_summary, ""),
    ("answer_accuracy", answer_wrongly, ""),
    ("answer_accuracy", hide_dispute, ""),
    ("citation_precision", cite_besides, ""),
    ("citation_recall", cite_less, ""),
    ("abstention_recall", speak_up, ""),
    ("abstention_precision", keep_silent, "answer_accuracy citation_recall"),
]


def values(scored: Sequence[Case]) -> dict[str, float]:
    """The value of each metric of which something was scored."""
    sums: dict[str, list[float]] = {}
    for score in (score for case in scored for score in case.scores if not score.unscored):
        held = sums.setdefault(score.metric, [0.0, 0.0])
        held[0] += score.part
        held[1] += score.whole
    return {metric: part / whole for metric, (part, whole) in sums.items() if whole}


def test_the_mill_is_scored_in_every_metric(task: Task, output: Output) -> None:
    """The built-in engine gets all of it right, so that whatever is spoiled shows."""
    assert values(cases(task, output, 0)) == {name: float(told.higher) for name, told in MEANINGS.items()}


def test_every_metric_is_spoiled_once() -> None:
    """A metric that cannot drop measures nothing."""
    assert {metric for metric, _, _ in SPOILS} == MEANINGS.keys()


@pytest.mark.parametrize(("metric", "spoil", "others"), SPOILS, ids=[f"{m}-{s.__name__}" for m, s, _ in SPOILS])
def test_a_worse_output_scores_worse(task: Task, output: Output, metric: str, spoil: Spoil, others: str) -> None:
    """What was not touched stays as it was, or has nothing left to score."""
    spoiled = deepcopy(output)
    spoil(spoiled, task)
    before, after = values(cases(task, output, 0)), values(cases(task, spoiled, 0))
    changed = {name for name, value in after.items() if value != before[name]}
    assert changed == {metric, *others.split()}
    assert all((after[name] < before[name]) == MEANINGS[name].higher for name in changed)


@pytest.mark.parametrize("spoil", dict.fromkeys(spoil for _, spoil, _ in SPOILS), ids=lambda spoil: str(spoil.__name__))
def test_a_worse_output_is_told_why(task: Task, output: Output, spoil: Spoil) -> None:
    """Of the cases that changed: what came of them, and the reasons."""
    spoiled = deepcopy(output)
    spoil(spoiled, task)
    before = {case.id: case for case in cases(task, output, 0)}
    after = [case for case in cases(task, spoiled, 0) if case != before.get(case.id) and not sound(case)]
    assert {case.id: told(row(case)) for case in after} == TABLE["spoiled"][spoil.__name__]


def sound(case: Case) -> bool:
    """Whether it only counts that all quotes of an article are its words, however many the engine has made."""
    return case.group == "quotes" and case.state == "passed"


def told(row: dict[str, Any]) -> dict[str, Any]:
    """Without what the label has."""
    return {name: row[name] for name in ("of", "got", "found", "scores")}
