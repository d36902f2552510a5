"""What `mcp` does around the protocol: the sources, the engine, and an end without waiting."""

from functools import partial
from pathlib import Path
from typing import NoReturn

from assistant.cli.console import leave_at_once, say
from assistant.cli.ending import end_at_once_on_signals
from assistant.cli.job import grouped, introduce, known_reviews, read_articles, route_logs
from assistant.cli.keeping import library_of
from assistant.cli.options import Request
from assistant.engines import open_engine
from assistant.errors import Exit, UserError
from assistant.pool import Threads, unwatched
from assistant.serve.desk import Desk, Opening
from assistant.settings import Settings, load_settings

STDIN = "-"
EXTRA = "the MCP server needs an extra; run: pip install 'factcheck-assistant[mcp]'"


def carry(request: Request) -> NoReturn:
    """Serve until standard input ends, or an interrupt comes. Raises UserError for what can be seen before."""
    route_logs(request.verbose)
    _require_paths(request.paths)
    settings = load_settings(request.flags)
    try:
        from assistant.serve.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise UserError(EXTRA) from None
    # Whoever reads standard input cannot be interrupted: only the end of the process ends the waiting.
    end_at_once_on_signals()
    serve(Desk(partial(_opened, settings, request), say))
    leave_at_once(Exit.DONE)


def _require_paths(paths: tuple[str, ...]) -> None:
    if STDIN in paths:
        raise UserError("- cannot be a source here: standard input is the protocol's; name a file")
    for path in paths:
        if "://" not in path and not Path(path).exists():
            raise UserError(f"{path}: no such file or folder")


def _opened(settings: Settings, request: Request) -> Opening:
    """The library, as `ask` opens it. Raises UserError."""
    reviews = known_reviews(settings)
    engine = open_engine(settings)
    introduce(engine, settings, request)
    pool = Threads(settings.concurrency, spread=True)
    reading = read_articles(request)
    library = library_of(reading, request, settings, pool=pool, watch=unwatched)
    return Opening(reading, library, engine, pool, grouped(reading, request), reviews)
