"""How a row of the question tree looks: its text, its progress, and whether it is open."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import (
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.navigation.question_tree import Role, TreeRow
from kompass_desktop.desktop.widgets.indexes import Index

AREA_HEIGHT = 28
POINT_HEIGHT = 23
AREA_MARGIN = 4
QUESTION_MARGIN = 4
BAR = QSize(36, 5)
RIGHT = 12
COUNT_WIDTH = 24
CODE_WIDTH = 25
POINT_CODE_WIDTH = 34
ARROW = 4


class Depth(IntEnum):
    """What a row is."""

    AREA = 0
    QUESTION = 1
    MEASURE_POINT = 2


LEFT = {Depth.AREA: 23, Depth.QUESTION: 30, Depth.MEASURE_POINT: 42}
_LINES = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_WRAPPED = int(
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TreeState(Protocol):
    """What a row's look depends on besides its model."""

    open_code: str

    def is_expanded(self, code: str) -> bool:
        """Whether the rows within an area or a question are shown."""

    def viewport(self) -> QWidget:
        """Where the rows are painted."""

    def hasFocus(self) -> bool:
        """Whether the tree has the keyboard focus."""


class RowPainter(QStyledItemDelegate):
    """Paints a row of any depth; the text of a question is wrapped."""

    def __init__(self, view: TreeState, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = _row_of(index)
        return QSize(0, self.height_of(row, is_open=self._is_open(row)))

    def height_of(self, row: TreeRow, *, is_open: bool) -> int:
        """Return the height (px) of a row; the text of an open question is bold."""
        whole = QRect(0, 0, self._view.viewport().width(), 1000)
        match row.depth:
            case Depth.AREA:
                width = _area_text_rect(whole).width()
                return max(AREA_HEIGHT, _area_height(_area_text(row), width) + 2 * AREA_MARGIN)
            case Depth.MEASURE_POINT:
                return POINT_HEIGHT
        width = _text_rect(whole, Depth.QUESTION).width()
        return _text_height(row.text, width, _weight(is_open)) + 2 * QUESTION_MARGIN

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        row = _row_of(index)
        is_open = self._is_open(row)
        self._paint_ground(painter, rect, option, is_open=is_open)
        self._paint_arrow(painter, rect, option, row)
        match row.depth:
            case Depth.AREA:
                _paint_area(painter, rect, row, is_open=is_open)
            case Depth.QUESTION:
                _paint_question(painter, rect, row, is_open=is_open)
            case Depth.MEASURE_POINT:
                _paint_measure_point(painter, rect, row, is_open=is_open)
        painter.restore()

    def _is_open(self, row: TreeRow) -> bool:
        """Whether the row is the open code, or is collapsed and contains it."""
        open_code = self._view.open_code
        if open_code == row.code:
            return True
        if not open_code.startswith(f"{row.code}."):
            return False
        return row.depth == Depth.QUESTION or not self._view.is_expanded(row.code)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, *, is_open: bool
    ) -> None:
        state = option.state
        if is_open:
            painter.fillRect(rect, theme.color("accent_soft"))
            painter.fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface_soft"))
        if self._view.hasFocus() and state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DotLine))
            painter.drawRect(QRectF(rect).adjusted(4.5, 1.5, -3.5, -1.5))

    def _paint_arrow(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, row: TreeRow
    ) -> None:
        if row.depth == Depth.MEASURE_POINT:
            return
        is_expanded = self._view.is_expanded(row.code)
        is_near = bool(option.state & QStyle.StateFlag.State_MouseOver) or is_expanded
        is_area = row.depth == Depth.AREA
        if not (is_area or is_near):
            return
        middle = rect.center().y() if is_area else rect.top() + AREA_HEIGHT // 2
        at = QPoint(15 if is_area else 21, middle)
        painter.fillPath(_arrow(at, pointing_down=is_expanded), theme.color("text_soft"))


def _row_of(index: Index) -> TreeRow:
    row: TreeRow = index.data(Role.ROW)
    return row


def _paint_area(painter: QPainter, rect: QRect, row: TreeRow, *, is_open: bool) -> None:
    right = rect.right() - RIGHT
    bar = QRectF(right - BAR.width(), rect.center().y() - 2, BAR.width(), BAR.height())
    _draw_progress(painter, bar, row.done, row.total)
    painter.setFont(_area_font())
    painter.setPen(theme.color("accent" if is_open else "text"))
    painter.drawText(_area_text_rect(rect), _WRAPPED, _area_text(row))


