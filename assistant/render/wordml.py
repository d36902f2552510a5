"""What a Word document needs and python-docx does not give: footnotes, fields, a clean package.

Element names and their order are those of ECMA-376 part 1, WordprocessingML (17.11 footnotes, 17.16 fields).
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.render.plain import clean
from assistant.schema import Quote

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_UNWRITABLE = {0x09: " ", 0x0A: " ", 0xFFFE: None, 0xFFFF: None}  # the last two are no characters of XML 1.0
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name


@dataclass(frozen=True, slots=True)
class Styled:
    """Words in a character style."""

    text: str
    style: str


Piece = str | Styled | Sequence[Quote]


def safe(text: str) -> str:
    """The text as XML can hold it, in one line."""
    return clean(text).translate(_UNWRITABLE)


class Notes:
    """Numbers quotes in the order of their first use; what is quoted again points to the footnote that is there."""

    def __init__(self) -> None:
        self.quotes: dict[Quote, int] = {}

    def refer(self, paragraph: "Paragraph", quotes: Sequence[Quote]) -> None:
        """Put the numbers of quotes at the end of a paragraph, apart by commas."""
        for place, quote in enumerate(quotes):
            if place:
                add_run(paragraph, ",", "footnote reference")
            if quote in self.quotes:
                number = self.quotes[quote]
                field(paragraph, f"NOTEREF {_name(number)} \\f \\h", str(number), "footnote reference")
            else:
                self._begin(paragraph, quote)

    def _begin(self, paragraph: "Paragraph", quote: Quote) -> None:
        number = self.quotes[quote] = len(self.quotes) + 1
        paragraph._p.append(_element("w:bookmarkStart", id=number, name=_name(number)))
        run = add_run(paragraph, "", "footnote reference")
        run._r.append(_element("w:footnoteReference", id=number))
        paragraph._p.append(_element("w:bookmarkEnd", id=number))


def style_id(name: str) -> str:
    """The id of a style, which Word makes of its name; looking it up takes python-docx most of a long note's time."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def add_run(paragraph: "Paragraph", text: str, style: str = "") -> Any:
    """A run at the end of a paragraph, in a character style."""
    run = paragraph.add_run(text)
    if style:
        run._r.style = style_id(style)
    return run


def write(paragraph: "Paragraph", pieces: Sequence[Piece], notes: Notes) -> None:
    """Put words and the numbers of quotes into a paragraph."""
    for piece in pieces:
        if isinstance(piece, str):
            paragraph.add_run(safe(piece))
        elif isinstance(piece, Styled):
            add_run(paragraph, safe(piece.text), piece.style)
        else:
            notes.refer(paragraph, piece)


def field(paragraph: "Paragraph", instruction: str, shown: str, style: str = "") -> None:
    """A field that the reader's program works out, with what it shows until then."""
    parts: tuple[tuple[str, str], ...] = (
        ("begin", ""),
        ("", f" {instruction} "),
        ("separate", ""),
    )
    for kind, text in parts:
        run = add_run(paragraph, "", style)
        element = _element("w:fldChar", fldCharType=kind) if kind else _element("w:instrText")
        if text:
            element.text = text
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run._r.append(element)
    add_run(paragraph, shown, style)
    add_run(paragraph, "", style)._r.append(_element("w:fldChar", fldCharType="end"))


def add_styles(document: "Document") -> None:
    """The two styles of footnotes under the names that Word knows them by."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.set(_name_of("w:styleId"), "FootnoteText")
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(3)
    text.paragraph_format.line_spacing = 1.0
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(_name_of("w:styleId"), "FootnoteReference")
    mark.font.superscript = True


def add_footnotes(document: "Document", texts: Sequence[Sequence[str | Styled]]) -> None:
    """The part that holds the notes, one for each number from 1, and what else a document with footnotes has."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.oxml import serialize_part_xml
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    root = _element("w:footnotes")
    for id, kind in ((-1, "separator"), (0, "continuationSeparator")):
        root.append(_ruling(id, kind))
    for number, pieces in enumerate(texts, 1):
        root.append(_footnote(document, number, pieces))
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, serialize_part_xml(root), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    told = _element("w:footnotePr")
    told.extend([_element("w:footnote", id=-1), _element("w:footnote", id=0)])
    document.settings.element.find(_name_of("w:compat")).addprevious(told)


def packed(document: "Document") -> bytes:
    """The file: of one document always the same bytes, without what the template brings along."""
    package = document.part.package
    for id in [id for id, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[id]
    saved, file = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(member))
    return file.getvalue()


def _ruling(id: int, kind: str) -> Any:
    """The line between text and notes."""
    note, paragraph, run = _element("w:footnote", type=kind, id=id), _element("w:p"), _element("w:r")
    run.append(_element(f"w:{kind}"))
    paragraph.append(run)
    note.append(paragraph)
    return note


def _footnote(document: "Document", number: int, pieces: Sequence[str | Styled]) -> Any:
    from docx.text.paragraph import Paragraph

    note, element = _element("w:footnote", id=number), _element("w:p")
    note.append(element)
    paragraph = Paragraph(element, document._body)
    element.style = style_id("footnote text")
    add_run(paragraph, "", "footnote reference")._r.append(_element("w:footnoteRef"))
    write(paragraph, [" ", *pieces], Notes())
    return note


def _name(number: int) -> str:
    return f"_Ref{number:08d}"


def _element(tag: str, **attributes: str | int) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(tag, {_name_of(f"w:{name}"): str(value) for name, value in attributes.items()})


def _name_of(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))
