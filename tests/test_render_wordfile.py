"""The file of a Word document: a whole package in the order of the schema, its styles, frame and properties."""

import io
import zipfile
from pathlib import PurePosixPath

import docx
import pytest
from lxml import etree

from assistant.render import render_file
from assistant.render.wordfile import Frame, opened
from assistant.render.wordml import style_id
from tests.render_records import BRIEFING, NORTH
from tests.word_parts import NOTES, RELATION, Note, W, found, parts

ORDER = {
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr tabs suppressAutoHyphens spacing ind outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs u shd vertAlign lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan shd",
    "tbl": "tblPr tblGrid tr",
    "settings": "defaultTabStop characterSpacingControl footnotePr compat decimalSymbol listSeparator",
    "sectPr": "headerReference footerReference pgSz pgMar cols titlePg docGrid",
}
"""The children of these elements in the order of ECMA-376, as far as a note has them."""


@pytest.mark.parametrize("result", NOTES)
def test_every_relationship_and_content_type_resolves(result: Note) -> None:
    """No part is missing and none is unnamed; what lies outside of the file is a link to the web."""
    made = parts(result)
    with zipfile.ZipFile(io.BytesIO(render_file(result, "docx"))) as archive:
        names = set(archive.namelist())
    for name in (name for name in names if name.endswith(".rels")):
        base = PurePosixPath(name).parent.parent
        for relation in made[name].iter(f"{{{RELATION}}}Relationship"):
            target = relation.get("Target")
            if relation.get("TargetMode") == "External":
                assert (relation.get("Type").endswith("/hyperlink"), target) == (True, NORTH.url)
            else:
                assert (target[1:] if target.startswith("/") else str(base / target).replace("word/../", "")) in names
    types = {one.get("PartName"): one.get("ContentType") for one in made["[Content_Types].xml"] if one.get("PartName")}
    assert types["/word/footnotes.xml"].endswith("wordprocessingml.footnotes+xml")
    assert "footnotes.xml" in etree.tostring(made["word/_rels/document.xml.rels"]).decode()


@pytest.mark.parametrize("result", NOTES)
def test_properties_stand_in_the_order_of_the_schema(result: Note) -> None:
    """Word calls a file damaged whose elements are in another order."""
    made = parts(result)
    ordered = 0
    for root in made.values():
        for element in root.iter(*(f"{{{W}}}{name}" for name in ORDER)):
            known = ORDER[etree.QName(element).localname].split()
            places = [known.index(etree.QName(child).localname) for child in element if child.tag is not etree.Comment]
            assert places == sorted(places)
            ordered += bool(places)
    assert ordered > 50
    last = made["word/document.xml"][0][-2]  # before the properties of the section
    assert etree.QName(last).localname == "p"
    assert not found(made["word/document.xml"], "//w:tbl/following-sibling::*[1][self::w:tbl]")


@pytest.mark.parametrize("result", NOTES)
def test_every_place_has_one_name_and_is_there(result: Note) -> None:
    """Names and ids of bookmarks are told once, and no link or field leads to one that is missing."""
    body = parts(result)["word/document.xml"]
    names, ids = (found(body, f"//w:bookmarkStart/@w:{name}") for name in ("name", "id"))
    assert len(names) == len(set(names))
    assert ids == found(body, "//w:bookmarkEnd/@w:id")
    assert len(ids) == len(set(ids))
    fields = [text.split()[1] for text in found(body, "//w:instrText/text()")]
    assert {*fields, *found(body, "//w:hyperlink/@w:anchor")} <= set(names)


@pytest.mark.parametrize("result", NOTES)
def test_every_style_is_defined(result: Note) -> None:
    """No paragraph, run or table falls back to another style, and none is formatted by hand."""
    made = parts(result)
    styles = made["word/styles.xml"]
    known = set(found(styles, "//w:style/@w:styleId"))
    assert {"FootnoteText", "FootnoteReference"} <= known
    assert set(found(styles, "//w:basedOn/@w:val | //w:next/@w:val")) <= known
    assert all(style_id(style.get(f"{{{W}}}styleId")) == style.get(f"{{{W}}}styleId") for style in styles[1:])
    for name in ("document", "footnotes", *("header1", "header2", "footer1", "footer2")):
        root = made[f"word/{name}.xml"]
        assert set(found(root, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")) <= known
        assert not found(root, "//w:rPr/*[not(self::w:rStyle)]")
        assert not found(root, "//w:pPr/*[not(self::w:pStyle)]")


def test_properties_name_the_note_and_nothing_of_a_template() -> None:
    """Title, language and maker; no date, picture or program of another document."""
    known = docx.Document(io.BytesIO(render_file(BRIEFING, "docx"))).core_properties
    assert (known.title, known.language, known.author) == ("Lisk *flood*", "en-GB", "Made with assistant 0.1.0")
    assert (known.created, known.modified, known.comments) == (None, None, "")
    with zipfile.ZipFile(io.BytesIO(render_file(BRIEFING, "docx"))) as archive:
        parts_of_text = {"document", "footnotes", "styles", "numbering", "settings"}
        frame = {"header1", "header2", "footer1", "footer2"}
        assert {name for name in archive.namelist() if not name.endswith(".rels")} == {
            *("[Content_Types].xml", "docProps/core.xml"),
            *(f"word/{name}.xml" for name in parts_of_text | frame),
        }
    assert found(parts(BRIEFING)["word/styles.xml"], "//w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_pages_are_numbered_and_named() -> None:
    """Every page has its number below; all but the first, which has the title itself, the title above."""
    section = docx.Document(io.BytesIO(render_file(BRIEFING, "docx"))).sections[0]
    assert section.header.paragraphs[0].text == "Lisk *flood*"
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in (section.first_page_footer, section.footer):
        assert footer.paragraphs[0].text == "Made with assistant 0.1.0.\tPage 1 of 1"
        fields = found(footer.paragraphs[0]._p, ".//w:instrText/text()")
        assert [text.strip() for text in fields] == ["PAGE", "NUMPAGES"]


def test_the_frame_speaks_the_language_of_the_note() -> None:
    """The number of a page stands where the words of a language want it, and the document names the language."""
    made = opened(Frame("Lisk", "hu-HU", "Lisk.", "{pages} / {page}. oldal"))
    (foot,) = made.sections[0].footer.paragraphs
    assert foot.text == "Lisk.\t1 / 1. oldal"
    assert [text.strip() for text in found(foot._p, ".//w:instrText/text()")] == ["NUMPAGES", "PAGE"]
    assert found(made.styles.element, "//w:docDefaults//w:lang/@w:val") == ["hu-HU"]


def test_the_same_note_is_the_same_file() -> None:
    """A file that did not change can be told from one that did."""
    assert render_file(BRIEFING, "docx") == render_file(BRIEFING, "docx")
