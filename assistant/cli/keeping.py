"""What keeps the libraries of `ask` and of the other verbs that answer questions, between one run and the next."""

import logging

from assistant.answering import Keeper, Means
from assistant.errors import UserError
from assistant.llm.store import LIBRARY, cache_folder, open_store
from assistant.settings import Settings

logger = logging.getLogger(__name__)


def means_of(settings: Settings, *, dry: bool = False) -> Means:
    """What keeps a library, and the vectors of its passages where a model for them is named; none in a dry run.

    Raises UserError for a model that cannot be used.
    """
    keeper = _keeper(settings)
    if not settings.embed or dry:
        return Means(keeper)
    from assistant.llm.embed import Embedder

    return Means(keeper, vectors=Embedder(settings, keeper))


def _keeper(settings: Settings) -> Keeper | None:
    """The store for what is made of articles; none where nothing is to be kept.

    Where nothing in it is paid for, a folder that cannot be used costs time only, and is told.
    """
    if settings.no_cache:
        return None
    try:
        return open_store(cache_folder(settings), LIBRARY)
    except UserError as error:
        if settings.embed:
            raise
        logger.warning("%s", error)
        return None
