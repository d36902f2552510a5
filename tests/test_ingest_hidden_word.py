"""What a Word document holds and does not show: left out of the text, and told."""

import io
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from tests.test_ingest_hidden_pdf import SECRET, SEEN, article


def saved(made: "docx.document.Document") -> bytes:
    """The bytes of a document."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def with_run(markup: str, lines: str = "") -> "docx.document.Document":
    """A document of a seen line and one that this markup makes up."""
    made = docx.Document()
    made.add_paragraph(SEEN)
    made.add_paragraph()._p.getparent().insert(
        1, parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{lines}</w:pPr>{markup}</w:p>")
    )
    return made


def run(settings: str, text: str = SECRET) -> str:
    """A run with these settings."""
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


BLACK_LINE = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'


@pytest.mark.parametrize(
    ("markup", "lines", "where"),
    [
        (run("<w:vanish/>"), "", "hidden text"),
        (run('<w:vanish w:val="1"/>'), "", "hidden text"),
        (f'<w:hyperlink w:anchor="a">{run("<w:vanish/>")}</w:hyperlink>', "", "hidden text"),
        (run('<w:color w:val="FFFFFF"/>'), "", "in the colour of its ground"),
        (run('<w:color w:val="fdfefe"/>'), "", "in the colour of its ground"),
        (run('<w:color w:val="000000" w:themeColor="background1"/>'), "", "in the colour of its ground"),
        (run('<w:color w:val="000000"/>'), BLACK_LINE, "in the colour of its ground"),
        (run('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'), "", "in the colour of its ground"),
        (run('<w:sz w:val="2"/>'), "", "letters of at most 1 point"),
        (run(""), '<w:spacing w:line="20" w:lineRule="exact"/>', "letters of at most 1 point"),
        (run("<w:vanish/>", SECRET[:9]) + run("<w:vanish/>", SECRET[9:]), "", "hidden text"),
    ],
)
def test_what_word_does_not_show_is_left_out_and_told(tmp_path: Path, markup: str, lines: str, where: str) -> None:
    """Set as hidden, in the colour of its ground, or too small for any eye."""
    found = article(tmp_path, "quay.docx", saved(with_run(markup, lines)))
    assert found.text == SEEN
    (caution,) = found.cautions
    assert (caution.kind, caution.where, caution.text) == ("hidden", where, SECRET)


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (run('<w:vanish w:val="0"/>'), ""),
        (run('<w:color w:val="FFFFFF"/>'), BLACK_LINE),
        (run('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="123456"/>'), ""),
        (run('<w:color w:val="FFFFFF"/><w:highlight w:val="darkRed"/>'), ""),
        (run('<w:color w:val="FFFFFF"/>'), '<w:shd w:val="pct50" w:fill="FFFFFF"/>'),
        (run('<w:color w:val="auto"/>'), ""),
        (run('<w:sz w:val="9"/>'), ""),
        (f'<w:ins w:id="1" w:author="a">{run("")}</w:ins>', ""),
        (f"<w:sdt><w:sdtContent>{run('')}</w:sdtContent></w:sdt>", ""),
        (f'<w:fldSimple w:instr="PAGE">{run("")}</w:fldSimple>', ""),
    ],
)
def test_what_word_shows_stays(tmp_path: Path, markup: str, lines: str) -> None:
    """White on dark, small print, what a tracked change has put in, the content of controls and fields."""
    found = article(tmp_path, "quay.docx", saved(with_run(markup, lines)))
    assert (found.text, found.cautions) == (f"{SEEN}\n\n{SECRET}", ())


@pytest.mark.parametrize(
    "markup",
    [
        f'<w:del w:id="1" w:author="a"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>',
        f'<w:del w:id="1" w:author="a">{run("")}</w:del>',
        f'<w:moveFrom w:id="1" w:author="a">{run("")}</w:moveFrom>',
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{SECRET}</w:instrText></w:r>'
        f'{run("")}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_deleted_and_moved_words_and_the_code_of_fields_are_no_text(tmp_path: Path, markup: str) -> None:
    """What a tracked change took out, and what Word runs to show something else."""
    found = article(tmp_path, "quay.docx", saved(with_run(markup)))
    assert found.text == SEEN


def test_what_styles_hide_is_hidden(tmp_path: Path) -> None:
    """A style of paragraphs, one of letters that is built on another, and the row of a table."""
    made = docx.Document()
    made.add_paragraph(SEEN)
    ghost = made.styles.add_style("Ghost", 2)
    ghost.font.color.rgb = RGBColor(255, 255, 255)
    child = made.styles.add_style("Pale", 2)
    child.base_style = ghost
    tiny = made.styles.add_style("Speck", 1)
    tiny.font.size = Pt(1)
    made.add_paragraph().add_run(SECRET, style="Pale")
    made.add_paragraph(SECRET, style="Speck")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ["Quay", "shut", SECRET, "x"], strict=True):
        cell.text = text
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {nsdecls('w')}/>"))
    found = article(tmp_path, "quay.docx", saved(made))
    assert found.text == f"{SEEN}\n\nQuay | shut"
    assert {(each.where, each.count) for each in found.cautions} == {
        ("in the colour of its ground", 1),
        ("letters of at most 1 point", 1),
        ("hidden text", 1),
    }


def test_white_letters_on_the_dark_cells_of_a_table_stay(tmp_path: Path) -> None:
    """A cell's own colour is known; what a table's style gives cannot be told, so that words on it count as seen."""
    made = docx.Document()
    made.add_paragraph(SEEN)
    for style in ("Table Grid", "Light Shading Accent 1"):
        table = made.add_table(rows=1, cols=1, style=style)
        cell = table.rows[0].cells[0]
        cell.paragraphs[0].add_run(SECRET).font.color.rgb = RGBColor(255, 255, 255)
        if style == "Table Grid":
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="000000"/>'))
    found = article(tmp_path, "quay.docx", saved(made))
    assert (found.text.count(SECRET), found.cautions) == (2, ())
