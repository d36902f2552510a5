"""How a process ends that is told to end, or that the machine leaves no room."""

import errno
import os
import signal
from types import FrameType
from typing import NoReturn

SIGNALLED = 128
"""What a shell adds to the number of a signal for the exit code."""
NAMES = ("SIGTERM", "SIGHUP")
CLOSED = "look at its owner and mode, or name another place"
WAYS_OUT = {
    errno.EACCES: CLOSED,
    errno.EPERM: CLOSED,
    errno.EROFS: CLOSED,
    errno.EMFILE: "raise the limit of open files (ulimit -n)",
    errno.ENFILE: "close other programs",
    errno.ENOMEM: "close other programs, raise the limit (ulimit -v), or read less at once",
    errno.EAGAIN: "close other programs, or raise the limit of processes (ulimit -u)",
    errno.EBADF: "a stream is closed; open it, or name a file with -o",
    errno.ENOSPC: "make room, or name another place",
    errno.EDQUOT: "make room, or name another place",
    errno.EFBIG: "raise the limit of a file's size (ulimit -f), or name another place",
}
"""What a user can do about a fault of the machine, wherever it comes up."""
THREADLESS = "can't start new thread"
GRACE = 30.0
"""Seconds in which what is half done is undone once a signal asks for the end; then nothing more is waited for."""
_asked: list[int] = []
"""Signals to end so far: a compiled module that gets one as it loads swallows it, or tells an ImportError instead."""


def end_on_signals() -> None:
    """Let a signal to end undo what is half done: drafts go, transactions are rolled back, children end.

    Ctrl-C is an exception again, if it was put off until now.
    """
    if signal.getsignal(signal.SIGINT) in (signal.SIG_DFL, signal.default_int_handler):
        signal.signal(signal.SIGINT, _interrupt)
    for number in (getattr(signal, name) for name in NAMES if hasattr(signal, name)):
        if signal.getsignal(number) == signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, _end)


def end_at_once_on_signals() -> None:
    """Let a signal to end, Ctrl-C too, end the process where nothing can be undone: its reader cannot be woken."""
    for number in (getattr(signal, name) for name in ("SIGINT", *NAMES) if hasattr(signal, name)):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end_at_once)


def shortage(error: BaseException) -> str:
    """What the machine ran out of and what to do, in a line; empty for another fault.

    Raises KeyboardInterrupt or SystemExit where a library was not loaded because of a signal to end.
    """
    if isinstance(error, MemoryError):
        return f"out of memory; {WAYS_OUT[errno.ENOMEM]}"
    if isinstance(error, OSError):
        told = f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror)
        return f"{told}; {WAYS_OUT[error.errno]}" if error.errno in WAYS_OUT else ""
    if isinstance(error, RuntimeError) and THREADLESS in str(error):
        return f"no thread can be started; {WAYS_OUT[errno.EAGAIN]}"
    if isinstance(error, ImportError):
        _heed(error)
        return _unloaded(str(error))
    return ""


def _unloaded(text: str) -> str:
    """The shortage that kept a library from being loaded, which the loader tells in words only."""
    if os.strerror(errno.EMFILE) in text:
        return f"{os.strerror(errno.EMFILE)}; {WAYS_OUT[errno.EMFILE]}"
    if "failed to map segment" in text or os.strerror(errno.ENOMEM) in text:
        return f"out of memory; {WAYS_OUT[errno.ENOMEM]}"
    return ""


def _heed(error: BaseException) -> None:
    """End after all, if a signal asked for it."""
    if _asked and _asked[-1] == signal.SIGINT:
        raise KeyboardInterrupt from error
    if _asked:
        raise SystemExit(SIGNALLED + _asked[-1]) from error


def _interrupt(number: int, frame: FrameType | None) -> None:
    _asked.append(number)
    signal.default_int_handler(number, frame)


def _end(number: int, _: FrameType | None) -> NoReturn:
    _asked.append(number)
    signal.signal(number, _end_at_once)  # who asks twice does not want to wait
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda *_: _end_at_once(number, None))
        signal.setitimer(signal.ITIMER_REAL, GRACE)
    raise SystemExit(SIGNALLED + number)


def _end_at_once(number: int, _: FrameType | None) -> NoReturn:
    os._exit(SIGNALLED + number)
