"""Everybody can read the slides: text fits and is large, and screen readers find what they need."""

from __future__ import annotations

import io
import runpy
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from pptx.util import Pt
from pypdf import PdfReader

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import (
    Change,
    Document,
    DocumentStatus,
    Finding,
    Particulars,
)
from kompass_desktop.report.pdf.fonts import REGULAR, SEMIBOLD
from kompass_desktop.report.slides.layouts import Layout
from kompass_desktop.report.slides.pptx_types import Part, Shape
from kompass_desktop.report.slides.text_fit import height_of
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.printing import spaced, with_finding, with_text
from tests.report.slides.shown import Shown, frames_of, paragraphs_of, shown, sizes_of, text_of

WIDTH, HEIGHT = 960, 540
HOSTILE = '=1+1 <b>fet</b> & <img src="/etc/passwd"> \x00\x0b\ud800 😀👩‍👧 漢字 áčđŋšŧž'
SEEN = '=1+1 <b>fet</b> & <img src="/etc/passwd"> � 😀👩‍👧 漢字 áčđŋšŧž'


def hostile() -> Assessment:
    assessment = bundled(EKSEMPELVIK)
    assessment.particulars = replace(
        assessment.particulars,
        municipality=HOSTILE * 40,
        report=HOSTILE,
        client=HOSTILE,
        firm=HOSTILE * 10,
    )
    with_finding(assessment, HOSTILE)
    with_finding(assessment, "y" * 20_000, area=2)
    with_finding(assessment, "ord " * 5_000, area=3)
    with_text(assessment, "closing", f"{HOSTILE}\n- {HOSTILE}\n\n{'z' * 20_000}")
    with_text(assessment, "area-1", HOSTILE)
    document = Document(new_id(), HOSTILE, status=DocumentStatus.READ)
    assessment.apply(Change(None, document))
    return assessment


def of_two_areas() -> Assessment:
    """Return an assessment with another instrument: fewer areas and aspects, no traits."""
    instrument = bundled(KARASJOK).instrument
    areas = instrument.areas[:2]
    other = replace(
        instrument, name="Måling <b>", areas=areas, aspects=instrument.aspects[:3], traits=()
    )
    return Assessment(Particulars(new_id(), "Sted", "", 2026), other)


@pytest.fixture(scope="module")
def hostile_slides() -> Shown:
    return shown(hostile())


@pytest.fixture(scope="module", params=[KARASJOK, EKSEMPELVIK, "hostile", "two areas"])
def any_slides(request: pytest.FixtureRequest, hostile_slides: Shown) -> Shown:
    match request.param:
        case "hostile":
            return hostile_slides
        case "two areas":
            return shown(of_two_areas())
    return shown(bundled(request.param))


def test_no_letter_is_smaller_than_12_points(any_slides: Shown) -> None:
    for slide in any_slides.slides:
        assert min(sizes_of(slide)) >= 12


def test_text_fits_in_its_box(any_slides: Shown) -> None:
    for slide in any_slides.slides:
        for shape, frame in frames_of(slide):
            needed = sum(_height(paragraph, shape.width / Pt(1)) for paragraph in frame.paragraphs)
            gap = frame.paragraphs[-1].space_after
            needed -= gap / Pt(1) if gap else 0
            assert needed <= shape.height / Pt(1) + 1, (shape.name, frame.text[:80])


def _height(paragraph: Part, width: float) -> float:
    runs = [run for run in paragraph.runs if run.text]
    if not runs:
        return 0
    size = max(run.font.size / Pt(1) for run in runs)
    font = SEMIBOLD if runs[0].font.bold and len(runs) == 1 else REGULAR
    indent = int(paragraph._p.pPr.get("marL") or 0) / Pt(1)
    gap = paragraph.space_after / Pt(1) if paragraph.space_after else 0
    # The footer is one line of two parts, of which the first is bold.
    return height_of(paragraph.text, width - indent, size, font) + gap


def test_everything_lies_on_the_slide_and_nothing_on_another(any_slides: Shown) -> None:
    for slide in any_slides.slides:
        boxes = [_box(shape) for shape in slide.shapes if shape.is_placeholder]
        for left, top, right, bottom in boxes:
            assert 0 <= left < right <= WIDTH + 1
            assert 0 <= top < bottom <= HEIGHT + 1
        for number, one in enumerate(boxes):
            assert not any(_overlap(one, other) for other in boxes[number + 1 :]), text_of(slide)


def _box(shape: Shape) -> tuple[float, float, float, float]:
    left, top = shape.left / Pt(1), shape.top / Pt(1)
    height = shape.height
    if shape.has_table:
        height = sum(row.height for row in shape.table.rows)
    return left, top, left + shape.width / Pt(1), top + height / Pt(1)


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 1


def test_rows_of_tables_are_as_high_as_their_text(any_slides: Shown) -> None:
    for slide in any_slides.slides:
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            for row in table.rows:
                for cell, column in zip(row.cells, table.columns, strict=True):
                    width = column.width / Pt(1) - 10
                    paragraphs = cell.text_frame.paragraphs
                    needed = sum(_height(paragraph, width) for paragraph in paragraphs) + 6
                    assert needed <= row.height / Pt(1) + 0.5, cell.text_frame.text


