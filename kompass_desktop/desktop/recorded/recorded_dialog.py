"""The dialogs for published points: of a new assessment, or of the one that is open."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.recorded_entry import (
    Points,
    recorded_changes,
    recorded_of,
    sum_reason,
    sum_reason_changes,
)
from kompass_desktop.assessment.records import Change, Particulars
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.recorded.recorded_form import RecordedForm
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.desktop.widgets.municipality_field import MunicipalityField
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.importing import available_instruments

WIDTH, HEIGHT = 1180, 680
FRAME = 32
"""Pixels that the window's frame and the screen's edge take."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordedDialog(QDialog):
    """The points in a form, and what is wrong with them; a subclass says what saving does."""

    heading_label: QLabel
    particulars_panel: QWidget
    municipality_field: MunicipalityField
    year_box: QSpinBox
    report_field: QLineEdit
    instrument_label: QLabel
    instrument_box: QComboBox
    form_area: QScrollArea
    form: RecordedForm
    notice_label: WrappedText
    cancel_button: QPushButton
    save_button: KeyButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "recorded/recorded_dialog")
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(lambda _checked: self._save_valid())
        # The fields scroll where the screen has no room for all of them.
        free = self.screen().availableSize() - QSize(FRAME, FRAME)
        self.resize(QSize(WIDTH, HEIGHT).boundedTo(free))
        self.form.finished.connect(self._go_on)
        self.form.changed.connect(self._show_problem)
        self.form.field_entered.connect(self._show_field)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, self._save_valid)

    @abstractmethod
    def save(self) -> str:
        """Store what is typed; return a sentence on why that was not possible, or ""."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter goes on, and never saves by accident.
        if event.key() not in _ENTER or self.save_button.hasFocus():
            super().keyPressEvent(event)
        elif self.municipality_field.hasFocus() or self.year_box.hasFocus():
            self.focusNextChild()
        elif self.form.reason_field.hasFocus():
            self.save_button.setFocus()
        else:
            self.form.start()

    def show_form(self, instrument: Instrument, points: Points, reason: str = "") -> None:
        """Show the fields of an instrument with what is known, and why sums differ."""
        self.form.show_points(instrument, points, reason)
        order: list[QWidget] = [
            self.municipality_field,
            self.year_box,
            self.report_field,
            self.instrument_box,
            *self.form.tab_order,
            self.save_button,
            self.cancel_button,
        ]
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

    def _go_on(self) -> None:
        """Go on from the last field: to why the sums differ, if they do and nothing is written."""
        if self.form.differs and not self.form.reason:
            self.form.reason_field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.save_button.setFocus()

    def _save_valid(self) -> None:
        invalid = self.form.invalid
        if invalid is not None:
            self.say(invalid.problem, "error")
            invalid.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        problem = self.save()
        if problem:
            self.say(problem, "error")
        else:
            self.accept()

    def _show_field(self, field: QWidget) -> None:
        self.form_area.ensureWidgetVisible(field)

    def _show_problem(self) -> None:
        invalid = self.form.invalid
        self.say(invalid.problem if invalid else "", "error")

    def say(self, sentence: str, role: str) -> None:
        """Show a sentence beside the buttons."""
        self.notice_label.setText(sentence)
        theme.set_role(self.notice_label, role)


class PaperDialog(RecordedDialog):
    """Creates an assessment of what is published; emits its id."""

    assessment_created = Signal(str)

    def __init__(self, catalogue: AssessmentCatalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._listed = {
            (listing.particulars.municipality, listing.particulars.year)
            for listing in catalogue.listings()
        }
        self._instruments = available_instruments()
        self.setWindowTitle(tr("New from paper"))
        self.heading_label.setText(tr("New from paper"))
        limit_line(self.report_field)
        self.year_box.setValue(date.today().year)  # noqa: DTZ011 - the year on the wall
        self.instrument_box.addItems([instrument.title for instrument in self._instruments])
        for widget in (self.instrument_label, self.instrument_box):
            widget.setVisible(len(self._instruments) > 1)
        self.instrument_box.currentIndexChanged.connect(lambda _index: self._show_form())
        self.municipality_field.municipality_changed.connect(self._show_notice)
        self.year_box.valueChanged.connect(self._show_notice)
        self._show_form()
        self.municipality_field.setFocus()

    def show_particulars(self, name: str, year: int, report: str) -> None:
        """Show the municipality, the year and the source that have been typed already."""
        self.municipality_field.set_name(name)
        self.year_box.setValue(year)
        self.report_field.setText(report)
        if name:
            self.form.start()
        self._show_notice()

    def save(self) -> str:
        if not self.municipality_field.name:
            self.municipality_field.setFocus()
            return tr("Type which municipality the measurement is of.")
        if not self.form.points:
            self.form.start()
            return tr("Type at least one number.")
        year = self.year_box.value()
        particulars = Particulars(
            id=new_id(),
            municipality=self.municipality_field.name,
            municipality_number=self.municipality_field.number_in(year),
            year=year,
            report=self.report_field.text().strip(),
        )
        assessment = Assessment(particulars, self._instrument)
        for change in _changes(assessment, self.form):
            assessment.apply(change)
        try:
            self._catalogue.add(assessment)
        except StorageError as error:
            return str(error)
        self.assessment_created.emit(particulars.id)
        return ""

    @property
    def _instrument(self) -> Instrument:
        return self._instruments[self.instrument_box.currentIndex()]

    def _show_form(self) -> None:
        self.show_form(self._instrument, self.form.points, self.form.reason_field.text())

    def _show_notice(self) -> None:
        name, year = self.municipality_field.name, self.year_box.value()
        sentence = ""
        if (name, year) in self._listed:
            sentence = tr("{0} {1} is in the library already. This will be one more measurement.")
        self.say(sentence.format(name, year), "soft")


class OpenRecordedDialog(RecordedDialog):
    """Changes the published points of the open assessment, as one step that can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        assessment = session.assessment
        self.particulars_panel.hide()
        self.setWindowTitle(tr("Published points"))
        self.heading_label.setText(tr("Published points of {0}").format(assessment.title))
        self.show_form(assessment.instrument, recorded_of(assessment), sum_reason(assessment))
        self.form.start()

    def save(self) -> str:
        changes = _changes(self._session.assessment, self.form)
        if changes:
            self._session.change_undoably(tr("published points"), changes)
        return ""


def _changes(assessment: Assessment, form: RecordedForm) -> list[Change]:
    """Return the changes after which an assessment has what is in a form."""
    return [
        *sum_reason_changes(assessment, form.reason),
        *recorded_changes(assessment, form.points),
    ]
