"""`assistant digest PATH...`."""

from pathlib import Path
from typing import Any

import click

from assistant.cli.options import RUNNER, SHARED, Request, options
from assistant.errors import Exit

BATCH = click.option(
    "--batch",
    type=click.Choice(("submit", "status", "collect")),
    help="Hand the calls over to be answered within a day at half the price; look; fetch the replies.",
)
INTO = click.option(
    "--into",
    metavar="COLLECTION/",
    type=click.Path(path_type=Path),
    help="Keep articles and digests in this folder, for folders of any size; go on there if it was stopped.",
)
# Status and collect read nothing.
PATHS = click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path(allow_dash=True))


@click.command(
    "digest",
    epilog="\b\nExample:\n  assistant digest report.pdf",
)
@options((PATHS, *SHARED, BATCH, INTO, *RUNNER))
@click.pass_context
def command(ctx: click.Context, /, batch: str | None, into: Path | None, **given: Any) -> Exit:
    """Summarise each article and list its claims, tied to its exact words.

    PATH is a file (text, Markdown, HTML, PDF, Word, JSON lines, feed), a folder,
    a URL, or - for standard input. With --into COLLECTION/ the results become Parquet
    files there, and COLLECTION/ a PATH of compare, brief, ask, chat and stories.
    """
    if not given["paths"] and batch in (None, "submit"):
        raise click.UsageError("Missing argument 'PATH...'.", ctx)
    if batch in ("status", "collect") and (given["paths"] or given["output"]):
        raise click.UsageError(f"--batch {batch} tells of every batch; leave out PATH and --output", ctx)
    if into and (batch or given["output"] or given["form"] or given["dry_run"]):
        raise click.UsageError("--into writes a collection; leave out --batch, --dry-run, --output and --format", ctx)
    request = Request(**given)
    if into:
        from assistant.cli.into import carry_into

        return carry_into(into, request)
    if batch:
        from assistant.cli.batch import carry_out as carry_out_batch

        return carry_out_batch(batch, request)
    from assistant import pipeline
    from assistant.cli.job import carry_out

    return carry_out(pipeline.digest, request)
