"""A column of findings of one kind, into which cards are dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.desktop.findings.card_stack import CardStack, dragged_finding
from kompass_desktop.desktop.findings.finding_card import (
    ARROWS,
    CardContent,
    CardState,
    FindingCard,
)
from kompass_desktop.i18n import ntr, tr

AS_NEEDED = Qt.ScrollBarPolicy.ScrollBarAsNeeded
SIDE_EDGES = 4
TOP_AND_BOTTOM_EDGES = 8
"""Pixels that the frame's edges and the margins within take."""


class FindingColumn(QWidget):
    """The cards of one kind, in order, with a button for a new one.

    The whole height takes drops; the framed column in it is as high as its cards ask for.
    """

    finding_dropped = Signal(str, int)
    """The finding's id, and its index among the column's other cards, from 0."""
    new_requested = Signal()
    arrow_pressed = Signal(int)
    """An arrow key was pressed on the button for a new finding."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._kind = FindingKind.STRENGTH
        self._frame = QFrame()
        self._title = QLabel()
        self._count = QLabel()
        self._count.setProperty("role", "soft")
        self.stack = CardStack()
        self.stack.height_changed.connect(self._fit_height)
        self.new_button = QPushButton(tr("+ New finding"))
        self.new_button.setProperty("role", "quiet")
        self.new_button.installEventFilter(self)
        self.new_button.clicked.connect(self.new_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setContentsMargins(12, 8, 12, 2)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._count)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(6, 2, 8, 8)
        self._foot.addWidget(self.new_button)
        self._foot.addStretch(1)
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.stack, 1)
        column.addLayout(self._foot)
        lane = QVBoxLayout(self)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.addWidget(self._frame, 1)
        lane.addStretch(0)

    def set_kind(self, kind: FindingKind, title: str) -> None:
        """Make it the column of a kind, with its colour and heading."""
        self._kind = kind
        self._title.setText(title)
        self._title.setProperty("role", kind.value)
        self._frame.setProperty("role", f"column-{kind.value}")
        self.new_button.setAccessibleName(f"{title}: {self.new_button.text()}")

    @property
    def kind(self) -> FindingKind:
        """The kind of its findings."""
        return self._kind

    @property
    def cards(self) -> list[FindingCard]:
        """The cards, from the top."""
        return self.stack.cards

    def show_cards(self, contents: Sequence[CardContent]) -> list[FindingCard]:
        """Show these findings in this order; return the cards that had to be made."""
        made = self.stack.show_cards(contents)
        drafts = sum(content.state is not CardState.FINDING for content in contents)
        found = str(len(contents) - drafts)
        drafted = ntr("{0} draft", "{0} drafts", drafts).format(drafts)
        self._count.setText(f"{found} · {drafted}" if drafts else found)
        self._fit_height()
        return made

    def focus_at(self, index: int) -> None:
        """Give the focus to the card nearest to an index, or to the button if there are none."""
        if self.cards:
            self.cards[min(index, len(self.cards) - 1)].setFocus()
        else:
            self.new_button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.new_button and isinstance(event, QKeyEvent):
            return self._take_arrow(event)
        return super().eventFilter(watched, event)

    def _take_arrow(self, event: QKeyEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or event.key() not in ARROWS:
            return False
        self.arrow_pressed.emit(event.key())
        return True

    def _fit_height(self) -> None:
        ends = self._head.sizeHint().height() + self._foot.sizeHint().height()
        cards = self.stack.height_for(self.width() - SIDE_EDGES)
        self._frame.setMaximumHeight(ends + cards + TOP_AND_BOTTOM_EDGES)
        # A scroll bar makes the cards narrower and thus higher, and would then never disappear.
        fits = ends + cards + TOP_AND_BOTTOM_EDGES <= self.height()
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else AS_NEEDED
        self.stack.setVerticalScrollBarPolicy(bar)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_finding(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.stack.show_drop(self._height_in_stack(event), dragged_finding(event.mimeData()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.stack.hide_drop()

    def dropEvent(self, event: QDropEvent) -> None:
        finding = dragged_finding(event.mimeData())
        index = self.stack.index_at(self._height_in_stack(event), finding)
        self.stack.hide_drop()
        event.acceptProposedAction()
        self.finding_dropped.emit(finding, index)

    def _height_in_stack(self, event: QDropEvent) -> int:
        point: QPoint = event.position().toPoint()
        return self.stack.mapFrom(self, point).y()
