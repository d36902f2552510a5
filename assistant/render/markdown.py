"""Markdown: a note that reads like a good desk's, every statement footnoted to its exact words."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from assistant.answered import Answer
from assistant.checked import Check
from assistant.render import selection, wording
from assistant.render.plain import one_line, quoted, shortened
from assistant.render.trace import place_of
from assistant.schema import (
    Article,
    Briefing,
    Claim,
    Compared,
    Comparison,
    Copy,
    Coverage,
    Digest,
    Digests,
    Discrepancy,
    Gathered,
    Position,
    Problem,
    Quote,
    Run,
    Sentence,
    Stories,
    Story,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<~]|&(?=#|\w+;)")
_BLOCK_START = re.compile(r"^(?:(?=[#+\-=>])|(\d{1,9})(?=[.)](?:\s|$)))")

Story_ = Compared | Story


def escaped(text: str) -> str:
    """One line of article-derived text that Markdown shows as it is written."""
    inline = _SPECIAL.sub(lambda found: "\\" + found[0], one_line(text))
    return _BLOCK_START.sub(lambda found: (found[1] or "") + "\\", inline)


class Footnotes:
    """Numbers quotes in the order of their first use and writes their notes."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = {article.id: article for article in articles}
        self._numbers: dict[Quote, int] = {}

    def mark(self, quotes: Sequence[Quote]) -> str:
        """`[^1][^2]`, the same number for the same quote."""
        return "".join(f"[^{self._numbers.setdefault(q, len(self._numbers) + 1)}]" for q in quotes)

    def label(self, article: str) -> str:
        """Outlet and day of an article, escaped."""
        return escaped(wording.byline(self.articles[article]))

    def shown(self, quotes: Sequence[Quote]) -> str:
        """Quotes in place, each with its source and mark."""
        return "; ".join(
            f"{escaped(quoted(shortened(q.text)))} ({self.label(q.article)}){self.mark([q])}" for q in quotes
        )

    @property
    def cited(self) -> frozenset[str]:
        """The articles whose words are noted so far."""
        return frozenset(quote.article for quote in self._numbers)

    def notes(self) -> list[str]:
        """The notes: verbatim words, outlet, title, offsets."""
        return [f"[^{number}]: {self._note(quote)}" for quote, number in self._numbers.items()]

    def _note(self, quote: Quote) -> str:
        article = self.articles[quote.article]
        said = escaped(quoted(one_line(quote.text)))
        return f"{said} — {_named(article, wording.source(article))}, {place_of(quote, article)}"


def briefing(result: Briefing) -> str:
    """A briefing note."""
    return _note(result, (_in_short, _disputed, _agreed, _single, _timeline, _cleared))


def comparison(result: Comparison) -> str:
    """A comparison: the findings without summary and timeline."""
    return _note(result, (_disputed, _agreed, _single, _cleared))


def digests(result: Digests) -> str:
    """Summary and claims of each article."""
    notes = Footnotes(result.articles)
    blocks = ["# Digest", wording.standfirst(result.articles)]
    for digest in result.digests:
        blocks += _digest(digest, notes)
    return framed(blocks, result, notes)


def framed(blocks: Sequence[str], result: Digests | Check | Answer, notes: Footnotes) -> str:
    """Blocks with what every note ends with: its sources, how it was made, and its footnotes."""
    return _joined([*blocks, *_sources(result, notes), *_made(result.run), *notes.notes()])


def _note(result: Briefing | Comparison, sections: Sequence[Callable[..., list[str]]]) -> str:
    notes = Footnotes(result.articles)
    several = len(result.stories) != 1
    blocks = _contents(result, notes) if several else []
    for story in result.stories:
        told = selection.articles_of(story, notes.articles)
        blocks += [f"# {_title(story)}", wording.standfirst(told, story.origins)]
        for section in sections:
            blocks += section(story, notes)
    blocks += ["# About these stories"] if several else []
    blocks += [*_alone(result, notes), *_sources(result, notes)]
    coverage = [story.coverage for story in result.stories]
    return _joined([*blocks, *_made(result.run, coverage), *notes.notes()])


