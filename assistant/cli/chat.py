"""`assistant chat PATH...`."""

from typing import Any

import click

from assistant.cli.options import CONVERSING, EMBED, REVIEWS, STORIES, Request, options
from assistant.errors import Exit

OWN = (
    click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path()),
    click.option("--continue", "latest", is_flag=True, help="Go on with the last session, on PATH if given."),
    click.option("--session", metavar="NAME", help="Go on with the session NAME, or begin it."),
    click.option("--no-save", is_flag=True, help="Keep neither the session nor the lines that were typed."),
)


@click.command(
    "chat",
    epilog="\b\nExample:\n  assistant chat corpus/lisk-valley-flood\n  assistant chat --continue",
)
@options((*OWN, *CONVERSING, *STORIES, *REVIEWS, *EMBED))
def command(latest: bool, session: str | None, no_save: bool, **given: Any) -> Exit:
    """Ask questions, one after another, and get answers whose every sentence leads to
    words of a source. /help in the chat lists its commands.

    PATH is as in `assistant brief`; a session knows its own. Questions can be piped
    in, one a line.
    """
    from assistant.cli import chatting

    if latest and session:
        raise click.UsageError("--continue and --session exclude each other")
    if no_save and (latest or session):
        raise click.UsageError("--no-save keeps no session; leave out --continue and --session")
    wanted = chatting.Wanted(latest=latest, name=session or "", kept=not no_save)
    return chatting.carry_chat(wanted, Request(form=None, output=None, **given))
