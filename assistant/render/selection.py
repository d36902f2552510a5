"""What a note shows of a long story; the JSON holds all of it."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from assistant.render.catalogue import ENGLISH, Catalogue
from assistant.render.own import chosen
from assistant.render.plain import one_line
from assistant.render.wording import source
from assistant.schema import (
    Agreement,
    Article,
    Compared,
    Copy,
    Discrepancy,
    Event,
    Gathered,
    Origin,
    Position,
    Quote,
    Sentence,
    SingleSource,
    Story,
    Unanswered,
)
from assistant.text.days import extent, parsed
from assistant.text.quantities import quantities
from assistant.text.stance import quoted_at

MOST_ALONE, LEAST_ALONE = 6, 2
"""Statements shown of one source's own; they come the most concrete first."""
ALL = 10**9
"""No limit."""
SHARED = re.compile(r"The same (?:figure|time): ")
"""How the comparison leads in a figure or time that is all that several sentences share."""
SPANS = frozenset({"second", "month"})
"""Units in which time is measured."""
SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
CLOSES = re.compile(r"[^“]*[”\"]")
PUNCTUATION = '“”"‘’. '
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
    without = frozenset(alone)
    return [article for article in articles if article.id not in without]


def independent(story: Compared | Story) -> list[Agreement]:
    """Facts that more than one origin states."""
    return [fact for fact in story.agreements if fact.origins > 1]


def bare(fact: Agreement) -> bool:
    """Whether all that sources share is a number or a span of time: nobody knows what lasted "eight years"."""
    told = SHARED.sub("", one_line(fact.fact)).rstrip(".")
    lone = not told.strip("$€£¥0123456789,. ")
    return told != one_line(fact.fact).rstrip(".") and (
        lone or any(q.unit in SPANS and q.text == told for q in quantities(told))
    )


def worded(fact: Agreement) -> bool:
    """Whether the heading of an agreement is words of one of its sources, and not only what they share."""
    told = one_line(fact.fact)
    heading = told.strip(PUNCTUATION).casefold()
    return not _printed(fact, told) and any(heading in text.casefold() for text in _texts(fact))


def heading(fact: Agreement) -> str:
    """What stands above the words of an agreement: a sentence, somebody's words, or the figure with its noun.

    The words of a report itself bear no quotation marks: nobody spoke them.
    """
    told = one_line(fact.fact)
    told = SHARED.sub("", told).rstrip(".") if SHARED.match(told) else told
    if _printed(fact, told):
        told = f"{told.strip(PUNCTUATION)}."
    return f"{told[:1].upper()}{told[1:]}"


def _printed(fact: Agreement, told: str) -> bool:
    """Whether what stands in quotation marks was not spoken but is a report's own wording."""
    part = told.strip(PUNCTUATION)
    if not (told.startswith("“") and told.endswith("”")) or SPOKEN.search(part):
        return False
    # The mark that opened somebody's words may stand a sentence before, the one that ends them behind these.
    held = [(text[: text.find(part)], text[text.find(part) + len(part) :]) for text in _texts(fact) if part in text]
    return bool(held) and not any(quoted_at(f"{before}.", len(before)) or CLOSES.match(after) for before, after in held)


def _texts(fact: Agreement) -> list[str]:
    return [one_line(quote.text) for support in fact.support for quote in support.quotes]


def copied(story: Compared | Story, articles: Mapping[str, Article], say: Catalogue = ENGLISH) -> str:
    """One line on what several articles state and one origin says; empty where there is nothing."""
    facts = [fact for fact in story.agreements if fact.origins < 2]
    if not facts:
        return ""
    carriers = dict.fromkeys(source(articles[s.article]) for fact in facts for s in fact.support)
    return say.many("one_origin", len(facts), outlets=", ".join(carriers))


