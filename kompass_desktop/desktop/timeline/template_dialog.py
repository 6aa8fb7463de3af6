"""Inserts a template: one types the start, and sees all dates before they are inserted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from kompass_desktop.assessment.planning.plan_templates import (
    PlanStep,
    PlanTemplate,
    PlanTemplateError,
    whole,
)
from kompass_desktop.assessment.planning.working_days import (
    first_working_day,
    holiday_name,
    is_working_day,
)
from kompass_desktop.desktop.dates import WEEKDAYS, day_fault, fault_text, read_day, shown_day
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import language, tr
from kompass_desktop.report.plan.timeline_text import span_text

DATE_WIDTH = 130


class TemplateDialog(QDialog):
    """Shows a template with its dates from the typed start."""

    inserted = Signal(object)
    """The steps with their dates, a sequence of `PlanStep`."""

    title_label: QLabel
    start_field: QLineEdit
    period_label: QLabel
    note_label: WrappedText
    steps_tree: QTreeWidget
    insert_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, template: PlanTemplate, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        load_form(self, "timeline/template_dialog")
        self._template = template
        self._today = today
        self.steps: Sequence[PlanStep] = ()
        self.title_label.setText(template.title)
        self.steps_tree.setHeaderLabels([tr("Activity"), tr("Begins"), tr("Ends")])
        header = self.steps_tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.resizeSection(column, DATE_WIDTH)
        self.start_field.setText(shown_day(first_working_day(today).isoformat()))
        self.start_field.textChanged.connect(self._show_steps)
        self.insert_button.clicked.connect(self._insert)
        self.cancel_button.clicked.connect(self.reject)
        self._show_steps()
        self.start_field.selectAll()

    def _show_steps(self) -> None:
        """Show the dates from the typed start, or what is wrong with it."""
        self.steps, fault = self._redated()
        self.steps_tree.clear()
        self.insert_button.setEnabled(bool(self.steps))
        if not self.steps:
            self.period_label.setText("")
            self.note_label.setText(fault)
            return
        self.period_label.setText(span_text(whole(self.steps)))
        self.note_label.setText(self._note())
        self._fill_tree()

    def _redated(self) -> tuple[Sequence[PlanStep], str]:
        """Return the steps from the typed start; none, and why, if it cannot be used."""
        typed = self.start_field.text()
        iso = read_day(typed, self._today.year, self._today)
        if not iso:
            fault = day_fault(typed, self._today.year)
            return (), fault_text(fault) if fault else tr("Type when it begins.")
        try:
            return self._template.redated(date.fromisoformat(iso)), ""
        except PlanTemplateError as error:
            return (), str(error)

    def _note(self) -> str:
        days = {day for each in self.steps if each.span for day in _ends(each)}
        wrong = sorted(day for day in days if not is_working_day(day))
        if not wrong:
            return tr("As many working days apart as in the template, without holidays.")
        listed = ", ".join(_named_day(day) for day in wrong)
        return tr("The dates of the template itself. No working days: {0}.").format(listed)

    def _fill_tree(self) -> None:
        items: dict[str, QTreeWidgetItem] = {}
        for step in self.steps:
            span = step.span or whole(self.steps, step.key)
            ends = "" if step.is_milestone else _day_text(span.ends)
            texts = [step.title, _day_text(span.begins), ends]
            above = items.get(step.part_of)
            item = QTreeWidgetItem(above, texts) if above else QTreeWidgetItem(texts)
            if above is None:
                self.steps_tree.addTopLevelItem(item)
            item.setToolTip(0, step.title)
            items[step.key] = item
            if step.span is None:
                font = item.font(0)
                font.setBold(True)
                item.setFont(0, font)
        self.steps_tree.expandAll()
        self.steps_tree.scrollToTop()

    def _insert(self) -> None:
        steps = self.steps
        self.accept()
        self.inserted.emit(steps)


def _ends(step: PlanStep) -> tuple[date, ...]:
    return (step.span.begins, step.span.ends) if step.span else ()


def _day_text(day: date) -> str:
    """Return a day with its weekday."""
    return f"{WEEKDAYS[language()][day.weekday()]} {shown_day(day.isoformat())}"


def _named_day(day: date) -> str:
    """Return a day with its weekday, and the holiday that it is."""
    named = holiday_name(day)
    return f"{_day_text(day)} ({named})" if named else _day_text(day)
