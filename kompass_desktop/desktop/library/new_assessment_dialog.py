"""The dialog for a new assessment (Ctrl+N): its municipality, its year and its dates.

If the municipality has an earlier one, the new one can be made from it: `LastTimeChoice`.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.library.last_time_choice import LastTimeChoice
from kompass_desktop.desktop.widgets.date_field import DateField
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.desktop.widgets.municipality_field import MunicipalityField
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.importing import available_instruments


class NewAssessmentDialog(QDialog):
    """Creates an assessment in the library; emits its id."""

    assessment_created = Signal(str)
    paper_requested = Signal(str, int, str)
    """The result is to be typed in from paper instead: the municipality, year and report so far."""

    form: QFormLayout
    municipality_field: MunicipalityField
    county_label: QLabel
    year_box: QSpinBox
    begins_field: DateField
    ends_field: DateField
    again_box: QCheckBox
    report_field: QLineEdit
    instrument_box: QComboBox
    notice_label: QLabel
    paper_button: QPushButton
    cancel_button: QPushButton
    create_button: QPushButton

    def __init__(
        self,
        catalogue: AssessmentCatalogue,
        parent: QWidget | None = None,
        last: Particulars | None = None,
    ) -> None:
        """Ask for a new assessment; `last` is the one that it is to be made from, or None."""
        super().__init__(parent)
        self._catalogue = catalogue
        self._listed = {
            (listing.particulars.municipality, listing.particulars.year)
            for listing in catalogue.listings()
        }
        load_form(self, "library/new_assessment_dialog")
        limit_line(self.report_field)
        self.year_box.setValue(date.today().year)  # noqa: DTZ011 - the year on the wall
        self._last_time = LastTimeChoice(catalogue, self.again_box, available_instruments(), last)
        self._connect()
        if last is not None:
            self.municipality_field.set_name(last.municipality)
            self.year_box.setFocus()
        self._follow()

    def _connect(self) -> None:
        self.municipality_field.municipality_changed.connect(self._follow)
        self.year_box.valueChanged.connect(self._follow)
        self.again_box.toggled.connect(self._show_instruments)
        self.again_box.toggled.connect(self._show_notice)
        self.instrument_box.currentIndexChanged.connect(self._show_notice)
        self.cancel_button.clicked.connect(self.reject)
        self.create_button.clicked.connect(self._create)
        self.paper_button.clicked.connect(self._leave_for_paper)

    def _follow(self) -> None:
        """Show what follows from the municipality and the year."""
        municipality = self.municipality_field.municipality
        self.county_label.setText(municipality.county if municipality else "")
        for field in (self.begins_field, self.ends_field):
            field.year = self.year_box.value()
        self._last_time.look_for(self.municipality_field.name, self.year_box.value())
        self.form.setRowVisible(self.again_box, not self.again_box.isHidden())
        self._show_instruments()
        self._show_notice()

    def _show_instruments(self) -> None:
        titles = [instrument.title for instrument in self._last_time.instruments]
        with QSignalBlocker(self.instrument_box):
            self.instrument_box.clear()
            self.instrument_box.addItems(titles)
        self.form.setRowVisible(self.instrument_box, len(titles) > 1)

    def _show_notice(self) -> None:
        """Show what comes from last time, and if the municipality has this year already."""
        name, year = self.municipality_field.name, self.year_box.value()
        parts = [self._last_time.notice(self._instrument)]
        if (name, year) in self._listed:
            sentence = tr("{0} {1} is in the library already. This will be one more measurement.")
            parts.insert(0, sentence.format(name, year))
        self._say(" ".join(filter(None, parts)), "soft")

    @property
    def _instrument(self) -> Instrument:
        return self._last_time.instruments[max(0, self.instrument_box.currentIndex())]

    def _leave_for_paper(self) -> None:
        self.reject()
        self.paper_requested.emit(
            self.municipality_field.name, self.year_box.value(), self.report_field.text()
        )

    def _create(self) -> None:
        if not self.municipality_field.name:
            self._say(tr("Type which municipality the measurement is of."), "error")
            self.municipality_field.setFocus()
            return
        if self._has_date_problem():
            return
        try:
            assessment = self._last_time.create(self._particulars(), self._instrument)
        except StorageError as error:
            self._say(str(error), "error")
            return
        self.accept()
        self.assessment_created.emit(assessment.id)

    def _has_date_problem(self) -> bool:
        """Return whether a date is wrong; if so, say which, and go to it."""
        begins, ends = self.begins_field, self.ends_field
        problems = [(begins, begins.problem), (ends, ends.problem)]
        if begins.iso and ends.iso and ends.iso < begins.iso:
            problems.append((ends, tr("The field work ends before it begins.")))
        for field, problem in problems:
            if problem:
                self._say(problem, "error")
                field.setFocus()
                return True
        return False

    def _particulars(self) -> Particulars:
        year = self.year_box.value()
        return Particulars(
            id=new_id(),
            municipality=self.municipality_field.name,
            municipality_number=self.municipality_field.number_in(year),
            year=year,
            report=self.report_field.text().strip(),
            begins=self.begins_field.kept_iso,
            ends=self.ends_field.kept_iso,
            firm=self._catalogue.library.firm().name,
        )

    def _say(self, sentence: str, role: str) -> None:
        self.notice_label.setText(sentence)
        theme.set_role(self.notice_label, role)
