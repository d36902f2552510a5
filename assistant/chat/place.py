"""Which article or sentence is meant, and how it stands in its place."""

import re
from collections.abc import Iterator

from assistant.answered import Passage
from assistant.chat.lines import BLANK, Line, Parts, Piece, line
from assistant.chat.state import Chat
from assistant.errors import UserError
from assistant.render import cautions, wording
from assistant.render.plain import one_line
from assistant.schema import Article

MARK = re.compile(r"\[?\s*(\d+)\s*(?::\s*(\d+)\s*)?\]?")
AROUND = 3
"""Sentences before and behind the one that is opened."""
BEGINNING = 8
"""Sentences of an article that is opened without one."""
USAGE = "say /open 2:14 for a sentence, /open 2 for an article; /sources lists them"


def opened(chat: Chat, wanted: str) -> Parts:
    """The words of a mark in their place, or an article from its beginning. Raises UserError."""
    number, place = found(chat, wanted)
    passages = passages_of(chat, number)
    yield from heading(number, chat.articles[number - 1])
    yield BLANK
    first = max(1, place - AROUND) if place else 1
    last = min(place + AROUND if place else BEGINNING, len(passages))
    if first > 1:
        yield line(Piece("…", "dim"), indent=2)
    text = chat.articles[number - 1].text
    end = passages[first - 1].quote.start if passages else 0
    for passage in passages[first - 1 : last]:
        if "\n\n" in text[end : passage.quote.start]:
            yield BLANK
        end = passage.quote.end
        yield _sentence(passage, passage.id == f"{number}:{place}")
    if last < len(passages):
        left = len(passages) - last
        yield line(
            Piece(f"… {wording.many(left, 'more sentence')}; /open {number}:{last + 1} goes on", "dim"), indent=2
        )


def heading(number: int, article: Article) -> Iterator[Line]:
    """Number, title, outlet, day and path of an article, and what to know before trusting it."""
    title = one_line(article.title) or wording.source(article)
    yield line(Piece(f"{number}  ", "mark"), Piece(title, "strong"), hang=3)
    yield line(Piece(", ".join(filter(None, (wording.byline(article), one_line(article.path)))), "dim"), indent=3)
    if article.cautions:
        yield line(Piece(cautions.said(article), "warn"), indent=3)


def found(chat: Chat, wanted: str) -> tuple[int, int]:
    """The numbers of an article and of a sentence in it, 0 for none; a name may stand for the article."""
    if not wanted:
        raise UserError(USAGE)
    mark = MARK.fullmatch(wanted)
    if not mark:
        return named(chat, wanted), 0
    number, place = int(mark[1]), int(mark[2] or 0)
    if not 1 <= number <= len(chat.articles):
        raise UserError(f"there is no article {number}; there are {len(chat.articles)}: /sources lists them")
    sentences = len(passages_of(chat, number))
    if mark[2] and not 1 <= place <= sentences:
        raise UserError(f"article {number} has {wording.many(sentences, 'sentence')}, none is {number}:{place}")
    return number, place


def named(chat: Chat, name: str) -> int:
    """The number of the one article that a name fits. Raises UserError for none or several."""
    key = name.casefold()
    fits = [
        number
        for number, article in enumerate(chat.articles, 1)
        if any(key in part.casefold() for part in (article.label, article.title, article.path))
    ]
    if not fits:
        raise UserError(f"no article is called '{name}'; {USAGE}")
    if len(fits) > 1:
        raise UserError(f"'{name}' fits the articles {', '.join(map(str, fits))}; open one by its number")
    return fits[0]


def passages_of(chat: Chat, number: int) -> list[Passage]:
    """The sentences of an article, in order."""
    id = chat.articles[number - 1].id
    return [p for p in chat.sources.library.shelf.passages.values() if p.quote.article == id]


def _sentence(passage: Passage, wanted: bool) -> Line:
    sign = Piece("> " if wanted else "  ", "mark")
    number = Piece(f"{passage.id:>6}  ", "mark" if wanted else "dim")
    return line(sign, number, Piece(one_line(passage.quote.text), "found" if wanted else "plain"), hang=10)
