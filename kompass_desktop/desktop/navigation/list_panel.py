"""A panel over the window with a text field, whose keys also move in the list below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

from kompass_desktop.desktop.widgets.floating_panel import FloatingPanel
from kompass_desktop.i18n import tr

_LIST_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_LIST_EDGES = 8
"""Pixels that the list's edges take above and below its rows."""


class ListPanel(FloatingPanel):
    """A panel that closes at Esc and when it loses the focus; Enter chooses the current row."""

    dismissed = Signal()
    """It was closed with nothing chosen."""

    def __init__(self, window: QWidget, width: int) -> None:
        super().__init__(window, width)
        self.field = QLineEdit(self, clearButtonEnabled=True)
        self.field.setProperty("role", "search")
        self.list = QListView(self, uniformItemSizes=True)
        self.list.setProperty("role", "popup")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Results"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 10, 10, 10)
        self._column.setSpacing(8)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self.choose)

    def show_field(self) -> None:
        """Show the panel with the text of its field selected."""
        self.show_with_focus_in(self.field)
        self.field.selectAll()

    def dismiss(self) -> None:
        """Close the panel without a choice, and restore the focus."""
        self.close_panel()
        self.dismissed.emit()

    def choose(self, index: QModelIndex) -> None:
        """Close and act on the row at an index; nothing for an invalid index."""
        raise NotImplementedError

    def step_tab(self, step: int) -> None:
        """Handle Tab (1) or Shift+Tab (-1); the focus remains in the field."""

    def place_with(self, rows: int, row_height: int) -> None:
        """Set the panel's height to that of a number of rows, each `row_height` px high."""
        self.list.setFixedHeight(rows * row_height + _LIST_EDGES)
        self._column.activate()
        self.place(self._column.totalSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the field's keys that move in the list, choose, or close the panel."""
        if event.type() is QEvent.Type.FocusOut and not self._keeps_focus():
            self.hide()
            self.dismissed.emit()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _keeps_focus(self) -> bool:
        """Whether it need not close: it is hidden, its field has the focus, or no widget has.

        No widget of the program has the focus while another program's window is active.
        """
        focus = QApplication.focusWidget()
        return not self.isVisible() or focus is None or focus is self.field

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.dismiss()
        elif key in _ENTER_KEYS:
            self.choose(self.list.currentIndex())
        elif key in _TAB_STEPS:
            self.step_tab(_TAB_STEPS[key])
        elif key in _LIST_KEYS:
            QApplication.sendEvent(self.list, event)
        else:
            return False
        return True
