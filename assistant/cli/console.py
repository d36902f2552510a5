"""The two streams: the result goes to standard output, everything else to standard error."""

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO

from assistant.errors import UserError


def say(message: str) -> None:
    """One line to standard error, free of control characters."""
    from assistant.render.plain import one_line  # brings the records along, which --help can do without

    try:
        print(f"assistant: {one_line(message)}", file=sys.stderr)
    except OSError:  # nobody hears us; the work goes on all the same
        _hush(sys.stderr)


def emit(text: str | bytes) -> None:
    """The result to standard output, in UTF-8 whatever the locale. Raises UserError where it cannot be written."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        hush_stdout()
        raise UserError(f"standard output: {error.strerror}; name a file with -o") from None


def open_closed_streams() -> None:
    """Stand in for streams that the caller closed: nothing comes in, what goes out is lost but for the result."""
    for name, mode, way in (("stdin", "r", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, way), mode, encoding="utf-8"))
    if sys.stdout is None:
        # Opened for reading, so that writing a result to it is an error that is told.
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")


def leave(code: int) -> NoReturn:
    """End the process when all that was begun is done: what is to be closed at exit is closed.

    What the interpreter would do after that, to take its objects apart one by one, is left to the system, which takes
    the memory back at once: a tenth of the time of a short run.
    """
    atexit._run_exitfuncs()
    leave_at_once(code)


def leave_at_once(code: int) -> NoReturn:
    """End the process without waiting for workers that may still wait for an endpoint."""
    if tracing := sys.modules.get("assistant.llm.trace"):
        tracing.flush()
    settle_streams()
    os._exit(code)


def settle_streams() -> None:
    """Write what is still buffered, or nowhere where that cannot be: the interpreter would trip over it at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _hush(stream)


def hush_stdout() -> None:
    """Send what is still buffered nowhere."""
    _hush(sys.stdout)


def _hush(stream: TextIO) -> None:
    with suppress(OSError, ValueError):  # a stream of the tests' has no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
