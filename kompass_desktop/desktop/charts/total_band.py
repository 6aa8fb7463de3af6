"""The total on the official scale, with its ±5 % band and what cannot be attained."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.comparing.references import Bound
from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.i18n import tr

HEIGHT = 14
MARKER = 3


class TotalBand(QWidget):
    """A bar from 0 to the official maximum; a total is never drawn without its band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: Profile | None = None
        self._marks: tuple[Compared, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Total score"))
        theme.notifier.changed.connect(self.update)

    def set_profile(self, profile: Profile | None, marks: Sequence[Compared] = ()) -> None:
        """Show an assessment's total, and the totals of others as ticks."""
        self._profile = profile
        self._marks = tuple(
            each
            for each in marks
            if profile is not None and each.is_known and each.profile.maximum == profile.maximum
        )
        text = self._text(profile) if profile is not None else ""
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(430, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("track"))
        if self._profile is not None:
            self._draw(painter, self._profile)
        painter.end()

    def _draw(self, painter: QPainter, profile: Profile) -> None:
        maximum = float(profile.maximum)
        unattainable = self._span(float(profile.attainable) / maximum, 1.0)
        hatch = QBrush(theme.color("text_faint"), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(unattainable, hatch)
        low, high = profile.band
        band = self._span(low / maximum, high / maximum)
        painter.fillRect(band, theme.mixed("surface", "accent", 0.45))
        middle = self._span(profile.total / maximum, profile.total / maximum)
        left = max(0.0, middle.left() - MARKER / 2)
        painter.fillRect(QRectF(left, 0, MARKER, self.height()), theme.color("accent"))
        for each in self._marks:
            self._draw_mark(painter, each, maximum)

    def _draw_mark(self, painter: QPainter, compared: Compared, maximum: float) -> None:
        """Paint a tick that is open where the total is only an upper limit."""
        x = self._span(compared.profile.total / maximum, 1.0).left()
        style = Qt.PenStyle.SolidLine if compared.bound is Bound.EXACT else Qt.PenStyle.DotLine
        painter.setPen(QPen(theme.color("text"), 2, style))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _span(self, start: float, end: float) -> QRectF:
        width = self.width()
        return QRectF(start * width, 0, (end - start) * width, self.height())

    def _text(self, profile: Profile) -> str:
        low, high = profile.band
        text = tr("{total} of {maximum}, {low}–{high} with ±5%; attainable {attainable}")
        label = status_text(profile.status)
        said = text.format(
            total=profile.total,
            maximum=whole(profile.maximum),
            low=low,
            high=high,
            attainable=whole(profile.attainable),
        ) + (f"; {label}" if label else "")
        return "; ".join([said, *(f"{each.label}: {each.total_text}" for each in self._marks)])
