"""Ctrl+F: searches for the typed text immediately, in the open measurement or the whole library.

The panel is shown over the window; Esc restores the focus and the caret. It lists the found
items; its owner shows the chosen one.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop.actions import without_argument
from kompass_desktop.desktop.navigation.list_panel import ListPanel
from kompass_desktop.desktop.navigation.search import (
    PLACES,
    WRITTEN,
    FoundItem,
    FoundKind,
    PlaceIndex,
    found_kinds,
)
from kompass_desktop.desktop.navigation.search_rows import (
    ROW_HEIGHT,
    FoundPainter,
    text_of,
)
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.item_list import ITEM_ROLE, ItemList
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.search import HitsOfKind
from kompass_desktop.storage.errors import StorageError

WIDTH = 760
ROWS = 9
PLACES_AMONG_ALL = 5
"""Questions and measure points that are listed before what people have written."""

_EVERY = ""
"""The key of the filter that shows every kind."""


class SearchPanel(ListPanel):
    """Searches an open assessment and its library; `open_panel` shows it.

    What is typed, the filter and the row stay for the next time, so that one goes through
    what was found with Ctrl+F, Down, Enter.
    """

    chosen = Signal(object)
    """The chosen `FoundItem`; emitted after the focus has been restored."""
    results_shown = Signal()
    """The results from the library for the typed text are listed."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window, WIDTH)
        self._session = session
        self._places = PlaceIndex(session.assessment.instrument)
        self._kinds: list[FoundKind] = []
        self._kind = _EVERY
        self._request = 0
        self._searching = Background(self)
        hint = tr("Search everything that is written: words, parts of words, “phrases”")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.scope_button = QPushButton(tr("Whole library"), self)
        self.scope_button.setCheckable(True)
        self.scope_button.setToolTip(tr("Search all measurements in the library (Ctrl+F)"))
        self.state_label = QLabel(self)
        self._rows = ItemList(text_of, self)
        self._chips = {key: self._chip(key) for key in (_EVERY, PLACES, *WRITTEN)}
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.scope_button.toggled.connect(without_argument(self._search))

    def open_panel(self) -> None:
        """Show it over the window, or if it is shown already, search the other scope."""
        if self.isVisible():
            self.scope_button.toggle()
            return
        self._search()
        self.show_field()

    @property
    def kinds(self) -> Sequence[FoundKind]:
        """The found items, by kind."""
        return self._kinds

    @property
    def items(self) -> list[FoundItem]:
        """The listed items."""
        return self._rows.items

    def hideEvent(self, event: QHideEvent) -> None:
        """Cancel the search, because the library may be closed next."""
        self._request += 1
        super().hideEvent(event)

    # Searching

    def _search(self) -> None:
        """Search for the typed text, and cancel the search for the former one."""
        self._request += 1
        typed = self.field.text()
        here = self._session.assessment.id
        scope = None if self.scope_button.isChecked() else here
        query = SearchQuery.of(typed)
        places = self._places.find(typed)
        request = self._request

        def job() -> list[HitsOfKind]:
            return self._session.library.search(query, scope) if request == self._request else []

        def then(done: Future[list[HitsOfKind]]) -> None:
            if request == self._request:
                self._take(done, query, places)

        self._searching.run(job, then)

    def _take(self, done: Future[list[HitsOfKind]], query: SearchQuery, places: FoundKind) -> None:
        trouble = ""
        found: list[FoundKind] = []
        assessment = self._session.assessment
        try:
            found = found_kinds(done.result(), query, assessment.instrument, assessment.id)
        except StorageError as error:
            trouble = str(error)
        self._kinds = [kind for kind in (places, *found) if kind.items]
        if self._kind not in {kind.key for kind in self._kinds}:
            self._kind = _EVERY
        self._show(trouble)
        self.results_shown.emit()

    def step_tab(self, step: int) -> None:
        """Show the next (1) or the previous (-1) kind of items found."""
        keys = [_EVERY, *(kind.key for kind in self._kinds)]
        self._show_kind(keys[(keys.index(self._kind) + step) % len(keys)])

    def _show_kind(self, key: str) -> None:
        self._kind = key
        self._show("")

    # Showing

    def _show(self, trouble: str) -> None:
        before = self.list.currentIndex().data(ITEM_ROLE)
        items = self._listed()
        self._rows.set_items(items)
        row = items.index(before) if before in items else 0
        self.list.setCurrentIndex(self._rows.index(row, 0))
        self.list.setVisible(bool(items))
        self._show_chips()
        self.state_label.setText(trouble or self._state())
        self.place_with(min(ROWS, len(items)), ROW_HEIGHT)

    def _listed(self) -> list[FoundItem]:
        if self._kind != _EVERY:
            return [item for kind in self._kinds if kind.key == self._kind for item in kind.items]
        return [
            item
            for kind in self._kinds
            for item in (kind.items if kind.items[0].record else kind.items[:PLACES_AMONG_ALL])
        ]

    def _state(self) -> str:
        if SearchQuery.of(self.field.text()).is_empty:
            return tr("A part of a word is enough; quotes keep words together.")
        if not self._kinds:
            return tr("No results. Try another word, a part of it, or the whole library (Ctrl+F).")
        keys = (tr("Enter opens"), tr("Tab chooses what is shown"), tr("Esc goes back"))
        scope = tr("Ctrl+F searches the whole library")
        if self.scope_button.isChecked():
            scope = tr("Ctrl+F searches this measurement only")
        return " · ".join((*keys, scope))

    def _show_chips(self) -> None:
        counts = {kind.key: f"{kind.label} {kind.count}" for kind in self._kinds}
        if len(counts) > 1:
            counts[_EVERY] = tr("Everything")
        for key, chip in self._chips.items():
            chip.setText(counts.get(key, ""))
            chip.setVisible(key in counts)
            chip.setChecked(key == self._kind or len(counts) == 1)

    def _chip(self, key: str) -> QPushButton:
        chip = QPushButton(self)
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(without_argument(partial(self._show_kind, key)))
        return chip

    def _lay_out(self) -> None:
        self.scope_button.setProperty("role", "chip")
        self.scope_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(FoundPainter(self.list))
        self.state_label.setProperty("role", "soft")
        self.state_label.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(self.scope_button)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        for chip in self._chips.values():
            chips.addWidget(chip)
        chips.addStretch()
        self._column.addLayout(top)
        self._column.addLayout(chips)
        self._column.addWidget(self.list)
        self._column.addWidget(self.state_label)

    def choose(self, index: QModelIndex) -> None:
        """Close, and emit the item at an index; nothing for an invalid index."""
        item = index.data(ITEM_ROLE)
        if isinstance(item, FoundItem):
            self.close_panel()
            self.chosen.emit(item)
