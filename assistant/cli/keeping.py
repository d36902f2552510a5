"""What keeps the libraries of `ask` and of the other verbs that answer questions, between one run and the next."""

import logging

from assistant.answering import Keeper
from assistant.errors import UserError
from assistant.llm.store import LIBRARY, cache_folder, open_store
from assistant.settings import Settings

logger = logging.getLogger(__name__)


def keeper_of(settings: Settings) -> Keeper | None:
    """The store for what is made of articles; none where nothing is to be kept, or nothing can be.

    Nothing in it was paid for, so a folder that cannot be used costs time only, and is told.
    """
    if settings.no_cache:
        return None
    try:
        return open_store(cache_folder(settings), LIBRARY)
    except UserError as error:
        logger.warning("%s", error)
        return None
