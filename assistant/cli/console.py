"""The two streams: the result goes to standard output, everything else to standard error."""

import os
import sys
from contextlib import suppress


def say(message: str) -> None:
    """One line to standard error, free of control characters."""
    from assistant.render.plain import one_line  # brings the records along, which --help can do without

    with suppress(BrokenPipeError):
        print(f"assistant: {one_line(message)}", file=sys.stderr)


def emit(text: str) -> None:
    """The result to standard output, in UTF-8 whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def hush_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not trip over it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
