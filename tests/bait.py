"""Files made to harm who reads them, as bytes: small here, of any size for `bench/hostile_files.py`.

What they say is invented. `n` is how large the bait is, in what it is made of.
"""

import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from struct import pack

SAID = "The quay at Marlow stays shut until Monday, the harbour office said."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@dataclass(frozen=True, slots=True)
class Bait:
    """A file: the ending it needs, what makes its bytes, how large in a test and how large in the campaign."""

    name: str
    make: Callable[[int], bytes]
    small: int
    large: int


def paragraph(inner: str) -> str:
    """A paragraph of a Word document that holds one run of text."""
    return f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>"


def document(body: str, head: str = "") -> str:
    """The main part of a Word document."""
    return f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def word(main: str | bytes, others: dict[str, str] | None = None, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word document with this main part and these parts beside it."""
    target = '<Relationship Id="r1" Type="{}/{}" Target="{}"/>'
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{RELS}">{target.format(OFFICE, "officeDocument", "word/document.xml")}'
        "</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{target.format(OFFICE, "styles", "styles.xml")}'
        "</Relationships>",
        **(others or {}),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr(zipfile.ZipInfo("word/document.xml"), main, packed)
    return buffer.getvalue()


def zeros(megabytes: int, start: bytes = b"") -> bytes:
    """Deflated zeros: a megabyte is a thousand bytes, and repeats as it is."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + piece * megabytes + packer.flush()


def swollen(declared: int) -> Callable[[int], bytes]:
    """A Word document whose main part is megabytes of zeros and says that it has so many bytes."""

    def make(megabytes: int) -> bytes:
        data = zeros(megabytes, document(paragraph(SAID)).encode())
        whole, name = word("x"), b"word/document.xml"
        with zipfile.ZipFile(BytesIO(whole)) as archive:
            start = archive.getinfo(name.decode()).header_offset
            entries = [each for each in archive.infolist() if each.filename != name.decode()]
        sizes = 0, len(data), declared
        local = pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, *sizes, len(name), 0) + name + data
        listed = b"".join(_listed(each.filename.encode(), each) for each in entries)
        listed += pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, *sizes, len(name), 0, 0, 0, 0, 0, start) + name
        return whole[:start] + local + listed + _end(len(entries) + 1, listed, start + len(local))

    return make


def _end(count: int, listed: bytes, start: int) -> bytes:
    return pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(listed), start, 0)


def _listed(name: bytes, entry: zipfile.ZipInfo) -> bytes:
    sizes = entry.CRC, entry.compress_size, entry.file_size
    method, start = entry.compress_type, entry.header_offset
    return pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, method, 0, 33, *sizes, len(name), 0, 0, 0, 0, 0, start) + name


def overlapping(count: int) -> bytes:
    """A Word document of which every entry of the list is one and the same piece of the file."""
    whole = word(document(paragraph(SAID)))
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        real = archive.infolist()
        main = archive.getinfo("word/document.xml")
        start = archive.start_dir
    listed = b"".join(_listed(each.filename.encode(), each) for each in real)
    listed += b"".join(_listed(f"x{n}".encode(), main) for n in range(count))
    return whole[:start] + listed + _end(min(len(real) + count, 0xFFFF), listed, start)


def in_word(declared: str, used: str) -> bytes:
    """A Word document whose text is an entity."""
    return word(document(paragraph(f"{SAID}{used}"), f"<!DOCTYPE x [<!ENTITY a0 'ha'>{declared}]>"))


def in_feed(declared: str, used: str) -> bytes:
    """A feed whose entry is an entity."""
    item = f"<item><title>Quay shut</title><description>{SAID} {used}</description></item>"
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{declared}]>'
    return f'{head}<rss version="2.0"><channel><title>Gazette</title>{item}</channel></rss>'.encode()


def in_page(declared: str, used: str) -> bytes:
    """A page of XHTML whose text is an entity."""
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "ha">{declared}]>'
    return f"{head}<html><body><article><p>{SAID} {SAID} {used}</p></article></body></html>".encode()


OUTSIDE = '<!ENTITY file SYSTEM "file:///etc/passwd">'
REMOTE = '<!ENTITY file SYSTEM "http://127.0.0.1:9/x"><!ENTITY % more SYSTEM "http://127.0.0.1:9/y"> %more;'
Holder = Callable[[str, str], bytes]
HOLDERS: dict[str, Holder] = {"docx": in_word, "xml": in_feed, "xhtml": in_page}


def _laughing(hold: Holder, n: int) -> bytes:
    return hold(LAUGHS, "&a9;" * n)


