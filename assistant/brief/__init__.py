"""From findings to a briefing: what to tell first, what is settled, who is who, and when it happened.

Pure selection and order; no sentence is new.
"""

from collections.abc import Sequence

from assistant.brief.people import people
from assistant.brief.summary import bottom_line
from assistant.brief.timeline import timeline
from assistant.brief.unanswered import unanswered
from assistant.schema import Article, Compared, Digest, Story


def brief_story(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> Story:
    """A story as a briefing tells it. Pure selection and order; no sentence is new."""
    return Story(
        title=compared.title,
        summary=tuple(bottom_line(articles, digests, compared)),
        agreements=compared.agreements,
        discrepancies=compared.discrepancies,
        single_source=compared.single_source,
        timeline=tuple(timeline(articles, digests, compared)),
        cleared=compared.cleared,
        coverage=compared.coverage,
        articles=compared.articles,
        origins=compared.origins,
        people=people(articles, digests, compared),
        unanswered=unanswered(articles, digests, compared),
    )
