"""`assistant completion bash|zsh|fish`."""

import click

from assistant.errors import Exit

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    epilog='\b\nExample:\n  eval "$(assistant completion bash)"',
)
@click.argument("shell", type=click.Choice(SHELLS), metavar="|".join(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> Exit:
    """Print the script that completes commands, options and files in a shell."""
    from click.shell_completion import get_completion_class

    from assistant.cli.console import emit
    from assistant.cli.group import COMPLETION, NAME

    kind = get_completion_class(shell)
    assert kind is not None  # nosec B101 # click ships all three
    emit(kind(ctx.find_root().command, {}, NAME, COMPLETION).source() + "\n")
    return Exit.DONE
