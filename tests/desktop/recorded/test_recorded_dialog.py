"""Published points typed in by keys: in a new assessment, and in the open one with undo."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.recorded_entry import (
    Depth,
    entry_codes,
    recorded_of,
    sum_reason,
    typed_text,
)
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.library.assessment_list import AssessmentRow
from kompass_desktop.desktop.library.library_page import LibraryPage
from kompass_desktop.desktop.library.new_assessment_dialog import NewAssessmentDialog
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.recorded.recorded_dialog import (
    OpenRecordedDialog,
    PaperDialog,
    RecordedDialog,
)
from kompass_desktop.desktop.session import Session
from tests.desktop.shown_pages import SessionOf, ShownPages
from tests.examples import bundled

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEYS_IN_THREE_MINUTES = 270
"""At one and a half keys a second, as one types who reads the numbers off paper."""


class Keys:
    """Presses keys where the focus is, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def type(self, text: str) -> None:
        for letter in text:
            self._press_letter(letter)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.count += 1
        QTest.keyClick(self._focused, key, modifier or Qt.KeyboardModifier.NoModifier)

    def _press_letter(self, letter: str) -> None:
        self.count += 1
        QTest.keyClicks(self._focused, letter)

    @property
    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


def shown(qtbot: QtBot, dialog: RecordedDialog) -> RecordedDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


@pytest.fixture
def paper(qtbot: QtBot, catalogue: AssessmentCatalogue) -> PaperDialog:
    dialog = PaperDialog(catalogue)
    shown(qtbot, dialog)
    return dialog


def type_particulars(paper: PaperDialog, keys: Keys, place: str, year: str) -> None:
    keys.type(place)
    # The first takes the suggestion where there is a screen, the second goes on.
    keys.press(Qt.Key.Key_Return)
    if QApplication.focusWidget() is paper.municipality_field:
        keys.press(Qt.Key.Key_Return)
    assert paper.year_box.hasFocus()
    keys.type(year)
    keys.press(Qt.Key.Key_Return)
    assert paper.report_field.hasFocus()


def test_forty_five_questions_are_typed_in_under_three_minutes(
    qtbot: QtBot, paper: PaperDialog, catalogue: AssessmentCatalogue
) -> None:
    points = recorded_of(bundled("karasjok-2019"))
    keys = Keys()
    type_particulars(paper, keys, "karasjok", "2019")
    keys.press(Qt.Key.Key_Return)
    for code in entry_codes(bundled("karasjok-2019").instrument, Depth.QUESTIONS):
        assert QApplication.focusWidget() is paper.form.field(code)
        keys.type(typed_text(points[code]))
        keys.press(Qt.Key.Key_Enter)
    assert paper.form.total_check.text() == "Områdene gir 212. Det stemmer."
    with qtbot.waitSignal(paper.assessment_created) as created:
        keys.press(Qt.Key.Key_Enter)
    assert keys.count <= KEYS_IN_THREE_MINUTES
    assert created.args is not None
    (identity,) = created.args
    made = catalogue.library.load(identity)
    assert recorded_of(made) == points
    assert made.particulars.title == "Kárášjohka - Karasjok 2019"


def test_only_a_total_takes_a_handful_of_keys(
    qtbot: QtBot, paper: PaperDialog, catalogue: AssessmentCatalogue
) -> None:
    keys = Keys()
    type_particulars(paper, keys, "roros", "2021")
    # One more where the user has an instrument of his own.
    while not paper.form.depth_buttons[Depth.QUESTIONS].hasFocus():
        keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Right)
    assert paper.form.published is Depth.TOTAL
    keys.press(Qt.Key.Key_Return)
    keys.type("593")
    with qtbot.waitSignal(paper.assessment_created) as created:
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert created.args is not None
    assert keys.count <= 20
    profile = catalogue.profile(created.args[0])
    assert profile.total == 593


def test_areas_only_leave_the_questions_out_of_the_way(qtbot: QtBot, paper: PaperDialog) -> None:
    paper.form.depth_buttons[Depth.AREAS].click()
    paper.form.start()
    keys = Keys()
    for code in (*"12345678", TOTAL):
        assert QApplication.focusWidget() is paper.form.field(code)
        keys.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is paper.save_button
    assert not paper.form.field("1.1").isEnabled()


def test_on_a_small_screen_the_field_that_one_types_in_is_in_sight(paper: PaperDialog) -> None:
    paper.resize(880, 440)
    assert (paper.width(), paper.height()) == (880, 440)
    paper.form.start()
    keys = Keys()
    window = paper.form_area.viewport()
    for _ in range(54):
        field = QApplication.focusWidget()
        assert isinstance(field, QWidget)
        top = field.mapTo(window, field.rect().topLeft())
        assert window.rect().contains(top)
        assert window.rect().contains(top + field.rect().bottomRight())
        keys.press(Qt.Key.Key_Return)
    assert paper.save_button.hasFocus()


def test_a_sum_that_does_not_fit_is_said_while_one_types(paper: PaperDialog) -> None:
    paper.form.start()
    keys = Keys()
    for value in ("1,5", "8", "0", "7,4", "4,5", "24"):
        keys.type(value)
        keys.press(Qt.Key.Key_Return)
    said = [label.text() for label in paper.form.checks]
    assert said[0] == "Spørsmålene gir 21,4, 2,6 mindre enn det som er trykt. Det trykte gjelder."
    assert said[1:] == [""] * 7


