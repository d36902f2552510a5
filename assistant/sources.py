"""The nouns of what comes in: articles as they were read, and which of them are one source.

They are part of `assistant.schema`, which everything else imports them from.
"""

import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from assistant.claims import Digest

Basis = Literal[
    "text",  # the words of one stand in the other
    "agency",  # both are credited to one agency
    "outlet",  # both stand in one outlet
]

Danger = Literal[
    "hidden",  # words that a reader of the page does not see: removed before reading
    "addressed",  # words meant for a machine that reads, not for a person: marked, and never a claim
]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clutter:
    """A stretch of text that the page carries beside the report: marked, not cut."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Caution:
    """What a reader should know of an article before trusting it.

    `where` names the place in words (`text`, `title`, `display:none`), `text` holds the words or their beginning.
    `start` and `end` are offsets of the article's text, -1 where the words do not stand in it; `count` is how many
    such pieces there were, of which the first is shown.
    """

    kind: Danger
    where: str
    text: str
    start: int = -1
    end: int = -1
    count: int = 1


ADDRESSED = "addressed to an AI"
"""The reason with which clutter is marked that a caution of the kind `addressed` is about."""

FILE_NAME = "file name"
"""Where a caution has its words from that is about what the file is called."""


@dataclass(frozen=True, slots=True)
class Article:
    """One source text. `text` is fixed at ingest: every later offset points into it.

    `published` is ISO 8601, a date or a date and time. `pages` holds the offset at which each
    page of a PDF begins. `cautions` tell of hidden words, which `text` no longer holds, and of words addressed to
    an AI, which are clutter where they stand in `text`.
    """

    id: str
    path: str
    title: str
    outlet: str
    published: str
    url: str
    text: str
    clutter: tuple[Clutter, ...] = ()
    pages: tuple[int, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def label(self) -> str:
        """The shortest name a reader can tell this source by."""
        named = "" if any(each.where == FILE_NAME for each in self.cautions) else PurePath(self.path).name.strip("-")
        return self.outlet or self.title or named or self.id


def names_of(article: Article) -> tuple[str, ...]:
    """What an article can be called by when its text is gone: where it stands, its address, its id."""
    path = article.path
    placed = path if path == "-" or "://" in path else os.path.abspath(path)  # noqa: PTH100 - no file need be there
    return tuple(dict.fromkeys(name for name in (placed, article.url, article.id) if name and name != "-"))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was asked for and not done: where, and why, in one line."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What ingest made of the paths it was given.

    `digests` were made before, by the built-in engine and the code that is at work now; they are those of collections.
    `outdated` are the collections whose digests other code made, which are left out.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()
    digests: tuple[Digest, ...] = ()
    outdated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Why an article is no source of its own: what ties it to another of its story.

    `share` is how much of the article's own words, quotations aside, stand in the other too, 0 to
    1; it is 0 where an agency or outlet ties them.
    """

    article: str
    of: str
    basis: Basis
    share: float
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles of a story that count as one source, and why; one article by itself is an origin too."""

    articles: tuple[str, ...]
    why: str = ""
    copies: tuple[Copy, ...] = ()
