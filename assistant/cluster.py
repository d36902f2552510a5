"""A pool whose workers are those of a Ray cluster, on this machine or on many; no other file knows Ray.

The driver, which is this process, hands out the work, puts the results in order and is the only one that writes
anything. What asks a model stays in its threads, since the key is there: no secret of the settings reaches a worker.
"""

import gc
import itertools
import logging
import os
import secrets
import shutil
import socket
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from assistant.alike import differing, stamp
from assistant.errors import UserError
from assistant.pool import GARBAGE, Pool, Threads
from assistant.settings import without_secrets

Item = TypeVar("Item")
Result = TypeVar("Result")

RAY = "ray"
PORT = 6379
"""Where `ray start --head` listens unless it is told otherwise."""
RETRIES = 5
"""How often a piece of work is begun anew whose worker was lost; more often, it is the work that kills workers."""
PIECE = 0.2
"""Seconds of work in one task, so that sending it off, about a millisecond, does not count."""
MOST = 1000
"""Items in one task, however small."""
QUEUED = 2
"""Tasks under way for each core: one that is worked on, one that waits for it."""
AHEAD = 8
"""Tasks for each core that may be begun beyond the first whose results are still to come."""
REACH = 5.0
"""Seconds in which an address has to answer."""
PULSE = 2.0
"""Seconds between two looks at how many cores there are."""
PATIENCE = 60.0
"""Seconds without a core after which a cluster is given up."""
SHORT = 30
"""Characters of a temporary folder's path that leave room for the names of sockets in it (107 in all on Linux)."""
INSTALL = "install the same factcheck-assistant with its extra ray on every machine of it, in the same Python"
MEMORY = "look whether a machine runs out of memory, and run the same command again"
SIGNS = {
    "Version mismatch": f"its Ray or Python is another than here; {INSTALL}",
    "failed to import": f"a machine of it has no such factcheck-assistant; {INSTALL}",
    "No module named": f"a machine of it has no such factcheck-assistant; {INSTALL}",
    "Failed to connect to": "no Ray cluster answers there; name the port of ray start --head, not the dashboard's",
    "died unexpectedly": f"one piece of the work lost its worker {RETRIES + 1} times; {MEMORY}",
    "node was terminated": f"one piece of the work lost its machine {RETRIES + 1} times; {MEMORY}",
    "OutOfMemory": f"a machine of it has too little memory; {MEMORY}",
    "No node info found": "this machine is no part of it; join it with: ray start --address=HOST:PORT --num-cpus=0",
    "AF_UNIX": "the path of the folder for temporary files is too long; set TMPDIR to a shorter one",
}
"""What Ray says, and what it means for the user."""
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # what its absence would be warned of
}
"""How Ray is told, before it is loaded, to be quiet."""
IMPATIENT = {
    "RAY_gcs_server_port_wait_time_s": "1",
    "RAY_gcs_server_request_timeout_seconds": "10",
    "RAY_gcs_rpc_server_connect_timeout_s": "5",
}
"""How it is told to give up, within a minute, on an address where something else answers, or nothing."""


@contextmanager
def driver(runner: str, threads: int) -> Iterator["Driver"]:
    """The pool that a `runner` names, `ray` or `ray:HOST[:PORT]`, with threads for calls.

    Raises UserError where the name, the extra or the address is wrong; Ray itself starts with the first work.
    """
    name, _, address = runner.partition(":")
    if name != RAY or (":" in runner and not address):
        raise UserError(f"--runner {runner}: unknown; say ray, or ray:HOST:PORT for a cluster that runs")
    if find_spec("ray") is None:
        raise UserError(f"--runner {runner} needs an extra; run: pip install 'factcheck-assistant[ray]'")
    cluster = Cluster(_reached(address) if address else "")
    try:
        yield Driver(threads, cluster)
    finally:
        cluster.close()


class Driver(Threads):
    """Calls in threads of this process; computation on a cluster."""

    def __init__(self, threads: int, cluster: "Cluster") -> None:
        super().__init__(threads)
        self._cluster = cluster

    def for_work(self, sizes: Sequence[int]) -> Pool:
        """The cluster: it was named."""
        return self._cluster


