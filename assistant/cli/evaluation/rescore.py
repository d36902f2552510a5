"""`assistant eval rescore RUN.json`."""

from typing import Any

import click

from assistant.cli.evaluation.run import HELD, WRITING
from assistant.cli.options import options
from assistant.errors import Exit


@click.command(
    "rescore",
    short_help="Score a run again by the labels as they are now.",
    epilog="\b\nExample:\n  assistant eval rescore run.json --baseline ledger.jsonl --json again.json",
)
@click.argument("run", metavar="RUN.json")
@options((*HELD, *WRITING, click.option("-q", "--quiet", is_flag=True, help="No table.")))
def command(run: str, **given: Any) -> Exit:
    """Score the outputs of a run again, by the labels and the metrics as they are now.
    No model is asked. It is held against what is named here, not against what its
    suite names.
    """
    from assistant.cli.evaluation.carrying import Held, rescore
    from assistant.cli.evaluation.writing import Reports

    held = Held(given["thresholds"] or "", given["baseline"] or "")
    return rescore(run, held, Reports.of(given))
