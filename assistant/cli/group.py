"""The group of verbs: each is imported when it is named, or listed in the help."""

from importlib import import_module

import click

from assistant import __version__

NAME = "assistant"
COMPLETION = "_ASSISTANT_COMPLETE"
VERBS = (
    *("brief", "compare", "digest", "stories", "check", "review"),
    *("ask", "chat", "sessions", "mcp"),
    *("cache", "doctor", "models", "schema", "completion"),
)


class LazyGroup(click.Group):
    """A group whose verbs live in modules of this package, as `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order a newcomer meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"assistant.cli.{cmd_name}").command
        return command


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Example:
  assistant brief articles/ -o note.md
\b
Exit codes:
  0 done, 1 a check failed, 2 you can mend it, 3 done in part, 130 interrupted""",
)
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
def assistant() -> None:
    """Tie every claim of several articles to the exact words that state it,
    and find where the sources agree and contradict each other.

    Works offline and without a model; with --model it asks a language model.
    """
