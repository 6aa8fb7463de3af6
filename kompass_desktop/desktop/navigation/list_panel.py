"""A panel over the window with a field, and below it a list in which the field's keys move."""

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
    """Closes by Esc and when the focus goes elsewhere; Enter chooses the current row."""

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
        """Show the panel, with what was typed selected."""
        self.show_with_focus_in(self.field)
        self.field.selectAll()

    def dismiss(self) -> None:
        """Close it with nothing chosen, and give the focus back."""
        self.close_panel()
        self.dismissed.emit()

    def choose(self, index: QModelIndex) -> None:
        """Do what the row at an index leads to; an invalid index is no row."""
        raise NotImplementedError

    def step_tab(self, step: int) -> None:
        """Do what Tab (1) or Shift+Tab (-1) asks for; the focus stays in the field."""

    def place_with(self, rows: int, row_height: int) -> None:
        """Be as high as so many rows of a height (px) need."""
        self.list.setFixedHeight(rows * row_height + _LIST_EDGES)
        self._column.activate()
        self.place(self._column.totalSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's keys move in the list, choose and close."""
        if event.type() is QEvent.Type.FocusOut and not self._keeps_focus():
            self.hide()
            self.dismissed.emit()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _keeps_focus(self) -> bool:
        """A window that is left, or a menu over it, takes the focus only for a while."""
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
