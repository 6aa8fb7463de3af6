"""How one consultant rated a measure point alone, or that it is not shown yet."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.settling import OwnView
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.level_squares import (
    levels_of_rating,
    paint_level_squares,
    squares_width,
)
from kompass_desktop.desktop.scoring.informant_row import HEIGHT, MARGIN, PITCH
from kompass_desktop.i18n import tr

_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class OwnRow(QWidget):
    """One line: the consultant's name, and the four levels once they are shown."""

    def __init__(self, view: OwnView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_view(view)

    def show_view(self, view: OwnView) -> None:
        """Show a consultant's own rating of a measure point, or that it is still hidden."""
        self.view = view
        text = levels_of_rating(view.rating).text if view.is_open else self.state
        self.setAccessibleName(f"{view.member.name}: {text}")
        reason = view.rating.reason.strip() if view.is_open else ""
        self.setToolTip(f"{view.member.name}: {text}" + (f"\n{reason}" if reason else ""))
        self.update()

    @property
    def state(self) -> str:
        """The text in place of levels that are not shown yet."""
        if self.view.rating.is_complete:
            return tr("rated, shown when all have rated")
        return tr("not rated yet")

    def sizeHint(self) -> QSize:
        return QSize(MARGIN + 120 + squares_width(PITCH), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text"))
        room = self.rect().adjusted(MARGIN, 0, -MARGIN, -1)
        squares = squares_width(PITCH) if self.view.is_open else 0
        state = "" if self.view.is_open else self.state
        wanted = painter.fontMetrics().horizontalAdvance(state) + 4
        name_room = room.width() - max(squares, wanted) - 8
        name = painter.fontMetrics().elidedText(
            self.view.member.name, Qt.TextElideMode.ElideRight, max(0, name_room)
        )
        painter.drawText(room, _MIDDLE, name)
        if self.view.is_open:
            shown = levels_of_rating(self.view.rating)
            paint_level_squares(painter, QRectF(room), shown, PITCH)
        else:
            painter.setPen(theme.color("text_faint"))
            beside = QRect(room.right() - wanted, room.top(), wanted, room.height())
            painter.drawText(beside, _MIDDLE, state)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("separator"))
        painter.end()
