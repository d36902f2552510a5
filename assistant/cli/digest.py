"""`assistant digest PATH...`."""

from typing import Any

import click

from assistant.cli.options import SHARED, Request, options
from assistant.errors import Exit


@click.command(
    "digest",
    short_help="Summarise articles and list their claims.",
    epilog="\b\nExample:\n  assistant digest report.pdf",
)
@options(SHARED)
def command(**given: Any) -> Exit:
    """Summarise each article and list its claims, tied to its exact words.

    PATH is a file (text, Markdown, HTML, PDF, Word, JSON lines, feed), a folder,
    a URL, or - for standard input.
    """
    from assistant import pipeline
    from assistant.cli.job import carry_out

    return carry_out(pipeline.digest, Request(**given))
