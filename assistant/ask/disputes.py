"""Which findings bear on a question: what the sources answer differently is said, not averaged.

A finding bears on a question when what is asked is what the finding is about: the same kind of
answer, about the same thing. That it stands in the same sentences is not enough.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.ask.asked import Asks, Question, read_question
from assistant.ask.figure import asks_the_figure, told
from assistant.ask.likeness import met, share_met
from assistant.ask.overview import asks_for_disputes
from assistant.schema import Article, Discrepancy, Kind, Position
from assistant.text.dates import dates
from assistant.text.offices import LED, WHO_LEADS, root
from assistant.text.words import Token, rarity, tokens

COVERED = 0.6
"""Least share of the weight of the question's words that a finding must carry."""
SAID = 0.75
"""The same of what happened, where a finding asks no more than where, when or who it was."""
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
    """The findings that answer the question, the gravest first; all of them where it asks for all.

    Those that a person found to be false alarms are to be left out before, as
    `assistant.compare.reviews.respected_in` does.
    """
    about = asks_for_disputes(question)
    if about is not None:
        return tuple(each for each in findings if not about or share_met(about, told(each)) >= COVERED)
    asked = read_question(question)
    return tuple(finding for finding in findings if _bears(asked, finding, articles))


def _bears(asked: Question, finding: Discrepancy, articles: Mapping[str, Article]) -> bool:
    if asked.asks not in FITTING.get(finding.kind, OPEN) or not (asked.words or asked.names):
        return False
    return _asks(asked, finding) and _of_its_time(asked, finding) and _named(asked, finding, articles)


def _asks(asked: Question, finding: Discrepancy) -> bool:
    """Whether what is asked is what the finding is about."""
    office = any(token.content for token in tokens(finding.question))
    if finding.kind == "identity_role" and office:
        return _names_the_office(asked, finding)
    if finding.kind == "number":
        return asks_the_figure(asked, finding)
    if finding.kind in FITTING:
        return bool(asked.words) and share_met(asked.words, _said_by_most(finding)) >= SAID
    about = [*tokens(finding.question), *(t for p in finding.positions for t in tokens(p.value))]
    least = 2 if asked.asks == "person" else 1
    count = sum(met(word, about) for word in asked.words)
    return count >= least and share_met(asked.words, told(finding)) >= COVERED


def _said_by_most(finding: Discrepancy) -> list[Token]:
    """The words of a finding that more than one of its positions says: those that tell what happened."""
    texts = [[t for q in p.quotes for t in tokens(q.text)] for p in finding.positions]
    return [t for n, words in enumerate(texts) for t in words if any(met(t, o) for m, o in enumerate(texts) if m != n)]


def _named(asked: Question, finding: Discrepancy, articles: Mapping[str, Article]) -> bool:
    """Whether the sources that differ speak of everybody and everything that the question names."""
    words = {word for name in asked.names for word in name.core.split()}
    if not words:
        return True
    texts = [text.lower() for p in finding.positions for text in _texts(p, articles)]
    forms = [re.compile(rf"(?<![^\W_])(?:{re.escape(word)}|{re.escape(root(word))})") for word in words]
    return all(any(form.search(text) for text in texts) for form in forms)


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
