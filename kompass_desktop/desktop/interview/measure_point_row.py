"""A measure point that is not open: one line with its code, its statement and its levels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QIcon,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.level_squares import (
    ShownLevels,
    levels_of_rating,
    paint_level_squares,
    squares_width,
)
from kompass_desktop.desktop.interview.measure_point_text import CODE_WIDTH, spoken
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.instrument.model import MeasurePoint

HEIGHT = 26
HEIGHT_WITH_QUESTION = 44
"""The height in px of a row that also shows the spoken question."""
MARGIN = 13
FLAG = 14

_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class MeasurePointRow(QWidget):
    """Shows a measure point and an interview's rating of it; emits `opened` on a click.

    It paints itself, which is fast: rows are shown and hidden during an interview.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._statement = ""
        self._spoken = ""
        self._shows_spoken = False
        self._shown = ShownLevels((None, None, None, None))
        self._is_asked = True
        self._is_current = False
        self._is_followed_up = False
        self._flag: QIcon | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.notifier.changed.connect(self._take_colors)

    @property
    def code(self) -> str:
        """The code of the measure point that is shown."""
        return self._code

    @property
    def shown(self) -> ShownLevels:
        """What the squares show."""
        return self._shown

    @property
    def is_asked(self) -> bool:
        """Whether the informant's group is asked it; otherwise its text is pale."""
        return self._is_asked

    def set_point(self, point: MeasurePoint, rating: Rating, *, is_asked: bool) -> None:
        """Show a measure point; `is_asked` is whether the informant's group is asked it."""
        self._code = point.code
        self._statement = point.statement
        self._spoken = spoken(point)
        self._is_asked = is_asked
        self.setToolTip(plain_tip("\n".join(filter(None, (self._statement, self._spoken)))))
        self.set_rating(rating)

    def set_rating(self, rating: Rating) -> None:
        """Show another rating of the same measure point."""
        self._shown = levels_of_rating(rating)
        self._is_followed_up = rating.follow_up
        self.setAccessibleName(f"{self._code} {self._statement}: {self._shown.text}")
        self.update()

    def show_spoken(self, shown: bool) -> None:
        """Show or hide the spoken question in a second line."""
        if shown != self._shows_spoken:
            self._shows_spoken = shown
            self.updateGeometry()
            self.update()

    def set_current(self, current: bool) -> None:
        """Mark the row that Enter opens, or not."""
        if current != self._is_current:
            self._is_current = current
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._height)

    @property
    def _height(self) -> int:
        return HEIGHT_WITH_QUESTION if self._shows_spoken else HEIGHT

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(self._code)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        rect = self.rect().adjusted(MARGIN, 0, -MARGIN, HEIGHT - self._height)
        paint_level_squares(painter, QRectF(rect), self._shown)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(rect, _MIDDLE, self._code)
        rect.setLeft(rect.left() + CODE_WIDTH)
        rect.setRight(rect.right() - squares_width() - 14)
        if self._is_followed_up:
            rect.setRight(rect.right() - FLAG - 6)
            self._paint_flag(painter, rect)
        tint = "text" if self._is_asked else "text_faint"
        self._paint_text(painter, rect, self._statement, tint)
        if self._shows_spoken:
            below = rect.translated(0, HEIGHT_WITH_QUESTION - HEIGHT + 1)
            self._paint_text(painter, below, self._spoken, "text_soft")
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color("surface_soft"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("separator"))
        if self._is_current:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), 5, 5)

    def _paint_flag(self, painter: QPainter, rect: QRect) -> None:
        # Made once, when it is first needed: an icon takes longer than a whole row.
        self._flag = self._flag or theme.icon("flag", "accent", FLAG)
        top = rect.center().y() - FLAG // 2
        self._flag.paint(painter, rect.right() + 6, top, FLAG, FLAG)

    def _take_colors(self) -> None:
        self._flag = None
        self.update()

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, tint: str) -> None:
        painter.setPen(theme.color(tint))
        shown = QFontMetrics(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, _MIDDLE, shown)
