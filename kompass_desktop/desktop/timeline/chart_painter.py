"""Paints the part of a timeline that can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from kompass_desktop.assessment.plan_records import Activity, Improvement
from kompass_desktop.assessment.planning.time_scale import Unit
from kompass_desktop.assessment.planning.timeline import Link, Row, RowKind, Timeline
from kompass_desktop.assessment.planning.working_days import is_working_day
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.timeline.chart_layout import (
    BAR_HEIGHT,
    DIAMOND,
    FOLD_WIDTH,
    HANDLE,
    HANDLE_GAP,
    HEAD_HEIGHT,
    PHASE_HEIGHT,
    ROW_HEIGHT,
    ChartLayout,
)
from kompass_desktop.report.plan.status_colors import BAR_COLORS
from kompass_desktop.report.plan.timeline_text import row_name, span_text

FONT = 12
HEAD_FONT = 11
BAR_STRENGTH = 0.86
"""How much of its colour a bar has; the rest is the background."""
ELBOW = 7
"""The pixels that a dependency goes on from the end of a bar."""
ARROW = 4
DATES_GAP = 6
"""The pixels between a bar with its handle and its dates."""


@dataclass(frozen=True)
class Shown:
    """What is painted: the timeline, its layout, and what one is at.

    `current` and `hovered` are indexes of rows, or None. `drawn` is the line of a dependency
    that is dragged, or None.
    """

    timeline: Timeline
    layout: ChartLayout
    today: date
    current: int | None = None
    hovered: int | None = None
    has_focus: bool = False
    drawn: tuple[QPointF, QPointF] | None = None


def bar_color(row: Row) -> QColor:
    """Return the colour of a row's bar: that of the status, or of what is done."""
    name = "accent"
    share = 0.55
    match row.record:
        case Improvement(status=status):
            name, share = BAR_COLORS[status], BAR_STRENGTH
        case Activity(done=True):
            name, share = "strength", BAR_STRENGTH
        case Activity() if row.kind in (RowKind.MILESTONE, RowKind.PHASE):
            name, share = "text_soft", 1.0
    return theme.mixed("surface", name, share)


def paint_chart(painter: QPainter, shown: Shown) -> None:
    """Paint everything; nothing that is outside the widget."""
    layout = shown.layout
    rows = layout.visible_rows(len(shown.timeline.rows))
    painter.fillRect(0, 0, layout.width, layout.height, theme.color("surface"))
    _paint_lines(painter, layout, rows)
    _paint_current(painter, shown)
    painter.setClipRect(QRectF(layout.names_width, 0, layout.days_width, layout.height))
    _paint_days(painter, layout)
    _paint_heads(painter, layout)
    body = QRectF(layout.names_width, HEAD_HEIGHT, layout.days_width, layout.height - HEAD_HEIGHT)
    painter.setClipRect(body)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index in rows:
        _paint_bar(painter, shown, index)
    _paint_links(painter, shown, rows)
    _paint_today(painter, shown)
    _paint_dates(painter, shown)
    _paint_drawn(painter, shown)
    painter.setClipRect(QRectF(0, HEAD_HEIGHT, layout.width, layout.height - HEAD_HEIGHT))
    for index in rows:
        _paint_name(painter, shown, index)
    _paint_focus(painter, shown)


def _paint_current(painter: QPainter, shown: Shown) -> None:
    if shown.current is not None:
        top = shown.layout.top_of(shown.current)
        painter.fillRect(0, top, shown.layout.width, ROW_HEIGHT, theme.color("accent_soft"))


def _paint_days(painter: QPainter, layout: ChartLayout) -> None:
    """Shade weekends and public holidays, if days can be told apart."""
    if layout.scale.unit is not Unit.DAY:
        return
    day = layout.day_at(layout.names_width)
    shade = theme.color("track")
    shade.setAlpha(150)
    while layout.x(day) < layout.width:
        if not is_working_day(day):
            left = layout.x(day)
            width = layout.scale.day_width
            painter.fillRect(QRectF(left, HEAD_HEIGHT, width, layout.height), shade)
        day += timedelta(days=1)


