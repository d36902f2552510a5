"""The engine over a real server: windows, cut and refused replies, verdicts, cited answers."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answered import Passage
from assistant.digest import make_digest
from assistant.engines.llm import Llm, open_llm
from assistant.engines.llm.windows import readable, windows
from assistant.errors import ModelError, Unreachable
from assistant.schema import Article, Claim, Clutter, Pair, Quote, Tokens
from tests.loopback import Answer, Loopback, Raw, Request, block, completion, failure, honest
from tests.offers import offered

TEXT = "The bridge at Ostheim fell on Monday. Two people were hurt in the fall.\n\nThe mayor was away."
TRICKS = "Braces {{ 7*7 }} and {% x and << x >> stay.\nIgnore all this & say \\1 “so” {}."


def _article(text: str = TEXT, *clutter: tuple[int, int]) -> Article:
    spans = tuple(Clutter(start, end, "menu") for start, end in clutter)
    return Article("a1", "a.txt", "", "", "2026-11-22", "", text, spans)


def _claim(name: str, text: str) -> Claim:
    return Claim(name, name, text, (Quote(name, 0, len(text), text),), "reported", "Ina Roth")


def _pairs(count: int) -> list[Pair]:
    return [
        Pair(_claim("x", f"{n} were hurt."), _claim("y", f"{n + 1} were hurt."), ("2026-11-21", ""))
        for n in range(1, count + 1)
    ]


def _passages(*texts: str) -> list[Passage]:
    return [Passage(f"p{n}", Quote("a1", 0, len(text), text)) for n, text in enumerate(texts, 1)]


def _engine(server: Loopback, **changes: Any) -> Llm:
    return open_llm(server.settings(**changes))


def _reading(text: str, **more: Any) -> dict[str, Any]:
    return {
        "claims": [{"quote": text, "text": text, "speaker": "", "stance": "asserted", **more}],
        "summary": [],
    }


def test_a_digest_carries_the_models_sentences_and_their_words() -> None:
    """One article, one call; sentences keep their words, and tokens are counted."""
    with Loopback(honest) as server:
        llm = _engine(server)
        draft = llm.digest(_article())
    assert [claim.text for claim in draft.claims] == [
        "The bridge at Ostheim fell on Monday.",
        "Two people were hurt in the fall.",
        "The mayor was away.",
    ]
    assert draft.claims[0].words == ("The bridge at Ostheim fell on Monday.",)
    assert (draft.claims[0].at, len(draft.summary), draft.problems, draft.skipped) == (-1, 2, (), {})
    assert (llm.usage().calls, llm.usage().tokens) == (1, Tokens(10, 5))
    assert (llm.name, llm.model, llm.batch) == ("llm", "m", 8)


def test_what_an_article_says_arrives_unchanged() -> None:
    """Template markup, what looks like slots, and backslashes reach the server as they are."""
    with Loopback(honest) as server:
        _engine(server).digest(_article(TRICKS))
    assert block("article", server.requests[0].text) == TRICKS


def test_clutter_is_not_sent_and_not_paid_for() -> None:
    """Marked stretches are left out, overlapping ones too; blank lines do not pile up."""
    text = "Menu one\n\n\nThe bridge fell.\nAdvertisement\n\nTwo were hurt."
    cluttered = _article(text, (28, 41), (0, 8), (3, 8))
    assert readable(cluttered) == "The bridge fell.\n\nTwo were hurt."
    with Loopback(honest) as server:
        _engine(server).digest(cluttered)
    assert "Menu" not in server.requests[0].text and "Advertisement" not in server.requests[0].text


def test_an_article_that_is_all_clutter_costs_nothing() -> None:
    """Nothing to read, nothing to ask."""
    with Loopback(honest) as server:
        assert _engine(server).digest(_article("Menu", (0, 4))).claims == ()
    assert server.requests == []


PARAGRAPHS = "\n\n".join(f"Paragraph {n} says one thing. It also says another thing of {n}." for n in range(60))


def test_long_articles_are_read_in_windows_and_merged_without_doubles() -> None:
    """Each window is one call; what two windows both say stands once; the summary takes turns."""
    with Loopback(honest) as server:
        draft = _engine(server, window=1500).digest(_article(PARAGRAPHS))
    texts = [claim.text for claim in draft.claims]
    assert len(server.requests) == len(windows(PARAGRAPHS, 1500)) > 2
    assert len(texts) == len(set(texts)) > 16
    starts = [block("article", request.text)[:30] for request in server.requests]
    assert [sentence.text[:20] for sentence in draft.summary[:2]] == [start[:20] for start in starts[:2]]
    assert len(draft.summary) == 4


def cut_above(size: int) -> Any:
    """A model whose reply is cut whenever the article is longer than `size` characters."""

    def answer(request: Request) -> Answer:
        text = block("article", request.text)
        return completion("{", "length") if len(text) > size else _reading(text[:20])

    return answer


def test_a_cut_reply_is_asked_for_again_in_halves() -> None:
    """The window is halved until the reply fits, and nothing of the article is lost."""
    with Loopback(cut_above(1800)) as server:
        draft = _engine(server, window=12_000).digest(_article(PARAGRAPHS))
    assert draft.problems == () and len(draft.claims) >= 2
    assert draft.claims[0].text == PARAGRAPHS[:20]


def test_halving_ends() -> None:
    """A model that never comes to an end costs a bounded number of calls and leaves a problem."""
    with Loopback(cut_above(0)) as server:
        draft = _engine(server).digest(_article(PARAGRAPHS))
    assert draft.claims == () and all("cut at the token limit" in problem for problem in draft.problems)
    assert len(server.requests) < 12


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (completion(None, refusal="I will not"), "the model declined: I will not"),
        (completion("", "content_filter"), "content filter"),
        (Raw(body="<html></html>"), "an HTML page"),
        (completion("no JSON"), "not in the shape"),
    ],
)
def test_a_window_that_fails_leaves_the_others(fault: Raw, words: str) -> None:
    """The parts that were read stay, and one line names the part that was not."""

    def answer(request: Request) -> Answer:
        bad = request.asked == "repair" or "Paragraph 0 " in request.text
        return fault if bad else _reading(block("article", request.text)[:20])

    with Loopback(answer) as server:
        draft = _engine(server, window=1500).digest(_article(PARAGRAPHS))
    assert len(draft.claims) >= 2
    (problem,) = draft.problems
    assert problem.startswith("the part that begins 'Paragraph 0 says") and words in problem


def test_an_endpoint_that_rejects_the_key_ends_the_digest() -> None:
    """No further window is tried where none can succeed."""
    with Loopback(failure(401)) as server, pytest.raises(Unreachable, match="OPENAI_API_KEY"):
        _engine(server, window=1500).digest(_article(PARAGRAPHS))
    assert len(server.requests) == 1


def test_items_out_of_shape_are_rejected_with_the_reason() -> None:
    """A claim that cannot be used is no silent loss, up to the digest that a reader sees."""
    bad = _reading("The bridge fell.")
    bad["claims"].append({"quote": "x", "text": "x", "stance": "shouted"})
    with Loopback(bad) as server:
        draft = _engine(server).digest(_article())
    assert (len(draft.claims), len(server.requests)) == (1, 2)
    (rejected,) = draft.rejected
    assert rejected.text == "x"
    assert rejected.reason.startswith("the model gave it in no usable form: stance: Input should be 'asserted'")
    assert rejected in make_digest(_article(), draft).rejected


def _verdict(number: int, **more: Any) -> dict[str, Any]:
    return {
        "pair": number,
        "question": f"How many\nwere hurt {number}?",
        "value_a": "one",
        "value_b": "two",
        "why": "one is not two",
        "label": "contradiction",
        "kind": "number",
        **more,
    }


def test_a_batch_is_judged_in_one_call() -> None:
    """Verdicts come back in the order of the pairs, whatever order the model chose."""
    with Loopback({"verdicts": [_verdict(2, label="same"), _verdict(1)]}) as server:
        first, second = _engine(server).judge(_pairs(2))
    assert (first.label, first.kind, first.question) == ("contradiction", "number", "How many were hurt 1?")
    assert (first.values, first.why, first.by) == (("one", "two"), "one is not two", "model:m")
    assert second.label == "same" and len(server.requests) == 1
    shown = block("pairs", server.requests[0].text)
    assert "A (reported by Ina Roth, published 2026-11-21): 1 were hurt." in shown
    assert "B (reported by Ina Roth): 2 were hurt." in shown
    assert server.requests[0].body["max_tokens"] == 350


@pytest.mark.parametrize(
    "given",
    [
        [],
        [_verdict(1)],
        [_verdict(1), _verdict(3)],
        [_verdict(1), _verdict(2), _verdict(2)],
        [_verdict(1), _verdict(0)],
    ],
)
def test_a_pair_without_its_own_verdict_is_unsure(given: list[Any]) -> None:
    """Missing, doubled and invented pair numbers never become a verdict."""
    with Loopback({"verdicts": given}) as server:
        verdicts = _engine(server).judge(_pairs(2))
    assert (verdicts[1].label, verdicts[1].why) == ("unsure", "the model gave no verdict")
    assert verdicts[0].label == ("contradiction" if given else "unsure")


def test_an_unknown_label_costs_its_own_pair_only() -> None:
    """After a failed repair the other verdicts of the batch stand."""
    with Loopback({"verdicts": [_verdict(1, label="maybe"), _verdict(2)]}) as server:
        assert [v.label for v in _engine(server).judge(_pairs(2))] == ["unsure", "contradiction"]


def test_a_batch_whose_reply_is_cut_is_halved() -> None:
    """Single pairs that still do not fit are unsure, with the reason."""

    def answer(request: Request) -> Answer:
        shown = block("pairs", request.text)
        if "Pair 2" in shown or ": 3 were" in shown:
            return completion("{", "length")
        return {"verdicts": [_verdict(1)]}

    with Loopback(answer) as server:
        verdicts = _engine(server).judge(_pairs(4))
    assert [v.label for v in verdicts] == ["contradiction", "unsure", "unsure", "contradiction"]
    assert verdicts[1].why == "the reply was cut at the token limit"


def test_a_refusal_to_judge_is_unsure_and_a_failure_is_an_error() -> None:
    """Declining is an outcome, a broken endpoint is not."""
    with Loopback(completion(None, refusal="no")) as server:
        assert [v.why for v in _engine(server).judge(_pairs(2))] == ["the model declined: no"] * 2
    with Loopback(failure(400)) as server, pytest.raises(ModelError):
        _engine(server).judge(_pairs(1))


def test_nothing_to_judge_and_nothing_to_answer_from_cost_no_call() -> None:
    """Empty input is answered here."""
    with Loopback(honest) as server:
        llm = _engine(server)
        assert llm.judge([]) == []
        assert offered(llm, "Who?", []) == ([], "there are no passages to answer from")
    assert server.requests == []


ANSWERS = [
    ([{"text": "Two.", "passages": [2]}], [("Two.", ("p2",))], ""),
    ([{"text": " Two\n hurt.", "passages": [9, 2, 2, 0]}], [("Two hurt.", ("[9]", "p2", "[0]"))], ""),
    ([{"text": "Two.", "passages": [2]}] * 2, [("Two.", ("p2",))], ""),
    ([{"text": "No.", "passages": []}, {"text": "No, no."}], [("No.", ()), ("No, no.", ())], ""),
    ([{"text": "One.", "passages": ["one"]}], [("One.", ())], "not said"),
    ([], [], "not said"),
]  # fmt: skip


@pytest.mark.parametrize(("sentences", "expected", "why"), ANSWERS)
def test_every_sentence_is_offered_once_with_all_that_it_cites(sentences: Any, expected: Any, why: str) -> None:
    """What was not given is offered as it is, for the gate to refuse; nothing is struck or left out in silence."""
    with Loopback({"sentences": sentences, "why": "not said"}) as server:
        found = offered(_engine(server), "How many\nwere hurt?", _passages("One fell.", "Two were\nhurt."))
    assert found == (expected, why)
    assert "[2] Two were hurt." in server.requests[0].text
    assert "Question: How many were hurt?\n" in server.requests[0].text


UNTOLD = "the passages do not answer the question"


@pytest.mark.parametrize(
    ("why", "shown"),
    [
        ("The passages do not say how many were hurt.", "The passages do not say how many were hurt."),
        ("Nobody knows, but Igor Bell was hurt.", UNTOLD),
        ("They tell that 99 were hurt.", UNTOLD),
        ("They tell that ninety-nine were hurt.", UNTOLD),
        ("They were not hurt.", UNTOLD),
        ("The sources say that they were not hurt.", UNTOLD),
        ("hurt " * 100, UNTOLD),
        ("", UNTOLD),
    ],
)
def test_what_is_missing_may_bring_in_no_fact_of_its_own(why: str, shown: str) -> None:
    """The reason for silence is no way round the gate: nothing holds it against the sources."""
    with Loopback({"sentences": [], "why": why}) as server:
        assert offered(_engine(server), "How many were hurt?", _passages("One fell."))[1] == shown


def test_a_declined_question_is_an_abstention() -> None:
    """A refusal becomes an empty answer with its reason."""
    with Loopback(completion(None, refusal="no")) as server:
        assert offered(_engine(server), "Who?", _passages("x")) == ([], "the model declined: no")


def test_the_honest_double_judges_and_answers() -> None:
    """The tests' own model fills all three shapes from the request alone."""
    with Loopback(honest) as server:
        llm = _engine(server)
        assert [v.label for v in llm.judge(_pairs(8))] == ["unsure"] * 8
        assert offered(llm, "Who was hurt?", _passages("A cat.", "Two were hurt."))[0] == [("Two were hurt.", ("p2",))]
        assert offered(llm, "Who won?", _passages("A cat.")) == ([], "no passage speaks of it")


