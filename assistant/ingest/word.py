"""Word documents (.docx): paragraphs and tables in the order of the document, without what Word does not show.

The few parts that hold text are read here themselves (ECMA-376, parts 1 and 2). A library that opens a whole package
unpacks and parses every part of it, however large, and takes the words without asking whether anybody sees them.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.ingest import word_look as look
from assistant.ingest.document import Document, Parsed, one_line
from assistant.ingest.hidden import cautions
from assistant.ingest.paint import WHITE, Colour, hexadecimal
from assistant.ingest.word_look import Styles, child, is_on, local, value
from assistant.schema import Problem

MOST_PART = 20_000_000
"""Bytes of one part once unpacked. A book of 500 pages has 5 million; a small archive can unpack to a disk full."""
MOST_MEMBERS = 10_000
FEW = 2  # hidden words that are not told
_CHUNK = 65_536
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TEMPLATE_DATE = "2013-12-23"  # stamped into files made from python-docx's own template
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STYLES = {"heading": "heading", "title": "heading", "subtitle": "heading", "caption": "photo caption"}
_THROUGH = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
)
"""What stands around runs that are shown; deleted runs and the old place of moved ones are not."""
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


class _TooLargeError(Exception):
    """A part unpacks to more than an article holds."""


def docx(data: bytes, document: Document) -> Parsed | Problem:
    """Paragraphs apart by blank lines; a table's rows as lines, cells apart by bars."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_MEMBERS:
                return Problem(document.path, f"holds more than {MOST_MEMBERS:,} files; save its text and pass that")
            return _Package(archive).parsed()
    except _TooLargeError:
        reason = f"unpacks to more than {MOST_PART // 1_000_000} MB of text; save its text and pass that"
        return Problem(document.path, reason)
    except Exception as error:  # damaged files make the parsers raise nearly anything; go on to the next
        said = f"not read as DOCX ({one_line(error)}); save it again or pass it as text"
        return Problem(document.path, said)


@dataclass(slots=True)
class _Package:
    archive: zipfile.ZipFile

    def parsed(self) -> Parsed:
        top = self._related("")
        main = top["officeDocument"]
        inner = self._related(main)
        text = _Text(Styles(self._part(inner.get("styles", ""))))
        text.read(self._part(main))
        core = self._part(top.get("core-properties", ""))
        facts = {local(each): str(each.text or "") for each in core} if core is not None else {}
        stamp = _DAY.match(facts.get("created", ""))
        return Parsed(
            "\n\n".join(part for part in text.parts if part.strip()),
            title=(facts.get("title", "") or text.title).strip(),
            known=text.known,
            fallback=stamp[0] if stamp and stamp[0] != _TEMPLATE_DATE else "",
            cautions=cautions(piece for piece in text.hidden if len(piece[1].split()) > FEW),
        )

    def _related(self, part: str) -> dict[str, str]:
        """The parts that one part refers to, by the last word of their kind."""
        folder, name = posixpath.split(part)
        root = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, str] = {}
        for each in root if root is not None else ():
            if value(each, "TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, value(each, "Target")))
                found.setdefault(value(each, "Type").rpartition("/")[2], target.lstrip("/"))
        return found

    def _part(self, name: str) -> Any:
        """The parsed part of a name; None when there is none."""
        from lxml import etree

        try:
            data = self._unpacked(self.archive.getinfo(name))
        except KeyError:
            return None
        # No entity is replaced, no file or address opened, and libxml2's limits on depth and size hold.
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
        )
        return etree.fromstring(data, parser)

    def _unpacked(self, member: zipfile.ZipInfo) -> bytes:
        # In pieces: asked for a whole member, zipfile unpacks all there is before it looks at the size it is told.
        if member.compress_type not in _PACKED:  # Word writes no other, and zipfile unpacks others without a bound
            raise zipfile.BadZipFile(f"{member.filename} is packed in a way that Word does not know")
        parts, size = [], 0
        with self.archive.open(member) as file:
            while piece := file.read(_CHUNK):
                size += len(piece)
                if size > MOST_PART:
                    raise _TooLargeError
                parts.append(piece)
        return b"".join(parts)


