"""ClaimReview: the disputed claims that a person has reviewed, as JSON-LD of schema.org for a page that publishes them.

The shape is that of https://schema.org/ClaimReview with what search engines ask of it: `claimReviewed`, and a
`reviewRating` with its `alternateName`. They also want `url`, the address of the page that publishes the review, with
an anchor where the page holds several: whoever publishes gives the page, and the anchor is the finding's. The rating
says what was decided about the dispute, never that a claim is true or false: the tool holds sources against each other
and not against the world.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import UserError
from assistant.render.address import web_address
from assistant.render.plain import one_line
from assistant.schema import Article, Briefing, Comparison, Discrepancy, Position
from assistant.text.names import BODIES

CONTEXT = "https://schema.org"
ANCHOR = "finding-"
"""What stands before a finding's id in the anchor that the HTML note has for it."""
RATINGS = {
    ("confirmed", "contradiction"): "Disputed: sources contradict each other",
    ("confirmed", "disputed"): "Disputed: speakers contradict each other",
    ("resolved", "contradiction"): "Resolved: sources contradicted each other",
    ("resolved", "disputed"): "Resolved: speakers contradicted each other",
}
"""What a decision on a finding says of each claim in it. A figure that moved on is no dispute and not among them."""

Node = dict[str, Any]


def dump(result: Briefing | Comparison, page: str = "") -> str:
    """A list of ClaimReview objects, empty where no dispute was reviewed; safe inside a script element of a page.

    `page` is the address of that page. Raises UserError for what is no http or https address.
    """
    articles = {article.id: article for article in result.articles}
    address = page_address(page)
    found = [
        {**node, "url": f"{address}#{ANCHOR}{finding.id}" if "#" not in address else address} if address else node
        for finding in reviewed(result)
        for node in _reviews(finding, articles)
    ]
    text = json.dumps(found, indent=2, ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e") + "\n"


def page_address(page: str) -> str:
    """The address of a page as it may be published, empty for none. Raises UserError for anything but http(s)."""
    if not page:
        return ""
    try:
        parts = urlsplit(page)
        named = parts.scheme.lower() in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # brackets or a port that are none
        named = False
    if not named or any(c.isspace() or not c.isprintable() for c in page) or parts.username is not None:
        raise UserError(
            f"'{one_line(page)}' is no http or https address; give that of the page that publishes the review"
        )
    return page


def reviewed(result: Briefing | Comparison) -> list[Discrepancy]:
    """The disputes that a person confirmed or resolved, with all the answers that they have now."""
    return [
        finding
        for story in result.stories
        for finding in story.discrepancies
        if (finding.review.state, finding.verdict) in RATINGS and not finding.review.outdated
    ]


def _reviews(finding: Discrepancy, articles: dict[str, Article]) -> Iterator[Node]:
    """One review for each answer to the question, with every source that gives it."""
    answers: dict[tuple[str, str], list[Position]] = {}
    for position in finding.positions:
        who = one_line(position.speaker).casefold() if finding.verdict == "disputed" else ""
        answers.setdefault((one_line(position.value).casefold(), who), []).append(position)
    for positions in answers.values():
        yield _review(finding, positions, articles)


def _review(finding: Discrepancy, positions: Sequence[Position], articles: dict[str, Article]) -> Node:
    review = finding.review
    rating = {"@type": "Rating", "alternateName": RATINGS[review.state, finding.verdict]}
    node: Node = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "identifier": finding.id,
        "claimReviewed": _claimed(finding, positions[0]),
        "datePublished": review.at,
        "author": {"@type": "Person", "name": one_line(review.by)} if review.by else {},
        "reviewRating": _known({**rating, "ratingExplanation": one_line(review.note)}),
        "itemReviewed": _claim(finding, positions, articles),
    }
    return _known(node)


def _claimed(finding: Discrepancy, position: Position) -> str:
    """The claim in short: the question with this answer, or its words where the question names the answers."""
    value, words = one_line(position.value), one_line(position.quotes[0].text)
    question = one_line(finding.question)
    return words if not value or value == words or value in question else f"{question} {value}"


def _claim(finding: Discrepancy, positions: Sequence[Position], articles: dict[str, Article]) -> Node:
    first = min(positions, key=lambda position: (not position.published, position.published))
    seen = dict.fromkeys(position.article for position in positions)
    return _known(
        {
            "@type": "Claim",
            "text": one_line(first.quotes[0].text),
            "author": _author(finding, first, articles[first.article]),
            "datePublished": first.published,
            "appearance": [_appearance(articles[id]) for id in seen],
        }
    )


def _author(finding: Discrepancy, position: Position, article: Article) -> Node:
    """Who holds the claim: the speaker where speakers differ and a source only reports, else the source."""
    if finding.verdict != "disputed":
        return {"@type": "Organization", "name": one_line(article.outlet)} if article.outlet else {}
    who = one_line(position.speaker)
    body = not BODIES.isdisjoint(who.casefold().split())
    return {"@type": "Organization" if body else "Person", "name": who} if who else {}


def _appearance(article: Article) -> Node:
    return _known(
        {
            "@type": "CreativeWork",
            "headline": one_line(article.title),
            "url": web_address(article.url),
            "datePublished": article.published,
            "publisher": {"@type": "Organization", "name": one_line(article.outlet)} if article.outlet else {},
        }
    )


def _known(node: Node) -> Node:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value}