def stories(result: Stories) -> str:
    """The stories of a pile, with the articles of each."""
    notes = Footnotes(result.articles)
    tied = selection.ties(result.stories)
    blocks = [f"# {wording.pile(len(result.stories), len(result.articles)).capitalize()}"]
    for story in result.stories:
        told = selection.articles_of(story, notes.articles)
        blocks += [f"## {_title(story)}", wording.standfirst(told, story.origins)]
        blocks.append("\n".join(_source(article, notes, tied) for article in told))
    blocks += _alone(result, notes)
    made = [f"- {wording.GROUPED}", f"- {wording.version(result.run)}", *map(_problem, result.run.problems)]
    return _joined([*blocks, *_section("How this was made", made)])


def _contents(result: Briefing | Comparison, notes: Footnotes) -> list[str]:
    """What a note of several stories holds."""
    lines = []
    for story in result.stories:
        told = wording.standfirst(selection.articles_of(story, notes.articles), story.origins)
        disputed = f"; {len(story.discrepancies):,} disputed" if story.discrepancies else ""
        lines.append(f"- **{_title(story)}** — {told}{disputed}")
    heading = wording.pile(len(result.stories), len(result.articles)).capitalize()
    return [f"# {heading}", *(["\n".join(lines)] if lines else [])]


def _title(story: Story_ | Gathered) -> str:
    return escaped(story.title) or "Untitled"


def _alone(result: Briefing | Comparison | Stories, notes: Footnotes) -> list[str]:
    if not result.alone:
        return []
    lines = [_source(notes.articles[id], notes, {}) for id in result.alone[: selection.MOST_LONE]]
    more = len(result.alone[selection.MOST_LONE :])
    why = [] if isinstance(result, Stories) else [wording.ON_THEIR_OWN]
    return ["## On their own", *why, "\n".join([*lines, *([f"- {wording.unshown(more)}"] if more else [])])]


