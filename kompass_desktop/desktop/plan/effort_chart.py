"""Effect against effort: each improvement as a numbered dot in the colour of its status."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.status_colors import STATUS_TINTS

RADIUS = 8.0
RING = 17.0
"""Pixels from the middle of several dots at one place to the innermost circle of them."""
LEFT, BOTTOM, TOP, RIGHT = 20, 17, 4, 6
STEPS = 5


@dataclass(frozen=True)
class NumberedImprovement:
    """An improvement with its number by priority, from 1, and what it gives as text."""

    number: int
    improvement: Improvement
    gain: str

    @property
    def is_placed(self) -> bool:
        """Whether both its effort and its effect are set."""
        return None not in (self.improvement.effort, self.improvement.effect)

    @cached_property
    def text(self) -> str:
        """Its values in words."""
        improvement = self.improvement
        words = tr("{0} {1}: effort {2}, effect {3}, {4}, gives {5}")
        return words.format(
            self.number,
            improvement.title,
            improvement.effort,
            improvement.effect,
            status_name(improvement.status),
            self.gain,
        )


class EffortChart(SpotChart):
    """Effort is across and effect upwards, 1–5; a click or an arrow key chooses a dot."""

    improvement_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placed: tuple[NumberedImprovement, ...] = ()
        self._chosen = ""
        self._drawn: QPixmap | None = None
        self._spots: list[Spot] | None = None
        theme.notifier.changed.connect(self.data_changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_title(tr("Effect against effort"))

    def show_improvements(self, improvements: Iterable[NumberedImprovement]) -> None:
        """Show those of the improvements that have both effort and effect."""
        placed = tuple(each for each in improvements if each.is_placed)
        if placed != self._placed:
            self._placed = placed
            self.data_changed()

    def data_changed(self) -> None:
        self._forget_drawn()
        super().data_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget_drawn()

    def choose(self, improvement: str) -> None:
        """Mark the dot of an improvement, given its id; none for ""."""
        self._chosen = improvement
        keys = [each.improvement.id for each in self._placed]
        if improvement in keys:
            self._current = keys.index(improvement)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, 118)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 84)

    def spots(self) -> Sequence[Spot]:
        if self._spots is None:
            self._spots = self._make_spots()
        return self._spots

    def _make_spots(self) -> list[Spot]:
        centres = self._centres()
        side = 2 * RADIUS
        return [
            Spot(
                each.improvement.id,
                QRectF(centre.x() - RADIUS, centre.y() - RADIUS, side, side),
                each.text,
            )
            for each, centre in zip(self._placed, centres, strict=True)
        ]

    def activate(self, key: str) -> None:
        self.improvement_chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self._current
        super().keyPressEvent(event)
        spot = self.current_spot
        if spot is not None and self._current != before:
            self.activate(spot.key)

    def draw(self, painter: QPainter) -> None:
        """Paint the dots from a picture of them: there may be hundreds, and each key repaints."""
        if self._drawn is None:
            self._drawn = self._as_pixmap()
        painter.drawPixmap(0, 0, self._drawn)
        for spot in self.spots():
            if spot.key == self._chosen:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("text"), 1.5))
                painter.drawEllipse(spot.rect.adjusted(-2.5, -2.5, 2.5, 2.5))

    def draw_picture(self, painter: QPainter) -> None:
        self._draw_all(painter)

    def _forget_drawn(self) -> None:
        self._drawn = None
        self._spots = None

    def _as_pixmap(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_all(painter)
        painter.end()
        return drawn

    def _draw_all(self, painter: QPainter) -> None:
        plot = self._plot
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setFont(theme.font(10))
        painter.setPen(theme.color("text_soft"))
        under = QRectF(plot.left(), plot.bottom() + 2, plot.width(), BOTTOM - 2)
        painter.drawText(under, Qt.AlignmentFlag.AlignRight, tr("effort"))
        painter.save()
        painter.translate(0, plot.bottom())
        painter.rotate(-90)
        along = QRectF(0, 2, plot.height(), LEFT - 4)
        painter.drawText(along, Qt.AlignmentFlag.AlignRight, tr("effect"))
        painter.restore()
        grounds = {status: theme.color(tint) for status, tint in STATUS_TINTS.items()}
        texts = {status: theme.readable_on(ground) for status, ground in grounds.items()}
        for each, spot in zip(self._placed, self.spots(), strict=True):
            status = each.improvement.status
            self._draw_dot(painter, each, spot.rect, (grounds[status], texts[status]))

    def _draw_dot(
        self,
        painter: QPainter,
        each: NumberedImprovement,
        rect: QRectF,
        colors: tuple[QColor, QColor],
    ) -> None:
        ground, text = colors
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(rect)
        size = 10 if each.number < 100 else 8
        painter.setFont(theme.font(size, QFont.Weight.Bold))
        painter.setPen(text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(each.number))

    @property
    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def _centres(self) -> list[QPointF]:
        """Return the middle of each dot; those at one place are spread around it."""
        plot = self._plot.adjusted(RADIUS + 2, RADIUS, -RADIUS - 2, -RADIUS - 2)
        places: dict[tuple[int, int], list[int]] = defaultdict(list)
        for at, each in enumerate(self._placed):
            places[(each.improvement.effort or 1, each.improvement.effect or 1)].append(at)
        centres = [QPointF()] * len(self._placed)
        for (effort, effect), together in places.items():
            middle = QPointF(
                plot.left() + plot.width() * (effort - 1) / (STEPS - 1),
                plot.bottom() - plot.height() * (effect - 1) / (STEPS - 1),
            )
            for at, away in zip(together, spread(len(together)), strict=True):
                x, y = middle.x() + away.x(), middle.y() + away.y()
                inside_x = max(plot.left(), min(plot.right(), x))
                inside_y = max(plot.top(), min(plot.bottom(), y))
                centres[at] = QPointF(inside_x, inside_y)
        return centres


def spread(number: int) -> list[QPointF]:
    """Return how far each of a number of dots at one place is moved (px), so that all show.

    Two are beside each other; more are in circles of six, twelve, eighteen.
    """
    if number <= 2:
        half = (number - 1) * (RADIUS + 1)
        return [QPointF(-half, 0), QPointF(half, 0)][:number]
    moved = [QPointF(0, 0)]
    circle = 1
    while len(moved) < number:
        room = 6 * circle
        for at in range(min(room, number - len(moved))):
            angle = math.tau * at / room
            moved.append(QPointF(math.cos(angle), math.sin(angle)) * RING * circle)
        circle += 1
    return moved
