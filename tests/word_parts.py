"""Word documents opened for the tests of what is written into them."""

import io
import zipfile
from typing import Any

import docx
from lxml import etree

from assistant.render import render_file
from assistant.schema import Briefing, Comparison, Digests, Stories
from tests.render_records import BRIEFING, COMPARED, DIGEST, NORTH, PILE, RUN, SEVERAL, SOUTH

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = {"w": W}
Note = Briefing | Comparison | Digests | Stories
NOTES: list[Note] = [
    *(BRIEFING, SEVERAL, Comparison((COMPARED,), (NORTH, SOUTH), RUN)),
    *(PILE, Digests((DIGEST, DIGEST), (NORTH, SOUTH), RUN)),
]


def parts(result: Note) -> dict[str, Any]:
    """The XML parts of the file, parsed; what is not well-formed raises."""
    with zipfile.ZipFile(io.BytesIO(render_file(result, "docx"))) as archive:
        assert archive.testzip() is None
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def found(root: Any, path: str) -> list[Any]:
    """What an XPath with the prefix `w` finds."""
    return list(etree.XPath(path, namespaces=SPACES)(root))


def words(result: Note) -> str:
    """The text of paragraphs and cells as python-docx reads it."""
    opened = docx.Document(io.BytesIO(render_file(result, "docx")))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])
