"""No test reaches beyond this machine: sockets to anywhere but loopback are refused by an audit hook."""

import ipaddress
import os
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli_runner import Done, Inside

CONNECTING = frozenset({"socket.connect", "socket.sendto"})
RESOLVING = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
LOCAL_NAMES = frozenset({"", "localhost", "::1"})


class NetworkOffError(RuntimeError):
    """A test tried to reach the network."""


def _is_local(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_number(host: Any) -> bool:
    """Whether a host is an address in some spelling, which nobody has to be asked for."""
    try:
        return bool(socket.inet_pton(socket.AF_INET6, str(host).partition("%")[0]))
    except OSError:
        pass
    try:
        return bool(socket.inet_aton(str(host)))
    except OSError:
        return False


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in CONNECTING:
        address = arguments[-1]
        host = address[0] if isinstance(address, tuple) else ""  # a path: a Unix socket is this machine's
    elif event in RESOLVING:
        host = arguments[0]
    else:
        return
    if _is_local(host) or (event in RESOLVING and _is_number(host)):
        return
    if event in RESOLVING and str(host).endswith(".invalid"):
        # The name that never resolves (RFC 2606): answer as a resolver would, without asking one.
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    raise NetworkOffError(f"a test tried to reach {host!r}")


sys.addaudithook(_guard)

# What the developer has configured must not steer the tests, nor the processes that they start.
for name in list(os.environ):
    if name.startswith(("OPENAI_", "ASSISTANT_")) or name.lower().endswith("_proxy"):
        del os.environ[name]
os.environ["NO_PROXY"] = "*"
# What is kept for the user is neither read nor added to.
KEPT = tempfile.TemporaryDirectory(prefix="assistant-tests-")
os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = KEPT.name


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    """Runs `assistant` in the test's folder without a process of its own, whose start takes a second."""
    from assistant.cli import main  # not before the environment is bare

    monkeypatch.chdir(tmp_path)

    def run(arguments: Sequence[str | Path]) -> Done:
        capsys.readouterr()
        code = main([str(each) for each in arguments])
        return Done(arguments, code, *capsys.readouterr())

    return run
