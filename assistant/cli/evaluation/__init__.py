"""`assistant eval`: what is labelled by hand, and how well the product does on it."""

from importlib import import_module

import click

STEPS = ("lint",)


class _Steps(click.Group):
    """A group whose steps live in modules of this package, as `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The steps, in the order they are taken."""
        return list(STEPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one step."""
        if cmd_name not in STEPS:
            return None
        step: click.Command = import_module(f"assistant.cli.evaluation.{cmd_name}").command
        return step


@click.group(
    "eval",
    cls=_Steps,
    short_help="Check labels made by hand.",
    epilog="\b\nExample:\n  assistant eval lint corpus/",
)
def command() -> None:
    """Labels of stories, made by hand."""
