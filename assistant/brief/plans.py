"""Plans, and whether time has passed them: what was to happen is no news once a later report is out."""

from collections.abc import Iterable, Sequence

from assistant.schema import Article
from assistant.text.dates import When
from assistant.text.stance import PLANNED, QUOTED


def is_plan(text: str) -> bool:
    """Whether a sentence tells outside of quotation marks what is to come."""
    return bool(PLANNED.search(QUOTED.sub("", text)))


def last_day(articles: Iterable[Article]) -> str:
    """The day of the latest article, `""` where none is known."""
    return max((article.published[:10] for article in articles), default="")


def overtaken(text: str, dates: Sequence[When], published: str, last: str) -> bool:
    """Whether a plan was told before the `last` day of a story and was due by then, or for no day it names."""
    if not published or published[:10] >= last or not is_plan(text):
        return False
    due = [when.iso for when in dates if when.iso[:1].isdigit()]
    return not due or max(due) <= last[: len(max(due))]
