"""The sections of one story, in the order of a desk note: what is disputed before what is agreed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.render import selection, wording
from assistant.render.catalogue import Catalogue
from assistant.render.note import (
    Block,
    Chapter,
    Cited,
    Count,
    Dispute,
    Disputes,
    Entry,
    Length,
    Line,
    Lines,
    Look,
    Prose,
    Section,
    Stand,
    Timeline,
)
from assistant.render.note.differing import pieces
from assistant.render.note.matrix import matrix
from assistant.render.plain import one_line, shortened
from assistant.schema import Agreement, Article, Compared, Discrepancy, News, Person, Position, Story

VALUE = 80
"""Characters of an answer where it is told in passing."""


@dataclass(frozen=True, slots=True)
class Most:
    """How many entries of a kind a note shows; the JSON holds all."""

    agreed: int
    alone: int
    timeline: int
    people: int
    unanswered: int
    cleared: int
    news: int


MOST: Mapping[Length, Most] = {
    "short": Most(agreed=5, alone=0, timeline=6, people=0, unanswered=3, cleared=0, news=8),
    "standard": Most(agreed=15, alone=30, timeline=15, people=12, unanswered=6, cleared=8, news=20),
    "full": Most(*[selection.ALL] * 7),
}
"""`alone` is for all sources together: each shows its part of them, between two and six."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a section is written with; `order` is the place of each article among all of them."""

    articles: Mapping[str, Article]
    look: Look
    focus: str = ""
    since: str = ""
    order: Mapping[str, int] = field(default_factory=dict)

    @property
    def say(self) -> Catalogue:
        """The words of the note."""
        return self.look.say

    @property
    def most(self) -> Most:
        """How much it shows."""
        return MOST[self.look.length]

    def section(self, key: str, *blocks: Block, heading: str = "") -> list[Section]:
        """A section under the heading of its key."""
        return [Section(key, heading or self.say.of("headings", key), blocks)]

    def listed(self, key: str, lines: Sequence[Line], most: int = selection.ALL) -> list[Section]:
        """A section of one list, cut with a word on what is left out; nothing where there is nothing to tell."""
        kept = list(lines[:most])
        if kept and len(lines) > most:
            kept.append(Line(aside=wording.unshown(len(lines) - most, self.say)))
        return self.section(key, Lines(tuple(kept))) if kept else []


Told = Compared | Story


def chapter(story: Told, desk: Desk) -> Chapter:
    """A story as a chapter of a note."""
    told = selection.articles_of(story, desk.articles)
    sections = [section for of in SECTIONS for section in of(story, desk)]
    title = one_line(story.title) or desk.say("untitled")
    found = counts(story, desk.say)
    told_counts = ", ".join(count.text for count in found)
    standfirst = wording.standfirst(told, story.origins, desk.say)
    return Chapter(title, standfirst, told_counts, tuple(sections), found)


def counts(story: Told, say: Catalogue) -> tuple[Count, ...]:
    """What was found, in numbers: `2 disputed`, `1 changed over time`, `3 agreed`."""
    found = (
        ("disputed", "dispute", len(selection.disputed(story))),
        ("changed", "change", len(selection.changed(story))),
        ("agreed", "agreement", len(selection.independent(story))),
    )
    return tuple(Count(key, number, say.many(noun, number)) for key, noun, number in found if number)


def _since(story: Told, desk: Desk) -> list[Section]:
    if not desk.since or not isinstance(story, Story):
        return []
    if not story.since:
        return desk.section("since", Prose((Cited(desk.say("nothing_new", note=desk.since)),), quiet=True))
    findings = {finding.id: finding for finding in story.discrepancies}
    lines = [_news(news, findings.get(news.finding), desk.say) for news in story.since]
    return desk.listed("since", lines, desk.most.news)


