"""The commands that have to do with the conversation itself: save, resume, clear, quit."""

from collections.abc import Sequence

from assistant.chat.answers import recap
from assistant.chat.lines import Parts, Piece, Wipe, aside, line
from assistant.chat.state import Chat
from assistant.errors import UserError
from assistant.render import wording
from assistant.render.plain import one_line, shortened
from assistant.sessions import Session, Sessions

RECALLED = 2
"""Exchanges of an earlier session that are shown when it is taken up."""
MOST = 20


def save(chat: Chat, name: str) -> Parts:
    """Name the session, which is kept all along. Raises UserError for a name that is taken."""
    store = _store(chat)
    if chat.session is None and name:
        chat.name = name
    session = chat.begun(store)
    if name and session.name != name:
        chat.session = session = store.rename(session, name)
    yield line("kept as ", Piece(one_line(session.name), "strong"))
    yield aside(f"assistant chat --session {_word(session.name)} takes it up again")


def resume(chat: Chat, name: str) -> Parts:
    """Take up another session on the same articles, or list them. Raises UserError where there is none."""
    store = _store(chat)
    if not name:
        yield from _listed(chat, others(chat, store))
        return
    session = store.named(name)
    if set(session.paths) != set(chat.sources.paths):
        raise UserError(
            f"session '{session.name}' is about other articles; take it up with: "
            f"assistant chat --session {_word(session.name)}"
        )
    yield from taken_up(chat, store, session)


def taken_up(chat: Chat, store: Sessions, session: Session) -> Parts:
    """Go on with a session: what was said counts again, and the last of it is shown."""
    exchanges = store.exchanges(session)
    chat.take_up(session, exchanges)
    told = wording.many(len(exchanges), "question")
    yield aside(f"session {one_line(session.name)}, {told} so far")
    for each in exchanges[-RECALLED:]:
        yield from recap(each)


def clear(chat: Chat, _: str) -> Parts:
    """Forget what was said, so that the next question stands by itself."""
    chat.turns.clear()
    chat.last = None
    yield Wipe()
    yield aside("what was said is forgotten; the next question stands by itself")


def leave(chat: Chat, _: str) -> Parts:
    """End the conversation."""
    chat.over = True
    yield from ()


def others(chat: Chat, store: Sessions) -> list[Session]:
    """The sessions on the same articles, the one last used first, this one left out."""
    here = chat.session.id if chat.session else 0
    return [each for each in store.list() if set(each.paths) == set(chat.sources.paths) and each.id != here]


def _listed(chat: Chat, sessions: Sequence[Session]) -> Parts:
    if not sessions:
        raise UserError("there is no other session on these articles")
    for each in sessions[:MOST]:
        day = wording.when(each.last.partition("T")[0])
        told = wording.many(each.exchanges, "question")
        first = f"  {shortened(each.first, 60)}" if each.first else ""
        yield line(Piece(one_line(each.name), "strong"), f"  {day}, {told}", Piece(first, "dim"), hang=2)
    yield aside("/resume NAME takes one up")


def _store(chat: Chat) -> Sessions:
    if chat.store is None:
        raise UserError("nothing of this chat is kept (--no-save)")
    return chat.store


def _word(name: str) -> str:
    """A name as a shell takes it."""
    import shlex

    return shlex.quote(one_line(name))
