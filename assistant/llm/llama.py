"""llama.cpp in this process, serving weights on a loopback port: the only file that knows xllamacpp.

A server starts with the first call that needs it and ends with the process; it runs in threads of
its own, so there is no other process that could be left behind.
"""

import atexit
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.errors import UserError

if TYPE_CHECKING:
    from assistant.settings import Settings

LOCAL = "local:"
MISSING = "local models need llama.cpp: pip install 'factcheck-assistant[local]'"
LEAST_CONTEXT = 8192
CONTEXT_AROUND = 4096
"""Tokens beside the article's: the question, the shape, and the longest reply that is asked for."""
CHARACTERS_PER_TOKEN = 3
CACHE_MIB = 512
SILENT, TALKATIVE = -1, 3
QUOTA = Path("/sys/fs/cgroup/cpu.max")

_lock = Lock()
_servers: dict[tuple[Path, int], Any] = {}


def check_extra() -> None:
    """Raise UserError where the extra `local` is not installed."""
    if find_spec("xllamacpp") is None:
        raise UserError(MISSING)


def serve(settings: "Settings") -> str:
    """The base URL of a server for the weights that `base_url` names as `local:PATH`.

    It is started once for a process. Raises UserError where it cannot be.
    """
    path = Path(settings.base_url.removeprefix(LOCAL))
    context = context_for(settings.window)
    with _lock:
        if (path, context) not in _servers:
            _servers[path, context] = _start(path, context)
        return f"{_servers[path, context].listening_address}/v1"


def context_for(window: int) -> int:
    """Tokens of context that windows of so many characters need, in steps of 1024."""
    needed = window // CHARACTERS_PER_TOKEN + CONTEXT_AROUND
    return max(LEAST_CONTEXT, -(-needed // 1024) * 1024)


def free_cores(quota: Path = QUOTA) -> int:
    """Cores that this process may use and that nobody is using now, at least one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):  # a container may be given less than the cores it sees
        allowed, period = map(int, quota.read_text(encoding="ascii").split())
        cores = min(cores, max(1, allowed // period))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return max(1, cores - round(load))


def _start(path: Path, context: int) -> Any:
    check_extra()
    # Threads that wait must not spin: on a busy machine they slow the working ones many times.
    # The runtime reads the variable when it is loaded, that is with the import below.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    for name, value in _parameters(context).items():
        setattr(params, name, value)
    for cpu in (params.cpuparams, params.cpuparams_batch):
        cpu.n_threads = free_cores()
        cpu.poll = 0
    try:
        return xllamacpp.Server(params)
    except RuntimeError:
        raise UserError(
            f"{path}: llama.cpp cannot load these weights; fetch the file again, or see --verbose"
        ) from None


def _parameters(context: int) -> Mapping[str, Any]:
    talkative = logging.getLogger("assistant").isEnabledFor(logging.INFO)
    return {
        "n_ctx": context,
        "n_parallel": 1,
        "hostnames": ["127.0.0.1"],
        "port": 0,
        "warmup": False,
        "ui": False,
        "endpoint_slots": False,  # it would show what is being read
        "cors_origins": "null",  # no page in a browser may ask
        "cache_ram_mib": CACHE_MIB,
        "verbosity": TALKATIVE if talkative else SILENT,
    }


@atexit.register
def close() -> None:
    """End all servers of this process."""
    with _lock:
        _servers.clear()