def _news(news: News, finding: Discrepancy | None, say: Catalogue) -> Line:
    told = (Cited(_asked(news, finding) or one_line(news.text), news.quotes),)
    if news.kind == "source" and news.was:
        return Line(told, say.of("news", "gone"))
    only = news.was.removeprefix("only ") if news.kind == "agreed" else ""
    was = say("was_only", sources=one_line(only)) if only else say("was", was=one_line(news.was)) if news.was else ""
    return Line(told, say.of("news", news.kind), was)


def _asked(news: News, finding: Discrepancy | None) -> str:
    """The question of an open finding as its table has it, with the answers that are new; empty for other news."""
    if not finding or news.kind not in ("answer", "disputed"):
        return ""
    told = [p.value for p in finding.positions if news.kind == "answer" and set(p.quotes) & set(news.quotes)]
    question = wording.question(finding)
    answers = dict.fromkeys(shortened(value, VALUE) for value in told if value not in question)
    return f"{question} {' / '.join(answers)}".strip()


def _bottom_line(story: Told, desk: Desk) -> list[Section]:
    if not isinstance(story, Story) or not story.summary:
        return []
    return desk.section("bottom_line", Prose(tuple(Cited(one_line(s.text), s.quotes) for s in story.summary)))


def _focus(story: Told, desk: Desk) -> list[Section]:
    if not desk.focus or not isinstance(story, Story):
        return []
    heading = f"{desk.say.of('headings', 'focus')} {desk.say.quoted(one_line(desk.focus))}"
    if not story.focus:
        return desk.section("focus", Prose((Cited(desk.say("nothing_bears")),), quiet=True), heading=heading)
    lines = tuple(Line((Cited(one_line(s.text), s.quotes),)) for s in story.focus)
    return desk.section("focus", Lines(lines), heading=heading)


def _disputed(story: Told, desk: Desk) -> list[Section]:
    if not story.discrepancies:
        return desk.section("disputed", Prose((Cited(wording.calm(story.coverage, desk.say)),), quiet=True))
    parts = (
        ("disputed", selection.disputed(story)),
        ("changed", selection.changed(story)),
        ("resolved", selection.resolved(story)),
    )
    sections: list[Section] = []
    for key, findings in parts:
        told = tuple(_dispute(story, finding, desk) for finding in findings)
        sections += desk.section(key, Disputes(told)) if told else []
    return sections


def _dispute(story: Told, finding: Discrepancy, desk: Desk) -> Dispute:
    before, again = selection.repeated(story, finding)
    return Dispute(
        id=finding.id,
        question=wording.question(finding),
        severity=finding.severity,
        judgement=wording.judgement(finding, desk.say),
        mark=wording.mark(finding, desk.say),
        steps=wording.steps(finding, desk.say) if finding.verdict == "superseded" else "",
        stands=tuple(_stand(p, finding, desk, before if p in again else "") for p in finding.positions),
    )


def _stand(position: Position, finding: Discrepancy, desk: Desk, before: str) -> Stand:
    article = desk.articles[position.article]
    value, who = wording.stand(position, finding, desk.say)
    whole = one_line(value) == one_line(position.quotes[0].text)
    words = () if before or whole else pieces(position, finding)
    return Stand(
        article=article.id,
        source=wording.source(article),
        day=wording.day(article, desk.say) or desk.say("undated"),
        value=shortened(value),
        who=who,
        pieces=words,
        quotes=position.quotes,
        again=before,
    )


def _agreed(story: Told, desk: Desk) -> list[Section]:
    most = desk.most.agreed
    facts = selection.independent(story)
    telling = [fact for fact in facts if most == selection.ALL or not selection.bare(fact)]
    lines = [_fact(fact, desk) for fact in telling[:most]]
    left = len(facts) - len(lines)
    lines += [Line(aside=wording.unshown(left, desk.say))] if left else []
    copied = selection.copied(story, desk.articles, desk.say)
    lines += [Line(aside=copied)] if copied else []
    if not lines:
        return []
    table = matrix(story, desk.articles)
    return desk.section("agreed", Lines(tuple(lines)), *([table] if table.rows else []))


