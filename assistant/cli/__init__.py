"""The command line: one file a verb, and `main`, which turns every outcome into an exit code.

Importing this package loads click and the standard library only; whatever is heavy is imported
by the verb that needs it.
"""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from assistant.cli.console import hush_stdout, say
from assistant.cli.group import assistant
from assistant.errors import AssistantError, Exit, ModelError, Unreachable


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; only a bug raises."""
    arguments = None if argv is None else list(argv)
    try:
        code = assistant.main(arguments, prog_name="assistant", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return Exit.USER_CAN_MEND
    except click.ClickException as error:
        return _misused(error)
    except AssistantError as error:
        say(str(error))
        return _code_of(error)
    except (click.Abort, KeyboardInterrupt):
        say("interrupted; nothing was written")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        hush_stdout()  # the reader has what it wanted, as in `assistant brief ... | head`
        return Exit.DONE
    return int(code or Exit.DONE)


def run() -> NoReturn:
    """Entry point of the console script."""
    code = main()
    if code != Exit.DONE:
        # Workers may still wait for an endpoint, and a normal exit would wait for them.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _misused(error: click.ClickException) -> Exit:
    say(error.format_message())
    if isinstance(error, click.UsageError) and error.ctx is not None:
        say(f"see '{error.ctx.command_path} --help'")
    return Exit.USER_CAN_MEND


def _code_of(error: AssistantError) -> Exit:
    partial = isinstance(error, ModelError) and not isinstance(error, Unreachable)
    return Exit.DONE_IN_PART if partial else Exit.USER_CAN_MEND
