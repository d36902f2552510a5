"""Markdown: a note that reads like a good desk's, every statement footnoted to its exact words."""

import re
from collections.abc import Callable, Sequence

from assistant.render import selection, wording
from assistant.render.plain import one_line, quoted, shortened
from assistant.render.trace import place_of
from assistant.schema import (
    Article,
    Briefing,
    Claim,
    Compared,
    Comparison,
    Coverage,
    Digest,
    Digests,
    Discrepancy,
    Problem,
    Quote,
    Run,
    Sentence,
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
    return framed(blocks, result.articles, result.run, notes)


def framed(blocks: Sequence[str], articles: Sequence[Article], run: Run, notes: Footnotes) -> str:
    """Blocks with what every note ends with: its sources, how it was made, and its footnotes."""
    return _joined([*blocks, *_sources(articles), *_made(run), *notes.notes()])


def _note(result: Briefing | Comparison, sections: Sequence[Callable[..., list[str]]]) -> str:
    notes = Footnotes(result.articles)
    blocks: list[str] = []
    for story in result.stories:
        blocks += [f"# {escaped(story.title) or 'Untitled'}", wording.standfirst(result.articles)]
        for section in sections:
            blocks += section(story, notes)
    coverage = [story.coverage for story in result.stories]
    return _joined([*blocks, *_sources(result.articles), *_made(result.run, coverage), *notes.notes()])


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
    blocks = ["## Disputed"]
    for finding in story.discrepancies:
        positions = [f"- **{escaped(p.value) or 'as quoted'}** — {notes.shown(p.quotes)}" for p in finding.positions]
        blocks += [f"### {escaped(finding.question)}", "\n".join(positions)]
        blocks.append(escaped(wording.judgement(finding)))
    return blocks


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
    return _section("Only one source says", lines)


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


def _sources(articles: Sequence[Article]) -> list[str]:
    return _section("Sources", [_source(article) for article in articles])


def _source(article: Article) -> str:
    place = "`" + one_line(article.url or article.path).replace("`", "'") + "`"
    facts = (_named(article, article.label), escaped(wording.day(article)), place)
    return "- " + ", ".join(filter(None, facts))


def _named(article: Article, label: str) -> str:
    title = wording.headline(article)
    return escaped(label) + (f", *{escaped(title)}*" if title else "")


def _made(run: Run, coverage: Sequence[Coverage] = ()) -> list[str]:
    sentences = [*(line for part in coverage for line in wording.extent(part)), *wording.making(run)]
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
