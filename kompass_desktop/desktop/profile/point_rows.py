"""The base of the profile's lists of measure points; a click on a row opens the point."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.desktop.profile.two_lines import draw_two_lines
from kompass_desktop.instrument.model import MeasurePoint

CODE_WIDTH = 40
LEAST_WIDTH = 200
FONT = 12
SMALL_FONT = 11


class PointRows(SpotChart):
    """Rows with the code and the statement of a measure point, and values at the right.

    It is as high as its rows, and must be in a scroll area, which follows the keyboard.
    """

    point_clicked = Signal(str)
    """The code of a measure point."""

    header_height = 0
    row_height = 36
    value_width = 70
    """Pixels for the values; the statement has the rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[MeasurePoint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def points(self) -> tuple[MeasurePoint, ...]:
        """The measure points of the rows, from the top."""
        return self._points

    @abstractmethod
    def row_text(self, index: int) -> str:
        """Return a row as text, for its tool tip and for screen readers."""

    @abstractmethod
    def draw_values(self, painter: QPainter, area: QRectF, index: int) -> None:
        """Paint the values of the row with an index into `area`, the right end of the row."""

    def show_points(self, points: Sequence[MeasurePoint]) -> None:
        """Show measure points; the keyboard remains at its point if that is still shown."""
        at = self.points[self._current].code if self._current < len(self.points) else ""
        self._points = tuple(points)
        codes = [point.code for point in self._points]
        self._current = codes.index(at) if at in codes else 0
        self.updateGeometry()
        self.data_changed()

    def go_to_first(self) -> None:
        """Move the keyboard to the first row."""
        self._current = 0
        QToolTip.hideText()
        self.show_focus()

    def sizeHint(self) -> QSize:
        return QSize(300, self.header_height + self.row_height * max(1, len(self._points)))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(point.code, self._row(index), self.row_text(index))
            for index, point in enumerate(self._points)
        ]

    def activate(self, key: str) -> None:
        self.point_clicked.emit(key)

    def show_focus(self) -> None:
        super().show_focus()
        if self.hasFocus() and self._points:
            self._reveal(self._row(min(self._current, len(self._points) - 1)).toAlignedRect())

    def draw(self, painter: QPainter) -> None:
        shown = self.visibleRegion().boundingRect()
        for index, point in enumerate(self._points):
            row = self._row(index)
            if row.bottom() >= shown.top() and row.top() <= shown.bottom():
                self._draw_row(painter, row, index, point)

    def _row(self, index: int) -> QRectF:
        top = self.header_height + index * self.row_height
        return QRectF(0, top, self.width(), self.row_height)

    def _draw_row(self, painter: QPainter, row: QRectF, index: int, point: MeasurePoint) -> None:
        painter.setFont(theme.font(FONT))
        painter.setPen(theme.color("text_soft"))
        code = QRectF(4, row.top(), CODE_WIDTH - 4, row.height())
        painter.drawText(code, Qt.AlignmentFlag.AlignVCenter, point.code)
        values = QRectF(row.right() - self.value_width, row.top(), self.value_width, row.height())
        painter.setPen(theme.color("text"))
        name = QRectF(CODE_WIDTH, row.top(), values.left() - CODE_WIDTH - 6, row.height())
        draw_two_lines(painter, name, theme.font(SMALL_FONT), point.statement)
        self.draw_values(painter, values, index)
        painter.fillRect(QRectF(0, row.bottom() - 1, row.width(), 1), theme.color("separator"))

    def _reveal(self, row: QRect) -> None:
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        contents = holder.widget() if holder is not None else None
        if holder is not None and contents is not None:
            middle = self.mapTo(contents, row.center())
            holder.ensureVisible(middle.x(), middle.y(), 0, row.height() // 2 + 2)
