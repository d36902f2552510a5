"""Lines of labelled data: read, worked by the built-in engine, scored; a metric drops where its output is spoiled."""

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, get_args

import pytest

from assistant.engines.builtin import Builtin
from assistant.errors import UserError
from assistant.evaluate.kinds import kind_of
from assistant.evaluate.records import Case, KindName, Metric
from assistant.evaluate.statistics.measure import measured
from tests.cli_runner import ROOT

SOURCE = (
    "The harbour board of Ostmere approved a budget of 41 million crowns on Tuesday. "
    "Karin Vold, who chairs the board, said the new quay would open in May. "
    '"We need the quay before the herring season," Vold said. The old quay was closed in 2019 after a storm.'
)
OTHER = (
    "The museum of Belport lent two paintings to a gallery in the north. "
    "The paintings show the old mill, and they return in the autumn of 2027."
)
PAIRS: list[dict[str, Any]] = [
    {
        "id": "p1",
        "set": "a",
        "text_a": SOURCE,
        "text_b": "The board approved a budget of 41 million crowns.",
        "label": "consistent",
    },
    {
        "id": "p2",
        "set": "a",
        "text_a": SOURCE,
        "text_b": "The board approved a budget of 47 million crowns.",
        "label": "unsupported",
    },
]
QA: list[dict[str, Any]] = [
    {
        "id": "q1",
        "question": "How large is the budget that the harbour board of Ostmere approved?",
        "answers": ["41 million crowns"],
        "wrong_answers": ["47 million crowns"],
        "documents": [{"title": "Budget", "date": "2026-03-04", "text": SOURCE}],
    },
    {
        "id": "q2",
        "question": "How many paintings did the museum of Belport lend?",
        "answers": ["two"],
        "wrong_answers": ["six"],
        "documents": [{"title": "Loan", "date": "2026-03-05", "text": OTHER}],
    },
    {
        "id": "q3",
        "question": "Who won the regatta at Sunmarsh?",
        "answers": ["Ilse Marn"],
        "answerable": False,
        "documents": [{"title": "Loan", "date": "2026-03-05", "text": OTHER}],
    },
]
CLAIMS: list[dict[str, Any]] = [
    {
        "id": "c1",
        "text": SOURCE,
        "claims": [
            "The harbour board of Ostmere approved a budget of 41 million crowns.",
            "The old quay was closed in 2019.",
        ],
    }
]
WHO, SAID = "Karin Vold, who chairs the board,", "the new quay would open in May"
ATTRIBUTIONS: list[dict[str, Any]] = [
    {
        "id": "a1",
        "text": SOURCE,
        "annotations": [
            {
                "attributions": [
                    {
                        "source": [{"start": SOURCE.index(WHO), "end": SOURCE.index(WHO) + len(WHO), "text": WHO}],
                        "cue": [],
                        "content": [{"start": SOURCE.index(SAID), "end": SOURCE.index(SAID) + len(SAID), "text": SAID}],
                    }
                ]
            }
        ],
    }
]
DATA: dict[KindName, Sequence[dict[str, Any]]] = {
    "pairs": PAIRS,
    "qa": QA,
    "claims": CLAIMS,
    "attributions": ATTRIBUTIONS,
}


def written(folder: Path, lines: Sequence[object]) -> Path:
    """The lines in a file."""
    path = folder / "data.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def figures(folder: Path, name: KindName, spoil: Callable[[str, Any], Any] | None = None) -> dict[str, Metric]:
    """The metrics of a kind over its lines, each output spoiled before it is scored."""
    kind, engine = kind_of(name), Builtin()
    cases: list[Case] = []
    for task in kind.tasks(written(folder, DATA[name])):
        output = kind.work(task, engine).output
        assert output == json.loads(json.dumps(output)), "an output is JSON, as it comes back from a run file"
        cases += kind.cases(task, spoil(task.id, deepcopy(output)) if spoil else output, 0)
    assert len({case.id for case in cases}) == len(cases)
    return {metric.name: metric for metric in measured(cases, kind.metrics) if not metric.group}


def value(metric: Metric) -> float:
    """A figure that there is."""
    assert metric.estimate
    return metric.estimate.value


def turned(id: str, output: Any) -> Any:
    """The opposite verdict."""
    contradicted = output["verdict"] in ("contradicted", "unsupported")
    return {**output, "verdict": "supported" if contradicted else "contradicted"}


def silent(id: str, output: Any) -> Any:
    """No answer to anything."""
    return {name: {**reply, "answer": "", "sentences": [], "abstained": True} for name, reply in output.items()}


def chatty(id: str, output: Any) -> Any:
    """An answer to everything, a wrong one."""
    told = {"answer": "It is six, or 47 million crowns.", "abstained": False, "disputed": False}
    sentences = [{"text": "It is six.", "quotes": [["d1", "six"]]}]
    return {name: {**reply, **told, "sentences": sentences} for name, reply in output.items()}


def without_claims(id: str, output: Any) -> Any:
    """A digest that found nothing."""
    return {"claims": []}


def other_words(id: str, output: Any) -> Any:
    """Claims that say something else, on words that are not there."""
    claims = output["claims"]
    for claim in claims:
        claim["text"] = "A kite is flown over the beach."
        claim["quotes"] = [{**quote, "text": "kite"} for quote in claim["quotes"]]
    return {"claims": claims}


def other_speakers(id: str, output: Any) -> Any:
    """Claims that are all somebody else's, or all the text's own."""
    return {"claims": [{**claim, "speaker": "Tom Reyes", "stance": "asserted"} for claim in output["claims"]]}