class Cluster:
    """Items of work, in tasks on the cores of a Ray cluster: the one at `address`, else one of its own.

    Step, items and results are pickled. A task whose worker, or whose machine, is lost is done again
    elsewhere, and no other. Ray can be begun once at a time in a process.
    """

    def __init__(self, address: str = "", cores: int = 0) -> None:
        self._address = address
        self._cores = cores
        self._folder = ""
        self._ray: Any = None

    def for_work(self, sizes: Sequence[int]) -> Pool:
        """This cluster."""
        return self

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Results in order, of items that are taken a bounded number ahead.

        The first error that the step raises is raised here. After it, an interrupt or the end of the
        caller's interest nothing more is begun; the few tasks under way end by themselves, or with this
        process. Raises UserError where the cluster is lost, or one of its machines holds another version.
        """
        ray = self._begun()
        try:
            yield from _Run(ray, step, items).results()
        except ray.exceptions.RayError as error:
            raise UserError(f"the cluster {self._name()}: {_told(error)}") from error

    def close(self) -> None:
        """End what was begun, and remove its folder."""
        if self._ray:
            self._ray.shutdown()
            self._ray = None
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""

    def _name(self) -> str:
        return f"at {self._address}" if self._address else "on this machine"

    def _begun(self) -> Any:
        """Ray, connected. Raises UserError where that cannot be."""
        if self._ray is None:
            with _unheard(), _environment(self._environment()):
                import ray

                try:
                    self._ray = ray
                    self._begin(ray)
                except (ConnectionError, RuntimeError, ValueError, OSError, ray.exceptions.RayError) as error:
                    self.close()
                    raise UserError(f"the cluster {self._name()} cannot be used: {_told(error)}") from error
        return self._ray

    def _begin(self, ray: Any) -> None:
        # Not a client, but what is said of one: else the workers would import from the folder that we work in.
        job = ray.job_config.JobConfig(_client_job=True)
        # What befalls its machines Ray prints to our standard output, between findings; its debugger stops it so too.
        ray._private.worker._worker_logs_enabled = False
        quiet = {"log_to_driver": False, "configure_logging": False, "job_config": job}
        if self._address:
            ray.init(address=self._address, **quiet)
            return
        self._folder = tempfile.mkdtemp(prefix="ray-", dir=_short())
        inner = str(Path(self._folder) / RAY)  # Ray opens its folder to everybody
        ray.init(address="local", num_cpus=self._cores or None, _temp_dir=inner, include_dashboard=False, **quiet)

    def _environment(self) -> dict[str, str]:
        """What Ray and the processes that it begins see: no secret of ours, and who may talk to them."""
        alone = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
        return {**without_secrets(), **QUIET, **(IMPATIENT if self._address else alone)}


class _Done(NamedTuple):
    """What a task came to: results, the error that ended it with its traceback, and the seconds that it took."""

    results: list[Any]
    seconds: float
    error: Exception | None = None
    trace: str = ""


class _Run:
    """One step over its items: what is under way, and what has come back before its turn."""

    def __init__(self, ray: Any, step: Callable[[Any], Any], items: Iterable[Any]) -> None:
        self._ray = ray
        self._task = ray.remote(num_cpus=1, max_retries=RETRIES, scheduling_strategy="SPREAD")(_work)
        self._step = ray.put((stamp(), step))
        self._items = iter(items)
        self._left = len(items) if isinstance(items, Sequence) else 0  # 0 for a number that is not known
        self._size = 1
        self._sent = 0
        self._under_way: dict[Any, int] = {}
        self._back: dict[int, _Done] = {}
        self._looked = self._last_core = time.monotonic()
        self._cores = self._count()

    def results(self) -> Iterator[Any]:
        """Results in order."""
        for number in itertools.count():
            while number not in self._back:
                self._send(number)
                if not self._under_way:
                    return
                self._receive()
            done = self._back.pop(number)
            yield from done.results
            if done.error:
                raise done.error from _Elsewhere(f"\n{done.trace}")

    def _send(self, number: int) -> None:
        """Begin tasks until there are enough."""
        cores = max(1, self._cores)
        while len(self._under_way) < QUEUED * cores and self._sent - number < AHEAD * cores:
            held = list(itertools.islice(self._items, self._portion(cores)))
            if not held:
                return
            self._left = max(0, self._left - len(held))
            self._under_way[self._task.remote([self._step], held)] = self._sent
            self._sent += 1

    def _portion(self, cores: int) -> int:
        """Items of the next task: towards the end fewer, so that all cores end together."""
        fair = -(-self._left // (QUEUED * cores)) if self._left else MOST
        return max(1, min(self._size, fair))

    def _receive(self) -> None:
        ready, _ = self._ray.wait(list(self._under_way), timeout=PULSE)
        for task in ready:
            done = self._ray.get(task)
            self._back[self._under_way.pop(task)] = done
            each = done.seconds / max(1, len(done.results))
            self._size = max(1, min(MOST, 2 * self._size, int(PIECE / max(each, PIECE / MOST))))
        if time.monotonic() - self._looked >= PULSE:
            self._cores = self._count()

    def _count(self) -> int:
        """Cores that the cluster has now. Raises UserError where it has had none for long."""
        cores = int(self._ray.cluster_resources().get("CPU", 0))
        self._looked = time.monotonic()
        if cores:
            self._last_core = self._looked
        elif self._looked - self._last_core >= PATIENCE:
            raise UserError("the cluster has no core to work on; join machines to it with: ray start --address=...")
        return cores


_taken: dict[str, tuple[dict[str, str], Callable[[Any], Any]]] = {}
"""In a worker: the step of the run, by the object that it came in."""


def _work(held: list[Any], items: list[Any]) -> _Done:
    """In a worker: the step over some items."""
    began = time.perf_counter()
    results: list[Any] = []
    try:
        step = _step_of(held[0])
        for item in items:
            results.append(step(item))
    except Exception as error:
        return _Done(results, time.perf_counter() - began, error, traceback.format_exc())
    return _Done(results, time.perf_counter() - began)


def _step_of(held: Any) -> Callable[[Any], Any]:
    """The step of a run, which a worker fetches once. Raises UserError where this machine's version is another."""
    import ray

    if held not in _taken:
        _taken.clear()
        gc.set_threshold(GARBAGE)
        _taken[held] = ray.get(held)
    theirs, step = _taken[held]
    if wrong := differing(theirs, stamp()):
        place = socket.gethostname()
        raise UserError(f"{place}, a machine of the cluster, holds {wrong}; install the same on all of them")
    return step


