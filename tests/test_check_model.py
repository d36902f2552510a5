"""What a model may say of a draft: asked over a real server, heeded only behind the gates."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from assistant.check.desk import Desk
from assistant.check.pairs import Row
from assistant.check.ruling import Ruling
from assistant.checked import Check
from assistant.checking import check, check_pairs
from assistant.engines import open_engine
from assistant.pool import Inline, Threads, unwatched
from assistant.schema import Article, Reading
from tests.loopback import Answer, Loopback, Request, block, completion, failure, honest

SOURCE = (
    "The tunnel at Brennick opened on Monday after six years of work. A stone fell from the portal and hurt two "
    "workers. Engineer Mara Velling praised the miners of Osmark."
)
OPEN = "The miners praised engineer Mara Velling."
REWORDED = "The miners of Osmark were praised by engineer Mara Velling."
NUMBERED = "Mara Velling praised 30 miners of Osmark."


def _article(name: str, text: str) -> Article:
    return Article(name, f"{name}.txt", "", "", "", "", text)


def verdict(**given: Any) -> Callable[[Request], Answer]:
    """A model that gives every pair the same verdict."""

    def answer(request: Request) -> Answer:
        numbers = re.findall(r"^Pair (\d+)$", block("pairs", request.text), re.MULTILINE)
        blank = {"question": "", "value_a": "", "value_b": "", "why": "", "label": "unsure", "kind": "other"}
        return {"verdicts": [{**blank, **given, "pair": int(number)} for number in numbers]}

    return answer


def _check(server: Loopback, draft: str, **changes: Any) -> Check:
    engine = open_engine(server.settings(**changes))
    reading, sources = Reading((_article("draft", draft),)), Reading((_article("source", SOURCE),))
    return check(reading, sources, engine=engine, pool=Threads(2))


def _row(server: Loopback, draft: str) -> list[Ruling]:
    return Desk(open_engine(server.settings()), Inline(), unwatched).row(Row("1", SOURCE, draft, "p:1"))


def test_only_open_sentences_are_put_to_the_model() -> None:
    """Neither what the rules decide, nor verbatim words, nor what states nothing; all open ones in one call."""
    verbatim = "The tunnel at Brennick opened on Monday after six years of work."
    with Loopback(honest) as server:
        _check(server, f"{verbatim} {NUMBERED} Who paid? {OPEN} {REWORDED}")
    (request,) = server.requests
    pairs = block("pairs", request.text)
    assert request.asked == "judge" and pairs.count("\nA (") == 2
    assert OPEN in pairs and REWORDED in pairs
    assert "words of B: Engineer Mara Velling praised the miners of Osmark." in pairs


def test_many_sentences_go_in_several_calls() -> None:
    """A batch is what the engine takes."""
    with Loopback(honest) as server:
        _check(server, " ".join([OPEN] * 12))
    assert len(server.requests) == 2


def test_a_founded_contradiction_stands() -> None:
    """Roles exchanged: only a reader of meaning sees it, and the two positions are in the words."""
    said = verdict(label="contradiction", value_a="The miners praised", value_b="Mara Velling praised")
    with Loopback(said) as server:
        result = _check(server, OPEN)
    (sentence,) = result.sentences
    assert sentence.verdict == "contradicted"
    assert "“Mara Velling praised”, not “The miners praised”" in sentence.why
    assert result.summary.score >= 0.5


@pytest.mark.parametrize(
    "values",
    [
        ("The miners", "The miners"),
        ("The miners", "the bishop of Lorne"),
        ("9 miners", "8 miners"),
        ("", ""),
    ],
)
def test_a_contradiction_without_its_words_falls(values: tuple[str, str]) -> None:
    """Equal positions and words that no source has are no contradiction."""
    with Loopback(verdict(label="contradiction", value_a=values[0], value_b=values[1])) as server:
        (ruling,) = _row(server, OPEN)
    assert ruling.verdict == "not_verified"


def test_the_same_in_other_words_is_supported() -> None:
    """A model's word counts where names, numbers and polarity hold, and its name is given."""
    with Loopback(verdict(label="same")) as server:
        (ruling,) = _row(server, REWORDED)
    assert ruling.verdict == "supported"
    assert ruling.why.endswith("by the judgement of m.")
    assert [quote.text for quote in ruling.evidence] == ["Engineer Mara Velling praised the miners of Osmark."]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (NUMBERED, "unsupported"),
        ("Mara Velling did not praise the miners of Osmark.", "contradicted"),
        ("Mara Velling praised Tom Brack.", "unsupported"),
        ("Mara Velling allegedly praised the miners of Osmark.", "not_verified"),
    ],
)
def test_no_model_supports_what_the_words_do_not_carry(draft: str, expected: str) -> None:
    """A number, a name or a negation that the source does not have is never lifted."""
    with Loopback(verdict(label="same")) as server:
        (ruling,) = _row(server, draft)
    assert ruling.verdict == expected, ruling


@pytest.mark.parametrize("label", ["unrelated", "unsure", "differing_scope", "disputed"])
def test_other_labels_leave_the_verdict(label: str) -> None:
    """They vouch for nothing and accuse of nothing."""
    with Loopback(verdict(label=label, value_a="praised", value_b="miners")) as server:
        (ruling,) = _row(server, REWORDED)
    assert ruling.verdict == "not_verified"


def test_a_model_that_fails_leaves_the_rules_verdict_and_a_problem() -> None:
    """The result is whole, and says what was not put to the model."""
    with Loopback(completion("no JSON")) as server:
        result = _check(server, f"{NUMBERED} {OPEN}")
    assert [sentence.verdict for sentence in result.sentences] == ["unsupported", "not_verified"]
    (problem,) = result.run.problems
    assert (problem.where, problem.reason[:38]) == ("draft.txt", "1 sentence not put to the model: the r")


def test_an_endpoint_that_is_gone_is_tried_once() -> None:
    """What is left is not tried, and each pair says why."""
    rows = [Row(str(n), SOURCE, OPEN, f"p:{n}") for n in range(1, 4)]
    with Loopback(failure(401)) as server:
        made = list(check_pairs(rows, engine=open_engine(server.settings()), pool=Inline()))
    assert len(server.requests) == 1
    assert [result.verdict for result, _ in made] == ["not_verified"] * 3
    assert [problem.where for _, problems in made for problem in problems] == ["p:1", "p:2", "p:3"]


def test_pairs_keep_their_order_when_a_model_answers_several_at_once() -> None:
    """Results come in the order of the lines, whatever answers first."""
    rows = [Row(n, SOURCE, OPEN, f"p:{n}") for n in range(9)]
    with Loopback(honest) as server:
        made = list(check_pairs(rows, engine=open_engine(server.settings()), pool=Threads(4)))
    assert [result.id for result, _ in made] == list(range(9))
    assert len(server.requests) == 9
