"""The command line: one file a verb, and `main`, which turns every outcome into an exit code.

Importing this package loads click and the standard library only; whatever is heavy is imported
by the verb that needs it.
"""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from assistant.cli.console import hush_stdout, leave, leave_at_once, open_closed_streams, say, settle_streams
from assistant.cli.ending import end_on_signals, shortage
from assistant.cli.group import COMPLETION, NAME, assistant
from assistant.errors import AssistantError, CeilingReached, Exit, ModelError, Unreachable

GARBAGE = 250_000
"""Objects made between two searches for garbage: records and modules hold next to no circles, and looking for them
again and again is a tenth of a short run."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; only a bug raises."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _invoked(arguments)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return Exit.USER_CAN_MEND
    except click.ClickException as error:
        return _misused(error)
    except AssistantError as error:
        say(str(error))
        return _code_of(error)
    except KeyboardInterrupt as stop:
        say(f"interrupted: {stop}" if str(stop) else "interrupted; nothing was written")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        hush_stdout()  # the reader has what it wanted, as in `assistant brief ... | head`
        return Exit.DONE
    except (MemoryError, OSError, RuntimeError, ImportError) as error:
        return _short(error)
    return code


def run() -> NoReturn:
    """Entry point of the console script."""
    gc.set_threshold(GARBAGE)
    open_closed_streams()
    end_on_signals()
    try:
        code = main()
    except KeyboardInterrupt:  # the second, while the first was seen to
        code = Exit.INTERRUPTED
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else Exit.USER_CAN_MEND
    if code != Exit.DONE:
        leave_at_once(code)
    settle_streams()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # there is nobody left to tell of an interrupt
    leave(code)


def _invoked(arguments: list[str]) -> int:
    # Not through click's own main(): it ends the process with 1 where a pipe breaks, and prints
    # an empty line where Ctrl-C is pressed.
    request = os.environ.get(COMPLETION)
    if request:
        from click.shell_completion import shell_complete

        return shell_complete(assistant, {}, NAME, COMPLETION, request)
    try:
        with assistant.make_context(NAME, arguments) as context:
            return int(assistant.invoke(context))
    except click.exceptions.Exit as ended:
        return ended.exit_code


def _misused(error: click.ClickException) -> Exit:
    say(error.format_message())
    if isinstance(error, click.UsageError) and error.ctx is not None:
        say(f"see '{error.ctx.command_path} --help'")
    return Exit.USER_CAN_MEND


def _short(error: Exception) -> Exit:
    """A fault of the machine is told in a line; raises the error again where it is a bug."""
    told = shortage(error)
    if not told:
        raise error
    if isinstance(error, OSError) and not error.filename:
        hush_stdout()  # which it was, most often: it would not take what is still to be written
    say(told)
    return Exit.USER_CAN_MEND


def _code_of(error: AssistantError) -> Exit:
    partial = isinstance(error, ModelError) and not isinstance(error, Unreachable | CeilingReached)
    return Exit.DONE_IN_PART if partial else Exit.USER_CAN_MEND