def _paint_heads(painter: QPainter, layout: ChartLayout) -> None:
    font = theme.font(HEAD_FONT)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    left = layout.scroll_x
    offset = layout.names_width - left
    heads = layout.scale.heads(left, left + layout.days_width, metrics.horizontalAdvance)
    for head in heads:
        x = head.x + offset
        painter.setPen(theme.color("border_strong" if head.is_major else "border"))
        # A line would go through the text of the head before it.
        top = 2 if head.text or head.is_major else HEAD_HEIGHT - 3
        painter.drawLine(QPointF(x, top), QPointF(x, HEAD_HEIGHT))
        painter.setPen(theme.color("separator"))
        painter.drawLine(QPointF(x, HEAD_HEIGHT), QPointF(x, layout.height))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(QPointF(x + 4, HEAD_HEIGHT - 6), head.text)


def _paint_lines(painter: QPainter, layout: ChartLayout, rows: range) -> None:
    painter.setPen(theme.color("separator"))
    painter.drawLine(0, HEAD_HEIGHT - 1, layout.width, HEAD_HEIGHT - 1)
    for index in rows:
        bottom = layout.top_of(index) + ROW_HEIGHT - 1
        painter.drawLine(0, bottom, layout.width, bottom)


def _paint_bar(painter: QPainter, shown: Shown, index: int) -> None:
    row = shown.timeline.rows[index]
    ends = shown.layout.ends_of(row)
    if ends is None or ends[1] < shown.layout.names_width or ends[0] > shown.layout.width:
        return
    middle = shown.layout.middle_of(index) - 0.5
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(bar_color(row))
    left, right = ends
    if row.kind is RowKind.MILESTONE:
        painter.drawPolygon(_diamond((left + right) / 2, middle))
    elif row.kind is RowKind.PHASE:
        painter.drawPolygon(_bracket(left, right, middle))
    else:
        bar = QRectF(left, middle - BAR_HEIGHT / 2, right - left, BAR_HEIGHT)
        painter.drawRoundedRect(bar, 2, 2)
    if index in (shown.current, shown.hovered):
        _paint_handle(painter, right + HANDLE_GAP, middle)


def _diamond(x: float, y: float) -> QPolygonF:
    size = DIAMOND
    return QPolygonF(
        [QPointF(x - size, y), QPointF(x, y - size), QPointF(x + size, y), QPointF(x, y + size)]
    )


def _bracket(left: float, right: float, middle: float) -> QPolygonF:
    """Return a thin bar whose ends are turned down, as far as there is room."""
    top, turn = middle - PHASE_HEIGHT, min(PHASE_HEIGHT + 1.0, (right - left) / 2)
    low, tip = middle, middle + PHASE_HEIGHT
    return QPolygonF(
        [
            QPointF(left, top),
            QPointF(right, top),
            QPointF(right, tip),
            QPointF(right - turn, low),
            QPointF(left + turn, low),
            QPointF(left, tip),
        ]
    )


def _paint_handle(painter: QPainter, x: float, y: float) -> None:
    painter.setPen(QPen(theme.color("text_soft"), 1.4))
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(QPointF(x, y), HANDLE - 0.5, HANDLE - 0.5)


