"""The timeline on its panel: keys, mouse, menus and dialogs change the plan; undo takes back."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.plan_records import Activity, Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.plan_templates import bundled_plan_templates
from kompass_desktop.assessment.planning.time_scale import Unit
from kompass_desktop.assessment.planning.timeline import WITHOUT_DATES, Planned, find
from kompass_desktop.assessment.planning.timeline_moves import Edge
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.timeline.activity_dialog import ActivityDialog
from kompass_desktop.desktop.timeline.chart_layout import HANDLE_GAP, Part
from kompass_desktop.desktop.timeline.template_dialog import TemplateDialog
from kompass_desktop.desktop.timeline.timeline_panel import TimelinePanel
from kompass_desktop.i18n import Language
from kompass_desktop.report.paper import Paper
from kompass_desktop.storage.library import Library
from tests.desktop.keyboard import ALT, CTRL, SHIFT, Key, click, focus, press, type_text

TODAY = date(2026, 8, 15)
PanelOf = Callable[[Session], TimelinePanel]

PLAN: tuple[Planned, ...] = (
    Improvement("i1", "Vedta en strategi", begins="2026-03-01", ends="2026-05-31", position=0),
    Improvement("i2", "Bruke den", begins="2026-06-01", ends="2026-08-31", after="i1", position=1),
    Improvement("i3", "Uten tid", position=2),
    Activity("p", "Forprosjekt", position=0),
    Activity("a", "Analyse", "2026-01-10", "2026-02-20", parent="p", position=0),
    Activity("m", "Plan vedtatt", "2026-04-01", milestone=True, parent="p", position=1),
    Activity("q", "Hovedprosjekt", "2026-07-01", "2026-12-31", after="p", position=1),
)


@pytest.fixture
def session(new_session: Session) -> Session:
    new_session.change([Change(None, each) for each in PLAN])
    return new_session


@pytest.fixture
def panel_of(qtbot: QtBot) -> PanelOf:
    def shown(session: Session) -> TimelinePanel:
        panel = TimelinePanel()
        qtbot.addWidget(panel)
        panel.chart.today = lambda: TODAY
        panel.set_session(session)
        panel.resize(1328, 320)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        panel.chart.setFocus()
        return panel

    return shown


@pytest.fixture
def panel(panel_of: PanelOf, session: Session) -> TimelinePanel:
    return panel_of(session)


def dates(session: Session, key: str) -> tuple[str, str]:
    record = find(session.assessment, key)
    assert record is not None
    return record.begins, record.ends


def at_unit(panel: TimelinePanel, unit: Unit) -> None:
    """Zoom until the heads are of a unit."""
    for _ in range(40):
        if panel.chart.unit is unit:
            return
        is_finer = list(Unit).index(unit) < list(Unit).index(panel.chart.unit)
        panel.chart.zoom(1.2 if is_finer else 1 / 1.2)
    raise AssertionError(panel.chart.unit)


def place_of(panel: TimelinePanel, key: str, part: Part) -> QPoint:
    """Return where a part of a row is, in the chart."""
    chart = panel.chart
    layout, index = chart.layout_now, chart.timeline.index(key)
    assert index is not None
    row = chart.timeline.rows[index]
    y = round(layout.middle_of(index))
    ends = layout.ends_of(row)
    left, right = ends or (0.0, 0.0)
    xs = {
        Part.NAME: layout.name_left(row) + 4,
        Part.FOLD: layout.name_left(row) - 6,
        Part.BEGINS: left + 2,
        Part.BODY: (left + right) / 2,
        Part.ENDS: right - 1,
        Part.HANDLE: right + HANDLE_GAP,
        Part.EMPTY: layout.names_width + 400,
    }
    place = QPoint(round(xs[part]), y)
    assert layout.part_at(row, place.x()) is part
    return place


def drag(panel: TimelinePanel, start: QPoint, end: QPoint) -> None:
    view = panel.chart.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    middle = QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2)
    for place in (middle, end):
        QTest.mouseMove(view, place)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def broken_links(panel: TimelinePanel) -> int:
    """Return how many dependencies of the improvements are broken."""
    rows, links = panel.chart.timeline.rows, panel.chart.timeline.links
    return sum(link.is_broken and isinstance(rows[link.then].record, Improvement) for link in links)


def status(session: Session, key: str) -> ImprovementStatus:
    return session.assessment.improvements[key].status


def undo(session: Session) -> None:
    session.undo_stack.undo()


# Keys


def test_arrows_choose_rows_and_say_them_to_screen_readers(
    panel: TimelinePanel, qtbot: QtBot
) -> None:
    assert panel.chart.current == "i1"
    with qtbot.waitSignal(panel.improvement_chosen) as chosen:
        press(Key.Key_Down)
    assert chosen.args == ["i2"]
    description = panel.chart.accessibleDescription()
    assert description == "2 Bruke den, 01.06.2026–31.08.2026, foreslått"
    press(Key.Key_PageUp)
    assert panel.chart.current == "i1"
    assert panel.chart.accessibleName() == "Tidslinje"


@pytest.mark.parametrize(
    ("unit", "begins"),
    [
        (Unit.DAY, "2026-06-02"),
        (Unit.WEEK, "2026-06-08"),
        (Unit.MONTH, "2026-07-01"),
        (Unit.QUARTER, "2026-09-01"),
        (Unit.YEAR, "2027-06-01"),
    ],
)
def test_a_key_moves_by_the_unit_of_the_zoom(
    panel: TimelinePanel, session: Session, unit: Unit, begins: str
) -> None:
    at_unit(panel, unit)
    panel.chart.choose("i2")
    press(Key.Key_Right)
    assert dates(session, "i2")[0] == begins


def test_a_run_of_keys_is_one_step_and_comes_back_to_where_it_began(
    panel: TimelinePanel, session: Session
) -> None:
    session.put(replace(PLAN[0], begins="2026-01-31", ends="2026-03-31"))
    at_unit(panel, Unit.MONTH)
    panel.chart.choose("i1")
    press(Key.Key_Right)
    assert dates(session, "i1")[0] == "2026-02-28"
    press(Key.Key_Left)
    assert dates(session, "i1") == ("2026-01-31", "2026-03-31")
    press(Key.Key_Right, times=3)
    assert dates(session, "i1")[0] == "2026-04-30"
    undo(session)
    assert dates(session, "i1") == ("2026-01-31", "2026-03-31")
    assert not session.undo_stack.canUndo()


def test_shift_moves_the_end_and_alt_shift_the_beginning(
    panel: TimelinePanel, session: Session
) -> None:
    at_unit(panel, Unit.DAY)
    panel.chart.choose("i1")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_Right, ALT | SHIFT, times=2)
    assert dates(session, "i1") == ("2026-03-03", "2026-06-01")
    undo(session)
    assert dates(session, "i1") == ("2026-03-01", "2026-06-01")


def test_an_edge_that_met_the_other_comes_back_at_once(
    panel: TimelinePanel, session: Session
) -> None:
    at_unit(panel, Unit.YEAR)
    panel.chart.choose("i1")
    press(Key.Key_Left, SHIFT, times=5)
    assert dates(session, "i1") == ("2026-03-01", "2026-03-01")
    press(Key.Key_Right, SHIFT)
    assert dates(session, "i1") == ("2026-03-01", "2026-05-31")


def test_moving_a_phase_moves_its_parts_in_one_step(panel: TimelinePanel, session: Session) -> None:
    at_unit(panel, Unit.DAY)
    panel.chart.choose("p")
    press(Key.Key_Right, times=3)
    assert dates(session, "a") == ("2026-01-13", "2026-02-23")
    assert dates(session, "m") == ("2026-04-04", "")
    undo(session)
    assert dates(session, "a") == ("2026-01-10", "2026-02-20")
    assert not session.undo_stack.canUndo()


def test_what_follows_moves_only_if_one_says_so(panel: TimelinePanel, session: Session) -> None:
    at_unit(panel, Unit.MONTH)
    panel.chart.choose("i1")
    press(Key.Key_Right)
    assert dates(session, "i2")[0] == "2026-06-01"
    assert "Det begynner før" not in panel.chart.accessibleDescription()
    assert broken_links(panel) == 1
    assert panel.follow_button.isVisible()
    assert panel.follow_button.text() == "Flytt også 1 som følger"
    press(Key.Key_F, CTRL | SHIFT)
    assert dates(session, "i2") == ("2026-07-02", "2026-10-01")
    assert broken_links(panel) == 0
    assert not panel.follow_button.isVisible()
    undo(session)
    assert dates(session, "i2") == ("2026-06-01", "2026-08-31")


def test_a_broken_dependency_is_said(panel: TimelinePanel, session: Session) -> None:
    session.put(replace(PLAN[1], begins="2026-05-01"))
    panel.chart.choose("i2")
    sentence = "Det begynner før «1 Vedta en strategi» slutter."
    assert sentence in panel.chart.accessibleDescription()
    place = place_of(panel, "i2", Part.BODY)
    assert sentence in panel.chart.tip_at(QPointF(place))


def test_a_key_gives_dates_to_what_has_none(panel: TimelinePanel, session: Session) -> None:
    at_unit(panel, Unit.MONTH)
    panel.chart.show_day(TODAY)
    panel.chart.choose("i3")
    press(Key.Key_Right)
    assert dates(session, "i3") == ("2026-08-15", "2026-09-14")
    assert WITHOUT_DATES not in {row.key for row in panel.chart.timeline.rows}
    assert panel.chart.current == "i3"
    undo(session)
    assert dates(session, "i3") == ("", "")


def test_a_new_activity_is_named_where_it_is(panel: TimelinePanel, session: Session) -> None:
    panel.chart.choose("a")
    press(Key.Key_Insert)
    assert focus() is panel.name_field
    type_text("Samtaler\r")
    assert panel.chart.hasFocus()
    made = session.assessment.activities[panel.chart.current]
    assert (made.title, made.parent) == ("Samtaler", "p")
    press(Key.Key_M, CTRL | SHIFT)
    press(Key.Key_Escape)
    milestone = session.assessment.activities[panel.chart.current]
    assert milestone.milestone
    assert milestone.title == "Ny milepæl"
    titles = [row.record.title for row in panel.chart.timeline.rows if row.record]
    assert titles[2:7] == ["Forprosjekt", "Analyse", "Samtaler", "Ny milepæl", "Plan vedtatt"]


def test_renaming_is_kept_when_one_leaves_it_and_not_after_escape(
    panel: TimelinePanel, session: Session
) -> None:
    panel.chart.choose("i1")
    press(Key.Key_F2)
    type_text("Nytt navn")
    press(Key.Key_Escape)
    assert session.assessment.improvements["i1"].title == "Vedta en strategi"
    press(Key.Key_F2)
    type_text("Nytt navn")
    panel.print_button.setFocus()
    assert session.assessment.improvements["i1"].title == "Nytt navn"
    undo(session)
    assert session.assessment.improvements["i1"].title == "Vedta en strategi"


def test_a_title_that_is_being_typed_is_kept_before_all_is_written(
    panel: TimelinePanel, session: Session
) -> None:
    panel.chart.choose("i1")
    press(Key.Key_F2)
    type_text("Halv")
    session.flush()
    assert session.assessment.improvements["i1"].title == "Halv"


def test_space_marks_as_done_and_not_done(panel: TimelinePanel, session: Session) -> None:
    panel.chart.choose("a")
    press(Key.Key_Space)
    assert session.assessment.activities["a"].done
    panel.chart.choose("i1")
    press(Key.Key_Space)
    assert status(session, "i1") == ImprovementStatus.DONE
    press(Key.Key_Space)
    assert status(session, "i1") == ImprovementStatus.UNDER_WAY


def test_delete_removes_an_activity_with_its_parts_and_can_be_undone(
    panel: TimelinePanel, session: Session, qtbot: QtBot
) -> None:
    panel.chart.choose("p")
    with qtbot.waitSignal(panel.message_shown) as said:
        press(Key.Key_Delete)
    assert said.args == ["«Forprosjekt» er slettet med 2 deler. Ctrl+Z henter dem tilbake."]
    assert set(session.assessment.activities) == {"q"}
    assert panel.chart.current == "q"
    undo(session)
    assert {"p", "a", "m", "q"} == set(session.assessment.activities)


def test_delete_takes_only_the_dates_of_an_improvement(
    panel: TimelinePanel, session: Session
) -> None:
    panel.chart.choose("i1")
    press(Key.Key_Delete)
    assert dates(session, "i1") == ("", "")
    assert panel.chart.current == "i1"


def test_activities_are_arranged_by_keys(
    panel: TimelinePanel, session: Session, qtbot: QtBot
) -> None:
    panel.chart.choose("q")
    press(Key.Key_Right, CTRL)
    assert session.assessment.activities["q"].parent == "p"
    press(Key.Key_Up, ALT)
    order = [each.id for each in session.assessment.activities_in_order()]
    assert order == ["p", "a", "q", "m"]
    press(Key.Key_Left, CTRL)
    assert session.assessment.activities["q"].parent == ""
    with qtbot.waitSignal(panel.message_shown):
        press(Key.Key_Left, CTRL)


def test_a_dependency_is_made_by_a_key(
    panel: TimelinePanel, session: Session, qtbot: QtBot
) -> None:
    panel.chart.choose("i2")
    with qtbot.waitSignal(panel.message_shown) as said:
        press(Key.Key_D, CTRL | SHIFT)
    assert "Ctrl+Shift+D" in said.args[0]
    panel.chart.choose("q")
    press(Key.Key_D, CTRL | SHIFT)
    assert session.assessment.activities["q"].after == "p i2"
    panel.chart.choose("i1")
    press(Key.Key_D, CTRL | SHIFT, times=2)
    panel.chart.choose("a")
    press(Key.Key_D, CTRL | SHIFT)
    assert session.assessment.activities["a"].after == ""


def test_plus_folds_a_phase_and_an_undone_part_is_unfolded(
    panel: TimelinePanel, session: Session
) -> None:
    panel.chart.choose("p")
    press(Key.Key_Plus)
    assert "a" not in {row.key for row in panel.chart.timeline.rows}
    panel.show_activity("a")
    assert panel.chart.current == "a"


def test_zoom_goes_from_days_to_years_and_back_to_the_whole_plan(panel: TimelinePanel) -> None:
    seen = []
    for _ in range(30):
        press(Key.Key_Minus, CTRL)
    for _ in range(30):
        seen += [panel.chart.unit] if panel.chart.unit not in seen else []
        press(Key.Key_Plus, CTRL)
    assert seen == list(reversed(Unit))
    press(Key.Key_0, CTRL)
    assert panel.chart.is_visible(date(2026, 1, 10))
    assert panel.chart.is_visible(date(2026, 12, 31))


def test_home_goes_to_today(panel: TimelinePanel) -> None:
    at_unit(panel, Unit.DAY)
    panel.chart.show_day(date(2026, 1, 1))
    assert not panel.chart.is_visible(TODAY)
    press(Key.Key_Home)
    assert panel.chart.is_visible(TODAY)


def test_a_bar_that_a_key_moves_can_be_seen(panel: TimelinePanel) -> None:
    at_unit(panel, Unit.DAY)
    panel.chart.show_day(date(2027, 6, 1))
    panel.chart.choose("i1")
    press(Key.Key_Right)
    assert panel.chart.is_visible(date(2026, 3, 2))


# The mouse


def test_a_bar_is_dragged_by_its_body_and_its_ends(panel: TimelinePanel, session: Session) -> None:
    at_unit(panel, Unit.DAY)
    width = round(panel.chart.day_width)
    panel.chart.show_day(date(2026, 1, 25))
    start = place_of(panel, "a", Part.BODY)
    drag(panel, start, start + QPoint(round(5 * panel.chart.day_width), 0))
    assert dates(session, "a") == ("2026-01-15", "2026-02-25")
    undo(session)
    assert dates(session, "a") == ("2026-01-10", "2026-02-20")
    assert width > 0
    assert not session.undo_stack.canUndo()


@pytest.mark.parametrize(
    ("part", "expected"),
    [(Part.BEGINS, ("2026-03-08", "2026-05-31")), (Part.ENDS, ("2026-03-01", "2026-06-07"))],
)
def test_an_edge_is_dragged(
    panel: TimelinePanel, session: Session, part: Part, expected: tuple[str, str]
) -> None:
    start = place_of(panel, "i1", part)
    drag(panel, start, start + QPoint(round(7 * panel.chart.day_width), 0))
    assert dates(session, "i1") == expected


def test_escape_gives_up_a_drag(panel: TimelinePanel, session: Session) -> None:
    view = panel.chart.viewport()
    start = place_of(panel, "i1", Part.BODY)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(60, 0))
    press(Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert dates(session, "i1") == ("2026-03-01", "2026-05-31")


def test_a_dependency_is_dragged_from_the_end_of_a_bar(
    panel: TimelinePanel, session: Session, qtbot: QtBot
) -> None:
    drag(panel, place_of(panel, "i2", Part.HANDLE), place_of(panel, "q", Part.BODY))
    assert session.assessment.activities["q"].after == "p i2"
    with qtbot.waitSignal(panel.message_shown) as said:
        drag(panel, place_of(panel, "q", Part.HANDLE), place_of(panel, "i1", Part.BODY))
    assert said.args[0].startswith("Det kan ikke komme etter")
    undo(session)
    assert session.assessment.activities["q"].after == "p"


def test_what_has_no_dates_gets_them_where_it_is_dropped(
    panel: TimelinePanel, session: Session
) -> None:
    at_unit(panel, Unit.MONTH)
    panel.chart.show_day(TODAY)
    panel.resize(1328, 420)
    start = place_of(panel, "i3", Part.NAME)
    x = round(panel.chart.layout_now.x(date(2026, 9, 9)))
    drag(panel, start, QPoint(x, start.y()))
    assert dates(session, "i3") == ("2026-09-07", "2026-10-06")


def test_a_click_folds_and_a_double_click_edits(panel: TimelinePanel, qtbot: QtBot) -> None:
    view = panel.chart.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place_of(panel, "p", Part.FOLD))
    assert "a" not in {row.key for row in panel.chart.timeline.rows}
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place_of(panel, "q", Part.BODY))
    dialog = panel.findChild(ActivityDialog)
    assert dialog is not None
    assert dialog.title_field.text() == "Hovedprosjekt"
    dialog.reject()


def test_the_wheel_with_ctrl_zooms_where_the_mouse_is(panel: TimelinePanel) -> None:
    place = QPointF(place_of(panel, "i1", Part.BODY))
    before, day = panel.chart.day_width, panel.chart.layout_now.day_at(place.x())
    event = QWheelEvent(
        place,
        panel.chart.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel.chart.viewport(), event)
    assert panel.chart.day_width > before
    assert abs((panel.chart.layout_now.day_at(place.x()) - day).days) <= 1


def test_the_menu_of_a_row_takes_a_dependency_away(panel: TimelinePanel, session: Session) -> None:
    panel.chart.choose("i2")
    menu = panel.row_menu()
    action = next(each for each in menu.actions() if "Vedta" in each.text())
    action.trigger()
    menu.deleteLater()
    assert session.assessment.improvements["i2"].after == ""


def test_holidays_are_named_above_the_days(panel: TimelinePanel) -> None:
    at_unit(panel, Unit.DAY)
    panel.chart.show_day(date(2026, 5, 14))
    x = panel.chart.layout_now.x(date(2026, 5, 14)) + 2
    assert panel.chart.tip_at(QPointF(x, 5)) == "torsdag 14. mai 2026, Kristi himmelfartsdag"


def test_a_title_that_is_cut_is_told_whole(panel: TimelinePanel, session: Session) -> None:
    long = "En tittel som er mye lengre enn kolonnen med navn på tidslinjen"
    session.put(replace(PLAN[0], title=long))
    place = QPointF(place_of(panel, "i1", Part.NAME))
    assert long in panel.chart.tip_at(place)
    assert panel.chart.tip_at(QPointF(place_of(panel, "i2", Part.NAME))) == ""


# Dialogs


def opened(panel: TimelinePanel, key: str) -> ActivityDialog:
    panel.chart.choose(key)
    press(Key.Key_Return)
    dialog = panel.findChild(ActivityDialog)
    assert dialog is not None
    return dialog


def test_the_editor_changes_an_activity_as_one_step(panel: TimelinePanel, session: Session) -> None:
    dialog = opened(panel, "a")
    dialog.title_field.setText("Ny analyse")
    dialog.begins_field.setText("2. februar 2026")
    dialog.ends_field.setText("13.2.26")
    dialog.responsible_field.setText("Kommunalsjef")
    dialog.service_box.setCurrentText("Oppvekst")
    dialog.done_check.setChecked(True)
    dialog.parent_box.setCurrentIndex(0)
    dialog.after_list.item(0).setCheckState(Qt.CheckState.Checked)
    click(dialog.save_button)
    assert session.assessment.activities["a"] == Activity(
        "a",
        "Ny analyse",
        "2026-02-02",
        "2026-02-13",
        service="upbringing",
        responsible="Kommunalsjef",
        done=True,
        after="i1",
    )
    undo(session)
    assert session.assessment.activities["a"] == PLAN[4]


def test_a_milestone_has_one_date(panel: TimelinePanel, session: Session) -> None:
    dialog = opened(panel, "a")
    dialog.milestone_check.setChecked(True)
    assert not dialog.ends_field.isVisible()
    click(dialog.save_button)
    assert dates(session, "a") == ("2026-01-10", "")


@pytest.mark.parametrize(
    ("begins", "ends", "sentence"),
    [
        ("33.1.2026", "", "dato"),
        ("12.3.2026", "11.3.2026", "Det kan ikke slutte før det begynner."),
        ("12.3.1826", "", "1900"),
    ],
)
def test_dates_that_cannot_be_are_refused(
    panel: TimelinePanel, session: Session, begins: str, ends: str, sentence: str
) -> None:
    dialog = opened(panel, "a")
    dialog.begins_field.setText(begins)
    dialog.ends_field.setText(ends)
    click(dialog.save_button)
    assert dialog.isVisible()
    assert sentence in dialog.error_label.text()
    assert session.assessment.activities["a"] == PLAN[4]
    dialog.reject()


def test_the_editor_of_an_improvement_has_nothing_that_only_activities_have(
    panel: TimelinePanel, session: Session
) -> None:
    dialog = opened(panel, "i2")
    assert dialog.isVisible()
    assert not dialog.parent_box.isVisible()
    assert not dialog.milestone_check.isVisible()
    dialog.ends_field.setText("30.09.2026")
    click(dialog.save_button)
    assert session.assessment.improvements["i2"] == replace(PLAN[1], ends="2026-09-30")


def test_a_template_is_previewed_and_inserted_as_one_step(
    panel: TimelinePanel, session: Session
) -> None:
    panel.insert_template(bundled_plan_templates()[0])
    dialog = panel.findChild(TemplateDialog)
    assert dialog is not None
    dialog.start_field.setText("10.03.2019")
    assert dialog.period_label.text() == "10.03.2019–07.06.2019"
    assert "Kristi himmelfartsdag" in dialog.note_label.text()
    dialog.start_field.setText("33.03.2027")
    assert not dialog.insert_button.isEnabled()
    dialog.start_field.setText("11.01.2027")
    top = dialog.steps_tree.topLevelItem(0)
    assert top is not None
    assert [top.text(column) for column in (1, 2)] == ["ma. 11.01.2027", "ti. 06.04.2027"]
    click(dialog.insert_button)
    assert len(session.assessment.activities) == 4 + 29
    row = panel.chart.current_row
    assert row is not None
    assert row.record is not None
    assert row.record.title == "Rekruttering av prosjektleder"
    assert "Rekruttering av prosjektleder jan.–april 2027" in panel.phases_label.text()
    undo(session)
    assert len(session.assessment.activities) == 4


def test_the_menu_has_every_template(panel: TimelinePanel) -> None:
    menu = panel.template_button.menu()
    assert isinstance(menu, QMenu)
    texts = [each.text() for each in menu.actions()]
    assert texts == ["Rekruttering av prosjektleder …", "Hovedprosjekt med forprosjekt …"]


# The panel


class Person:
    """Does anything that can be done on the timeline, by chance."""

    def __init__(self, panel: TimelinePanel, session: Session, seed: int) -> None:
        self.panel = panel
        self.session = session
        self.chance = random.Random(seed)

    def act(self) -> None:
        chart, editor, chance = self.panel.chart, self.panel.editor, self.chance
        rows = chart.timeline.rows
        key, other = chance.choice(rows).key, chance.choice(rows).key
        chart.choose(key)
        unit, edge = chance.choice(list(Unit)), chance.choice(list(Edge))
        acts: list[Callable[[], object]] = [
            lambda: self.panel.nudge(edge, chance.choice([-1, 1])),
            lambda: editor.nudge(key, edge, unit, chance.choice([-1, 1])),
            editor.move_followers,
            lambda: editor.link(key, other),
            lambda: editor.unlink(key, other),
            lambda: editor.indent(key),
            lambda: editor.outdent(key),
            lambda: editor.reorder(key, chance.choice([-1, 1])),
            lambda: editor.toggle_done(key),
            lambda: editor.rename(key, chance.choice("ÆØÅ")),
            lambda: editor.add_activity(key, TODAY, unit),
            lambda: editor.add_milestone(key, TODAY),
            lambda: editor.remove(key) if chance.random() < 0.3 else None,
            chart.toggle_fold,
            lambda: chart.zoom(chance.choice([0.5, 2.0])),
        ]
        chance.choice(acts)()

    @property
    def plan(self) -> set[Planned]:
        assessment = self.session.assessment
        return {*assessment.improvements.values(), *assessment.activities.values()}


@pytest.mark.parametrize("seed", range(6))
def test_all_that_was_done_is_undone_and_done_again(
    panel: TimelinePanel, session: Session, library: Library, seed: int
) -> None:
    person = Person(panel, session, seed)
    before = person.plan
    for _ in range(80):
        person.act()
    after = person.plan
    session.flush()
    kept = library.load(session.assessment.id)
    assert {*kept.improvements.values(), *kept.activities.values()} == after
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert person.plan == before
    while session.undo_stack.canRedo():
        session.undo_stack.redo()
    assert person.plan == after


def test_an_empty_plan_says_so_and_takes_an_activity(
    panel_of: PanelOf, new_session: Session
) -> None:
    panel = panel_of(new_session)
    assert panel.chart.accessibleDescription() == "Ingen tiltak eller aktiviteter ennå"
    for key in (Key.Key_Up, Key.Key_Right, Key.Key_Space, Key.Key_Delete, Key.Key_Return):
        press(key)
    press(Key.Key_N, CTRL | SHIFT)
    type_text("Først\r")
    (made,) = new_session.assessment.activities.values()
    assert made.title == "Først"


def test_a_finished_assessment_can_be_planned(panel: TimelinePanel, session: Session) -> None:
    session.finish()
    at_unit(panel, Unit.DAY)
    panel.chart.choose("i1")
    press(Key.Key_Right)
    assert dates(session, "i1")[0] == "2026-03-02"
    undo(session)
    assert dates(session, "i1")[0] == "2026-03-01"


def test_what_was_moved_is_in_the_file(
    panel: TimelinePanel, session: Session, library: Library
) -> None:
    at_unit(panel, Unit.DAY)
    panel.chart.choose("m")
    press(Key.Key_Left, times=2)
    session.flush()
    assert library.load(session.assessment.id).activities["m"].begins == "2026-03-30"


@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.BOKMAL], indirect=True)
@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("width", [1242, 1328])
def test_the_head_fits_small_screens(panel: TimelinePanel, width: int) -> None:
    at_unit(panel, Unit.MONTH)
    panel.chart.choose("i1")
    panel.nudge(Edge.BOTH, 1)
    panel.resize(width, 220)
    QApplication.processEvents()
    assert panel.width() == width
    buttons = (
        panel.follow_button,
        panel.template_button,
        panel.add_button,
        panel.narrower_button,
        panel.wider_button,
        panel.print_button,
    )
    for button in buttons:
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()
        assert button.geometry().right() < width


def test_zoom_place_and_folding_are_as_one_left_them(
    panel: TimelinePanel, panel_of: PanelOf, session: Session
) -> None:
    at_unit(panel, Unit.DAY)
    panel.chart.show_day(date(2026, 5, 14))
    panel.chart.choose("p")
    panel.chart.toggle_fold()
    width, first = panel.chart.view or (0.0, date.min)
    session.flush()
    again = panel_of(session)
    assert again.chart.view is not None
    assert again.chart.view[0] == pytest.approx(width)
    assert again.chart.view[1] == first
    assert again.chart.folded == ("p",)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_timeline_is_printed(
    panel: TimelinePanel, tmp_path: Path, qtbot: QtBot, paper: Paper
) -> None:
    path = tmp_path / "tidslinje.pdf"
    with qtbot.waitSignal(panel.exporter.ended, timeout=20_000):
        panel.exporter.write_print(path, paper)
    text = PdfReader(path).pages[0].extract_text()
    assert "Vedta en strategi" in text


def test_the_milestones_are_exported(panel: TimelinePanel, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "m.ics"
    with qtbot.waitSignal(panel.exporter.ended, timeout=20_000):
        panel.exporter.write_calendar(path)
    calendar = Calendar.from_ical(path.read_bytes())
    assert isinstance(calendar, Calendar)
    assert {str(event["uid"]) for event in calendar.events} == {"m@kompass", "p-ends@kompass"}
