"""`assistant digest PATH... --into COLLECTION/`: what is around the work."""

from pathlib import Path

from assistant.cli.console import say
from assistant.cli.job import introduce, report, route_logs
from assistant.cli.options import Request
from assistant.cli.progress import watched
from assistant.cli.runner import running
from assistant.collecting import Collected, collect
from assistant.engines import open_engine
from assistant.errors import Exit, UserError
from assistant.render.wording import many
from assistant.settings import load_settings

KEPT = "what is digested is kept; run the same command again to go on"


def carry_into(folder: Path, request: Request) -> Exit:
    """Digest what was named into a collection, and say what was not done. Raises UserError."""
    route_logs(request.verbose)
    settings = load_settings(request.flags)
    engine = open_engine(settings)
    if engine.name != "builtin":
        raise UserError(
            f"--into works with the built-in engine, and {settings.model} is set (from {settings.source('model')}); "
            "unset it, or leave --into out: replies of a model are kept in the cache"
        )
    introduce(engine, settings, request)
    try:
        with running(settings) as pool, watched(quiet=request.quiet) as watch:
            made = collect(request.paths, folder, pool=pool, watch=watch)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(KEPT) from None
    except OSError as error:
        raise UserError(f"--into {folder}: {error.strerror}; mend that: {KEPT}") from None
    report(made.problems)
    if not request.quiet:
        _tell(made, folder)
    return Exit.DONE_IN_PART if made.problems else Exit.DONE


def _tell(made: Collected, folder: Path) -> None:
    there = f", {made.kept:,} of which were there" if made.kept else ""
    say(f"{folder}: {many(made.articles, 'article')} in {many(made.parts, 'part')}{there}")
    if made.cautious:
        say(f"{many(made.cautious, 'article')} hide words or address an AI; a note made from {folder} says which")