@dataclass(slots=True)
class _Text:
    """What a document shows and what it hides, in order."""

    styles: Styles
    parts: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    _fields: list[bool] = field(default_factory=list)  # of those that are open: whether their result has begun

    def read(self, root: Any) -> None:
        """Read the main part."""
        back = child(root, "background")
        page = hexadecimal(value(back, "color")) or WHITE if back is not None else WHITE
        for block in _blocks(child(root, "body")):
            if local(block) == "tbl":
                self.parts.append("\n".join(self._rows(block, page)))
                continue
            text = self._paragraph(block, page)
            style = self._style(block)
            self.title = self.title or (text if style == "title" else "")
            self.known |= {text: _STYLES[style]} if style in _STYLES else {}
            self.parts.append(text)

    def _style(self, paragraph: Any) -> str:
        return next(iter(self.styles.name(paragraph).lower().split()), "")

    def _paragraph(self, paragraph: Any, ground: Colour) -> str:
        """A paragraph's text; the bullet that Word draws for a list item is written out."""
        seen: list[str] = []
        hidden: list[tuple[str, list[str]]] = []
        lines, letters = self.styles.lines(paragraph), self.styles.letters(paragraph)
        for run in _inside(paragraph, "r"):
            said = "".join(self._said(run))
            means = look.means(self.styles.run(run, letters), lines, ground) if said.strip() else ""
            if not means:
                seen.append(said)
            elif hidden and hidden[-1][0] == means:
                hidden[-1][1].append(said)
            else:
                hidden.append((means, [said]))
        self.hidden += [(means, "".join(pieces)) for means, pieces in hidden]
        text = "".join(seen).replace("\r\n", "\n").replace("\r", "\n").strip()
        return f"• {text}" if text and self._style(paragraph) == "list" else text

    def _said(self, run: Any) -> Iterator[str]:
        """The text of a run. The code of a field, which Word runs and does not show, is none."""
        for each in run:
            name = local(each)
            if name == "fldChar":
                self._field(value(each, "fldCharType"))
            elif not all(self._fields):
                continue
            elif name == "t":
                yield str(each.text or "")
            elif name == "br":
                yield "\n" if value(each, "type") in ("", "textWrapping") else ""
            else:
                yield _SIGNS.get(name, "")

    def _field(self, place: str) -> None:
        if place == "begin":
            self._fields.append(False)
        elif self._fields and place == "separate":
            self._fields[-1] = True
        elif self._fields and place == "end":
            self._fields.pop()

    def _rows(self, table: Any, page: Colour) -> Iterator[str]:
        ground = None if self.styles.shaded(table) else look.shade(child(table, "tblPr", "shd"), page)
        above: dict[int, str] = {}
        for row in _inside(table, "tr"):
            texts, column = [], 0
            for cell in _inside(row, "tc"):
                merged = child(cell, "tcPr", "vMerge")
                if merged is None or value(merged) == "restart":
                    above[column] = self._cell(cell, ground)
                texts.append(above.get(column, ""))
                span = value(child(cell, "tcPr", "gridSpan"))
                column += int(span) if span.isascii() and span.isdigit() and len(span) < 4 else 1
            line = " | ".join(texts)
            if is_on(child(row, "trPr", "hidden")):
                self.hidden.append((look.HIDDEN, line))
            else:
                yield line

    def _cell(self, cell: Any, ground: Colour) -> str:
        stands = look.shade(child(cell, "tcPr", "shd"), ground)
        return " ".join(" ".join(self._paragraph(each, stands) for each in _blocks(cell) if local(each) == "p").split())


def _blocks(holder: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body or cell, those in content controls and insertions among them."""
    for each in holder if holder is not None else ():
        name = local(each)
        if name in ("p", "tbl"):
            yield each
        elif name in _THROUGH:
            yield from _blocks(each)


def _inside(holder: Any, wanted: str) -> Iterator[Any]:
    for each in holder:
        name = local(each)
        if name == wanted:
            yield each
        elif name in _THROUGH:
            yield from _inside(each, wanted)
