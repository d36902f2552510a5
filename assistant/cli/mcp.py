"""`assistant mcp PATH...`."""

from typing import Any

import click

from assistant.cli.options import CONVERSING, PATHS, REVIEWS, STORIES, Request, options
from assistant.errors import Exit


@click.command(
    "mcp",
    epilog="\b\nExample:\n  assistant mcp corpus/lisk-valley-flood",
)
@options((*PATHS, *CONVERSING, *STORIES, *REVIEWS))
def command(**given: Any) -> Exit:
    """Serve the Model Context Protocol on standard input and output, so that an
    editor or a desktop assistant can ask the sources, compare them, check a text
    against them and open quotes.

    PATH is a file, a folder, a feed or a URL. Needs the extra `mcp`:
    pip install 'factcheck-assistant[mcp]'
    """
    from assistant.cli import serving

    return serving.carry(Request(form=None, output=None, **given))