def test_why_a_sum_differs_is_asked_once_it_does_and_kept(
    qtbot: QtBot, paper: PaperDialog, catalogue: AssessmentCatalogue
) -> None:
    keys = Keys()
    type_particulars(paper, keys, "roros", "2021")
    paper.form.choose_depth(Depth.AREAS)
    paper.form.start()
    for value in ("24", "30", "40", "50", "60", "50", "40", "30"):
        keys.type(value)
        keys.press(Qt.Key.Key_Return)
        assert not paper.form.reason_field.isEnabled()
    keys.type("330")
    keys.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is paper.form.reason_field
    keys.type("avrundet i kilden")
    keys.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is paper.save_button
    with qtbot.waitSignal(paper.assessment_created) as created:
        keys.press(Qt.Key.Key_Return)
    assert created.args is not None
    assert sum_reason(catalogue.library.load(created.args[0])) == "avrundet i kilden"
    assert catalogue.summary(created.args[0]).sum_reason == "avrundet i kilden"


def test_the_reason_is_undone_with_the_points_and_left_out_when_the_sums_fit(
    qtbot: QtBot, example_session: SessionOf
) -> None:
    session: Session = example_session("karasjok-2019")

    def typed(total: str, reason: str) -> None:
        dialog = OpenRecordedDialog(session)
        shown(qtbot, dialog)
        dialog.form.field(TOTAL).setText("")
        dialog.form.field(TOTAL).setFocus()
        Keys().type(total)
        if dialog.form.reason_field.isEnabled():
            dialog.form.reason_field.setText(reason)
        dialog.save_button.click()

    typed("215", "trykkfeil")
    assert sum_reason(session.library.load(session.assessment.id)) == "trykkfeil"
    typed("215", "avrundet")
    assert sum_reason(session.assessment) == "avrundet"
    session.undo_stack.undo()
    assert sum_reason(session.assessment) == "trykkfeil"
    session.undo_stack.undo()
    assert sum_reason(session.assessment) == ""
    assert recorded_of(session.assessment)[TOTAL] == 212
    session.undo_stack.redo()
    typed("212", "")
    assert sum_reason(session.assessment) == ""


def test_points_above_the_maximum_are_not_saved_and_said(
    paper: PaperDialog, catalogue: AssessmentCatalogue
) -> None:
    paper.municipality_field.setText("Røros")
    paper.form.start()
    Keys().type("99")
    assert paper.notice_label.text() == "99 er mer enn maksimum, 15."
    paper.save_button.click()
    assert paper.isVisible()
    assert QApplication.focusWidget() is paper.form.field("1.1")
    assert catalogue.listings() == []


def test_nothing_typed_and_no_municipality_are_said(paper: PaperDialog) -> None:
    paper.save_button.click()
    assert "kommune" in paper.notice_label.text()
    paper.municipality_field.setText("Røros")
    paper.save_button.click()
    assert paper.notice_label.text() == "Skriv minst ett tall."


def test_the_points_of_the_open_assessment_are_changed_and_undone(
    qtbot: QtBot, example_session: SessionOf
) -> None:
    session: Session = example_session("karasjok-2019")
    before = recorded_of(session.assessment)
    dialog = OpenRecordedDialog(session)
    shown(qtbot, dialog)
    assert dialog.form.field("1.2").text() == "8"
    assert not dialog.particulars_panel.isVisible()
    keys = Keys()
    keys.press(Qt.Key.Key_Down)
    keys.type("9,5")
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Delete)
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    after = recorded_of(session.assessment)
    assert after["1.2"] == Fraction("9.5")
    assert "1.1" not in after
    session.undo_stack.undo()
    assert recorded_of(session.assessment) == before
    session.undo_stack.redo()
    assert recorded_of(session.library.load(session.assessment.id)) == after


def test_the_profile_page_opens_them_unless_the_measurement_is_finished(
    example_session: SessionOf, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> None:
    session = example_session("karasjok-2019")
    page = shown_pages.open(ProfilePage(session, catalogue))
    page.change_published_points()
    dialog = page.findChild(OpenRecordedDialog)
    assert dialog is not None
    dialog.form.field(TOTAL).setText("220")
    dialog.save_button.click()
    assert session.board.shown_total == 220
    session.finish()
    session.undo_stack.clear()
    page.change_published_points()
    assert [each for each in page.findChildren(OpenRecordedDialog) if each.isVisible()] == []


def test_the_library_shows_what_was_typed_from_paper(
    qtbot: QtBot, catalogue: AssessmentCatalogue
) -> None:
    page = LibraryPage(catalogue)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.new_action.trigger()
    beginning = page.findChild(NewAssessmentDialog)
    assert beginning is not None
    beginning.municipality_field.setText("Røros")
    beginning.year_box.setValue(2021)
    beginning.paper_button.click()
    assert not beginning.isVisible()
    dialog = page.findChild(PaperDialog)
    assert dialog is not None
    assert dialog.year_box.value() == 2021
    dialog.form.choose_depth(Depth.TOTAL)
    dialog.form.field(TOTAL).setText("593")
    dialog.save_button.click()
    row = page.table.current_row
    assert row is not None
    assert row.particulars.municipality == "Røros"
    qtbot.waitUntil(lambda: shown_row(page).is_published)
    assert page.table.assessments.stage_text(shown_row(page)) == "Publisert"
    assert page.table.assessments.detail_text(shown_row(page)) == "skrevet inn fra papir"
    page.stop()


def shown_row(page: LibraryPage) -> AssessmentRow:
    row = page.table.current_row
    assert row is not None
    return row
