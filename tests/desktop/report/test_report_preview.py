"""The preview shows the real report, follows what is written, and never stands in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.report import document
from kompass_desktop.report.sections import sections
from tests.desktop.keyboard import CTRL
from tests.desktop.report.shown_report import (
    SLOW,
    editor_of,
    enter,
    expected_report,
    is_drawn,
    is_making,
    kept,
    shown_page,
    type_at_end,
)
from tests.desktop.shown_pages import SessionOf, ShownPages


@pytest.fixture
def session(example_session: SessionOf) -> Session:
    """Karasjok 2019, whose report takes about a second."""
    return example_session("karasjok-2019")


@pytest.fixture
def page(
    qtbot: QtBot, shown_pages: ShownPages, session: Session, catalogue: AssessmentCatalogue
) -> ReportPage:
    """The page of Karasjok 2019 with its preview."""
    return enter(qtbot, shown_page(shown_pages, session, catalogue))


def test_the_preview_shows_the_pages_of_the_real_report(qtbot: QtBot, page: ReportPage) -> None:
    session = page.session
    report = expected_report(session)
    assert page.preview.page_count == len(report.pages)
    assert page.page_label.text() == f"Side 2 av {len(report.pages)}"
    picture = page.preview.grab().toImage()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 100
        for x in range(60, picture.width() - 60, 2)
        for y in range(30, picture.height() - 30, 2)
    )
    assert dark > 50


def test_the_preview_turns_to_the_chapter_that_is_chosen(qtbot: QtBot, page: ReportPage) -> None:
    session = page.session
    report = expected_report(session)
    starts = {
        entry.title: report.get_destination_page_number(entry)
        for entry in report.outline
        if not isinstance(entry, list)
    }
    for chapter in sections(session.assessment):
        page.chapter_list.choose(chapter.key)
        assert page.preview.place.page == starts[chapter.printed_title]
        assert page.preview.place.share == pytest.approx(0, abs=0.01)


def test_the_preview_is_made_again_a_second_after_typing_and_turns_to_the_text(
    qtbot: QtBot, page: ReportPage
) -> None:
    page.show_code("3")
    start = page.preview.place
    type_at_end(page, " Nytt.")
    assert page.preview.place == start
    qtbot.waitUntil(lambda: is_making(page), timeout=SLOW)
    qtbot.waitUntil(lambda: is_drawn(page), timeout=SLOW)
    there = page.preview.place
    assert (there.page, there.share) > (start.page, start.share + 0.1)


def test_the_newest_request_wins(qtbot: QtBot, page: ReportPage) -> None:
    session = page.session
    opened: list[object] = []
    page._report.opened.connect(opened.append)
    page.enter()
    session.set_text("foreword", "")
    page.leave()
    page.enter()
    qtbot.waitUntil(lambda: is_drawn(page), timeout=SLOW)
    assert len(opened) == 1
    assert page.preview.page_count == len(expected_report(session).pages)


def test_a_hidden_page_makes_no_report_until_it_is_entered(qtbot: QtBot, page: ReportPage) -> None:
    session = page.session
    page.leave()
    page.hide()
    began: list[bool] = []
    page._report.began.connect(lambda: began.append(True))
    session.add_finding(3, FindingKind.WEAKNESS, "Ingen samlet oversikt")
    assert page._report.is_stale
    page.show()
    page.enter()
    qtbot.waitUntil(lambda: is_drawn(page), timeout=SLOW)
    assert began == [True]


def test_a_page_of_the_preview_leads_to_its_chapter(qtbot: QtBot, page: ReportPage) -> None:
    page.show_code("4")
    place = page.preview.place
    page.chapter_list.choose("foreword")
    page.preview.show_place(place)
    QTest.mouseDClick(
        page.preview.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(200, 200),
    )
    assert page.chapter == "area-4"
    assert editor_of(page).hasFocus()
    assert page.preview.place == place


def test_the_preview_is_zoomed_by_keys_and_scrolled_to_its_ends(
    qtbot: QtBot, page: ReportPage
) -> None:
    preview = page.preview
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_Plus, CTRL)
    assert preview.zoom == pytest.approx(1.2)
    assert preview.next_needed is not None
    qtbot.waitUntil(lambda: preview.next_needed is None, timeout=SLOW)
    QTest.keyClick(preview, Qt.Key.Key_0, CTRL)
    QTest.keyClick(preview, Qt.Key.Key_Minus, CTRL)
    assert preview.zoom == pytest.approx(1 / 1.2)
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert page.page_label.text() == f"Side {preview.page_count} av {preview.page_count}"
    QTest.keyClick(preview, Qt.Key.Key_Home)
    assert page.page_label.text() == f"Side 1 av {preview.page_count}"
    qtbot.waitUntil(lambda: preview.next_needed is None, timeout=SLOW)


def test_a_fault_in_the_report_is_told_in_the_pane_and_raised(
    qtbot: QtBot, page: ReportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_anything: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(document, "write_report", broken)
    with qtbot.captureExceptions() as raised:
        type_at_end(page, " Nytt.")
        qtbot.waitUntil(lambda: bool(page.preview.message), timeout=SLOW)
    assert page.preview.message == "Rapporten kunne ikke vises. Teksten er lagret."
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]
    assert (kept(page.session).text("foreword") or "").endswith("Nytt.")
    monkeypatch.undo()
    type_at_end(page, " Mer.")
    qtbot.waitUntil(lambda: is_drawn(page), timeout=SLOW)
    assert page.preview.message == ""
