"""A column of the board: the improvements of one status as cards that can be dragged."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.desktop.plan.board_card import BoardCard, CardPainter
from kompass_desktop.desktop.widgets.current_in_sight import CurrentInSight
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.item_list import ItemList
from kompass_desktop.desktop.widgets.make_current import make_current

IMPROVEMENT_MIME_TYPE = "application/x-kompass-improvements"
"""What dragged cards carry: the ids of their improvements, as JSON."""


class CardList(ItemList[BoardCard]):
    """The cards of a column, which can be dragged."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(lambda card: card.text, parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled


class BoardColumn(QListView):
    """Shows cards; emits what the user does to them and changes no data."""

    chosen = Signal(str)
    """The id of the improvement whose card is the current one."""
    dropped = Signal(object)
    """The ids of the improvements that were dropped here."""
    left = Signal(int)
    """The left (-1) or right (1) arrow was pressed."""
    opened = Signal()

    def __init__(self, status: ImprovementStatus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = status
        self.cards = CardList(self)
        self._is_showing = False
        self.setModel(self.cards)
        self.setItemDelegate(CardPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        CurrentInSight(self)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.selectionModel().currentChanged.connect(self._say_current)
        # The focus that a click brings has made the first card current already.
        self.pressed.connect(lambda index: self._say_current(index, index))

    @property
    def selected_ids(self) -> list[str]:
        """The ids of the improvements whose cards are selected, from the top."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.cards.items[row].improvement.id for row in rows]

    def show_cards(self, cards: Sequence[BoardCard]) -> None:
        """Show these cards; the list stays scrolled to where it was."""
        if list(cards) == self.cards.items:
            return
        scrolled = self.verticalScrollBar().value()
        self._is_showing = True
        self.cards.set_items(cards)
        self._is_showing = False
        self.verticalScrollBar().setValue(scrolled)

    def choose(self, improvements: Sequence[str], current: str) -> bool:
        """Select cards, and make one the current one; return False if it is not in the column."""
        rows = {card.improvement.id: row for row, card in enumerate(self.cards.items)}
        self._is_showing = True
        self.clearSelection()
        if current in rows:
            index = self.cards.index(rows[current], 0)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
            for each in improvements:
                if each in rows:
                    self.selectionModel().select(self.cards.index(rows[each], 0), flags.Select)
            self.scrollTo(index)
        self._is_showing = False
        return current in rows

    def focus_at(self, row: int) -> None:
        """Give the focus to the column, with the card nearest to a row as the current one."""
        last = self.cards.rowCount() - 1
        if last >= 0:
            index = self.cards.index(max(0, min(row, last)), 0)
            make_current(self, index)
            self._say_current(index, index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first card current where none is; only the user may choose another one.
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._is_showing = event.reason() not in reasons
        super().focusInEvent(event)
        self._is_showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and event.key() in steps:
            self.left.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def _say_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._is_showing:
            self.chosen.emit(self.cards.items[current.row()].improvement.id)

    # Dragging

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        chosen = self.selected_ids
        if not chosen:
            return
        drag = QDrag(self)
        drag.setMimeData(dragged_data(chosen))
        rect = self.visualRect(self.currentIndex())
        drag.setPixmap(self.viewport().grab(rect))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_improvements(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dragged_improvements(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        improvements = dragged_improvements(event.mimeData())
        if improvements:
            event.acceptProposedAction()
            self.dropped.emit(improvements)


def dragged_data(improvements: Sequence[str]) -> QMimeData:
    """Return what a drag of improvements, given their ids, carries."""
    data = QMimeData()
    data.setData(IMPROVEMENT_MIME_TYPE, json.dumps(list(improvements)).encode())
    return data


def dragged_improvements(data: QMimeData) -> list[str]:
    """Return the ids of the dragged improvements, or none if something else is dragged."""
    try:
        found = json.loads(bytes(data.data(IMPROVEMENT_MIME_TYPE).data()) or b"[]")
    except ValueError:
        return []
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
