"""HTML: one self-contained page that lets the reader check every line, with JavaScript or without."""

from assistant.checked import Check
from assistant.render import cautions, wording
from assistant.render import check as checks
from assistant.render.catalogue import ENGLISH
from assistant.render.html.page import Page as Page
from assistant.render.html.page import written
from assistant.render.note import Look, Note
from assistant.render.note.compose import made, sources
from assistant.render.note.story import Desk
from assistant.render.trace import quotes_in


def note(told: Note) -> str:
    """A note as a page."""
    page = Page(told.title, told.say, told.articles, tuple(quotes_in(told)), told.closing, told.made, told.opening)
    return written("note.html", page, told)


def check(result: Check) -> str:
    """A checked draft as a page."""
    articles = {article.id: article for article in result.articles}
    closing = (*sources(result.articles, Desk(articles, Look()), {}), *made(result.run, ENGLISH))
    title = checks.TITLE
    quotes, opening = tuple(quotes_in(result)), cautions.sections(result.articles, ENGLISH)
    page = Page(title, ENGLISH, result.articles, quotes, closing, wording.version(result.run), opening)
    return written("check.html", page, result)
