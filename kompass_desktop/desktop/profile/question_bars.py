"""All questions as upright bars, grouped by area: the share of its maximum that each has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot
from kompass_desktop.desktop.charts.legend_entries import LegendEntry
from kompass_desktop.desktop.charts.overlay_lines import OverlayLine
from kompass_desktop.desktop.charts.profile_chart import ProfileChart
from kompass_desktop.desktop.charts.profile_legend import bar_entries
from kompass_desktop.desktop.charts.score_text import question_text
from kompass_desktop.desktop.charts.status_look import draw_bar
from kompass_desktop.i18n import tr

LABEL = 22
GAP_IN_BARS = 2.4
WIDEST_BAR = 20.0


class QuestionBars(ProfileChart):
    """One bar for each question, above the codes of its area ("1.1-5")."""

    question_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_title(tr("All questions, share of the maximum"))

    def sizeHint(self) -> QSize:
        return QSize(800, 130)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 70)

    def spots(self) -> Sequence[Spot]:
        others = self.others
        return [Spot(entry.code, bar, question_text(entry, others)) for entry, bar in self._bars()]

    def activate(self, key: str) -> None:
        self.question_clicked.emit(key)

    def legend_entries(self) -> list[LegendEntry]:
        return bar_entries(self.profile.questions if self.profile else (), self.lines)

    def draw(self, painter: QPainter) -> None:
        lines = self.lines
        for entry, bar in self._bars():
            _draw_question(painter, bar, entry, lines)
        self._draw_labels(painter)

    @property
    def _groups(self) -> list[tuple[ProfileEntry, ...]]:
        if self.profile is None:
            return []
        return [self.profile.questions_of(area.code) for area in self.profile.areas]

    def _bars(self) -> list[tuple[ProfileEntry, QRectF]]:
        """Each question with the rectangle that its maximum would fill."""
        height = self.height() - LABEL
        pitch, gap = self._pitch_and_gap()
        bars: list[tuple[ProfileEntry, QRectF]] = []
        x = 0.0
        for group in self._groups:
            for entry in group:
                bars.append((entry, QRectF(x, 2, pitch - 2, height - 2)))
                x += pitch
            x += gap
        return bars

    def _pitch_and_gap(self) -> tuple[float, float]:
        """The distance of one bar from the next, and what is added between areas, in px."""
        groups = self._groups
        count = sum(len(group) for group in groups)
        gaps = max(1, len(groups) - 1)
        pitch = min(WIDEST_BAR, self.width() / (count + GAP_IN_BARS * gaps)) if count else 1.0
        return pitch, (self.width() - pitch * count) / gaps

    def _draw_labels(self, painter: QPainter) -> None:
        bars = {entry.code: bar for entry, bar in self._bars()}
        painter.setFont(theme.font(11))
        for group in self._groups:
            if not group:
                continue
            base = bars[group[0].code] | bars[group[-1].code]
            line = QRectF(base.left(), base.bottom(), base.width(), 1)
            painter.fillRect(line, theme.color("border_strong"))
            text = f"{group[0].code}–{group[-1].code.rpartition('.')[2]}"
            painter.setPen(theme.color("text_soft"))
            below = QRectF(base.left() - 10, base.bottom() + 2, base.width() + 20, LABEL - 2)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)


def _draw_question(
    painter: QPainter, bar: QRectF, entry: ProfileEntry, lines: Sequence[OverlayLine]
) -> None:
    painter.fillRect(bar, theme.color("track"))
    filled = QRectF(bar)
    filled.setTop(bar.bottom() - bar.height() * float(entry.score.share))
    draw_bar(painter, filled, entry.score.status)
    for line in lines:
        beside = line.question(entry.code)
        if beside is not None and beside.score.status is not ScoreStatus.MISSING:
            y = bar.bottom() - bar.height() * float(beside.score.share)
            tick = QRectF(bar.left() - 1, y - 1, bar.width() + 2, 2)
            painter.fillRect(tick, theme.color(line.tint))
