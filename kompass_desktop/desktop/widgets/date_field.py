"""A date that may be left out, typed as people type it, or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.dates import day_fault, fault_text, read_day, shown_day
from kompass_desktop.i18n import tr


class DateField(QLineEdit):
    """A line for a date; what is no date is marked, never given out, and stays in the line.

    `year` is the one meant where none is typed.
    """

    date_changed = Signal()
    """The user has typed or picked something else, or taken it away; see `kept_iso`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year = 0
        self._before = ""
        self.setPlaceholderText(tr("dd.mm.yyyy"))
        self._pick = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        self._pick.setToolTip(tr("Choose in the calendar (Alt+↓)"))
        self._pick.triggered.connect(self.open_calendar)
        shortcut = QShortcut(QKeySequence("Alt+Down"), self, self.open_calendar)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.textEdited.connect(self._take)
        self.editingFinished.connect(self._write_out)
        theme.notifier.changed.connect(self._show_icon)
        self._show_icon()

    @property
    def iso(self) -> str | None:
        """The date as ISO, "" for none, or None while the typed text is not a date."""
        return read_day(self.text(), self.year)

    @property
    def problem(self) -> str:
        """A sentence with the reason why the typed text is refused, or ""."""
        fault = day_fault(self.text(), self.year)
        return "" if fault is None else fault_text(fault)

    @property
    def kept_iso(self) -> str:
        """The date to keep: the one typed, else the one from before the typing began.

        "15.9 08" is a date and "15.9 0830" is none, so what is typed may cease to be one.
        """
        iso = self.iso
        return self._before if iso is None else iso

    def set_iso(self, iso: str) -> None:
        """Show a date, or none, but never over text that was refused; nothing is emitted."""
        if not self.problem and iso != self.iso:
            self._show(iso)

    def open_calendar(self) -> None:
        """Open a calendar to choose the date; Esc keeps the present one."""
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(popup)
        calendar.setGridVisible(False)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setSelectedDate(self._shown_first())
        for picked in (calendar.clicked, calendar.activated):
            picked.connect(self._set_picked)
            picked.connect(popup.close)
        column = QVBoxLayout(popup)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(calendar)
        popup.move(self.mapToGlobal(self.rect().bottomLeft()))
        popup.show()
        calendar.setFocus()

    def _shown_first(self) -> QDate:
        if self.iso:
            return QDate.fromString(self.iso, Qt.DateFormat.ISODate)
        today = QDate.currentDate()
        return today if self.year in (0, today.year()) else QDate(self.year, 1, 1)

    def _set_picked(self, picked: QDate) -> None:
        iso = date(picked.year(), picked.month(), picked.day()).isoformat()
        if iso != self.iso:
            self._show(iso)
            self.date_changed.emit()

    def _take(self) -> None:
        self._mark()
        self.date_changed.emit()

    def _write_out(self) -> None:
        iso = self.iso
        if iso is not None:
            self._show(iso)

    def _show(self, iso: str) -> None:
        self._before = iso
        self.setText(shown_day(iso))
        self._mark()

    def _mark(self) -> None:
        problem = self.problem
        role = "failed" if problem else ""
        self.setToolTip(problem)
        self.setAccessibleDescription(problem)
        theme.set_role(self, role)

    def _show_icon(self) -> None:
        self._pick.setIcon(theme.icon("calendar"))
