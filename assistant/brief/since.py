"""What a briefing has that an earlier note did not have: newly disputed, resolved, newly agreed, newly said.

    note = since(brief(read("articles/")), load(Path("note.json").read_text(), Briefing))

Pure: two notes in, one out, nothing read and nothing asked. What the earlier note's articles already said is no news,
whatever it is called now: the same articles in another folder or order, or read by another engine, tell nothing new
but the findings that came of it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from assistant.brief.earlier import (
    AStory,
    Earlier,
    Note,
    Told,
    about_one,
    articles_of,
    earlier,
    new_answers,
    plain,
    same_answer,
    same_fact,
)
from assistant.schema import (
    Agreement,
    Article,
    Briefing,
    Discrepancy,
    News,
    Position,
    Quote,
    Story,
)
from assistant.text.dates import dates
from assistant.text.locate import locate
from assistant.text.names import names
from assistant.text.quantities import has_number
from assistant.text.words import tokens

EARLIER = "an earlier note"
NO_TIE = 0, 0
AGAIN, ALIKE = 0.5, 0.75
"""Share of a fact that another wording of it has: where both stand on the same words of a source, and else."""
SCRAP = re.compile(
    r"(?:he|she|it|they|his|her|its|their|this|that|these|those|such|one|none|there)\b"
    r"|.*[,.?!][”\"] (?:(?:he|she|they) \w+|\w+ (?:he|she|they))\b|[^“”\"]*[”\"]$",
    re.IGNORECASE | re.DOTALL,
)
"""What opens so, or is quoted of nobody who is named, says nothing without the sentence before it."""
MARKED = {"resolved": "Marked as resolved", "false_alarm": "Marked as a false alarm"}
"""What a person's decision makes of a discrepancy that is none any more."""
FIRM = frozenset({"contradiction", "disputed"})


def since(now: Briefing, before: Note, name: str = EARLIER) -> Briefing:
    """The briefing with what is new in it since an earlier note of `brief` or `compare`, the most important first.

    `name` is what the earlier note is called. A story without any article of an earlier one is new as a whole and
    told by the names of its sources.
    """
    known = earlier(now, before)
    labels = _labels(now.articles)
    articles = {article.id: article for article in now.articles}
    ties = [_ties(story, known) for story in now.stories]
    homes = {n: max(range(len(ties)), key=lambda number: ties[number].get(n, NO_TIE)) for tie in ties for n in tie}
    told = []
    for number, story in enumerate(now.stories):
        desk = _Desk(story, [before.stories[n] for n in sorted(ties[number])], known, articles, labels)
        gone = [before.stories[n] for n in sorted(homes) if homes[n] == number]
        told.append(replace(story, since=tuple(_news(desk, gone))))
    return replace(now, stories=tuple(told), since=name)


@dataclass(frozen=True, slots=True)
class _Desk:
    """A story of now beside the stories that the earlier note told it as."""

    story: Story
    then: Sequence[AStory]
    known: Earlier
    articles: dict[str, Article]
    labels: dict[str, str]

    @property
    def before(self) -> list[Discrepancy]:
        """The discrepancies that the earlier note had."""
        return [finding for story in self.then for finding in story.discrepancies]

    @property
    def cleared(self) -> list[Discrepancy]:
        """What the earlier note had looked at and cleared."""
        return [finding for story in self.then for finding in story.cleared]

    def named(self, articles: Iterable[str]) -> str:
        """The names of articles, each once."""
        return ", ".join(dict.fromkeys(self.labels[article] for article in articles))


def _news(desk: _Desk, gone: Sequence[AStory]) -> Iterator[News]:
    if not desk.then:
        if desk.story.articles:  # none of a story of which no article could be digested
            yield News("source", desk.named(desk.story.articles), quotes=_heads(desk, desk.story.articles))
        return
    resolved = list(_resolved(desk, gone))
    settled = {news.finding for news in resolved}
    found = [news for d in desk.story.discrepancies if d.id not in settled for news in _finding(d, desk)]
    yield from (news for news in found if news.kind == "disputed")
    yield from (news for news in found if news.kind == "answer")
    yield from resolved
    yield from (news for agreement in desk.story.agreements for news in _agreed(agreement, desk))
    yield from _said(desk)
    yield from (
        News("source", desk.labels[id], quotes=_heads(desk, [id]))
        for id in desk.story.articles
        if id not in desk.known.versions
    )
    yield from _left(desk, gone)


def _ties(story: Story, known: Earlier) -> dict[int, tuple[int, int]]:
    """The earlier stories that a story goes on with, by number: how many articles and findings they have in common."""
    here = {known.versions[id].id for id in story.articles if id in known.versions}
    found = {finding.id for finding in (*story.discrepancies, *story.cleared)}
    ties = {}
    for number, then in enumerate(known.stories):
        articles = len(here.intersection(articles_of(then, known.note)))
        findings = sum(finding.id in found for finding in (*then.discrepancies, *then.cleared))
        if articles or findings:
            ties[number] = articles, findings
    return ties


