"""The interview page as a whole, and which interview it shows."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.interview_plan import new_interview
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.session import Session
from tests.desktop.interview.interviewing import Open, interview_id, stored_notes
from tests.desktop.keyboard import CTRL, Key, click, press, type_text

# Interviews


def test_the_interview_is_said_above_the_question(page: InterviewPage) -> None:
    assert page.chooser.text() == "Intervju 1 av 1 · Ordfører · 12. mars 2025 09:30"


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_without_interviews_the_page_offers_one(open_page: Open, new_session: Session) -> None:
    page = open_page(new_session)
    assert page.stack.currentWidget() is page.empty_page
    press(Key.Key_N, CTRL)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert page.stack.currentWidget() is page.work_page
    assert page.interview is not None
    assert page.interview.id in new_session.assessment.interviews


def test_an_unplanned_interview_gets_the_next_code_of_its_group(page: InterviewPage) -> None:
    page.begin_interview("mayor")
    page.begin_interview("unit_leaders")
    codes = [i.code for i in page.session.assessment.interviews_in_order()]
    assert codes == ["OF-01", "OF-02", "VL-01"]
    assert page.interview is not None
    assert page.interview.code == "VL-01"
    assert page.group_chip.text().startswith("Virksomhet A: ")


def test_an_interview_is_chosen_in_the_list(page: InterviewPage, qtbot: QtBot) -> None:
    page.session.put(new_interview(page.session.assessment, "staff"))
    click(page.chooser)
    type_text("st-0\r")
    assert page.interview is not None
    assert page.interview.code == "ST-01"


def test_each_interview_has_its_own_notes(page: InterviewPage) -> None:
    type_text("\t")
    type_text("Ordføreren sier")
    page.begin_interview("staff")
    type_text("\t")
    type_text("Staben sier")
    page.leave()
    assert [note.text for note in stored_notes(page)] == ["Staben sier"]
    page.show_interview("of")
    assert [note.text for note in stored_notes(page)] == ["Ordføreren sier"]


def test_an_interview_that_is_removed_elsewhere_is_left(page: InterviewPage) -> None:
    record = page.interview
    assert record is not None
    page.session.remove(record)
    assert page.interview is None
    assert page.stack.currentWidget() is page.empty_page


def test_one_comes_back_the_next_day_to_where_one_was(
    page: InterviewPage, open_page: Open, session: Session
) -> None:
    page.begin_interview("staff")
    page.show_code("3.2.1")
    page.leave()
    page.close()
    again = open_page(Session(session.library, session.library.load(session.assessment.id)))
    assert again.interview is not None
    assert again.interview.code == "ST-01"
    assert again.state.code == "3.2.1"
    again.show_interview("of")
    assert again.state.code == "1.4"


def test_the_filter_the_notes_and_the_scrolling_come_back_too(
    page: InterviewPage, open_page: Open, session: Session, qtbot: QtBot
) -> None:
    click(page.all_chip)
    click(page.whole_scope_chip)
    page.show_code("1.4.1")
    QApplication.processEvents()
    bar = page.points.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.leave()
    page.close()
    again = open_page(Session(session.library, session.assessment))
    assert again.all_chip.isChecked()
    assert again.notes.scope is None
    assert bar.value() > 0
    qtbot.waitUntil(lambda: again.points.verticalScrollBar().value() == bar.value())


def test_a_note_can_be_shown(page: InterviewPage, qtbot: QtBot) -> None:
    type_text("\t")
    type_text("Om dialog")
    page.leave()
    (note,) = stored_notes(page)
    page.begin_interview("staff")
    page.show_note(note.id)
    assert interview_id(page) == "of"
    current = page.notes.current_note()
    assert current is not None
    assert current.id == note.id


# The whole


def test_no_key_means_two_things(page: InterviewPage) -> None:
    keys = [keys.toString() for action in page.actions() for keys in action.shortcuts()]
    assert len(keys) == len(set(keys))
    taken = {"Ctrl+F", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+PgUp", "Ctrl+PgDown", "F1", "F6", "Ctrl+W"}
    assert not taken & set(keys)


def test_every_button_has_a_name_for_screen_readers(page: InterviewPage) -> None:
    from PySide6.QtWidgets import QAbstractButton

    nameless = [
        button.objectName()
        for button in page.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert nameless == []


def test_it_fits_the_smallest_screen(page: InterviewPage) -> None:
    assert page.minimumSizeHint().width() <= 1280
    assert page.minimumSizeHint().height() <= 648
