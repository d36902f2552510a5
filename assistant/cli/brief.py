"""`assistant brief PATH...`."""

from typing import Any

import click

from assistant.cli.options import LOOK, NOTE, PAGE, PATHS, REVIEWS, RUNNER, SINCE, STORIES, TOLD, Request, options
from assistant.errors import Exit


@click.command(
    "brief",
    epilog="\b\nExample:\n  assistant brief corpus/lisk-valley-flood -o note.md",
)
@options((*PATHS, *TOLD, *SINCE, *LOOK, *NOTE, *STORIES, *REVIEWS, *PAGE, *RUNNER))
def command(**given: Any) -> Exit:
    """Write a briefing note: what happened, what the sources agree on, where they
    contradict each other, what only one of them says, and when.

    PATH is a file (text, Markdown, HTML, PDF, Word, JSON lines, feed), a folder,
    a URL, or - for standard input. Files named one by one are one story; as soon
    as a PATH is a folder, a feed or a pile of articles, all articles are grouped
    into stories.
    """
    from assistant import pipeline
    from assistant.cli.job import carry_out_grouped

    return carry_out_grouped(pipeline.brief, Request(form=None, **given))