def _paint_dates(painter: QPainter, shown: Shown) -> None:
    """Write the dates of the current row after its bar, or before or on it for want of room."""
    index, layout = shown.current, shown.layout
    if index is None or not shown.has_focus:
        return
    row = shown.timeline.rows[index]
    ends = layout.ends_of(row)
    text = span_text(row.span)
    metrics = QFontMetricsF(theme.font(HEAD_FONT))
    width = metrics.horizontalAdvance(text)
    if ends is None:
        return
    left = ends[1] + HANDLE_GAP + HANDLE + DATES_GAP
    if left + width > layout.width:
        left = min(ends[0], layout.width) - DATES_GAP - width
    left = max(left, layout.names_width + DATES_GAP)
    place = QRectF(left, layout.top_of(index) + 3, width, ROW_HEIGHT - 7)
    # Dependencies and the line of today would go through it.
    painter.fillRect(place.adjusted(-2, 0, 2, 0), theme.color("accent_soft"))
    painter.setFont(theme.font(HEAD_FONT))
    painter.setPen(theme.color("text_soft"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _paint_links(painter: QPainter, shown: Shown, rows: range) -> None:
    for link in shown.timeline.links:
        if max(link.first, link.then) < rows.start or min(link.first, link.then) >= rows.stop:
            continue
        name = "weakness" if link.is_broken else "text_faint"
        painter.setPen(QPen(theme.color(name), 1.7 if link.is_broken else 1.1))
        _paint_link(painter, shown, link)


def _paint_link(painter: QPainter, shown: Shown, link: Link) -> None:
    layout, rows = shown.layout, shown.timeline.rows
    first, then = layout.ends_of(rows[link.first]), layout.ends_of(rows[link.then])
    if first is None or then is None:
        return
    start = QPointF(first[1], layout.middle_of(link.first) - 0.5)
    end = QPointF(then[0], layout.middle_of(link.then) - 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(route(start, end)))
    painter.setBrush(painter.pen().color())
    tip = QPointF(end.x(), end.y())
    back = QPointF(-ARROW, 0)
    side = QPointF(0, ARROW * 0.8)
    painter.drawPolygon(QPolygonF([tip, tip + back - side, tip + back + side]))


def route(start: QPointF, end: QPointF) -> list[QPointF]:
    """Return the corners of a dependency, from the end of a bar to the beginning of another."""
    turn = start.x() + ELBOW
    if end.x() - ELBOW >= turn:
        return [start, QPointF(turn, start.y()), QPointF(turn, end.y()), end]
    between = start.y() + (ROW_HEIGHT / 2 if end.y() > start.y() else -ROW_HEIGHT / 2)
    before = end.x() - ELBOW - 2
    return [
        start,
        QPointF(turn, start.y()),
        QPointF(turn, between),
        QPointF(before, between),
        QPointF(before, end.y()),
        end,
    ]


def _paint_today(painter: QPainter, shown: Shown) -> None:
    x = shown.layout.x(shown.today) + shown.layout.scale.day_width / 2
    painter.setPen(QPen(theme.color("weakness"), 2))
    painter.drawLine(QPointF(x, 0), QPointF(x, shown.layout.height))


def _paint_drawn(painter: QPainter, shown: Shown) -> None:
    if shown.drawn is not None:
        painter.setPen(QPen(theme.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(*shown.drawn)


def _paint_name(painter: QPainter, shown: Shown, index: int) -> None:
    row = shown.timeline.rows[index]
    layout = shown.layout
    top, left = layout.top_of(index), layout.name_left(row)
    painter.setFont(name_font(row))
    is_weak = row.span is None or row.record is None
    painter.setPen(theme.color("text_soft" if is_weak else "text"))
    if row.has_parts:
        sign = QRectF(left - FOLD_WIDTH, top, FOLD_WIDTH, ROW_HEIGHT)
        painter.drawText(sign, Qt.AlignmentFlag.AlignVCenter, "▸" if row.is_folded else "▾")
    room = QRectF(left, top, layout.names_width - left - 8, ROW_HEIGHT)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided_name(row, room.width()))


def name_font(row: Row) -> QFont:
    """Return the font of the name of a row."""
    return _name_font(is_group=row.kind in (RowKind.PHASE, RowKind.HEADING))


def _name_font(*, is_group: bool) -> QFont:
    return theme.font(FONT, QFont.Weight.DemiBold if is_group else QFont.Weight.Normal)


def elided_name(row: Row, width: float) -> str:
    """Return the name of a row, ended with dots if it is wider than some pixels."""
    is_group = row.kind in (RowKind.PHASE, RowKind.HEADING)
    return _elided(row_name(row), width, is_group=is_group)


@lru_cache(maxsize=2048)
def _elided(name: str, width: float, *, is_group: bool) -> str:
    metrics = QFontMetricsF(_name_font(is_group=is_group))
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)


def _paint_focus(painter: QPainter, shown: Shown) -> None:
    if shown.has_focus and shown.current is not None:
        top = shown.layout.top_of(shown.current)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawRect(QRectF(1, top + 1, shown.layout.width - 2, ROW_HEIGHT - 2))
