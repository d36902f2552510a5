"""What no output may hold, looked for by other programs than those that wrote it: each function lists what leaks."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader

MARKDOWN = MarkdownIt("commonmark").enable("table").disable("text_join")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""General categories (Unicode 4.5) of what a terminal obeys, what has no shape of its own, and what ends a line."""
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u034f")
NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
BARE = re.compile(r"\S*(?:://|www\.)\S*")
TAGS = frozenset(
    "a article aside b bdi blockquote body button caption circle dd desc details dialog div dl dt em fieldset "
    "figcaption figure footer form g h1 h2 h3 h4 h5 head header html input label legend li line main mark meta nav "
    "ol p path rect script section span style summary svg table tbody td text th thead title tr ul wbr".split()
)
"""The elements that the templates have."""
ASKING = frozenset({"src", "srcset", "action", "formaction", "background", "poster", "data", "ping", "style"})
"""Attributes by which a page asks for something; a template has none of them."""


def characters(text: str, allowed: str = "\n") -> Counter[str]:
    """The characters that nobody sees, but for the allowed ones and a joiner inside a script that joins."""
    found = Counter(f"U+{ord(c):04X}" for c in text if unicodedata.category(c) in UNSEEN and c not in allowed)
    found.update(f"U+{ord(c):04X}" for c in text if c in FILLERS or NO_CHARACTERS.match(c))
    return found


def lines(text: str, start: str) -> list[str]:
    """The lines of a log that are not its own, and those with characters that nobody sees."""
    return [line for line in text.split("\n")[:-1] if not line.startswith(start) or characters(line)]


def markdown(text: str) -> list[str]:
    """Images, links and markup of a note in CommonMark with tables, bare addresses, and rows of another width."""
    tokens = MARKDOWN.parse(text)
    inside = [child for token in tokens for child in (token.children or ())]
    leaks = [f"{each.type} {each.content[:80]}" for each in (*tokens, *inside) if _active(each)]
    leaks += [f"bare {found[0]}" for each in inside if each.type == "text" and (found := BARE.search(each.content))]
    leaks += [f"level {token.tag}" for token in tokens if token.type == "heading_open" and token.level]
    return [*leaks, *characters(text)]


def _active(token: Token) -> bool:
    return token.type in (
        "html_block",
        "html_inline",
        "image",
        "link_open",
        "code_block",
        "fence",
        "hr",
        "blockquote_open",
    )


def outline(text: str) -> list[str]:
    """The headings of a note by level, which an article can neither add to nor take from."""
    return [token.tag for token in MARKDOWN.parse(text) if token.type == "heading_open"]


def page(text: str, hosts: Collection[str] = ()) -> list[str]:
    """Elements, attributes and links of a page that its templates do not have, and what is missing of its policy."""
    tree = html.document_fromstring(text)
    elements = [each for each in tree.iter() if isinstance(each.tag, str)]
    leaks = [f"<{each.tag}>" for each in elements if each.tag not in TAGS]
    leaks += [f"comment {each}" for each in tree.iter() if not isinstance(each.tag, str)]
    leaks += [f"{each.tag} {k}" for each in elements for k in each.attrib if k.startswith("on") or k in ASKING]
    leaks += [f"href {each.get('href')}" for each in elements if not _fit(each.get("href"), hosts)]
    counts = Counter(each.tag for each in elements)
    leaks += [
        f"{counts[tag]} {tag}" for tag in ("script", "style", "title", "h1") if counts[tag] != 1 and tag != "title"
    ]
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    leaks += [] if len(policy) == 1 and str(policy[0]).startswith("default-src 'none'; ") else ["no policy"]
    return [*leaks, *characters(text, "\n\t")]


def _fit(href: str | None, hosts: Collection[str]) -> bool:
    return href is None or href.startswith("#") or _known(href, hosts)


def _known(address: str, hosts: Collection[str]) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and parts.netloc in hosts


def sheet(text: str) -> list[str]:
    """Cells that a spreadsheet reckons, rows of another width, and characters that nobody sees."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    leaks = [cell for row in rows for cell in row if re.match(r"\s*[=+\-@＝＋－＠](?![\d.,\s]+[%€$£°]?$)", cell)]
    leaks += [f"{len(row)} cells" for row in rows if len(row) != len(rows[0])]
    return [*leaks, *characters(text.removeprefix("\ufeff"), "\r\n")]


def data(text: str) -> Any:
    """What JSON holds, if it is written without characters that nobody sees."""
    assert not characters(text), characters(text)
    return json.loads(text)


def word(content: bytes, hosts: Collection[str] = ()) -> list[str]:
    """Fields, links, pictures and objects of a Word document that are not the note's, and what makes it no XML."""
    leaks: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            tree = etree.fromstring(parts.read(name))  # strict: what is no character of XML is an error
            texts = ["".join(each.itertext()) for each in tree.iter("{*}t", "{*}title")]
            leaks += [code for text in texts for code in characters(text)]
            leaks += [each.text or "" for each in tree.iter("{*}instrText") if not _own_field(each.text or "")]
            leaks += [
                each.tag for each in tree.iter("{*}drawing", "{*}object", "{*}altChunk", "{*}fldSimple", "{*}pict")
            ]
            outside = [each.get("Target", "") for each in tree.iter("{*}Relationship") if each.get("TargetMode")]
            leaks += [target for target in outside if not _known(target, hosts)]
    return leaks


def _own_field(instruction: str) -> bool:
    return (
        re.fullmatch(r" (?:NOTEREF _Ref\d+ \\f \\h|PAGEREF _Toc\d+ \\h|PAGE|NUMPAGES|STYLEREF .*|TITLE) ", instruction)
        is not None
    )


def paper(content: bytes, hosts: Collection[str] = ()) -> list[str]:
    """Links that are not the sources', and whatever a PDF can do by itself."""
    reader = PdfReader(io.BytesIO(content))
    leaks = [key for key in ("/OpenAction", "/AA", "/AcroForm") if key in reader.root_object]
    names = reader.root_object.get("/Names", {})
    leaks += [key for key in ("/JavaScript", "/EmbeddedFiles") if key in names]
    for action in _actions(reader):
        kind, address = str(action.get("/S")), str(action.get("/URI", ""))
        leaks += [] if kind == "/GoTo" or (kind == "/URI" and _known(address, hosts)) else [f"{kind} {address}"]
    return [*leaks, *characters(str(reader.metadata.title if reader.metadata else ""))]


def _actions(reader: PdfReader) -> Iterable[Any]:
    for sheet_ in reader.pages:
        for annotation in sheet_.get("/Annots", ()):
            action = annotation.get_object().get("/A")
            if action is not None:
                yield action.get_object()
