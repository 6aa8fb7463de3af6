"""What is asked of whom, changed in the table by keys, and followed by everything else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kompass_desktop.assessment.asking import asked_of_group, asked_points, choices_of
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.interview.measure_point_filter import InterviewPointFilter
from kompass_desktop.desktop.preparation.coverage_panel import CoveragePanel
from kompass_desktop.desktop.preparation.group_table import GroupColumn
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.session import Session
from tests.desktop.shown_pages import ShownPages

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(
    new_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> PreparationPage:
    """The page with the usual plan, at the part about what is asked."""
    page = shown_pages.show(PreparationPage(new_session, catalogue), 1280, 648)
    page.suggest_button.click()
    page.show_part(Part.COVERAGE)
    return page


def kept_choices(page: PreparationPage, asker: str) -> dict[str, bool]:
    return choices_of(page.session.library.load(page.session.assessment.id), asker)


def go_to(panel: CoveragePanel, code: str, asker: str) -> None:
    panel.matrix_view.go_to(code)
    row = panel.matrix_view.currentIndex().row()
    column = 1 + [each.key for each in panel.matrix.askers].index(asker)
    panel.matrix_view.setCurrentIndex(panel.matrix.index(row, column))


def press(panel: CoveragePanel, key: Qt.Key) -> None:
    QTest.keyClick(panel.matrix_view, key)


def cell(panel: CoveragePanel) -> str:
    return str(panel.matrix_view.currentIndex().data())


def test_space_asks_or_not_and_delete_takes_it_back(page: PreparationPage) -> None:
    panel = page.coverage
    asked = asked_of_group(page.session.assessment, "mayor")[0].code
    go_to(panel, asked, "mayor")
    assert cell(panel) == "✓"
    press(panel, Qt.Key.Key_Space)
    assert cell(panel) == "–"
    assert kept_choices(page, "mayor") == {asked: False}
    page.session.undo_stack.undo()
    assert kept_choices(page, "mayor") == {}
    page.session.undo_stack.redo()
    press(panel, Qt.Key.Key_Delete)
    assert cell(panel) == "✓"
    assert kept_choices(page, "mayor") == {}


def test_a_whole_area_is_asked_in_one_key_and_the_time_follows(page: PreparationPage) -> None:
    panel = page.coverage
    row = [group.key for group in page.session.assessment.instrument.groups].index("mayor")
    before = page.groups.index(row, GroupColumn.MINUTES).data()
    panel.matrix_view.setCurrentIndex(panel.matrix.index(6, 1))
    assert cell(panel) == "–"
    press(panel, Qt.Key.Key_Space)
    assert cell(panel) == "21/21"
    assert kept_choices(page, "mayor") == {"7": True}
    assert page.groups.index(row, GroupColumn.MINUTES).data() != before


def test_an_exception_for_an_interview_leaves_the_group_and_the_others(
    page: PreparationPage,
) -> None:
    panel, assessment = page.coverage, page.session.assessment
    first, second = [i for i in assessment.interviews_in_order() if i.group == "mayor"]
    panel.interview_box.setCurrentIndex(panel.interview_box.findData(first.id))
    panel.interview_box.activated.emit(panel.interview_box.currentIndex())
    asked = asked_points(assessment, first)[0].code
    go_to(panel, asked, first.id)
    press(panel, Qt.Key.Key_Space)
    assert kept_choices(page, first.id) == {asked: False}
    assert asked not in {point.code for point in asked_points(assessment, first)}
    assert asked in {point.code for point in asked_points(assessment, second)}
    assert asked not in InterviewPointFilter(assessment, first).group


def test_an_open_interview_asks_what_was_chosen_since(page: PreparationPage) -> None:
    assessment = page.session.assessment
    first = next(i for i in assessment.interviews_in_order() if i.group == "mayor")
    opened = InterviewPointFilter(assessment, first)
    page.coverage.matrix_view.setCurrentIndex(page.coverage.matrix.index(6, 1))
    press(page.coverage, Qt.Key.Key_Space)
    opened.recount()
    assert {p.code for p in assessment.instrument.area(7).measure_points} <= opened.group


def test_what_nobody_and_one_group_only_is_asked_is_listed_and_led_to(
    page: PreparationPage,
) -> None:
    panel = page.coverage
    assert panel.side.isHidden()
    point = page.session.assessment.instrument.measure_point("1.1.1")
    for group in sorted(point.groups):
        go_to(panel, point.code, group)
        press(panel, Qt.Key.Key_Space)
    assert panel.none_label.text() == "Ingen spørres: 1"
    assert panel.none_list.item(0).text().startswith("1.1.1 ")
    assert panel.summary_label.text() == "164 av 165 målepunkter spørres i intervjuene"
    page.session.undo_stack.undo()
    assert panel.one_label.text() == "Bare én gruppe spørres: 1"
    panel.matrix.fold_all()
    panel.one_list.itemActivated.emit(panel.one_list.item(0))
    index = panel.matrix_view.currentIndex()
    assert panel.matrix.entry(index.row()).code == "1.1.1"
    assert point.statement in panel.cell_label.text()
    assert panel.matrix_view.hasFocus()


def test_rows_are_folded_by_keys(page: PreparationPage) -> None:
    panel = page.coverage
    assert panel.matrix.rowCount() == 8
    panel.matrix_view.setCurrentIndex(panel.matrix.index(0, 0))
    press(panel, Qt.Key.Key_Return)
    questions = len(page.session.assessment.instrument.area(1).questions)
    assert panel.matrix.rowCount() == 8 + questions
    press(panel, Qt.Key.Key_Minus)
    assert panel.matrix.rowCount() == 8
    panel.unfold_button.click()
    assert panel.matrix.rowCount() == 8 + 45 + 165


def test_an_undo_leads_to_the_choice(page: PreparationPage) -> None:
    go_to(page.coverage, "3.2.1", "mayor")
    press(page.coverage, Qt.Key.Key_Space)
    choice = next(iter(page.session.assessment.asking_choices.values()))
    page.show_part(Part.OVERVIEW)
    page.show_record(choice)
    assert page.parts.current is Part.COVERAGE
    row = page.coverage.matrix_view.currentIndex().row()
    assert page.coverage.matrix.entry(row).code == "3.2.1"
