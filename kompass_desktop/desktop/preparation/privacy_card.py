"""Personvern: how long the personal data are kept, how many are named, and what can be done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from kompass_desktop.assessment.anonymity import named_count
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.widgets.date_field import DateField
from kompass_desktop.i18n import ntr, tr


class PrivacyCard(QFrame):
    """A field for the retention date, and buttons for what follows from it."""

    retention_changed = Signal(str)
    """The date as ISO, or "" for none."""
    record_requested = Signal()
    anonymise_requested = Signal()
    erase_requested = Signal()

    retain_field: DateField
    problem_label: QLabel
    state_label: QLabel
    record_button: QPushButton
    anonymise_button: QPushButton
    erase_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "preparation/privacy_card")
        self.retain_field.date_changed.connect(self._give_out)
        self.retain_field.textEdited.connect(self._show_problem)
        self.record_button.clicked.connect(self.record_requested)
        self.anonymise_button.clicked.connect(self.anonymise_requested)
        self.erase_button.clicked.connect(self.erase_requested)

    def show_assessment(self, assessment: Assessment, today: date) -> None:
        """Update what is shown, except a date that is being typed."""
        until = assessment.particulars.retain_until
        self.retain_field.year = today.year
        is_typing = self.retain_field.hasFocus() and not self.retain_field.isReadOnly()
        if self.retain_field.iso != until and not is_typing:
            self.retain_field.set_iso(until)
        self._show_problem()
        is_over = bool(until) and date.fromisoformat(until) < today
        named = self._named(named_count(assessment))
        over = tr("The time limit has passed: anonymise or delete.")
        self.state_label.setText(f"{over} {named}" if is_over else named)
        # The team above needs the room if there is nothing to do here.
        self.state_label.setVisible(is_over or bool(named_count(assessment)))
        role = "small-error" if is_over else "small"
        theme.set_role(self.state_label, role)

    def _show_problem(self) -> None:
        self.problem_label.setText(self.retain_field.problem)
        self.problem_label.setVisible(bool(self.retain_field.problem))

    def _named(self, count: int) -> str:
        if not count:
            return tr("No informants have names.")
        return ntr(
            "{0} informant has a name or position.",
            "{0} informants have a name or position.",
            count,
        ).format(count)

    def _give_out(self) -> None:
        self.retention_changed.emit(self.retain_field.kept_iso)
