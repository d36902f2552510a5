"""The group of verbs: each is imported when it is named, or listed in the help."""

from difflib import get_close_matches
from importlib import import_module

import click

from assistant import __version__

NAME = "assistant"
COMPLETION = "_ASSISTANT_COMPLETE"
VERBS = (
    *("brief", "compare", "digest", "stories", "check", "review"),
    *("ask", "chat", "sessions", "mcp"),
    "eval",
    *("cache", "purge", "doctor", "models", "schema", "completion"),
)
MODULES = {"eval": "evaluation"}
"""The verbs that no module can be called by, each with its module: `eval` is a function of Python's."""


class LazyGroup(click.Group):
    """A group whose verbs live in modules of this package, as `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order a newcomer meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"assistant.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that was named; a mistyped one is answered with the nearest."""
        near = get_close_matches(args[0], VERBS, n=1)
        if args[0] not in VERBS and near:
            ctx.fail(f"No such command '{args[0]}'. Did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Example:
  assistant brief articles/ -o note.md
\b
Exit codes:
  0 done, 1 a check failed, 2 you can mend it, 3 done in part, 130 interrupted,
  129 hung up, 143 terminated""",
)
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
def assistant() -> None:
    """Tie every claim of several articles to the exact words that state it,
    and find where the sources agree and contradict each other.

    Works offline and without a model; with --model it asks a language model.
    """
