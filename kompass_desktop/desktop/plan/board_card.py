"""What a card of the board shows, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.item_list import ITEM_ROLE
from kompass_desktop.desktop.widgets.painted_delegate import write_line
from kompass_desktop.i18n import tr

HEIGHT = 74
LINE = 17
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class BoardCard:
    """An improvement on the board: its number by priority, what it gives, and what it lifts."""

    number: int
    improvement: Improvement
    gain: str
    codes: str

    @property
    def text(self) -> str:
        """Its values as one line, for screen readers and tool tips."""
        parts = (self.improvement.title, self.improvement.responsible, self.codes, self.gain)
        return f"{self.number} " + ", ".join(filter(None, parts))


class CardPainter(QStyledItemDelegate):
    """Paints the title in two lines, and below it who is responsible and what it gives."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: BoardCard = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(4.5, 2.5, -4.5, -3.5)
        self._draw_ground(painter, rect, option)
        inside = rect.adjusted(8, 5, -8, -4)
        self._draw_title(painter, inside, card)
        self._draw_foot(painter, QRectF(inside).adjusted(0, 2 * LINE + 4, 0, 0), card)
        painter.restore()

    def _draw_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(theme.color("accent_soft" if is_chosen else "surface"))
        painter.setPen(
            QPen(theme.color("accent" if is_chosen else "border"), 2 if has_focus else 1)
        )
        painter.drawRoundedRect(rect, 5, 5)

    def _draw_title(self, painter: QPainter, rect: QRectF, card: BoardCard) -> None:
        painter.setFont(theme.font(12, QFont.Weight.DemiBold))
        painter.setPen(theme.color("text" if card.improvement.title else "text_faint"))
        title = card.improvement.title or tr("type a title")
        first, rest = _split(painter, f"{card.number} {title}", rect.width())
        write_line(painter, rect, first, _TOP)
        write_line(painter, rect.adjusted(0, LINE, 0, 0), rest, _TOP)

    def _draw_foot(self, painter: QPainter, rect: QRectF, card: BoardCard) -> None:
        painter.setFont(theme.font(11, QFont.Weight.Bold))
        painter.setPen(theme.color("text"))
        write_line(painter, rect, card.gain, _RIGHT)
        room = painter.fontMetrics().horizontalAdvance(card.gain) + 8
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        who = card.improvement.responsible or card.codes
        out = "" if card.improvement.in_scenario else "☐ "
        write_line(painter, rect.adjusted(0, 0, -room, 0), f"{out}{who}", _TOP)


def _split(painter: QPainter, text: str, width: float) -> tuple[str, str]:
    """Return the words that fit on one line of a width (px), and the others."""
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text[:200]) <= width:
        return text, ""
    words = text.split(" ")
    first = words[0]
    for at, word in enumerate(words[1:], 1):
        longer = f"{first} {word}"
        if metrics.horizontalAdvance(longer) > width:
            return first, " ".join(words[at:])
        first = longer
    return first, ""