DROPS = [
    ("pairs", "balanced_accuracy", turned, 0.0),
    ("pairs", "inconsistent_recall", turned, 0.0),
    ("pairs", "false_alarms", turned, 1.0),
    ("qa", "answer_accuracy", silent, 0.0),
    ("qa", "answers_complete", silent, 0.0),
    ("qa", "abstention_precision", silent, None),
    ("qa", "misled", chatty, 1.0),
    ("qa", "citation_precision", chatty, 0.0),
    ("qa", "abstention_recall", chatty, 0.0),
    ("qa", "abstention_near", chatty, 0.0),
    ("claims", "claim_recall", without_claims, 0.0),
    ("claims", "claim_precision", other_words, 0.0),
    ("claims", "claim_f1", other_words, 0.0),
    ("claims", "claim_coverage", without_claims, 0.0),
    ("claims", "quote_validity", other_words, 0.0),
    ("attributions", "attribution_recall", other_speakers, 0.0),
    ("attributions", "attribution_precision", other_speakers, 0.0),
    ("attributions", "speaker_accuracy", other_speakers, 0.0),
    ("attributions", "stance_accuracy", other_speakers, 0.0),
    ("attributions", "content_recall", without_claims, 0.0),
    ("attributions", "quote_validity", other_words, 0.0),
]


@pytest.mark.parametrize(
    ("name", "metric", "spoil", "worst"), DROPS, ids=lambda value: str(getattr(value, "__name__", value))
)
def test_a_metric_drops_where_its_output_is_spoiled(
    tmp_path: Path, name: KindName, metric: str, spoil: Callable[[str, Any], Any], worst: float | None
) -> None:
    """A figure that nothing can lower measures nothing."""
    good, bad = figures(tmp_path, name)[metric], figures(tmp_path, name, spoil)[metric]
    higher = kind_of(name).metrics[metric].higher
    assert value(good) > value(bad) if higher else value(good) < value(bad)
    assert worst is None or value(bad) == worst


def test_every_metric_of_every_kind_of_lines_has_its_test() -> None:
    """None is added without."""
    assert {(name, metric) for name, metric, *_ in DROPS} == {(name, m) for name in DATA for m in kind_of(name).metrics}


@pytest.mark.parametrize("moved", [{"start": -4, "end": -1}, {"article": "another"}])
def test_a_quote_is_held_against_its_own_place(tmp_path: Path, moved: dict[str, Any]) -> None:
    """Words that stand elsewhere, counted from the end or in another article, are not at the place that is named."""

    def elsewhere(id: str, output: Any) -> Any:
        (quote, *_) = output["claims"][0]["quotes"]
        quote |= {**moved, "text": SOURCE[-4:-1]}
        return output

    assert value(figures(tmp_path, "claims", elsewhere)["quote_validity"]) < 1


def test_an_attribution_that_names_nobody_is_not_scored(tmp_path: Path) -> None:
    """Whom should a claim name for "she"? It is counted beside what could be told."""
    line = deepcopy(ATTRIBUTIONS[0])
    line["annotations"][0]["attributions"][0]["source"] = [{"start": 0, "end": 3, "text": "She"}]
    kind = kind_of("attributions")
    (task,) = kind.tasks(written(tmp_path, [line]))
    cases = kind.cases(task, kind.work(task, Builtin()).output, 0)
    (marked,) = [case for case in cases if case.group == "marked"]
    assert marked.state == "unscored"
    figure = {metric.name: metric for metric in measured(cases, kind.metrics)}["attribution_recall"]
    assert (figure.estimate, figure.unscored) == (None, 1)


def test_where_nothing_is_quoted_no_quote_passes(tmp_path: Path) -> None:
    """A case that passes by nothing, and that no metric counts, is none."""
    kind = kind_of("claims")
    (task,) = kind.tasks(written(tmp_path, CLAIMS))
    assert {case.group for case in kind.cases(task, {"claims": []}, 0)} == {""}


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("pairs", {"text_a": "a", "label": "x"}, ":2: has no text_b"),
        ("pairs", {"text_a": "a", "text_b": "", "label": "x"}, ":2: text_a, text_b, label must be texts"),
        ("pairs", {"text_a": "a", "text_b": "b", "label": "Consistent"}, ":2: label 'Consistent' is not known here"),
        ("qa", {"question": "q"}, ":2: has no answers and no documents"),
        ("qa", {**QA[0], "answers": "two"}, ":2: answers and wrong_answers must be lists of texts"),
        ("qa", {**QA[0], "documents": ["x"]}, ":2: documents must be a list of objects with a text"),
        ("claims", {"text": 3, "claims": []}, ":2: text must be a text"),
        ("claims", {"text": "t", "claims": "a claim"}, ":2: claims must be a list of texts"),
        ("attributions", {"text": "t", "annotations": [{"x": 1}]}, ":2: annotations must hold attributions"),
        ("attributions", [1], ":2: is no object"),
    ],
)
def test_a_line_that_is_wrong_is_told_with_its_place(tmp_path: Path, name: KindName, line: object, told: str) -> None:
    """And with what it lacks."""
    with pytest.raises(UserError, match=told):
        kind_of(name).tasks(written(tmp_path, [DATA[name][0], line]))


@pytest.mark.parametrize("name", get_args(KindName))
def test_every_metric_is_in_the_documentation(name: KindName) -> None:
    """Its name, which limits need, is nowhere else to be found before a run."""
    page = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    for metric, meaning in kind_of(name).metrics.items():
        assert f"| `{metric}` | {meaning.title}{'' if meaning.higher else ' ↓'} | {meaning.says} |" in page
