"""The two streams: the result goes to standard output, everything else to standard error."""

import os
import sys
from contextlib import suppress
from pathlib import Path
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
    for name, mode in (("stdin", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open as long as the process is
    if sys.stdout is None:
        # Opened for reading, so that writing a result to it is an error that is told.
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")


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
