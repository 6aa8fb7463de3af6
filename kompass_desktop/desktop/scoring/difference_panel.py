"""The picture of where informant groups differ, for all areas or one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from kompass_desktop.assessment.disagreements import differences
from kompass_desktop.desktop.actions import add_action
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.scoring.difference_chart import DifferenceChart
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import ntr, tr


class DifferencePanel(QFrame):
    """Ranks the measure points by spread; a row leads to its measure point."""

    closed = Signal()
    point_chosen = Signal(str)
    """The code of a measure point."""
    message_shown = Signal(str)

    title_label: QLabel
    count_label: QLabel
    area_box: QComboBox
    copy_button: KeyButton
    close_button: KeyButton
    chart_scroll: QScrollArea
    chart_holder: QWidget

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "scoring/difference_panel")
        self._session = session
        instrument = session.assessment.instrument
        self.chart = DifferenceChart(instrument)
        column = QVBoxLayout(self.chart_holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        column.addStretch(1)
        self.title_label.setText(tr("Where groups differ"))
        self.area_box.addItem(tr("All areas"), None)
        for area in instrument.areas:
            self.area_box.addItem(f"{area.code} {area.short}", area.number)
        self.area_box.currentIndexChanged.connect(lambda _index: self.refresh())
        self.setFocusProxy(self.chart)
        self.chart.point_clicked.connect(self.point_chosen)
        self.chart.row_reached.connect(self._reveal)
        self.copy_button.clicked.connect(lambda _checked: self.copy_picture())
        self.close_button.clicked.connect(self.closed)
        add_action(self, tr("Back to the measure points"), ["Esc"], self.closed.emit)
        add_action(self, tr("Copy the picture"), ["Ctrl+Shift+C"], self.copy_picture)
        add_action(self, tr("Show all areas"), ["Alt+0"], lambda: self.show_area(""))

    def enter(self) -> None:
        """Show the differences there are now, and put the focus in the picture."""
        self.refresh()
        self.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_area(self, code: str) -> None:
        """Show one area, given its code, or all with ""."""
        self.area_box.setCurrentIndex(int(code) if code else 0)

    def refresh(self) -> None:
        """Show the differences there are now."""
        found = differences(self._session.assessment, self.area_box.currentData())
        self.chart.show_differences(found)
        text = ntr("{0} measure point", "{0} measure points", len(found)).format(len(found))
        self.count_label.setText(
            text if found else tr("No two informant groups have rated the same otherwise.")
        )

    def _reveal(self, top: float, bottom: float) -> None:
        self.chart_scroll.ensureVisible(0, round((top + bottom) / 2), 0, round(bottom - top))

    def copy_picture(self) -> None:
        """Put the whole picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.chart.grab())
        self.message_shown.emit(tr("The picture is copied. Paste it with Ctrl+V."))