def _paint_question(painter: QPainter, rect: QRect, row: TreeRow, *, is_open: bool) -> None:
    painter.setFont(theme.font(12, _weight(is_open)))
    painter.setPen(theme.color("accent" if is_open else "text_soft"))
    text = _text_rect(rect, Depth.QUESTION)
    painter.drawText(text, _LINES, row.text)
    code = QRect(LEFT[Depth.QUESTION], text.top(), CODE_WIDTH, text.height())
    painter.drawText(code, _LINES, row.code)
    count = QRect(rect.right() - RIGHT - COUNT_WIDTH, text.top(), COUNT_WIDTH, text.height())
    if row.total:
        painter.drawText(count, _RIGHT, f"{row.done}/{row.total}")


def _paint_measure_point(painter: QPainter, rect: QRect, row: TreeRow, *, is_open: bool) -> None:
    tint = "accent" if is_open else "text_soft"
    font = theme.font(11, _weight(is_open))
    left = LEFT[Depth.MEASURE_POINT]
    code = QRect(left, rect.top(), POINT_CODE_WIDTH, rect.height())
    _draw_elided(painter, code, font, row.code, tint)
    text = _text_rect(rect, Depth.MEASURE_POINT)
    _draw_elided(painter, text, font, row.text, tint)
    if row.done:
        done = QRect(rect.right() - RIGHT - 16, rect.top(), 16, rect.height())
        painter.setPen(theme.color("accent"))
        painter.drawText(done, _MIDDLE_RIGHT, "✓")


def _text_rect(row: QRect, depth: Depth) -> QRect:
    left = LEFT[depth] + (CODE_WIDTH if depth is Depth.QUESTION else POINT_CODE_WIDTH)
    margin = QUESTION_MARGIN if depth is Depth.QUESTION else 0
    right = RIGHT + (COUNT_WIDTH if depth is Depth.QUESTION else 18)
    return QRect(left, row.top() + margin, row.right() - right - left, row.height() - margin)


@lru_cache(maxsize=256)
def _text_height(text: str, width: int, weight: QFont.Weight) -> int:
    """Return the height (px) of a question's text; cached, as layouts need it for every row."""
    metrics = QFontMetrics(theme.font(12, weight))
    return metrics.boundingRect(QRect(0, 0, width, 1000), _LINES, text).height()


@lru_cache(maxsize=64)
def _area_height(text: str, width: int) -> int:
    """Return the height (px) of an area's name."""
    metrics = QFontMetrics(_area_font())
    return metrics.boundingRect(QRect(0, 0, width, 1000), _WRAPPED, text).height()


def _area_text(row: TreeRow) -> str:
    return f"{row.code} {row.text}"


def _area_font() -> QFont:
    return theme.font(13, QFont.Weight.DemiBold)


def _area_text_rect(row: QRect) -> QRect:
    """Return the rectangle of an area's name, beside its progress, in a row."""
    left = LEFT[Depth.AREA]
    return QRect(left, row.top(), row.right() - RIGHT - BAR.width() - 8 - left, row.height())


def _weight(is_open: bool) -> QFont.Weight:
    return QFont.Weight.DemiBold if is_open else QFont.Weight.Normal


def _draw_elided(painter: QPainter, rect: QRect, font: QFont, text: str, tint: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(tint))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _MIDDLE_LEFT, shown)


def _draw_progress(painter: QPainter, rect: QRectF, done: int, total: int) -> None:
    """Paint a thin bar of which `done` of `total` is filled."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(rect, 2.5, 2.5)
    if done and total:
        rect.setWidth(max(rect.height(), rect.width() * done / total))
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(rect, 2.5, 2.5)


def _arrow(at: QPoint, *, pointing_down: bool) -> QPainterPath:
    """Return a small triangle around `at`."""
    path = QPainterPath()
    if pointing_down:
        corners = ((-ARROW, -2), (ARROW, -2), (0, 3))
    else:
        corners = ((-2, -ARROW), (3, 0), (-2, ARROW))
    path.moveTo(at + QPoint(*corners[0]))
    for corner in corners[1:]:
        path.lineTo(at + QPoint(*corner))
    path.closeSubpath()
    return path
