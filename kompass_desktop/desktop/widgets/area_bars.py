"""The eight areas as horizontal bars, with their points and the profiles beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.overlay_lines import OverlayLine, overlay_lines
from kompass_desktop.desktop.widgets.score_words import area_value, area_words
from kompass_desktop.desktop.widgets.spot_chart import Spot, SpotChart
from kompass_desktop.desktop.widgets.standing_look import (
    draw_bar,
    draw_track,
    value_color,
    value_font,
)

ROW = 20
BAR = 12
TICK = 18
FONT = 12
VALUE_WIDTH = 30
GAP = 12


class AreaBars(SpotChart):
    """One row for each area: name, bar, ticks of the other profiles, and points."""

    area_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: Profile | None = None
        self._overlays: tuple[Profile, ...] = ()
        self._reference: Profile | None = None
        self.set_title(self.tr("Poeng per område"))

    def set_profile(self, profile: Profile | None) -> None:
        """Show an assessment's profile."""
        self._profile = profile
        self.data_changed()

    def set_overlays(self, overlays: Sequence[Profile]) -> None:
        """Mark the points of other assessments by ticks."""
        self._overlays = tuple(overlays)
        self.data_changed()

    def set_reference(self, reference: Profile | None) -> None:
        """Mark the points of a reference profile by amber ticks."""
        self._reference = reference
        self.data_changed()

    def sizeHint(self) -> QSize:
        return QSize(260, ROW * max(1, len(self._entries)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, ROW * max(1, len(self._entries)))

    def spots(self) -> Sequence[Spot]:
        others = [line.profile for line in self._lines]
        return [
            Spot(entry.code, self._row(place), area_words(entry, others))
            for place, entry in enumerate(self._entries)
        ]

    def activate(self, key: str) -> None:
        self.area_clicked.emit(int(key))

    def draw(self, painter: QPainter) -> None:
        for place, entry in enumerate(self._entries):
            self._draw_row(painter, self._row(place), entry)

    @property
    def _entries(self) -> tuple[ProfileEntry, ...]:
        return self._profile.areas if self._profile else ()

    @property
    def _lines(self) -> tuple[OverlayLine, ...]:
        return overlay_lines(self._overlays, self._reference)

    def _row(self, place: int) -> QRectF:
        height = max(ROW, self.height() / max(1, len(self._entries)))
        return QRectF(0, place * height, self.width(), height)

    def _name_width(self) -> float:
        metrics = QFontMetricsF(theme.font(FONT))
        widest = max(metrics.horizontalAdvance(f"{e.code} {e.short}") for e in self._entries)
        return min(widest + GAP, self.width() * 0.45)

    def _draw_row(self, painter: QPainter, row: QRectF, entry: ProfileEntry) -> None:
        name_width = self._name_width()
        name = QRectF(row.left(), row.top(), name_width - 4, row.height())
        bar = QRectF(name_width, row.center().y() - BAR / 2, 0, BAR)
        bar.setRight(row.right() - VALUE_WIDTH - 4)
        self._draw_name(painter, name, entry)
        draw_track(painter, bar)
        share = float(entry.score.share)
        filled = QRectF(bar.left(), bar.top(), bar.width() * share, bar.height())
        draw_bar(painter, filled, entry.score.standing)
        for line in self._lines:
            self._draw_tick(painter, bar, line, entry.code)
        painter.setFont(value_font(entry.score.standing, FONT))
        painter.setPen(value_color(entry.score.standing))
        place = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, place, area_value(entry.score))

    def _draw_name(self, painter: QPainter, rect: QRectF, entry: ProfileEntry) -> None:
        font = theme.font(FONT, QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        text = QFontMetricsF(font).elidedText(
            f"{entry.code} {entry.short}", Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_tick(self, painter: QPainter, bar: QRectF, line: OverlayLine, area: str) -> None:
        entry = line.area(area)
        if entry is not None:
            x = bar.left() + bar.width() * float(entry.score.share)
            tick = QRectF(x - 1, bar.center().y() - TICK / 2, 2, TICK)
            painter.fillRect(tick, theme.color(line.tint))
