"""`assistant purge PATH|URL|ID...`: removes everything that is kept of articles, or everything."""

from typing import TYPE_CHECKING

import click

from assistant.errors import Exit, UserError

if TYPE_CHECKING:
    from assistant.cli.purging import Gone

STAYS = "what you wrote yourself (notes, exports, recordings, backups) is not looked for elsewhere"


@click.command(
    "purge",
    epilog="\b\nExample:\n  assistant purge articles/one.txt --dry-run",
)
@click.argument("names", nargs=-1, metavar="[PATH|URL|ID]...", type=click.Path(allow_dash=True))
@click.option("--all", "whole", is_flag=True, help="Remove everything that is kept, of all articles.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and remove nothing.")
@click.option("-y", "--yes", is_flag=True, help="With --all: do not ask.")
def command(names: tuple[str, ...], whole: bool, dry_run: bool, yes: bool) -> Exit:
    """Remove what is kept of articles: replies of models whose calls hold their words,
    what was made to answer questions, vectors, evaluations and batches under way, and
    the questions of chats that cite them. What is removed is overwritten.

    An article that is gone, and a URL, which is not fetched, is known by what it was
    called when something was kept of it.
    """
    from assistant.cli.console import say
    from assistant.cli.purging import Purge, everything
    from assistant.settings import load_settings

    if whole == bool(names):
        raise UserError("name what is to be forgotten, a path, a URL or an id, or say --all")
    settings = load_settings()
    if not whole:
        return _told(Purge(names, settings, dry=dry_run)(), ", ".join(names), dry=dry_run)
    if not (dry_run or yes) and not _agreed():
        say("nothing was removed")
        return Exit.DONE
    return _told(everything(settings, dry=dry_run), "any article", dry=dry_run)


def _agreed() -> bool:
    from assistant.cli.sessions import agreed

    return agreed("remove everything that is kept, every chat too, for good?")


def _told(gone: "Gone", what: str, *, dry: bool) -> Exit:
    from assistant.cli.console import say

    counts = [_counted(number, kind) for kind, number in gone.counts.items()]
    did = "would remove" if dry else "removed"
    say(f"{did} {', '.join(counts)}" if counts else f"nothing is kept of {what}")
    for path in gone.yours:
        say(f"{path}: holds words of it, and is yours to remove")
    for trouble in gone.left:
        say(trouble)
    if counts:
        say(STAYS)
    return Exit.DONE_IN_PART if gone.left else Exit.DONE


def _counted(number: int, kind: str) -> str:
    """So many of a kind, in words: the first word of a kind is what is counted."""
    first, _, rest = kind.partition(" ")
    plural = {"entry": "entries"}.get(first, f"{first}s")
    return f"{number:,} {kind if number == 1 else f'{plural} {rest}'.strip()}"
