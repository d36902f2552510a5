"""`assistant compare PATH...`."""

from typing import Any

import click

from assistant.cli.options import REVIEWS, SHARED, Request, options
from assistant.errors import Exit


@click.command(
    "compare",
    short_help="Say where sources agree and differ.",
    epilog="\b\nExample:\n  assistant compare monday.txt tuesday.html --format json",
)
@options((*SHARED, *REVIEWS))
def command(**given: Any) -> Exit:
    """Compare sources: discrepancies, agreements, and what only one of them says.

    PATH is a file (text, Markdown, HTML, PDF, Word, JSON lines, feed), a folder,
    a URL, or - for standard input.
    """
    from assistant import pipeline
    from assistant.cli.job import carry_out

    return carry_out(pipeline.compare, Request(**given))
