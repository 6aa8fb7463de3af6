"""Scores as large rows: name, bar, and number, with a what-if beside the real figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.scoring import Score
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.desktop.charts.status_look import (
    draw_bar,
    draw_track,
    value_color,
    value_font,
)

FONT = 20
SMALL_FONT = 16
CODE_WIDTH = 62
BAR = 18
GAP = 14
BEFORE_VALUE = 26
"""Pixels of a screen 720 pixels high, as all sizes here."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class ScoreRow:
    """A row: code, name, score, and the score as text.

    `detail` is a short text before the number; `ticks` are colours by name, each with the
    share, 0–1, at which the bar is marked. `assumed` is the score of a what-if, if it is
    another one, and `assumed_value` its text.
    """

    code: str
    name: str
    score: Score
    value: str
    detail: str = ""
    ticks: tuple[tuple[str, Fraction], ...] = ()
    assumed: Score | None = None
    assumed_value: str = ""

    @property
    def spoken(self) -> str:
        """The row as text, for screen readers and its tool tip."""
        parts = [f"{self.code} {self.name}: {self.value}", self.detail, self.assumed_value]
        return ", ".join(part for part in parts if part)


class ScoreRows(SpotChart):
    """Rows of equal height; the names have `name_share` of their width, 0–1.

    The numbers have what they need, the bars the rest. `chosen` is the index of the row that
    is marked.
    """

    row_clicked = Signal(str)
    """The code of a row."""

    def __init__(self, parent: QWidget | None = None, *, name_share: float = 0.4) -> None:
        super().__init__(parent)
        self._rows: tuple[ScoreRow, ...] = ()
        self._name_share = name_share
        self._unit = 1.0
        self.chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def rows(self) -> tuple[ScoreRow, ...]:
        """The rows from the top."""
        return self._rows

    def show_rows(self, rows: Sequence[ScoreRow], chosen: int | None) -> None:
        """Show rows, one of them marked."""
        self._rows = tuple(rows)
        self.chosen = chosen
        self.data_changed()

    def magnify(self, unit: float) -> None:
        """Set how many times larger than on a screen 720 pixels high it is drawn."""
        self._unit = unit
        self.update()

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(row.code, _scaled(self._row(index), self._unit), row.spoken)
            for index, row in enumerate(self._rows)
        ]

    def activate(self, key: str) -> None:
        self.row_clicked.emit(key)

    def draw(self, painter: QPainter) -> None:
        painter.scale(self._unit, self._unit)
        for index, row in enumerate(self._rows):
            self._draw_row(painter, self._row(index), row, is_chosen=index == self.chosen)

    def _row(self, index: int) -> QRectF:
        """Return a row's rectangle in the pixels of the painter, which is scaled."""
        width, height = self.width() / self._unit, self.height() / self._unit
        pitch = height / max(1, len(self._rows))
        return QRectF(0, index * pitch, width, pitch)

    def _draw_row(
        self, painter: QPainter, row: QRectF, content: ScoreRow, *, is_chosen: bool
    ) -> None:
        if is_chosen:
            painter.fillRect(row.adjusted(0, 1, 0, -1), theme.color("accent_soft"))
            edge = QRectF(row.left(), row.top() + 1, 4, row.height() - 2)
            painter.fillRect(edge, theme.color("accent"))
        name = QRectF(row.left() + 10, row.top(), row.width() * self._name_share - 10, row.height())
        self._draw_name(painter, name, content)
        score = content.score.status
        texts = (
            (content.assumed_value, theme.font(FONT, QFont.Weight.Bold), theme.color("text")),
            (content.value, value_font(score, FONT), value_color(score)),
            (content.detail, theme.font(SMALL_FONT), theme.color("text_soft")),
        )
        right = row.right() - 8
        for (text, font, color), width in zip(texts, self._widths(), strict=True):
            painter.setFont(font)
            painter.setPen(color)
            painter.drawText(QRectF(right - width, row.top(), width, row.height()), _RIGHT, text)
            right -= width
        bar = QRectF(name.right() + GAP, row.center().y() - BAR / 2, 0, BAR)
        bar.setRight(right - GAP)
        self._draw_bar(painter, bar, content)

    def _draw_name(self, painter: QPainter, rect: QRectF, content: ScoreRow) -> None:
        painter.setFont(theme.font(FONT, QFont.Weight.DemiBold))
        painter.setPen(theme.color("accent"))
        painter.drawText(rect, _LEFT, content.code)
        rest = rect.adjusted(CODE_WIDTH, 0, 0, 0)
        painter.setPen(theme.color("text"))
        pixels = FONT
        flags = int(_LEFT | Qt.TextFlag.TextWordWrap)
        # A long name gets smaller letters, and is never cut: the rows have room for 92 letters.
        while pixels > SMALL_FONT - 4:
            metrics = QFontMetricsF(theme.font(pixels))
            if metrics.boundingRect(rest, flags, content.name).height() <= rect.height():
                break
            pixels -= 1
        painter.setFont(theme.font(pixels))
        painter.drawText(rest, flags, content.name)

    def _draw_bar(self, painter: QPainter, bar: QRectF, content: ScoreRow) -> None:
        if bar.width() < BAR:
            return
        draw_track(painter, bar)
        draw_bar(painter, _part(bar, content.score.share), content.score.status)
        if content.assumed is not None:
            pen = QPen(theme.color("text"), 2.5, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            outline = _part(bar.adjusted(0, -4, 0, 4), content.assumed.share)
            painter.drawRect(outline)
            # Its end must be seen also where it is within a filled bar.
            end = QRectF(outline.right() - 4, outline.top() - 2, 8, outline.height() + 4)
            painter.fillRect(end, theme.color("window"))
            painter.fillRect(end.adjusted(2.5, 0, -2.5, 0), theme.color("text"))
        for tint, share in content.ticks:
            x = bar.left() + bar.width() * float(share)
            painter.fillRect(QRectF(x - 2, bar.top() - 5, 4, bar.height() + 10), theme.color(tint))

    def _widths(self) -> tuple[float, ...]:
        """Return the widths of the columns of numbers, from the right, each 0 if it is empty."""
        bold = QFontMetricsF(theme.font(FONT, QFont.Weight.Bold))
        small = QFontMetricsF(theme.font(SMALL_FONT))
        return (
            _widest(bold, [row.assumed_value for row in self._rows]),
            _widest(bold, [row.value for row in self._rows]),
            _widest(small, [row.detail for row in self._rows]),
        )


def _widest(metrics: QFontMetricsF, texts: Sequence[str]) -> float:
    widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
    return widest + BEFORE_VALUE if widest else 0.0


def _part(bar: QRectF, share: Fraction) -> QRectF:
    return QRectF(bar.left(), bar.top(), bar.width() * float(share), bar.height())


def _scaled(rect: QRectF, unit: float) -> QRectF:
    return QRectF(rect.x() * unit, rect.y() * unit, rect.width() * unit, rect.height() * unit)
