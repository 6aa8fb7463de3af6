"""The tree of areas and questions: its counts, what it leaves out, and where it leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.navigation.question_tree import QuestionFilter, QuestionTreeModel, Role
from kompass_desktop.desktop.navigation.question_tree_view import QuestionTreeView
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.exchange.examples import bundled_instrument


@pytest.fixture
def kompasset() -> Instrument:
    instrument = bundled_instrument("kommunekompasset-2.1")
    assert instrument is not None
    return instrument


@pytest.fixture
def done() -> set[str]:
    return {"1.4.1", "1.4.2"}


@pytest.fixture
def tree(kompasset: Instrument, done: set[str]) -> QuestionTreeModel:
    return QuestionTreeModel(kompasset, done.__contains__)


@pytest.fixture
def view(qtbot: QtBot, tree: QuestionTreeModel) -> QuestionTreeView:
    view = QuestionTreeView()
    qtbot.addWidget(view)
    view.resize(250, 600)
    view.set_tree(tree)
    view.show()
    qtbot.waitExposed(view)
    return view


def counts(tree: QuestionTreeModel, code: str) -> tuple[int, int]:
    index = tree.index_of(code)
    row = index.data(Role.ROW)
    return row.done, row.total


def test_it_holds_every_area_question_and_measure_point(tree: QuestionTreeModel) -> None:
    areas = [tree.index(row, 0) for row in range(tree.rowCount())]
    questions = [tree.index(row, 0, area) for area in areas for row in range(tree.rowCount(area))]
    points = sum(tree.rowCount(question) for question in questions)

    assert (len(areas), len(questions), points) == (8, 45, 165)
    assert areas[0].data() == "1 Offentlighet og demokrati"
    assert tree.index_of("1.4.3").parent() == tree.index_of("1.4")


def test_it_keeps_the_rules_of_item_models(tree: QuestionTreeModel, done: set[str]) -> None:
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Warning)
    done.add("1.4.3")
    tree.refresh("1.4.3")
    tree.recount()
    assert tester.model() is tree


def test_it_counts_what_is_done_in_a_question_and_its_area(tree: QuestionTreeModel) -> None:
    assert counts(tree, "1.4") == (2, 7)
    assert counts(tree, "1") == (2, tree.index_of("1").data(Role.ROW).total)
    assert counts(tree, "2")[0] == 0


def test_it_counts_only_the_measure_points_that_are_asked(tree: QuestionTreeModel) -> None:
    tree.set_counted({"1.4.2", "1.4.3"})
    assert counts(tree, "1.4") == (1, 2)
    assert counts(tree, "2.1") == (0, 0)


def test_a_rating_is_counted_and_told_for_all_that_it_is_within(
    tree: QuestionTreeModel, done: set[str], qtbot: QtBot
) -> None:
    changed: list[str] = []
    tree.dataChanged.connect(lambda first, _last: changed.append(first.data(Role.CODE)))
    done.add("1.4.3")
    tree.refresh("1.4.3")
    assert counts(tree, "1.4") == (3, 7)
    assert changed == ["1.4.3", "1.4", "1"]


def test_a_screen_reader_is_told_the_progress(tree: QuestionTreeModel) -> None:
    spoken = tree.index_of("1.4").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("2 av 7 vurdert")


def test_the_filter_leaves_out_questions_and_areas_without_measure_points(
    tree: QuestionTreeModel,
) -> None:
    shown = QuestionFilter(tree)
    shown.set_shown({"1.4.3", "3.2.1"})
    areas = [shown.index(row, 0) for row in range(shown.rowCount())]

    assert [area.data(Role.CODE) for area in areas] == ["1", "3"]
    assert shown.rowCount(areas[0]) == 1
    assert not shown.index_of("1.1").isValid()

    shown.set_shown(None)
    assert shown.rowCount() == 8


def test_all_is_shown_after_a_filter_with_what_was_expanded(view: QuestionTreeView) -> None:
    view.show_code("1.4")
    view.set_shown({"1.4.3"})
    view.set_shown(None)
    assert view.is_expanded("1")
    assert not view.is_expanded("2")


def rect_middle(view: QuestionTreeView, code: str) -> QPoint:
    return view.visualRect(index_of(view, code)).center()


def index_of(view: QuestionTreeView, code: str) -> QModelIndex:
    model = view.model()
    assert isinstance(model, QuestionFilter)
    return model.index_of(code)


def click(view: QuestionTreeView, at: QPoint) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_a_click_on_a_question_leads_there(view: QuestionTreeView, qtbot: QtBot) -> None:
    view.show_code("1.4")
    with qtbot.waitSignal(view.code_chosen) as chosen:
        click(view, rect_middle(view, "1.2"))
    assert chosen.args == ["1.2"]


def test_a_click_on_an_area_opens_and_shuts_it(view: QuestionTreeView) -> None:
    click(view, rect_middle(view, "3"))
    assert view.is_expanded("3")
    click(view, rect_middle(view, "3"))
    assert not view.is_expanded("3")


def test_a_click_before_a_question_shows_its_measure_points(view: QuestionTreeView) -> None:
    view.show_code("1.4")
    at = view.visualRect(index_of(view, "1.4"))
    click(view, QPoint(20, at.center().y()))
    assert view.is_expanded("1.4")


def test_arrow_keys_lead_nowhere_before_enter(view: QuestionTreeView, qtbot: QtBot) -> None:
    view.show_code("1.4")
    chosen: list[str] = []
    view.code_chosen.connect(chosen.append)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen == []
    assert view.open_code == "1.4"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen == ["1.5"]


def test_the_row_of_the_open_place_is_in_view(
    view: QuestionTreeView, kompasset: Instrument
) -> None:
    view.resize(250, 120)
    view.show_code(kompasset.measure_points[-1].code)
    row = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(row.center())
    assert view.currentIndex().data(Role.CODE) == kompasset.questions[-1].code


def test_rows_are_painted_with_their_progress(view: QuestionTreeView, done: set[str]) -> None:
    before = view.grab().toImage()
    done.update(f"2.1.{number}" for number in range(1, 4))
    tree = view.model()
    assert isinstance(tree, QuestionFilter)
    source = tree.sourceModel()
    assert isinstance(source, QuestionTreeModel)
    source.recount()
    assert view.grab().toImage() != before
