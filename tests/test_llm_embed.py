"""Vectors from a real server on loopback: asked for once, counted, kept, and done without where they fail."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import Means, ask, open_library
from assistant.engines.builtin import Builtin
from assistant.errors import CeilingReached, Exit, ModelError, Unreachable, UserError
from assistant.llm.embed import BATCH, Embedder
from assistant.llm.store import LIBRARY, open_store
from assistant.schema import Article, Reading, Tokens
from assistant.settings import Settings
from tests.cli_runner import ONE, TWO, closed_port, run
from tests.loopback import Loopback, Raw, Request, Script, failure

MEANINGS = ("boat ferry ship vessel", "snow weather pass cold", "captain skipper master", "sheep farm animal")
FERRY = "The ferry Marigold sank off Corrin. Its captain had sailed for years."
SNOW = "Snow fell on the uplands. The sheep were brought down."


def vectors(request: Request) -> Raw:
    """For each text how often it speaks of each meaning, so that `skipper` is near `captain`."""
    texts = request.body["input"]
    rows = [
        {"index": n, "embedding": [0.01 + sum(word in text.lower() for word in m.split()) for m in MEANINGS]}
        for n, text in enumerate(texts)
    ]
    return body(rows[::-1], len(texts))


def body(rows: list[dict[str, Any]], tokens: int = 7) -> Raw:
    """A response with vectors."""
    return Raw(body=json.dumps({"object": "list", "data": rows, "usage": {"prompt_tokens": tokens}}))


def reading() -> Reading:
    """Two short articles."""
    return Reading(tuple(Article(f"a{n}", f"a{n}.txt", "", "", "", "", text) for n, text in enumerate((FERRY, SNOW))))


def test_each_text_is_asked_for_once(tmp_path: Path) -> None:
    """In batches, over the wire, and not again by the next process."""
    texts = [f"Ferry {n}" for n in range(BATCH + 3)]
    with Loopback(vectors) as server:
        settings = server.settings(embed="gulls", api_key="k")
        first = Embedder(settings, open_store(tmp_path, LIBRARY))
        made = first([*texts, texts[0]])
        assert [len(request.body["input"]) for request in server.requests] == [BATCH, 3]
        assert server.requests[0].path == "/v1/embeddings"
        assert server.requests[0].body["model"] == "gulls"
        assert server.requests[0].headers["authorization"] == "Bearer k"
        assert first.usage() == (2, Tokens(BATCH + 3, 0), "")
        assert sum(value * value for value in made[0]) == pytest.approx(1.0)
        again = Embedder(settings, open_store(tmp_path, LIBRARY))
        assert again(texts) == made[:-1]
        assert again.usage() == (0, Tokens(), "")
        Embedder(server.settings(embed="terns"), open_store(tmp_path, LIBRARY))(texts[:1])
        assert len(server.requests) == 3


def test_a_damaged_vector_is_asked_for_anew(tmp_path: Path) -> None:
    """As if it were not there."""
    store = open_store(tmp_path, LIBRARY)
    with Loopback(vectors) as server:
        settings = server.settings(embed="gulls")
        made = Embedder(settings, store)(["ferry"])
        for key in list(store):
            store.put(key, (store.get(key) or "").replace("A", "B"))
        assert Embedder(settings, store)(["ferry"]) == made
        assert len(server.requests) == 2


GOOD = {"index": 0, "embedding": [1.0, 0.0]}


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (failure(401, "no such key sesame"), Unreachable, r"status 401.*\[key\]"),
        (failure(404, "no model gulls"), Unreachable, "no model gulls"),
        (failure(400, "too long"), ModelError, "too long"),
        (Raw(body="<html>"), ModelError, "cannot be read"),
        (body([]), ModelError, "not one vector for each text"),
        (body([GOOD, GOOD]), ModelError, "not one vector for each text"),
        (body([{"index": 0, "embedding": [0.0, 0.0]}]), ModelError, "no direction"),
        (body([{"index": 0, "embedding": ["x"]}]), ModelError, "cannot be read"),
        (Raw(body='{"data": [{"index": 0, "embedding": [NaN]}]}'), ModelError, "no direction"),
        (Raw(body='{"data": 3}'), ModelError, "cannot be read"),
    ],
)
def test_what_is_no_vector_is_an_error(answer: Raw, kind: type[ModelError], words: str) -> None:
    """One line that says what came, without the key."""
    with Loopback(answer) as server:
        embedder = Embedder(server.settings(embed="gulls", api_key="sesame"), None)
        with pytest.raises(kind, match=words):
            embedder(["ferry"])
        assert embedder.usage()[0] == 1


def test_a_server_in_trouble_is_asked_again() -> None:
    """A passing fault costs a second request."""
    with Loopback(failure(503), vectors) as server:
        assert len(Embedder(server.settings(embed="gulls"), None)(["ferry"])) == 1
        assert len(server.requests) == 2


def test_vectors_of_several_lengths_are_an_error() -> None:
    """They cannot be compared."""
    with Loopback(body([GOOD]), body([{"index": 0, "embedding": [1.0]}])) as server:
        embedder = Embedder(server.settings(embed="gulls"), None)
        embedder(["ferry"])
        with pytest.raises(ModelError, match="several lengths"):
            embedder(["ship"])


@pytest.mark.parametrize("ceiling", [{"max_calls": 9}, {"max_tokens": 9}, {"max_cost": 0.1}, {"replay": "x.jsonl"}])
def test_under_a_ceiling_only_what_is_kept_is_used(tmp_path: Path, ceiling: dict[str, Any]) -> None:
    """Nothing is asked for that the ceiling would not see."""
    with Loopback(vectors) as server:
        Embedder(server.settings(embed="gulls"), open_store(tmp_path, LIBRARY))(["ferry"])
        held = Embedder(server.settings(embed="gulls", **ceiling), open_store(tmp_path, LIBRARY))
        assert len(held(["ferry"])) == 1
        with pytest.raises(CeilingReached, match="not asked for"):
            held(["ship"])
        assert len(server.requests) == 1


@pytest.mark.parametrize("settings", [Settings(embed="local:smollm2"), Settings(embed="gulls", model="local:smollm2")])
def test_vectors_need_an_endpoint(settings: Settings) -> None:
    """A local model has none, and a text does not go to an endpoint that nobody named."""
    with pytest.raises(UserError, match="--embed"):
        Embedder(settings, None)


def test_a_passage_is_found_by_its_meaning() -> None:
    """A word that stands nowhere leads to the passage that means it; what it took is counted in the run."""
    question = "Was there a skipper?"
    assert open_library(reading()).find(question).why == "no article mentions “skipper”"
    with Loopback(vectors) as server:
        library = open_library(reading(), means=Means(vectors=Embedder(server.settings(embed="gulls"), None)))
        assert library.find(question).passages[0].id == "1:2"
        library.find(question)
        answer = ask(question, library, engine=Builtin())
        assert (answer.run.calls, answer.run.tokens) == (2, Tokens(5, 0))
        assert len(server.requests) == 2


@pytest.mark.parametrize("script", [(failure(400, "no"),), (vectors, failure(400, "no"))])
def test_words_alone_go_on_where_vectors_fail(script: tuple[Script, ...]) -> None:
    """Of the passages or of the question: a problem, and the answer that words give."""
    with Loopback(*script) as server:
        library = open_library(reading(), means=Means(vectors=Embedder(server.settings(embed="gulls"), None)))
        answer = ask("Who had sailed for years?", library, engine=Builtin())
    assert [problem.where for problem in answer.run.problems] == ["vectors"]
    assert "words alone" in answer.run.problems[0].reason
    assert open_library(reading()).find("Who sailed?").passages == library.find("Who sailed?").passages


def files(folder: Path) -> list[str]:
    """Two articles as files."""
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (folder / name).write_text(text, encoding="utf-8")
    return ["one.txt", "two.txt"]


def test_the_command_line_asks_for_vectors_once(tmp_path: Path) -> None:
    """`--embed` with the built-in engine; a dry run asks for none; an endpoint that is down costs exit code 3."""
    asked = ["ask", "-q", "How many people did the flood kill?", *files(tmp_path), "--format", "json"]
    kept = {"ASSISTANT_CACHE_DIR": str(tmp_path / "kept"), "ASSISTANT_NO_CACHE": ""}
    with Loopback(vectors) as server:
        place = {**kept, "OPENAI_BASE_URL": server.base_url}
        dry = run([*asked, "--embed", "gulls", "--dry-run"], tmp_path, extra=place)
        assert (dry.returncode, server.requests) == (Exit.DONE, [])
        assert "vectors" in run([*asked[:1], *asked[2:], "--embed", "gulls", "--dry-run"], tmp_path, extra=place).stderr
        first = run([*asked, "--embed", "gulls"], tmp_path, extra=place)
        assert json.loads(first.stdout)["run"]["calls"] == len(server.requests) == 2
        again = run(asked, tmp_path, extra={**place, "ASSISTANT_EMBED": "gulls"})
        assert json.loads(again.stdout)["run"]["calls"] == 0
        assert len(server.requests) == 2
    down = {**kept, "OPENAI_BASE_URL": f"http://127.0.0.1:{closed_port()}/v1"}
    failed = run([*asked, "--embed", "gulls"], tmp_path, extra=down)
    assert failed.returncode == Exit.DONE_IN_PART
    assert "vectors: cannot reach http://127.0.0.1" in failed.stderr
    assert json.loads(failed.stdout)["answer"] == json.loads(first.stdout)["answer"]
