"""`assistant mcp` over real standard input and output, by the official client library."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mcp.client.client import ConnectMode
from mcp.types import CallToolResult, TextResourceContents

from assistant import read
from tests.cli_runner import ONE, ROOT, TWO
from tests.protocol import client, content, talked, text

STORY = ROOT / "corpus" / "lisk-valley-flood"
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "answered": ("ask", {"question": "How many people died in the flood of 1987?"}),
    "disputed": ("ask", {"question": "How many people are missing?"}),
    "abstained": ("ask", {"question": "Who won the cricket match?"}),
    "compared": ("compare", {}),
    "compared again": ("compare", {}),
    "checked": ("check", {"text": "At least 40 people have died in Senn. The Lisk is a river."}),
    "opened": ("open_quote", {"mark": " [2:2] "}),
    "ranged": ("open_quote", {"article": "capital-dispatch", "start": 100, "end": 140}),
    "sources": ("sources", {}),
}


@pytest.fixture(scope="module")
def told() -> dict[str, CallToolResult]:
    """What one server told to a series of calls."""

    async def talk() -> dict[str, CallToolResult]:
        async with client(ROOT, STORY) as server:
            schemas = {tool.name: tool.output_schema for tool in (await server.list_tools()).tools}
            made = {key: await server.call_tool(*given) for key, given in CALLS.items()}
        for key, (tool, _) in CALLS.items():
            schema = schemas[tool]
            assert schema is not None
            jsonschema.validate(made[key].structured_content, schema)
        return made

    return talked(talk)


def words_in(value: object) -> Iterator[dict[str, Any]]:
    """Every quoted words inside some structured content."""
    if isinstance(value, dict):
        if {"mark", "article", "start", "end", "text"} <= set(value):
            yield value
        for item in value.values():
            yield from words_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from words_in(item)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_explain_themselves(mode: ConnectMode) -> None:
    """Clients of the present and of the former protocol see what each tool is for, takes and gives."""

    async def talk() -> None:
        async with client(ROOT, STORY, mode=mode) as server:
            tools = {tool.name: tool for tool in (await server.list_tools()).tools}
            assert set(tools) == {"ask", "compare", "check", "open_quote", "sources"}
            assert all(tool.description and tool.title and tool.output_schema for tool in tools.values())
            assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
            assert tools["ask"].input_schema["required"] == ["question"]
            assert server.server_info is not None
            assert server.server_info.name == "factcheck-assistant"
            assert "verbatim" in (server.instructions or "")
            assert content(await server.call_tool("sources", {}))["articles"]

    talked(talk)


def test_every_quote_is_its_span(told: dict[str, CallToolResult]) -> None:
    """What is given back as words of an article stands there, and its mark opens them."""
    articles = {article.id: article.text for article in read(STORY).articles}
    found = [each for result in told.values() for each in words_in(content(result))]
    assert len(found) > 20
    assert all(articles[each["article"]][each["start"] : each["end"]] == each["text"] for each in found)
    assert all(each["mark"].count(":") == 1 for each in found)


def test_an_answer(told: dict[str, CallToolResult]) -> None:
    """Sentences with quotes, and a text that holds both."""
    made = content(told["answered"])
    assert (made["abstained"], made["engine"]) == (False, "builtin")
    assert any("26" in each["text"] for each in made["sentences"])
    assert all(each["quotes"] for each in made["sentences"])
    assert "26" in text(told["answered"])
    assert f"[{made['sentences'][0]['quotes'][0]['mark']} " in text(told["answered"])


def test_a_disputed_answer_says_who_says_what(told: dict[str, CallToolResult]) -> None:
    """Each source's value with its quotes, in the text too."""
    made = content(told["disputed"])
    assert made["disputed"]
    values = {stand["source"]: stand["value"] for each in made["disputes"] for stand in each["positions"]}
    assert "62" in values["The Harbour Gazette"]
    assert "48" in values["Lisk Valley Courier"]
    first = text(told["disputed"]).splitlines()[0]
    assert first.startswith("The sources disagree, and the reports changed over time: ")
    assert "62" in first
    assert "48" in first


def test_an_abstention_is_no_error(told: dict[str, CallToolResult]) -> None:
    """No sentence, the reason, and a text that cannot be taken for an answer."""
    made = content(told["abstained"])
    assert (made["abstained"], made["sentences"], made["answer"]) == (True, [], "")
    assert made["why"]
    assert text(told["abstained"]).startswith("The sources do not answer this: ")


def test_a_comparison(told: dict[str, CallToolResult]) -> None:
    """The findings with every position, what is agreed, and how far it was looked; the same when asked again."""
    (story,) = content(told["compared"])["stories"]
    missing = next(each for each in story["findings"] if "missing" in each["question"])
    assert (missing["verdict"], len(missing["positions"])) == ("contradiction", 2)
    assert all(stand["quotes"] for stand in missing["positions"])
    assert story["told"]
    assert f"contradiction: {missing['question']}" in text(told["compared"])
    assert content(told["compared again"]) == content(told["compared"])


