"""Each format as real bytes in real files."""

import io
import json
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from assistant.ingest import MAX_BYTES, read
from assistant.ingest.decode import decode
from assistant.schema import Article, Reading

FIRST = "The ferry Astrid sank off Marlow on Friday, and three of her passengers are missing."
SECOND = "Rescuers pulled 28 people from the water before the light failed, the harbour office said."


def only(reading: Reading) -> Article:
    """The one article of a reading without problems."""
    assert reading.problems == ()
    (article,) = reading.articles
    return article


def reason(reading: Reading) -> str:
    """The reason of the one problem of a reading without articles."""
    assert reading.articles == ()
    (problem,) = reading.problems
    assert "\n" not in problem.reason
    return problem.reason


def clutter(article: Article) -> dict[str, str]:
    """The marked stretches of an article."""
    return {article.text[each.start : each.end]: each.reason for each in article.clutter}


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def pdf_bytes(*pages: list[str]) -> bytes:
    """A PDF with these rows of text on its pages, built object by object."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, rows in enumerate(pages):
        shown = " ".join(f"({row}) Tj 0 -14 Td" for row in rows)
        stream = f"BT /F1 12 Tf 72 720 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("latin-1")


def test_a_text_file_is_the_file_with_line_ends_unified(tmp_path: Path) -> None:
    """Nothing else is changed or cut, so that offsets can be checked against the file."""
    content = "\ufeff Ferry sinks \r\n2025-11-08\rfox\n\n\t" + FIRST + "\u2028\x0c  \n"
    article = only(read(written(tmp_path, "ferry.txt", content)))
    assert article.text == content[1:].replace("\r\n", "\n").replace("\r", "\n")
    assert (article.title, article.published, article.outlet) == ("Ferry sinks", "2025-11-08", "fox")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zürich: “ferry” — 31 € lost", "utf-8"),
        ("Zürich: “ferry” — 31 € lost", "utf-8-sig"),
        ("Zürich: “ferry” — 31 € lost", "utf-16"),
        ("Zürich: “ferry” — 31 € lost", "utf-32"),
        ("El año pasado, el señor dijo “no” en el café.", "cp1252"),
        ("Министр сообщил, что паром затонул у берегов в пятницу вечером.", "cp1251"),
        ("大臣は金曜日にフェリーが沈没したと述べた。三人が行方不明になっている。", "shift_jis"),
        ("Minister powiedział, że prom zatonął w piątek wieczorem. Zginęły trzy osoby.", "cp1250"),
    ],
)
def test_text_is_decoded_from_the_encoding_it_is_in(text: str, encoding: str) -> None:
    """Marks decide, then UTF-8, then the likeliest guess."""
    assert decode(text.encode(encoding)) == text


def test_a_bad_byte_does_not_garble_the_rest() -> None:
    """One wrong byte in UTF-8 becomes one mark; the quotes around it stay quotes."""
    data = "“Zürich”, “Málaga”, “Łódź” ".encode() + b"\xff."
    assert decode(data) == "“Zürich”, “Málaga”, “Łódź” \ufffd."


@pytest.mark.parametrize("data", [b"a\0b", bytes(range(1, 32)) * 9, b"\xff\xfe\x00"])
def test_binary_is_not_text(data: bytes) -> None:
    """Zero bytes and control characters are no text in any encoding."""
    assert decode(data) is None


def test_a_binary_file_is_a_problem_that_names_what_is_read(tmp_path: Path) -> None:
    """The reason says what to give instead."""
    said = reason(read(written(tmp_path, "a.txt", b"\x89PNG\0\0\x01")))
    assert said.startswith("not text (binary); give a text, Markdown, HTML")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.xml", "a.jsonl", "a.json"])
@pytest.mark.parametrize("content", ["", " \n\t\n"])
def test_an_empty_file_is_a_problem_in_every_format(tmp_path: Path, name: str, content: str) -> None:
    """White space alone is no article."""
    assert reason(read(written(tmp_path, name, content))).startswith(("is empty", "is no feed"))


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.xml", "a.json", "a.jsonl", "a.md"])
@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 \xd0\xd4\n1 0 obj << /Type", b"PK\x03\x04 broken", bytes(range(256)) * 4]
)
def test_a_damaged_file_is_one_line_not_a_traceback(tmp_path: Path, name: str, content: bytes) -> None:
    """Whatever the bytes are, the reading says so and goes on."""
    reading = read(written(tmp_path, name, content))
    assert len(reading.articles) <= 1 and reading.articles + reading.problems
    assert all("\n" not in problem.reason for problem in reading.problems)


def test_an_article_over_the_limit_is_refused_with_its_size(tmp_path: Path) -> None:
    """The reason names the size, the limit and the way out."""
    said = reason(read(written(tmp_path, "a.txt", b"word " * (MAX_BYTES // 5 + 200_000))))
    assert said.startswith("is 11.0 MB, the limit for one article is 10 MB; split it")


def test_front_matter_says_what_a_markdown_file_is(tmp_path: Path) -> None:
    """The keys of common generators are read, and the text after them stays as it stands."""
    body = f"\n# Ferry sinks\n\n{FIRST}\n\n## The *inquiry*\n\n- [one](http://a.example)\n"
    content = f"---\ntitle: Ferry sinks\nsource: Gazette\ndate: 2025-11-08 14:30:00\ncanonical: http://a.example/f\n---\n{body}"
    article = only(read(written(tmp_path, "ferry.md", content)))
    assert article.text == body
    assert (article.title, article.outlet) == ("Ferry sinks", "Gazette")
    assert (article.published, article.url) == ("2025-11-08T14:30:00", "http://a.example/f")
    assert clutter(article) == {"# Ferry sinks": "title", "## The *inquiry*": "heading"}


@pytest.mark.parametrize(
    "matter",
    [
        "---\ntitle: [unclosed\n---\n",
        "---\ntitle: never closed\n",
        "---\n- a\n- list\n---\n",
        "---\n\tx: y\n---\n",
        "---\n" + "[" * 3000 + "\n---\n",
    ],
)
def test_malformed_front_matter_is_text(tmp_path: Path, matter: str) -> None:
    """Nothing is lost and nothing crashes."""
    article = only(read(written(tmp_path, "a.md", matter + FIRST)))
    assert article.text == matter + FIRST
    assert (article.outlet, article.published) == ("", "")


def test_an_impossible_date_in_front_matter_is_unknown(tmp_path: Path) -> None:
    """The other keys still count."""
    article = only(read(written(tmp_path, "a.md", f"---\ntitle: Ferry\ndate: 2025-02-30\n---\n{FIRST}")))
    assert (article.title, article.published) == ("Ferry", "")


PAGE = f"""<?xml version="1.0" encoding="iso-8859-1"?><!doctype html><html><head><meta charset="utf-8">
<title>Ferry sinks off Marlow - Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2025-11-08T14:30:00+01:00">
<link rel="canonical" href="https://www.gazette.example/ferry"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry sinks off Marlow</h1>
<p>{FIRST}</p><h2>What the crew said in the end</h2><p>{SECOND} “Málaga” was near.</p>
<ul><li>28 rescued</li><li>3 missing</li></ul></article><footer>© 2025</footer></body></html>"""


def test_a_page_becomes_its_report_with_its_metadata(tmp_path: Path) -> None:
    """Paragraphs stay apart, the time of publication is kept, headings are known from their tags."""
    article = only(read(written(tmp_path, "ferry.html", PAGE)))
    assert (article.title, article.outlet) == ("Ferry sinks off Marlow", "Harbour Gazette")
    assert (article.published, article.url) == (
        "2025-11-08T14:30:00+01:00",
        "https://www.gazette.example/ferry",
    )
    assert f"{FIRST}\n\nWhat the crew said in the end\n\n{SECOND} “Málaga” was near." in article.text
    assert "- 28 rescued\n- 3 missing" in article.text and "Home" not in article.text
    assert clutter(article)["What the crew said in the end"] == "heading"


def test_the_charset_a_page_declares_is_believed(tmp_path: Path) -> None:
    """A page in another encoding than UTF-8 is decoded as it says."""
    page = PAGE.replace("utf-8", "windows-1250").replace("Málaga", "Łódź")
    assert "“Łódź”" in only(read(written(tmp_path, "ferry.html", page.encode("cp1250")))).text


def test_a_page_without_text_is_a_problem(tmp_path: Path) -> None:
    """A page that a script fills in the browser holds nothing to read."""
    page = "<html><body><script>load()</script></body></html>"
    assert reason(read(written(tmp_path, "app.html", page))).startswith("holds no readable text")


def test_a_pdf_knows_where_its_pages_begin(tmp_path: Path) -> None:
    """Rows of a paragraph are joined, parted words made whole, and each page's start is kept."""
    one = [
        "Ferry sinks off Marlow",
        "",
        "The ferry Astrid sank off Marlow on Friday, and the govern-",
        "ment said three of her passengers were missing. Her well-",
        "known captain was saved by a trawler, the ministry of ports",
        "said.",
        "Page 1 of 2",
    ]
    two = ["Rescuers pulled 28 people from the water.", "Page 2 of 2"]
    article = only(read(written(tmp_path, "ferry.pdf", pdf_bytes(one, two))))
    assert "and the government said three of her passengers were missing. Her well-known captain" in article.text
    assert article.pages[0] == 0 and article.text[article.pages[1] :].startswith("Rescuers pulled 28")
    assert clutter(article)["Page 2 of 2"] == "navigation"


