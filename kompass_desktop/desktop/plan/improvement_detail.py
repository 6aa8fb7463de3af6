"""The details of the current improvement, in the place of the scenario while they are open."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.service_areas import service_name, service_of, services_of
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop.actions import add_actions, without_argument
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.plan.chosen_list import ChosenList
from kompass_desktop.desktop.plan.gain_text import gain_text
from kompass_desktop.desktop.plan.improvement_links import ImprovementLinks
from kompass_desktop.desktop.plan.lift_list import LiftList
from kompass_desktop.desktop.plan.plan_changes import PlanChanges
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.plan.scale_field import ScaleField
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.widgets.date_field import DateField
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.line_length import limit_line, show_line
from kompass_desktop.desktop.widgets.roomy_area import RoomyArea
from kompass_desktop.desktop.widgets.text_editor import TextEditor
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import status_name


class ImprovementDetail(QWidget):
    """Shows all of an improvement, and stores what is changed in it, each change undoably."""

    closed = Signal()
    """The details are to make room for the scenario again."""

    number_label: QLabel
    gain_label: ElidedLabel
    close_button: KeyButton
    details_scroll: RoomyArea
    title_field: QLineEdit
    status_box: QComboBox
    service_box: QComboBox
    responsible_field: QLineEdit
    begins_field: DateField
    ends_field: DateField
    problem_label: QLabel
    effort_field: ScaleField
    effect_field: ScaleField
    add_lift_button: KeyButton
    lift_list: LiftList
    text_editor: TextEditor
    add_finding_button: KeyButton
    findings_list: ChosenList
    add_after_button: KeyButton
    after_list: ChosenList
    close_action: QAction
    add_lift_action: QAction
    add_finding_action: QAction
    add_after_action: QAction

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "plan/improvement_detail")
        self._shown: Improvement | None = None
        self._edit_session = new_id()
        self._autosave = Autosave(self)
        for field in (self.title_field, self.responsible_field):
            limit_line(field)
        for status in ImprovementStatus:
            self.status_box.addItem(status_name(status))
        self.problem_label.hide()

    def set_state(self, state: PlanState) -> None:
        """Show the current improvement of a page's state."""
        self._state = state
        self._changes = PlanChanges(state)
        self._session = state.session
        self.links = ImprovementLinks(
            self, state, self.lift_list, self.findings_list, self.after_list
        )
        self._connect_fields()
        self._connect_actions()
        state.session.flush_requested.connect(self.flush)
        state.changed.connect(self.show_present)
        state.improvement_chosen.connect(self.show_present)

    @property
    def is_open(self) -> bool:
        """Whether the details are shown and not the scenario."""
        return self.isVisible()

    def flush(self) -> None:
        """Store the typed text now."""
        self._autosave.flush()

    def take_focus(self) -> None:
        """Give the focus to the title, with the cursor at its end."""
        self.title_field.setFocus()
        self.title_field.end(False)

    def put_caret_at(self, query: SearchQuery) -> None:
        """Put the caret where a query is found: in the description, else who is responsible."""
        if query.is_in(self.responsible_field.text()):
            self.responsible_field.setFocus()
            return
        cursor = self.text_editor.textCursor()
        cursor.setPosition(query.place_in(self.text_editor.toPlainText()))
        self.text_editor.setTextCursor(cursor)
        self.text_editor.setFocus()

    def focus_lift(self, measure_point: str) -> None:
        """Give the focus to the levels of a measure point, given its code."""
        self.lift_list.focus_on(measure_point)

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the details, each with its description."""
        return [
            ("0–4", tr("Set the level that the aspect of a measure point should reach")),
            ("S O R E", tr("Choose the aspect")),
            ("Enter", tr("Use the proposed levels of the measure point")),
            ("1–5", tr("Set effort and effect")),
            ("Ctrl K", self.add_lift_action.text()),
            ("Ctrl Shift I", self.add_finding_action.text()),
            ("Ctrl Shift W", self.add_after_action.text()),
            ("Esc", tr("Close the details")),
        ]

    def show_present(self) -> None:
        """Show the current improvement as it is now; a field that is typed in keeps its text."""
        improvement = self._state.improvement
        if self._shown is not None and (improvement is None or improvement.id != self._shown.id):
            self._autosave.flush()
            self._edit_session = new_id()
            for field in (self.begins_field, self.ends_field):
                field.clear()
        self._shown = improvement
        self.details_scroll.setVisible(improvement is not None)
        if improvement is None:
            self.number_label.setText(tr("No improvement is chosen"))
            self.gain_label.setText("")
        elif self.is_open:
            self._show(improvement)

    def _show(self, improvement: Improvement) -> None:
        number = self._state.number(improvement.id)
        self.number_label.setText(tr("Improvement {0}").format(number))
        self.gain_label.setText(self._gain_sentence(improvement))
        if not self._autosave.is_waiting:
            self._fill_text(improvement)
        self._fill_choices(improvement)
        self.links.show(improvement)

    def _gain_sentence(self, improvement: Improvement) -> str:
        gain = self._state.gain(improvement)
        if not gain.points:
            return tr("gives no points yet")
        words = tr("gives {0}, an estimate") if gain.is_estimate else tr("gives {0}")
        return words.format(gain_text(gain))

    # Filling

    def _fill_text(self, improvement: Improvement) -> None:
        for field, text in (
            (self.title_field, improvement.title),
            (self.responsible_field, improvement.responsible),
        ):
            if field.text().strip() != text:
                show_line(field, text)
                field.setCursorPosition(0)
        if self.text_editor.toPlainText().strip() != improvement.text:
            with QSignalBlocker(self.text_editor):
                self.text_editor.setPlainText(improvement.text)

    def _fill_choices(self, improvement: Improvement) -> None:
        statuses = list(ImprovementStatus)
        self.status_box.setCurrentIndex(statuses.index(improvement.status))
        names = [service_name(each) for each in services_of(self._session.assessment)]
        box = self.service_box
        if names != [box.itemText(at) for at in range(box.count())]:
            box.clear()
            box.addItems(names)
        if not box.hasFocus() or box.currentText() != service_name(improvement.service):
            box.setCurrentText(service_name(improvement.service))
            if service_line := box.lineEdit():
                service_line.setCursorPosition(0)
        for field, iso in (
            (self.begins_field, improvement.begins),
            (self.ends_field, improvement.ends),
        ):
            field.year = self._session.assessment.particulars.year
            if not field.hasFocus():
                field.set_iso(iso)
        self.effort_field.show_value(improvement.effort)
        self.effect_field.show_value(improvement.effect)
        self._show_problem()

    # Editing

    def _connect_fields(self) -> None:
        for line in (self.title_field, self.responsible_field):
            line.textEdited.connect(self._autosave.touch)
            line.editingFinished.connect(self._end_typing)
        self.text_editor.textChanged.connect(self._touch_text)
        self._autosave.due.connect(self._give_out)
        self.status_box.activated.connect(self._take_status)
        self.service_box.activated.connect(self._take_service)
        service_line = self.service_box.lineEdit()
        if service_line is not None:
            limit_line(service_line)
            service_line.editingFinished.connect(self._take_service)
        for day in (self.begins_field, self.ends_field):
            day.date_changed.connect(self._show_problem)
            day.date_changed.connect(self._take_dates)
        self.effort_field.value_chosen.connect(lambda value: self._edit(effort=value))
        self.effect_field.value_chosen.connect(lambda value: self._edit(effect=value))

    def _connect_actions(self) -> None:
        add_actions(
            self,
            {
                self.close_action: self.closed.emit,
                self.add_lift_action: self.links.choose_measure_point,
                self.add_finding_action: self.links.choose_finding,
                self.add_after_action: self.links.choose_after,
            },
        )
        for button, action in (
            (self.close_button, self.close_action),
            (self.add_lift_button, self.add_lift_action),
            (self.add_finding_button, self.add_finding_action),
            (self.add_after_button, self.add_after_action),
        ):
            button.clicked.connect(without_argument(action.trigger))

    def _touch_text(self) -> None:
        if self._shown is not None:
            self._autosave.touch()

    def _end_typing(self) -> None:
        self._autosave.flush()
        self._edit_session = new_id()

    def _give_out(self) -> None:
        """Store what was typed in the fields with text."""
        if self._shown is not None:
            now = self._session.assessment.improvements.get(self._shown.id)
            if now is not None:
                typed = replace(
                    now,
                    title=" ".join(self.title_field.text().split()),
                    responsible=" ".join(self.responsible_field.text().split()),
                    text=self.text_editor.toPlainText().strip(),
                )
                if typed != now:
                    self._changes.edit(typed, self._edit_session)

    def _edit(self, **fields: object) -> None:
        """Store other values of the improvement's fields, given by their names."""
        improvement = self._state.improvement
        if improvement is not None:
            edited = replace(improvement, **fields)  # type: ignore[arg-type]
            if edited != improvement:
                self._changes.edit(edited)

    def _take_status(self, index: int) -> None:
        self._edit(status=list(ImprovementStatus)[index])

    def _take_service(self) -> None:
        self._edit(service=service_of(self.service_box.currentText()))

    def _take_dates(self) -> None:
        """Store the dates, unless one of them is none or they are in the wrong order."""
        begins, ends = self.begins_field.iso, self.ends_field.iso
        if begins is not None and ends is not None and not self._order_problem():
            self._edit(begins=begins, ends=ends)

    def _show_problem(self) -> None:
        problem = self.begins_field.problem or self.ends_field.problem or self._order_problem()
        self.problem_label.setText(problem)
        self.problem_label.setVisible(bool(problem))

    def _order_problem(self) -> str:
        begins, ends = self.begins_field.iso, self.ends_field.iso
        if begins and ends and ends < begins:
            return tr("It ends before it begins: correct one of the dates.")
        return ""