def _labels(articles: Sequence[Article]) -> dict[str, str]:
    """A name for each article; with its title where another article has the same."""
    held = Counter(article.label for article in articles)
    return {a.id: f"{a.label}: {a.title}" if held[a.label] > 1 and a.title else a.label for a in articles}


def _heads(desk: _Desk, ids: Iterable[str]) -> tuple[Quote, ...]:
    """The title of each article, where its text has it."""
    articles = [desk.articles[id] for id in ids]
    found = [locate(article, article.title, 0) for article in articles if article.title]
    return tuple(quote for quote in found if quote)


def _open(finding: Discrepancy) -> bool:
    return finding.review.state != "resolved" or finding.review.outdated


def _finding(now: Discrepancy, desk: _Desk) -> Iterator[News]:
    """What is new about a discrepancy: the whole of it, an answer, or what it is held to be."""
    if not _open(now):
        return
    before = [then for then in desk.before if about_one(now, then, desk.known)]
    fresh = new_answers(now, before)
    opened = [then for then in before if _open(then)]
    if not opened or (now.verdict in FIRM and not any(then.verdict in FIRM for then in opened)):
        yield _discovered(now, before, desk)
    elif fresh:
        yield _answer(now, fresh, values(before))
    else:
        yield from (
            News("disputed", now.question, now.id, f"{then.severity} {then.verdict}", quotes_of(now.positions))
            for then in opened
            if then.id == now.id and (then.verdict, then.severity) != (now.verdict, now.severity)
        )


def _discovered(now: Discrepancy, before: Sequence[Discrepancy], desk: _Desk) -> News:
    """A discrepancy that was none before; a figure that moved on is no dispute but another answer."""
    if now.verdict in FIRM:
        return News("disputed", now.question, now.id, _was(now, before, desk), quotes_of(now.positions))
    told = [p for p in now.positions if all(map(desk.known.stood, p.quotes))]
    fresh = new_answers(now, [replace(now, positions=tuple(told))]) or now.positions[-1:]
    return _answer(now, fresh, _joined(told))


def _answer(now: Discrepancy, fresh: Sequence[Position], was: str) -> News:
    """The question with its new answers; of a figure that moved on the latest, and one that names its answers as is."""
    day = max(position.published[:10] for position in fresh) if now.verdict == "superseded" else ""
    latest = [position for position in fresh if position.published[:10] >= day]
    answers = [position for position in latest if plain(position.value) not in now.question]
    return News("answer", f"{now.question} {_joined(answers)}".strip(), now.id, was, quotes_of(latest))


def _was(now: Discrepancy, before: Sequence[Discrepancy], desk: _Desk) -> str:
    """What the earlier note held of the question; empty where it did not have it."""
    if before:
        return f"{'resolved' if not _open(before[0]) else before[0].verdict}: {values(before)}"
    still = {finding.id for finding in desk.story.cleared}
    cleared = [then for then in desk.cleared if then.id not in still and about_one(now, then, desk.known)]
    return next((f"cleared: {then.review.state or then.verdict}".replace("_", " ") for then in cleared), "")


def _resolved(desk: _Desk, gone: Sequence[AStory]) -> Iterator[News]:
    """The earlier discrepancies that are none any more, with what became of them."""
    for then in (finding for story in gone for finding in story.discrepancies if _open(finding)):
        held = [now for now in desk.story.discrepancies if about_one(now, then, desk.known)]
        opened = [now for now in held if _open(now)]
        if any(now.verdict in FIRM or then.verdict not in FIRM for now in opened):
            continue
        after = opened or held or _cleared_now(then, desk)
        text, quotes = _outcome(after[0], then) if after else _vanished(then, desk)
        yield News("resolved", f"{then.question} {text}", after[0].id if after else then.id, values([then]), quotes)


def _cleared_now(then: Discrepancy, desk: _Desk) -> list[Discrepancy]:
    already = {finding.id for finding in desk.cleared}
    return [now for now in desk.story.cleared if now.id not in already and about_one(now, then, desk.known)]


def _outcome(now: Discrepancy, then: Discrepancy) -> tuple[str, tuple[Quote, ...]]:
    """What became of a discrepancy that is still there under another verdict, and the words for it."""
    mark = now.review
    if mark.state in MARKED and not mark.outdated:
        note = f": {plain(mark.note).rstrip('.')}" if mark.note else ""
        by = f" by {mark.by}" if mark.by else ""
        return f"{MARKED[mark.state]}{by}{note}.", quotes_of(now.positions)
    if now.verdict == "superseded":
        fresh = new_answers(now, [then]) or now.positions[-1:]
        return f"A later report gives {_joined(fresh)}.", quotes_of(fresh)
    return f"Cleared: {plain(now.why) or now.verdict.replace('_', ' ')}", quotes_of(now.positions)


