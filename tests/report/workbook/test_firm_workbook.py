"""The workbook of a firm: the colour of its heads and charts, its name in foot and properties."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from kompass_desktop import colors
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.report.firm.house_style import house_style_of
from kompass_desktop.report.workbook.book import write_workbook
from kompass_desktop.report.workbook.table import HEAD_ROW
from tests.pictures import RED

NAME = "Rådgiverne på Šápmi ŋ & <b> AS"


def workbook(assessment: Assessment, firm: Firm) -> bytes:
    file = io.BytesIO()
    assessment.particulars = replace(assessment.particulars, firm=firm.name)
    write_workbook(assessment, file, firm=firm)
    return file.getvalue()


def archived(content: bytes, part: str) -> list[str]:
    """Return the files in a workbook whose path contains `part`."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    return [archive.read(name).decode() for name in archive.namelist() if part in name]


@pytest.mark.parametrize("color", [RED, "#f6d860", ""])
def test_heads_and_charts_have_its_colour_under_white_text(
    eksempelvik: Assessment, color: str
) -> None:
    content = workbook(eksempelvik, Firm(NAME, color=color))
    accent = house_style_of(color).accent[1:].upper()
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        head = sheet.cell(HEAD_ROW + 1, 1)
        assert head.fill.fgColor.rgb == f"FF{accent}"
        assert sheet.cell(1, 1).font.color.rgb == f"FF{accent}"
    assert colors.contrast(f"#{accent.lower()}", colors.WHITE) >= colors.READABLE
    charts = archived(content, "charts/chart")
    assert len(charts) == 2
    assert all(accent in chart for chart in charts)


def test_foot_and_properties_have_its_name(eksempelvik: Assessment) -> None:
    content = workbook(eksempelvik, Firm(NAME))
    book = load_workbook(io.BytesIO(content))
    assert book.properties.creator == NAME
    for sheet in archived(content, "worksheets/sheet"):
        assert "<oddFooter>&amp;LRådgiverne på Šápmi ŋ &amp;&amp; &lt;b&gt; AS&amp;R&amp;P" in sheet


def test_without_a_firm_the_foot_has_only_the_page(eksempelvik: Assessment) -> None:
    content = workbook(eksempelvik, NO_FIRM)
    assert all("<oddFooter>&amp;R&amp;P" in s for s in archived(content, "worksheets/sheet"))
    book = load_workbook(io.BytesIO(content))
    assert book.properties.creator == "Konsulent A, Konsulent B, Konsulent C"