def test_a_pdf_without_text_or_with_a_password_is_a_problem(tmp_path: Path) -> None:
    """Both say what to do."""
    scanned = PdfWriter()
    scanned.add_blank_page(200, 200)
    locked = PdfWriter()
    locked.add_blank_page(200, 200)
    locked.encrypt("secret", algorithm="RC4-128")
    for name, writer in (("scan.pdf", scanned), ("locked.pdf", locked)):
        writer.write(tmp_path / name)
    assert "run text recognition" in reason(read(tmp_path / "scan.pdf"))
    assert "is encrypted; save a copy" in reason(read(tmp_path / "locked.pdf"))


def test_a_word_document_keeps_the_order_of_paragraphs_and_tables(tmp_path: Path) -> None:
    """Headings are known from their styles, list items get their bullets, cells are parted by bars."""
    made = docx.Document()
    made.core_properties.title = "Ferry sinks"
    made.add_heading("Ferry sinks", 0)
    made.add_paragraph(FIRST)
    made.add_heading("the dead and the missing of 1 ship", 2)
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ["Ship", "Lost", "Astrid", "3"], strict=True):
        cell.text = text
    made.add_paragraph("Joint patrols", style="List Bullet")
    made.add_paragraph(SECOND)
    made.save(str(tmp_path / "ferry.docx"))
    article = only(read(tmp_path / "ferry.docx"))
    assert article.text == (
        f"Ferry sinks\n\n{FIRST}\n\nthe dead and the missing of 1 ship\n\nShip | Lost\nAstrid | 3\n\n"
        f"• Joint patrols\n\n{SECOND}"
    )
    assert (article.title, article.published) == ("Ferry sinks", "")
    assert clutter(article) == {"Ferry sinks": "title", "the dead and the missing of 1 ship": "heading"}


def test_standard_input_is_known_by_its_content() -> None:
    """Text, pages, PDF and JSON lines can all be piped in."""
    assert only(read("-", stdin=io.BytesIO(FIRST.encode()))).path == "-"
    assert only(read("-", stdin=io.BytesIO(PAGE.split("?>")[1].encode()))).outlet == "Harbour Gazette"
    assert only(read("-", stdin=io.BytesIO(pdf_bytes([FIRST])))).text == FIRST
    assert only(read("-", stdin=io.BytesIO(json.dumps({"text": FIRST}).encode()))).id == "stdin-1"
