"""A chart of a day of the programme: interviews by hour, simultaneous ones side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.times import TimeSpan
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.painted_delegate import write_line
from kompass_desktop.i18n import tr

HOURS_WIDTH = 46
EARLIEST, LATEST = 8, 16
"""The hours that are shown of every day."""
_MINUTES = 60
_TOP = 8


@dataclass(frozen=True)
class Block:
    """An interview in the picture; `lines` are its words, `tint` the colour of its edge."""

    interview: str
    begins: datetime
    ends: datetime
    lines: tuple[str, ...]
    tint: str = "accent"


@dataclass(frozen=True)
class Placed:
    """A block with its lane, and the number of lanes side by side."""

    block: Block
    lane: int
    lanes: int


def placed(blocks: Sequence[Block]) -> list[Placed]:
    """Return blocks with lanes, so that none covers another that is at the same time."""
    found: list[Placed] = []
    cluster: list[tuple[Block, int]] = []
    ends: list[datetime] = []
    for block in sorted(blocks, key=lambda each: (each.begins, each.ends, each.interview)):
        if cluster and block.begins >= max(ends):
            found += _in_lanes(cluster, len(ends))
            cluster, ends = [], []
        lane = next((n for n, end in enumerate(ends) if end <= block.begins), len(ends))
        ends[lane : lane + 1] = [block.ends]
        cluster.append((block, lane))
    return [*found, *_in_lanes(cluster, len(ends))]


def _in_lanes(cluster: Sequence[tuple[Block, int]], lanes: int) -> list[Placed]:
    return [Placed(block, lane, lanes) for block, lane in cluster]


class DayPicture(QWidget):
    """Shows one day; what can be done here can be done by keys in the table beside it."""

    interview_clicked = Signal(str)
    """The interview's id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self._blocks: list[Placed] = []
        self._lunch: TimeSpan | None = None
        self._current = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.notifier.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(290, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(290, 200)

    @property
    def blocks(self) -> Collection[Placed]:
        """The shown interviews, in order of time."""
        return tuple(self._blocks)

    def show_day(
        self, day: date | None, blocks: Sequence[Block], lunch: TimeSpan | None, current: str
    ) -> None:
        """Show a day with its interviews and lunch; `current` is the id of the one to mark."""
        self._day, self._blocks, self._lunch = day, placed(blocks), lunch
        self._current = current
        said = "; ".join(", ".join(each.block.lines) for each in self._blocks)
        self.setAccessibleName(tr("The day as a picture"))
        self.setAccessibleDescription(said)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for each in self._blocks:
            if self._rect_of(each).contains(event.position()):
                self.interview_clicked.emit(each.block.interview)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hours(painter)
        if self._day is not None and self._lunch is not None:
            self._paint_lunch(painter, self._lunch)
        for each in self._blocks:
            self._paint_block(painter, each)

    def _paint_hours(self, painter: QPainter) -> None:
        first, last = self._hours
        painter.setFont(theme.font(11))
        for hour in range(first, last + 1):
            y = self._y(hour * _MINUTES)
            painter.setPen(theme.color("separator"))
            painter.drawLine(QPointF(HOURS_WIDTH, y), QPointF(self.width(), y))
            painter.setPen(theme.color("text_soft"))
            write_line(painter, QRectF(0, y - 8, HOURS_WIDTH - 6, 16), f"{hour:02d}:00")

    def _paint_lunch(self, painter: QPainter, lunch: TimeSpan) -> None:
        top, bottom = self._y(_minute(lunch.begins)), self._y(_minute(lunch.ends))
        band = QRectF(HOURS_WIDTH, top, self.width() - HOURS_WIDTH, bottom - top)
        painter.fillRect(band, theme.color("track"))
        painter.setPen(theme.color("text_soft"))
        painter.setFont(theme.font(11))
        write_line(painter, band.adjusted(6, 0, -6, 0), tr("Lunch"))

    def _paint_block(self, painter: QPainter, each: Placed) -> None:
        rect = self._rect_of(each)
        is_current = each.block.interview == self._current
        painter.setPen(QPen(theme.color(each.block.tint), 2 if is_current else 1))
        painter.setBrush(theme.color("accent_soft" if is_current else "surface"))
        painter.drawRoundedRect(rect, 4, 4)
        painter.save()
        painter.setClipRect(rect)
        line = QRectF(rect.left() + 6, rect.top() + 2, rect.width() - 10, 15)
        for number, words in enumerate(each.block.lines):
            weight = QFont.Weight.DemiBold if number == 0 else QFont.Weight.Normal
            painter.setFont(theme.font(11, weight))
            painter.setPen(theme.color("text" if number == 0 else "text_soft"))
            if line.bottom() <= rect.bottom() + 2:
                write_line(painter, line, words, Qt.AlignmentFlag.AlignVCenter)
            line.translate(0, 15)
        painter.restore()

    @property
    def _hours(self) -> tuple[int, int]:
        """The first and last hour that are shown."""
        first = min([EARLIEST, *(each.block.begins.hour for each in self._blocks)])
        last = max([LATEST, *(self._last_hour(each.block) for each in self._blocks)])
        return first, last

    def _last_hour(self, block: Block) -> int:
        if block.ends.date() > block.begins.date():
            return 24
        return block.ends.hour + (block.ends.minute > 0)

    def _y(self, minute: int) -> float:
        first, last = self._hours
        share = (minute - first * _MINUTES) / ((last - first) * _MINUTES)
        return _TOP + share * (self.height() - 2 * _TOP)

    def _rect_of(self, each: Placed) -> QRectF:
        width = (self.width() - HOURS_WIDTH - 2) / each.lanes
        top = self._y(_minute(each.block.begins.time()))
        is_past = each.block.ends.date() > each.block.begins.date()
        last = 24 * _MINUTES if is_past else _minute(each.block.ends.time())
        left = HOURS_WIDTH + each.lane * width
        return QRectF(left + 1, top + 1, width - 3, max(self._y(last) - top - 2, 14))


def _minute(at: time) -> int:
    return at.hour * _MINUTES + at.minute
