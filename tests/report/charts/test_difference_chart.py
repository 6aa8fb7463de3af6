"""The picture of where groups differ tells each level in words that a PDF can be searched for."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from kompass_desktop.assessment.disagreements import differences
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.report.charts.difference_chart import ROW, difference_chart
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.styles import CONTENT_WIDTH
from tests.examples import bundled


@pytest.fixture(scope="module")
def eksempelvik() -> Assessment:
    return bundled()


def text_of(drawing: Drawing) -> str:
    file = io.BytesIO()
    renderPDF.drawToFile(drawing, file)
    return " ".join(PdfReader(file).pages[0].extract_text().split())


def test_each_difference_has_its_point_aspect_groups_and_spread(eksempelvik: Assessment) -> None:
    register()
    shown = [d for d in differences(eksempelvik, area=5) if d.point.code == "5.1.3"]
    text = text_of(difference_chart(shown, eksempelvik.instrument, CONTENT_WIDTH))
    for words in ("5.1.3", "Kommunen gjør mål for resultat", "System / prosess", "HTV"):
        assert words in text
    assert "Virksomhet" in text
    assert text.split().count("3") == 2  # on the scale, and as the spread


def test_it_grows_by_a_row_for_each_and_stays_within_its_width(eksempelvik: Assessment) -> None:
    register()
    shown = differences(eksempelvik, least=2)
    assert len(shown) > 3
    one, all_of_them = (
        difference_chart(those, eksempelvik.instrument, CONTENT_WIDTH)
        for those in (shown[:1], shown)
    )
    assert all_of_them.height - one.height == pytest.approx(ROW * (len(shown) - 1))
    left, bottom, right, top = all_of_them.getBounds()
    assert left >= 0
    assert right <= CONTENT_WIDTH
    assert bottom >= 0
    assert top <= all_of_them.height


def test_without_differences_only_the_scale_is_left(eksempelvik: Assessment) -> None:
    register()
    assert text_of(difference_chart([], eksempelvik.instrument, 300)) == "0 1 2 3 4"
