"""The dialog for a new assessment (Ctrl+N): its municipality and its year."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from kompass_desktop.assessment.records import Particulars, new_id
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.desktop.widgets.municipality_field import MunicipalityField
from kompass_desktop.i18n import tr
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
    report_field: QLineEdit
    instrument_box: QComboBox
    notice_label: QLabel
    paper_button: QPushButton
    cancel_button: QPushButton
    create_button: QPushButton

    def __init__(self, catalogue: AssessmentCatalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._listed = {
            (listing.particulars.municipality, listing.particulars.year)
            for listing in catalogue.listings()
        }
        self._instruments = available_instruments()
        load_form(self, "library/new_assessment_dialog")
        limit_line(self.report_field)
        self.year_box.setValue(date.today().year)  # noqa: DTZ011 - the year on the wall
        self.instrument_box.addItems([instrument.title for instrument in self._instruments])
        self.form.setRowVisible(self.instrument_box, len(self._instruments) > 1)
        self.municipality_field.municipality_changed.connect(self._show_notice)
        self.year_box.valueChanged.connect(self._show_notice)
        self.cancel_button.clicked.connect(self.reject)
        self.create_button.clicked.connect(self._create)
        self.paper_button.clicked.connect(self._leave_for_paper)
        self._show_notice()

    def _show_notice(self) -> None:
        """Say which county it is, and whether the list has this municipality and year already."""
        municipality = self.municipality_field.municipality
        self.county_label.setText(municipality.county if municipality else "")
        name, year = self.municipality_field.name, self.year_box.value()
        if (name, year) in self._listed:
            sentence = tr("{0} {1} is in the library already. This will be one more measurement.")
            self._say(sentence.format(name, year), "soft")
        else:
            self._say("", "soft")

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
        instrument = self._instruments[self.instrument_box.currentIndex()]
        try:
            assessment = self._catalogue.create(self._particulars(), instrument)
        except StorageError as error:
            self._say(str(error), "error")
            return
        self.accept()
        self.assessment_created.emit(assessment.id)

    def _particulars(self) -> Particulars:
        year = self.year_box.value()
        return Particulars(
            id=new_id(),
            municipality=self.municipality_field.name,
            municipality_number=self.municipality_field.number_in(year),
            year=year,
            report=self.report_field.text().strip(),
            firm=self._catalogue.library.firm().name,
        )

    def _say(self, sentence: str, role: str) -> None:
        self.notice_label.setText(sentence)
        theme.set_role(self.notice_label, role)
