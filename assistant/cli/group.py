"""The group of verbs: each is imported when it is named."""

from importlib import import_module

import click

from assistant import __version__

NAME = "assistant"
COMPLETION = "_ASSISTANT_COMPLETE"
VERBS = {
    "brief": "Write a briefing note of several sources.",
    "compare": "Say where sources agree and differ.",
    "digest": "Summarise articles and list their claims.",
    "stories": "List the stories in a pile of articles.",
    "check": "Check a draft against sources.",
    "review": "Mark a finding as confirmed, false alarm or resolved.",
    "ask": "Answer a question from sources.",
    "chat": "Talk with sources.",
    "sessions": "List, read, search, export or delete past chats.",
    "mcp": "Offer answers to editors and assistants (MCP).",
    "eval": "Measure against labelled stories and data; gate a merge.",
    "cache": "Show or remove what is kept.",
    "purge": "Remove what is kept of articles.",
    "doctor": "Say which engine would be used; test it.",
    "models": "Fetch models that run on this machine.",
    "schema": "Print the JSON Schema of a JSON output or of labels.",
    "completion": "Print a shell's completion script.",
}
"""The verbs in the order a newcomer meets them, each with its line in the help: to list them imports none of them."""
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
        command.short_help = VERBS[cmd_name]  # which a shell's completion shows
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that was named; a mistyped one is answered with the nearest."""
        if args[0] not in VERBS and (near := _nearest(args[0])):
            ctx.fail(f"No such command '{args[0]}'. Did you mean '{near}'?")
        return super().resolve_command(ctx, args)


def _nearest(verb: str) -> str:
    """The verb that was meant, if anything is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(verb, VERBS, n=1)), "")


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
