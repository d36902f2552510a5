"""The file of a Word document: its parts beside the text, and a package that is the same for the same note."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.render.plain import shortened
from assistant.render.wordml import TAB, Xml, field, joined, paragraph, ruling, run, safe

if TYPE_CHECKING:
    from docx.document import Document

_LOOKS = Path(__file__).parent / "templates" / "word"
_PARTS = {"styles": "styles.xml", "numbering": "numbering.xml", "settings": "settings.xml"}
_UNUSED = ("stylesWithEffects", "customXml", "webSettings", "fontTable", "theme", "thumbnail", "extended-properties")
"""What the template of python-docx brings along and a note does not need: a third of a megabyte."""
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name
_WIDTH, _HEIGHT, _SIDE, _EDGE = 210, 297, 20, 22  # millimetres: A4, its margins at the sides, and above and below
_CHAPTER = 19  # points
_LONGEST_TITLE = 250
"""Characters that the title among a file's properties may have: python-docx takes no more than 255."""
TEXT_WIDTH = _WIDTH - 2 * _SIDE
"""Millimetres."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text: title, language (BCP 47), maker, and the words of a page's number.

    `pages` holds `{page}` and `{pages}`. With `chapters` every heading of the first level begins a page.
    """

    title: str
    language: str
    made: str
    pages: str
    chapters: bool = False


def opened(frame: Frame) -> "Document":
    """An empty document in the looks of a note."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    for part in (document.part.package, document.part):
        for id in [id for id, relation in part.rels.items() if relation.reltype.endswith(_UNUSED)]:
            del part.rels[id]
    for relation in document.part.rels.values():
        name = _PARTS.get(relation.reltype.rpartition("/")[2])
        if name:
            relation.target_part._element = parse_xml((_LOOKS / name).read_bytes())
    _lay_out(document, frame)
    _name(document, frame)
    return document


def related(document: "Document", address: str) -> str:
    """The id by which the document knows an address outside."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    return document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def finished(document: "Document", body: Xml, footnotes: Sequence[Xml]) -> bytes:
    """The file with its text and the notes below it."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    _fill(document.element.body, body)
    rulings = (ruling(-1, "separator"), ruling(0, "continuationSeparator"))
    notes = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {_SPACES}>'
    notes += f"{joined((*rulings, *footnotes))}</w:footnotes>"
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return _packed(document)


def _packed(document: "Document") -> bytes:
    saved, file = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(member))
    return file.getvalue()


def _fill(element: Any, inner: Xml) -> None:
    """Put markup into an element in place of its paragraphs; the section's own properties stay last."""
    from docx.oxml import parse_xml

    for old in element.xpath("w:p"):
        element.remove(old)
    # Put behind all others, and these behind it again: to insert at a number would count the children up to it.
    element.extend([*parse_xml(f"<w:body {_SPACES}>{inner}</w:body>"), *element])


def _lay_out(document: "Document", frame: Frame) -> None:
    """Paper, header and footer; the first page, which has the title itself, goes without it in its header."""
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin = section.bottom_margin = Mm(_EDGE)
    section.header_distance = section.footer_distance = Mm(_EDGE / 2)
    section.different_first_page_header_footer = True
    _fill(section.first_page_header._element, paragraph("Header"))
    _fill(section.header._element, paragraph("Header", run(shortened(frame.title, 90))))
    numbers = _numbers(frame.pages)
    for footer in (section.first_page_footer, section.footer):
        _fill(footer._element, paragraph("Footer", run(frame.made), TAB, numbers))
    if frame.chapters:
        chapter = document.styles["Heading 1"]
        chapter.paragraph_format.page_break_before = True
        chapter.paragraph_format.space_before = Pt(0)
        chapter.font.size, chapter.font.name = Pt(_CHAPTER), document.styles["Title"].font.name


def _numbers(pages: str) -> Xml:
    """`Page 1 of 3` with fields for its numbers, in the order of the language."""
    fields = {"page": field("PAGE", "1"), "pages": field("NUMPAGES", "1")}
    return joined(fields[piece] if at % 2 else run(piece) for at, piece in enumerate(re.split("[{}]", pages)))


def _name(document: "Document", frame: Frame) -> None:
    """Language, title and maker; no date, for when a note was made is nowhere in its result."""
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(language.keys()[0], frame.language)
    known = document.core_properties
    known.title, known.language = safe(shortened(frame.title, _LONGEST_TITLE))[:_LONGEST_TITLE], frame.language
    known.author = frame.made.rstrip(".")
    known.comments = known.last_modified_by = ""
    for name in ("created", "modified"):
        for element in known._element.xpath(f"*[local-name()='{name}']"):
            known._element.remove(element)
