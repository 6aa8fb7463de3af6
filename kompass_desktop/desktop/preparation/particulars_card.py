"""The particulars of an assessment: municipality, year, report, field work; and finishing it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.widgets.date_field import DateField
from kompass_desktop.desktop.widgets.line_length import limit_line, show_line
from kompass_desktop.desktop.widgets.municipality_field import MunicipalityField
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument


class ParticularsCard(QFrame):
    """Fields for `Particulars`; typed text is emitted automatically after a short time."""

    edited = Signal(object, str)
    """The particulars as typed, and the run of typing that they belong to."""

    municipality_field: MunicipalityField
    county_label: QLabel
    year_box: QSpinBox
    report_field: QLineEdit
    client_field: QLineEdit
    firm_field: QLineEdit
    begins_field: DateField
    ends_field: DateField
    begins_problem_label: QLabel
    problem_label: QLabel
    finish_button: QPushButton
    course_label: WrappedText
    invented_label: QLabel
    instrument_label: QLabel
    wording_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._particulars: Particulars | None = None
        self._edit_session = new_id()
        self._autosave = Autosave(self)
        load_form(self, "preparation/particulars_card")
        lines = (self.report_field, self.client_field, self.firm_field)
        for line in lines:
            limit_line(line)
            line.textEdited.connect(self._touch)
        self._autosave.due.connect(self._give_out)
        self.municipality_field.municipality_changed.connect(self._touch)
        self.year_box.valueChanged.connect(self._touch)
        for day in (self.begins_field, self.ends_field):
            day.date_changed.connect(self._touch)
            day.textEdited.connect(self._show_notes)
        for field in (self.municipality_field, *lines, self.year_box):
            field.editingFinished.connect(self._end_typing)

    @property
    def editors(self) -> tuple[QLineEdit | QSpinBox, ...]:
        """The fields in which the particulars are edited."""
        return (
            self.municipality_field,
            self.year_box,
            self.report_field,
            self.client_field,
            self.firm_field,
            self.begins_field,
            self.ends_field,
        )

    def show_particulars(self, particulars: Particulars) -> None:
        """Show particulars, except in a field that is being edited."""
        is_own = self._particulars is not None and self._typed() == particulars
        self._particulars = particulars
        if not is_own and not self._autosave.is_waiting:
            self._fill(particulars)
        self._show_notes()

    def show_instrument(self, instrument: Instrument) -> None:
        """Show which instrument is used, and whose wording it has."""
        self.instrument_label.setText(instrument.title)
        self.wording_label.setText(instrument.wording)

    def flush(self) -> None:
        """Emit the typed text now."""
        self.year_box.interpretText()
        self._autosave.flush()

    def _fill(self, particulars: Particulars) -> None:
        blocker = QSignalBlocker(self.year_box)
        self.municipality_field.set_name(particulars.municipality)
        self.year_box.setValue(particulars.year)
        show_line(self.report_field, particulars.report)
        show_line(self.client_field, particulars.client)
        show_line(self.firm_field, particulars.firm)
        for day, iso in (
            (self.begins_field, particulars.begins),
            (self.ends_field, particulars.ends),
        ):
            day.year = particulars.year
            day.set_iso(iso)
        self.invented_label.setVisible(particulars.invented)
        blocker.unblock()

    def _typed(self) -> Particulars | None:
        """Return the particulars from the fields, or None before any are shown.

        An empty municipality and what is no date leave what was there before.
        """
        before = self._particulars
        if before is None:
            return None
        year = self.year_box.value()
        name = self.municipality_field.name or before.municipality
        is_same = name == before.municipality
        number = before.municipality_number if is_same else self.municipality_field.number_in(year)
        return replace(
            before,
            municipality=name,
            municipality_number=number,
            year=year,
            report=self.report_field.text().strip(),
            client=self.client_field.text().strip(),
            firm=self.firm_field.text().strip(),
            begins=self.begins_field.kept_iso,
            ends=self.ends_field.kept_iso,
        )

    def _touch(self) -> None:
        for day in (self.begins_field, self.ends_field):
            day.year = self.year_box.value()
        self._show_notes()
        self._autosave.touch()

    def _end_typing(self) -> None:
        self._autosave.flush()
        self._edit_session = new_id()

    def _give_out(self) -> None:
        typed = self._typed()
        if typed is not None and typed != self._particulars:
            self.edited.emit(typed, self._edit_session)

    def _show_notes(self) -> None:
        """Show the county, and what about the dates cannot be right."""
        municipality = self.municipality_field.municipality
        self.county_label.setText(municipality.county if municipality else "")
        self.county_label.setVisible(municipality is not None)
        for label, problem in (
            (self.begins_problem_label, self.begins_field.problem),
            (self.problem_label, self.ends_field.problem or self._order_problem()),
        ):
            label.setText(problem)
            label.setVisible(bool(problem))

    def _order_problem(self) -> str:
        begins, ends = self.begins_field.iso, self.ends_field.iso
        if begins and ends and ends < begins:
            return tr("The field work ends before it begins.")
        return ""
