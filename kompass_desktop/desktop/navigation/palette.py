"""A list over the window to go somewhere by a code or by words: «Gå til», and the search.

It knows the entries and what is typed; its owner knows what an entry leads to.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.desktop.navigation.palette_entries import (
    ENTRY_ROLE,
    ROW_HEIGHT,
    EntryList,
    EntryPainter,
    PaletteEntry,
    matching,
)
from kompass_desktop.desktop.runtime.focus_return import FocusReturn
from kompass_desktop.desktop.widgets.shadow import cast_shadow
from kompass_desktop.i18n import tr

WIDTH = 620
ROWS = 10
FROM_TOP = 56
MOST = 200
"""At most so many entries are listed; nobody reads more, and another letter leaves fewer."""

_LIST_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class Palette(QFrame):
    """Lies over the window; `open_with` shows it, and it closes by itself.

    Emits `chosen` with an entry's key, or `dismissed` when nothing was chosen; the focus
    has then gone back to where it was.
    """

    chosen = Signal(str)
    dismissed = Signal()
    query_changed = Signal(str)
    """What is typed, for an owner whose entries depend on it; it answers by `set_entries`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._focus = FocusReturn()
        self.setProperty("role", "card")
        self.field = QLineEdit(self, clearButtonEnabled=True)
        self.field.setProperty("role", "search")
        self.list = QListView(self, uniformItemSizes=True)
        self.list.setProperty("role", "popup")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Results"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing_label = QLabel(tr("No results. Try a code (1.4) or another word."))
        self.nothing_label.setProperty("role", "soft")
        self._column = QVBoxLayout(self)
        self._entries: Sequence[PaletteEntry] = ()
        self._found = EntryList(self)
        self.list.setModel(self._found)
        self.list.setItemDelegate(EntryPainter(self.list))
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.hide()

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.nothing_label)
        cast_shadow(self)

    def open_with(
        self, entries: Sequence[PaletteEntry], hint: str, query: str = "", *, current: str = ""
    ) -> None:
        """Show the palette over the window; `hint` says what can be typed.

        `current` is the key of the entry to begin at, else it is the first one.
        """
        self._focus.remember()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setText(query)
        self.set_entries(entries)
        self._go_to(current)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def _go_to(self, key: str) -> None:
        index = self._found.index_of(key)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def set_entries(self, entries: Sequence[PaletteEntry]) -> None:
        """Show other entries, those that match what is typed."""
        self._entries = entries
        self._search(self.field.text())

    def close_palette(self) -> None:
        """Close it with nothing chosen, and restore the focus."""
        self._give_focus_back()
        self.dismissed.emit()

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
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key in _LIST_KEYS:
            QApplication.sendEvent(self.list, event)
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _search(self, query: str) -> None:
        self.query_changed.emit(query)
        found = matching(self._entries, query)[:MOST]
        self._found.set_entries(found)
        self.list.setVisible(bool(found))
        self.nothing_label.setHidden(bool(found))
        self.list.setCurrentIndex(self._found.index(0, 0))
        self._move_to_top()

    def _move_to_top(self) -> None:
        """Lie centred near the top, as high as what was found needs."""
        window = self._window
        width = min(WIDTH, window.width() - 40)
        rows = min(ROWS, self._found.rowCount())
        self.list.setFixedHeight(rows * ROW_HEIGHT + 8)
        height = self._column.totalSizeHint().height()
        self.setGeometry(
            (window.width() - width) // 2, FROM_TOP, width, min(height, window.height() - FROM_TOP)
        )

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, PaletteEntry):
            self._give_focus_back()
            self.chosen.emit(entry.key)

    def _give_focus_back(self) -> None:
        self.hide()
        self._focus.give_back()
