"""Paints the library's rows: two lines of text, stage, points with their status, and profile."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from kompass_desktop.assessment.model import Status
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.progress_bar import THICKNESS, paint_progress
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.desktop.charts.status_look import value_color, value_font
from kompass_desktop.desktop.library.assessment_list import (
    ROW_ROLE,
    AssessmentColumn,
    AssessmentList,
    AssessmentRow,
)
from kompass_desktop.desktop.library.mini_profile import paint_mini_profile
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.painted_delegate import (
    MARGIN,
    PaintedDelegate,
    write_line,
)
from kompass_desktop.i18n import tr

ROW_HEIGHT = 51
LINE = 18
DETAIL_PIXELS = 12
PILL_HEIGHT = 22
PILL_MARGIN = 10
POINTS_PIXELS = 16
PROFILE_HEIGHT = 22
BAR_WIDTH = 90
PAINTED = frozenset(AssessmentColumn) - {AssessmentColumn.COMPARE}
"""The columns that are drawn here; Qt draws the check box."""


class AssessmentDelegate(PaintedDelegate):
    """Paints the cells of an `AssessmentList`, whichever model shows it."""

    def __init__(self, assessments: AssessmentList) -> None:
        super().__init__(assessments)
        self._list = assessments

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        row = index.data(ROW_ROLE)
        column = AssessmentColumn(index.column())
        if column not in PAINTED or not isinstance(row, AssessmentRow):
            QStyledItemDelegate.paint(self, painter, option, index)
            return
        self.paint_ground(painter, option, index)
        inside = QRectF(option.rect).adjusted(MARGIN, 0, -MARGIN, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cell(painter, inside, row, column)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, rect: QRectF, row: AssessmentRow, column: AssessmentColumn
    ) -> None:
        match column:
            case AssessmentColumn.MUNICIPALITY:
                self._paint_municipality(painter, rect, row)
            case AssessmentColumn.YEAR:
                year, font = row.year_text, theme.font(theme.FONT_PIXELS)
                _write(painter, rect, year, font, theme.color("text"))
            case AssessmentColumn.STATUS:
                edge = "text_faint" if row.status is Status.PREPARING else "border_strong"
                text = self._list.stage_text(row)
                _paint_pill(
                    painter,
                    rect.topLeft() + QPointF(0, _to_middle(rect, PILL_HEIGHT)),
                    text,
                    "text",
                    edge,
                )
            case AssessmentColumn.POINTS:
                _paint_points(painter, rect, row)
            case AssessmentColumn.PROFILE if row.summary:
                bars = QRectF(
                    rect.left(),
                    rect.center().y() - PROFILE_HEIGHT / 2,
                    rect.width(),
                    PROFILE_HEIGHT,
                )
                paint_mini_profile(painter, bars, row.summary.profile)
            case AssessmentColumn.PROGRESS:
                width = min(BAR_WIDTH, rect.width())
                bar = QRectF(rect.left(), rect.center().y() - THICKNESS / 2, width, THICKNESS)
                paint_progress(painter, bar, row.progress)

    def _paint_municipality(self, painter: QPainter, rect: QRectF, row: AssessmentRow) -> None:
        top = rect.top() + (rect.height() - 2 * LINE) / 2
        name = QRectF(rect.left(), top, rect.width(), LINE)
        if row.particulars.invented:
            name = self._paint_invented(painter, name, row.particulars.municipality)
        font = theme.font(theme.FONT_PIXELS, QFont.Weight.DemiBold)
        _write(painter, name, row.particulars.municipality, font, theme.color("text"))
        detail = QRectF(rect.left(), top + LINE, rect.width(), LINE)
        tint = "accent" if row.is_found else "text_soft"
        _write(
            painter,
            detail,
            self._list.detail_text(row),
            theme.font(DETAIL_PIXELS),
            theme.color(tint),
        )

    def _paint_invented(self, painter: QPainter, line: QRectF, name: str) -> QRectF:
        """Paint the mark of an invented example after the name; return what the name may take."""
        text = tr("fictitious example")
        width = _pill_width(text)
        font = theme.font(theme.FONT_PIXELS, QFont.Weight.DemiBold)
        wanted = QFontMetricsF(font).horizontalAdvance(name) + 1
        room = min(wanted, line.width() - width - MARGIN)
        corner = QPointF(line.left() + room + MARGIN, line.center().y() - PILL_HEIGHT / 2)
        _paint_pill(painter, corner, text, "challenge", "challenge")
        return QRectF(line.left(), line.top(), room, line.height())


def _paint_points(painter: QPainter, rect: QRectF, row: AssessmentRow) -> None:
    if row.summary is None or row.score_status is None:
        return
    said = status_text(row.score_status)
    lines = 2 if said else 1
    top = rect.top() + (rect.height() - lines * LINE) / 2
    points = QRectF(rect.left(), top, rect.width(), LINE)
    total = "–" if row.score_status is ScoreStatus.MISSING else str(row.summary.profile.total)
    font = value_font(row.score_status, POINTS_PIXELS)
    font.setWeight(QFont.Weight.Bold)
    _write(painter, points, total, font, value_color(row.score_status))
    if said:
        beneath = points.translated(0, LINE)
        _write(painter, beneath, said, theme.font(11), theme.color("text_soft"))


def _write(painter: QPainter, rect: QRectF, text: str, font: QFont, tint: QColor) -> None:
    painter.setFont(font)
    painter.setPen(tint)
    write_line(painter, rect, text)


def _pill_width(text: str) -> float:
    return QFontMetricsF(theme.font(DETAIL_PIXELS)).horizontalAdvance(text) + 2 * PILL_MARGIN


def _paint_pill(painter: QPainter, corner: QPointF, text: str, tint: str, edge: str) -> None:
    pill = QRectF(corner.x() + 0.5, corner.y() + 0.5, _pill_width(text) - 1, PILL_HEIGHT - 1)
    painter.setPen(QPen(theme.color(edge), 1))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    painter.setFont(theme.font(DETAIL_PIXELS))
    painter.setPen(theme.color(tint))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _to_middle(rect: QRectF, height: float) -> float:
    return (rect.height() - height) / 2
