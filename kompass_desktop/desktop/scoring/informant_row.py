"""How one interview rated a measure point."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.records import Interview, Rating
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.level_squares import (
    SQUARE,
    levels_of_rating,
    paint_level_squares,
    squares_width,
)
from kompass_desktop.desktop.widgets.link_row import LinkRow
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import InformantGroup

HEIGHT = 27
HEAD_HEIGHT = 16
MARGIN = 4
GROUP_WIDTH = 104
CODE_WIDTH = 62
FLAG = 13
PITCH = 25

_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class InformantRow(LinkRow):
    """One line: the group, the informant's code and the four levels; leads to the interview."""

    def __init__(
        self,
        interview: Interview,
        group: InformantGroup,
        rating: Rating,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_rating(interview, group, rating)

    def show_rating(self, interview: Interview, group: InformantGroup, rating: Rating) -> None:
        """Show an interview's rating; `group` is the group of the interview."""
        self.interview = interview
        self._group = group
        self._rating = rating
        self.shown = levels_of_rating(rating)
        name = f"{interview.code}, {group.name}: {self.shown.text}"
        if rating.follow_up:
            name += ", " + tr("follow up")
        self.setAccessibleName(name)
        self.setToolTip(self.shown.text + "\n" + tr("Show in the interview"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(MARGIN + GROUP_WIDTH + CODE_WIDTH + FLAG + squares_width(PITCH) + 20, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text_soft"))
        group = QRect(MARGIN, 0, GROUP_WIDTH - 6, self.height() - 1)
        painter.drawText(group, _MIDDLE, self._group.short)
        painter.setPen(theme.color("text"))
        code = QRect(MARGIN + GROUP_WIDTH, 0, CODE_WIDTH, self.height() - 1)
        painter.drawText(code, _MIDDLE, self.interview.code)
        if self._rating.follow_up:
            top = (self.height() - FLAG) // 2
            left = code.right() + 4
            theme.icon("flag", "accent", FLAG).paint(painter, left, top, FLAG, FLAG)
        squares = QRectF(self.rect()).adjusted(0, 0, -MARGIN, -1)
        paint_level_squares(painter, squares, self.shown, PITCH)
        painter.end()


class InformantHead(QWidget):
    """The aspects' letters, each above its column of squares."""

    def __init__(self, letters: tuple[str, ...]) -> None:
        super().__init__()
        self._letters = letters
        self.setFixedHeight(HEAD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        left = self.width() - MARGIN - squares_width(PITCH)
        for index, letter in enumerate(self._letters):
            square = QRect(left + index * PITCH, 0, SQUARE, self.height())
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, letter)
        painter.end()
