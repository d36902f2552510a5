"""Which findings bear on a question: what the sources answer differently is said, not averaged.

A finding bears on a question when what is asked is what the finding is about: the same kind of
answer, about the same thing. That it stands in the same sentences is not enough.
"""

from collections.abc import Iterable, Mapping, Sequence

from assistant.ask.asked import Asks, Question, read_question
from assistant.ask.figure import asks_the_figure, told
from assistant.ask.likeness import met, share_met
from assistant.schema import Article, Discrepancy, Kind, Position
from assistant.text.dates import dates
from assistant.text.offices import LED, WHO_LEADS, root
from assistant.text.words import rarity, stem, tokens

COVERED = 0.6
"""Least share of the weight of the question's words that a finding must carry."""
ASKED_FOR = 0.7
"""Least share of the weight of an office, whose holder is disputed, that the question must name."""
FITTING: Mapping[Kind, frozenset[Asks]] = {
    "number": frozenset({"count", "amount", "age", "share", "thing", "whether", ""}),
    "date_time": frozenset({"time", "whether", ""}),
    "place": frozenset({"place", "whether", ""}),
    "identity_role": frozenset({"person", "thing", "whether", ""}),
}
"""The forms of questions that each kind of finding can answer."""
OPEN: frozenset[Asks] = frozenset({"whether", "thing", "reason", "said", "person", ""})
"""The forms that a finding of any other kind can answer."""
LEADS = {**WHO_LEADS, **LED, "run": "leader", "runs": "leader", "ran": "leader", "charge": "leader"}


def disputes_on(
    question: str, findings: Sequence[Discrepancy], articles: Mapping[str, Article]
) -> tuple[Discrepancy, ...]:
    """The findings that answer the question, the gravest first.

    Those that a person found to be false alarms are to be left out before, as
    `assistant.compare.reviews.respected_in` does.
    """
    asked = read_question(question)
    return tuple(finding for finding in findings if _bears(asked, finding, articles))


def _bears(asked: Question, finding: Discrepancy, articles: Mapping[str, Article]) -> bool:
    if asked.asks not in FITTING.get(finding.kind, OPEN) or not (asked.words or asked.names):
        return False
    if not _of_its_time(asked, finding) or not _named(asked, finding, articles):
        return False
    if finding.kind == "identity_role":
        return _names_the_office(asked, finding)
    if finding.kind == "number":
        return asks_the_figure(asked, finding)
    about = [*tokens(finding.question), *(t for p in finding.positions for t in tokens(p.value))]
    least = 2 if asked.asks == "person" else 1
    count = sum(met(word, about) for word in asked.words)
    return count >= least and share_met(asked.words, told(finding)) >= COVERED


def _named(asked: Question, finding: Discrepancy, articles: Mapping[str, Article]) -> bool:
    """Whether the sources that differ speak of everybody and everything that the question names."""
    held = {token.stem for p in finding.positions for text in _texts(p, articles) for token in tokens(text)}
    roots = {root(word) for word in held}
    return all(
        word in held or stem(word) in held or root(word) in roots for name in asked.names for word in name.core.split()
    )


def _texts(position: Position, articles: Mapping[str, Article]) -> Iterable[str]:
    article = articles.get(position.article)
    return (article.title, article.outlet, article.text) if article else (quote.text for quote in position.quotes)


def _of_its_time(asked: Question, finding: Discrepancy) -> bool:
    """Whether the days that the question names are those of the figures: most that name any name these."""
    for when in asked.dates:
        if not when.iso[:4].isdigit() and not when.iso.startswith("--"):
            continue  # a weekday, which every week has
        given = [
            {_day(w.iso) for q in p.quotes for w in dates(q.text, p.published)} | {p.published[:10]}
            for p in finding.positions
        ]
        known = [days for days in given if days - {""}]
        met = sum(any(_within(when.iso, day) for day in days) for days in known)
        if known and 2 * met <= len(known):
            return False
    return True


def _day(iso: str) -> str:
    return iso if iso[:4].isdigit() or iso.startswith("--") else ""


def _within(asked: str, day: str) -> bool:
    """Whether a day falls into the one asked for, either of which may lack its year."""
    if asked.startswith("--"):
        return day[4:].startswith(asked[1:]) if day[:4].isdigit() else day.startswith(asked)
    return bool(day) and (day.startswith(asked) or asked.startswith(day))


def _names_the_office(asked: Question, finding: Discrepancy) -> bool:
    """Whether the question asks for the holder of the office: it names both the role and whose it is."""
    said = {root(token.lower) for token in tokens(asked.text)}
    said |= {LEADS[token.lower] for token in tokens(asked.text) if token.lower in LEADS}
    office = [token for token in tokens(finding.question) if token.content]
    held = [token for token in office if root(token.lower) in said or met(token, asked.words)]
    whole = sum(rarity(token.lower) for token in office) or 1.0
    return sum(rarity(token.lower) for token in held) / whole >= ASKED_FOR
