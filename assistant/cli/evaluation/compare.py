"""`assistant eval compare A.json B.json`."""

import click

from assistant.errors import Exit

FORMS = ("text", "md", "json")


@click.command(
    "compare",
    short_help="Hold two runs against each other.",
    epilog="""\b
Example:
  assistant eval compare before.json now.json
  assistant eval compare before.json now.json --metric discrepancy_recall --fail-on worse
\b
Exit codes:
  0 done, 1 with --fail-on worse where a metric is worse, 2 you can mend it""",
)
@click.argument("before", metavar="A.json")
@click.argument("after", metavar="B.json")
@click.option(
    "--margin",
    type=click.FloatRange(0, 100, min_open=True),
    default=5.0,
    show_default=True,
    metavar="POINTS",
    help="A smaller difference is of no matter.",
)
@click.option("--metric", "metrics", multiple=True, metavar="NAME", help="Only this metric; may be given again.")
@click.option("-f", "--format", "form", type=click.Choice(FORMS), default="text", help="Form.")
@click.option("--fail-on", type=click.Choice(("worse",)), help="End with 1 where a metric is worse.")
def command(before: str, after: str, margin: float, form: str, **given: object) -> Exit:
    """Compare two runs of the same suite on the cases that both have: each metric with
    its difference, and the cases that came out differently by name.

    Each metric is better, worse, shows no difference (it is within the margin), or
    there are not enough data to tell. The more metrics are compared, the more each
    has to show: name with --metric what is to be decided, before looking.
    """
    from assistant.cli.console import emit
    from assistant.evaluate.reports.comparing import made
    from assistant.evaluate.runfile import load
    from assistant.evaluate.statistics.comparison import compare

    metrics = given["metrics"]
    assert isinstance(metrics, tuple)  # nosec B101 # a fact of ours, told to the type checker
    found = compare(load(before), load(after), margin / 100, metrics)
    emit(made(found, form))
    return Exit.FAILED_CHECK if given["fail_on"] and found.count("worse") else Exit.DONE
