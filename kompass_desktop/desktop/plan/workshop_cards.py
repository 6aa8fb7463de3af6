"""The cards of a workshop as a list, in the window's size or in large type for a room.

Keys give dots to the current card and take them away; what they do is left to the owner.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kompass_desktop.assessment.planning.workshop_votes import Card
from kompass_desktop.assessment.service_areas import service_name
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.item_list import ITEM_ROLE, ItemList
from kompass_desktop.desktop.widgets.make_current import make_current
from kompass_desktop.desktop.widgets.painted_delegate import write_line
from kompass_desktop.i18n import ntr, tr

ROW_HEIGHT = 42
TITLE, LONG_TITLE, DETAIL, NUMBER = 14, 11, 11, 17
DOT, DOT_PITCH = 8, 11
MOST_SHOWN = 12
"""The most dots that are drawn; the number beside them says how many there are."""
NUMBER_WIDTH = 44
SIDE = 12
"""All lengths in pixels, at a unit of 1."""
LINE_PITCH = 0.86
"""The distance between two lines of a title, as a share of the height of its font."""
ONE_LINE_SHARE, TWO_LINES_SHARE = 0.56, 0.68
"""The share of a row that its title gets: of one line, or two of a smaller size."""


class WorkshopCards(QListView):
    """Shows cards; all sizes are multiplied by the unit, which is 1 in the window."""

    card_chosen = Signal(str)
    """The id of the improvement whose card is the current one, or ""."""
    dots_given = Signal(int)
    """The current card is to get that many dots more, or fewer."""
    taken_off = Signal()
    """The current card is to be taken off the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: ItemList[Card] = ItemList(card_text, self)
        self._painter = _CardPainter(self)
        self.setModel(self._cards)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setProperty("role", "plain")
        self.setAccessibleName(tr("Cards on the table"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def cards(self) -> list[Card]:
        """The cards that are shown, from the top."""
        return self._cards.items

    @property
    def current(self) -> str:
        """The id of the improvement on the current card, or ""."""
        card = self.currentIndex().data(ITEM_ROLE)
        return card.improvement.id if isinstance(card, Card) else ""

    def show_cards(self, cards: list[Card], current: str) -> None:
        """Show cards; `current` is the id of an improvement, the first card if it has none."""
        self.selectionModel().blockSignals(True)
        self._cards.set_items(cards)
        self._go_to(current)
        self.selectionModel().blockSignals(False)
        self.viewport().update()
        if self.current != current:
            self.card_chosen.emit(self.current)

    def choose(self, current: str) -> None:
        """Make the card of an improvement, given its id, the current one."""
        if current != self.current:
            self._go_to(current)

    def magnify(self, unit: float) -> None:
        """Set how many times larger than in the window everything is."""
        self._painter.unit = unit
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        other = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        typed = event.text()
        if not other and typed == "+":
            self.dots_given.emit(1)
        elif not other and typed in ("-", "−", "–"):
            self.dots_given.emit(-1)
        elif not other and typed in tuple("123456789"):
            self.dots_given.emit(int(typed))
        elif not other and event.key() == Qt.Key.Key_Delete:
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a typed letter does not move away from the card."""

    def _go_to(self, improvement: str) -> None:
        ids = [card.improvement.id for card in self._cards.items]
        row = ids.index(improvement) if improvement in ids else 0
        index = self._cards.index(row, 0)
        if ids:
            make_current(self, index)
            self.scrollTo(index)

    def _tell(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.card_chosen.emit(self.current)


def card_text(card: Card) -> str:
    """Return a card for a screen reader: title, service area, measure points and dots."""
    dots = ntr("{0} dot", "{0} dots", card.dots).format(card.dots)
    return ", ".join((card.improvement.title, *_details(card), dots))


def _details(card: Card) -> list[str]:
    return [service_name(card.improvement.service), *card.codes]


class _CardPainter(QStyledItemDelegate):
    """Paints a card: its title, below it the service area and codes, and at the right its dots."""

    unit = 1.0

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._scaled(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        side = self._scaled(SIDE)
        inside = QRectF(option.rect).adjusted(side, 0, -side, -1)
        dots = self._scaled(NUMBER_WIDTH + MOST_SHOWN * DOT_PITCH)
        self._paint_texts(painter, inside.adjusted(0, 0, -dots - side, 0), card)
        self._paint_dots(painter, inside.adjusted(inside.width() - dots, 0, 0, 0), card.dots)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        if is_current:
            painter.fillRect(rect, theme.color("accent_soft"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("border"))
        view = option.widget
        if is_current and view.hasFocus():
            bar = QRect(rect.left(), rect.top(), max(3, self._scaled(3)), rect.height())
            painter.fillRect(bar, theme.color("accent"))

    def _paint_texts(self, painter: QPainter, rect: QRectF, card: Card) -> None:
        title = card.improvement.title or tr("Without a title")
        font = theme.font(self._scaled(TITLE), QFont.Weight.DemiBold)
        is_long = QFontMetricsF(font).horizontalAdvance(title) > rect.width()
        middle = rect.top() + rect.height() * (TWO_LINES_SHARE if is_long else ONE_LINE_SHARE)
        upper = QRectF(rect.left(), rect.top() + self._scaled(2), rect.width(), 0)
        upper.setBottom(middle)
        painter.setPen(theme.color("text"))
        if is_long:
            painter.setFont(theme.font(self._scaled(LONG_TITLE), QFont.Weight.DemiBold))
            write_lines(painter, upper, title)
        else:
            painter.setFont(font)
            write_line(painter, upper, title)
        painter.setFont(theme.font(self._scaled(DETAIL)))
        painter.setPen(theme.color("text_soft"))
        lower = QRectF(rect.left(), middle, rect.width(), rect.bottom() - middle - 2)
        write_line(painter, lower, " · ".join(_details(card)))

    def _paint_dots(self, painter: QPainter, rect: QRectF, dots: int) -> None:
        number = QRectF(rect)
        number.setLeft(rect.right() - self._scaled(NUMBER_WIDTH))
        painter.setFont(theme.font(self._scaled(NUMBER), QFont.Weight.Bold))
        painter.setPen(theme.color("text" if dots else "text_faint"))
        painter.drawText(
            number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(dots)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        radius, pitch = DOT * self.unit / 2, DOT_PITCH * self.unit
        for at in range(min(dots, MOST_SHOWN)):
            middle = QPointF(number.left() - (at + 0.5) * pitch, rect.center().y())
            painter.drawEllipse(middle, radius, radius)

    def _scaled(self, pixels: float) -> int:
        return round(pixels * self.unit)


def write_lines(painter: QPainter, rect: QRectF, text: str) -> None:
    """Write as many lines as fit in `rect` (px); if that is not all, the last ends in dots."""
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    metrics = QFontMetricsF(painter.font())
    height = metrics.height()
    room = max(1, int(rect.height() / (height * LINE_PITCH)))
    layout.beginLayout()
    for at in range(room):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        place = QRectF(rect.left(), rect.top() + at * height * LINE_PITCH, rect.width(), height)
        rest = text[line.textStart() :]
        is_last = at == room - 1
        words = rest if is_last else rest[: line.textLength()]
        write_line(painter, place, words.strip())
    layout.endLayout()
