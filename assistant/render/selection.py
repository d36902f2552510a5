"""What a note shows of a long story; the JSON holds all of it."""

import re
from collections.abc import Collection, Mapping, Sequence

from assistant.render.wording import many, source
from assistant.schema import (
    Agreement,
    Article,
    Compared,
    Copy,
    Discrepancy,
    Gathered,
    Origin,
    Position,
    SingleSource,
    Story,
)
from assistant.text.dates import dates
from assistant.text.names import names
from assistant.text.quantities import has_number
from assistant.text.words import tokens

MOST_ALONE = 6
"""Statements shown of one source's own; they come the most concrete first."""
SCRAP = re.compile(r"(?:he|she|it|they|his|her|its|their|this|that|these|those|such|one|none)\b", re.IGNORECASE)
"""What opens so says nothing without the sentence before it."""
REPEATED = 2
"""Answers that two findings have in common before the second points to the first."""


MOST_LONE = 50
"""Articles listed that are alone in their story."""


def articles_of(story: Compared | Story | Gathered, articles: Mapping[str, Article]) -> list[Article]:
    """The articles that a story is told from; all, where it does not name them."""
    return [articles[id] for id in story.articles] or list(articles.values())


def ties(stories: Sequence[Compared | Story | Gathered]) -> dict[str, Copy]:
    """For each article that is no source of its own what it is tied to."""
    return copies_of([origin for story in stories for origin in story.origins])


def copies_of(origins: Sequence[Origin]) -> dict[str, Copy]:
    """The same of the origins of articles."""
    return {copy.article: copy for origin in origins for copy in origin.copies}


def in_stories(articles: Sequence[Article], alone: Collection[str]) -> list[Article]:
    """The articles without those that are alone in their story."""
    return [article for article in articles if article.id not in set(alone)]


def independent(story: Compared | Story) -> list[Agreement]:
    """Facts that more than one origin states."""
    return [fact for fact in story.agreements if fact.origins > 1]


def copied(story: Compared | Story, articles: Mapping[str, Article]) -> str:
    """One line on what several articles state and one origin says; empty where there is nothing."""
    facts = [fact for fact in story.agreements if fact.origins < 2]
    if not facts:
        return ""
    carriers = dict.fromkeys(source(articles[s.article]) for fact in facts for s in fact.support)
    verb = "comes" if len(facts) == 1 else "come"
    return f"{many(len(facts), 'more statement')} {verb} from one origin only: {', '.join(carriers)}."


def unresolved(story: Compared | Story) -> list[Discrepancy]:
    """The discrepancies that are open: nobody has resolved them, or an answer has come in since."""
    return [d for d in story.discrepancies if d.review.state != "resolved" or d.review.outdated]


def resolved(story: Compared | Story) -> list[Discrepancy]:
    """The discrepancies that were resolved."""
    return [d for d in story.discrepancies if d.review.state == "resolved" and not d.review.outdated]


def settled(story: Compared | Story) -> list[Discrepancy]:
    """What was looked at and found to be no discrepancy, by the comparison or by a person."""
    return [finding for finding in story.cleared if finding.verdict != "unsure" or finding.review.state]


def unsettled(story: Compared | Story) -> str:
    """One line on what could not be judged; empty where everything could."""
    count = sum(finding.verdict == "unsure" and not finding.review.state for finding in story.cleared)
    return (
        f"{many(count, 'pair')} of statements could not be judged; they are in the JSON of this result."
        if count
        else ""
    )


def alone(story: Compared | Story, articles: Mapping[str, Article]) -> list[tuple[Article, list[SingleSource], int]]:
    """For each article what only it says: the statements shown, and how many more there are."""
    shown = []
    for id, article in articles.items():
        claims = [claim for claim in story.single_source if claim.article == id]
        told = [claim for claim in claims if telling(claim.claim)][:MOST_ALONE]
        if claims:
            shown.append((article, told, len(claims) - len(told)))
    return shown


def telling(text: str) -> bool:
    """Whether a statement says something by itself: a name, a number or a date, and no pronoun for its subject."""
    words = {token.lower for token in tokens(text)}
    concrete = bool(names(text)) or has_number(text, words) or bool(dates(text, ""))
    return concrete and not SCRAP.match(text.lstrip("“\"'"))


def repeated(story: Compared | Story, finding: Discrepancy) -> tuple[str, frozenset[Position]]:
    """The finding that has told some answers of a change already, and these; both empty where there is none."""
    earlier = story.discrepancies[: story.discrepancies.index(finding)] if finding.verdict == "superseded" else ()
    for other in earlier:
        again = frozenset(p for p in finding.positions for q in other.positions if p.quotes == q.quotes)
        if len(again) >= REPEATED:
            return other.id, again
    return "", frozenset()
