"""`assistant stories PATH...`."""

from typing import Any

import click

from assistant.cli.options import PATHS, RESULT, RUNNER, Request, options
from assistant.errors import Exit


@click.command(
    "stories",
    epilog="\b\nExample:\n  assistant stories monday/ tuesday.jsonl --format json",
)
@options((*PATHS, *RESULT, *RUNNER))
def command(**given: Any) -> Exit:
    """List the stories that a pile of articles tells: the articles of each, the
    days they span, and which of them are copies of one text or one agency's.

    PATH is a file (text, Markdown, HTML, PDF, Word, JSON lines, feed), a folder,
    a URL, or - for standard input. No model is asked.
    """
    from assistant import pipeline
    from assistant.cli.job import carry_out_offline

    return carry_out_offline(pipeline.stories, Request(**given))