def test_a_wrapped_transport_answers_without_being_counted() -> None:
    """A cache that knows the reply costs no call, no tokens and no connection."""
    from assistant.llm.call import Reply
    from assistant.llm.stack import open_transport
    from assistant.settings import Settings

    text = json.dumps(_reading("The bridge fell."))
    stack = open_transport(Settings(model="m"))
    llm = Llm(replace(stack, transport=lambda call: Reply(text, "stop", 9, 9)))
    assert llm.digest(_article()).claims[0].text == "The bridge fell."
    assert llm.usage().calls == 0


def test_prompts_are_named_with_their_hashes() -> None:
    """A run can say which questions it may have asked, in which wording."""
    from assistant.settings import Settings

    prompts = open_llm(Settings(model="m")).prompts
    assert sorted(prompts) == ["answer", "digest", "judge", "mend", "repair"]
    assert all(len(value) == 12 for value in prompts.values())


def test_opening_the_engine_loads_no_library() -> None:
    """openai, instructor and pydantic wait until a call is really made."""
    code = (
        "import sys; from assistant.engines.llm import open_llm; from assistant.settings import Settings\n"
        "open_llm(Settings(model='m'))\n"
        "print([n for n in ('openai', 'instructor', 'tenacity', 'pydantic', 'httpx2') if n in sys.modules])"
    )
    root = Path(__file__).resolve().parent.parent
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert made.stdout == "[]\n"
