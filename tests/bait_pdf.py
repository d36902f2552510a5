"""PDF files made to harm who reads them."""

import zlib
from collections.abc import Callable

from tests.bait import SAID, Bait, zeros

PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> {} >> >>"
)
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {} >>"
LINE = f"BT /F1 12 Tf 72 700 Td ({SAID}) Tj ET\n".encode()


def stream(data: bytes, keys: str = "", length: int | None = None) -> bytes:
    """A stream object."""
    size = len(data) if length is None else length
    return f"<< {keys} /Length {size} >>\nstream\n".encode() + data + b"\nendstream"


def pdf(changed: dict[int, str | bytes] | None = None, trailer: str = "") -> bytes:
    """A PDF of one page that says one line, some of its objects (1 catalog to 5 content) changed or added."""
    objects: dict[int, str | bytes] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: FONT.format(""),
        4: PAGE.format(""),
        5: stream(LINE),
        **(changed or {}),
    }
    body, offsets = bytearray(b"%PDF-1.5\n"), []
    for number, content in sorted(objects.items()):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content.encode() if isinstance(content, str) else content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(body)


def flate(data: bytes, times: int = 1) -> bytes:
    """A stream packed several times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, f"/Filter [{' /FlateDecode' * times}]")


def repeated(piece: bytes) -> Callable[[int], bytes]:
    """A PDF whose content is its line and then one piece again and again."""
    return lambda n: pdf({5: flate(LINE + piece * n)})


def lzw(n: int) -> bytes:
    """A content of nothing but codes that each stand for more than the last."""
    bits = "".join(f"{code:09b}" for code in [256, 32, *range(258, 511)])
    block = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    return pdf({5: stream(block * n, "/Filter /LZWDecode")})


def forms(n: int) -> bytes:
    """Forms of which each paints the next one twice."""
    head = (
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> /XObject << /X {} 0 R >> >>"
    )
    chain = {6 + i: stream(b"/X Do /X Do", head.format(7 + i)) for i in range(n)}
    last = stream(LINE, head.format(6))
    return pdf({4: PAGE.format("/XObject << /X 6 0 R >>"), 5: stream(LINE + b"/X Do"), **chain, 6 + n: last})


def pages(n: int) -> bytes:
    """Many pages of one long content."""
    kids = " ".join(["4 0 R"] * n)
    return pdf({2: f"<< /Type /Pages /Kids [{kids}] /Count {n} >>", 5: flate(LINE * 1_000)})


def unicode_map(n: int) -> bytes:
    """A font whose map names ranges of 65,536 letters each, again and again."""
    ranges = b"<0000> <FFFF> <0000>\n" * 100
    text = b"begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    text += b"".join(b"100 beginbfrange\n%b endbfrange\n" % ranges for _ in range(n)) + b"endcmap"
    return pdf({3: FONT.format("/ToUnicode 6 0 R"), 6: flate(text)})


def areas(n: int) -> bytes:
    """As many boxes as words, each over all the others."""
    return pdf({5: flate(b"1 g 0 0 612 792 re f\n" * n + LINE * n)})


def names(n: int) -> bytes:
    """A page whose font is another font, and so on."""
    return pdf({3: "6 0 R", **{i: f"{i + 1} 0 R" for i in range(6, 6 + n)}})


def self_stream(_: int) -> bytes:
    """Objects that lie in a stream that lies in itself."""
    return pdf({2: "7 0 R", 7: stream(b"7 0 2 4 7 0 R 7 0 R", "/Type /ObjStm /N 2 /First 8 /Extends 7 0 R")})


def previous(_: int) -> bytes:
    """A table of contents that says that the one before it is itself."""
    whole = pdf()
    start = whole.index(b"xref\n0")
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def no_table(n: int) -> bytes:
    """Nothing but beginnings of objects, and no table of them."""
    return b"%PDF-1.4\n" + b"1 0 obj\n<<\n" * n


ACTS = (
    "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL('http://127.0.0.1:9/')) >>"
    " /AA << /WC << /S /Launch /F (/bin/sh) >> >>"
    " /Names << /EmbeddedFiles << /Names [(a.txt) << /Type /Filespec /F (a.txt) /EF << /F 6 0 R >> >>] >> >> >>"
)
PDFS = [
    Bait("flate.pdf", lambda n: pdf({5: stream(b"\x78\xda" + zeros(n, LINE), "/Filter /FlateDecode")}), 40, 9_000),
    Bait("flate-twice.pdf", lambda n: pdf({5: flate(LINE + bytes(n), 2)}), 40_000_000, 500_000_000),
    Bait("lzw.pdf", lzw, 1_000, 30_000),
    Bait(
        "run-length.pdf",
        lambda n: pdf({5: stream(b"\x81 " * n + b"\x80", "/Filter /RunLengthDecode")}),
        300_000,
        4_900_000,
    ),
    Bait("filters.pdf", lambda n: pdf({5: stream(LINE, f"/Filter [{' /ASCIIHexDecode' * n}]")}), 1_000, 100_000),
    Bait("pages-circle.pdf", lambda _: pdf({2: "<< /Type /Pages /Kids [2 0 R 4 0 R] /Count 9 >>"}), 1, 1),
    Bait(
        "pages-deep.pdf",
        lambda n: pdf(
            {
                2: "<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
                **{i: f"<< /Type /Pages /Kids [{i + 1} 0 R] /Count 1 >>" for i in range(6, 6 + n)},
            }
        ),
        300,
        100_000,
    ),
    Bait("kids.pdf", lambda n: pdf({2: f"<< /Type /Pages /Kids [{'4 0 R ' * n}] /Count {n} >>"}), 200, 1_000_000),
    Bait("pages-of-one.pdf", pages, 2, 5_000),
    Bait("count.pdf", lambda _: pdf({2: "<< /Type /Pages /Kids [4 0 R] /Count 2000000000 >>"}), 1, 1),
    Bait("previous.pdf", previous, 1, 1),
    Bait("object-stream.pdf", self_stream, 1, 1),
    Bait("length.pdf", lambda n: pdf({5: stream(LINE, length=n)}), 10**9, 10**15),
    Bait("form-circle.pdf", lambda _: forms(0), 1, 1),
    Bait("forms.pdf", forms, 12, 40),
    Bait("operators.pdf", repeated(b"0 g\n"), 20_000, 7_000_000),
    Bait("saves.pdf", repeated(b"q "), 20_000, 14_000_000),
    Bait("words.pdf", repeated(LINE), 500, 190_000),
    Bait("areas.pdf", areas, 3_300, 100_000),
    Bait("arrays.pdf", lambda n: pdf({5: stream(LINE + b"[" * n)}), 5_000, 9_000_000),
    Bait(
        "arrays-in-objects.pdf", lambda n: pdf({1: f"<< /Type /Catalog /Pages 2 0 R /X {'[' * n} >>"}), 5_000, 9_000_000
    ),
    Bait(
        "dictionaries.pdf", lambda n: pdf({1: f"<< /Type /Catalog /Pages 2 0 R /X {'<< /X ' * n} >>"}), 5_000, 1_500_000
    ),
    Bait("references.pdf", names, 300, 100_000),
    Bait("map.pdf", unicode_map, 5, 4_000),
    Bait("string.pdf", lambda n: pdf({5: stream(b"BT /F1 1 Tf (" + b"a" * n + b") Tj ET")}), 50_000, 9_000_000),
    Bait("kerning.pdf", lambda n: pdf({5: stream(b"BT /F1 9 Tf [" + b"(a) -999 " * n + b"] TJ ET")}), 5_000, 1_000_000),
    Bait(
        "rows.pdf",
        lambda n: pdf({5: flate(b"BT /F1 9 Tf 72 700 Td " + b"(a) Tj 0 -1 Td " * n + b"ET")}),
        2_000,
        400_000,
    ),
    Bait(
        "letters.pdf",
        lambda n: pdf({5: flate(b"BT /F1 9 Tf 72 700 Td " + (b"(" + b"a" * 1_000 + b"-) Tj 0 -20 Td ") * n + b"ET")}),
        40,
        9_000,
    ),
    Bait("no-table.pdf", no_table, 5_000, 900_000),
    Bait("line-ends.pdf", lambda n: b"%PDF-1.4\n" + b"\r" * n + b"startxref\n0\n%%EOF", 50_000, 9_900_000),
    Bait("size.pdf", lambda _: pdf({4: PAGE.format("").replace("612 792", "1e30 1e30")}), 1, 1),
    Bait("title.pdf", lambda n: pdf({6: f"<< /Title ({'a ' * n}) >>"}, "/Info 6 0 R"), 10_000, 4_500_000),
    Bait("acts.pdf", lambda _: pdf({1: ACTS, 6: stream(b"the words of an attached file")}), 1, 1),
]
