"""`assistant mcp` as a process: when it answers, what it writes where, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.types import CallToolResult

from assistant.cli.serving import EXTRA
from tests.cli_runner import ONE, TWO, environment, messages, run
from tests.loopback import Answer, Loopback, Request
from tests.protocol import begun, call, client, content, send, talked, text

PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("ask", {"question": "Who is the mayor?"}),
    ("compare", {}),
    ("check", {"text": "The mayor is Ada Holm."}),
    ("open_quote", {"mark": "1:1"}),
    ("sources", {}),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles on one flood."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    return tmp_path


@contextmanager
def page(held: threading.Event) -> Iterator[str]:
    """The address of a page that is not given before it is let go."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.wait(30)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if not self.path.endswith("robots.txt"):
                title, _, body = ONE.partition("\n")
                self.wfile.write(PAGE.format(title, body).encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/flood.html"
    finally:
        held.set()
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_protocol_is_answered_before_the_articles_are_read(tmp_path: Path) -> None:
    """A client that gives a server a few seconds to begin is not kept waiting by a slow page."""
    held = threading.Event()

    async def talk(address: str) -> CallToolResult:
        async with client(tmp_path, "--allow-private", address) as server:
            assert (await server.list_tools()).tools
            assert not held.is_set()
            held.set()
            return await server.call_tool("sources", {})

    with page(held) as address:
        (only,) = content(talked(lambda: talk(address)))["articles"]
    assert only["url"] == address


def test_a_server_that_waits_for_a_model_answers_others(folder: Path) -> None:
    """While one call hangs in the endpoint, others are served; what the model did not deliver is told."""
    held, asked = threading.Event(), threading.Event()

    def slow(request: Request) -> Answer:
        asked.set()
        held.wait(30)
        return "no JSON at all"

    async def talk(base_url: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        async with client(folder, ".", ASSISTANT_MODEL="m", OPENAI_BASE_URL=base_url) as server:

            async def ask() -> None:
                made["ask"] = await server.call_tool("ask", {"question": "Who is the mayor?"})

            async with anyio.create_task_group() as tasks:
                tasks.start_soon(ask)
                while not asked.is_set():
                    await anyio.sleep(0.02)
                made["open"] = await server.call_tool("open_quote", {"mark": "1:1"})
                assert not held.is_set()
                held.set()
        return made

    with Loopback(slow) as endpoint:
        made = talked(lambda: talk(endpoint.base_url))
    assert content(made["open"])["words"]["mark"] == "1:1"
    answer = content(made["ask"])
    assert (answer["engine"], answer["abstained"]) == ("llm: m", True)
    assert answer["problems"]


def test_nothing_but_the_protocol_is_on_standard_output(folder: Path) -> None:
    """Each line is a message; what else there is to say goes to standard error; the end of input is the end."""
    (folder / "empty.txt").write_text("", encoding="utf-8")
    process = begun(folder, ".", "--verbose")
    send(process, call(2, "ask", question="Who is the mayor?"))
    send(process, {"jsonrpc": "2.0", "id": 3, "method": "no/such"})
    assert process.stdout is not None
    replies = [json.loads(process.stdout.readline()) for _ in range(2)]
    rest, err = process.communicate(timeout=20)
    assert (process.returncode, rest) == (0, "")
    assert {each["id"] for each in replies} == {2, 3}
    assert "empty.txt: is empty" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(("how", "code"), [("end of input", 0), ("interrupt", 130)])
def test_it_ends_at_once_though_a_call_is_going_on(how: str, code: int, folder: Path) -> None:
    """Neither the end of input nor Ctrl-C waits for an endpoint, and there is no traceback."""
    held, asked = threading.Event(), threading.Event()

    def slow(request: Request) -> Answer:
        asked.set()
        held.wait(60)
        return "late"

    with Loopback(slow) as endpoint:
        process = begun(folder, ".", ASSISTANT_MODEL="m", OPENAI_BASE_URL=endpoint.base_url)
        send(process, call(2, "ask", question="Who is the mayor?"))
        assert asked.wait(30)
        if how == "interrupt":
            process.send_signal(signal.SIGINT)
            process.wait(10)
        _, err = process.communicate(timeout=10)
        held.set()
    assert process.returncode == code
    assert "Traceback" not in err


def test_a_client_that_is_gone_is_no_bug(folder: Path) -> None:
    """Answers that nobody reads end the server without a traceback."""
    process = begun(folder, ".")
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    for number in range(2, 6):
        send(process, call(number, "sources"))
    process.stdin.close()
    assert process.wait(20) == 0
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()


def test_what_cannot_be_read_is_told_to_whoever_asks(tmp_path: Path) -> None:
    """A folder without an article is an error of each tool, not a server that is gone without a word."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")

    async def talk() -> list[CallToolResult]:
        async with client(tmp_path, ".") as server:
            assert (await server.list_resources()).resources == []
            return [await server.call_tool(tool, given) for tool, given in CALLS]

    for made in talked(talk):
        assert made.is_error
        assert "nothing could be read" in text(made)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file or folder"),
        (["-"], "standard input is the protocol's"),
        (["."], "unknown setting 'modle'"),
    ],
)
def test_what_can_be_seen_before_ends_it(arguments: list[str], told: str, folder: Path) -> None:
    """A mistake in the configuration is one line and exit code 2."""
    if arguments == ["."]:
        (folder / "assistant.toml").write_text('modle = "x"\n', encoding="utf-8")
    done = run(["mcp", *arguments], folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in messages(done)[0]
    assert len(messages(done)) == 1


def test_without_the_extra_the_user_is_told_what_to_install(folder: Path) -> None:
    """A Python that has everything but the protocol's library says so in one line."""
    site = folder / "site"
    site.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if path.name != "mcp" and not path.name.startswith("mcp-"):
            (site / path.name).symlink_to(path)
    surroundings = environment()
    surroundings["PYTHONPATH"] += f"{os.pathsep}{site}"
    done = subprocess.run(
        [sys.executable, "-S", "-m", "assistant", "mcp", "one.txt"],
        cwd=folder, env=surroundings, input="", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, messages(done)) == (2, [EXTRA])