def unresolved(story: Compared | Story) -> list[Discrepancy]:
    """The discrepancies that are open: nobody has resolved them, or an answer has come in since."""
    return [d for d in story.discrepancies if d.review.state != "resolved" or d.review.outdated]


def disputed(story: Compared | Story) -> list[Discrepancy]:
    """The open discrepancies in which sources or speakers contradict each other."""
    return [finding for finding in unresolved(story) if finding.verdict != "superseded"]


def changed(story: Compared | Story) -> list[Discrepancy]:
    """The open discrepancies in which a later report has another figure: the story moved on."""
    return [finding for finding in unresolved(story) if finding.verdict == "superseded"]


def resolved(story: Compared | Story) -> list[Discrepancy]:
    """The discrepancies that were resolved."""
    return [d for d in story.discrepancies if d.review.state == "resolved" and not d.review.outdated]


def settled(story: Compared | Story) -> list[Discrepancy]:
    """What was looked at and found to be no discrepancy, by the comparison or by a person."""
    return [finding for finding in story.cleared if finding.verdict != "unsure" or finding.review.state]


def unsettled(story: Compared | Story, say: Catalogue = ENGLISH) -> str:
    """One line on what could not be judged; empty where everything could."""
    count = sum(finding.verdict == "unsure" and not finding.review.state for finding in story.cleared)
    return say.many("unjudged", count) if count else ""


def alone(
    story: Compared | Story, articles: Mapping[str, Article], order: Mapping[str, int], most: int
) -> list[tuple[Article, list[SingleSource], int]]:
    """For each article what only it says: the statements shown, `most` of all articles, and how many more there are.

    `order` is the place of each article among all of a result, in which they are told. What was told already is not
    told again, unless all is shown.
    """
    if not most:
        return []
    told = told_before(story) if most < ALL else frozenset()
    left = [claim for claim in story.single_source if not told.intersection(claim.quotes)]
    held: dict[str, list[SingleSource]] = {}
    for claim in sorted(left, key=lambda claim: order[claim.article]):
        held.setdefault(claim.article, []).append(claim)
    each = min(MOST_ALONE, max(LEAST_ALONE, most // max(1, len(held))))
    shown = held.items() if most >= ALL else chosen(story, articles, held, each)
    return [(articles[id], list(some), len(held[id]) - len(some)) for id, some in shown]


def told_before(story: Compared | Story) -> frozenset[Quote]:
    """The words that a briefing has told before it comes to what only one source says."""
    if not isinstance(story, Story):
        return frozenset()
    parts: tuple[Sentence | Event | Unanswered, ...] = (
        *story.summary,
        *story.focus,
        *story.timeline,
        *story.unanswered,
    )
    return frozenset(quote for part in parts for quote in part.quotes)


def dated(story: Story, articles: Mapping[str, Article], most: int) -> list[Event]:
    """The entries of the timeline that are shown, by date: those in dispute, and those nearest to the news."""
    if len(story.timeline) <= most:
        return list(story.timeline)
    days = [day for article in articles_of(story, articles) if (day := parsed(article.published))]
    news = max(days, default=date.max)
    ranked = sorted(story.timeline, key=lambda event: (not event.findings, _distance(event, news)))
    shown = frozenset(ranked[:most])
    return [event for event in story.timeline if event in shown]


def _distance(event: Event, news: date) -> int:
    """Days between the day of an event and that of the news."""
    span = extent(event.date)
    day = parsed(span[0]) if span else None
    return abs((news - day).days) if day else ALL


def repeated(story: Compared | Story, finding: Discrepancy) -> tuple[str, frozenset[Position]]:
    """The finding that has told some answers of a change already, and these; both empty where there is none."""
    earlier = story.discrepancies[: story.discrepancies.index(finding)] if finding.verdict == "superseded" else ()
    for other in earlier:
        again = frozenset(p for p in finding.positions for q in other.positions if p.quotes == q.quotes)
        if len(again) >= REPEATED:
            return other.id, again
    return "", frozenset()