class _Elsewhere(Exception):
    """Where in a worker an error came up, for a traceback."""


def _reached(address: str) -> str:
    """The address with its port. Raises UserError where nothing listens there."""
    host, colon, port = address.rpartition(":")
    host, port = (host, port) if colon else (port, str(PORT))
    if not host or not port.isdecimal() or "/" in address or not 0 < int(port) < 1 << 16:
        raise UserError(f"--runner ray:{address}: not an address; say ray:HOST:PORT, as ray start --head shows them")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=REACH).close()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"no cluster answers at {address}: {reason}; begin one there with: ray start --head --port={port}"
        ) from None
    return f"{host}:{port}"


def _told(error: BaseException) -> str:
    """What went wrong with the cluster, in a line that says what to do."""
    text = " ".join((type(error).__name__, str(error), str(error.__cause__ or "")))
    for sign, told in SIGNS.items():
        if sign in text:
            return told
    return text.splitlines()[0]


def _short() -> str | None:
    """The folder for the cluster's own: a socket in it has no room for a long path."""
    short = "/tmp"  # nosec B108 # a private folder of a random name is made in it
    return short if len(tempfile.gettempdir()) > SHORT and Path(short).is_dir() else None


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep Ray from warning, logging, and answering signals in our place."""
    import signal

    logging.getLogger(RAY).setLevel(logging.CRITICAL + 1)
    held, errors = signal.getsignal(signal.SIGTERM), os.dup(2)
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 2)  # where its core, which knows no other way, tells how it tries to connect
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        os.dup2(errors, 2)
        os.close(errors)
        with suppress(ValueError):  # not the main thread, where Ray has left the signal alone
            signal.signal(signal.SIGTERM, held)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Another environment for the processes that are begun."""
    held = dict(os.environ)
    os.environ.clear()
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(held)
