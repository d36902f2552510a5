"""`assistant compare PATH...`."""

from typing import Any

import click

from assistant.cli.options import LOOK, NOTE, PAGE, PATHS, REVIEWS, RUNNER, STORIES, Request, options
from assistant.errors import Exit


@click.command(
    "compare",
    epilog="\b\nExample:\n  assistant compare monday.txt tuesday.html --format json",
)
@options((*PATHS, *LOOK, *NOTE, *STORIES, *REVIEWS, *PAGE, *RUNNER))
def command(**given: Any) -> Exit:
    """Compare sources: discrepancies, agreements, and what only one of them says.

    PATH is a file (text, Markdown, HTML, PDF, Word, JSON lines, feed), a folder,
    a URL, or - for standard input. Files named one by one are one story; as soon
    as a PATH is a folder, a feed or a pile of articles, all articles are grouped
    into stories.
    """
    from assistant import pipeline
    from assistant.cli.job import carry_out_grouped

    return carry_out_grouped(pipeline.compare, Request(form=None, **given))
