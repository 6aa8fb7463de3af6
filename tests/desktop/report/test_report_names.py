"""The report page says what becomes of the informants' names, before and after the export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.data_export import DataFile
from kompass_desktop.desktop.report.report_page import ReportPage
from tests.desktop.report.shown_report import SLOW, exported, exported_data, shown_page
from tests.desktop.shown_pages import SessionOf, ShownPages


@pytest.fixture
def page(
    shown_pages: ShownPages, example_session: SessionOf, catalogue: AssessmentCatalogue
) -> ReportPage:
    session = example_session("eksempelvik-2025")
    interview = next(iter(session.assessment.interviews.values()))
    session.put(replace(interview, name="Stein Oppdiktet"))
    session.set_text("area-3", "Oppdiktet sa det. Stein også, sier OPPDIKTETS folk.")
    return shown_page(shown_pages, session, catalogue)


def test_names_are_told_where_one_looks_and_at_the_export(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page._report.masked, timeout=SLOW):
        page.enter()
    told = "I tekstene er 2 navn byttet med informantgruppen."
    assert page.names_label.isVisible()
    assert page.names_label.text() == told
    assert "(2)" in page.names_label.toolTip()
    assert page.names_label.accessibleDescription() == page.names_label.toolTip()
    assert "Kan være navn – se selv på: «Stein» (" in page.remarks_label.text()
    exported(qtbot, page, tmp_path / "rapport.pdf")
    assert told in page.export_bar.label.text()
    assert "«Stein»" in page.export_bar.label.text()


def test_that_no_name_was_found_is_told(qtbot: QtBot, page: ReportPage) -> None:
    page.session.set_text("area-3", "Ingen er nevnt.")
    with qtbot.waitSignal(page._report.masked, timeout=SLOW):
        page.enter()
    assert page.names_label.text() == "Ingen informantnavn ble funnet i tekstene."
    assert page.names_label.toolTip() == ""


def test_data_with_names_are_said_to_have_them(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    exported_data(qtbot, page, DataFile(tmp_path / "alt.json", Names.INCLUDED))
    assert "Filen inneholder navn" in page.export_bar.label.text()
    exported_data(qtbot, page, DataFile(tmp_path / "alt.json"))
    assert "er 2 navn byttet med informantens kode" in page.export_bar.label.text()
    exported_data(qtbot, page, DataFile(tmp_path / "poeng.csv"))
    assert "Tabellen inneholder poeng og ingen navn." in page.export_bar.label.text()
