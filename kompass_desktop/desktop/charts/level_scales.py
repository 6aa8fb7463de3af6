"""A measure point on four scales, large enough for a projector: who sees it where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.consensus import DISAGREEMENT, GroupView, spreads
from kompass_desktop.desktop import theme
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL, LEVELS, Aspect, Instrument

ROW = 76
LEAST_ROW = 62
NAME_WIDTH = 130
SIDE = 60
DOT = 8.0
SQUARE = 26.0


@dataclass(frozen=True)
class ScaleLevels:
    """What the scales show: levels 0-4 in the order of the aspects, None for not rated.

    `views` are those of the informant groups. `levels` are the team's, or those that are
    scored; a proposal of the interviews has only an outline. `assumed` are the levels of a
    what-if, None where they are as in reality.
    """

    views: tuple[GroupView, ...]
    levels: tuple[int | None, ...]
    is_proposal: bool = False
    assumed: tuple[int | None, ...] = (None,) * len(Aspect)


class LevelScales(QWidget):
    """One scale 0-4 for each aspect: the groups above it, the team's level on it.

    `magnification` is how many times larger than in the window it is drawn; `current` is the
    index of the aspect that is marked, or None.
    """

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self._shown: ScaleLevels | None = None
        self._magnification = 1.0
        self._current: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.notifier.changed.connect(self.update)

    def show_levels(self, shown: ScaleLevels) -> None:
        """Show how the groups see a measure point, and how the team rates it."""
        self._shown = shown
        self.setAccessibleName(self.spoken(shown))
        self.update()

    def mark_aspect(self, index: int | None) -> None:
        """Mark the name of the aspect with an index 0-3, or none."""
        self._current = index
        self.update()

    def magnify(self, magnification: float) -> None:
        """Set how many times larger than in the window it is drawn."""
        self._magnification = magnification
        self.updateGeometry()
        self.update()

    def spoken(self, shown: ScaleLevels) -> str:
        """Return the text of the scales for screen readers."""
        parts = []
        for index, wording in enumerate(self._instrument.aspects):
            given = [
                f"{self._instrument.group(view.group).name} {view.levels[index]}"
                for view in shown.views
                if view.levels[index] is not None
            ]
            level, assumed = shown.levels[index], shown.assumed[index]
            team = tr("Proposal {0}") if shown.is_proposal else tr("The team {0}")
            given += [team.format(level)] if level is not None else []
            given += [tr("What if: {0}").format(assumed)] if assumed is not None else []
            parts.append(f"{wording.name}: {', '.join(given)}")
        return "; ".join(parts)

    def sizeHint(self) -> QSize:
        return QSize(640, ROW * len(self._instrument.aspects)) * self._magnification

    def minimumSizeHint(self) -> QSize:
        return QSize(440, LEAST_ROW * len(self._instrument.aspects)) * self._magnification

    @property
    def _wide(self) -> float:
        """The width in the pixels of the painter, which is scaled."""
        return self.width() / self._magnification

    @property
    def _row_height(self) -> float:
        height = self.height() / self._magnification
        return min(ROW, height / len(self._instrument.aspects))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._magnification, self._magnification)
        for index, spread in enumerate(spreads(self._shown.views)):
            self._paint_scale(painter, index, self._shown, spread)
        painter.end()

    def _x(self, level: int) -> float:
        left = NAME_WIDTH + SIDE
        return left + (self._wide - SIDE - left) * level / HIGHEST_LEVEL

    def _paint_scale(self, painter: QPainter, index: int, shown: ScaleLevels, spread: int) -> None:
        top = index * self._row_height
        y = top + self._row_height * 0.62
        self._paint_name(painter, QRectF(0, top, NAME_WIDTH, self._row_height), index)
        painter.setPen(QPen(theme.color("border_strong"), 2))
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(HIGHEST_LEVEL), y))
        self._paint_levels(painter, y)
        given: dict[int, list[str]] = {}
        for view in shown.views:
            level = view.levels[index]
            if level is not None:
                given.setdefault(level, []).append(view.group)
        if given:
            shade = "weakness" if spread >= DISAGREEMENT else "accent"
            painter.setPen(QPen(theme.color(shade), 5))
            painter.drawLine(QPointF(self._x(min(given)), y), QPointF(self._x(max(given)), y))
        self._paint_square(painter, shown.levels[index], y, is_sure=not shown.is_proposal)
        self._paint_assumed(painter, shown.assumed[index], y)
        for level, groups in sorted(given.items()):
            self._paint_groups(painter, QPointF(self._x(level), y), groups)

    def _paint_name(self, painter: QPainter, name: QRectF, index: int) -> None:
        is_current = index == self._current
        if is_current:
            painter.fillRect(
                QRectF(0, name.top() + 8, 4, name.height() - 16), theme.color("accent")
            )
        painter.setFont(theme.font(17, QFont.Weight.Bold if is_current else QFont.Weight.DemiBold))
        painter.setPen(theme.color("accent" if is_current else "text"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        moved = name.adjusted(10 if self._current is not None else 0, 0, 0, 0)
        painter.drawText(moved, flags, self._instrument.aspects[index].short)

    def _paint_levels(self, painter: QPainter, y: float) -> None:
        painter.setFont(theme.font(13))
        for level in LEVELS:
            painter.setPen(QPen(theme.color("border_strong"), 2))
            painter.drawLine(QPointF(self._x(level), y - 5), QPointF(self._x(level), y + 5))
            painter.setPen(theme.color("text_soft"))
            below = QRectF(self._x(level) - 15, y + 9, 30, 18)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(level))

    def _paint_square(
        self, painter: QPainter, level: int | None, y: float, *, is_sure: bool
    ) -> None:
        """Mark a level by a square with its number: filled, or an outline where it is proposed."""
        if level is None:
            return
        square = self._square(level, y)
        painter.setPen(Qt.PenStyle.NoPen if is_sure else QPen(theme.color("accent"), 2))
        painter.setBrush(theme.color("accent" if is_sure else "surface"))
        painter.drawRoundedRect(square, 4, 4)
        painter.setFont(theme.font(15, QFont.Weight.Bold))
        painter.setPen(theme.color("on_accent" if is_sure else "accent"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(level))

    def _paint_assumed(self, painter: QPainter, level: int | None, y: float) -> None:
        """Mark the level of a what-if: dashed and in the colour of text, as no real level is."""
        if level is None:
            return
        square = self._square(level, y)
        painter.setPen(QPen(theme.color("text"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(square, 4, 4)
        painter.setFont(theme.font(15, QFont.Weight.Bold))
        painter.setPen(theme.color("text"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(level))

    def _square(self, level: int, y: float) -> QRectF:
        return QRectF(self._x(level) - SQUARE / 2, y + 5, SQUARE, SQUARE - 4)

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
        above.moveRight(min(above.right(), self._wide))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, names)
