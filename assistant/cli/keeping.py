"""What keeps the libraries of `ask` and of the other verbs that answer questions, between one run and the next."""

import logging
from dataclasses import replace

from assistant.answering import Keeper, Library, Means, open_library
from assistant.cli.job import grouped, known_reviews
from assistant.cli.options import Request
from assistant.errors import UserError
from assistant.llm.store import LIBRARY, cache_folder, open_store
from assistant.pool import Pool, Watch
from assistant.schema import Reading
from assistant.settings import Settings

logger = logging.getLogger(__name__)


def library_of(reading: Reading, request: Request, settings: Settings, *, pool: Pool, watch: Watch) -> Library:
    """What was read made ready for questions, with what people decided about its findings.

    Raises UserError for a model or a review file that cannot be used.
    """
    reviews = known_reviews(settings)
    means = _means(settings, dry=request.dry_run)
    if settings.model or settings.replay:
        from assistant.engines.kept import comparing

        means = replace(means, engine=comparing(settings, reading.articles))
    group = grouped(reading, request)
    return open_library(reading, pool=pool, watch=watch, group=group, means=means).respecting(reviews)


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