def _fact(fact: Agreement, desk: Desk) -> Line:
    """A fact with its sources; with their words below, where its heading is none of their sentences."""
    parts = tuple(Cited(wording.byline(desk.articles[s.article], desk.say), s.quotes) for s in fact.support)
    backing = wording.backing(fact.sources, fact.origins, desk.say)
    if selection.worded(fact):
        return Line(parts, selection.heading(fact), backing)
    return Line((), selection.heading(fact), backing, tuple(Line((part,), shown=True) for part in parts))


def _timeline(story: Told, desk: Desk) -> list[Section]:
    if not isinstance(story, Story) or not story.timeline:
        return []
    shown = selection.dated(story, desk.articles, desk.most.timeline)
    entries = tuple(
        Entry(e.date, desk.say.day(e.date), one_line(e.text), e.quotes, _in_dispute(story, e.findings)) for e in shown
    )
    left = len(story.timeline) - len(shown)
    more = [Lines((Line(aside=wording.unshown(left, desk.say)),))] if left else []
    return desk.section("timeline", Timeline(entries), *more)


def _in_dispute(story: Told, findings: Sequence[str]) -> tuple[str, ...]:
    """Those of the findings that are open; a figure that a later report replaced is in dispute no more."""
    held = {finding.id for finding in selection.disputed(story)}
    return tuple(id for id in findings if id in held)


def _people(story: Told, desk: Desk) -> list[Section]:
    if not isinstance(story, Story):
        return []
    return desk.listed("people", [_person(person) for person in story.people if person.roles], desk.most.people)


def _person(person: Person) -> Line:
    """Somebody with the roles that the sources give, equal ones told once with the words of all."""
    roles: dict[str, Cited] = {}
    for role in person.roles:
        text = one_line(role.text)
        told = roles.get(text.casefold(), Cited(text))
        roles[text.casefold()] = Cited(told.text, (*told.quotes, *role.quotes))
    return Line(tuple(roles.values()), one_line(person.name))


def _unanswered(story: Told, desk: Desk) -> list[Section]:
    if not isinstance(story, Story):
        return []
    lines = [
        Line((Cited(one_line(gap.text), gap.quotes),), aside=wording.byline(desk.articles[gap.article], desk.say))
        for gap in story.unanswered
    ]
    return desk.listed("unanswered", lines, desk.most.unanswered)


def _single(story: Told, desk: Desk) -> list[Section]:
    groups = []
    for article, claims, more in selection.alone(story, desk.articles, desk.order, desk.most.alone):
        lines = [Line((Cited(one_line(claim.claim), claim.quotes),)) for claim in claims]
        lines += [Line(aside=wording.unshown(more, desk.say))] if more and claims else []
        groups += [Line(lead=wording.byline(article, desk.say), lines=tuple(lines))] if lines else []
    return desk.listed("single_source", groups)


def _cleared(story: Told, desk: Desk) -> list[Section]:
    most = desk.most.cleared
    found = selection.settled(story)
    plain = found if most == selection.ALL else [each for each in found if "“" not in wording.question(each)]
    lines: dict[tuple[str, str, tuple[str, ...]], Line] = {}
    for finding in plain[:most]:
        parts = tuple(Cited(shortened(p.value, VALUE) or desk.say("as_quoted"), p.quotes) for p in finding.positions)
        question, why = wording.question(finding), wording.clearance(finding, desk.say)
        # What is asked, answered and cleared in the same words twice is read once.
        lines.setdefault((question, why, tuple(sorted(part.text for part in parts))), Line(parts, question, why))
    unsettled = selection.unsettled(story, desk.say)
    left = len(found) - len(lines)
    rest = [wording.unshown(left, desk.say)] if left and lines else []
    rest += [unsettled] if unsettled and most else []
    return desk.listed("cleared", [*lines.values(), *(Line(aside=text) for text in rest)])


SECTIONS: tuple[Callable[[Told, Desk], list[Section]], ...] = (
    _since,
    _bottom_line,
    _focus,
    _disputed,
    _agreed,
    _timeline,
    _people,
    _unanswered,
    _single,
    _cleared,
)
