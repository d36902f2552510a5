"""Machines of a Ray cluster, played by processes of this one: each can be lost at once, as in a power cut."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.cli_runner import environment

STORE = 80_000_000
"""Bytes of each node's object store, about the least that Ray takes."""
PATIENCE = 60.0


def session(number: int) -> list[int]:
    """The processes of a session that have not ended."""
    table = subprocess.run(["ps", "-A", "-o", "pid=,sid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in table.splitlines()]
    return [int(pid) for pid, held_by, state in rows if int(held_by) == number and not state.startswith("Z")]


class Nodes:
    """A cluster on the loopback address: `join` adds a node, `lose` kills one with all of its processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._token = secrets.token_hex(16)
        self._held: list[subprocess.Popen[bytes]] = []
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{found.getsockname()[1]}"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to be let in."""
        return environment(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=self._token, RAY_USAGE_STATS_ENABLED="0")

    def join(self, count: int, cores: int = 1) -> None:
        """Add nodes, which start side by side; the first of all is the cluster's head."""
        begun = [self._begin(cores) for _ in range(count)]
        for log, node in zip(begun, self._held[-count:], strict=True):
            self._wait(log, node)

    def _begin(self, cores: int) -> Path:
        first = not self._held
        place = ["--head", f"--port={self.address.rpartition(':')[2]}"] if first else [f"--address={self.address}"]
        begin = [
            *(sys.executable, "-m", "ray.scripts.scripts", "start", "--block", "--disable-usage-stats"),
            *(*place, "--node-ip-address=127.0.0.1", f"--num-cpus={cores}", f"--object-store-memory={STORE}"),
            *("--min-worker-port=0", "--max-worker-port=0", "--include-log-monitor=false"),
            *(("--include-dashboard=false",) if first else ()),
            f"--temp-dir={self._folder}",
        ]
        path = self._folder / f"node-{len(self._held)}.log"
        with path.open("wb") as log:
            node = subprocess.Popen(
                begin,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.environment,
                start_new_session=True,
            )
        self._held.append(node)
        if first:
            self._listening(path, node)
        return path

    def lose(self, number: int) -> None:
        """Kill a node, its workers too, without a word to anybody."""
        node = self._held[number]
        for pid in (node.pid, *self.processes(number)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        node.wait(PATIENCE)

    @property
    def sessions(self) -> list[int]:
        """The sessions that the nodes' processes are in, by the nodes' numbers."""
        return [node.pid for node in self._held]

    def processes(self, number: int) -> list[int]:
        """The processes of a node; each worker has a process group of its own."""
        return session(self._held[number].pid)

    def end(self) -> None:
        """Kill what is left."""
        for number, node in enumerate(self._held):
            if node.poll() is None:
                self.lose(number)

    def _listening(self, log: Path, node: subprocess.Popen[bytes]) -> None:
        """Wait until the head can be joined, which is well before it says that it is there."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", int(self.address.rpartition(":")[2])), 1).close()
                return
            except OSError:
                assert node.poll() is None and time.monotonic() < until, log.read_text(errors="replace")
                time.sleep(0.05)

    def _wait(self, log: Path, node: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        while "Ray runtime started" not in (told := log.read_text(errors="replace")):
            assert node.poll() is None and time.monotonic() < until, told
            time.sleep(0.05)


@contextmanager
def nodes(count: int) -> Iterator[Nodes]:
    """A cluster of so many nodes with one core each, in a folder whose path is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        made = Nodes(Path(folder))
        try:
            made.join(count)
            yield made
        finally:
            made.end()
