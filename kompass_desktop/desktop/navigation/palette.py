"""A list over the window to go somewhere by a code or by words: «Gå til», and the search.

It knows the entries and what is typed; its owner knows what an entry leads to.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLabel, QWidget

from kompass_desktop.desktop.navigation.list_panel import ListPanel
from kompass_desktop.desktop.navigation.palette_entries import (
    ROW_HEIGHT,
    EntryPainter,
    PaletteEntry,
    matching,
    text_of,
)
from kompass_desktop.desktop.widgets.item_list import ITEM_ROLE, ItemList
from kompass_desktop.i18n import tr

WIDTH = 620
ROWS = 10
MOST = 200
"""The largest number of listed entries; typing another letter leaves fewer."""


class Palette(ListPanel):
    """A panel over the window; `open_with` shows it, and it closes after a choice or at Esc.

    Emits `chosen` with an entry's key, or `dismissed` when nothing was chosen; the focus has
    been restored then.
    """

    chosen = Signal(str)
    query_changed = Signal(str)
    """The typed text, for an owner whose entries depend on it, and who calls `set_entries`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, WIDTH)
        self.nothing_label = QLabel(tr("No results. Try a code (1.4) or another word."))
        self.nothing_label.setProperty("role", "soft")
        self._entries: Sequence[PaletteEntry] = ()
        self._found = ItemList(text_of, self)
        self.list.setModel(self._found)
        self.list.setItemDelegate(EntryPainter(self.list))
        for part in (self.field, self.list, self.nothing_label):
            self._column.addWidget(part)
        self.field.textChanged.connect(self._search)

    def open_with(
        self, entries: Sequence[PaletteEntry], hint: str, query: str = "", *, current: str = ""
    ) -> None:
        """Show the palette over the window; `hint` explains what can be typed.

        `current` is the key of the entry that is current at first; by default it is the first.
        """
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setText(query)
        self.set_entries(entries)
        self._go_to(current)
        self.show_field()

    def _go_to(self, key: str) -> None:
        rows = (row for row, entry in enumerate(self._found.items) if entry.key == key)
        index = self._found.index(next(rows, -1), 0)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def set_entries(self, entries: Sequence[PaletteEntry]) -> None:
        """Show other entries that match the typed text."""
        self._entries = entries
        self._search(self.field.text())

    def _search(self, query: str) -> None:
        self.query_changed.emit(query)
        found = matching(self._entries, query)[:MOST]
        self._found.set_items(found)
        self.list.setVisible(bool(found))
        self.nothing_label.setHidden(bool(found))
        self.list.setCurrentIndex(self._found.index(0, 0))
        self.place_with(min(ROWS, len(found)), ROW_HEIGHT)

    def choose(self, index: QModelIndex) -> None:
        """Close, and emit the key of the entry at an index; nothing for an invalid index."""
        entry = index.data(ITEM_ROLE)
        if isinstance(entry, PaletteEntry):
            self.close_panel()
            self.chosen.emit(entry.key)
