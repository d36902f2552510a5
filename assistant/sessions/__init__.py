"""Past conversations: what was asked of which articles and answered in which words, kept in one file of the user's."""

from assistant.sessions.naming import absolute
from assistant.sessions.place import data_folder
from assistant.sessions.records import Cited, Exchange, Hit, Session, Stated, exchange_of
from assistant.sessions.store import Sessions, open_sessions

__all__ = [
    "Cited",
    "Exchange",
    "Hit",
    "Session",
    "Sessions",
    "Stated",
    "absolute",
    "data_folder",
    "exchange_of",
    "open_sessions",
]
