"""What a note shows of a long story; the JSON holds all of it."""

from collections.abc import Mapping

from assistant.render.wording import many, source
from assistant.schema import Agreement, Article, Compared, Discrepancy, SingleSource, Story

MOST_ALONE = 12
"""Statements shown of one source's own; they come the most concrete first."""


def independent(story: Compared | Story) -> list[Agreement]:
    """Facts that more than one origin states."""
    return [fact for fact in story.agreements if fact.origins > 1]


def copied(story: Compared | Story, articles: Mapping[str, Article]) -> str:
    """One line on what several outlets print and one origin says; empty where there is nothing."""
    facts = [fact for fact in story.agreements if fact.origins < 2]
    if not facts:
        return ""
    carriers = dict.fromkeys(source(articles[s.article]) for fact in facts for s in fact.support)
    verb = "stands" if len(facts) == 1 else "stand"
    return f"{many(len(facts), 'more statement')} {verb} in copies of one text: {', '.join(carriers)}."


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
        if claims:
            shown.append((article, claims[:MOST_ALONE], len(claims[MOST_ALONE:])))
    return shown
