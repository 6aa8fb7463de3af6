"""The drawing of a radar by pyqtgraph; imported only by a radar that is being shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QGraphicsPathItem, QWidget

from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.overlay_lines import OverlayLine
from kompass_desktop.desktop.charts.profile_legend import profile_pen

RINGS = (0.25, 0.5, 0.75, 1.0)
LABEL_MARGIN = 2.0
TEXT_MARGIN = 4.0
"""Pixels that pyqtgraph leaves around a label's text."""
LABEL_DISTANCE = 3.0
"""Pixels from the end of a spoke to its label."""
FONT = 11
LONG_FONT = 12
SMALLEST_RADIUS = 20.0
RECORDED_RING = 3.0
GAP_DOT = 2.5
"""Pixels; the radius of a dot, which shows an area of which the neighbours are not known."""


class RadarPlot(pg.PlotWidget):
    """Draws profiles in a plane where 1 is the maximum of an area, and area 1 points up.

    Mouse events go to the `RadarChart` below, which knows where each area is.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, background=None, antialias=True, enableMenu=False)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameStyle(0)
        self.setStyleSheet("background: transparent")
        self.setAntialiasing(True)
        self.hideButtons()
        self.setMouseEnabled(False, False)
        for side in ("left", "bottom"):
            self.hideAxis(side)
        self.getPlotItem().layout.setContentsMargins(0, 0, 0, 0)
        self.getViewBox().setDefaultPadding(0)
        self._web = self._path_item(0)
        self._shape = self._path_item(2)
        self._others: list[QGraphicsPathItem] = []
        self._labels: list[pg.TextItem] = []
        self._codes: tuple[str, ...] = ()
        self._marked: str | None = None
        self._radius = SMALLEST_RADIUS
        self._magnification = 1.0
        self._surroundings: tuple[object, ...] = ()

    def show_profiles(
        self,
        profile: Profile | None,
        lines: Sequence[OverlayLine],
        long_labels: bool,
        magnification: float = 1.0,
    ) -> None:
        """Draw a profile and its overlays; `long_labels` adds the areas' names.

        `magnification` is how many times larger than in the window labels and lines are.
        """
        self._magnification = magnification
        entries = profile.areas if profile else ()
        self._codes = tuple(entry.code for entry in entries)
        texts = tuple(_long_label(e) if long_labels else e.code for e in entries)
        pixels = round((LONG_FONT if long_labels else FONT) * magnification)
        surroundings = (texts, pixels, self.size().toTuple(), theme.colors())
        # The profile changes with each rating, its surroundings hardly ever.
        if surroundings != self._surroundings:
            self._surroundings = surroundings
            self._marked = None
            self._set_scale(texts, pixels)
            self._draw_web(len(entries))
            self._draw_labels(texts, pixels)
        self._draw_own(profile)
        self._draw_others(lines)

    def mark(self, code: str | None) -> None:
        """Mark the label of the area that has the keyboard, or none."""
        if code == self._marked:
            return
        self._marked = code
        for label, each in zip(self._labels, self._codes, strict=False):
            marked = each == code
            label.setColor(theme.color("accent" if marked else "text_soft"))
            border = QPen(theme.color("accent"), 2) if marked else QPen(Qt.PenStyle.NoPen)
            label.border = border
            label.update()

    def draw_on(self, painter: QPainter) -> None:
        """Paint the same in the pixels of a painter.

        In a drawing such as SVG a line keeps its width only if it is not scaled.
        """
        to_pixels = self._to_pixels
        for item in (self._web, *self._others, self._shape):
            pen, brush = QPen(item.pen()), QBrush(item.brush())
            pen.setCosmetic(False)
            brush.setTransform(QTransform())
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawPath(to_pixels.map(item.path()))
        for label in self._labels:
            if label.isVisible():
                self._draw_label_on(painter, label)

    @property
    def _to_pixels(self) -> QTransform:
        """From the plane to pixels, known also before the plot has been shown."""
        middle = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        return middle.scale(self._radius, -self._radius)

    def _draw_label_on(self, painter: QPainter, label: pg.TextItem) -> None:
        text: str = label.toPlainText()
        font: QFont = label.textItem.font()
        size = QFontMetricsF(font).size(0, text) + QSizeF(2 * TEXT_MARGIN, 2 * TEXT_MARGIN)
        at = self._to_pixels.map(label.pos())
        across, down = label.anchor.x(), label.anchor.y()
        corner = QPointF(at.x() - across * size.width(), at.y() - down * size.height())
        painter.setFont(font)
        painter.setPen(label.color)
        painter.drawText(QRectF(corner, size), Qt.AlignmentFlag.AlignCenter, text)

    def _path_item(self, height: float) -> QGraphicsPathItem:
        item = QGraphicsPathItem()
        item.setZValue(height)
        self.addItem(item)
        return item

    def _set_scale(self, texts: Sequence[str], pixels: int) -> None:
        """Make the radar as large as its labels leave room for."""
        metrics = QFontMetricsF(theme.font(pixels))
        around = QSizeF(2 * TEXT_MARGIN, 2 * TEXT_MARGIN)
        sizes = [metrics.size(0, text) + around for text in texts]
        half = QSizeF(self.width() / 2, self.height() / 2)
        room = min(
            (_room(_point(index, len(sizes), 1.0), size, half) for index, size in enumerate(sizes)),
            default=half.height(),
        )
        self._radius = max(SMALLEST_RADIUS, room - LABEL_DISTANCE)
        self.setRange(
            xRange=(-half.width() / self._radius, half.width() / self._radius),
            yRange=(-half.height() / self._radius, half.height() / self._radius),
            padding=0,
            disableAutoRange=True,
        )

    def _draw_web(self, spokes: int) -> None:
        path = QPainterPath()
        for ring in RINGS:
            path.addPolygon(_polygon([ring] * spokes))
        for index in range(spokes):
            path.moveTo(0, 0)
            path.lineTo(_point(index, spokes, 1.0))
        pen = QPen(theme.color("border"), 1)
        pen.setCosmetic(True)
        self._web.setPen(pen)
        self._web.setPath(path)

    def _draw_labels(self, texts: Sequence[str], pixels: int) -> None:
        while len(self._labels) < len(texts):
            label = pg.TextItem()
            self._labels.append(label)
            self.addItem(label)
        for label in self._labels[len(texts) :]:
            label.setVisible(False)
        for index, text in enumerate(texts):
            label = self._labels[index]
            away = _point(index, len(texts), 1 + LABEL_DISTANCE / self._radius)
            label.setVisible(True)
            label.setFont(theme.font(pixels))
            label.setText(text, theme.color("text_soft"))
            label.setAnchor(_anchor(index, len(texts)))
            label.setPos(away)

    def _draw_own(self, profile: Profile | None) -> None:
        if profile is None:
            self._shape.setPath(QPainterPath())
            return
        pen = profile_pen(profile.status, 2 * self._magnification)
        self._shape.setPen(pen)
        if _has_gaps(profile.areas):
            self._shape.setBrush(pen.color())
            self._shape.setPath(
                _with_gaps(profile.areas, GAP_DOT * self._magnification / self._radius)
            )
            return
        self._shape.setBrush(self._fill(profile.status))
        path = _shape(profile.areas)
        if profile.status is ScoreStatus.RECORDED:
            _add_rings(path, profile.areas, RECORDED_RING * self._magnification / self._radius)
        self._shape.setPath(path)

    def _fill(self, status: ScoreStatus) -> QBrush:
        shade = theme.color("accent")
        if status in (ScoreStatus.PRELIMINARY, ScoreStatus.MISSING):
            shade.setAlphaF(0.45)
            brush = QBrush(shade, Qt.BrushStyle.BDiagPattern)
            # Otherwise the pattern is scaled like the coordinates of the plot.
            brush.setTransform(QTransform.fromScale(1 / self._radius, 1 / self._radius))
            return brush
        shade.setAlphaF(0.13)
        return QBrush(shade)

    def _draw_others(self, lines: Sequence[OverlayLine]) -> None:
        while len(self._others) < len(lines):
            self._others.append(self._path_item(1))
        for item in self._others[len(lines) :]:
            item.setPath(QPainterPath())
        for item, line in zip(self._others, lines, strict=False):
            pen = line.pen(1.6 * self._magnification)
            item.setPen(pen)
            areas = _without_unrated(line.profile.areas)
            if _has_gaps(areas):
                item.setBrush(pen.color())
                item.setPath(_with_gaps(areas, GAP_DOT * self._magnification / self._radius))
            else:
                item.setBrush(Qt.BrushStyle.NoBrush)
                item.setPath(_shape(areas))


def _point(index: int, spokes: int, share: float) -> QPointF:
    angle = math.tau * index / spokes
    return QPointF(math.sin(angle), math.cos(angle)) * share


def _polygon(shares: Sequence[float]) -> QPolygonF:
    polygon = QPolygonF([_point(index, len(shares), share) for index, share in enumerate(shares)])
    if shares:
        polygon.append(polygon.first())
    return polygon


def _shape(entries: Sequence[ProfileEntry]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(_polygon([float(entry.score.share) for entry in entries]))
    return path


def _without_unrated(entries: Sequence[ProfileEntry]) -> tuple[ProfileEntry, ...]:
    """Return areas of another profile: one that is not rated is a gap, and not drawn as a 0."""
    return tuple(
        replace(entry, is_gap=True) if entry.score.status is ScoreStatus.MISSING else entry
        for entry in entries
    )


def _has_gaps(entries: Sequence[ProfileEntry]) -> bool:
    return any(entry.is_gap for entry in entries)


def _with_gaps(entries: Sequence[ProfileEntry], radius: float) -> QPainterPath:
    """Return dots of a radius in px, and lines between neighbouring areas with a known score."""
    path = QPainterPath()
    ends = [_point(i, len(entries), float(entry.score.share)) for i, entry in enumerate(entries)]
    for index, entry in enumerate(entries):
        after = (index + 1) % len(entries)
        if entry.is_gap:
            continue
        path.addEllipse(ends[index], radius, radius)
        if not entries[after].is_gap:
            path.moveTo(ends[index])
            path.lineTo(ends[after])
    return path


def _long_label(entry: ProfileEntry) -> str:
    """Return code and name, a name of two words on two lines: there is little width."""
    return f"{entry.code} {entry.short}".replace(" ", "\n").replace("\n", " ", 1)


def _room(direction: QPointF, size: QSizeF, half: QSizeF) -> float:
    """Return how far from the centre (px) a label of `size` can begin, in a direction."""
    across, down = abs(direction.x()), abs(direction.y())
    beside = (half.width() - LABEL_MARGIN - size.width() * (1 + across) / 2) / max(across, 0.01)
    above = (half.height() - LABEL_MARGIN - size.height() * (1 + down) / 2) / max(down, 0.01)
    return min(beside, above)


def _add_rings(path: QPainterPath, entries: Sequence[ProfileEntry], radius: float) -> None:
    """Draw rings around points that are published results and not computed from ratings."""
    path.setFillRule(Qt.FillRule.WindingFill)
    for index, entry in enumerate(entries):
        path.addEllipse(_point(index, len(entries), float(entry.score.share)), radius, radius)


def _anchor(index: int, spokes: int) -> tuple[float, float]:
    """Return the point of a label, in shares of its size, that is at the end of its spoke."""
    direction = _point(index, spokes, 1.0)
    return (1 - direction.x()) / 2, (1 + direction.y()) / 2
