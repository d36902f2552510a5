"""`assistant eval`: run suites, lint gold, compare two runs, score or report one again."""

from importlib import import_module

import click

VERBS = ("run", "lint", "compare", "rescore", "report")
HELP = ("-h", "--help")


class Suites(click.Group):
    """A group that runs suites where no verb is named: `assistant eval evals/replay.yaml`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, the one that can be left out first."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"assistant.cli.evaluation.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is no verb is a suite, or an option of running one."""
        named = args and args[0] in (*VERBS, *HELP)
        return super().parse_args(ctx, args if named or not args else ["run", *args])


@click.group(
    "eval",
    cls=Suites,
    epilog="""\b
Example:
  assistant eval evals/replay.yaml --junit report.xml
  assistant eval corpus/ --json now.json
  assistant eval compare before.json now.json
  assistant eval lint corpus/""",
)
def command() -> None:
    """Measure how well the built-in engine or a model does on labelled data, with
    intervals, and say whether it still does as well as it should.

    `assistant eval SUITE...` runs suites (YAML), a folder of stories with gold.yaml,
    or lines of labelled JSON. Exit codes: 0 the gate passes, 1 it fails, 2 you can
    mend it, 3 it could not be run to the end.
    """
