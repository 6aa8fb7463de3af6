"""The report page says what is wrong with the report before it goes out, and at the export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.records import TEAM
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.report.chapters import ChapterRole
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Aspect
from tests.desktop.report.shown_report import (
    SLOW,
    editor_of,
    enter,
    exported,
    kept,
    shown_page,
    type_at_end,
)
from tests.desktop.shown_pages import SessionOf, ShownPages


@pytest.fixture
def page(
    shown_pages: ShownPages, example_session: SessionOf, catalogue: AssessmentCatalogue
) -> ReportPage:
    """The page of an example in which no chapter is written."""
    session = example_session("eksempelvik-2025")
    for text in list(session.assessment.texts.values()):
        session.set_text(text.chapter, None)
    return shown_page(shown_pages, session, catalogue)


def lower(session: Session, area: int) -> None:
    for point in session.assessment.instrument.area(area).questions[0].measure_points:
        for aspect in Aspect:
            session.set_level(TEAM, point.code, aspect, 0)


def state_of(page: ReportPage, chapter: str) -> str:
    model = page.chapter_list.model()
    rows = range(model.rowCount())
    row = next(r for r in rows if model.index(r, 0).data(ChapterRole.KEY) == chapter)
    return str(model.index(row, 0).data(ChapterRole.STATE))


def test_a_written_chapter_whose_figures_are_stale_is_marked_and_told(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    session = page.session
    before = session.board.shown_area(3)
    page.show_code("3")
    type_at_end(page, f" Vi er fornøyde med {before} poeng.")
    enter(qtbot, page)
    assert not page.remarks_label.isVisible()
    assert state_of(page, "area-3") == "skrevet av teamet"
    lower(session, 3)
    qtbot.waitUntil(page.remarks_label.isVisible, timeout=SLOW)
    assert f"Teksten sier {before} poeng" in page.remarks_label.text()
    assert "tallene er endret" in state_of(page, "area-3")
    exported(qtbot, page, tmp_path / "rapport.pdf")
    assert f"Teksten sier {before} poeng" in page.export_bar.label.text()
    figures = kept(session).texts.values()
    assert [f"3={before}" in text.figures for text in figures] == [True]
    page.text_pane.draft_action.trigger()
    qtbot.waitUntil(page.remarks_label.isHidden, timeout=SLOW)


def test_letters_that_cannot_be_printed_are_named_before_and_at_the_export(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    page.session.add_finding(3, FindingKind.STRENGTH, "Bra 👍🏽 og 한국")
    page.enter()
    qtbot.waitUntil(page.remarks_label.isVisible, timeout=SLOW)
    assert "«한국» (funn i område 3)" in page.remarks_label.text()
    assert "👍" not in page.remarks_label.text()
    exported(qtbot, page, tmp_path / "rapport.pdf")
    assert "«한국» (funn i område 3)" in page.export_bar.label.text()


def test_formatted_text_is_pasted_into_a_chapter_as_one_step(
    page: ReportPage,
) -> None:
    page.show_code("5")
    before = editor_of(page).toPlainText()
    type_at_end(page, "X")
    source = QMimeData()
    source.setHtml("<p>Folkemøter</p><p>hvert halvår</p>")
    QGuiApplication.clipboard().setMimeData(source)
    editor_of(page).paste()
    QGuiApplication.clipboard().clear()
    assert editor_of(page).toPlainText() == f"{before}XFolkemøter\nhvert halvår"
    editor_of(page).undo()
    assert editor_of(page).toPlainText() == f"{before}X"
