"""The small editor of a row of the timeline: an activity, or the dates of an improvement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity
from kompass_desktop.assessment.planning.plan_dates import day_of
from kompass_desktop.assessment.planning.timeline import (
    Planned,
    may_follow,
    with_parts,
)
from kompass_desktop.assessment.service_areas import service_name, service_of, services_of
from kompass_desktop.desktop.dates import day_fault, fault_text, read_day, shown_day
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr

_KEY = Qt.ItemDataRole.UserRole


class ActivityDialog(QDialog):
    """Edits a record; what only activities have is hidden for an improvement."""

    saved = Signal(object)
    """The record as it is to be, a `Planned`."""

    title_field: QLineEdit
    begins_field: QLineEdit
    ends_field: QLineEdit
    ends_field_label: QLabel
    milestone_check: QCheckBox
    parent_box: QComboBox
    parent_box_label: QLabel
    service_box: QComboBox
    responsible_field: QLineEdit
    done_check: QCheckBox
    after_list: QListWidget
    error_label: WrappedText
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, assessment: Assessment, record: Planned, parent: QWidget) -> None:
        super().__init__(parent)
        load_form(self, "timeline/activity_dialog")
        self._record = record
        self._fill(assessment)
        self.error_label.hide()
        self.after_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.milestone_check.toggled.connect(self._show_ends)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        self._show_ends()
        self.title_field.selectAll()

    def _fill(self, assessment: Assessment) -> None:
        record = self._record
        self.title_field.setText(record.title)
        self.begins_field.setText(_shown(record.begins))
        self.ends_field.setText(_shown(record.ends))
        self.responsible_field.setText(record.responsible)
        for service in services_of(assessment):
            self.service_box.addItem(service_name(service))
        self.service_box.setCurrentText(service_name(record.service))
        self._fill_after(assessment)
        is_activity = isinstance(record, Activity)
        for widget in (
            self.milestone_check,
            self.done_check,
            self.parent_box,
            self.parent_box_label,
        ):
            widget.setVisible(is_activity)
        if isinstance(record, Activity):
            self.milestone_check.setChecked(record.milestone)
            self.done_check.setChecked(record.done)
            self._fill_parents(assessment, record)

    def _fill_parents(self, assessment: Assessment, record: Activity) -> None:
        own = {each.id for each in with_parts(assessment, record.id)}
        self.parent_box.addItem(tr("nothing"), "")
        for each in assessment.activities_in_order():
            if each.id not in own and not each.milestone:
                self.parent_box.addItem(each.title, each.id)
        self.parent_box.setCurrentIndex(max(0, self.parent_box.findData(record.parent)))

    def _fill_after(self, assessment: Assessment) -> None:
        every: list[Planned] = [*assessment.improvements_in_order()]
        every += assessment.activities_in_order()
        for each in every:
            is_chosen = each.id in self._record.after_ids
            if is_chosen or may_follow(assessment, self._record.id, each.id):
                item = QListWidgetItem(each.title, self.after_list)
                item.setData(_KEY, each.id)
                item.setToolTip(plain_tip(each.title))
                item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)

    def _show_ends(self) -> None:
        is_milestone = isinstance(self._record, Activity) and self.milestone_check.isChecked()
        self.ends_field.setVisible(not is_milestone)
        self.ends_field_label.setVisible(not is_milestone)

    def _save(self) -> None:
        fault = self._fault()
        if fault is not None:
            field, sentence = fault
            self.error_label.setText(sentence)
            self.error_label.show()
            field.setFocus()
            field.selectAll()
            return
        edited = self._edited()
        self.accept()
        self.saved.emit(edited)

    def _fault(self) -> tuple[QLineEdit, str] | None:
        """Return the field that cannot be saved, and why, or None."""
        if not self.title_field.text().strip():
            return self.title_field, tr("Write a title.")
        fields = [self.begins_field]
        fields += [] if self.ends_field.isHidden() else [self.ends_field]
        for field in fields:
            wrong = day_fault(field.text(), self._year())
            if wrong is not None:
                return field, fault_text(wrong)
        begins, ends = self._days()
        if begins and ends and ends < begins:
            return self.ends_field, tr("It cannot end before it begins.")
        return None

    def _edited(self) -> Planned:
        begins, ends = self._days()
        chosen = [
            item.data(_KEY)
            for row in range(self.after_list.count())
            if (item := self.after_list.item(row)).checkState() is Qt.CheckState.Checked
        ]
        edited = replace(
            self._record,
            title=" ".join(self.title_field.text().split()),
            begins=begins,
            ends=ends,
            service=service_of(self.service_box.currentText()),
            responsible=" ".join(self.responsible_field.text().split()),
            after=" ".join(chosen),
        )
        if isinstance(edited, Activity):
            edited = replace(
                edited,
                milestone=self.milestone_check.isChecked(),
                done=self.done_check.isChecked(),
                parent=self.parent_box.currentData(),
            )
        return edited

    def _days(self) -> tuple[str, str]:
        """Return the typed days as they are stored; a milestone has only the first."""
        begins = read_day(self.begins_field.text(), self._year()) or ""
        if self.ends_field.isHidden():
            return begins, ""
        return begins, read_day(self.ends_field.text(), self._year()) or ""

    def _year(self) -> int:
        """Return the year of a day that is typed without one."""
        begun = day_of(self._record.begins)
        return begun.year if begun else date.today().year  # noqa: DTZ011 - the day on the wall


def _shown(iso: str) -> str:
    return shown_day(iso) if day_of(iso) is not None else iso
