"""`assistant eval report RUN.json [OLDER.json...]`."""

from typing import Any

import click

from assistant.cli.evaluation.run import WRITING
from assistant.cli.options import options
from assistant.errors import Exit


@click.command(
    "report",
    short_help="Make the reports of a run again.",
    epilog="\b\nExample:\n  assistant eval report run.json last-week.json --html report.html",
)
@click.argument("run", metavar="RUN.json")
@click.argument("older", nargs=-1, metavar="[OLDER.json...]")
@options((*WRITING, click.option("-q", "--quiet", is_flag=True, help="No table.")))
def command(run: str, older: tuple[str, ...], **given: Any) -> Exit:
    """Make reports of a run file as it is: nothing is run or scored. OLDER runs are
    the history of the page, and the newest of them what Markdown tells changes from.
    """
    from assistant.cli.evaluation.writing import Reports, write
    from assistant.evaluate.gate import exit_code
    from assistant.evaluate.runfile import load

    history = (*older, *given["history"])
    to = Reports.of({**given, "history": history})
    to.check()
    told = load(run)
    earlier = sorted((load(name) for name in history), key=lambda each: each.made)
    write(told, earlier[-1] if earlier else None, to)
    return exit_code(told.rulings, told.unfinished)