def test_a_check(told: dict[str, CallToolResult]) -> None:
    """Each sentence of the text with its verdict, place and the words against it."""
    made = content(told["checked"])
    first = made["sentences"][0]
    assert (made["verdict"], first["verdict"], first["text"]) == (
        "contradicted",
        "contradicted",
        "At least 40 people have died in Senn.",
    )
    assert any("11" in each["text"] for each in first["evidence"])
    assert text(told["checked"]).splitlines()[0] == made["told"]


def test_a_quote_in_its_place(told: dict[str, CallToolResult]) -> None:
    """By mark or by range: the words, their article, and what stands around them."""
    article = next(each for each in read(STORY).articles if each.id == "capital-dispatch")
    made = content(told["opened"])
    words = made["words"]
    assert words["mark"] == "2:2"
    assert made["source"]["number"] == 2
    assert article.text[: words["start"]].endswith(made["before"])
    assert article.text[words["end"] :].startswith(made["after"])
    assert content(told["ranged"])["words"]["text"] == article.text[100:140]


def test_the_sources(told: dict[str, CallToolResult]) -> None:
    """The articles in the order of their numbers, as they were read."""
    articles = read(STORY).articles
    made = content(told["sources"])["articles"]
    assert [(each["number"], each["article"]) for each in made] == [(n, a.id) for n, a in enumerate(articles, 1)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles on one flood."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    return tmp_path


MISUSED: list[tuple[str, dict[str, Any], str]] = [
    ("ask", {"question": ""}, "the question is empty"),
    ("ask", {"question": " ?! "}, "the question is empty"),
    ("ask", {"question": "why " * 1000}, "longer than 2,000 characters"),
    ("ask", {}, "ask: question: Field required"),
    ("ask", {"question": {"a": 1}}, "ask: question: "),
    ("check", {"text": ""}, "the text is empty"),
    ("open_quote", {}, "a mark such as"),
    ("open_quote", {"mark": "two"}, "'two' is no mark"),
    ("open_quote", {"mark": "1:0"}, "none is 1:0"),
    ("open_quote", {"mark": "1:999"}, "none is 1:999"),
    ("open_quote", {"mark": "3:1"}, "there is no article 3; there are 2"),
    ("open_quote", {"mark": "99999999999999999999:1"}, "is no mark"),
    ("open_quote", {"article": "one"}, "a mark such as"),
    ("open_quote", {"article": "one", "start": 0}, "a mark such as"),
    ("open_quote", {"article": "one", "start": 5, "end": 5}, "has no characters 5 to 5"),
    ("open_quote", {"article": "one", "start": -1, "end": 5}, "has no characters -1 to 5"),
    ("open_quote", {"article": "1", "start": 0, "end": 10**9}, "has no characters 0 to"),
    ("open_quote", {"article": "../one.txt", "start": 0, "end": 5}, "no article is called"),
    ("open_quote", {"article": "7", "start": 0, "end": 5}, "there is no article 7"),
    ("open_quote", {"article": "one", "start": "x", "end": 5}, "open_quote: start: "),
    ("nonsense", {}, "nonsense"),
]


def test_what_a_caller_can_mend_is_an_error_in_one_line(folder: Path) -> None:
    """No traceback, no protocol error, and the server goes on."""

    async def talk() -> list[CallToolResult]:
        async with client(folder, ".") as server:
            return [await server.call_tool(tool, arguments) for tool, arguments, _ in MISUSED]

    for made, (tool, arguments, expected) in zip(talked(talk), MISUSED, strict=True):
        assert made.is_error, (tool, arguments)
        assert expected in text(made), (tool, arguments)
        assert "\n" not in text(made), (tool, arguments)


def test_the_articles_are_resources(folder: Path) -> None:
    """A client can list and read them; offsets of quotes count in that text."""

    async def talk() -> tuple[list[str], str]:
        async with client(folder, "one.txt", "two.txt") as server:
            listed = (await server.list_resources()).resources
            (whole,) = (await server.read_resource("article://2")).contents
            assert isinstance(whole, TextResourceContents)
            return [f"{each.uri} {each.name}" for each in listed], whole.text

    assert talked(talk) == (["article://1 one", "article://2 two"], TWO)


def test_texts_that_would_steer_a_terminal_do_not(tmp_path: Path) -> None:
    """The text is free of control characters; the structured words are verbatim; what is no character is sent as ?."""
    article = ONE.replace("400 families", "400 \x1b[31mfamilies\x07\u202e").replace("Bridge over", "Bridge \udce9over")
    (tmp_path / "one.txt").write_bytes(article.encode("utf-8", "surrogateescape"))
    lines = {"id": "x\ud800", "title": "Two\ud800", "text": "The mayor Ada Holm said 300 families had left.\ud800"}
    (tmp_path / "two.jsonl").write_text(json.dumps(lines) + "\n", encoding="utf-8")

    async def talk() -> list[CallToolResult]:
        async with client(tmp_path, ".") as server:
            assert len((await server.list_resources()).resources) == 2
            await server.read_resource("article://2")
            asked = await server.call_tool("ask", {"question": "How many families had left their homes?"})
            return [asked, await server.call_tool("sources", {}), await server.call_tool("compare", {})]

    made = talked(talk)
    assert "families" in text(made[0])
    for each in made:
        assert not {"\x1b", "\x07", "\u202e"} & set(text(each))
        assert content(each)