def _joined(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    return [f"## {heading}", "\n".join(lines)] if lines else []


def _in_short(story: Story, notes: Footnotes) -> list[str]:
    return _section("In short", [" ".join(_sentence(s, notes) for s in story.summary)] if story.summary else [])


def _sentence(sentence: Sentence, notes: Footnotes) -> str:
    return escaped(sentence.text) + notes.mark(sentence.quotes)


def _disputed(story: Story_, notes: Footnotes) -> list[str]:
    if not story.discrepancies:
        return [wording.calm(story.coverage)]
    parts = (("Disputed", selection.unresolved(story)), ("Resolved", selection.resolved(story)))
    blocks: list[str] = []
    for heading, findings in parts:
        blocks += [f"## {heading}"] if findings else []
        for finding in findings:
            blocks += _finding(finding, notes, selection.repeated(story, finding))
    return blocks


def _finding(finding: Discrepancy, notes: Footnotes, told: tuple[str, Collection[Position]]) -> list[str]:
    before, again = told
    positions = [
        f"- {_position(p, finding)} — "
        + (f"as in finding {before}{notes.mark(p.quotes)}" if p in again else notes.shown(p.quotes))
        for p in finding.positions
    ]
    steps = wording.steps(finding) if finding.verdict == "superseded" else ""
    return [
        f"### {escaped(finding.question)}",
        *([f"**{escaped(steps)}**"] if steps else []),
        "\n".join(positions),
        f"{escaped(wording.judgement(finding))} {escaped(wording.mark(finding))}",
    ]


def _position(position: Position, finding: Discrepancy) -> str:
    value, who = wording.stand(position, finding)
    return f"**{escaped(value)}**" + (f" ({escaped(who)})" if who else "")


def _agreed(story: Story_, notes: Footnotes) -> list[str]:
    lines: list[str] = []
    for fact in selection.independent(story):
        lines.append(f"- **{escaped(fact.fact)}** — {wording.backing(fact.sources, fact.origins)}")
        lines += [f"  - {notes.shown(support.quotes)}" for support in fact.support]
    copied = selection.copied(story, notes.articles)
    return _section("Agreed", [*lines, *([f"- {escaped(copied)}"] if copied else [])])


def _single(story: Story_, notes: Footnotes) -> list[str]:
    lines: list[str] = []
    for article, claims, more in selection.alone(story, notes.articles):
        lines.append(f"- {notes.label(article.id)}")
        lines += [f"  - {escaped(claim.claim)}{notes.mark(claim.quotes)}" for claim in claims]
        lines += [f"  - {wording.unshown(more)}"] if more else []
    return _section(wording.UNMATCHED, lines)


def _timeline(story: Story, notes: Footnotes) -> list[str]:
    return _section(
        "Timeline",
        [
            f"- **{escaped(wording.when(event.date))}** — {escaped(event.text)}{notes.mark(event.quotes)}"
            for event in story.timeline
        ],
    )


def _cleared(story: Story_, notes: Footnotes) -> list[str]:
    lines = [_clearing(finding, notes) for finding in selection.settled(story)]
    unsettled = selection.unsettled(story)
    return _section("Looked at and cleared", [*lines, *([f"- {escaped(unsettled)}"] if unsettled else [])])


def _clearing(finding: Discrepancy, notes: Footnotes) -> str:
    values = " / ".join(
        f"{escaped(shortened(p.value, 80)) or 'as quoted'}{notes.mark(p.quotes)}" for p in finding.positions
    )
    asked = " ".join(filter(None, (escaped(finding.question), values)))
    return f"- {asked} — {escaped(wording.clearance(finding))}"


def _sources(result: Briefing | Comparison | Digests | Check | Answer, notes: Footnotes) -> list[str]:
    if isinstance(result, Digests | Check):
        return _section("Sources", [_source(article, notes, {}) for article in result.articles])
    if isinstance(result, Answer):
        cited = [article for article in result.articles if article.id in notes.cited]
        shown = [_source(article, notes, selection.copies_of(result.origins)) for article in cited]
        return _section(f"Sources ({wording.part(len(cited), len(result.articles))})", shown)
    tied = selection.ties(result.stories)
    told = selection.in_stories(result.articles, result.alone)
    return _section("Sources", [_source(article, notes, tied) for article in told])


def _source(article: Article, notes: Footnotes, tied: Mapping[str, Copy]) -> str:
    place = "`" + one_line(article.url or article.path).replace("`", "'") + "`"
    facts = (_named(article, article.label), escaped(wording.day(article)), place)
    copy = tied.get(article.id)
    tie = f" — {escaped(wording.tie(copy, notes.articles[copy.of]))}" if copy else ""
    return "- " + ", ".join(filter(None, facts)) + tie


def _named(article: Article, label: str) -> str:
    title = wording.headline(article)
    return escaped(label) + (f", *{escaped(title)}*" if title else "")


def _made(run: Run, coverage: Sequence[Coverage] = ()) -> list[str]:
    sentences = [*(wording.extent(wording.total(coverage)) if coverage else []), *wording.making(run)]
    lines = [f"- {escaped(sentence)}" for sentence in sentences]
    return _section("How this was made", [*lines, *(_problem(problem) for problem in run.problems)])


def _problem(problem: Problem) -> str:
    return f"- Not done: {escaped(problem.where)}: {escaped(problem.reason)}"


def _digest(digest: Digest, notes: Footnotes) -> list[str]:
    article = notes.articles[digest.article]
    blocks = [f"## {escaped(article.title or article.label)}", notes.label(article.id)]
    if digest.summary:
        blocks.append(" ".join(_sentence(sentence, notes) for sentence in digest.summary))
    if digest.claims:
        blocks += ["### Claims", "\n".join(_claim(claim, notes) for claim in digest.claims)]
    if digest.rejected:
        lines = [f"- {escaped(item.text)} — {escaped(item.reason)}" for item in digest.rejected]
        blocks += ["### Rejected", "\n".join(lines)]
    if digest.skipped:
        counts = ", ".join(f"{reason} ({count:,})" for reason, count in sorted(digest.skipped.items()))
        blocks.append(f"Sentences left out: {escaped(counts)}.")
    return blocks


def _claim(claim: Claim, notes: Footnotes) -> str:
    said = "" if claim.stance == "asserted" else f" ({escaped(wording.stance(claim))})"
    return f"- {escaped(claim.text)}{said}{notes.mark(claim.quotes)}"
