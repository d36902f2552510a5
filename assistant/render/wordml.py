"""The markup of a Word document as text: runs, paragraphs, tables, fields, footnotes and links.

Element names and their order are those of ECMA-376 part 1, WordprocessingML (17.3 paragraphs, 17.4 tables,
17.11 footnotes, 17.16 fields and links). `Xml` is a type of its own, so that the words of an article can only get into
a document through `run`.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import NewType

from assistant.render.footnotes import Numbering
from assistant.render.plain import clean
from assistant.schema import Quote

Xml = NewType("Xml", str)

NOTHING = Xml("")
TAB = Xml("<w:r><w:tab/></w:r>")
BREAK = Xml("<w:r><w:br/></w:r>")
_SPACES = {0x09: " ", 0x0A: " "}
_TWIPS = 1440 / 25.4  # a millimetre


def safe(text: str) -> str:
    """The text as XML can hold it, in one line."""
    return clean(text).translate(_SPACES)


def joined(pieces: Iterable[Xml], between: Xml = NOTHING) -> Xml:
    """Markup put together."""
    return Xml(between.join(pieces))


def style_id(name: str) -> str:
    """The id of a style, which Word makes of its name: `List Bullet` has `ListBullet`."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def run(text: str, style: str = "") -> Xml:
    """Words in a character style; nothing where there are none."""
    return _run(f'<w:t xml:space="preserve">{escape(safe(text), quote=False)}</w:t>', style) if text else NOTHING


def paragraph(style: str, *pieces: Xml) -> Xml:
    """A paragraph in a style."""
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{joined(pieces)}</w:p>')


def field(instruction: str, shown: str, style: str = "") -> Xml:
    """A field that the reader's program works out, with what it shows until then."""
    begin, separate, end = (
        _run(f'<w:fldChar w:fldCharType="{kind}"/>', style) for kind in ("begin", "separate", "end")
    )
    told = _run(f'<w:instrText xml:space="preserve"> {escape(instruction, quote=False)} </w:instrText>', style)
    return joined((begin, told, separate, run(shown, style), end))


def table(caption: str, widths: Sequence[float], head: Sequence[Xml], rows: Sequence[Sequence[Xml]]) -> Xml:
    """A table with columns of millimetres, whose heading comes again on every page and whose rows no page parts.

    A caption is what a screen reader names the table by. Cells hold paragraphs.
    """
    columns = [round(width * _TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    look = (
        f'<w:tblStyle w:val="NoteTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={_attribute(caption)}/>'
    )
    told = [_row(head, columns, "<w:tblHeader/>"), *(_row(row, columns) for row in rows)]
    return Xml(f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{joined(told)}</w:tbl>")


class References:
    """What the words of a document lead to: its footnotes, places in it, and addresses outside.

    What is quoted again points to the footnote that is there. `relation` gives an address the id that the file knows
    it by.
    """

    def __init__(self, numbering: Numbering, relation: Callable[[str], str]) -> None:
        self._numbering = numbering
        self._relation = relation
        self._relations: dict[str, str] = {}
        self._places: set[str] = set()
        self._bookmarks = 0

    def notes(self, quotes: Sequence[Quote]) -> Xml:
        """The numbers of quotes, apart by commas."""
        return joined(map(self._note, dict.fromkeys(quotes)), run(",", "footnote reference"))

    def place(self, name: str, inner: Xml) -> Xml:
        """Words as a place to be led to, the first of that name."""
        if name in self._places:
            return inner
        self._places.add(name)
        self._bookmarks += 1
        id = f'w:id="{self._bookmarks}"'
        return Xml(f'<w:bookmarkStart {id} w:name="{name}"/>{inner}<w:bookmarkEnd {id}/>')

    def within(self, name: str, inner: Xml) -> Xml:
        """Words that lead to a place of the document."""
        return Xml(f'<w:hyperlink w:anchor="{name}" w:history="1">{inner}</w:hyperlink>')

    def outside(self, address: str, inner: Xml) -> Xml:
        """Words that lead to an address."""
        if address not in self._relations:
            self._relations[address] = self._relation(address)
        return Xml(f'<w:hyperlink r:id="{self._relations[address]}" w:history="1">{inner}</w:hyperlink>')

    def _note(self, quote: Quote) -> Xml:
        again = quote in self._numbering
        number = self._numbering.number(quote)
        if again:
            return field(f"NOTEREF {_name(number)} \\f \\h", str(number), "footnote reference")
        return self.place(_name(number), _run(f'<w:footnoteReference w:id="{number}"/>', "footnote reference"))


def footnote(number: int, *pieces: Xml) -> Xml:
    """A note with its number at its head."""
    mark = _run("<w:footnoteRef/>", "footnote reference")
    return Xml(f'<w:footnote w:id="{number}">{paragraph("footnote text", mark, run(" "), *pieces)}</w:footnote>')


def ruling(id: int, kind: str) -> Xml:
    """The line between text and notes: `separator` or `continuationSeparator`."""
    return Xml(
        f'<w:footnote w:type="{kind}" w:id="{id}">{paragraph("Table Text", _run(f"<w:{kind}/>", ""))}</w:footnote>'
    )


def _run(content: str, style: str) -> Xml:
    look = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    return Xml(f"<w:r>{look}{content}</w:r>")


def _row(cells: Sequence[Xml], widths: Sequence[int], more: str = "") -> Xml:
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return Xml(f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{told}</w:tr>")


def _attribute(text: str) -> str:
    return f'"{escape(safe(text))}"'


def _name(number: int) -> str:
    return f"_Ref{number:08d}"
