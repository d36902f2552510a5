"""What keeps the libraries of `ask` and of the other verbs that answer questions, between one run and the next."""

import logging
from dataclasses import replace

from assistant.answering import Keeper, Means
from assistant.engines.kept import comparing
from assistant.errors import UserError
from assistant.llm.store import LIBRARY, cache_folder, open_store
from assistant.schema import Reading
from assistant.settings import Settings

logger = logging.getLogger(__name__)


def means_for(settings: Settings, reading: Reading, *, dry: bool = False) -> Means:
    """What a library of these articles is made with: its keeper, its vectors, and an engine that compares for nothing.

    Raises UserError for a model that cannot be used.
    """
    return replace(_means(settings, dry=dry), engine=comparing(settings, reading.articles))


def _means(settings: Settings, *, dry: bool) -> Means:
    """What keeps a library, and the vectors of its passages where a model for them is named; none in a dry run."""
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
