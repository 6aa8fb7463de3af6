"""The team's four levels of a measure point, of which one can be chosen to be rated."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.level_squares import LETTERS
from kompass_desktop.desktop.scoring.scoring_line import ASPECTS, ScoringLine
from kompass_desktop.i18n import tr

WIDTH = 28
HEIGHT = 24
PITCH = 33
RADIUS = 4
RING = 2
"""Pixels around the squares, for the ring of the current aspect."""


class TeamSquares(QWidget):
    """Filled where the team has rated, dashed where the interviews propose or nothing is rated."""

    aspect_clicked = Signal(int)
    """The index 0-3 of the aspect."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: ScoringLine | None = None
        self._active: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("The team's rating"))
        theme.notifier.changed.connect(self.update)

    def set_line(self, line: ScoringLine) -> None:
        """Show what the team has rated, and what is proposed for the rest."""
        self._line = line
        description = self._description(line)
        self.setToolTip(description)
        self.setAccessibleDescription(description)
        self.update()

    def set_active(self, index: int | None) -> None:
        """Mark the aspect that the next level goes to, by its index 0-3, or none."""
        if index != self._active:
            self._active = index
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(3 * PITCH + WIDTH + 2 * RING, HEIGHT + 2 * RING)

    def square(self, index: int) -> QRect:
        """Return where the square of the aspect at an index 0-3 is."""
        return QRect(RING + index * PITCH, (self.height() - HEIGHT) // 2, WIDTH, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index in range(len(ASPECTS)):
            if self.square(index).contains(event.position().toPoint()):
                self.aspect_clicked.emit(index)
                return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(len(ASPECTS)):
            self._paint_square(painter, index, self._line)
        if self._line.effective.planned_only:
            line = QRectF(self.square(0) | self.square(len(ASPECTS) - 1))
            bar = QRectF(line.left(), line.center().y() - 1, line.width(), 2)
            painter.fillRect(bar, theme.color("challenge_line"))
        painter.end()

    def _paint_square(self, painter: QPainter, index: int, line: ScoringLine) -> None:
        rect = QRectF(self.square(index))
        given = line.team.levels[index]
        counts = not (line.effective.planned_only or line.effective.not_in_focus)
        filled = given is not None and counts
        self._paint_box(painter, rect, filled=filled, given=given is not None)
        level = line.effective.levels[ASPECTS[index]]
        if level is not None:
            painter.setFont(theme.font(13, _weight(given)))
            painter.setPen(theme.color("on_accent" if filled else "text_soft"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(level))
        if index == self._active:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("challenge_line"), RING))
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), RADIUS + 1, RADIUS + 1)

    def _paint_box(self, painter: QPainter, rect: QRectF, *, filled: bool, given: bool) -> None:
        pen = QPen(theme.color("accent" if filled else "text_faint"), 1)
        if not given:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(theme.color("accent" if filled else "surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _description(self, line: ScoringLine) -> str:
        parts = []
        for index, letter in enumerate(LETTERS):
            level = line.effective.levels[ASPECTS[index]]
            if level is None:
                parts.append(tr("{0} not rated").format(letter))
            elif line.team.levels[index] is None:
                parts.append(tr("{0} proposal {1}").format(letter, level))
            else:
                parts.append(f"{letter} {level}")
        return ", ".join(parts)


def _weight(given: int | None) -> QFont.Weight:
    return QFont.Weight.Normal if given is None else QFont.Weight.Bold