def test_every_slide_has_a_title_of_its_own_for_the_outline(any_slides: Shown) -> None:
    titles = any_slides.titles
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_charts_and_tables_are_described_with_their_figures(any_slides: Shown) -> None:
    for slide in any_slides.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 20


def test_a_description_says_what_a_chart_shows() -> None:
    slides = shown(bundled(KARASJOK))
    slide = slides.slide("Poeng per fokusområde")
    (chart,) = (shape for shape in slide.shapes if shape.has_chart)
    described = chart._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "1 Offentlighet: 21 av 100; 2 Brukere: 16 av 100" in described


def test_what_was_not_filled_is_gone_and_what_decorates_says_so(any_slides: Shown) -> None:
    for slide in any_slides.slides:
        assert all(shape.text_frame.text for shape, _ in frames_of(slide) if shape.is_placeholder)
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert b"decorative" in etree.tostring(shape._element)


def test_every_shape_of_a_slide_has_its_own_number(any_slides: Shown) -> None:
    for slide in any_slides.slides:
        numbers = [shape.shape_id for shape in slide.shapes]
        assert len(set(numbers)) == len(numbers)


def test_slides_are_numbered_by_a_field(any_slides: Shown) -> None:
    for slide in any_slides.slides[1:]:
        number = next(p for p in slide.placeholders if p.placeholder_format.idx == 12)
        assert number._element.xpath('.//a:fld[@type="slidenum"]')


def test_hostile_texts_are_shown_as_they_were_typed(hostile_slides: Shown) -> None:
    assert SEEN in hostile_slides.text
    assert hostile_slides.text.count("y") > 20_000
    assert SEEN in hostile_slides.slides[-1].placeholders[14].text_frame.text or any(
        SEEN in text_of(slide) for slide in hostile_slides.slides[-40:]
    )


def test_the_workbooks_of_charts_have_no_formulas_or_links(hostile_slides: Shown) -> None:
    with zipfile.ZipFile(io.BytesIO(hostile_slides.content)) as archive:
        books = [name for name in archive.namelist() if name.endswith(".xlsx")]
        assert len(books) > 8
        for name in books:
            for sheet in load_workbook(io.BytesIO(archive.read(name))).worksheets:
                for cell in (cell for row in sheet.iter_rows() for cell in row):
                    assert cell.data_type in ("s", "n")
                    assert cell.hyperlink is None


def test_two_thousand_findings_are_all_there() -> None:
    assessment = bundled(EKSEMPELVIK)
    for number in range(2000):
        kind = list(FindingKind)[number % 3]
        text = f"Funn nummer {number} i rekken"
        finding = Finding(new_id(), 1 + number % 8, kind, text, position=500.0 + number)
        assessment.apply(Change(None, finding))
    slides = shown(assessment)
    lines = {paragraph.text for slide in slides.slides for paragraph in paragraphs_of(slide)}
    assert all(f"Funn nummer {number} i rekken" in lines for number in range(2000))


def test_findings_that_go_on_say_so_and_lose_nothing() -> None:
    assessment = bundled(EKSEMPELVIK)
    words = " ".join(f"ord{number}" for number in range(1400))
    with_finding(assessment, words)
    slides = shown(assessment)
    found = [
        s for s in slides.slides if s.shapes.title.text_frame.text.startswith("1 Offentlighet")
    ]
    told = spaced(" ".join(_columns(found)))
    assert words in told
    assert found[2].shapes.title.text_frame.text.startswith(
        "1 Offentlighet og demokrati: funn (forts., 2 av "
    )


def _columns(slides: list[Shape]) -> Iterator[str]:
    """Yield the weaknesses of each slide."""
    for slide in slides:
        texts = {
            p.placeholder_format.idx: p.text_frame.text
            for p in slide.placeholders
            if p.has_text_frame
        }
        slots = [(20, 21), (22, 23), (24, 25)]
        last = max((n for n, (head, _) in enumerate(slots) if head in texts), default=None)
        if last is not None and texts[slots[last][0]] == "Svakheter":
            for _, body in slots[last:]:
                yield texts.get(body, "")


def test_the_template_has_all_layouts_and_nothing_of_another_author() -> None:
    presentation = shown(bundled(KARASJOK)).presentation
    assert [layout.name for layout in presentation.slide_layouts] == list(Layout)
    assert (presentation.slide_width, presentation.slide_height) == (Pt(WIDTH), Pt(HEIGHT))
    assert "Canny" not in str(presentation.core_properties.author)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_every_slide(tmp_path: Path, hostile_slides: Shown) -> None:
    file = tmp_path / "slides.pptx"
    file.write_bytes(hostile_slides.content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=300)
    reader = PdfReader(tmp_path / "slides.pdf")
    assert len(reader.pages) == len(hostile_slides.slides)
    assert "Slik gis poeng" in spaced(" ".join(page.extract_text() for page in reader.pages))


def test_the_committed_template_is_what_its_script_makes(tmp_path: Path) -> None:
    script = runpy.run_path(str(Path(__file__).parents[3] / "packaging" / "slide_template.py"))
    made = tmp_path / "kompass.pptx"
    committed = script["TEMPLATE"]
    script["main"].__globals__["TEMPLATE"] = made
    script["main"]()
    assert _parts(made) == _parts(committed)


def _parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
