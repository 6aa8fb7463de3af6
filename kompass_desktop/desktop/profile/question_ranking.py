"""A short list of questions by how much of their maximum they have: strongest or weakest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.desktop.charts.score_text import question_text, question_value
from kompass_desktop.desktop.charts.status_look import draw_bar, draw_track, value_color
from kompass_desktop.i18n import tr

ROW = 21
BAR = 9
FONT = 12
CODE_WIDTH = 32
VALUE_WIDTH = 72
BAR_SHARE = 0.24


class QuestionRanking(SpotChart):
    """One row for each question: code, short name, bar, and points of maximum."""

    question_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[ProfileEntry, ...] = ()
        self.set_title(tr("Question"))

    def set_entries(self, entries: Sequence[ProfileEntry]) -> None:
        """Show these questions, in this order."""
        self._entries = tuple(entries)
        self.data_changed()

    def sizeHint(self) -> QSize:
        return QSize(380, ROW * max(1, len(self._entries)))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, ROW * max(1, len(self._entries)))

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(entry.code, self._row(index), question_text(entry))
            for index, entry in enumerate(self._entries)
        ]

    def activate(self, key: str) -> None:
        self.question_clicked.emit(key)

    def draw(self, painter: QPainter) -> None:
        if not self._entries:
            painter.setPen(theme.color("text_soft"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignTop, tr("None rated yet"))
        for index, entry in enumerate(self._entries):
            self._draw_row(painter, self._row(index), entry)

    def _row(self, index: int) -> QRectF:
        return QRectF(0, index * ROW, self.width(), ROW)

    def _draw_row(self, painter: QPainter, row: QRectF, entry: ProfileEntry) -> None:
        bar_width = self.width() * BAR_SHARE
        bar = QRectF(row.right() - VALUE_WIDTH - bar_width, row.center().y() - BAR / 2, 0, BAR)
        bar.setWidth(bar_width)
        name = QRectF(CODE_WIDTH, row.top(), bar.left() - CODE_WIDTH - 8, row.height())
        font = theme.font(FONT)
        painter.setFont(font)
        painter.setPen(theme.color("text_soft"))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, entry.code)
        painter.setPen(theme.color("text"))
        text = QFontMetricsF(font).elidedText(
            entry.short, Qt.TextElideMode.ElideRight, name.width()
        )
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, text)
        draw_track(painter, bar)
        filled = QRectF(bar)
        filled.setWidth(bar.width() * float(entry.score.share))
        draw_bar(painter, filled, entry.score.status)
        painter.setPen(value_color(entry.score.status))
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(row, alignment, question_value(entry.score))
