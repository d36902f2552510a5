"""What `chat` does around the conversation: the session, the library, and the terminal that there is."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant import __version__
from assistant.chat.doing import called
from assistant.chat.keeping import taken_up
from assistant.chat.lines import BLANK, Parts, Piece, aside, line
from assistant.chat.plain import Streams, piped, simple
from assistant.chat.show import Screen
from assistant.chat.state import Chat, Means, Sources
from assistant.chat.talk import shown
from assistant.cli.console import emit, leave_at_once, say
from assistant.cli.job import grouped, introduce, read_articles, route_logs
from assistant.cli.keeping import library_of
from assistant.cli.options import Request
from assistant.cli.output import check_note, write_result
from assistant.cli.progress import watched
from assistant.engines import open_engine
from assistant.errors import Exit, UserError
from assistant.pool import Threads
from assistant.render import wording
from assistant.render.catalogue import catalogue
from assistant.render.note import Look
from assistant.render.plain import one_line
from assistant.sessions import Session, Sessions, absolute, data_folder, open_sessions
from assistant.settings import Settings, load_settings

STDIN = "-"
START = "name files, folders or URLs: assistant chat PATH..."
DUMB = frozenset({"", "dumb", "unknown"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which session is meant: the last one, one by its name, or a new one; and whether it is kept."""

    latest: bool = False
    name: str = ""
    kept: bool = True


def carry_chat(wanted: Wanted, request: Request) -> Exit:
    """Talk until it is enough. Raises UserError."""
    route_logs(request.verbose)
    settings = load_settings(request.flags)
    store = _store(wanted, settings)
    session = _session(wanted, store, request.paths)
    request = replace(request, paths=request.paths or (session.paths if session else ()))
    if not request.paths:
        raise UserError(f"there is nothing to talk about; {START}")
    if STDIN in request.paths:
        raise UserError(f"- cannot be a source of a chat, whose questions it may bring; {START}")
    chat = _opened(settings, store, request)
    chat.name = wanted.name
    whole = _talk(chat, session, request)
    if chat.pending:
        leave_at_once(Exit.DONE)  # a call that was stopped may still wait for its endpoint
    return Exit.DONE if whole else Exit.DONE_IN_PART


def _store(wanted: Wanted, settings: Settings) -> Sessions | None:
    """Where the session is kept; a new chat goes on without where that cannot be. Raises UserError for a kept one."""
    if not wanted.kept:
        return None
    try:
        store = open_sessions(data_folder(settings))
    except UserError as error:
        if wanted.latest or wanted.name:
            raise
        say(f"nothing of this chat is kept: {error}")
        return None
    if store.note:
        say(store.note)
    return store


def _session(wanted: Wanted, store: Sessions | None, paths: Sequence[str]) -> Session | None:
    """The session to go on with; none where a new one begins. Raises UserError where it is not there."""
    if store is None:
        return None
    if wanted.latest:
        found = store.latest(paths)
        if found is None:
            raise UserError(f"there is no session to continue{' on these' if paths else ''}; {START}")
        return found
    if not wanted.name:
        return None
    found = next((each for each in store.list() if each.name.casefold() == wanted.name.casefold()), None)
    if found is None and not paths:
        return store.named(wanted.name)
    if found and paths and set(found.paths) != set(map(absolute, paths)):
        raise UserError(f"session '{found.name}' is about other articles; leave PATH out, or give another name")
    return found


def _opened(settings: Settings, store: Sessions | None, request: Request) -> Chat:
    engine = open_engine(settings)
    pool = Threads(settings.concurrency, spread=True)
    reading = read_articles(request)
    with watched(quiet=request.quiet) as watch:
        library = library_of(reading, request, settings, pool=pool, watch=watch)
    sources = Sources(reading, library, tuple(map(absolute, request.paths)), grouped(reading, request))
    look = Look(say=catalogue(settings.language))
    return Chat(sources, engine, Means(settings, pool, check_note, partial(write_result, look=look)), store)


def _talk(chat: Chat, session: Session | None, request: Request) -> bool:
    """Hold the conversation where it can be held; False where something was not done."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        introduce(chat.engine, chat.means.settings, request)
        if session and chat.store:
            chat.take_up(session, chat.store.exchanges(session))
        return piped(chat, Streams(emit, say))
    dumb = os.environ.get("TERM", "").lower() in DUMB and os.name != "nt"
    screen = Screen(dumb=dumb)
    if not request.quiet:
        shown(_greeting(chat), screen)
    if session and chat.store:
        shown(taken_up(chat, chat.store, session), screen)
        screen(BLANK)
    if dumb:
        simple(chat)
    else:
        from assistant.chat.terminal import converse

        converse(chat, screen, data_folder(chat.means.settings) if chat.store else None)
    return True


def _greeting(chat: Chat) -> Parts:
    told = f" · {wording.standfirst(chat.articles)} · {one_line(called(chat.engine))}"
    yield line(Piece(f"assistant {__version__}", "strong"), told)
    yield aside("Ask a question. /help lists what else there is, /sources the articles; Ctrl-D leaves.")
    yield BLANK
