"""Talks to `assistant mcp` as clients do: by the official client library, and line by line."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp import Client, StdioServerParameters
from mcp.client.client import ConnectMode
from mcp.types import CallToolResult

from tests.cli_runner import COMMAND, environment

LIMIT_SECONDS = 60
Given = TypeVar("Given")
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


@asynccontextmanager
async def client(
    folder: Path, *arguments: str | Path, mode: ConnectMode = "auto", **extra: str
) -> AsyncIterator[Client]:
    """The official client, connected to a server in a process of its own."""
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant", "mcp", *map(str, arguments)],
        env=environment(**extra),
        cwd=folder,
    )
    with Path(os.devnull).open("w") as nowhere:
        from mcp import stdio_client

        async with Client(
            stdio_client(parameters, errlog=nowhere), mode=mode, read_timeout_seconds=LIMIT_SECONDS
        ) as made:
            yield made


def talked(talk: Callable[[], Awaitable[Given]]) -> Given:
    """What a conversation comes to."""

    async def whole() -> Given:
        with anyio.fail_after(LIMIT_SECONDS):
            return await talk()

    return anyio.run(whole)


def content(result: CallToolResult) -> dict[str, Any]:
    """The structured content of a result that is no error."""
    assert not result.is_error, text(result)
    assert result.structured_content is not None
    held: dict[str, Any] = result.structured_content
    return held


def text(result: CallToolResult) -> str:
    """The text of a tool's result."""
    (content,) = result.content
    assert content.type == "text"
    return content.text


def call(number: int, tool: str, **arguments: Any) -> dict[str, Any]:
    """A call of a tool as it goes over the wire."""
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}


def begun(folder: Path, *arguments: str | Path, **extra: str) -> subprocess.Popen[str]:
    """A server that has answered `initialize`."""
    process = subprocess.Popen(
        [*COMMAND, "mcp", *map(str, arguments)],
        cwd=folder,
        env=environment(**extra),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    send(process, HELLO)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["result"]["serverInfo"]["name"] == "factcheck-assistant"
    send(process, READY)
    return process


def send(process: subprocess.Popen[str], message: dict[str, Any]) -> None:
    """One message."""
    assert process.stdin is not None
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()
