"""The profile as a radar chart of the areas, with other profiles drawn over it.

pyqtgraph, which draws it, takes half a second to import, so it is imported only after a page
with a radar has first been shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QPointF, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot
from kompass_desktop.desktop.charts.profile_chart import ProfileChart
from kompass_desktop.desktop.charts.score_text import area_text
from kompass_desktop.i18n import tr

if TYPE_CHECKING:
    from kompass_desktop.desktop.charts.radar_plot import RadarPlot

NEAR_CENTRE = 4.0
"""Pixels around the centre in which the areas cannot be distinguished."""


class RadarChart(ProfileChart):
    """Eight spokes with rings at 25, 50, 75 and 100 per cent of the areas' maximum.

    Property `long_labels`: whether the spokes say "1 Offentlighet" or only "1".
    """

    area_clicked = Signal(int)
    drawn = Signal()
    """The chart has been made; it comes some moments after the widget is first shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_long_labels = False
        self._magnification = 1.0
        self._plot: RadarPlot | None = None
        self._is_awaited = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_title(tr("Profile"))
        theme.notifier.changed.connect(self._redraw)

    @property
    def is_drawn(self) -> bool:
        """Whether the chart has been made."""
        return self._plot is not None

    def _get_long_labels(self) -> bool:
        return self._has_long_labels

    def _set_long_labels(self, has_long_labels: bool) -> None:
        self._has_long_labels = has_long_labels
        self._redraw()

    long_labels = Property(bool, _get_long_labels, _set_long_labels)

    def magnify(self, magnification: float) -> None:
        """Set how many times larger than in the window labels and lines are drawn."""
        self._magnification = magnification
        self._redraw()

    def sizeHint(self) -> QSize:
        return QSize(430, 400) if self._has_long_labels else QSize(250, 225)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200) if self._has_long_labels else QSize(150, 140)

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(entry.code, self._tip(index), area_text(entry, self.others))
            for index, entry in enumerate(self.areas)
        ]

    def spot_at(self, position: QPointF) -> Spot | None:
        """Return the area whose spoke is nearest in angle."""
        spots = self.spots()
        away = position - self._centre
        if not spots or math.hypot(away.x(), away.y()) < NEAR_CENTRE:
            return None
        turn = math.atan2(away.x(), -away.y()) / math.tau
        return spots[round(turn * len(spots)) % len(spots)]

    def activate(self, key: str) -> None:
        self.area_clicked.emit(int(key))

    def data_changed(self) -> None:
        self._redraw()
        super().data_changed()

    def draw(self, painter: QPainter) -> None:
        """Paint nothing: the plot, a child that covers this widget, paints everything."""

    def draw_picture(self, painter: QPainter) -> None:
        from kompass_desktop.desktop.charts.radar_plot import RadarPlot

        # Another one: the one that is shown has the colours of the window.
        plot = RadarPlot(None)
        plot.resize(self.size())
        plot.show_profiles(self.profile, self.lines, True, self._magnification)
        plot.draw_on(painter)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._plot is None and not self._is_awaited:
            self._is_awaited = True
            # The page is painted first, and the chart is added then.
            QTimer.singleShot(0, self, self._make_plot)

    def show_focus(self) -> None:
        if self._plot is not None:
            spot = self.focused_spot
            self._plot.mark(spot.key if spot else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._plot is not None:
            self._plot.setGeometry(self.rect())
            self._redraw()

    @property
    def _centre(self) -> QPointF:
        return QRectF(self.rect()).center()

    def _tip(self, index: int) -> QRectF:
        """A small square at the end of a spoke, where its tool tip and focus mark go."""
        radius = min(self.width(), self.height()) / 2 - 24
        angle = math.tau * index / len(self.areas)
        end = self._centre + QPointF(math.sin(angle), -math.cos(angle)) * radius
        return QRectF(end.x() - 8, end.y() - 8, 16, 16)

    def _make_plot(self) -> None:
        from kompass_desktop.desktop.charts.radar_plot import RadarPlot

        self._plot = RadarPlot(self)
        self._plot.setGeometry(self.rect())
        self._redraw()
        self._plot.show()
        self.drawn.emit()

    def _redraw(self) -> None:
        if self._plot is not None:
            self._plot.show_profiles(
                self.profile, self.lines, self._has_long_labels, self._magnification
            )
            self.show_focus()
