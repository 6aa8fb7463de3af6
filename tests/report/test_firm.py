"""The firm on a report: logo, colour, contact, foot and template, as PDF and for Word."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from pypdf import PdfReader
from reportlab.lib.colors import HexColor
from reportlab.lib.rl_accel import fp_str

from kompass_desktop import colors
from kompass_desktop.assessment.firm import NO_FIRM, Firm, WordTemplate
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Member
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.blocks import Table, Together
from kompass_desktop.report.chapters.area_pages import area_pages
from kompass_desktop.report.chapters.texts import area_chapter
from kompass_desktop.report.document import write_report
from kompass_desktop.report.firm.house_style import accent, house_style_of, in_house_style
from kompass_desktop.report.formats import ReportFormat
from kompass_desktop.report.report_data import ReportData
from tests.examples import EKSEMPELVIK, bundled
from tests.pictures import RED, picture
from tests.report.printing import MADE_ON, Printed, spaced

CONTACT = "Storgata 1, 5700 Voss\nTelefon 55 00 00 00\npost@fjordradet.example"
FIRM = Firm("Fjordrådet AS", CONTACT, RED, picture())


def example() -> Assessment:
    """Return the example, carried out by the firm."""
    assessment = bundled(EKSEMPELVIK)
    assessment.particulars = replace(assessment.particulars, firm=FIRM.name)
    return assessment


@pytest.fixture
def carried_out() -> Assessment:
    return example()


@pytest.fixture(scope="module")
def firm_report() -> Printed:
    return by_firm(example())


def by_firm(assessment: Assessment, firm: Firm = FIRM) -> Printed:
    file = io.BytesIO()
    write_report(assessment, file, made_on=MADE_ON, firm=firm)
    return Printed(assessment, file.getvalue())


def in_word(assessment: Assessment, firm: Firm = FIRM) -> WordDocument:
    file = io.BytesIO()
    write_report(assessment, file, made_on=MADE_ON, firm=firm, kind=ReportFormat.WORD)
    return Document(file)


def color_operator(color: str) -> str:
    """How a PDF sets a colour for filling."""
    return f"{fp_str(*HexColor(color).rgb())} rg"


def contents(report: Printed) -> str:
    return " ".join(
        page.get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
        for page in report.reader.pages
    )


def test_the_cover_has_the_logo_the_firm_and_its_contact(firm_report: Printed) -> None:
    report, cover = firm_report, firm_report.pages[0]
    assert "Utført av Fjordrådet AS" in cover
    assert "Kontakt Storgata 1, 5700 Voss Telefon 55 00 00 00 post@fjordradet.example" in cover
    assert [image.image.size for image in report.reader.pages[0].images if image.image] == [
        (600, 200)
    ]
    assert not report.reader.pages[1].images


def test_every_foot_names_the_firm_of_the_assessment(
    firm_report: Printed, carried_out: Assessment
) -> None:
    report = firm_report
    foot = "Eksempelrapport 1/2025 · Fjordrådet AS"
    assert all(foot in page for page in report.pages[1:])
    other = replace(carried_out.particulars, firm="Et annet firma")
    assert "Fjordrådet" not in by_firm(replace(carried_out, particulars=other)).text


def test_headings_and_charts_have_the_color_of_the_firm(
    firm_report: Printed, eksempelvik_report: Printed
) -> None:
    with_firm, without = contents(firm_report), contents(eksempelvik_report)
    assert with_firm.count(color_operator(RED)) == without.count(color_operator(colors.ACCENT)) > 99
    assert color_operator(colors.ACCENT) not in with_firm
    assert color_operator(colors.ACCENT_SOFT) not in with_firm
    assert color_operator(colors.HEAT_HIGH) not in with_firm


def shades(assessment: Assessment, color: str) -> set[str]:
    """The shades of the cells of all intensity tables."""
    with in_house_style(house_style_of(color)):
        data = ReportData(assessment, Scoreboard(assessment))
        area = assessment.instrument.areas[0]
        tables = area_pages(data, area, area_chapter(area))
    together = [block for block in tables if isinstance(block, Together)]
    maps = [each for block in together for each in block.blocks if isinstance(each, Table)]
    return {cell.fill for table in maps for row in table.rows for cell in row.cells} - {""}


def test_intensity_tables_have_shades_of_the_color_of_the_firm(carried_out: Assessment) -> None:
    ours, own = shades(carried_out, ""), shades(carried_out, RED)
    assert min(len(ours), len(own)) > 5
    assert not ours & own


def test_a_pale_color_is_printed_in_the_nearest_dark_enough_shade(carried_out: Assessment) -> None:
    printed_in = contents(by_firm(carried_out, replace(FIRM, color="#ffcc00")))
    assert color_operator(colors.dark_enough("#ffcc00")) in printed_in
    assert color_operator("#ffcc00") not in printed_in


def test_a_report_without_a_firm_has_the_colors_of_the_program_again(
    firm_report: Printed, carried_out: Assessment
) -> None:
    assert accent() == colors.ACCENT
    without = by_firm(carried_out, NO_FIRM)
    assert color_operator(RED) not in contents(without)
    assert not without.reader.pages[0].images
    assert firm_report.pages[5] == without.pages[5]


@pytest.mark.parametrize("size", [(600, 200), (16, 1000)])
def test_the_cover_is_one_page_whatever_is_on_it(
    carried_out: Assessment, size: tuple[int, int]
) -> None:
    for number in range(5):
        member = Member(new_id(), f"Konsulent {number}", "Intervjuer", position=50.0 + number)
        carried_out.apply(Change(None, member))
    contact = "\n".join(f"linje {number} " + "x" * 90 for number in range(5))
    firm = replace(FIRM, logo=picture(size=size), contact=contact)
    report = by_firm(carried_out, firm)
    assert "Dato 9. april 2026" in report.pages[0]
    assert report.beginning_of("Forord") == 2


def test_results_that_are_only_reproduced_have_neither_logo_nor_contact(
    karasjok: Assessment,
) -> None:
    report = by_firm(karasjok)
    assert not report.reader.pages[0].images
    assert "Storgata" not in report.text
    assert color_operator(RED) in contents(report)


def test_hostile_texts_of_a_firm_are_printed_as_text(carried_out: Assessment) -> None:
    hostile = '=1+1 <b>fet</b> & <img src="/etc/passwd"> \x00\x0b 😀 漢字 áčđŋšŧž'
    carried_out.particulars = replace(carried_out.particulars, firm=hostile)
    firm = Firm(hostile, f"{hostile}\n{'x' * 100_000}", RED, picture())
    cover = by_firm(carried_out, firm).pages[0]
    assert "<b>fet</b> &" in cover
    document = in_word(carried_out, firm)
    table = document.tables[0]
    assert "<b>fet</b> &" in " ".join(cell.text for row in table.rows for cell in row.cells)


def test_word_has_logo_color_contact_and_foot_too(carried_out: Assessment) -> None:
    document = in_word(carried_out)
    alternatives = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert alternatives[0] == "Logoen til Fjordrådet AS"
    numbers = [each.get("id") for each in document.element.body.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == len(numbers)
    cover = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert cover["Utført av"] == "Fjordrådet AS"
    assert cover["Kontakt"].splitlines() == CONTACT.splitlines()
    foot = " ".join(paragraph.text for paragraph in document.sections[-1].footer.paragraphs)
    assert "Eksempelrapport 1/2025 · Fjordrådet AS" in foot
    assert str(document.styles["Heading 1"].font.color.rgb) == RED[1:].upper()
    xml = document.part.blob.decode() + document.styles.element.xml
    assert colors.ACCENT[1:] not in xml.lower()


def test_word_is_written_with_the_template_of_the_firm(carried_out: Assessment) -> None:
    own = Document()
    own.styles["Heading 1"].font.name = "Georgia"
    own.sections[0].header.paragraphs[0].text = "Brevhode fra malen"
    file = io.BytesIO()
    own.save(file)
    firm = replace(FIRM, template=WordTemplate("mal.docx", file.getvalue()))
    document = in_word(carried_out, firm)
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.sections[-1].header.paragraphs[0].text == "Brevhode fra malen"
    # A style that the template lacks is the program's, in the firm's colour.
    assert RED[1:] in str(document.styles["Kompass Key Figure"].element.xml).lower()


@pytest.mark.parametrize(
    ("language", "label"),
    [(Language.BOKMAL, "Kontakt"), (Language.NYNORSK, "Kontakt"), (Language.ENGLISH, "Contact")],
)
def test_the_label_of_the_contact_is_in_the_language_of_the_report(
    carried_out: Assessment, language: Language, label: str
) -> None:
    file = io.BytesIO()
    with in_language(language):
        write_report(carried_out, file, firm=FIRM)
    cover = spaced(PdfReader(file).pages[0].extract_text())
    assert f"{label} Storgata 1" in cover
