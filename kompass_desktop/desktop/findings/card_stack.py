"""The cards of a column, one below the other, which scroll if they are too many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.findings.finding_card import CardContent, FindingCard

FINDING_MIME_TYPE = "application/x-kompass-finding"
"""What a dragged card carries: the finding's id."""

CARD_GAP = 8
SIDE_MARGIN = 12
TOP_MARGIN = 6
BOTTOM_MARGIN = 4
INDICATOR_HEIGHT = 3
SCROLL_EDGE = 36
"""Pixels from the top and bottom within which a drag scrolls."""
SCROLL_STEP = 12
SCROLL_MILLISECONDS = 30


class CardStack(QScrollArea):
    """Keeps one card for each finding, in order, and shows where a dropped one would go."""

    height_changed = Signal()
    """The cards need another height than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._cards: dict[str, FindingCard] = {}
        self._content = QWidget()
        self._content.setProperty("role", "plain")
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(SIDE_MARGIN, TOP_MARGIN, SIDE_MARGIN, BOTTOM_MARGIN)
        self._layout.setSpacing(CARD_GAP)
        self._layout.addStretch(1)
        self._content.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._content)
        # The least height of a scroll area is that of its scroll bar: too much for an empty column.
        self.setMinimumHeight(1)
        self._indicator = QFrame(self._content)
        self._indicator.hide()
        self._scroll_by = 0
        self._scrolling = QTimer(self, interval=SCROLL_MILLISECONDS)
        self._scrolling.timeout.connect(self._scroll_on)

    @property
    def cards(self) -> list[FindingCard]:
        """The cards, from the top."""
        return list(self._cards.values())

    def card(self, finding: str) -> FindingCard | None:
        """Return the card of a finding, given its id, or None."""
        return self._cards.get(finding)

    def show_cards(self, contents: Sequence[CardContent]) -> list[FindingCard]:
        """Show these findings in this order; return the cards that are new.

        A card whose finding is still there is kept, with its focus and the text being written;
        those that are left over show other findings, as making a card takes long.
        """
        shown = {content.finding.id for content in contents}
        before, self._cards = self._cards, {}
        spare = [c for each, c in before.items() if each not in shown and not c.is_editing]
        gone = [c for each, c in before.items() if each not in shown and c.is_editing]
        made: list[FindingCard] = []
        for index, content in enumerate(contents):
            card = before.get(content.finding.id) or (spare.pop(0) if spare else None)
            if card is None:
                card = self._make(content)
                made.append(card)
            else:
                card.show_content(content)
            self._cards[content.finding.id] = card
            self._insert(card, index)
        for card in (*spare, *gone):
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        return made

    def height_for(self, width: int) -> int:
        """Return the height (px) at which every card shows in a stack of this width."""
        return self._layout.heightForWidth(width) if self._cards else TOP_MARGIN + BOTTOM_MARGIN

    def reveal(self, card: FindingCard) -> None:
        """Scroll so that a card shows."""
        self.ensureWidgetVisible(card, 0, CARD_GAP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() is QEvent.Type.LayoutRequest:
            self.height_changed.emit()
        return super().eventFilter(watched, event)

    def _make(self, content: CardContent) -> FindingCard:
        card = FindingCard(content, self._content)
        # Queued: the card may be deleted when the drag ends, and must not be on the stack then.
        card.picked_up.connect(lambda: self._drag(card), Qt.ConnectionType.QueuedConnection)
        return card

    def _insert(self, card: FindingCard, index: int) -> None:
        if self._layout.indexOf(card) != index:
            self._layout.removeWidget(card)
            self._layout.insertWidget(index, card)
            card.show()

    # Dragging

    def index_at(self, height: int, dragged: str) -> int:
        """Return the index among the other cards for a drop at a height of the stack (px)."""
        within = self._content.mapFrom(self, QPoint(0, height)).y()
        return sum(card.geometry().center().y() < within for card in self._others(dragged))

    def show_drop(self, height: int, dragged: str) -> None:
        """Show where a card dropped at a height would go; scroll if it is near the edges."""
        self._show_indicator(self.index_at(height, dragged), dragged)
        if height < SCROLL_EDGE:
            self._scroll_by = -SCROLL_STEP
        elif height > self.height() - SCROLL_EDGE:
            self._scroll_by = SCROLL_STEP
        else:
            self._scrolling.stop()
            return
        self._scrolling.start()

    def hide_drop(self) -> None:
        """Hide the line that shows where a card would go."""
        self._indicator.hide()
        self._scrolling.stop()

    @property
    def indicator(self) -> QFrame:
        """The line that shows where a card would go."""
        return self._indicator

    def _others(self, dragged: str) -> list[FindingCard]:
        return [card for finding, card in self._cards.items() if finding != dragged]

    def _show_indicator(self, index: int, dragged: str) -> None:
        above = self._others(dragged)[:index]
        bottom = above[-1].geometry().bottom() + 1 if above else TOP_MARGIN - CARD_GAP + 2
        top = bottom + (CARD_GAP - INDICATOR_HEIGHT) // 2
        width = self._content.width() - 2 * SIDE_MARGIN
        self._indicator.setStyleSheet(f"background: {theme.colors().accent}; border-radius: 1px;")
        self._indicator.setGeometry(SIDE_MARGIN, top, width, INDICATOR_HEIGHT)
        self._indicator.raise_()
        self._indicator.show()

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._scroll_by)

    def _drag(self, card: FindingCard) -> None:
        data = QMimeData()
        data.setData(FINDING_MIME_TYPE, card.finding.id.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(card.grab())
        drag.setHotSpot(QPoint(card.width() // 2, 16))
        drag.exec(Qt.DropAction.MoveAction)


def dragged_finding(data: QMimeData) -> str:
    """Return the id of the dragged finding, or "" if something else is dragged."""
    return bytes(data.data(FINDING_MIME_TYPE).data()).decode("utf-8", "replace")
