"""What a PDF holds and does not show: left out of the text, and told."""

from pathlib import Path

import pytest

from assistant.ingest import read
from assistant.schema import Article

SEEN = "The quay at Marlow stays shut until Monday."
SECRET = "The mayor of Marlow has sold the quay."


def pdf_of(stream: str, resources: str = "", page: str = "", catalog: str = "", more: tuple[str, ...] = ()) -> bytes:
    """A PDF of one page with this content; `more` are further objects, the first of them number 6."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {page} /Contents 5 0 R"
        f" /Resources << /Font << /F1 3 0 R >> {resources} >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        *more,
    ]
    body, offsets = "%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("latin-1")


def shown(text: str, state: str = "", x: int = 72, y: int = 700) -> str:
    """The operators that show a line of text."""
    return f"q {state} BT /F1 12 Tf {x} {y} Td ({text}) Tj ET Q\n"


def article(folder: Path, name: str, data: bytes) -> Article:
    """The article that is read of these bytes."""
    path = folder / name
    path.write_bytes(data)
    reading = read(path)
    assert reading.problems == ()
    return reading.articles[0]


def stream_object(content: str, keys: str = "") -> str:
    """A stream as an object of a PDF."""
    return f"<< {keys} /Length {len(content)} >>\nstream\n{content}\nendstream"


PLAIN = shown(SEEN)
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
PICTURE = stream_object(
    "x", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
)
LAYERED = "/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>"
BASE_OFF = "/OCProperties << /OCGs [6 0 R] /D << /BaseState /OFF >> >>"
GROUP = "<< /Type /OCG /Name (x) >>"
RULE = "<< /Type /OCMD /OCGs [6 0 R] /P /AllOn >>"


@pytest.mark.parametrize(
    ("stream", "keys", "where"),
    [
        (shown(SECRET, "3 Tr"), {}, "invisible text mode"),
        (shown(SECRET, "7 Tr"), {}, "invisible text mode"),
        (f"BT /F1 12 Tf 3 Tr 72 600 Td [({SECRET[:20]}) -20 ({SECRET[20:]})] TJ ET", {}, "invisible text mode"),
        (f"BT /F1 12 Tf 3 Tr 14 TL 72 600 Td ({SECRET}) ' ET", {}, "invisible text mode"),
        (f'BT /F1 12 Tf 3 Tr 14 TL 72 600 Td 0 0 ({SECRET}) " ET', {}, "invisible text mode"),
        (shown(SECRET, "1 g"), {}, "in the colour of its ground"),
        (shown(SECRET, "0.98 0.99 1 rg"), {}, "in the colour of its ground"),
        (shown(SECRET, "0 0 0 0 k"), {}, "in the colour of its ground"),
        (shown(SECRET, "/DeviceRGB cs 1 1 1 scn"), {}, "in the colour of its ground"),
        (shown(SECRET, "1 Tr 1 G"), {}, "in the colour of its ground"),
        (f"q 0.2 g 60 590 400 40 re f Q {shown(SECRET, '0.2 g', y=600)}", {}, "in the colour of its ground"),
        (
            f"q 0 g 0 0 612 650 re f 1 g 0 0 612 650 re f Q {shown(SECRET, '1 g', y=600)}",
            {},
            "in the colour of its ground",
        ),
        (shown(SECRET, "/G0 gs"), {"resources": "/ExtGState << /G0 << /ca 0 >> >>"}, "in the colour of its ground"),
        (f"BT /F1 0.5 Tf 72 600 Td ({SECRET}) Tj ET", {}, "letters of at most 1 point"),
        (f"BT /F1 12 Tf 0.01 0 0 0.01 72 600 Tm ({SECRET}) Tj ET", {}, "letters of at most 1 point"),
        (f"q 0 0 0 0 72 600 cm BT /F1 12 Tf ({SECRET}) Tj ET Q", {}, "letters of at most 1 point"),
        (shown(SECRET, x=-5000), {}, "outside the page"),
        (shown(SECRET, y=5000), {}, "outside the page"),
        (shown(SECRET, y=100), {"page": "/CropBox [0 300 612 792]"}, "outside the page"),
        (f"q 0 0 50 50 re W n {shown(SECRET, y=400)} Q", {}, "outside the page"),
        (f"{shown(SECRET, y=600)} q 0.5 g 0 590 612 40 re f Q", {}, "under an opaque box"),
        (
            f"/OC /L0 BDC {shown(SECRET)} EMC",
            {"catalog": LAYERED, "more": (GROUP,), "resources": "/Properties << /L0 6 0 R >>"},
            "hidden layer",
        ),
        (
            f"/OC /L0 BDC {shown(SECRET)} EMC",
            {"catalog": BASE_OFF, "more": (GROUP,), "resources": "/Properties << /L0 6 0 R >>"},
            "hidden layer",
        ),
        (
            f"/OC /L0 BDC /P BMC {shown(SECRET)} EMC EMC",
            {"catalog": LAYERED, "more": (GROUP, RULE), "resources": "/Properties << /L0 7 0 R >>"},
            "hidden layer",
        ),
        (
            "q 1 0 0 1 0 0 cm /X0 Do Q",
            {
                "catalog": LAYERED,
                "more": (GROUP, stream_object(shown(SECRET), f"{FORM} /OC 6 0 R")),
                "resources": "/XObject << /X0 7 0 R >>",
            },
            "hidden layer",
        ),
        (
            "q 1 g /X0 Do Q",
            {"more": (stream_object(shown(SECRET), FORM),), "resources": "/XObject << /X0 6 0 R >>"},
            "in the colour of its ground",
        ),
        (
            "/X0 Do",
            {
                "more": (stream_object(shown(SECRET), f"{FORM} /Matrix [1 0 0 1 9000 0]"),),
                "resources": "/XObject << /X0 6 0 R >>",
            },
            "outside the page",
        ),
    ],
)
def test_what_a_page_does_not_show_is_left_out_and_told(
    tmp_path: Path, stream: str, keys: dict[str, str | tuple[str, ...]], where: str
) -> None:
    """By mode, colour, size, place, layer, cover; in forms too. The line above it stays."""
    found = article(tmp_path, "quay.pdf", pdf_of(PLAIN + stream, **keys))  # type: ignore[arg-type]
    assert found.text == SEEN
    (caution,) = found.cautions
    assert (caution.kind, caution.where, caution.start) == ("hidden", where, -1)
    assert caution.text == SECRET


@pytest.mark.parametrize(
    ("stream", "keys"),
    [
        (f"q 0 0 0.4 rg 60 690 400 40 re f Q {shown(SECRET, '1 g')}", {}),
        (f"q 0.3 g 60 690 m 460 690 l 460 740 l 60 740 l h f Q {shown(SECRET, '1 g')}", {}),
        (
            f"{shown(SECRET)} q /G0 gs 1 1 0 rg 0 690 612 40 re f Q",
            {"resources": "/ExtGState << /G0 << /BM /Multiply >> >>"},
        ),
        (f"{shown(SECRET)} q /G0 gs 1 1 0 rg 0 690 612 40 re f Q", {"resources": "/ExtGState << /G0 << /ca 0.4 >> >>"}),
        (f"{shown(SECRET)} 0 690 612 1 re f", {}),
        (f"{shown(SECRET)} 60 690 400 40 re S", {}),
        (shown(SECRET, "0.85 g"), {}),
        (shown(SECRET, "2 Tr 1 g 0 G"), {}),
        (shown(SECRET, "1 Tr 1 g 0 G"), {}),
        (f"BT /F1 1 Tf 12 0 0 12 72 700 Tm ({SECRET}) Tj ET", {}),
        (f"q 3 Tr Q {shown(SECRET)}", {}),
        (f"q 1 g Q Q Q {shown(SECRET)}", {}),
        (f"/Nowhere gs /Nothing Do 3 4 cm (x) Tr /F9 g {shown(SECRET)}", {}),
        (
            f"/OC /L0 BDC {shown(SECRET)} EMC",
            {"catalog": LAYERED.replace("/OFF", "/ON"), "more": (GROUP,), "resources": "/Properties << /L0 6 0 R >>"},
        ),
        (
            f"/OC /L0 BDC EMC {shown(SECRET)}",
            {"catalog": LAYERED, "more": (GROUP,), "resources": "/Properties << /L0 6 0 R >>"},
        ),
        (
            f"q 612 0 0 792 0 0 cm /I0 Do Q {shown(SECRET, '1 g')}",
            {"more": (PICTURE,), "resources": "/XObject << /I0 6 0 R >>"},
        ),
        (
            f"{shown(SECRET)} q 612 0 0 792 0 0 cm /I0 Do Q",
            {"more": (PICTURE,), "resources": "/XObject << /I0 6 0 R >>"},
        ),
        (
            f"q 612 0 0 792 0 0 cm /I0 Do Q {shown(SECRET, '3 Tr')}",
            {"more": (PICTURE,), "resources": "/XObject << /I0 6 0 R >>"},
        ),
    ],
)
def test_what_can_be_seen_stays(tmp_path: Path, stream: str, keys: dict[str, str | tuple[str, ...]]) -> None:
    """White on a dark box, a highlighter, letters with an outline, a picture behind, a scan and its text."""
    found = article(tmp_path, "quay.pdf", pdf_of(stream, **keys))  # type: ignore[arg-type]
    assert (found.text.strip(), found.cautions) == (SECRET, ())


def test_a_picture_does_not_excuse_invisible_text_on_a_printed_page(tmp_path: Path) -> None:
    """A scan's recognised text is nearly all the text there is; a page that prints its own words is no scan."""
    scan = "q 612 0 0 792 0 0 cm /I0 Do Q " + PLAIN + shown(SECRET, "3 Tr")
    found = article(tmp_path, "a.pdf", pdf_of(scan, more=(PICTURE,), resources="/XObject << /I0 6 0 R >>"))
    assert found.text == SEEN
    assert [caution.text for caution in found.cautions] == [SECRET]


def test_a_file_of_hidden_text_alone_is_a_problem(tmp_path: Path) -> None:
    """It is no article, and no scan either."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(shown(SECRET, "3 Tr")))
    reading = read(path)
    assert reading.articles == ()
    assert reading.problems[0].reason.startswith("holds only text that no reader sees")


def test_hidden_pieces_are_told_by_their_means_and_page_numbers_not_at_all(tmp_path: Path) -> None:
    """Several lines hidden in one way are one caution; a word or two is no news."""
    stream = PLAIN + shown(SECRET, "3 Tr", y=600) + shown(SECRET, "1 g", y=500) + shown("page 2", x=-900)
    found = article(tmp_path, "a.pdf", pdf_of(stream))
    assert found.text == SEEN
    assert {caution.where for caution in found.cautions} == {"invisible text mode", "in the colour of its ground"}
