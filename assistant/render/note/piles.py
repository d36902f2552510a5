"""Digests, and the stories of a pile, as notes."""

from collections.abc import Sequence

from assistant.render import cautions, selection, wording
from assistant.render.note import Chapter, Cited, Line, Lines, Look, Note, Prose, Section
from assistant.render.note.compose import lone, made, sources
from assistant.render.note.story import Desk
from assistant.render.plain import one_line
from assistant.schema import Claim, Digest, Digests, Stories


def digests(result: Digests, look: Look) -> Note:
    """Summary and claims of each article."""
    desk = Desk({article.id: article for article in result.articles}, look)
    chapters = tuple(_digest(digest, desk) for digest in result.digests)
    contents = (Line(aside=wording.standfirst(result.articles, say=look.say)),)
    closing = (*sources(result.articles, desk, {}), *made(result.run, look.say))
    title = look.say.of("headings", "digest")
    return Note(
        _named(title, chapters),
        look.say,
        contents,
        chapters,
        closing,
        result.articles,
        wording.version(result.run, look.say),
        cautions.sections(result.articles, look.say, cautions.MOST[look.length]),
    )


def stories(result: Stories, look: Look) -> Note:
    """The stories of a pile, with the articles of each."""
    desk = Desk({article.id: article for article in result.articles}, look)
    tied = selection.ties(result.stories)
    chapters = []
    for story in result.stories:
        told = selection.articles_of(story, desk.articles)
        standfirst = wording.standfirst(told, story.origins, look.say)
        chapters.append(
            Chapter(one_line(story.title) or desk.say("untitled"), standfirst, "", tuple(sources(told, desk, tied)))
        )
    grouped = Line((Cited(look.say("grouped")),))
    how = made(result.run, look.say)[0]
    (lines,) = how.blocks
    assert isinstance(lines, Lines)  # nosec B101 # a fact of ours, told to the type checker
    kept = Section(how.key, how.heading, (Lines((grouped, *lines.lines[1:])),))
    title = wording.pile(len(result.stories), len(result.articles), look.say)
    closing = (*lone(result.alone, desk, ""), kept)
    return Note(
        _named(title, chapters),
        look.say,
        (),
        tuple(chapters),
        closing,
        result.articles,
        wording.version(result.run, look.say),
        cautions.sections(result.articles, look.say, cautions.MOST[look.length]),
    )


def _named(title: str, chapters: Sequence[Chapter]) -> str:
    """The title of a note: of one chapter, that of the chapter."""
    return chapters[0].title if len(chapters) == 1 else title


def _digest(digest: Digest, desk: Desk) -> Chapter:
    article = desk.articles[digest.article]
    say = desk.say
    sections = []
    if digest.summary:
        told = tuple(Cited(one_line(sentence.text), sentence.quotes) for sentence in digest.summary)
        sections += desk.section("bottom_line", Prose(told))
    sections += desk.listed("claims", [_claim(claim, desk) for claim in digest.claims])
    sections += desk.listed(
        "rejected", [Line((Cited(one_line(item.text)),), aside=one_line(item.reason)) for item in digest.rejected]
    )
    if digest.skipped:
        counts = "; ".join(f"{reason} ({say.number(count)})" for reason, count in sorted(digest.skipped.items()))
        left = Prose((Cited(say("sentences_left_out", reasons=counts)),), quiet=True)
        sections.append(Section("left_out", "", (left,)))
    return Chapter(one_line(article.title or article.label), wording.byline(article, say), "", tuple(sections))


def _claim(claim: Claim, desk: Desk) -> Line:
    stance = "" if claim.stance == "asserted" else wording.stance(claim, desk.say)
    return Line((Cited(one_line(claim.text), claim.quotes),), aside=stance)
