"""What a note says, in which order and words, before any format: sections of blocks, every statement with its quotes.

All text is plain and in one line; a writer escapes it for its format and adds nothing but form. Composed by
`assistant.render.note.compose` from a result and the look that was asked for.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.render.catalogue import ENGLISH, Catalogue
from assistant.schema import Article, Quote, Severity

Length = Literal["short", "standard", "full"]


@dataclass(frozen=True, slots=True)
class Look:
    """How much a note shows, in which language it speaks, and the address of the page that publishes it, if known."""

    length: Length = "standard"
    say: Catalogue = ENGLISH
    page: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence and the words it stands on."""

    text: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences that are read as one paragraph. `quiet` is what the note says of itself."""

    sentences: tuple[Cited, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a list: a strong `lead`, cited parts, a quiet `aside` behind them, and lines below it.

    `shown` asks for the quotes themselves, each with its source, and not for their numbers alone.
    """

    parts: tuple[Cited, ...] = ()
    lead: str = ""
    aside: str = ""
    lines: tuple["Line", ...] = ()
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of quoted words; `differs` where they are what the sources differ in."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """A source's position: a row of a dispute's table.

    `who` holds it where speakers differ. `pieces` are the words of its first quote, shortened, empty where the answer
    is all of them; `again` is the id of an earlier finding that has shown them already.
    """

    article: str
    source: str
    day: str
    value: str
    who: str
    pieces: tuple[Piece, ...]
    quotes: tuple[Quote, ...]
    again: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question that sources answer differently. `steps` tells a figure that moved in the order of time."""

    id: str
    question: str
    severity: Severity
    judgement: str
    mark: str
    steps: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """Disputes, each told as a table of its sources' positions."""

    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a timeline; `findings` are the ids of the disputes that its words are part of."""

    date: str
    day: str
    text: str
    quotes: tuple[Quote, ...]
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries by date."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says on a row of a matrix; no quotes where it says nothing. `value` is its answer, if short."""

    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A claim or question across the sources; `finding` is the id of a dispute."""

    text: str
    cells: tuple[Cell, ...]
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims by sources, for formats that have the room; `articles` are the ids of the columns."""

    articles: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article in the list of sources; `place` is its address or path, `tie` why it is no source of its own.

    `address` is where a click on the place may lead, empty where that is not the web; `warning` says in a few words
    what to know before trusting the article.
    """

    article: str
    label: str
    title: str
    day: str
    place: str
    address: str
    tie: str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles of a note."""

    sources: tuple[Source, ...]


Block = Prose | Lines | Disputes | Timeline | Matrix | Sources


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its blocks. `key` is the name of the section in the catalogue, one in every language."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something a section tells: the key of the section, the number, and both in words."""

    key: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story; `standfirst` tells its sources and days, `counts` what was found, and `tally` the same one by one."""

    title: str
    standfirst: str
    counts: str
    sections: tuple[Section, ...]
    tally: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A whole note: its chapters, and what is told once for all of them behind.

    `contents` tells what it holds, where it does not hold one story; `title` is then a heading above the chapters.
    `opening` is read before any of them.
    """

    title: str
    say: Catalogue
    contents: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    closing: tuple[Section, ...]
    articles: tuple[Article, ...]
    made: str
    opening: tuple[Section, ...] = ()