def _swelling(hold: Holder, n: int) -> bytes:
    return hold(f'<!ENTITY b "{"x" * n}">', "&b;" * n)


def _of_a_file(hold: Holder, n: int) -> bytes:
    return hold(OUTSIDE, "&file;" * n)


def _of_an_address(hold: Holder, n: int) -> bytes:
    return hold(REMOTE, "&file;" * n)


def entities() -> list[Bait]:
    """Each attack by entities in each kind of file that is XML."""
    attacks = ((_laughing, 1, 1), (_swelling, 300, 50_000), (_of_a_file, 1, 1), (_of_an_address, 1, 1))
    return [
        Bait(f"entities{attack.__name__.replace('_', '-')}.{ending}", partial(attack, hold), small, large)
        for ending, hold in HOLDERS.items()
        for attack, small, large in attacks
    ]


INCLUDED = '<w:p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="file:///etc/passwd"/></w:p>'
LINES = paragraph(SAID)
SPAN = (
    f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{paragraph("x")}</w:tc></w:tr></w:tbl>{LINES}'
)


def styles(count: int) -> bytes:
    """Styles that are built on one another in a circle."""
    each = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>{SAID}</w:t></w:r></w:p>' for n in range(count)
    )
    return word(document(lines), {"word/styles.xml": f'<w:styles xmlns:w="{W}">{each}</w:styles>'})


def nested(opening: str, closing: str, inner: str = SAID) -> Callable[[int], str]:
    """Something within itself."""
    return lambda depth: opening * depth + inner + closing * depth


def _climbing(_: int) -> bytes:
    """A package whose main part is said to lie outside it."""
    return word(document(LINES)).replace(b"word/document.xml", b"../../../../../x")


WORDS = [
    Bait("zeros.docx", swollen(0xFFFFFFF0), 40, 9_000),
    Bait("zeros-that-lie.docx", swollen(1_000), 40, 9_000),
    Bait("spaces.docx", lambda n: word(document(LINES + " " * n)), 21_000_000, 400_000_000),
    Bait("elements.docx", lambda n: word(document(LINES + "<w:p/>" * n)), 2_000, 3_300_000),
    Bait("runs.docx", lambda n: word(document(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * n}</w:p>")), 20_000, 800_000),
    Bait("bzip2.docx", lambda n: word(bytes(n), packed=zipfile.ZIP_BZIP2), 1_000_000, 300_000_000),
    Bait("lzma.docx", lambda n: word(bytes(n), packed=zipfile.ZIP_LZMA), 1_000_000, 300_000_000),
    Bait("overlapping.docx", overlapping, 20_000, 60_000),
    Bait("deep.docx", lambda n: word(document(nested("<w:ins>", "</w:ins>", LINES)(n))), 1_000, 100_000),
    Bait("included.docx", lambda _: word(document(LINES + INCLUDED)), 1, 1),
    Bait("span.docx", lambda _: word(document(SPAN)), 1, 1),
    Bait("styles.docx", styles, 200, 20_000),
    Bait("climbing.docx", _climbing, 1, 1),
    Bait(
        "field.docx",
        lambda n: word(document(paragraph("x") + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * n)),
        100,
        300_000,
    ),
]

PAGE = "<html><body><article>{}</article></body></html>"
TEXTS = [
    Bait("deep.html", lambda n: PAGE.format(nested("<div>", "</div>", f"<p>{SAID}</p>")(n)).encode(), 2_000, 100_000),
    Bait("open.html", lambda n: PAGE.format(f"<p>{SAID} {SAID}</p>" + "<b><i>" * n).encode(), 1_000, 100_000),
    Bait("deep.xml", lambda n: in_feed("", nested("<x>", "</x>")(n)), 2_000, 100_000),
    Bait("deep.json", lambda n: nested("[", "]", "")(n).encode(), 100_000, 5_000_000),
    Bait("deep.jsonl", lambda n: nested('{"a":', "}", "1")(n).encode(), 100_000, 1_000_000),
    Bait("bad.jsonl", lambda n: b"x\n" * n, 1_000, 100_000_000),
    Bait(
        "aliases.md",
        lambda _: (
            "---\na: &a0 [x]\n"
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
            + f"---\n{SAID}\n"
        ).encode(),
        1,
        1,
    ),
    Bait("number.json", lambda n: b'[{"text": ' + b"9" * n + b"}]", 10_000, 9_000_000),
    Bait("keys.json", lambda n: json.dumps({str(i): i for i in range(n)}).encode(), 100, 500_000),
]


def all_baits() -> list[Bait]:
    """All of them, those of PDF aside."""
    return [*WORDS, *entities(), *TEXTS]
