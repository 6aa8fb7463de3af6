"""The parts of the preparation page: one at a time, by keys, with room for every word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from kompass_desktop.assessment.records import Interview, Member
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.preparation.interview_table import InterviewColumn
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import Language
from tests.desktop.shown_pages import ShownPages
from tests.desktop.window.test_window_size import cut_headings, cut_words, is_word, overlapping

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(
    example_session: Callable[[str], Session],
    shown_pages: ShownPages,
    catalogue: AssessmentCatalogue,
) -> PreparationPage:
    session = example_session("eksempelvik-2025")
    return shown_pages.show(PreparationPage(session, catalogue), 1280, 620)


def test_the_parts_come_one_after_the_other_by_keys(page: PreparationPage) -> None:
    seen = [page.parts.current]
    for _ in Part:
        focus = QApplication.focusWidget() or page
        QTest.keyClick(focus, Qt.Key.Key_PageDown, ALT)
        seen.append(page.parts.current)
        pane = page.panes()[0]
        assert pane.isVisible()
        assert pane.hasFocus()
    assert seen == [*Part, Part.OVERVIEW]
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_PageUp, ALT)
    assert page.parts.current is Part.LETTER


def test_each_part_shows_its_own_and_nothing_else(page: PreparationPage) -> None:
    own: dict[Part, list[QWidget]] = {
        Part.OVERVIEW: [page.side_scroll, page.interviews_card, page.groups_card],
        Part.PLAN: [page.interviews_card],
        Part.PROGRAMME: [page.programme],
        Part.COVERAGE: [page.coverage],
        Part.LETTER: [page.letter],
    }
    every = {id(widget): widget for widgets in own.values() for widget in widgets}
    for part, widgets in own.items():
        page.parts.show(part)
        shown = [widget for widget in every.values() if widget.isVisible()]
        assert shown == widgets


@pytest.mark.parametrize("spoken", [Language.BOKMAL, Language.ENGLISH], indirect=True)
@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("part", Part)
def test_no_words_are_cut_in_any_part(page: PreparationPage, part: Part) -> None:
    page.show_part(part)
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 1280
    shown = [widget for widget in page.findChildren(QWidget) if is_word(widget)]
    assert [cut for cut in map(cut_words, shown) if cut] == []
    assert overlapping(shown) == []
    tables = [table for table in page.findChildren(QTableView) if table.isVisible()]
    assert [cut for table in tables for cut in cut_headings(table)] == []


def test_names_places_and_interviewers_have_room_in_the_plan(page: PreparationPage) -> None:
    page.show_part(Part.PLAN)
    QApplication.processEvents()
    view = page.interviews_view
    name = view.fontMetrics().horizontalAdvance("Gunnhild Oppdiktet")
    for column in (
        InterviewColumn.NAME,
        InterviewColumn.VENUE,
        InterviewColumn.INTERVIEWERS,
    ):
        assert view.columnWidth(column) - 16 >= name
    tip = page.plan.table.index(0, InterviewColumn.GROUP).data(Qt.ItemDataRole.ToolTipRole)
    assert "Ordfører / deler av formannskapet" in tip


def test_an_undo_of_a_member_or_interview_is_seen_wherever_one_is(page: PreparationPage) -> None:
    member = next(iter(page.session.assessment.members.values()))
    interview = page.session.assessment.interviews_in_order()[2]
    records: list[Member | Interview] = [member, interview]
    for record in records:
        page.show_part(Part.LETTER)
        page.show_record(record)
        view = page.team_view if isinstance(record, Member) else page.interviews_view
        assert view.isVisible()
        assert view.current_id == record.id


def test_the_part_is_the_one_that_was_shown_before_a_lock(
    page: PreparationPage, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> None:
    page.show_part(Part.PROGRAMME)
    again = shown_pages.show(PreparationPage(page.session, catalogue), 1280, 620)
    assert again.parts.current is Part.PROGRAMME
    assert again.programme.isVisible()
    assert not again.interviews_card.isVisible()


def test_each_part_tells_its_own_keys(page: PreparationPage) -> None:
    told = {}
    for part in Part:
        page.show_part(part)
        told[part] = [keys for keys, _ in page.key_help()]
    assert "Delete" in told[Part.PLAN]
    assert "Delete" not in told[Part.PROGRAMME]
    assert "Alt Shift ↑, Alt Shift ↓" in told[Part.PROGRAMME]
    assert "Mellomrom" in told[Part.COVERAGE]
    assert told[Part.LETTER] == []
