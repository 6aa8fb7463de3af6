"""A measure point on four scales, large enough for a projector: who sees it where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.consensus import DISAGREEMENT, spreads
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.scoring.scoring_line import ScoringLine
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL, LEVELS, Instrument

ROW = 76
LEAST_ROW = 62
NAME_WIDTH = 130
SIDE = 60
DOT = 8.0
SQUARE = 26.0


class LevelScales(QWidget):
    """One scale 0-4 for each aspect: the groups above it, the team's level on it."""

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self._line: ScoringLine | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.notifier.changed.connect(self.update)

    def show_line(self, line: ScoringLine) -> None:
        """Show how the groups see a measure point, and how the team rates it."""
        self._line = line
        self.setAccessibleName(self.spoken(line))
        self.update()

    def spoken(self, line: ScoringLine) -> str:
        """Return the text of the scales for screen readers."""
        parts = []
        for index, wording in enumerate(self._instrument.aspects):
            given = [
                f"{self._instrument.group(view.group).name} {view.levels[index]}"
                for view in line.views
                if view.levels[index] is not None
            ]
            team = line.team.levels[index]
            given += [tr("The team {0}").format(team)] if team is not None else []
            parts.append(f"{wording.name}: {', '.join(given)}")
        return "; ".join(parts)

    def sizeHint(self) -> QSize:
        return QSize(640, ROW * len(self._instrument.aspects))

    def minimumSizeHint(self) -> QSize:
        return QSize(440, LEAST_ROW * len(self._instrument.aspects))

    @property
    def _row_height(self) -> float:
        return min(ROW, self.height() / len(self._instrument.aspects))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, spread in enumerate(spreads(self._line.views)):
            self._paint_scale(painter, index, self._line, spread)
        painter.end()

    def _x(self, level: int) -> float:
        left = NAME_WIDTH + SIDE
        return left + (self.width() - SIDE - left) * level / HIGHEST_LEVEL

    def _paint_scale(self, painter: QPainter, index: int, line: ScoringLine, spread: int) -> None:
        top = index * self._row_height
        y = top + self._row_height * 0.62
        painter.setFont(theme.font(17, QFont.Weight.DemiBold))
        painter.setPen(theme.color("text"))
        name = QRectF(0, top, NAME_WIDTH, self._row_height)
        name_flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(name, name_flags, self._instrument.aspects[index].short)
        painter.setPen(QPen(theme.color("border_strong"), 2))
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(HIGHEST_LEVEL), y))
        self._paint_levels(painter, y)
        given: dict[int, list[str]] = {}
        for view in line.views:
            level = view.levels[index]
            if level is not None:
                given.setdefault(level, []).append(view.group)
        if given:
            shade = "weakness" if spread >= DISAGREEMENT else "accent"
            painter.setPen(QPen(theme.color(shade), 5))
            painter.drawLine(QPointF(self._x(min(given)), y), QPointF(self._x(max(given)), y))
        self._paint_team(painter, line.team.levels[index], y)
        for level, groups in sorted(given.items()):
            self._paint_groups(painter, QPointF(self._x(level), y), groups)

    def _paint_levels(self, painter: QPainter, y: float) -> None:
        painter.setFont(theme.font(13))
        for level in LEVELS:
            painter.setPen(QPen(theme.color("border_strong"), 2))
            painter.drawLine(QPointF(self._x(level), y - 5), QPointF(self._x(level), y + 5))
            painter.setPen(theme.color("text_soft"))
            below = QRectF(self._x(level) - 15, y + 9, 30, 18)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(level))

    def _paint_team(self, painter: QPainter, level: int | None, y: float) -> None:
        """Mark the team's own level by a filled square with its number."""
        if level is None:
            return
        square = QRectF(self._x(level) - SQUARE / 2, y + 5, SQUARE, SQUARE - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(square, 4, 4)
        painter.setFont(theme.font(15, QFont.Weight.Bold))
        painter.setPen(theme.color("on_accent"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(level))

    def _paint_groups(self, painter: QPainter, at: QPointF, groups: Sequence[str]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(at, DOT, DOT)
        font = theme.font(14)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        names = ", ".join(self._instrument.group(group).short for group in groups)
        room = self._x(1) - self._x(0) - 6
        if QFontMetricsF(font).horizontalAdvance(names) > room:
            names = ", ".join(self._instrument.group(group).prefix for group in groups)
        wide = max(room, QFontMetricsF(font).horizontalAdvance(names) + 2)
        above = QRectF(at.x() - wide / 2, at.y() - 34, wide, 22)
        above.moveRight(min(above.right(), float(self.width())))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, names)
