"""A result to a note: its chapters, and what is told once behind them."""

from collections.abc import Mapping, Sequence

from assistant.render import cautions, selection, wording
from assistant.render.address import web_address
from assistant.render.catalogue import Catalogue
from assistant.render.note import Chapter, Cited, Line, Lines, Look, Note, Prose, Section, Source, Sources
from assistant.render.note.story import Desk, chapter
from assistant.render.plain import one_line
from assistant.schema import Article, Briefing, Comparison, Copy, Coverage, Run


def compose(result: Briefing | Comparison, look: Look) -> Note:
    """The note of a briefing or comparison."""
    articles = {article.id: article for article in result.articles}
    given = (result.focus, result.since) if isinstance(result, Briefing) else ("", "")
    desk = Desk(articles, look, *given, order={id: place for place, id in enumerate(articles)})
    chapters = tuple(chapter(story, desk) for story in result.stories)
    named = one_line(result.title) if isinstance(result, Briefing) else ""
    if len(chapters) == 1:
        return _note(result, desk, named or chapters[0].title, (), chapters)
    title = named or _capital(wording.pile(len(chapters), len(articles), look.say))
    contents = tuple(Line(lead=each.title, aside=_told(each)) for each in chapters)
    return _note(result, desk, title, contents, chapters)


def _note(
    result: Briefing | Comparison, desk: Desk, title: str, contents: tuple[Line, ...], chapters: tuple[Chapter, ...]
) -> Note:
    told = selection.in_stories(result.articles, result.alone)
    tied = selection.ties(result.stories)
    numbered = any(story.discrepancies for story in result.stories)
    closing = (
        *lone(result.alone, desk, desk.say("on_their_own")),
        *sources(told, desk, tied),
        *made(result.run, desk.say, [story.coverage for story in result.stories], numbered=numbered),
    )
    version = wording.version(result.run, desk.say)
    opening = cautions.sections(result.articles, desk.say, cautions.MOST[desk.look.length])
    return Note(title, desk.say, contents, chapters, closing, result.articles, version, opening)


def lone(alone: Sequence[str], desk: Desk, why: str) -> list[Section]:
    """The articles that no other shares its story with."""
    if not alone:
        return []
    shown = sources([desk.articles[id] for id in alone[: selection.MOST_LONE]], desk, {})[0].blocks
    more = len(alone) - selection.MOST_LONE
    rest = [Lines((Line(aside=wording.unshown(more, desk.say)),))] if more > 0 else []
    told = [Prose((Cited(why),), quiet=True)] if why else []
    return desk.section("alone", *told, *shown, *rest)


def sources(articles: Sequence[Article], desk: Desk, tied: Mapping[str, Copy], heading: str = "") -> list[Section]:
    """The articles with outlet, day, place and what ties them to others."""
    listed = tuple(_source(article, desk, tied) for article in articles)
    return desk.section("sources", Sources(listed), heading=heading) if listed else []


def _source(article: Article, desk: Desk, tied: Mapping[str, Copy]) -> Source:
    copy = tied.get(article.id)
    return Source(
        article=article.id,
        label=one_line(article.label),
        title=wording.headline(article),
        day=wording.day(article, desk.say),
        place=one_line(article.url or article.path),
        address=web_address(article.url or article.path),
        tie=wording.tie(copy, desk.articles[copy.of], desk.say) if copy else "",
        warning=cautions.warning(article, desk.say),
    )


def made(run: Run, say: Catalogue, coverage: Sequence[Coverage] = (), *, numbered: bool = False) -> list[Section]:
    """How a result was made, what it cost, what was not done, and what the numbers of findings are for."""
    told = [*(wording.extent(wording.total(coverage), say) if coverage else []), *wording.making(run, say)]
    told += [say("finding_told")] if numbered else []
    told += [say("not_done", where=one_line(p.where), why=one_line(p.reason)) for p in run.problems]
    lines = tuple(Line((Cited(one_line(text)),)) for text in told)
    return [Section("made", say.of("headings", "made"), (Lines(lines),))]


def _told(chapter: Chapter) -> str:
    return "; ".join(filter(None, (chapter.standfirst, chapter.counts)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
