"""Word documents (.docx): paragraphs and tables in the order of the document."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.ingest.document import Document, Parsed, one_line
from assistant.schema import Problem

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MAX_UNPACKED = 200_000_000  # bytes; a small archive can unpack to a disk full
_TEMPLATE_DATE = "2013-12-23"  # stamped into files made from python-docx's own template
_STYLES = {"heading": "heading", "title": "heading", "subtitle": "heading", "caption": "photo caption"}


def docx(data: bytes, document: Document) -> Parsed | Problem:
    """Paragraphs apart by blank lines; a table's rows as lines, cells apart by bars."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED:
            return Problem(document.path, "unpacks to more than 200 MB; save its text and pass that")
        return _extract(data)
    except Exception as error:  # damaged files make the parser raise nearly anything; go on to the next
        said = f"not read as DOCX ({one_line(error)}); save it again or pass it as text"
        return Problem(document.path, said)


def _extract(data: bytes) -> Parsed:
    import docx as library
    from docx.table import Table

    opened: Docx = library.Document(io.BytesIO(data))
    parts: list[str] = []
    known: dict[str, str] = {}
    title = opened.core_properties.title or ""
    for block in opened.iter_inner_content():
        if isinstance(block, Table):
            parts.append("\n".join(_rows(block)))
            continue
        text = _paragraph(block)
        style = _style(block)
        title = title or (text if style == "title" else "")
        known |= {text: _STYLES[style]} if style in _STYLES else {}
        parts.append(text)
    created = opened.core_properties.created
    stamp = created.date().isoformat() if created else ""
    return Parsed(
        "\n\n".join(part for part in parts if part.strip()),
        title=title.strip(),
        known=known,
        fallback="" if stamp == _TEMPLATE_DATE else stamp,
    )


def _style(paragraph: "Paragraph") -> str:
    name = (paragraph.style.name if paragraph.style else "") or ""
    return name.split()[0].lower() if name else ""


def _paragraph(paragraph: "Paragraph") -> str:
    """A paragraph's text; the bullet that Word draws for a list item is written out."""
    text = str(paragraph.text).replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"• {text}" if text and _style(paragraph) == "list" else text


def _rows(table: "Table") -> Iterator[str]:
    for row in table.rows:
        # A merged cell is listed once for every column it spans.
        cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}
        yield " | ".join(cells.values())
