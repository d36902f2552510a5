"""What a reader is told of the cautions of articles: which articles mean ill or hide words, and in which words.

The words of a caution are an attacker's. They are shown to be judged and for nothing else: in one line, cut, in
quotation marks that they cannot close, and with addresses written so that no program makes a link of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.render.catalogue import ENGLISH, Catalogue
from assistant.render.note import Cited, Length, Line, Lines, Section
from assistant.render.plain import one_line, shortened
from assistant.render.trace import place_of
from assistant.render.wording import day, many, source
from assistant.schema import Article, Caution, Danger

LONGEST = 200
"""Characters of a caution's words that are shown; the JSON holds all that ingest kept."""
_TOLD: Mapping[Danger, str] = {"addressed": "caution_addressed", "hidden": "caution_hidden"}
_PLACE = 40
"""Characters of the name of the place where they stood."""
MOST: Mapping[Length, int] = {"short": 3, "standard": 6, "full": 100}
"""Cautions that a note tells; the source list marks every article that has one."""
MOST_SAID = 20
"""Articles that are named one by one on a terminal."""
_MARKS = str.maketrans(dict.fromkeys('“”„‟"«»', "'"))
_ADDRESS = re.compile(
    r"\b([a-z][a-z\d+.-]*):(?=//)|\b(www)\.|\b(javascript|data|mailto):|(?<=\w)(@)(?=\w)", re.IGNORECASE
)


def words(caution: Caution) -> str:
    """The words of a caution as they may be shown: one line, cut, without a quotation mark or address of their own."""
    told = shortened(caution.text, LONGEST)
    told = told if len(told) <= LONGEST + 2 else f"{told[:LONGEST]} …"
    return _ADDRESS.sub(_apart, told.translate(_MARKS))


def sections(articles: Sequence[Article], say: Catalogue, most: int = MOST["standard"]) -> tuple[Section, ...]:
    """The section that a note begins with where an article gives reason for it; what is not shown is counted."""
    found = [(article, caution) for article in articles for caution in article.cautions]
    if not found:
        return ()
    # One of each article before the second of any: every name that a reader should know comes first.
    ranked = sorted(found, key=lambda each: each[0].cautions.index(each[1]))[:most]
    lines = [_line(article, caution, say) for article, caution in ranked]
    if left := len(found) - len(lines):
        lines.append(Line(aside=say("unshown", n=say.number(left))))
    return (Section("cautions", say.of("headings", "cautions"), (Lines(tuple(lines)),)),)


def _line(article: Article, caution: Caution, say: Catalogue) -> Line:
    told = say(
        _TOLD[caution.kind],
        source=source(article),
        where=_where(caution, say),
        words=say.quoted(words(caution)),
        more=say.many("caution_more", caution.count - 1) if caution.count > 1 else "",
    )
    place = place_of(caution, article, say) if caution.start >= 0 else ""
    aside = ", ".join(filter(None, (day(article, say), place)))
    return Line((Cited(one_line(told)),), say.of("cautions", caution.kind), aside)


def warning(article: Article, say: Catalogue = ENGLISH) -> str:
    """What is wrong with an article, in a few words without its own; empty where nothing is."""
    return "; ".join(say.of("warnings", kind) for kind in dict.fromkeys(each.kind for each in article.cautions))


def said(article: Article) -> str:
    """The same for one line of a terminal, with the first words of each kind; empty where nothing is."""
    first: dict[Danger, Caution] = {}
    for each in article.cautions:
        first.setdefault(each.kind, each)
    return "; ".join(
        f'{ENGLISH.of("warnings", each.kind)}{_where(each, ENGLISH)}: "{words(each)}"' for each in first.values()
    )


def lines(articles: Sequence[Article]) -> Iterator[str]:
    """A line for each article that has a caution, with its path; after many of them a count."""
    told = [article for article in articles if article.cautions]
    yield from (f"{article.path}: {said(article)}" for article in told[:MOST_SAID])
    if len(told) > MOST_SAID:
        yield f"{many(len(told) - MOST_SAID, 'more article')} like these; the JSON of a result lists them"


def _where(caution: Caution, say: Catalogue) -> str:
    """` (title)`; nothing for words of the text itself."""
    place = shortened(caution.where, _PLACE)
    return f" ({say.known('places', place)})" if place and place != "text" else ""


def _apart(found: re.Match[str]) -> str:
    """An address as those write it who pass on what nobody should open: `https[:]//`, `www[.]`."""
    scheme, www, bare, _ = found.groups()
    return f"{scheme or bare}[:]" if scheme or bare else f"{www}[.]" if www else "[@]"