def _vanished(then: Discrepancy, desk: _Desk) -> tuple[str, tuple[Quote, ...]]:
    """Why a discrepancy is no longer found, and the words of it that are still there."""
    before = {article.id: article for article in desk.known.note.articles}
    places = [(desk.known.now_of(p.article), p) for p in then.positions]
    left = dict.fromkeys(before[p.article].label for id, p in places if not id)
    if left:
        verb = "is" if len(left) == 1 else "are"
        return f"{', '.join(left)} {verb} no longer among the sources.", ()
    found = [(id, locate(desk.articles[id], p.quotes[0].text, p.quotes[0].start)) for id, p in places]
    edited = dict.fromkeys(desk.labels[id] for id, quote in found if not quote)
    text = f"{', '.join(edited)} no longer says so." if edited else "The sources are no longer held to differ."
    return text, tuple(quote for _, quote in found if quote)


def _agreed(now: Agreement, desk: _Desk) -> Iterator[News]:
    """A fact that has several independent origins only now, by words that have come in since."""
    stood = [s.article for s in now.support if all(map(desk.known.stood, s.quotes))]
    held = [then for story in desk.then for then in story.agreements if then.origins > 1]
    told = now.origins < 2 or len(stood) == len(now.support) or not telling(now.fact)
    if not told and not any(_again(now, then) for then in held):
        quotes = tuple(support.quotes[0] for support in now.support)
        yield News("agreed", now.fact, was=f"only {desk.named(stood)}" if stood else "", quotes=quotes)


def _again(now: Agreement, then: Agreement) -> bool:
    """Whether an earlier agreement told a fact: on the same words of two sources, or of one in like words."""
    mine, yours = ({plain(quote.text) for support in each.support for quote in support.quotes} for each in (now, then))
    shared = len(mine & yours)
    return shared > 1 or same_fact(now.fact, then.fact, AGAIN if shared else ALIKE)


def _said(desk: _Desk) -> Iterator[News]:
    """What sources say that no earlier sentence told: of each source in turn, what says most by itself first."""
    then = {id for story in desk.then for id in articles_of(story, desk.known.note)}
    told = Told(article for article in desk.known.note.articles if article.id in then)
    claims: dict[str, list[News]] = {}
    for text, quotes in _claims(desk.story):
        if not any(map(desk.known.stood, quotes)) and telling(text) and not told.tells(text):
            article = quotes[0].article
            was = _replaced(text, article, desk, told)
            claims.setdefault(article, []).append(News("said", text, was=was, quotes=quotes))
    yield from (news for turn in zip_longest(*claims.values()) for news in turn if news)


def _claims(story: Story) -> Iterator[tuple[str, tuple[Quote, ...]]]:
    """What one source alone says, or one and its copies."""
    shared = ((a.fact, tuple(chain.from_iterable(s.quotes for s in a.support))) for a in story.agreements if _lone(a))
    return chain(((claim.claim, claim.quotes) for claim in story.single_source), shared)


def _lone(agreement: Agreement) -> bool:
    return agreement.origins == 1


def _replaced(text: str, article: str, desk: _Desk, told: Told) -> str:
    """The sentence that an edited article had in the place of what it says now."""
    version = desk.known.versions.get(article)
    was = plain(told.version_of(text, version.id)) if version else ""
    return was if was not in plain(desk.articles[article].text) else ""


def _left(desk: _Desk, gone: Sequence[AStory]) -> Iterator[News]:
    """The sources of the earlier story that are no longer read: both what they are and were."""
    ids = {id for story in gone for id in articles_of(story, desk.known.note)}
    absent = ids - {version.id for version in desk.known.versions.values()}
    labels = _labels(desk.known.note.articles)
    yield from (News("source", labels[id], was=labels[id]) for id in labels if id in absent)


def telling(text: str) -> bool:
    """Whether a statement says something by itself: a name, a number or a date, and no pronoun for its subject."""
    words = {token.lower for token in tokens(text)}
    concrete = bool(names(text)) or has_number(text, words) or bool(dates(text, ""))
    return concrete and not SCRAP.match(text.lstrip("“\"'"))


def values(findings: Iterable[Discrepancy]) -> str:
    """The answers of findings, each once."""
    return _joined(position for finding in findings for position in finding.positions)


def quotes_of(positions: Iterable[Position]) -> tuple[Quote, ...]:
    """The words of positions, each once."""
    return tuple(dict.fromkeys(quote for position in positions for quote in position.quotes))


def _joined(positions: Iterable[Position]) -> str:
    told: list[Position] = []
    for position in positions:
        if not any(same_answer(position, other) for other in told):
            told.append(position)
    return " / ".join(plain(position.value) for position in told)
