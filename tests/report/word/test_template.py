"""A firm's template gives the report its look; what it lacks is added."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assets import resources_folder
from kompass_desktop.report.word.errors import UnusableTemplate
from kompass_desktop.report.word.template import STYLES, Template
from tests.report.word.reading import written


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A template with a style, a head and margins of its own, and a sample text."""
    document = Document()
    document.styles["Heading 2"].font.size = Pt(15)
    document.add_paragraph("Prøvetekst som ikke skal med")
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(4)
    section.header.paragraphs[0].text = "Firmaets hode"
    section.footer.paragraphs[0].text = "Org.nr. 000 000 000"
    file = tmp_path / "mal.docx"
    document.save(str(file))
    return file


def test_the_own_template_has_every_style_and_no_text() -> None:
    template = Template()
    assert all(template.style(name) for name in STYLES)
    own = Document(str(resources_folder() / "word" / "report.docx"))
    names = {str(style.name).casefold() for style in own.styles}
    assert {name.casefold() for name in STYLES} <= names
    assert [child.tag for child in own.element.body] == [qn("w:sectPr")]


def test_the_own_template_carries_its_fonts_with_the_sami_letters() -> None:
    package = Template().document.part.package
    fonts = [part for part in package.iter_parts() if str(part.partname).endswith(".odttf")]
    assert len(fonts) == 3


def test_a_firms_styles_head_and_foot_are_used(karasjok: Assessment, firm: Path) -> None:
    document = written(karasjok, template=firm).document
    assert document.styles["Heading 2"].font.size == Pt(15)
    assert document.sections[-1].header.paragraphs[0].text == "Firmaets hode"
    foot = [paragraph.text for paragraph in document.sections[-1].footer.paragraphs]
    assert foot[0] == "Org.nr. 000 000 000"
    assert "KS-K rapport 3/2019" in foot[1]
    assert not any("Prøvetekst" in paragraph.text for paragraph in document.paragraphs)


def test_page_numbers_end_at_its_margin(karasjok: Assessment, firm: Path) -> None:
    document = written(karasjok, template=firm).document
    section = document.sections[-1]
    foot = section.footer.paragraphs[1]
    tabs = {stop.alignment: stop.position for stop in foot.paragraph_format.tab_stops}
    assert section.page_width
    assert section.left_margin
    room = section.page_width - 2 * section.left_margin
    assert tabs[WD_TAB_ALIGNMENT.RIGHT].pt == pytest.approx(room / 12700, abs=0.1)
    style = document.styles["Footer"].paragraph_format.tab_stops
    cleared = {s.position for s in foot.paragraph_format.tab_stops if s.alignment.name == "CLEAR"}
    assert cleared == {stop.position for stop in style}


def test_styles_that_it_lacks_are_added_with_their_bullets(
    karasjok: Assessment, firm: Path
) -> None:
    document = written(karasjok, template=firm).document
    names = {str(style.name) for style in document.styles}
    assert {"Kompass Finding", "Kompass Table", "Heading 2 Unlisted"} <= names
    unlisted = document.styles["Heading 2 Unlisted"]
    assert unlisted.base_style is not None
    assert unlisted.base_style.name == "Heading 2"
    number = next(document.styles["Kompass Finding"].element.iter(qn("w:numId"))).get(qn("w:val"))
    numbers = document.part.numbering_part.element
    used = next(n for n in numbers.findall(qn("w:num")) if n.get(qn("w:numId")) == number)
    list_id = used.find(qn("w:abstractNumId")).get(qn("w:val"))
    lists = [
        each
        for each in numbers.findall(qn("w:abstractNum"))
        if each.get(qn("w:abstractNumId")) == list_id
    ]
    assert next(lists[0].iter(qn("w:lvlText"))).get(qn("w:val")) == "•"


def test_tables_and_pictures_fit_between_its_margins(karasjok: Assessment, firm: Path) -> None:
    document = written(karasjok, template=firm).document
    section = document.sections[-1]
    assert section.page_width
    assert section.left_margin
    room = section.page_width - 2 * section.left_margin
    assert max(shape.width for shape in document.inline_shapes) <= room
    for width in document.element.body.iter(qn("w:tblW")):
        assert int(width.get(qn("w:w"))) * 635 <= room + 12700


def test_columns_of_numbers_stay_wide_enough_between_wide_margins(
    karasjok: Assessment, firm: Path
) -> None:
    ours = written(karasjok).table("Poeng for alle fokusområdene")
    theirs = written(karasjok, template=firm).table("Poeng for alle fokusområdene")
    code, name, *numbers = grid_of(theirs)
    own_code, own_name, *own_numbers = grid_of(ours)
    assert [code, *numbers] == [own_code, *own_numbers]
    assert name < own_name


def grid_of(table: Table) -> list[int]:
    """The widths of its columns, in twentieths of a point."""
    return [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]


def test_a_template_with_hardly_anything_is_used(karasjok: Assessment, tmp_path: Path) -> None:
    document = Document()
    for style in list(document.styles):
        if style.type is not None and style.name != "Default Paragraph Font":
            style.element.getparent().remove(style.element)
    for child in list(document.element.body):
        document.element.body.remove(child)
    part = document.part
    for identifier, relation in list(part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del part.rels[identifier]
    file = tmp_path / "tom.docx"
    document.save(str(file))
    report = written(karasjok, template=file)
    assert report.headings[0] == ("Heading 1", "Forord")
    assert report.texts("List Bullet")
    kinds = {style.type for style in report.document.styles}
    assert WD_STYLE_TYPE.TABLE in kinds


@pytest.mark.parametrize("content", [b"", b"tekst", b"PK\x03\x04"])
def test_what_is_no_word_document_is_refused(
    karasjok: Assessment, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "mal.docx"
    file.write_bytes(content)
    with pytest.raises(UnusableTemplate, match="kan brukes som mal"):
        written(karasjok, template=file)


def test_a_workbook_is_no_template(karasjok: Assessment, tmp_path: Path) -> None:
    from openpyxl import Workbook

    content = io.BytesIO()
    Workbook().save(content)
    file = tmp_path / "mal.docx"
    file.write_bytes(content.getvalue())
    with pytest.raises(UnusableTemplate):
        written(karasjok, template=file)
